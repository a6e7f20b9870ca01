//! The three badges that are measured, who issues them, and what a verifier has at hand.

use sanad_core::badge::SignedBadge;
use sanad_core::issue::Issuer;
use sanad_core::json::{Json, Object};
use sanad_core::model::draft::Draft;
use sanad_core::model::profile::Profile;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::signer::{Signer as _, SigningKey};
use sanad_core::status_list::StatusList;
use sanad_core::status_list::credential::StatusListDraft;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;

use crate::suite::Suite;

pub(crate) const SEED: [u8; 32] = [7; 32];
pub(crate) const ISSUED: &str = "2026-03-01T09:00:00Z";
pub(crate) const JUDGED: &str = "2026-03-02T09:00:00Z";
pub(crate) const ACADEMY: &str = "did:web:academy.example";
pub(crate) const METHOD: &str = "did:web:academy.example#key-1";
const LIST: &str = "https://academy.example/status/3";

/// The world: one academy with one key.
pub(crate) struct World {
    pub(crate) key: SigningKey,
    pub(crate) issued: Timestamp,
    pub(crate) judged: Timestamp,
    pub(crate) anchors: Vec<TrustAnchor>,
    pub(crate) evidence: Evidence,
    /// What the evidence holds: the academy's DID document and its status list, as text.
    pub(crate) document: String,
    pub(crate) list: String,
}

type Failure = Box<dyn std::error::Error>;

impl World {
    /// The academy, its DID document, and a status list of the least size that is allowed, in which nothing is set.
    pub(crate) fn new() -> Result<Self, Failure> {
        let key = SigningKey::from_seed(&SEED);
        let (issued, judged) = (ISSUED.parse()?, JUDGED.parse()?);
        let method = Object::new()
            .with("id", METHOD)
            .with("type", "Multikey")
            .with("controller", ACADEMY)
            .with("publicKeyMultibase", key.public_key().to_multikey());
        let document = Object::new()
            .with("id", ACADEMY)
            .with("verificationMethod", vec![method])
            .with("assertionMethod", vec![METHOD]);
        let document = Json::Object(document).to_compact();
        let mut evidence = Evidence::new();
        evidence.insert_document(document.as_bytes())?;
        let list = StatusList::new(StatusList::MIN_BITS)?;
        let list = StatusListDraft::new(LIST, ACADEMY, "revocation", &list, issued)
            .valid_until("2026-03-08T12:00:00Z".parse()?)
            .into_object();
        let options = sanad_core::proof::signature::ProofOptions::new(Cryptosuite::EddsaRdfc2022, METHOD)
            .created(issued);
        let canonicalizer = sanad_core::canonical::canonicalizer::Canonicalizer::official();
        let proof = sanad_core::proof::signature::sign(&list, None, &options, &key, &canonicalizer)?;
        let list = Json::Object(list.with("proof", proof)).to_compact();
        evidence.insert(LIST, list.as_bytes())?;
        let anchors = vec![TrustAnchor::issuer(ACADEMY)];
        Ok(Self { key, issued, judged, anchors, evidence, document, list })
    }

    pub(crate) fn issuer(&self, suite: Suite, badge: Badge) -> Issuer<'_> {
        let suite = match suite {
            Suite::Jcs => Cryptosuite::EddsaJcs2022,
            Suite::Rdfc | Suite::Jwt => Cryptosuite::EddsaRdfc2022,
        };
        Issuer::new(badge.profile(), METHOD, &self.key).with_suite(suite)
    }

    /// A badge issued by the suite.
    pub(crate) fn issue(&self, suite: Suite, issuer: &Issuer<'_>, draft: Draft) -> Option<SignedBadge> {
        match suite {
            Suite::Jwt => draft.issue_jwt(issuer, self.issued).ok(),
            Suite::Rdfc | Suite::Jcs => draft.issue(issuer, self.issued).ok(),
        }
    }

    /// The credential as the issuer completes it, on one line: what the floor signs.
    pub(crate) fn unsigned(&self, badge: Badge) -> Result<String, Failure> {
        Ok(Json::Object(badge.draft()?.into_unsigned(&badge.profile(), self.issued)?).to_compact())
    }
}

/// One of the three badges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Badge {
    Minimal,
    Full,
    Image,
}

impl Badge {
    pub(crate) const ALL: [Self; 3] = [Self::Minimal, Self::Full, Self::Image];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::Full => "full",
            Self::Image => "image",
        }
    }

    /// Whom the badge names as its issuer, and how.
    fn profile(self) -> Profile {
        let profile = Profile::new(ACADEMY).name("Academy of Metal");
        match self {
            Self::Minimal | Self::Image => profile,
            Self::Full => profile.url("https://academy.example").email("registrar@academy.example"),
        }
    }

    /// The badge before it is signed.
    pub(crate) fn draft(self) -> Result<Draft, Failure> {
        let text = match self {
            Self::Minimal => include_str!("../badges/minimal.json"),
            Self::Full => include_str!("../badges/full.json"),
            Self::Image => return Ok(Draft::from_json(with_picture(34_000)?)),
        };
        Ok(Draft::from_json(object(text)?))
    }
}

/// The full badge as the academy gives it to one learner after the other.
pub(crate) fn full_for(learner: u32) -> Result<Draft, Failure> {
    let mut badge = object(include_str!("../badges/full.json"))?;
    badge.insert("id", format!("https://academy.example/badges/2026/03/{learner}"));
    if let Some(Json::Object(status)) = badge.get_mut("credentialStatus") {
        let index = learner % StatusList::MIN_BITS;
        status.insert("id", format!("{LIST}#{index}"));
        status.insert("statusListIndex", index.to_string());
    }
    if let Some(Json::Object(subject)) = badge.get_mut("credentialSubject")
        && let Some(Json::Array(identifiers)) = subject.get_mut("identifier")
        && let Some(Json::Object(identifier)) = identifiers.first_mut()
    {
        // A salt that no two share; anybody can work it out, so that it is one for measuring only.
        let salt =
            u128::from(learner).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        identifier.insert("salt", format!("learner-{salt:032x}"));
    }
    Ok(Draft::from_json(badge))
}

/// The minimal badge with a picture of so many characters in it.
pub(crate) fn with_picture(characters: usize) -> Result<Object, Failure> {
    let mut badge = object(include_str!("../badges/minimal.json"))?;
    let picture = Object::new().with("id", picture(characters)).with("type", "Image");
    if let Some(Json::Object(subject)) = badge.get_mut("credentialSubject")
        && let Some(Json::Object(achievement)) = subject.get_mut("achievement")
    {
        achievement.insert("image", picture);
    }
    Ok(badge)
}

/// A `data:` URI of a PNG: its first 33 bytes are those of one, the others are as random as compressed pixels are.
fn picture(characters: usize) -> String {
    use base64::Engine as _;
    let mut bytes =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40\x08\x06\0\0\0\xaa\x69\x71\xde".to_vec();
    let mut state: u32 = 1;
    while bytes.len() < characters / 4 * 3 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bytes.push(state.to_be_bytes()[0]);
    }
    format!("data:image/png;base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

fn object(text: &str) -> Result<Object, Failure> {
    match Json::parse(text.as_bytes())? {
        Json::Object(object) => Ok(object),
        other => Err(format!("{} where a badge is an object", other.kind()).into()),
    }
}
