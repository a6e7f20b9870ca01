//! Ids of lists that mean to be paths, however they come: none names a file. `spec/threat-coverage.md`, A15

use std::fs;
use std::path::Path;

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::json::Json;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::{self, ProofOptions};
use sanad_core::signer::SigningKey;

use super::writing::{Files, Place, Writing, files, run};
use super::{ADD, DRAFT, GRANT, ISSUE, NAC, SIGN_1, TRUST, TRUST_NAC, VERIFY};

const HONEST: &str = "https://nac.example/list.json";

fn hostile() -> Vec<String> {
    let mut ids: Vec<String> = [
        "",
        ".",
        "..",
        "x",
        "../x",
        "../../../../../../tmp/sanad-x",
        "/tmp/sanad-x",
        "file:///tmp/sanad-x",
        "C:\\sanad-x",
        "CON",
        "https://nac.example/../../x",
        "https://nac.example/a/..%2f..%2fx",
        "https://nac.example/..\\..\\x",
        "https://nac.example/CON",
        "https://nac.example/nul.json",
        "https://nac.example/state.json",
        "https://nac.example/\0x",
        "https://nac.example/%00",
        "https://nac.example/ ",
        "https://nac.example/\n",
        "https://nac.example/\u{202e}nosj",
        "https://nac.example/LIST.json",
        "https://NAC.example/list.json",
        "https://nac.example/list.json.",
        "https://nac.example/list.json?a=../x",
        "did:web:nac.example:..:x",
    ]
    .map(str::to_owned)
    .into();
    ids.push(format!("https://nac.example/{}", "a".repeat(300)));
    ids.push(format!("https://nac.example/{}", "../".repeat(2_000)));
    ids
}

/// A text with another id in place of the honest one, as JSON writes it.
fn with_id(path: &Path, id: &str) -> String {
    let id = Json::from(id).to_compact();
    fs::read_to_string(path).unwrap().replace(HONEST, id.trim_matches('"'))
}

/// The list with that id, signed by its authority as it stands: no builder looks at what it says.
///
/// Where no signature can be made over such an id it has the one of the honest list, and is refused for either.
fn sign(folder: &Path, id: &str) {
    let Json::Object(mut content) = Json::parse(with_id(&folder.join("list.json"), id).as_bytes()).unwrap()
    else {
        panic!("a list is an object");
    };
    let honest = content.remove("proof").unwrap();
    let method = "did:web:nac.example#z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S";
    let options =
        ProofOptions::new(Cryptosuite::EddsaJcs2022, method).created("2024-07-01T09:00:00Z".parse().unwrap());
    let key = SigningKey::from_seed(&[0x11; 32]);
    let proof = signature::sign(&content, None, &options, &key, &Canonicalizer::official());
    content.insert("proof", proof.map_or(honest, Json::Object));
    fs::write(folder.join("list.json"), Json::Object(content).to_compact()).unwrap();
}

/// The lists that are kept; that there is nothing else that was not there before.
fn kept(before: &Files, folder: &Path, id: &str) -> usize {
    let mut count = 0;
    for name in files(folder).keys().filter(|name| !before.contains_key(*name)) {
        match name.strip_prefix("trust/lists/") {
            Some(name) if !name.is_empty() => {
                let hash = name.strip_suffix(".json").unwrap_or_default();
                let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
                assert!(is_hash, "{id:?} is kept as {name:?}");
                count += 1;
            }
            _ => {
                assert!(["trust/lists/", "trust/state.json"].contains(&name.as_str()), "{id:?} made {name:?}")
            }
        }
    }
    count
}

#[test]
fn no_id_of_a_list_names_a_file() {
    let trusting = Writing::new("ids", VERIFY).files(&[DRAFT]);
    let room = trusting.after(&[NAC, ADD, GRANT, SIGN_1, ISSUE, TRUST, TRUST_NAC]).room("hostile");
    let outside: Vec<_> = ["/tmp/sanad-x", "/tmp/sanad-x.json"].map(Path::new).into();
    let place = Place::of(&room);
    let (mut kept_at_all, mut refused) = (0, 0);
    for id in hostile() {
        let folder = place.fresh();
        fs::write(folder.join("trust/anchors.json"), with_id(&folder.join("trust/anchors.json"), &id))
            .unwrap();
        sign(&folder, &id);
        let before = files(&folder);
        let output = run(&folder, VERIFY);
        let count = kept(&before, &folder, &id);
        match output.status.code() {
            Some(0) => assert_eq!(count, 1, "{id:?} is believed and not kept"),
            // It is no anchor, or no list.
            Some(2 | 3) => assert_eq!(count, 0, "{id:?} is kept and not believed"),
            other => panic!("{id:?}: {other:?} {}", crate::cli::text(&output.stdout)),
        }
        kept_at_all += count;
        refused += usize::from(count == 0);
        assert!(outside.iter().all(|path| !path.exists()), "{id:?} is outside");
        // Nor is it one where the authority itself writes it.
        if !id.contains(['\0', ' ', '\n']) && !id.is_empty() {
            let before = files(&folder);
            run(
                &folder,
                &format!(
                    "trust add --state trust --list-id {id} --authority did:web:x.example --key z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S"
                ),
            );
            run(&folder, &format!("accredit init x.work --id {id} --authority did:web:x.example --title X"));
            let new: Vec<_> = files(&folder).into_keys().filter(|name| !before.contains_key(name)).collect();
            assert!(new.is_empty() || new == ["x.work"], "{id:?} made {new:?}");
        }
    }
    println!("{kept_at_all} kept under their hash, {refused} refused");
    assert!(kept_at_all >= 3 && refused >= 3, "{kept_at_all} kept, {refused} refused");
}

/// Two ids that a file system without cases takes for one are two lists.
#[test]
fn ids_that_differ_in_case_are_kept_apart() {
    let trusting = Writing::new("cases", VERIFY).files(&[DRAFT]);
    let room = trusting.after(&[NAC, ADD, GRANT, SIGN_1, ISSUE, TRUST, TRUST_NAC]).room("hostile");
    assert_eq!(run(&room.0, VERIFY).status.code(), Some(0));
    let upper = "https://nac.example/LIST.json";
    let add = format!(
        "trust add --state trust --list-id {upper} --authority did:web:nac.example --key \
         z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S --key z6MkqGC3nWZhYieEVTVDKW5v588CiGfsDSmRVG9ZwwWTvLSK"
    );
    assert!(run(&room.0, &add).status.success());
    sign(&room.0, upper);
    assert_eq!(run(&room.0, VERIFY).status.code(), Some(0));
    let kept: Vec<String> =
        files(&room.0).into_keys().filter(|name| name.starts_with("trust/lists/")).collect();
    let lower: std::collections::BTreeSet<String> = kept.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!((kept.len(), lower.len()), (3, 3), "the folder and two lists: {kept:?}");
}
