//! A document of up to 1 MiB, whatever it is and wherever it goes in, costs no more than 250 ms and 32 MiB.
#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::timestamp::Timestamp;
use sanad_testsuite::document::{AT, Document, WEB, WEB_METHOD, WEB_URL, by};
use sanad_testsuite::jwt::{Jwt, compact};
use sanad_testsuite::keys::Who;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

use crate::cost::{self, Bound};

const BOUND: Bound = Bound::new(250, 32 << 10);
const LARGEST: usize = 1 << 20;

fn at() -> Timestamp {
    AT.parse().expect("a time")
}

/// Everything that is done with what a person shared: what it needs is asked, and it is judged.
fn judge(name: &str, text: &str, evidence: &Evidence) -> Verdict {
    assert!(text.len() <= LARGEST && text.len() > LARGEST / 3, "{name}: {} bytes", text.len());
    let anchors = [TrustAnchor::issuer(Who::Academy.did()), TrustAnchor::issuer(WEB)];
    let known = if text.contains("identityHash") { "email:ada@example.org" } else { &Who::Learner.did() };
    let known: KnownRecipient = known.parse().expect("a recipient");
    let reports = BOUND.holds(name, text.len(), || {
        let verifier = Verifier::new(&anchors, evidence).with_policy(Policy::accredited());
        let verifier = verifier.with_recipient(&known);
        let _ = verifier.needs_shared(text.as_bytes(), at());
        verifier.verify_shared(text.as_bytes(), at())
    });
    let code = reports.decisive().reason().map(|(_, finding)| finding.code);
    println!("{:>32}{:?} {code:?}, {} bytes", "", reports.verdict(), text.len());
    reports.verdict()
}

fn judge_alone(name: &str, text: &str) -> Verdict {
    judge(name, text, &Evidence::new())
}

/// As many of a part as fit between the two halves of a text that has `MARK` in it once.
fn filled(text: &str, part: impl Fn(usize) -> String) -> String {
    let (head, tail) = text.split_once(MARK).expect("a mark");
    let mut middle = String::new();
    for number in 0.. {
        let next = part(number);
        if head.len() + middle.len() + next.len() + tail.len() > LARGEST {
            break;
        }
        middle.push_str(&next);
    }
    // What separates the last one from nothing.
    format!("{head}{}{tail}", middle.trim_end_matches(','))
}

const MARK: &str = "\"MARK\"";

/// A badge with a mark at a pointer, signed before it was filled: every step up to the signature is done.
fn marked(pointer: &str) -> String {
    let badge = Document::badge().sign(&by(Who::Academy)).set(pointer, "MARK");
    Json::Object(badge.into_object()).to_compact()
}

#[test]
fn a_badge_of_1_mib_that_is_good_is_judged_within_the_bound() {
    cost::apart("documents::a_badge_of_1_mib_that_is_good_is_judged_within_the_bound", || {
        let evidence = |count: u32| -> Vec<Json> {
            let one = |number| {
                let object = Object::new()
                    .with("id", format!("https://academy.example/evidence/{number}"))
                    .with("type", vec!["Evidence"])
                    .with(
                        "narrative",
                        format!("Joined plate {number} in the flat position, and it stayed joined."),
                    );
                Json::Object(object)
            };
            (0..count).map(one).collect()
        };
        for suite in [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022] {
            let proof = by(Who::Academy).suite(suite);
            let text = "a \"quoted\" ü ".repeat(55_000);
            let long = Document::badge().set("/credentialSubject/achievement/description", text).sign(&proof);
            let long = Json::Object(long.into_object()).to_compact();
            assert_eq!(judge_alone("one long text", &long), Verdict::Accept);
            let many = Document::badge().set("/evidence", evidence(5_000)).sign(&proof);
            let many = Json::Object(many.into_object()).to_compact();
            assert_eq!(judge_alone("5,000 pieces of evidence", &many), Verdict::Accept);
        }
        let long = Document::badge().set("/credentialSubject/achievement/description", "a".repeat(700_000));
        let jwt = Jwt::of(long).sign(&*Who::Academy.signer(KeyKind::Ed25519));
        assert_eq!(judge_alone("a JWT", &jwt), Verdict::Accept);
    });
}

