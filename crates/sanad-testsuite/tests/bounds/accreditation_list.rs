//! An accreditation list costs no more than a second and 96 MiB, whatever is in it. `spec/accreditation-list.md#limits`
#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::fmt::Write as _;

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::signers::distinct_signers;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::code::Code;
use sanad_core::key::KeyKind;
use sanad_core::signer::Signer as _;
use sanad_testsuite::document::AT;
use sanad_testsuite::keys::Who;

use crate::cost::{self, Bound};

const BOUND: Bound = Bound::new(1_000, 96 << 10);
const LARGEST: usize = 8 << 20;

/// The text of a list of as many entities as fit; `entity` writes the one of a number.
fn filled(entity: impl Fn(usize) -> String) -> (String, usize) {
    let head = format!(
        r#"{{"@context":["https://www.w3.org/ns/credentials/v2","https://w3id.org/sanad/accreditation-list/v1"],"id":"https://c.example/l","type":["VerifiableCredential","RecognizedEntityCredential","AccreditationListCredential"],"issuer":{{"id":"{}","type":"RecognizedIssuer"}},"validFrom":"2026-02-01T00:00:00Z","validUntil":"2026-08-01T00:00:00Z","accreditationList":{{"sequence":1,"listType":"https://c.example/t","historicalInformationPeriod":65535}},"credentialSubject":["#,
        Who::Commission.did()
    );
    let mut text = head;
    let mut count = 0;
    loop {
        let next = entity(count);
        if text.len() + next.len() + 1200 > LARGEST {
            break;
        }
        if count > 0 {
            text.push(',');
        }
        text.push_str(&next);
        count += 1;
    }
    text.push(']');
    (text, count)
}

/// A proof that is none, over whatever stands before it: the whole document is hashed all the same.
fn with_proof(text: &str) -> String {
    let method = Who::Commission.method();
    let signature =
        Who::Commission.key().sign(b"something else").expect("a key in memory signs").to_multibase();
    let proof = format!(
        r#"{{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","verificationMethod":"{method}","proofPurpose":"assertionMethod","@context":["https://www.w3.org/ns/credentials/v2","https://w3id.org/sanad/accreditation-list/v1"],"proofValue":"{signature}"}}"#
    );
    format!("{text},\"proof\":{proof}}}")
}

fn institution(number: usize) -> String {
    let key = Who::ALL.into_iter().cycle().nth(number % 4).expect("somebody").multikey();
    let mut text = format!(
        r#"{{"id":"did:web:college-{number}.example","type":"RecognizedEntity","name":"College of Trades {number}","verificationMethod":[{{"id":"did:web:college-{number}.example#key-1","type":"Multikey","publicKeyMultibase":"{key}","validFrom":"2025-01-01T00:00:00Z"}}],"recognizedTo":[{{"id":"https://c.example/l#{number}","type":"RecognizedAction","action":"issue","validFrom":"2025-01-01T00:00:00Z","validUntil":"2030-01-01T00:00:00Z","accreditationStatus":"accredited","scope":{{"limitAchievementType":["Certificate","Diploma"],"limitField":["0715"],"limitJurisdiction":["IN-KA"]"#
    );
    write!(text, r#","limitLevel":[{{"framework":"https://w3id.org/f/2023","min":"4.5","max":"5"}}]}}}}]}}"#)
        .expect("text takes text");
    text
}

fn smallest(number: usize) -> String {
    format!(
        r#"{{"id":"did:x:{number}","type":"RecognizedEntity","recognizedTo":[{{"id":"https://c.example/l#{number}","type":"RecognizedAction","action":"issue","validFrom":"2025-01-01T00:00:00Z","validUntil":"2030-01-01T00:00:00Z","accreditationStatus":"accredited"}}]}}"#
    )
}

#[test]
fn the_largest_list_is_read_within_the_bound() {
    cost::apart("accreditation_list::the_largest_list_is_read_within_the_bound", || {
        let at = AT.parse().expect("a time");
        let keys = [Who::Commission.key().public_key()];
        let (text, count) = filled(institution);
        let text = with_proof(&text);
        println!("{count} institutions in {} bytes", text.len());
        let (found, signers) = BOUND.holds("institutions", text.len(), || {
            let document = AccreditationList::parse(text.as_bytes()).expect("a document");
            let list = AccreditationList::read(&document).expect("a list");
            let signers = distinct_signers(&document, &keys, at, &Canonicalizer::official()).expect("proofs");
            (list.entities().len(), signers.count())
        });
        assert_eq!((found, signers), (count, 0));
    });
}

/// Checking that a key is a point takes long on some curves: it is not done to thousands that nobody asks for.
#[test]
fn keys_that_nobody_asks_for_cost_nothing() {
    cost::apart("accreditation_list::keys_that_nobody_asks_for_cost_nothing", || {
        let key = Who::Academy.multikey_of(KeyKind::P384);
        let (text, count) = filled(|number| {
            smallest(number).replace(
                r#""recognizedTo""#,
                &format!(
                    r#""verificationMethod":[{{"id":"did:x:{number}#k","type":"Multikey","publicKeyMultibase":"{key}","validFrom":"2025-01-01T00:00:00Z"}}],"recognizedTo""#
                ),
            )
        });
        println!("{count} keys on P-384");
        let text = format!("{text}}}");
        let found = BOUND.holds("keys on P-384", text.len(), || {
            let document = AccreditationList::parse(text.as_bytes()).expect("a document");
            AccreditationList::read(&document).expect("a list").entities().len()
        });
        assert_eq!(found, count);
    });
}

#[test]
fn what_is_no_list_is_refused_within_the_bound() {
    cost::apart("accreditation_list::what_is_no_list_is_refused_within_the_bound", || {
        // Rows of 50,000, as many as fit, so that no container is too large in itself.
        let deep = format!("{}0{},", r#"{"a":"#.repeat(55), "}".repeat(55));
        for unit in ["0,", "[0],", r#"{"":0},"#, r#""","#, "0.5,", r#"{"a":0,"b":0},"#, &deep] {
            let row = format!("[{}0],", unit.repeat(50_000.min((1 << 20) / unit.len())));
            let text = format!("[{}0]", row.repeat(LARGEST / row.len()));
            let refused = BOUND.holds(unit.split_at(unit.len().min(20)).0, text.len(), || {
                AccreditationList::parse(text.as_bytes()).map_err(|error| error.code())
            });
            assert_eq!(refused.err(), Some(Code::JsonTooManyMembers), "{unit}");
        }
    });
}
