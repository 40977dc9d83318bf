//! The rules of `intake/residue.tsv`.

use std::collections::BTreeMap;

use document::{PublishedFrom, ResidueKind, Span};
use pack::{PackError, PackSource, Row, Table};
use regex::{Regex, RegexBuilder};

/// The rules of all packs, those that match more listed where they were written.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
}

/// One way in which residue is known.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it marks.
    pub kind: ResidueKind,
    /// Agencies named in what it matches are credited.
    pub takes_agency: bool,
    /// The first full date in what it matches is the publication date, and this is what said so.
    pub takes_date: Option<PublishedFrom>,
    /// What it matches is a wall before the article.
    pub is_wall: bool,
    place: Place,
    regex: Regex,
    has_groups: bool,
}

/// Where a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the start of the text, again behind each other.
    Head,
    /// A whole line there.
    HeadLine,
    /// At the start of the first paragraph of the body.
    Start,
    /// At the start of any paragraph.
    Begin,
    /// A whole line anywhere.
    Line,
    /// The credit at the end of a caption.
    Caption,
    /// At the end of any paragraph.
    End,
    /// At the end of the text.
    Tail,
}

/// What the groups of a rule took.
pub struct Groups<'t> {
    /// The outlet as written.
    pub outlet: Option<&'t str>,
    /// Who wrote it.
    pub byline: Option<&'t str>,
}

const COLUMNS: [&str; 7] = ["id", "place", "kind", "take", "pattern", "yes", "no"];
/// Patterns hold all outlets and agencies; the default of 10 MB is near enough to be passed by a longer list.
const REGEX_SIZE_BYTES: usize = 64 << 20;

impl Rules {
    /// Reads the rules of `packs`, whose patterns may contain `{names}` of `parts`.
    pub fn read(packs: &[&PackSource], parts: &BTreeMap<String, String>) -> Result<Self, PackError> {
        let mut rules = Vec::new();
        for pack in packs {
            let table = pack.optional_table("intake/residue.tsv", &COLUMNS)?;
            for row in table.rows() {
                rules.push(Rule::read(&table, row, parts)?);
            }
        }
        Ok(Self { rules })
    }

    /// Returns the first rule for that place that marks something in the stretch `within` of `text`, and what.
    pub fn first(&self, place: Place, text: &str, within: Span) -> Option<(&Rule, Span)> {
        let rules = self.rules.iter().filter(|rule| rule.place == place);
        rules.into_iter().find_map(|rule| Some((rule, rule.mark(text, within)?)))
    }

    /// Returns who wrote it, when `text` is a byline.
    pub fn byline<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.matching(text, &[Place::HeadLine]).find_map(|rule| rule.groups(text).byline)
    }

    /// Returns the rules for these places that match `text`.
    pub fn matching<'a>(&'a self, text: &'a str, places: &'a [Place]) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().filter(move |rule| places.contains(&rule.place) && rule.regex.is_match(text))
    }
}

impl Rule {
    fn read(table: &Table, row: &Row, parts: &BTreeMap<String, String>) -> Result<Self, PackError> {
        let place = match row.cell(1) {
            "head" => Place::Head,
            "head_line" => Place::HeadLine,
            "start" => Place::Start,
            "begin" => Place::Begin,
            "line" => Place::Line,
            "caption" => Place::Caption,
            "end" => Place::End,
            "tail" => Place::Tail,
            other => return Err(table.error(row, format!("no place `{other}`"))),
        };
        let kind = ResidueKind::from_name(row.cell(2))
            .ok_or_else(|| table.error(row, format!("no kind of residue `{}`", row.cell(2))))?;
        let body = expand(row.cell(4), parts, 0).map_err(|name| table.error(row, format!("no part `{{{name}}}`")))?;
        let pattern = match place {
            Place::Head | Place::Start | Place::Begin => format!(r"\A(?:{body})"),
            Place::HeadLine | Place::Line => format!(r"\A(?:{body})\z"),
            Place::Caption | Place::End | Place::Tail => format!(r"(?:{body})\z"),
        };
        let regex = RegexBuilder::new(&pattern)
            .size_limit(REGEX_SIZE_BYTES)
            .build()
            .map_err(|error| table.error(row, error.to_string()))?;
        let mut rule = Self {
            kind,
            takes_agency: false,
            takes_date: None,
            is_wall: false,
            place,
            has_groups: regex.captures_len() > 1,
            regex,
        };
        for take in row.list(3) {
            match take {
                "agency" => rule.takes_agency = true,
                "date_header" => rule.takes_date = Some(PublishedFrom::Header),
                "date_text" => rule.takes_date = Some(PublishedFrom::Text),
                "wall" => rule.is_wall = true,
                other => return Err(table.error(row, format!("nothing to take called `{other}`"))),
            }
        }
        Ok(rule)
    }

