//! Disjoint sets of numbered things.

/// A partition of `0..n` that only ever grows coarser; the smallest member names its set, so that the outcome does not
/// depend on the order of the unions.
pub(crate) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    /// Returns `n` sets of one.
    pub(crate) fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    /// Returns the smallest member of the set that holds `item`.
    pub(crate) fn find(&mut self, item: usize) -> usize {
        let mut root = item;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = item;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    /// Makes one set of those that hold `a` and `b`.
    pub(crate) fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// Returns the sets, by smallest member, each in ascending order.
    pub(crate) fn sets(&mut self) -> Vec<Vec<usize>> {
        let mut place = vec![usize::MAX; self.parent.len()];
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for item in 0..self.parent.len() {
            let root = self.find(item);
            if place[root] == usize::MAX {
                place[root] = sets.len();
                sets.push(Vec::new());
            }
            sets[place[root]].push(item);
        }
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_unions_does_not_matter() {
        let mut one = Groups::new(5);
        let mut other = Groups::new(5);
        for (a, b) in [(0, 3), (3, 4), (1, 2)] {
            one.union(a, b);
        }
        for (a, b) in [(2, 1), (4, 0), (4, 3)] {
            other.union(a, b);
        }
        assert_eq!(one.sets(), vec![vec![0, 3, 4], vec![1, 2]]);
        assert_eq!(one.sets(), other.sets());
    }
}
