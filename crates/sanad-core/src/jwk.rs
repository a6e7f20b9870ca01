//! A public key as a JSON Web Key (RFC 7517, RFC 8037), and its thumbprint (RFC 7638).

use sha2::{Digest as _, Sha256};

use crate::canonical::jcs;
use crate::code::Code;
use crate::ecdsa::{P256Key, P384Key};
use crate::ed25519::VerifyingKey;
use crate::json::{Json, Object};
use crate::key::{KeyError, KeyKind};
use crate::multibase::{Base, MultibaseError};
use crate::pointer::{JsonPointer, Trail};
use crate::public_key::PublicKey;
use crate::rsa_key::RsaKey;

impl PublicKey {
    /// Reads a public JWK: OKP with Ed25519 (RFC 8037 §2), EC with P-256 or P-384 (RFC 7518 §6.2.1), or RSA
    /// (RFC 7518 §6.3.1), every number in strict base64url of its one length. `use`, `key_ops` and `alg`, if there,
    /// must allow verifying signatures by the key's one algorithm. `at` is where the JWK stands.
    ///
    /// # Errors
    /// [`JwkError`]: private members, another kind of key, a member missing or not text, no key in the members.
    pub fn from_jwk(jwk: &Object, at: &Trail<'_>) -> Result<Self, JwkError> {
        refuse_private_members(jwk, at)?;
        let kind = announced(jwk, at)?;
        allows(jwk, "use", &["sig"], at)?;
        allows(jwk, "key_ops", &["verify"], at)?;
        allows(jwk, "alg", algorithms(kind), at)?;
        let bytes = |member| number(jwk, member, at);
        let at_member = |member| move |source| JwkError::Key { source, at: at.member(member).pointer() };
        match kind {
            KeyKind::Ed25519 => {
                VerifyingKey::from_bytes(&bytes("x")?).map(Self::from).map_err(at_member("x"))
            }
            KeyKind::P256 => {
                P256Key::from_coordinates(&bytes("x")?, &bytes("y")?).map(Self::from).map_err(at_member("x"))
            }
            KeyKind::P384 => {
                P384Key::from_coordinates(&bytes("x")?, &bytes("y")?).map(Self::from).map_err(at_member("x"))
            }
            KeyKind::Rsa => {
                RsaKey::from_components(&bytes("n")?, &bytes("e")?).map(Self::from).map_err(at_member("n"))
            }
        }
    }

    /// The key as a JWK with the members that make its thumbprint and nothing else.
    #[must_use]
    pub fn to_jwk(&self) -> Object {
        let text = |bytes: &[u8]| Base::Base64Url.encode_bare(bytes);
        let on_curve = |curve: &str, (x, y): (Vec<u8>, Vec<u8>)| {
            Object::new().with("kty", "EC").with("crv", curve).with("x", text(&x)).with("y", text(&y))
        };
        match self {
            Self::Ed25519(key) => {
                Object::new().with("kty", "OKP").with("crv", "Ed25519").with("x", text(key.as_bytes()))
            }
            Self::P256(key) => on_curve("P-256", key.coordinates()),
            Self::P384(key) => on_curve("P-384", key.coordinates()),
            Self::Rsa(key) => Object::new()
                .with("kty", "RSA")
                .with("n", text(key.modulus()))
                .with("e", text(key.exponent())),
        }
    }

    /// The JWK thumbprint: base64url of the SHA-256 of the required members in their order (RFC 7638 §3, RFC 8037
    /// appendix A.3), which is what a `kid` holds.
    #[must_use]
    pub fn jwk_thumbprint(&self) -> String {
        // JCS sorts the members as RFC 7638 §3.3 asks, and neither escapes anything here.
        Base::Base64Url.encode_bare(&Sha256::digest(jcs::canonicalize(&self.to_jwk())))
    }
}

/// Refuses a JWK, of whatever kind, that gives away a private or symmetric key (CID 1.0 §2.2.3: `d`, `p`, `q`, `dp`,
/// `dq`, `qi`, `oth`, `k`).
///
/// # Errors
/// [`JwkError::PrivateMaterial`], which names the member and not its value.
pub fn refuse_private_members(jwk: &Object, at: &Trail<'_>) -> Result<(), JwkError> {
    PRIVATE_MEMBERS
        .into_iter()
        .find(|member| jwk.contains(member))
        .map_or(Ok(()), |member| Err(JwkError::PrivateMaterial { member, at: at.member(member).pointer() }))
}

