//! What became of what was announced, as far as the articles tell.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    dated::{Dated, Ground},
    width,
};
use crate::{Status, TimelineEntry, pile::Pile, pile::Term};

/// Later articles about the same actor from which their silence is worth a word.
const LATER: usize = 2;

/// Of so many sentences that tell it, one at least announces what was planned.
const PLANNED_OF: usize = 5;

/// When articles speak of actors and of what happens to them.
pub(super) struct Silence {
    /// For each actor the days on which articles appeared that name it, in order.
    named: BTreeMap<usize, Vec<Date>>,
    /// The last day on which an article appeared with a sentence about this event and this actor.
    told: BTreeMap<(Term, usize), Date>,
}

impl Silence {
    /// Notes for every actor when articles name it, and beside which events.
    pub(super) fn of(pile: &Pile) -> Self {
        let (mut named, mut told) = (BTreeMap::<usize, Vec<Date>>::new(), BTreeMap::new());
        for (article, prepared) in pile.articles.iter().enumerate() {
            let Some(published) = pile.published(article) else { continue };
            for &(actor, _) in &prepared.actors {
                named.entry(actor).or_default().push(published.first_day());
            }
            for prose in &prepared.sentences {
                for &event in prose.terms.iter().filter(|term| pile.is_event(**term)) {
                    for &actor in &prose.actors {
                        let last = told.entry((event, actor)).or_insert(published.last_day());
                        *last = (*last).max(published.last_day());
                    }
                }
            }
        }
        named.values_mut().for_each(|days| days.sort_unstable());
        Self { named, told }
    }

    /// Tells whether articles that appeared after a day name an actor of a sentence, and none of them tells of its
    /// event again.
    fn after(&self, pile: &Pile, one: &Dated, day: Date) -> bool {
        let prose = pile.prose(one.article, one.sentence);
        let events: Vec<Term> = prose.terms.iter().copied().filter(|term| pile.is_event(*term)).collect();
        let told =
            |actor: usize| events.iter().any(|&event| self.told.get(&(event, actor)).is_some_and(|last| *last >= day));
        let later = |actor: usize| {
            self.named.get(&actor).map_or(0, |days| days.len() - days.partition_point(|published| *published <= day))
        };
        !events.is_empty()
            && !prose.actors.iter().any(|&actor| told(actor))
            && prose.actors.iter().any(|&actor| later(actor) >= LATER)
    }
}

/// Returns what became of a happening that these sentences tell.
///
/// Silence counts only for a date of a month at most and an event that the packs know, beside an actor whom later
/// articles still name: the pile's silence is not the world's.
pub(super) fn status(pile: &Pile, silence: &Silence, entry: &TimelineEntry, members: &[&Dated]) -> Status {
    let planned = |one: &&&Dated| one.planned;
    if !members.iter().any(|one| one.planned) {
        return Status::Happened;
    }
    let tells = |one: &&&Dated| {
        let since = |published: document::PartialDate| published.last_day() >= entry.date.first_day();
        !one.planned && one.ground != Ground::Vague && pile.published(one.article).is_some_and(since)
    };
    // One date among many that was read wrongly as to come makes no plan.
    let n_planned = members.iter().filter(|one| one.planned).count();
    if n_planned * PLANNED_OF < members.len() {
        return Status::Happened;
    }
    if members.iter().any(|one| tells(&one)) {
        return Status::Confirmed;
    }
    if !members.iter().all(|one| planned(&one)) {
        return Status::Happened;
    }
    let last = entry.end.unwrap_or(entry.date).last_day();
    let silent = width(entry.date) <= 31 && members.iter().all(|one| silence.after(pile, one, last));
    if silent { Status::Overdue } else { Status::Planned }
}
