//! The words of the three badges and what each becomes in RDF: what a context says, written out by hand.

/// What a member's value becomes.
pub(crate) enum Form {
    /// Plain text.
    Text,
    /// Text, a number or a boolean with that datatype.
    Typed(&'static str),
    /// An IRI, or an object of that class.
    Node(&'static Class),
    /// Texts in their order.
    List,
    /// A word of the vocabulary; there is one.
    AssertionMethod,
}

/// A member: its name, its predicate, its values.
pub(crate) type Word = (&'static str, &'static str, Form);

/// The members that objects of a class have, besides `id` and `type`.
pub(crate) struct Class {
    pub(crate) words: &'static [Word],
}

impl Class {
    pub(crate) fn word(&self, name: &str) -> Option<&'static Word> {
        self.words.iter().find(|(word, ..)| *word == name)
    }
}

/// The IRI of a type.
pub(crate) fn type_iri(name: &str) -> Option<&'static str> {
    Some(match name {
        "VerifiableCredential" => "https://www.w3.org/2018/credentials#VerifiableCredential",
        "OpenBadgeCredential" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential",
        "AchievementSubject" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementSubject",
        "Achievement" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement",
        "Alignment" => "https://schema.org/AlignmentObject",
        "Evidence" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence",
        "IdentityObject" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#IdentityObject",
        "Image" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Image",
        "Profile" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Profile",
        "Result" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Result",
        "ResultDescription" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#ResultDescription",
        "BitstringStatusListEntry" => "https://www.w3.org/ns/credentials/status#BitstringStatusListEntry",
        "DataIntegrityProof" => "https://w3id.org/security#DataIntegrityProof",
        _ => return None,
    })
}

const DATE_TIME: Form = Form::Typed("http://www.w3.org/2001/XMLSchema#dateTime");
const ANY_URI: Form = Form::Typed("https://www.w3.org/2001/XMLSchema#anyURI");
const FLOAT: Form = Form::Typed("https://www.w3.org/2001/XMLSchema#float");

const NAME: Word = ("name", "https://schema.org/name", Form::Text);
const DESCRIPTION: Word = ("description", "https://schema.org/description", Form::Text);
const NARRATIVE: Word =
    ("narrative", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#narrative", Form::Text);
const PICTURE: Word = ("image", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#image", Form::Node(&IMAGE));
const URL: Word = ("url", "https://schema.org/url", ANY_URI);

/// A badge.
pub(crate) static CREDENTIAL: Class = Class {
    words: &[
        NAME,
        DESCRIPTION,
        PICTURE,
        ("validFrom", "https://www.w3.org/2018/credentials#validFrom", DATE_TIME),
        ("validUntil", "https://www.w3.org/2018/credentials#validUntil", DATE_TIME),
        (
            "awardedDate",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#awardedDate",
            Form::Typed("xsd:dateTime"),
        ),
        ("issuer", "https://www.w3.org/2018/credentials#issuer", Form::Node(&PROFILE)),
        ("credentialSubject", "https://www.w3.org/2018/credentials#credentialSubject", Form::Node(&SUBJECT)),
        ("evidence", "https://www.w3.org/2018/credentials#evidence", Form::Node(&EVIDENCE)),
        ("credentialStatus", "https://www.w3.org/2018/credentials#credentialStatus", Form::Node(&STATUS)),
    ],
};

/// The options of a proof.
pub(crate) static PROOF: Class = Class {
    words: &[
        ("created", "http://purl.org/dc/terms/created", DATE_TIME),
        (
            "cryptosuite",
            "https://w3id.org/security#cryptosuite",
            Form::Typed("https://w3id.org/security#cryptosuiteString"),
        ),
        ("verificationMethod", "https://w3id.org/security#verificationMethod", Form::Node(&NOTHING)),
        ("proofPurpose", "https://w3id.org/security#proofPurpose", Form::AssertionMethod),
    ],
};

static NOTHING: Class = Class { words: &[] };

static PROFILE: Class =
    Class { words: &[NAME, DESCRIPTION, PICTURE, URL, ("email", "https://schema.org/email", Form::Text)] };

static IMAGE: Class = Class { words: &[("caption", "https://schema.org/caption", Form::Text)] };

static EVIDENCE: Class =
    Class { words: &[NAME, DESCRIPTION, NARRATIVE, ("genre", "https://schema.org/genre", Form::Text)] };

static STATUS: Class = Class {
    words: &[
        ("statusPurpose", "https://www.w3.org/ns/credentials/status#statusPurpose", Form::Text),
        ("statusListIndex", "https://www.w3.org/ns/credentials/status#statusListIndex", Form::Text),
        (
            "statusListCredential",
            "https://www.w3.org/ns/credentials/status#statusListCredential",
            Form::Node(&NOTHING),
        ),
    ],
};

static SUBJECT: Class = Class {
    words: &[
        (
            "achievement",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement",
            Form::Node(&ACHIEVEMENT),
        ),
        ("identifier", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#identifier", Form::Node(&IDENTITY)),
        ("creditsEarned", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#creditsEarned", FLOAT),
        ("term", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#term", Form::Text),
        ("result", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#result", Form::Node(&RESULT)),
    ],
};

static IDENTITY: Class = Class {
    words: &[
        ("identityHash", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#identityHash", Form::Text),
        ("identityType", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#identityType", Form::Text),
        (
            "hashed",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#hashed",
            Form::Typed("https://www.w3.org/2001/XMLSchema#boolean"),
        ),
        ("salt", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#salt", Form::Text),
    ],
};

static RESULT: Class = Class {
    words: &[
        ("resultDescription", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#resultDescription", ANY_URI),
        ("value", "https://schema.org/value", Form::Text),
    ],
};

static ACHIEVEMENT: Class = Class {
    words: &[
        NAME,
        DESCRIPTION,
        PICTURE,
        ("criteria", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Criteria", Form::Node(&CRITERIA)),
        ("achievementType", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievementType", Form::Text),
        ("humanCode", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#humanCode", Form::Text),
        ("fieldOfStudy", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#fieldOfStudy", Form::Text),
        ("creditsAvailable", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#creditsAvailable", FLOAT),
        ("inLanguage", "https://schema.org/inLanguage", Form::Text),
        ("tag", "https://schema.org/keywords", Form::Text),
        ("alignment", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#alignment", Form::Node(&ALIGNMENT)),
        (
            "resultDescription",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#resultDescription",
            Form::Node(&RESULT_DESCRIPTION),
        ),
    ],
};

static CRITERIA: Class = Class { words: &[NARRATIVE] };

static ALIGNMENT: Class = Class {
    words: &[
        ("targetName", "https://schema.org/targetName", Form::Text),
        ("targetUrl", "https://schema.org/targetUrl", ANY_URI),
        ("targetCode", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#targetCode", Form::Text),
        ("targetFramework", "https://schema.org/targetFramework", Form::Text),
        ("targetType", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#targetType", Form::Text),
    ],
};

static RESULT_DESCRIPTION: Class = Class {
    words: &[
        NAME,
        ("resultType", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#resultType", Form::Text),
        ("valueMin", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#valueMin", Form::Text),
        ("valueMax", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#valueMax", Form::Text),
        ("allowedValue", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#allowedValue", Form::List),
        ("requiredValue", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#requiredValue", Form::Text),
    ],
};
