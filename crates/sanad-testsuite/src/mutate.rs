//! Every single change that a forger, a careless tool or a cosmic ray could make to a signed badge.

mod context;
mod member;
mod place;
mod proof;
mod text;
mod value;
mod vocabulary;

pub use vocabulary::Vocabulary;

use sanad_core::json::{Json, Object};

/// What kind of change it is; the counts are told by these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "whoever counts mutants wants to see every kind")]
pub enum Kind {
    /// A string, number or boolean is another one.
    Value,
    /// A value is of another kind, or the same written in another way.
    Form,
    /// A value stands where another stood.
    Exchanged,
    /// A member is gone.
    Removed,
    /// A member has another name.
    Renamed,
    /// A member stands there twice, under two names.
    Duplicated,
    /// A member was added.
    Added,
    /// A member stands in another object.
    Moved,
    /// The items of an array: fewer, more, in another order.
    Array,
    /// `@context`.
    Context,
    /// The proof, beyond what is done to every member.
    Proof,
    /// The bytes: spelling, whitespace, duplicate names.
    Text,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Value,
        Self::Form,
        Self::Exchanged,
        Self::Removed,
        Self::Renamed,
        Self::Duplicated,
        Self::Added,
        Self::Moved,
        Self::Array,
        Self::Context,
        Self::Proof,
        Self::Text,
    ];
}

/// A document with one change.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "for the tests of this workspace only")]
pub struct Mutant {
    /// What kind of change it is.
    pub kind: Kind,
    /// What was changed and where, for whoever has to look into it.
    pub change: String,
    /// The changed document.
    pub bytes: Vec<u8>,
}

/// Shows every mutant of a signed document to `visit`, always the same in the same order. `turn` chooses which of the
/// contexts' many terms, and which of the document's many values, this document is mutated with: give each document
/// another.
pub fn mutants(document: &Object, vocabulary: &Vocabulary, turn: usize, visit: &mut dyn FnMut(Mutant)) {
    let document = Json::Object(document.clone());
    let original = document.to_compact();
    let mut sink = Sink { original: &original, visit };
    value::mutate(&document, turn, &mut sink);
    member::mutate(&document, vocabulary, turn, &mut sink);
    context::mutate(&document, vocabulary, &mut sink);
    proof::mutate(&document, &mut sink);
    text::mutate(&document, &mut sink);
}

/// Where the mutants go.
struct Sink<'a> {
    original: &'a str,
    visit: &'a mut dyn FnMut(Mutant),
}

impl Sink<'_> {
    /// A changed document; dropped if it is not changed after all.
    fn tree(&mut self, kind: Kind, change: String, document: &Json) {
        let text = document.to_compact();
        if text != self.original {
            (self.visit)(Mutant { kind, change, bytes: text.into_bytes() });
        }
    }

    /// A changed text.
    fn text(&mut self, change: String, bytes: Vec<u8>) {
        if bytes != self.original.as_bytes() {
            (self.visit)(Mutant { kind: Kind::Text, change, bytes });
        }
    }
}
