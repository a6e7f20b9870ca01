//! What the verifier trusts to begin with. `spec/path-validation.md#anchors`

mod json;

use sanad_core::json::Json;
use sanad_core::key::KeyError;
use sanad_core::limits::Limits;
use sanad_core::public_key::PublicKey;
use sanad_core::scope::{Scope, ScopeError};

/// Somebody trusted from the start, not because a document says so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrustAnchor {
    /// One that says by a signed list who may award what.
    Authority(Box<AuthorityAnchor>),
    /// One issuer, by the id that its badges name: a DID or URL, compared to the letter. Trusted to award anything.
    Issuer(String),
}

impl TrustAnchor {
    /// Trusts one issuer, by the id that its badges name.
    #[must_use]
    pub fn issuer(id: impl Into<String>) -> Self {
        Self::Issuer(id.into())
    }

    /// Reads an anchor: the id of an issuer as a string, or an authority as an object.
    ///
    /// # Errors
    /// [`AnchorError`], also for a member that is not known: it might say what not to trust.
    pub fn from_json(json: &Json) -> Result<Self, AnchorError> {
        json::read(json)
    }

    /// The anchor as JSON, which is read as the same anchor.
    #[must_use]
    pub fn to_json(&self) -> Json {
        json::write(self)
    }
}

impl From<AuthorityAnchor> for TrustAnchor {
    fn from(authority: AuthorityAnchor) -> Self {
        Self::Authority(Box::new(authority))
    }
}

/// An authority that is trusted for what its list says, within bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityAnchor {
    list: String,
    authority: String,
    keys: Vec<PublicKey>,
    threshold: u8,
    minimum_sequence: u64,
    scope: Scope,
    max_path_length: u8,
    mode: Mode,
}

/// What an authority may do to a badge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a third would need a rule of its own in every combination")]
pub enum Mode {
    /// Vouch for its issuer, or deny it.
    #[default]
    Grant,
    /// Deny it, and nothing else.
    Veto,
}

impl Mode {
    /// The mode's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Veto => "veto",
        }
    }

    /// The mode of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Grant, Self::Veto].into_iter().find(|mode| mode.as_str() == word)
    }
}

impl AuthorityAnchor {
    /// How many lists may follow an authority's own on a path, unless it is said: 3. A meta-accreditor, an accreditor,
    /// its regional office and an institution are 2.
    pub const DEFAULT_MAX_PATH_LENGTH: u8 = 3;

    /// Trusts the list with the id `list` by the authority with the id `authority`, where `threshold` of these keys
    /// have signed it. What it says of whom is believed for everything, unless there is [`Self::with_scope`].
    ///
    /// # Errors
    /// [`AnchorError::Threshold`] if it is 0 or there are not so many distinct keys: it would never be met, or always.
    /// [`AnchorError::Id`] if an id is no absolute URL or DID.
    pub fn new(
        list: impl Into<String>,
        authority: impl Into<String>,
        keys: Vec<PublicKey>,
        threshold: u8,
    ) -> Result<Self, AnchorError> {
        let (list, authority) = (list.into(), authority.into());
        for (member, id) in [("list", &list), ("authority", &authority)] {
            if !is_absolute(id) {
                return Err(AnchorError::Id { member, found: id.clone() });
            }
        }
        let mut distinct: Vec<PublicKey> = Vec::with_capacity(keys.len());
        for key in keys {
            if !distinct.contains(&key) {
                distinct.push(key);
            }
        }
        if threshold == 0 || usize::from(threshold) > distinct.len() {
            return Err(AnchorError::Threshold { threshold, keys: distinct.len() });
        }
        Ok(Self {
            list,
            authority,
            keys: distinct,
            threshold,
            minimum_sequence: 1,
            scope: Scope::unlimited(),
            max_path_length: Self::DEFAULT_MAX_PATH_LENGTH,
            mode: Mode::Grant,
        })
    }

    /// Believes no version of the list before this one.
    #[must_use]
    pub const fn with_minimum_sequence(mut self, sequence: u64) -> Self {
        self.minimum_sequence = sequence;
        self
    }

    /// Trusts the authority for these badges and no others, whatever its list says.
    #[must_use]
    pub fn with_scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Lets so many lists follow the authority's own on a path; 0: only whom it lists itself.
    ///
    /// # Errors
    /// [`AnchorError::PathLength`] beyond [`Limits::accreditation_path_length`].
    pub fn with_max_path_length(mut self, lists: u8) -> Result<Self, AnchorError> {
        let limit = Limits::DEFAULT.accreditation_path_length;
        if lists > limit {
            return Err(AnchorError::PathLength { found: lists, limit });
        }
        self.max_path_length = lists;
        Ok(self)
    }

    /// What the authority may do.
    #[must_use]
    pub const fn with_mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// The id of its list.
    #[must_use]
    pub fn list(&self) -> &str {
        &self.list
    }

    /// Its own id.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The keys that sign its list, each once.
    #[must_use]
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// How many of them must have signed.
    #[must_use]
    pub const fn threshold(&self) -> u8 {
        self.threshold
    }

