//! The same happening to the same parties on the same day.

use std::collections::BTreeMap;

use document::PartialDate;
use reading::{Event, Factuality, Tense};

use super::{Sources, Telling, agreement};
use crate::{Agreement, AgreementKind, groups::Groups, join::shared};

/// Tellings of one happening behind one that it is compared with.
const NEAREST: usize = 16;

/// Shared words and actors of the sentences beside those of the parties, at least, where only one party is known.
const SHARED_KEYS: usize = 2;

struct Told<'a> {
    telling: Telling,
    event: &'a Event,
    day: jiff::civil::Date,
    actors: Vec<usize>,
    recipients: Vec<usize>,
}

/// Returns the agreements about happenings.
pub(super) fn agreements(sources: Sources) -> Vec<Agreement> {
    let all = told(sources);
    let mut buckets: BTreeMap<(&str, usize, jiff::civil::Date), Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        for &party in one.actors.iter().chain(&one.recipients) {
            buckets.entry((&one.event.frame, party, one.day)).or_default().push(at);
        }
    }
    let mut groups = Groups::new(all.len());
    for bucket in buckets.values() {
        for (place, &a) in bucket.iter().enumerate() {
            for &b in bucket[place + 1..].iter().take(NEAREST) {
                if same_happening(sources, &all[a], &all[b]) {
                    groups.union(a, b);
                }
            }
        }
    }
    let sets = groups.sets().into_iter().filter(|set| set.len() > 1);
    sets.filter_map(|set| {
        let tellings: Vec<Telling> = set.iter().map(|&at| all[at].telling).collect();
        agreement(sources, AgreementKind::Event, &tellings, "dossier.agreement.event")
    })
    .collect()
}

/// Happenings told as facts, with a day and a party, in sentences that may be shown.
fn told(sources: Sources) -> Vec<Told> {
    let pile = sources.pile;
    let mut out = Vec::new();
    for (article, entry) in pile.entries.iter().enumerate() {
        for event in entry.reading.events.iter().filter(|event| event.plover.is_some()) {
            let Some(sentence) = entry.annotated.sentence_at(event.trigger.start) else { continue };
            let certain = event.factuality == Factuality::Certain && event.tense == Tense::Past;
            // A noun only names what happens.
            let clauses = &entry.reading.clauses;
            let at = clauses.partition_point(|clause| clause.head.end <= event.trigger.start);
            let tells = clauses.get(at).is_some_and(|clause| {
                clause.finite && clause.factuality == Factuality::Certain && clause.head.overlap(event.trigger) > 0
            });
            if !certain || !tells || !pile.prose(article, sentence).quotable {
                continue;
            }
            let Some(day) = day(event, pile.published(article)) else { continue };
            let numbers = |parties: &[reading::Party]| -> Vec<usize> {
                parties.iter().filter_map(|party| pile.actors.number(party.actor.as_ref()?)).collect()
            };
            let (actors, recipients) = (numbers(&event.actors), numbers(&event.recipients));
            let members = event.actors.iter().chain(&event.recipients);
            let span = members.fold(event.trigger, |span, party| span.cover(party.span));
            out.push(Told { telling: Telling { article, sentence, span }, event, day, actors, recipients });
        }
    }
    out
}

/// The day that the clause gives, or else that of the publication.
fn day(event: &Event, published: Option<PartialDate>) -> Option<jiff::civil::Date> {
    let told: Option<PartialDate> = event.when.as_deref().and_then(|value| value.parse().ok());
    match told.or(published)? {
        PartialDate::Day(day) => Some(day),
        _ => None,
    }
}

fn same_happening(sources: Sources, a: &Told, b: &Told) -> bool {
    if a.telling.article == b.telling.article {
        return false;
    }
    let meet = |one: &[usize], two: &[usize]| one.iter().any(|actor| two.contains(actor));
    let differ = |one: &[usize], two: &[usize]| !one.is_empty() && !two.is_empty() && !meet(one, two);
    if differ(&a.actors, &b.actors) || differ(&a.recipients, &b.recipients) {
        return false;
    }
    let keys = |told: &Told| &sources.pile.prose(told.telling.article, told.telling.sentence).keys;
    let n = shared(keys(a), keys(b));
    let both = meet(&a.actors, &b.actors) && meet(&a.recipients, &b.recipients);
    let place = a.event.place.is_some() && a.event.place == b.event.place;
    n >= SHARED_KEYS + usize::from(!both && !place) && (both || place || n > SHARED_KEYS + 1)
}
