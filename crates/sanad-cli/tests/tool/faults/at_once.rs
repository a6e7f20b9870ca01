//! Several runs that change one file at a time: no change is lost, and no number is given twice.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::writing::{Writing, run};
use super::{ADD, GRANT, NAC, SIGN_1, TRUST};

fn start(folder: &Path, words: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sanad"));
    command
        .args(words.split(' '))
        .current_dir(folder)
        .env_clear()
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().unwrap()
}

/// How many of these commands, all at once, come to their end.
fn done(folder: &Path, commands: &[String]) -> usize {
    let children: Vec<Child> = commands.iter().map(|words| start(folder, words)).collect();
    children.into_iter().filter_map(|mut child| child.wait().unwrap().success().then_some(())).count()
}

#[test]
fn nobody_who_is_added_at_the_same_time_is_lost() {
    let room = Writing::new("added", ADD).after(&[NAC, TRUST]).room("at_once");
    let adds: Vec<String> =
        (0..6).map(|n| format!("accredit add nac.work did:web:{n}.example --name College")).collect();
    assert_eq!(done(&room.0, &adds), 6);
    let list = fs::read_to_string(room.0.join("nac.work")).unwrap();
    assert!((0..6).all(|n| list.contains(&format!("\"did:web:{n}.example\""))), "{list}");
    let trusted: Vec<String> =
        (0..6).map(|n| format!("trust add --state trust --issuer did:web:{n}.example")).collect();
    assert_eq!(done(&room.0, &trusted), 6);
    let anchors = fs::read_to_string(room.0.join("trust/anchors.json")).unwrap();
    assert!((0..6).all(|n| anchors.contains(&format!("\"did:web:{n}.example\""))), "{anchors}");
}

#[test]
fn of_those_who_sign_the_next_version_at_the_same_time_one_does() {
    let room = Writing::new("signed", ADD).after(&[NAC, ADD, GRANT, SIGN_1]).room("at_once");
    let signs: Vec<String> = (0..6)
        .map(|n| {
            format!(
                "accredit sign nac.work --key issuer.pem --at 2024-08-01T09:00:0{n}Z --valid-until \
                 2026-02-01T00:00:00Z --previous list.json -o {n}.json"
            )
        })
        .collect();
    assert_eq!(done(&room.0, &signs), 1);
    let written = (0..6).filter(|n| room.0.join(format!("{n}.json")).exists()).count();
    assert_eq!(written, 1);
}

/// A new file that two make at the same time is one of the two, and the other is told.
#[test]
fn of_those_who_make_a_key_at_the_same_place_one_does() {
    let room = Writing::new("made", ADD).room("at_once");
    for round in 0..4 {
        let commands = vec![format!("keygen -o {round}.pem"); 6];
        assert_eq!(done(&room.0, &commands), 1);
        let used =
            run(&room.0, &format!("status new --id https://a.example/1 --key {round}.pem -o {round}.json"));
        assert!(used.status.success(), "{}", crate::cli::text(&used.stderr));
    }
    let left = fs::read_dir(&room.0).unwrap().filter(|entry| {
        entry.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "tmp")
    });
    assert_eq!(left.count(), 0);
}
