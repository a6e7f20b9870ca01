//! Who signed a document: whether each proof holds, and whether one of them is the issuer's. `spec/verification.md#proof`

use sanad_core::code::Code;
use sanad_core::controller::{ControllerDocument, ControllerError, Relationship, VerificationMethod};
use sanad_core::json::{Json, Object};
use sanad_core::pointer::JsonPointer;
use sanad_core::proof::data_integrity::{Proof, ProofValue, Suite};
use sanad_core::proof::set::{ProofSet, ProofSetError};
use sanad_core::proof::signature;
use sanad_core::public_key::PublicKey;

use crate::accreditation::key::Signed;
use crate::case::{Case, Lack, LackKind};
use crate::memo::Controller;
use crate::outcome::{Finding, Outcome, Standing};
use crate::pins::Pin;

/// The answers to both questions. A signature can be good and not the issuer's, and the other way round a key can be
/// shown to be somebody else's before it is known.
#[derive(Clone, Debug)]
pub(crate) struct Authenticity {
    pub(crate) proof: Outcome,
    pub(crate) issuer: Outcome,
    /// Looseness that was needed.
    pub(crate) remarks: Vec<Finding>,
    /// The good ones by keys of the issuer's.
    pub(crate) signatures: Vec<Signed>,
}

/// Whom proofs may be made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Whom the policy says: this is what the caller was shown.
    Asked,
    /// Anybody: a document that is published, or shown within a presentation that is for whom it is for.
    Anybody,
    /// Whom the policy says, by the holder of badges who proves who they are.
    Presented,
}

impl Audience {
    /// What the proof of such a document is made for.
    const fn purpose(self) -> Relationship {
        match self {
            Self::Asked | Self::Anybody => Relationship::AssertionMethod,
            Self::Presented => Relationship::Authentication,
        }
    }
}

/// Asks both questions about a document (`content` is without its `proof`) that names `issuer` as its issuer.
pub(crate) fn authenticate(
    content: &Object,
    proofs: &Result<ProofSet<'_>, ProofSetError>,
    issuer: &str,
    audience: Audience,
    case: &Case<'_>,
) -> Authenticity {
    let (proof, belonging, signatures) = match proofs {
        Ok(proofs) => {
            let panel = Panel { content, proofs, issuer, audience, case };
            let judged = panel.judge_all();
            (panel.proof_outcome(&judged), panel.issuer_outcome(&judged), panel.signatures(&judged))
        }
        Err(error) => {
            let at = error.at().cloned().unwrap_or_else(JsonPointer::root);
            (Outcome::fail(error.code(), error.to_string()).at(at), not_asked(), Vec::new())
        }
    };
    let issuer = if proof.standing() == Standing::Fail { not_asked() } else { belonging };
    Authenticity { proof, issuer, remarks: Vec::new(), signatures }
}

pub(crate) fn not_asked() -> Outcome {
    Outcome::skip(
        Code::VerifyNotReached,
        "not asked: a signature that does not hold says nothing, whose key it may be",
    )
}

/// What was found out about one proof.
struct Judged {
    signature: Signature,
    owner: Owner,
}

enum Signature {
    Good,
    Bad {
        code: Code,
        detail: String,
        at: JsonPointer,
    },
    /// It could hold or not.
    Unknown {
        code: Code,
        detail: String,
        /// Why a document was asked for in vain.
        cause: Option<Code>,
    },
    /// Made in a way that is not checked here.
    Unsupported(String),
}

/// Whose key a proof was made by.
enum Owner {
    /// The issuer's, entitled to make assertions; the Multikey text.
    Issuer { key: String },
    /// It is under the issuer's id, but may not speak for it.
    Unentitled { code: Code, detail: String },
    /// It says it is the issuer's; that could not be looked at.
    SaysIssuer,
    /// Somebody else's.
    Other,
    /// Not said in a way we understand.
    Unclear,
}

struct Panel<'a> {
    content: &'a Object,
    proofs: &'a ProofSet<'a>,
    issuer: &'a str,
    audience: Audience,
    case: &'a Case<'a>,
}

