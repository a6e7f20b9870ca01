//! Badges that packages of others make, in every format, are accepted here, and they accept ours.
//!
//! What they once made is read from `test-vectors/interop/peers.ndjson`; `interop/peers/README.md` says how to run the
//! rest, and how to make that file anew.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test says what it counted, and stops where it cannot"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use sanad_core::carrier;
use sanad_core::carrier::badge_text::BadgeText;
use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_testsuite::keys::Who;
use sanad_testsuite::png::Png;
use sanad_testsuite::tree::Tree;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Verdict;
use sanad_verifier::reports::Reports;
use sanad_verifier::verify::Verifier;

/// When everything is judged: some packages write the day on which they run, and all badges are valid until 2036.
const AT: &str = "2035-01-01T00:00:00Z";

/// How many badges are on record: 27 of npm packages, 15 of PyPI packages.
const RECORDED: usize = 42;

#[test]
fn what_others_made_is_accepted_and_what_was_changed_since_is_not() {
    let rows = recorded();
    assert_eq!(rows.len(), RECORDED);
    judge_all(&rows);
}

#[test]
fn what_others_make_today_is_accepted_too() {
    let mut made = String::new();
    for peer in Peer::installed() {
        let text = peer.run("make", "");
        judge_all(&text.lines().map(object).collect::<Vec<_>>());
        made.push_str(&text);
    }
    if std::env::var_os("SANAD_WRITE_INTEROP").is_some() {
        assert_eq!(made.lines().count(), RECORDED);
        std::fs::write(record_file(), made).unwrap();
    }
}

#[test]
fn they_accept_what_we_made_and_not_what_was_changed_since() {
    for peer in Peer::installed() {
        let ours = if peer.is_node() { for_node() } else { for_python() };
        for (wanted, rows) in
            [("true", ours.clone()), ("false", ours.iter().map(|row| spoiled(row)).collect::<Vec<_>>())]
        {
            let answers = peer.run("verify", &rows.join("\n"));
            let answers: Vec<&str> = answers.lines().collect();
            assert_eq!(answers.len(), rows.len());
            for (row, answer) in rows.iter().zip(answers) {
                let found = object(answer).get("verified").map(Json::to_compact);
                assert_eq!(found.as_deref(), Some(wanted), "{answer}: {row}");
            }
        }
        println!("{} of ours", ours.len());
    }
}

/// The same row, with another achievement in the badge, or another signature around it.
fn spoiled(row: &str) -> String {
    let asked = object(row);
    let text = match asked.text("badge_base64") {
        Some(picture) => {
            let picture = BASE64_STANDARD.decode(picture).unwrap();
            let changed = replaced(&picture, b"eyJ", b"eyK").unwrap();
            return row.replace(&BASE64_STANDARD.encode(picture), &BASE64_STANDARD.encode(changed));
        }
        None => row.replace("Welding I\"", "Welding X\"").replace("Welding I\\\"", "Welding X\\\""),
    };
    if text != row {
        return text;
    }
    let token = asked.text("badge").unwrap().to_owned();
    let (start, signature) = token.trim().rsplit_once('.').unwrap();
    let (first, rest) = signature.split_at(1);
    let other = format!("{start}.{}{rest}", if first == "A" { "B" } else { "A" });
    Json::Object(asked.with("badge", other)).to_compact()
}

/// A badge of the vectors, as it stands there.
fn vector(name: &str, file: &str) -> String {
    std::fs::read_to_string(Tree::committed().join(format!("badge/{name}/{file}"))).unwrap()
}

fn for_node() -> Vec<String> {
    let embedded = [
        ("badge_full", "eddsa-rdfc-2022"),
        ("badge_full_jcs", "eddsa-jcs-2022"),
        ("ecdsa_p256", "ecdsa-rdfc-2019"),
        ("ecdsa_p384", "ecdsa-rdfc-2019"),
        ("ecdsa_jcs_p256", "ecdsa-jcs-2019"),
        ("ecdsa_jcs_p384", "ecdsa-jcs-2019"),
        ("selective_required", "ecdsa-sd-2023"),
        ("selective_all_mandatory", "ecdsa-sd-2023"),
    ];
    let tokens = [
        ("jwt", KeyKind::Ed25519),
        ("jwt_es256", KeyKind::P256),
        ("jwt_es384", KeyKind::P384),
        ("jwt_rs256", KeyKind::Rsa),
    ];
    let embedded = embedded.map(|(name, suite)| {
        let asked = Object::new().with("kind", "data-integrity").with("suite", suite);
        asked.with("badge", object(&vector(name, "badge.json")))
    });
    let tokens = tokens.map(|(name, kind)| {
        let jwk = Who::Academy.signer(kind).public_key().to_jwk();
        let asked = Object::new().with("kind", "jwt").with("jwk", jwk);
        asked.with("badge", vector(name, "badge.jwt").trim())
    });
    embedded.into_iter().chain(tokens).map(|asked| Json::Object(asked).to_compact()).collect()
}

fn for_python() -> Vec<String> {
    let token = BadgeText::of(vector("jwt", "badge.jwt").as_bytes()).unwrap();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>\n";
    // RFC 8410: an Ed25519 key as SPKI is 12 bytes and the key.
    let key = Who::Academy.key().verifying_key();
    let der = [&[0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0][..], &key.as_bytes()[..]].concat();
    let pem =
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", BASE64_STANDARD.encode(der));
    let baked = |kind: &str, picture: &[u8]| {
        let picture = BASE64_STANDARD.encode(carrier::bake(picture, &token).unwrap());
        Object::new().with("kind", kind).with("pem", pem.as_str()).with("badge_base64", picture)
    };
    let rows = [
        baked("ob3-png", &Png::dot().bytes()),
        baked("ob3-svg", drawing.as_bytes()),
        Object::new().with("kind", "pyld").with("badge", vector("badge_minimal", "badge.json")),
    ];
    rows.into_iter().map(|asked| Json::Object(asked).to_compact()).collect()
}

