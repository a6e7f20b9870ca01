//! Why a command could not do what was asked, and what to do about it.

use std::fmt;

use sanad_core::json::{Json, Object};

use crate::text;

/// A command that could not ask its question: exit code 2. What is wrong stands beside what to do about it.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    message: String,
    hint: String,
    code: Option<&'static str>,
}

impl Failure {
    /// A failure and its remedy. Both may quote what is not ours: they are made safe when printed.
    pub(crate) fn new(message: impl fmt::Display, hint: impl fmt::Display) -> Self {
        Self { message: message.to_string(), hint: hint.to_string(), code: None }
    }

    /// The same failure, said of something that has a name.
    #[must_use]
    pub(crate) fn about(mut self, what: &str) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }

    /// The same failure with its code, for scripts.
    #[must_use]
    pub(crate) const fn coded(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }
}

impl Failure {
    /// The failure of one row among many.
    pub(crate) fn to_object(&self) -> Object {
        let code = self.code.map_or(Json::Null, Json::from);
        Object::new().with("code", code).with("message", text::safe(&self.message, MESSAGE_COLUMNS))
    }
}

impl fmt::Display for Failure {
    /// Two lines: `error: …` and `hint: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = text::safe(&self.message, MESSAGE_COLUMNS);
        match self.code {
            Some(code) => writeln!(f, "error: {message} [{code}]")?,
            None => writeln!(f, "error: {message}")?,
        }
        writeln!(f, "hint: {}", text::safe(&self.hint, MESSAGE_COLUMNS))
    }
}

/// Columns of a message before it is cut: five lines of a terminal, since a message may quote a URL.
const MESSAGE_COLUMNS: usize = 400;
