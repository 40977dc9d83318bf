//! Which words of the system belong to which words of the gold file.
//!
//! Words that stand in the text belong together when they cover the same characters. Where either side has a token of
//! several words, nobody can tell which characters are whose: there, the words of the stretch that such tokens cover are
//! matched in order by their forms, as many as can be.

use super::file::Word;

/// A gold word and the word of the system that belongs to it, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub gold: usize,
    pub system: usize,
}

/// Returns the words that belong together, in the order of the text.
pub fn align(gold: &[Word], system: &[Word]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while let (Some(one), Some(other)) = (gold.get(g), system.get(s)) {
        if one.in_multiword || other.in_multiword {
            let stretch = Stretch::at(gold, system, g, s);
            match_forms(gold, system, &stretch, &mut pairs);
            (g, s) = (stretch.gold.end, stretch.system.end);
        } else if one.span == other.span {
            pairs.push(Pair { gold: g, system: s });
            (g, s) = (g + 1, s + 1);
        } else if one.span.start <= other.span.start {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// Words of both sides of which some lie in tokens of several words that overlap.
struct Stretch {
    gold: std::ops::Range<usize>,
    system: std::ops::Range<usize>,
}

impl Stretch {
    /// Returns the smallest stretch that holds the token of several words at one of these places.
    fn at(gold: &[Word], system: &[Word], mut g: usize, mut s: usize) -> Self {
        let (Some(one), Some(other)) = (gold.get(g), system.get(s)) else {
            return Self { gold: g..g, system: s..s };
        };
        // A word of the other side that begins before the token is not part of it.
        let mut end = if one.in_multiword {
            s += usize::from(!other.in_multiword && other.span.start < one.span.start);
            one.span.end
        } else {
            g += usize::from(!one.in_multiword && one.span.start < other.span.start);
            other.span.end
        };
        let (first_gold, first_system) = (g, s);
        loop {
            let (one, other) = (gold.get(g), system.get(s));
            if one.is_none_or(|word| is_behind(word, end)) && other.is_none_or(|word| is_behind(word, end)) {
                break;
            }
            // The word that begins first is taken; it may be part of a token that reaches further.
            let takes_gold = match (one, other) {
                (Some(one), Some(other)) => one.span.start <= other.span.start,
                (one, _) => one.is_some(),
            };
            let taken = if takes_gold { one } else { other };
            if let Some(word) = taken.filter(|word| word.in_multiword) {
                end = end.max(word.span.end);
            }
            if takes_gold { g += 1 } else { s += 1 }
        }
        Self { gold: first_gold..g, system: first_system..s }
    }
}

/// Tells whether a word lies outside a stretch that ends at `end`. A word that stands in the text does so as soon as it
/// reaches out of it.
fn is_behind(word: &Word, end: usize) -> bool {
    if word.in_multiword { word.span.start >= end } else { word.span.end > end }
}

/// Adds pairs of words with equal forms, by a longest common subsequence.
fn match_forms(gold: &[Word], system: &[Word], stretch: &Stretch, pairs: &mut Vec<Pair>) {
    let one = gold.get(stretch.gold.clone()).unwrap_or_default();
    let other = system.get(stretch.system.clone()).unwrap_or_default();
    // longest[g][s] is the length for the words from g and s on.
    let mut longest = vec![vec![0_usize; other.len() + 1]; one.len() + 1];
    for g in (0..one.len()).rev() {
        for s in (0..other.len()).rev() {
            let without = longest[g + 1][s].max(longest[g][s + 1]);
            let with = if one[g].form == other[s].form { longest[g + 1][s + 1] + 1 } else { 0 };
            longest[g][s] = with.max(without);
        }
    }
    let (mut g, mut s) = (0, 0);
    while g < one.len() && s < other.len() {
        if one[g].form == other[s].form {
            pairs.push(Pair { gold: stretch.gold.start + g, system: stretch.system.start + s });
            (g, s) = (g + 1, s + 1);
        } else if longest[g][s] == longest[g + 1][s] {
            g += 1;
        } else {
            s += 1;
        }
    }
}
