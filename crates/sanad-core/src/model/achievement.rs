//! What was achieved: `Achievement`, its criteria, and the achievements it is related to.

use super::alignment::{Alignment, AlignmentView};
use super::badge_facts::{StatedFacts, StatedFactsView};
use super::class::{Typing, class};
use super::profile::{IdentifierEntry, IdentifierEntryView, Image, ImageView, Profile, ProfileView};
use super::result::{ResultDescription, ResultDescriptionView};
use super::vocabulary::ACHIEVEMENT_TYPE;

class! {
    /// What a badge recognises (OB 3.0 `Achievement`). Many badges may be awarded for one achievement.
    Achievement / AchievementView = "Achievement", Typing::Contains("Achievement"), Open, pub new;
    required {
        /// The achievement's own URI.
        id: uri = "id",
        /// What it is called.
        name: text = "name",
        /// What it is, in a few words.
        description: text = "description",
        /// How it is earned.
        criteria: object<Criteria, CriteriaView> = "criteria",
    }
    optional {
        /// What kind of achievement, one of [`ACHIEVEMENT_TYPE`].
        achievement_type: word<ACHIEVEMENT_TYPE> = "achievementType",
        /// What it stands for in terms of levels, credits, fields and places, by our extension.
        badge_facts: object<StatedFacts, StatedFactsView> = "badgeFacts",
        /// Who defined it. If that is not the issuer, nothing here proves the right to award it.
        creator: object<Profile, ProfileView> = "creator",
        /// How many credits it is worth, in units that the model leaves open.
        credits_available: float = "creditsAvailable",
        /// The subject or discipline.
        field_of_study: text = "fieldOfStudy",
        /// A code that people use for it, such as a course number.
        human_code: text = "humanCode",
        /// A picture of it.
        image: object<Image, ImageView> = "image",
        /// The language of it.
        in_language: language = "inLanguage",
        /// The focus within its field.
        specialization: text = "specialization",
        /// The issuer's version of it.
        version: text = "version",
    }
    many {
        /// The objectives or standards that it meets.
        alignment: object<Alignment, AlignmentView> = "alignment",
        /// What others say of it, each a signed credential of its own.
        endorsement: endorsement = "endorsement",
        /// What others say of it, each a JWT.
        endorsement_jwt: jws = "endorsementJwt",
        /// Its other identifiers.
        other_identifier: object<IdentifierEntry, IdentifierEntryView> = "otherIdentifier",
        /// Achievements to be taken for the same.
        related: object<Related, RelatedView> = "related",
        /// The results that may be reported for it.
        result_description: object<ResultDescription, ResultDescriptionView> = "resultDescription",
        /// Words to find it by.
        tag: text = "tag",
    }
}

class! {
    /// How an achievement is earned (OB 3.0 `Criteria`). The model requires neither, and asks for one of them.
    Criteria / CriteriaView = "Criteria", Typing::Absent, Open, pub new;
    required {}
    optional {
        /// The page that describes it.
        id: uri = "id",
        /// The description itself; Markdown, and untrusted text.
        narrative: markdown = "narrative",
    }
    many {}
}

class! {
    /// An achievement to be taken for the same (OB 3.0 `Related`).
    Related / RelatedView = "Related", Typing::Contains("Related"), Open, pub new;
    required {
        /// The other achievement's URI.
        id: uri = "id",
    }
    optional {
        /// The language of it.
        in_language: language = "inLanguage",
        /// The version of it.
        version: text = "version",
    }
    many {}
}
