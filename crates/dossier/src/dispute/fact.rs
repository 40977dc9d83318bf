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
use crate::{Dispute, DisputeKind, Doubt, Quote, days_between, groups::Groups, join::shared};

/// Share of a denied clause's words and actors that the sentence which asserts it must have.
const SHARED_PART: f64 = 0.6;

/// Shared words and actors beside the predicate, at least.
const SHARED_KEYS: usize = 2;

/// Days between the two articles at most, unless both give one date.
const NEAR_DAYS: i32 = 30;

/// Days that an assertion may be published after the denial, when it tells of something past without a date.
const AFTER_DAYS: i32 = 7;

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
    let fits = |a: &[u32], b: &[u32]| a.is_empty() || b.is_empty() || shared(a, b) > 0;
    if !fits(&denied.subject, &told.subject) || !fits(&denied.object, &told.object) {
        return None;
    }
    let mut around = pile.prose(told.article, told.sentence).keys.clone();
    around.extend(&told.keys);
    around.sort_unstable();
    around.dedup();
    let n = shared(&denied.keys, &around);
    let n_actors = shared(denied.actors(), &around);
    let n_terms = shared(denied.terms(), &around);
    let part = if denied.being { 1.0 } else { SHARED_PART };
    if n < SHARED_KEYS || (n as f64) < part * denied.keys.len() as f64 || n_terms == 0 {
        return None;
    }
    let mut why = Vec::new();
    if n_actors == 0 {
        let one_story = evidence.origins.story(denied.article) == evidence.origins.story(told.article);
        if !denied.actors().is_empty() || !one_story || n_terms < 2 {
            return None;
        }
        why.push(Doubt::NoSharedActor);
    }
    if n <= SHARED_KEYS && n_terms < 2 {
        why.push(Doubt::FewSharedWords);
    }
    if pile.article(denied.article).language != pile.article(told.article).language && n_actors == 0 {
        why.push(Doubt::AcrossLanguages);
    }
    if told.voice.is_none() && told.factuality == Factuality::Probable {
        why.push(Doubt::Hedged);
    }
    if !at_one_time(evidence, denied, told)? {
        why.push(Doubt::Undated);
    }
    Some((why, n))
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