const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// Why a JSON object is no public JWK that we read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JwkError {
    /// A number is not base64url without padding (RFC 7515 §2).
    #[error("cannot read {at}: {source}")]
    Encoding {
        /// What is wrong with the text.
        source: MultibaseError,
        /// Where.
        at: JsonPointer,
    },
    /// The numbers are no public key.
    #[error("no key at {at}: {source}")]
    Key {
        /// What is wrong with the bytes.
        source: KeyError,
        /// Where.
        at: JsonPointer,
    },
    /// A required member is missing.
    #[error("`{member}` is missing in {at}")]
    Missing {
        /// Its name.
        member: &'static str,
        /// The JWK.
        at: JsonPointer,
    },
    /// The key is meant for something else than verifying signatures by its one algorithm (RFC 7517 §4.2 to §4.4).
    #[error("the key at {at} is for `{found}`, expected `{expected}`")]
    Purpose {
        /// What the member says, as JSON.
        found: String,
        /// What it would have to say.
        expected: &'static str,
        /// Where.
        at: JsonPointer,
    },
    /// A member that only private or symmetric keys have.
    #[error("private key material in `{member}` at {at}")]
    PrivateMaterial {
        /// Its name.
        member: &'static str,
        /// Where.
        at: JsonPointer,
    },
    /// Another `kty` or `crv`.
    #[error("found `{found}` at {at}, expected {expected}")]
    TypeMismatch {
        /// What the member says.
        found: String,
        /// What it would have to say.
        expected: &'static str,
        /// Where.
        at: JsonPointer,
    },
    /// A member that is not text.
    #[error("found {found} at {at}, expected a string")]
    WrongKind {
        /// What it is, in a word.
        found: &'static str,
        /// Where.
        at: JsonPointer,
    },
}

impl JwkError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Encoding { .. } | Self::Missing { .. } | Self::WrongKind { .. } => Code::KeyMalformed,
            Self::Key { source, .. } => source.code(),
            Self::PrivateMaterial { .. } => Code::KeyPrivateMaterial,
            Self::Purpose { .. } | Self::TypeMismatch { .. } => Code::KeyTypeMismatch,
        }
    }
}

/// What kind of key the JWK says it is.
fn announced(jwk: &Object, at: &Trail<'_>) -> Result<KeyKind, JwkError> {
    let mismatch = |member, found: &str, expected| JwkError::TypeMismatch {
        found: found.to_owned(),
        expected,
        at: at.member(member).pointer(),
    };
    match text(jwk, "kty", at)? {
        "OKP" => match text(jwk, "crv", at)? {
            "Ed25519" => Ok(KeyKind::Ed25519),
            other => Err(mismatch("crv", other, "`Ed25519`")),
        },
        "EC" => match text(jwk, "crv", at)? {
            "P-256" => Ok(KeyKind::P256),
            "P-384" => Ok(KeyKind::P384),
            other => Err(mismatch("crv", other, "`P-256` or `P-384`")),
        },
        "RSA" => Ok(KeyKind::Rsa),
        other => Err(mismatch("kty", other, "`OKP`, `EC` or `RSA`")),
    }
}

/// The names that the one algorithm of a kind of key has as `alg`.
const fn algorithms(kind: KeyKind) -> &'static [&'static str] {
    match kind {
        KeyKind::Ed25519 => &["EdDSA", "Ed25519"],
        KeyKind::P256 => &["ES256"],
        KeyKind::P384 => &["ES384"],
        KeyKind::Rsa => &["RS256"],
    }
}

fn number(jwk: &Object, member: &'static str, at: &Trail<'_>) -> Result<Vec<u8>, JwkError> {
    let digits = text(jwk, member, at)?;
    Base::Base64Url
        .decode_bare(digits)
        .map_err(|source| JwkError::Encoding { source, at: at.member(member).pointer() })
}

fn text<'j>(jwk: &'j Object, member: &'static str, at: &Trail<'_>) -> Result<&'j str, JwkError> {
    let value = jwk.get(member).ok_or_else(|| JwkError::Missing { member, at: at.pointer() })?;
    value.as_str().ok_or_else(|| JwkError::WrongKind { found: value.kind(), at: at.member(member).pointer() })
}