    /// Returns what the rule marks in the stretch `within` of `text`.
    pub fn mark(&self, text: &str, within: Span) -> Option<Span> {
        let groups = self.regex.captures(within.of(text))?;
        let marked = groups.name("mark").or_else(|| groups.get(0))?;
        let end = within.start + marked.end();
        // A match at the start must not end within a word: `date 2021` in `date 20211`.
        let is_prefix = matches!(self.place, Place::Head | Place::Start);
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        if is_prefix && marked.as_str().ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric) {
            return None;
        }
        Some(Span::new(within.start + marked.start(), end))
    }

    /// Returns what the groups of the rule take from what it marked.
    pub fn groups<'t>(&self, matched: &'t str) -> Groups<'t> {
        if !self.has_groups {
            return Groups { outlet: None, byline: None };
        }
        let groups = self.regex.captures(matched);
        let group = |name: &str| groups.as_ref().and_then(|groups| groups.name(name)).map(|group| group.as_str());
        Groups { outlet: group("outlet"), byline: group("byline") }
    }
}

/// Replaces `{name}` by the part of that name, as a group, also within parts.
fn expand(pattern: &str, parts: &BTreeMap<String, String>, depth: usize) -> Result<String, String> {
    let (mut out, mut rest) = (String::new(), pattern);
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let name = from.get(1..).and_then(|inner| inner.split_once('}')).map_or("", |(name, _)| name);
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if is_name && !before.ends_with("\\p") {
            let part = parts.get(name).filter(|_| depth < 6).ok_or_else(|| name.to_owned())?;
            out.push_str("(?:");
            out.push_str(&expand(part, parts, depth + 1)?);
            out.push(')');
            rest = &from[name.len() + 2..];
        } else {
            out.push('{');
            rest = &from[1..];
        }
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::shipped;

    #[test]
    fn every_rule_keeps_its_examples() {
        let packs = languages::embedded();
        let rules = &shipped().rules.rules;
        let mut packs: Vec<_> = packs.values().collect();
        packs.sort_by_key(|pack| pack.lang);
        let tables = packs.iter().map(|pack| pack.optional_table("intake/residue.tsv", &COLUMNS).expect("a table"));
        let rows: Vec<Row> = tables.flat_map(|table| table.rows().to_vec()).collect();
        assert_eq!(rows.len(), rules.len());
        for (row, rule) in rows.iter().zip(rules) {
            let matches = |text: &str| rule.mark(text, Span::new(0, text.len())).is_some();
            assert!(!row.cell(5).is_empty() && !row.cell(6).is_empty(), "`{}` has no examples", row.cell(0));
            // A dateline ends in a space, which a table cannot hold at the end of a cell.
            assert!(matches(&format!("{} ", row.cell(5))) || matches(row.cell(5)), "`{}` must match", row.cell(0));
            assert!(!matches(row.cell(6)), "`{}` must not match `{}`", row.cell(0), row.cell(6));
        }
    }

    #[test]
    fn parts_are_put_in_and_quantifiers_left_alone() {
        let parts = BTreeMap::from([
            ("dash".to_owned(), "[-–]{1,2}".to_owned()),
            ("line".to_owned(), r"\p{Lu}{dash}".to_owned()),
        ]);
        assert_eq!(expand(r"a{line}{2}", &parts, 0).as_deref(), Ok(r"a(?:\p{Lu}(?:[-–]{1,2})){2}"));
        assert_eq!(expand("{none}", &parts, 0), Err("none".to_owned()));
        let circle = BTreeMap::from([("a".to_owned(), "{a}".to_owned())]);
        assert_eq!(expand("{a}", &circle, 0), Err("a".to_owned()));
    }
}
