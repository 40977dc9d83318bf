//! The rules of `intake/residue.tsv`.

use std::{collections::BTreeMap, sync::OnceLock};

use document::{PublishedFrom, ResidueKind, Span};
use pack::{PackError, PackSource, Row, Table};
use rayon::prelude::*;
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

/// The rules of all packs, those that match more listed where they were written.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    groups: Vec<Group>,
}

/// The rules for one place and a set of their patterns.
#[derive(Clone, Debug)]
struct Group {
    place: Place,
    rules: Vec<Rule>,
    set: RegexSet,
}

/// One way in which residue is known.
#[derive(Clone, Debug)]
pub struct Rule {
    id: String,
    /// What it marks.
    pub kind: ResidueKind,
    /// Agencies named in what it matches are credited.
    pub takes_agency: bool,
    /// The first full date in what it matches is the publication date, and this is what said so.
    pub takes_date: Option<PublishedFrom>,
    /// The first full date in what it matches is the publication date where nothing else says when that was.
    pub takes_update: bool,
    /// What it matches is a wall before the article.
    pub is_wall: bool,
    place: Place,
    pattern: String,
    /// Compiled when the set first says that it matches, which for most rules is never in a run.
    regex: OnceLock<Option<Regex>>,
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
    /// A whole line among the last of the text.
    Foot,
    /// The credit at the end of a caption.
    Caption,
    /// At the end of any paragraph.
    End,
    /// At the end of the text.
    Tail,
}

/// What a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The stretch to be marked.
    pub span: Span,
    /// The outlet as written.
    pub outlet: Option<Span>,
    /// Who wrote it, as written.
    pub byline: Option<Span>,
    /// An agency that no table knows, by where it stands.
    pub agency: Option<Span>,
    /// Where the day of publication stands, when the rule tells.
    pub date: Option<Span>,
}

const COLUMNS: [&str; 7] = ["id", "place", "kind", "take", "pattern", "yes", "no"];
/// Patterns hold all outlets and agencies; the default of 10 MB is near enough to be passed by a longer list.
const REGEX_SIZE_BYTES: usize = 64 << 20;
/// Room for the states that a search makes as it goes; with less it falls back to a slower way.
const DFA_SIZE_BYTES: usize = 16 << 20;

impl Group {
    fn compile(&self) -> Result<RegexSet, PackError> {
        let patterns = self.rules.iter().map(|rule| &rule.pattern);
        let set = RegexSetBuilder::new(patterns).size_limit(REGEX_SIZE_BYTES).dfa_size_limit(DFA_SIZE_BYTES).build();
        set.map_err(|error| {
            // The set does not tell which pattern is wrong.
            let wrong = self.rules.iter().find_map(|rule| Some((&rule.id, rule.compile().err()?)));
            let (id, error) = wrong.map_or(("all", error.clone()), |(id, error)| (id.as_str(), error));
            PackError::Invalid {
                pack: "und".to_owned(),
                file: "intake/residue.tsv".to_owned(),
                line: 1,
                message: format!("rule `{id}`: {error}"),
            }
        })
    }
}

impl Rules {
    /// Reads the rules of `packs`, whose patterns may contain `{names}` of `parts`.
    pub fn read(packs: &[&PackSource], parts: &BTreeMap<String, String>) -> Result<Self, PackError> {
        let mut rules = Self::default();
        for pack in packs {
            let table = pack.optional_table("intake/residue.tsv", &COLUMNS)?;
            for row in table.rows() {
                let rule = Rule::read(&table, row, parts)?;
                match rules.groups.iter_mut().find(|group| group.place == rule.place) {
                    Some(group) => group.rules.push(rule),
                    None => {
                        rules.groups.push(Group { place: rule.place, rules: vec![rule], set: RegexSet::empty() });
                    }
                }
            }
        }
        // Most of the time it takes to start is spent here.
        let sets: Vec<RegexSet> = rules.groups.par_iter().map(Group::compile).collect::<Result<_, _>>()?;
        for (group, set) in rules.groups.iter_mut().zip(sets) {
            group.set = set;
        }
        Ok(rules)
    }

    /// Returns the first rule for that place that finds something in the stretch `within` of `text`, and what.
    pub fn first(&self, place: Place, text: &str, within: Span) -> Option<(&Rule, Match)> {
        self.all(place, text, within).into_iter().next()
    }

    /// Returns the rules for that place that find something in the stretch `within` of `text`, and what.
    pub fn all(&self, place: Place, text: &str, within: Span) -> Vec<(&Rule, Match)> {
        let Some(group) = self.groups.iter().find(|group| group.place == place) else { return Vec::new() };
        // Nearly every stretch of text matches no rule: one search tells.
        let matching = group.set.matches(within.of(text));
        let rules = matching.into_iter().filter_map(|index| group.rules.get(index));
        rules.filter_map(|rule| Some((rule, rule.find(text, within)?))).collect()
    }

