//! One dispute for what several finders or languages tell of it, and the order in which an editor wants them.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use document::Span;
use reading::{ActorId, NameKind};

use super::Evidence;
use crate::{Dispute, DisputeKind, Level, Quote, Side, days_between, groups::Groups, join::shared, pile::actor_key};

/// Days between two tellings of one dispute at most.
const NEAR_DAYS: i32 = 45;

/// Disputes of one pair of opponents that each is compared with.
const NEAREST: usize = 12;

/// Returns the disputes with each told once, those that matter most first.
pub(super) fn merged(evidence: &Evidence, found: Vec<Dispute>) -> Vec<Dispute> {
    let mut all = without_doubles(evidence, found);
    let sides = all.iter_mut().filter(|dispute| is_of_words(dispute)).flat_map(|dispute| &mut dispute.sides);
    sides.for_each(|side| name_source(evidence, side));
    all.sort_by_key(|dispute| (dispute.level(), dispute.about, dispute.kind));
    let mut groups = Groups::new(all.len());
    for same in by_opponents(&all).into_values() {
        for (place, &a) in same.iter().enumerate() {
            for &b in same[place + 1..].iter().take(NEAREST) {
                if of_one_matter(evidence, &all[a], &all[b]) || alone_in_its_language(evidence, &all, &same, a, b) {
                    groups.union(a, b);
                }
            }
        }
    }
    let sets = groups.sets();
    let mut slots: Vec<Option<Dispute>> = all.into_iter().map(Some).collect();
    let mut out: Vec<Dispute> = sets
        .into_iter()
        .filter_map(|set| {
            let members: Vec<Dispute> = set.into_iter().filter_map(|at| slots[at].take()).collect();
            members.into_iter().reduce(|whole, other| united(evidence, whole, other))
        })
        .collect();
    out.sort_by_key(|dispute| (dispute.level(), importance(dispute), dispute.about, dispute.kind));
    out
}

/// Tells whether the value of a side is its source as written.
fn is_of_words(dispute: &Dispute) -> bool {
    matches!(dispute.kind, DisputeKind::Denial | DisputeKind::Fact)
}

/// Names the source that an article writes with a person's name in it: `the union's leader, Mirre Castelijn`.
fn name_source(evidence: &Evidence, side: &mut Side) {
    let Some(value) = side.value.as_ref().filter(|_| side.source.is_none()) else { return };
    let pile = evidence.pile;
    let text = side.quote.span.of(&pile.article(side.quote.article).text);
    let Some(at) = text.find(value.as_str()) else { return };
    let start = side.quote.span.start + at;
    let named = pile.actors_in(side.quote.article, Span::new(start, start + value.len()));
    let mut people = named.into_iter().filter(|&actor| pile.actors.kind(actor) == NameKind::Person);
    if let (Some(actor), None) = (people.next(), people.next()) {
        side.source = Some(pile.actors.id(actor));
        side.value = None;
    }
}

/// Independent origins, then sides that somebody stands for, then articles.
fn importance(dispute: &Dispute) -> impl Ord + use<> {
    let sum = |count: fn(&Side) -> usize| dispute.sides.iter().map(count).sum::<usize>();
    let spoken = sum(|side| usize::from(side.source.is_some()));
    (Reverse(sum(|side| side.counts.origins_at_most)), Reverse(spoken), Reverse(sum(|side| side.counts.articles)))
}

/// Leaves out the disputes about facts that a denial, or another dispute about a fact, shows already.
fn without_doubles(evidence: &Evidence, found: Vec<Dispute>) -> Vec<Dispute> {
    let (mut facts, mut out): (Vec<Dispute>, Vec<Dispute>) =
        found.into_iter().partition(|dispute| dispute.kind == DisputeKind::Fact);
    facts.sort_by_key(|dispute| (dispute.level(), importance(dispute), dispute.about));
    // Where each sentence stands: dispute and side.
    let mut places: BTreeMap<Quote, BTreeSet<(usize, usize)>> = BTreeMap::new();
    let note = |places: &mut BTreeMap<Quote, BTreeSet<_>>, number: usize, dispute: &Dispute| {
        for (side, quotes) in dispute.sides.iter().enumerate() {
            for quote in &quotes.support {
                for sentence in sentences(evidence, *quote) {
                    places.entry(sentence).or_default().insert((number, side));
                }
            }
        }
    };
    for (number, dispute) in out.iter().enumerate().filter(|(_, dispute)| dispute.kind == DisputeKind::Denial) {
        note(&mut places, number, dispute);
    }
    for fact in facts {
        let of = |side: &Side| -> BTreeSet<(usize, usize)> {
            let at = sentences(evidence, side.quote).into_iter().filter_map(|sentence| places.get(&sentence));
            at.flatten().copied().collect()
        };
        let (Some(told), Some(denied)) = (fact.sides.first().map(of), fact.sides.last().map(of)) else { continue };
        let shown = told.iter().any(|(number, _)| denied.iter().any(|(other, _)| other == number));
        if shown {
            continue;
        }
        // A denial whose other side is told elsewhere too: one dispute with one more voice.
        if let Some(&(number, side)) = denied.iter().next()
            && let Some(whole) = out.get_mut(number)
            && side > 0
            && fact.level() == Level::Plain
        {
            let added = fact.sides.into_iter().next();
            whole.sides = unite_sides(evidence, std::mem::take(&mut whole.sides), added);
            continue;
        }
        note(&mut places, out.len(), &fact);
        out.push(fact);
    }
    out
}

