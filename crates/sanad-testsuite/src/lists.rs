//! Accreditation lists of the vectors: made member by member, so that each can be made wrong.

use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;

use crate::document::{Document, Proof, by};
use crate::keys::Who;

/// Whose list, where it is, and what it says of itself.
#[derive(Clone, Debug)]
pub struct List {
    id: String,
    authority: String,
    name: String,
    sequence: u32,
    valid_from: String,
    valid_until: String,
    entities: Vec<Object>,
    own: Object,
}

/// When every list begins, unless a case says another time.
pub const BEGINS: &str = "2026-02-15T00:00:00Z";
/// When every list ends.
pub const ENDS: &str = "2026-08-15T00:00:00Z";
/// From when on everybody is accredited.
pub const SINCE: &str = "2024-07-01T00:00:00Z";
/// Until when.
pub const UNTIL: &str = "2030-07-01T00:00:00Z";

/// The id of somebody who accredits.
#[must_use]
pub fn did(who: Who) -> String {
    format!("did:web:{}.example", who.word())
}

/// Where their list is.
#[must_use]
pub fn url(who: Who) -> String {
    format!("https://{}.example/list", who.word())
}

/// The verifier's anchor for the list of somebody, with their own key.
#[must_use]
pub fn anchor(who: Who) -> Object {
    Object::new().with("list", url(who)).with("authority", did(who)).with("keys", vec![who.multikey()])
}

impl List {
    /// The list of somebody: in date, the first of its kind, with nobody on it.
    #[must_use]
    pub fn of(who: Who) -> Self {
        let name = match who {
            Who::Council => "Council of Accreditors",
            Who::Board => "Board of Trades",
            Who::Commission => "Commission of the North",
            _ => "A list",
        };
        Self {
            id: url(who),
            authority: did(who),
            name: name.to_owned(),
            sequence: 1,
            valid_from: BEGINS.to_owned(),
            valid_until: ENDS.to_owned(),
            entities: Vec::new(),
            own: Object::new(),
        }
    }

    /// With somebody on it.
    #[must_use]
    pub fn with(mut self, entity: Entity) -> Self {
        let entity = entity.into_object(&self.id);
        self.entities.push(entity);
        self
    }

    /// In another version; those after the first name the one before.
    #[must_use]
    pub fn sequence(mut self, sequence: u32) -> Self {
        self.sequence = sequence;
        if sequence > 1 {
            // Any digest: who has seen no version before cannot compare it.
            let digest = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
            self.own.insert("previousDigest", digest);
        }
        self
    }

    /// In date at other times.
    #[must_use]
    pub fn valid(mut self, from: &str, until: &str) -> Self {
        from.clone_into(&mut self.valid_from);
        until.clone_into(&mut self.valid_until);
        self
    }