    /// Returns who wrote it, when `text` is a byline.
    pub fn byline<'t>(&self, text: &'t str) -> Option<&'t str> {
        let found =
            self.all(Place::HeadLine, text, Span::new(0, text.len())).into_iter().find_map(|(_, found)| found.byline);
        found.map(|span| span.of(text))
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
            "foot" => Place::Foot,
            "caption" => Place::Caption,
            "end" => Place::End,
            "tail" => Place::Tail,
            other => return Err(table.error(row, format!("no place `{other}`"))),
        };
        let kind = ResidueKind::from_name(row.cell(2))
            .ok_or_else(|| table.error(row, format!("no kind of residue `{}`", row.cell(2))))?;
        let body = expand(row.cell(4), parts, 0).map_err(|name| table.error(row, format!("no part `{{{name}}}`")))?;
        let body = small_classes(&body);
        let pattern = match place {
            Place::Head | Place::Start | Place::Begin => format!(r"\A(?:{body})"),
            Place::HeadLine | Place::Line | Place::Foot => format!(r"\A(?:{body})\z"),
            Place::Caption | Place::End | Place::Tail => format!(r"(?:{body})\z"),
        };
        let mut rule = Self {
            id: row.cell(0).to_owned(),
            kind,
            takes_agency: false,
            takes_date: None,
            takes_update: false,
            is_wall: false,
            place,
            pattern,
            regex: OnceLock::new(),
        };
        for take in row.list(3) {
            match take {
                "agency" => rule.takes_agency = true,
                "date_header" => rule.takes_date = Some(PublishedFrom::Header),
                "date_text" => rule.takes_date = Some(PublishedFrom::Text),
                "date_updated" => rule.takes_update = true,
                "wall" => rule.is_wall = true,
                other => return Err(table.error(row, format!("nothing to take called `{other}`"))),
            }
        }
        Ok(rule)
    }

    fn compile(&self) -> Result<Regex, regex::Error> {
        RegexBuilder::new(&self.pattern).size_limit(REGEX_SIZE_BYTES).build()
    }

    /// Returns what the rule finds in the stretch `within` of `text`.
    pub fn find(&self, text: &str, within: Span) -> Option<Match> {
        let regex = self.regex.get_or_init(|| self.compile().ok()).as_ref()?;
        let groups = regex.captures(within.of(text))?;
        let span = |group: regex::Match<'_>| Span::new(within.start + group.start(), within.start + group.end());
        let marked = span(groups.name("mark").or_else(|| groups.get(0))?);
        // A match at the start must not end within a word: `date 2021` in `date 20211`.
        let is_prefix = matches!(self.place, Place::Head | Place::Start);
        let next = text.get(marked.end..).and_then(|rest| rest.chars().next());
        let ends_in_word = marked.of(text).ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        if is_prefix && ends_in_word {
            return None;
        }
        let named = |name: &str| groups.name(name).map(span);
        Some(Match {
            span: marked,
            outlet: named("outlet"),
            byline: named("byline"),
            agency: named("agency"),
            date: named("date"),
        })
    }
}

/// Narrows classes to the scripts that the packs write: classes of all of Unicode make patterns ten times slower to
/// compile, and every start of the program compiles them. A pack in another script widens them here.
fn small_classes(pattern: &str) -> String {
    pattern
        .replace(r"\p{Lu}", r"[\p{Lu}&&[\x00-\u{24F}]]")
        .replace(r"\p{Ll}", r"[\p{Ll}&&[\x00-\u{24F}]]")
        .replace(r"\p{L}", r"[\p{L}&&[\x00-\u{24F}]]")
        .replace(r"\d", "[0-9]")
        .replace(r"\s", "[ \\t\\n\u{a0}]")
        .replace(r"\b", r"(?-u:\b)")
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
        let mut checked = 0;
        for pack in packs.values() {
            let table = pack.optional_table("intake/residue.tsv", &COLUMNS).expect("a table");
            for row in table.rows() {
                let of_row = |rule: &&Rule| rule.id == row.cell(0);
                let rule = shipped().rules.groups.iter().flat_map(|group| &group.rules).find(of_row).expect("a rule");
                let finds = |text: &str| rule.find(text, Span::new(0, text.len())).is_some();
                assert!(!row.cell(5).is_empty() && !row.cell(6).is_empty(), "`{}` has no examples", row.cell(0));
                // A dateline ends in a space, which a cell of a table cannot hold at its end.
                assert!(finds(row.cell(5)) || finds(&format!("{} ", row.cell(5))), "`{}` must match", row.cell(0));
                assert!(!finds(row.cell(6)), "`{}` must not match `{}`", row.cell(0), row.cell(6));
                checked += 1;
            }
        }
        assert_eq!(checked, shipped().rules.groups.iter().map(|group| group.rules.len()).sum::<usize>());
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
