//! What the tool says to the network, as the system's own calls show it: with `--offline` not a word.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop wherever something is not as it must be")]

#[path = "../../../sanad-fetch/tests/fetching/server.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sanad_core::issue::Issuer;
use sanad_core::json::{Json, Object};
use sanad_core::signer::SigningKey;

use server::{Authority, Server, send, send_json};

/// A folder with a key and a badge by `did:web:academy.example`.
struct Room(PathBuf);

impl Room {
    fn new(name: &str) -> Self {
        let room = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        let _ = fs::remove_dir_all(&room.0);
        fs::create_dir_all(&room.0).unwrap();
        let pem = key().to_pem();
        fs::write(room.0.join("issuer.pem"), pem.as_str()).unwrap();
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(room.0.join("issuer.pem"), fs::Permissions::from_mode(0o600)).unwrap();
        let draft = "name = \"Welding I\"\ndescription = \"d\"\ncriteria = \"c\"\nissuer_name = \"Academy\"\n\
                     recipient = \"did:example:ada\"\nissuer = \"did:web:academy.example\"\n\
                     status = { list = \"https://academy.example/1\", index = 94567 }\n";
        fs::write(room.0.join("draft.toml"), draft).unwrap();
        let signer =
            "--key issuer.pem --at 2026-03-01T09:00:00Z --verification-method did:web:academy.example#1";
        room.does(&format!("issue draft.toml -o badge.json {signer}"));
        room.does(&format!(
            "status new --id https://academy.example/1 --issuer did:web:academy.example -o list.json {signer}"
        ));
        room
    }

    fn command(&self, program: &str, words: &str) -> Command {
        let mut command = Command::new(program);
        command.args(words.split(' ')).current_dir(&self.0).env_clear();
        // A proxy of the surroundings is not asked: nobody is at this port.
        for name in ["https_proxy", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"] {
            command.env(name, "http://127.0.0.1:1");
        }
        command
    }

    fn sanad(&self, words: &str) -> Output {
        self.command(env!("CARGO_BIN_EXE_sanad"), words).output().unwrap()
    }

    fn does(&self, words: &str) {
        let output = self.sanad(words);
        assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// The system calls of the tool that have to do with the network; `None` where they cannot be watched.
    fn network_calls(&self, words: &str) -> Option<Vec<String>> {
        let watched = format!("-f -qq -e trace=network -o calls {} {words}", env!("CARGO_BIN_EXE_sanad"));
        let output = ["/usr/bin/strace", "/bin/strace"]
            .iter()
            .find(|program| Path::new(program).exists())
            .and_then(|program| self.command(program, &watched).output().ok())?;
        // The tool's own exit code: undecided, or accepted.
        let ran = matches!(output.status.code(), Some(0 | 3));
        assert!(ran, "strace: {}", String::from_utf8_lossy(&output.stderr));
        let calls = fs::read_to_string(self.0.join("calls")).unwrap();
        Some(calls.lines().filter(|line| line.contains('(')).map(str::to_owned).collect())
    }
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[0x11; 32])
}

fn document() -> String {
    let key = key();
    let multikey = Issuer::did_key(&key).id().strip_prefix("did:key:").unwrap().to_owned();
    let (did, method) = ("did:web:academy.example", "did:web:academy.example#1");
    let method_object = Object::new()
        .with("id", method)
        .with("type", "Multikey")
        .with("controller", did)
        .with("publicKeyMultibase", multikey);
    let document = Object::new()
        .with("id", did)
        .with("verificationMethod", vec![method_object])
        .with("assertionMethod", vec![method]);
    Json::Object(document).to_pretty()
}

const VERIFY: &str = "verify badge.json --at 2026-03-02T09:00:00Z --issuer did:web:academy.example";

#[test]
fn offline_opens_no_socket() {
    let room = Room::new("offline");
    let Some(calls) = room.network_calls(&format!("{VERIFY} --offline")) else {
        let required = std::env::var_os("SANAD_THIRD_PARTY").is_some();
        assert!(!required, "strace is needed to watch the tool");
        println!("not run: there is no strace to watch the tool with");
        return;
    };
    assert!(calls.is_empty(), "{calls:#?}");
    // The watch watches: what connects is seen, and there only what was allowed.
    let calls = room.network_calls(&format!("{VERIFY} --allow-host academy.example=127.0.0.1:1")).unwrap();
    let connects: Vec<&String> = calls.iter().filter(|call| call.contains("connect(")).collect();
    assert!(!connects.is_empty(), "{calls:#?}");
    assert!(
        connects.iter().all(|call| call.contains("htons(1)") && call.contains("127.0.0.1")),
        "{connects:#?}"
    );
    // A host that is not asked is not looked up either.
    let calls = room.network_calls(VERIFY).unwrap();
    assert!(calls.is_empty(), "{calls:#?}");
}

#[test]
fn a_badge_is_judged_by_what_its_issuer_publishes() {
    let room = Room::new("published");
    let authority = Authority::new();
    let (document, list) = (document(), fs::read(room.0.join("list.json")).unwrap());
    let badge = fs::read(room.0.join("badge.json")).unwrap();
    let server = Server::start(authority.certify("academy.example"), move |path, stream| match path {
        "/.well-known/did.json" => send_json(stream, document.as_bytes()),
        "/1" => send_json(stream, &list),
        "/badges/7" => send_json(stream, &badge),
        _ => send(stream, "404 Not Found", b""),
    });
    fs::write(room.0.join("ca.pem"), &authority.pem).unwrap();
    let allow = format!("--allow-host academy.example={} --ca-file ca.pem", server.address);
    let output = room.sanad(&format!("{VERIFY} {allow} --cache kept"));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(server.connections(), 2);
    let again = room.sanad(&format!("{VERIFY} {allow} --cache kept"));
    assert_eq!((again.status.code(), server.connections()), (Some(0), 2));
    let by_url = VERIFY.replace("badge.json", "https://academy.example/badges/7");
    let output = room.sanad(&format!("{by_url} {allow}"));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(server.connections(), 5);
    // Without its authority's certificate the server is a stranger.
    let output = room.sanad(&format!("{VERIFY} --allow-host academy.example={}", server.address));
    assert_eq!(output.status.code(), Some(3));
}
