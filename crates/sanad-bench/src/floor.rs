//! The least work that gives the same answers: what sanad is measured against.
//!
//! Strict parse, the same canonical text by straight-line code that knows the words of the three badges by heart, two
//! SHA-256, one `verify_strict` with a decoded key. To issue: the canonical text, two SHA-256, one signature, one
//! strict check of it (`spec/proof.md#issuing` demands it), the document written on one line. It cannot say why
//! anything is wrong, knows three documents, and looks at no date, status, issuer or schema.

mod jcs;
mod json;
mod statements;
mod words;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use self::json::{Members, Value, get};
use crate::suite::Suite;

/// Where the first of the wanted bytes stands; sixteen are looked at together.
fn find(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let (chunks, _) = bytes.as_chunks::<16>();
    let plain = chunks.iter().take_while(|chunk| !chunk.iter().fold(false, |any, byte| any | wanted(*byte)));
    let from = plain.count() * 16;
    bytes[from..].iter().position(|byte| wanted(*byte)).map(|at| from + at)
}

/// Whether a signed badge has a good signature by the key. `None` if it is not even one.
pub(crate) fn verify(suite: Suite, bytes: &[u8], key: &VerifyingKey) -> Option<bool> {
    if suite == Suite::Jwt {
        return verify_jwt(bytes, key);
    }
    let value = json::parse(bytes)?;
    let members = value.members()?;
    let proof = get(members, "proof")?.members()?;
    let named = get(proof, "type")?.text() == Some("DataIntegrityProof")
        && get(proof, "cryptosuite")?.text() == Some(suite.name());
    if !named {
        return None;
    }
    let mut signature = [0; 64];
    let digits = get(proof, "proofValue")?.text()?.strip_prefix('z')?;
    if bs58::decode(digits).onto(&mut signature).ok()? != signature.len() {
        return None;
    }
    let (document, options) = canonical(suite, members, proof)?;
    Some(key.verify_strict(&hash(&options, &document), &Signature::from_bytes(&signature)).is_ok())
}

/// The canonical texts of a signed or unsigned document and of the options of its proof.
fn canonical(suite: Suite, members: &Members<'_>, proof: &Members<'_>) -> Option<(String, String)> {
    match suite {
        Suite::Rdfc => Some((statements::badge(members)?, statements::options(proof)?)),
        Suite::Jcs => {
            let mut document = String::with_capacity(4096);
            jcs::write_object_without(members, "proof", &mut document);
            let mut options = String::with_capacity(512);
            jcs::write_object_without(proof, "proofValue", &mut options);
            Some((document, options))
        }
        Suite::Jwt => None,
    }
}

/// The canonical texts of a signed document, for comparing with sanad's.
pub(crate) fn canonical_of(suite: Suite, bytes: &[u8]) -> Option<(String, String)> {
    let value = json::parse(bytes)?;
    let members = value.members()?;
    canonical(suite, members, get(members, "proof")?.members()?)
}

fn hash(options: &str, document: &str) -> [u8; 64] {
    let mut both = [0; 64];
    let (first, second) = both.split_at_mut(32);
    first.copy_from_slice(&Sha256::digest(options));
    second.copy_from_slice(&Sha256::digest(document));
    both
}

fn verify_jwt(bytes: &[u8], key: &VerifyingKey) -> Option<bool> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (input, signature) = text.rsplit_once('.')?;
    let (header, payload) = input.split_once('.')?;
    let header = URL_SAFE_NO_PAD.decode(header).ok()?;
    if get(json::parse(&header)?.members()?, "alg")?.text() != Some("EdDSA") {
        return None;
    }
    let payload = URL_SAFE_NO_PAD.decode(payload).ok()?;
    json::parse(&payload)?.members()?;
    let signature: [u8; 64] = URL_SAFE_NO_PAD.decode(signature).ok()?.try_into().ok()?;
    Some(key.verify_strict(input.as_bytes(), &Signature::from_bytes(&signature)).is_ok())
}

/// What the floor issues from: an unsigned credential, read before, as sanad's draft is made before.
pub(crate) struct Unsigned<'t> {
    credential: Value<'t>,
    /// `"iss":…,"exp":…`: the claims of the JWT, which repeat members of the credential.
    claims: &'t str,
}

impl<'t> Unsigned<'t> {
    pub(crate) fn read(credential: &'t [u8], claims: &'t str) -> Option<Self> {
        Some(Self { credential: json::parse(credential)?, claims })
    }

    /// Signs, checks the signature, and writes the badge on one line.
    pub(crate) fn issue(
        &self,
        suite: Suite,
        method: &str,
        created: &str,
        key: &SigningKey,
    ) -> Option<String> {
        let members = self.credential.members()?;
        if suite == Suite::Jwt {
            return self.issue_jwt(method, key);
        }
        let mut proof: Members<'_> = Vec::with_capacity(6);
        for (name, value) in [
            ("type", "DataIntegrityProof"),
            ("cryptosuite", suite.name()),
            ("verificationMethod", method),
            ("proofPurpose", "assertionMethod"),
            ("created", created),
        ] {
            proof.push((name.into(), Value::Text(value.into())));
        }
        if suite == Suite::Jcs {
            let named = get(members, "@context")?.items().iter();
            let named = named.map(|url| Some(Value::Text(url.text()?.into()))).collect::<Option<_>>()?;
            proof.push(("@context".into(), Value::Array(named)));
        }
        let (document, options) = canonical(suite, members, &proof)?;
        let message = hash(&options, &document);
        let signature = key.sign(&message);
        key.verifying_key().verify_strict(&message, &signature).ok()?;
        let mut text = String::with_capacity(document.len() + 512);
        jcs::write_as_is(members, &mut text);
        text.pop();
        text.push_str(",\"proof\":");
        jcs::write_as_is(&proof, &mut text);
        text.pop();
        text.push_str(",\"proofValue\":\"z");
        text.push_str(&bs58::encode(signature.to_bytes()).into_string());
        text.push_str("\"}}");
        Some(text)
    }

    fn issue_jwt(&self, method: &str, key: &SigningKey) -> Option<String> {
        let header = format!("{{\"alg\":\"EdDSA\",\"kid\":\"{method}\",\"typ\":\"JWT\"}}");
        let mut payload = String::with_capacity(4096);
        jcs::write_as_is(self.credential.members()?, &mut payload);
        payload.pop();
        payload.push(',');
        payload.push_str(self.claims);
        payload.push('}');
        let mut text = String::with_capacity(payload.len() * 3 / 2 + 512);
        URL_SAFE_NO_PAD.encode_string(header, &mut text);
        text.push('.');
        URL_SAFE_NO_PAD.encode_string(payload, &mut text);
        let signature = key.sign(text.as_bytes());
        key.verifying_key().verify_strict(text.as_bytes(), &signature).ok()?;
        text.push('.');
        URL_SAFE_NO_PAD.encode_string(signature.to_bytes(), &mut text);
        Some(text)
    }
}