    /// The first version of the list that is believed.
    #[must_use]
    pub const fn minimum_sequence(&self) -> u64 {
        self.minimum_sequence
    }

    /// What it is trusted for.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// How many lists may follow its own on a path.
    #[must_use]
    pub const fn max_path_length(&self) -> u8 {
        self.max_path_length
    }

    /// What it may do.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }
}

/// An id that is the same whoever reads it: a scheme, and something after it.
fn is_absolute(id: &str) -> bool {
    id.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
            && !rest.is_empty()
            && !rest.contains(char::is_whitespace)
    })
}

/// Why something is no anchor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnchorError {
    /// An id that is relative to nothing.
    #[error("`{member}` is `{found}`, expected an absolute URL or DID")]
    Id {
        /// Which of them.
        member: &'static str,
        /// What it is.
        found: String,
    },
    /// A key that is none.
    #[error("`{found}` is no key: {source}")]
    Key {
        /// What it is.
        found: String,
        /// Why it is none.
        source: KeyError,
    },
    /// A member with a value that it cannot have, or that is missing.
    #[error("`{member}` is {found}, expected {expected}")]
    Member {
        /// Its name.
        member: String,
        /// What it is.
        found: String,
        /// What should be there.
        expected: &'static str,
    },
    /// Longer paths than are walked.
    #[error("a path of {found} lists below the anchor's own, more than the {limit} allowed")]
    PathLength {
        /// How many lists.
        found: u8,
        /// [`Limits::accreditation_path_length`].
        limit: u8,
    },
    /// A scope that is none.
    #[error("`scope`: {0}")]
    Scope(#[from] ScopeError),
    /// A threshold that is always or never met.
    #[error("a threshold of {threshold} with {keys} distinct keys")]
    Threshold {
        /// How many must sign.
        threshold: u8,
        /// How many there are.
        keys: usize,
    },
    /// A member that is not known.
    #[error("`{member}` is no member of an anchor")]
    Unknown {
        /// Its name.
        member: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    const OTHER: &str = "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp";

    fn key(text: &str) -> PublicKey {
        PublicKey::from_multikey(text).unwrap()
    }

    fn anchor(keys: &[&str], threshold: u8) -> Result<AuthorityAnchor, AnchorError> {
        let keys = keys.iter().map(|text| key(text)).collect();
        AuthorityAnchor::new("https://nac.example/list", "did:web:nac.example", keys, threshold)
    }

    #[test]
    fn a_threshold_counts_distinct_keys_and_is_never_met_by_nobody() {
        for (keys, threshold, good) in [
            (&[KEY][..], 1, true),
            (&[KEY, OTHER], 2, true),
            (&[KEY, KEY], 1, true),
            (&[KEY, KEY], 2, false),
            (&[KEY, OTHER], 3, false),
            (&[KEY], 0, false),
            (&[], 0, false),
            (&[], 1, false),
        ] {
            assert_eq!(anchor(keys, threshold).is_ok(), good, "{keys:?} {threshold}");
        }
    }

    #[test]
    fn an_anchor_is_read_as_it_was_written() {
        let authority = anchor(&[KEY, OTHER], 2)
            .unwrap()
            .with_minimum_sequence(7)
            .with_max_path_length(0)
            .unwrap()
            .with_mode(Mode::Veto);
        for anchor in
            [TrustAnchor::issuer("did:key:z6Mk"), authority.into(), anchor(&[KEY], 1).unwrap().into()]
        {
            assert_eq!(TrustAnchor::from_json(&anchor.to_json()), Ok(anchor));
        }
    }

    #[test]
    fn what_is_not_understood_to_the_last_member_is_no_anchor() {
        let good = format!(
            r#"{{"list": "https://nac.example/list", "authority": "did:web:nac.example", "keys": ["{KEY}"]}}"#
        );
        let read = |text: &str| TrustAnchor::from_json(&Json::parse(text.as_bytes()).unwrap());
        assert!(read(&good).is_ok());
        for (from, to) in [
            ("\"list\"", "\"lists\""),
            ("https://nac.example/list", "list"),
            ("did:web:nac.example", ""),
            ("\"authority\"", "\"Authority\""),
            (KEY, "z6Mk"),
            ("[\"", "[7, \""),
            ("}", r#", "mode": "Veto"}"#),
            ("}", r#", "threshold": 2}"#),
            ("}", r#", "threshold": 1.5}"#),
            ("}", r#", "threshold": "1"}"#),
            ("}", r#", "minimumSequence": 0}"#),
            ("}", r#", "maxPathLength": 9}"#),
            ("}", r#", "scope": {"limitPlanet": ["Mars"]}}"#),
            ("}", r#", "scope": 1}"#),
            ("}", r#", "comment": "new"}"#),
        ] {
            let text = good.replacen(from, to, 1);
            assert!(read(&text).is_err(), "{text}");
        }
        for text in ["7", "\"\"", "\"no id\"", "[]", "null"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
