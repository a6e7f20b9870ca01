//! A badge by a did:web with a status list, judged by what its issuer's server says.

#![expect(clippy::unwrap_used, reason = "a test stops where it goes wrong")]

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use sanad_core::badge::SignedBadge;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::code::Code;
use sanad_core::issue::Issuer;
use sanad_core::json::{Json, Object};
use sanad_core::model::achievement::{Achievement, Criteria};
use sanad_core::model::draft::Draft;
use sanad_core::model::profile::Profile;
use sanad_core::model::recipient::Recipient;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::{ProofOptions, sign};
use sanad_core::signer::SigningKey;
use sanad_core::status_list::credential::StatusListDraft;
use sanad_core::status_list::{Bit, StatusList};
use sanad_core::timestamp::Timestamp;
use sanad_fetch::allowed::Allowed;
use sanad_fetch::cache::{Cache, Cached};
use sanad_fetch::gather::{Asked, gather};
use sanad_fetch::https::Https;
use sanad_fetch::retrieve::Budget;
use sanad_fetch::transport::Transport;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::outcome::CheckId;
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::verify::Verifier;

use crate::server::{Authority, Server, Stream, send, send_json};

const HOST: &str = "academy.example";
const ISSUER: &str = "did:web:academy.example";
const METHOD: &str = "did:web:academy.example#key-1";
const DOCUMENT_URL: &str = "https://academy.example/.well-known/did.json";
const LIST: &str = "https://academy.example/status/3";
const INDEX: u32 = 94_567;

fn now() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

fn badge() -> SignedBadge {
    let key = key();
    let issuer = Issuer::new(Profile::new(ISSUER).name("Academy"), METHOD, &key);
    let entry = Object::new()
        .with("type", "BitstringStatusListEntry")
        .with("statusPurpose", "revocation")
        .with("statusListIndex", INDEX.to_string())
        .with("statusListCredential", LIST);
    let test = Criteria::new().narrative("Pass the bench test.");
    let welding = Achievement::new("https://academy.example/welding-1", "Welding I", "Welds a corner.", test);
    let recipient = Recipient::id("did:web:ada.example").unwrap();
    Draft::new(welding, recipient).set("credentialStatus", entry).issue(&issuer, now()).unwrap()
}

fn document() -> String {
    let key = key();
    let multikey = Issuer::did_key(&key).id().strip_prefix("did:key:").unwrap().to_owned();
    let method = Object::new()
        .with("id", METHOD)
        .with("type", "Multikey")
        .with("controller", ISSUER)
        .with("publicKeyMultibase", multikey);
    let document = Object::new()
        .with("id", ISSUER)
        .with("verificationMethod", vec![method])
        .with("assertionMethod", vec![METHOD]);
    Json::Object(document).to_pretty()
}

fn list(set: &[u32]) -> String {
    let mut list = StatusList::new(StatusList::MIN_BITS).unwrap();
    for index in set {
        list.set(*index, Bit::Set).unwrap();
    }
    let content = StatusListDraft::new(LIST, ISSUER, "revocation", &list, now()).into_object();
    let options = ProofOptions::new(Cryptosuite::EddsaRdfc2022, METHOD).created(now());
    let proof = sign(&content, None, &options, &key(), &Canonicalizer::official()).unwrap();
    Json::Object(content.with("proof", proof)).to_pretty()
}

/// The academy's server: its document, and its list as it is now.
struct Academy {
    authority: Authority,
    server: Server,
    list: Arc<Mutex<Option<String>>>,
}

impl Academy {
    fn new() -> Self {
        let authority = Authority::new();
        let published = Arc::new(Mutex::new(Some(list(&[]))));
        let (document, now) = (document(), Arc::clone(&published));
        let answer = move |path: &str, stream: &mut Stream| -> io::Result<()> {
            let list = now.lock().unwrap().clone();
            match (path, list) {
                ("/.well-known/did.json", _) => {
                    send(stream, "200 OK\r\nContent-Type: application/did+json", document.as_bytes())
                }
                ("/status/3", Some(list)) => send_json(stream, list.as_bytes()),
                ("/status/3", None) => send(stream, "503 Service Unavailable", b""),
                _ => send(stream, "404 Not Found", b""),
            }
        };
        let server = Server::start(authority.certify(HOST), answer);
        Self { authority, server, list: published }
    }

