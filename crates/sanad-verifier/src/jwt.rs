//! Who signed a JWT: whether its signature holds, and whether the key is the issuer's. `spec/jwt.md#keys`

mod key;

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::pointer::{JsonPointer, Trail};
use sanad_core::proof::set::ProofSet;
use sanad_core::vc_jwt::{Demand, JwtDefect, VcJwt};

use crate::accreditation::key::Signed;
use crate::authenticity::{Audience, Authenticity, authenticate, not_asked};
use crate::case::Case;
use crate::jwt_profile::JwtProfile;
use crate::outcome::{Finding, Outcome, Standing};

/// Asks both questions about a JWT that holds a credential of whatever kind, by `issuer`. Proofs within the credential
/// are asked about as well, once the JWT is known to be the issuer's.
pub(crate) fn authenticate_jwt(
    jwt: &VcJwt,
    issuer: &str,
    audience: Audience,
    profile: JwtProfile,
    case: &Case<'_>,
) -> Authenticity {
    let remarks = match profile {
        JwtProfile::Strict => Vec::new(),
        JwtProfile::Compatible => {
            jwt.defects().iter().filter(|d| d.demand == Demand::Strict).map(remark).collect()
        }
    };
    let (proof, belonging, signature) = match heed(jwt, audience, profile, case) {
        Err(refused) => (refused, not_asked(), "not_checked"),
        Ok(()) => {
            let (proof, belonging) = key::judge(jwt.jws(), issuer, case);
            let signature = match proof.standing() {
                Standing::Pass => "good",
                Standing::Fail => "bad",
                Standing::Unknown | Standing::Skip => "unknown",
            };
            (proof, belonging, signature)
        }
    };
    let listed = listed(jwt, signature, &proof);
    let is_issuers = [&proof, &belonging].iter().all(|outcome| outcome.standing() == Standing::Pass);
    let mut signatures = Vec::new();
    if is_issuers && let Some(key) = belonging.facts().text("key") {
        signatures.push(Signed { key: key.to_owned(), created: jwt.issued_at() });
    }
    let (proof, belonging, listed) = match jwt.embedded().filter(|_| is_issuers) {
        None => (proof, belonging, vec![listed]),
        Some((content, embedded)) => {
            let proofs = ProofSet::read(Some(embedded), &Trail::Root, &Limits::DEFAULT);
            let within = authenticate(content, &proofs, issuer, Audience::Anybody, case);
            signatures.extend(within.signatures);
            let mut all = vec![listed];
            all.extend(within.proof.facts().get("proofs").map_or(&[][..], Json::items).iter().cloned());
            if within.proof.code() == Some(Code::ProofUnsupportedSuite) {
                // As in a set: a proof of another kind does not decide when one that is known holds.
                (proof, belonging, all)
            } else {
                (join(proof, within.proof), join(belonging, within.issuer), all)
            }
        }
    };
    let issuer = if proof.standing() == Standing::Fail { not_asked() } else { belonging };
    Authenticity { proof: proof.with_fact("proofs", Json::Array(listed)), issuer, remarks, signatures }
}

/// What there is to say before the signature is looked at: the form of the JWT, and whom and when it was made for.
fn heed(jwt: &VcJwt, audience: Audience, profile: JwtProfile, case: &Case<'_>) -> Result<(), Outcome> {
    let strict = profile == JwtProfile::Strict;
    // What nobody allows stands first.
    if let Some(first) = jwt.defects().iter().find(|defect| strict || defect.demand == Demand::Always) {
        let detail = match first.demand {
            Demand::Always => first.detail.clone(),
            Demand::Strict => format!("{}; the JWT profile `compatible` does without", first.detail),
        };
        let all = Json::Array(jwt.defects().iter().map(defect).collect());
        return Err(Outcome::fail(first.code, detail).at(first.at.clone()).with_fact("defects", all));
    }
    let at = |claim| JsonPointer::root().member(claim);
    if let Some(made) = jwt.issued_at().filter(|made| *made > case.latest_creation()) {
        let detail = format!(
            "the JWT says it was made at {made}, later than {} by more than the {} s allowed",
            case.at,
            case.policy.clock_skew_seconds()
        );
        return Err(Outcome::fail(Code::ProofCreatedInFuture, detail).at(at("iat")));
    }
    if audience == Audience::Anybody {
        return Ok(());
    }
    let quoted = |value: &Json| value.to_compact().chars().take(100).collect::<String>();
    match (jwt.claims().get("aud"), case.policy.domain()) {
        (None, None) => {}
        (None, Some(domain)) => {
            let detail = format!("the JWT has no `aud`, and is asked to be for `{domain}`");
            return Err(Outcome::fail(Code::ProofDomainMismatch, detail));
        }
        (Some(aud), domain) => {
            // RFC 7519 §4.1.3: who is not named must refuse.
            let is_asked =
                matches!((aud.items(), domain), ([Json::String(only)], Some(domain)) if only == domain);
            if !is_asked {
                let asked = domain.unwrap_or("anybody in particular");
                let detail = format!("the JWT is for {}, not for {asked}", quoted(aud));
                return Err(Outcome::fail(Code::JwtClaimMismatch, detail).at(at("aud")));
            }
        }
    }
    if let Some(challenge) = case.policy.challenge()
        && jwt.claims().text("nonce") != Some(challenge)
    {
        let found = jwt.claims().get("nonce").map_or_else(|| "none".to_owned(), quoted);
        let detail = format!("the JWT answers the challenge {found}, not `{challenge}`");
        return Err(Outcome::fail(Code::ProofChallengeMismatch, detail));
    }
    Ok(())
}

/// The outcome about the JWT, which passed, with what the proofs within it came to.
fn join(outer: Outcome, within: Outcome) -> Outcome {
    let words = |detail: &str| format!("a proof within the JWT: {detail}");
    match within {
        Outcome::Pass(_) => outer,
        Outcome::Fail(finding) if finding.code == Code::ProofSetMemberFailed => Outcome::Fail(finding),
        Outcome::Fail(finding) => {
            let failed = Outcome::fail(Code::ProofSetMemberFailed, words(&finding.detail));
            let failed = failed.with_fact("cause", finding.code.as_str());
            match finding.at {
                Some(at) => failed.at(at),
                None => failed,
            }
        }
        Outcome::Unknown(finding) | Outcome::Skip(finding) => {
            Outcome::unknown(finding.code, words(&finding.detail))
        }
    }
}

fn remark(defect: &JwtDefect) -> Finding {
    let detail = format!("the JWT profile `compatible` was needed: {}", defect.detail);
    let mut finding = Finding::new(defect.code, detail);
    finding.at = Some(defect.at.clone());
    finding
}

fn defect(defect: &JwtDefect) -> Json {
    Json::Object(
        Object::new()
            .with("code", defect.code.as_str())
            .with("at", defect.at.as_str())
            .with("detail", defect.detail.as_str()),
    )
}

/// The JWT as a row of the proofs in the report.
fn listed(jwt: &VcJwt, signature: &str, proof: &Outcome) -> Json {
    let text = |text: Option<&str>| text.map_or(Json::Null, Json::from);
    Json::Object(
        Object::new()
            .with("at", "")
            .with("suite", format!("JWT {}", jwt.jws().algorithm()))
            .with("method", text(jwt.jws().kid()))
            .with("created", text(jwt.issued_at().map(|at| at.to_string()).as_deref()))
            .with("signature", signature)
            .with("code", text(proof.code().map(Code::as_str))),
    )
}
