//! Long stories: events that the same cast carries on, however the words change.

use std::{cmp::Ordering, collections::HashMap};

use super::{
    features::{Key, Vector},
    linkage::{Cut, Linkage},
    links::Links,
};
use crate::join::shared;

/// Leading actors of an event.
const LEADING: usize = 10;

/// Leading actors that two events share to have anything in common: of two, both may be great powers.
const SHARED: usize = 3;

/// Mean similarity of the casts of events of one story: low, since a story of years keeps some of its actors only; a
/// mean, so that a president who is everywhere does not make one story of everything.
const CUT: Cut = Cut { least: 0.15, sure: 0.0, contrast: 0.0, levels: &[0.15, 0.22, 0.3, 0.4, 0.52, 0.66, 0.8] };

/// Who an event is about.
#[derive(Clone, Debug)]
struct Cast {
    /// Number of its first article, which says where it stands in time.
    first: u32,
    /// The actors of all its articles.
    actors: Vector,
    /// The leading ones, sorted.
    leading: Vec<Key>,
}

/// The events of a pile by cast. Every event has a number as long as it has the same articles.
#[derive(Clone, Debug)]
pub(crate) struct Threads {
    numbers: HashMap<Vec<u32>, u32>,
    casts: Vec<Option<Cast>>,
    links: Links,
    linkage: Linkage,
}

impl Threads {
    /// Returns an index of no events.
    pub(crate) fn new() -> Self {
        Self { numbers: HashMap::new(), casts: Vec::new(), links: Links::default(), linkage: Linkage::new(CUT) }
    }

    /// Returns which events, in order of their first articles, are one story: groups of places in `events`. An event
    /// without a cast (`None`) stays alone.
    pub(crate) fn of<'v>(
        &mut self,
        events: &[Vec<u32>],
        order: impl Fn(u32, u32) -> Ordering,
        actors: impl Fn(&[u32]) -> Option<Vec<&'v Vector>>,
    ) -> Vec<Vec<usize>> {
        let mut before = std::mem::take(&mut self.numbers);
        let kept: Vec<Option<u32>> = events.iter().map(|event| before.remove(event)).collect();
        let mut gone: Vec<u32> = before.into_values().collect();
        gone.sort_unstable();
        for number in gone {
            let Some(cast) = self.casts[number as usize].clone() else { continue };
            let (order, similarity) = (by_first(&self.casts, &order), by_cast(&self.casts));
            self.links.remove(number, &cast.leading, order, similarity, CUT.least);
            self.casts[number as usize] = None;
        }
        let mut in_order = Vec::new();
        let mut place = HashMap::new();
        let mut alone = Vec::new();
        for (at, (event, kept)) in events.iter().zip(kept).enumerate() {
            let number = match kept {
                Some(number) => number,
                None => {
                    let Some(actors) = actors(event) else {
                        alone.push(vec![at]);
                        continue;
                    };
                    self.add(Cast::of(event, &actors), &order)
                }
            };
            self.numbers.insert(event.clone(), number);
            in_order.push(number);
            place.insert(number, at);
        }
        let mut groups = self.linkage.groups(&self.links, &in_order, by_cast(&self.casts));
        groups.sort_unstable_by_key(|group| place.get(&group[0]).copied());
        groups
            .into_iter()
            .map(|group| group.iter().filter_map(|number| place.get(number).copied()).collect())
            .chain(alone)
            .collect()
    }

    fn add(&mut self, cast: Cast, order: &impl Fn(u32, u32) -> Ordering) -> u32 {
        let number = u32::try_from(self.casts.len()).unwrap_or(u32::MAX);
        let keys = cast.leading.clone();
        self.casts.push(Some(cast));
        self.links.add(&keys, by_first(&self.casts, order), by_cast(&self.casts), CUT.least);
        number
    }
}

fn by_first(casts: &[Option<Cast>], order: impl Fn(u32, u32) -> Ordering) -> impl Fn(u32, u32) -> Ordering {
    move |a, b| match (&casts[a as usize], &casts[b as usize]) {
        (Some(a), Some(b)) => order(a.first, b.first),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

fn by_cast(casts: &[Option<Cast>]) -> impl Fn(u32, u32) -> f64 {
    move |a, b| match (&casts[a as usize], &casts[b as usize]) {
        (Some(a), Some(b)) if shared(&a.leading, &b.leading) >= SHARED => a.actors.cosine(&b.actors),
        _ => 0.0,
    }
}

impl Cast {
    fn of(event: &[u32], actors: &[&Vector]) -> Self {
        let actors = Vector::sum(actors.iter().copied());
        let mut leading = actors.heaviest(LEADING);
        leading.sort_unstable();
        Self { first: event.first().copied().unwrap_or_default(), actors, leading }
    }
}
