//! Which articles, or events, are compared at all: those that stand near one another, in order of time, among those that
//! have the same rare word, actor, date or figure.
//!
//! A war that fills a hundred thousand articles makes lists of a hundred thousand; since only near ones are compared, an
//! article costs the same there. Links do not depend on the order of arrival: two things are linked when in one list at
//! least they stand at most [`REACH`] places apart, now.

use std::{cmp::Ordering, collections::HashMap};

use super::features::Key;

/// Places between two things in the list of a key at most.
const REACH: usize = 12;

/// One thing's link to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Link {
    /// The other one.
    pub(crate) to: u32,
    /// In how many lists they stand near.
    lists: u16,
    /// How similar they are.
    pub(crate) similarity: f32,
}

/// Links among numbered things.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    lists: HashMap<Key, Vec<u32>>,
    links: Vec<Vec<Link>>,
}

impl Links {
    /// Returns the links of a thing.
    pub(crate) fn of(&self, number: u32) -> &[Link] {
        &self.links[number as usize]
    }

    /// Adds the thing with the next number, which stands in the lists of `keys`; keeps links that are at least `least`
    /// similar.
    pub(crate) fn add(
        &mut self,
        keys: &[Key],
        order: impl Fn(u32, u32) -> Ordering,
        similarity: impl Fn(u32, u32) -> f64,
        least: f64,
    ) {
        let new = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        let mut near: Vec<u32> = Vec::new();
        let mut apart: Vec<(u32, u32)> = Vec::new();
        for key in keys {
            let list = self.lists.entry(*key).or_default();
            let at = list.partition_point(|&other| order(other, new) == Ordering::Less);
            near.extend(&list[at.saturating_sub(REACH)..list.len().min(at + REACH)]);
            // those between which the new one stands are one place further apart
            for right in at..list.len().min(at + REACH) {
                if let Some(left) = right.checked_sub(REACH) {
                    apart.push((list[left], list[right]));
                }
            }
            list.insert(at, new);
        }
        for (left, right) in apart {
            self.part(left, right);
            self.part(right, left);
        }
        near.sort_unstable();
        let mut own = Vec::new();
        for same in near.chunk_by(|a, b| a == b) {
            let to = same[0];
            let found = similarity(to, new);
            if found >= least {
                let (lists, similarity) = (u16::try_from(same.len()).unwrap_or(u16::MAX), found as f32);
                own.push(Link { to, lists, similarity });
                self.links[to as usize].push(Link { to: new, lists, similarity });
            }
        }
        self.links.push(own);
    }

    /// Takes a thing out, with the keys that it was added with.
    pub(crate) fn remove(
        &mut self,
        old: u32,
        keys: &[Key],
        order: impl Fn(u32, u32) -> Ordering,
        similarity: impl Fn(u32, u32) -> f64,
        least: f64,
    ) {
        for link in std::mem::take(&mut self.links[old as usize]) {
            self.links[link.to as usize].retain(|back| back.to != old);
        }
        let mut nearer: Vec<(u32, u32)> = Vec::new();
        for key in keys {
            let Some(list) = self.lists.get_mut(key) else { continue };
            let at = list.partition_point(|&other| order(other, old) == Ordering::Less);
            if list.get(at) != Some(&old) {
                continue;
            }
            list.remove(at);
            // those between which it stood are one place nearer
            for right in at..list.len().min(at + REACH) {
                if let Some(left) = right.checked_sub(REACH) {
                    nearer.push((list[left], list[right]));
                }
            }
        }
        for (left, right) in nearer {
            if let Some(at) = self.links[left as usize].iter().position(|link| link.to == right) {
                self.links[left as usize][at].lists += 1;
                if let Some(back) = self.links[right as usize].iter_mut().find(|link| link.to == left) {
                    back.lists += 1;
                }
                continue;
            }
            let found = similarity(left, right);
            if found >= least {
                let similarity = found as f32;
                self.links[left as usize].push(Link { to: right, lists: 1, similarity });
                self.links[right as usize].push(Link { to: left, lists: 1, similarity });
            }
        }
    }

    /// Returns the number that the next thing gets: how many were ever added.
    pub(crate) fn len(&self) -> usize {
        self.links.len()
    }

    fn part(&mut self, from: u32, to: u32) {
        let links = &mut self.links[from as usize];
        if let Some(at) = links.iter().position(|link| link.to == to) {
            links[at].lists -= 1;
            if links[at].lists == 0 {
                links.swap_remove(at);
            }
        }
    }
}
