//! Groups of articles about one event: average linkage (Sokal and Michener 1958) within small parts of the graph of
//! similar articles, cut where two halves are each much closer within than to one another.

use std::collections::HashMap;

use super::links::Links;
use crate::groups::Groups;

/// Mean similarity of two groups from which they may be one event.
pub(crate) const LEAST: f64 = 0.16;

/// Mean similarity of two groups from which they are one event whatever they are like within.
const SURE: f64 = 0.4;

/// Two groups are two events when they are less similar to one another than this share of how similar they are within
/// (the geometric mean of both).
const CONTRAST: f64 = 0.75;

/// Articles of the smaller of two such groups: of fewer it is not known how similar they are within.
const KNOWN: usize = 4;

/// Articles of a part that are compared each with each.
const PART: usize = 512;

/// Similarities of links that hold a part together: the next one is taken where a part is too large.
const LEVELS: [f64; 7] = [LEAST, 0.22, 0.29, 0.37, 0.46, 0.58, 0.72];

/// The events of parts of the graph, so that a part that did not change is not looked at again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Events {
    known: HashMap<Vec<u32>, Vec<Vec<u32>>>,
}

impl Events {
    /// Returns the events among `in_order`, which are all numbers of `links` in an order that depends on nothing but the
    /// articles: each in that order.
    pub(crate) fn of(
        &mut self,
        links: &Links,
        in_order: &[u32],
        similarity: impl Fn(u32, u32) -> f64,
    ) -> Vec<Vec<u32>> {
        let mut known = HashMap::new();
        let mut events = Vec::new();
        let (parts, crowds) = parts(links, in_order);
        for part in parts {
            let found = match self.known.remove(&part) {
                Some(found) => found,
                None if part.len() == 1 => vec![part.clone()],
                None => cluster(&part, &similarity),
            };
            events.extend(found.iter().cloned());
            if part.len() > 1 {
                known.insert(part, found);
            }
        }
        events.extend(crowds);
        self.known = known;
        events
    }
}

/// Returns the connected parts of the graph: small ones, and crowds of articles that all but repeat one another.
fn parts(links: &Links, in_order: &[u32]) -> (Vec<Vec<u32>>, Vec<Vec<u32>>) {
    let mut place = vec![usize::MAX; in_order.len()];
    for (at, &number) in in_order.iter().enumerate() {
        place[number as usize] = at;
    }
    let mut parts = Vec::new();
    // Places of articles whose part is still too large.
    let mut open: Vec<usize> = (0..in_order.len()).collect();
    for level in LEVELS {
        let mut groups = Groups::new(in_order.len());
        for &at in &open {
            for link in links.of(in_order[at]).iter().filter(|link| f64::from(link.similarity) >= level) {
                groups.union(at, place[link.to as usize]);
            }
        }
        let mut sets: HashMap<usize, Vec<usize>> = HashMap::new();
        for &at in &open {
            sets.entry(groups.find(at)).or_default().push(at);
        }
        let mut sets: Vec<Vec<usize>> = sets.into_values().collect();
        sets.sort_unstable();
        let (small, large): (Vec<_>, Vec<_>) = sets.into_iter().partition(|set| set.len() <= PART);
        parts.extend(small);
        open = large.iter().flatten().copied().collect();
        if open.is_empty() {
            break;
        }
        if Some(&level) == LEVELS.last() {
            return (numbers(&parts, in_order), numbers(&large, in_order));
        }
    }
    (numbers(&parts, in_order), Vec::new())
}

fn numbers(sets: &[Vec<usize>], in_order: &[u32]) -> Vec<Vec<u32>> {
    sets.iter().map(|set| set.iter().map(|&at| in_order[at]).collect()).collect()
}

/// A node of the tree of groups.
struct Node {
    /// Mean similarity between its halves.
    between: f64,
    /// Sum of the similarities of all pairs in it.
    within: f64,
    halves: Option<(usize, usize)>,
    members: Vec<usize>,
}

impl Node {
    fn is_two_events(&self, nodes: &[Self]) -> bool {
        let Some((a, b)) = self.halves else { return false };
        if self.between < LEAST {
            return true;
        }
        let mean = |node: &Self| {
            let n = node.members.len() as f64;
            node.within / (n * (n - 1.0) / 2.0)
        };
        let (a, b) = (&nodes[a], &nodes[b]);
        let known = a.members.len().min(b.members.len()) >= KNOWN;
        known && self.between < SURE && self.between < CONTRAST * (mean(a) * mean(b)).sqrt()
    }
}

