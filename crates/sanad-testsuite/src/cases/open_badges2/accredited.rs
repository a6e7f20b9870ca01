//! Issuers of Open Badges 2.0 whom an authority lists, without a key, by their URL.

use sanad_core::json::Object;
use sanad_verifier::outcome::CheckId::Accreditation;

use super::*;
use crate::keys::Who::Council;
use crate::lists::{Entity, List, anchor, url};

pub(super) fn cases() -> Vec<Vector> {
    let case = |name: &str, comment: &str, action: Object| {
        let action = action.with("action", "issue").with("validFrom", "2016-01-01T00:00:00Z");
        let list = List::of(Council).with(Entity::new(ISSUER, "Academy of Welding").action("1", action));
        World::hosting(assertion())
            .vector(name, comment, "path-validation.md#schemas")
            .anchors(&[])
            .anchor(anchor(Council))
            .accept_unpinned_keys()
            .evidence(&url(Council), list.signed(&[Council]))
    };
    let schema = Object::new()
        .with("type", "JsonSchema")
        .with("id", "https://council.example/schemas/badge")
        .with("digestMultibase", "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let asking = Object::new().with("outputValidation", vec![schema]);
    vec![
        case("ob2_accredited", "The council lists the academy.", Object::new()).accepted(),
        case(
            "ob2_accredited_for_a_schema",
            "The council lists the academy for credentials as a schema has them, which this is not; the schema is not wanted.",
            asking,
        )
        .twin("ob2_accredited")
        .expect(Verdict::Undecided, Accreditation, AccredOutputNotChecked),
    ]
}
