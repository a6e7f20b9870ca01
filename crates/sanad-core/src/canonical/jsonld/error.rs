//! Why a document has no safe RDF form: what is wrong with it, and where.

use crate::code::Code;
use crate::pointer::{JsonPointer, Trail};

/// Why a document was not turned into RDF. `spec/canonical-form.md#json-ld`
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonLdError {
    /// A context that is neither embedded nor handed in by the caller; nothing is ever fetched.
    #[error("context `{url}` at {at} is not among the known ones")]
    ContextNotAllowed {
        /// The context's URL as written.
        url: String,
        /// The context's place in the document.
        at: JsonPointer,
    },
    /// More contexts compiled for one document than [`crate::limits::Limits::compiled_contexts`].
    #[error("the document needs more than {limit} different combinations of contexts, at {at}")]
    ContextOverflow {
        /// The bound.
        limit: usize,
        /// Where the bound was reached.
        at: JsonPointer,
    },
    /// A base direction, which the RDF form does not hold, so that it would stay unsigned (JSON-LD 1.1 §10.4).
    #[error("text direction at {at} would not be signed")]
    DirectionUnsigned {
        /// The value that has a direction.
        at: JsonPointer,
    },
    /// A value that leaves no trace in the RDF form, so that it would stay unsigned.
    #[error("{what} at {at} would not be signed")]
    DroppedValue {
        /// What kind of value it is.
        what: Dropped,
        /// The value.
        at: JsonPointer,
    },
    /// A context written out in the document instead of named by its URL.
    #[error("context at {at} is written out; only the URLs of known contexts are allowed")]
    InlineContext {
        /// The context.
        at: JsonPointer,
    },
    /// Not JSON-LD 1.1.
    #[error("{violation} at {at}")]
    Invalid {
        /// The error by its name in the JSON-LD 1.1 API specification.
        violation: Violation,
        /// Where.
        at: JsonPointer,
    },
    /// A keyword that a badge never needs, and with which two readers could see different things.
    #[error("`{keyword}` at {at} is not allowed in a badge")]
    KeywordForbidden {
        /// The keyword, or `_:` for a blank node identifier.
        keyword: String,
        /// Where.
        at: JsonPointer,
    },
    /// A language tag that BCP 47 does not allow; JSON-LD would write it to RDF that nobody can read.
    #[error("language tag `{tag}` at {at} is not well formed")]
    LanguageMalformed {
        /// The tag as written.
        tag: String,
        /// The value.
        at: JsonPointer,
    },
    /// An object that calls itself a credential where none can stand. If it has the id of the document, the members
    /// that only a credential has could be moved into it under the same signature.
    #[error("a credential where no credential can be embedded, at {at}")]
    MisplacedCredential {
        /// The object's `type`.
        at: JsonPointer,
    },
    /// A context on an object that is neither the document nor an embedded credential or proof.
    #[error("context at {at} is not on a credential or proof")]
    NestedContext {
        /// The context.
        at: JsonPointer,
    },
    /// A number whose value does not survive the 16 digits of its RDF form.
    #[error("number {text} at {at} has more digits than its RDF form keeps (16)")]
    NumberPrecision {
        /// The number in its shortest form.
        text: String,
        /// Where.
        at: JsonPointer,
    },
    /// An id, type or reference that is not an absolute, well-formed IRI; a mistyped type is one of these.
    #[error("`{iri}` at {at} is not an absolute IRI nor a defined name")]
    RelativeIri {
        /// The text as written.
        iri: String,
        /// Where.
        at: JsonPointer,
    },
    /// More containers within containers than [`crate::limits::Limits::json_depth`].
    #[error("more than {limit} levels of nesting at {at}")]
    TooDeep {
        /// The bound.
        limit: usize,
        /// Where.
        at: JsonPointer,
    },
    /// More contexts in one list than [`crate::limits::Limits::contexts`].
    #[error("{found} contexts at {at}, more than the {limit} allowed")]
    TooManyContexts {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
        /// The list.
        at: JsonPointer,
    },
    /// More quads than [`crate::limits::Limits::quads`].
    #[error("more than {limit} quads, reached at {at}")]
    TooManyQuads {
        /// The bound.
        limit: usize,
        /// Where.
        at: JsonPointer,
    },
    /// A member that the document's contexts do not define.
    #[error("`{term}` at {at} is defined by none of the document's contexts")]
    UndefinedTerm {
        /// The member's name.
        term: String,
        /// The member.
        at: JsonPointer,
    },
    /// A context with `@vocab`, under which every undefined term passes for a defined one (VCDM 2.0 §5.2).
    #[error("context `{url}` at {at} defines every term there is")]
    VocabContext {
        /// The context's URL.
        url: String,
        /// The context's place in the document.
        at: JsonPointer,
    },
}

