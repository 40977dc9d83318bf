//! The same quoted words given to two speakers.

use std::collections::{BTreeMap, BTreeSet};

use document::Span;
use reading::{NameKind, Rule};

use super::Evidence;
use crate::{Dispute, DisputeKind, Quote, Side, days_between, pile::actor_key, sentence, statement::Utterance};

/// Words from which a quotation is known again by itself; shorter ones need common words around them.
const LONG: usize = 5;

/// Days between the two articles at most, for short quotations.
const SHORT_DAYS: i32 = 400;

/// A quotation with the statement that gives it.
struct Quoted<'a> {
    utterance: &'a Utterance,
    inner: Span,
    n_words: usize,
}

/// Returns the disputes about who said it, by place.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let mut by_words: BTreeMap<(usize, String), Vec<Quoted>> = BTreeMap::new();
    for quoted in evidence.utterances.iter().flat_map(|utterance| quoted(evidence, utterance)) {
        let words = normal(evidence, &quoted);
        by_words.entry((evidence.origins.story(quoted.utterance.article), words)).or_default().push(quoted);
    }
    let mut out: Vec<Dispute> = by_words.values().filter_map(|same| dispute(evidence, same)).collect();
    out.sort_by_key(|dispute| dispute.about);
    // Two quotations of one sentence given to the same two speakers are one dispute.
    out.dedup_by(|b, a| {
        let quotes = |dispute: &Dispute| dispute.sides.iter().map(|side| side.quote).collect::<Vec<_>>();
        quotes(a) == quotes(b)
    });
    out
}

/// The quotations inside a statement's sentences that belong to its content.
fn quoted<'a>(evidence: &Evidence, utterance: &'a Utterance) -> Vec<Quoted<'a>> {
    let entry = &evidence.pile.entries[utterance.article];
    let all = &entry.annotated.quotations;
    let from = all.partition_point(|quotation| quotation.span.start < utterance.quote.span.start);
    all[from..]
        .iter()
        .take_while(|quotation| quotation.span.start < utterance.quote.span.end)
        .filter(|quotation| quotation.span.overlap(utterance.content) > 0)
        .map(|quotation| Quoted { utterance, inner: quotation.inner, n_words: 0 })
        .map(|quoted| {
            let n_words = sentence::slice(&entry.article, quoted.inner).split_whitespace().count();
            Quoted { n_words, ..quoted }
        })
        .filter(|quoted| quoted.n_words > 0 && !evidence.pile.terms_in(utterance.article, quoted.inner).is_empty())
        .collect()
}

fn normal(evidence: &Evidence, quoted: &Quoted) -> String {
    let text = sentence::slice(evidence.pile.article(quoted.utterance.article), quoted.inner).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn dispute(evidence: &Evidence, same: &[Quoted]) -> Option<Dispute> {
    let mut speakers: Vec<(Speaker, Vec<&Quoted>)> = Vec::new();
    for quoted in same {
        let Some(speaker) = speaker(evidence, quoted.utterance) else { continue };
        match speakers.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, members)) => members.push(quoted),
            None => speakers.push((speaker, vec![quoted])),
        }
    }
    let contradicts = |at: usize, other: usize| {
        let ((a, members), (b, others)) = (&speakers[at], &speakers[other]);
        rival(evidence, a, b)
            && members.iter().any(|one| others.iter().any(|two| same_words_of_one_event(evidence, one, two)))
    };
    let in_dispute: Vec<usize> = (0..speakers.len())
        .filter(|&at| (0..speakers.len()).any(|other| at != other && contradicts(at, other)))
        .collect();
    let sides: Vec<Side> =
        in_dispute.iter().filter_map(|&at| side(evidence, &speakers[at].0, &speakers[at].1)).collect();
    let first = speakers.get(*in_dispute.first()?)?.1.first()?;
    (sides.len() > 1).then(|| Dispute {
        kind: DisputeKind::Attribution,
        about: Quote { article: first.utterance.article, span: first.inner },
        sides,
        rule: Rule::new("dossier.dispute.attribution"),
    })
}

/// Who a statement is given to: an actor, or a description without a name.
#[derive(PartialEq)]
enum Speaker {
    Actor(usize),
    Described(String),
}

/// Statements by nobody, or by a pronoun that nothing resolves, tell no speaker.
fn speaker(evidence: &Evidence, utterance: &Utterance) -> Option<Speaker> {
    if let Some(actor) = utterance.actor {
        return Some(Speaker::Actor(actor));
    }
    let read = &evidence.pile.entries[utterance.article].reading.statements[utterance.index];
    let span = read.source.as_ref()?.span;
    let described = !evidence.pile.terms_in(utterance.article, span).is_empty();
    described.then(|| Speaker::Described(utterance.source.clone().unwrap_or_default()))
}

/// Two speakers who cannot be one: a country and its minister may be.
fn rival(evidence: &Evidence, a: &Speaker, b: &Speaker) -> bool {
    match (a, b) {
        (Speaker::Actor(a), Speaker::Actor(b)) => {
            let kind = |actor: usize| evidence.pile.actors.kind(actor);
            a != b && (kind(*a) == kind(*b) || kind(*a) == NameKind::Other || kind(*b) == NameKind::Other)
        }
        (Speaker::Actor(actor), Speaker::Described(_)) | (Speaker::Described(_), Speaker::Actor(actor)) => {
            matches!(evidence.pile.actors.kind(*actor), NameKind::Person | NameKind::Other)
        }
        (Speaker::Described(_), Speaker::Described(_)) => false,
    }
}

/// Different articles, and for a short quotation common words around it and not too many days between.
fn same_words_of_one_event(evidence: &Evidence, a: &Quoted, b: &Quoted) -> bool {
    if a.utterance.article == b.utterance.article {
        return false;
    }
    if a.n_words >= LONG {
        return true;
    }
    let pile = evidence.pile;
    let around = |quoted: &Quoted| -> BTreeSet<u32> {
        let own = pile.terms_in(quoted.utterance.article, quoted.inner);
        let keys = pile.keys_in(quoted.utterance.article, quoted.utterance.quote.span);
        keys.into_iter().filter(|key| *key < actor_key(0) && !own.contains(key)).collect()
    };
    let near = pile
        .published(a.utterance.article)
        .zip(pile.published(b.utterance.article))
        .is_none_or(|(a, b)| days_between(a.first_day(), b.first_day()) <= SHORT_DAYS);
    near && around(a).intersection(&around(b)).count() >= 1
}

fn side(evidence: &Evidence, speaker: &Speaker, members: &[&Quoted]) -> Option<Side> {
    let (value, source) = match speaker {
        Speaker::Actor(actor) => (None, Some(evidence.pile.actors.id(*actor))),
        Speaker::Described(_) => {
            let first = members.first()?.utterance;
            let read = &evidence.pile.entries[first.article].reading.statements[first.index];
            let span = read.source.as_ref()?.span;
            (Some(sentence::slice(evidence.pile.article(first.article), span).to_owned()), None)
        }
    };
    evidence.side(value, source, members.iter().map(|quoted| quoted.utterance.quote).collect(), 1)
}
