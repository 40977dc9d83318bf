//! The tables under `timex/` of a pack, compiled.
//!
//! | File | Columns | Holds |
//! |---|---|---|
//! | `values.tsv` | class, value, forms | what a word or phrase of a class means; forms apart by `\|`, `=` before one written exactly so |
//! | `patterns.tsv` | name, pattern | named patterns that rules refer to |
//! | `rules.tsv` | see [`COLUMNS`] | what is a time expression and what it means |

use std::collections::{BTreeMap, BTreeSet};

use pack::{PackError, PackSource, Row, Table};

use super::{
    Modifier, TimexKind,
    calendar::Direction,
    expression::{self, Expression},
    lex::{self, Vocabulary, WordId},
    matching::{Class, FormWord},
    pattern::{self, Inst, Names},
};
use crate::Rule;

/// The columns of `rules.tsv`. `before` and `after` are patterns that must stand around the match, or, behind a `!`,
/// must not. `type` is DATE, TIME, DURATION, SET, or SKIP for what only looks like a time. `example` has the match in
/// brackets and `gives` its value when the article was published at `published`; `not` is a sentence where the rule
/// makes nothing.
pub(crate) const COLUMNS: [&str; 11] =
    ["id", "type", "before", "pattern", "after", "value", "mod", "published", "example", "gives", "not"];

/// The time expressions of a language: the tables under `timex/` of its pack.
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) classes: Vec<Class>,
    /// The values that class captures point to.
    pub(crate) values: Vec<String>,
    pub(crate) rules: Vec<TimexRule>,
    /// Names of captures, by slot.
    pub(crate) slots: Vec<String>,
    /// Rules by the word that they may begin with.
    pub(crate) by_word: Vec<Vec<usize>>,
    /// Rules that may begin with digits.
    pub(crate) by_digits: Vec<usize>,
    /// Words that tell where a sentence looks.
    pub(crate) tenses: Vec<Option<Direction>>,
    /// The class `weekday`.
    weekdays: Option<usize>,
    /// The class `perfect`: auxiliaries that put a participle in the past.
    perfects: Option<usize>,
}

/// One compiled rule.
#[derive(Clone, Debug)]
pub(crate) struct TimexRule {
    pub rule: Rule,
    /// `None` for what only looks like a time.
    pub kind: Option<TimexKind>,
    pub before: Option<Around>,
    pub program: Vec<Inst>,
    pub after: Option<Around>,
    pub value: Expression,
    pub modifier: Option<ModifierCell>,
}

/// A pattern that must, or must not, stand beside the match.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub program: Vec<Inst>,
    pub wanted: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum ModifierCell {
    Is(Modifier),
    Capture(String),
}

