//! Whether a badge is signed by a key that the issuer's entry gives, at a time at which it counts.
//! `spec/path-validation.md#keys`

use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::accreditation::key::{EntityKey, RevocationReason};
use sanad_core::code::Code;
use sanad_core::timestamp::Timestamp;

use crate::policy::UnpinnedKeys;

/// A good signature of the issuer's on the badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signed {
    /// The key that made it, as Multikey.
    pub(crate) key: String,
    /// When it says it was made.
    pub(crate) created: Option<Timestamp>,
}

/// Why only the issuer's own dates say that it was granted: since when nobody else does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub(super) since: Timestamp,
    pub(super) detail: String,
}

/// What an entry's keys say of the signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyAnswer {
    /// One is by a key that counts.
    Good,
    /// One is by a key that was in other hands later; only the signature itself says that it was made before.
    Claimed(Doubt),
    /// None is by a key that the entry gives.
    NotListed { detail: String },
    /// It is by a key of the entry's, and that does not count.
    Against { code: Code, detail: String },
}

/// The best that the entry says of any of the signatures.
pub(super) fn ask(
    entity: &RecognizedEntity,
    signatures: &[Signed],
    awarded: Option<Timestamp>,
    unpinned: UnpinnedKeys,
) -> KeyAnswer {
    let keys = entity.verification_methods();
    if keys.is_empty() {
        return match unpinned {
            UnpinnedKeys::Accept => KeyAnswer::Good,
            UnpinnedKeys::Refuse => {
                KeyAnswer::NotListed { detail: format!("the entry of {} gives no keys", entity.id()) }
            }
        };
    }
    let mut against = None;
    let mut claimed = None;
    for signed in signatures {
        let Some(key) = keys.iter().find(|key| key.multikey() == signed.key) else { continue };
        match judge(key, signed.created.or(awarded)) {
            KeyAnswer::Good => return KeyAnswer::Good,
            // The one that is good for longest is the easiest to prove.
            KeyAnswer::Claimed(doubt) => {
                claimed = claimed.filter(|other: &Doubt| other.since >= doubt.since).or(Some(doubt));
            }
            answer => against = against.or(Some(answer)),
        }
    }
    claimed.map(KeyAnswer::Claimed).or(against).unwrap_or_else(|| {
        let key = signatures.first().map_or("unknown", |signed| &signed.key);
        KeyAnswer::NotListed { detail: format!("the entry of {} does not give the key {key}", entity.id()) }
    })
}

fn judge(key: &EntityKey, made: Option<Timestamp>) -> KeyAnswer {
    let against = |code, detail: String| KeyAnswer::Against { code, detail };
    let Some(made) = made else {
        let detail = format!("nothing says when the signature by {} was made", key.id());
        return against(Code::AccredKeyNotValidAtSigning, detail);
    };
    let ends = key.expires().is_some_and(|expires| made >= expires);
    if made < key.valid_from() || ends {
        let detail = format!("the signature of {made} is from outside the period of the key {}", key.id());
        return against(Code::AccredKeyNotValidAtSigning, detail);
    }
    let Some(revoked) = key.revoked() else { return KeyAnswer::Good };
    if key.revocation_reason() == Some(RevocationReason::Compromised) {
        let since = key.invalidity_date().unwrap_or(revoked);
        let id = key.id();
        return if made >= since {
            let detail =
                format!("the key {id} is in other hands since {since}, and the signature is of {made}");
            against(Code::AccredKeyCompromised, detail)
        } else {
            let detail = format!(
                "the key {id} is in other hands since {since}, and nobody but it says that the signature is of {made}"
            );
            KeyAnswer::Claimed(Doubt { since, detail })
        };
    }
    if made >= revoked {
        let detail =
            format!("the key {} is out of use since {revoked}, and the signature is of {made}", key.id());
        return against(Code::AccredKeyRetired, detail);
    }
    KeyAnswer::Good
}
