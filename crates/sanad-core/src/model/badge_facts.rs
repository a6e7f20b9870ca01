//! Our extension of an achievement: levels, credits, fields and places, which Open Badges leaves open.
//! `spec/badge-facts.md#form`

use super::class::{Enumeration, Openness, Typing, class};

/// The context that defines the extension.
pub const CONTEXT_BADGE_FACTS: &str = "https://w3id.org/sanad/badge-facts/v1";

/// The member of an achievement that it is.
pub(crate) const BADGE_FACTS: &str = "badgeFacts";

/// How the learning was done.
pub static LEARNING_MODE: Enumeration = Enumeration {
    name: "LearningMode",
    words: &["blended", "in-person", "online"],
    openness: Openness::Open,
};

/// How it was assessed.
pub static ASSESSMENT_TYPE: Enumeration = Enumeration {
    name: "AssessmentType",
    words: &[
        "continuous",
        "essay",
        "examination",
        "portfolio",
        "practical",
        "presentation",
        "prior-learning",
        "project",
    ],
    openness: Openness::Open,
};

class! {
    /// What an achievement stands for, in terms that a scope can limit.
    StatedFacts / StatedFactsView = "BadgeFacts", Typing::Absent, Closed, pub new;
    required {}
    optional {
        /// How the learning was done, one of [`LEARNING_MODE`].
        mode: word<LEARNING_MODE> = "mode",
        /// How many hours of work it stands for.
        notional_hours: decimal = "notionalHours",
    }
    many {
        /// How it was assessed, one of [`ASSESSMENT_TYPE`].
        assessment_type: word<ASSESSMENT_TYPE> = "assessmentType",
        /// What it gives in credits of a unit.
        credits: object<StatedCredits, StatedCreditsView> = "credits",
        /// Which field it belongs to, a code of ISCED-F 2013.
        field: field = "field",
        /// Where it is awarded, a code of ISO 3166-1 or ISO 3166-2.
        jurisdiction: jurisdiction = "jurisdiction",
        /// On which level of a framework it stands.
        level: object<StatedLevel, StatedLevelView> = "level",
        /// The code of a qualification that it is, or is part of.
        qualification: text = "qualification",
    }
}

class! {
    /// A level of a framework of qualifications.
    StatedLevel / StatedLevelView = "Level", Typing::Absent, Closed, pub new;
    required {
        /// The IRI of one version of the framework.
        framework: uri = "framework",
        /// The level.
        value: decimal = "value",
    }
    optional {}
    many {}
}

class! {
    /// An amount of credit.
    StatedCredits / StatedCreditsView = "Credits", Typing::Absent, Closed, pub new;
    required {
        /// The unit's IRI.
        unit: uri = "unit",
        /// How many.
        value: decimal = "value",
    }
    optional {}
    many {}
}
