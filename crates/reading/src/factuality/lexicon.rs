//! The table `factuality/words.tsv` of a pack: words that tell how sure a clause is.

use std::collections::BTreeMap;

use pack::{PackError, PackSource};

use crate::syntax::Syntax;

/// The words of a language that tell how sure a clause is.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: BTreeMap<String, Classes>,
}

/// A set of classes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    pub fn has(self, class: Class) -> bool {
        self.0 & class.bit() != 0
    }
}

/// What a word does to the clause that it stands in, or that stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Beside it: not so (`niet`, `no`).
    Negation,
    /// Auxiliary or adverb beside it, or verb, noun or adjective above it: maybe.
    Possible,
    /// The same: likely, or by hearsay.
    Probable,
    /// The same: to come, wanted, decided.
    Planned,
    /// Verb or noun above it: says that it is not so, or keeps it from being so (`ontkennen`, `refuse`).
    Denied,
    /// Auxiliary of the future.
    Future,
    /// Auxiliary that makes hearsay of what is told, in its past tense: `zou`.
    Hearsay,
    /// Auxiliary of the perfect.
    Perfect,
    /// Conjunction of a condition.
    Condition,
    /// Verb that adds no more than that its noun takes place (`houden`, `conduct`).
    Light,
}

impl Class {
    const NAMES: [(&'static str, Class); 10] = [
        ("negation", Class::Negation),
        ("possible", Class::Possible),
        ("probable", Class::Probable),
        ("planned", Class::Planned),
        ("denied", Class::Denied),
        ("future", Class::Future),
        ("hearsay", Class::Hearsay),
        ("perfect", Class::Perfect),
        ("condition", Class::Condition),
        ("light", Class::Light),
    ];

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

const FILE: &str = "factuality/words.tsv";
const COLUMNS: [&str; 4] = ["class", "words", "example", "counter"];

/// One row's examples: `*` stands before the word whose clause is weighed.
#[derive(Clone, Debug)]
pub struct WordExample {
    /// The class of the row.
    pub class: String,
    /// A sentence in which a word of the row changes how sure the marked word is.
    pub example: String,
    /// One in which nothing does.
    pub counter: String,
}

/// Returns the examples of the table, for tests.
///
/// # Errors
/// When the table is malformed.
pub fn word_examples(pack: &PackSource) -> Result<Vec<WordExample>, PackError> {
    let table = pack.optional_table(FILE, &COLUMNS)?;
    let example = |row: &pack::Row| WordExample {
        class: row.cell(0).to_owned(),
        example: row.cell(2).to_owned(),
        counter: row.cell(3).to_owned(),
    };
    Ok(table.rows().iter().map(example).collect())
}

impl Lexicon {
    /// Loads the table of a pack; an empty lexicon when it has none.
    ///
    /// # Errors
    /// When the table is malformed or names a class that there is not.
    pub fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        let table = pack.optional_table(FILE, &COLUMNS)?;
        for row in table.rows() {
            let name = row.cell(0);
            let class = Class::NAMES.iter().find(|(known, _)| *known == name);
            let (_, class) = class.ok_or_else(|| table.error(row, format!("no class `{name}`")))?;
            for word in row.list(1) {
                lexicon.words.entry(word.to_owned()).or_default().0 |= class.bit();
            }
        }
        Ok(lexicon)
    }

    /// Returns the classes of a word, by its dictionary form.
    pub(super) fn classes(&self, syntax: &Syntax<'_>, at: usize) -> Classes {
        let lemma = syntax.lemma(at);
        let found = self.words.get(lemma.as_ref()).copied();
        if found.is_none() && lemma.chars().next().is_some_and(char::is_uppercase) {
            return self.words.get(&lemma.to_lowercase()).copied().unwrap_or_default();
        }
        found.unwrap_or_default()
    }
}
