//! How much a sentence says of what all sentences of its date say: likeness to their centroid (Radev et al. 2004).

use std::collections::BTreeMap;

use super::{
    dated::Dated,
    importance::{DateKey, Importance},
};
use crate::pile::Pile;

/// A sentence as a vector of length 1 over its terms and actors, sorted.
pub(super) type Vector = Vec<(u32, f64)>;

/// The sentences of a timeline as vectors, and what each date's have in common.
pub(super) struct Centroids {
    vectors: Vec<Vector>,
    dates: BTreeMap<DateKey, Vector>,
}

impl Centroids {
    /// Weighs the words of dated sentences by how few articles have them.
    pub(super) fn of(pile: &Pile, importance: &Importance, dated: &[Dated]) -> Self {
        let vectors: Vec<Vector> =
            dated.iter().map(|one| vector(pile, importance, one.article, one.sentence)).collect();
        let mut sums: BTreeMap<DateKey, BTreeMap<u32, f64>> = BTreeMap::new();
        for (one, vector) in dated.iter().zip(&vectors) {
            let sum = sums.entry(one.date.sort_key()).or_default();
            for &(key, weight) in vector {
                *sum.entry(key).or_default() += weight;
            }
        }
        let dates = sums.into_iter().map(|(date, sum)| (date, normal(sum.into_iter().collect()))).collect();
        Self { vectors, dates }
    }

    /// Returns how like a sentence is to all sentences of its date, 0 to 1.
    pub(super) fn likeness(&self, dated: &[Dated], at: usize) -> f64 {
        let centroid = dated.get(at).and_then(|one| self.dates.get(&one.date.sort_key()));
        centroid.map_or(0.0, |centroid| dot(&self.vectors[at], centroid))
    }

    /// Returns how like two sentences are, 0 to 1.
    pub(super) fn between(&self, a: usize, b: usize) -> f64 {
        dot(&self.vectors[a], &self.vectors[b])
    }
}

fn vector(pile: &Pile, importance: &Importance, article: usize, sentence: usize) -> Vector {
    let prose = pile.prose(article, sentence);
    let n = pile.entries.len() as f64;
    let terms = prose.terms.iter().map(|&term| (term, (1.0 + n / pile.n_articles_with(term).max(1) as f64).ln()));
    let actors = prose.actors.iter().map(|&actor| {
        let share = importance.share(actor).max(1.0 / n.max(1.0));
        (crate::pile::actor_key(actor), (1.0 + 1.0 / share).ln())
    });
    normal(terms.chain(actors).collect())
}

fn normal(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    vector
}

/// Both sorted.
fn dot(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let found = |key: u32| large.binary_search_by_key(&key, |(key, _)| *key).ok().map(|at| large[at].1);
    small.iter().filter_map(|&(key, weight)| Some(weight * found(key)?)).sum()
}
