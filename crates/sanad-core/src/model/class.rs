//! How a class of the model is declared: once, as a table that the conformance walker reads and a builder writes by.

use super::credential_kind::CredentialKind;
use crate::json::{Json, Object};
use crate::scan::same;

/// A class of Open Badges 3.0 or of the VC 2.0 envelope.
#[derive(Debug)]
#[non_exhaustive]
pub struct Class {
    /// The class's name in the specification.
    pub name: &'static str,
    /// What its `type` must say.
    pub typing: Typing,
    /// Whether it takes members that the model does not name.
    pub openness: Openness,
    /// Its properties in groups, for classes that share some; of two with one name the first stands. `type` is not
    /// among them: that is `typing`.
    pub properties: &'static [&'static [Property]],
}

impl Class {
    /// A property by the name of its member.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().copied().flatten().find(|property| same(property.name, name))
    }

    /// The names of required properties that an object has not.
    pub(crate) fn missing(&self, object: &Object) -> impl Iterator<Item = &'static str> {
        // Groups may repeat a name; that is looked at last, for a name is seldom missing.
        let required =
            self.properties.iter().copied().flatten().filter(|property| property.count == Count::One);
        let missing = required.filter(|property| !object.contains(property.name));
        missing
            .filter(|property| {
                self.property(property.name).is_some_and(|first| std::ptr::eq(first, *property))
            })
            .map(|property| property.name)
    }

    /// All properties, each name once.
    pub fn all_properties(&self) -> impl Iterator<Item = &'static Property> {
        self.properties.iter().copied().flatten().filter(|property| {
            self.property(property.name).is_some_and(|first| std::ptr::eq(first, *property))
        })
    }
}

/// One property of a class.
#[derive(Debug)]
#[non_exhaustive]
pub struct Property {
    /// The member's name.
    pub name: &'static str,
    /// What a value is.
    pub kind: Kind,
    /// How many values there are, and whether one may stand without an array.
    pub count: Count,
}

