//! A credential secured as a JWT: what the JWT says beside the credential, and whether the two agree. `spec/jwt.md`

mod defect;
mod error;
pub(crate) mod numeric_date;

pub use defect::{Demand, JwtDefect};
pub use error::VcJwtError;

use crate::json::{Json, Object};
use crate::jws::Jws;
use crate::limits::Limits;
use crate::model::credential::{CONTEXT_V1, CONTEXT_V2, DataModel};
use crate::timestamp::Timestamp;

/// A JWT that holds a credential, read but not believed.
///
/// In VC 2.0 the payload is the credential, with claims beside its members; in VC 1.1 the credential is the claim `vc`.
#[derive(Clone, Debug)]
pub struct VcJwt {
    received: Box<[u8]>,
    jws: Jws,
    claims: Object,
    content: Object,
    embedded: Option<Embedded>,
    defects: Vec<JwtDefect>,
}

/// Proofs within the credential, and what they were made over: the credential before it went into the JWT.
#[derive(Clone, Debug)]
struct Embedded {
    content: Object,
    proof: Json,
}

impl VcJwt {
    /// Reads a JWT within [`Limits::DEFAULT`].
    ///
    /// # Errors
    /// [`VcJwtError`], if the bytes are no compact JWS, or it holds no credential.
    pub fn parse(bytes: &[u8]) -> Result<Self, VcJwtError> {
        Self::parse_within(bytes, &Limits::DEFAULT)
    }

    /// Reads a JWT within bounds of the caller's.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_within(bytes: &[u8], limits: &Limits) -> Result<Self, VcJwtError> {
        let jws = Jws::parse_within(bytes, limits)?;
        let payload = match Json::parse_within(jws.payload(), limits)? {
            Json::Object(payload) => payload,
            other => return Err(VcJwtError::PayloadNotAnObject { found: other.kind() }),
        };
        Self::assemble(bytes.into(), jws, payload)
    }

    /// The JWT of a JWS made here over that payload.
    pub(crate) fn of(jws: Jws, payload: Object) -> Result<Self, VcJwtError> {
        Self::assemble(jws.as_str().as_bytes().into(), jws, payload)
    }

    fn assemble(received: Box<[u8]>, jws: Jws, payload: Object) -> Result<Self, VcJwtError> {
        let Parts { claims, mut credential } = take_apart(payload)?;
        let proof = credential.remove("proof");
        let embedded = proof.map(|proof| Embedded { content: credential.clone(), proof });
        complete(&mut credential, &claims);
        let defects = defect::find(&jws, &claims, &credential);
        Ok(Self { received, jws, claims, content: credential, embedded, defects })
    }

    /// Exactly the bytes received.
    #[must_use]
    pub const fn as_received(&self) -> &[u8] {
        &self.received
    }

    /// The bytes as received, and the credential.
    #[must_use]
    pub fn into_parts(self) -> (Box<[u8]>, Object) {
        (self.received, self.content)
    }

    /// The JWS that it is.
    #[must_use]
    pub const fn jws(&self) -> &Jws {
        &self.jws
    }

    /// The credential without its `proof`, and with what the JWT's claims add to it: in VC 1.1 whatever the
    /// credential leaves to them, in both versions the end that `exp` sets where the credential has none.
    #[must_use]
    pub const fn content(&self) -> &Object {
        &self.content
    }

    /// What the JWT says beside the credential.
    #[must_use]
    pub const fn claims(&self) -> &Object {
        &self.claims
    }

    /// When the JWT says it was made.
    #[must_use]
    pub fn issued_at(&self) -> Option<Timestamp> {
        self.claims.get("iat").and_then(numeric_date::read)
    }

    /// The proofs within the credential, if there are any, and the content that they were made over.
    #[must_use]
    pub fn embedded(&self) -> Option<(&Object, &Json)> {
        self.embedded.as_ref().map(|embedded| (&embedded.content, &embedded.proof))
    }

    /// Where the JWT is not as the standards have it, the worst first. Whether those of [`Demand::Strict`] matter is
    /// for the verifier's policy.
    #[must_use]
    pub fn defects(&self) -> &[JwtDefect] {
        &self.defects
    }
}

/// The claims that say something about the JWT and are no members of the credential: RFC 7519 §4.1, the `nonce` that
/// answers a challenge, and `cnf` (RFC 7800).
const CLAIMS: [&str; 9] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "cnf"];

/// The members by which a credential is known.
const CREDENTIAL_MEMBERS: [&str; 4] = ["@context", "type", "issuer", "credentialSubject"];

struct Parts {
    claims: Object,
    credential: Object,
}

/// spec/jwt.md#payload: which of the two forms it is, and that it is not both.
fn take_apart(mut payload: Object) -> Result<Parts, VcJwtError> {
    if payload.contains("vp") || is_presentation(&payload) {
        return Err(VcJwtError::Presentation);
    }
    if let Some(vc) = payload.remove("vc") {
        if let Some(member) = CREDENTIAL_MEMBERS.into_iter().find(|member| payload.contains(member)) {
            return Err(VcJwtError::TwoCredentials { member });
        }
        let credential = match vc {
            Json::Object(credential) => credential,
            other => return Err(VcJwtError::CredentialNotAnObject { found: other.kind() }),
        };
        if is_presentation(&credential) {
            return Err(VcJwtError::Presentation);
        }
        demand_context(&credential, CONTEXT_V1)?;
        return Ok(Parts { claims: payload, credential });
    }
    if !CREDENTIAL_MEMBERS.into_iter().any(|member| payload.contains(member)) {
        return Err(VcJwtError::NoCredential);
    }
    demand_context(&payload, CONTEXT_V2)?;
    let mut claims = Object::new();
    for name in CLAIMS {
        if let Some(value) = payload.remove(name) {
            claims.insert(name, value);
        }
    }
    Ok(Parts { claims, credential: payload })
}

fn is_presentation(object: &Object) -> bool {
    let types = object.get("type").map_or(&[][..], Json::items);
    types.iter().any(|name| name.as_str() == Some("VerifiablePresentation"))
}

fn demand_context(credential: &Object, expected: &'static str) -> Result<(), VcJwtError> {
    let first = credential.get("@context").and_then(|contexts| contexts.items().first());
    match first.and_then(Json::as_str) {
        Some(found) if found == expected => Ok(()),
        found => Err(VcJwtError::Context { found: found.unwrap_or_default().to_owned(), expected }),
    }
}

/// spec/jwt.md#claims: what the credential leaves to the claims. A claim that cannot be read adds nothing, and is a
/// defect.
fn complete(credential: &mut Object, claims: &Object) {
    let text = |name| claims.text(name).map(str::to_owned);
    let time = |name| claims.get(name).and_then(numeric_date::read).map(|time| time.to_string());
    match DataModel::of(credential) {
        DataModel::V2 => add(credential, "validUntil", time("exp")),
        // VC 1.1 §6.3.1, JWT decoding.
        DataModel::V1 => {
            add(credential, "id", text("jti"));
            add(credential, "issuer", text("iss"));
            add(credential, "issuanceDate", time("nbf"));
            add(credential, "expirationDate", time("exp"));
            if let Some(Json::Object(subject)) = credential.get_mut("credentialSubject") {
                add(subject, "id", text("sub"));
            }
        }
    }
}

fn add(object: &mut Object, name: &str, value: Option<String>) {
    if let Some(value) = value.filter(|_| !object.contains(name)) {
        object.insert(name, value);
    }
}

#[cfg(test)]
mod tests;
