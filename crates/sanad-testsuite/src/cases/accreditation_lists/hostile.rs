//! Accreditation lists that want more than their due: of memory, of time, of the file system.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};

use super::{bad, delegating, list};
use crate::content::Content;
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [endless(), paths()].concat()
}

/// The list with a member that nobody knows, made of pieces.
fn with_pieces(pieces: &[(&str, usize)]) -> Content {
    let whole = Json::Object(list().into_object()).to_compact();
    let open = whole.strip_suffix('}').unwrap_or_default();
    let start = format!("{open},\"more\":");
    Content::of_pieces(&[&[(start.as_str(), 1)], pieces, &[("}", 1)]].concat())
}

/// Threats A5.
fn endless() -> Vec<Vector> {
    let hostile = |name: &str, comment: &str, pieces: &[(&str, usize)], code| {
        bad(name, comment, with_pieces(pieces)).refused(code, "minimal").flag(Flag::Exhausting).spec("limits")
    };
    let thousand = format!("[{}0],", "0,".repeat(999));
    vec![
        hostile(
            "values_too_many",
            "A member that nobody knows, with 650,000 numbers in arrays of a thousand.",
            &[("[", 1), (&thousand, 650), ("0]", 1)],
            JsonTooManyMembers,
        ),
        hostile(
            "nested_too_deep",
            "A member that nobody knows, with a thousand arrays within each other.",
            &[("[", 1000), ("]", 1000)],
            JsonTooDeep,
        ),
        hostile(
            "number_endless",
            "A member that nobody knows, with a number of a million digits.",
            &[("7", 1_000_000)],
            JsonNumberRange,
        ),
    ]
}

/// Threats A15: an id becomes no file's name, and what would make a good one is no id.
fn paths() -> Vec<Vector> {
    let id = |name: &str, comment: &str, id: String| bad(name, comment, list().set("/id", id)).spec("list");
    let listed = Object::new()
        .with("listId", "../../anchors")
        .with("threshold", 1_u32)
        .with("maxPathLength", 0_u32)
        .with("delegableActions", vec!["issue"]);
    vec![
        id("id_absolute_path", "An id that is the path of a file.", "/etc/passwd".to_owned()),
        id("id_file_url", "An id that is the URL of a file.", "file:///etc/passwd".to_owned()),
        id("id_device", "An id that is a device to some systems.", "CON".to_owned()),
        id(
            "id_too_long",
            "An id that is longer than any file's name, and than URLs are.",
            format!("https://commission.example/{}", "a".repeat(3000)),
        ),
        bad(
            "delegation_list_of_a_path",
            "The list that the academy may publish is a path to somewhere else.",
            delegating().set("/credentialSubject/0/recognizedTo/1/delegation", listed),
        )
        .refused(AccredListMalformed, "delegating")
        .spec("delegation"),
    ]
}