impl Grammar {
    /// Reads the tables of a pack; a pack without them knows no time expressions.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let values = pack.optional_table("timex/values.tsv", &["class", "value", "forms"])?;
        let patterns = pack.optional_table("timex/patterns.tsv", &["name", "pattern"])?;
        let rules = rules_table(pack)?;
        let mut grammar = Self::default();
        let classes = grammar.read_values(&values)?;
        let patterns: BTreeMap<String, String> =
            patterns.rows().iter().map(|row| (row.cell(0).to_owned(), row.cell(1).to_owned())).collect();
        let names = Names { classes: &classes, patterns: &patterns };
        for row in rules.rows() {
            let rule = grammar
                .rule(pack.lang.as_str(), row, &names)
                .map_err(|message| rules.error(row, format!("rule `{}`: {message}", row.cell(0))))?;
            grammar.rules.push(rule);
        }
        grammar.index(classes.get("tense").copied());
        grammar.weekdays = classes.get("weekday").copied();
        grammar.perfects = classes.get("perfect").copied();
        Ok(grammar)
    }

    /// Returns the number of the weekday that a word is, 1 for Monday.
    pub(crate) fn weekday(&self, word: WordId) -> Option<i8> {
        let value = self.classes.get(self.weekdays?)?.value_of(word)?;
        self.values.get(value)?.parse().ok()
    }

    /// Returns where a word says that its sentence looks.
    pub(crate) fn tense_of(&self, form: &str) -> Option<Direction> {
        self.tenses.get(self.vocabulary.find(form) as usize).copied().flatten()
    }

    /// Tells whether an auxiliary makes a perfect of a participle.
    pub(crate) fn makes_perfect(&self, form: &str) -> bool {
        let class = self.perfects.and_then(|class| self.classes.get(class));
        class.is_some_and(|class| class.value_of(self.vocabulary.find(form)).is_some())
    }

    /// Returns the indices of the classes by name.
    fn read_values(&mut self, table: &Table) -> Result<BTreeMap<String, usize>, PackError> {
        let mut names = BTreeMap::new();
        for row in table.rows() {
            let class = *names.entry(row.cell(0).to_owned()).or_insert_with(|| {
                self.classes.push(Class::default());
                self.classes.len() - 1
            });
            let value = self.values.len();
            self.values.push(row.cell(1).to_owned());
            for form in row.list(2) {
                let words = self.form(form);
                if words.is_empty() {
                    return Err(table.error(row, format!("`{form}` is no form")));
                }
                self.classes[class].add(words, value);
            }
        }
        Ok(names)
    }

    fn form(&mut self, form: &str) -> Vec<FormWord> {
        let exact = form.strip_prefix('=');
        let source = exact.unwrap_or(form);
        let mut words = Vec::new();
        for (index, (word, glued)) in lex::literal(source).into_iter().enumerate() {
            let written = exact
                .and_then(|exact| exact.split(|c: char| !c.is_alphabetic()).find(|part| part.to_lowercase() == word));
            words.push(FormWord {
                word: self.vocabulary.learn(&word),
                exact: written.map(Into::into),
                glued: glued && index > 0,
            });
        }
        words
    }

    fn rule(&mut self, lang: &str, row: &Row, names: &Names<'_>) -> Result<TimexRule, String> {
        let kind = match row.cell(1) {
            "DATE" => Some(TimexKind::Date),
            "TIME" => Some(TimexKind::Time),
            "DURATION" => Some(TimexKind::Duration),
            "SET" => Some(TimexKind::Set),
            "SKIP" => None,
            other => return Err(format!("no type `{other}`")),
        };
        let program = self.compile(row.cell(3), names)?;
        let value = expression::parse(row.cell(5))?;
        let mut unknown = None;
        value.captures(&mut |name| {
            if !self.slots.iter().any(|slot| slot == name) {
                unknown = Some(name.to_owned());
            }
        });
        if let Some(name) = unknown {
            return Err(format!("nothing captures `${name}`"));
        }
        let modifier = match row.cell(6) {
            "" => None,
            cell => Some(match cell.strip_prefix('$') {
                Some(capture) => ModifierCell::Capture(capture.to_owned()),
                None => ModifierCell::Is(Modifier::from_name(cell).ok_or_else(|| format!("no modifier `{cell}`"))?),
            }),
        };
        let rule = Rule::new(&format!("{lang}.timex.{}", row.cell(0)));
        let (before, after) = (self.around(row.cell(2), names)?, self.around(row.cell(4), names)?);
        Ok(TimexRule { rule, kind, before, program, after, value, modifier })
    }

    fn around(&mut self, cell: &str, names: &Names<'_>) -> Result<Option<Around>, String> {
        if cell.is_empty() {
            return Ok(None);
        }
        let unwanted = cell.strip_prefix('!');
        let program = self.compile(unwanted.unwrap_or(cell), names)?;
        Ok(Some(Around { program, wanted: unwanted.is_none() }))
    }

    fn compile(&mut self, source: &str, names: &Names<'_>) -> Result<Vec<Inst>, String> {
        pattern::compile(source, names, &mut self.vocabulary, &mut self.slots)
    }

    fn index(&mut self, tense: Option<usize>) {
        self.by_word = vec![Vec::new(); self.vocabulary.len()];
        for (index, rule) in self.rules.iter().enumerate() {
            let (words, digits) = first(&rule.program, &self.classes);
            for word in words {
                self.by_word[word as usize].push(index);
            }
            if digits {
                self.by_digits.push(index);
            }
        }
        self.tenses = vec![None; self.vocabulary.len()];
        if let Some(class) = tense.and_then(|class| self.classes.get(class)) {
            for word in class.first_words() {
                self.tenses[word as usize] = match class.value_of(word).and_then(|value| self.values.get(value)) {
                    Some(value) if value == "future" => Some(Direction::Future),
                    Some(value) if value == "past" => Some(Direction::Past),
                    _ => None,
                };
            }
        }
    }
}

/// Returns `timex/rules.tsv`.
pub(crate) fn rules_table(pack: &PackSource) -> Result<Table, PackError> {
    pack.optional_table("timex/rules.tsv", &COLUMNS)
}

/// Returns the words that a program may begin with, and whether it may begin with digits.
fn first(program: &[Inst], classes: &[Class]) -> (BTreeSet<WordId>, bool) {
    let (mut words, mut digits) = (BTreeSet::new(), false);
    let (mut waiting, mut seen) = (vec![0], BTreeSet::new());
    while let Some(pc) = waiting.pop() {
        if !seen.insert(pc) {
            continue;
        }
        match program.get(pc) {
            Some(Inst::Split(a, b)) => waiting.extend([*a, *b]),
            Some(Inst::Jump(to)) => waiting.push(*to),
            Some(Inst::Word { word, .. } | Inst::Exact { word, .. }) => {
                words.insert(*word);
            }
            Some(Inst::Class { class, .. }) => {
                words.extend(classes.get(*class).map(Class::first_words).unwrap_or_default())
            }
            Some(Inst::Digits { .. }) => digits = true,
            Some(Inst::Match) | None => {}
        }
    }
    (words, digits)
}
