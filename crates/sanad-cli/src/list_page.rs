//! An accreditation list as a page for people: plain HTML without scripts, everything in words, nothing by colour.

use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::accreditation::list::AccreditationList;

use crate::accreditation_words as words;
use crate::text;

/// The page of a signed list. `signatures` says who has signed, in words.
pub(crate) fn page(list: &AccreditationList, signatures: &str) -> String {
    let name = list.issuer_name().unwrap_or_else(|| list.issuer());
    let title = escaped(&format!("Accreditations by {name}"));
    let mut page = format!("{HEAD}<title>{title}</title>\n{STYLE}</head>\n<body>\n<h1>{title}</h1>\n");
    page.push_str(
        "<p>This page is for reading. What counts is the signed list: <a href=\"list.json\">list.json</a>.</p>\n",
    );
    page.push_str("<table>\n<caption>The list</caption>\n");
    let sequence = list.sequence().to_string();
    let (from, until) = (list.valid_from().to_string(), list.valid_until().to_string());
    let (digest, count) = (list.digest().to_string(), list.entities().len().to_string());
    let file = format!("{sequence}.json");
    for (label, value) in [
        ("Its address", list.id()),
        ("By", list.issuer()),
        ("Version", &sequence),
        ("This version for good", &file),
        ("Speaks from", &from),
        ("Until, at the latest", &until),
        ("Signatures", signatures),
        ("Digest", &digest),
        ("Names", &count),
    ] {
        page.push_str(&format!("<tr><th scope=\"row\">{label}</th><td>{}</td></tr>\n", escaped(value)));
    }
    if let Some(next) = list.successor() {
        let next = escaped(next.id());
        page.push_str(&format!("<tr><th scope=\"row\">Followed by</th><td>{next}</td></tr>\n"));
    }
    page.push_str("</table>\n<h2>Who is accredited</h2>\n");
    page.push_str(&format!(
        "<p>As it stands in this version, on {from}. Periods include their first instant and not their last.</p>\n"
    ));
    for entity in list.entities() {
        page.push_str(&section(entity, list));
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn section(entity: &RecognizedEntity, list: &AccreditationList) -> String {
    let name = entity.name().unwrap_or_else(|| entity.id());
    let mut section =
        format!("<h3>{}</h3>\n<p><code>{}</code></p>\n<table>\n", escaped(name), escaped(entity.id()));
    section.push_str(
        "<thead><tr><th scope=\"col\">May</th><th scope=\"col\">What</th><th scope=\"col\">When</th>\
         <th scope=\"col\">How it stands</th></tr></thead>\n<tbody>\n",
    );
    for action in entity.recognized_to() {
        let cells = [
            words::action(action).to_owned(),
            words::purpose(action),
            words::period(action.valid_from(), action.valid_until()),
            words::standing(entity, action, list.valid_from()),
        ];
        section.push_str("<tr>");
        for cell in cells {
            section.push_str(&format!("<td>{}</td>", escaped(&cell)));
        }
        section.push_str("</tr>\n");
    }
    section.push_str("</tbody>\n</table>\n");
    if !entity.status_history().is_empty() {
        section.push_str("<p>What became of it:</p>\n<ul>\n");
        for event in entity.status_history() {
            let reason = event.reason().or_else(|| event.reason_code()).unwrap_or("no reason given");
            let said = format!("{} from {} on ({}): {reason}", event.status(), event.from(), event.effect());
            section.push_str(&format!("<li>{}</li>\n", escaped(&said)));
        }
        section.push_str("</ul>\n");
    }
    section
}

/// Text that is nothing but text in HTML, whatever stands in it; what is invisible or turns the writing is written out.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in text::safe(value, usize::MAX).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";

const STYLE: &str = "<style>\nbody { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 1rem auto; padding: 0 1rem; }\n\
    table { border-collapse: collapse; width: 100%; }\ncaption { text-align: left; font-weight: bold; }\n\
    th, td { border: 1px solid; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n\
    </style>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_name_is_it_is_text_on_the_page() {
        let hostile = "</title><script>alert(1)</script>\"'&\u{202e}\u{200b}\0\n";
        let shown = escaped(hostile);
        assert!(!shown.contains(['<', '>', '"', '\'', '\u{202e}', '\u{200b}', '\0', '\n']), "{shown}");
        assert!(shown.starts_with("&lt;/title&gt;&lt;script&gt;"));
    }
}
