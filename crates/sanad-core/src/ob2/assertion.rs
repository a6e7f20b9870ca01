//! An Open Badges 2.0 `Assertion`: what was awarded to whom, when, and how that is verified.

use crate::json::{Json, Object};
use crate::ob2::identity::RecipientIdentity;
use crate::ob2::link::Link;
use crate::ob2::member::{Members, ReadError, expect_type};
use crate::ob2::revocation::Revocation;
use crate::ob2::upgrade;
use crate::ob2::version::Version;
use crate::pointer::JsonPointer;
use crate::timestamp::Timestamp;

/// An assertion of Open Badges 2.0, or of an earlier version upgraded to its members. Nothing in it is believed.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    version: Version,
    members: Object,
    id: Option<String>,
    verification: Verification,
    recipient: RecipientIdentity,
    badge: Link,
    issued_on: Timestamp,
    expires: Option<Timestamp>,
    revocation: Option<Revocation>,
}

/// How an assertion is to be verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verification {
    /// What counts is the copy that stands at its own URL.
    Hosted,
    /// It is signed as a JWS.
    Signed {
        /// The IRI of the key; in version 1 the URL of one as PEM.
        creator: Option<String>,
    },
}

impl Verification {
    fn read(value: &Json, at: &JsonPointer) -> Result<Self, ReadError> {
        let Some(object) = value.as_object() else {
            return Err(ReadError::WrongKind { at: at.clone(), found: value.kind(), expected: "an object" });
        };
        let members = Members::new(object, at);
        let types = members.texts("type")?;
        if types.is_empty() {
            let expected = "HostedBadge or SignedBadge";
            return Err(ReadError::Missing { at: members.place("type"), expected });
        }
        let has = |words: [&str; 3]| types.iter().any(|found| words.contains(&found.as_str()));
        match (
            has(["HostedBadge", "hosted", "obi:HostedBadge"]),
            has(["SignedBadge", "signed", "obi:SignedBadge"]),
        ) {
            (true, false) => Ok(Self::Hosted),
            (false, true) => {
                let creator = members.one("creator")?;
                let creator = creator.map(|value| Link::read(value, members.place("creator"))).transpose()?;
                Ok(Self::Signed { creator: creator.and_then(|link| link.id().map(str::to_owned)) })
            }
            _ => Err(ReadError::UnknownWord {
                at: members.place("type"),
                found: super::member::cut(&types.join(" ")),
                expected: "HostedBadge or SignedBadge",
            }),
        }
    }
}

impl Assertion {
    /// Reads an assertion as it was handed over. One of an earlier version than 1.1 may have no id: it has the URL that
    /// it is hosted at, which it need not say.
    ///
    /// # Errors
    /// [`ReadError`], if it is no assertion or not as its version has it.
    pub fn read(document: &Object) -> Result<Self, ReadError> {
        Self::read_upgraded(document, None)
    }

    /// Reads an assertion as it was fetched from a URL.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_hosted(document: &Object, url: &str) -> Result<Self, ReadError> {
        Self::read_upgraded(document, Some(url))
    }

    fn read_upgraded(document: &Object, url: Option<&str>) -> Result<Self, ReadError> {
        let version = Version::of(document).unwrap_or(Version::V2_0);
        let mut upgraded = upgrade::assertion(document, version);
        if let (Some(url), true) = (url, version < Version::V2_0 && !upgraded.contains("id")) {
            upgraded.insert("id", url);
        }
        expect_type(&upgraded, &["Assertion"])?;
        let root = JsonPointer::root();
        let members = Members::new(&upgraded, &root);
        let verification = Verification::read(
            members.required("verification", "an object")?,
            &members.place("verification"),
        )?;
        let id = match (&verification, version) {
            (_, Version::V2_0) | (Verification::Hosted, Version::V1_1) => Some(members.required_iri("id")?),
            // A signed one must have a name, or it could not be revoked.
            (Verification::Signed { .. }, _) if !upgraded.contains("uid") => {
                Some(members.required_iri("id")?)
            }
            _ => members.text("id")?,
        };
        let recipient = members.required("recipient", "an object")?;
        let issued_on = members.time("issuedOn", version)?;
        let no_time = || ReadError::Missing { at: members.place("issuedOn"), expected: "a date and time" };
        Ok(Self {
            version,
            id: id.map(str::to_owned),
            verification,
            recipient: RecipientIdentity::read(recipient, &members.place("recipient"))?,
            badge: Link::read(members.required("badge", "an IRI or an object")?, members.place("badge"))?,
            issued_on: issued_on.ok_or_else(no_time)?,
            expires: members.time("expires", version)?,
            revocation: Revocation::of(&upgraded),
            members: upgraded,
        })
    }

    /// The version it was written in.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// All its members, those of an earlier version by their newer names.
    #[must_use]
    pub const fn members(&self) -> &Object {
        &self.members
    }

    /// Its IRI; for one that is hosted the URL it is hosted at.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// What version 1 has in place of an id: unique among those of its issuer, if the issuer takes care.
    #[must_use]
    pub fn uid(&self) -> Option<&str> {
        self.members.text("uid")
    }

    /// How it is to be verified.
    #[must_use]
    pub const fn verification(&self) -> &Verification {
        &self.verification
    }

    /// To whom it was awarded.
    #[must_use]
    pub const fn recipient(&self) -> &RecipientIdentity {
        &self.recipient
    }

    /// What was awarded.
    #[must_use]
    pub const fn badge(&self) -> &Link {
        &self.badge
    }

    /// When it was awarded.
    #[must_use]
    pub const fn issued_on(&self) -> Timestamp {
        self.issued_on
    }

    /// Until when it holds, that instant included. None: for ever.
    #[must_use]
    pub const fn expires(&self) -> Option<Timestamp> {
        self.expires
    }

    /// Whether it says of itself that it is revoked.
    #[must_use]
    pub const fn revocation(&self) -> Option<&Revocation> {
        self.revocation.as_ref()
    }
}

