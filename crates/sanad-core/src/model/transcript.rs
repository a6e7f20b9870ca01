//! What a transcript is about (CLR 2.0): a learner, and credentials of several issuers. `spec/badge.md#transcripts`

use super::achievement::{Achievement, AchievementView};
use super::class::{Typing, class};
use super::recipient::{IdentityObject, IdentityObjectView};
use crate::json::{Json, Object};

class! {
    /// Whose transcript it is, and what is in it (CLR 2.0 `ClrSubject`). It has an `id`, or at least one `identifier`.
    ClrSubject / ClrSubjectView = "ClrSubject", Typing::Contains("ClrSubject"), Open, pub new;
    required {}
    optional {
        /// The learner's URI.
        id: uri = "id",
    }
    many {
        /// The learner's other identifiers.
        identifier: object<IdentityObject, IdentityObjectView> = "identifier",
        /// Achievements that the credentials or associations speak of.
        achievement: object<Achievement, AchievementView> = "achievement",
        /// How achievements hang together.
        association: object<Association, AssociationView> = "association",
        /// The credentials in it, each judged by itself.
        verifiable_credential: credential = "verifiableCredential",
    }
}

class! {
    /// How two achievements hang together (CLR 2.0 `Association`).
    Association / AssociationView = "Association", Typing::Contains("Association"), Open, pub new;
    required {
        /// In what way.
        association_type: text = "associationType",
        /// The id of the one.
        source_id: uri = "sourceId",
        /// The id of the other.
        target_id: uri = "targetId",
    }
    optional {}
    many {}
}

/// The credentials in a transcript, with their places; nothing if `credential` is none.
pub fn credentials_in(credential: &Object) -> impl Iterator<Item = (usize, &Object)> {
    let subject = credential.get("credentialSubject").and_then(Json::as_object);
    let items = subject.and_then(|subject| subject.get("verifiableCredential")).map_or(&[][..], Json::items);
    items.iter().enumerate().filter_map(|(index, item)| Some((index, item.as_object()?)))
}
