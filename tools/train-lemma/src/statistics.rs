//! Counts of words and parts of words, and what is left of them when one word is unknown.

use std::collections::{BTreeMap, BTreeSet};

use nlp::lemma::{
    counts::{self, Counts, MODIFIER, steps},
    table::Table,
};

use crate::{
    align::Analysis,
    treebank::{Treebank, Type, plain},
};

/// Returns how often each word stands in the sentences, those that are like one of `unlike` left out.
pub fn count_unlabelled(text: &str, unlike: &BTreeSet<String>, at_least: u32) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::<String, u32>::new();
    let mut met = BTreeSet::new();
    for line in text.lines() {
        let sentence = line.split_once('\t').map_or(line, |(_, sentence)| sentence);
        let plain = plain(sentence);
        if unlike.contains(&plain) || !met.insert(plain) {
            continue;
        }
        for word in sentence.split(' ') {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
    counts.retain(|word, count| *count >= at_least && word.contains(char::is_alphabetic));
    counts
}

/// All counts, by key.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    counts: BTreeMap<u32, u32>,
    /// Particles that join verbs, with how many.
    pub particles: BTreeMap<String, u32>,
    /// How often each form stands in the treebank.
    pub in_treebank: BTreeMap<String, u32>,
}

impl Statistics {
    /// Counts everything that features ask for.
    pub fn count(
        treebank: &Treebank,
        types: &[Type],
        analyses: &[Analysis],
        unlabelled: BTreeMap<String, u32>,
    ) -> Self {
        let mut statistics = Self::default();
        for one in types {
            *statistics.in_treebank.entry(one.form.clone()).or_default() += one.count();
        }
        let mut forms = unlabelled;
        for (form, count) in &statistics.in_treebank {
            *forms.entry(form.clone()).or_default() += count;
        }
        for (form, count) in &forms {
            if form.contains(char::is_alphabetic) {
                *statistics.counts.entry(counts::form(form)).or_default() += count;
            }
        }
        let verbs: BTreeSet<(&str, &str)> = treebank
            .particles
            .iter()
            .filter(|particle| particle.joins)
            .map(|particle| (particle.form.as_str(), particle.verb.as_str()))
            .collect();
        for (particle, _) in verbs {
            *statistics.particles.entry(particle.to_owned()).or_default() += 1;
        }
        let of_lemmas: BTreeSet<(u32, &str, u8)> = analyses
            .iter()
            .flat_map(|one| part_keys(one).into_iter().map(move |key| (key, one.lemma.as_str(), one.tag)))
            .collect();
        for (key, ..) in of_lemmas {
            *statistics.counts.entry(key).or_default() += 1;
        }
        let of_forms: BTreeSet<(u32, String)> = analyses.iter().flat_map(lemma_keys).collect();
        for (key, _) in of_forms {
            *statistics.counts.entry(key).or_default() += 1;
        }
        statistics
    }

    /// Returns the steps of all counts, by key.
    pub fn steps(&self) -> Vec<(u32, u8)> {
        self.counts.iter().map(|(&key, &count)| (key, steps(count) as u8)).collect()
    }

    /// Returns the counts as they would be if nothing had been learned from the word.
    pub fn without<'a>(&'a self, one: &'a Analysis, dictionary: &'a Table<u32>) -> Without<'a> {
        let mut less = vec![(counts::form(&one.lower), self.in_treebank.get(&one.lower).copied().unwrap_or(0))];
        less.extend(part_keys(one).into_iter().map(|key| (key, 1)));
        less.extend(lemma_keys(one).into_iter().map(|(key, _)| (key, 1)));
        Without { statistics: self, less, dictionary }
    }

    /// Returns the count of a key less what the form itself gave to it.
    pub fn form_without(&self, form: &str) -> u32 {
        let count = self.counts.get(&counts::form(form)).copied().unwrap_or(0);
        steps(count - self.in_treebank.get(form).copied().unwrap_or(0).min(count))
    }

    /// Returns the step of the count of a form.
    pub fn form(&self, form: &str) -> u32 {
        steps(self.counts.get(&counts::form(form)).copied().unwrap_or(0))
    }
}

/// Returns the keys of the parts of a word: each counts how many lemmas have it.
fn part_keys(one: &Analysis) -> BTreeSet<u32> {
    let mut keys = BTreeSet::new();
    let n_parts = one.parts.len();
    for (index, part) in one.parts.iter().enumerate().take(n_parts.saturating_sub(1)) {
        let rest = &one.parts[index + 1..];
        for left in [one.text(part), &one.lower[..part.end]] {
            keys.insert(counts::modifier(left, one.tag));
            keys.insert(counts::modifier(left, MODIFIER));
        }
        if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            keys.insert(counts::tail(&one.lower[first.start..], one.tag));
            keys.insert(counts::tail(one.text(last), one.tag));
        }
        if index > 0 {
            keys.insert(counts::tail(one.text(part), MODIFIER));
        }
    }
    keys
}

/// Returns the keys of the lemmas of a word's parts with the forms they were made of: each counts forms.
fn lemma_keys(one: &Analysis) -> BTreeSet<(u32, String)> {
    let mut keys = BTreeSet::new();
    let Some((last, others)) = one.parts.split_last() else { return keys };
    keys.insert((counts::lemma(&last.lemma, one.tag), one.text(last).to_owned()));
    keys.insert((counts::lemma(&one.lemma, one.tag), one.lower.clone()));
    for part in others {
        keys.insert((counts::lemma(&part.lemma, MODIFIER), one.text(part).to_owned()));
    }
    keys
}

/// Counts without one word.
pub struct Without<'a> {
    statistics: &'a Statistics,
    less: Vec<(u32, u32)>,
    dictionary: &'a Table<u32>,
}

impl Counts for Without<'_> {
    fn step(&self, key: u32) -> u32 {
        let count = self.statistics.counts.get(&key).copied().unwrap_or(0);
        let less = self.less.iter().find(|less| less.0 == key).map_or(0, |less| less.1);
        steps(count.saturating_sub(less))
    }

    fn known(&self, lower: &str, tag: u8) -> bool {
        self.dictionary.get(counts::entry(lower, tag)).is_some()
    }
}