#[test]
fn whatever_json_is_filled_with_it_is_judged_within_the_bound() {
    cost::apart("documents::whatever_json_is_filled_with_it_is_judged_within_the_bound", || {
        // Rows of as many as one container may have, in a member that nobody knows and in one that everybody reads.
        for pointer in ["/unknown", "/credentialSubject/achievement/alignment"] {
            for unit in ["0,", "\"\",", "[],", "{},", "{\"\":0},", "1e9,", "\"\\u0061\","] {
                let row = format!("[{}],", unit.repeat(9_999).trim_end_matches(','));
                let text = marked(pointer).replace(MARK, &format!("[{MARK}]"));
                judge_alone(&format!("{unit} at {pointer}"), &filled(&text, |_| row.clone()));
            }
        }
        let text = marked("/unknown");
        let object = text.replace(MARK, &format!("[{{{MARK}}}]"));
        judge_alone("names", &filled(&object, |n| format!("\"k{n}\":0,")));
        let names = |from: usize| (from..from + 9_999).map(|n| format!("\"{n:x}\":0,")).collect::<String>();
        let objects = text.replace(MARK, &format!("[{MARK}]"));
        let row = |n: usize| format!("{{{}}},", names(n * 9_999).trim_end_matches(','));
        judge_alone("objects of 9,999 names", &filled(&objects, row));
        let deep = format!("{}{},", "[".repeat(55), "]".repeat(55));
        judge_alone("arrays in arrays", &filled(&objects, |_| deep.clone()));
        let deep = format!("{}0{},", "{\"a\":".repeat(55), "}".repeat(55));
        judge_alone("objects in objects", &filled(&objects, |_| deep.clone()));
        judge_alone(
            "white space",
            &text.replace(MARK, &" ".repeat(LARGEST - text.len())).replace("  ,", "0 ,"),
        );
        judge_alone("one number", &text.replace(MARK, &"7".repeat(LARGEST - text.len())));
        judge_alone("a fraction", &text.replace(MARK, &format!("0.{}", "7".repeat(LARGEST - text.len()))));
        judge_alone("nothing but brackets", &"[".repeat(LARGEST));
        judge_alone("a text without an end", &format!("\"{}", "a".repeat(LARGEST - 1)));
        judge_alone("escapes", &text.replace(MARK, &format!("\"{}\"", "\\ud83d\\ude00".repeat(80_000))));
    });
}

