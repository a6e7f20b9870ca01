//! The JSON Schemas that an accreditation asks of what is issued under it. `spec/path-validation.md#schemas`

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use sanad_core::accreditation::action::{OutputValidation, RecognizedAction};
use sanad_core::accreditation::digest::ListDigest;
use sanad_core::badge::SignedBadge;
use sanad_core::code::Code;
use sanad_core::json::Json;
use sanad_core::limits::Limits;
use sha2::{Digest as _, Sha256};

use crate::case::Case;
use crate::evidence::{Evidence, Found, NeedKind};
use crate::json_schema::{self, Answer};
use crate::outcome::Finding;
use crate::schemas;

/// One badge, and what was found of every schema that it was held against.
pub(crate) struct OutputSchemas<'q> {
    /// Nothing where it is no credential.
    badge: Option<&'q SignedBadge>,
    evidence: &'q Evidence,
    /// The badge as the schemas see it.
    document: OnceCell<Json>,
    answers: RefCell<BTreeMap<(String, [u8; 32]), Held>>,
}

/// What all schemas of an action say of the badge.
pub(super) enum Output<'l> {
    /// It is as each of them has it, or none is asked for.
    Valid,
    /// It is not as one of them has it.
    Invalid(Finding),
    /// One of them could not be looked at.
    Open {
        finding: Finding,
        /// Those that nobody has asked for yet.
        wanted: Vec<&'l str>,
    },
}

/// What one schema says of it.
#[derive(Clone)]
enum Held {
    Conforms,
    Fails { detail: String },
    Open { code: Code, detail: String, cause: Option<Code> },
}

impl<'q> OutputSchemas<'q> {
    pub(crate) const fn new(badge: Option<&'q SignedBadge>, evidence: &'q Evidence) -> Self {
        let answers = RefCell::new(BTreeMap::new());
        Self { badge, evidence, document: OnceCell::new(), answers }
    }

    pub(super) fn ask<'l>(&self, action: &'l RecognizedAction) -> Output<'l> {
        let (mut open, mut wanted) = (None, Vec::new());
        for schema in action.output_validation() {
            let told =
                |detail: &str| format!("{} asks for the schema {}: {detail}", action.id(), schema.id());
            match self.hold(schema) {
                Held::Conforms => {}
                // One that says no is enough, whatever the others would say.
                Held::Fails { detail } => {
                    return Output::Invalid(Finding::new(Code::AccredSchemaInvalid, told(&detail)));
                }
                Held::Open { code, detail, cause } => {
                    if code == Code::AccredSchemaUnavailable && self.evidence.is_silent_about(schema.id()) {
                        wanted.push(schema.id());
                    }
                    open = open.or_else(|| {
                        let mut finding = Finding::new(code, told(&detail));
                        if let Some(cause) = cause {
                            finding.facts.insert("cause", cause.as_str());
                        }
                        Some(finding)
                    });
                }
            }
        }
        open.map_or(Output::Valid, |finding| Output::Open { finding, wanted })
    }

    /// Holds the badge against a schema, once.
    fn hold(&self, schema: &OutputValidation) -> Held {
        let named = (schema.id().to_owned(), *schema.sha256());
        let (known, count) = {
            let answers = self.answers.borrow();
            (answers.get(&named).cloned(), answers.len())
        };
        if let Some(known) = known {
            return known;
        }
        // Those that are not there count as well: which are looked at must not depend on which are lost.
        let limit = Limits::DEFAULT.output_schemas_tried;
        if count >= limit {
            let detail = format!("more than {limit} schemas would have to be looked at for one badge");
            return Held::Open { code: Code::AccredSchemaBudget, detail, cause: None };
        }
        let held = self.judge(schema);
        self.answers.borrow_mut().insert(named, held.clone());
        held
    }

    // spec/path-validation.md#schemas
    fn judge(&self, schema: &OutputValidation) -> Held {
        let open = |code, detail: String| Held::Open { code, detail, cause: None };
        let Some(badge) = self.badge else {
            let detail = "schemas are asked of credentials, and this badge is none".to_owned();
            return open(Code::AccredOutputNotChecked, detail);
        };
        let missing = |detail: String| open(Code::AccredSchemaUnavailable, detail);
        let bytes = match self.evidence.find(&[schema.id()]) {
            Found::Document(document) => document.as_json(),
            Found::Bytes(bytes, _) => bytes,
            Found::Nothing => return missing("it is not among the evidence".to_owned()),
            Found::Gone => return missing("it is there no more, says its server".to_owned()),
            Found::Absent(cause, why) => {
                let detail = format!("it could not be had: {why}");
                return Held::Open { code: Code::AccredSchemaUnavailable, detail, cause };
            }
        };
        let found: [u8; 32] = Sha256::digest(bytes).into();
        if found != *schema.sha256() {
            let (found, expected) = (ListDigest::from_bytes(found), ListDigest::from_bytes(*schema.sha256()));
            let detail = format!("its digest is {found}, expected {expected}");
            return open(Code::AccredSchemaDigestMismatch, detail);
        }
        let document = self.document.get_or_init(|| schemas::whole(badge));
        match json_schema::validate(bytes, document) {
            Answer::Conforms => Held::Conforms,
            Answer::Fails { at, detail } => {
                let place = if at.as_str().is_empty() { "the badge" } else { at.as_str() };
                Held::Fails { detail: format!("{place} {detail}") }
            }
            Answer::TooMuch(why) => open(Code::AccredSchemaBudget, why),
            Answer::NotChecked(why) => open(Code::AccredOutputNotChecked, why),
        }
    }
}

/// Notes schemas that nobody has asked for yet. Only lists that are believed name them.
pub(super) fn want<'l>(schemas: impl IntoIterator<Item = &'l str>, case: &Case<'_>) {
    for url in schemas {
        case.look(url, NeedKind::Schema);
    }
}
