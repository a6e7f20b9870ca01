//! Texts that do not show what they say: control characters, hidden marks, letters garbled on the way.

use crate::json::{Json, Object};
use crate::pointer::{JsonPointer, Trail};
use crate::scan::find;

/// What can be odd about a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Oddity {
    /// Marks that change the order in which text is shown, or that are not shown; or a heap of accents on one letter.
    Bidi,
    /// Control characters other than line breaks and tabs.
    Control,
    /// UTF-8 that somebody has read as Latin-1 or Windows-1252, as in `SAFeÂ®`.
    Mojibake,
}

/// What is odd about a text, in the order of the enumeration.
pub fn oddities(text: &str) -> impl Iterator<Item = Oddity> {
    let odd = [
        (Oddity::Bidi, text.chars().any(is_hidden) || has_heap_of_accents(text)),
        (Oddity::Control, text.chars().any(is_control)),
        (Oddity::Mojibake, is_garbled(text)),
    ];
    odd.into_iter().filter_map(|(oddity, is_there)| is_there.then_some(oddity))
}

/// The odd texts of a document with their places, data URIs left out; a text that is odd in two ways comes twice.
#[must_use]
pub fn odd_texts(document: &Object) -> Vec<(JsonPointer, Oddity)> {
    let mut found = Vec::new();
    for (name, value) in document.iter() {
        walk(value, &Trail::Root.member(name), &mut found);
    }
    found
}

fn walk(value: &Json, trail: &Trail<'_>, found: &mut Vec<(JsonPointer, Oddity)>) {
    match value {
        Json::String(text) if may_be_odd(text) => {
            found.extend(oddities(text).map(|oddity| (trail.pointer(), oddity)));
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &trail.item(index), found);
            }
        }
        Json::Object(object) => {
            for (name, member) in object.iter() {
                walk(member, &trail.member(name), found);
            }
        }
        _ => {}
    }
}

/// Plain ASCII, which nearly every text is, is never odd; a data URI is nothing to read.
fn may_be_odd(text: &str) -> bool {
    find(text.as_bytes(), |byte| !(b' '..0x7f).contains(&byte)).is_some() && !text.starts_with("data:")
}

const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}')
}

/// U+200C and U+200D are no oddity: Indic and Persian words and emoji are spelled with them.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// More combining marks on one letter than any language writes.
fn has_heap_of_accents(text: &str) -> bool {
    let mut heap = 0_usize;
    text.chars().any(|c| {
        let is_mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}');
        heap = if is_mark { heap.saturating_add(1) } else { 0 };
        heap > 8
    })
}

/// Whether some letters, put back into the bytes that they would be in Latin-1 or Windows-1252, are one letter of
/// UTF-8. Only for the beginnings that honest text hardly has: of Latin letters and signs (`Â`, `Ã`), of Indic scripts
/// (`à` before two signs), of punctuation (`â€`), of emoji (`ð`).
fn is_garbled(text: &str) -> bool {
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let (following, second): (_, fn(char) -> bool) = match c {
            'Â' | 'Ã' => (1, is_continuation),
            'à' => (2, |c| matches!(c, '\u{a4}'..='\u{b7}')),
            'â' => (2, |c| matches!(c, '€' | '‚' | '„' | '\u{80}' | '\u{82}' | '\u{84}')),
            'ð' => (3, is_continuation),
            _ => continue,
        };
        let ahead = || rest.clone().take(following);
        if ahead().next().is_some_and(second) && ahead().filter(|c| is_continuation(*c)).count() == following
        {
            return true;
        }
    }
    false
}

/// Whether the byte of this letter in Latin-1 or Windows-1252 is 0x80 to 0xBF.
const fn is_continuation(c: char) -> bool {
    matches!(
        c,
        '\u{80}'
            ..='\u{bf}'
                | '€'
                | '‚'
                | 'ƒ'
                | '„'
                | '…'
                | '†'
                | '‡'
                | 'ˆ'
                | '‰'
                | 'Š'
                | '‹'
                | 'Œ'
                | 'Ž'
                | '‘'
                | '’'
                | '“'
                | '”'
                | '•'
                | '–'
                | '—'
                | '˜'
                | '™'
                | 'š'
                | '›'
                | 'œ'
                | 'ž'
                | 'Ÿ'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(text: &str) -> Vec<Oddity> {
        oddities(text).collect()
    }

    /// UTF-8 read as Latin-1, and as Windows-1252 where that has a letter.
    fn garbled(text: &str) -> [String; 2] {
        const UPPER: [char; 32] = [
            '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
            '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
        ];
        let windows =
            |b: u8| UPPER.get(usize::from(b).wrapping_sub(0x80)).copied().unwrap_or_else(|| char::from(b));
        [text.bytes().map(char::from).collect(), text.bytes().map(windows).collect()]
    }

    #[test]
    fn utf8_read_as_latin1_is_noticed_and_honest_text_is_not() {
        for text in ["SAFe®", "Schweißen", "Ça va", "it’s", "“quoted”", "वेल्डिंग", "தமிழ்", "💡 idea", "© 2026"]
        {
            assert!(!odd(text).contains(&Oddity::Mojibake), "{text}");
            for garbled in garbled(text) {
                assert!(odd(&garbled).contains(&Oddity::Mojibake), "{garbled}");
            }
        }
        for text in
            ["«LIBERTÉ»", "«café…”", "MANHÃ DE SOL", "château", "à la carte", "12 °C", "Ångström™", "ÂÃ", "â"]
        {
            assert_eq!(odd(text), [], "{text}");
        }
    }

    #[test]
    fn marks_that_hide_and_control_characters_are_noticed() {
        for (text, oddity) in [
            ("\u{202e}gpj.exe", Oddity::Bidi),
            ("a\u{2066}b", Oddity::Bidi),
            ("a\u{200b}b", Oddity::Bidi),
            (&format!("e{}", "\u{301}".repeat(9)), Oddity::Bidi),
            ("\u{1b}[2K\rVALID", Oddity::Control),
            ("\u{9b}31m", Oddity::Control),
            ("a\0", Oddity::Control),
        ] {
            assert_eq!(odd(text), [oddity], "{text:?}");
        }
        for text in
            ["two\nlines\tand more", "می\u{200c}خواهم", "क्\u{200d}ष", "👩\u{200d}🔧", "é\u{301}\u{302}"]
        {
            assert_eq!(odd(text), [], "{text:?}");
        }
    }

    #[test]
    fn odd_texts_have_their_places_and_pictures_are_left_out() {
        let text = r#"{"name": "SAFeÂ®", "image": {"id": "data:text/plain,Â®"}, "tag": ["a", "\u202eb"]}"#;
        let document = Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        let root = JsonPointer::root;
        assert_eq!(
            odd_texts(&document),
            [(root().member("name"), Oddity::Mojibake), (root().member("tag").item(1), Oddity::Bidi)]
        );
    }
}
