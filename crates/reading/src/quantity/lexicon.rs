//! The tables under `quantity/` of a pack.

use std::collections::BTreeMap;

use document::Span;
use pack::{PackError, PackSource, Row, Table};

use super::{
    Approximation, QuantityKind,
    number::Notation,
    piece::{Cut, Piece, pieces, starts_with},
};

/// A number word, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Atom {
    /// A value that is said: `seven`, `anderhalf`.
    Value(f64),
    /// Multiplies what stands before it: `hundred`, `million`.
    Multiplier(f64),
    /// More than one of this many: `dozens`, `thousands`.
    Vague(f64),
    /// A multiplier behind a number, vague without one: `deux millions`, `des millions`.
    Plural(f64),
    /// Joins parts inside one word: the Dutch `en`.
    Joiner,
    /// One half: `half a million`, `tweeënhalf`.
    Half,
    /// A part: `third`.
    Fraction(f64),
}

/// A word or phrase that helps to build a number, but is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// More than one of the multiplier that follows: `several`, `een paar`.
    Few,
    /// One, before a multiplier: `a`.
    Article,
    /// Joins words of one number: `and`.
    Link,
    /// Between a vague number or a part and what it counts: `of`.
    Of,
    /// Multiplies digits, always: `bn`.
    Abbreviation,
    /// Multiplies digits in an amount of money: `m`.
    MoneyAbbreviation,
    /// A part that needs no numerator: `helft`.
    Share,
    /// Between the ends of a range: `to`.
    To,
    /// Between two guesses: `or`.
    Or,
    /// Opens a range: `between`.
    Between,
    /// Between the ends of an opened range: `and`.
    BetweenAnd,
    /// Before a change that is no range: `from`.
    From,
    /// Before what a figure changes to: `van 5 naar 6 procent`.
    Toward,
    /// Between the parts of a ratio: `out of`.
    Ratio,
    /// Per cent in several words: `percentage points`.
    Percent,
    /// A value that is several words: `vingt et un`.
    Value,
}

impl Role {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "few" => Self::Few,
            "article" => Self::Article,
            "link" => Self::Link,
            "of" => Self::Of,
            "abbreviation" => Self::Abbreviation,
            "money_abbreviation" => Self::MoneyAbbreviation,
            "share" => Self::Share,
            "to" => Self::To,
            "or" => Self::Or,
            "between" => Self::Between,
            "between_and" => Self::BetweenAnd,
            "from" => Self::From,
            "toward" => Self::Toward,
            "ratio" => Self::Ratio,
            "percent" => Self::Percent,
            _ => return None,
        })
    }
}

/// What a unit noun says about a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    /// It counts things of this kind, each standing for so many units (a cent is 0.01).
    Counts(QuantityKind, f64),
    /// A currency, with its value in full units.
    Currency(f64),
    /// A currency when no noun follows, with its value in full units, else a measure: `vijf ton`, `vijf ton graan`.
    CurrencyUnlessNoun(f64),
    /// Per cent.
    Percent,
    /// A unit of time or age, or a month: what stands before it is no figure.
    Time,
}

/// What a word can be in the phrase that follows a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// May stand before the head noun.
    Modifier,
    /// May be the head noun.
    Noun,
    /// Ends the phrase.
    Stop,
    /// Ends the phrase, and may open a further one that says who or where: `van`, `in`.
    Preposition,
    /// Opens a noun phrase: `de`.
    Determiner,
    /// Makes the number after it a name or a place in a list: `artikel`, `page`.
    Label,
    /// A word before a bare number that shows that it counts: `er`.
    Existential,
    /// May stand behind the head noun, and be one: `soldats français`, `trois Français`.
    Postmodifier,
}

/// A qualifier: words beside a figure that tell how exact it is.
#[derive(Clone, Debug)]
pub(super) struct Qualifier {
    pub words: Vec<String>,
    pub approximation: Approximation,
    /// Not a qualifier when one of these words stands shortly before it.
    pub unless: Vec<String>,
}

/// Words that make people who are counted dead, wounded or displaced.
#[derive(Clone, Debug)]
pub(super) struct Fate {
    pub words: Vec<String>,
    pub kind: QuantityKind,
    /// Said before its object: `killing 12 people`.
    pub before: bool,
}

/// Phrases by the word at which they are looked up, the longest first.
type Phrases<T> = BTreeMap<String, Vec<T>>;