/// Returns the events of a part, by first article.
fn cluster(part: &[u32], similarity: &impl Fn(u32, u32) -> f64) -> Vec<Vec<u32>> {
    let nodes = tree(part, similarity);
    let mut open = vec![nodes.len() - 1];
    let mut out: Vec<Vec<usize>> = Vec::new();
    while let Some(at) = open.pop() {
        let node = &nodes[at];
        match node.halves {
            Some((a, b)) if node.is_two_events(&nodes) => open.extend([a, b]),
            _ => {
                let mut members = node.members.clone();
                members.sort_unstable();
                out.push(members);
            }
        }
    }
    out.sort_unstable();
    out.iter().map(|members| members.iter().map(|&at| part[at]).collect()).collect()
}

/// Returns the tree of average linkage, its root last, by chains of nearest neighbours (Benzécri 1982, Juan 1982).
fn tree(part: &[u32], similarity: &impl Fn(u32, u32) -> f64) -> Vec<Node> {
    let n = part.len();
    let mut table = vec![0.0_f64; n * n];
    for a in 0..n {
        for b in 0..a {
            let found = similarity(part[a], part[b]);
            table[a * n + b] = found;
            table[b * n + a] = found;
        }
    }
    let leaf = |at| Node { between: 1.0, within: 0.0, halves: None, members: vec![at] };
    let mut nodes: Vec<Node> = (0..n).map(leaf).collect();
    // Rows of the table that stand for a group, in ascending order, and the node of each row.
    let mut rows: Vec<usize> = (0..n).collect();
    let mut node_of: Vec<usize> = (0..n).collect();
    let mut chain: Vec<usize> = Vec::new();
    while rows.len() > 1 {
        let top = match chain.last() {
            Some(&top) => top,
            None => {
                chain.push(rows[0]);
                rows[0]
            }
        };
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        let mut nearest = before;
        for &row in rows.iter().filter(|&&row| row != top) {
            if nearest.is_none_or(|known| table[top * n + row] > table[top * n + known]) {
                nearest = Some(row);
            }
        }
        let Some(next) = nearest else { break };
        if nearest != before {
            chain.push(next);
            continue;
        }
        chain.truncate(chain.len() - 2);
        let (a, b) = (top.min(next), top.max(next));
        let (left, right) = (node_of[a], node_of[b]);
        let (size_a, size_b) = (nodes[left].members.len() as f64, nodes[right].members.len() as f64);
        let between = table[a * n + b];
        let within = nodes[left].within + nodes[right].within + between * size_a * size_b;
        let members = [&nodes[left].members[..], &nodes[right].members[..]].concat();
        nodes.push(Node { between, within, halves: Some((left, right)), members });
        node_of[a] = nodes.len() - 1;
        rows.retain(|&row| row != b);
        for &row in rows.iter().filter(|&&row| row != a) {
            let mean = (table[a * n + row] * size_a + table[b * n + row] * size_b) / (size_a + size_b);
            table[a * n + row] = mean;
            table[row * n + a] = mean;
        }
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(similar: &[&[f64]]) -> Vec<Vec<u32>> {
        let part: Vec<u32> = (0..u32::try_from(similar.len()).expect("few")).collect();
        cluster(&part, &|a, b| similar[a as usize][b as usize])
    }

    #[test]
    fn two_close_groups_are_two_events_though_similar() {
        let within = |a: usize, b: usize| if a / 4 == b / 4 { 0.5 } else { 0.3 };
        let table: Vec<Vec<f64>> = (0..8).map(|a| (0..8).map(|b| within(a, b)).collect()).collect();
        let rows: Vec<&[f64]> = table.iter().map(Vec::as_slice).collect();
        assert_eq!(check(&rows), [[0, 1, 2, 3], [4, 5, 6, 7]]);
    }

    #[test]
    fn one_loose_group_is_one_event() {
        let table = vec![vec![0.3; 8]; 8];
        let rows: Vec<&[f64]> = table.iter().map(Vec::as_slice).collect();
        assert_eq!(check(&rows).len(), 1);
        let table = vec![vec![0.1; 8]; 8];
        let rows: Vec<&[f64]> = table.iter().map(Vec::as_slice).collect();
        assert_eq!(check(&rows).len(), 8);
    }
}
