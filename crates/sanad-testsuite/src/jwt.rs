//! A JWT under construction: what other software issues, and what an attacker makes of it.
#![expect(clippy::expect_used, reason = "a case that cannot be built is written wrongly")]

use sanad_core::json::{Json, Object};
use sanad_core::jws::Algorithm;
use sanad_core::multibase::Base;
use sanad_core::signer::Signer;
use sanad_core::timestamp::Timestamp;

use crate::document::Document;
use crate::edit;
use crate::keys::Who;

/// A JWT that is not yet signed. What is changed before [`Jwt::sign`] is signed.
#[derive(Clone, Debug, PartialEq)]
pub struct Jwt {
    header: Object,
    payload: Object,
}

impl Jwt {
    /// A credential as OB 3.0 wants its JWT: the payload is the credential, with the claims that repeat what it says. The
    /// key is that of the academy's `did:key`.
    #[must_use]
    pub fn of(credential: Document) -> Self {
        let credential = credential.into_object();
        let claims = claims(&credential, "validFrom", "validUntil");
        let payload =
            claims.iter().fold(credential, |payload, (name, value)| payload.with(name, value.clone()));
        Self { header: header(), payload }
    }

    /// A credential of VC 1.1: it stands under `vc`.
    #[must_use]
    pub fn of_1_1(credential: Document) -> Self {
        let credential = credential.into_object();
        let payload = claims(&credential, "issuanceDate", "expirationDate").with("vc", credential);
        Self { header: header(), payload }
    }

    /// A JWT that is about anything.
    #[must_use]
    pub fn claiming(payload: Object) -> Self {
        Self { header: header(), payload }
    }

    /// With another `kid`.
    #[must_use]
    pub fn kid(self, kid: &str) -> Self {
        self.header("kid", kid)
    }

    /// With a member of the header set.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.header.insert(name, value);
        self
    }

    /// Without a member of the header.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.header.remove(name);
        self
    }

    /// With a member of the payload set, by its pointer.
    ///
    /// # Panics
    /// If its parent is not there.
    #[must_use]
    pub fn set(mut self, pointer: &str, value: impl Into<Json>) -> Self {
        edit::set(&mut self.payload, pointer, value);
        self
    }

    /// Without a member of the payload.
    ///
    /// # Panics
    /// If it is not there.
    #[must_use]
    pub fn remove(mut self, pointer: &str) -> Self {
        edit::remove(&mut self.payload, pointer);
        self
    }

    /// The compact form. `alg` is that of the signer's key unless it was set.
    ///
    /// # Panics
    /// If the signer fails.
    #[must_use]
    pub fn sign(&self, signer: &dyn Signer) -> String {
        self.sign_text(signer, |text| text)
    }

    /// The same with the payload's text changed before it is signed: for what no JSON value can say.
    ///
    /// # Panics
    /// If the signer fails.
    #[must_use]
    pub fn sign_text(&self, signer: &dyn Signer, change: impl FnOnce(String) -> String) -> String {
        let alg = Algorithm::of(signer.public_key().kind()).as_str();
        let header = self
            .header
            .iter()
            .fold(Object::new().with("alg", alg), |header, (name, value)| header.with(name, value.clone()));
        let payload = change(Json::Object(self.payload.clone()).to_compact());
        compact(&Json::Object(header).to_compact(), &payload, signer)
    }
}

/// A compact JWS over texts that may be no JSON at all.
///
/// # Panics
/// If the signer fails.
#[must_use]
pub fn compact(header: &str, payload: &str, signer: &dyn Signer) -> String {
    let encode = |bytes: &[u8]| Base::Base64Url.encode_bare(bytes);
    let input = format!("{}.{}", encode(header.as_bytes()), encode(payload.as_bytes()));
    let signature = signer.sign(input.as_bytes()).expect("a signer that signs");
    format!("{input}.{}", encode(signature.as_bytes()))
}

fn header() -> Object {
    Object::new().with("kid", Who::Academy.method()).with("typ", "JWT")
}

/// What the claims of a JWT repeat of its credential.
fn claims(credential: &Object, from: &str, until: &str) -> Object {
    let issuer =
        credential.get("issuer").map(|issuer| issuer.as_object().map_or(issuer.as_str(), |i| i.text("id")));
    let subject = credential.get("credentialSubject").and_then(Json::as_object).and_then(|s| s.text("id"));
    let texts = [("iss", issuer.flatten()), ("sub", subject), ("jti", credential.text("id"))];
    let claims = texts.into_iter().fold(Object::new(), |claims, (name, value)| match value {
        Some(value) => claims.with(name, value),
        None => claims,
    });
    [("nbf", from), ("exp", until)].into_iter().fold(claims, |claims, (name, member)| {
        match credential.text(member).and_then(|text| text.parse().ok()) {
            Some(time) => claims.with(name, seconds(time)),
            None => claims,
        }
    })
}

/// A time as NumericDate.
fn seconds(time: Timestamp) -> Json {
    u32::try_from(time.unix_seconds()).expect("a time before 2106").into()
}

#[cfg(test)]
mod tests {
    use sanad_core::issue::Issuer;
    use sanad_core::key::KeyKind;
    use sanad_core::model::achievement::{Achievement, Criteria};
    use sanad_core::model::draft::Draft;
    use sanad_core::model::profile::Profile;
    use sanad_core::model::recipient::Recipient;

    use super::*;

    /// A device or a key service signs through the joint; what it gives is checked before it is let out.
    #[test]
    fn a_signer_of_every_kind_issues_a_jwt_that_its_key_verifies_and_always_alike() {
        for (kind, alg) in [
            (KeyKind::Ed25519, "EdDSA"),
            (KeyKind::P256, "ES256"),
            (KeyKind::P384, "ES384"),
            (KeyKind::Rsa, "RS256"),
        ] {
            let signer = Who::Academy.signer(kind);
            let issuer =
                Issuer::new(Profile::new(crate::document::WEB), crate::document::WEB_METHOD, signer.as_ref());
            let issue = || {
                let criteria = Criteria::new().narrative("Pass the bench test.");
                let welding =
                    Achievement::new("https://academy.example/welding-1", "Welding I", "Welds.", criteria);
                let draft = Draft::new(welding, Recipient::id("did:web:ada.example").expect("an id"));
                draft.issue_jwt(&issuer, crate::document::time(crate::document::ISSUED)).expect("a badge")
            };
            let badge = issue();
            assert_eq!(badge.as_received(), issue().as_received(), "{kind}");
            assert_eq!(badge.check_proof(&signer.public_key()), Ok(()), "{kind}");
            assert!(badge.check_proof(&Who::Attacker.signer(kind).public_key()).is_err(), "{kind}");
            let sanad_core::badge::Securing::Jwt(jwt) = badge.securing() else { panic!("a JWT") };
            assert_eq!(jwt.jws().header().text("alg"), Some(alg));
            assert_eq!(jwt.jws().kid(), Some(crate::document::WEB_METHOD));
        }
    }
}
