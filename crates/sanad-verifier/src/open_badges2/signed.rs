//! An assertion signed as a JWS: a key that the issuer's profile lists, and its list of revocations. `spec/open-badges-2.md#signed`

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::jws::Jws;
use sanad_core::limits::Limits;
use sanad_core::ob2::assertion::{Assertion, Verification};
use sanad_core::ob2::crypto_key::CryptographicKey;
use sanad_core::ob2::link::Link;
use sanad_core::ob2::profile::IssuerProfile;
use sanad_core::ob2::revocation::RevocationList;
use sanad_core::ob2::shared::SharedAssertion;
use sanad_core::ob2::version::Version;
use sanad_core::ob2::view;
use sanad_core::public_key::PublicKey;

use super::Judged;
use super::checks::{self, Part};
use super::documents::{
    Award, Lack, award, fetchable, hosted, issuer_place, malformed, same_id, unavailable,
};
use crate::authenticity::not_asked;
use crate::case::Case;
use crate::evidence::{Found, NeedKind};
use crate::format::Format;
use crate::outcome::{CheckId, Finding, Outcome, Standing};
use crate::report::Checks;
use crate::verify::Verifier;

pub(super) fn judge(
    shared: &SharedAssertion,
    jws: &Jws,
    document: &Object,
    verifier: &Verifier<'_>,
    case: &Case<'_>,
) -> Judged {
    let (checks, claims) = look(jws, document, verifier, case);
    Judged {
        checks,
        claims: claims.unwrap_or_else(|| shared.unverified()),
        format: Format::OpenBadges2Signed,
    }
}

fn look(jws: &Jws, document: &Object, verifier: &Verifier<'_>, case: &Case<'_>) -> (Checks, Option<Object>) {
    let assertion = match Assertion::read(document) {
        Ok(assertion) => assertion,
        Err(error) => {
            let structure = malformed("signed assertion", &error).at(error.at());
            return (Checks { structure, ..Checks::not_reached(CheckId::Structure) }, None);
        }
    };
    let Verification::Signed { creator } = assertion.verification() else {
        let detail = "it is signed, and says that it is to be looked for at its URL";
        let structure = Outcome::fail(Code::SchemaEnumeration, detail);
        return (Checks { structure, ..Checks::not_reached(CheckId::Structure) }, None);
    };
    let structure = checks::read(&assertion);
    let award = match award(&assertion, case) {
        Ok(award) => award,
        Err(outcome) => {
            let (proof, issuer) = nobodys(outcome);
            let checks = Checks { structure, proof, issuer, ..Checks::not_reached(CheckId::Proof) };
            return (checks, None);
        }
    };
    let Award { class, issuer: profile } = &award;
    let claims = view::in_3_0(
        assertion.members(),
        Some(class.members()),
        Some(profile.members()),
        assertion.version(),
    );
    let signer = Signer { jws, profile, version: assertion.version(), case };
    let Signature { proof, issuer, remark } = signer.judge(creator.as_deref());
    if proof.standing() != Standing::Pass || issuer.standing() != Standing::Pass {
        let because = if proof.standing() == Standing::Pass { CheckId::Issuer } else { CheckId::Proof };
        return (Checks { structure, proof, issuer, ..Checks::not_reached(because) }, Some(claims));
    }
    let status = status(&assertion, profile, case);
    let part = Part { assertion: &assertion, award: &award, claims: &claims, verifier, case };
    let mut checks = checks::rest(&part, structure, proof, issuer, status);
    checks.remarks.extend(remark);
    (checks, Some(claims))
}

/// Without the issuer's profile nobody knows whose key to look for.
fn nobodys(outcome: Outcome) -> (Outcome, Outcome) {
    let proof = match outcome.standing() {
        Standing::Fail => not_looked_at(),
        _ => outcome.clone(),
    };
    (proof, outcome)
}

fn not_looked_at() -> Outcome {
    let detail = "not asked: no key is known to be the issuer's, and no other is looked at";
    Outcome::skip(Code::VerifyNotReached, detail)
}

