//! `sanad accredit publish`: a signed list as a static site.

use super::sign::Signatures;
use super::signed;
use crate::args::accredit::Publish;
use crate::command::Answer;
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};
use crate::list_page;

/// Writes the version for good, then the page, then the list itself: whoever reads meanwhile finds a whole site.
pub(crate) fn run(asked: &Publish) -> Result<Answer, Failure> {
    let (document, list) = signed(&asked.list)?;
    // Every signature that was made by the list's end counts here; whether it is in date is for `check`.
    let signatures = Signatures::of(&document, &list, list.valid_until());
    if signatures.are_short() {
        let message = format!("version {} is {signatures}", list.sequence());
        let hint = "have the others sign first: sanad accredit sign LIST --key KEY -o LIST";
        return Err(
            Failure::new(message, hint).coded(sanad_core::code::Code::AccredListThresholdNotMet.as_str())
        );
    }
    let folder = &asked.folder;
    file::make_folder(folder)?;
    let current = folder.join("list.json");
    let _lock = file::lock_folder_of(&current)?;
    if file::is_there(&current)? {
        let (_, there) = signed(&current)?;
        if there.sequence() > list.sequence() || there.id() != list.id() {
            let message = format!(
                "version {} of {} is published there, and this is version {} of {}",
                there.sequence(),
                there.id(),
                list.sequence(),
                list.id()
            );
            return Err(Failure::new(message, "an older version, or another list, never takes its place"));
        }
    }
    let numbered = folder.join(format!("{}.json", list.sequence()));
    if file::is_there(&numbered)? {
        let (_, there) = signed(&numbered)?;
        if there.digest() != list.digest() {
            let message = format!(
                "version {} is published already, with the digest {}; this one has {}",
                list.sequence(),
                there.digest(),
                list.digest()
            );
            let hint = "two versions with one number look like a fraud: sign a new version";
            return Err(Failure::new(message, hint).coded("cli.write_failed"));
        }
    }
    let page = list_page::page(&list, &signatures.to_string());
    file::write(&numbered, document.as_json(), Existing::Replace, Readers::Default)?;
    file::write(&folder.join("index.html"), page.as_bytes(), Existing::Replace, Readers::Default)?;
    file::write(&current, document.as_json(), Existing::Replace, Readers::Default)?;
    let words = format!(
        "version {} is in {}\n",
        list.sequence(),
        crate::text::safe(&folder.display().to_string(), 200)
    );
    Ok(Answer { words, ..Answer::default() })
}
