//! To whom an assertion was awarded: by address, URL, telephone number or id, plain or hashed.

use sanad_verifier::outcome::CheckId::*;
use sha2::{Digest as _, Sha256};

use super::*;
use crate::keys::hex;
use crate::vector::flag::Flag;

fn awarded_to(property: &str, identity: &str) -> Document {
    let recipient = Object::new().with("type", property).with("hashed", false).with("identity", identity);
    assertion().set("/recipient", recipient)
}

pub(super) fn cases() -> Vec<Vector> {
    let spec = "open-badges-2.md#recipient";
    let asked = |copy: Document, name: &str, comment: &str, known: &str| {
        World::hosting(copy).vector(name, comment, spec).recipient(known)
    };
    let nobody = "email:nobody@example.org";
    let refused = |copy: Document, name: &str, comment: &str, code: Code| {
        asked(copy, name, comment, nobody).twin("ob2_recipient_email").expect(
            Verdict::Reject,
            Recipient,
            code,
        )
    };
    let home = "https://ada.example/";
    vec![
        asked(
            assertion(),
            "ob2_recipient_email",
            "The salted hash of the address that the verifier knows.",
            nobody,
        )
        .accepted(),
        asked(
            awarded_to("email", "Nobody@Example.org"),
            "ob2_recipient_email_plain",
            "The address itself, in capital letters.",
            nobody,
        )
        .accepted(),
        asked(
            assertion()
                .remove("/recipient/salt")
                .set("/recipient/identity", format!("sha256${}", hex(&Sha256::digest("nobody@example.org")))),
            "ob2_recipient_email_unsalted",
            "A hash without salt: it still says who.",
            nobody,
        )
        .flag(Flag::Privacy)
        .accepted(),
        asked(
            awarded_to("url", home),
            "ob2_recipient_url",
            "The URL of the home page that the verifier knows.",
            home,
        )
        .accepted(),
        asked(
            awarded_to("id", home),
            "ob2_recipient_id",
            "The id of the profile that the verifier knows.",
            home,
        )
        .accepted(),
        asked(
            awarded_to("telephone", "+16175551212"),
            "ob2_recipient_telephone",
            "The telephone number that the verifier knows.",
            "ext:telephone:+16175551212",
        )
        .accepted(),
        asked(
            awarded_to("url", "https://eve.example/"),
            "ob2_recipient_other_url",
            "Somebody else's home page.",
            home,
        )
        .flag(Flag::Replayed)
        .twin("ob2_recipient_url")
        .expect(Verdict::Reject, Recipient, SubjectMismatch),
        asked(assertion(), "ob2_recipient_other_email", "Somebody else's badge.", "email:ada@example.org")
            .flag(Flag::Replayed)
            .twin("ob2_recipient_email")
            .expect(Verdict::Reject, Recipient, SubjectMismatch),
        asked(
            assertion(),
            "ob2_recipient_not_comparable",
            "The verifier knows a URL, the badge has an address.",
            home,
        )
        .flag(Flag::Unavailable)
        .twin("ob2_recipient_email")
        .expect(Verdict::Undecided, Recipient, SubjectNotChecked),
        // By md5sum over `nobody@example.orgdeadsea`: what it says is right, and proves nothing.
        refused(
            assertion().set("/recipient/identity", "md5$df7f6ab472edfcaf9040a8bbdee36400"),
            "ob2_recipient_md5",
            "A hash by MD5, which 2.0 allows.",
            SubjectWeakHash,
        )
        .flag(Flag::WeakKey),
        refused(
            assertion().set("/recipient/identity", "nobody@example.org"),
            "ob2_recipient_plain_in_hashed",
            "The address itself where a hash is announced.",
            SubjectIdentityMalformed,
        )
        .flag(Flag::Malformed),
    ]
}