#[test]
fn whatever_a_badge_is_filled_with_it_is_judged_within_the_bound() {
    cost::apart("documents::whatever_a_badge_is_filled_with_it_is_judged_within_the_bound", || {
        let list = |pointer: &str| marked(pointer).replace(MARK, &format!("[{MARK}]"));
        // Up to as many as an array may have, then in arrays beside.
        let some = |pointer: &str, name: &str, part: &dyn Fn(usize) -> String| {
            judge_alone(
                name,
                &filled(&list(pointer), |n| if n < 9_999 { part(n) } else { "\"\",".repeat(1 << 20) }),
            )
        };
        some("/evidence", "unnamed evidence", &|_| {
            format!("{{\"type\":[\"Evidence\"],\"narrative\":\"{}\"}},", "a".repeat(60))
        });
        some("/evidence", "named evidence", &|n| {
            format!(
                "{{\"id\":\"https://a.example/{n}\",\"type\":[\"Evidence\"],\"name\":\"{}\"}},",
                "a".repeat(50)
            )
        });
        some("/credentialSubject/achievement/alignment", "alignments", &|n| {
            format!(
                "{{\"type\":[\"Alignment\"],\"targetName\":\"t{n}\",\"targetUrl\":\"https://a.example/{n}\",\"targetFramework\":\"f\"}},"
            )
        });
        some("/credentialSubject/identifier", "hashed recipients", &|n| {
            format!(
                "{{\"type\":\"IdentityObject\",\"hashed\":true,\"identityHash\":\"sha256${n:064x}\",\"identityType\":\"emailAddress\",\"salt\":\"{n}\"}},"
            )
        });
        some("/credentialStatus", "status entries", &|n| {
            format!(
                "{{\"id\":\"https://a.example/{n}\",\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":\"revocation\",\"statusListIndex\":\"{n}\",\"statusListCredential\":\"https://a.example/s\"}},"
            )
        });
        some("/@context", "contexts", &|n| format!("\"https://a.example/contexts/number/{n:080}\","));
        some("/type", "types", &|n| format!("\"TypeOfBadge{n:080}\","));
        some("/endorsement", "endorsements", &|n| {
            let inner = Document::badge().set("/id", format!("urn:example:{n}"));
            format!("{},", Json::Object(inner.into_object()).to_compact())
        });
        some("/endorsementJwt", "endorsements that are JWTs", &|n| {
            format!("\"eyJhbGciOiJub25lIn0.e{n}.{}\",", "a".repeat(80))
        });
        let proof =
            Document::badge().sign(&by(Who::Academy)).into_object().get("proof").expect("it").to_compact();
        some("/proof", "proofs", &|_| format!("{proof},"));
        for (name, value) in [
            ("base58", format!("z{}", "2".repeat(900_000))),
            ("base64url", format!("u{}", "A".repeat(900_000))),
        ] {
            let text = Document::badge().sign(&by(Who::Academy));
            for (member, suite) in [
                ("proofValue", "eddsa-rdfc-2022"),
                ("proofValue", "ecdsa-sd-2023"),
                ("verificationMethod", "eddsa-jcs-2022"),
            ] {
                let text = text
                    .clone()
                    .set(&format!("/proof/{member}"), value.as_str())
                    .set("/proof/cryptosuite", suite);
                judge_alone(&format!("{name} as {member} of {suite}"), &text.text());
            }
            let did = text
                .clone()
                .set("/issuer/id", format!("did:key:{value}"))
                .set("/proof/verificationMethod", format!("did:key:{}#a", &value[..400_000]));
            let did = Json::Object(did.into_object()).to_compact();
            if did.len() <= LARGEST {
                judge_alone(&format!("a did:key of {name}"), &did);
            }
        }
        let picture = format!("data:image/png;base64,{}", "iVBORw0KGgoAAAAN".repeat(50_000));
        let pictured = Document::badge().set(
            "/credentialSubject/achievement/image",
            Object::new().with("id", picture).with("type", "Image"),
        );
        judge_alone(
            "a picture within",
            &Json::Object(pictured.sign(&by(Who::Academy)).into_object()).to_compact(),
        );
    });
}

