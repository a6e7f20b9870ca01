//! Which key a JWT is checked with, and that it is the issuer's: never one that only the header vouches for. `spec/jwt.md#keys`

use sanad_core::code::Code;
use sanad_core::controller::ControllerDocument;
use sanad_core::json::Object;
use sanad_core::jws::Jws;
use sanad_core::key_set::KeySet;
use sanad_core::pointer::Trail;
use sanad_core::public_key::PublicKey;

use crate::authenticity::{Audience, entitled, not_asked};
use crate::case::{Case, Lack, LackKind};
use crate::outcome::Outcome;
use crate::pins::Pin;

/// Whether the signature holds, and whether the key is the issuer's.
pub(super) fn judge(jws: &Jws, issuer: &str, case: &Case<'_>) -> (Outcome, Outcome) {
    let search = Search { jws, issuer, case };
    match (jws.kid(), jws.jwk()) {
        (Some(kid), _) => search.by_name(kid),
        (None, Some(jwk)) => search.by_value(jwk),
        (None, None) => {
            let detail = "the header says neither by `kid` nor by `jwk` which key it is";
            (Outcome::fail(Code::JwtKidMismatch, detail), not_asked())
        }
    }
}

struct Search<'a> {
    jws: &'a Jws,
    issuer: &'a str,
    case: &'a Case<'a>,
}

/// Where a `kid` is to be looked up. All of these are the issuer's own.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// Among the methods of the issuer's controller document, under that URL.
    Document(String),
    /// Among the keys of the issuer's host.
    Set,
    /// Nowhere: it names a document of somebody else's.
    Elsewhere,
}

impl Place {
    /// A `kid` names a method of the issuer's document or a key of its host's set, or it names nothing.
    fn of(kid: &str, issuer: &str) -> Self {
        let has_set = KeySet::url_of(issuer).is_some();
        let is_url = |text: &str| {
            let starts =
                |prefix: &str| text.get(..prefix.len()).is_some_and(|t| t.eq_ignore_ascii_case(prefix));
            starts("did:") || starts("https:") || starts("http:")
        };
        match kid.split_once('#') {
            Some((document, _)) if document == issuer => Self::Document(kid.to_owned()),
            Some(("", _)) => Self::Document(format!("{issuer}{kid}")),
            _ if KeySet::is_on_host_of(issuer, kid) => Self::Set,
            _ if is_url(kid) => Self::Elsewhere,
            _ if has_set => Self::Set,
            _ => Self::Document(format!("{issuer}#{kid}")),
        }
    }
}

