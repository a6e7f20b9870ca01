//! Decentralized identifiers (DID Core §3): `did:key`, `did:jwk` and `did:web` by their own strict grammar, others by name.

mod a_label;
mod web;

use std::fmt;
use std::str::FromStr;

use crate::code::Code;
use crate::multibase::Base;

/// A DID in its one canonical spelling, so that two are equal when their texts are.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Did {
    text: String,
    method: Method,
}

/// How a DID becomes a controller document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Method {
    /// `did:key`: the DID is the key.
    Key,
    /// `did:jwk`: the DID is a JSON Web Key.
    Jwk,
    /// `did:web`: a web server has the document.
    Web,
    /// A method we do not resolve: [`Code::DidMethodUnsupported`] for whoever tries.
    Other,
}

impl Did {
    /// The DID's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How the DID becomes a document.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The name of the method, as in `did:name:…`.
    #[must_use]
    pub fn method_name(&self) -> &str {
        self.parts().0
    }

    /// What stands after the method's name and its colon.
    #[must_use]
    pub fn method_specific_id(&self) -> &str {
        self.parts().1
    }

    /// Where a `did:web` has its document (did:web, "Read"): `https://host/.well-known/did.json`, or
    /// `https://host/path/did.json`. `None` for other methods. Whether that address may be asked is for whoever
    /// fetches: a name can still point into a private network.
    #[must_use]
    pub fn document_url(&self) -> Option<String> {
        let mut segments = self.web()?.split(':');
        let authority = segments.next()?.replace("%3A", ":");
        let path = segments.map(|segment| format!("/{segment}")).collect::<String>();
        let path = if path.is_empty() { "/.well-known" } else { &path };
        Some(format!("https://{authority}{path}/did.json"))
    }

    /// The port that a `did:web` names, if it names one.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        let authority = self.web()?.split(':').next()?;
        authority.split_once("%3A")?.1.parse().ok()
    }

    fn web(&self) -> Option<&str> {
        (self.method == Method::Web).then(|| self.method_specific_id())
    }

    fn parts(&self) -> (&str, &str) {
        self.text.strip_prefix("did:").and_then(|rest| rest.split_once(':')).unwrap_or_default()
    }
}

impl FromStr for Did {
    type Err = DidError;

    /// Reads a DID, without fragment, path or query.
    fn from_str(text: &str) -> Result<Self, DidError> {
        let malformed = |reason| DidError::Malformed { found: clip(text), reason };
        let rest = text.strip_prefix("did:").ok_or_else(|| malformed("it does not begin with `did:`"))?;
        let (name, id) = rest.split_once(':').ok_or_else(|| malformed("it has no method-specific part"))?;
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Err(malformed("a method name is lower-case letters and digits"));
        }
        if id.is_empty() || id.ends_with(':') {
            return Err(malformed("it ends in a colon"));
        }
        let segments_are_plain = id.split(':').all(|segment| is_made_of(segment, is_idchar));
        if !segments_are_plain {
            return Err(malformed("it holds a character that no DID may"));
        }
        let (method, checked) = match name {
            "key" => (Method::Key, check_key(id)),
            "jwk" => (Method::Jwk, check_jwk(id)),
            "web" => (Method::Web, web::check(id)),
            _ => (Method::Other, Ok(())),
        };
        checked.map_err(|fault| match fault {
            Fault::Malformed(reason) => malformed(reason),
            Fault::Noncanonical(reason) => DidError::Noncanonical { found: clip(text), reason },
            Fault::Unsupported(reason) => DidError::Unsupported { found: clip(text), reason },
        })?;
        Ok(Self { text: text.to_owned(), method })
    }
}

impl fmt::Display for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A DID with or without a fragment, which names a verification method of its document. The fragment is a name and
/// never taken for a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DidUrl {
    text: String,
    did: Did,
}

impl DidUrl {
    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The DID, without the fragment.
    #[must_use]
    pub const fn did(&self) -> &Did {
        &self.did
    }

    /// What stands after the `#`, as written.
    #[must_use]
    pub fn fragment(&self) -> Option<&str> {
        self.text.split_once('#').map(|(_, fragment)| fragment)
    }
}

impl FromStr for DidUrl {
    type Err = DidError;

    /// Reads a DID URL. Paths and queries, which DID Core §3.2 allows, are refused: no suite of ours dereferences one.
    fn from_str(text: &str) -> Result<Self, DidError> {
        let malformed = |reason| DidError::Malformed { found: clip(text), reason };
        let (did, fragment) = text.split_once('#').map_or((text, None), |(did, f)| (did, Some(f)));
        if fragment.is_some_and(|f| f.is_empty() || !is_made_of(f, is_fragment_char)) {
            return Err(malformed("its fragment is empty or holds a character that no fragment may"));
        }
        if did.contains(['/', '?']) {
            return Err(malformed("it has a path or a query"));
        }
        Ok(Self { text: text.to_owned(), did: did.parse()? })
    }
}

impl fmt::Display for DidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Why a text is no DID or DID URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DidError {
    /// Not by the grammar of DID Core §3 or of its method.
    #[error("{found:?} is no DID: {reason}")]
    Malformed {
        /// The text, cut at 80 characters.
        found: String,
        /// What stands against it.
        reason: &'static str,
    },
    /// A second spelling of a DID that has another.
    #[error("{found:?} is not in its one canonical spelling: {reason}")]
    Noncanonical {
        /// The text, cut at 80 characters.
        found: String,
        /// What would have to be written otherwise.
        reason: &'static str,
    },
    /// A form of its method that this version does not read.
    #[error("{found:?} is not supported: {reason}")]
    Unsupported {
        /// The text, cut at 80 characters.
        found: String,
        /// What is not supported.
        reason: &'static str,
    },
}

