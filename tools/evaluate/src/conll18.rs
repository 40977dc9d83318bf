//! The scores of the CoNLL 2018 shared task: Zeman et al. (2018), *CoNLL 2018 Shared Task: Multilingual Parsing from Raw
//! Text to Universal Dependencies*, section 5; MLAS and BLEX are defined there.
//!
//! Gold and system hold the same text; characters other than white space tell which of their tokens, sentences and
//! words belong together. Written after the paper, and compared with the task's script (as the PyPI package `stanza` 1.5.0
//! has it) on twelve files made from the three dev treebanks by cutting, gluing and relabelling words at random: all
//! figures are the same. Unlike the script, it does not ask that arcs make a tree.

mod align;
mod file;
mod metric;
#[cfg(test)]
mod tests;

use std::fmt;

use anyhow::{Context as _, ensure};
use nlp::conllu::Document;

use file::File;
pub use metric::Metric;

/// How many things there are in the gold file, in the system's, and in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// In the gold file.
    pub gold: usize,
    /// In the system's file.
    pub system: usize,
    /// In both, and right.
    pub correct: usize,
    /// Words that belong together, right or not; `None` for what is not counted by words.
    pub aligned: Option<usize>,
}

impl Score {
    /// Returns the part of the system's that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.correct, self.system)
    }

    /// Returns the part of the gold that was found.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.correct, self.gold)
    }

    /// Returns the harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> f64 {
        ratio(2 * self.correct, self.gold + self.system)
    }

    /// Returns the part of the aligned words that is right.
    #[must_use]
    pub fn aligned_accuracy(self) -> Option<f64> {
        self.aligned.map(|aligned| ratio(self.correct, aligned))
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a corpus are far below 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// All scores of a system, in the order in which the task lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores(pub Vec<(Metric, Score)>);

impl Scores {
    /// Compares a system's file with the gold file.
    ///
    /// # Errors
    /// When their texts differ in more than white space, or a token is nothing but white space.
    pub fn of(gold: &Document, system: &Document) -> anyhow::Result<Self> {
        let gold = File::of(gold).context("in the gold file")?;
        let system = File::of(system).context("in the system's file")?;
        if let Some(place) = first_difference(&gold.characters, &system.characters) {
            let show = |text: &str| text.get(place..).unwrap_or_default().chars().take(20).collect::<String>();
            let (gold, system) = (show(&gold.characters), show(&system.characters));
            ensure!(false, "the texts differ: `{gold}` in the gold file, `{system}` in the system's (blanks left out)");
        }
        let pairs = align::align(&gold.words, &system.words);
        Ok(Self(Metric::ALL.into_iter().map(|metric| (metric, metric.score(&gold, &system, &pairs))).collect()))
    }
}

impl fmt::Display for Scores {
    /// Writes a table, in per cent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Metric     | Precision |    Recall |  F1 Score | AligndAcc")?;
        write!(f, "-----------+-----------+-----------+-----------+-----------")?;
        for (metric, score) in &self.0 {
            let (precision, recall, f1) = (score.precision() * 100.0, score.recall() * 100.0, score.f1() * 100.0);
            write!(f, "\n{:10} | {precision:9.2} | {recall:9.2} | {f1:9.2} |", metric.as_str())?;
            if let Some(accuracy) = score.aligned_accuracy() {
                write!(f, " {:9.2}", accuracy * 100.0)?;
            }
        }
        Ok(())
    }
}

/// Returns the byte at which two texts begin to differ.
fn first_difference(one: &str, other: &str) -> Option<usize> {
    if one == other {
        return None;
    }
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    Some(same.map(|(c, _)| c.len_utf8()).sum())
}
