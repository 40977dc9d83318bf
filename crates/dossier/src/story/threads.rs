//! Long stories: events that the same cast carries on, however the words change.

use std::{collections::HashMap, sync::Arc};

use super::features::{Key, Vector};
use crate::{groups::Groups, join::shared};

/// Leading actors of an event.
const LEADING: usize = 10;

/// Leading actors that two events of one story share.
const SHARED: usize = 3;

/// Similarity of the casts of two events of one story.
const SAME_CAST: f64 = 0.3;

/// Events in order of time between two that are compared, among those that one leading actor leads.
const REACH: usize = 16;

/// Who an event is about.
#[derive(Clone, Debug)]
pub(crate) struct Cast {
    /// The actors of all its articles.
    pub(crate) actors: Vector,
    /// The leading ones, sorted.
    leading: Vec<Key>,
}

impl Cast {
    /// Returns the cast of an event from the actors of its articles.
    pub(crate) fn of<'v>(articles: impl Iterator<Item = &'v Vector>) -> Self {
        let actors = Vector::sum(articles);
        let mut leading = actors.heaviest(LEADING);
        leading.sort_unstable();
        Self { actors, leading }
    }

    fn carries_on(&self, other: &Self) -> bool {
        shared(&self.leading, &other.leading) >= SHARED && self.actors.cosine(&other.actors) >= SAME_CAST
    }
}

/// Returns groups of events, which come in order of time; those without a day (`None`) stay alone, since nothing tells
/// that one carries on the other.
pub(crate) fn threads(casts: &[Option<Arc<Cast>>]) -> Groups {
    let mut lists: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut groups = Groups::new(casts.len());
    let mut near: Vec<usize> = Vec::new();
    for (event, cast) in casts.iter().enumerate() {
        let Some(cast) = cast else { continue };
        near.clear();
        for actor in &cast.leading {
            let list = lists.entry(*actor).or_default();
            near.extend(&list[list.len().saturating_sub(REACH)..]);
            list.push(event);
        }
        near.sort_unstable();
        for same in near.chunk_by(|a, b| a == b) {
            if groups.find(same[0]) != groups.find(event)
                && casts[same[0]].as_ref().is_some_and(|other| other.carries_on(cast))
            {
                groups.union(same[0], event);
            }
        }
    }
    groups
}