impl DidError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Malformed { .. } => Code::DidMalformed,
            Self::Noncanonical { .. } => Code::DidNoncanonical,
            Self::Unsupported { .. } => Code::DidMethodUnsupported,
        }
    }
}

/// A [`DidError`] of a method's own grammar, before the text is put beside it.
enum Fault {
    Malformed(&'static str),
    Noncanonical(&'static str),
    Unsupported(&'static str),
}

/// did:key, "Format": `z` and base58btc. What kind of key it is, its document tells.
fn check_key(id: &str) -> Result<(), Fault> {
    if let Some((version, _)) = id.split_once(':') {
        let is_version = version.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        return Err(if is_version {
            Fault::Unsupported("a version of did:key")
        } else {
            Fault::Malformed("a did:key has no parts")
        });
    }
    let digits = id.strip_prefix('z').ok_or(Fault::Malformed("a did:key is base58btc behind a `z`"))?;
    // Base58 has one spelling for any bytes, so the alphabet is all there is to look at.
    if digits.is_empty() || digits.contains(['0', 'O', 'I', 'l', '.', '-', '_', '%']) {
        return Err(Fault::Malformed("a did:key is base58btc behind a `z`"));
    }
    Ok(())
}

/// did:jwk, "Format": base64url of a JWK.
fn check_jwk(id: &str) -> Result<(), Fault> {
    match Base::Base64Url.decode_bare(id) {
        Ok(_) => Ok(()),
        Err(_) => Err(Fault::Malformed("a did:jwk is base64url without padding")),
    }
}

/// Whether a text is made of such characters and of `%` with two hexadecimal digits.
fn is_made_of(text: &str, is_plain: fn(u8) -> bool) -> bool {
    let mut parts = text.split('%');
    let plain = |part: &str| part.bytes().all(is_plain);
    parts.next().is_none_or(plain)
        && parts.all(|part| {
            part.split_at_checked(2)
                .is_some_and(|(hex, rest)| hex.bytes().all(|b| b.is_ascii_hexdigit()) && plain(rest))
        })
}

/// DID Core §3.1, `idchar`.
const fn is_idchar(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')
}

/// RFC 3986 §3.5, `fragment`.
const fn is_fragment_char(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(b, b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')')
        || matches!(b, b'*' | b'+' | b',' | b';' | b'=' | b':' | b'@' | b'/' | b'?')
}

fn clip(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        text.parse::<Did>().expect_err(text).code()
    }

    #[test]
    fn what_is_no_did_of_any_method_is_malformed() {
        for text in [
            "",
            "did",
            "did:",
            "did:key",
            "did:key:",
            "did::z6Mk",
            "DID:web:example.com",
            "did:Web:example.com",
            "did:WEB:example.com",
            "did:w-b:example.com",
            " did:web:example.com",
            "did:web:example.com ",
            "did:example:a:",
            "did:example:a/b",
            "did:example:a#b",
            "did:example:%4",
            "https://example.com",
            "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
        ] {
            assert_eq!(code(text), Code::DidMalformed, "{text:?}");
        }
    }

    #[test]
    fn other_methods_are_read_and_left_to_whoever_resolves() {
        let did: Did = "did:ebsi:a::b.c_d-e%20".parse().unwrap();
        assert_eq!((did.method(), did.method_name()), (Method::Other, "ebsi"));
        assert_eq!(did.method_specific_id(), "a::b.c_d-e%20");
        assert_eq!((did.document_url(), did.port()), (None, None));
    }

    #[test]
    fn a_did_key_is_base58_and_a_did_jwk_is_base64url() {
        for id in ["u7QE", "z", "z0", "zl", "z2-2", "z2%41", "z2:z2", "6Mk", "Z6Mk"] {
            assert_eq!(code(&format!("did:key:{id}")), Code::DidMalformed, "{id}");
        }
        let versioned = "did:key:1.1:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
        assert_eq!(code(versioned), Code::DidMethodUnsupported);
        for id in ["e30=", "e3", "e31", "a.b", "e30:e30"] {
            assert_eq!(code(&format!("did:jwk:{id}")), Code::DidMalformed, "{id}");
        }
        assert_eq!("did:jwk:e30".parse::<Did>().unwrap().method(), Method::Jwk);
    }

    #[test]
    fn a_did_url_is_a_did_and_perhaps_a_fragment() {
        let url: DidUrl = "did:web:example.com:u#key-1".parse().unwrap();
        assert_eq!((url.did().as_str(), url.fragment()), ("did:web:example.com:u", Some("key-1")));
        assert_eq!(url.as_str(), "did:web:example.com:u#key-1");
        assert_eq!("did:web:example.com".parse::<DidUrl>().unwrap().fragment(), None);
        for text in [
            "did:web:example.com#",
            "did:web:example.com#a#b",
            "did:web:example.com#a b",
            "did:web:example.com#%zz",
            "did:web:example.com/path#a",
            "did:web:example.com?versionId=1#a",
            "did:web:127.0.0.1#a",
            "#a",
        ] {
            let error = text.parse::<DidUrl>().expect_err(text);
            assert_eq!(error.code(), Code::DidMalformed, "{text}");
        }
    }
}
