//! What a document may contain before it is turned into RDF: a badge little, anything else what JSON-LD allows.

/// What a document may contain. What the RDF form would drop is refused under all rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    pub(super) form: Form,
    pub(super) vocab: Vocab,
}

/// How much of JSON-LD may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Badge,
    General,
}

/// What to do with contexts that define every term there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocab {
    Allow,
    Refuse,
}

impl Rules {
    /// The rules for everything that is signed or verified: contexts only by the URLs of known ones, on the document
    /// and on the credentials and proofs embedded in it; no `@vocab`; of the keywords only `@id` and `@type` (by
    /// their aliases) and language values. `spec/canonical-form.md#json-ld`
    #[must_use]
    pub const fn badge() -> Self {
        Self { form: Form::Badge, vocab: Vocab::Refuse }
    }

    /// The same rules, but a context with `@vocab` (such as `undefined-terms/v2`) is let through: every mistyped
    /// member then passes for a defined one, and terms of `@vocab` are not protected from being swapped.
    #[must_use]
    pub const fn allow_vocab_contexts(self) -> Self {
        Self { vocab: Vocab::Allow, ..self }
    }

    /// All of JSON-LD 1.1 but what RDF would drop, for documents that are not badges.
    #[must_use]
    pub const fn general() -> Self {
        Self { form: Form::General, vocab: Vocab::Allow }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::jsonld::{ContextSet, JsonLdError};
    use crate::canonical::rdf::{Node, Term};
    use crate::json::{Json, Object};
    use crate::limits::Limits;

    const VC: &str = "https://www.w3.org/ns/credentials/v2";
    const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /// A badge with `{more}` among the members of its achievement.
    fn with(more: &str) -> String {
        format!(
            r#"{{"@context":["{VC}","{OB}"],"id":"urn:uuid:1","type":["VerifiableCredential","OpenBadgeCredential"],
            "credentialSubject":{{"type":"AchievementSubject","achievement":{{"id":"urn:a:1","type":["Achievement"]{more}}}}}}}"#
        )
    }

    fn object(text: &str) -> Object {
        match Json::parse(text.as_bytes()) {
            Ok(Json::Object(object)) => object,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn refusal(text: &str) -> JsonLdError {
        let tables = ContextSet::official().tables();
        let document = object(text);
        let refused = tables.to_rdf(&document, &Rules::badge()).map(|quads| quads.len());
        let refused = refused.expect_err(text);
        let heeded = tables.heed_within(&document, &Rules::badge(), &Limits::DEFAULT);
        assert_eq!(heeded, Err(refused.clone()), "{text}");
        refused
    }

    #[test]
    fn what_would_stay_unsigned_in_a_badge_is_refused_where_it_stands() {
        let place = "/credentialSubject/achievement";
        for (more, code, at) in [
            (r#","honours":"summa""#, "jsonld.undefined_term", "/honours"),
            (
                r#","https://schema.org/version":"2""#,
                "jsonld.undefined_term",
                "/https:~1~1schema.org~1version",
            ),
            (r#","urn:x:y":"x""#, "jsonld.undefined_term", "/urn:x:y"),
            (r#","@type":"Achievement""#, "jsonld.keyword_forbidden", "/@type"),
            (r#","creator":{"@id":"urn:p:1","type":"Profile"}"#, "jsonld.keyword_forbidden", "/creator/@id"),
            (r#","name":{"@value":"x","@type":"urn:t"}"#, "jsonld.keyword_forbidden", "/name/@type"),
            (r#","__proto__":"x""#, "jsonld.undefined_term", "/__proto__"),
            (r#","@foo":"x""#, "jsonld.undefined_term", "/@foo"),
            (r#","creditsEarned":3"#, "jsonld.undefined_term", "/creditsEarned"),
            (r#","image":{"id":"abc","type":"Image"}"#, "jsonld.relative_iri", "/image/id"),
            (r#","image":{"id":"","type":"Image"}"#, "jsonld.relative_iri", "/image/id"),
            (r#","image":{"id":"http://a b","type":"Image"}"#, "jsonld.relative_iri", "/image/id"),
            (r#","image":"../x""#, "jsonld.relative_iri", "/image"),
            (r#","creator":{"id":"urn:p:1","type":"profile"}"#, "jsonld.relative_iri", "/creator/type"),
            (
                r#","creator":{"id":"urn:p:1","type":["Profile",""]}"#,
                "jsonld.relative_iri",
                "/creator/type/1",
            ),
            (r#","name":null"#, "jsonld.dropped_value", "/name"),
            (r#","tag":["a",null]"#, "jsonld.dropped_value", "/tag/1"),
            (r#","tag":[]"#, "jsonld.dropped_value", "/tag"),
            (r#","tag":["a",[]]"#, "jsonld.dropped_value", "/tag/1"),
            (r#","creator":{"id":"urn:p:1","type":[]}"#, "jsonld.dropped_value", "/creator/type"),
            (r#","name":{"@value":null}"#, "jsonld.dropped_value", "/name"),
            (r#","name":{"@language":"en"}"#, "jsonld.dropped_value", "/name/@language"),
            (r#","name":{"@value":"x","@direction":"rtl"}"#, "jsonld.direction_unsigned", "/name/@direction"),
            (r#","name":{"@value":"x","@language":"e n"}"#, "jsonld.invalid", "/name"),
            (r#","name":{"@value":"x","name":"y"}"#, "jsonld.invalid", "/name"),
            (r#","name":{"@value":"x","@index":"1"}"#, "jsonld.keyword_forbidden", "/name/@index"),
            (r#","name":{"@value":{},"@type":"@json"}"#, "jsonld.keyword_forbidden", "/name/@type"),
            (r#","creator":{"id":"_:b","type":"Profile"}"#, "jsonld.keyword_forbidden", "/creator/id"),
            (r#","@graph":[]"#, "jsonld.keyword_forbidden", "/@graph"),
            (r#","@included":[]"#, "jsonld.keyword_forbidden", "/@included"),
            (r#","@nest":{"name":"x"}"#, "jsonld.keyword_forbidden", "/@nest"),
            (r#","@reverse":{}"#, "jsonld.keyword_forbidden", "/@reverse"),
            (r#","tag":{"@set":["a"]}"#, "jsonld.keyword_forbidden", "/tag/@set"),
            (r#","tag":{"@list":["a"]}"#, "jsonld.keyword_forbidden", "/tag/@list"),
            (r#","@context":{"honours":"urn:h"}"#, "jsonld.nested_context", "/@context"),
            (r#","@context":null"#, "jsonld.nested_context", "/@context"),
            (
                r#","creator":{"id":"urn:uuid:1","type":["Profile","VerifiableCredential"],"validUntil":"2030-01-01T00:00:00Z"}"#,
                "type.unexpected",
                "/creator/type",
            ),
            (r#","creditsAvailable":0.30000000000000004"#, "json.number_precision", "/creditsAvailable"),
        ] {
            let error = refusal(&with(more));
            let found = (error.code().as_str(), error.at().as_str().to_owned());
            assert_eq!(found, (code, format!("{place}{at}")), "{more}: {error}");
        }
    }

    #[test]
    fn a_badge_names_known_contexts_and_nothing_else() {
        for (contexts, code, at) in [
            (format!(r#"["{VC}",{{"name":"urn:n"}}]"#), "jsonld.inline_context", "/@context/1"),
            (format!(r#"["{VC}",null]"#), "jsonld.inline_context", "/@context/1"),
            ("{}".to_owned(), "jsonld.inline_context", "/@context"),
            (r#""https://evil.example/ctx""#.to_owned(), "jsonld.context_not_allowed", "/@context"),
            (format!(r#"["{VC}","{OB}/"]"#), "jsonld.context_not_allowed", "/@context/1"),
            (
                format!(r#"["{VC}","https://www.w3.org/ns/credentials/undefined-terms/v2"]"#),
                "jsonld.vocab_context",
                "/@context/1",
            ),
            (
                format!("[{}]", [format!("\"{VC}\"").as_str(); 17].join(",")),
                "jsonld.context_not_allowed",
                "/@context",
            ),
        ] {
            let error = refusal(&format!(r#"{{"@context":{contexts},"id":"urn:x:1","name":"x"}}"#));
            assert_eq!((error.code().as_str(), error.at().as_str()), (code, at), "{error}");
        }
        let error = refusal(r#"{"id":"urn:x:1"}"#);
        assert_eq!(error.code().as_str(), "jsonld.undefined_term");
    }

    #[test]
    fn undefined_terms_pass_only_where_their_looseness_is_asked_for() {
        let document = object(&format!(
            r#"{{"@context":["{VC}","https://www.w3.org/ns/credentials/undefined-terms/v2"],"id":"urn:x:1","honours":"x"}}"#
        ));
        let tables = ContextSet::official().tables();
        let quads = tables.to_rdf(&document, &Rules::badge().allow_vocab_contexts()).unwrap();
        assert_eq!(quads[0].predicate, "https://www.w3.org/ns/credentials/undefined-term#honours");
    }

    #[test]
    fn an_embedded_endorsement_and_its_proof_bring_their_own_contexts() {
        let endorsement = |contexts: &str| {
            with(&format!(
                r#","endorsement":[{{"@context":{contexts},"id":"urn:e:1","type":["VerifiableCredential","EndorsementCredential"],
                "proof":{{"@context":"{VC}","type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022"}}}}]"#
            ))
        };
        let good = object(&endorsement(&format!(r#"["{VC}","{OB}"]"#)));
        let tables = ContextSet::official().tables();
        let quads = tables.to_rdf(&good, &Rules::badge()).unwrap();
        assert_eq!(quads.iter().filter(|quad| quad.graph.is_some()).count(), 2);
        let error = refusal(&endorsement(r#""https://evil.example/ctx""#));
        assert_eq!(error.code().as_str(), "jsonld.context_not_allowed");
        assert_eq!(error.at().as_str(), "/credentialSubject/achievement/endorsement/0/@context");
        // Another form of the protected terms cannot be slipped under the badge's.
        let other = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json";
        let error = refusal(&endorsement(&format!(r#"["{VC}","{other}"]"#)));
        assert_eq!(error.to_string().split(" at ").next(), Some("protected term redefinition"));
    }

    #[test]
    fn an_ordered_list_keeps_every_item_and_an_empty_one_is_signed() {
        let objects = |items: &str| {
            let document = object(&format!(
                r#"{{"@context":["{VC}","{OB}"],"type":"ResultDescription","id":"urn:r:1","allowedValue":{items}}}"#
            ));
            let tables = ContextSet::official().tables();
            let quads = tables.to_rdf(&document, &Rules::badge()).unwrap();
            let literals = quads.iter().filter(|quad| matches!(quad.object, Term::Literal(_))).count();
            let nils = quads
                .iter()
                .filter(|quad| matches!(&quad.object, Term::Node(Node::Iri(iri)) if iri.ends_with("#nil")))
                .count();
            (literals, nils)
        };
        assert_eq!(objects(r#"["C","C","B"]"#), (3, 1));
        assert_eq!(objects("[]"), (0, 1));
    }

    #[test]
    fn a_document_cannot_ask_for_endless_combinations_of_contexts() {
        // Unprotected, so that every set of types is a combination of its own.
        let contexts = [
            "https://www.w3.org/2018/credentials/v1",
            "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
        ];
        let kinds =
            ["Achievement", "Address", "Alignment", "Evidence", "Image", "Profile", "Related", "Result"];
        let related = |from: u32, to: u32| {
            let items = (from..to).map(|bits| {
                let chosen = kinds.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                let types: Vec<Json> = chosen.map(|(_, kind)| Json::from(*kind)).collect();
                Json::from(Object::new().with("type", Json::Array(types)))
            });
            Object::new()
                .with("@context", Json::Array(contexts.iter().map(|url| Json::from(*url)).collect()))
                .with("id", "urn:x:1")
                .with("type", "VerifiableCredential")
                .with("evidence", Json::Array(items.collect()))
        };
        let tables = ContextSet::official().tables();
        let limits = Limits { compiled_contexts: 100, ..Limits::DEFAULT };
        let (few, many) = (related(1, 20), related(1, 256));
        assert_eq!(tables.to_rdf_within(&few, &Rules::badge(), &limits).err(), None);
        let refused = tables.to_rdf_within(&many, &Rules::badge(), &limits).unwrap_err();
        assert!(matches!(refused, JsonLdError::ContextOverflow { limit: 100, .. }), "{refused}");
        assert_eq!(refused.code().as_str(), "jsonld.context_not_allowed");
    }

    #[test]
    fn depth_and_quads_are_bounded() {
        let document = object(&with(r#","tag":["a","b","c"]"#));
        let tables = ContextSet::official().tables();
        let limits = Limits { quads: 5, ..Limits::DEFAULT };
        let refused = tables.to_rdf_within(&document, &Rules::badge(), &limits).unwrap_err();
        assert_eq!(refused.code().as_str(), "input.too_large");
        let limits = Limits { json_depth: 2, ..Limits::DEFAULT };
        let refused = tables.to_rdf_within(&document, &Rules::badge(), &limits).unwrap_err();
        assert_eq!(refused.at().as_str(), "/credentialSubject/achievement");
    }

    #[test]
    fn the_deepest_document_fits_a_small_stack() {
        let deep = |levels: usize| {
            let (open, close) = (r#"{"id":"urn:p:1","type":"Profile","parentOrg":"#, "}");
            let profiles = format!("{}\"urn:p:0\"{}", open.repeat(levels), close.repeat(levels));
            object(&with(&format!(r#","creator":{profiles}"#)))
        };
        let walk = move || {
            let (tables, deepest) = (ContextSet::official().tables(), deep(61));
            let fits = tables.to_rdf(&deepest, &Rules::badge()).map(|quads| quads.len());
            let refused = tables.to_rdf_within(
                &deepest,
                &Rules::badge(),
                &Limits { json_depth: 63, ..Limits::DEFAULT },
            );
            (fits, refused.map(|quads| quads.len()))
        };
        let thread = std::thread::Builder::new().stack_size(512 << 10).spawn(walk).unwrap();
        let (fits, refused) = thread.join().unwrap();
        assert!(fits.is_ok_and(|quads| quads > 120));
        assert_eq!(refused.map_err(|error| error.code().as_str()), Err("json.too_deep"));
    }
}