    fn client(&self) -> Https {
        Https::new()
            .with_root_certificates(self.authority.pem.as_bytes())
            .unwrap()
            .allow(Allowed::at(HOST, 443, self.server.address).unwrap())
    }
}

fn judge(transport: &impl Transport, badge: SignedBadge) -> (Report, Vec<Asked>) {
    let anchors = [TrustAnchor::issuer(ISSUER)];
    let mut evidence = Evidence::new();
    let asked = gather(transport, &mut evidence, &mut Budget::new(), |evidence| {
        Verifier::new(&anchors, evidence).needs(&badge, now())
    });
    (Verifier::new(&anchors, &evidence).verify(badge, now()), asked)
}

fn outcome(report: &Report, id: CheckId) -> (Option<Code>, Option<String>) {
    let (_, outcome) = report.checks().find(|(check, _)| *check == id).unwrap();
    (outcome.code(), outcome.facts().text("cause").map(str::to_owned))
}

#[test]
fn a_badge_is_accepted_by_what_its_issuers_server_says_and_rejected_when_it_says_so() {
    let academy = Academy::new();
    let (report, asked) = judge(&academy.client(), badge());
    assert_eq!(report.verdict(), Verdict::Accept, "{}", report.to_json());
    let urls: Vec<&str> = asked.iter().map(|asked| asked.need.url.as_str()).collect();
    assert_eq!(urls, [DOCUMENT_URL, LIST]);
    assert_eq!(academy.server.connections(), 2);

    *academy.list.lock().unwrap() = Some(list(&[INDEX]));
    let (report, _) = judge(&academy.client(), badge());
    assert_eq!(report.verdict(), Verdict::Reject);
    assert_eq!(outcome(&report, CheckId::Status), (Some(Code::StatusRevoked), None));

    *academy.list.lock().unwrap() = None;
    let (report, asked) = judge(&academy.client(), badge());
    assert_eq!(report.verdict(), Verdict::Undecided);
    let cause = Some("fetch.unavailable".to_owned());
    assert_eq!(outcome(&report, CheckId::Status), (Some(Code::StatusUnavailable), cause));
    assert_eq!(asked[1].code(), Some(Code::FetchUnavailable));
}

#[test]
fn without_its_server_a_badge_is_undecided_and_the_report_says_why() {
    let (report, asked) = judge(&Https::new(), badge());
    assert_eq!(report.verdict(), Verdict::Undecided);
    let lacking = (Some(Code::DidUnavailable), Some("fetch.address_forbidden".to_owned()));
    assert_eq!(outcome(&report, CheckId::Proof), lacking);
    assert_eq!(outcome(&report, CheckId::Issuer), lacking);
    // The list of a badge whose signature could not be checked is not asked for.
    assert_eq!(asked.len(), 1);
}

#[test]
fn a_forged_badge_makes_nobody_ask_for_more_than_the_issuers_document() {
    let academy = Academy::new();
    let forged = String::from_utf8(badge().as_received().to_vec()).unwrap().replace("Welding I", "Welding X");
    let (report, asked) = judge(&academy.client(), SignedBadge::from_json(forged.as_bytes()).unwrap());
    assert_eq!(report.verdict(), Verdict::Reject);
    assert_eq!(asked.len(), 1);
    assert_eq!(academy.server.connections(), 1);
}

#[test]
fn a_hundred_badges_of_one_issuer_ask_it_once() {
    let academy = Academy::new();
    let folder: PathBuf = std::env::temp_dir().join(format!("sanad-fetch-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let cached = Cached::new(academy.client(), Cache::open(&folder).unwrap(), now());
    for _ in 0..100 {
        assert_eq!(judge(&cached, badge()).0.verdict(), Verdict::Accept);
    }
    assert_eq!(academy.server.connections(), 2);
    // In an hour neither is known any more.
    let later = now().plus_seconds(3_600).unwrap();
    let cached = Cached::new(academy.client(), Cache::open(&folder).unwrap(), later);
    assert_eq!(judge(&cached, badge()).0.verdict(), Verdict::Accept);
    assert_eq!(academy.server.connections(), 4);
    std::fs::remove_dir_all(&folder).unwrap();
}
