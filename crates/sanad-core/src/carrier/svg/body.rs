//! What stands within a badge's element: one text, if every reader would read the same one.

/// The body of an element, as it comes in.
#[derive(Debug)]
pub(super) struct Body {
    limit: usize,
    size: usize,
    /// Character data outside of CDATA.
    text: String,
    /// CDATA sections that follow one another directly are one text.
    cdata: Option<String>,
    /// Something has followed the CDATA.
    is_over: bool,
    trouble: Option<Trouble>,
}

/// Why a body is not one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Ambiguous(&'static str),
    TooLarge(usize),
}

impl Body {
    pub(super) const fn new(limit: usize) -> Self {
        Self { limit, size: 0, text: String::new(), cdata: None, is_over: false, trouble: None }
    }

    /// The text, or nothing if there is only white space. CDATA is kept byte for byte; other text is trimmed.
    pub(super) fn into_text(self) -> Result<Option<String>, Trouble> {
        match (self.trouble, self.cdata) {
            (Some(trouble), _) => Err(trouble),
            (None, Some(cdata)) => Ok(Some(cdata).filter(|text| !text.trim_ascii().is_empty())),
            (None, None) => Ok(Some(self.text.trim_ascii().to_owned()).filter(|text| !text.is_empty())),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() || !self.fits(text) {
            return;
        }
        self.is_over = self.cdata.is_some();
        self.text.push_str(text);
        if self.cdata.is_some() && !self.text.trim_ascii().is_empty() {
            self.interrupt(MIXED);
        }
    }

    pub(super) fn cdata(&mut self, text: &str) {
        if !self.fits(text) {
            return;
        }
        if !self.text.trim_ascii().is_empty() {
            self.interrupt(MIXED);
        } else if self.is_over {
            self.interrupt("it has CDATA sections with something between them");
        } else {
            self.cdata.get_or_insert_default().push_str(text);
        }
    }

    pub(super) fn reference(&mut self, c: char) {
        if self.cdata.is_some() {
            self.interrupt(MIXED);
        } else if self.fits(c.encode_utf8(&mut [0; 4])) {
            self.text.push(c);
        }
    }

    /// Something stands in it that is no text.
    pub(super) fn interrupt(&mut self, what: &'static str) {
        self.trouble.get_or_insert(Trouble::Ambiguous(what));
    }

    fn fits(&mut self, text: &str) -> bool {
        self.size = self.size.saturating_add(text.len());
        if self.size > self.limit {
            self.trouble.get_or_insert(Trouble::TooLarge(self.size));
        }
        self.trouble.is_none()
    }
}

const MIXED: &str = "it has text beside a CDATA section";
