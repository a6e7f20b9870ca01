use super::*;
use crate::code::Code;
use crate::multibase::Base;

const HEADER: &str = r#"{"alg":"EdDSA","kid":"did:example:a#1","typ":"JWT"}"#;

fn compact(header: &str, payload: &str) -> String {
    let encode = |text: &str| Base::Base64Url.encode_bare(text.as_bytes());
    format!("{}.{}.AA", encode(header), encode(payload))
}

/// A 2.0 payload: `members` are set over the good ones, `null` takes one out.
fn payload(members: &str) -> String {
    let mut payload = object(
        r#"{"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:x:1", "issuer": {"id": "did:example:a"},
            "validFrom": "2026-02-01T09:00:00Z", "credentialSubject": {"id": "did:example:b"},
            "iss": "did:example:a", "sub": "did:example:b", "jti": "urn:x:1", "nbf": 1769936400}"#,
    );
    for (name, value) in object(members).iter() {
        if *value == Json::Null {
            payload.remove(name);
        } else {
            payload.insert(name, value.clone());
        }
    }
    Json::Object(payload).to_compact()
}

fn object(text: &str) -> Object {
    Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
}

fn read(header: &str, payload: &str) -> Result<VcJwt, VcJwtError> {
    VcJwt::parse(compact(header, payload).as_bytes())
}

fn defects(jwt: &VcJwt) -> Vec<(Code, &str, Demand)> {
    jwt.defects().iter().map(|defect| (defect.code, defect.at.as_str(), defect.demand)).collect()
}