/// Whether the signature holds, and whether the key is the issuer's.
struct Signature {
    proof: Outcome,
    issuer: Outcome,
    remark: Option<Finding>,
}

impl Signature {
    const fn of(proof: Outcome, issuer: Outcome) -> Self {
        Self { proof, issuer, remark: None }
    }

    /// What is unknown of it outweighs what is wrong: another key of the issuer's may have made it.
    const fn rank(&self) -> u8 {
        match (self.proof.standing(), self.issuer.standing()) {
            (Standing::Pass, Standing::Pass) => 0,
            (Standing::Unknown, _) | (_, Standing::Unknown) => 1,
            (Standing::Pass, _) => 2,
            _ => 3,
        }
    }
}

struct Signer<'a> {
    jws: &'a Jws,
    profile: &'a IssuerProfile,
    version: Version,
    case: &'a Case<'a>,
}

impl Signer<'_> {
    /// spec/open-badges-2.md#keys: the key that the assertion names, or without one any that the profile lists.
    fn judge(&self, creator: Option<&str>) -> Signature {
        let listed = self.profile.keys();
        match creator {
            Some(creator) => match listed.iter().find(|key| key.id() == Some(creator)) {
                Some(key) => self.try_key(key),
                None if self.version < Version::V2_0 && listed.is_empty() => self.same_host(creator),
                None => self.not_listed(&format!(
                    "the profile of {} does not list the key {creator}",
                    self.profile.id()
                )),
            },
            None => {
                let limit = Limits::DEFAULT.issuer_keys;
                let tried = listed.iter().take(limit).map(|key| self.try_key(key));
                let best = tried.min_by_key(Signature::rank);
                match best {
                    None => self.not_listed(&format!("the profile of {} lists no keys", self.profile.id())),
                    Some(best) if best.rank() > 1 && listed.len() > limit => {
                        let detail = format!(
                            "{} keys are listed, and the first {limit} did not make the signature",
                            listed.len()
                        );
                        let unknown = Outcome::unknown(Code::Ob2Unavailable, detail);
                        Signature::of(unknown.clone(), unknown)
                    }
                    Some(best) => best,
                }
            }
        }
    }

    fn not_listed(&self, detail: &str) -> Signature {
        Signature::of(not_looked_at(), Outcome::fail(Code::Ob2KeyNotListed, detail).at(issuer_place()))
    }

    /// Version 1 has no keys in profiles. A key that stands where the issuer hosts its badges is the issuer's as much as
    /// those are.
    fn same_host(&self, creator: &str) -> Signature {
        let issuer = self.profile.id();
        if !self.profile.scope().covers(creator) {
            return self.not_listed(&format!(
                "the key is at {creator}, where {issuer} does not host its badges, and the profile lists none"
            ));
        }
        let detail = format!("nothing ties the key at {creator} to {issuer} but where it is hosted");
        let remark = Some(Finding::new(Code::Ob2KeySameHost, detail));
        Signature { remark, ..self.try_key(&Link::Named(creator.to_owned())) }
    }

    fn try_key(&self, link: &Link) -> Signature {
        let name = link.id().unwrap_or("within the profile");
        let key = match self.key(link) {
            Ok(key) => key,
            Err(outcome) if outcome.standing() == Standing::Unknown => {
                return Signature::of(outcome.clone(), outcome);
            }
            Err(outcome) => return Signature::of(outcome, not_looked_at()),
        };
        let proof = match self.jws.verify(&key.public) {
            Ok(()) => Outcome::pass(format!("signed with the key {name}"))
                .with_fact("key", key.public.to_multikey()),
            Err(error) => Outcome::fail(error.code(), format!("under the key {name}: {error}")),
        };
        let issuer = match key.owner.filter(|owner| owner != self.profile.id()) {
            _ if proof.standing() == Standing::Fail => not_asked(),
            Some(owner) => {
                let id = self.profile.id();
                let detail = format!("the key {name} says that it is owned by {owner}, not by {id}");
                Outcome::fail(Code::Ob2KeyOwnerMismatch, detail).at(issuer_place())
            }
            None => Outcome::pass(format!("the key is one of {}", self.profile.id()))
                .with_fact("issuer", self.profile.id())
                .with_fact("key", key.public.to_multikey()),
        };
        Signature::of(proof, issuer)
    }

    fn key(&self, link: &Link) -> Result<Key, Outcome> {
        let what = "key";
        let read = |document: &Object| {
            CryptographicKey::read(document).map_err(|error| malformed("issuer's key", &error))
        };
        match link {
            Link::Embedded(object) => Key::of(&read(object)?),
            Link::Named(url) => {
                if let Some(key) = self.bare_pem(url)? {
                    return Ok(key);
                }
                let document = hosted(what, url, self.case).map_err(|lack| lack.into_outcome(what, url))?;
                let key = read(document)?;
                same_id(what, url, key.id())?;
                Key::of(&key)
            }
            _ => Err(unavailable(what, "", "is referred to in an unknown way")),
        }
    }

    /// The key of version 1 is a file of PEM.
    fn bare_pem(&self, url: &str) -> Result<Option<Key>, Outcome> {
        if self.version == Version::V2_0 || fetchable("key", url).is_err() {
            return Ok(None);
        }
        match self.case.look(url, NeedKind::Hosted) {
            Found::Bytes(bytes, _) if bytes.trim_ascii().starts_with(b"-----BEGIN ") => {
                let public = public_key(&String::from_utf8_lossy(bytes))?;
                Ok(Some(Key { public, owner: None }))
            }
            _ => Ok(None),
        }
    }
}

