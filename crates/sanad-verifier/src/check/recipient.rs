//! Was the badge awarded to the person the caller knows? `spec/verification.md#recipient`

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::model::known_recipient::{KnownRecipient, Match, Spelling, matches};
use sanad_core::pointer::JsonPointer;

use crate::outcome::Outcome;

/// `content` is the badge without its proof. Who holds the file is another question: a badge is easily copied.
pub(crate) fn check(content: &Object, known: Option<&KnownRecipient>) -> Outcome {
    let Some(known) = known else {
        let detail = "not asked: whoever shows it need not be its recipient";
        return Outcome::skip(Code::RecipientNotAsked, detail);
    };
    let at = JsonPointer::root().member("credentialSubject");
    let subject = content.get("credentialSubject").map(Json::items);
    let Some([Json::Object(subject)]) = subject else {
        return Outcome::fail(Code::SubjectMissing, "the badge names no single recipient").at(at);
    };
    match matches(subject, known) {
        Ok(Match::Id) => Outcome::pass("awarded to the id that you know"),
        Ok(Match::Identity(spelling)) => {
            let (spelling, words) = match spelling {
                Spelling::AsGiven => ("as_given", ""),
                Spelling::DomainLowerCased => ("domain_lower_cased", ", with its domain in lower case"),
                _ => ("lower_cased", ", all in lower case"),
            };
            let detail = format!("awarded to the identifier that you know{words}");
            Outcome::pass(detail).with_fact("spelling", spelling)
        }
        Ok(Match::NotComparable) => {
            let detail = "the badge names its recipient in another way than you do";
            Outcome::unknown(Code::SubjectNotChecked, detail).at(at)
        }
        Ok(_) => Outcome::fail(Code::SubjectMismatch, "the badge was awarded to somebody else").at(at),
        Err(error) => Outcome::fail(error.code(), error.to_string()).at(at),
    }
}
