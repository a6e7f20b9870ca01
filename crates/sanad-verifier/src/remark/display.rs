//! Texts that do not show what they say: control characters, marks of writing direction, garbled letters.

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::model::legibility::{Oddity, odd_texts};

use super::remark;
use crate::outcome::Finding;

/// One remark for each kind of oddity, at the first text that has it.
pub(super) fn remarks(badge: &Object) -> Vec<Finding> {
    let odd = odd_texts(badge);
    let kinds = [Oddity::Control, Oddity::Bidi, Oddity::Mojibake];
    let told = kinds.into_iter().filter_map(|kind| {
        let mut places = odd.iter().filter(|(_, oddity)| *oddity == kind);
        let (at, _) = places.next()?;
        let count = places.count().saturating_add(1);
        let (code, words) = match kind {
            Oddity::Control => (Code::DisplayControlChars, "control characters"),
            Oddity::Bidi => {
                (Code::DisplayBidi, "marks that hide text or change the order in which it is shown")
            }
            _ => (Code::DisplayMojibake, "letters that look like UTF-8 read as Latin-1"),
        };
        let texts = if count == 1 { "a text has".to_owned() } else { format!("{count} texts have") };
        Some(remark(code, at.clone(), format!("{texts} {words}")))
    });
    told.collect()
}
