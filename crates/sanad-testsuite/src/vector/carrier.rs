//! A vector of `carrier/`: a picture and the badge that comes out of it, or that goes into it, or the code of the refusal.

use sanad_core::carrier::badge_text::BadgeText;
use sanad_core::carrier::{Picture, bake, extract};
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};

use super::flag::Flag;
use super::{optional, text, texts};
use crate::content::Content;
use crate::tree::Tree;

/// One vector. A builder reads like the case it describes; [`Vector::read`] makes it again from its folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    name: String,
    comment: String,
    spec: String,
    flags: Vec<String>,
    twin: Option<String>,
    image: Content,
    /// What goes in; none where something is to come out.
    badge: Option<Vec<u8>>,
    expected: Answer,
}

/// What a picture came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "only the builder and the walker of the vectors use it")]
pub enum Answer {
    /// A badge came out: in which format, its bytes, and the codes of what is odd about the picture.
    Extracted {
        /// The word of the format.
        kind: String,
        /// The badge.
        text: Vec<u8>,
        /// The codes of the remarks.
        remarks: Vec<String>,
    },
    /// A badge went in: the new picture.
    Baked(Vec<u8>),
    /// It is refused under a code.
    Refused(String),
}

impl Vector {
    /// A vector by its name and what it is, in a sentence: a badge is to come out of the picture.
    #[must_use]
    pub fn extract(name: &str, comment: &str, image: Content) -> Self {
        Self {
            name: name.to_owned(),
            comment: comment.to_owned(),
            spec: "carrier.md".to_owned(),
            flags: Vec::new(),
            twin: None,
            image,
            badge: None,
            expected: Answer::Refused(String::new()),
        }
    }

    /// A vector by its name and what it is, in a sentence: a badge is to go into the picture.
    #[must_use]
    pub fn bake(name: &str, comment: &str, image: Content, badge: impl Into<Vec<u8>>) -> Self {
        Self { badge: Some(badge.into()), ..Self::extract(name, comment, image) }
    }

    /// The clause that decides.
    #[must_use]
    pub fn spec(mut self, clause: &str) -> Self {
        clause.clone_into(&mut self.spec);
        self
    }

    /// What kind of trouble it is; again for more.
    #[must_use]
    pub fn flag(mut self, flag: Flag) -> Self {
        self.flags.push(flag.word().to_owned());
        self
    }

    /// This comes out.
    #[must_use]
    pub fn gives(mut self, kind: &str, text: impl Into<Vec<u8>>) -> Self {
        self.expected = Answer::Extracted { kind: kind.to_owned(), text: text.into(), remarks: Vec::new() };
        self
    }

    /// And this is said about the picture.
    #[must_use]
    pub fn remark(mut self, code: Code) -> Self {
        match &mut self.expected {
            Answer::Extracted { remarks, .. } => remarks.push(code.as_str().to_owned()),
            other => panic!("a remark on {other:?}"),
        }
        self
    }

    /// This becomes of the picture.
    #[must_use]
    pub fn becomes(mut self, image: impl Into<Vec<u8>>) -> Self {
        self.expected = Answer::Baked(image.into());
        self
    }

    /// It is refused, while the twin, which differs in one thing, is not.
    #[must_use]
    pub fn refused(mut self, code: Code, twin: &str) -> Self {
        self.expected = Answer::Refused(code.as_str().to_owned());
        self.twin = Some(twin.to_owned());
        self
    }

    /// What is expected.
    #[must_use]
    pub const fn expected(&self) -> &Answer {
        &self.expected
    }

    /// The name of the vector that this one differs from in one thing.
    #[must_use]
    pub fn twin_name(&self) -> Option<&str> {
        self.twin.as_deref()
    }

    /// Whether the same is asked about the same picture.
    #[must_use]
    pub fn same_case_as(&self, other: &Self) -> bool {
        self.image == other.image && self.badge == other.badge
    }

