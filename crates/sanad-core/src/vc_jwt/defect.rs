//! What a JWT says otherwise than its credential or the standards: header, then claims. `spec/jwt.md#claims`

use super::numeric_date;
use crate::code::Code;
use crate::json::{Json, Object};
use crate::jws::Jws;
use crate::model::claims::Claims;
use crate::model::credential::DataModel;
use crate::pointer::JsonPointer;
use crate::timestamp::Timestamp;

/// One way in which a JWT is not as the standards have it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JwtDefect {
    /// What kind of defect.
    pub code: Code,
    /// Where in the payload; the root for the header.
    pub at: JsonPointer,
    /// A sentence: what was found, and what was expected.
    pub detail: String,
    /// Who demands otherwise.
    pub demand: Demand,
}

/// By whom a rule that a JWT breaks is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "a rule can be waived or it cannot")]
pub enum Demand {
    /// By everybody: the JWT and the credential contradict each other, or nobody can say what is meant.
    Always,
    /// By Open Badges 3.0 and not by vc-jose-cose: other software issues such JWTs, and they are clear.
    Strict,
}

/// Everything that is amiss, what nobody allows first.
pub(super) fn find(jws: &Jws, claims: &Object, credential: &Object) -> Vec<JwtDefect> {
    let mut finder = Finder { claims, found: Vec::new() };
    finder.header(jws);
    let said = Claims::new(credential);
    let subject = credential.get("credentialSubject").and_then(Json::as_object);
    let subject = subject.and_then(|subject| subject.text("id"));
    finder.text("iss", "the issuer's id", said.issuer_id());
    finder.text("sub", "the subject's id", subject);
    finder.text("jti", "the credential's id", said.id());
    let (from, until) = match DataModel::of(credential) {
        DataModel::V1 => ("issuanceDate", "expirationDate"),
        DataModel::V2 => ("validFrom", "validUntil"),
    };
    // A date of the credential that is none is told where the credential is looked at.
    finder.time("nbf", from, said.valid_from().ok().flatten());
    finder.time("exp", until, said.valid_until().ok().flatten());
    finder.read_time("iat");
    finder.found.sort_by_key(|defect| defect.demand);
    finder.found
}

struct Finder<'a> {
    claims: &'a Object,
    found: Vec<JwtDefect>,
}

impl Finder<'_> {
    fn push(&mut self, demand: Demand, code: Code, at: JsonPointer, detail: String) {
        self.found.push(JwtDefect { code, at, detail, demand });
    }

    /// spec/jwt.md#header: what OB 3.0 says more than [`Jws`] demands of every JWS.
    fn header(&mut self, jws: &Jws) {
        let header = jws.header();
        let root = JsonPointer::root;
        if let Some(typ) = header.text("typ").filter(|typ| *typ != "JWT") {
            let demand = if is_credential_type(typ) { Demand::Strict } else { Demand::Always };
            let detail = format!("the JWT is of type `{}`, expected `JWT`", clip(typ));
            self.push(demand, Code::JwtTypUnexpected, root(), detail);
        }
        if let Some(cty) = header.text("cty").filter(|cty| !matches!(*cty, "vc" | "application/vc")) {
            let detail = format!("the JWT holds `{}`, expected a credential, `vc`", clip(cty));
            self.push(Demand::Always, Code::JwtTypUnexpected, root(), detail);
        }
        let known = |name: &str| matches!(name, "alg" | "kid" | "jwk" | "typ");
        if let Some((name, _)) = header.iter().find(|(name, _)| !known(name)) {
            let detail =
                format!("the header has `{}`, and Open Badges allows no further members", clip(name));
            self.push(Demand::Strict, Code::JwtHeaderForbidden, root(), detail);
        }
        if jws.kid().is_none() && jws.jwk().is_none() {
            let detail = "the header says neither by `kid` nor by `jwk` which key it is".to_owned();
            self.push(Demand::Always, Code::JwtKidMismatch, root(), detail);
        }
    }

    /// A claim that repeats a text of the credential, to the letter.
    fn text(&mut self, claim: &str, what: &str, said: Option<&str>) {
        let at = JsonPointer::root().member(claim);
        match (self.claims.get(claim), said) {
            (None, None) => {}
            (None, Some(said)) => {
                let detail = format!("there is no `{claim}`, which repeats {what} `{}`", clip(said));
                self.push(Demand::Strict, Code::JwtClaimMissing, at, detail);
            }
            (Some(Json::String(found)), Some(said)) if found == said => {}
            (Some(found), said) => {
                let said = said.map_or_else(|| "none".to_owned(), |said| format!("`{}`", clip(said)));
                let detail = format!("`{claim}` is {}, and {what} is {said}", clip(&found.to_compact()));
                self.push(Demand::Always, Code::JwtClaimMismatch, at, detail);
            }
        }
    }

    /// A claim that repeats a date of the credential, as an instant.
    fn time(&mut self, claim: &'static str, member: &str, said: Option<Timestamp>) {
        let at = JsonPointer::root().member(claim);
        if !self.claims.contains(claim) {
            if let Some(said) = said {
                let detail = format!("there is no `{claim}`, which repeats `{member}` {said}");
                self.push(Demand::Strict, Code::JwtClaimMissing, at, detail);
            }
            return;
        }
        let (Some(found), Some(said)) = (self.read_time(claim), said) else { return };
        if found != said {
            let detail = format!("`{claim}` is {found}, and `{member}` is {said}");
            // Issuers that write milliseconds into the credential cannot write them into the claim.
            let same_second = found.unix_seconds() == said.unix_seconds();
            let demand = if same_second { Demand::Strict } else { Demand::Always };
            self.push(demand, Code::JwtClaimMismatch, at, detail);
        }
    }

    /// A claim that is a time, if it is there. One that cannot be read is never taken for one that is missing.
    fn read_time(&mut self, claim: &'static str) -> Option<Timestamp> {
        let value = self.claims.get(claim)?;
        let time = numeric_date::read(value);
        if time.is_none() {
            let detail =
                format!("`{claim}` is {}, expected whole seconds since 1970", clip(&value.to_compact()));
            self.push(Demand::Always, Code::TimeMalformed, JsonPointer::root().member(claim), detail);
        }
        time
    }
}

/// The types of a credential as JWT, of vc-jose-cose and its drafts, compared as media types are (RFC 7515 §4.1.9).
fn is_credential_type(typ: &str) -> bool {
    let bare = match typ.split_at_checked("application/".len()) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case("application/") => rest,
        _ => typ,
    };
    ["jwt", "vc+jwt", "vc+ld+jwt"].iter().any(|known| bare.eq_ignore_ascii_case(known))
}

fn clip(text: &str) -> String {
    text.chars().take(100).collect()
}
