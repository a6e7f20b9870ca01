//! The JSON Schema of accreditation lists holds for every list that is read, and refuses most of those that are not.

use std::fs;
use std::path::Path;

use sanad_testsuite::tree::Tree;
use sanad_testsuite::vector::accreditation_list::Vector;
use serde_json::Value;

/// Vectors whose defect lies in what several members say together, in their number, or in signatures: a schema does not
/// tell, and the rules decide.
const BEYOND_A_SCHEMA: [&str; 10] = [
    "history_",
    "included_",
    "later_",
    "next_",
    "rotation_",
    "scope_",
    "sign",
    "unsigned",
    "entity_twice",
    "name_twice",
];

#[test]
fn the_schema_of_lists_holds_for_every_list_that_is_read() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/schemas/accreditation-list-v1.schema.json");
    let schema: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let vectors = Tree::read(&Tree::committed()).unwrap();
    let (mut read, mut refused, mut let_through) = (0, 0, Vec::new());
    for folder in vectors.folders_with("list.json").filter(|name| name.starts_with("accreditation-list/")) {
        let vector = Vector::read(&vectors, folder).unwrap();
        let list: Value =
            serde_json::from_slice(vectors.get(&format!("{folder}/list.json")).unwrap()).unwrap();
        let name = folder.trim_start_matches("accreditation-list/");
        match (vector.expected_code(), validator.is_valid(&list)) {
            (None, true) => read += 1,
            (None, false) => panic!("{name} is read, and the schema refuses it"),
            (Some(_), false) => refused += 1,
            (Some(_), true) if BEYOND_A_SCHEMA.iter().any(|prefix| name.starts_with(prefix)) => {}
            (Some(_), true) => let_through.push(name.to_owned()),
        }
    }
    assert!(read >= 20 && refused >= 40, "{read} read, {refused} refused");
    let known = [
        "action_id_of_other_list",
        "action_id_twice",
        "action_window_empty",
        "action_window_inverted",
        "id_file_url",
        "key_expires_first",
        "key_id_twice",
        "key_invalidity_later",
        "key_not_multikey",
        "key_secret",
        "key_twice",
        "valid_until_no_later",
    ];
    assert_eq!(let_through, known);
}
