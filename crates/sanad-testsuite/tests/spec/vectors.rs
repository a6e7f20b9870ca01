//! Walks `test-vectors/`: every vector is run, every code has one, every rejected one its accepted twin.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;
use std::{fs, thread};

use sanad_core::code::Code;
use sanad_testsuite::tree::Tree;
use sanad_testsuite::vector::carrier::Answer;
use sanad_testsuite::vector::{
    self, accreditation_list, badge, badge_facts, carrier, draft, list_version, proof, scope,
};

/// What is committed; read once for all tests.
fn committed() -> &'static Tree {
    static TREE: OnceLock<Tree> = OnceLock::new();
    TREE.get_or_init(|| Tree::read(&Tree::committed()).expect("a folder test-vectors"))
}

/// Runs a check for every folder of an area that holds `file`, prints the tally and fails if one failed or there is
/// none.
#[expect(clippy::print_stdout, reason = "how many ran belongs in the test's output")]
fn walk(area: &str, file: &str, check: impl Fn(&str) -> Result<(), String> + Sync) {
    let prefix = format!("{area}/");
    let folders: Vec<&str> =
        committed().folders_with(file).filter(|name| name.starts_with(&prefix)).collect();
    assert!(!folders.is_empty(), "test-vectors/{area} is empty");
    let half = folders.len().div_ceil(2);
    let failures: Vec<String> = thread::scope(|scope| {
        let check = &check;
        let run = |part: &[&str]| {
            let failed = part.iter().filter_map(|name| Some(format!("{name}: {}", check(name).err()?)));
            failed.collect::<Vec<_>>()
        };
        let halves: Vec<_> = folders.chunks(half).map(|part| scope.spawn(move || run(part))).collect();
        halves.into_iter().flat_map(|half| half.join().expect("a check that gives an answer")).collect()
    });
    println!("{area}: {} passed, {} failed", folders.len() - failures.len(), failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_badge_gets_the_report_that_is_written_down() {
    walk("badge", "vector.json", |folder| {
        let vector = badge::Vector::read(committed(), folder)?;
        let answer = vector.run()?;
        let surprises = answer.unlike(vector.expected());
        if !surprises.is_empty() {
            return Err(surprises.join("; "));
        }
        let written = committed().get(&format!("{folder}/report.json")).ok_or("there is no report.json")?;
        if answer.reports.to_json().as_bytes() == written {
            Ok(())
        } else {
            Err("the report is another".to_owned())
        }
    });
}

#[test]
fn every_draft_becomes_the_badge_that_is_written_down_or_is_refused() {
    walk("draft", "vector.json", |folder| {
        let vector = draft::Vector::read(committed(), folder)?;
        let badge = committed().get(&format!("{folder}/expected.json"));
        if badge.is_some() == vector.expected_code().is_some() {
            return Err("a vector has expected.json or a code".to_owned());
        }
        vector.unlike(&vector.run()?, badge).map_or(Ok(()), Err)
    });
}

#[test]
fn every_step_of_every_proof_is_reproduced() {
    walk("proof", "unsigned.json", |folder| proof::reproduce(committed(), folder));
    for suite in ["ecdsa-jcs-2019", "ecdsa-rdfc-2019", "eddsa-jcs-2022", "eddsa-rdfc-2022"] {
        let prefix = format!("proof/{suite}/");
        let count = committed().folders_with("signed.json").filter(|name| name.starts_with(&prefix)).count();
        assert!(count >= 4, "{suite} has {count} documents");
    }
}

#[test]
fn every_picture_gives_or_takes_the_badge_that_is_written_down_or_is_refused() {
    walk("carrier", "vector.json", |folder| {
        let vector = carrier::Vector::read(committed(), folder)?;
        vector.unlike(&vector.run()?).map_or(Ok(()), Err)
    });
}

#[test]
fn every_accreditation_list_says_what_is_written_down_or_is_refused() {
    walk("accreditation-list", "vector.json", |folder| {
        let vector = accreditation_list::Vector::read(committed(), folder)?;
        let told = committed().object(&format!("{folder}/expected.json")).ok();
        if told.is_some() == vector.expected_code().is_some() {
            return Err("a vector has expected.json or a code".to_owned());
        }
        vector.unlike(&vector.run()?, told.as_ref()).map_or(Ok(()), Err)
    });
}

#[test]
fn every_badge_claims_what_is_written_down() {
    walk("badge-facts", "vector.json", |folder| {
        let vector = badge_facts::Vector::read(committed(), folder)?;
        vector.unlike(&vector.run()).map_or(Ok(()), Err)
    });
}

#[test]
fn every_version_of_a_list_is_believed_or_refused_as_is_written_down() {
    walk("list-version", "vector.json", |folder| {
        let vector = list_version::Vector::read(committed(), folder)?;
        vector.unlike(&vector.run()?).map_or(Ok(()), Err)
    });
}

#[test]
fn every_scope_covers_what_is_written_down_and_nothing_else() {
    walk("scope", "vector.json", |folder| {
        let vector = scope::Vector::read(committed(), folder)?;
        vector.unlike(vector.run()?).map_or(Ok(()), Err)
    });
}

#[test]
fn the_builder_makes_what_is_committed_byte_for_byte() {
    let differences = vector::build().differences(committed());
    assert!(
        differences.is_empty(),
        "run `cargo run -p sanad-testsuite --bin make-vectors`; {} files differ:\n{}",
        differences.len(),
        differences[..differences.len().min(20)].join("\n")
    );
}

/// The codes that vectors expect.
fn expected_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for folder in committed().folders_with("vector.json") {
        if folder.starts_with("badge/") {
            let vector = badge::Vector::read(committed(), folder).expect("a vector");
            codes.extend(vector.expected().codes().map(str::to_owned));
            codes.extend(vector.causes().map(str::to_owned));
        } else if folder.starts_with("carrier/") {
            let vector = carrier::Vector::read(committed(), folder).expect("a vector");
            codes.extend(vector.codes().map(str::to_owned));
        } else if folder.starts_with("accreditation-list/") {
            let vector = accreditation_list::Vector::read(committed(), folder).expect("a vector");
            codes.extend(vector.expected_code().map(str::to_owned));
        } else if folder.starts_with("badge-facts/") {
            // Facts are told of every badge, and refused of none.
        } else if folder.starts_with("list-version/") {
            let vector = list_version::Vector::read(committed(), folder).expect("a vector");
            codes.extend(vector.expected_code().map(str::to_owned));
        } else if folder.starts_with("scope/") {
            let vector = scope::Vector::read(committed(), folder).expect("a vector");
            codes.extend(vector.expected_code().map(str::to_owned));
        } else {
            codes.extend(
                draft::Vector::read(committed(), folder)
                    .expect("a vector")
                    .expected_code()
                    .map(str::to_owned),
            );
        }
    }
    codes
}

#[test]
fn every_code_is_expected_by_a_vector_and_every_expected_code_is_in_the_spec() {
    let expected = expected_codes();
    let without: Vec<&str> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|code| !expected.contains(*code)).collect();
    assert!(without.is_empty(), "codes without a vector: {without:?}");
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/report.md");
    let spec = fs::read_to_string(spec).unwrap();
    for code in expected {
        assert!(code.parse::<Code>().is_ok(), "`{code}` is no code");
        assert!(spec.contains(&format!("| `{code}` |")), "`{code}` has no row in spec/report.md");
    }
}

