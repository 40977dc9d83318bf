//! How much of its text an article shares with another one, and where, however the words between were changed.
//!
//! Seed and extend: runs of words that both have (maximal exact matches) are chained over short stretches that differ,
//! as programs for comparing genomes do (MUMmer, Delcher et al. 1999; chaining after Myers and Miller 1995). Every
//! chain stands for itself, so that paragraphs may change places.

use std::{cmp::Reverse, ops::Range};

use super::words::{Word, hash};

/// Words in a seed.
const SEED: usize = 3;

/// Places of a seed in one text from which it is no seed: figures in a table, a refrain.
const REPEATED: usize = 12;

/// Words that may differ between two runs of a chain.
const STRETCH: usize = 8;

/// Words that a chain shares at least. Reports of one event have ten in common here and there (names with offices,
/// phrases of an agency): Giveme5W1H.
const LEAST_CHAIN: usize = 10;

/// Share of the words of a chain's stretch that are equal, in the shorter of its two stretches.
const DENSITY: f64 = 0.5;

/// A stretch of words that both texts have, changed words included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Places of words in the first text.
    pub(crate) first: Range<usize>,
    /// Places of words in the second text.
    pub(crate) second: Range<usize>,
    /// The longest run of equal words in it: its place in both texts, and its length.
    pub(crate) run: Run,
}

/// Equal words in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) first: usize,
    pub(crate) second: usize,
    pub(crate) len: usize,
}

/// What two texts share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Alignment {
    /// Words that both have in stretches that belong together; each word counts once.
    pub(crate) matched: usize,
    /// Those of them that stand outside of quotations in both.
    pub(crate) matched_unquoted: usize,
    /// Where, the stretch with the most words first.
    pub(crate) stretches: Vec<Stretch>,
}

/// Returns what two texts share.
pub(crate) fn align(first: &[Word], second: &[Word]) -> Alignment {
    let runs = runs(first, second);
    let (score, before) = chains(&runs);
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|&at| (Reverse(score[at]), runs[at].first, runs[at].second));
    let mut taken = Taken { first: vec![false; first.len()], second: vec![false; second.len()] };
    let mut used = vec![false; runs.len()];
    let mut found: Vec<(usize, Stretch)> = Vec::new();
    let mut out = Alignment::default();
    for end in order {
        let mut chain = Vec::new();
        let mut at = Some(end);
        while let Some(run) = at.filter(|&run| !used[run]) {
            used[run] = true;
            chain.push(runs[run]);
            at = before[run];
        }
        chain.reverse();
        let pairs = taken.fresh(first, second, &chain);
        let (Some(&(a, b)), Some(&(last_a, last_b))) = (pairs.first(), pairs.last()) else { continue };
        let (over_first, over_second) = (a..last_a + 1, b..last_b + 1);
        let words = over_first.len().min(over_second.len());
        if pairs.len() < LEAST_CHAIN || (pairs.len() as f64) < words as f64 * DENSITY {
            continue;
        }
        taken.take(&pairs);
        out.matched += pairs.len();
        out.matched_unquoted += pairs.iter().filter(|&&(a, b)| !first[a].is_quoted() && !second[b].is_quoted()).count();
        let run = longest(&pairs);
        found.push((pairs.len(), Stretch { first: over_first, second: over_second, run }));
    }
    found.sort_by_key(|(n, stretch)| (Reverse(*n), stretch.first.start, stretch.second.start));
    out.stretches = found.into_iter().map(|(_, stretch)| stretch).collect();
    out
}

/// Returns the hash of the seed at a place, `None` across a gap.
fn seed(words: &[Word], at: usize) -> Option<u64> {
    let seed = words.get(at..at + SEED)?;
    (!seed.iter().any(|word| word.is_gap())).then(|| hash(seed.iter().flat_map(|word| word.key().to_le_bytes())))
}

/// The maximal runs of equal words that are no shorter than a seed, by place in the first text, then the second.
fn runs(first: &[Word], second: &[Word]) -> Vec<Run> {
    let mut seeds: Vec<(u64, usize)> =
        (0..first.len()).filter_map(|at| seed(first, at).map(|seed| (seed, at))).collect();
    seeds.sort_unstable();
    let mut repeated = vec![false; first.len()];
    for same in seeds.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() >= REPEATED) {
        same.iter().for_each(|&(_, at)| repeated[at] = true);
    }
    let mut out = Vec::new();
    for b in 0..second.len() {
        let Some(seed) = seed(second, b) else { continue };
        let from = seeds.partition_point(|known| known.0 < seed);
        for &(_, a) in seeds[from..].iter().take_while(|known| known.0 == seed) {
            if repeated[a] {
                break;
            }
            // Known already when the words before are equal too: the seed before found it.
            if a > 0 && b > 0 && !repeated[a - 1] && first[a - 1].same(second[b - 1]) {
                continue;
            }
            let pairs = first[a..].iter().zip(&second[b..]);
            let len = pairs.take_while(|(one, other)| one.same(**other)).count();
            out.push(Run { first: a, second: b, len });
        }
    }
    out.sort_unstable_by_key(|run| (run.first, run.second));
    out
}