/// The number words, units and qualifiers of a language: the tables under `quantity/` of its pack.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(super) language: String,
    pub(super) notation: Notation,
    pub(super) cut: Cut,
    pub(super) atoms: BTreeMap<String, Atom>,
    roles: Phrases<(Vec<String>, Role, f64)>,
    units: BTreeMap<String, Unit>,
    classes: BTreeMap<String, Class>,
    other_words: Option<Class>,
    pub(super) before: Phrases<Qualifier>,
    pub(super) after: Phrases<Qualifier>,
    pub(super) apart: Vec<Qualifier>,
    pub(super) fates: Phrases<Fate>,
}

impl Lexicon {
    /// Reads the tables of the language's pack and of the shared pack; packs without them know digits only.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_packs(pack: &PackSource, shared: &PackSource) -> Result<Self, PackError> {
        let mut lexicon = Self { language: pack.lang.to_string(), ..Self::default() };
        for source in [shared, pack] {
            lexicon.read_notation(source)?;
            let proclitics = source.optional_table("lexicon/proclitics.tsv", &["form"])?;
            lexicon.cut.proclitics.extend(proclitics.rows().iter().map(|row| row.cell(0).to_lowercase()));
            lexicon.read_numerals(source)?;
            lexicon.read_units(source)?;
            lexicon.read_words(source)?;
            lexicon.read_qualifiers(source)?;
            lexicon.read_fates(source)?;
        }
        lexicon.roles.values_mut().for_each(|list| list.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len())));
        let longest_first = |phrases: &mut Phrases<Qualifier>| {
            phrases.values_mut().for_each(|list| list.sort_by_key(|item| std::cmp::Reverse(item.words.len())));
        };
        longest_first(&mut lexicon.before);
        longest_first(&mut lexicon.after);
        Ok(lexicon)
    }

    /// Returns what the unit noun says: its own row, or the longest suffix row (`-troepen`) that it ends in.
    pub(super) fn unit(&self, norm: &str) -> Option<Unit> {
        by_suffix(&self.units, norm)
    }

    /// Returns the class of a word, with the pack's default for unlisted words.
    pub(super) fn class(&self, norm: &str) -> Class {
        by_suffix(&self.classes, norm).or(self.other_words).unwrap_or(Class::Noun)
    }

    /// Tells whether the word is listed itself, not only its ending.
    pub(super) fn lists(&self, norm: &str) -> bool {
        self.classes.contains_key(norm)
    }

    /// Returns how many words from `at` on play `role`, and the value of the row.
    pub(super) fn role_at(&self, pieces: &[Piece], role: Role) -> Option<(usize, f64)> {
        let candidates = self.roles.get(&pieces.first()?.norm)?;
        let fits = |list: &[String]| starts_with(pieces, list);
        candidates.iter().find(|(list, known, _)| *known == role && fits(list)).map(|(list, _, v)| (list.len(), *v))
    }

    /// Cuts a phrase of a table into words as text is cut.
    fn split(&self, phrase: &str) -> Vec<String> {
        pieces(phrase, Span::new(0, phrase.len()), &self.cut).into_iter().map(|piece| piece.norm).collect()
    }

    fn read_notation(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("quantity/notation.tsv", &["key", "value"])?;
        for row in table.rows() {
            let value = row.cell(1);
            match (row.cell(0), value.chars().next()) {
                ("decimal", Some(c)) => self.notation.decimal = c,
                ("group", Some(c)) => self.notation.group = c,
                ("blank_groups", Some(_)) => self.cut.blank_groups = value == "yes",
                ("other_words", Some(_)) => self.other_words = Some(class(&table, row, value)?),
                (key, _) => return Err(table.error(row, format!("unknown key `{key}` or no value"))),
            }
        }
        Ok(())
    }

    fn read_numerals(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("quantity/numerals.tsv", &["form", "role", "value"])?;
        for row in table.rows() {
            let value = match row.cell(2) {
                "" => 0.0,
                cell => number(&table, row, cell)?,
            };
            let atom = match row.cell(1) {
                "value" if row.cell(0).contains(' ') => {
                    self.learn_role(row.cell(0), Role::Value, value);
                    continue;
                }
                "value" => Atom::Value(value),
                "multiplier" => Atom::Multiplier(value),
                "vague" => Atom::Vague(value),
                "plural" => Atom::Plural(value),
                "joiner" => Atom::Joiner,
                "half" => Atom::Half,
                "fraction" => Atom::Fraction(value),
                name => {
                    let unknown = || table.error(row, format!("unknown role `{name}`"));
                    let role = Role::from_name(name).ok_or_else(unknown)?;
                    self.learn_role(row.cell(0), role, value);
                    continue;
                }
            };
            self.atoms.insert(row.cell(0).to_lowercase(), atom);
        }
        Ok(())
    }

    fn learn_role(&mut self, phrase: &str, role: Role, value: f64) {
        let words = self.split(phrase);
        if let Some(first) = words.first() {
            self.roles.entry(first.clone()).or_default().push((words, role, value));
        }
    }

    fn read_units(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("quantity/units.tsv", &["form", "kind", "scale"])?;
        for row in table.rows() {
            let scale = match row.cell(2) {
                "" => 1.0,
                cell => number(&table, row, cell)?,
            };
            let unit = match row.cell(1) {
                "time" => Unit::Time,
                "money" => Unit::Currency(scale),
                "money_unless_noun" => Unit::CurrencyUnlessNoun(scale),
                "percent" => Unit::Percent,
                name => Unit::Counts(kind(&table, row, name)?, scale),
            };
            self.units.insert(row.cell(0).to_lowercase(), unit);
        }
        Ok(())
    }

    fn read_words(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("quantity/words.tsv", &["form", "class"])?;
        for row in table.rows() {
            let class = class(&table, row, row.cell(1))?;
            for form in row.list(0) {
                self.classes.insert(form.to_lowercase(), class);
            }
        }
        Ok(())
    }

    fn read_qualifiers(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let columns = ["words", "position", "approximation", "unless", "example", "counterexample"];
        let table = pack.optional_table("quantity/qualifiers.tsv", &columns)?;
        for row in table.rows() {
            let name = row.cell(2);
            let unknown = || table.error(row, format!("unknown approximation `{name}`"));
            let approximation = Approximation::from_name(name).ok_or_else(unknown)?;
            let words = self.split(row.cell(0));
            let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else {
                return Err(table.error(row, "no words"));
            };
            let unless = row.list(3).map(str::to_lowercase).collect();
            let qualifier = Qualifier { words, approximation, unless };
            match row.cell(1) {
                "before" => self.before.entry(last).or_default().push(qualifier),
                "after" => self.after.entry(first).or_default().push(qualifier),
                "apart" => self.apart.push(qualifier),
                position => return Err(table.error(row, format!("unknown position `{position}`"))),
            }
        }
        Ok(())
    }

    fn read_fates(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("quantity/fates.tsv", &["words", "kind", "side"])?;
        for row in table.rows() {
            let kind = kind(&table, row, row.cell(1))?;
            let before = match row.cell(2) {
                "before" => true,
                "any" => false,
                side => return Err(table.error(row, format!("unknown side `{side}`"))),
            };
            for phrase in row.list(0) {
                let words = self.split(phrase);
                if let Some(first) = words.first() {
                    self.fates.entry(first.clone()).or_default().push(Fate { words, kind, before });
                }
            }
        }
        Ok(())
    }
}

