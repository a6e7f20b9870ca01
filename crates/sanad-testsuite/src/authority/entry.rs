//! Whom a list lists, with keys, accreditations, and what became of them. `spec/accreditation-list.md#entities`
#![expect(clippy::expect_used, clippy::panic, reason = "a world that cannot be built is written wrongly")]

use sanad_core::json::Object;

use super::{END, FROM, Party};

/// Whom a list lists, and for what.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Who.
    pub party: Party,
    /// Its pinned keys.
    pub keys: Vec<Object>,
    /// Its accreditations.
    pub actions: Vec<Action>,
    /// What has become of them.
    pub history: Vec<Event>,
}

/// One accreditation.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    number: String,
    /// `issue`, `recognize`, …
    pub word: String,
    /// Its start.
    pub from: String,
    /// Its end.
    pub until: String,
    /// What it is limited to.
    pub scope: Option<Object>,
    /// With what the entity may publish.
    pub delegation: Option<Object>,
    /// The schema that what is issued must be valid under.
    pub output: Option<Object>,
}

/// One event of a history.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    status: String,
    from: String,
    number: String,
    effect: String,
}

impl Entry {
    /// Somebody with its first key and no accreditation yet.
    #[must_use]
    pub fn of(party: &Party) -> Self {
        Self { party: party.clone(), keys: Vec::new(), actions: Vec::new(), history: Vec::new() }.key(1)
    }

    /// With another of its keys pinned, from [`FROM`] on.
    #[must_use]
    pub fn key(self, number: u8) -> Self {
        let key = self.pinned(number);
        self.pin(key)
    }

    /// What pins one of its keys.
    #[must_use]
    pub fn pinned(&self, number: u8) -> Object {
        Object::new()
            .with("id", self.party.method(number))
            .with("type", "Multikey")
            .with("publicKeyMultibase", self.party.multikey(number))
            .with("validFrom", FROM)
    }

    /// With a key as it is written.
    #[must_use]
    pub fn pin(mut self, key: Object) -> Self {
        self.keys.push(key);
        self
    }

    /// With a member of its last key.
    #[must_use]
    pub fn on_key(mut self, name: &str, value: &str) -> Self {
        self.keys.last_mut().expect("a key").insert(name, value);
        self
    }

    /// Without any key.
    #[must_use]
    pub fn keyless(mut self) -> Self {
        self.keys.clear();
        self
    }

    /// May issue badges.
    #[must_use]
    pub fn issue(self) -> Self {
        self.act("issue", FROM, END)
    }

    /// May do something for a time.
    #[must_use]
    pub fn act(mut self, word: &str, from: &str, until: &str) -> Self {
        let number = format!("{}/{}", self.party.0, self.actions.len() + 1);
        self.actions.push(Action {
            number,
            word: word.to_owned(),
            from: from.to_owned(),
            until: until.to_owned(),
            scope: None,
            delegation: None,
            output: None,
        });
        self
    }

    /// May recognise others in its own list.
    #[must_use]
    pub fn recognize(self) -> Self {
        let delegation = delegation(&self.party);
        self.delegate(delegation)
    }

    /// May recognise others, within limits.
    #[must_use]
    pub fn delegate(self, delegation: Object) -> Self {
        let mut entry = self.act("recognize", FROM, END);
        entry.last().delegation = Some(delegation);
        entry
    }

    /// With a scope of its last accreditation.
    #[must_use]
    pub fn scope(mut self, scope: Object) -> Self {
        self.last().scope = Some(scope);
        self
    }

    /// Its last accreditation is taken away in time: its period ends there, and its history says why.
    #[must_use]
    pub fn ended(self, status: &str, from: &str) -> Self {
        self.ended_as(status, from, "prospective")
    }

    /// The same, in time or after the fact.
    #[must_use]
    pub fn ended_as(mut self, status: &str, from: &str, effect: &str) -> Self {
        let last = self.actions.len().checked_sub(1);
        self.end(
            last.unwrap_or_else(|| panic!("{:?} has no accreditation", self.party)),
            status,
            from,
            effect,
        );
        self
    }

    /// One of its accreditations is taken away. The history stays in the order of its dates.
    pub fn end(&mut self, place: usize, status: &str, from: &str, effect: &str) {
        let Some(action) = self.actions.get_mut(place) else { return };
        from.clone_into(&mut action.until);
        let number = action.number.clone();
        let word = |text: &str| text.to_owned();
        self.history.push(Event { status: word(status), from: word(from), number, effect: word(effect) });
        self.history.sort_by(|a, b| a.from.cmp(&b.from));
    }

    /// Whether the history says of an accreditation that it ended.
    #[must_use]
    pub fn has_ended(&self, place: usize) -> bool {
        self.actions
            .get(place)
            .is_some_and(|action| self.history.iter().any(|event| event.number == action.number))
    }

    fn last(&mut self) -> &mut Action {
        self.actions.last_mut().unwrap_or_else(|| panic!("{:?} has no accreditation", self.party))
    }

    pub(super) fn write(&self, list: &str) -> Object {
        let mut entry = Object::new()
            .with("id", self.party.did())
            .with("type", "RecognizedEntity")
            .with("name", self.party.0.clone());
        if !self.keys.is_empty() {
            entry.insert("verificationMethod", self.keys.clone());
        }
        let actions: Vec<Object> = self.actions.iter().map(|action| action.write(list)).collect();
        entry.insert("recognizedTo", actions);
        if !self.history.is_empty() {
            let history: Vec<Object> = self.history.iter().map(|event| event.write(list)).collect();
            entry.insert("statusHistory", history);
        }
        entry
    }
}

impl Action {
    fn write(&self, list: &str) -> Object {
        let mut action = Object::new()
            .with("id", format!("{list}#{}", self.number))
            .with("type", "RecognizedAction")
            .with("action", self.word.clone())
            .with("validFrom", self.from.clone())
            .with("validUntil", self.until.clone())
            .with("accreditationStatus", "accredited");
        for (name, value) in [("scope", &self.scope), ("delegation", &self.delegation)] {
            if let Some(value) = value {
                action.insert(name, value.clone());
            }
        }
        if let Some(schema) = &self.output {
            action.insert("outputValidation", vec![schema.clone()]);
        }
        action
    }
}

impl Event {
    fn write(&self, list: &str) -> Object {
        Object::new()
            .with("status", self.status.clone())
            .with("from", self.from.clone())
            .with("actions", vec![format!("{list}#{}", self.number)])
            .with("reasonCode", "audit-failed")
            .with("effect", self.effect.clone())
    }
}

/// What lets somebody recognise others in its own list: to issue and to recognise, as deep as may be.
#[must_use]
pub fn delegation(party: &Party) -> Object {
    Object::new()
        .with("listId", party.list())
        .with("threshold", 1_u32)
        .with("maxPathLength", 8_u32)
        .with("delegableActions", vec!["issue", "recognize"])
}
