//! What is measured: every suite, badge and operation, sanad and the floor.

use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jsonld::{ContextSet, Rules};
use sanad_core::canonical::rdfc::{self, HashAlgorithm};
use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::limits::Limits;
use sanad_core::proof::signature;
use sanad_core::signer::Signer as _;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

use crate::badges::{Badge, ISSUED, METHOD, SEED, World};
use crate::floor::{self, Unsigned};
use crate::measure::{Run, run, run_with};
use crate::suite::Suite;

/// What is done with a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// From a draft to a signed and self-checked badge.
    Issue,
    /// From bytes to "the signature is good": no policy.
    Verify,
    /// From bytes to a report with all checks: pinned issuer, its DID document and status list at hand.
    Judge,
}

impl Operation {
    pub(crate) const ALL: [Self; 3] = [Self::Issue, Self::Verify, Self::Judge];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Verify => "verify",
            Self::Judge => "verifier",
        }
    }
}

/// One row of the bench.
pub(crate) struct Case<'w> {
    pub(crate) suite: Suite,
    pub(crate) operation: Operation,
    pub(crate) badge: Badge,
    pub(crate) sanad: Run<'w>,
    pub(crate) floor: Run<'w>,
}

type Failure = Box<dyn std::error::Error>;

/// Every row, once the floor and sanad have been seen to agree on all of them.
pub(crate) fn all<'w>(world: &'w World, verifier: &'w Verifier<'w>) -> Result<Vec<Case<'w>>, Failure> {
    let mut cases = Vec::new();
    for suite in Suite::ALL {
        for badge in Badge::ALL {
            let bytes = signed(world, suite, badge)?;
            agree(world, suite, badge, &bytes, verifier)?;
            for operation in Operation::ALL {
                let (sanad, floor) = match operation {
                    Operation::Issue => issue(world, suite, badge)?,
                    Operation::Verify => verify(world, suite, bytes.clone()),
                    Operation::Judge => judge(world, suite, bytes.clone(), verifier),
                };
                cases.push(Case { suite, operation, badge, sanad, floor });
            }
        }
    }
    Ok(cases)
}

/// A badge as it is received.
pub(crate) fn signed(world: &World, suite: Suite, badge: Badge) -> Result<Vec<u8>, Failure> {
    let issued =
        world.issue(suite, &world.issuer(suite, badge), badge.draft()?).ok_or("a badge was not issued")?;
    as_sent(&issued)
}

/// The badge on one line, as badges travel.
pub(crate) fn as_sent(issued: &SignedBadge) -> Result<Vec<u8>, Failure> {
    Ok(match issued.securing() {
        Securing::Jwt(_) => issued.as_received().to_vec(),
        Securing::Embedded(_) => Json::parse(issued.as_received())?.to_compact().into_bytes(),
    })
}

/// Both accept the badge, make the same canonical texts of it, issue the same content, and refuse a changed one.
fn agree(
    world: &World,
    suite: Suite,
    badge: Badge,
    bytes: &[u8],
    verifier: &Verifier<'_>,
) -> Result<(), Failure> {
    let fail = |what: &str| Failure::from(format!("{} {}: {what}", suite.name(), badge.name()));
    let key = world.key.public_key();
    let floor_key = ed25519_dalek::SigningKey::from_bytes(&SEED).verifying_key();
    let read = SignedBadge::read(bytes)?;
    read.check_proof(&key)?;
    let report = verifier.verify(read.clone(), world.judged);
    if report.verdict() != Verdict::Accept {
        return Err(fail(&format!("sanad says {:?}", report.reason())));
    }
    if floor::verify(suite, bytes, &floor_key) != Some(true) {
        return Err(fail("the floor does not accept it"));
    }
    let changed = match suite {
        Suite::Jwt => {
            let mut changed = bytes.to_vec();
            let dot = changed.iter().rposition(|b| *b == b'.').ok_or("no JWT")?;
            let letter = changed.get_mut(dot + 3).ok_or("no signature")?;
            *letter = if *letter == b'A' { b'B' } else { b'A' };
            changed
        }
        _ => String::from_utf8(bytes.to_vec())?.replace("Welding I", "Welding X").into_bytes(),
    };
    if floor::verify(suite, &changed, &floor_key) == Some(true) {
        return Err(fail("the floor accepts a changed badge"));
    }
    if suite != Suite::Jwt {
        let proofs = read.proofs()?;
        let canonicalizer = Canonicalizer::official();
        let canonical = signature::canonical(&proofs, 0, read.content(), KeyKind::Ed25519, &canonicalizer)?;
        if floor::canonical_of(suite, bytes) != Some((canonical.document, canonical.options)) {
            return Err(fail("the canonical texts differ"));
        }
    }
    let text = world.unsigned(badge)?;
    let claims = claims(text.as_bytes())?;
    let unsigned =
        Unsigned::read(text.as_bytes(), &claims).ok_or_else(|| fail("the floor reads no draft"))?;
    let floor_signer = ed25519_dalek::SigningKey::from_bytes(&SEED);
    let issued = unsigned.issue(suite, METHOD, ISSUED, &floor_signer).ok_or_else(|| fail("no badge"))?;
    if issued.as_bytes() != bytes {
        return Err(fail("the floor issues another badge"));
    }
    Ok(())
}

