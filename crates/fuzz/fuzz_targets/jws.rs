//! JWTs: what is read is the only spelling of what it says; whatever this issuer signs is judged as what it says; and what
//! nobody signed is never accepted.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use sanad_core::badge::SignedBadge;
use sanad_core::json::{Json, Object};
use sanad_core::jws::Jws;
use sanad_core::multibase::Base;
use sanad_core::vc_jwt::VcJwt;
use sanad_fuzz::{issuer, mutator, promises};
use sanad_testsuite::jwt;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::verify::Verifier;

static ANCHORS: LazyLock<Vec<TrustAnchor>> = LazyLock::new(|| vec![TrustAnchor::issuer(issuer::did())]);
static EVIDENCE: LazyLock<Evidence> = LazyLock::new(Evidence::new);

/// A header and a payload, which become a JWT.
static STARTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let badges = issuer::badges().into_iter().step_by(2).map(|(badge, _)| badge);
    let parts = badges.filter(|badge| !badge.contains("credentialStatus")).flat_map(|badge| {
        let claims = Object::new().with("iss", issuer::did()).with("nbf", 1_769_936_400_u32);
        let claims = match badge.text("id") {
            Some(id) => claims.with("jti", id),
            None => claims,
        };
        let payload =
            badge.iter().fold(claims.clone(), |payload, (name, value)| payload.with(name, value.clone()));
        [payload, claims.with("vc", badge)]
    });
    let header = Object::new().with("alg", "EdDSA").with("kid", issuer::method()).with("typ", "JWT");
    parts
        .map(|payload| Object::new().with("header", header.clone()).with("payload", payload).to_compact())
        .collect()
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if data.first().is_none_or(|first| *first == b'{') || seed.is_multiple_of(64) {
        mutator::json(data, size, max_size, seed, &STARTS)
    } else {
        libfuzzer_sys::fuzzer_mutate(data, size, max_size)
    }
});

fuzz_target!(|data: &[u8]| {
    read(data);
    // Nobody signed these bytes with the key that is trusted here.
    let report = judge(data);
    promises::keep(&report);
    assert_ne!(report.verdict(), Verdict::Accept, "accepted, and nobody signed it");
    let Ok(Json::Object(parts)) = Json::parse(data) else { return };
    let text = |name: &str| parts.get(name).map(Json::to_compact);
    let (Some(header), Some(payload)) = (text("header"), text("payload")) else { return };
    signed(&header, &payload);
});

fn read(data: &[u8]) {
    let Ok(jws) = Jws::parse(data) else {
        assert!(VcJwt::parse(data).is_err(), "no JWS, and a JWT");
        return;
    };
    let text = jws.as_str();
    assert_eq!(text.as_bytes(), data.trim_ascii());
    let segments: Vec<&str> = text.split('.').collect();
    let [header, payload, signature] = segments[..] else { panic!("{text}") };
    assert_eq!(jws.signing_input(), format!("{header}.{payload}").as_bytes());
    assert_eq!(Base::Base64Url.encode_bare(jws.payload()), payload, "a second spelling");
    assert_eq!(Base::Base64Url.encode_bare(jws.signature()), signature, "a second spelling");
    let header = Base::Base64Url.decode_bare(header).expect("it was read");
    assert_eq!(Json::parse(&header), Ok(Json::Object(jws.header().clone())));
    for forbidden in ["jku", "x5u", "x5c", "crit", "b64"] {
        assert!(!jws.header().contains(forbidden), "{forbidden}");
    }
}

fn signed(header: &str, payload: &str) {
    let token = jwt::compact(header, payload, &issuer::key());
    let report = judge(token.as_bytes());
    promises::keep(&report);
    if report.verdict() != Verdict::Accept {
        return;
    }
    let jws = Jws::parse(token.as_bytes()).expect("accepted");
    assert_eq!(jws.header().text("alg"), Some("EdDSA"), "{header}");
    let Ok(Json::Object(claims)) = Json::parse(payload.as_bytes()) else { panic!("accepted, and no object") };
    assert!(claims.get("iss").is_none_or(|iss| iss.as_str() == Some(&issuer::did())), "another `iss`");
    let badge = report.accept().expect("accepted");
    assert_eq!(badge.claims().issuer_id(), Some(&*issuer::did()), "another issuer");
    // One bit of the signature, one character of what is signed: nobody signed those.
    let (input, signature) = token.rsplit_once('.').expect("three segments");
    let mut bytes = Base::Base64Url.decode_bare(signature).expect("our own");
    for at in [0, 31, 32, 63] {
        bytes[at] ^= 1;
        let forged = format!("{input}.{}", Base::Base64Url.encode_bare(&bytes));
        assert_ne!(judge(forged.as_bytes()).verdict(), Verdict::Accept, "{forged}");
        bytes[at] ^= 1;
    }
    let respelled = jwt::compact(&format!("{header} "), payload, &issuer::key());
    let respelled = respelled.rsplit_once('.').expect("three segments").0;
    let forged = format!("{respelled}.{signature}");
    assert_ne!(judge(forged.as_bytes()).verdict(), Verdict::Accept, "{forged}");
}

fn judge(bytes: &[u8]) -> Report {
    let verifier = Verifier::new(&ANCHORS, &EVIDENCE);
    match SignedBadge::from_jwt(bytes) {
        Ok(badge) => verifier.verify(badge, issuer::at()),
        Err(_) => verifier.verify_shared(bytes, issuer::at()).into_decisive(),
    }
}
