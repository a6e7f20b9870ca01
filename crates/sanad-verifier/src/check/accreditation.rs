//! Does somebody whom the verifier trusts vouch for the issuer? `spec/verification.md#accreditation`

use sanad_core::code::Code;
use sanad_core::pointer::JsonPointer;

use crate::anchor::TrustAnchor;
use crate::outcome::Outcome;
use crate::policy::{Accreditation, Policy};

/// Asked only about an issuer who is known to have made the badge. Names, pictures and addresses play no part.
/// `creator` is who defined the achievement, if that is another.
pub(crate) fn check(
    issuer: &str,
    creator: Option<&str>,
    anchors: &[TrustAnchor],
    policy: &Policy,
) -> Outcome {
    if policy.accreditation() == Accreditation::Disregard {
        return Outcome::skip(Code::AccredNotAsked, "the policy does not ask who vouches for the issuer");
    }
    let pinned = anchors.iter().any(|anchor| match anchor {
        TrustAnchor::Issuer(id) => id == issuer,
    });
    let outcome = if pinned {
        Outcome::pass(format!("you trust the issuer {issuer}")).with_fact("basis", "pinned")
    } else {
        let detail = format!("nobody you trust vouches for the issuer {issuer}");
        Outcome::unknown(Code::AccredIssuerUnknown, detail).at(JsonPointer::root().member("issuer"))
    }
    .with_fact("issuer", issuer);
    // Who vouches for the issuer does not say that it may award what another defined.
    match creator {
        Some(creator) => outcome.with_fact("creator", creator),
        None => outcome,
    }
}