impl Panel<'_> {
    fn judge_all(&self) -> Vec<Judged> {
        let all = self.proofs.proofs();
        let is_issuers =
            |proof: &Proof<'_>| proof.verification_method().map(controller_of) == Some(self.issuer);
        let mut judged: Vec<Option<Judged>> = all
            .iter()
            .enumerate()
            .map(|(index, proof)| is_issuers(proof).then(|| self.judge(index, proof)))
            .collect();
        // The documents of co-signers are asked for only once the issuer's own signature holds: until then anybody
        // could have written their names here.
        let issuer_signed = judged.iter().flatten().any(|judged| {
            matches!(judged, Judged { signature: Signature::Good, owner: Owner::Issuer { .. } })
        });
        for (index, proof) in all.iter().enumerate() {
            let Some(slot @ None) = judged.get_mut(index) else { continue };
            *slot = Some(if issuer_signed || resolves_itself(proof) || !is_known(proof) {
                self.judge(index, proof)
            } else {
                let detail = "the document of a co-signer is asked for after the issuer's signature holds";
                let (code, detail) = (Code::DidUnavailable, detail.to_owned());
                let signature = Signature::Unknown { code, detail, cause: None };
                Judged { signature, owner: Owner::Other }
            });
        }
        let mut judged: Vec<Judged> = judged.into_iter().flatten().collect();
        self.spread_doubt(&mut judged);
        judged
    }

    fn judge(&self, index: usize, proof: &Proof<'_>) -> Judged {
        let (Suite::Known(..), Some(url)) = (proof.suite(), proof.verification_method()) else {
            let name = if let Suite::Unknown(name) = proof.suite() { name } else { "without a method" };
            return Judged { signature: Signature::Unsupported(name.to_owned()), owner: Owner::Unclear };
        };
        let controller = controller_of(url);
        let stranger = if controller == self.issuer { Owner::SaysIssuer } else { Owner::Other };
        if let Err(bad) = self.heed_options(proof) {
            return Judged { signature: bad, owner: stranger };
        }
        if controller == self.issuer
            && let Some(pin) = self.case.pinned(self.issuer, url)
        {
            return self.judge_pinned(index, proof, &pin);
        }
        let document = match self.case.controller(controller) {
            Ok(document) => document,
            Err(lack) => return Judged { signature: lacking(lack, proof), owner: stranger },
        };
        match self.check(index, proof, &document, url) {
            Err(bad) => Judged { signature: bad, owner: stranger },
            Ok(key) if controller == self.issuer => {
                let owner = match entitled(&document, url, self.audience, self.case) {
                    Ok(_) => Owner::Issuer { key },
                    Err(error) => Owner::Unentitled { code: error.code(), detail: error.to_string() },
                };
                Judged { signature: Signature::Good, owner }
            }
            Ok(_) => {
                let signature = match entitled(&document, url, self.audience, self.case) {
                    Ok(_) => Signature::Good,
                    Err(error) => bad(error.code(), error.to_string(), proof),
                };
                Judged { signature, owner: Owner::Other }
            }
        }
    }

    /// By a key that the issuer's accreditation gives, whatever the issuer's own document says by now.
    fn judge_pinned(&self, index: usize, proof: &Proof<'_>, pin: &Pin) -> Judged {
        match (self.check_under(index, proof, &pin.key), pin.entitled()) {
            (Err(bad), _) => Judged { signature: bad, owner: Owner::SaysIssuer },
            (Ok(()), Ok(())) => {
                let owner = Owner::Issuer { key: pin.multikey().to_owned() };
                Judged { signature: Signature::Good, owner }
            }
            (Ok(()), Err((code, detail))) => {
                let owner = Owner::Unentitled { code, detail: detail.to_owned() };
                Judged { signature: Signature::Good, owner }
            }
        }
    }

    /// VC Data Integrity §4.4, steps 4 to 6, and the times.
    fn heed_options(&self, proof: &Proof<'_>) -> Result<(), Signature> {
        let purpose = proof.proof_purpose().unwrap_or_default();
        let expected = self.audience.purpose();
        if purpose != expected.as_str() {
            let detail = format!("the proof is for `{purpose}`, not for `{expected}`");
            return Err(bad(Code::ProofPurposeMismatch, detail, proof));
        }
        if let Some(created) = proof.created().filter(|created| *created > self.case.latest_creation()) {
            let detail = format!(
                "the proof says it was made at {created}, later than {} by more than the {} s allowed",
                self.case.at,
                self.case.policy.clock_skew_seconds()
            );
            return Err(bad(Code::ProofCreatedInFuture, detail, proof));
        }
        if let Some(expires) = proof.expires().filter(|expires| self.case.at >= *expires) {
            let detail =
                format!("the proof was good until {expires}, and the time asked is {}", self.case.at);
            return Err(bad(Code::ProofExpired, detail, proof));
        }
        if self.audience == Audience::Anybody {
            return Ok(());
        }
        if let Some(domain) = self.case.policy.domain()
            && proof.domain() != [domain]
        {
            let found = proof.domain().join("`, `");
            let detail = format!("the proof is for the domain `{found}`, not for `{domain}`");
            return Err(bad(Code::ProofDomainMismatch, detail, proof));
        }
        if let Some(challenge) = self.case.policy.challenge()
            && proof.challenge() != Some(challenge)
        {
            let found = proof.challenge().unwrap_or_default();
            let detail = format!("the proof answers the challenge `{found}`, not `{challenge}`");
            return Err(bad(Code::ProofChallengeMismatch, detail, proof));
        }
        Ok(())
    }

    /// The mathematics, under the key that the document has under the method's id. A fragment is never taken for a
    /// key, whatever it looks like. Gives back the key as Multikey.
    fn check(
        &self,
        index: usize,
        proof: &Proof<'_>,
        document: &Controller,
        url: &str,
    ) -> Result<String, Signature> {
        let Some(method) = document.methods().find(|method| method.id() == url) else {
            let detail = format!("{} has no verification method `{url}`", document.id());
            return Err(bad(Code::ProofMethodNotFound, detail, proof));
        };
        let key = method.key().map_err(|error| bad(error.code(), error.to_string(), proof))?;
        self.check_under(index, proof, key)?;
        Ok(document.multikey(method, key))
    }

    fn check_under(&self, index: usize, proof: &Proof<'_>, key: &PublicKey) -> Result<(), Signature> {
        if let Suite::Known(_, ProofValue::Derived(derived)) = proof.suite() {
            let spent = self.case.spend_on_statements(derived.signatures().len());
            spent.map_err(|lack| lacking(lack, proof))?;
        }
        let checked = signature::check(self.proofs, index, self.content, key, self.case.canonicalizer);
        checked.map_err(|error| {
            let at = error.at().unwrap_or_else(|| proof.at()).clone();
            Signature::Bad { code: error.code(), detail: error.to_string(), at }
        })
    }

    /// A proof that follows another holds only as far as the other does.
    fn spread_doubt(&self, judged: &mut [Judged]) {
        // Chains have no circle, so after as many rounds as there are proofs the doubt has come to the end of each.
        for _ in 0..judged.len() {
            for index in 0..judged.len() {
                let doubt = self.proofs.previous(index).iter().find_map(|place| {
                    match &judged.get(*place)?.signature {
                        Signature::Good | Signature::Bad { .. } => None,
                        Signature::Unknown { code, .. } => Some(*code),
                        Signature::Unsupported(_) => Some(Code::ProofUnsupportedSuite),
                    }
                });
                if let (Some(code), Some(Judged { signature: signature @ Signature::Good, .. })) =
                    (doubt, judged.get_mut(index))
                {
                    let detail = "the proof follows one that could not be checked".to_owned();
                    *signature = Signature::Unknown { code, detail, cause: None };
                }
            }
        }
    }

    fn proof_outcome(&self, judged: &[Judged]) -> Outcome {
        let signatures = || judged.iter().map(|judged| &judged.signature);
        let good = signatures().filter(|signature| matches!(signature, Signature::Good)).count();
        let first_bad = signatures().find_map(|signature| match signature {
            Signature::Bad { code, detail, at } => Some((*code, detail, at)),
            _ => None,
        });
        let first_unknown = signatures().find_map(|signature| match signature {
            Signature::Unknown { code, detail, cause } => Some(unknown(*code, detail, *cause)),
            _ => None,
        });
        let outcome = match (first_bad, first_unknown) {
            (Some((code, detail, at)), _) if judged.len() == 1 => {
                Outcome::fail(code, detail.as_str()).at(at.clone())
            }
            (Some((code, detail, at)), _) => {
                let detail = format!("one of {} proofs does not hold: {detail}", judged.len());
                let outcome = Outcome::fail(Code::ProofSetMemberFailed, detail).at(at.clone());
                outcome.with_fact("cause", code.as_str())
            }
            (None, Some(unknown)) => unknown,
            (None, None) if good == 0 => {
                let name = signatures().find_map(|signature| match signature {
                    Signature::Unsupported(name) => Some(name.as_str()),
                    _ => None,
                });
                let detail =
                    format!("the proof is of the kind `{}`, which is not checked", name.unwrap_or_default());
                Outcome::unknown(Code::ProofUnsupportedSuite, detail)
            }
            (None, None) if judged.len() == 1 => {
                Outcome::pass("the signature is good: nothing was changed since")
            }
            (None, None) if good == judged.len() => Outcome::pass(format!("all {good} signatures are good")),
            (None, None) => {
                let detail = format!(
                    "{good} of {} signatures are good; the others are of kinds that are not checked",
                    judged.len()
                );
                Outcome::pass(detail)
            }
        };
        outcome.with_fact("proofs", Json::Array(self.listed(judged)))
    }

    fn signatures(&self, judged: &[Judged]) -> Vec<Signed> {
        let proofs = self.proofs.proofs().iter().zip(judged);
        let good = proofs.filter_map(|(proof, judged)| match judged {
            Judged { signature: Signature::Good, owner: Owner::Issuer { key } } => {
                Some(Signed { key: key.clone(), created: proof.created() })
            }
            _ => None,
        });
        good.collect()
    }

    fn listed(&self, judged: &[Judged]) -> Vec<Json> {
        let proofs = self.proofs.proofs().iter().zip(judged);
        proofs
            .map(|(proof, judged)| {
                let (signature, code) = match &judged.signature {
                    Signature::Good => ("good", None),
                    Signature::Bad { code, .. } => ("bad", Some(*code)),
                    Signature::Unknown { code, .. } => ("unknown", Some(*code)),
                    Signature::Unsupported(_) => ("not_checked", Some(Code::ProofUnsupportedSuite)),
                };
                let suite = match proof.suite() {
                    Suite::Known(suite, _) => suite.name(),
                    Suite::Unknown(name) => name,
                };
                let text = |text: Option<&str>| text.map_or(Json::Null, Json::from);
                let listed = Object::new()
                    .with("at", proof.at().as_str())
                    .with("suite", suite)
                    .with("method", text(proof.verification_method()))
                    .with("created", text(proof.created().map(|at| at.to_string()).as_deref()))
                    .with("signature", signature)
                    .with("code", text(code.map(Code::as_str)));
                Json::Object(listed)
            })
            .collect()
    }

    fn issuer_outcome(&self, judged: &[Judged]) -> Outcome {
        let issuer = self.issuer;
        let good = || {
            judged.iter().filter_map(|judged| match judged {
                Judged { signature: Signature::Good, owner: Owner::Issuer { key } } => Some(key.as_str()),
                _ => None,
            })
        };
        // Of several keys one that is known speaks for the others.
        let known = self.case.state().and_then(|state| state.controller(issuer));
        let recognised = known.and_then(|known| good().find(|key| known.knows(key)));
        if let Some(key) = recognised.or_else(|| good().next()) {
            return Outcome::pass(format!("the key belongs to {issuer}"))
                .with_fact("issuer", issuer)
                .with_fact("key", key);
        }
        let outcome = judged.iter().find_map(|judged| match (&judged.signature, &judged.owner) {
            (Signature::Unknown { code, detail, cause }, Owner::SaysIssuer | Owner::Issuer { .. }) => {
                Some(unknown(*code, detail, *cause))
            }
            (_, Owner::Unclear) => {
                let detail = "a proof of a kind that is not checked could be the issuer's";
                Some(Outcome::unknown(Code::ProofUnsupportedSuite, detail))
            }
            _ => None,
        });
        let outcome = outcome.or_else(|| {
            judged.iter().find_map(|judged| match &judged.owner {
                Owner::Unentitled { code, detail } => Some(Outcome::fail(*code, detail.as_str())),
                _ => None,
            })
        });
        let outcome = outcome.unwrap_or_else(|| {
            let first = self.proofs.proofs().first();
            let signer = first.and_then(Proof::verification_method).map_or("", controller_of);
            let detail = format!("signed by `{signer}`, which is not the issuer `{issuer}`");
            let at = first.map_or_else(JsonPointer::root, |proof| proof.at().member("verificationMethod"));
            Outcome::fail(Code::ProofMethodNotIssuer, detail).at(at)
        });
        outcome.with_fact("issuer", issuer)
    }
}

