//! Every command that writes, killed and failed at every call by which it touches a file. `spec/files.md`
//!
//! The gate disturbs every call once or twice; `cargo test --test tool faults -- --ignored` does so in every way.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop wherever something is not as it must be")]
#![expect(clippy::print_stdout, reason = "how much was disturbed belongs in the test's output")]

mod at_once;
mod hostile_ids;
mod strace;
mod writing;

use self::strace::{Fault, Strace};
use self::writing::{Extent, Place, Writing, files, run};

const DRAFT: (&str, &str) = (
    "draft.toml",
    "name = \"Welding I\"\ndescription = \"d\"\ncriteria = \"c\"\nissuer_name = \"College\"\n\
     recipient = \"did:example:ada\"\nissuer = \"did:web:college.example\"\n",
);
const TEMPLATE: (&str, &str) = (
    "template.json",
    r#"{"id": "urn:example:{{n}}", "name": "Welding I", "description": "d", "criteria": "c", "recipient": "did:example:{{n}}"}"#,
);
const RECORDS: (&str, &str) =
    ("learners.ndjson", "{\"n\":1}\n{\"n\":2}\n{}\n{\"n\":4}\n{\"n\":5}\n{\"n\":6}\n{\"n\":7}\n{\"n\":8}\n");
const REGISTRY: (&str, &str) = (
    "registry.json",
    r#"{"meta": {}, "registry": {"did:web:college.example": {"name": "Northfield", "location": "Pune", "url": "https://college.example"}}}"#,
);

/// What an issuer made of one badge.
const ANCHOR: (&str, &str) = (
    "march.json",
    r#"{"entity": "did:web:college.example", "from": "2025-03-01T09:00:00Z", "to": "2025-03-01T09:00:01Z", "count": 1, "root": "uEiAtcRZCtyawRAFifKn7rDL1yFMPsZA8xNsCJYcXkhpIgQ"}"#,
);

const ISSUE: &str = "issue draft.toml --key other.pem --verification-method \
     did:web:college.example#z6MkqGC3nWZhYieEVTVDKW5v588CiGfsDSmRVG9ZwwWTvLSK --at 2025-03-01T09:00:00Z -o badge.json";

const KEY: &str = "keygen -o new.pem";
const LIST: &str =
    "status new --id https://a.example/1 --key issuer.pem -o list.json --at 2026-03-01T09:00:00Z";
const REVOKE: &str = "status set list.json 7 --key issuer.pem --at 2026-03-02T09:00:00Z";
const NAC: &str = "accredit init nac.work --id https://nac.example/list.json --authority did:web:nac.example \
     --title Council --key z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S \
     --key z6MkqGC3nWZhYieEVTVDKW5v588CiGfsDSmRVG9ZwwWTvLSK";
const ADD: &str = "accredit add nac.work did:web:college.example --name College \
     --key z6MkqGC3nWZhYieEVTVDKW5v588CiGfsDSmRVG9ZwwWTvLSK --from 2024-07-01T00:00:00Z";
const GRANT: &str =
    "accredit grant nac.work did:web:college.example --action issue --from 2024-07-01T00:00:00Z";
const SIGN_1: &str = "accredit sign nac.work --key issuer.pem --at 2024-07-01T09:00:00Z \
     --valid-until 2026-01-01T00:00:00Z -o list.json";
const CO_SIGN: &str = "accredit sign list.json --key other.pem --at 2024-07-01T10:00:00Z -o list.json";
const PUBLISH: &str = "accredit publish list.json site";
const SUSPEND: &str =
    "accredit suspend nac.work did:web:college.example --from 2025-06-01T00:00:00Z --reason audit";
const SIGN_2: &str = "accredit sign nac.work --key issuer.pem --at 2024-08-01T09:00:00Z \
     --valid-until 2026-02-01T00:00:00Z -o list.json";
const TRUST: &str = "trust init trust";
const TRUST_NAC: &str = "trust add --state trust --list-id https://nac.example/list.json \
     --authority did:web:nac.example --key z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S \
     --key z6MkqGC3nWZhYieEVTVDKW5v588CiGfsDSmRVG9ZwwWTvLSK";
const VERIFY: &str =
    "verify badge.json --trust trust --offline --evidence list.json --at 2025-03-02T09:00:00Z";
/// The name of the list's file: the SHA-256 of `https://nac.example/list.json`.
const KEPT: &str = "trust/lists/ad56772ea428a7d022e7fa4d32a388644ac9b964c87041fb3eb4465c93e54a7c.json";

