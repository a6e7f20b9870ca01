//! Whether a credential is as Open Badges 3.0 and VC 2.0 have it: one walk by the tables of the classes.
//!
//! Signatures, contexts' contents and status lists are not looked at. What the specifications only advise is no
//! defect. `spec/badge.md`

mod defect;
mod results;

pub use defect::Defect;

use std::collections::BTreeSet;
use std::fmt;

use defect::{expected, quoted, shown};

use super::badge_facts::BADGE_FACTS;
use super::class::{Class, Count, Kind, Openness, Property, Typing};
use super::credential::{self, CONTEXT_V2, DataModel};
use super::credential_kind::{CredentialKind, is_of_documents};
use super::lexical;
use crate::code::Code;
use crate::decimal::Decimal;
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::pointer::Trail;
use crate::timestamp::{Timestamp, TimestampError};

/// The defects of a credential in the order of the document; empty if it conforms. At most
/// [`Limits::defects`] are told. A document of another type than `kind` has just that defect.
#[must_use]
pub fn conform(credential: &Object, kind: CredentialKind) -> Vec<Defect> {
    let mut walker = Walker { defects: Vec::new() };
    walker.credential(credential, kind, &Trail::Root);
    walker.defects
}

struct Walker {
    defects: Vec<Defect>,
}

impl Walker {
    fn defect(
        &mut self,
        code: Code,
        trail: &Trail<'_>,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) {
        if !self.is_full() {
            self.defects.push(Defect::new(code, trail.pointer(), found.to_string(), expected.to_string()));
        }
    }

    const fn is_full(&self) -> bool {
        self.defects.len() >= Limits::DEFAULT.defects
    }

    /// spec/badge.md#types: the kind first, for a document of another kind would only seem full of defects.
    fn credential(&mut self, object: &Object, kind: CredentialKind, trail: &Trail<'_>) {
        let types = object.get("type");
        if !kind.is_named_by(types) {
            let found = types.map_or_else(|| "no type".to_owned(), shown);
            let expected =
                format!("VerifiableCredential and {}, and no other kind of document", kind.type_name());
            return self.defect(Code::TypeUnexpected, &trail.member("type"), found, expected);
        }
        let model = DataModel::of(object);
        self.object(object, credential::class_of(kind, model), trail);
        let (from, until) = match model {
            DataModel::V1 => ("issuanceDate", "expirationDate"),
            DataModel::V2 => ("validFrom", "validUntil"),
        };
        // spec/badge.md#values
        let time = |name| object.text(name).and_then(|text| text.parse::<Timestamp>().ok());
        if let (Some(start), Some(end)) = (time(from), time(until))
            && start > end
        {
            self.defect(
                Code::TimeIntervalEmpty,
                &trail.member(until),
                end,
                format!("no time before {start}"),
            );
        }
        // VC 2.0, "Integrity of Related Resources": each is named once.
        let resources = trail.member("relatedResource");
        let mut seen = BTreeSet::new();
        for (index, resource) in items(object, "relatedResource").iter().enumerate() {
            if let Some(id) = resource.as_object().and_then(|resource| resource.text("id"))
                && !seen.insert(id)
            {
                self.defect(
                    Code::SchemaCardinality,
                    &resources.item(index),
                    quoted(id),
                    "each resource once",
                );
            }
        }
    }

    fn object(&mut self, object: &Object, class: &'static Class, trail: &Trail<'_>) {
        if self.is_full() {
            return;
        }
        self.typing(object, class, trail);
        for (name, value) in object.iter() {
            let here = trail.member(name);
            if let Some(property) = class.property(name) {
                self.property(value, property, &here);
            } else if name == "type" {
                // In a closed class a type, too, is a member that has no place.
                match (class.typing, class.openness) {
                    (Typing::Absent, Openness::Closed) => self.unexpected(value, class, &here),
                    (Typing::Absent, Openness::Open) => self.extra(name, value, &here),
                    _ => {}
                }
            } else if class.openness == Openness::Closed && !name.starts_with('@') && name != "proof" {
                self.unexpected(value, class, &here);
            } else {
                self.extra(name, value, &here);
            }
        }
        for name in class.missing(object) {
            let kind = class.property(name).map_or_else(String::new, |property| expected(property.kind));
            self.defect(Code::SchemaMissing, &trail.member(name), "nothing", kind);
        }
        match class.name {
            "AchievementSubject" => self.subject(object, trail),
            "ClrSubject" => self.somebody(object, trail),
            "RelatedResource" if !object.contains("digestSRI") && !object.contains("digestMultibase") => {
                self.defect(Code::SchemaMissing, &trail.member("digestSRI"), "no digest", "a digest");
            }
            _ => {}
        }
    }

