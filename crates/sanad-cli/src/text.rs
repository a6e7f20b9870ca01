//! Text from a badge made safe to print: what a reader sees is what the badge says, and it moves no cursor.

/// One line for the terminal, of at most `columns` columns; a cut is marked with `…`.
///
/// Whatever is invisible, moves the cursor, turns the direction of writing or breaks the line becomes a visible
/// `\u{…}`. Letters, digits, punctuation and symbols of every script stay as they are.
pub(crate) fn safe(text: &str, columns: usize) -> String {
    let (mut line, mut width, mut fits) = (String::new(), 0, 0);
    let mut before = Before::START;
    for c in text.chars() {
        let piece = before.piece(c);
        let more = piece.chars().map(columns_of).sum::<usize>();
        if width + more > columns {
            line.truncate(fits);
            line.push('…');
            return line;
        }
        width += more;
        line.push_str(&piece);
        if width < columns {
            fits = line.len();
        }
    }
    line
}

/// The text on several lines of at most `columns` columns, broken at spaces; for our own words only.
pub(crate) fn wrapped(words: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if columns_in(line) + 1 + columns_in(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The safe text on at most `lines` lines of `columns` columns each, broken wherever they are full.
pub(crate) fn folded(text: &str, columns: usize, lines: usize) -> Vec<String> {
    let mut folded = vec![String::new()];
    for c in safe(text, columns * lines).chars() {
        match folded.last_mut() {
            Some(line) if columns_in(line) + columns_of(c) <= columns => line.push(c),
            _ => folded.push(c.to_string()),
        }
    }
    folded
}

/// Columns that a line takes on a terminal.
pub(crate) fn columns_in(line: &str) -> usize {
    line.chars().map(columns_of).sum()
}

/// Combining marks on one letter before the rest is written out. 8: Tibetan and Hebrew stack fewer.
const MARKS: usize = 8;

/// What stood before a character, as far as it decides how the character is shown.
struct Before {
    last: Option<char>,
    marks: usize,
}

impl Before {
    const START: Self = Self { last: None, marks: 0 };

    fn piece(&mut self, c: char) -> String {
        let shown = self.shown(c);
        self.marks = if is_mark(c) { self.marks + 1 } else { 0 };
        self.last = Some(c);
        match shown {
            Shown::AsIs => c.to_string(),
            Shown::AsSpace => " ".to_owned(),
            Shown::WrittenOut => c.escape_unicode().to_string(),
        }
    }

    fn shown(&self, c: char) -> Shown {
        match c {
            ' '..='~' => Shown::AsIs,
            // Spaces of other widths look like a space and do nothing else.
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Shown::AsSpace,
            // Joiners change letters in Indic, Arabic and emoji writing, and are invisible anywhere else.
            '\u{200c}' | '\u{200d}' if self.last.is_some_and(takes_joiner) => Shown::AsIs,
            // Emoji presentation, directly after a symbol.
            '\u{fe0f}' if self.last.is_some_and(|l| !l.is_ascii() && !is_mark(l) && !l.is_alphabetic()) => {
                Shown::AsIs
            }
            // Letters and signs that Unicode counts as visible and that draw nothing.
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => {
                Shown::WrittenOut
            }
            '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fffc}' => Shown::WrittenOut,
            '\u{e0000}'..='\u{e0fff}' => Shown::WrittenOut,
            _ if is_mark(c) && (self.last.is_none() || self.marks >= MARKS) => Shown::WrittenOut,
            _ if is_visible(c) => Shown::AsIs,
            _ => Shown::WrittenOut,
        }
    }
}

enum Shown {
    AsIs,
    AsSpace,
    WrittenOut,
}

/// Whether the standard library, which has Unicode's tables, would print the character: not a control, format,
/// private, unassigned or separating one. A mark counts as visible when it follows a letter.
fn is_visible(c: char) -> bool {
    let after_a_letter: String = ['a', c].into_iter().collect();
    after_a_letter.escape_debug().eq(after_a_letter.chars()) || matches!(c, '"' | '\'' | '\\')
}

/// Whether the character is drawn onto the one before it.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_visible(c) && c.escape_debug().len() > 1
}

/// Whether a joiner after this character changes how it is drawn: after an Indic virama (RFC 5892, A.1), in
/// Arabic writing, after an emoji.
const fn takes_joiner(c: char) -> bool {
    matches!(c,
        '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
        | '\u{dca}' | '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{fe0f}' | '\u{1f300}'..='\u{1faff}')
}

/// Columns of one character: two for the wide ones of East Asia and for emoji, none for marks. Near enough to cut by.
fn columns_of(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        '\u{200c}' | '\u{200d}' | '\u{fe0f}' => 0,
        _ if is_mark(c) => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_printed_as_it_is() {
        for text in [
            "Welding I: 30 % \"basic\" \\ 'advanced'",
            "सनद, क्‍ष",
            "മലയാളം അവന്‍ ന്‍",
            "می‌خواهم",
            "Việt Nam, e\u{301}",
            "日本語",
            "👩‍🔧 ⚙\u{fe0f}",
            "שָׁלוֹם",
        ] {
            assert_eq!(safe(text, 80), text);
        }
    }

    #[test]
    fn what_moves_or_hides_is_written_out() {
        for (text, shown) in [
            ("\u{1b}[2K\rVALID", "\\u{1b}[2K\\u{d}VALID"),
            ("\u{1b}]52;c;aGk=\u{7}", "\\u{1b}]52;c;aGk=\\u{7}"),
            ("\u{9b}2K", "\\u{9b}2K"),
            ("a\n[OK] valid", "a\\u{a}[OK] valid"),
            ("a\u{2028}b\u{2029}c\u{85}d\te", "a\\u{2028}b\\u{2029}c\\u{85}d\\u{9}e"),
            ("\u{202e}dilav", "\\u{202e}dilav"),
            ("\u{2066}x\u{2069}\u{61c}\u{200f}", "\\u{2066}x\\u{2069}\\u{61c}\\u{200f}"),
            ("a\u{200b}b\u{feff}c\u{ad}d\u{2060}e", "a\\u{200b}b\\u{feff}c\\u{ad}d\\u{2060}e"),
            ("a\u{200d}b\u{200c}c", "a\\u{200d}b\\u{200c}c"),
            ("a\u{e0041}b\u{fe01}c\u{3164}d\u{2800}", "a\\u{e0041}b\\u{fe01}c\\u{3164}d\\u{2800}"),
            ("\u{e000}\u{10ffff}\u{378}", "\\u{e000}\\u{10ffff}\\u{378}"),
            ("\u{301}x", "\\u{301}x"),
            ("a\u{a0}b\u{3000}c", "a b c"),
        ] {
            assert_eq!(safe(text, 200), shown, "{text:?}");
        }
    }

    #[test]
    fn ten_thousand_marks_on_a_letter_stay_on_one_line() {
        let zalgo: String = std::iter::once('Z').chain(std::iter::repeat_n('\u{30d}', 10_000)).collect();
        let shown = safe(&zalgo, 40);
        assert_eq!(shown.chars().filter(|c| *c == '\u{30d}').count(), MARKS);
        assert!(columns_in(&shown) <= 40, "{shown}");
    }

    #[test]
    fn a_cut_is_marked_and_never_too_wide() {
        assert_eq!(safe("abcdef", 6), "abcdef");
        assert_eq!(safe("abcdefg", 6), "abcde…");
        assert_eq!(safe("日本語", 5), "日本…");
        assert_eq!(safe("ab\u{1b}", 6), "ab…");
    }

    #[test]
    fn no_character_reaches_the_terminal_that_could_move_its_cursor() {
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            let shown = safe(&format!("a{c}b"), 80);
            assert!(!shown.chars().any(char::is_control), "{c:?}");
            let turns =
                |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!shown.chars().any(turns), "{c:?}");
        }
    }
}