/// All that the tool writes.
fn keys_and_badges() -> Vec<Writing> {
    vec![
        Writing::new("keygen", KEY),
        Writing::new("issue", ISSUE).files(&[DRAFT]),
        Writing::new("issue_again", ISSUE).files(&[DRAFT, ("badge.json", "the badge of yesterday")]),
        Writing::new("status_new", LIST),
        Writing::new("status_set", REVOKE).after(&[LIST]),
        Writing::new("bake", "bake picture.svg badge.json -o baked.svg")
            .files(&[
                DRAFT,
                ("picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
                ("baked.svg", "<svg/>"),
            ])
            .after(&[ISSUE]),
    ]
}

fn batches() -> Vec<Writing> {
    const BATCH: &str = "issue --batch learners.ndjson --template template.json --key issuer.pem \
         --suite eddsa-jcs-2022 --at 2026-03-01T09:00:00Z -o badges.ndjson";
    const RESUME: &str = "issue --batch learners.ndjson --template template.json --key issuer.pem \
         --suite eddsa-jcs-2022 --at 2026-03-01T09:00:00Z -o badges.ndjson --resume";
    const JUDGE: &str = "verify --batch badges.ndjson --offline --at 2026-03-02T09:00:00Z -o reports.ndjson";
    const JUDGE_ON: &str =
        "verify --batch badges.ndjson --offline --at 2026-03-02T09:00:00Z -o reports.ndjson --resume";
    vec![
        Writing::new("batch", BATCH).files(&[TEMPLATE, RECORDS]).again(RESUME).growing("badges.ndjson"),
        Writing::new("verify_batch", JUDGE)
            .files(&[("badges.ndjson", "{}\n{\"a\":1}\n[]\n\"no badge\"\n")])
            .again(JUDGE_ON)
            .growing("reports.ndjson"),
    ]
}

fn accreditation_lists() -> Vec<Writing> {
    const SIGNED: [&str; 4] = [NAC, ADD, GRANT, SIGN_1];
    vec![
        Writing::new("accredit_init", NAC),
        Writing::new("accredit_add", ADD).after(&[NAC]),
        Writing::new("accredit_grant", GRANT).after(&[NAC, ADD]),
        Writing::new("accredit_sign", SIGN_1).after(&[NAC, ADD, GRANT]).in_order(&["nac.work", "list.json"]),
        Writing::new("accredit_co_sign", CO_SIGN).after(&SIGNED),
        Writing::new("accredit_suspend", SUSPEND).after(&SIGNED),
        Writing::new("accredit_sign_next", SIGN_2)
            .after(&SIGNED)
            .after(&[SUSPEND])
            .in_order(&["nac.work", "list.json"]),
        Writing::new("accredit_publish", PUBLISH).after(&SIGNED).in_order(&[
            "site/1.json",
            "site/index.html",
            "site/list.json",
        ]),
        Writing::new("accredit_publish_next", PUBLISH)
            .after(&SIGNED)
            .after(&[PUBLISH, SUSPEND, SIGN_2])
            .in_order(&["site/2.json", "site/index.html", "site/list.json"]),
        Writing::new("accredit_anchor", "accredit anchor badge.json --proofs proofs -o march.json")
            .files(&[DRAFT])
            .after(&[ISSUE])
            .in_order(&["proofs/badge.proof.json", "march.json"]),
        Writing::new("accredit_witness", "accredit witness nac.work march.json")
            .files(&[ANCHOR])
            .after(&SIGNED),
    ]
}

fn trust() -> Vec<Writing> {
    const SIGNED: [&str; 4] = [NAC, ADD, GRANT, SIGN_1];
    const REMEMBER: &str = "verify badge.json --state memory --offline --issuer did:web:college.example \
         --at 2025-03-02T09:00:00Z";
    let trusting = |name, command| {
        Writing::new(name, command)
            .files(&[DRAFT])
            .after(&SIGNED)
            .after(&[ISSUE, TRUST, TRUST_NAC])
            .in_order(&[KEPT, "trust/state.json"])
    };
    vec![
        Writing::new("trust_init", TRUST),
        Writing::new("trust_add", TRUST_NAC).after(&[TRUST]),
        Writing::new("trust_import", "trust import registry.json --state trust")
            .files(&[REGISTRY])
            .after(&[TRUST]),
        trusting("trust_first", VERIFY),
        trusting("trust_next", VERIFY).after(&[VERIFY, SUSPEND, SIGN_2]),
        Writing::new("trust_forget", "trust forget did:web:nac.example --state trust")
            .after(&[TRUST, TRUST_NAC]),
        Writing::new("trust_forget_seen", "trust forget https://nac.example/list.json --state trust --seen")
            .files(&[DRAFT])
            .after(&SIGNED)
            .after(&[ISSUE, TRUST, TRUST_NAC, VERIFY])
            .in_order(&["trust/state.json", KEPT]),
        Writing::new("state", REMEMBER).files(&[DRAFT]).after(&[ISSUE]),
    ]
}

/// Every command that writes, by what it writes.
fn all() -> Vec<Writing> {
    [keys_and_badges(), batches(), accreditation_lists(), trust()].concat()
}

/// One of each way of writing: what a gate has time for.
const IN_GATE: [&str; 10] = [
    "keygen",
    "issue_again",
    "status_set",
    "batch",
    "accredit_add",
    "accredit_sign_next",
    "accredit_publish_next",
    "trust_init",
    "trust_first",
    "state",
];

fn hold(writings: &[Writing], extent: Extent) {
    let Some(strace) = Strace::find() else { return };
    let writings =
        writings.iter().filter(|writing| extent == Extent::All || IN_GATE.contains(&writing.name()));
    let complaints: Vec<String> = writings.flat_map(|writing| writing.complaints(strace, extent)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn keys_and_badges_are_whole_or_not_there() {
    hold(&keys_and_badges(), Extent::Gate);
}

#[test]
fn a_batch_goes_on_where_it_was_stopped() {
    hold(&batches(), Extent::Gate);
}

#[test]
fn no_version_of_a_list_is_lost_or_doubled() {
    hold(&accreditation_lists(), Extent::Gate);
}

#[test]
fn what_a_verifier_remembers_is_whole_and_never_newer_than_its_lists() {
    hold(&trust(), Extent::Gate);
}

#[test]
#[ignore = "some minutes: every call with every fault; cargo test --workspace --test tool faults -- --ignored"]
fn every_call_of_every_command_that_writes_fails_in_every_way() {
    hold(&all(), Extent::All);
}

/// Not by a call that fails from the start, but by one that writes a part: the system lets files grow to so many bytes
/// only.
#[test]
fn what_is_written_in_part_is_not_put_in_place() {
    let all = all();
    let writings = all.iter().filter(|writing| IN_GATE.contains(&writing.name()));
    let complaints: Vec<String> = writings.flat_map(Writing::complaints_where_files_may_not_grow).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// `spec/threat-coverage.md`, A2: a list that is shown and not believed changes nothing in the folder, not even for a
/// moment, and what was believed before is believed after.
#[test]
fn what_is_not_believed_is_never_written() {
    let Some(strace) = Strace::find() else { return };
    let forged = Writing::new("forged", VERIFY).files(&[DRAFT]).after(&[
        NAC,
        ADD,
        GRANT,
        SIGN_1,
        ISSUE,
        TRUST,
        TRUST_NAC,
        VERIFY,
        "keygen -o thief.pem",
        "accredit sign nac.work --key thief.pem --at 2024-08-01T09:00:00Z --valid-until 2026-02-01T00:00:00Z \
         -o list.json",
    ]);
    let room = forged.room("gate");
    let before = files(&room.0);
    let place = Place::of(&room);
    let (output, calls) = strace.watch(&place.fresh(), VERIFY);
    assert_eq!(
        output.status.code(),
        Some(0),
        "the version from before is kept: {}",
        crate::cli::text(&output.stdout)
    );
    let writes: Vec<_> =
        calls.iter().filter(|call| call.changes() && !call.line.starts_with("write(1<")).collect();
    assert!(writes.is_empty(), "{writes:#?}");
    assert_eq!(files(&place.0), before);
}

/// A run that was killed is not always repeated with the same times: the version it signed is then still the only one
/// with its number.
#[test]
fn two_versions_with_one_number_are_never_signed() {
    const LATER: &str = "accredit sign nac.work --key issuer.pem --at 2024-08-02T09:00:00Z \
         --valid-until 2026-02-02T00:00:00Z -o list.json";
    let Some(strace) = Strace::find() else { return };
    let room = Writing::new("twice", SIGN_2).after(&[NAC, ADD, GRANT, SIGN_1, SUSPEND]).room("gate");
    let place = Place::of(&room);
    let (_, calls) = strace.watch(&place.fresh(), SIGN_2);
    let mut ways = [0; 3];
    for call in calls.iter().filter(|call| call.changes()) {
        strace.inject(&place.fresh(), SIGN_2, call, Fault::Kill);
        let at_kill = files(&place.0);
        let output = run(&place.0, LATER);
        let ended = files(&place.0);
        let version = |files: &writing::Files, name: &str| {
            let json = sanad_core::json::Json::parse(&files[name]).unwrap();
            let object = json.as_object().unwrap();
            let own = object.get("accreditationList").or_else(|| object.get("lastSigned")).unwrap();
            own.as_object().unwrap().get("sequence").unwrap().to_compact()
        };
        let signed_before = [version(&at_kill, "nac.work"), version(&at_kill, "list.json")];
        let signed_before = signed_before.each_ref().map(String::as_str);
        let err = crate::cli::text(&output.stderr);
        match signed_before {
            // Nothing of it is left: the later one is the second version.
            ["1", "1"] => {
                assert!(output.status.success(), "{err}");
                assert_eq!(version(&ended, "list.json"), "2");
                ways[0] += 1;
            }
            // It is signed and not written: another may not have its number, and how it is had back is said.
            ["2", "1"] => {
                assert!(err.contains("2024-08-01T09:00:00Z --valid-until 2026-02-01T00:00:00Z"), "{err}");
                assert_eq!(at_kill, ended);
                assert!(run(&place.0, SIGN_2).status.success());
                assert_eq!(version(&files(&place.0), "list.json"), "2");
                ways[1] += 1;
            }
            // It is written.
            ["2", "2"] => {
                assert!(output.status.success(), "{err}");
                assert_eq!(version(&ended, "list.json"), "3");
                ways[2] += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(ways.iter().all(|way| *way > 0), "{ways:?}");
    println!("killed before it was signed, before it was written, after: {ways:?}");
}