struct Key {
    public: PublicKey,
    owner: Option<String>,
}

impl Key {
    fn of(key: &CryptographicKey) -> Result<Self, Outcome> {
        Ok(Self { public: public_key(key.pem())?, owner: key.owner().map(str::to_owned) })
    }
}

fn public_key(pem: &str) -> Result<PublicKey, Outcome> {
    PublicKey::from_spki_pem(pem)
        .map_err(|error| Outcome::fail(error.code(), format!("the issuer's key: {error}")))
}

/// spec/open-badges-2.md#revoked-by-a-list: every doubt about the list is `unknown`: it says neither yes nor no.
fn status(assertion: &Assertion, profile: &IssuerProfile, case: &Case<'_>) -> Outcome {
    if let Some(revocation) = assertion.revocation() {
        return checks::revoked("the badge says itself that it is revoked", revocation);
    }
    let Some(url) = profile.revocation_list() else {
        return Outcome::skip(Code::StatusNone, "the issuer has no list of revoked badges");
    };
    let doubt =
        |code, detail: String| Outcome::unknown(code, format!("the revocation list at {url}: {detail}"));
    let document = match super::documents::asked("revocation list", url, NeedKind::RevocationList, case) {
        Ok(document) => document,
        Err(Lack::Gone) => {
            return doubt(Code::StatusUnavailable, "it is there no more, says its host".to_owned());
        }
        Err(Lack::Unknown(outcome)) if outcome.code() == Some(Code::Ob2Unavailable) => {
            return Outcome::unknown(Code::StatusUnavailable, outcome.detail());
        }
        Err(Lack::Unknown(outcome)) => return outcome,
        Err(Lack::Wrong(outcome)) => return doubt(Code::StatusListTooLarge, outcome.detail().to_owned()),
    };
    let list = match RevocationList::read(document, assertion.version()) {
        Ok(list) => list,
        Err(error) => return doubt(Code::StatusListMalformed, error.to_string()),
    };
    if let Some(id) = list.id().filter(|id| *id != url) {
        return doubt(Code::StatusListIdMismatch, format!("it calls itself `{id}`"));
    }
    if let Some(issuer) = list.issuer().filter(|issuer| *issuer != profile.id()) {
        return doubt(Code::StatusListWrongIssuer, format!("it is by `{issuer}`, not by `{}`", profile.id()));
    }
    let names: Vec<&str> = assertion.id().into_iter().chain(assertion.uid()).collect();
    let outcome = match list.find(&names) {
        Some(revocation) => checks::revoked("the issuer has revoked the badge", revocation),
        None => Outcome::pass("not in the issuer's list of revoked badges"),
    };
    outcome.with_fact("list", url)
}
