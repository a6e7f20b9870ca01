//! What an achievement, a result or a level of a rubric is aligned with: `Alignment`, a node of a framework.

use super::class::{Typing, class};
use super::vocabulary::ALIGNMENT_TARGET_TYPE;

class! {
    /// A node of a framework that something is aligned with (OB 3.0 `Alignment`).
    Alignment / AlignmentView = "Alignment", Typing::Contains("Alignment"), Open, pub new;
    required {
        /// The node's name.
        target_name: text = "targetName",
        /// The node's official description.
        target_url: url = "targetUrl",
    }
    optional {
        /// The node's code within its framework.
        target_code: text = "targetCode",
        /// What the node is, in a few words.
        target_description: text = "targetDescription",
        /// The framework's name.
        target_framework: text = "targetFramework",
        /// What kind of node, one of [`ALIGNMENT_TARGET_TYPE`].
        target_type: word<ALIGNMENT_TARGET_TYPE> = "targetType",
    }
    many {}
}
