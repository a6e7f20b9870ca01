//! What is larger than it may be is refused before anything is done with it: 10 ms and 64 KiB.
#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::badge::SignedBadge;
use sanad_core::carrier::badge_text::BadgeText;
use sanad_core::carrier::{bake, extract};
use sanad_core::json::Json;
use sanad_core::jws::Jws;
use sanad_core::limits::Limits;
use sanad_core::signed::SignedDocument;
use sanad_core::status_list::StatusList;
use sanad_core::status_list::kind::StatusListKind;
use sanad_core::vc_jwt::VcJwt;
use sanad_testsuite::document::{AT, Document, WEB_URL, by};
use sanad_testsuite::keys::Who;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::trust_state::TrustState;
use sanad_verifier::verify::Verifier;

use crate::cost::{self, Bound};

const BOUND: Bound = Bound::new(10, 64);

#[test]
fn what_is_too_large_is_refused_before_it_is_looked_at() {
    cost::apart("oversized::what_is_too_large_is_refused_before_it_is_looked_at", || {
        let limits = Limits::DEFAULT;
        let refused = |name: &str, bytes: &[u8], act: &(dyn Fn(&[u8]) -> bool + Sync)| {
            assert!(BOUND.holds(name, bytes.len(), || act(bytes)), "{name} is not refused");
        };
        // JSON as far as one looks at it.
        let rows = format!("[{}0],", "0,".repeat(9_998));
        let text = |bytes: usize| format!("[{}0]", rows.repeat(bytes / rows.len() + 1)).into_bytes();
        let large = text(limits.document_bytes);
        refused("JSON", &large, &|bytes| Json::parse(bytes).is_err());
        refused("a signed document", &large, &|bytes| SignedDocument::from_json(bytes).is_err());
        refused("a badge", &large, &|bytes| SignedBadge::read(bytes).is_err());
        refused("evidence", &text(limits.image_bytes), &|bytes| {
            Evidence::new().insert(WEB_URL, bytes).is_err()
        });
        let token = format!("eyJ{}.e30.AAAA", "A".repeat(2 << 20)).into_bytes();
        refused("a JWS", &token, &|bytes| Jws::parse(bytes).is_err());
        refused("a JWT", &token, &|bytes| VcJwt::parse(bytes).is_err());
        refused("an accreditation list", &text(8 << 20), &|bytes| AccreditationList::parse(bytes).is_err());
        refused("a trust state", &text(limits.trust_state_bytes), &|bytes| {
            TrustState::from_json(bytes).is_err()
        });
        let picture = [&b"\x89PNG\r\n\x1a\n"[..], &vec![0; 17 << 20]].concat();
        refused("a PNG", &picture, &|bytes| extract(bytes).is_err());
        let badge = Document::badge().sign(&by(Who::Academy)).text();
        let badge = BadgeText::of(badge.as_bytes()).expect("a badge");
        refused("a PNG to put a badge in", &picture, &|bytes| bake(bytes, &badge).is_err());
        let drawing = format!("<svg>{}</svg>", " ".repeat(17 << 20)).into_bytes();
        refused("an SVG", &drawing, &|bytes| extract(bytes).is_err());
        let encoded = format!("u{}", "A".repeat(limits.status_list_encoded_chars));
        refused("a status list", encoded.as_bytes(), &|bytes| {
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            StatusList::expand(StatusListKind::Bitstring, text, &Limits::DEFAULT).is_err()
        });
        let (anchors, evidence) = ([], Evidence::new());
        let verifier = Verifier::new(&anchors, &evidence);
        for (name, bytes) in
            [("JSON", &large), ("a token", &token), ("a picture", &picture), ("a drawing", &drawing)]
        {
            refused(&format!("{name} that is shared"), bytes, &|bytes| {
                let reports = verifier.verify_shared(bytes, AT.parse().expect("a time"));
                reports.verdict() != sanad_verifier::report::Verdict::Accept
            });
        }
    });
}
