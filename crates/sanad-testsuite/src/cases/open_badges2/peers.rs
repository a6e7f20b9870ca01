//! Signed assertions that other software made: `openssl` and the Python package `cryptography`. The keys were made for
//! this and thrown away.

/// An RSA key of 2048 bits.
pub(super) const RSA_PEM: &str = concat!(
    "-----BEGIN PUBLIC KEY-----\n",
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtBRGw3V4ZBf+HwCWy0x5\n",
    "rEaazST9nBatY7cH9oCV/Zs1q/ni28+MKxQ9A8sk/FYAKCeA+uNrlqWfJYtTpvYc\n",
    "optKDWqEvpa95JWQPLLLfL6QeuNAGurrWaN8guTcn9Mdh9Ukna7OK1Iw0W9ZTzvI\n",
    "Jc0XLAuGgnmYv7pBpo2vqNFoXF9dq4Slgrbh0azW4kpXe3bsCqvOI2SY6gLjl4u8\n",
    "DQrLw+Ro+Aj8S/mBnjCttOjwAg6EPuO5TzBVZHyDb630faceBvltwDUG+eWS10//\n",
    "5mimS0svgxy3n+Rd4xeR4/MWx98ud4TUFrI2g6wdXgHBlC5Xe0y0eUhFaFDIMCnk\n",
    "fQIDAQAB\n",
    "-----END PUBLIC KEY-----\n",
);

/// The assertion whose key is at `/keys/rsa`, signed by that key.
pub(super) const RS256: &str = concat!(
    "eyJhbGciOiJSUzI1NiJ9.eyJAY29udGV4dCI6Imh0dHBzOi8vdzNpZC5vcmcvb3BlbmJhZGdlcy92MiIsInR5cGUiOiJBc3NlcnR",
    "pb24iLCJpZCI6InVybjp1dWlkOjZhM2E1MmMzLTVjMWYtNGEwZS04YTBiLTdhMmYwYzVkOWIxMSIsInJlY2lwaWVudCI6eyJ0eXB",
    "lIjoiZW1haWwiLCJoYXNoZWQiOnRydWUsInNhbHQiOiJkZWFkc2VhIiwiaWRlbnRpdHkiOiJzaGEyNTYkZWNmNTQwOWYzZjRiOTF",
    "hYjYwY2M1ZWY0YzAyYWVmNzAzMjM1NDM3NWU3MGNmNGQ4ZTQzZjZhMWQyOTg5MTk0MiJ9LCJiYWRnZSI6Imh0dHBzOi8vYWNhZGV",
    "teS5leGFtcGxlL2JhZGdlcy93ZWxkaW5nLTEiLCJ2ZXJpZmljYXRpb24iOnsidHlwZSI6IlNpZ25lZEJhZGdlIiwiY3JlYXRvciI",
    "6Imh0dHBzOi8vYWNhZGVteS5leGFtcGxlL2tleXMvcnNhIn0sImlzc3VlZE9uIjoiMjAxNi0xMi0zMVQyMzo1OTo1OVoifQ.UfRU",
    "dZI8YT9GtyGZOiDQv_Ez-1YxjwIi4zB8d40nLYEOekQ8LiZa3R2--",
    "dsea2r3HhDiR0Pmnz5JY8qHkQ1dLI1z7RDdZ8wUuLj1lvs8saSa4-0feaYRQhmLKagjhbY5_C1B3HzO-",
    "nJqWyq3O98MoKN9qzduIFPWjyccoAAID-ksVFalUPD17d6MZ3uTsMD8Jaevf2dRE1qJzvrdS-HwF4sTvVUNZ7w2jHms84J1Vn2ja",
    "e_GI3acpZ3bxd9ij_cmfMAgNgyF0sxg4Z6T0g0gTimOGsD1bmnUlzY7YqF9dyZSZQZRsPy4at0czbEdh1s7C9ySl0HQT5MTwA2fU",
    "NvptQ",
);

