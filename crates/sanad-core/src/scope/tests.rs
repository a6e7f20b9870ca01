//! Scopes against every badge of a small world: what two scopes have in common, and which is within which.

use super::*;
use crate::facts::{Credits, Level};

const F: &str = "https://framework.example/f/1";
const G: &str = "https://framework.example/g/1";
const G2: &str = "https://framework.example/g/2";
const HOURS: &str = "https://unit.example/30h";
const ECTS: &str = "https://unit.example/ects";

fn object(text: &str) -> Object {
    Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
}

fn scope(text: &str) -> Scope {
    Scope::read(&object(text), &JsonPointer::root()).unwrap()
}

fn error(text: &str) -> ScopeError {
    Scope::read(&object(text), &JsonPointer::root().member("scope")).unwrap_err()
}

/// Every subset.
fn subsets<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    let mut all = vec![Vec::new()];
    for item in items {
        let with: Vec<Vec<T>> =
            all.iter().map(|set| [set.as_slice(), std::slice::from_ref(item)].concat()).collect();
        all.extend(with);
    }
    all
}

/// Everything that a badge can claim of some things: each subset, and what cannot be read.
fn claims<T: Clone>(items: &[T]) -> Vec<Claimed<T>> {
    let mut all: Vec<Claimed<T>> = subsets(items).into_iter().map(Claimed::from).collect();
    all.push(Claimed::Unclear);
    all
}

fn words(items: &[&str]) -> Vec<Claimed<String>> {
    claims(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>())
}

/// Every scope with some of these items in one member, and the one that does not limit it.
fn scopes(member: &str, items: &[&str]) -> Vec<Scope> {
    let limited = subsets(items).into_iter().filter(|set| !set.is_empty());
    let limited = limited.map(|set| scope(&format!("{{\"{member}\": [{}]}}", set.join(","))));
    std::iter::once(Scope::unlimited()).chain(limited).collect()
}

fn level(framework: &str, value: &str) -> Level {
    Level { framework: framework.to_owned(), value: value.parse().unwrap() }
}

fn credits(unit: &str, value: &str) -> Credits {
    Credits { unit: unit.to_owned(), value: value.parse().unwrap() }
}

/// A dimension's world: scopes, and badges that differ in what they claim in it.
fn world(dimension: Dimension) -> (Vec<Scope>, Vec<BadgeFacts>) {
    macro_rules! badges {
        ($field:ident: $claims:expr) => {
            $claims
                .into_iter()
                .map(|claims| BadgeFacts { $field: claims, ..BadgeFacts::default() })
                .collect::<Vec<_>>()
        };
    }
    let member = dimension.member();
    let quoted = |items: &[&str]| items.iter().map(|item| format!("\"{item}\"")).collect::<Vec<_>>();
    let sets = |items: &[&str]| {
        let items = quoted(items);
        scopes(member, &items.iter().map(String::as_str).collect::<Vec<_>>())
    };
    match dimension {
        Dimension::CredentialType => (
            sets(&["VerifiableCredential", "OpenBadgeCredential", "Diploma"]),
            badges!(credential_types: words(&["VerifiableCredential", "OpenBadgeCredential", "Diploma", "diploma"])),
        ),
        Dimension::AchievementType => (
            sets(&["Diploma", "Degree", "ext:Nano"]),
            badges!(achievement_types: words(&["Diploma", "Degree", "ext:Nano", "Course"])),
        ),
        Dimension::Achievement => (
            sets(&["https://a.example/1", "https://a.example/2"]),
            badges!(achievements: words(&["https://a.example/1", "https://a.example/2", "https://a.example/1/", "https://A.example/1"])),
        ),
        Dimension::Qualification => (
            sets(&["ELE/Q0101", "ELE/Q0102", "math"]),
            badges!(qualifications: words(&["ELE/Q0101", "ELE/Q0102", "ELE/Q01", "math", "maths", "Math", "math/../law"])),
        ),
        Dimension::Field => (
            sets(&["06", "061", "0613", "0611", "04"]),
            badges!(fields: words(&["06", "061", "0613", "0611", "062", "04", "041"])),
        ),
        Dimension::Jurisdiction => (
            sets(&["IN", "IN-KA", "IN-TN", "IE"]),
            badges!(jurisdictions: words(&["IN", "IN-KA", "IN-TN", "IE", "IE-D", "IN-K"])),
        ),
        Dimension::Mode => (
            sets(&["online", "blended", "ext:lab"]),
            badges!(modes: words(&["online", "blended", "ext:lab", "in-person"])),
        ),
        Dimension::Language => (
            sets(&["en", "en-IN", "kn", "zh-Hant"]),
            badges!(languages: words(&["en", "en-in", "en-gb", "kn", "zh", "zh-hant", "zh-hant-tw"])),
        ),
        Dimension::Level => {
            let range = |(framework, min, max): (&str, &str, &str)| {
                format!("{{\"framework\": \"{framework}\", \"min\": {min}, \"max\": \"{max}\"}}")
            };
            let mut all = vec![Scope::unlimited()];
            for f in
                [None, Some((F, "4", "4.5")), Some((F, "4.5", "5")), Some((F, "4", "5")), Some((F, "5", "5"))]
            {
                for g in [None, Some((G, "1", "3")), Some((G, "2", "2")), Some((G2, "1", "3"))] {
                    let ranges: Vec<String> = [f, g].into_iter().flatten().map(range).collect();
                    if !ranges.is_empty() {
                        all.push(scope(&format!("{{\"limitLevel\": [{}]}}", ranges.join(","))));
                    }
                }
            }
            let levels = [
                level(F, "3.99"),
                level(F, "4"),
                level(F, "4.5"),
                level(F, "4.50000000000000000001"),
                level(F, "5"),
                level(G, "1"),
                level(G, "2"),
                level(G2, "2"),
            ];
            (all, badges!(levels: claims(&levels)))
        }
        Dimension::Credits => {
            let ceiling =
                |(unit, max): (&str, &str)| format!("{{\"unit\": \"{unit}\", \"maxPerAchievement\": {max}}}");
            let mut all = vec![Scope::unlimited()];
            for hours in [None, Some((HOURS, "0")), Some((HOURS, "12.5")), Some((HOURS, "40"))] {
                for ects in [None, Some((ECTS, "12.5")), Some((ECTS, "60"))] {
                    let ceilings: Vec<String> = [hours, ects].into_iter().flatten().map(ceiling).collect();
                    if !ceilings.is_empty() {
                        all.push(scope(&format!("{{\"limitCredits\": [{}]}}", ceilings.join(","))));
                    }
                }
            }
            let amounts = [
                credits(HOURS, "0"),
                credits(HOURS, "12.5"),
                credits(HOURS, "12.50000000000000000001"),
                credits(HOURS, "40"),
                credits(ECTS, "12.5"),
                credits(ECTS, "60"),
                credits(ECTS, "61"),
            ];
            (all, badges!(credits: claims(&amounts)))
        }
    }
}

