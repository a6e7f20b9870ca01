//! Whether a badge is about the person whom the verifier knows. `spec/badge.md#matching`

use std::fmt;
use std::str::FromStr;

use super::lexical;
use super::recipient::{Identity, RecipientError, sha256_hex};
use super::vocabulary::IDENTIFIER_TYPE;
use crate::json::{Json, Object};

/// Somebody whom the verifier knows, by an id or by an identifier and its type.
///
/// Read from text: `did:…`, `https://…` and `urn:…` are ids, and so is what follows `id:`; `email:` or the name of an
/// identifier type of OB 3.0 goes before an identifier, as in `email:ada@example.org` or `sisSourcedId:S-42`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownRecipient(Known);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Known {
    Id(String),
    Identity { identity_type: String, value: String },
}

impl FromStr for KnownRecipient {
    type Err = KnownRecipientError;

    /// # Errors
    /// [`KnownRecipientError`], if the text is of none of these forms.
    fn from_str(text: &str) -> Result<Self, KnownRecipientError> {
        let text = text.trim();
        let unknown = || KnownRecipientError::UnknownForm { found: text.chars().take(60).collect() };
        let (prefix, value) = text.split_once(':').ok_or_else(unknown)?;
        let identity = |identity_type: &str, value: &str| match value.trim() {
            "" => Err(unknown()),
            value => {
                Ok(Self(Known::Identity { identity_type: identity_type.to_owned(), value: value.to_owned() }))
            }
        };
        match prefix {
            "email" | "mailto" => identity("emailAddress", value),
            "ext" => {
                let (word, value) = value.split_once(':').ok_or_else(unknown)?;
                let identity_type = format!("ext:{word}");
                if IDENTIFIER_TYPE.allows(&identity_type) {
                    identity(&identity_type, value)
                } else {
                    Err(unknown())
                }
            }
            word if IDENTIFIER_TYPE.words.contains(&word) => identity(word, value),
            "id" if lexical::is_absolute_uri(value) => Ok(Self(Known::Id(value.to_owned()))),
            "did" | "http" | "https" | "urn" if lexical::is_absolute_uri(text) => {
                Ok(Self(Known::Id(text.to_owned())))
            }
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for KnownRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Known::Id(id) => f.write_str(id),
            Known::Identity { identity_type, value } => write!(f, "{identity_type}:{value}"),
        }
    }
}

/// Why a text names nobody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KnownRecipientError {
    /// Neither an id nor an identifier with its type.
    #[error("`{found}` names nobody, expected `email:ADDRESS`, `did:…` or `TYPE:VALUE`")]
    UnknownForm {
        /// The text, cut at 60 characters.
        found: String,
    },
}

/// What comparing a badge's subject with somebody has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Match {
    /// The subject's id is the known one.
    Id,
    /// An identifier of the subject is the known one.
    Identity(Spelling),
    /// The subject is named in the way that is known, and is somebody else.
    SomebodyElse,
    /// The subject is not named in the way that is known, so nothing can be said.
    NotComparable,
}

/// How the known identifier had to be spelled to match. The specification says nothing on the case of e-mail addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Spelling {
    /// As it was given.
    AsGiven,
    /// An e-mail address with its domain in lower case, which names the same mailbox (RFC 5321 §2.4).
    DomainLowerCased,
    /// An e-mail address all in lower case, which nearly always names the same mailbox.
    LowerCased,
}

