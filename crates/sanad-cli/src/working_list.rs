//! The file in which an authority keeps its list between two signed versions: readable, and it remembers what was signed.

use std::path::Path;

use sanad_core::accreditation::digest::ListDigest;
use sanad_core::accreditation::draft::AccreditationListDraft;
use sanad_core::accreditation::list::{AccreditationList, AccreditationListError};
use sanad_core::json::{Json, Number, Object};
use sanad_core::limits::Limits;
use sanad_core::signed::SignedDocument;
use sanad_core::timestamp::Timestamp;

use crate::fail::Failure;
use crate::file::{self, Existing, Readers};

/// What the file says that it is.
const FORMAT: &str = "https://w3id.org/sanad/accreditation-working-file/v1";

/// Bytes of a working file. 24 MiB: the largest list, indented.
pub(crate) const WORKING_BYTES: usize = 24 << 20;

/// A list in the making.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WorkingList {
    last_signed: Option<LastSigned>,
    pub(crate) draft: AccreditationListDraft,
}

/// The newest version that was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastSigned {
    pub(crate) sequence: u64,
    pub(crate) digest: ListDigest,
    pub(crate) previous: Option<ListDigest>,
    pub(crate) at: Timestamp,
    pub(crate) until: Timestamp,
}

impl WorkingList {
    /// A list of which no version is signed yet.
    pub(crate) const fn new(draft: AccreditationListDraft) -> Self {
        Self { last_signed: None, draft }
    }

    /// Reads a working file, if it is one: a signed list is `None`.
    pub(crate) fn of_bytes(bytes: &[u8], name: &str) -> Result<Option<Self>, Failure> {
        let wrong = |what: &str| {
            Failure::new(format!("`{name}`: {what}"), "`sanad accredit init` makes a working file")
        };
        let mut limits = Limits::ACCREDITATION_LIST;
        limits.document_bytes = WORKING_BYTES;
        let json = Json::parse_within(bytes, &limits)
            .map_err(|error| wrong(&error.to_string()).coded(error.code().as_str()))?;
        let Json::Object(mut whole) = json else { return Err(wrong("it is no JSON object")) };
        if whole.contains("@context") {
            return Ok(None);
        }
        if whole.text("format") != Some(FORMAT) {
            return Err(wrong(&format!("it is no list, and its `format` is not `{FORMAT}`")));
        }
        if let Some((name, _)) =
            whole.iter().find(|(name, _)| !["format", "lastSigned", "list"].contains(name))
        {
            return Err(wrong(&format!("`{name}` is not known in it")));
        }
        let last = whole.get("lastSigned").map(|last| {
            last.as_object().and_then(LastSigned::read).ok_or_else(|| wrong("`lastSigned` cannot be read"))
        });
        let Some(Json::Object(list)) = whole.remove("list") else {
            return Err(wrong("it has no object `list`"));
        };
        for name in ["proof", "validFrom", "validUntil"] {
            if list.contains(name) {
                return Err(wrong(&format!("`{name}` stands in `list`; signing puts it there")));
            }
        }
        let draft = AccreditationListDraft::from_content(list);
        Ok(Some(Self { last_signed: last.transpose()?, draft }))
    }