    /// The codes that the vector expects.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let codes = match &self.expected {
            Answer::Extracted { remarks, .. } => remarks.as_slice(),
            Answer::Baked(_) => &[],
            Answer::Refused(code) => std::slice::from_ref(code),
        };
        codes.iter().map(String::as_str)
    }

    /// Reads the badge out of the picture, or puts it in; what was put in must come out again.
    ///
    /// # Errors
    /// In words, if what comes out is not what was put in.
    pub fn run(&self) -> Result<Answer, String> {
        let refused = |code: Code| Ok(Answer::Refused(code.as_str().to_owned()));
        let image = self.image.bytes();
        let Some(badge) = &self.badge else {
            return match extract(&image) {
                Ok(baked) => Ok(Answer::Extracted {
                    kind: baked.kind().as_str().to_owned(),
                    remarks: baked.remarks().iter().map(|remark| remark.code().as_str().to_owned()).collect(),
                    text: baked.into_text().into_bytes(),
                }),
                Err(error) => refused(error.code()),
            };
        };
        let badge = match BadgeText::of(badge) {
            Ok(badge) => badge,
            Err(error) => return refused(error.code()),
        };
        match bake(&image, &badge) {
            Ok(baked) => match extract(&baked) {
                Ok(found) if found.text() == badge.as_str() => Ok(Answer::Baked(baked)),
                other => Err(format!("{other:?} comes out of the new picture")),
            },
            Err(error) => refused(error.code()),
        }
    }

    /// What is not as expected, in words.
    #[must_use]
    pub fn unlike(&self, answer: &Answer) -> Option<String> {
        let word = |answer: &Answer| match answer {
            Answer::Extracted { kind, text, remarks } => {
                format!("{kind}, {remarks:?}, {:.300}", String::from_utf8_lossy(text))
            }
            Answer::Baked(image) => format!("the picture {}", image.escape_ascii()),
            Answer::Refused(code) => code.clone(),
        };
        (answer != &self.expected)
            .then(|| format!("it is {}\n   expected {}", word(answer), word(&self.expected)))
    }

    /// Adds the folder and gives back the vector's row for the index.
    pub(super) fn add_to(&self, tree: &mut Tree, surprises: &mut Vec<String>) -> Json {
        let folder = format!("carrier/{}", self.name);
        match self.run() {
            Ok(answer) => surprises.extend(self.unlike(&answer).map(|words| format!("{folder}: {words}"))),
            Err(words) => surprises.push(format!("{folder}: {words}")),
        }
        if self.image.recipe().is_none() {
            tree.add(format!("{folder}/{}", image_file("image", &self.image.bytes())), self.image.bytes());
        }
        if let Some(badge) = &self.badge {
            tree.add(format!("{folder}/{}", text_file("badge", badge)), badge.as_slice());
        }
        match &self.expected {
            Answer::Extracted { text, .. } => {
                tree.add(format!("{folder}/{}", text_file("expected", text)), text.as_slice());
            }
            Answer::Baked(image) => {
                tree.add(format!("{folder}/{}", image_file("expected", image)), image.as_slice());
            }
            Answer::Refused(_) => {}
        }
        tree.add_json(format!("{folder}/vector.json"), self.to_object());
        let row = Object::new()
            .with("name", self.name.as_str())
            .with("comment", self.comment.as_str())
            .with("codes", self.codes().collect::<Vec<_>>())
            .with("flags", self.flags.clone());
        match &self.twin {
            Some(twin) => row.with("twin", twin.as_str()).into(),
            None => row.into(),
        }
    }

    fn to_object(&self) -> Object {
        let image = self.image.recipe().unwrap_or_else(|| image_file("image", &self.image.bytes()).into());
        let mut object = Object::new()
            .with("comment", self.comment.as_str())
            .with("spec", self.spec.as_str())
            .with("image", image);
        if let Some(badge) = &self.badge {
            object.insert("badge", text_file("badge", badge));
        }
        object.insert("flags", self.flags.clone());
        if let Some(twin) = &self.twin {
            object.insert("twin", twin.as_str());
        }
        let expect = match &self.expected {
            Answer::Extracted { kind, text, remarks } => Object::new()
                .with("kind", kind.as_str())
                .with("text", text_file("expected", text))
                .with("remarks", remarks.clone()),
            Answer::Baked(image) => Object::new().with("image", image_file("expected", image)),
            Answer::Refused(code) => Object::new().with("code", code.as_str()),
        };
        object.with("expect", expect)
    }

    /// Reads the vector in a folder such as `carrier/png_ob3`.
    ///
    /// # Errors
    /// In words, if it is none.
    pub fn read(tree: &Tree, folder: &str) -> Result<Self, String> {
        let object = tree.object(&format!("{folder}/vector.json"))?;
        let file = |name: &str| {
            let bytes = tree.get(&format!("{folder}/{name}")).ok_or_else(|| format!("there is no {name}"))?;
            Ok::<_, String>(bytes.to_vec())
        };
        let image = match object.get("image") {
            Some(Json::String(name)) => Content::of_bytes(file(name)?),
            Some(Json::Object(recipe)) => Content::of_recipe(recipe)?,
            _ => return Err("a picture is a file or a recipe".to_owned()),
        };
        let expect = object.get("expect").and_then(Json::as_object).ok_or("no `expect`")?;
        let expected = match (optional(expect, "code")?, optional(expect, "image")?) {
            (Some(code), None) => Answer::Refused(code),
            (None, Some(image)) => Answer::Baked(file(&image)?),
            (None, None) => Answer::Extracted {
                kind: text(expect, "kind")?,
                text: file(&text(expect, "text")?)?,
                remarks: texts(expect, "remarks")?,
            },
            (Some(_), Some(_)) => return Err("`code` and `image` in one expectation".to_owned()),
        };
        Ok(Self {
            name: folder.rsplit('/').next().unwrap_or_default().to_owned(),
            comment: text(&object, "comment")?,
            spec: text(&object, "spec")?,
            flags: texts(&object, "flags")?,
            twin: optional(&object, "twin")?,
            image,
            badge: optional(&object, "badge")?.map(|name| file(&name)).transpose()?,
            expected,
        })
    }
}

fn image_file(stem: &str, image: &[u8]) -> String {
    let end = match Picture::of(image) {
        Some(Picture::Png) => "png",
        Some(Picture::Svg) => "svg",
        _ => "bin",
    };
    format!("{stem}.{end}")
}

fn text_file(stem: &str, text: &[u8]) -> String {
    let end = if text.trim_ascii().starts_with(b"{") { "json" } else { "txt" };
    format!("{stem}.{end}")
}
