//! The bytes: what a parser could be lax about, and what it must read past.

use sanad_core::json::{Json, Object};

use super::Sink;
use super::place::{Place, edited, places, pointer, rebuilt, value_at};

/// A name and value that stand for nothing: replaced in the text by what no [`Json`] can hold.
const MARK: &str = "\u{e000}";

/// Every so many bytes one is changed, in four ways, and the document is cut.
const STRIDE: usize = 7;

pub(super) fn mutate(document: &Json, sink: &mut Sink<'_>) {
    for place in places(document) {
        match value_at(document, &place) {
            Json::String(text) => strings(document, &place, text, sink),
            Json::Number(number) => numbers(document, &place, &Json::Number(*number).to_compact(), sink),
            Json::Bool(value) => spell(document, &place, &[&value.to_string().to_uppercase(), "1"], sink),
            Json::Object(object) => duplicates(document, &place, object, sink),
            Json::Array(_) | Json::Null => {}
        }
    }
    whole(document, sink);
}

/// The value at a place in other spellings.
fn spell(document: &Json, place: &Place, spellings: &[&str], sink: &mut Sink<'_>) {
    let marked = edited(document, place, |slot| *slot = Json::from(MARK)).to_compact();
    for spelling in spellings {
        let text = marked.replace(&format!("\"{MARK}\""), spelling);
        sink.text(format!("{} spelled {spelling}", pointer(place)), text.into_bytes());
    }
}

fn strings(document: &Json, place: &Place, text: &str, sink: &mut Sink<'_>) {
    let written = Json::from(text).to_compact();
    let inner = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
    let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
    spell(
        document,
        place,
        &[
            &format!("\"{escaped}\""),
            &format!("\"{}\"", inner.replace('/', "\\/")),
            &format!("\"{inner}\\ud800\""),
            &format!("\"\\x41{inner}\""),
            &format!("\"{inner}\u{1}\""),
            &format!("'{inner}'"),
            &format!("\"{inner}"),
            &format!(" \t\r\n{written} "),
            &format!("{written}//"),
            &format!("{written},"),
        ],
        sink,
    );
    let mut invalid = edited(document, place, |slot| *slot = Json::from(MARK)).to_compact().into_bytes();
    if let Some(at) = invalid.windows(MARK.len()).position(|window| window == MARK.as_bytes()) {
        invalid.splice(at..at + MARK.len(), [text.as_bytes(), b"\xff"].concat());
        sink.text(format!("{} with a byte that is no UTF-8", pointer(place)), invalid);
    }
}

fn numbers(document: &Json, place: &Place, written: &str, sink: &mut Sink<'_>) {
    let digits = written.trim_start_matches('-');
    spell(
        document,
        place,
        &[
            // The same number, if it is a whole one.
            &format!("{written}.0"),
            &format!("{written}e0"),
            &format!("{written}E+0"),
            &format!("{written}0e-1"),
            // The same number, to some.
            &format!("{written}.00000000000000000001"),
            &format!("+{written}"),
            &format!("0{written}"),
            &format!("{written}."),
            &format!(".{digits}"),
            &format!("0x{digits}"),
            &format!("{written}n"),
            &format!("\"{written}\""),
            &format!("{written}_0"),
            "NaN",
            "-Infinity",
            "-0",
            "1e400",
            "9007199254740993",
        ],
        sink,
    );
}

/// Each name twice: which value counts, readers do not agree on.
fn duplicates(document: &Json, place: &Place, object: &Object, sink: &mut Sink<'_>) {
    let mark = format!("{}:0", Json::from(MARK).to_compact());
    let last = rebuilt(document, place, |object| object.clone().with(MARK, 0)).to_compact();
    let first = rebuilt(document, place, |object| {
        object.iter().fold(Object::new().with(MARK, 0), |copy, (name, value)| copy.with(name, value.clone()))
    })
    .to_compact();
    for (name, value) in object.iter() {
        let plain = Json::from(name).to_compact();
        let escaped =
            format!("\"{}\"", name.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<String>());
        for (spelled, value) in
            [(&plain, value.to_compact()), (&plain, "null".to_owned()), (&escaped, "\"x\"".to_owned())]
        {
            let twin = format!("{spelled}:{value}");
            let what = || format!("{}/{name} twice, also as {twin}", pointer(place));
            sink.text(what(), last.replace(&mark, &twin).into_bytes());
            sink.text(what(), first.replace(&mark, &twin).into_bytes());
        }
    }
    for junk in ["", ",", "x", "\"x\"", "\"x\":", "//", "\"x\":undefined"] {
        sink.text(format!("{} with `{junk}` in it", pointer(place)), last.replace(&mark, junk).into_bytes());
    }
}

fn whole(document: &Json, sink: &mut Sink<'_>) {
    let compact = document.to_compact().into_bytes();
    for at in (0..compact.len()).step_by(STRIDE) {
        let mut put = |what: &str, edit: &dyn Fn(&mut Vec<u8>)| {
            let mut copy = compact.clone();
            edit(&mut copy);
            sink.text(format!("byte {at} {what}"), copy);
        };
        put("has another bit", &|copy| copy.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1));
        put("is gone", &|copy| {
            copy.remove(at);
        });
        put("stands twice", &|copy| copy.insert(at, compact.get(at).copied().unwrap_or_default()));
        put("and all after it are gone", &|copy| copy.truncate(at));
    }
    let around = |before: &[u8], after: &[u8]| [before, &compact, after].concat();
    for (before, after) in [
        (&b"\xef\xbb\xbf"[..], &b""[..]),
        (b"\n", b"\n"),
        (b"\x0b", b""),
        (b"", b"\0"),
        (b"", b"{}"),
        (b"", b" x"),
        (b"[", b"]"),
        (b"(", b")"),
        (b"", b","),
        (b")]}'\n", b""),
    ] {
        sink.text("something around it".to_owned(), around(before, after));
    }
    sink.text("written for eyes".to_owned(), document.to_pretty().into_bytes());
    let utf16 = String::from_utf8_lossy(&compact).encode_utf16().flat_map(u16::to_le_bytes).collect();
    sink.text("in UTF-16".to_owned(), utf16);
}
