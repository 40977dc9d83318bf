//! What one asserts and another denies, each in its own words: whether it happened, who took part.
//!
//! A clause that is told as not so faces clauses and nouns that tell the same as so: the same verb, happening or
//! meaning, with parties that fit, most of the other words, and a time that does not forbid it. What somebody denies in
//! so many words is left to `denial`.

mod claim;
mod version;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use claim::{Claim, Index, claims};
use reading::{Factuality, Rule, Tense};

use super::Evidence;
use crate::{Dispute, DisputeKind, Doubt, Quote, days_between, groups::Groups, join::shared, pile::actor_key};

/// Share of a denied clause's words and actors that the sentence which asserts it must have.
const SHARED_PART: f64 = 0.6;

/// The same share where who is said to have done something denies it.
const OWN_PART: f64 = 0.3;

/// Shared words and actors beside the predicate, at least.
const SHARED_KEYS: usize = 2;

/// Days between the two articles at most, unless both give one date.
const NEAR_DAYS: i32 = 30;

/// Days that an assertion may be published after the denial, when it tells of something past without a date.
const AFTER_DAYS: i32 = 7;

/// Mentions from which an article is about an actor.
const LEADING: usize = 3;

/// Sentences shown for one side at most.
const MOST_SENTENCES: usize = 12;

/// Returns the disputes about facts, by place.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let (denied, told) = claims(evidence);
    let index = Index::of(evidence, &told);
    let mut groups = Groups::new(denied.len() + told.len());
    let mut found = Vec::new();
    for (at, claim) in denied.iter().enumerate() {
        for other in index.near(evidence, &told, claim) {
            if let Some((why, worth)) = contradicts(evidence, claim, &told[other]) {
                groups.union(at, denied.len() + other);
                found.push(Pair { denied: at, told: other, why, worth });
            }
        }
    }
    let mut sets: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
    for pair in found {
        sets.entry(groups.find(pair.denied)).or_default().push(pair);
    }
    let mut out: Vec<Dispute> =
        sets.into_values().filter_map(|pairs| dispute(evidence, &denied, &told, pairs)).collect();
    out.extend(version::disputes(evidence));
    out.sort_by_key(|dispute| dispute.about);
    out
}

/// Returns why two claims that contradict each other may not be about the same, and how much they share; `None` when
/// they do not contradict each other.
fn contradicts(evidence: &Evidence, denied: &Claim, told: &Claim) -> Option<(Vec<Doubt>, usize)> {
    let pile = evidence.pile;
    if !same_predicate(denied, told) || !rivals(evidence, denied, told) {
        return None;
    }
    let future = |claim: &Claim| claim.tense == Tense::Future || claim.factuality == Factuality::Planned;
    if future(denied) != future(told) && !(denied.tense == Tense::Present && future(told)) {
        return None;
    }
    let opposed = |a: &[u32], b: &[u32]| !a.is_empty() && !b.is_empty() && shared(a, b) == 0;
    if opposed(&denied.subject, &told.subject) || opposed(&denied.object, &told.object) {
        return None;
    }
    // Somebody or something must have a part in both.
    let parties = shared(&denied.subject, &told.subject) + shared(&denied.object, &told.object);
    if parties == 0 && !denied.being {
        return None;
    }
    let mut why = Vec::new();
    if !at_one_time(evidence, denied, told)? {
        why.push(Doubt::Undated);
    }
    let one_story = evidence.origins.story(denied.article) == evidence.origins.story(told.article);
    let n = shared(&denied.keys, &told.keys);
    // Who is said to have done it denies it: little more is needed.
    let own = denied.voice.and_then(|voice| voice.actor).is_some_and(|actor| {
        let actor = actor_key(actor);
        denied.subject.contains(&actor) && told.subject.contains(&actor)
    });
    if denied.being {
        being(evidence, denied, told)?;
    } else {
        let (least, part) = if own && one_story { (1, OWN_PART) } else { (SHARED_KEYS, SHARED_PART) };
        if n < least || (n as f64) < part * denied.keys.len() as f64 {
            return None;
        }
        if shared(denied.actors(), told.actors()) == 0 {
            if !denied.actors().is_empty() || !one_story || shared(denied.terms(), told.terms()) <= SHARED_KEYS {
                return None;
            }
            why.push(Doubt::NoSharedActor);
        }
    }
    if pile.article(denied.article).language != pile.article(told.article).language
        && shared(denied.actors(), told.actors()) == 0
    {
        why.push(Doubt::AcrossLanguages);
    }
    if future(told) || future(denied) || told.voice.is_none() && told.factuality == Factuality::Probable {
        why.push(Doubt::Hedged);
    }
    // Two articles in their own voices may both have been right when they were written.
    if denied.voice.is_none() && told.voice.is_none() && (denied.when.is_none() || told.when.is_none()) {
        why.push(Doubt::Undated);
    }
    why.sort();
    why.dedup();
    Some((why, n))
}

