//! Unsigned badges made from a seed, which together use the whole Open Badges 3.0 model.

pub(crate) mod dice;
mod profile;

use sanad_core::json::{Json, Number, Object};

use dice::Dice;
use profile::{Family, identifier_entry, issuer, issuing_profile, profile};

/// The context list of a generated badge.
pub const CONTEXTS: [&str; 3] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
];

/// One unsigned OpenBadgeCredential; the same seed gives the same badge for ever. Every term is defined by its
/// contexts, no value would be dropped, so it can be signed under every suite. Its issuer is to be overwritten by
/// whoever signs it; the proofs of its endorsements are only for show.
#[must_use]
pub fn badge(seed: u64) -> Object {
    let mut dice = Dice::of(seed ^ 0x5EED_0BAD_6E00_0003);
    let dice = &mut dice;
    let extended = dice.one_in(3);
    let mut badge = Object::new()
        .with("@context", texts(CONTEXTS.iter().take(if extended { 3 } else { 2 }).copied()))
        .with("id", dice.uuid())
        .with(
            "type",
            texts(["VerifiableCredential", dice.pick(&["OpenBadgeCredential", "AchievementCredential"])]),
        )
        .with("issuer", issuer(dice))
        .with("validFrom", dice.time(2024))
        .with("name", named(dice))
        .with("credentialSubject", subject(dice));
    if dice.one_in(2) {
        badge.insert("description", named(dice));
    }
    if dice.one_in(2) {
        badge.insert("awardedDate", dice.time(2023));
    }
    if dice.one_in(2) {
        badge.insert("validUntil", dice.time(2030));
    }
    if dice.one_in(3) {
        badge.insert("image", image(dice));
    }
    if dice.one_in(3) {
        badge.insert("evidence", many(dice, 3, evidence));
    }
    if dice.one_in(4) {
        badge.insert("endorsement", many(dice, 2, endorsement));
    }
    if dice.one_in(6) {
        badge.insert("endorsementJwt", texts(["eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl"]));
    }
    if dice.one_in(3) {
        badge.insert("credentialStatus", status(dice));
    }
    if dice.one_in(6) {
        let terms = Object::new()
            .with("id", dice.url("terms"))
            .with("type", "https://academy.example/vocabulary#TermsOfUse");
        badge.insert("termsOfUse", vec![Json::from(terms)]);
    }
    if extended {
        let schema = Object::new()
            .with(
                "id",
                "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
            )
            .with("type", "1EdTechJsonSchemaValidator2019");
        badge.insert("credentialSchema", vec![Json::from(schema)]);
        if dice.one_in(2) {
            let refresh =
                Object::new().with("id", dice.url("refresh")).with("type", "1EdTechCredentialRefresh");
            badge.insert("refreshService", refresh);
        }
    }
    badge
}

fn identity(dice: &mut Dice) -> Object {
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;
    let salt = dice.token();
    let mut hash = String::from("sha256$");
    for byte in Sha256::digest(format!("learner{}@example.org{salt}", dice.below(1_000_000))) {
        let _ = write!(hash, "{byte:02x}");
    }
    Object::new()
        .with("type", "IdentityObject")
        .with("hashed", true)
        .with("identityHash", hash)
        .with("identityType", dice.pick(&["emailAddress", "nationalIdentityNumber", "ext:apaar"]))
        .with("salt", salt)
}

fn image(dice: &mut Dice) -> Object {
    let id = if dice.one_in(2) {
        dice.url("images")
    } else {
        let blocks = 2 + dice.below(40);
        let mut data = String::from("data:image/png;base64,iVBORw0KGgo");
        (0..blocks).for_each(|_| data.push_str(&dice.token()));
        data
    };
    let mut image = Object::new().with("id", id).with("type", "Image");
    if dice.one_in(2) {
        image.insert("caption", dice.sentence());
    }
    image
}

fn evidence(dice: &mut Dice) -> Object {
    let mut evidence = Object::new().with("type", types(dice, "Evidence"));
    // Two alike nodes without id are the one thing that makes RDFC-1.0 work for its living.
    if dice.one_in(3) {
        evidence.insert("narrative", "Seen at work.");
        return evidence;
    }
    if dice.one_in(2) {
        evidence.insert("id", dice.url("evidence"));
    }
    for name in ["name", "narrative", "description", "genre", "audience"] {
        if dice.one_in(2) {
            evidence.insert(name, dice.sentence());
        }
    }
    evidence
}