/// An optional member must hold one of the words, or be an array that does.
fn allows(
    jwk: &Object,
    member: &str,
    words: &'static [&'static str],
    at: &Trail<'_>,
) -> Result<(), JwkError> {
    let Some(value) = jwk.get(member) else { return Ok(()) };
    if value.items().iter().filter_map(Json::as_str).any(|word| words.contains(&word)) {
        return Ok(());
    }
    Err(JwkError::Purpose {
        found: value.to_compact().chars().take(40).collect(),
        expected: words.first().copied().unwrap_or_default(),
        at: at.member(member).pointer(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037, appendix A.2 and A.3.
    const RFC_8037_X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    const RFC_8037_THUMBPRINT: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

    fn jwk() -> Object {
        Object::new().with("kty", "OKP").with("crv", "Ed25519").with("x", RFC_8037_X)
    }

    fn code(jwk: &Object) -> Code {
        PublicKey::from_jwk(jwk, &Trail::Root).expect_err("must be refused").code()
    }

    #[test]
    fn the_key_of_rfc_8037_has_its_thumbprint_and_comes_back_as_it_was() {
        let key = PublicKey::from_jwk(&jwk(), &Trail::Root).unwrap();
        assert_eq!(key.jwk_thumbprint(), RFC_8037_THUMBPRINT);
        assert_eq!(key.to_jwk(), jwk());
    }

    #[test]
    fn members_that_describe_the_key_do_not_disturb_unless_they_forbid_verifying() {
        let described = jwk()
            .with("kid", "key-1")
            .with("use", "sig")
            .with("alg", "EdDSA")
            .with("key_ops", vec!["sign", "verify"]);
        assert!(PublicKey::from_jwk(&described, &Trail::Root).is_ok());
        for (member, value) in [
            ("use", Json::from("enc")),
            ("use", Json::Null),
            ("alg", Json::from("ES256")),
            ("key_ops", Json::from(vec!["deriveKey"])),
            ("key_ops", Json::Array(vec![])),
        ] {
            assert_eq!(code(&jwk().with(member, value)), Code::KeyTypeMismatch, "{member}");
        }
    }

    #[test]
    fn a_private_member_is_found_before_anything_else_is_looked_at() {
        for member in PRIVATE_MEMBERS {
            assert_eq!(code(&Object::new().with(member, Json::Null)), Code::KeyPrivateMaterial, "{member}");
            assert_eq!(code(&jwk().with(member, "AA")), Code::KeyPrivateMaterial, "{member}");
        }
        let secret = jwk().with("d", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
        let error = PublicKey::from_jwk(&secret, &Trail::Root).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("nWGxne"), "{error:?}");
    }

    #[test]
    fn other_kinds_and_other_spellings_are_told_apart() {
        assert_eq!(code(&jwk().with("kty", "EC")), Code::KeyTypeMismatch);
        assert_eq!(code(&jwk().with("crv", "X25519")), Code::KeyTypeMismatch);
        assert_eq!(code(&jwk().with("crv", "ed25519")), Code::KeyTypeMismatch);
        assert_eq!(code(&jwk().without("kty")), Code::KeyMalformed);
        assert_eq!(code(&jwk().without("x")), Code::KeyMalformed);
        assert_eq!(code(&jwk().with("x", Json::Array(vec![RFC_8037_X.into()]))), Code::KeyMalformed);
        for x in [
            format!("{RFC_8037_X}="),
            format!("u{RFC_8037_X}"),
            format!("{RFC_8037_X}AA"),
            RFC_8037_X.replace('_', "/"),
            // The last digit of 32 bytes has two idle bits; here one is set.
            RFC_8037_X.replace("URo", "URp"),
            String::new(),
        ] {
            assert_eq!(code(&jwk().with("x", x.as_str())), Code::KeyMalformed, "{x}");
        }
        assert_eq!(code(&jwk().with("x", Base::Base64Url.encode_bare(&[0xff; 32]))), Code::KeyNoncanonical);
        assert_eq!(code(&jwk().with("x", Base::Base64Url.encode_bare(&[0; 32]))), Code::KeySmallOrder);
    }

    #[test]
    fn an_error_points_into_the_document_that_holds_the_key() {
        let root = Trail::Root;
        let at = root.member("publicKeyJwk");
        let error = PublicKey::from_jwk(&jwk().with("crv", "X25519"), &at).unwrap_err();
        assert_eq!(error.to_string(), "found `X25519` at /publicKeyJwk/crv, expected `Ed25519`");
    }
}
