//! Badges of Open Badges 2.0 and earlier: the documents that their cases begin with.

mod accredited;
mod hosted;
mod keys;
mod older;
mod peers;
mod recipient;
mod revocation_list;
mod scope;
mod signed;

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId;
use sanad_verifier::report::Verdict;

use crate::content::Content;
use crate::document::Document;
use crate::vector::badge::Vector;

/// Where the academy hosts an assertion, its badge class and its profile.
const ASSERTION: &str = "https://academy.example/assertions/7";
const CLASS: &str = "https://academy.example/badges/welding-1";
const ISSUER: &str = "https://academy.example/issuer";
/// Where the attacker hosts what they like.
const ELSEWHERE: &str = "https://attacker.example/assertions/7";
const ISSUED_ON: &str = "2016-12-31T23:59:59Z";
const CONTEXT: &str = "https://w3id.org/openbadges/v2";

pub(super) fn cases() -> Vec<Vector> {
    [
        hosted::cases(),
        accredited::cases(),
        scope::cases(),
        older::cases(),
        recipient::cases(),
        signed::cases(),
        keys::cases(),
        revocation_list::cases(),
    ]
    .concat()
}

/// An assertion of the academy's, hosted.
fn assertion() -> Document {
    let recipient = Object::new()
        .with("type", "email")
        .with("hashed", true)
        .with("salt", "deadsea")
        .with("identity", "sha256$ecf5409f3f4b91ab60cc5ef4c02aef7032354375e70cf4d8e43f6a1d29891942");
    Document::of(
        Object::new()
            .with("@context", CONTEXT)
            .with("type", "Assertion")
            .with("id", ASSERTION)
            .with("recipient", recipient)
            .with("badge", CLASS)
            .with("verification", Object::new().with("type", "HostedBadge"))
            .with("issuedOn", ISSUED_ON),
    )
}

/// What it was awarded for.
fn class() -> Document {
    Document::of(
        Object::new()
            .with("@context", CONTEXT)
            .with("type", "BadgeClass")
            .with("id", CLASS)
            .with("name", "Welding I")
            .with("description", "Joins steel plates so that they stay joined.")
            .with("image", "https://academy.example/badges/welding-1.png")
            .with("criteria", Object::new().with("narrative", "Pass the bench test."))
            .with("issuer", ISSUER),
    )
}

/// Who awards it.
fn issuer() -> Document {
    Document::of(
        Object::new()
            .with("@context", CONTEXT)
            .with("type", "Issuer")
            .with("id", ISSUER)
            .with("name", "Academy of Welding")
            .with("url", "https://academy.example/")
            .with("email", "badges@academy.example"),
    )
}

/// What is handed over, and what stands where. A case changes one of them.
struct World {
    shared: Content,
    copy: Option<Document>,
    copy_url: String,
    class: Option<Document>,
    issuer: Option<Document>,
    is_judged: bool,
}

impl World {
    /// An assertion that is handed over as it is hosted.
    fn hosting(copy: Document) -> Self {
        let copy_url = match copy.clone().into_object().get("id") {
            Some(Json::String(id)) => id.clone(),
            _ => ASSERTION.to_owned(),
        };
        Self {
            shared: copy.clone().into_object().into(),
            copy: Some(copy),
            copy_url,
            class: Some(class()),
            issuer: Some(issuer()),
            is_judged: true,
        }
    }

    /// What is handed over, whatever is hosted.
    fn shared(mut self, shared: impl Into<Content>) -> Self {
        self.shared = shared.into();
        self
    }

    /// Where the copy stands.
    fn copy_at(mut self, url: &str) -> Self {
        url.clone_into(&mut self.copy_url);
        self
    }

    /// The copy calls itself by another id.
    fn copy_says(mut self, id: &str) -> Self {
        self.copy = self.copy.map(|copy| copy.set("/id", id));
        self
    }

    fn class(mut self, class: Document) -> Self {
        self.class = Some(class);
        self
    }

    fn issuer(mut self, issuer: Document) -> Self {
        self.issuer = Some(issuer);
        self
    }

    fn without_copy(mut self) -> Self {
        self.copy = None;
        self.not_judged()
    }

    /// What the host serves is not what is judged: there is nothing to say of what it is worth.
    fn not_judged(mut self) -> Self {
        self.is_judged = false;
        self
    }

    fn without_class(mut self) -> Self {
        self.class = None;
        self
    }

    fn without_issuer(mut self) -> Self {
        self.issuer = None;
        self
    }

    /// The vector, by somebody who trusts the academy.
    fn vector(self, name: &str, comment: &str, spec: &str) -> Vector {
        let mut vector = Vector::new(name, comment).spec(spec).badge(self.shared).anchors(&[ISSUER]);
        if self.is_judged {
            vector = vector.remark(Ob2HostedGuarantee);
        }
        let documents = [(self.copy_url.as_str(), self.copy), (CLASS, self.class), (ISSUER, self.issuer)];
        for (url, document) in documents {
            if let Some(document) = document {
                vector = vector.evidence(url, document.into_object());
            }
        }
        vector
    }
}

/// A vector of the good hosted badge, changed so that it is refused.
fn refused(world: World, name: &str, comment: &str, spec: &str, check: CheckId, code: Code) -> Vector {
    world.vector(name, comment, spec).twin("ob2_hosted").expect(Verdict::Reject, check, code)
}

/// The same, changed so that nobody can say.
fn undecided(world: World, name: &str, comment: &str, spec: &str, check: CheckId, code: Code) -> Vector {
    world.vector(name, comment, spec).twin("ob2_hosted").expect(Verdict::Undecided, check, code)
}
