//! The model against 1EdTech's machine-readable classes of Open Badges 3.0, fact by fact, and the guides' examples.

#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop its test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::model::claims::Claims;
use sanad_core::model::class::{Class, Count, Kind, Openness, Property, Typing};
use sanad_core::model::conform::conform;
use sanad_core::model::credential::classes;
use sanad_core::model::credential_kind::CredentialKind;
use sanad_core::model::vocabulary::ENUMERATIONS;
use sanad_testsuite::third_party;

const EXCEPTIONS: &str = include_str!("../../../../test-vectors/third-party/open-badges/exceptions.json");

fn object(json: &Json) -> &Object {
    json.as_object().unwrap_or_else(|| panic!("{} is no object", json.kind()))
}

fn read(path: &Path) -> Object {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    object(&Json::parse(&bytes).unwrap()).clone()
}

/// What a class says, a line for each thing, so that two tables can be compared as sets.
type Facts = BTreeSet<String>;

/// The specification's classes and enumerations, by name. Those it only includes from elsewhere have few facts.
#[derive(Default)]
struct Lines {
    classes: BTreeMap<String, Declared>,
}

#[derive(Default)]
struct Declared {
    parents: Vec<String>,
    properties: BTreeMap<String, String>,
    others: Facts,
}

impl Lines {
    fn read(text: &str) -> Self {
        let mut lines = Self::default();
        let mut current = String::new();
        let mut property = String::new();
        for line in text.lines() {
            // What stands in quotation marks is prose.
            let line = line.split(['"', '/']).next().unwrap_or_default();
            let words: Vec<&str> = line.split_whitespace().collect();
            let Some((first, rest)) = words.split_first() else { continue };
            let class = lines.classes.entry(current.clone()).or_default();
            match (*first, rest) {
                ("Package", _) => current.clear(),
                ("Class", [name, kind, _, parents @ ..]) => {
                    current = (*name).to_owned();
                    let class = lines.classes.entry(current.clone()).or_default();
                    class.parents =
                        parents.iter().map(|p| p.trim_matches(['[', ']', ',']).to_owned()).collect();
                    class.others.insert(format!("kind {kind}"));
                }
                ("Include", [name, ..]) => {
                    current = (*name).to_owned();
                    lines
                        .classes
                        .entry(current.clone())
                        .or_default()
                        .others
                        .insert("kind Include".to_owned());
                }
                ("Property", [name, kind, count @ ..]) => {
                    property = (*name).to_owned();
                    class.properties.insert(property.clone(), format!("{kind} {}", count.join(" ")));
                }
                ("Constraint", rest) if property == "type" => {
                    class.others.insert(format!("type {}", rest.join(" ")));
                }
                ("Mixin", [name, ..]) => drop(class.others.insert(format!("mixin {name}"))),
                _ => {}
            }
        }
        lines
    }

    /// A class with what it inherits.
    fn facts(&self, name: &str) -> Facts {
        let class = self.classes.get(name).unwrap();
        let mut properties = BTreeMap::new();
        let mut facts = class.others.clone();
        for parent in class.parents.iter().filter_map(|parent| self.classes.get(parent)) {
            properties.extend(parent.properties.clone());
            facts.extend(parent.others.clone());
        }
        properties.extend(class.properties.clone());
        // What `type` must be is told by its constraints.
        properties.remove("type");
        facts.extend(properties.iter().map(|(name, text)| format!("{name}: {text}")));
        facts.retain(|fact| !fact.starts_with("kind "));
        facts
    }

    fn of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        let fact = format!("kind {kind}");
        self.classes.iter().filter(move |(_, class)| class.others.contains(&fact)).map(|(name, _)| &**name)
    }
}

/// Classes that another specification has.
const CLR: [&str; 3] = ["Association", "ClrCredential", "ClrSubject"];

/// The same of one of our classes.
fn our_facts(class: &Class) -> Facts {
    let mut facts: Facts = class.all_properties().map(fact).collect();
    if class.openness == Openness::Open {
        facts.insert("mixin Extensions".to_owned());
    }
    match class.typing {
        Typing::Contains(name) => drop(facts.insert(format!("type contains {name}"))),
        Typing::Is(name) => drop(facts.insert(format!("type equals {name}"))),
        Typing::Credential(kind) => {
            facts.insert("type contains VerifiableCredential".to_owned());
            facts.insert(match kind {
                CredentialKind::Badge => {
                    "type contains [AchievementCredential, OpenBadgeCredential]".to_owned()
                }
                _ => "type contains EndorsementCredential".to_owned(),
            });
        }
        _ => {}
    }
    facts
}

fn fact(property: &Property) -> String {
    let kind = match property.kind {
        Kind::Boolean => "Boolean",
        Kind::CompactJws => "CompactJws",
        Kind::Contexts(_) => return format!("{}: Context 2..*", property.name),
        Kind::CountryCode => "CountryCode",
        Kind::Date => "Date",
        Kind::DateTime => "DateTime",
        Kind::DateTimeStamp => "DateTimeZ",
        Kind::Enumeration(list) => list.name,
        Kind::Float => "Float",
        Kind::LanguageCode => "LanguageCode",
        Kind::LanguageText | Kind::Text => "String",
        Kind::Markdown => "Markdown",
        Kind::Credential(CredentialKind::Endorsement) => "EndorsementCredential",
        Kind::Object(class) => class().name,
        Kind::Proof => "Proof",
        Kind::Uri => "URI",
        Kind::UriOrObject(_) => "ProfileRef",
        Kind::Url => "URL",
        other => panic!("no name for {other:?}"),
    };
    let count = match property.count {
        Count::Many => "0..*",
        Count::One => "1",
        Count::OneOrMany => "0..* array-compacted",
        Count::Optional => "0..1",
        other => panic!("no name for {other:?}"),
    };
    format!("{}: {kind} {count}", property.name)
}

