//! What would give a learner away to whoever sees the badge, and is therefore not issued.

use super::{Identity, RecipientError};
use crate::json::{Json, Object};
use crate::model::lexical;
use crate::pointer::{JsonPointer, Trail};

/// Refuses a subject by whose id or identifiers its learner could be found out. `spec/badge.md#recipient`
///
/// # Errors
/// Where in the subject, and why.
pub(crate) fn issuable(subject: &Object, trail: &Trail<'_>) -> Result<(), (JsonPointer, RecipientError)> {
    if let Some(id) = subject.text("id") {
        issuable_id(id).map_err(|error| (trail.member("id").pointer(), error))?;
    }
    let list = trail.member("identifier");
    let identities = subject.get("identifier").map_or(&[][..], Json::items);
    for (index, identity) in identities.iter().enumerate() {
        if let Some(identity) = identity.as_object() {
            issuable_identity(identity).map_err(|error| (list.item(index).pointer(), error))?;
        }
    }
    Ok(())
}

pub(super) fn issuable_identity(identity: &Object) -> Result<(), RecipientError> {
    match Identity::read(identity)? {
        Identity::Sha256 { salt, .. } => salted(salt),
        Identity::Clear(text) => {
            let kind = identity.text("identityType").unwrap_or_default();
            personal(kind, text).map_or(Ok(()), |what| Err(RecipientError::InClear { what: what.to_owned() }))
        }
    }
}

pub(super) fn issuable_id(id: &str) -> Result<(), RecipientError> {
    let (scheme, rest) = id.split_once(':').unwrap_or(("", id));
    let personal_scheme =
        ["mailto", "tel", "sms", "sip", "xmpp", "acct"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
    let last = rest.rsplit([':', '/', '=', '#']).next().unwrap_or_default();
    let national = is_twelve_digits(last) && (scheme.eq_ignore_ascii_case("urn") || names_national_id(id));
    if personal_scheme || national {
        let what = if national { "a national id".to_owned() } else { format!("a `{scheme}:` id") };
        return Err(RecipientError::InClear { what });
    }
    if !lexical::is_absolute_uri(id) {
        return Err(RecipientError::NotAUri { found: id.chars().take(60).collect() });
    }
    Ok(())
}

/// What a clear identifier gives away, if anything: by its type, or by how it looks whatever its type says.
fn personal(identity_type: &str, text: &str) -> Option<&'static str> {
    let kind = identity_type.to_ascii_lowercase();
    let text = text.trim();
    let is_mail = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    let mut digits = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.' | '/')).peekable();
    let is_phone = digits.next_if_eq(&'+').is_some()
        && digits.clone().all(|c| c.is_ascii_digit())
        && (7..=15).contains(&digits.count());
    if kind == "emailaddress" || kind.contains("mail") || is_mail {
        Some("an e-mail address")
    } else if ["phone", "mobile", "telephone"].iter().any(|word| kind.contains(word)) || is_phone {
        Some("a telephone number")
    } else if kind == "nationalidentitynumber" || names_national_id(&kind) || is_twelve_digits(text) {
        Some("a national id")
    } else {
        None
    }
}

fn names_national_id(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["apaar", "aadhaar", "aadhar"].iter().any(|word| text.contains(word))
}

/// The form of APAAR and Aadhaar numbers: twelve digits, often in groups of four.
fn is_twelve_digits(text: &str) -> bool {
    let digits = text.chars().filter(|c| !matches!(c, ' ' | '-'));
    digits.clone().count() == 12 && digits.clone().all(|c| c.is_ascii_digit())
}

/// What a salt must hold at least: then a table of hashes cannot be made beforehand.
pub(super) const SALT_BITS: usize = 128;

