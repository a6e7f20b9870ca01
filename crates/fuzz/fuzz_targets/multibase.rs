//! Multibase, keys and signatures as text: every value has one spelling, and it is the one that is read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanad_core::key::KeyKind;
use sanad_core::multibase::Base;
use sanad_core::pointer::Trail;
use sanad_core::public_key::PublicKey;
use sanad_core::signature::Signature;

fuzz_target!(|data: &[u8]| {
    for base in [Base::Base58Btc, Base::Base64Url] {
        let text = base.encode(data);
        match base.decode(&text) {
            Ok(bytes) => assert_eq!(bytes, data),
            Err(error) => assert!(data.len() > 128, "{error}: {text}"),
        }
        if base == Base::Base58Btc && data.len() <= 128 {
            assert_eq!(text, format!("z{}", base58(data)), "a second encoder differs");
        }
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    for base in [Base::Base58Btc, Base::Base64Url] {
        if let Ok(bytes) = base.decode(text) {
            assert_eq!(base.encode(&bytes), text, "a second spelling");
        }
        if let Ok(bytes) = base.decode_bare(text) {
            assert_eq!(base.encode_bare(&bytes), text, "a second spelling");
        }
    }
    if let Ok(key) = PublicKey::from_multikey(text) {
        assert_eq!(key.to_multikey(), text, "a second spelling of a key");
        let jwk = key.to_jwk();
        assert_eq!(PublicKey::from_jwk(&jwk, &Trail::Root).as_ref(), Ok(&key), "{}", jwk.to_compact());
        assert_ne!(key.kind(), KeyKind::Rsa, "there is no Multikey of RSA");
        // Nobody has signed anything: whatever key this is, zeros are no signature by it.
        assert!(key.verify(b"", &Signature::from_bytes([0_u8; 64])).is_err(), "a signature of zeros");
        let mut identity = [0_u8; 64];
        identity[0] = 1;
        assert!(key.verify(b"", &Signature::from_bytes(identity)).is_err(), "the identity as a signature");
    }
    if let Ok(key) = PublicKey::from_spki_pem(text) {
        assert_eq!(PublicKey::from_jwk(&key.to_jwk(), &Trail::Root), Ok(key));
    }
    if let Ok(signature) = Signature::from_multibase(text) {
        assert_eq!(signature.to_multibase(), text, "a second spelling of a signature");
    }
});

/// Base58 as one learns it at school: long division by 58.
fn base58(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let (mut number, mut digits) = (bytes.to_vec(), Vec::new());
    while number.iter().any(|byte| *byte != 0) {
        let mut rest = 0_u32;
        for byte in &mut number {
            let value = rest * 256 + u32::from(*byte);
            *byte = (value / 58) as u8;
            rest = value % 58;
        }
        digits.push(DIGITS[rest as usize]);
    }
    digits.extend(std::iter::repeat_n(b'1', zeros));
    digits.into_iter().rev().map(char::from).collect()
}
