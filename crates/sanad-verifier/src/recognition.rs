//! Whether an issuer still signs with a key that it was first seen with. `spec/trust-state.md#controllers`

use sanad_core::code::Code;
use sanad_core::controller::{ControllerDocument, VerificationMethod};
use sanad_core::key_set::KeySet;

use crate::authenticity::{Audience, Authenticity, entitled};
use crate::case::Case;
use crate::outcome::{Outcome, Standing};

/// What was found out about an issuer's signature, held against what is remembered of the issuer. One that is seen for
/// the first time is noted.
pub(crate) fn recognise(found: Authenticity, issuer: &str, case: &Case<'_>) -> Authenticity {
    let holds = [&found.proof, &found.issuer].iter().all(|outcome| outcome.standing() == Standing::Pass);
    // The key of these is in their names.
    let is_its_key = issuer.starts_with("did:key:") || issuer.starts_with("did:jwk:");
    let (Some(state), Some(key), true) =
        (case.state(), found.issuer.facts().text("key"), holds && !is_its_key)
    else {
        return found;
    };
    // spec/trust-state.md#controllers: what an authority that is trusted says of the issuer's keys stands above what was
    // seen.
    if case.is_pinned(issuer, key) {
        return found;
    }
    match state.controller(issuer) {
        Some(known) if known.knows(key) => found,
        Some(known) => {
            let detail = format!(
                "{issuer} signs with the key {key}, which it did not have when it was first seen: its name may have \
                 come into other hands"
            );
            let issuer = Outcome::unknown(Code::DidKeyChanged, detail)
                .with_fact("issuer", issuer)
                .with_fact("key", key)
                .with_fact("known_keys", known.keys().collect::<Vec<_>>());
            Authenticity { issuer, ..found }
        }
        None => {
            case.note_controller(issuer, keys(issuer, case).into_iter().chain([key.to_owned()]));
            found
        }
    }
}

/// The keys that an issuer may sign badges with now, as Multikey: those of its document and of its host's set, as far as
/// they are among the evidence.
fn keys(issuer: &str, case: &Case<'_>) -> Vec<String> {
    let mut keys = Vec::new();
    if (issuer.starts_with("did:") || case.knows(issuer))
        && let Ok(document) = case.controller(issuer)
    {
        let key = |method: &VerificationMethod| {
            let method = entitled(&document, method.id(), Audience::Anybody, case).ok()?;
            Some(method.key().ok()?.to_multikey())
        };
        keys.extend(ControllerDocument::methods(&document).filter_map(key));
    }
    if KeySet::url_of(issuer).is_some_and(|url| case.knows(&url))
        && let Ok(set) = case.key_set(issuer)
    {
        keys.extend(set.keys_of(issuer).filter_map(|entry| Some(entry.key().ok()?.to_multikey())));
    }
    keys
}
