//! The best tree for a sentence: a maximum spanning arborescence with exactly one word at the root.

/// Returns the head of each word, 0 for the root and else 1 + the head's index: the tree of the largest sum of scores,
/// among all that have exactly one word at the root.
///
/// `scores` holds a row for each word: first that of the root, then those of the words in order; a word's score for
/// itself is not looked at. Of equal heads the first is taken. The greedy choice is kept when it is a tree; otherwise
/// Chu, Liu and Edmonds (1965, 1967) find it in at most `n³` steps. That only one word is at the root is made sure by
/// lowering what the root scores by more than any other choice could win (cf. Zmigrod, Vieira and Cotterell 2020).
#[must_use]
pub fn tree(words: usize, scores: &[i32]) -> Vec<usize> {
    let nodes = words + 1;
    let rows: Vec<&[i32]> = scores.chunks_exact(nodes).take(words).collect();
    if rows.len() < words {
        return (0..words).collect(); // a chain: only for a caller that hands in too few scores
    }
    let greedy: Vec<usize> = rows.iter().enumerate().map(|(word, row)| best(row, word + 1)).collect();
    if is_tree(&greedy) {
        return greedy;
    }
    let least = scores.iter().min().copied().unwrap_or_default();
    let most = scores.iter().max().copied().unwrap_or_default();
    let penalty = (i64::from(most) - i64::from(least) + 1) * nodes as i64;
    let mut graph = vec![0; nodes * nodes];
    for (to, row) in graph.chunks_exact_mut(nodes).skip(1).zip(&rows) {
        for (head, (to, score)) in to.iter_mut().zip(*row).enumerate() {
            *to = i64::from(*score) - if head == 0 { penalty } else { 0 };
        }
    }
    let mut heads = arborescence(&graph, nodes);
    heads.remove(0);
    heads
}

fn best(row: &[i32], itself: usize) -> usize {
    let mut best: Option<(usize, i32)> = None;
    for (head, score) in row.iter().enumerate() {
        if head != itself && best.is_none_or(|(_, most)| *score > most) {
            best = Some((head, *score));
        }
    }
    best.map_or(0, |(head, _)| head)
}

/// Returns whether every word leads to the root and only one is at it.
fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|head| **head == 0).count() != 1 {
        return false;
    }
    // 0: not seen; else the number of the walk that saw it.
    let mut seen = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at - 1];
        }
        if at != 0 && seen[at] == start {
            return false;
        }
    }
    true
}

/// Returns the head of each node of the best arborescence from node 0, whose own head is 0.
///
/// `scores` has a row for each dependent and a column for each head. A cycle of best arcs is made one node, into which
/// an arc counts as much as it wins over the arc of the cycle that it replaces.
fn arborescence(scores: &[i64], nodes: usize) -> Vec<usize> {
    let score = |dependent: usize, head: usize| scores[dependent * nodes + head];
    let mut heads = vec![0; nodes];
    for (node, head) in heads.iter_mut().enumerate().skip(1) {
        *head = first_best((0..nodes).filter(|head| *head != node), |head| score(node, head));
    }
    let Some(cycle) = find_cycle(&heads) else { return heads };
    let mut in_cycle = vec![false; nodes];
    cycle.iter().for_each(|node| in_cycle[*node] = true);
    let others: Vec<usize> = (0..nodes).filter(|node| !in_cycle[*node]).collect();
    let (merged, fewer) = (others.len(), others.len() + 1);
    let won = |into: usize, from: usize| score(into, from) - score(into, heads[into]);
    // For each other node: where an arc from it enters the cycle best, and where one to it leaves best.
    let entries: Vec<usize> =
        others.iter().map(|from| first_best(cycle.iter().copied(), |into| won(into, *from))).collect();
    let exits: Vec<usize> =
        others.iter().map(|into| first_best(cycle.iter().copied(), |from| score(*into, from))).collect();
    let mut small = vec![0; fewer * fewer];
    for (row, into) in others.iter().enumerate() {
        for (column, from) in others.iter().enumerate() {
            small[row * fewer + column] = score(*into, *from);
        }
        small[row * fewer + merged] = score(*into, exits[row]);
        small[merged * fewer + row] = won(entries[row], *into);
    }
    let found = arborescence(&small, fewer);
    for (row, head) in found.iter().enumerate().skip(1) {
        match (row == merged, *head == merged) {
            (true, _) => heads[entries[*head]] = others[*head],
            (false, true) => heads[others[row]] = exits[row],
            (false, false) => heads[others[row]] = others[*head],
        }
    }
    heads
}