/// `{"REASON": ["Class fact", …]}` as a map from fact to reason.
fn listed(exceptions: &Object, group: &str) -> BTreeSet<String> {
    let group = object(exceptions.get(group).unwrap());
    let facts: Vec<String> = group
        .iter()
        .flat_map(|(_, facts)| facts.items())
        .map(|fact| fact.as_str().unwrap().to_owned())
        .collect();
    let set: BTreeSet<String> = facts.iter().cloned().collect();
    assert_eq!(set.len(), facts.len(), "a fact is excepted twice");
    set
}

/// Every class, property, cardinality and word of the specification is in our tables, and nothing else is, but for
/// what `exceptions.json` lists with its reason. An exception that is none fails too.
#[test]
fn our_tables_say_what_the_specification_says() {
    let Some(folder) = third_party::suite("open-badges") else { return };
    let lines = Lines::read(&fs::read_to_string(folder.join("ob_v3p0/common_credentials.lines")).unwrap());
    let exceptions = Json::parse(EXCEPTIONS.as_bytes()).unwrap();
    let exceptions = object(&exceptions);

    let ours: BTreeMap<&str, Facts> = classes()
        .iter()
        .filter(|class| !CLR.contains(&class.name))
        .map(|class| (class.name, our_facts(class)))
        .collect();
    let (mut left_out, mut added) = (BTreeSet::new(), BTreeSet::new());
    let mut compared = 0;
    for name in lines.of_kind("Unordered").chain(lines.of_kind("Include")) {
        let Some(our_class) = ours.get(name) else {
            if !ENUMERATIONS.iter().any(|list| list.name == name) {
                left_out.insert(format!("class {name}"));
            }
            continue;
        };
        let theirs = lines.facts(name);
        compared += theirs.intersection(our_class).count();
        left_out.extend(theirs.difference(our_class).map(|fact| format!("{name} {fact}")));
        added.extend(our_class.difference(&theirs).map(|fact| format!("{name} {fact}")));
    }
    added.extend(
        ours.keys().filter(|name| !lines.classes.contains_key(**name)).map(|name| format!("class {name}")),
    );

    for list in ENUMERATIONS {
        let Some(theirs) = lines.classes.get(list.name) else { panic!("{} is not theirs", list.name) };
        let is_open = theirs.others.contains("kind EnumExt");
        let is_included = theirs.others.contains("kind Include");
        assert!(is_included || is_open == (list.openness == Openness::Open), "{}", list.name);
        let ours: BTreeSet<&str> = list.words.iter().copied().collect();
        let theirs: BTreeSet<&str> = theirs.properties.keys().map(String::as_str).collect();
        compared += ours.intersection(&theirs).count();
        left_out.extend(theirs.difference(&ours).map(|word| format!("{} {word}", list.name)));
        added.extend(ours.difference(&theirs).map(|word| format!("{} {word}", list.name)));
    }
    let enumerations: Vec<&str> = lines.of_kind("EnumExt").chain(lines.of_kind("Enumeration")).collect();
    assert_eq!(enumerations.len(), 4);
    for name in enumerations {
        assert!(ENUMERATIONS.iter().any(|list| list.name == name), "no enumeration {name}");
    }

    assert_eq!(left_out, listed(exceptions, "left_out"), "theirs and not ours");
    assert_eq!(added, listed(exceptions, "added"), "ours and not theirs");
    let compared = Json::from(u32::try_from(compared).unwrap());
    assert_eq!(Some(&compared), exceptions.get("facts"), "facts that agree");
}

/// The forms for VC 1.1 that we do not write down a second time are indeed the same but for the names of classes.
#[test]
fn legacy_classes_that_we_fold_are_the_same() {
    let Some(folder) = third_party::suite("open-badges") else { return };
    let lines = Lines::read(&fs::read_to_string(folder.join("ob_v3p0/common_credentials.lines")).unwrap());
    for name in ["Achievement", "AchievementSubject", "Profile"] {
        let legacy: Facts =
            lines.facts(&format!("{name}v1p1")).iter().map(|fact| fact.replace("v1p1", "")).collect();
        assert_eq!(legacy, lines.facts(name), "{name}");
    }
}

#[test]
fn the_guides_examples_conform_or_are_another_kind_of_document() {
    let Some(folder) = third_party::suite("open-badges") else { return };
    let guide = folder.join("guide");
    assert_eq!(fs::read_dir(&guide).unwrap().count(), 7);
    for name in ["ob-credential.json", "ob-signed-credential.json"] {
        let badge = read(&guide.join(name));
        assert_eq!(conform(&badge, CredentialKind::Badge), [], "{name}");
        let claims = Claims::new(&badge);
        assert_eq!(claims.name(&["en"]), badge.text("name"));
        assert_eq!(claims.issuer_id(), object(badge.get("issuer").unwrap()).text("id"));
        assert!(claims.achievement().unwrap().name().is_some());
        assert!(claims.valid_from().unwrap().is_some());
    }
    for name in ["clr-credential.json", "clr-document-before-signing.json", "clr-signed-credential.json"] {
        let record = read(&guide.join(name));
        let codes: Vec<Code> = conform(&record, CredentialKind::Badge).iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::TypeUnexpected], "{name}");
        // A badge is wrapped in it, which is one.
        let subject = object(record.get("credentialSubject").unwrap());
        let inner = subject.get("verifiableCredential").unwrap().items();
        assert!(!inner.is_empty(), "{name}");
        for badge in inner {
            assert_eq!(conform(object(badge), CredentialKind::Badge), [], "{name}");
        }
    }
}