    /// With another id.
    #[must_use]
    pub fn at(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// By another.
    #[must_use]
    pub fn by(mut self, authority: &str) -> Self {
        authority.clone_into(&mut self.authority);
        self
    }

    /// With a member of its own.
    #[must_use]
    pub fn own(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.own.insert(name, value);
        self
    }

    /// The list, not signed.
    #[must_use]
    pub fn unsigned(self) -> Document {
        let issuer = Object::new()
            .with("id", self.authority.as_str())
            .with("type", "RecognizedIssuer")
            .with("name", self.name);
        let own = self.own.iter().fold(
            Object::new()
                .with("sequence", self.sequence)
                .with("listType", "https://w3id.org/sanad/accreditation-list/v1#Accreditation")
                .with("historicalInformationPeriod", 65_535),
            |own, (name, value)| own.with(name, value.clone()),
        );
        let contexts =
            ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/sanad/accreditation-list/v1"];
        let types = ["VerifiableCredential", "RecognizedEntityCredential", "AccreditationListCredential"];
        Document::of(
            Object::new()
                .with("@context", contexts.to_vec())
                .with("id", self.id)
                .with("type", types.to_vec())
                .with("issuer", issuer)
                .with("validFrom", self.valid_from)
                .with("validUntil", self.valid_until)
                .with("accreditationList", own)
                .with("credentialSubject", self.entities),
        )
    }

    /// The list, signed by some.
    #[must_use]
    pub fn signed(self, signers: &[Who]) -> Document {
        self.signed_at(signers, BEGINS)
    }

    /// The list, signed by some at another time.
    #[must_use]
    pub fn signed_at(self, signers: &[Who], created: &str) -> Document {
        signers.iter().fold(self.unsigned(), |list, who| {
            list.sign(&proof(*who).suite(Cryptosuite::EddsaJcs2022).set("created", created).regardless())
        })
    }
}

/// A proof by the key of somebody who accredits, with `eddsa-rdfc-2022`.
#[must_use]
pub fn proof(who: Who) -> Proof {
    by(who).method(format!("{}#{}", did(who), who.multikey())).set("created", BEGINS)
}

/// Somebody on a list.
#[derive(Clone, Debug)]
pub struct Entity {
    id: String,
    name: String,
    keys: Vec<Object>,
    actions: Vec<(String, Object)>,
    history: Vec<(Object, Vec<String>)>,
}

impl Entity {
    /// Somebody by their id and name.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            keys: Vec::new(),
            actions: Vec::new(),
            history: Vec::new(),
        }
    }

    /// Somebody who accredits, with their key, and no list yet.
    #[must_use]
    pub fn authority(who: Who) -> Self {
        let name = match who {
            Who::Board => "Board of Trades",
            Who::Commission => "Commission of the North",
            _ => "Somebody",
        };
        Self::new(&did(who), name).key(&format!("{}#{}", did(who), who.multikey()), who)
    }

    /// With a key under an id, in force since [`SINCE`].
    #[must_use]
    pub fn key(self, id: &str, who: Who) -> Self {
        self.key_with(id, who, Object::new())
    }

    /// With a key, and more said of it.
    #[must_use]
    pub fn key_with(mut self, id: &str, who: Who, more: Object) -> Self {
        let key = Object::new()
            .with("id", id)
            .with("type", "Multikey")
            .with("publicKeyMultibase", who.multikey())
            .with("validFrom", SINCE);
        self.keys.push(more.iter().fold(key, |key, (name, value)| key.with(name, value.clone())));
        self
    }

    /// May issue, from [`SINCE`] to [`UNTIL`].
    #[must_use]
    pub fn issues(self, number: &str) -> Self {
        self.action(number, Object::new().with("action", "issue"))
    }

    /// May publish their list, and hand on everything.
    #[must_use]
    pub fn recognizes(self, number: &str, who: Who) -> Self {
        self.recognizes_with(number, who, Object::new())
    }

    /// May publish their list, within limits.
    #[must_use]
    pub fn recognizes_with(self, number: &str, who: Who, more: Object) -> Self {
        let delegation = Object::new()
            .with("listId", url(who))
            .with("maxPathLength", 2)
            .with("delegableActions", vec!["issue", "recognize"]);
        let delegation =
            more.iter().fold(delegation, |delegation, (name, value)| delegation.with(name, value.clone()));
        self.action(number, Object::new().with("action", "recognize").with("delegation", delegation))
    }

    /// An action with whatever is said of it in place of the usual.
    #[must_use]
    pub fn action(mut self, number: &str, more: Object) -> Self {
        let action = Object::new()
            .with("type", "RecognizedAction")
            .with("validFrom", SINCE)
            .with("validUntil", UNTIL)
            .with("accreditationStatus", "accredited");
        let action = more.iter().fold(action, |action, (name, value)| action.with(name, value.clone()));
        self.actions.push((number.to_owned(), action));
        self
    }

    /// With an event about one action.
    #[must_use]
    pub fn event(mut self, status: &str, from: &str, number: &str) -> Self {
        let event = Object::new()
            .with("status", status)
            .with("from", from)
            .with("effect", "prospective")
            .with("reasonCode", "review");
        self.history.push((event, vec![number.to_owned()]));
        self
    }

    /// With an event that reaches back.
    #[must_use]
    pub fn event_in_retrospect(mut self, status: &str, from: &str, number: &str) -> Self {
        let event = Object::new()
            .with("status", status)
            .with("from", from)
            .with("effect", "retroactive")
            .with("reasonCode", "fraud");
        self.history.push((event, vec![number.to_owned()]));
        self
    }

    fn into_object(self, list: &str) -> Object {
        let number = |number: &String| format!("{list}#{number}");
        let actions: Vec<Object> =
            self.actions.iter().map(|(id, action)| action.clone().with("id", number(id))).collect();
        let history: Vec<Object> = self
            .history
            .iter()
            .map(|(event, ids)| event.clone().with("actions", ids.iter().map(number).collect::<Vec<_>>()))
            .collect();
        let entity = Object::new()
            .with("id", self.id.as_str())
            .with("type", "RecognizedEntity")
            .with("name", self.name);
        let entity = if self.keys.is_empty() { entity } else { entity.with("verificationMethod", self.keys) };
        let entity = entity.with("recognizedTo", actions);
        if history.is_empty() { entity } else { entity.with("statusHistory", history) }
    }
}
