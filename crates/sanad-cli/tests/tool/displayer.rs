//! What 1EdTech's certification asks of a displayer: of three badges in VC 2.0 and three in VC 1.1, the image, name,
//! description, issuer's name, issue date and status are shown, after a verification that the viewer asked for.

#![expect(clippy::unwrap_used, reason = "a test may stop wherever something is not as it must be")]

use std::path::Path;
use std::process::Command;

/// One badge, shown.
fn shown(name: &str) -> (i32, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors/badge").join(name);
    let vector = std::fs::read_to_string(folder.join("vector.json")).unwrap();
    let issuer = vector.split("did:key:").nth(1).unwrap().split('"').next().unwrap();
    let list = std::fs::read_dir(folder.join("evidence")).unwrap().next().unwrap().unwrap().path();
    let output = Command::new(env!("CARGO_BIN_EXE_sanad"))
        .args(["verify", "--offline", "--at", "2026-03-01T09:00:00Z"])
        .arg(folder.join("badge.json"))
        .args(["--issuer", &format!("did:key:{issuer}")])
        .arg("--evidence")
        .arg(list)
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_badge_of_the_certification_is_shown_with_all_its_fields_and_its_status() {
    for model in ["2_0", "1_1"] {
        for (kind, code, status) in [
            ("good", 0, "ACCEPT"),
            ("expired", 1, "REJECT: do not rely on it. The badge's validity is over."),
            ("revoked", 1, "REJECT: do not rely on it. The issuer has revoked the badge."),
        ] {
            let (found, text) = shown(&format!("displayer_{model}_{kind}"));
            assert_eq!(found, code, "{model} {kind}: {text}");
            assert!(text.starts_with(status), "{model} {kind}: {text}");
            for field in [
                "badge      Welding I",
                "about      Joins steel plates so that they stay joined.",
                "image      in the badge itself: image/png",
                "issuer     Academy of Welding",
                "awarded    2026-01-31T14:30:00Z",
                "valid      from 2026-02-01T09:00:00Z until",
            ] {
                assert!(text.contains(field), "{model} {kind} has no `{field}`: {text}");
            }
        }
    }
}
