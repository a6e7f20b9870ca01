//! The members of an object with their meaning, and which a badge may have (JSON-LD 1.1 API §5.1.2, steps 13 and 14).

use super::error::{JsonLdError, Violation, invalid};
use super::keyword::{Keyword, Keywords};
use super::name::Key;
use super::rules::Form;
use super::scope::{FromMap, Scope, Scopes, Standing};
use crate::json::{Json, Object};
use crate::pointer::Trail;

/// A member of a node: what its name means, and under which contexts.
pub(super) struct Member<'a> {
    pub(super) name: &'a str,
    pub(super) key: Key<'a>,
    pub(super) value: &'a Json,
    pub(super) scope: Scope<'a>,
}

impl Member<'_> {
    pub(super) const fn keyword(&self) -> Option<Keyword> {
        match self.key {
            Key::Keyword(keyword) => Some(keyword),
            Key::Property(..) => None,
        }
    }
}

/// Puts the members of an object within `scope` into `members`; those under `@nest` count as the object's own. Types
/// mean what they mean in `outer`, without the contexts that they bring. Tells which keywords are among them.
pub(super) fn collect<'a>(
    scopes: &mut Scopes<'a, '_>,
    object: &'a Object,
    scope: Scope<'a>,
    outer: Scope<'a>,
    trail: &Trail<'_>,
    members: &mut Vec<Member<'a>>,
) -> Result<Keywords, JsonLdError> {
    members.reserve(object.len());
    let mut collector = Collector { scopes, outer, members, keywords: Keywords::default() };
    collector.collect(object, scope, trail)?;
    Ok(collector.keywords)
}

struct Collector<'a, 's, 'r> {
    scopes: &'s mut Scopes<'a, 'r>,
    outer: Scope<'a>,
    members: &'s mut Vec<Member<'a>>,
    keywords: Keywords,
}

impl<'a> Collector<'a, '_, '_> {
    fn collect(
        &mut self,
        object: &'a Object,
        scope: Scope<'a>,
        trail: &Trail<'_>,
    ) -> Result<(), JsonLdError> {
        let form = self.scopes.rules.form;
        for (name, value) in object.iter().filter(|(name, _)| *name != "@context") {
            let here = trail.member(name);
            let key = Key::of(scope.table, name, &here)?;
            allow_name(form, name, &key, &here)?;
            if let Key::Keyword(keyword) = key {
                allow_keyword(form, keyword, value, &here)?;
                if keyword == Keyword::Nest {
                    self.nested(name, value, scope, &here)?;
                    continue;
                }
                if self.keywords.has(keyword) && !matches!(keyword, Keyword::Included | Keyword::Type) {
                    return Err(invalid(Violation::CollidingKeywords, &here));
                }
                self.keywords.add(keyword);
            } else {
                self.keywords.add_other();
            }
            let scope = if matches!(key, Key::Keyword(Keyword::Type)) { self.outer } else { scope };
            self.members.push(Member { name, key, value, scope });
        }
        Ok(())
    }

    /// Step 14: members grouped under a name that means nothing.
    fn nested(
        &mut self,
        name: &'a str,
        value: &'a Json,
        scope: Scope<'a>,
        trail: &Trail<'_>,
    ) -> Result<(), JsonLdError> {
        let definition = scope.table.term(name);
        for group in value.items() {
            let Json::Object(group) = group else {
                return Err(invalid(Violation::InvalidNestValue, trail));
            };
            let scope = self.scopes.within(scope, group, Standing::Value(definition), FromMap::Yes, trail)?;
            let from = self.members.len();
            self.collect(group, scope, trail)?;
            if self.members.iter().skip(from).any(|member| member.keyword() == Some(Keyword::Value)) {
                return Err(invalid(Violation::InvalidNestValue, trail));
            }
        }
        Ok(())
    }
}

/// In a badge every member has its one name. `validUntil` spelled as an IRI would be the same quad, so the same
/// signature, and a reader of the JSON would see a badge that never ends. `spec/canonical-form.md#json-ld`
fn allow_name(form: Form, name: &str, key: &Key<'_>, trail: &Trail<'_>) -> Result<(), JsonLdError> {
    match key {
        _ if form == Form::General => Ok(()),
        Key::Property(_, None) if name.contains(':') => {
            Err(JsonLdError::UndefinedTerm { term: name.to_owned(), at: trail.pointer() })
        }
        Key::Keyword(keyword @ (Keyword::Id | Keyword::Type)) if name == keyword.as_str() => {
            Err(JsonLdError::KeywordForbidden { keyword: name.to_owned(), at: trail.pointer() })
        }
        _ => Ok(()),
    }
}

/// What a badge never needs is refused before it can mean anything. `spec/canonical-form.md#json-ld`
fn allow_keyword(form: Form, keyword: Keyword, value: &Json, trail: &Trail<'_>) -> Result<(), JsonLdError> {
    match keyword {
        Keyword::Id | Keyword::Type | Keyword::Value | Keyword::Language => Ok(()),
        Keyword::Direction => {
            if matches!(value.as_str(), Some("ltr" | "rtl")) {
                Err(JsonLdError::DirectionUnsigned { at: trail.pointer() })
            } else {
                Err(invalid(Violation::InvalidBaseDirection, trail))
            }
        }
        Keyword::Graph
        | Keyword::Included
        | Keyword::Index
        | Keyword::List
        | Keyword::Nest
        | Keyword::Reverse
        | Keyword::Set
            if form == Form::General =>
        {
            Ok(())
        }
        _ => Err(JsonLdError::KeywordForbidden { keyword: keyword.as_str().to_owned(), at: trail.pointer() }),
    }
}