/// Refuses a salt that cannot hold [`SALT_BITS`] random bits, or that nobody drew at random.
pub(super) fn salted(salt: &str) -> Result<(), RecipientError> {
    // A UUID is hexadecimal with hyphens.
    let bare: Vec<char> = salt.chars().filter(|c| *c != '-').collect();
    let found_bits = if bare.iter().all(char::is_ascii_digit) {
        bare.len() * 10 / 3
    } else if bare.iter().all(char::is_ascii_hexdigit) {
        bare.len() * 4
    } else {
        salt.chars().count() * 6
    };
    // 32 random hexadecimal digits have fewer than 8 different ones once in thirty million times.
    let mut distinct = bare;
    distinct.sort_unstable();
    distinct.dedup();
    if found_bits < SALT_BITS || distinct.len() < 8 {
        let found_bits = if distinct.len() < 8 { found_bits.min(distinct.len()) } else { found_bits };
        return Err(RecipientError::Unsalted { found_bits });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::model::recipient::Recipient;

    const SALT: &str = "9f86d081884c7d659a2feaa0c55ad015";

    fn refused(subject: &str) -> Option<(String, Code)> {
        let subject = Json::parse(subject.as_bytes()).unwrap();
        let refusal = issuable(subject.as_object().unwrap(), &Trail::Root);
        refusal.err().map(|(at, error)| (at.as_str().to_owned(), error.code()))
    }

    fn clear(kind: &str, text: &str) -> String {
        format!(
            r#"{{"identifier":[{{"type":"IdentityObject","hashed":false,"identityHash":"{text}","identityType":"{kind}"}}]}}"#
        )
    }

    fn hashed(hash: &str, salt: &str) -> String {
        format!(
            r#"{{"identifier":[{{"type":"IdentityObject","hashed":true,"identityHash":"{hash}","identityType":"emailAddress"{salt}}}]}}"#
        )
    }

    #[test]
    fn identifiers_in_clear_are_refused_by_type_and_by_look() {
        for (kind, text) in [
            ("emailAddress", "ada"),
            ("userName", "ada@example.org"),
            ("ext:workEmail", "x"),
            ("nationalIdentityNumber", "1"),
            ("ext:APAAR", "1"),
            ("sisSourcedId", "123456789012"),
            ("identifier", "1234 5678 9012"),
            ("accountId", "+91 98765-43210"),
            ("ext:mobile", "1"),
        ] {
            let expected = Some(("/identifier/0".to_owned(), Code::SubjectIdentityInClear));
            assert_eq!(refused(&clear(kind, text)), expected, "{kind} {text}");
        }
        for (kind, text) in [
            ("name", "Ada Lovelace"),
            ("sisSourcedId", "S-2026-0042"),
            ("userName", "@ada"),
            ("accountId", "42"),
        ] {
            assert_eq!(refused(&clear(kind, text)), None, "{kind} {text}");
        }
    }

    #[test]
    fn ids_that_are_a_persons_address_or_number_are_refused() {
        for id in [
            "mailto:ada@example.org",
            "TEL:+911234567890",
            "acct:ada@example.org",
            "urn:apaar:123456789012",
            "urn:x:1234-5678-9012",
            "https://example.org/apaar/123456789012",
        ] {
            assert_eq!(Recipient::id(id).unwrap_err().code(), Code::SubjectIdentityInClear, "{id}");
        }
        for id in ["ada", "", "../ada"] {
            assert_eq!(Recipient::id(id).unwrap_err().code(), Code::SubjectIdentityMalformed, "{id}");
        }
        for id in [
            "did:key:z6Mk",
            "https://example.org/learners/123456789012",
            "urn:uuid:0b5a4cfa-9c4f-8d5e-8a6e-2f1c7f6d9e01",
        ] {
            assert!(Recipient::id(id).is_ok(), "{id}");
        }
    }

    #[test]
    fn weak_unsalted_and_malformed_hashes_are_refused() {
        let sha = format!("sha256${}", "ab".repeat(32));
        let salt = |salt: &str| format!(r#","salt":"{salt}""#);
        let at = |code| Some(("/identifier/0".to_owned(), code));
        assert_eq!(refused(&hashed(&sha, &salt(SALT))), None);
        assert_eq!(refused(&hashed(&sha, "")), at(Code::SubjectUnsaltedHash));
        assert_eq!(refused(&hashed(&sha, &salt("separate"))), at(Code::SubjectUnsaltedHash));
        assert_eq!(
            refused(&hashed(&format!("md5${}", "ab".repeat(16)), &salt(SALT))),
            at(Code::SubjectWeakHash)
        );
        for hash in [
            "ada@example.org",
            "sha256$ab",
            "sha1$abababababababababababababababababababab",
            &"ab".repeat(32),
            &sha.replace('b', "g"),
        ] {
            assert_eq!(refused(&hashed(hash, &salt(SALT))), at(Code::SubjectIdentityMalformed), "{hash}");
        }
    }

    #[test]
    fn a_salt_holds_128_bits_or_is_none() {
        for salt in [
            "9f86d081884c7d659a2feaa0c55ad015",
            "n4bQgYhMfWWaL-qgxVrQFa",
            "f81d4fae-7dec-41d0-a765-00a0c91e6bf6",
            "314159265358979323846264338327950288419",
        ] {
            assert!(salted(salt).is_ok(), "{salt}");
        }
        for salt in [
            "",
            "short",
            "9f86d081884c7d659a2feaa0c55ad01",
            "n4bQgYhMfWWaL-qgxVrQF",
            "31415926535897932384626433832795",
            &"a".repeat(64),
            &"salt".repeat(16),
        ] {
            assert!(salted(salt).is_err(), "{salt}");
        }
    }
}
