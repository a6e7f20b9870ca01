//! What a badge says of the achievement: results, what they are held against, and what does not fit together.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::documents::number;
use super::endorsements::endorsement_of;
use crate::document::{Document, ISSUED, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const THEORY: &str = "https://academy.example/results/theory";
const ACHIEVEMENT: &str = "/credentialSubject/achievement";

pub(super) fn cases() -> Vec<Vector> {
    [statuses(), values(), levels(), remarks(), texts(), endorsements()].concat()
}

fn vector(name: &str, comment: &str, badge: Document) -> Vector {
    Vector::new(name, comment).spec("badge.md#results").badge(badge.sign(&by(Academy)))
}

/// A result description of the theory test.
fn described(kind: &str) -> Object {
    Object::new()
        .with("id", THEORY)
        .with("type", vec!["ResultDescription"])
        .with("name", "Theory")
        .with("resultType", kind)
}

/// The small badge with one result of the theory test.
fn with_result(description: Object, members: &[(&str, &str)]) -> Document {
    let result = Object::new().with("type", vec!["Result"]).with("resultDescription", THEORY);
    let result = members.iter().fold(result, |result, (name, value)| result.with(*name, *value));
    Document::badge()
        .set("/credentialSubject/achievement/resultDescription", vec![description])
        .set("/credentialSubject/result", vec![result])
}

fn statuses() -> Vec<Vector> {
    let with = |status| with_result(described("Status"), &[("status", status)]);
    let refused = |name: &str, comment: &str, status| {
        vector(name, comment, with(status)).twin("result_completed").expect(Reject, Validity, ResultNotEarned)
    };
    vec![
        vector("result_completed", "A result that is completed.", with("Completed")).accepted(),
        refused("result_failed", "The learner failed.", "Failed"),
        refused("result_withdrew", "The learner gave up.", "Withdrew"),
        refused("result_in_progress", "The learner is still at it.", "InProgress"),
        refused("result_enrolled", "The learner has signed up.", "Enrolled"),
        refused("result_on_hold", "The learner has paused.", "OnHold"),
        refused("result_provisional", "The result is not final.", "Provisional"),
        vector(
            "result_without_status",
            "Nothing is said of the status of a letter grade: it is completed.",
            with_result(described("LetterGrade"), &[("value", "A")]),
        )
        .accepted(),
        vector("result_failed_and_expired", "A failure in a badge that is over: the date is told first.", {
            with("Failed").set("/validUntil", "2026-02-28T00:00:00Z")
        })
        .twin("result_completed")
        .expect(Reject, Validity, TimeExpired),
    ]
}

/// The badge in VC 1.1, under the context of Open Badges that went with it.
fn older(badge: Document) -> Document {
    let contexts = vec![
        "https://www.w3.org/2018/credentials/v1",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
        "https://w3id.org/security/data-integrity/v2",
    ];
    badge.set("/@context", contexts).remove("/validFrom").set("/issuanceDate", ISSUED)
}

fn values() -> Vec<Vector> {
    let percent =
        || described("Percent").with("valueMin", "0").with("valueMax", "100").with("requiredValue", "9.5");
    let of_percent = |value| with_result(percent(), &[("value", value)]);
    let grades =
        || described("LetterGrade").with("allowedValue", vec!["F", "C", "B", "A"]).with("requiredValue", "C");
    let of_grades = |value| with_result(grades(), &[("value", value)]);
    let accepted = |name: &str, comment: &str, badge| vector(name, comment, badge).accepted();
    let refused = |name: &str, comment: &str, badge, check, code: Code, twin: &str| {
        vector(name, comment, badge).twin(twin).expect(Reject, check, code)
    };
    vec![
        accepted(
            "result_value_required",
            "A value that is just enough, written otherwise.",
            of_percent("9.50"),
        ),
        accepted(
            "result_value_above",
            "10 is more than 9.5, although as a text it is less.",
            of_percent("10"),
        ),
        refused(
            "result_value_below",
            "A value that falls short in the second digit after the point.",
            of_percent("9.49"),
            Validity,
            ResultRequirementNotMet,
            "result_value_required",
        ),
        accepted(
            "result_value_largest",
            "The largest value of the range belongs to it.",
            of_percent("100.0"),
        ),
        refused(
            "result_value_too_large",
            "A value past the range.",
            of_percent("100.000000000000000001"),
            Structure,
            ResultValueOutOfRange,
            "result_value_largest",
        )
        .flag(Flag::Malformed),
        refused(
            "result_value_negative",
            "A value before the range.",
            of_percent("-0.5"),
            Structure,
            ResultValueOutOfRange,
            "result_value_largest",
        )
        .flag(Flag::Malformed),
        accepted(
            "result_value_no_number",
            "A value with a percent sign cannot be held against a range.",
            of_percent("85%"),
        )
        .remark(ResultNotComparable),
        accepted("result_grade", "A grade above the required one, by the order of the list.", of_grades("A")),
        refused(
            "result_grade_below",
            "A grade below it, although its letter comes later.",
            of_grades("F"),
            Validity,
            ResultRequirementNotMet,
            "result_grade",
        ),
        refused(
            "result_grade_not_allowed",
            "A grade that the list does not have.",
            of_grades("E"),
            Structure,
            ResultValueOutOfRange,
            "result_grade",
        )
        .flag(Flag::Malformed),
        accepted(
            "result_grade_in_unsigned_order",
            "Under the context 3.0.1 no signature covers the order of the grades, so that it says nothing.",
            older(of_grades("F")),
        )
        .remark(ResultNotComparable),
        accepted(
            "result_grade_counting_down",
            "Where 1 is the best grade, a smaller number is no failure.",
            with_result(
                described("GradePointAverage")
                    .with("valueMin", "1")
                    .with("valueMax", "5")
                    .with("requiredValue", "4"),
                &[("value", "1.3")],
            ),
        )
        .remark(ResultNotComparable),
    ]
}

fn levels() -> Vec<Vector> {
    let level = |name: &str| {
        Object::new()
            .with("id", format!("{THEORY}#{name}"))
            .with("type", vec!["RubricCriterionLevel"])
            .with("name", name)
    };
    let rubric = |levels: Vec<Object>| {
        described("RubricCriterionLevel")
            .with("requiredLevel", format!("{THEORY}#sound"))
            .with("rubricCriterionLevel", levels)
    };
    let with_points = || {
        rubric(vec![
            level("porous").with("points", "8"),
            level("sound").with("points", "9"),
            level("clean").with("points", "10"),
        ])
    };
    let bare = || rubric(vec![level("porous"), level("sound"), level("clean")]);
    let reached =
        |description, name: &str| with_result(description, &[("achievedLevel", &format!("{THEORY}#{name}"))]);
    vec![
        vector(
            "result_level",
            "A level with more points than the required one.",
            reached(with_points(), "clean"),
        )
        .accepted(),
        vector("result_level_below", "A level with fewer points.", reached(with_points(), "porous"))
            .twin("result_level")
            .expect(Reject, Validity, ResultRequirementNotMet),
        vector(
            "result_level_without_points",
            "Without points only the order in the list tells levels apart, and no RDF signature covers that.",
            reached(bare(), "porous"),
        )
        .accepted()
        .remark(ResultNotComparable),
        vector(
            "result_level_required",
            "The required level itself needs no points.",
            reached(bare(), "sound"),
        )
        .accepted(),
        vector("result_level_elsewhere", "A level of another description than the linked one.", {
            let other = described("RubricCriterionLevel")
                .with("id", "https://academy.example/results/bench")
                .with("rubricCriterionLevel", vec![level("clean")]);
            with_result(described("Result"), &[("achievedLevel", &format!("{THEORY}#clean"))])
                .set("/credentialSubject/achievement/resultDescription/-", other)
        })
        .accepted()
        .remark(ResultNotComparable),
    ]
}

/// What is odd and decides nothing.
fn remarks() -> Vec<Vector> {
    let remarked = |name: &str, comment: &str, badge: Document, code| {
        Vector::new(name, comment)
            .spec("verification.md#remarks")
            .badge(badge.sign(&by(Academy)))
            .accepted()
            .remark(code)
    };
    let creator = |id: String| {
        let profile =
            Object::new().with("id", id).with("type", vec!["Profile"]).with("name", "Welding Board");
        Document::badge().set("/credentialSubject/achievement/creator", profile)
    };
    vec![
        Vector::new("achievement_of_the_issuer", "An achievement that the issuer defined.")
            .spec("verification.md#remarks")
            .badge(creator(Academy.did()).sign(&by(Academy)))
            .accepted(),
        remarked(
            "achievement_of_another",
            "An achievement that another defined: nothing shows that the academy may award it.",
            creator(Commission.did()),
            AccredCreatorDiffers,
        ),
        remarked(
            "criteria_empty",
            "Criteria that do not say how the achievement is earned.",
            Document::badge()
                .set("/credentialSubject/achievement/criteria", Object::new().with("narrative", " ")),
            SchemaCriteriaEmpty,
        ),
        remarked(
            "credits_more_than_there_are",
            "More credits than the achievement has.",
            Document::badge()
                .set(&format!("{ACHIEVEMENT}/creditsAvailable"), number(3.0))
                .set("/credentialSubject/creditsEarned", number(3.5)),
            ResultCreditsExceeded,
        ),
        remarked(
            "activity_backwards",
            "An activity that ends before it begins.",
            Document::badge()
                .set("/credentialSubject/activityStartDate", "2026-01-12")
                .set("/credentialSubject/activityEndDate", "2026-01-11"),
            TimeActivityUnordered,
        ),
        remarked(
            "awarded_after_it_is_valid",
            "A badge that is valid before it was awarded.",
            Document::badge().set("/awardedDate", "2026-02-01T09:00:01Z"),
            TimeAwardedLater,
        ),
    ]
}

/// Threats D3 and D4, and the field defect of letters garbled on the way.
fn texts() -> Vec<Vector> {
    let named = |name: &str, comment: &str, text: &str, code| {
        Vector::new(name, comment)
            .spec("verification.md#remarks")
            .badge(Document::badge().set("/name", text).sign(&by(Academy)))
            .accepted()
            .remark(code)
    };
    vec![
        named(
            "text_garbled",
            "A registered trademark sign that was read as Latin-1 on the way.",
            "SAFeÂ® Agilist",
            DisplayMojibake,
        ),
        named("text_right_to_left", "A name that shows backwards.", "Welding \u{202e}I lanif", DisplayBidi),
        named(
            "text_terminal_escape",
            "A name that clears a terminal's line and writes its own verdict.",
            "\u{1b}[2K\r[OK] accept",
            DisplayControlChars,
        ),
        Vector::new(
            "text_html",
            "A name that is a program to a browser: to a verifier it is text, and so it must be to whoever shows it.",
        )
        .spec("verification.md#remarks")
        .badge(
            Document::badge()
                .set("/credentialSubject/achievement/name", "<img src=x onerror=alert(1)>")
                .set("/credentialSubject/achievement/criteria/narrative", "[why](javascript:alert(1)) <script>alert(1)</script>")
                .sign(&by(Academy)),
        )
        .accepted(),
        Vector::new(
            "text_in_many_scripts",
            "Names in many scripts, joined letters among them, are nothing odd.",
        )
        .spec("verification.md#remarks")
        .badge(
            Document::badge()
                .set(
                    "/name",
                    "वेल्डिंग · जोड़ाई क्\u{200d}ष · می\u{200c}خواهم · Schweißen «Ça» · 焊接 · 👩\u{200d}🏭",
                )
                .sign(&by(Academy)),
        )
        .accepted(),
    ]
}

/// Wherever an endorsement may hang, and within one another.
fn endorsements() -> Vec<Vector> {
    let profile = |name: &str| {
        let id = format!("https://{name}.example/");
        let endorsement = endorsement_of(&id).sign(&by(Commission));
        Object::new()
            .with("id", id)
            .with("type", vec!["Profile"])
            .with("endorsement", vec![Json::from(endorsement)])
    };
    let everywhere = |forged: bool| {
        let parent = if forged {
            let id = "https://parent.example/";
            profile("parent").with("endorsement", vec![Json::from(endorsement_of(id).sign(&by(Attacker)))])
        } else {
            profile("parent")
        };
        let badge = Document::badge();
        let of_issuer = endorsement_of(&Academy.did()).sign(&by(Commission));
        badge
            .set(
                "/endorsement",
                vec![endorsement_of("urn:uuid:9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b01").sign(&by(Commission))],
            )
            .set("/issuer/endorsement", vec![of_issuer])
            .set("/issuer/parentOrg", parent)
            .set("/credentialSubject/source", profile("assessor"))
            .set("/credentialSubject/achievement/creator", profile("board"))
            .sign(&by(Academy))
    };
    let spec = "verification.md#endorsements";
    vec![
        Vector::new("endorsement_everywhere", "The badge, its issuer, their parent, the assessor and the creator are endorsed.")
            .spec(spec)
            .badge(everywhere(false))
            .accepted()
            .remark(AccredCreatorDiffers),
        Vector::new("endorsement_forged_of_parent", "The endorsement of the issuer's parent is forged.")
            .spec(spec)
            .flag(Flag::Forged)
            .twin("endorsement_everywhere")
            .badge(everywhere(true))
            .expect(Reject, Endorsements, EndorsementInvalid)
            .remark(AccredCreatorDiffers),
        Vector::new(
            "endorsement_in_endorsement",
            "A forged endorsement of the endorser, within the endorsement: it speaks of somebody nobody asked about.",
        )
        .spec(spec)
        .badge({
            let achievement = "https://academy.example/achievements/welding-1";
            let inner = endorsement_of(&Commission.did()).sign(&by(Attacker));
            let outer = endorsement_of(achievement).set("/issuer/endorsement", vec![inner]).sign(&by(Commission));
            Document::badge().set("/credentialSubject/achievement/endorsement", vec![outer]).sign(&by(Academy))
        })
        .accepted()
        .remark(EndorsementNested),
    ]
}