#[test]
fn a_badge_is_in_what_two_scopes_have_in_common_if_and_only_if_it_is_in_both() {
    for dimension in Dimension::ALL.iter().copied() {
        let (scopes, badges) = world(dimension);
        let mut told = (0_u32, 0_u32);
        for one in &scopes {
            for other in &scopes {
                let both = one.intersect(other);
                if let Err(error) = &both {
                    assert!(
                        matches!(error, ScopeError::Empty { dimension: empty, .. } if *empty == dimension)
                    );
                }
                for badge in &badges {
                    let in_both = one.covers(badge).is_ok() && other.covers(badge).is_ok();
                    let in_common = both.as_ref().is_ok_and(|both| both.covers(badge).is_ok());
                    assert_eq!(in_both, in_common, "{one:?} and {other:?}: {badge:?}");
                    if in_both { told.0 += 1 } else { told.1 += 1 }
                }
            }
        }
        assert!(told.0 > 0 && told.1 > 0, "{dimension}: both answers occur, {told:?}");
    }
}

#[test]
fn scopes_have_nothing_in_common_only_if_no_badge_is_in_both() {
    for dimension in Dimension::ALL.iter().copied() {
        let (scopes, badges) = world(dimension);
        for one in &scopes {
            for other in &scopes {
                if one.intersect(other).is_ok() {
                    let nothing = [one, other].iter().any(|scope| is_of_base_types_only(scope));
                    let some =
                        badges.iter().any(|badge| one.covers(badge).is_ok() && other.covers(badge).is_ok());
                    assert_eq!(some, !nothing, "{one:?} and {other:?}");
                }
            }
        }
    }
}

