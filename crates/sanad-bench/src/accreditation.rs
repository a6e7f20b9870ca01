//! Fifty thousand institutions in eleven lists, and a thousand of their badges: what it costs to say who may award what.
//!
//! One process writes the lists and badges into files, others read them: so no memory is counted that making them took.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use sanad_core::accreditation::draft::AccreditationListDraft;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::sign::ListSigner;
use sanad_core::accreditation::signers::distinct_signers;
use sanad_core::badge::SignedBadge;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::issue::Issuer;
use sanad_core::json::{Json, Object};
use sanad_core::model::draft::Draft;
use sanad_core::model::profile::Profile;
use sanad_core::signer::{Signer as _, SigningKey};
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::{AuthorityAnchor, TrustAnchor};
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;
use sha2::{Digest as _, Sha256};

use crate::badges::{ISSUED, JUDGED};
use crate::measure::{median_of, processor_time};

/// As many as a large country has; ten regional accreditors list them.
const INSTITUTIONS: usize = 50_000;
const REGIONS: usize = 10;
const BADGES: usize = 1_000;
/// How often all badges are judged.
const ROUNDS: usize = 9;

const FROM: &str = "2025-01-01T00:00:00Z";
const UNTIL: &str = "2030-01-01T00:00:00Z";
const LISTED: &str = "2026-02-15T00:00:00Z";
const LIST_ENDS: &str = "2026-08-15T00:00:00Z";
const LEVELS: &str = "https://w3id.org/sanad/framework/ncrf/2023";
const CREDITS: &str = "https://w3id.org/sanad/credit/ncrf/2023";
const FACTS: &str = "https://w3id.org/sanad/badge-facts/v1";

type Failure = Box<dyn std::error::Error>;

/// Writes the lists and badges, and has other processes measure what they cost.
pub(crate) fn measure() -> Result<(), Failure> {
    let this = std::env::current_exe()?;
    let folder = this.with_file_name("sanad-bench-accreditation");
    fs::create_dir_all(&folder)?;
    fs::write(list_file(&folder, 0), council_list()?)?;
    for region in 0..REGIONS {
        fs::write(list_file(&folder, region + 1), region_list(region)?)?;
    }
    let badges = (0..BADGES).map(badge).collect::<Result<Vec<_>, _>>()?;
    fs::write(folder.join("badges.ndjson"), badges.join("\n"))?;
    for stage in ["largest", "all"] {
        // Whatever is large is given back when it is freed, so that a peak is one.
        let status = Command::new(&this)
            .args(["--accreditation-of", &folder.to_string_lossy(), stage])
            .env("MALLOC_MMAP_THRESHOLD_", "65536")
            .env("MALLOC_TRIM_THRESHOLD_", "65536")
            .status()?;
        if !status.success() {
            return Err(format!("measuring `{stage}` failed").into());
        }
    }
    Ok(fs::remove_dir_all(&folder)?)
}

/// One measurement, in a process of its own.
pub(crate) fn stage(folder: &str, stage: &str) -> Result<(), Failure> {
    let folder = Path::new(folder);
    let lists = (0..=REGIONS).map(|number| fs::read(list_file(folder, number)));
    let lists = lists.collect::<Result<Vec<_>, _>>()?;
    match stage {
        "largest" => largest(&lists),
        "all" => all(&lists, &fs::read_to_string(folder.join("badges.ndjson"))?),
        _ => Err(format!("there is no stage `{stage}`").into()),
    }
}

fn largest(lists: &[Vec<u8>]) -> Result<(), Failure> {
    let (number, bytes) = lists.iter().enumerate().max_by_key(|(_, list)| list.len()).ok_or("no lists")?;
    let key = Party::region(number.saturating_sub(1)).key().public_key();
    let at: Timestamp = JUDGED.parse()?;
    let read = || -> Result<usize, Failure> {
        let document = AccreditationList::parse(bytes)?;
        let list = AccreditationList::read(&document)?;
        let signers =
            distinct_signers(&document, std::slice::from_ref(&key), at, &Canonicalizer::official())?;
        if signers.count() != 1 {
            return Err("the list is not signed".into());
        }
        Ok(list.entities().len())
    };
    let (entities, memory) = with_memory(read)?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        times.push(time_of(read)?.1);
    }
    println!(
        "the largest list, read and its signature checked: {entities} institutions, {} bytes",
        bytes.len()
    );
    println!("    {:>9.1} ms   {memory}", median(&times) * 1e3);
    Ok(())
}

