//! `sanad issue --batch`: a template and many records become many signed badges, each on a line. `spec/batch.md#issuing`

use std::io::Write;

use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::signer::SigningKey;
use sanad_core::timestamp::Timestamp;

use super::issue::{Form, sign};
use super::{Answer, Exit, given_or_now};
use crate::args::Issue;
use crate::batch::output::{Earlier, Output};
use crate::batch::progress::Progress;
use crate::batch::rows::{Row, Rows};
use crate::batch::spread;
use crate::draft::{self, Written};
use crate::fail::Failure;
use crate::template::Template;
use crate::{file, key_file};

/// Signs a badge for every record; the lines go to `standard` unless a file is named.
pub(crate) fn run(asked: &Issue, standard: &mut dyn Write) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let path = asked.template.as_deref().unwrap_or(&asked.draft);
    let template = Template::of(draft::read_object(&file::read_text(path, Limits::DEFAULT.document_bytes)?)?);
    let key = key_file::read(&asked.key)?;
    let form = if asked.jwt { Form::Jwt } else { Form::Proof(asked.key.suite) };
    let method = asked.key.verification_method.as_deref();
    let press = Press { template, key, method, form, at };
    let earlier = if asked.resume { Earlier::Continued } else { Earlier::Replaced };
    let mut rows = Rows::of_records(&asked.draft)?;
    let (mut output, answered) = Output::open(asked.output.as_deref(), earlier, standard)?;
    rows.skip(answered)?;
    let mut progress = Progress::begin();
    let (mut issued, mut refused) = (0_u64, 0_u64);
    loop {
        let some = rows.next_rows()?;
        if some.is_empty() {
            break;
        }
        let lines = spread(&some, |row| match press.badge(row) {
            Ok(text) => (true, text),
            Err(failure) => (false, press.told(row, &failure)),
        });
        output.write(lines.iter().map(|(_, text)| text.as_str()))?;
        for (good, _) in &lines {
            *(if *good { &mut issued } else { &mut refused }) += 1;
        }
        progress.tell(issued + refused);
    }
    output.finish()?;
    progress.end();
    let words = format!("{} rows: {issued} issued, {refused} not\n", issued + refused);
    Ok(Answer { words, exit: if refused > 0 { Exit::Rejected } else { Exit::Done }, ..Answer::default() })
}

/// What all badges of a batch have in common.
struct Press<'k> {
    template: Template,
    key: SigningKey,
    method: Option<&'k str>,
    form: Form,
    at: Timestamp,
}

impl Press<'_> {
    fn badge(&self, row: &Row) -> Result<String, Failure> {
        let record = row.content.as_ref().map_err(Failure::clone)?;
        let record = draft::read_object(std::str::from_utf8(record).unwrap_or_default())?;
        let written = Written::of(self.template.filled(&record)?)?;
        sign(written, &self.key, self.method, self.form, self.at).map(|badge| on_a_line(&badge))
    }

    fn told(&self, row: &Row, failure: &Failure) -> String {
        let number = u32::try_from(row.number).unwrap_or(u32::MAX);
        Object::new().with("row", number).with("error", failure.to_object()).to_compact()
    }
}

/// The badge on one line: a JWT as a JSON string, so that every line is JSON.
fn on_a_line(badge: &SignedBadge) -> String {
    match badge.securing() {
        Securing::Jwt(jwt) => Json::from(jwt.jws().as_str()).to_compact(),
        Securing::Embedded(document) => {
            let mut text = document.content().to_compact();
            if let Some(proof) = document.proof() {
                text.pop();
                text.push_str(",\"proof\":");
                text.push_str(&proof.to_compact());
                text.push('}');
            }
            text
        }
    }
}