    fn unexpected(&mut self, value: &Json, class: &Class, trail: &Trail<'_>) {
        let expected = format!("only members of {}", class.name);
        self.defect(Code::SchemaUnexpectedMember, trail, value.kind(), expected);
    }

    fn typing(&mut self, object: &Object, class: &'static Class, trail: &Trail<'_>) {
        let here = trail.member("type");
        let expected = match class.typing {
            Typing::Absent => return,
            Typing::Any | Typing::Credential(_) => "a type",
            Typing::Contains(name) | Typing::Is(name) => name,
        };
        let Some(types) = object.get("type") else {
            return self.defect(Code::SchemaMissing, &here, "nothing", expected);
        };
        self.types(types, &here);
        let fits = match class.typing {
            Typing::Contains(name) => types.items().iter().any(|item| item.as_str() == Some(name)),
            Typing::Is(name) => {
                types.items().len() == 1 && types.items().iter().all(|i| i.as_str() == Some(name))
            }
            _ => true,
        };
        if !fits {
            self.defect(Code::SchemaWrongKind, &here, shown(types), expected);
        } else if !matches!(class.typing, Typing::Credential(_)) {
            self.one_class_only(types, expected, &here);
        }
    }

    /// The contexts give members their meaning by the types of the object they stand in, and to RDF two objects with
    /// one id are one. With the types of two classes an object could take over members that were signed elsewhere.
    fn one_class_only(&mut self, types: &Json, own: &str, trail: &Trail<'_>) {
        let foreign =
            |name: &&str| *name != own && (is_of_documents(name) || credential::is_class_name(name));
        if let Some(name) = types.items().iter().filter_map(Json::as_str).find(foreign) {
            self.defect(Code::TypeUnexpected, trail, format!("`{name}` too"), "the types of one class");
        }
    }

    /// One or more names, none of them empty.
    fn types(&mut self, types: &Json, trail: &Trail<'_>) {
        if types.items().is_empty() {
            self.defect(Code::SchemaCardinality, trail, "an empty array", "one or more types");
        }
        if types.items().iter().any(|item| item.as_str().is_none_or(str::is_empty)) {
            self.defect(Code::SchemaWrongKind, trail, shown(types), "the name of a type");
        }
    }

    /// spec/badge.md#json: how many values, and whether in an array.
    fn property(&mut self, value: &Json, property: &Property, trail: &Trail<'_>) {
        let single = matches!(property.count, Count::One | Count::Optional);
        match (value, property.kind) {
            (_, Kind::Contexts(first)) => self.contexts(value, first, &OPEN_BADGES, trail),
            (_, Kind::TranscriptContexts(first)) => self.contexts(value, first, &CLR, trail),
            (Json::Array(items), _) if items.is_empty() => {
                self.defect(Code::SchemaCardinality, trail, "an empty array", expected(property.kind));
            }
            (Json::Array(items), Kind::LanguageText) => self.each(items, property.kind, trail),
            (Json::Array(items), _) if single => {
                let several_subjects = property.name == "credentialSubject" && items.len() > 1;
                let code = if several_subjects { Code::SubjectMultiple } else { Code::SchemaCardinality };
                self.defect(
                    code,
                    trail,
                    format!("an array of {}", items.len()),
                    "one value, not in an array",
                );
            }
            (Json::Array(items), _) => {
                let bound = Limits::DEFAULT.status_entries;
                if property.name == "credentialStatus" && items.len() > bound {
                    self.defect(Code::SchemaCardinality, trail, items.len(), format!("at most {bound}"));
                }
                self.each(items, property.kind, trail);
            }
            (_, _) if property.count == Count::Many && *value != Json::Null => {
                self.defect(Code::SchemaCardinality, trail, value.kind(), "an array");
            }
            _ => self.value(value, property.kind, trail),
        }
    }

    fn each(&mut self, items: &[Json], kind: Kind, trail: &Trail<'_>) {
        for (index, item) in items.iter().enumerate() {
            self.value(item, kind, &trail.item(index));
        }
    }