fn all(lists: &[Vec<u8>], badges: &str) -> Result<(), Failure> {
    let at: Timestamp = JUDGED.parse()?;
    let council = Party::named("council");
    let anchor = AuthorityAnchor::new(council.list(), council.did(), vec![council.key().public_key()], 1)?;
    let anchors = [TrustAnchor::from(anchor)];
    let bytes: usize = lists.iter().map(Vec::len).sum();
    println!("{INSTITUTIONS} institutions in {} lists, {bytes} bytes", lists.len());

    let take_in = || {
        let mut evidence = Evidence::new();
        for list in lists {
            evidence.insert_document(list)?;
        }
        Ok(evidence)
    };
    let ((evidence, time), memory) = with_memory(|| time_of(take_in))?;
    println!("    {:>9.1} ms   {memory}: taken in", time.as_secs_f64() * 1e3);
    let verifier = Verifier::new(&anchors, &evidence);
    let ((trusted, time), memory) = with_memory(|| time_of(|| Ok(verifier.trusted_lists(at))))?;
    println!("    {:>9.1} ms   {memory}: believed and indexed", time.as_secs_f64() * 1e3);
    let verifier = verifier.with_trusted_lists(&trusted);

    let badges: Vec<&[u8]> = badges.lines().map(str::as_bytes).collect();
    let accepted = || -> Result<usize, Failure> {
        let mut accepted = 0;
        for badge in &badges {
            accepted +=
                usize::from(verifier.verify(SignedBadge::read(badge)?, at).verdict() == Verdict::Accept);
        }
        Ok(accepted)
    };
    let (count, memory) = with_memory(accepted)?;
    if count != BADGES {
        return Err(format!("{count} of {BADGES} badges are accepted").into());
    }
    let signed = badges
        .iter()
        .zip(0..)
        .map(|(bytes, number)| Ok((SignedBadge::read(bytes)?, Party::of_badge(number).key().public_key())));
    let signed = signed.collect::<Result<Vec<_>, Failure>>()?;
    let (mut whole, mut signature) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        whole.push(time_of(accepted)?.1);
        let check = || Ok(signed.iter().try_for_each(|(badge, key)| badge.check_proof(key))?);
        signature.push(time_of(check)?.1);
    }
    #[expect(clippy::as_conversions, reason = "a thousand is exact")]
    let each = |times: &[Duration]| median(times) * 1e6 / BADGES as f64;
    let (whole, signature) = (each(&whole), each(&signature));
    println!("{BADGES} badges, one path each, warm, {memory}");
    println!("    {whole:>9.1} µs a badge, from its bytes to its report");
    println!("    {signature:>9.1} µs of these for its signature");
    println!("    {:>9.1} µs beyond the signature", whole - signature);
    Ok(())
}

fn median(times: &[Duration]) -> f64 {
    median_of(times.iter().map(Duration::as_secs_f64))
}

/// Somebody with a name on the web and a key.
struct Party(String);

impl Party {
    fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    fn region(number: usize) -> Self {
        Self(format!("region-{number}"))
    }

    fn institution(number: usize) -> Self {
        Self(format!("college-{number}"))
    }

    /// Who issued the badge of that number.
    fn of_badge(number: usize) -> Self {
        Self::institution(number * (INSTITUTIONS / BADGES) + number % REGIONS)
    }

    fn did(&self) -> String {
        format!("did:web:{}.example", self.0)
    }

    fn list(&self) -> String {
        format!("https://{}.example/list.json", self.0)
    }

    fn key(&self) -> SigningKey {
        SigningKey::from_seed(&Sha256::digest(&self.0).into())
    }

    fn method(&self) -> String {
        format!("{}#{}", self.did(), self.key().public_key().to_multikey())
    }

    /// How a list names it, with its key and one accreditation.
    fn entry(&self, action: Object) -> Object {
        let key = Object::new()
            .with("id", self.method())
            .with("type", "Multikey")
            .with("publicKeyMultibase", self.key().public_key().to_multikey())
            .with("validFrom", FROM);
        Object::new()
            .with("id", self.did())
            .with("type", "RecognizedEntity")
            .with("name", format!("Institution {}", self.0))
            .with("verificationMethod", vec![key])
            .with("recognizedTo", vec![action])
    }

    fn publish(&self, entries: Vec<Object>, signs_itself: Signs) -> Result<Vec<u8>, Failure> {
        let draft =
            AccreditationListDraft::new(&self.list(), &self.did(), "https://council.example/terms#issuers");
        let mut content = draft.named(&self.0).content().clone();
        content.insert("credentialSubject", entries);
        if let (Signs::ByItself, Some(Json::Object(own))) =
            (signs_itself, content.get_mut("accreditationList"))
        {
            let keys = vec![self.key().public_key().to_multikey()];
            own.insert("signing", Object::new().with("threshold", 1_u32).with("keys", keys));
        }
        let (from, until) = (LISTED.parse()?, LIST_ENDS.parse()?);
        let version = AccreditationListDraft::from_content(content).version(from, until)?;
        Ok(ListSigner::new(&self.key()).method(self.method()).sign(version, from)?.as_json().to_vec())
    }
}