fn issue<'w>(world: &'w World, suite: Suite, badge: Badge) -> Result<(Run<'w>, Run<'w>), Failure> {
    let (draft, issuer) = (badge.draft()?, world.issuer(suite, badge));
    let sanad = run_with(move || draft.clone(), move |draft| world.issue(suite, &issuer, draft));
    let text = world.unsigned(badge)?;
    let claims = claims(text.as_bytes())?;
    // Both live as long as the bench.
    let (text, claims): (&'static str, &'static str) = (text.leak(), claims.leak());
    let unsigned = Unsigned::read(text.as_bytes(), claims).ok_or("the floor reads no draft")?;
    let key = ed25519_dalek::SigningKey::from_bytes(&SEED);
    let floor = run(move || unsigned.issue(suite, METHOD, ISSUED, &key));
    Ok((sanad, floor))
}

fn verify<'w>(world: &'w World, suite: Suite, bytes: Vec<u8>) -> (Run<'w>, Run<'w>) {
    let key = world.key.public_key();
    let received = bytes.clone();
    let sanad = run(move || SignedBadge::read(&received).is_ok_and(|badge| badge.check_proof(&key).is_ok()));
    (sanad, floor_verify(suite, bytes))
}

fn judge<'w>(
    world: &'w World,
    suite: Suite,
    bytes: Vec<u8>,
    verifier: &'w Verifier<'w>,
) -> (Run<'w>, Run<'w>) {
    let received = bytes.clone();
    let sanad =
        run(move || SignedBadge::read(&received).map(|badge| verifier.verify(badge, world.judged).verdict()));
    (sanad, floor_verify(suite, bytes))
}

fn floor_verify<'w>(suite: Suite, bytes: Vec<u8>) -> Run<'w> {
    let key = ed25519_dalek::SigningKey::from_bytes(&SEED).verifying_key();
    run(move || floor::verify(suite, &bytes, &key))
}

/// The claims of a badge's JWT, which repeat its members: as sanad writes them, in its order.
fn claims(unsigned: &[u8]) -> Result<String, Failure> {
    let Json::Object(badge) = Json::parse(unsigned)? else { return Err("no badge".into()) };
    let subject = badge.get("credentialSubject").and_then(Json::as_object);
    let id = |object: Option<&Object>| object.and_then(|object| object.text("id")).map(str::to_owned);
    let mut claims = Object::new();
    let texts = [
        ("iss", id(badge.get("issuer").and_then(Json::as_object))),
        ("sub", id(subject)),
        ("jti", id(Some(&badge))),
    ];
    for (claim, value) in texts {
        value.map(|value| claims.insert(claim, value));
    }
    for (claim, member) in [("nbf", "validFrom"), ("exp", "validUntil")] {
        if let Some(time) = badge.text(member) {
            let time: sanad_core::timestamp::Timestamp = time.parse()?;
            claims.insert(claim, u32::try_from(time.unix_seconds())?);
        }
    }
    let text = Json::Object(claims).to_compact();
    Ok(text.trim_start_matches('{').trim_end_matches('}').to_owned())
}

/// The steps of sanad's verification of the full badge with `eddsa-rdfc-2022`, each alone.
pub(crate) fn steps<'w>(
    world: &'w World,
    verifier: &'w Verifier<'w>,
) -> Result<Vec<(&'static str, Run<'w>)>, Failure> {
    let bytes = signed(world, Suite::Rdfc, Badge::Full)?;
    let badge = SignedBadge::read(&bytes)?;
    let key = world.key.public_key();
    let content = badge.content().clone();
    let canonicalizer = Canonicalizer::official();
    let canonical = signature::canonical(&badge.proofs()?, 0, &content, KeyKind::Ed25519, &canonicalizer)?;
    let message = canonical.hash();
    let signed = sanad_core::signer::Signer::sign(&world.key, &message)?;
    let (parsed, expanded) = (bytes.clone(), content.clone());
    let expand =
        run(move || ContextSet::official().tables().to_rdf(&expanded, &Rules::badge()).map(|q| q.len()));
    // The quads borrow from the tables and the document, which therefore live as long as the bench.
    let tables: &'static _ = Box::leak(Box::new(ContextSet::official().tables()));
    let dataset = tables.to_rdf(Box::leak(Box::new(content)), &Rules::badge())?;
    let name = run(move || rdfc::canonicalize(&dataset, HashAlgorithm::Sha256, &Limits::DEFAULT));
    let hash = run(move || canonical.hash());
    let check = run(move || key.verify(&message, &signed));
    let whole = bytes.clone();
    let key = world.key.public_key();
    let verify = run(move || SignedBadge::read(&whole).is_ok_and(|badge| badge.check_proof(&key).is_ok()));
    let judge =
        run(move || SignedBadge::read(&bytes).map(|badge| verifier.verify(badge, world.judged).verdict()));
    Ok(vec![
        ("parse", run(move || SignedBadge::read(&parsed))),
        ("expand", expand),
        ("canonicalise", name),
        ("hash", hash),
        ("signature", check),
        ("verify (all of these and the proof's options)", verify),
        ("verifier (all checks)", judge),
    ])
}