fn judge_all(rows: &[Object]) {
    let mut refused = 0;
    for row in rows {
        let name = format!("{}: {}", row.text("peer").unwrap(), row.text("what").unwrap());
        let bytes = badge(row);
        let reports = judge(row, &bytes);
        let report = reports.decisive();
        match row.text("code") {
            None => assert_eq!(reports.verdict(), Verdict::Accept, "{name}: {}", report.to_json()),
            Some(code) => {
                assert_eq!(report.reason().map(|(_, finding)| finding.code.as_str()), Some(code), "{name}");
            }
        }
        // Of a hosted badge the copy at its URL is judged, whatever was shared.
        if !name.contains("hosted") {
            for changed in changed(&bytes) {
                assert_eq!(judge(row, &changed).verdict(), Verdict::Reject, "{name}, changed");
                refused += 1;
            }
        }
    }
    println!("{} badges, {refused} changed copies refused", rows.len());
    assert!(refused >= rows.len() / 2, "only {refused} copies were changed");
}

fn judge(row: &Object, bytes: &[u8]) -> Reports {
    let mut evidence = Evidence::new();
    for (url, document) in row.get("evidence").and_then(Json::as_object).unwrap().iter() {
        drop(evidence.insert(url, document.as_str().unwrap().as_bytes()));
    }
    for url in row.get("gone").map_or(&[][..], Json::items) {
        evidence.insert_gone(url.as_str().unwrap());
    }
    let anchors = row.get("anchors").unwrap().items();
    let anchors: Vec<_> = anchors.iter().map(|id| TrustAnchor::issuer(id.as_str().unwrap())).collect();
    let known: Option<KnownRecipient> = row.text("recipient").map(|known| known.parse().unwrap());
    let mut policy = Policy::accredited();
    if let (Some(domain), Some(challenge)) = (row.text("domain"), row.text("challenge")) {
        policy = policy.with_domain(domain).with_challenge(challenge);
    }
    let mut verifier = Verifier::new(&anchors, &evidence).with_policy(policy);
    if let Some(known) = &known {
        verifier = verifier.with_recipient(known);
    }
    verifier.verify_shared(bytes, AT.parse().unwrap())
}

fn badge(row: &Object) -> Vec<u8> {
    match row.text("badge") {
        Some(text) => text.as_bytes().to_vec(),
        None => BASE64_STANDARD.decode(row.text("badge_base64").unwrap()).unwrap(),
    }
}

/// Copies that say something else: the name of the achievement, in the open or within a token.
fn changed(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut copies = Vec::new();
    if let Some(copy) = replaced(bytes, b"Welding I", b"Welding X") {
        copies.push(copy);
    }
    let text = String::from_utf8_lossy(bytes);
    if let [header, payload, signature] = text.trim().split('.').collect::<Vec<_>>()[..]
        && let Ok(payload) = BASE64_URL_SAFE_NO_PAD.decode(payload)
    {
        // The token of a 2.0 badge names its class by URL only.
        let payload = replaced(&payload, b"Welding I", b"Welding X")
            .or_else(|| replaced(&payload, b"2026-03-01", b"2026-02-01"))
            .unwrap();
        copies.push(format!("{header}.{}.{signature}", BASE64_URL_SAFE_NO_PAD.encode(payload)).into_bytes());
    }
    copies
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Option<Vec<u8>> {
    let at = bytes.windows(from.len()).position(|window| window == from)?;
    Some([&bytes[..at], to, &bytes[at + from.len()..]].concat())
}

/// A program that makes and verifies badges.
struct Peer {
    program: PathBuf,
    script: PathBuf,
}

impl Peer {
    /// Those that are there; of the others it is said on stdout.
    fn installed() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("interop/peers");
        let mut there = Vec::new();
        if folder.join("node_modules").is_dir() {
            there.push(Self { program: "node".into(), script: folder.join("peers.mjs") });
        } else {
            println!("skipped: needs `npm install` in crates/sanad-testsuite/interop/peers");
        }
        if folder.join("venv").is_dir() {
            there.push(Self { program: folder.join("venv/bin/python"), script: folder.join("peers.py") });
        } else {
            println!("skipped: needs the packages of crates/sanad-testsuite/interop/peers/requirements.txt");
        }
        there
    }

    fn is_node(&self) -> bool {
        self.program == Path::new("node")
    }

    fn run(&self, job: &str, input: &str) -> String {
        let contexts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sanad-core/contexts");
        let mut child = Command::new(&self.program)
            .arg(&self.script)
            .arg(job)
            .arg(contexts)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", self.script.display());
        String::from_utf8(output.stdout).unwrap()
    }
}

fn record_file() -> PathBuf {
    Tree::committed().join("interop/peers.ndjson")
}

fn recorded() -> Vec<Object> {
    std::fs::read_to_string(record_file()).unwrap().lines().map(object).collect()
}

fn object(line: &str) -> Object {
    match Json::parse(line.as_bytes()) {
        Ok(Json::Object(object)) => object,
        other => panic!("{other:?} in {line}"),
    }
}
