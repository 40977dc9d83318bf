//! ROUGE-N counts as ROUGE-1.5.5 makes them (Lin 2004).

use std::collections::{BTreeSet, HashMap};

use super::porter::stem;

/// How texts become words.
pub struct Words {
    stopwords: BTreeSet<String>,
}

impl Words {
    /// Words without stop words (`-s`), as tilse calls ROUGE, or all of them.
    pub fn new(without_stopwords: bool) -> Self {
        let list = include_str!("../../data/stopwords.en.txt").lines().filter(|line| !line.starts_with('#'));
        let stopwords = list.flat_map(str::split_whitespace).map(str::to_owned);
        Self { stopwords: if without_stopwords { stopwords.collect() } else { BTreeSet::new() } }
    }

    /// Returns the stems of the words of a text: lower case, anything but letters and digits parts them. ROUGE itself
    /// knows only the letters `a` to `z`; here words with accents stay whole.
    pub fn of(&self, text: &str) -> Vec<String> {
        let lower = text.to_lowercase();
        lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && !self.stopwords.contains(*word))
            .map(stem)
            .collect()
    }
}

/// Matches and totals of n-grams; sums of them are micro-averages.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// N-grams in both, weighted.
    pub hits: f64,
    /// N-grams of one of them.
    pub total: f64,
}

impl Counts {
    /// Adds others.
    pub fn add(&mut self, hits: f64, total: f64) {
        self.hits += hits;
        self.total += total;
    }

    /// Returns the share of matches.
    pub fn ratio(self) -> f64 {
        if self.total == 0.0 { 0.0 } else { self.hits / self.total }
    }
}

/// The n-grams of a summary, across its sentences as ROUGE counts them.
pub struct Ngrams {
    counts: HashMap<Vec<String>, usize>,
    /// How many.
    pub total: usize,
}

impl Ngrams {
    /// Counts the n-grams of a summary's words.
    pub fn of(words: &[String], n: usize) -> Self {
        let mut counts: HashMap<Vec<String>, usize> = HashMap::new();
        for ngram in words.windows(n) {
            *counts.entry(ngram.to_vec()).or_default() += 1;
        }
        Self { counts, total: (words.len() + 1).saturating_sub(n) }
    }

    /// Returns how many both have.
    pub fn shared(&self, other: &Self) -> usize {
        self.counts.iter().map(|(ngram, &n)| n.min(other.counts.get(ngram).copied().unwrap_or(0))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stems_in_lower_case_without_punctuation() {
        assert_eq!(Words::new(false).of("The quay's bridges COLLAPSED."), ["the", "quai", "s", "bridg", "collaps"]);
        assert_eq!(Words::new(true).of("The quay's bridges COLLAPSED."), ["quai", "bridg", "collaps"]);
    }

    #[test]
    fn a_repeated_ngram_matches_as_often_as_both_have_it() {
        let words = |text| Words::new(false).of(text);
        let (a, b) = (words("dam dam dam breaks"), words("dam dam breaks"));
        assert_eq!(Ngrams::of(&a, 1).shared(&Ngrams::of(&b, 1)), 3);
        assert_eq!(Ngrams::of(&a, 2).shared(&Ngrams::of(&b, 2)), 2);
        assert_eq!((Ngrams::of(&a, 2).total, Ngrams::of(&[], 2).total), (3, 0));
    }
}