impl JsonLdError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::ContextNotAllowed { .. } | Self::ContextOverflow { .. } | Self::TooManyContexts { .. } => {
                Code::JsonldContextNotAllowed
            }
            Self::DirectionUnsigned { .. } => Code::JsonldDirectionUnsigned,
            Self::DroppedValue { .. } => Code::JsonldDroppedValue,
            Self::InlineContext { .. } => Code::JsonldInlineContext,
            Self::Invalid { .. } | Self::LanguageMalformed { .. } => Code::JsonldInvalid,
            Self::KeywordForbidden { .. } => Code::JsonldKeywordForbidden,
            Self::MisplacedCredential { .. } => Code::TypeUnexpected,
            Self::NestedContext { .. } => Code::JsonldNestedContext,
            Self::NumberPrecision { .. } => Code::JsonNumberPrecision,
            Self::RelativeIri { .. } => Code::JsonldRelativeIri,
            Self::TooDeep { .. } => Code::JsonTooDeep,
            Self::TooManyQuads { .. } => Code::InputTooLarge,
            Self::UndefinedTerm { .. } => Code::JsonldUndefinedTerm,
            Self::VocabContext { .. } => Code::JsonldVocabContext,
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::ContextNotAllowed { at, .. }
            | Self::ContextOverflow { at, .. }
            | Self::DirectionUnsigned { at }
            | Self::DroppedValue { at, .. }
            | Self::InlineContext { at }
            | Self::Invalid { at, .. }
            | Self::KeywordForbidden { at, .. }
            | Self::LanguageMalformed { at, .. }
            | Self::MisplacedCredential { at }
            | Self::NestedContext { at }
            | Self::NumberPrecision { at, .. }
            | Self::RelativeIri { at, .. }
            | Self::TooDeep { at, .. }
            | Self::TooManyContexts { at, .. }
            | Self::TooManyQuads { at, .. }
            | Self::UndefinedTerm { at, .. }
            | Self::VocabContext { at, .. } => at,
        }
    }
}

/// Not JSON-LD, at a place.
pub(super) fn invalid(violation: Violation, trail: &Trail<'_>) -> JsonLdError {
    JsonLdError::Invalid { violation, at: trail.pointer() }
}

