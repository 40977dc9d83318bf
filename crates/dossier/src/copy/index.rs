//! Which articles share text, kept up to date one article at a time.
//!
//! Shingles of words (Broder 1997), of which every other one is kept by its hash, find the candidates; [`align`]
//! measures what they share. What is found depends on the articles and their keys alone, not on the order in which
//! they are added.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    hash::{BuildHasherDefault, Hasher},
};

use nlp::Annotated;

use super::{
    align::{Alignment, align},
    words::{self, Word, hash},
};

/// Words in a shingle. Five in a row are seldom chance; changed figures and leads break few.
const SHINGLE: usize = 5;

/// One shingle in so many is looked at.
const SAMPLED: u64 = 2;

/// A shingle that stands in more articles than this links only [`NEAR`] neighbours in the order of keys, so that a
/// thousand copies of one text cost a thousand steps, not a million.
const CROWD: usize = 48;
const NEAR: usize = 4;

/// How many of the earlier articles that share most shingles are aligned.
const ALIGNED: usize = 8;

/// Share of an article's own words from which, in a crowd, no further candidates are aligned.
const WHOLE: f64 = 0.9;

/// Part of the shingles of the shorter text that candidates share. One word in three changed leaves one in eight.
const LEAST_SHINGLES: usize = 20;

/// Share from which a copy is one. Bed of `evaluate copies`, 2026-11: 0.45 of the words aligned stands for half of the
/// text, since short sentences between new ones are not counted.
const COPY: f64 = 0.45;

/// Words that a copy shares at least, when it is not the whole of the shorter article.
const LEAST_WORDS: usize = 24;

/// Share outside of quotations that a copy has: who only heard the same speech copies nothing.
const UNQUOTED: f64 = 0.3;

/// Words outside of quotations from which their share says something.
const ENOUGH_UNQUOTED: usize = 24;

/// Share from which the pair is kept although it is no copy.
const NEAR_TEXT: f64 = 0.25;

/// Two articles that share text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    /// Number of the article whose key is smaller.
    pub(crate) first: usize,
    /// What they share.
    pub(crate) alignment: Alignment,
    /// Words of both.
    pub(crate) n_words: [usize; 2],
    /// They share so much that one is a copy of the other.
    pub(crate) is_copy: bool,
}

impl Pair {
    /// Share of the words of the shorter article.
    pub(crate) fn shared(&self) -> f64 {
        share(self.alignment.matched, self.n_words[0].min(self.n_words[1]))
    }

    /// Share of the words of the first article.
    pub(crate) fn of_first(&self) -> f64 {
        share(self.alignment.matched, self.n_words[0])
    }

    /// Share of the words of the second article.
    pub(crate) fn of_second(&self) -> f64 {
        share(self.alignment.matched, self.n_words[1])
    }
}

fn share(n: usize, of: usize) -> f64 {
    n as f64 / of.max(1) as f64
}

struct Text {
    words: Box<[Word]>,
    n_words: usize,
    n_unquoted: usize,
    n_sampled: usize,
}

/// Articles with the pairs of them that share text.
///
/// `K` is what articles are sorted by; no two may have the same key.
pub(crate) struct CopyIndex<K> {
    keys: Vec<K>,
    texts: Vec<Text>,
    /// The articles that have a shingle, by key.
    with: HashMap<u32, Vec<u32>, BuildHasherDefault<Spread>>,
    /// For each article the earlier ones that it shares text with.
    pairs: Vec<Vec<Pair>>,
}

impl<K: Ord> CopyIndex<K> {
    /// Returns an index of nothing.
    pub(crate) fn new() -> Self {
        Self { keys: Vec::new(), texts: Vec::new(), with: HashMap::default(), pairs: Vec::new() }
    }