/// Returns the first of those with the largest score, or 0 when there is none.
fn first_best(mut all: impl Iterator<Item = usize>, score: impl Fn(usize) -> i64) -> usize {
    let Some(mut best) = all.next() else { return 0 };
    let mut most = score(best);
    for one in all {
        let score = score(one);
        if score > most {
            (best, most) = (one, score);
        }
    }
    best
}

/// Returns the nodes of a cycle of `heads`, in the order of walking it.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let walk = std::iter::successors(Some(heads[at]), |node| Some(heads[*node]));
            return Some(std::iter::once(at).chain(walk.take_while(|node| *node != at)).collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best sum over all trees with one root, by trying every choice of heads.
    fn most(words: usize, scores: &[i32]) -> i64 {
        let nodes = words + 1;
        (0..nodes.pow(words as u32))
            .filter_map(|mut code| {
                let heads: Vec<usize> = (0..words)
                    .map(|_| {
                        let head = code % nodes;
                        code /= nodes;
                        head
                    })
                    .collect();
                is_tree(&heads).then(|| total(&heads, scores))
            })
            .max()
            .unwrap()
    }

    fn total(heads: &[usize], scores: &[i32]) -> i64 {
        heads.iter().enumerate().map(|(word, head)| i64::from(scores[word * (heads.len() + 1) + head])).sum()
    }

    proptest! {
        #[test]
        fn no_tree_is_better(words in 1usize..=5, scores in prop::collection::vec(-6i32..=6, 30)) {
            let scores = &scores[..words * (words + 1)];
            let heads = tree(words, scores);
            prop_assert!(is_tree(&heads), "{heads:?}");
            prop_assert_eq!(total(&heads, scores), most(words, scores));
        }

        #[test]
        fn long_sentences_become_trees(words in 1usize..=60, seed in any::<u64>()) {
            let mut state = seed | 1;
            let scores: Vec<i32> = (0..words * (words + 1))
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 33) as i32 - (1 << 30)
                })
                .collect();
            prop_assert!(is_tree(&tree(words, &scores)));
        }
    }

    #[test]
    fn a_second_word_at_the_root_is_not_taken() {
        assert_eq!(tree(2, &[9, 0, 1, 9, 2, 0]), [0, 1]);
    }

    #[test]
    fn extreme_scores_do_not_overflow() {
        assert_eq!(tree(2, &[i32::MAX, 0, i32::MIN, i32::MAX, i32::MIN, 0]), [0, 1]);
    }

    /// Each cycle that is closed makes way for one that is larger by one word.
    #[test]
    fn cycles_within_cycles_become_a_tree() {
        let words = 200usize;
        let scores: Vec<i32> = (0..words * (words + 1))
            .map(|at| (at / (words + 1) + 1, at % (words + 1)))
            .map(|(word, head)| if head == 0 { -9_000_000 } else { -((word.max(head) * word.max(head)) as i32) })
            .collect();
        assert!(is_tree(&tree(words, &scores)));
    }

    #[test]
    fn too_few_scores_make_a_chain() {
        assert_eq!(tree(3, &[]), [0, 1, 2]);
        assert_eq!(tree(0, &[]), Vec::<usize>::new());
    }
}
