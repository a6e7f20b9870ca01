//! The bytes of a document in a vector: a file, or a recipe where the file would be megabytes.

use sanad_core::json::{Json, Object};

/// The bytes of a document, and how they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pieces: Vec<Piece>,
}

/// A text, and how often it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    bytes: Vec<u8>,
    times: usize,
}

impl Content {
    /// Bytes kept in a file as they are.
    #[must_use]
    pub fn of_bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self { pieces: vec![Piece { bytes: bytes.into(), times: 1 }] }
    }

    /// Texts one after the other, each so many times: kept as a recipe.
    #[must_use]
    pub fn of_pieces(pieces: &[(&str, usize)]) -> Self {
        let piece = |(text, times): &(&str, usize)| Piece { bytes: text.as_bytes().to_vec(), times: *times };
        Self { pieces: pieces.iter().map(piece).collect() }
    }

    /// The same text, kept as a recipe in which the longest run of `unit` is told by its length.
    ///
    /// # Panics
    /// If `unit` does not occur in `text`.
    #[must_use]
    pub fn folded(text: &str, unit: &str) -> Self {
        let mut longest = (0, 0);
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(unit)) {
            let start = from + at;
            let rest = text.get(start..).unwrap_or_default();
            let times =
                rest.as_bytes().chunks(unit.len()).take_while(|chunk| *chunk == unit.as_bytes()).count();
            if times > longest.1 {
                longest = (start, times);
            }
            from = start + times * unit.len();
        }
        let (start, times) = longest;
        assert!(times > 0, "no `{unit}` to fold");
        let (before, rest) = text.split_at(start);
        let (_, after) = rest.split_at(times * unit.len());
        Self::of_pieces(&[(before, 1), (unit, times), (after, 1)])
    }

    /// The bytes, made.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.iter().flat_map(|piece| piece.bytes.repeat(piece.times)).collect()
    }

    /// The recipe, if it is kept as one: `{"pieces": [[text, times], …]}`.
    #[must_use]
    pub fn recipe(&self) -> Option<Json> {
        if matches!(self.pieces.as_slice(), [Piece { times: 1, .. }]) {
            return None;
        }
        let pieces = self.pieces.iter().map(|piece| {
            let text = String::from_utf8_lossy(&piece.bytes).into_owned();
            Json::Array(vec![text.into(), u32::try_from(piece.times).unwrap_or(u32::MAX).into()])
        });
        Some(Object::new().with("pieces", Json::Array(pieces.collect())).into())
    }

    /// The content that a recipe describes.
    ///
    /// # Errors
    /// In words, if it is no recipe.
    pub fn of_recipe(recipe: &Object) -> Result<Self, String> {
        let pieces = recipe.get("pieces").and_then(Json::as_array).ok_or("a recipe without `pieces`")?;
        let piece = |piece: &Json| match piece.as_array() {
            Some([Json::String(text), Json::Number(times)]) => {
                let times = format!("{}", times.as_f64()).parse().map_err(|_| "a piece not so many times")?;
                Ok(Piece { bytes: text.as_bytes().to_vec(), times })
            }
            _ => Err("a piece is a text and how many times".to_owned()),
        };
        Ok(Self { pieces: pieces.iter().map(piece).collect::<Result<_, String>>()? })
    }
}

impl From<Object> for Content {
    /// The object for eyes, as `sanad issue` writes it.
    fn from(object: Object) -> Self {
        Self::of_bytes(Json::Object(object).to_pretty())
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::of_bytes(text)
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::of_bytes(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_text_unfolds_to_itself_by_its_recipe() {
        let text = "ab [t,t,t,t,t] t,t, end";
        let content = Content::folded(text, "t,");
        let Some(Json::Object(recipe)) = content.recipe() else { panic!() };
        assert_eq!(
            Json::Object(recipe.clone()).to_compact(),
            r#"{"pieces":[["ab [",1],["t,",4],["t] t,t, end",1]]}"#
        );
        assert_eq!(Content::of_recipe(&recipe).unwrap().bytes(), text.as_bytes());
        assert_eq!(Content::from(text).recipe(), None);
    }
}
