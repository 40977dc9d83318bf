//! Groups of things that are alike: average linkage (Sokal and Michener 1958) within small parts of the graph of links,
//! cut where groups are not alike enough, or where two halves are each much closer within than to one another.

use std::collections::HashMap;

use super::links::Links;
use crate::groups::Groups;

/// Where the tree of groups is cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Mean similarity of two groups from which they may be one.
    pub(crate) least: f64,
    /// Mean similarity of two groups from which they are one whatever they are like within.
    pub(crate) sure: f64,
    /// Two groups stay two when they are less similar to one another than this share of how similar they are within
    /// (the geometric mean of both).
    pub(crate) contrast: f64,
    /// Similarities of links that hold a part together, from `least` on: the next one is taken where a part is too large.
    pub(crate) levels: &'static [f64],
}

/// Things of the smaller of two groups that stay two for contrast: of fewer it is not known how similar they are within.
const KNOWN: usize = 4;

/// Things of a part, which are compared each with each.
const PART: usize = 512;

/// The groups of parts of a graph, so that a part that did not change is not looked at again.
#[derive(Clone, Debug)]
pub(crate) struct Linkage {
    cut: Cut,
    known: HashMap<Vec<u32>, Vec<Vec<u32>>>,
}

impl Linkage {
    /// Returns what makes groups by a cut.
    pub(crate) fn new(cut: Cut) -> Self {
        Self { cut, known: HashMap::new() }
    }

    /// Returns the groups of `in_order`: numbers of `links` in an order that depends on nothing but the things
    /// themselves, as that of the members of each group does.
    pub(crate) fn groups(
        &mut self,
        links: &Links,
        in_order: &[u32],
        similarity: impl Fn(u32, u32) -> f64,
    ) -> Vec<Vec<u32>> {
        let mut known = HashMap::new();
        let mut groups = Vec::new();
        let (parts, crowds) = parts(self.cut.levels, links, in_order);
        for part in parts {
            if part.len() == 1 {
                groups.push(part);
                continue;
            }
            let found = self.known.remove(&part).unwrap_or_else(|| cluster(&self.cut, &part, &similarity));
            groups.extend(found.iter().cloned());
            known.insert(part, found);
        }
        groups.extend(crowds);
        self.known = known;
        groups
    }
}

/// Returns the connected parts of the graph: small ones, and crowds of things that all but repeat one another.
fn parts(levels: &[f64], links: &Links, in_order: &[u32]) -> (Vec<Vec<u32>>, Vec<Vec<u32>>) {
    let mut place = vec![usize::MAX; links.len()];
    for (at, &number) in in_order.iter().enumerate() {
        place[number as usize] = at;
    }
    let mut parts = Vec::new();
    // Places of those whose part is still too large.
    let mut open: Vec<usize> = (0..in_order.len()).collect();
    for &level in levels {
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
        if Some(&level) == levels.last() {
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
    fn is_two(&self, cut: &Cut, nodes: &[Self]) -> bool {
        let Some((a, b)) = self.halves else { return false };
        if self.between < cut.least {
            return true;
        }
        let mean = |node: &Self| {
            let n = node.members.len() as f64;
            node.within / (n * (n - 1.0) / 2.0)
        };
        let (a, b) = (&nodes[a], &nodes[b]);
        let known = a.members.len().min(b.members.len()) >= KNOWN;
        known && self.between < cut.sure && self.between < cut.contrast * (mean(a) * mean(b)).sqrt()
    }
}

/// Returns the groups of a part, by first member.
fn cluster(cut: &Cut, part: &[u32], similarity: &impl Fn(u32, u32) -> f64) -> Vec<Vec<u32>> {
    let nodes = tree(part, similarity);
    let mut open = vec![nodes.len() - 1];
    let mut out: Vec<Vec<usize>> = Vec::new();
    while let Some(at) = open.pop() {
        let node = &nodes[at];
        match node.halves {
            Some((a, b)) if node.is_two(cut, &nodes) => open.extend([a, b]),
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
        let cut = Cut { least: 0.16, sure: 0.4, contrast: 0.75, levels: &[0.16] };
        cluster(&cut, &part, &|a, b| similar[a as usize][b as usize])
    }

    #[test]
    fn two_close_groups_stay_two_though_similar() {
        let within = |a: usize, b: usize| if a / 4 == b / 4 { 0.5 } else { 0.3 };
        let table: Vec<Vec<f64>> = (0..8).map(|a| (0..8).map(|b| within(a, b)).collect()).collect();
        let rows: Vec<&[f64]> = table.iter().map(Vec::as_slice).collect();
        assert_eq!(check(&rows), [[0, 1, 2, 3], [4, 5, 6, 7]]);
    }

    #[test]
    fn one_loose_group_is_one() {
        let table = vec![vec![0.3; 8]; 8];
        let rows: Vec<&[f64]> = table.iter().map(Vec::as_slice).collect();
        assert_eq!(check(&rows).len(), 1);
        let table = vec![vec![0.1; 8]; 8];
        let rows: Vec<&[f64]> = table.iter().map(Vec::as_slice).collect();
        assert_eq!(check(&rows).len(), 8);
    }
}