/// The row of the word itself, or else of the longest suffix, written `-suffix`. Words longer than any real one have
/// no suffix: looking would be slow.
fn by_suffix<T: Copy>(map: &BTreeMap<String, T>, norm: &str) -> Option<T> {
    if let Some(found) = map.get(norm) {
        return Some(*found);
    }
    if norm.len() > 60 {
        return None;
    }
    let mut key = String::with_capacity(norm.len() + 1);
    norm.char_indices().skip(1).find_map(|(at, _)| {
        key.clear();
        key.push('-');
        key.push_str(&norm[at..]);
        map.get(&key).copied()
    })
}

/// A number of a table: `1.5`, or a fraction `1/3`.
fn number(table: &Table, row: &Row, cell: &str) -> Result<f64, PackError> {
    let parsed = match cell.split_once('/') {
        Some((over, under)) => {
            over.parse::<f64>().ok().zip(under.parse::<f64>().ok()).map(|(over, under)| over / under)
        }
        None => cell.parse().ok(),
    };
    parsed.filter(|value| value.is_finite()).ok_or_else(|| table.error(row, format!("`{cell}` is not a number")))
}

fn kind(table: &Table, row: &Row, name: &str) -> Result<QuantityKind, PackError> {
    QuantityKind::from_name(name).ok_or_else(|| table.error(row, format!("unknown kind `{name}`")))
}

fn class(table: &Table, row: &Row, name: &str) -> Result<Class, PackError> {
    Ok(match name {
        "modifier" => Class::Modifier,
        "noun" => Class::Noun,
        "stop" => Class::Stop,
        "preposition" => Class::Preposition,
        "determiner" => Class::Determiner,
        "label" => Class::Label,
        "existential" => Class::Existential,
        "postmodifier" => Class::Postmodifier,
        _ => return Err(table.error(row, format!("unknown class `{name}`"))),
    })
}
