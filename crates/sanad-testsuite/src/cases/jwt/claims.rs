//! What a JWT holds, and what its claims must say.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::super::documents::vc_1_1;
use super::{UNTIL, jwt, refused, signed, vector};
use crate::document::Document;
use crate::jwt::Jwt;
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [payload(), claims(), times()].concat()
}

/// Threats J8, J12: what the payload is.
fn payload() -> Vec<Vector> {
    let refused = |name: &str, comment: &str, jwt: Jwt, code| {
        refused(name, comment, signed(&jwt), Structure, code).spec("jwt.md#payload").flag(Flag::Malformed)
    };
    let inner = || Json::Object(vc_1_1().into_object());
    let presentation = Object::new().with("type", vec!["VerifiablePresentation"]);
    let access =
        Object::new().with("iss", Academy.did()).with("scope", "badges").with("exp", 1_801_472_400_u32);
    let list = Jwt::of(Document::status_list(&[]));
    vec![
        refused(
            "jwt_two_credentials",
            "A credential under `vc` and another beside it.",
            jwt().set("/vc", inner()),
            JwtMalformed,
        )
        .flag(Flag::Ambiguous),
        refused(
            "jwt_vc_of_2_0",
            "A credential of VC 2.0 under `vc`.",
            Jwt::of_1_1(Document::badge()),
            JwtMalformed,
        ),
        refused(
            "jwt_1_1_without_vc",
            "A credential of VC 1.1 that is the payload.",
            Jwt::of(vc_1_1()).set("/nbf", 1_769_936_400_u32),
            JwtMalformed,
        )
        .twin("jwt_vc_1_1"),
        refused("jwt_payload_duplicate_key", "The badge's name stands twice.", jwt(), JsonDuplicateKey)
            .badge(jwt().sign_text(&Academy.key(), |text| {
                text.replacen(r#""name":"#, r#""name":"Welding II","name":"#, 1)
            }))
            .flag(Flag::Ambiguous),
        refused(
            "jwt_presentation",
            "A presentation as VC 1.1 has it, with nothing in it.",
            Jwt::claiming(Object::new().with("iss", Academy.did()).with("vp", presentation)),
            TypeUnexpected,
        ),
        refused(
            "jwt_access_token",
            "A token for access to some service.",
            Jwt::claiming(access),
            TypeUnexpected,
        )
        .flag(Flag::Replayed),
        refused("jwt_status_list", "The academy's status list, offered as a badge.", list, TypeUnexpected)
            .flag(Flag::Replayed),
    ]
}

/// Threats J8, J10.
fn claims() -> Vec<Vector> {
    let refused = |name: &str, comment: &str, jwt: Jwt| {
        refused(name, comment, signed(&jwt), Proof, JwtClaimMismatch)
            .spec("jwt.md#claims")
            .flag(Flag::Ambiguous)
    };
    let until = || Jwt::of(Document::badge().set("/validUntil", UNTIL));
    vec![
        refused("jwt_iss_of_another", "`iss` is somebody else.", jwt().set("/iss", Attacker.did())),
        refused(
            "jwt_iss_begins_alike",
            "`iss` begins as the issuer does.",
            jwt().set("/iss", format!("{}.evil", Academy.did())),
        ),
        refused(
            "jwt_iss_array",
            "`iss` is an array with the issuer in it.",
            jwt().set("/iss", vec![Academy.did()]),
        ),
        refused("jwt_sub_of_another", "`sub` is somebody else.", jwt().set("/sub", Attacker.did())),
        refused(
            "jwt_sub_without_subject_id",
            "`sub` names whom the badge does not.",
            jwt().remove("/credentialSubject/id").set("/credentialSubject/identifier", identifiers()),
        ),
        refused(
            "jwt_jti_of_another",
            "`jti` is another badge's id.",
            jwt().set("/jti", "urn:uuid:00000000-0000-4000-8000-000000000000"),
        ),
        refused(
            "jwt_nbf_of_another_time",
            "`nbf` is an hour before the badge's beginning.",
            jwt().set("/nbf", 1_769_932_800_u32),
        ),
        refused(
            "jwt_exp_of_another_time",
            "`exp` is a year after the badge's end.",
            until().set("/exp", 1_833_008_400_u32),
        )
        .twin("jwt_until"),
        refused(
            "jwt_aud",
            "A JWT for somebody in particular, shown to somebody who is not asked for.",
            jwt().set("/aud", "https://employer.example"),
        )
        .flag(Flag::Replayed),
    ]
}

/// Threats J9: never absent, which would mean without end.
fn times() -> Vec<Vector> {
    let refused = |name: &str, comment: &str, claim: &str, value: Json| {
        refused(name, comment, signed(&jwt().set(claim, value)), Proof, TimeMalformed)
            .spec("jwt.md#claims")
            .flag(Flag::Malformed)
    };
    let number = |text: &str| Json::parse(text.as_bytes()).unwrap_or(Json::Null);
    let end = |name: &str, comment: &str, value| refused(name, comment, "/exp", value).twin("jwt_exp_alone");
    let mut cases = vec![
        end("jwt_exp_text", "`exp` is a word.", "never".into()),
        end("jwt_exp_null", "`exp` is null.", Json::Null),
        end("jwt_exp_array", "`exp` is an array.", Json::Array(vec![number("1801472400")])),
        end("jwt_exp_negative", "`exp` is before 1970.", number("-1")),
        end("jwt_exp_huge", "`exp` is after the year 9999.", number("253402300800")),
        refused("jwt_nbf_text", "`nbf` is a number written as text.", "/nbf", "1769936400".into()),
        refused("jwt_nbf_fraction", "`nbf` has a fraction.", "/nbf", number("1769936400.5")),
        refused("jwt_iat_text", "`iat` is a date.", "/iat", "2026-02-01T09:00:00Z".into())
            .twin("jwt_with_iat"),
    ];
    cases.extend([
        vector(
            "jwt_exp_beyond_numbers",
            "`exp` is a number that no reader has.",
            jwt()
                .set("/exp", 1_801_472_400_u32)
                .sign_text(&Academy.key(), |text| text.replacen("1801472400", "1e400", 1)),
        )
        .spec("jwt.md#payload")
        .flag(Flag::Malformed)
        .twin("jwt_exp_alone")
        .expect(Reject, Structure, JsonNumberRange),
        vector(
            "jwt_iat_in_future",
            "The JWT was made tomorrow.",
            signed(&jwt().set("/iat", 1_772_441_999_u32)),
        )
        .spec("jwt.md#claims")
        .flag(Flag::OutOfTime)
        .twin("jwt_with_iat")
        .expect(Reject, Proof, ProofCreatedInFuture),
        vector(
            "jwt_exp_alone_over",
            "The end that stands in `exp` only is past.",
            signed(&jwt().set("/exp", 1_772_355_599_u32)),
        )
        .spec("jwt.md#claims")
        .flag(Flag::OutOfTime)
        .twin("jwt_exp_alone")
        .expect(Reject, Validity, TimeExpired),
    ]);
    cases
}

/// The learner by an e-mail address, as a badge without an id has it.
fn identifiers() -> Vec<Object> {
    let identity = Object::new()
        .with("type", "IdentityObject")
        .with("hashed", false)
        .with("identityHash", "learner@example.org")
        .with("identityType", "emailAddress");
    vec![identity]
}