/// For every run the score of the best chain that ends with it, and the run before it in that chain.
fn chains(runs: &[Run]) -> (Vec<usize>, Vec<Option<usize>>) {
    let mut score: Vec<usize> = runs.iter().map(|run| 2 * run.len).collect();
    let mut before = vec![None; runs.len()];
    let mut near: Vec<usize> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        near.retain(|&other| runs[other].first + runs[other].len + STRETCH >= run.first);
        for &other in &near {
            let earlier = runs[other];
            let gap = |start: usize, end: usize| start.checked_sub(end).filter(|gap| *gap <= STRETCH);
            let over_first = gap(run.first, earlier.first + earlier.len);
            let over_second = gap(run.second, earlier.second + earlier.len);
            let Some((a, b)) = over_first.zip(over_second) else { continue };
            // A word counts two, a word between that differs takes one away.
            let joined = (score[other] + 2 * run.len).saturating_sub(a.max(b));
            if joined > score[at] {
                score[at] = joined;
                before[at] = Some(other);
            }
        }
        near.push(at);
    }
    (score, before)
}

/// Words that stretches hold already.
struct Taken {
    first: Vec<bool>,
    second: Vec<bool>,
}

impl Taken {
    /// The pairs of equal words of a chain, those between its runs included, without words taken.
    fn fresh(&self, first: &[Word], second: &[Word], chain: &[Run]) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        let mut end: Option<(usize, usize)> = None;
        for run in chain {
            if let Some((a, b)) = end {
                common(first, second, a..run.first, b..run.second, &mut out);
            }
            out.extend((0..run.len).map(|step| (run.first + step, run.second + step)));
            end = Some((run.first + run.len, run.second + run.len));
        }
        out.retain(|&(a, b)| !self.first[a] && !self.second[b]);
        out
    }

    fn take(&mut self, pairs: &[(usize, usize)]) {
        for &(a, b) in pairs {
            self.first[a] = true;
            self.second[b] = true;
        }
    }
}

/// Adds the longest common subsequence of two short stretches; when several are as long, the one that ends first.
fn common(first: &[Word], second: &[Word], a: Range<usize>, b: Range<usize>, out: &mut Vec<(usize, usize)>) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let mut best = [[0_u8; STRETCH + 1]; STRETCH + 1];
    for (i, one) in first[a.clone()].iter().enumerate() {
        for (j, other) in second[b.clone()].iter().enumerate() {
            best[i + 1][j + 1] = if one.same(*other) { best[i][j] + 1 } else { best[i][j + 1].max(best[i + 1][j]) };
        }
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut found = Vec::new();
    while i > 0 && j > 0 {
        if first[a.start + i - 1].same(second[b.start + j - 1]) && best[i][j] == best[i - 1][j - 1] + 1 {
            (i, j) = (i - 1, j - 1);
            found.push((a.start + i, b.start + j));
        } else if best[i - 1][j] >= best[i][j - 1] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    out.extend(found.into_iter().rev());
}

/// The longest row of pairs that follow each other in both texts.
fn longest(pairs: &[(usize, usize)]) -> Run {
    let mut best = Run { first: 0, second: 0, len: 0 };
    for row in pairs.chunk_by(|x, y| x.0 + 1 == y.0 && x.1 + 1 == y.1) {
        if row.len() > best.len {
            best = Run { first: row[0].0, second: row[0].1, len: row.len() };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::copy::words::words;

    fn of(text: &str) -> Vec<Word> {
        words(&nlp::annotate(&nlp::Lexicon::default(), &document::Article::plain(text)))
    }

    fn check(a: &str, b: &str) -> usize {
        align(&of(a), &of(b)).matched
    }

    const ITEM: &str = "De veerboot tussen Oosterwal en Mirakel vaart vanaf maandag niet meer omdat de kade verzakt is";
    const NEXT: &str = "Volgens de havenmeester duurt het herstel zeker zes weken en kost het een half miljoen euro";

    #[test]
    fn every_word_of_the_same_text_is_shared_once() {
        assert_eq!(check(ITEM, ITEM), 16);
        let twice = format!("{ITEM} {ITEM}");
        assert_eq!(check(ITEM, &twice), 16);
    }

    #[test]
    fn a_changed_word_is_passed_over_and_not_counted() {
        assert_eq!(check(NEXT, &NEXT.replace("zes", "acht")), 15);
        assert_eq!(check(NEXT, &NEXT.replace("duurt het herstel", "zal het herstel duren van")), 15);
    }

    #[test]
    fn sentences_may_change_places() {
        assert_eq!(check(&format!("{ITEM}. {NEXT}."), &format!("{NEXT}. {ITEM}.")), 32);
    }

    #[test]
    fn scattered_phrases_are_not_shared_text() {
        let other = "Omdat de kade in Holm nat is, duurt het herstel daar lang. De boot tussen Oosterwal en Mirakel \
            bleef heel, zei de schipper die niet meer wist wat een half miljoen euro waard was";
        assert_eq!(check(&format!("{ITEM}. {NEXT}."), other), 0);
    }

    #[test]
    fn a_table_of_the_same_figure_costs_little() {
        let zeros = "0 ".repeat(4000);
        assert_eq!(check(&zeros, &zeros), 0);
    }

    proptest! {
        #[test]
        fn what_is_shared_lies_in_both_and_never_counts_twice(
            a in prop::collection::vec("[a-c]", 0..60), b in prop::collection::vec("[a-c]", 0..60)
        ) {
            let (a, b) = (of(&a.join(" ")), of(&b.join(" ")));
            let found = align(&a, &b);
            prop_assert!(found.matched <= a.len().min(b.len()));
            for stretch in &found.stretches {
                prop_assert!(stretch.first.end <= a.len() && stretch.second.end <= b.len());
                let Run { first, second, len } = stretch.run;
                prop_assert!((0..len).all(|step| a[first + step].same(b[second + step])));
            }
        }
    }
}