/// Compares the subject of a badge with somebody (OB 3.0, "Verification", step 5).
///
/// A hash is compared as a hash, a clear identifier as text; a text that only looks like the known identifier where
/// a hash is announced never matches.
///
/// # Errors
/// [`RecipientError`], if nothing matches and an identifier of the known type is malformed or its hash is weak.
pub fn matches(subject: &Object, known: &KnownRecipient) -> Result<Match, RecipientError> {
    let (identity_type, value) = match &known.0 {
        Known::Id(id) => {
            return Ok(match subject.text("id") {
                Some(found) if found == id => Match::Id,
                Some(_) => Match::SomebodyElse,
                None => Match::NotComparable,
            });
        }
        Known::Identity { identity_type, value } => (identity_type, value),
    };
    let mut answer = Ok(Match::NotComparable);
    let identities =
        subject.get("identifier").map_or(&[][..], Json::items).iter().filter_map(Json::as_object);
    for identity in identities.filter(|identity| identity.text("identityType") == Some(identity_type)) {
        match Identity::read(identity) {
            Ok(identity) => {
                if let Some(spelling) = spelling(&identity, identity_type, value) {
                    return Ok(Match::Identity(spelling));
                }
                answer = answer.map(|_| Match::SomebodyElse);
            }
            Err(error) => answer = answer.and(Err(error)),
        }
    }
    answer
}

/// The spelling of the known identifier, if any, that is the badge's.
fn spelling(identity: &Identity<'_>, identity_type: &str, known: &str) -> Option<Spelling> {
    let spellings: &[_] = if identity_type == "emailAddress" {
        &[Spelling::AsGiven, Spelling::DomainLowerCased, Spelling::LowerCased]
    } else {
        &[Spelling::AsGiven]
    };
    spellings.iter().copied().find(|spelling| match identity {
        Identity::Clear(text) => spelled(text, *spelling) == spelled(known, *spelling),
        Identity::Sha256 { hex, salt } => {
            sha256_hex(&spelled(known, *spelling), salt).eq_ignore_ascii_case(hex)
        }
    })
}

