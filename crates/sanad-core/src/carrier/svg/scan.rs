//! One pass over an SVG: its root tag, its badges, and whether it is still.

use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::errors::Error as XmlError;
use quick_xml::escape::{EscapeError, resolve_predefined_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{
    Namespace, NamespaceError, NamespaceResolver, PrefixDeclaration, QName, ResolveResult,
};
use quick_xml::reader::Reader;

use super::active;
use super::body::Body;
use super::error::SvgError;
use super::name::{is_name, stand_apart};
use super::root::{Root, Shape};
use crate::carrier::baked::Remark;
use crate::limits::Limits;

/// The namespace of Open Badges 3.0 in pictures.
pub(super) const OPEN_BADGES_3: &str = "https://purl.imsglobal.org/ob/v3p0";
const OPEN_BADGES_2: &str = "http://openbadges.org";
const CLR_2: &str = "https://purl.imsglobal.org/clr/v2p0";
const SVG: &str = "http://www.w3.org/2000/svg";
/// The prefix that everybody writes, and that some readers look for in place of the namespace.
pub(super) const USUAL_PREFIX: &str = "openbadges";

/// What is in an SVG. Places are bytes of the text that was scanned.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The `<svg …>` tag.
    pub(super) root: Root,
    /// Where badges stand, the outermost elements only.
    pub(super) spans: Vec<Range<usize>>,
    /// How many badges there are, those within badges counted.
    pub(super) count: usize,
    /// The first badge.
    pub(super) first: Option<Element>,
    /// The first thing that makes the picture do something.
    pub(super) active: Option<Remark>,
    /// Whether anything but a badge has the prefix that the first tag declares for badges.
    pub(super) needs_prefix: bool,
}

/// An element that holds a badge.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) at: usize,
    pub(super) kind: ElementKind,
    /// Whether it stands directly in the root.
    pub(super) is_child_of_root: bool,
    pub(super) verify: Option<String>,
    pub(super) body: Body,
}

/// What an element that holds a badge is, by its name and namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementKind {
    OpenBadges3,
    OpenBadges2,
    Clr2,
}

/// Reads the whole of an SVG.
pub(super) fn scan(text: &str, limits: &Limits) -> Result<Scan, SvgError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut names = NamespaceResolver::default();
    names.set_max_namespace_bindings(limits.svg_namespaces);
    let mut scanner =
        Scanner { limits, names, depth: 0, within: None, ours: None, style: None, scan: Scan::default() };
    loop {
        let at = place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| malformed(place(reader.error_position()), &error))?;
        let span = at..place(reader.buffer_position());
        match event {
            Event::Eof => return scanner.finish(span.end),
            other => scanner.event(other, span)?,
        }
    }
}

/// The name without prefix of the first element, if the text begins as XML.
pub(super) fn first_element(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(tag.local_name().into_inner().to_owned()),
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            Event::Decl(_) | Event::DocType(_) | Event::Comment(_) | Event::PI(_) => {}
            _ => return None,
        }
    }
}

struct Scanner<'l> {
    limits: &'l Limits,
    names: NamespaceResolver,
    /// How many elements are open.
    depth: usize,
    /// The badge that is open: its depth and its beginning.
    within: Option<(usize, usize)>,
    /// The prefix that the root declares for badges.
    ours: Option<String>,
    /// The style sheet that is open: its depth, its beginning and its text.
    style: Option<(usize, usize, String)>,
    scan: Scan,
}