impl Search<'_> {
    fn by_name(&self, kid: &str) -> (Outcome, Outcome) {
        if let Some(pin) = self.case.pinned(self.issuer, kid) {
            return self.check(&pin.key, || self.pinned(&pin));
        }
        match Place::of(kid, self.issuer) {
            Place::Elsewhere => {
                let detail = format!("the key `{kid}` is in no document of the issuer `{}`", self.issuer);
                self.no_such_key(detail)
            }
            Place::Document(url) => match self.case.controller(self.issuer) {
                Err(lack) => lacking(lack),
                Ok(document) => self.by_method(&document, &url, kid),
            },
            Place::Set => match self.case.key_set(self.issuer) {
                Err(lack) => lacking(lack),
                Ok(set) => self.by_entry(&set, kid),
            },
        }
    }

    fn by_method(&self, document: &ControllerDocument, url: &str, kid: &str) -> (Outcome, Outcome) {
        let is_named = |key: &PublicKey| key.jwk_thumbprint() == kid;
        let method = document.methods().find(|method| method.id() == url);
        let method = method.or_else(|| document.methods().find(|method| method.key().is_ok_and(is_named)));
        let Some(method) = method else {
            return self.no_such_key(format!("{} has no key `{kid}`", document.id()));
        };
        let key = match method.key() {
            Ok(key) => key,
            Err(error) => return (Outcome::fail(error.code(), error.to_string()), not_asked()),
        };
        self.check(key, || match entitled(document, method.id(), Audience::Anybody, self.case) {
            Ok(_) => self.belongs(key),
            Err(error) => Outcome::fail(error.code(), error.to_string()).with_fact("issuer", self.issuer),
        })
    }

    fn by_entry(&self, set: &KeySet, kid: &str) -> (Outcome, Outcome) {
        let url = KeySet::url_of(self.issuer).unwrap_or_default();
        let fragment = kid.split_once('#').filter(|(document, _)| *document == url).map(|(_, name)| name);
        let mut named = set.keys_of(self.issuer).filter(|entry| {
            let is_named = entry.kid().is_some_and(|name| name == kid || Some(name) == fragment);
            is_named || entry.key().is_ok_and(|key| key.jwk_thumbprint() == kid)
        });
        let entry = match (named.next(), named.next()) {
            (Some(entry), None) => entry,
            (None, _) => return self.no_such_key(format!("the issuer has no key `{kid}` at {url}")),
            (Some(_), Some(_)) => {
                return self.no_such_key(format!("the issuer has two keys `{kid}` at {url}"));
            }
        };
        match entry.key() {
            Ok(key) => self.check(key, || self.belongs(key)),
            Err(error) => (Outcome::fail(error.code(), error.to_string()), not_asked()),
        }
    }

    /// OB 3.0 lets the header hold the key. Anybody can put one there, so it says nothing until it is found among the
    /// issuer's.
    fn by_value(&self, jwk: &Object) -> (Outcome, Outcome) {
        let root = Trail::Root;
        match PublicKey::from_jwk(jwk, &root.member("jwk")) {
            Ok(key) => self.check(&key, || self.find(&key)),
            Err(error) => (Outcome::fail(error.code(), error.to_string()), not_asked()),
        }
    }

    /// Whether a key is among the issuer's: in its document, or in the set of its host.
    fn find(&self, key: &PublicKey) -> Outcome {
        if let Some(pin) = self.case.pinned_key(self.issuer, key) {
            return self.pinned(&pin);
        }
        let outcome = if KeySet::url_of(self.issuer).is_none() || self.case.knows(self.issuer) {
            match self.case.controller(self.issuer) {
                Err(lack) => lacking(lack).1,
                Ok(document) => self.find_method(&document, key),
            }
        } else {
            match self.case.key_set(self.issuer) {
                Err(lack) => lacking_owner(lack),
                Ok(set) if set.keys_of(self.issuer).any(|entry| entry.key() == Ok(key)) => self.belongs(key),
                Ok(_) => self.unbound(),
            }
        };
        outcome.with_fact("issuer", self.issuer)
    }

    fn pinned(&self, pin: &Pin) -> Outcome {
        match pin.entitled() {
            Ok(()) => self.belongs(&pin.key),
            Err((code, detail)) => Outcome::fail(code, detail).with_fact("issuer", self.issuer),
        }
    }

    fn find_method(&self, document: &ControllerDocument, key: &PublicKey) -> Outcome {
        let Some(method) = document.methods().find(|method| method.key() == Ok(key)) else {
            return self.unbound();
        };
        match entitled(document, method.id(), Audience::Anybody, self.case) {
            Ok(_) => self.belongs(key),
            Err(error) => Outcome::fail(error.code(), error.to_string()),
        }
    }

    /// The mathematics; and only if it comes out well, whose key it is.
    fn check(&self, key: &PublicKey, owner: impl FnOnce() -> Outcome) -> (Outcome, Outcome) {
        match self.jws.verify(key) {
            Ok(()) => {
                let owner = if self.contradicts(key) { self.unbound() } else { owner() };
                (Outcome::pass("the signature is good: nothing was changed since"), owner)
            }
            Err(error) => (Outcome::fail(error.code(), error.to_string()), not_asked()),
        }
    }

    /// A header that names one key and holds another.
    fn contradicts(&self, key: &PublicKey) -> bool {
        let root = Trail::Root;
        self.jws.jwk().is_some_and(|jwk| PublicKey::from_jwk(jwk, &root.member("jwk")).as_ref() != Ok(key))
    }

    fn belongs(&self, key: &PublicKey) -> Outcome {
        Outcome::pass(format!("the key belongs to {}", self.issuer))
            .with_fact("issuer", self.issuer)
            .with_fact("key", key.to_multikey())
    }

    fn unbound(&self) -> Outcome {
        let detail = format!("the key in the header is none of the issuer `{}`", self.issuer);
        Outcome::fail(Code::JwtKeyNotBoundToIssuer, detail).with_fact("issuer", self.issuer)
    }

    fn no_such_key(&self, detail: String) -> (Outcome, Outcome) {
        (Outcome::fail(Code::JwtKidMismatch, detail).with_fact("issuer", self.issuer), not_asked())
    }
}

/// Neither question can be answered without the issuer's keys.
fn lacking(lack: Lack) -> (Outcome, Outcome) {
    match lack.kind {
        LackKind::Unknown | LackKind::InVain(_) => {
            let unknown = lack.into_unknown();
            (unknown.clone(), unknown)
        }
        LackKind::Wrong => (Outcome::fail(lack.code, lack.detail), not_asked()),
    }
}

/// The signature is good under the key in the header; whose that is cannot be told.
fn lacking_owner(lack: Lack) -> Outcome {
    match lack.kind {
        LackKind::Unknown | LackKind::InVain(_) => lack.into_unknown(),
        LackKind::Wrong => Outcome::fail(lack.code, lack.detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kid_is_looked_up_among_the_issuers_own_keys_or_nowhere() {
        let (did, web) = ("did:web:a.example", "https://a.example/issuers/1");
        let in_document = |url: &str| Place::Document(url.to_owned());
        for (issuer, kid, place) in [
            (did, "did:web:a.example#k", in_document("did:web:a.example#k")),
            (did, "#k", in_document("did:web:a.example#k")),
            (did, "k", in_document("did:web:a.example#k")),
            (did, "../../dev/null", in_document("did:web:a.example#../../dev/null")),
            (did, "did:web:a.example", Place::Elsewhere),
            (did, "did:web:evil.example#k", Place::Elsewhere),
            (did, "DID:web:evil.example#k", Place::Elsewhere),
            (did, "https://a.example/k", Place::Elsewhere),
            (did, "http://169.254.169.254/#k", Place::Elsewhere),
            (web, "https://a.example/issuers/1#k", in_document("https://a.example/issuers/1#k")),
            (web, "#k", in_document("https://a.example/issuers/1#k")),
            (web, "https://a.example/.well-known/jwks.json#k", Place::Set),
            (web, "https://a.example/keys#k", Place::Set),
            (web, "k", Place::Set),
            (web, "urn:uuid:1", Place::Set),
            (web, "https://a.example:8443/keys#k", Place::Elsewhere),
            (web, "https://a.example.evil.example/keys#k", Place::Elsewhere),
            (web, "https://a.example@evil.example/keys#k", Place::Elsewhere),
            (web, "did:web:a.example#k", Place::Elsewhere),
        ] {
            assert_eq!(Place::of(kid, issuer), place, "{kid} of {issuer}");
        }
    }
}
