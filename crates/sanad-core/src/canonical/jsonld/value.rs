//! Values that are one term: plain strings, numbers and booleans, and value objects (JSON-LD 1.1 API §5.3, §8.2.2).

use std::borrow::Cow;

use super::error::{Dropped, JsonLdError, Violation, dropped, invalid};
use super::iri;
use super::keyword::Keyword;
use super::literal;
use super::member::Member;
use super::name::Names;
use super::rules::Form;
use super::slot::Slot;
use super::table::{Coercion, Meaning};
use crate::canonical::rdf::{Node, Term};
use crate::json::Json;
use crate::pointer::Trail;

/// A string, number or boolean under a property (JSON-LD 1.1 API §5.3).
#[inline]
pub(super) fn plain<'a>(
    names: &mut Names<'a>,
    slot: Slot<'a, '_>,
    value: &'a Json,
    trail: &Trail<'_>,
) -> Result<Term<'a>, JsonLdError> {
    let table = slot.scope.table;
    let coercion = slot.definition.and_then(|definition| definition.coercion.as_ref());
    match (coercion, value) {
        (Some(Coercion::Id), Json::String(text)) => names.reference(table, text, trail).map(Term::Node),
        (Some(Coercion::Vocab), Json::String(text)) => {
            names.vocab_reference(table, text, trail).map(Term::Node)
        }
        (Some(Coercion::Datatype(datatype)), _) if slot.definition.is_some_and(|it| it.absolute_type) => {
            of_absolute_type(value, Some(Cow::Borrowed(datatype)), trail)
        }
        (Some(Coercion::Datatype(datatype)), _) => typed(value, Some(Cow::Borrowed(datatype)), trail),
        (_, Json::String(text)) => {
            let own = slot.definition.and_then(|definition| definition.direction);
            if own.unwrap_or(table.direction).is_some() {
                return Err(JsonLdError::DirectionUnsigned { at: trail.pointer() });
            }
            let own = slot.definition.and_then(|definition| definition.language.as_ref());
            match own.unwrap_or(&table.language) {
                Some(tag) => tagged(text, tag, trail),
                None => of_absolute_type(value, None, trail),
            }
        }
        _ => of_absolute_type(value, None, trail),
    }
}

/// `{"@value": …}` (steps 13.4.6 to 14)
pub(super) fn of_object<'a>(
    names: &mut Names<'a>,
    form: Form,
    members: &[Member<'a>],
    trail: &Trail<'_>,
) -> Result<Term<'a>, JsonLdError> {
    let (mut value, mut kind, mut tag) = (&Json::Null, None, None);
    for member in members {
        match member.keyword() {
            Some(Keyword::Value) => value = member.value,
            Some(Keyword::Type) => kind = Some(member),
            Some(Keyword::Language) => tag = Some(member),
            Some(Keyword::Index) if member.value.as_str().is_some() => {}
            Some(Keyword::Index) => return Err(invalid(Violation::InvalidIndexValue, trail)),
            _ => return Err(invalid(Violation::InvalidValueObject, trail)),
        }
    }
    if kind.is_some() && tag.is_some() {
        return Err(invalid(Violation::InvalidValueObject, trail));
    }
    let datatype = match kind {
        Some(member) => datatype(names, form, member, trail)?,
        None => None,
    };
    let term = match (tag.map(|member| member.value), datatype) {
        (_, Some(Datatype::Json)) => Term::Literal(literal::json(value)),
        (tag, datatype) => match (value, tag) {
            (Json::Null, _) => return Err(dropped(Dropped::Null, trail)),
            (Json::Array(_) | Json::Object(_), _) => {
                return Err(invalid(Violation::InvalidValueObjectValue, trail));
            }
            (Json::String(text), Some(Json::String(tag))) => tagged(text, tag, trail)?,
            (_, Some(Json::String(_))) => {
                return Err(invalid(Violation::InvalidLanguageTaggedValue, trail));
            }
            (_, Some(_)) => return Err(invalid(Violation::InvalidLanguageTaggedString, trail)),
            (_, None) => {
                let datatype = match datatype {
                    Some(Datatype::Iri(iri)) => Some(iri),
                    _ => None,
                };
                typed(value, datatype, trail)?
            }
        },
    };
    Ok(term)
}

fn datatype<'a>(
    names: &mut Names<'a>,
    form: Form,
    member: &Member<'a>,
    trail: &Trail<'_>,
) -> Result<Option<Datatype<'a>>, JsonLdError> {
    let here = trail.member(member.name);
    let Json::String(kind) = member.value else {
        return Err(invalid(Violation::InvalidTypedValue, &here));
    };
    let table = member.scope.table;
    let keyword = match table.term(kind).map(|definition| &definition.meaning) {
        Some(Meaning::Keyword(keyword)) => Some(*keyword),
        Some(_) => None,
        None => Keyword::parse(kind),
    };
    match keyword {
        Some(Keyword::Json) if form == Form::Badge => {
            Err(JsonLdError::KeywordForbidden { keyword: "@json".to_owned(), at: here.pointer() })
        }
        Some(Keyword::Json) => Ok(Some(Datatype::Json)),
        Some(_) => Err(invalid(Violation::InvalidTypedValue, &here)),
        None => match names.vocab_reference(table, kind, &here) {
            Ok(Node::Iri(iri)) => Ok(Some(Datatype::Iri(iri))),
            Ok(Node::Blank(_)) => Err(invalid(Violation::InvalidTypedValue, &here)),
            Err(_) if form == Form::General => Err(invalid(Violation::InvalidTypedValue, &here)),
            Err(error) => Err(error),
        },
    }
}

enum Datatype<'a> {
    Iri(Cow<'a, str>),
    Json,
}

pub(super) fn typed<'a>(
    value: &'a Json,
    datatype: Option<Cow<'a, str>>,
    trail: &Trail<'_>,
) -> Result<Term<'a>, JsonLdError> {
    if let Some(datatype) = datatype.as_deref().filter(|datatype| !iri::is_absolute(datatype)) {
        return Err(JsonLdError::RelativeIri { iri: datatype.to_owned(), at: trail.pointer() });
    }
    of_absolute_type(value, datatype, trail)
}

/// The same, where it is known that the datatype is an IRI.
#[inline]
fn of_absolute_type<'a>(
    value: &'a Json,
    datatype: Option<Cow<'a, str>>,
    trail: &Trail<'_>,
) -> Result<Term<'a>, JsonLdError> {
    match literal::typed(value, datatype) {
        Ok(Some(literal)) => Ok(Term::Literal(literal)),
        Ok(None) => Err(invalid(Violation::InvalidValueObjectValue, trail)),
        Err(literal::LosesDigits(number)) => {
            let mut text = String::new();
            number.write(&mut text);
            Err(JsonLdError::NumberPrecision { text, at: trail.pointer() })
        }
    }
}

pub(super) fn tagged<'a>(text: &'a str, tag: &'a str, trail: &Trail<'_>) -> Result<Term<'a>, JsonLdError> {
    if !literal::is_language_tag(tag) {
        return Err(JsonLdError::LanguageMalformed { tag: tag.to_owned(), at: trail.pointer() });
    }
    Ok(Term::Literal(literal::tagged(text, tag)))
}
