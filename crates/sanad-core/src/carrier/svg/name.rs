//! How XML writes names, and attributes beside each other: what the reader of tags beneath us lets pass.

/// Whether the text is a name with one prefix at most (Namespaces in XML 1.0 §4, XML 1.0 §2.3).
pub(super) fn is_name(text: &str) -> bool {
    let whole = |text: &str| text.starts_with(begins) && text.chars().all(continues);
    match text.split_once(':') {
        Some((prefix, local)) => whole(prefix) && whole(local),
        None => whole(text),
    }
}

/// NameStartChar, without the colon.
const fn begins(c: char) -> bool {
    matches!(c, '_' | 'A'..='Z' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// NameChar, without the colon.
const fn continues(c: char) -> bool {
    begins(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether white space, or nothing more, follows each value in a tag (XML 1.0 §3.1).
pub(super) fn stand_apart(tag: &str) -> bool {
    let (mut quote, mut has_ended) = (None, false);
    for c in tag.chars() {
        if has_ended && !c.is_ascii_whitespace() {
            return false;
        }
        has_ended = quote == Some(c);
        quote = match quote {
            None => matches!(c, '"' | '\'').then_some(c),
            Some(_) => quote.filter(|_| !has_ended),
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_xml() {
        for good in ["svg", "s:svg", "_", "größe", "a-1.b", "xml:lang", "\u{10000}"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", ":", "a:", ":a", "a:b:c", "1a", "-a", "a#b", "#xmlns", "a\u{d7}", "a=", "a\"", "s:1"]
        {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn attributes_stand_apart() {
        for good in ["svg", "a b='1' c=\"2\"", "a b='\"c\"'\n", "a b = '' c=''"] {
            assert!(stand_apart(good), "{good}");
        }
        for bad in ["a b='1'c='2'", "a b=\"\"\"\"", "a b='1'#c='2'", "a b='1'/"] {
            assert!(!stand_apart(bad), "{bad}");
        }
    }
}
