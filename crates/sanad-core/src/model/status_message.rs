//! What the values of a badge's status mean in the issuer's words: `statusMessage`. `spec/status.md#messages`

use crate::code::Code;
use crate::json::{Json, Object};
use crate::status_list::StatusSize;

/// A message for each value that a status entry of a size can have (W3C Bitstring Status List v1.0 §2.1).
///
/// The standard means them for developers: they are the issuer's text, not words of a verifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMessages {
    size: StatusSize,
    texts: Vec<String>,
}

impl StatusMessages {
    /// Messages by value, from 0 on.
    ///
    /// # Errors
    /// [`StatusMessageError::Count`] if they are not as many as the size has values.
    pub fn new(size: StatusSize, texts: Vec<String>) -> Result<Self, StatusMessageError> {
        if texts.len() == size.values() {
            Ok(Self { size, texts })
        } else {
            Err(StatusMessageError::Count { found: texts.len(), expected: size.values() })
        }
    }

    /// Reads `statusMessage` of an entry of a size. Each value of the size has one message, in any order.
    ///
    /// # Errors
    /// [`StatusMessageError`]
    pub fn read(size: StatusSize, value: &Json) -> Result<Self, StatusMessageError> {
        let items = value.items();
        let expected = size.values();
        if items.len() != expected {
            return Err(StatusMessageError::Count { found: items.len(), expected });
        }
        let mut texts: Vec<Option<String>> = vec![None; expected];
        for item in items {
            let no_message = || StatusMessageError::NotAMessage { found: excerpt(&item.to_compact()) };
            let item = item.as_object().ok_or_else(no_message)?;
            let status = item.text("status").ok_or_else(no_message)?;
            let text = item.text("message").ok_or_else(no_message)?;
            let not_a_value = || StatusMessageError::NotAValue { found: excerpt(status), values: expected };
            let slot = hexadecimal(status).and_then(|at| texts.get_mut(at)).ok_or_else(not_a_value)?;
            if slot.replace(text.to_owned()).is_some() {
                return Err(StatusMessageError::Twice { found: excerpt(status) });
            }
        }
        // As many messages as values and none twice: none is missing.
        Self::new(size, texts.into_iter().flatten().collect())
    }

    /// How many bits the values have.
    #[must_use]
    pub const fn size(&self) -> StatusSize {
        self.size
    }

    /// The message for a value; none for one that the size does not have.
    #[must_use]
    pub fn message(&self, value: u8) -> Option<&str> {
        self.texts.get(usize::from(value)).map(String::as_str)
    }

    /// The messages as they stand in a badge.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let rows = self.texts.iter().enumerate().map(|(value, text)| {
            let row = Object::new().with("status", format!("0x{value:x}")).with("message", text.as_str());
            Json::Object(row)
        });
        Json::Array(rows.collect())
    }
}

/// Why a value is no set of messages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusMessageError {
    /// More or fewer messages than the size has values.
    #[error("{found} status messages, expected {expected}, one for each value of the status size")]
    Count {
        /// How many there are.
        found: usize,
        /// How many values there are.
        expected: usize,
    },
    /// An entry without the two texts.
    #[error("{found} is no status message, expected an object with `status` and `message`")]
    NotAMessage {
        /// What stands there.
        found: String,
    },
    /// A status that is no value of the size.
    #[error("status `{found}` of a message, expected `0x` and a hexadecimal number below {values:#x}")]
    NotAValue {
        /// What stands there.
        found: String,
        /// How many values there are.
        values: usize,
    },
    /// Two messages for one value.
    #[error("two status messages for `{found}`")]
    Twice {
        /// The value.
        found: String,
    },
}

impl StatusMessageError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Count { .. } | Self::NotAMessage { .. } | Self::NotAValue { .. } | Self::Twice { .. } => {
                Code::StatusMessageMalformed
            }
        }
    }
}

/// `0x` and one to four hexadecimal digits: what comes before them is not read, so zeros may.
fn hexadecimal(text: &str) -> Option<usize> {
    let digits = text.strip_prefix("0x")?;
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    usize::from_str_radix(digits, 16).ok().filter(|_| plain)
}

fn excerpt(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(bits: u8) -> StatusSize {
        StatusSize::new(bits).unwrap()
    }

    fn read(bits: u8, text: &str) -> Result<StatusMessages, StatusMessageError> {
        StatusMessages::read(size(bits), &Json::parse(text.as_bytes()).unwrap())
    }

    fn rows(statuses: &[&str]) -> String {
        let rows: Vec<String> = statuses
            .iter()
            .enumerate()
            .map(|(at, status)| format!(r#"{{"status": "{status}", "message": "m{at}"}}"#))
            .collect();
        format!("[{}]", rows.join(","))
    }

    #[test]
    fn messages_read_back_as_written_for_every_size() {
        for bits in 1..=8 {
            let texts: Vec<String> = (0..size(bits).values()).map(|value| format!("text {value}")).collect();
            let written = StatusMessages::new(size(bits), texts).unwrap();
            assert_eq!(StatusMessages::read(size(bits), &written.to_json()), Ok(written.clone()));
            let last = u8::MAX >> (8 - bits);
            assert_eq!(written.message(last), Some(format!("text {last}").as_str()));
            assert_eq!(written.message(last.wrapping_add(1)).is_none(), bits < 8);
        }
        let few = StatusMessages::new(size(2), vec!["a".to_owned(); 3]);
        assert_eq!(few, Err(StatusMessageError::Count { found: 3, expected: 4 }));
    }

    /// A signature over RDF does not cover the order.
    #[test]
    fn a_message_is_found_by_its_status_and_not_by_its_place() {
        let messages = read(2, &rows(&["0x3", "0x0", "0x02", "0x1"])).unwrap();
        let found: Vec<_> = (0..4).map(|value| messages.message(value).unwrap()).collect();
        assert_eq!(found, ["m1", "m3", "m2", "m0"]);
        assert!(
            read(
                4,
                &rows(&[
                    "0x0", "0x1", "0x2", "0x3", "0x4", "0x5", "0x6", "0x7", "0x8", "0x9", "0xa", "0xB",
                    "0xc", "0xD", "0xe", "0xF",
                ])
            )
            .is_ok()
        );
    }

    #[test]
    fn what_leaves_a_value_without_its_one_message_is_refused() {
        for (bits, text) in [
            (2, rows(&["0x0", "0x1", "0x2"])),
            (2, rows(&["0x0", "0x1", "0x2", "0x3", "0x4"])),
            (2, rows(&["0x0", "0x1", "0x2", "0x4"])),
            (2, rows(&["0x0", "0x1", "0x2", "0x2"])),
            (1, rows(&["0x0", "1"])),
            (1, rows(&["0x0", "0X1"])),
            (1, rows(&["0x0", "0x"])),
            (1, rows(&["0x0", "0x+1"])),
            (1, rows(&["0x0", "0x00001"])),
            (1, r#"[{"status": "0x0", "message": "a"}, {"status": "0x1"}]"#.to_owned()),
            (1, r#"[{"status": "0x0", "message": "a"}, {"status": 1, "message": "b"}]"#.to_owned()),
            (1, r#"[{"status": "0x0", "message": "a"}, "b"]"#.to_owned()),
            (1, r#"{"status": "0x0", "message": "a"}"#.to_owned()),
        ] {
            let error = read(bits, &text).unwrap_err();
            assert_eq!(error.code(), Code::StatusMessageMalformed, "{text}");
        }
    }
}