#[test]
fn claims_that_say_what_the_credential_says_are_no_part_of_it() {
    let jwt = read(HEADER, &payload(r#"{"iat": 1769936400, "aud": "x", "nonce": "y"}"#)).unwrap();
    assert_eq!(defects(&jwt), []);
    assert!(
        ["iss", "sub", "jti", "nbf", "iat", "aud", "nonce"].iter().all(|name| !jwt.content().contains(name))
    );
    assert_eq!(jwt.claims().len(), 7);
    assert_eq!(jwt.issued_at().unwrap().to_string(), "2026-02-01T09:00:00Z");
}

#[test]
fn a_claim_that_says_something_else_is_a_contradiction_and_one_that_is_missing_a_matter_of_profile() {
    use Code::{JwtClaimMismatch as Mismatch, JwtClaimMissing as Missing, TimeMalformed};
    for (members, expected) in [
        (r#"{"iss": "did:example:a.evil"}"#, (Mismatch, "/iss", Demand::Always)),
        (r#"{"iss": ["did:example:a"]}"#, (Mismatch, "/iss", Demand::Always)),
        (r#"{"sub": "did:example:c"}"#, (Mismatch, "/sub", Demand::Always)),
        (r#"{"credentialSubject": {}}"#, (Mismatch, "/sub", Demand::Always)),
        (r#"{"jti": 1}"#, (Mismatch, "/jti", Demand::Always)),
        (r#"{"nbf": 1769936401}"#, (Mismatch, "/nbf", Demand::Always)),
        (r#"{"validFrom": "2026-02-01T09:00:00.25Z"}"#, (Mismatch, "/nbf", Demand::Strict)),
        (r#"{"exp": 1769936402, "validUntil": "2027-01-01T00:00:00Z"}"#, (Mismatch, "/exp", Demand::Always)),
        (r#"{"iss": null}"#, (Missing, "/iss", Demand::Strict)),
        (r#"{"sub": null}"#, (Missing, "/sub", Demand::Strict)),
        (r#"{"jti": null}"#, (Missing, "/jti", Demand::Strict)),
        (r#"{"nbf": null}"#, (Missing, "/nbf", Demand::Strict)),
        (r#"{"validUntil": "2027-01-01T00:00:00Z"}"#, (Missing, "/exp", Demand::Strict)),
        (r#"{"exp": "never"}"#, (TimeMalformed, "/exp", Demand::Always)),
        (r#"{"nbf": "1769936400"}"#, (TimeMalformed, "/nbf", Demand::Always)),
        (r#"{"nbf": -1}"#, (TimeMalformed, "/nbf", Demand::Always)),
        (r#"{"nbf": 1769936400.5}"#, (TimeMalformed, "/nbf", Demand::Always)),
        (r#"{"exp": 253402300800}"#, (TimeMalformed, "/exp", Demand::Always)),
        (r#"{"iat": [1]}"#, (TimeMalformed, "/iat", Demand::Always)),
    ] {
        assert_eq!(defects(&read(HEADER, &payload(members)).unwrap()), [expected], "{members}");
    }
    let null = payload("{}").replace(r#""nbf":1769936400"#, r#""nbf":null"#);
    assert_eq!(defects(&read(HEADER, &null).unwrap()), [(TimeMalformed, "/nbf", Demand::Always)]);
}

#[test]
fn exp_alone_is_the_end_of_the_credential() {
    let jwt = read(HEADER, &payload(r#"{"exp": 1769936401}"#)).unwrap();
    assert_eq!(defects(&jwt), []);
    assert_eq!(jwt.content().text("validUntil"), Some("2026-02-01T09:00:01Z"));
}

#[test]
fn types_and_header_members_that_others_write_are_a_matter_of_profile() {
    use Code::{JwtHeaderForbidden as Forbidden, JwtKidMismatch, JwtTypUnexpected as Typ};
    for (header, expected) in [
        (r#"{"alg":"EdDSA","kid":"k"}"#, &[][..]),
        (r#"{"alg":"EdDSA","kid":"k","typ":"vc+jwt"}"#, &[(Typ, Demand::Strict)]),
        (r#"{"alg":"EdDSA","kid":"k","typ":"application/VC+JWT"}"#, &[(Typ, Demand::Strict)]),
        (
            r#"{"alg":"EdDSA","kid":"k","typ":"vc+jwt","cty":"vc"}"#,
            &[(Typ, Demand::Strict), (Forbidden, Demand::Strict)],
        ),
        (r#"{"alg":"EdDSA","kid":"k","typ":"vp+jwt"}"#, &[(Typ, Demand::Always)]),
        (r#"{"alg":"EdDSA","kid":"k","typ":"statuslist+jwt"}"#, &[(Typ, Demand::Always)]),
        (r#"{"alg":"EdDSA","kid":"k","cty":"JWT"}"#, &[(Typ, Demand::Always), (Forbidden, Demand::Strict)]),
        (r#"{"alg":"EdDSA","kid":"k","iss":"x"}"#, &[(Forbidden, Demand::Strict)]),
        (r#"{"alg":"EdDSA"}"#, &[(JwtKidMismatch, Demand::Always)]),
    ] {
        let jwt = read(header, &payload("{}")).unwrap();
        let found: Vec<_> = jwt.defects().iter().map(|defect| (defect.code, defect.demand)).collect();
        assert_eq!(found, expected, "{header}");
    }
}

/// VC 1.1 §6.3.1.
#[test]
fn in_vc_1_1_the_claims_are_copied_into_the_credential() {
    let payload = r#"{"iss": "did:example:a", "sub": "did:example:b", "jti": "urn:x:1", "nbf": 1769936400,
        "exp": 1801472400, "vc": {"@context": ["https://www.w3.org/2018/credentials/v1"], "credentialSubject": {},
        "proof": {"type": "x"}}}"#;
    let jwt = read(HEADER, payload).unwrap();
    assert_eq!(defects(&jwt), []);
    let expected = object(
        r#"{"@context": ["https://www.w3.org/2018/credentials/v1"], "credentialSubject": {"id": "did:example:b"},
            "id": "urn:x:1", "issuer": "did:example:a", "issuanceDate": "2026-02-01T09:00:00Z",
            "expirationDate": "2027-02-01T09:00:00Z"}"#,
    );
    assert_eq!(jwt.content(), &expected);
    let (content, proof) = jwt.embedded().unwrap();
    assert_eq!(content.len(), 2, "a proof within was made before the claims were added");
    assert_eq!(proof, &Json::Object(object(r#"{"type": "x"}"#)));
}

#[test]
fn a_payload_is_one_credential_in_one_form() {
    let v1 = r#"{"@context": ["https://www.w3.org/2018/credentials/v1"]}"#;
    let v2 = r#"{"@context": ["https://www.w3.org/ns/credentials/v2"]}"#;
    for (payload, code) in [
        (format!(r#"{{"vc": {v1}, "issuer": "x"}}"#), Code::JwtMalformed),
        (format!(r#"{{"vc": {v2}}}"#), Code::JwtMalformed),
        (v1.to_owned(), Code::JwtMalformed),
        (r#"{"vc": "x"}"#.to_owned(), Code::JwtMalformed),
        ("[]".to_owned(), Code::JwtMalformed),
        (r#"{"iss": "x", "scope": "read"}"#.to_owned(), Code::TypeUnexpected),
        (r#"{"vp": {"type": "VerifiablePresentation"}}"#.to_owned(), Code::JwtTypUnexpected),
        (r#"{"type": ["VerifiablePresentation"]}"#.to_owned(), Code::JwtTypUnexpected),
        (r#"{"type": "x", "type": "y"}"#.to_owned(), Code::JsonDuplicateKey),
    ] {
        assert_eq!(read(HEADER, &payload).unwrap_err().code(), code, "{payload}");
    }
}