/// Who says which keys sign a list.
enum Signs {
    /// The list does, which is a root.
    ByItself,
    /// The list above it does.
    FromAbove,
}

fn action(id: String, word: &str) -> Object {
    Object::new()
        .with("id", id)
        .with("type", "RecognizedAction")
        .with("action", word)
        .with("validFrom", FROM)
        .with("validUntil", UNTIL)
        .with("accreditationStatus", "accredited")
}

fn council_list() -> Result<Vec<u8>, Failure> {
    let council = Party::named("council");
    let regions = (0..REGIONS).map(|number| {
        let region = Party::region(number);
        let delegation = Object::new()
            .with("listId", region.list())
            .with("maxPathLength", 0_u32)
            .with("delegableActions", vec!["issue"]);
        region
            .entry(action(format!("{}#{number}", council.list()), "recognize").with("delegation", delegation))
    });
    council.publish(regions.collect(), Signs::ByItself)
}

fn region_list(number: usize) -> Result<Vec<u8>, Failure> {
    let region = Party::region(number);
    let listed = (0..INSTITUTIONS).filter(|institution| institution % REGIONS == number);
    let entries = listed.map(|number| {
        let levels = Object::new().with("framework", LEVELS).with("min", "4").with("max", "5");
        let credits = Object::new().with("unit", CREDITS).with("maxPerAchievement", "44");
        let scope = Object::new()
            .with("limitAchievementType", vec!["Certificate", "Diploma"])
            .with("limitField", vec!["0715"])
            .with("limitLevel", vec![levels])
            .with("limitCredits", vec![credits])
            .with("limitJurisdiction", vec!["IN"]);
        let action = action(format!("{}#{number}", region.list()), "issue").with("scope", scope);
        Party::institution(number).entry(action)
    });
    region.publish(entries.collect(), Signs::FromAbove)
}

fn badge(number: usize) -> Result<String, Failure> {
    let Json::Object(mut badge) = Json::parse(include_bytes!("../badges/minimal.json"))? else {
        return Err("a badge is an object".into());
    };
    badge.insert("id", format!("https://badges.example/{number}"));
    if let Some(Json::Array(contexts)) = badge.get_mut("@context") {
        contexts.push(FACTS.into());
    }
    let facts = Object::new()
        .with("level", vec![Object::new().with("framework", LEVELS).with("value", "4.5")])
        .with("credits", vec![Object::new().with("unit", CREDITS).with("value", "12")])
        .with("field", vec!["0715"])
        .with("jurisdiction", vec!["IN-KA"]);
    if let Some(Json::Object(subject)) = badge.get_mut("credentialSubject")
        && let Some(Json::Object(achievement)) = subject.get_mut("achievement")
    {
        achievement.insert("achievementType", "Certificate");
        achievement.insert("badgeFacts", facts);
    }
    let party = Party::of_badge(number);
    let key = party.key();
    let issuer = Issuer::new(Profile::new(party.did()).name(party.0.as_str()), party.method(), &key);
    let badge = Draft::from_json(badge).issue(&issuer, ISSUED.parse()?)?;
    // On one line.
    Ok(Json::parse(badge.as_received())?.to_compact())
}

fn list_file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("list-{number}.json"))
}

/// What something gives, and how long it has had a processor.
fn time_of<T>(act: impl FnOnce() -> Result<T, Failure>) -> Result<(T, Duration), Failure> {
    let begun = processor_time();
    let result = act()?;
    Ok((result, processor_time().saturating_sub(begun)))
}

/// What something gives, and how much memory the process had at most and has now beyond what it had before, in words.
fn with_memory<T>(act: impl FnOnce() -> Result<T, Failure>) -> Result<(T, String), Failure> {
    // The highest mark of this process begins anew; where there is no such thing, nothing is told.
    let before = fs::write("/proc/self/clear_refs", "5").ok().and_then(|()| kibibytes("VmRSS:"));
    let result = act()?;
    let beyond = |row: &str| Some(kibibytes(row)?.saturating_sub(before?) >> 10);
    let words = match (beyond("VmHWM:"), beyond("VmRSS:")) {
        (Some(most), Some(kept)) => format!("{most:>4} MiB at most, {kept:>4} MiB kept"),
        _ => "memory not measured".to_owned(),
    };
    Ok((result, words))
}

fn kibibytes(row: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(row)?.split_ascii_whitespace().next()?.parse().ok())
}