    fn value(&mut self, value: &Json, kind: Kind, trail: &Trail<'_>) {
        match (kind, value) {
            (Kind::Object(class) | Kind::UriOrObject(class), Json::Object(object)) => {
                self.object(object, class(), trail);
            }
            // spec/badge.md#transcripts: what is in it has a report of its own.
            (Kind::AnyCredential, Json::Object(object)) => self.is_credential(object, trail),
            (Kind::Credential(kind), Json::Object(object)) => self.credential(object, kind, trail),
            (Kind::LanguageText, Json::Object(object)) => self.language_value(object, trail),
            (Kind::Decimal, Json::Number(_) | Json::String(_)) => {
                if Decimal::of_json(value).is_none_or(|number| number.is_negative()) {
                    self.defect(Code::SchemaWrongKind, trail, number_shown(value), expected(kind));
                }
            }
            // What a proof holds is judged where proofs are read.
            (Kind::Proof, Json::Object(_))
            | (Kind::Boolean, Json::Bool(_))
            | (Kind::Float, Json::Number(_))
            | (Kind::Text | Kind::Markdown | Kind::LanguageText, Json::String(_)) => {}
            (_, Json::Object(object)) if object.iter().any(|(name, _)| name.starts_with('@')) => {
                self.defect(Code::SchemaNotCompact, trail, "JSON-LD's long form", expected(kind));
            }
            (_, Json::String(text)) => self.text(text, kind, trail),
            _ => self.defect(Code::SchemaWrongKind, trail, value.kind(), expected(kind)),
        }
    }

    fn text(&mut self, text: &str, kind: Kind, trail: &Trail<'_>) {
        let code = match kind {
            Kind::Uri | Kind::Url | Kind::UriOrObject(_) if !lexical::is_absolute_uri(text) => {
                Code::JsonldRelativeIri
            }
            Kind::Enumeration(list) if !list.allows(text) => Code::SchemaEnumeration,
            Kind::CountryCode if !lexical::is_country(text) => Code::SchemaEnumeration,
            Kind::FieldCode if !lexical::is_field(text) => Code::SchemaEnumeration,
            Kind::JurisdictionCode if !lexical::is_jurisdiction(text) => Code::SchemaEnumeration,
            Kind::LanguageCode if !lexical::is_language(text) => Code::SchemaWrongKind,
            Kind::CompactJws if !lexical::is_compact_jws(text) => Code::SchemaWrongKind,
            Kind::DateTimeStamp => return self.time(text.parse::<Timestamp>().map(drop), text, kind, trail),
            Kind::DateTime => return self.time(lexical::date_time(text), text, kind, trail),
            Kind::Date => return self.time(lexical::date(text), text, kind, trail),
            Kind::Object(_) | Kind::Credential(_) | Kind::Proof | Kind::Boolean | Kind::Float => {
                Code::SchemaWrongKind
            }
            _ => return,
        };
        self.defect(code, trail, quoted(text), expected(kind));
    }

    fn time(&mut self, read: Result<(), TimestampError>, text: &str, kind: Kind, trail: &Trail<'_>) {
        if let Err(error) = read {
            self.defect(error.code(), trail, quoted(text), expected(kind));
        }
    }

    /// VC 2.0, "Language and Base Direction": `@value`, and `@language` or `@direction`, and nothing else.
    fn language_value(&mut self, object: &Object, trail: &Trail<'_>) {
        let text = |name: &str| object.get(name).map(Json::as_str);
        let known = |name: &str| matches!(name, "@value" | "@language" | "@direction");
        let fits = matches!(text("@value"), Some(Some(_)))
            && text("@language").is_none_or(|tag| tag.is_some_and(lexical::is_language))
            && text("@direction").is_none_or(|word| matches!(word, Some("ltr" | "rtl")))
            && object.iter().all(|(name, _)| known(name));
        if !fits {
            let expected = "`@value`, and perhaps `@language` and `@direction`";
            self.defect(Code::SchemaNotCompact, trail, "an object", expected);
        }
    }

    fn is_credential(&mut self, object: &Object, trail: &Trail<'_>) {
        let types = object.get("type");
        let named =
            types.is_some_and(|t| t.items().iter().any(|t| t.as_str() == Some("VerifiableCredential")));
        if !named {
            let found = types.map_or_else(|| "no type".to_owned(), shown);
            self.defect(Code::TypeUnexpected, &trail.member("type"), found, "VerifiableCredential");
        }
    }