/// An EndorsementCredential with its own contexts; every second one with a proof, which is a named graph.
fn endorsement(dice: &mut Dice) -> Object {
    let subject = Object::new()
        .with("id", dice.url("endorsed"))
        .with("type", types(dice, "EndorsementSubject"))
        .with("endorsementComment", dice.sentence());
    let mut endorsement = Object::new()
        .with("@context", texts(CONTEXTS.iter().take(2).copied()))
        .with("id", dice.uuid())
        .with("type", texts(["VerifiableCredential", "EndorsementCredential"]))
        .with("name", named(dice))
        .with("issuer", issuing_profile(dice))
        .with("validFrom", dice.time(2022))
        .with("credentialSubject", subject);
    if dice.one_in(2) {
        let proof = Object::new()
            .with("type", "DataIntegrityProof")
            .with("cryptosuite", "eddsa-rdfc-2022")
            .with("created", dice.time(2022))
            .with("verificationMethod", format!("{}#key-1", dice.url("profiles")))
            .with("proofPurpose", "assertionMethod")
            .with("proofValue", format!("z{}", dice.token()));
        endorsement.insert("proof", vec![Json::from(proof)]);
    }
    endorsement
}

fn status(dice: &mut Dice) -> Object {
    let list = dice.url("status");
    let index = dice.below(131_072).to_string();
    Object::new()
        .with("id", format!("{list}#{index}"))
        .with("type", "BitstringStatusListEntry")
        .with("statusPurpose", dice.pick(&["revocation", "suspension"]))
        .with("statusListIndex", index)
        .with("statusListCredential", list)
}

fn subject(dice: &mut Dice) -> Object {
    let achievement = achievement(dice);
    let mut subject = Object::new().with("type", types(dice, "AchievementSubject"));
    let holder = dice.below(3);
    if holder != 0 {
        subject.insert("id", format!("did:example:{}", dice.token()));
    }
    if holder != 1 {
        subject.insert("identifier", many(dice, 3, identity));
    }
    if dice.one_in(2) {
        subject.insert("creditsEarned", number(dice.credits()));
    }
    if dice.one_in(4) {
        subject.insert("activityStartDate", "2023-04-01T00:00:00Z");
        subject.insert("activityEndDate", "2023-09-30T18:00:00+05:30");
    }
    for name in ["licenseNumber", "narrative", "role", "term"] {
        if dice.one_in(4) {
            subject.insert(name, dice.sentence());
        }
    }
    if dice.one_in(5) {
        subject.insert("image", image(dice));
    }
    if dice.one_in(5) {
        subject.insert("source", profile(dice, Family::Person));
    }
    let described = achievement.get("resultDescription").map(Json::items).unwrap_or_default();
    if let Some(description) = described.first().and_then(Json::as_object) {
        subject.insert("result", many(dice, 3, |dice| result(dice, description)));
    }
    subject.with("achievement", achievement)
}

fn achievement(dice: &mut Dice) -> Object {
    let mut criteria = Object::new().with("narrative", named_text(dice));
    if dice.one_in(3) {
        criteria.insert("id", dice.url("criteria"));
    }
    let mut achievement = Object::new()
        .with("id", dice.url("achievements"))
        .with("type", types(dice, "Achievement"))
        .with("name", dice.sentence())
        .with("description", named_text(dice))
        .with("criteria", criteria);
    if dice.one_in(2) {
        let kind = dice.pick(&["Badge", "MicroCredential", "Course", "ext:NSQFLevel4", "Diploma"]);
        achievement.insert("achievementType", kind);
    }
    for name in ["fieldOfStudy", "humanCode", "specialization", "version"] {
        if dice.one_in(4) {
            achievement.insert(name, dice.sentence());
        }
    }
    if dice.one_in(3) {
        achievement.insert("inLanguage", dice.pick(&["en", "hi", "fr-CA"]));
    }
    if dice.one_in(3) {
        achievement.insert("creditsAvailable", number(dice.credits()));
    }
    if dice.one_in(3) {
        achievement.insert("creator", profile(dice, Family::Organisation));
    }
    if dice.one_in(3) {
        achievement.insert("image", image(dice));
    }
    if dice.one_in(3) {
        achievement.insert("alignment", many(dice, 4, alignment));
    }
    if dice.one_in(3) {
        let count = 1 + dice.below(5);
        achievement.insert("tag", (0..count).map(|_| Json::from(dice.word())).collect::<Vec<_>>());
    }
    if dice.one_in(4) {
        achievement.insert("otherIdentifier", many(dice, 2, identifier_entry));
    }
    if dice.one_in(5) {
        let related = many(dice, 2, |dice| {
            Object::new()
                .with("id", dice.url("achievements"))
                .with("type", types(dice, "Related"))
                .with("inLanguage", "de")
                .with("version", "2.1")
        });
        achievement.insert("related", related);
    }
    if dice.one_in(8) {
        achievement.insert("endorsement", many(dice, 1, endorsement));
    }
    if dice.one_in(2) {
        achievement.insert("resultDescription", vec![Json::from(result_description(dice))]);
    }
    achievement
}