/// CID 1.0 §3.3, from step 5 on: the method is the controller's own, listed for the purpose, and in force.
pub(crate) fn entitled<'d>(
    document: &'d ControllerDocument,
    url: &str,
    audience: Audience,
    case: &Case<'_>,
) -> Result<&'d VerificationMethod, ControllerError> {
    let method = document.method(url, audience.purpose())?;
    method.key_at(case.at)?;
    Ok(method)
}

/// The id of the document that a verification method's URL is in.
pub(crate) fn controller_of(method: &str) -> &str {
    method.split_once('#').map_or(method, |(document, _)| document)
}

fn resolves_itself(proof: &Proof<'_>) -> bool {
    let method = proof.verification_method().unwrap_or_default();
    method.starts_with("did:key:") || method.starts_with("did:jwk:")
}

const fn is_known(proof: &Proof<'_>) -> bool {
    matches!(proof.suite(), Suite::Known(..))
}

fn bad(code: Code, detail: String, proof: &Proof<'_>) -> Signature {
    Signature::Bad { code, detail, at: proof.at().clone() }
}

fn unknown(code: Code, detail: &str, cause: Option<Code>) -> Outcome {
    let outcome = Outcome::unknown(code, detail);
    match cause {
        Some(cause) => outcome.with_fact("cause", cause.as_str()),
        None => outcome,
    }
}

fn lacking(lack: Lack, proof: &Proof<'_>) -> Signature {
    match lack.kind {
        LackKind::Unknown => Signature::Unknown { code: lack.code, detail: lack.detail, cause: None },
        LackKind::InVain(cause) => {
            Signature::Unknown { code: lack.code, detail: lack.detail, cause: Some(cause) }
        }
        LackKind::Wrong => bad(lack.code, lack.detail, proof),
    }
}
