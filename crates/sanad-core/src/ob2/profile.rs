//! An Open Badges 2.0 `Profile` of an issuer: its keys, its revocation list, and where it hosts assertions.

use crate::json::{Json, Object};
use crate::ob2::link::Link;
use crate::ob2::member::{Members, ReadError, expect_type};
use crate::ob2::scope::Scope;
use crate::ob2::upgrade;
use crate::ob2::version::Version;
use crate::pointer::JsonPointer;

/// An issuer of Open Badges 2.0, or of an earlier version upgraded to its members.
#[derive(Clone, Debug, PartialEq)]
pub struct IssuerProfile {
    members: Object,
    id: String,
    keys: Vec<Link>,
    revocation_list: Option<String>,
    scope: Scope,
}

impl IssuerProfile {
    /// Reads a profile as it was fetched from a URL.
    ///
    /// # Errors
    /// [`ReadError`], if it is none or not as its version has it.
    pub fn read_hosted(document: &Object, url: &str) -> Result<Self, ReadError> {
        let version = Version::of(document).unwrap_or(Version::V2_0);
        let mut upgraded = upgrade::profile(document, version);
        if version < Version::V2_0 && !upgraded.contains("id") {
            upgraded.insert("id", url);
        }
        Self::read_upgraded(upgraded, version)
    }

    /// The issuer of 0.5, which stands within its badge class and has no id: it is the origin that it names. What it
    /// says of where it hosts, of keys and of lists is not read, since whoever wrote the assertion wrote that too.
    ///
    /// # Errors
    /// [`ReadError`], if it names no origin or has no name.
    pub fn of_origin(upgraded: &Object) -> Result<Self, ReadError> {
        let root = JsonPointer::root();
        let members = Members::new(upgraded, &root);
        let id = members.required_iri("url")?.to_owned();
        members.required("name", "a string")?;
        let scope = Scope::read(None, &id, &root)?;
        let members = ["verification", "publicKey", "revocationList"]
            .iter()
            .fold(upgraded.clone(), |members, name| members.without(name))
            .with("id", id.as_str());
        Ok(Self { members, id, keys: Vec::new(), revocation_list: None, scope })
    }

    fn read_upgraded(upgraded: Object, version: Version) -> Result<Self, ReadError> {
        expect_type(&upgraded, &["Profile", "Issuer"])?;
        let root = JsonPointer::root();
        let members = Members::new(&upgraded, &root);
        let id = members.required_iri("id")?.to_owned();
        members.required("name", "a string")?;
        members.required_iri("url")?;
        if version == Version::V2_0 {
            members.required_text("email")?;
        }
        let keys = upgraded.get("publicKey").map_or(&[][..], Json::items);
        let keys = keys.iter().map(|key| Link::read(key, members.place("publicKey")));
        let keys = keys.collect::<Result<_, _>>()?;
        let list = members.one("revocationList")?;
        let list = list.map(|list| Link::read(list, members.place("revocationList"))).transpose()?;
        let scope = Scope::read(members.one("verification")?, &id, &members.place("verification"))?;
        Ok(Self {
            id,
            keys,
            revocation_list: list.and_then(|list| list.id().map(str::to_owned)),
            scope,
            members: upgraded,
        })
    }

    /// All its members, those of an earlier version by their newer names.
    #[must_use]
    pub const fn members(&self) -> &Object {
        &self.members
    }

    /// The issuer's IRI: what its badges are awarded by. An issuer of 0.5 is known by its origin.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The keys that it signs with.
    #[must_use]
    pub fn keys(&self) -> &[Link] {
        &self.keys
    }

    /// Where it lists the signed assertions that it has revoked.
    #[must_use]
    pub fn revocation_list(&self) -> Option<&str> {
        self.revocation_list.as_deref()
    }

    /// Where it hosts assertions.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    fn good() -> Object {
        let text = r#"{"@context": "https://w3id.org/openbadges/v2", "type": "Issuer",
            "id": "https://academy.example/issuer", "name": "Academy", "url": "https://academy.example",
            "email": "badges@academy.example", "revocationList": {"id": "https://academy.example/revoked"},
            "publicKey": ["https://academy.example/key/1", {"id": "https://academy.example/key/2", "publicKeyPem": "x"}]}"#;
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    fn read(profile: &Object) -> Result<IssuerProfile, ReadError> {
        IssuerProfile::read_hosted(profile, "https://academy.example/issuer")
    }

    #[test]
    fn a_profile_has_keys_by_name_and_in_place_and_what_it_lacks_is_missed() {
        let profile = read(&good()).unwrap();
        let ids: Vec<_> = profile.keys().iter().map(Link::id).collect();
        assert_eq!(ids, [Some("https://academy.example/key/1"), Some("https://academy.example/key/2")]);
        assert_eq!(profile.revocation_list(), Some("https://academy.example/revoked"));
        for name in ["id", "name", "url", "email", "type"] {
            let error = read(&good().without(name)).unwrap_err();
            assert_eq!((error.code(), error.at()), (Code::SchemaMissing, JsonPointer::root().member(name)));
        }
        assert_eq!(read(&good().with("type", "BadgeClass")).unwrap_err().code(), Code::TypeUnexpected);
        assert_eq!(read(&good().with("publicKey", "key-1")).unwrap_err().code(), Code::JsonldRelativeIri);
    }

    #[test]
    fn the_issuer_of_0_5_is_its_origin_whatever_else_it_says() {
        let rule = Object::new().with("allowedOrigins", "attacker.example");
        let profile = IssuerProfile::of_origin(&good().with("verification", rule)).unwrap();
        assert_eq!(profile.id(), "https://academy.example");
        assert!(
            profile.scope().is_default() && profile.keys().is_empty() && profile.revocation_list().is_none()
        );
        assert!(!profile.scope().covers("https://attacker.example/1"));
        assert_eq!(profile.members().text("id"), Some("https://academy.example"));
        assert_eq!(IssuerProfile::of_origin(&good().without("url")).unwrap_err().code(), Code::SchemaMissing);
    }

    #[test]
    fn version_1_asks_for_no_address() {
        let old = good().without("email").with("@context", "https://w3id.org/openbadges/v1");
        assert_eq!(read(&old).unwrap().id(), "https://academy.example/issuer");
    }
}
