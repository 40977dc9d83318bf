//! The words of answering: `dossier/answers.tsv` of the packs.

use std::collections::BTreeMap;

use pack::{PackError, PackSource};

/// What a phrase of the table does in a cue, a content or a source; the head of the Dutch table tells the classes apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerClass {
    /// Says by itself that something is not so.
    Deny,
    /// Says so of a charge.
    Reject,
    /// Names what is said against somebody.
    Charge,
    /// Calls something untrue.
    Dismiss,
    /// Says that something is so.
    Confirm,
    /// Blames somebody.
    Accuse,
    /// Negation.
    Negation,
    /// Speaks for who is named beside it.
    SpeaksFor,
    /// In a content, says that nothing is said.
    Silent,
}

impl AnswerClass {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "deny" => Self::Deny,
            "reject" => Self::Reject,
            "charge" => Self::Charge,
            "dismiss" => Self::Dismiss,
            "confirm" => Self::Confirm,
            "accuse" => Self::Accuse,
            "negation" => Self::Negation,
            "speaks_for" => Self::SpeaksFor,
            "silent" => Self::Silent,
            _ => return None,
        })
    }

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The classes that a stretch of words holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AnswerClasses(u16);

impl AnswerClasses {
    /// Tells whether one of them is `class`.
    pub(crate) fn has(self, class: AnswerClass) -> bool {
        self.0 & class.bit() != 0
    }
}

/// The phrases of a language, by the first letters of their first word.
#[derive(Clone, Debug, Default)]
pub(crate) struct AnswerWords {
    phrases: BTreeMap<String, Vec<(AnswerClass, Vec<Piece>)>>,
}

/// A word of a phrase, or a gap.
#[derive(Clone, Debug)]
enum Piece {
    /// One of several words or beginnings of words.
    OneOf(Vec<(String, bool)>),
    /// Nothing, or a few words.
    Gap,
}

/// How many words a gap may span.
const GAP: usize = 4;

/// Letters that phrases are looked up by.
const LETTERS: usize = 2;

pub(crate) const TABLE: &str = "dossier/answers.tsv";
pub(crate) const COLUMNS: [&str; 4] = ["class", "forms", "example", "counter"];

impl AnswerWords {
    /// Reads the table of a pack; nothing when it has none.
    ///
    /// # Errors
    /// When a class is not known or a phrase begins with a gap.
    pub(crate) fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let table = pack.optional_table(TABLE, &COLUMNS)?;
        let mut out = Self::default();
        for row in table.rows() {
            let class = AnswerClass::from_name(row.cell(0))
                .ok_or_else(|| table.error(row, format!("unknown class `{}`", row.cell(0))))?;
            for form in row.list(1) {
                let phrase: Vec<Piece> = form.split_whitespace().map(piece).collect();
                let Some(Piece::OneOf(first)) = phrase.first() else {
                    return Err(table.error(row, format!("the phrase `{form}` begins with no word")));
                };
                let mut letters: Vec<String> = first.iter().map(|(word, _)| beginning(word)).collect();
                letters.sort();
                letters.dedup();
                for letters in letters {
                    out.phrases.entry(letters).or_default().push((class, phrase.clone()));
                }
            }
        }
        Ok(out)
    }

    /// Returns the classes that a stretch of words, in lower case, holds.
    pub(crate) fn classes(&self, words: &[&str]) -> AnswerClasses {
        let mut out = AnswerClasses::default();
        for at in 0..words.len() {
            for (class, phrase) in self.phrases.get(&beginning(words[at])).into_iter().flatten() {
                if !out.has(*class) && begins(&words[at..], phrase) {
                    out.0 |= class.bit();
                }
            }
        }
        out
    }
}

fn beginning(word: &str) -> String {
    word.chars().take(LETTERS).collect()
}

fn piece(written: &str) -> Piece {
    if written == "…" {
        return Piece::Gap;
    }
    let word = |word: &str| (word.trim_end_matches('*').to_lowercase(), word.ends_with('*'));
    Piece::OneOf(written.split(',').map(word).collect())
}

fn begins(words: &[&str], phrase: &[Piece]) -> bool {
    match phrase.split_first() {
        None => true,
        Some((Piece::Gap, rest)) => (0..=words.len().min(GAP)).any(|skip| begins(&words[skip..], rest)),
        Some((Piece::OneOf(forms), rest)) => words.split_first().is_some_and(|(word, after)| {
            let fits =
                |(form, open): &(String, bool)| if *open { word.starts_with(form.as_str()) } else { word == form };
            forms.iter().any(fits) && begins(after, rest)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_fits_its_example_and_not_its_counter() {
        for pack in languages::embedded().values() {
            let words = AnswerWords::from_pack(pack).expect("a table");
            for row in pack.optional_table(TABLE, &COLUMNS).expect("a table").rows() {
                let class = AnswerClass::from_name(row.cell(0)).expect("a class");
                let holds = |text: &str| {
                    let text = text.to_lowercase();
                    let text: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(['.', ','])).collect();
                    words.classes(&text).has(class)
                };
                assert!(holds(row.cell(2)), "{} {}: {}", pack.lang, row.cell(0), row.cell(2));
                assert!(!holds(row.cell(3)), "{} {}: {}", pack.lang, row.cell(0), row.cell(3));
            }
        }
    }
}
