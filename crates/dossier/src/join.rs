//! A similarity join: which of many sets share most of the smaller one.
//!
//! Prefix filtering after Chaudhuri, Ganti and Kaushik (2006) and Bayardo, Ma and Srikant (2007): when two sets share at
//! least `share` of the smaller one, one of the smaller one's rarest members must be in the larger one. Only those are
//! indexed, so that common members cost nothing.

use std::collections::HashMap;

/// What counts as similar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Similar {
    /// Least share of the smaller set, 0 to 1.
    pub(crate) share: f64,
    /// Least number of shared members.
    pub(crate) members: usize,
}

/// Equal sets from which on not every pair of them is named: copies of one sentence, of which a thousand would make a
/// million pairs.
const CROWD: usize = 48;

/// Members of a crowd that each member of another one (or of its own) is paired with: the nearest in order, and the
/// first.
const NEAREST: usize = 12;

/// Returns the pairs `(a, b)`, `a < b`, of similar sets, in ascending order. Every set must be sorted and without
/// duplicates. Of crowds of equal sets only those near in order are paired, so that the time stays linear in copies.
pub(crate) fn similar_pairs(sets: &[&[u32]], similar: Similar) -> Vec<(usize, usize)> {
    let mut number: HashMap<&[u32], usize> = HashMap::new();
    let mut crowds: Vec<(&[u32], Vec<usize>)> = Vec::new();
    for (at, &set) in sets.iter().enumerate().filter(|(_, set)| set.len() >= similar.members.max(1)) {
        let crowd = *number.entry(set).or_insert_with(|| {
            crowds.push((set, Vec::new()));
            crowds.len() - 1
        });
        crowds[crowd].1.push(at);
    }
    let different: Vec<&[u32]> = crowds.iter().map(|(set, _)| *set).collect();
    let mut pairs = Vec::new();
    for (_, members) in &crowds {
        pair_crowds(members, members, &mut pairs);
    }
    for (a, b) in similar_different(&different, similar) {
        pair_crowds(&crowds[a].1, &crowds[b].1, &mut pairs);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Pairs the members of two crowds, or of one with itself.
fn pair_crowds(a: &[usize], b: &[usize], pairs: &mut Vec<(usize, usize)>) {
    let small = a.len() * b.len() <= CROWD * CROWD;
    for &one in a {
        let near = if small {
            b
        } else {
            let place = b.partition_point(|&other| other < one);
            &b[place.saturating_sub(NEAREST / 2)..b.len().min(place + NEAREST / 2 + 1)]
        };
        let first = b.first().filter(|_| !small);
        let others = near.iter().chain(first).filter(|&&other| other != one);
        pairs.extend(others.map(|&other| (one.min(other), one.max(other))));
    }
}

/// Returns the pairs of similar sets among sets of which no two are equal.
fn similar_different(sets: &[&[u32]], similar: Similar) -> Vec<(usize, usize)> {
    let mut frequency: HashMap<u32, u32> = HashMap::new();
    for member in sets.iter().flat_map(|set| set.iter()) {
        *frequency.entry(*member).or_default() += 1;
    }
    let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
    for (number, set) in sets.iter().enumerate() {
        let mut rarest = set.to_vec();
        rarest.sort_by_key(|member| (frequency[member], *member));
        let needed = needed(set.len(), similar);
        for member in rarest.into_iter().take(set.len() - needed.min(set.len()) + 1) {
            index.entry(member).or_default().push(number);
        }
    }
    let mut pairs = Vec::new();
    for (number, set) in sets.iter().enumerate() {
        let mut smaller: Vec<usize> = set
            .iter()
            .filter_map(|member| index.get(member))
            .flatten()
            .copied()
            .filter(|&other| (sets[other].len(), other) < (set.len(), number))
            .collect();
        smaller.sort_unstable();
        smaller.dedup();
        for other in smaller {
            if shared(sets[other], set) >= needed(sets[other].len(), similar) {
                pairs.push((other.min(number), other.max(number)));
            }
        }
    }
    pairs
}

fn needed(len: usize, similar: Similar) -> usize {
    ((len as f64 * similar.share).ceil() as usize).max(similar.members).max(1)
}

/// Returns how many members two sorted sets share.
pub(crate) fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// Returns the share of the smaller set that the other one has too; 0 when one is empty.
pub(crate) fn containment<T: Ord>(a: &[T], b: &[T]) -> f64 {
    let smaller = a.len().min(b.len());
    if smaller == 0 { 0.0 } else { shared(a, b) as f64 / smaller as f64 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_crowd_of_equal_sets_is_tied_together_by_few_pairs() {
        let set: &[u32] = &[1, 2, 3];
        let sets = vec![set; 1000];
        let pairs = similar_pairs(&sets, Similar { share: 0.5, members: 2 });
        assert!(pairs.len() < 1000 * (NEAREST + 1), "{}", pairs.len());
        assert!((1..1000).all(|at| pairs.binary_search(&(at - 1, at)).is_ok()));
    }

    proptest! {
        #[test]
        fn the_join_finds_what_comparing_all_pairs_finds(
            sets in prop::collection::vec(prop::collection::btree_set(0u32..12, 0..8), 0..14)
        ) {
            let similar = Similar { share: 0.6, members: 2 };
            let sets: Vec<Vec<u32>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let slices: Vec<&[u32]> = sets.iter().map(Vec::as_slice).collect();
            let mut all = Vec::new();
            for a in 0..sets.len() {
                for b in a + 1..sets.len() {
                    let smaller = sets[a].len().min(sets[b].len());
                    if shared(&sets[a], &sets[b]) >= needed(smaller, similar) {
                        all.push((a, b));
                    }
                }
            }
            prop_assert_eq!(similar_pairs(&slices, similar), all);
        }
    }
}