#[test]
fn whatever_is_wrapped_it_is_judged_within_the_bound() {
    cost::apart("documents::whatever_is_wrapped_it_is_judged_within_the_bound", || {
        let good = Json::Object(Document::badge().sign(&by(Who::Academy)).into_object()).to_compact();
        let holder = "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":[\"MARK\"]}";
        judge_alone("badges in a presentation", &filled(holder, |_| format!("{good},")));
        // As many as are taken apart, each as large as fits.
        let sixty_four = |size: usize| {
            let large = Document::badge()
                .set("/credentialSubject/achievement/description", "a".repeat(size))
                .sign(&by(Who::Academy));
            let large = Json::Object(large.into_object()).to_compact();
            holder.replace(MARK, format!("{large},").repeat(64).trim_end_matches(','))
        };
        judge_alone("64 large badges in a presentation", &sixty_four(14_000));
        let signer = Who::Academy.signer(KeyKind::Ed25519);
        judge_alone(
            "a JWT with a long header",
            &compact(&format!("{{\"alg\":\"EdDSA\",\"kid\":\"{}\"}}", "a".repeat(700_000)), "{}", &*signer),
        );
        judge_alone(
            "a JWT of rows",
            &compact(
                "{\"alg\":\"EdDSA\"}",
                &format!(
                    "{{\"vc\":[{}]}}",
                    filled("[\"MARK\"]", |_| format!("[{}0],", "0,".repeat(9_998)))[..700_000]
                        .trim_end_matches(',')
                        .to_owned()
                        + "0]]"
                ),
                &*signer,
            ),
        );
        judge_alone("dots", &".".repeat(LARGEST));
        judge_alone("a JWT of nothing", &format!("eyJ.{}.a", "A".repeat(LARGEST - 6)));
        let hosted = "{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\",\"id\":\"https://a.example/1\",\"recipient\":{\"type\":\"email\",\"hashed\":true,\"salt\":\"MARK\",\"identity\":\"sha256$00\"},\"badge\":\"https://a.example/b\",\"verification\":{\"type\":\"hosted\"},\"issuedOn\":\"2026-01-01T00:00:00Z\"}";
        judge_alone("an assertion with much salt", &hosted.replace("MARK", &"a".repeat(LARGEST - 400)));
        let evidence = hosted
            .replace("\"badge\"", "\"evidence\":[\"MARK2\"],\"badge\"")
            .replace("MARK\"", "a\"")
            .replace("MARK2", "MARK");
        let evidence = evidence.replace("\"a\"]", "\"MARK\"]");
        judge_alone(
            "an assertion with much evidence",
            &filled(&evidence, |n| {
                if n < 9_999 {
                    format!("{{\"id\":\"https://a.example/{n:060}\"}},")
                } else {
                    "\"\",".repeat(1 << 20)
                }
            }),
        );
    });
}

#[test]
fn whatever_a_did_document_is_filled_with_it_is_read_within_the_bound() {
    cost::apart("documents::whatever_a_did_document_is_filled_with_it_is_read_within_the_bound", || {
        let badge = Document::web_badge().sign(&by(Who::Academy).method(WEB_METHOD));
        let badge = Json::Object(badge.into_object()).to_compact();
        let judge = |name: &str, document: &str| {
            assert!(
                document.len() <= LARGEST && document.len() > LARGEST / 4,
                "{name}: {} bytes",
                document.len()
            );
            let anchors = [TrustAnchor::issuer(WEB)];
            let reports = BOUND.holds(name, document.len(), || {
                let mut evidence = Evidence::new();
                // What is refused is refused in time as well.
                let _ = evidence.insert(WEB_URL, document.as_bytes());
                Verifier::new(&anchors, &evidence).verify_shared(badge.as_bytes(), at())
            });
            println!("{:>32}{:?}, {} bytes", "", reports.verdict(), document.len());
            reports.verdict()
        };
        let document = Json::Object(Document::web_controller().into_object()).to_compact();
        let methods =
            document.replace("\"verificationMethod\":[", &format!("\"verificationMethod\":[{MARK},"));
        for kind in [KeyKind::Ed25519, KeyKind::P256, KeyKind::P384] {
            let key = Who::Attacker.multikey_of(kind);
            let method = |n: usize| {
                format!(
                    "{{\"id\":\"{WEB}#{n}\",\"type\":\"Multikey\",\"controller\":\"{WEB}\",\"publicKeyMultibase\":\"{key}\"}},"
                )
            };
            judge(
                &format!("keys on {kind:?}"),
                &filled(&methods, |n| if n < 9_990 { method(n) } else { "\"\",".repeat(1 << 20) })
                    .replace("}{", "},{"),
            );
            let few: String = (0..255).map(method).collect();
            let few = document.replace("\"verificationMethod\":[", &format!("\"verificationMethod\":[{few}"));
            let padded = few.replacen(
                '{',
                &format!("{{\"alsoKnownAs\":\"{}\",", "a".repeat(LARGEST - few.len() - 20)),
                1,
            );
            assert_eq!(judge(&format!("as many keys on {kind:?} as may be"), &padded), Verdict::Accept);
        }
        let padded = |member: &str, unit: &str| {
            let rows = format!("[{}\"\"],", unit.repeat(9_998));
            filled(&document.replacen('{', &format!("{{\"{member}\":[{MARK}],"), 1), |_| rows.clone())
        };
        for unit in ["0,", "{},", "\"a\","] {
            judge(&format!("{unit} as services"), &padded("service", unit));
            judge(&format!("{unit} as relationships"), &padded("authentication", unit));
        }
        let long = document.replacen(&Who::Academy.multikey(), &format!("z{}", "2".repeat(1_000_000)), 1);
        judge("a long key", &long);
    });
}
