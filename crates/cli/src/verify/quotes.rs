//! Every quotation of a dossier against the text of its article.

use std::collections::BTreeMap;

use serde_json::Value;
use store::json::ReadingRow;

/// Returns how many quotations `dossier` holds, and a finding for each that its article does not have at that place.
///
/// A quotation is any object with `article`, `start`, `end` and `text`, wherever it stands: a section that this program
/// does not know is checked too.
pub fn check(dossier: &Value, readings: &[ReadingRow]) -> (usize, Vec<String>) {
    let texts: BTreeMap<&str, (&str, &str)> = readings
        .iter()
        .map(|row| (row.article.id.as_str(), (row.article.path.as_str(), row.article.text.as_str())))
        .collect();
    let mut checked = 0;
    let mut findings = Vec::new();
    let mut open = vec![(String::from(crate::output::DOSSIER), dossier)];
    while let Some((place, value)) = open.pop() {
        match value {
            Value::Array(items) => {
                open.extend(items.iter().enumerate().rev().map(|(index, item)| (format!("{place}[{index}]"), item)));
            }
            Value::Object(fields) => {
                if let Some(quote) = quotation(value) {
                    checked += 1;
                    findings.extend(finding(&place, &quote, &texts));
                }
                open.extend(fields.iter().map(|(name, field)| (format!("{place}.{name}"), field)));
            }
            _ => {}
        }
    }
    (checked, findings)
}

struct Quotation<'a> {
    article: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

fn quotation(value: &Value) -> Option<Quotation<'_>> {
    let offset = |name| value.get(name)?.as_u64().and_then(|offset| usize::try_from(offset).ok());
    Some(Quotation {
        article: value.get("article")?.as_str()?,
        start: offset("start")?,
        end: offset("end")?,
        text: value.get("text")?.as_str()?,
    })
}

fn finding(place: &str, quote: &Quotation<'_>, texts: &BTreeMap<&str, (&str, &str)>) -> Option<String> {
    let Some((path, text)) = texts.get(quote.article) else {
        return Some(format!("{place}: quotes article {}, which is not among the sources", quote.article));
    };
    match text.get(quote.start..quote.end) {
        Some(piece) if piece == quote.text => None,
        piece => Some(format!(
            "{place}: quotes `{}`, but {path} has `{}` at bytes {}..{}",
            quote.text,
            piece.unwrap_or("nothing"),
            quote.start,
            quote.end
        )),
    }
}