    /// Reads the working file of that path.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let bytes = file::read(path, WORKING_BYTES)?;
        let name = path.display().to_string();
        Self::of_bytes(&bytes, &name)?.ok_or_else(|| {
            Failure::new(
                format!("`{name}` is a signed list, and not the working file it was made from"),
                "name the working file; a signed version is never changed",
            )
        })
    }

    /// Writes the file, whole or not at all.
    pub(crate) fn save(&self, path: &Path, existing: Existing) -> Result<(), Failure> {
        let mut whole = Object::new().with("format", FORMAT);
        if let Some(last) = &self.last_signed {
            whole.insert("lastSigned", last.to_json());
        }
        let whole = Json::Object(whole.with("list", self.draft.content().clone()));
        file::write(path, whole.to_pretty().as_bytes(), existing, Readers::Default)
    }

    /// The newest version that was signed.
    pub(crate) const fn last_signed(&self) -> Option<LastSigned> {
        self.last_signed
    }

    /// Goes on from a version that was just signed.
    pub(crate) fn go_on(
        &mut self,
        signed: &SignedDocument,
        list: &AccreditationList,
    ) -> Result<(), AccreditationListError> {
        self.draft = AccreditationListDraft::next(signed)?;
        self.last_signed = Some(LastSigned {
            sequence: list.sequence(),
            digest: list.digest(),
            previous: list.previous_digest(),
            at: list.valid_from(),
            until: list.valid_until(),
        });
        Ok(())
    }

    /// The authority that signs the list.
    pub(crate) fn authority(&self) -> &str {
        let issuer = self.draft.content().get("issuer").and_then(Json::as_object);
        issuer.and_then(|issuer| issuer.text("id")).unwrap_or_default()
    }

    /// The list's id.
    pub(crate) fn id(&self) -> &str {
        self.draft.content().text("id").unwrap_or_default()
    }

    /// What is in the file under the number and times of the version signed last: the same version, if nothing was
    /// changed since.
    pub(crate) fn last_version(&self) -> Option<Object> {
        let last = self.last_signed?;
        let mut content = Object::new();
        for (name, value) in self.draft.content().iter() {
            content.insert(name, value.clone());
            // Where the draft puts them: the same version is the same bytes.
            if name == "issuer" {
                content.insert("validFrom", last.at.to_string());
                content.insert("validUntil", last.until.to_string());
            }
        }
        if let Some(Json::Object(own)) = content.get_mut("accreditationList") {
            own.insert("sequence", whole_number(last.sequence));
            match last.previous {
                Some(previous) => own.insert("previousDigest", previous.to_string()),
                None => own.remove("previousDigest"),
            };
        }
        Some(content)
    }

    /// The list as it would be signed now, for showing and checking, without whoever is accredited for nothing yet;
    /// nothing, if that is everybody.
    pub(crate) fn preview(&self) -> Option<Object> {
        let mut content = self.draft.content().clone();
        let Some(Json::Array(entities)) = content.get_mut("credentialSubject") else { return Some(content) };
        entities.retain(|entity| entity.as_object().is_none_or(|entity| entity.contains("recognizedTo")));
        if entities.is_empty() {
            return None;
        }
        let last = self.last_signed;
        let from = last.map_or_else(|| Timestamp::from_unix_seconds(0), |last| Some(last.at));
        let until = last.map_or_else(|| Timestamp::from_unix_seconds(1), |last| Some(last.until));
        content.insert("validFrom", from?.to_string());
        content.insert("validUntil", until?.to_string());
        Some(content)
    }

    /// Who is on the list and accredited for nothing yet.
    pub(crate) fn idle(&self) -> impl Iterator<Item = &str> {
        let entities = self.draft.content().get("credentialSubject").and_then(Json::as_array);
        let idle = entities.unwrap_or_default().iter().filter_map(Json::as_object);
        idle.filter(|entity| !entity.contains("recognizedTo")).filter_map(|entity| entity.text("id"))
    }

    /// That a list can be made of it: the reader's rules are those of every verifier.
    pub(crate) fn heed(&self) -> Result<(), Failure> {
        let Some(content) = self.preview() else { return Ok(()) };
        AccreditationList::read_content(&content).map(drop).map_err(|error| {
            Failure::new(format!("no list can be made of it: {error}"), "nothing was changed")
                .coded(error.code().as_str())
        })
    }
}

impl LastSigned {
    fn read(object: &Object) -> Option<Self> {
        let digest = |name| object.text(name).map(str::parse::<ListDigest>);
        let time = |name| object.text(name)?.parse::<Timestamp>().ok();
        Some(Self {
            sequence: object.get("sequence")?.to_compact().parse().ok()?,
            digest: digest("digest")?.ok()?,
            previous: digest("previousDigest").transpose().ok()?,
            at: time("at")?,
            until: time("validUntil")?,
        })
    }

    fn to_json(self) -> Object {
        let mut object = Object::new()
            .with("sequence", whole_number(self.sequence))
            .with("digest", self.digest.to_string());
        if let Some(previous) = self.previous {
            object.insert("previousDigest", previous.to_string());
        }
        object.with("at", self.at.to_string()).with("validUntil", self.until.to_string())
    }
}

/// A whole number below 2^53, exactly.
fn whole_number(number: u64) -> Json {
    let exact = number.to_string().parse().ok().and_then(Number::from_f64);
    exact.map_or(Json::Null, Json::Number)
}