/// The sentences that a quote touches.
fn sentences(evidence: &Evidence, quote: Quote) -> Vec<Quote> {
    let touched = evidence.pile.sentences_in(quote.article, quote.span);
    touched.map(|sentence| evidence.pile.quote(quote.article, sentence)).collect()
}

/// Denials and facts by who asserts and who denies.
fn by_opponents(all: &[Dispute]) -> BTreeMap<(ActorId, ActorId), Vec<usize>> {
    let mut out: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, dispute) in all.iter().enumerate() {
        if !is_of_words(dispute) {
            continue;
        }
        let mut sides = dispute.sides.iter().filter_map(|side| side.source.clone());
        let Some(first) = dispute.sides.first().and_then(|side| side.source.clone()) else { continue };
        let others: BTreeSet<ActorId> = sides.by_ref().filter(|other| *other != first).collect();
        for other in others {
            out.entry((first.clone(), other)).or_default().push(at);
        }
    }
    out
}

/// Tells whether two disputes of the same opponents share words of what they are about, near in time.
fn of_one_matter(evidence: &Evidence, a: &Dispute, b: &Dispute) -> bool {
    let terms = |dispute: &Dispute| {
        let mut terms: Vec<u32> = dispute
            .sides
            .iter()
            .flat_map(|side| sentences(evidence, side.quote))
            .flat_map(|quote| evidence.pile.keys_in(quote.article, quote.span))
            .filter(|key| *key < actor_key(0))
            .collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    };
    let (one, two) = (terms(a), terms(b));
    let n = shared(&one, &two);
    near(evidence, a, b) && n >= 3 && n * 3 >= one.len().min(two.len())
}

/// Tells whether two disputes of the same opponents are in different languages, near in time, and each the only one in
/// its language: then they are one, whatever the words.
fn alone_in_its_language(evidence: &Evidence, all: &[Dispute], same: &[usize], a: usize, b: usize) -> bool {
    let language = |at: usize| evidence.pile.article(all[at].about.article).language;
    let alone = |at: usize| {
        let rivals = same.iter().filter(|&&other| other != at && language(other) == language(at));
        !rivals.into_iter().any(|&other| near(evidence, &all[at], &all[other]))
    };
    language(a) != language(b) && near(evidence, &all[a], &all[b]) && alone(a) && alone(b)
}

fn near(evidence: &Evidence, a: &Dispute, b: &Dispute) -> bool {
    let published = |dispute: &Dispute| evidence.pile.published(dispute.about.article);
    match published(a).zip(published(b)) {
        Some((a, b)) => a.overlaps(b) || days_between(a.first_day(), b.first_day()) <= NEAR_DAYS,
        None => evidence.origins.story(a.about.article) == evidence.origins.story(b.about.article),
    }
}

fn united(evidence: &Evidence, mut whole: Dispute, other: Dispute) -> Dispute {
    if other.level() < whole.level() {
        whole.why = other.why;
    }
    whole.sides = unite_sides(evidence, whole.sides, other.sides);
    whole
}

/// Puts sides of one source together.
fn unite_sides(evidence: &Evidence, mut sides: Vec<Side>, more: impl IntoIterator<Item = Side>) -> Vec<Side> {
    for side in more {
        let same = sides.iter_mut().find(|known| known.source == side.source && known.value == side.value);
        let Some(known) = same else {
            sides.push(side);
            continue;
        };
        let speakers = known.counts.speakers.max(side.counts.speakers);
        let support = known.support.iter().chain(&side.support).copied().collect();
        if let Some(joined) = evidence.side(known.value.clone(), known.source.clone(), support, speakers) {
            *known = Side { quote: known.quote, ..joined };
        }
    }
    sides
}