/// A result of the kind that its description asks for, which refers to nothing that is not there.
fn result(dice: &mut Dice, description: &Object) -> Object {
    let mut result = Object::new()
        .with("type", types(dice, "Result"))
        .with("resultDescription", description.text("id").unwrap_or_default());
    let levels = description.get("rubricCriterionLevel").map(Json::items).unwrap_or_default();
    match description.text("resultType") {
        Some("LetterGrade") => result.insert("value", dice.pick(&["A", "B", "C"])),
        Some("Percent") => result.insert("value", dice.pick(&["78", "100", "3.5"])),
        Some("RubricCriterionLevel") => {
            let chosen = levels.get(dice.index(levels.len())).and_then(Json::as_object);
            result.insert("achievedLevel", chosen.and_then(|level| level.text("id")).unwrap_or_default())
        }
        _ => result.insert("status", dice.pick(&["Completed", "InProgress", "Provisional"])),
    };
    if dice.one_in(4) {
        result.insert("alignment", many(dice, 2, alignment));
    }
    result
}

fn alignment(dice: &mut Dice) -> Object {
    let mut alignment = Object::new()
        .with("type", types(dice, "Alignment"))
        .with("targetName", dice.sentence())
        .with("targetUrl", dice.url("frameworks"));
    for name in ["targetCode", "targetDescription", "targetFramework"] {
        if dice.one_in(2) {
            alignment.insert(name, dice.word());
        }
    }
    if dice.one_in(2) {
        alignment.insert("targetType", dice.pick(&["ceasn:Competency", "CFItem", "CTDL"]));
    }
    alignment
}

fn result_description(dice: &mut Dice) -> Object {
    let kind = dice.pick(&["LetterGrade", "Percent", "RubricCriterionLevel", "Status"]);
    let mut description = Object::new()
        .with("id", dice.uuid())
        .with("type", types(dice, "ResultDescription"))
        .with("name", dice.sentence())
        .with("resultType", kind);
    match kind {
        // The one ordered list of the model; repeated items are legal.
        "LetterGrade" => {
            let grades = texts(["F", "D", "C", "C", "B", "A"].into_iter().skip(dice.index(4)));
            description.insert("allowedValue", grades);
            description.insert("requiredValue", "B");
        }
        "Percent" => {
            description.insert("valueMin", "0");
            description.insert("valueMax", "100");
        }
        "RubricCriterionLevel" => {
            let levels = many(dice, 4, |dice| {
                Object::new()
                    .with("id", dice.uuid())
                    .with("type", types(dice, "RubricCriterionLevel"))
                    .with("name", dice.word())
                    .with("level", dice.word())
                    .with("points", dice.below(10).to_string())
                    .with("description", dice.sentence())
            });
            let first = levels.items().first().and_then(Json::as_object);
            let required = first.and_then(|level| level.text("id")).unwrap_or_default().to_owned();
            description.insert("rubricCriterionLevel", levels);
            description.insert("requiredLevel", required);
        }
        _ => {}
    }
    if dice.one_in(4) {
        description.insert("alignment", many(dice, 2, alignment));
    }
    description
}

/// A name or description: plain, in one language, or in several (VCDM 2.0 §11.1).
fn named(dice: &mut Dice) -> Json {
    let tagged =
        |text: String, tag: &str| Json::from(Object::new().with("@value", text).with("@language", tag));
    match dice.below(6) {
        0 => tagged(dice.sentence(), "en"),
        1 => {
            let items =
                [(dice.sentence(), "en"), ("वेल्डिंग १".to_owned(), "hi"), ("Soudage".to_owned(), "fr-ca")];
            Json::Array(items.into_iter().map(|(text, tag)| tagged(text, tag)).collect())
        }
        _ => Json::from(dice.sentence()),
    }
}

/// Text with every kind of character that a canonical form escapes or must not.
fn named_text(dice: &mut Dice) -> String {
    let odd = dice.pick(&[
        "",
        "\ta\nb\r",
        "\"quoted\" \\ back",
        "\u{7}\u{7f}",
        "é \u{65}\u{301} 🎓",
        "# *markdown*",
    ]);
    format!("{} {odd}", dice.sentence())
}

fn types(dice: &mut Dice, name: &str) -> Json {
    if dice.one_in(3) { Json::from(name) } else { texts([name]) }
}

fn texts<'t>(items: impl IntoIterator<Item = &'t str>) -> Json {
    Json::Array(items.into_iter().map(Json::from).collect())
}

fn many(dice: &mut Dice, most: u64, item: impl Fn(&mut Dice) -> Object) -> Json {
    let count = 1 + dice.below(most);
    Json::Array((0..count).map(|_| Json::from(item(dice))).collect())
}

fn number(value: f64) -> Json {
    Number::from_f64(value).map_or(Json::Null, Json::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_is_one_badge_and_another_seed_another() {
        assert_eq!(badge(7), badge(7));
        assert_ne!(badge(7), badge(8));
    }
}