fn spelled(text: &str, spelling: Spelling) -> String {
    match (spelling, text.rsplit_once('@')) {
        (Spelling::DomainLowerCased, Some((name, domain))) => {
            format!("{name}@{}", domain.to_ascii_lowercase())
        }
        (Spelling::LowerCased, _) => text.to_lowercase(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    fn known(text: &str) -> KnownRecipient {
        text.parse().unwrap()
    }

    fn subject(identities: &[&str]) -> Object {
        let items: Vec<Json> = identities.iter().map(|text| Json::parse(text.as_bytes()).unwrap()).collect();
        Object::new().with("identifier", items)
    }

    fn hashed(hex: &str, salt: &str) -> String {
        format!(
            r#"{{"hashed":true,"identityHash":"sha256${hex}","identityType":"emailAddress","salt":"{salt}"}}"#
        )
    }

    // By sha256sum over `a@example.com2f7c6d1e`, `nobody@example.orgseparate` and `lovelace`.
    const SHORT: &str = "8769aa10625e632e0fb7b1c92343ded65405c52fc32f8ed5dc956a1cbd8250c6";
    const NOBODY: &str = "e90e6ab1d02b9df0ace0b076083e45cd247774981b29fbca9808f900ce80a18e";
    const NAME: &str = "fb1e7ec987523d2cb9e022cec1d6ae7c99dc46edfae4fe51254025fe4bea571f";

    #[test]
    fn hashes_match_and_say_by_which_spelling() {
        for (hex, salt, text, spelling) in [
            (SHORT, "2f7c6d1e", "email:a@example.com", Spelling::AsGiven),
            (&*SHORT.to_uppercase(), "2f7c6d1e", "email:a@example.com", Spelling::AsGiven),
            (NOBODY, "separate", "emailAddress: nobody@example.org ", Spelling::AsGiven),
            (NOBODY, "separate", "mailto:nobody@Example.ORG", Spelling::DomainLowerCased),
            (NOBODY, "separate", "email:Nobody@Example.ORG", Spelling::LowerCased),
        ] {
            let found = matches(&subject(&[&hashed(hex, salt)]), &known(text));
            assert_eq!(found, Ok(Match::Identity(spelling)), "{text}");
        }
        let unsalted = hashed(NAME, "").replace("emailAddress", "userName");
        assert_eq!(
            matches(&subject(&[&unsalted]), &known("userName:lovelace")),
            Ok(Match::Identity(Spelling::AsGiven))
        );
        assert_eq!(matches(&subject(&[&unsalted]), &known("userName:Lovelace")), Ok(Match::SomebodyElse));
    }

    #[test]
    fn another_person_is_told_from_nothing_to_compare() {
        let badge = subject(&[&hashed(NOBODY, "separate")]);
        assert_eq!(matches(&badge, &known("email:ada@example.org")), Ok(Match::SomebodyElse));
        assert_eq!(matches(&badge, &known("userName:nobody")), Ok(Match::NotComparable));
        assert_eq!(matches(&badge, &known("did:key:z6Mk")), Ok(Match::NotComparable));
        let badge = badge.with("id", "did:key:z6Mk");
        assert_eq!(matches(&badge, &known("did:key:z6Mk")), Ok(Match::Id));
        assert_eq!(matches(&badge, &known("id:did:key:z6ML")), Ok(Match::SomebodyElse));
    }

    #[test]
    fn where_a_hash_is_announced_plain_text_never_matches() {
        let plain = r#"{"hashed":true,"identityHash":"ada@example.org","identityType":"emailAddress"}"#;
        let text = r#"{"hashed":"false","identityHash":"ada@example.org","identityType":"emailAddress"}"#;
        let short = r#"{"hashed":true,"identityHash":"sha256$","identityType":"emailAddress"}"#;
        let bare = hashed(NOBODY, "separate").replace("sha256$", "");
        let number = hashed(NOBODY, "separate").replace(r#""separate""#, "1");
        for identity in [plain, text, short, &bare, &number] {
            let error = matches(&subject(&[identity]), &known("email:ada@example.org")).unwrap_err();
            assert_eq!(error.code(), Code::SubjectIdentityMalformed, "{identity}");
        }
        let weak = r#"{"hashed":true,"identityHash":"md5$00000000000000000000000000000000","identityType":"emailAddress"}"#;
        let error = matches(&subject(&[weak]), &known("email:ada@example.org")).unwrap_err();
        assert_eq!(error.code(), Code::SubjectWeakHash);
        // A good identifier beside a bad one decides, in either order; a bad one keeps a mismatch open.
        let good = hashed(NOBODY, "separate");
        for pair in [[weak, &*good], [&*good, weak]] {
            assert_eq!(
                matches(&subject(&pair), &known("email:nobody@example.org")),
                Ok(Match::Identity(Spelling::AsGiven))
            );
            assert!(matches(&subject(&pair), &known("email:ada@example.org")).is_err());
        }
    }

    #[test]
    fn clear_identifiers_are_compared_as_text() {
        let badge =
            subject(&[r#"{"hashed":false,"identityHash":"Ada@Example.org","identityType":"emailAddress"}"#]);
        assert_eq!(
            matches(&badge, &known("email:Ada@example.org")),
            Ok(Match::Identity(Spelling::DomainLowerCased))
        );
        assert_eq!(
            matches(&badge, &known("email:ada@example.org")),
            Ok(Match::Identity(Spelling::LowerCased))
        );
        assert_eq!(matches(&badge, &known("email:ada@example.com")), Ok(Match::SomebodyElse));
    }

    #[test]
    fn texts_that_name_nobody_are_refused() {
        for text in [
            "",
            "ada@example.org",
            "Email:ada@example.org",
            "email:",
            "ext:a",
            "ext:a b:c",
            "id:ada",
            "did:",
            "foo:bar",
        ] {
            assert!(text.parse::<KnownRecipient>().is_err(), "{text:?}");
        }
        for text in ["email:ada@example.org", "ext:APAAR:123456789012", "https://example.org/ada", "name:Ada"]
        {
            assert!(text.parse::<KnownRecipient>().is_ok(), "{text}");
        }
    }
}