/// A key on P-256.
pub(super) const EC_PEM: &str = concat!(
    "-----BEGIN PUBLIC KEY-----\n",
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEINpUY58139agK2g41aeP6ruvPRvV\n",
    "eoJ0DVFskwMbyG4wc5eXrc4/pKRe/BPFC81b3o19ozM41qpa9psh7mXDdA==\n",
    "-----END PUBLIC KEY-----\n",
);

/// The assertion whose key is at `/keys/ec`, signed by that key.
pub(super) const ES256: &str = concat!(
    "eyJhbGciOiJFUzI1NiJ9.eyJAY29udGV4dCI6Imh0dHBzOi8vdzNpZC5vcmcvb3BlbmJhZGdlcy92MiIsInR5cGUiOiJBc3NlcnR",
    "pb24iLCJpZCI6InVybjp1dWlkOjZhM2E1MmMzLTVjMWYtNGEwZS04YTBiLTdhMmYwYzVkOWIxMSIsInJlY2lwaWVudCI6eyJ0eXB",
    "lIjoiZW1haWwiLCJoYXNoZWQiOnRydWUsInNhbHQiOiJkZWFkc2VhIiwiaWRlbnRpdHkiOiJzaGEyNTYkZWNmNTQwOWYzZjRiOTF",
    "hYjYwY2M1ZWY0YzAyYWVmNzAzMjM1NDM3NWU3MGNmNGQ4ZTQzZjZhMWQyOTg5MTk0MiJ9LCJiYWRnZSI6Imh0dHBzOi8vYWNhZGV",
    "teS5leGFtcGxlL2JhZGdlcy93ZWxkaW5nLTEiLCJ2ZXJpZmljYXRpb24iOnsidHlwZSI6IlNpZ25lZEJhZGdlIiwiY3JlYXRvciI",
    "6Imh0dHBzOi8vYWNhZGVteS5leGFtcGxlL2tleXMvZWMifSwiaXNzdWVkT24iOiIyMDE2LTEyLTMxVDIzOjU5OjU5WiJ9.sPhZbw",
    "uMFDF9PSvgL-gmO0amaZe6Oi1rI0TUIg1VctYT_Oqm6VRb_TnlkPbrji9wZzb55PZXx93_8BosEyo7DQ",
);

/// The first assertion, with a MAC whose secret is the text of the RSA key, which everybody knows.
pub(super) const HS256: &str = concat!(
    "eyJhbGciOiJIUzI1NiJ9.eyJAY29udGV4dCI6Imh0dHBzOi8vdzNpZC5vcmcvb3BlbmJhZGdlcy92MiIsInR5cGUiOiJBc3NlcnR",
    "pb24iLCJpZCI6InVybjp1dWlkOjZhM2E1MmMzLTVjMWYtNGEwZS04YTBiLTdhMmYwYzVkOWIxMSIsInJlY2lwaWVudCI6eyJ0eXB",
    "lIjoiZW1haWwiLCJoYXNoZWQiOnRydWUsInNhbHQiOiJkZWFkc2VhIiwiaWRlbnRpdHkiOiJzaGEyNTYkZWNmNTQwOWYzZjRiOTF",
    "hYjYwY2M1ZWY0YzAyYWVmNzAzMjM1NDM3NWU3MGNmNGQ4ZTQzZjZhMWQyOTg5MTk0MiJ9LCJiYWRnZSI6Imh0dHBzOi8vYWNhZGV",
    "teS5leGFtcGxlL2JhZGdlcy93ZWxkaW5nLTEiLCJ2ZXJpZmljYXRpb24iOnsidHlwZSI6IlNpZ25lZEJhZGdlIiwiY3JlYXRvciI",
    "6Imh0dHBzOi8vYWNhZGVteS5leGFtcGxlL2tleXMvcnNhIn0sImlzc3VlZE9uIjoiMjAxNi0xMi0zMVQyMzo1OTo1OVoifQ.c3io",
    "JHxN1fj5G6ZpZoZtNrqxjPh6P0Cuu2A59OQovLs",
);