/// What an assertion that was handed over says of where to look: the only thing in it that is looked at, if it is
/// hosted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Whereabouts {
    /// It is hosted at a URL.
    At(String),
    /// It is to be signed.
    Signed,
    /// It is hosted somewhere. The oldest do not say where.
    Unsaid,
}

impl Whereabouts {
    pub(crate) fn of(document: &Object) -> Self {
        let upgraded = upgrade::assertion(document, Version::of(document).unwrap_or(Version::V2_0));
        let verification = upgraded.get("verification");
        let read = verification.map(|value| Verification::read(value, &JsonPointer::root()));
        match (read, upgraded.text("id")) {
            (Some(Ok(Verification::Signed { .. })), _) => Self::Signed,
            (_, Some(url)) => Self::At(url.to_owned()),
            _ => Self::Unsaid,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    const GOOD: &str = r#"{"@context": "https://w3id.org/openbadges/v2", "type": "Assertion",
        "id": "https://academy.example/assertions/1", "badge": "https://academy.example/badges/1",
        "recipient": {"type": "email", "hashed": false, "identity": "ada@example.org"},
        "verification": {"type": "hosted"}, "issuedOn": "2016-12-31T23:59:59Z"}"#;

    fn parsed(text: &str) -> Object {
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn a_2_0_assertion_is_read_and_each_thing_that_it_needs_is_missed() {
        let good = parsed(GOOD);
        let assertion = Assertion::read(&good).unwrap();
        assert_eq!(assertion.version(), Version::V2_0);
        assert_eq!(assertion.verification(), &Verification::Hosted);
        assert_eq!(assertion.issued_on().to_string(), "2016-12-31T23:59:59Z");
        assert_eq!(assertion.expires(), None);
        for name in ["id", "badge", "recipient", "verification", "issuedOn", "type"] {
            let error = Assertion::read(&good.without(name)).unwrap_err();
            assert_eq!((error.code(), error.at()), (Code::SchemaMissing, JsonPointer::root().member(name)));
        }
        for (name, value, code) in [
            ("type", Json::from("BadgeClass"), Code::TypeUnexpected),
            ("id", "assertion-1".into(), Code::JsonldRelativeIri),
            ("expires", "2017-01-01".into(), Code::TimeMalformed),
            ("issuedOn", 1_483_228_799_u32.into(), Code::TimeMalformed),
            ("badge", vec!["https://a.example/1", "https://a.example/2"].into(), Code::SchemaCardinality),
            ("badge", 7_u32.into(), Code::SchemaWrongKind),
            ("verification", Object::new().with("type", "Trust").into(), Code::SchemaEnumeration),
            (
                "verification",
                Object::new().with("type", vec!["hosted", "signed"]).into(),
                Code::SchemaEnumeration,
            ),
        ] {
            let error = Assertion::read(&good.clone().with(name, value.clone())).unwrap_err();
            assert_eq!(error.code(), code, "{name}: {value:?}");
        }
    }

    #[test]
    fn a_1_0_assertion_has_the_url_it_came_from() {
        let old = parsed(
            r#"{"uid": "7", "recipient": {"type": "email", "hashed": false, "identity": "a@b"}, "issuedOn": 1359217910,
                "badge": "https://a.example/b", "verify": {"type": "hosted", "url": "https://a.example/7"}}"#,
        );
        assert_eq!(Assertion::read(&old).unwrap().id(), Some("https://a.example/7"));
        assert_eq!(Assertion::read(&old).unwrap().issued_on().to_string(), "2013-01-26T16:31:50Z");
        assert_eq!(Whereabouts::of(&old), Whereabouts::At("https://a.example/7".to_owned()));
        let bare = parsed(r#"{"recipient": "a@b", "issued_on": "2011-08-23", "badge": {"name": "x"}}"#);
        assert_eq!(Assertion::read(&bare).unwrap().id(), None);
        assert_eq!(
            Assertion::read_hosted(&bare, "https://a.example/1").unwrap().id(),
            Some("https://a.example/1")
        );
    }

    #[test]
    fn a_signed_assertion_may_name_its_key_and_is_not_hosted() {
        let signed = parsed(GOOD).with("id", "urn:uuid:1").with(
            "verification",
            Object::new().with("type", "SignedBadge").with("creator", "https://a.example/k"),
        );
        let creator = Some("https://a.example/k".to_owned());
        assert_eq!(Assertion::read(&signed).unwrap().verification(), &Verification::Signed { creator });
        assert_eq!(Whereabouts::of(&signed), Whereabouts::Signed);
        assert_eq!(Whereabouts::of(&parsed(GOOD).without("id")), Whereabouts::Unsaid);
    }
}