    /// spec/badge.md#contexts
    fn contexts(&mut self, value: &Json, first: &str, second: &Vocabulary, trail: &Trail<'_>) {
        let Json::Array(contexts) = value else {
            return self.defect(Code::SchemaWrongKind, trail, value.kind(), "an array of contexts");
        };
        let bound = Limits::DEFAULT.contexts;
        if !(2..=bound).contains(&contexts.len()) {
            self.defect(Code::SchemaCardinality, trail, contexts.len(), format!("2 to {bound} contexts"));
        }
        for (index, context) in contexts.iter().enumerate() {
            let here = trail.item(index);
            match (index, context) {
                (0, Json::String(url)) if url == first => {}
                (1, Json::String(url)) if second.has(url) => {}
                (2.., Json::String(url)) if lexical::is_absolute_uri(url) => {}
                (2.., Json::String(url)) => {
                    self.defect(Code::JsonldRelativeIri, &here, quoted(url), "a context's URL");
                }
                (_, Json::Object(_)) => {
                    self.defect(Code::JsonldInlineContext, &here, "a context written out", "a context's URL");
                }
                (0, _) => self.defect(Code::SchemaEnumeration, &here, shown(context), CONTEXT_V2),
                (1, _) => {
                    self.defect(Code::SchemaEnumeration, &here, shown(context), second.name);
                }
                _ => self.defect(Code::SchemaWrongKind, &here, context.kind(), "a context's URL"),
            }
        }
    }

    /// A member that the model does not name. Its meaning is its context's; the rules of JSON hold for it too.
    fn extra(&mut self, name: &str, value: &Json, trail: &Trail<'_>) {
        match name {
            "@context" => {
                return self.defect(
                    Code::JsonldNestedContext,
                    trail,
                    "a context",
                    "none but at a credential's top",
                );
            }
            "proof" => {
                return self.defect(Code::ProofMisplaced, trail, "a proof", "proofs on credentials only");
            }
            "id" if value.as_str().is_none_or(|text| !lexical::is_absolute_uri(text)) => {
                return self.value(value, Kind::Uri, trail);
            }
            "type" => return self.types(value, trail),
            // spec/badge-facts.md#form: elsewhere it would be signed, and looked at by nobody.
            BADGE_FACTS => {
                return self.defect(
                    Code::SchemaUnexpectedMember,
                    trail,
                    value.kind(),
                    "it on an achievement",
                );
            }
            // spec/badge.md#compact: another name for the same RDF would hide a member from whoever reads the JSON,
            // and leave an RDF signature good. Some contexts give a class the IRI of a property.
            _ if name.starts_with('@') || name.contains(':') || is_class_name(name) => {
                return self.defect(Code::SchemaNotCompact, trail, quoted(name), "a term of a context");
            }
            _ => {}
        }
        self.extra_value(value, trail);
    }

    fn extra_value(&mut self, value: &Json, trail: &Trail<'_>) {
        match value {
            _ if self.is_full() => {}
            Json::Null => self.defect(Code::SchemaWrongKind, trail, "null", "a value, or no member"),
            Json::Array(items) if items.is_empty() => {
                self.defect(Code::SchemaCardinality, trail, "an empty array", "a value, or no member");
            }
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.extra_value(item, &trail.item(index));
                }
            }
            Json::Object(object) => {
                for (name, member) in object.iter() {
                    self.extra(name, member, &trail.member(name));
                }
            }
            Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    fn somebody(&mut self, subject: &Object, trail: &Trail<'_>) {
        if !subject.contains("id") && !subject.contains("identifier") {
            self.defect(Code::SubjectMissing, trail, "neither", "`id` or `identifier`");
        }
    }

    fn subject(&mut self, subject: &Object, trail: &Trail<'_>) {
        self.somebody(subject, trail);
        self.results(subject, trail);
    }
}

fn number_shown(value: &Json) -> String {
    value.as_number().map_or_else(|| shown(value), |number| Decimal::from(number).to_string())
}

fn items<'a>(object: &'a Object, name: &str) -> &'a [Json] {
    object.get(name).map_or(&[], Json::items)
}

/// The contexts in which a standard has published its words.
struct Vocabulary {
    name: &'static str,
    /// What its URLs begin with; then come `.json`, or `-`, the version as major, digit, digit, and `.json`.
    stem: &'static str,
    major: u8,
}

static OPEN_BADGES: Vocabulary = Vocabulary {
    name: "a context of Open Badges 3.0",
    stem: "https://purl.imsglobal.org/spec/ob/v3p0/context",
    major: b'3',
};
static CLR: Vocabulary = Vocabulary {
    name: "a context of CLR 2.0",
    stem: "https://purl.imsglobal.org/spec/clr/v2p0/context",
    major: b'2',
};

impl Vocabulary {
    fn has(&self, url: &str) -> bool {
        let version = url.strip_prefix(self.stem).and_then(|rest| rest.strip_suffix(".json"));
        version.is_some_and(|version| match version.as_bytes() {
            [] => true,
            [b'-', major, b'.', minor, b'.', patch] => {
                *major == self.major && minor.is_ascii_digit() && patch.is_ascii_digit()
            }
            _ => false,
        })
    }
}

fn is_class_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && (name == "OpenBadgeCredential" || credential::classes().iter().any(|class| class.name == name))
}

#[cfg(test)]
mod tests;