/// What the `type` of an object must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Typing {
    /// Nothing: the class has no `type`.
    Absent,
    /// Something, whatever it is.
    Any,
    /// This name, among others or alone.
    Contains(&'static str),
    /// This name and no other.
    Is(&'static str),
    /// The names of this kind of credential.
    Credential(CredentialKind),
}

/// Whether a class takes members that the model does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a class takes other members or it does not")]
pub enum Openness {
    /// It takes them ("Mixin Extensions").
    Open,
    /// It does not.
    Closed,
}

/// How many values a property has, and how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Count {
    /// 0..*, always an array when there.
    Many,
    /// 1, never an array.
    One,
    /// 0..*, one value may stand without an array.
    OneOrMany,
    /// 0..1, never an array.
    Optional,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// A JWS in compact form.
    CompactJws,
    /// The `@context` of a credential: this first, then one of Open Badges 3.0, then others.
    Contexts(&'static str),
    /// A credential of any kind within another: an object with that type, judged by itself elsewhere.
    AnyCredential,
    /// A country by its two letters of ISO 3166-1.
    CountryCode,
    /// A credential of this kind, in VC 2.0 or VC 1.1 as its own context says.
    Credential(CredentialKind),
    /// A calendar day.
    Date,
    /// A date and time, with an offset or without.
    DateTime,
    /// A decimal number that is not below 0, as a text or a number.
    Decimal,
    /// A field of education: a code of ISCED-F.
    FieldCode,
    /// A country or one of its subdivisions: a code of ISO 3166-1 or ISO 3166-2.
    JurisdictionCode,
    /// An XSD dateTimeStamp: a date and time with an offset ("DateTimeZ").
    DateTimeStamp,
    /// One of a closed list of words, or of an open one with `ext:` words.
    Enumeration(&'static Enumeration),
    /// A number.
    Float,
    /// A language tag of BCP 47.
    LanguageCode,
    /// Text, or a language value object or several (VC 2.0, "Language and Base Direction").
    LanguageText,
    /// Text in which Markdown is allowed.
    Markdown,
    /// An object of a class, named by a function because classes refer to each other in circles.
    Object(fn() -> &'static Class),
    /// Proofs, which the proof check reads; here only that they are objects.
    Proof,
    /// Text.
    Text,
    /// The `@context` of a transcript: this first, then one of CLR 2.0, then others.
    TranscriptContexts(&'static str),
    /// An absolute URI; a data URI is one.
    Uri,
    /// An absolute URI, or an object of a class that has it as `id`.
    UriOrObject(fn() -> &'static Class),
    /// An absolute URL.
    Url,
}

/// The words that a property may have.
#[derive(Debug)]
#[non_exhaustive]
pub struct Enumeration {
    /// Its name in the specification.
    pub name: &'static str,
    /// The words.
    pub words: &'static [&'static str],
    /// Whether `ext:` and a word of the issuer's own may stand there too.
    pub openness: Openness,
}

impl Enumeration {
    /// Whether a text is one of the words. The specification's pattern for `ext:` is unanchored and so allows
    /// anything; ours is the whole text: `ext:` and then letters, digits, `.`, `-` and `_`.
    #[must_use]
    pub fn allows(&self, text: &str) -> bool {
        self.words.contains(&text) || (self.openness == Openness::Open && is_extension(text))
    }
}

/// `ext:` and at least one of letters, digits, `.`, `-`, `_`.
fn is_extension(text: &str) -> bool {
    text.strip_prefix("ext:").is_some_and(|word| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    })
}

/// Declares a class: its builder, its view and its table, from one list of properties.
///
/// The builder owns an [`Object`](crate::json::Object), takes the required properties in `new` and the others in
/// a chain; the view borrows one and reads it. A member that the class does not name stays where it is.
macro_rules! class {
    (
        $(#[doc = $doc:literal])+
        $Builder:ident / $View:ident = $name:literal, $typing:expr, $openness:ident, $new:vis new;
        required { $($(#[doc = $one_doc:literal])+ $one:ident: $one_kind:ident $(<$($one_arg:ident),+>)? = $one_name:literal,)* }
        optional { $($(#[doc = $opt_doc:literal])+ $opt:ident: $opt_kind:ident $(<$($opt_arg:ident),+>)? = $opt_name:literal,)* }
        many { $($(#[doc = $many_doc:literal])+ $many:ident: $many_kind:ident $(<$($many_arg:ident),+>)? = $many_name:literal,)* }
    ) => {
        $(#[doc = $doc])+
        ///
        /// This is the builder; the view reads.
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Builder($crate::json::Object);

        impl $Builder {
            /// The class's properties.
            pub(crate) const PROPERTIES: &'static [$crate::model::class::Property] = {
                use $crate::model::class::{Count, Property};
                &[
                    $(Property { name: $one_name, kind: class!(@kind $one_kind $($($one_arg)+)?), count: Count::One },)*
                    $(Property { name: $opt_name, kind: class!(@kind $opt_kind $($($opt_arg)+)?), count: Count::Optional },)*
                    $(Property { name: $many_name, kind: class!(@kind $many_kind $($($many_arg)+)?), count: Count::Many },)*
                ]
            };

            /// The class's table.
            #[must_use]
            pub fn class() -> &'static $crate::model::class::Class {
                use $crate::model::class::{Class, Openness};
                static TABLE: Class = Class {
                    name: $name,
                    typing: $typing,
                    openness: Openness::$openness,
                    properties: &[$Builder::PROPERTIES],
                };
                &TABLE
            }

            /// One with what is required, and its `type` as the class has it.
            #[must_use]
            #[expect(clippy::allow_attributes, reason = "not every class has enough required properties to need it")]
            #[allow(clippy::new_without_default, clippy::too_many_arguments, reason = "as many as the class requires")]
            $new fn new($($one: class!(@given $one_kind $($($one_arg)+)?)),*) -> Self {
                #[expect(clippy::allow_attributes, reason = "a class may require nothing")]
                #[allow(unused_mut, reason = "a class may require nothing")]
                let mut object = $crate::model::class::typed(Self::class());
                $(object.insert($one_name, class!(@json $one_kind $one));)*
                Self(object)
            }

            $(
                $(#[doc = $opt_doc])+
                #[must_use]
                pub fn $opt(mut self, $opt: class!(@given $opt_kind $($($opt_arg)+)?)) -> Self {
                    self.0.insert($opt_name, class!(@json $opt_kind $opt));
                    self
                }
            )*

            $(
                $(#[doc = $many_doc])+
                ///
                /// Each call adds one.
                #[must_use]
                pub fn $many(mut self, $many: class!(@given $many_kind $($($many_arg)+)?)) -> Self {
                    $crate::model::class::push(&mut self.0, $many_name, class!(@json $many_kind $many));
                    self
                }
            )*

            /// Sets a member that the model does not name.
            #[must_use]
            pub fn member(mut self, name: impl AsRef<str> + Into<String>, value: impl Into<$crate::json::Json>) -> Self {
                self.0.insert(name, value);
                self
            }

            /// What has been written so far, to read.
            #[must_use]
            pub const fn view(&self) -> $View<'_> {
                $View(&self.0)
            }

            /// The object.
            #[must_use]
            pub fn into_object(self) -> $crate::json::Object {
                self.0
            }
        }

        $(#[doc = $doc])+
        ///
        /// This is the view; a member of another kind than the model has reads as missing.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $View<'a>(&'a $crate::json::Object);

        impl<'a> $View<'a> {
            /// The view of an object.
            #[must_use]
            pub const fn new(object: &'a $crate::json::Object) -> Self {
                Self(object)
            }

            $(
                $(#[doc = $one_doc])+
                #[must_use]
                pub fn $one(self) -> Option<class!(@seen $one_kind $($($one_arg)+)?)> {
                    self.0.get($one_name).and_then(|json| class!(@read json $one_kind $($($one_arg)+)?))
                }
            )*

            $(
                $(#[doc = $opt_doc])+
                #[must_use]
                pub fn $opt(self) -> Option<class!(@seen $opt_kind $($($opt_arg)+)?)> {
                    self.0.get($opt_name).and_then(|json| class!(@read json $opt_kind $($($opt_arg)+)?))
                }
            )*

            $(
                $(#[doc = $many_doc])+
                pub fn $many(self) -> impl Iterator<Item = class!(@seen $many_kind $($($many_arg)+)?)> + Clone {
                    let items = self.0.get($many_name).map_or(&[][..], $crate::json::Json::items);
                    items.iter().filter_map(|json| class!(@read json $many_kind $($($many_arg)+)?))
                }
            )*

            /// The object itself, with members that the model does not name.
            #[must_use]
            pub const fn object(self) -> &'a $crate::json::Object {
                self.0
            }
        }
    };

    (@kind boolean) => { $crate::model::class::Kind::Boolean };
    (@kind jws) => { $crate::model::class::Kind::CompactJws };
    (@kind country) => { $crate::model::class::Kind::CountryCode };
    (@kind decimal) => { $crate::model::class::Kind::Decimal };
    (@kind field) => { $crate::model::class::Kind::FieldCode };
    (@kind jurisdiction) => { $crate::model::class::Kind::JurisdictionCode };
    (@kind date) => { $crate::model::class::Kind::Date };
    (@kind date_time) => { $crate::model::class::Kind::DateTime };
    (@kind float) => { $crate::model::class::Kind::Float };
    (@kind language) => { $crate::model::class::Kind::LanguageCode };
    (@kind markdown) => { $crate::model::class::Kind::Markdown };
    (@kind text) => { $crate::model::class::Kind::Text };
    (@kind uri) => { $crate::model::class::Kind::Uri };
    (@kind url) => { $crate::model::class::Kind::Url };
    (@kind word $list:ident) => { $crate::model::class::Kind::Enumeration(&$list) };
    (@kind credential) => { $crate::model::class::Kind::AnyCredential };
    (@kind object $Builder:ident $View:ident) => { $crate::model::class::Kind::Object($Builder::class) };
    (@kind endorsement) => {
        $crate::model::class::Kind::Credential($crate::model::credential_kind::CredentialKind::Endorsement)
    };

    (@given boolean) => { bool };
    (@given decimal) => { $crate::decimal::Decimal };
    (@given float) => { $crate::json::Number };
    (@given object $Builder:ident $View:ident) => { $Builder };
    (@given credential) => { $crate::json::Object };
    (@given endorsement) => { $crate::json::Object };
    (@given $kind:ident $($arg:ident)*) => { impl Into<String> };

    (@json boolean $value:ident) => { $crate::json::Json::Bool($value) };
    (@json decimal $value:ident) => { $crate::json::Json::from($value.as_str()) };
    (@json float $value:ident) => { $crate::json::Json::Number($value) };
    (@json object $value:ident) => { $value.into_object() };
    (@json credential $value:ident) => { $value };
    (@json endorsement $value:ident) => { $value };
    (@json $kind:ident $value:ident) => { $crate::json::Json::String($value.into()) };

    (@seen boolean) => { bool };
    (@seen decimal) => { $crate::decimal::Decimal };
    (@seen float) => { $crate::json::Number };
    (@seen object $Builder:ident $View:ident) => { $View<'a> };
    (@seen credential) => { &'a $crate::json::Object };
    (@seen endorsement) => { &'a $crate::json::Object };
    (@seen $kind:ident $($arg:ident)*) => { &'a str };

    (@read $json:ident boolean) => { if let $crate::json::Json::Bool(value) = $json { Some(*value) } else { None } };
    (@read $json:ident decimal) => { $crate::decimal::Decimal::of_json($json) };
    (@read $json:ident float) => { $json.as_number() };
    (@read $json:ident object $Builder:ident $View:ident) => { $json.as_object().map($View::new) };
    (@read $json:ident credential) => { $json.as_object() };
    (@read $json:ident endorsement) => { $json.as_object() };
    (@read $json:ident $kind:ident $($arg:ident)*) => { $json.as_str() };
}
pub(crate) use class;

/// An object with nothing but the `type` of its class: an array where the class may have more types, else a word.
pub(crate) fn typed(class: &Class) -> Object {
    match class.typing {
        Typing::Absent | Typing::Any | Typing::Credential(_) => Object::new(),
        Typing::Contains(name) => Object::new().with("type", vec![name]),
        Typing::Is(name) => Object::new().with("type", name),
    }
}

/// Adds a value to the array of a member; makes the array if it is not there.
pub(crate) fn push(object: &mut Object, name: &str, value: impl Into<Json>) {
    match object.get_mut(name) {
        Some(Json::Array(items)) => items.push(value.into()),
        Some(single) => {
            let before = std::mem::replace(single, Json::Null);
            *single = Json::Array(vec![before, value.into()]);
        }
        None => {
            object.insert(name, vec![value.into()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_word_is_the_whole_text() {
        static OPEN: Enumeration = Enumeration { name: "T", words: &["A"], openness: Openness::Open };
        static CLOSED: Enumeration = Enumeration { name: "T", words: &["A"], openness: Openness::Closed };
        for word in ["A", "ext:EQF", "ext:a.b-c_9"] {
            assert!(OPEN.allows(word), "{word}");
        }
        for word in ["", "a", "B", "ext:", "ext:a b", "xext:a", "ext:a|b", "ext:ä", "ext:a\n", "Ext:a"] {
            assert!(!OPEN.allows(word), "{word:?}");
        }
        assert!(CLOSED.allows("A") && !CLOSED.allows("ext:EQF"));
    }
}
