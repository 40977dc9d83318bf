//! Markdown: front matter, headings, and text without its marks.

use document::{Lang, ResidueKind};
use regex::Regex;
use std::sync::OnceLock;

use crate::{
    draft::Draft,
    lexicon::{Field, Lexicon},
    plain,
};

/// Returns the draft of a Markdown text. Front matter between `---` or `+++` lines is metadata; the first `#` heading
/// is the title, other headings are sub-headings or questions.
pub fn draft(lexicon: &Lexicon, text: &str) -> Draft {
    let text = text.replace("\r\n", "\n");
    let (front, body) = front_matter(&text);
    let mut draft = Draft::default();
    for (name, value) in front {
        set(lexicon, &mut draft, name, value);
    }
    for paragraph in plain::paragraphs(body) {
        push(&mut draft, &paragraph);
    }
    draft
}

/// Splits off the front matter, as names and values; nested values are left out.
fn front_matter(text: &str) -> (Vec<(&str, String)>, &str) {
    let Some((first, rest)) = text.trim_start().split_once('\n') else { return (Vec::new(), text) };
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return (Vec::new(), text);
    }
    let separator = if fence == "---" { ':' } else { '=' };
    let (mut fields, mut at) = (Vec::<(&str, String)>::new(), 0);
    for line in rest.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        if line == fence {
            return (fields, rest.get(at..).unwrap_or_default());
        }
        let item = line.trim_start().strip_prefix("- ").map(unquoted);
        if let (Some(item), Some((_, value))) = (item, fields.last_mut()) {
            value.push_str(if value.is_empty() { "" } else { ", " });
            value.push_str(item);
        } else if let Some((name, value)) = line.split_once(separator)
            && !line.starts_with([' ', '\t', '#'])
        {
            let value = value.trim();
            let value = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or(value);
            fields.push((name.trim(), value.split(", ").map(unquoted).collect::<Vec<_>>().join(", ")));
        }
    }
    (Vec::new(), text)
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |quote: char| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

fn set(lexicon: &Lexicon, draft: &mut Draft, name: &str, value: String) {
    if value.is_empty() {
        return;
    }
    match lexicon.field(name) {
        Some((Field::Title, _)) => draft.title = draft.title.take().or(Some(value)),
        Some((Field::Published, _)) => draft.published = draft.published.take().or(Some(value)),
        Some((Field::Outlet, _)) => draft.outlet = draft.outlet.take().or(Some(value)),
        Some((Field::Byline, _)) => draft.byline = draft.byline.take().or(Some(value)),
        Some((Field::Url, _)) => draft.url = draft.url.take().or(Some(value)),
        Some((Field::Language, _)) => draft.language = draft.language.or_else(|| Lang::new(&value)),
        _ => {}
    }
}

/// Adds one paragraph, or several where headings stand without a blank line below them.
fn push(draft: &mut Draft, paragraph: &str) {
    let mut prose = Vec::new();
    let lines: Vec<&str> = paragraph.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let underline = lines.get(index + 1).map_or("", |next| next.trim());
        let is_rule = |mark: char| underline.len() >= 3 && underline.chars().all(|c| c == mark);
        let heading = line.trim_start().trim_start_matches('#');
        let level = line.trim_start().len() - heading.len();
        if (1..=6).contains(&level) && (heading.is_empty() || heading.starts_with(' ')) {
            flush(draft, &mut prose);
            add_heading(draft, heading.trim().trim_end_matches('#').trim_end(), level);
        } else if prose.is_empty() && (is_rule('=') || is_rule('-')) {
            add_heading(draft, line.trim(), if is_rule('=') { 1 } else { 2 });
        } else if line.trim().len() >= 3 && line.trim().chars().all(|c| matches!(c, '-' | '=' | '*' | '_')) {
            flush(draft, &mut prose);
        } else {
            let line = line.trim_start().trim_start_matches("> ").trim_start_matches('>');
            let item = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
            if item.is_some() {
                flush(draft, &mut prose);
            }
            prose.push(item.unwrap_or(line));
        }
    }
    flush(draft, &mut prose);
}

fn add_heading(draft: &mut Draft, heading: &str, level: usize) {
    let heading = without_marks(heading);
    if heading.is_empty() {
        return;
    }
    let is_first = draft.paragraphs.is_empty();
    if level == 1 && draft.title.is_none() && is_first {
        draft.title = Some(heading);
    } else if draft.title.as_deref() != Some(&heading) {
        let kind = if heading.ends_with('?') { ResidueKind::Question } else { ResidueKind::SubHeading };
        draft.paragraphs.push((heading, Some(kind)));
    }
}

fn flush(draft: &mut Draft, prose: &mut Vec<&str>) {
    let paragraph = without_marks(&prose.join("\n"));
    prose.clear();
    if !paragraph.trim().is_empty() {
        draft.paragraphs.push((paragraph.trim().to_owned(), None));
    }
}

/// Drops pictures, tags and emphasis, and keeps the words of links.
fn without_marks(text: &str) -> String {
    static MARKS: OnceLock<[(Regex, &str); 6]> = OnceLock::new();
    let marks = MARKS.get_or_init(|| {
        let regex = |pattern| Regex::new(pattern).expect("a pattern that a test compiles");
        [
            (regex(r"(?s)<!--.{0,2000}?-->"), ""),
            (regex(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
            (regex(r"\[([^\]\n]{1,1000})\]\([^)\n]{0,2000}\)"), "$1"),
            (regex(r"</?[a-zA-Z][^<>\n]{0,500}>"), ""),
            (regex(r"(\*\*|__)([^\s*_][^\n]{0,1000}?)(?:\*\*|__)"), "$2"),
            (regex(r"(^|[\s(“‘'])[*_]([^\s*_][^*_\n]{0,500})[*_]"), "$1$2"),
        ]
    });
    let mut out = text.to_owned();
    for (mark, replacement) in marks {
        if let std::borrow::Cow::Owned(changed) = mark.replace_all(&out, *replacement) {
            out = changed;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::shipped;

    #[test]
    fn front_matter_and_headings_are_read() {
        let draft = draft(
            shipped(),
            "---\ntitle: \"Brug dicht\"\ndate: 2021-10-04\nauthor:\n  - Jan de Vries\n  - Els Haan\nsource: De Vardose Courant\n\
             url: https://example.org/1\nlang: nl\n---\n\n# Brug dicht\n\nDe **brug** is [dicht](https://example.org), \
             zegt *zij*.\n\n## Geen geld\nEr is geen geld.\n\nWaarom nu?\n---\nDaarom.\n",
        );
        assert_eq!(draft.title.as_deref(), Some("Brug dicht"));
        assert_eq!(draft.published.as_deref(), Some("2021-10-04"));
        assert_eq!(draft.byline.as_deref(), Some("Jan de Vries, Els Haan"));
        assert_eq!(draft.outlet.as_deref(), Some("De Vardose Courant"));
        let paragraphs: Vec<_> = draft.paragraphs.iter().map(|(text, kind)| (text.as_str(), *kind)).collect();
        assert_eq!(
            paragraphs,
            [
                ("De brug is dicht, zegt zij.", None),
                ("Geen geld", Some(ResidueKind::SubHeading)),
                ("Er is geen geld.", None),
                ("Waarom nu?", Some(ResidueKind::Question)),
                ("Daarom.", None),
            ]
        );
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let draft = draft(shipped(), "---\nDe brug is dicht.");
        assert_eq!(draft.paragraphs, [("De brug is dicht.".to_owned(), None)]);
    }
}