#[test]
fn every_vector_that_is_not_accepted_has_an_accepted_twin_that_differs_in_something() {
    let of_badges: BTreeMap<String, badge::Vector> = committed()
        .folders_with("vector.json")
        .filter_map(|folder| Some((folder.strip_prefix("badge/")?, folder)))
        .map(|(name, folder)| (name.to_owned(), badge::Vector::read(committed(), folder).unwrap()))
        .collect();
    for (name, vector) in &of_badges {
        let is_accepted = vector.expected().verdict == "accept";
        assert_eq!(
            vector.twin_name().is_none(),
            is_accepted,
            "badge/{name}: a twin for each that is not accepted"
        );
        let Some(twin) = vector.twin_name() else { continue };
        let twin = of_badges.get(twin).unwrap_or_else(|| panic!("badge/{name}: there is no {twin}"));
        assert_eq!(twin.expected().verdict, "accept", "badge/{name}: the twin");
        assert!(!vector.same_case_as(twin), "badge/{name} is its twin");
    }
    let of_drafts: BTreeMap<String, draft::Vector> = committed()
        .folders_with("vector.json")
        .filter_map(|folder| Some((folder.strip_prefix("draft/")?, folder)))
        .map(|(name, folder)| (name.to_owned(), draft::Vector::read(committed(), folder).unwrap()))
        .collect();
    for (name, vector) in &of_drafts {
        let is_issued = vector.expected_code().is_none();
        assert_eq!(vector.twin_name().is_none(), is_issued, "draft/{name}: a twin for each that is refused");
        let Some(twin) = vector.twin_name() else { continue };
        let twin = of_drafts.get(twin).unwrap_or_else(|| panic!("draft/{name}: there is no {twin}"));
        assert_eq!(twin.expected_code(), None, "draft/{name}: the twin");
    }
    let of_carriers: BTreeMap<String, carrier::Vector> = committed()
        .folders_with("vector.json")
        .filter_map(|folder| Some((folder.strip_prefix("carrier/")?, folder)))
        .map(|(name, folder)| (name.to_owned(), carrier::Vector::read(committed(), folder).unwrap()))
        .collect();
    for (name, vector) in &of_carriers {
        let is_refused = matches!(vector.expected(), Answer::Refused(_));
        assert_eq!(
            vector.twin_name().is_some(),
            is_refused,
            "carrier/{name}: a twin for each that is refused"
        );
        let Some(twin) = vector.twin_name() else { continue };
        let twin = of_carriers.get(twin).unwrap_or_else(|| panic!("carrier/{name}: there is no {twin}"));
        assert!(!matches!(twin.expected(), Answer::Refused(_)), "carrier/{name}: the twin");
        assert!(!vector.same_case_as(twin), "carrier/{name} is its twin");
    }
    let of_lists: BTreeMap<String, accreditation_list::Vector> = committed()
        .folders_with("vector.json")
        .filter_map(|folder| Some((folder.strip_prefix("accreditation-list/")?, folder)))
        .map(|(name, folder)| {
            (name.to_owned(), accreditation_list::Vector::read(committed(), folder).unwrap())
        })
        .collect();
    for (name, vector) in &of_lists {
        let is_refused = vector.expected_code().is_some();
        assert_eq!(
            vector.twin_name().is_some(),
            is_refused,
            "accreditation-list/{name}: a twin for each refused"
        );
        let Some(twin) = vector.twin_name() else { continue };
        let twin =
            of_lists.get(twin).unwrap_or_else(|| panic!("accreditation-list/{name}: there is no {twin}"));
        assert_eq!(twin.expected_code(), None, "accreditation-list/{name}: the twin");
        assert!(!vector.same_case_as(twin), "accreditation-list/{name} is its twin");
    }
    let of_versions: BTreeMap<String, list_version::Vector> = committed()
        .folders_with("vector.json")
        .filter_map(|folder| Some((folder.strip_prefix("list-version/")?, folder)))
        .map(|(name, folder)| (name.to_owned(), list_version::Vector::read(committed(), folder).unwrap()))
        .collect();
    for (name, vector) in &of_versions {
        let is_believed = vector.expected_code().is_none();
        assert_eq!(vector.twin_name().is_none(), is_believed, "list-version/{name}: a twin for each refused");
        let Some(twin) = vector.twin_name() else { continue };
        let twin = of_versions.get(twin).unwrap_or_else(|| panic!("list-version/{name}: there is no {twin}"));
        assert_eq!(twin.expected_code(), None, "list-version/{name}: the twin");
        assert!(!vector.same_case_as(twin), "list-version/{name} is its twin");
    }
    let of_scopes: BTreeMap<String, scope::Vector> = committed()
        .folders_with("vector.json")
        .filter_map(|folder| Some((folder.strip_prefix("scope/")?, folder)))
        .map(|(name, folder)| (name.to_owned(), scope::Vector::read(committed(), folder).unwrap()))
        .collect();
    for (name, vector) in &of_scopes {
        let is_covered = vector.expected_code().is_none();
        assert_eq!(vector.twin_name().is_none(), is_covered, "scope/{name}: a twin for each that is outside");
        let Some(twin) = vector.twin_name() else { continue };
        let twin = of_scopes.get(twin).unwrap_or_else(|| panic!("scope/{name}: there is no {twin}"));
        assert_eq!(twin.expected_code(), None, "scope/{name}: the twin");
        assert!(!vector.same_case_as(twin), "scope/{name} is its twin");
    }
}

#[test]
fn the_vectors_stay_small_enough_to_read() {
    let size = committed().size_of("badge/");
    assert!(size <= 10 << 20, "test-vectors/badge has {size} bytes");
    let size = committed().size_of("carrier/");
    assert!(size <= 1 << 20, "test-vectors/carrier has {size} bytes");
}
