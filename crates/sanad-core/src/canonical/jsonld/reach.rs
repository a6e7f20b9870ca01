//! How far a context reaches: over its node alone, or over all that is below it (JSON-LD 1.1 API §4.1.2, step 5.11).

use super::error::Violation;
use super::keyword::Keyword;
use crate::json::{Json, Object};

/// How far a context reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The node and everything below it.
    Below,
    /// The node alone.
    Here,
}

impl Reach {
    /// What the context itself says; nothing where that is malformed, for then it is refused when it is processed.
    pub(super) fn of(context: &Json) -> Option<Self> {
        context.as_object().and_then(|object| propagation(object).ok().flatten())
    }
}

/// What a context says on whether it reaches beyond the node it stands on.
pub(super) fn propagation(context: &Object) -> Result<Option<Reach>, Violation> {
    match context.get(Keyword::Propagate.as_str()) {
        None => Ok(None),
        Some(Json::Bool(true)) => Ok(Some(Reach::Below)),
        Some(Json::Bool(false)) => Ok(Some(Reach::Here)),
        Some(_) => Err(Violation::InvalidPropagateValue),
    }
}
