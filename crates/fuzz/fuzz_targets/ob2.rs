//! Open Badges 2.0 and earlier: whatever stands where the assertion, its class or its issuer is hosted, nothing is accepted
//! without somebody being trusted for it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use sanad_core::json::{Json, Object};
use sanad_core::ob2::shared::SharedAssertion;
use sanad_fuzz::{issuer, mutator, promises};
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::Verdict;
use sanad_verifier::reports::Reports;
use sanad_verifier::verify::Verifier;

const ISSUER: &str = "https://academy.example/issuer";

/// Where each document is, and what stands there.
const HOSTED: [(&str, &str); 3] = [
    (
        "https://academy.example/assertions/7",
        include_str!("../../../test-vectors/badge/ob2_hosted/evidence/academy.example-assertions-7.json"),
    ),
    (
        "https://academy.example/badges/welding-1",
        include_str!("../../../test-vectors/badge/ob2_hosted/evidence/academy.example-badges-welding-1.json"),
    ),
    (ISSUER, include_str!("../../../test-vectors/badge/ob2_hosted/evidence/academy.example-issuer.json")),
];

static ANCHORS: LazyLock<Vec<TrustAnchor>> = LazyLock::new(|| vec![TrustAnchor::issuer(ISSUER)]);
static STARTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let [(url, assertion), (_, class), (_, issuer)] = HOSTED;
    let object = |text: &str| match Json::parse(text.as_bytes()) {
        Ok(Json::Object(object)) => object,
        other => panic!("{other:?}"),
    };
    let verify = Object::new().with("type", "hosted").with("url", url);
    let older =
        object(assertion).without("verification").without("@context").with("verify", verify).with("uid", "7");
    let whole = object(assertion).with("badge", object(class).with("issuer", object(issuer)));
    [object(assertion), object(class), object(issuer), older, whole].map(|object| object.to_compact()).into()
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::json(data, size, max_size, seed, &STARTS)
});

fuzz_target!(|data: &[u8]| {
    if !matches!(Json::parse(data), Ok(Json::Object(_))) {
        return;
    }
    if let Some(assertion) = SharedAssertion::read(data) {
        assert_eq!(assertion.as_received(), data, "not what was received");
    }
    // In the place of each document, and where it says itself that it is.
    for (place, (url, _)) in HOSTED.into_iter().enumerate() {
        let mut evidence = Evidence::new();
        for (at, (url, text)) in HOSTED.into_iter().enumerate() {
            let _ = evidence.insert(url, if at == place { data } else { text.as_bytes() });
        }
        let shared = if place == 0 { data } else { HOSTED[0].1.as_bytes() };
        let reports = judge(&ANCHORS, &evidence, shared);
        promises::keep_all(&reports);
        assert_eq!(
            judge(&ANCHORS, &evidence, shared).to_json(),
            reports.to_json(),
            "asked twice, another answer"
        );
        if reports.verdict() == Verdict::Accept {
            assert_ne!(
                judge(&[], &evidence, shared).verdict(),
                Verdict::Accept,
                "accepted, and nobody is trusted"
            );
            let other = [TrustAnchor::issuer("https://other.example/issuer")];
            assert_ne!(
                judge(&other, &evidence, shared).verdict(),
                Verdict::Accept,
                "accepted, and another is trusted"
            );
            let host = all_but(url);
            assert_ne!(
                judge(&ANCHORS, &host, shared).verdict(),
                Verdict::Accept,
                "accepted without being hosted"
            );
        }
    }
});

/// What is hosted, but for what is at this address.
fn all_but(without: &str) -> Evidence {
    let mut evidence = Evidence::new();
    for (url, text) in HOSTED.into_iter().filter(|(url, _)| *url != without) {
        let _ = evidence.insert(url, text.as_bytes());
    }
    evidence
}

fn judge(anchors: &[TrustAnchor], evidence: &Evidence, shared: &[u8]) -> Reports {
    Verifier::new(anchors, evidence).verify_shared(shared, issuer::at())
}
