//! What changed between a dossier and a fresh build.

use std::collections::BTreeMap;

use serde_json::Value;
use store::json::ReadingRow;

use crate::{engine::Built, output::READINGS};

/// How many differing lines of one section are named; the rest are counted.
const NAMED: usize = 5;

/// Returns a finding for each article that is gone, new or changed, and for each reading that differs.
pub fn sources(old: &[u8], fresh: &Built) -> Vec<String> {
    let mut findings = Vec::new();
    let mut before: BTreeMap<String, ReadingRow> = BTreeMap::new();
    for (index, line) in old.split(|&byte| byte == b'\n').enumerate().filter(|(_, line)| !line.is_empty()) {
        match serde_json::from_slice::<ReadingRow>(line) {
            Ok(row) => {
                before.insert(row.article.path.clone(), row);
            }
            Err(error) => findings.push(format!("{READINGS}:{}: not a reading: {error}", index + 1)),
        }
    }
    let reasons: BTreeMap<&str, &str> =
        fresh.skipped.iter().map(|error| (error.path.as_str(), error.reason.as_str())).collect();
    let now: BTreeMap<&str, &ReadingRow> = fresh.readings.iter().map(|row| (row.article.path.as_str(), row)).collect();
    for (path, row) in &before {
        match now.get(path.as_str()) {
            None => {
                let reason = reasons.get(path.as_str()).map_or_else(String::new, |reason| format!(" ({reason})"));
                findings.push(format!("{path}: the source is gone{reason}"));
            }
            Some(fresh) if fresh.article.text != row.article.text => {
                findings.push(format!(
                    "{path}: the text changed, {}",
                    first_change(&row.article.text, &fresh.article.text)
                ));
            }
            Some(fresh) if *fresh != row => findings.push(format!("{path}: read otherwise than before")),
            Some(_) => {}
        }
    }
    let new = now.keys().filter(|path| !before.contains_key(**path));
    findings.extend(new.map(|path| format!("{path}: a source that the dossier does not have")));
    findings
}

/// Returns a finding for each line of each section of the dossier that a fresh build does not have.
pub fn sections(old: &Value, fresh: &Value) -> Vec<String> {
    let mut findings = Vec::new();
    let none = serde_json::Map::new();
    let (old, fresh) = (old.as_object().unwrap_or(&none), fresh.as_object().unwrap_or(&none));
    for (name, lines) in old {
        let Some(now) = fresh.get(name) else {
            findings.push(format!("dossier.json.{name}: a section that a fresh build does not have"));
            continue;
        };
        let (lines, now) = (items(lines), items(now));
        let differing: Vec<usize> = (0..lines.len().max(now.len())).filter(|&i| lines.get(i) != now.get(i)).collect();
        for &index in differing.iter().take(NAMED) {
            let what = match (lines.get(index), now.get(index)) {
                (Some(_), Some(_)) => "differs from a fresh build",
                (Some(_), None) => "is not in a fresh build",
                (None, _) => "is missing",
            };
            findings.push(format!("dossier.json.{name}[{index}]: {what}"));
        }
        if differing.len() > NAMED {
            findings.push(format!("dossier.json.{name}: {} more lines differ", differing.len() - NAMED));
        }
    }
    let missing = fresh.keys().filter(|name| !old.contains_key(*name));
    findings.extend(missing.map(|name| format!("dossier.json.{name}: the section is missing")));
    findings
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Tells where two texts begin to differ, with some words of both.
fn first_change(before: &str, now: &str) -> String {
    let at = before
        .char_indices()
        .zip(now.chars())
        .find(|((_, a), b)| a != b)
        .map_or_else(|| before.len().min(now.len()), |((at, _), _)| at);
    let words = |text: &str| text.get(at..).unwrap_or("").chars().take(40).collect::<String>();
    format!("first at byte {at}: `{}` became `{}`", words(before), words(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn changed_missing_and_added_lines_are_named() {
        let old = json!({ "timeline": [1, 2, 3], "gone": [] });
        let fresh = json!({ "timeline": [1, 5], "new": [] });
        assert_eq!(
            sections(&old, &fresh),
            [
                "dossier.json.gone: a section that a fresh build does not have",
                "dossier.json.timeline[1]: differs from a fresh build",
                "dossier.json.timeline[2]: is not in a fresh build",
                "dossier.json.new: the section is missing",
            ]
        );
    }

    #[test]
    fn the_first_change_is_shown() {
        assert_eq!(first_change("één man", "één vrouw"), "first at byte 6: `man` became `vrouw`");
        assert_eq!(first_change("a", "ab"), "first at byte 1: `` became `b`");
    }
}
