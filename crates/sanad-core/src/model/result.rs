//! What a learner reached: results, the descriptions they refer to, and the levels of a rubric.

use super::alignment::{Alignment, AlignmentView};
use super::class::{Typing, class};
use super::vocabulary::{RESULT_STATUS, RESULT_TYPE};

class! {
    /// A result that was reached (OB 3.0 `Result`; the name `Result` is taken in Rust).
    ///
    /// Only `Completed` is earned; that is also what an absent status means.
    AchievementResult / AchievementResultView = "Result", Typing::Contains("Result"), Open, pub new;
    required {}
    optional {
        /// The `id` of the rubric level reached, one of the description's.
        achieved_level: uri = "achievedLevel",
        /// The `id` of a result description in the achievement.
        result_description: uri = "resultDescription",
        /// How far the learner has come, one of [`RESULT_STATUS`].
        status: word<RESULT_STATUS> = "status",
        /// The result itself.
        value: text = "value",
    }
    many {
        /// The objectives or standards that the result meets.
        alignment: object<Alignment, AlignmentView> = "alignment",
    }
}

class! {
    /// A result that may be reported for an achievement (OB 3.0 `ResultDescription`).
    ResultDescription / ResultDescriptionView = "ResultDescription", Typing::Contains("ResultDescription"), Open, pub new;
    required {
        /// The description's own URI, by which a result refers to it.
        id: uri = "id",
        /// What the result is called.
        name: text = "name",
        /// In what way the result is expressed, one of [`RESULT_TYPE`].
        result_type: word<RESULT_TYPE> = "resultType",
    }
    optional {
        /// The `id` of the rubric level needed to pass.
        required_level: uri = "requiredLevel",
        /// The value needed to pass.
        required_value: text = "requiredValue",
        /// The highest possible value.
        value_max: text = "valueMax",
        /// The lowest possible value.
        value_min: text = "valueMin",
    }
    many {
        /// The objectives or standards that the result meets.
        alignment: object<Alignment, AlignmentView> = "alignment",
        /// The allowed values, from low to high.
        allowed_value: text = "allowedValue",
        /// The levels of the rubric, from low to high.
        rubric_criterion_level: object<RubricCriterionLevel, RubricCriterionLevelView> = "rubricCriterionLevel",
    }
}

class! {
    /// A level of a rubric (OB 3.0 `RubricCriterionLevel`).
    RubricCriterionLevel / RubricCriterionLevelView = "RubricCriterionLevel", Typing::Contains("RubricCriterionLevel"), Open, pub new;
    required {
        /// The level's own URI, by which a result refers to it.
        id: uri = "id",
        /// What the level is called.
        name: text = "name",
    }
    optional {
        /// What the level means, in a few words.
        description: text = "description",
        /// The level of performance.
        level: text = "level",
        /// The points it counts.
        points: text = "points",
    }
    many {
        /// Levels of other frameworks that it corresponds to.
        alignment: object<Alignment, AlignmentView> = "alignment",
    }
}