impl Scanner<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), SvgError> {
        match event {
            Event::Start(tag) => {
                self.open(&tag, span.end, Shape::Open)?;
                self.depth = self.depth.saturating_add(1);
            }
            Event::Empty(tag) => {
                self.open(&tag, span.end, Shape::Empty)?;
                self.close(span.end);
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.close(span.end);
            }
            Event::Text(text) => self.characters(&text, &span)?,
            Event::CData(text) => self.cdata(&text, &span)?,
            Event::GeneralRef(reference) => {
                let c = character(&reference, span.start)?;
                self.reference(c, &span)?;
            }
            Event::Comment(_) => self.interrupt("a comment stands in it"),
            Event::PI(instruction) => {
                self.interrupt("an instruction stands in it");
                self.note(span.start, active::instruction(instruction.target()));
            }
            Event::Decl(declaration) => {
                if span.start != 0 {
                    return Err(SvgError::malformed(span.start, "an XML declaration within the document"));
                }
                if let Some(encoding) = declaration.encoding() {
                    let found = encoding.map_err(|error| malformed(span.start, &XmlError::from(error)))?;
                    if !["utf-8", "utf8", "us-ascii"].iter().any(|ours| found.eq_ignore_ascii_case(ours)) {
                        return Err(SvgError::Encoding { found: format!("declared as `{found}`") });
                    }
                }
            }
            Event::DocType(declaration) => {
                if self.depth > 0 || !self.scan.root.name.is_empty() {
                    return Err(SvgError::malformed(span.start, "a DOCTYPE after the document has begun"));
                }
                if let Some(what) = forbidden_in_doctype(&declaration) {
                    return Err(SvgError::DtdForbidden { at: span.start, what: what.to_owned() });
                }
            }
            Event::Eof => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &BytesStart<'_>, end: usize, shape: Shape) -> Result<(), SvgError> {
        let marks = match shape {
            Shape::Open => "<>".len(),
            Shape::Empty => "</>".len(),
        };
        let at = end.saturating_sub(tag.len()).saturating_sub(marks);
        let limit = self.limits.svg_depth;
        if self.depth >= limit {
            return Err(SvgError::TooDeep { at, limit });
        }
        let is_root = self.depth == 0;
        if is_root && !self.scan.root.name.is_empty() {
            return Err(SvgError::malformed(at, "a second root element"));
        }
        let name = tag.name();
        let written = name.into_inner();
        let (local, prefix) = name.decompose();
        let local = local.into_inner();
        if !is_name(written) {
            return Err(SvgError::malformed(at, "a tag without a name"));
        }
        if !stand_apart(tag) {
            return Err(SvgError::malformed(at, "attributes without white space between them"));
        }
        // Going back to the parent's level forgets what a sibling before this one has declared.
        let level = u16::try_from(self.depth).unwrap_or(u16::MAX);
        self.names.set_level(level);
        self.names.set_level(level.saturating_add(1));
        let (mut verify, mut prefixes) = (None, Vec::new());
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| malformed(at, &XmlError::from(error)))?;
            if !is_name(attribute.key.into_inner()) {
                return Err(SvgError::malformed(at, "an attribute without a name"));
            }
            if attribute.value.contains('<') {
                return Err(SvgError::malformed(at, "a `<` within an attribute"));
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| match error {
                XmlError::Escape(EscapeError::UnrecognizedEntity(_, entity)) => {
                    SvgError::DtdForbidden { at, what: format!("the entity `{entity}`") }
                }
                error => malformed(at, &error),
            })?;
            if let Some(declared) = attribute.key.as_namespace_binding() {
                self.names.add(declared, Namespace(&value)).map_err(|error| namespaces(at, &error))?;
                if is_root && let PrefixDeclaration::Named(prefix) = declared {
                    prefixes.push((prefix.to_owned(), value.into_owned()));
                }
                continue;
            }
            if self.scan.active.is_none() {
                let (key, prefix) = attribute.key.decompose();
                let prefix = prefix.map(|prefix| prefix.into_inner());
                self.note(at, active::attribute(local, prefix, key.into_inner(), &value));
            }
            if attribute.key.into_inner() == "verify" {
                verify = Some(value.into_owned());
            }
        }
        let (namespace, is_declared) = match self.names.resolve_element(name).0 {
            ResolveResult::Bound(namespace) => (Some(namespace.into_inner()), true),
            ResolveResult::Unbound => (None, true),
            ResolveResult::Unknown(_) => (None, false),
        };
        let is_active = active::element(namespace.filter(|namespace| *namespace != SVG), local);
        if is_root {
            if local != "svg" || namespace.is_some_and(|namespace| namespace != SVG) {
                return Err(SvgError::NotSvg { found: written.to_owned() });
            }
            self.scan.root = Root { name: written.to_owned(), span: at..end, shape, prefixes };
            self.ours =
                Some(self.scan.root.prefix()).filter(|(_, is_declared)| *is_declared).map(|(name, _)| name);
        }
        let kind = match (local, namespace) {
            ("credential", Some(OPEN_BADGES_3)) => Some(ElementKind::OpenBadges3),
            ("assertion", Some(OPEN_BADGES_2)) => Some(ElementKind::OpenBadges2),
            ("credential", Some(CLR_2)) => Some(ElementKind::Clr2),
            // spec/carrier.md#svg: whoever goes by the prefix sees a badge here, whoever goes by the namespace none.
            ("credential" | "assertion", _) if prefix.is_some_and(|p| p.into_inner() == USUAL_PREFIX) => {
                let found = namespace.unwrap_or("none").to_owned();
                return Err(SvgError::OtherNamespace { at, element: written.to_owned(), found });
            }
            // It would be what the next declaration of its prefix makes of it, which `bake` may add.
            _ if !is_declared => return Err(SvgError::malformed(at, "a prefix that nothing declares")),
            _ => None,
        };
        self.note(at, is_active);
        if local == "style" && self.style.is_none() {
            self.style = Some((self.depth, at, String::new()));
        }
        match kind {
            None => {
                self.interrupt("another element stands in it");
                self.scan.needs_prefix |= self.within.is_none() && self.has_our_prefix(tag);
            }
            Some(kind) => self.badge(kind, at, verify)?,
        }
        Ok(())
    }

    /// Whether the tag, or an attribute of it, has the prefix that the root declares for badges.
    fn has_our_prefix(&self, tag: &BytesStart<'_>) -> bool {
        let Some(ours) = self.ours.as_deref() else { return false };
        let is_ours = |name: QName<'_>| name.prefix().is_some_and(|prefix| prefix.into_inner() == ours);
        is_ours(tag.name()) || tag.attributes().flatten().any(|attribute| is_ours(attribute.key))
    }

    fn badge(&mut self, kind: ElementKind, at: usize, verify: Option<String>) -> Result<(), SvgError> {
        self.scan.count = self.scan.count.saturating_add(1);
        if self.scan.count > self.limits.image_badges {
            return Err(SvgError::Multiple { found: self.scan.count });
        }
        if self.within.is_none() {
            self.within = Some((self.depth, at));
        }
        if self.scan.first.is_none() {
            let is_child_of_root = self.depth == 1;
            let body = Body::new(self.limits.document_bytes);
            self.scan.first = Some(Element { at, kind, is_child_of_root, verify, body });
        }
        Ok(())
    }

    /// An element has ended that was opened at the present depth.
    fn close(&mut self, end: usize) {
        if let Some((_, at)) = self.within.take_if(|(depth, _)| *depth == self.depth) {
            self.scan.spans.push(at..end);
        }
        if let Some((_, at, text)) = self.style.take_if(|(depth, ..)| *depth == self.depth) {
            self.note(at, active::style(&text).map(str::to_owned));
        }
    }

    fn characters(&mut self, text: &str, span: &Range<usize>) -> Result<(), SvgError> {
        if self.depth == 0 && !text.trim_ascii().is_empty() {
            return Err(SvgError::malformed(span.start, "text outside of the root element"));
        }
        self.style_text(text);
        if let Some(body) = self.open_body() {
            body.text(text);
        }
        Ok(())
    }

    fn cdata(&mut self, text: &str, span: &Range<usize>) -> Result<(), SvgError> {
        if self.depth == 0 {
            return Err(SvgError::malformed(span.start, "text outside of the root element"));
        }
        self.style_text(text);
        if let Some(body) = self.open_body() {
            body.cdata(text);
        }
        Ok(())
    }

    fn reference(&mut self, c: char, span: &Range<usize>) -> Result<(), SvgError> {
        if self.depth == 0 {
            return Err(SvgError::malformed(span.start, "text outside of the root element"));
        }
        self.style_text(c.encode_utf8(&mut [0; 4]));
        if let Some(body) = self.open_body() {
            body.reference(c);
        }
        Ok(())
    }

    fn style_text(&mut self, text: &str) {
        let Some((_, at, style)) = self.style.as_mut().filter(|_| self.scan.active.is_none()) else { return };
        style.push_str(text);
        // Longer ones are not looked through, and so not taken for still.
        if style.len() > self.limits.document_bytes {
            let at = *at;
            self.note(at, Some("a style that is too long to look through".to_owned()));
        }
    }

    /// The body of the first badge, while it is open.
    fn open_body(&mut self) -> Option<&mut Body> {
        let (_, at) = self.within?;
        self.scan.first.as_mut().filter(|first| first.at == at).map(|first| &mut first.body)
    }

    fn interrupt(&mut self, what: &'static str) {
        if let Some(body) = self.open_body() {
            body.interrupt(what);
        }
    }

    fn note(&mut self, at: usize, what: Option<String>) {
        if let (None, Some(what)) = (&self.scan.active, what) {
            self.scan.active = Some(Remark::ActiveContent { what, at });
        }
    }

    fn finish(self, at: usize) -> Result<Scan, SvgError> {
        if self.depth > 0 {
            return Err(SvgError::malformed(at, "the picture stops before its last element ends"));
        }
        if self.scan.root.name.is_empty() {
            return Err(SvgError::malformed(at, "there is no element"));
        }
        Ok(self.scan)
    }
}

