"""Times openbadgeslib on a badge with the members of the bench's minimal one: signing it, and verifying what it signed."""

import statistics
import time
from datetime import datetime, timezone

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from openbadgeslib.ob3 import (
    Achievement, Issuer, OB3LdpSigner, OB3LdpVerifier, OB3Signer, OB3Verifier, OpenBadgeCredential)
from openbadgeslib.ob3.did import did_key_from_pem

key = ed25519.Ed25519PrivateKey.from_private_bytes(bytes([7] * 32))
private = key.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
did = did_key_from_pem(public)
badge = OpenBadgeCredential(
    issuer=Issuer(id=did, name="Academy of Metal"), recipient_id="did:example:learner",
    achievement=Achievement(
        id="https://academy.example/achievements/welding-1", name="Welding I",
        description="Joins mild steel plate.", criteria_narrative="Pass the bench test."),
    issuance_date=datetime(2026, 3, 1, 9, tzinfo=timezone.utc),
    expiration_date=datetime(2036, 3, 1, 9, tzinfo=timezone.utc))


def median(work):
    """Microseconds, once what is compiled on the way is warm."""
    times = []
    for _ in range(60):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times[10:]) * 1e6


def row(suite, operation, work):
    print(f"openbadgeslib {suite} {operation} minimal {median(work):.0f}", flush=True)


signer = OB3LdpSigner(private)
signed = signer.sign(badge)
row("eddsa-rdfc-2022", "issue", lambda: signer.sign(badge))
row("eddsa-rdfc-2022", "verify", lambda: OB3LdpVerifier(public).verify(signed))
jwt_signer = OB3Signer(privkey_pem=private, algorithm="EdDSA")
jwt = jwt_signer.sign(badge)
row("jwt-eddsa", "issue", lambda: jwt_signer.sign(badge))
row("jwt-eddsa", "verify", lambda: OB3Verifier(public).verify(jwt))
