//! Which dated sentences tell one happening.

use std::collections::BTreeMap;

use document::PartialDate;

use super::{
    dated::{Dated, Ground},
    width,
};
use crate::{
    counts::Origins,
    groups::Groups,
    join::{Similar, similar_pairs},
    pile::Pile,
};

/// Share of the shorter sentence from which two sentences of one date tell the same happening.
const SAME_HAPPENING: Similar = Similar { share: 0.5, members: 3 };

/// Returns the sentences of each happening, as indices.
pub(super) fn happenings(pile: &Pile, origins: &Origins, dated: &[Dated]) -> Vec<Vec<usize>> {
    let sets: Vec<&[u32]> = dated.iter().map(|one| pile.prose(one.article, one.sentence).keys.as_slice()).collect();
    let mut groups = Groups::new(dated.len());
    for (a, b) in similar_pairs(&sets, SAME_HAPPENING) {
        if same_time(&dated[a], &dated[b])
            && (dated[a].article, dated[a].sentence) != (dated[b].article, dated[b].sentence)
        {
            groups.union(a, b);
        }
    }
    unite_events(pile, origins, dated, &mut groups);
    unite_beginnings(pile, dated, &mut groups);
    unite_tellings(pile, dated, &mut groups);
    groups.sets()
}

/// One date, one kind of event and one actor or story in common are one happening, however it is told; not for bare
/// years, which hold many. A wider date is the same happening as the only sharper one inside it.
fn unite_events(pile: &Pile, origins: &Origins, dated: &[Dated], groups: &mut Groups) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut sharper: BTreeMap<(u32, Common), BTreeMap<_, usize>> = BTreeMap::new();
    let keys: Vec<Vec<(u32, Common)>> = dated.iter().map(|one| event_keys(pile, origins, one)).collect();
    for (at, one) in dated.iter().enumerate() {
        if one.ground != Ground::Own || one.background && width(one.date) > 31 {
            continue;
        }
        for &(event, common) in &keys[at] {
            let narrow = width(one.date) <= 6 || matches!(common, Common::Actor(_));
            if narrow && width(one.date) <= 31 {
                groups.union(at, *first.entry((one.date.sort_key(), event, common)).or_insert(at));
            }
            if width(one.date) <= 31 {
                sharper.entry((event, common)).or_default().entry(one.date.sort_key()).or_insert(at);
            }
        }
    }
    for (at, one) in dated.iter().enumerate().filter(|(_, one)| one.ground == Ground::Own && width(one.date) > 6) {
        for key in &keys[at] {
            let Some(dates) = sharper.get(key) else { continue };
            let (first_day, last_day) = one.date.days();
            let from = (first_day, std::cmp::Reverse(jiff::civil::Date::MAX));
            let until = (last_day, std::cmp::Reverse(jiff::civil::Date::MIN));
            let mut inside = dates
                .range(from..=until)
                .map(|(_, other)| *other)
                .filter(|&other| one.date.contains(dated[other].date) && dated[other].date != one.date);
            if let (Some(other), None) = (inside.next(), inside.next()) {
                groups.union(at, other);
            }
        }
    }
}

/// What two tellings of an event have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Common {
    Actor(usize),
    Story(usize),
}

/// The events of a sentence, each with the actors and the story that may tie it to another telling.
fn event_keys(pile: &Pile, origins: &Origins, one: &Dated) -> Vec<(u32, Common)> {
    let prose = pile.prose(one.article, one.sentence);
    let events = prose.terms.iter().copied().filter(|term| pile.is_event(*term));
    let story = origins.story(one.article);
    let story = Some(Common::Story(story)).filter(|_| story != usize::MAX);
    let common: Vec<Common> = prose.actors.iter().map(|&actor| Common::Actor(actor)).chain(story).collect();
    events.flat_map(|event| common.iter().map(move |&common| (event, common))).collect()
}

/// What one article tells of one day or of `last week` in words of one meaning about one actor is one happening.
fn unite_tellings(pile: &Pile, dated: &[Dated], groups: &mut Groups) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for (at, one) in dated.iter().enumerate() {
        if matches!(one.ground, Ground::Lead | Ground::Follow) || one.ground == Ground::Own && width(one.date) > 6 {
            continue;
        }
        let prose = pile.prose(one.article, one.sentence);
        for &term in prose.terms.iter().filter(|term| pile.is_concept(**term)) {
            for &actor in &prose.actors {
                groups.union(at, *first.entry((one.article, one.date.sort_key(), term, actor)).or_insert(at));
            }
        }
    }
}

/// Bare years of one sort of lasting deed by one actor are one beginning.
fn unite_beginnings(pile: &Pile, dated: &[Dated], groups: &mut Groups) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for (at, one) in dated.iter().enumerate().filter(|(_, one)| matches!(one.date, PartialDate::Year(_))) {
        let prose = pile.prose(one.article, one.sentence);
        for &deed in prose.terms.iter().filter(|term| pile.is_activity(**term)) {
            for &actor in &prose.actors {
                groups.union(at, *first.entry((one.date.sort_key(), deed, actor)).or_insert(at));
            }
        }
    }
}

/// Equal dates, or one inside the other and not wider than a month; a lead's day is when it was told.
fn same_time(a: &Dated, b: &Dated) -> bool {
    if a.date == b.date {
        return true;
    }
    if a.ground != Ground::Own || b.ground != Ground::Own {
        return crate::days_between(a.date.first_day(), b.date.first_day()) <= 1
            && width(a.date) == 0
            && width(b.date) == 0;
    }
    (a.date.contains(b.date) || b.date.contains(a.date)) && width(a.date).max(width(b.date)) <= 31
}