/// The character that a reference stands for: one of the five that XML knows, or a number.
fn character(reference: &BytesRef<'_>, at: usize) -> Result<char, SvgError> {
    if let Some(c) = reference.resolve_char_ref().map_err(|error| malformed(at, &error))? {
        if super::is_xml(c) {
            return Ok(c);
        }
        return Err(SvgError::malformed(at, "a reference to a character that XML cannot hold"));
    }
    resolve_predefined_entity(reference)
        .and_then(|text| text.chars().next())
        .ok_or_else(|| SvgError::DtdForbidden { at, what: format!("the entity `{}`", &**reference) })
}

/// What a DOCTYPE has beyond a name and a public identifier. `spec/carrier.md#svg`
fn forbidden_in_doctype(declaration: &str) -> Option<&'static str> {
    let mut quote = None;
    for c in declaration.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => return Some("a DOCTYPE with declarations of its own"),
            _ => {}
        }
    }
    let mut words = declaration.split_ascii_whitespace().skip(1);
    match words.next() {
        None | Some("PUBLIC") => None,
        Some(_) => Some("a DOCTYPE that names another file"),
    }
}

fn namespaces(at: usize, error: &NamespaceError) -> SvgError {
    SvgError::malformed(at, error.to_string())
}

fn malformed(at: usize, error: &XmlError) -> SvgError {
    SvgError::malformed(at, error.to_string())
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