/// Not in the RDF form, at a place.
pub(super) fn dropped(what: Dropped, trail: &Trail<'_>) -> JsonLdError {
    JsonLdError::DroppedValue { what, at: trail.pointer() }
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name { $($(#[doc = $doc])+ $variant,)+ }

        impl $name {
            /// The words for it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// What kinds of value leave no trace in RDF.
    Dropped {
        /// A property that is a blank node.
        BlankProperty = "a property without an IRI",
        /// An array without items, where order does not count; an empty list is signed.
        EmptyArray = "an empty array",
        /// A language, id, type or index map without entries.
        EmptyMap = "an empty map",
        /// A value or bare reference where only nodes with properties say something.
        FreeFloating = "a value that belongs to no property",
        /// `null`
        Null = "null",
    }
}

words! {
    /// The errors of JSON-LD 1.1 by their names in its API specification (JSON-LD 1.1 API §9.6).
    Violation {
        /// Two members are the same keyword.
        CollidingKeywords = "colliding keywords",
        /// A context includes itself without end.
        ContextOverflow = "context overflow",
        /// A term is defined by itself.
        CyclicIriMapping = "cyclic IRI mapping",
        /// `@base` is no IRI.
        InvalidBaseIri = "invalid base IRI",
        /// `@direction` is neither `ltr` nor `rtl`.
        InvalidBaseDirection = "invalid base direction",
        /// `@container` is no container.
        InvalidContainerMapping = "invalid container mapping",
        /// A context has a member it cannot have.
        InvalidContextEntry = "invalid context entry",
        /// A context would take protected terms away.
        InvalidContextNullification = "invalid context nullification",
        /// `@language` of a context is no string.
        InvalidDefaultLanguage = "invalid default language",
        /// `@id` is no string.
        InvalidIdValue = "invalid @id value",
        /// `@import` is no string.
        InvalidImportValue = "invalid @import value",
        /// `@included` holds something else than nodes.
        InvalidIncludedValue = "invalid @included value",
        /// `@index` is no string.
        InvalidIndexValue = "invalid @index value",
        /// A term is mapped to something that is no IRI.
        InvalidIriMapping = "invalid IRI mapping",
        /// A term is mapped to a keyword that has no alias.
        InvalidKeywordAlias = "invalid keyword alias",
        /// A language map holds something else than strings.
        InvalidLanguageMapValue = "invalid language map value",
        /// `@language` of a term is no string.
        InvalidLanguageMapping = "invalid language mapping",
        /// `@language` of a value is no string.
        InvalidLanguageTaggedString = "invalid language-tagged string",
        /// A value with a language is no string.
        InvalidLanguageTaggedValue = "invalid language-tagged value",
        /// A context is no object, string or null.
        InvalidLocalContext = "invalid local context",
        /// `@nest` holds something that is no node.
        InvalidNestValue = "invalid @nest value",
        /// `@prefix` is no boolean.
        InvalidPrefixValue = "invalid @prefix value",
        /// `@propagate` is no boolean.
        InvalidPropagateValue = "invalid @propagate value",
        /// `@protected` is no boolean.
        InvalidProtectedValue = "invalid @protected value",
        /// A context document holds no context.
        InvalidRemoteContext = "invalid remote context",
        /// A term is reverse and something else at once.
        InvalidReverseProperty = "invalid reverse property",
        /// `@reverse` holds a keyword.
        InvalidReversePropertyMap = "invalid reverse property map",
        /// A reverse property has a value that is no node.
        InvalidReversePropertyValue = "invalid reverse property value",
        /// `@reverse` is no object.
        InvalidReverseValue = "invalid @reverse value",
        /// The context of a term is no context.
        InvalidScopedContext = "invalid scoped context",
        /// A list or set has other members.
        InvalidSetOrListObject = "invalid set or list object",
        /// A term's definition is no definition.
        InvalidTermDefinition = "invalid term definition",
        /// A term's type is no IRI.
        InvalidTypeMapping = "invalid type mapping",
        /// `@type` is no string.
        InvalidTypeValue = "invalid type value",
        /// A literal's type is no IRI.
        InvalidTypedValue = "invalid typed value",
        /// A literal has other members.
        InvalidValueObject = "invalid value object",
        /// `@value` is no literal.
        InvalidValueObjectValue = "invalid value object value",
        /// `@version` is not 1.1.
        InvalidVersionValue = "invalid @version value",
        /// `@vocab` is no IRI.
        InvalidVocabMapping = "invalid vocab mapping",
        /// A keyword is given another meaning.
        KeywordRedefinition = "keyword redefinition",
        /// A context that a context names is not known.
        LoadingRemoteContextFailed = "loading remote context failed",
        /// A protected term is given another meaning.
        ProtectedTermRedefinition = "protected term redefinition",
    }
}