    /// Returns the index of many articles: what adding them one by one gives, sooner.
    pub(crate) fn of<'a>(articles: impl IntoIterator<Item = (K, &'a Annotated)>) -> Self {
        let mut index = Self::new();
        for (key, annotated) in articles {
            index.put(key, annotated);
        }
        for article in 0..index.texts.len() {
            index.pairs[article] = index.pairs_of(article);
        }
        index
    }

    /// Adds an article, the next number, and returns the numbers of those whose pairs may have changed, its own among
    /// them.
    pub(crate) fn add(&mut self, key: K, annotated: &Annotated) -> Vec<usize> {
        let changed: Vec<usize> = self.put(key, annotated).into_iter().collect();
        for &article in &changed {
            self.pairs[article] = self.pairs_of(article);
        }
        changed
    }

    /// Returns the pairs whose later article has that number, most shared text first.
    pub(crate) fn pairs(&self, second: usize) -> &[Pair] {
        self.pairs.get(second).map_or(&[], Vec::as_slice)
    }

    /// Returns how many articles there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Files an article under its shingles and returns the articles that look at other ones because of it.
    fn put(&mut self, key: K, annotated: &Annotated) -> BTreeSet<usize> {
        let words = words::words(annotated).into_boxed_slice();
        let sampled = sampled(&words);
        let number = self.texts.len();
        let count = |counted: fn(&Word) -> bool| words.iter().filter(|word| counted(word)).count();
        let n_words = count(|word| !word.is_gap());
        let n_unquoted = count(|word| !word.is_gap() && !word.is_quoted());
        let text = Text { n_words, n_unquoted, n_sampled: sampled.len(), words };
        self.texts.push(text);
        self.keys.push(key);
        self.pairs.push(Vec::new());
        let mut changed = BTreeSet::from([number]);
        let id = u32::try_from(number).unwrap_or(u32::MAX);
        for shingle in sampled {
            let with = self.with.entry(shingle).or_default();
            let place = with.partition_point(|&other| self.keys[other as usize] < self.keys[number]);
            with.insert(place, id);
            // A list that has just become a crowd shows its members less.
            let later = if with.len() == CROWD + 1 {
                &with[..]
            } else if with.len() > CROWD {
                &with[place + 1..with.len().min(place + 1 + NEAR)]
            } else {
                &with[place + 1..]
            };
            changed.extend(later.iter().map(|&other| other as usize));
        }
        changed
    }

    fn pairs_of(&self, second: usize) -> Vec<Pair> {
        let text = &self.texts[second];
        let mut seen: Vec<u32> = Vec::new();
        let mut crowded = false;
        for shingle in sampled(&text.words) {
            let Some(with) = self.with.get(&shingle).filter(|with| with.len() > 1) else { continue };
            let place = with.partition_point(|&other| self.keys[other as usize] < self.keys[second]);
            let from = if with.len() > CROWD { place.saturating_sub(NEAR) } else { 0 };
            crowded |= with.len() > CROWD;
            seen.extend(&with[from..place]);
        }
        seen.sort_unstable();
        let enough =
            |first: u32, n: usize| n * LEAST_SHINGLES >= self.texts[first as usize].n_sampled.min(text.n_sampled);
        let mut candidates: Vec<(usize, u32)> = seen
            .chunk_by(|a, b| a == b)
            .map(|same| (same.len(), same[0]))
            .filter(|&(n, first)| enough(first, n))
            .collect();
        candidates.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| self.keys[a.1 as usize].cmp(&self.keys[b.1 as usize])));
        let mut out = Vec::new();
        for (_, first) in candidates.into_iter().take(ALIGNED) {
            let pair = self.pair(first as usize, second);
            let whole = pair.of_second() >= WHOLE;
            if pair.is_copy || pair.shared() >= NEAR_TEXT {
                out.push(pair);
            }
            if crowded && whole {
                break;
            }
        }
        out.sort_by_key(|pair| Reverse(pair.alignment.matched));
        out
    }

    fn pair(&self, first: usize, second: usize) -> Pair {
        if let Some(known) = self.pairs[second].iter().find(|pair| pair.first == first) {
            return known.clone();
        }
        let (a, b) = (&self.texts[first], &self.texts[second]);
        let alignment = align(&a.words, &b.words);
        let n_words = [a.n_words, b.n_words];
        let shorter = a.n_words.min(b.n_words);
        let n_unquoted = if a.n_words <= b.n_words { a.n_unquoted } else { b.n_unquoted };
        let unquoted = n_unquoted < ENOUGH_UNQUOTED || share(alignment.matched_unquoted, n_unquoted) >= UNQUOTED;
        let much = share(alignment.matched, shorter) >= COPY && alignment.matched >= LEAST_WORDS;
        let all = alignment.matched == shorter && shorter >= SHINGLE;
        Pair { first, is_copy: all || much && unquoted, n_words, alignment }
    }
}

/// The shingles of a text that are looked at, sorted, each once, and one for the text as a whole.
fn sampled(words: &[Word]) -> Vec<u32> {
    let whole = hash(words.iter().flat_map(|word| word.key().to_le_bytes()));
    let mut out: Vec<u32> = words
        .windows(SHINGLE)
        .filter(|window| !window.iter().any(|word| word.is_gap()))
        .map(|window| hash(window.iter().flat_map(|word| word.key().to_le_bytes())))
        .filter(|shingle| (shingle >> 40) % SAMPLED == 0)
        .chain((words.len() >= SHINGLE).then_some(whole))
        .map(|shingle| shingle as u32)
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// A hasher for keys that are hashes already.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes.iter().copied());
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn annotated(text: &str) -> Annotated {
        nlp::annotate(&nlp::Lexicon::default(), &document::Article::plain(text))
    }

    /// Pairs by key, with what is shared.
    fn found(index: &CopyIndex<usize>) -> Vec<(usize, usize, usize, bool)> {
        let mut out = Vec::new();
        for second in 0..index.len() {
            for pair in index.pairs(second) {
                out.push((index.keys[pair.first], index.keys[second], pair.alignment.matched, pair.is_copy));
            }
        }
        out.sort_unstable();
        out
    }

    #[test]
    fn a_thousand_copies_cost_a_thousand_alignments() {
        let text = "de veerboot tussen Oosterwal en Mirakel vaart vanaf maandag niet meer omdat de kade verzakt is \
            en volgens de havenmeester duurt het herstel zeker zes weken";
        let one = annotated(text);
        let index = CopyIndex::of((0..1000).map(|number| (number, &one)));
        assert!((1..1000).all(|number| index.pairs(number).len() == 1 && index.pairs(number)[0].is_copy));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_order_of_addition_gives_what_the_batch_gives(
            // Enough equal openings to make a crowd, and tails that differ.
            tails in prop::collection::vec(prop::collection::vec("[a-f]{1,2}", 4..14), 40..60),
            order in Just((0..60usize).collect::<Vec<_>>()).prop_shuffle(),
            split in 0..10usize,
        ) {
            let opening: Vec<String> = (0..14).map(|n| format!("woord{n}")).collect();
            let articles: Vec<Annotated> = tails
                .iter()
                .enumerate()
                .map(|(n, tail)| annotated(&format!("{} {}", opening[n % (split + 1)..].join(" "), tail.join(" "))))
                .collect();
            let batch = CopyIndex::of(articles.iter().enumerate());
            let mut one_by_one = CopyIndex::new();
            for number in order.into_iter().filter(|number| *number < articles.len()) {
                one_by_one.add(number, &articles[number]);
            }
            prop_assert_eq!(found(&batch), found(&one_by_one));
        }
    }
}
