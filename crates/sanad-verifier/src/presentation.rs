//! Did the one who shows the badges sign for showing them, here and now? `spec/verification.md#presentations`

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::model::claims::Claims;
use sanad_core::pointer::JsonPointer;
use sanad_core::signed::SignedDocument;

use crate::authenticity::{Audience, Authenticity, authenticate};
use crate::case::Case;
use crate::outcome::{CheckId, Outcome, Standing};
use crate::report::Checks;

/// A presentation without a proof is a mere wrapper, unless the policy asks whom it was made for.
pub(crate) fn is_judged(presentation: &SignedDocument, case: &Case<'_>) -> bool {
    presentation.proof().is_some() || case.policy.domain().is_some() || case.policy.challenge().is_some()
}

/// The checks of a presentation. `shown` are the badges in it.
pub(crate) fn check(presentation: &SignedDocument, shown: &[&Object], case: &Case<'_>) -> Checks {
    let content = presentation.content();
    let (structure, holder) = match holder(content) {
        Ok(holder) => (Outcome::pass("a presentation as the standard describes it"), holder),
        Err(outcome) => return Checks { structure: outcome, ..Checks::not_reached(CheckId::Structure) },
    };
    let proofs = presentation.proofs(&Limits::DEFAULT);
    let Authenticity { proof, issuer, .. } =
        authenticate(content, &proofs, holder, Audience::Presented, case);
    if proof.standing() != Standing::Pass {
        return Checks { structure, proof, issuer, ..Checks::not_reached(CheckId::Proof) };
    }
    if issuer.standing() != Standing::Pass {
        return Checks { structure, proof, issuer, ..Checks::not_reached(CheckId::Issuer) };
    }
    Checks {
        structure,
        proof,
        issuer,
        validity: Outcome::pass("a presentation has no period but that of its proof"),
        status: Outcome::skip(Code::StatusNone, "a presentation has no status"),
        accreditation: Outcome::skip(Code::AccredNotAsked, "whoever holds a badge may show it"),
        recipient: held_by(holder, shown),
        endorsements: Outcome::skip(Code::EndorsementNone, "a presentation holds no endorsement of its own"),
        ..Checks::not_reached(CheckId::Issuer)
    }
}

/// VC 2.0, "Verifiable Presentations": whoever signs one is its holder.
fn holder(content: &Object) -> Result<&str, Outcome> {
    let at = JsonPointer::root().member("holder");
    let holder = content.get("holder").ok_or_else(|| {
        Outcome::fail(Code::SchemaMissing, "the presentation does not say who shows it").at(at.clone())
    })?;
    let id = holder.as_str().or_else(|| holder.as_object().and_then(|holder| holder.text("id")));
    id.ok_or_else(|| {
        Outcome::fail(Code::SchemaWrongKind, format!("{} where the holder has an id", holder.kind())).at(at)
    })
}

/// Threats R6: whoever shows badges of somebody else's is told apart from their owner.
fn held_by(holder: &str, shown: &[&Object]) -> Outcome {
    let subjects = || shown.iter().map(|badge| Claims::new(badge).subject_id());
    if let Some(other) = subjects().flatten().find(|subject| *subject != holder) {
        let detail = format!("`{holder}` shows a badge that was awarded to `{other}`");
        return Outcome::fail(Code::SubjectHolderMismatch, detail).with_fact("holder", holder);
    }
    let outcome = if subjects().any(|subject| subject.is_none()) {
        let detail = "a badge in it names its recipient by another identifier than the holder's id";
        Outcome::skip(Code::SubjectNotChecked, detail)
    } else {
        Outcome::pass(format!("every badge in it was awarded to {holder}"))
    };
    outcome.with_fact("holder", Json::from(holder))
}
