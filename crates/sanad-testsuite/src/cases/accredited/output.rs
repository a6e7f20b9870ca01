//! Accreditations that ask for a JSON Schema of what is issued under them.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sha2::{Digest as _, Sha256};

use super::{academy, direct, rejected, undecided, vector, with_list};
use crate::document::{Document, WEB_METHOD, by};
use crate::keys::Who::*;
use crate::lists::{Entity, anchor};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const OWN: &str = "https://council.example/schemas/badge";
const OTHER: &str = "https://council.example/schemas/name";
/// When one accreditation follows another.
const CHANGE: &str = "2026-02-20T00:00:00Z";

const DRAFT: &str = r#""$schema": "https://json-schema.org/draft/2020-12/schema""#;

/// A schema that asks something of the achievement's name, which is `Welding I`.
fn of_name(rule: &str) -> String {
    let within = |name: &str, schema: String| format!(r#"{{"properties": {{"{name}": {schema}}}}}"#);
    let subject = within("credentialSubject", within("achievement", within("name", format!("{{{rule}}}"))));
    format!("{{{DRAFT}, \"allOf\": [{subject}]}}")
}

/// A schema that tries its last part 2^n times.
fn doubling(times: usize) -> String {
    let steps = (0..times).map(|n| {
        let next = format!(r##"{{"$ref": "#/$defs/a{}"}}"##, n + 1);
        format!(r#""a{n}": {{"allOf": [{next}, {next}]}}, "#)
    });
    let steps: String = steps.collect();
    format!(r##"{{{DRAFT}, "$ref": "#/$defs/a0", "$defs": {{{steps}"a{times}": {{}}}}}}"##)
}

/// What an action asks for: the schema under that URL.
fn asked(url: &str, schema: &str) -> Object {
    let digest = [&[0x12, 32][..], &Sha256::digest(schema)].concat();
    Object::new()
        .with("type", "JsonSchema")
        .with("id", url)
        .with("digestMultibase", format!("u{}", BASE64_URL_SAFE_NO_PAD.encode(digest)))
}

fn issue(schemas: &[Object]) -> Object {
    Object::new().with("action", "issue").with("outputValidation", schemas.to_vec())
}

/// The academy's badge under another name.
fn named(name: &str) -> Document {
    let badge = Document::web_badge().set("/credentialSubject/achievement/name", name);
    badge.sign(&by(Academy).method(WEB_METHOD))
}

pub(super) fn cases() -> Vec<Vector> {
    [one(), several()].concat()
}

fn case(name: &str, comment: &str, academy: Entity) -> Vector {
    direct(name, comment, academy).spec("path-validation.md#schemas")
}

/// The academy is accredited by one action, which asks for a schema.
fn asks(name: &str, comment: &str, schema: &str) -> Vector {
    case(name, comment, academy().action("1", issue(&[asked(OWN, schema)])))
}

fn one() -> Vec<Vector> {
    let nine = of_name(r#""minLength": 9"#);
    let words = of_name(r#""pattern": "^([A-Za-z]+ ?)+$""#);
    let old = r#"{"$schema": "http://json-schema.org/draft-04/schema#"}"#;
    let valid = |name: &str, comment: &str| asks(name, comment, &nine).evidence(OWN, nine.as_str());
    let open = |vector: Vector, code| undecided(vector, code, "accred_output_valid");
    vec![
        valid("accred_output_valid", "The accreditation asks for a schema, and the badge is as it has it."),
        rejected(
            valid(
                "accred_output_invalid",
                "The accreditation asks for a schema, and the badge's name is too short for it.",
            )
            .badge(named("Welding")),
            AccredSchemaInvalid,
            "accred_output_valid",
        )
        .flag(Flag::Malformed),
        open(
            asks(
                "accred_output_other_schema",
                "Under the URL of the schema is another, which asks for less.",
                &nine,
            )
            .evidence(OWN, of_name(r#""minLength": 1"#)),
            AccredSchemaDigestMismatch,
        )
        .flag(Flag::Forged),
        open(
            asks("accred_output_unavailable", "Nobody has asked for the schema yet.", &nine).wants(OWN),
            AccredSchemaUnavailable,
        ),
        open(
            asks("accred_output_unreachable", "The schema was asked for in vain.", &nine)
                .unreachable_because(OWN, FetchTimeout, "no answer in 5 s"),
            AccredSchemaUnavailable,
        ),
        open(
            asks("accred_output_unusable", "A schema of a draft that is not read.", old).evidence(OWN, old),
            AccredOutputNotChecked,
        ),
        // Backtracking would take 2^40 steps to find out.
        asks(
            "accred_output_expression",
            "A regular expression that some engines take years for, of a name as it has it.",
            &words,
        )
        .evidence(OWN, words.as_str()),
        rejected(
            asks(
                "accred_output_redos",
                "A regular expression that some engines take years for, of a name that shows it.",
                &words,
            )
            .evidence(OWN, words.as_str())
            .badge(named(&format!("{}!", "a".repeat(40)))),
            AccredSchemaInvalid,
            "accred_output_expression",
        )
        .flag(Flag::Exhausting),
        {
            let few = doubling(4);
            asks("accred_output_doubled", "A schema that tries a part 16 times.", &few)
                .evidence(OWN, few.as_str())
        },
        {
            let many = doubling(30);
            let vector = asks("accred_output_budget", "A schema that tries a part 2^30 times.", &many);
            undecided(vector.evidence(OWN, many.as_str()), AccredSchemaBudget, "accred_output_doubled")
                .flag(Flag::Exhausting)
        },
    ]
}

fn several() -> Vec<Vector> {
    let nine = of_name(r#""minLength": 9"#);
    let ten = of_name(r#""minLength": 10"#);
    let short = of_name(r#""maxLength": 20"#);
    let both = |name: &str, comment: &str| {
        let action = issue(&[asked(OWN, &nine), asked(OTHER, &short)]);
        case(name, comment, academy().action("1", action))
            .evidence(OWN, nine.as_str())
            .evidence(OTHER, short.as_str())
    };
    let too_long = || named("Welding, from the very beginning");
    // Under another number since, and with a schema.
    let renewed = |name: &str, comment: &str| {
        let academy = academy()
            .action("1", issue(&[asked(OTHER, &short)]).with("validUntil", CHANGE))
            .action("2", issue(&[asked(OWN, &nine)]).with("validFrom", CHANGE));
        case(name, comment, academy).spec("path-validation.md#standing").evidence(OTHER, short.as_str())
    };
    // So many accreditations with a schema each; the badge is as the last has it.
    let last_of = |name: &str, comment: &str, count: usize| {
        let schema = |n: usize| (format!("{OWN}/{n}"), if n == count { nine.as_str() } else { ten.as_str() });
        let academy =
            (1..=count).map(schema).enumerate().fold(academy(), |academy, (index, (url, schema))| {
                academy.action(&format!("{index}"), issue(&[asked(&url, schema)]))
            });
        (1..=count)
            .map(schema)
            .fold(case(name, comment, academy), |vector, (url, schema)| vector.evidence(&url, schema))
    };
    vec![
        both("accred_output_both", "The accreditation asks for two schemas, and the badge is as both have it."),
        rejected(
            both("accred_output_one_of_both", "The badge is as one of two schemas has it.").badge(too_long()),
            AccredSchemaInvalid,
            "accred_output_both",
        )
        .flag(Flag::Malformed),
        undecided(
            {
                let action = issue(&[asked(OWN, &nine), asked(OTHER, &short)]);
                case("accred_output_one_lost", "The badge is as one of two schemas has it, and the other is not to be had.", {
                    academy().action("1", action)
                })
                .unreachable(OWN, "the answer was 404")
                .evidence(OTHER, short.as_str())
            },
            AccredSchemaUnavailable,
            "accred_output_both",
        ),
        rejected(
            {
                let action = issue(&[asked(OWN, &nine), asked(OTHER, &short)]);
                case("accred_output_invalid_beside_lost", "The badge is not as one of two schemas has it; the other is not at hand, and not wanted either.", {
                    academy().action("1", action)
                })
                .evidence(OTHER, short.as_str())
                .badge(too_long())
            },
            AccredSchemaInvalid,
            "accred_output_both",
        )
        .flag(Flag::Malformed),
        case("accred_output_other_action", "One accreditation asks for a schema that nobody has, and another for none.", {
            academy().action("1", issue(&[asked(OWN, &nine)])).issues("2")
        }),
        undecided(
            case("accred_output_beside_invalid", "One accreditation asks for a schema that is not to be had, and another for one that the badge is not as.", {
                academy().action("1", issue(&[asked(OWN, &nine)])).action("2", issue(&[asked(OTHER, &ten)]))
            })
            .unreachable(OWN, "the answer was 404")
            .evidence(OTHER, ten.as_str()),
            AccredSchemaUnavailable,
            "accred_output_other_action",
        ),
        {
            let vector = vector("accred_output_board_beside", "The board grants, and the council has suspended one number and grants another, for badges as a schema has it.");
            suspended_beside(vector, &nine).evidence(OWN, nine.as_str())
        },
        undecided(
            suspended_beside(vector("accred_output_denial_hangs_on", "The same, and the schema is kept from the verifier."), &nine)
                .unreachable(OWN, "no answer"),
            AccredSchemaUnavailable,
            "accred_output_board_beside",
        )
        .flag(Flag::Unavailable),
        rejected(
            suspended_beside(vector("accred_output_denial_stands", "The same, and the badge is not as the schema has it."), &nine)
                .evidence(OWN, nine.as_str())
                .badge(named("Welding")),
            AccredSuspended,
            "accred_output_board_beside",
        ),
        renewed("accred_output_now", "Accredited anew since the award, under a schema that the badge is as.")
            .evidence(OWN, nine.as_str()),
        undecided(
            renewed("accred_output_now_lost", "Accredited anew since the award, under a schema that nobody has asked for yet.").wants(OWN),
            AccredTimeUnproven,
            "accred_output_now",
        ),
        {
            let vector = vector("accred_output_veto", "Who may only deny asks for a schema that nobody has; nobody wants it.")
                .anchor(anchor(Commission).with("mode", "veto"));
            let vector = with_list(vector, Council, vec![academy().issues("1")]);
            with_list(vector, Commission, vec![academy().action("1", issue(&[asked(OWN, &nine)]))])
                .spec("path-validation.md#schemas")
        },
        rejected(
            {
                let vector = vector("accred_output_veto_suspended", "Who may only deny asks for a schema that nobody has, and has suspended the academy.")
                    .anchor(anchor(Commission).with("mode", "veto"));
                let vector = with_list(vector, Council, vec![academy().issues("1")]);
                let until = "2026-01-01T00:00:00Z";
                let suspended = academy()
                    .action("1", issue(&[asked(OWN, &nine)]).with("validUntil", until))
                    .event("suspended", until, "1");
                with_list(vector, Commission, vec![suspended]).spec("path-validation.md#schemas")
            },
            AccredVetoed,
            "accred_output_veto",
        ),
        last_of("accred_output_sixteen", "The badge is as the sixteenth schema has it, and not as those before.", 16),
        undecided(
            last_of("accred_output_seventeen", "The badge is as the seventeenth schema has it, and so many are not looked for.", 17),
            AccredSchemaBudget,
            "accred_output_sixteen",
        )
        .flag(Flag::Exhausting),
    ]
}

/// Suspended by the council under one number and accredited by it under another with a schema, and accredited by the
/// board.
fn suspended_beside(vector: Vector, schema: &str) -> Vector {
    let until = "2026-01-01T00:00:00Z";
    let academy_of_council = academy()
        .action("1", Object::new().with("action", "issue").with("validUntil", until))
        .action("9", issue(&[asked(OWN, schema)]))
        .event("suspended", until, "1");
    let vector = with_list(vector, Council, vec![academy_of_council, super::board()]);
    with_list(vector, Board, vec![academy().issues("1")]).spec("path-validation.md#schemas")
}