/// `There are no soldiers in Oosterwal` faces what soldiers do there: all of its words must stand in the sentence, but
/// for the place that the whole article is about. Returns `None` when that is too little.
fn being(evidence: &Evidence, denied: &Claim, told: &Claim) -> Option<()> {
    let pile = evidence.pile;
    let mut around = pile.prose(told.article, told.sentence).keys.clone();
    let n_actors = shared(denied.actors(), &around);
    let witness = told.voice.is_some()
        && n_actors == 0
        && days_apart(evidence, denied, told).is_some_and(|days| days <= AFTER_DAYS);
    if witness {
        let leading = pile.articles[told.article].actors.iter().filter(|(_, mentions)| *mentions >= LEADING);
        around.extend(leading.map(|&(actor, _)| actor_key(actor)));
        around.sort_unstable();
        around.dedup();
    }
    let everything = shared(&denied.keys, &around) == denied.keys.len();
    if !everything || denied.keys.len() < SHARED_KEYS || denied.actors().is_empty() || denied.terms().is_empty() {
        return None;
    }
    let dated = denied.when.is_some() && told.when.is_some() || witness;
    let telling = denied.terms().len() > 1 || dated && pile.is_concept(denied.terms()[0]);
    telling.then_some(())
}

/// Days between the publication of two articles; `None` when one is not known.
fn days_apart(evidence: &Evidence, a: &Claim, b: &Claim) -> Option<i32> {
    let (a, b) = (evidence.pile.published(a.article)?, evidence.pile.published(b.article)?);
    Some(days_between(a.first_day(), b.first_day()))
}

fn same_predicate(a: &Claim, b: &Claim) -> bool {
    a.predicates.iter().any(|predicate| b.predicates.contains(predicate))
}

/// Tells whether two claims are made by different voices: other speakers, or independent articles.
fn rivals(evidence: &Evidence, a: &Claim, b: &Claim) -> bool {
    match (a.voice, b.voice) {
        (None, None) => {
            a.article != b.article && evidence.origins.counts([a.article, b.article], 0).origins_at_most > 1
        }
        (Some(one), Some(two)) => match (one.actor, two.actor) {
            (Some(one), Some(two)) => one != two,
            _ => one.source.is_some() && two.source.is_some() && one.source != two.source,
        },
        (Some(voice), None) | (None, Some(voice)) => voice.actor.is_some() || voice.source.is_some(),
    }
}

/// Tells whether two claims are of one time for sure, or only may be; `None` when they are not.
fn at_one_time(evidence: &Evidence, denied: &Claim, told: &Claim) -> Option<bool> {
    let pile = evidence.pile;
    if let (Some(a), Some(b)) = (denied.when, told.when) {
        return a.overlaps(b).then_some(true);
    }
    if denied.article == told.article {
        return Some(true);
    }
    let (Some(denied_at), Some(told_at)) = (pile.published(denied.article), pile.published(told.article)) else {
        let one_story = evidence.origins.story(denied.article) == evidence.origins.story(told.article);
        return one_story.then_some(false);
    };
    let apart = days_between(denied_at.first_day(), told_at.first_day());
    if apart > NEAR_DAYS && !denied_at.overlaps(told_at) {
        return None;
    }
    // What is told later may have happened later.
    let happened = told.when.unwrap_or(told_at);
    if happened.first_day() <= denied_at.last_day() {
        return Some(true);
    }
    (told.when.is_none() && told.tense == Tense::Past && denied.tense == Tense::Past && apart <= AFTER_DAYS)
        .then_some(false)
}

/// A denied claim and a told one that contradict each other.
struct Pair {
    denied: usize,
    told: usize,
    why: Vec<Doubt>,
    /// Words and actors that they share.
    worth: usize,
}

fn dispute(evidence: &Evidence, denied: &[Claim], told: &[Claim], mut pairs: Vec<Pair>) -> Option<Dispute> {
    let pile = evidence.pile;
    // The pair that shares most tells best what is in dispute.
    pairs.sort_by_key(|pair| {
        let places = (denied[pair.denied].quote(pile), told[pair.told].quote(pile));
        (pair.why.len(), Reverse(pair.worth), places)
    });
    let side = |claims: Vec<&Claim>| {
        let voice = claims.first()?.voice;
        let speakers: BTreeSet<_> = claims.iter().filter_map(|claim| claim.voice?.actor).collect();
        let source = voice.and_then(|voice| voice.actor).map(|actor| pile.actors.id(actor));
        let value = voice.filter(|voice| voice.actor.is_none()).and_then(|voice| written(evidence, voice));
        let quotes = claims.iter().map(|claim| claim.quote(pile)).take(MOST_SENTENCES).collect();
        evidence.side(value, source, quotes, speakers.len())
    };
    let best = pairs.first()?;
    let about = &told[best.told];
    Some(Dispute {
        kind: DisputeKind::Fact,
        about: Quote { article: about.article, span: about.span },
        sides: vec![
            side(pairs.iter().map(|pair| &told[pair.told]).collect())?,
            side(pairs.iter().map(|pair| &denied[pair.denied]).collect())?,
        ],
        why: best.why.clone(),
        rule: Rule::new("dossier.dispute.fact"),
    })
}

/// Returns the source of a statement as the article writes it.
fn written(evidence: &Evidence, voice: &crate::statement::Utterance) -> Option<String> {
    let entry = &evidence.pile.entries[voice.article];
    let source = entry.reading.statements[voice.index].said_by()?.span;
    Some(source.of(&entry.article.text).to_owned())
}

#[cfg(test)]
mod tests;