fn is_of_base_types_only(scope: &Scope) -> bool {
    *scope == self::scope(r#"{"limitCredentialType": ["VerifiableCredential"]}"#)
}

#[test]
fn a_scope_is_within_another_if_and_only_if_that_covers_all_that_it_covers() {
    for dimension in Dimension::ALL.iter().copied() {
        let (scopes, badges) = world(dimension);
        for one in &scopes {
            for other in &scopes {
                let covers_all =
                    badges.iter().all(|badge| one.covers(badge).is_err() || other.covers(badge).is_ok());
                assert_eq!(one.is_within(other), covers_all, "{one:?} within {other:?}");
            }
        }
    }
}

#[test]
fn what_two_scopes_have_in_common_is_within_each_and_does_not_depend_on_their_order() {
    for dimension in Dimension::ALL.iter().copied() {
        let (scopes, _) = world(dimension);
        for one in &scopes {
            assert_eq!(one.intersect(&Scope::unlimited()).as_ref(), Ok(one));
            for other in &scopes {
                match (one.intersect(other), other.intersect(one)) {
                    (Ok(both), Ok(again)) => {
                        assert!(both.is_within(one) && both.is_within(other), "{both:?}");
                        assert_eq!(both, again);
                    }
                    (Err(_), Err(_)) => {}
                    differ => panic!("{differ:?}"),
                }
            }
        }
    }
}

#[test]
fn a_scope_reads_as_it_was_written() {
    for dimension in Dimension::ALL.iter().copied() {
        for scope in world(dimension).0 {
            assert_eq!(Scope::read(&scope.to_json(), &JsonPointer::root()), Ok(scope));
        }
    }
}

#[test]
fn a_child_that_is_wider_than_its_parent_is_cut() {
    let parent = scope(r#"{"limitField": ["061"], "limitJurisdiction": ["IN-KA"]}"#);
    for child in [
        "{}",
        r#"{"limitField": ["06"]}"#,
        r#"{"limitField": ["06", "061", "0613"], "limitJurisdiction": ["IN"]}"#,
        r#"{"limitJurisdiction": ["IN", "US"]}"#,
    ] {
        let child = scope(child);
        assert!(!child.is_within(&parent) || child == parent);
        let both = parent.intersect(&child).unwrap();
        assert!(both.is_within(&parent));
        let wide = BadgeFacts {
            fields: vec!["0412".to_owned()].into(),
            jurisdictions: vec!["IN-KA".to_owned()].into(),
            ..BadgeFacts::default()
        };
        assert!(both.covers(&wide).is_err());
    }
}

#[test]
fn two_scopes_that_cover_half_of_a_badge_each_do_not_cover_it_together() {
    let fields = scope(r#"{"limitField": ["0613"], "limitMode": ["online"]}"#);
    let places = scope(r#"{"limitField": ["04"], "limitMode": ["in-person"]}"#);
    let badge = BadgeFacts {
        fields: vec!["0613".to_owned()].into(),
        modes: vec!["in-person".to_owned()].into(),
        ..BadgeFacts::default()
    };
    assert_eq!(fields.covers(&badge).unwrap_err().code(), Code::AccredScopeMode);
    assert_eq!(places.covers(&badge).unwrap_err().code(), Code::AccredScopeField);
}

#[test]
fn the_first_gap_in_the_order_of_the_dimensions_is_told_with_both_values() {
    let scope = scope(
        r#"{"limitLanguage": ["en"], "limitLevel": {"framework": "https://f.example/1", "min": 4, "max": 5}}"#,
    );
    let claimed = |levels: Vec<Level>, languages: &[&str]| BadgeFacts {
        levels: levels.into(),
        languages: languages.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>().into(),
        ..BadgeFacts::default()
    };
    let at = |value| level("https://f.example/1", value);
    for (facts, code, message) in [
        (
            claimed(vec![at("5.5")], &["fr"]),
            Code::AccredScopeLevel,
            "the level is 5.5 of <https://f.example/1> in the badge, and 4 to 5 of <https://f.example/1> in what may be awarded",
        ),
        (
            claimed(vec![at("5"), level("https://f.example/2", "5")], &["en"]),
            Code::AccredScopeLevel,
            "the level is 5 of <https://f.example/2> in the badge, and 4 to 5 of <https://f.example/1> in what may be awarded",
        ),
        (
            claimed(vec![at("5")], &["en", "fr"]),
            Code::AccredScopeLanguage,
            "the language is fr in the badge, and en in what may be awarded",
        ),
        (
            claimed(vec![], &["fr"]),
            Code::AccredScopeUndetermined,
            "the badge does not tell the level, which is limited to 4 to 5 of <https://f.example/1> in what may be awarded",
        ),
    ] {
        let gap = scope.covers(&facts).unwrap_err();
        assert_eq!((gap.code(), gap.to_string()), (code, message.to_owned()));
    }
    assert_eq!(scope.covers(&claimed(vec![at("4"), at("5.0")], &["en-in", "en"])), Ok(()));
}

#[test]
fn what_is_no_scope_is_refused_where_it_stands() {
    for (text, code, at) in [
        (r#"{"limitColour": ["red"]}"#, Code::AccredScopeUnknown, "/scope/limitColour"),
        (r#"{"limitlevel": []}"#, Code::AccredScopeUnknown, "/scope/limitlevel"),
        (r#"{"type": "Scope"}"#, Code::AccredScopeUnknown, "/scope/type"),
        (r#"{"limitField": []}"#, Code::AccredScopeMalformed, "/scope/limitField"),
        (r#"{"limitField": null}"#, Code::AccredScopeMalformed, "/scope/limitField"),
        (r#"{"limitField": ["06", 6]}"#, Code::AccredScopeMalformed, "/scope/limitField/1"),
        (r#"{"limitField": ["*"]}"#, Code::AccredScopeMalformed, "/scope/limitField/0"),
        (r#"{"limitField": ["math/**"]}"#, Code::AccredScopeMalformed, "/scope/limitField/0"),
        (r#"{"limitField": "06 "}"#, Code::AccredScopeMalformed, "/scope/limitField"),
        (r#"{"limitField": ["０６"]}"#, Code::AccredScopeMalformed, "/scope/limitField/0"),
        (r#"{"limitJurisdiction": ["*"]}"#, Code::AccredScopeMalformed, "/scope/limitJurisdiction/0"),
        (r#"{"limitJurisdiction": ["in"]}"#, Code::AccredScopeMalformed, "/scope/limitJurisdiction/0"),
        (r#"{"limitMode": ["any"]}"#, Code::AccredScopeMalformed, "/scope/limitMode/0"),
        (r#"{"limitAchievement": ["welding"]}"#, Code::AccredScopeMalformed, "/scope/limitAchievement/0"),
        (r#"{"limitCredentialType": [""]}"#, Code::AccredScopeMalformed, "/scope/limitCredentialType/0"),
        (r#"{"limitLevel": [4]}"#, Code::AccredScopeMalformed, "/scope/limitLevel/0"),
        (
            r#"{"limitLevel": {"framework": "x:f", "min": 4}}"#,
            Code::AccredScopeMalformed,
            "/scope/limitLevel",
        ),
        (
            r#"{"limitLevel": {"framework": "f", "min": 4, "max": 5}}"#,
            Code::AccredScopeMalformed,
            "/scope/limitLevel",
        ),
        (
            r#"{"limitLevel": {"framework": "x:f", "min": 5, "max": 4.99}}"#,
            Code::AccredScopeMalformed,
            "/scope/limitLevel",
        ),
        (
            r#"{"limitLevel": {"framework": "x:f", "min": "four", "max": 5}}"#,
            Code::AccredScopeMalformed,
            "/scope/limitLevel",
        ),
        (
            r#"{"limitLevel": {"framework": "x:f", "min": 4, "max": 5, "version": 2}}"#,
            Code::AccredScopeMalformed,
            "/scope/limitLevel",
        ),
        (
            r#"{"limitLevel": [{"framework": "x:f", "min": 1, "max": 2}, {"framework": "x:f", "min": 4, "max": 5}]}"#,
            Code::AccredScopeMalformed,
            "/scope/limitLevel",
        ),
        (
            r#"{"limitCredits": {"unit": "x:u", "maxPerAchievement": -1}}"#,
            Code::AccredScopeMalformed,
            "/scope/limitCredits",
        ),
        (r#"{"limitCredits": {"maxPerAchievement": 12}}"#, Code::AccredScopeMalformed, "/scope/limitCredits"),
        (
            r#"{"limitCredits": [{"unit": "x:u", "maxPerAchievement": 1}, {"unit": "x:u", "maxPerAchievement": 2}]}"#,
            Code::AccredScopeMalformed,
            "/scope/limitCredits",
        ),
    ] {
        let error = error(text);
        assert_eq!((error.code(), error.at().unwrap().as_str()), (code, at), "{text}: {error}");
    }
    assert_eq!(
        error(r#"{"limitField": ["06", "law"]}"#).to_string(),
        "`law` where a scope limits the field and has a code of ISCED-F, of 2 to 4 digits, at /scope/limitField/1"
    );
}

#[test]
fn what_is_long_is_told_in_short() {
    let told = |text: &str| error(text).to_string();
    let digits = "9".repeat(100);
    assert!(told(&format!(r#"{{"limitField": "{digits}"}}"#)).starts_with(&format!("`{}…` ", &digits[..80])));
    assert!(told(r#"{"limitField": {}}"#).starts_with("an object with no members "));
    let five = r#"{"limitField": {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}}"#;
    assert!(told(five).starts_with("an object with `a`, `b`, `c`, `d`, more "));
    let shown = |count: u8| allowed::shown(&(1..=count).collect::<Vec<_>>(), u8::to_string);
    assert_eq!(shown(8), "1, 2, 3, 4, 5, 6, 7, 8");
    assert_eq!(shown(10), "1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
}

#[test]
fn one_value_may_stand_without_an_array() {
    assert_eq!(scope(r#"{"limitField": "06"}"#), scope(r#"{"limitField": ["06", "06"]}"#));
    assert!(scope("{}").is_unlimited());
    assert!(!scope(r#"{"limitField": "06"}"#).is_unlimited());
}
