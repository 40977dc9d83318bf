//! What clauses and happenings assert or deny, as far as it can be compared.

use std::collections::{BTreeMap, BTreeSet};

use document::{Lang, PartialDate, Span};
use reading::{Act, Clause, Event, Factuality, Tense};

use crate::{
    Quote,
    dispute::Evidence,
    pile::{Pile, Term, actor_key},
    series::utterance_of,
    statement::Utterance,
};

/// What two claims must have in common to be compared at all: what is said to happen or to be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Predicate {
    /// A verb, or the noun or adjective of a copula, by its dictionary form.
    Word(Lang, String),
    /// A happening, in the terms of the lexicon of events.
    Frame(String),
    /// A meaning that several words share.
    Concept(Term),
    /// That something is there.
    Being(Term),
}

/// Something that a text says is so, or is not so.
pub(super) struct Claim<'a> {
    pub article: usize,
    pub sentence: usize,
    /// The words of the clause.
    pub span: Span,
    /// What is said to happen or to be.
    pub predicates: Vec<Predicate>,
    /// Its terms and actors without those of the predicate, sorted.
    pub keys: Vec<u32>,
    /// Who does it, as terms and actors, sorted.
    pub subject: Vec<u32>,
    /// What undergoes it.
    pub object: Vec<u32>,
    /// The statement that it is part of; `None` in the article's own voice.
    pub voice: Option<&'a Utterance>,
    pub factuality: Factuality,
    pub tense: Tense,
    /// The date that its clause gives.
    pub when: Option<PartialDate>,
    /// It only says that something is there.
    pub being: bool,
}

impl Claim<'_> {
    /// Returns the actors that it names.
    pub(super) fn actors(&self) -> &[u32] {
        &self.keys[self.keys.partition_point(|key| *key < actor_key(0))..]
    }

    /// Returns the terms that it has beside its predicate.
    pub(super) fn terms(&self) -> &[u32] {
        &self.keys[..self.keys.partition_point(|key| *key < actor_key(0))]
    }

    /// Returns the sentence.
    pub(super) fn quote(&self, pile: &Pile) -> Quote {
        pile.quote(self.article, self.sentence)
    }
}

/// Returns the claims of all articles that are denied, and those told as fact that share a predicate with one.
pub(super) fn claims<'a>(evidence: &Evidence<'a>) -> (Vec<Claim<'a>>, Vec<Claim<'a>>) {
    let pile = evidence.pile;
    let mut denied = Vec::new();
    for article in 0..pile.entries.len() {
        let all = &pile.entries[article].reading.clauses;
        let here = all.iter().filter(|clause| is_denied(pile, article, clause));
        denied.extend(
            here.filter_map(|clause| of_clause(evidence, article, clause))
                .filter(|claim| !claim.predicates.is_empty() && !claim.voice.is_some_and(|voice| is_reply(voice.act))),
        );
    }
    let wanted: BTreeSet<Predicate> = denied.iter().flat_map(|claim| claim.predicates.iter().cloned()).collect();
    let mut told = Vec::new();
    for article in 0..pile.entries.len() {
        let entry = &pile.entries[article];
        let clauses = entry.reading.clauses.iter().filter(|clause| clause.factuality != Factuality::Denied);
        let clauses = clauses.filter_map(|clause| of_clause(evidence, article, clause));
        let events = entry.reading.events.iter().filter(|event| event.factuality != Factuality::Denied);
        let events = events.filter_map(|event| of_noun(evidence, article, event));
        told.extend(
            clauses
                .chain(events)
                .filter(|claim| claim.predicates.iter().any(|predicate| wanted.contains(predicate)) && is_told(claim)),
        );
    }
    told.sort_by_key(|claim| (claim.article, claim.span));
    (denied, told)
}

fn is_reply(act: Act) -> bool {
    matches!(act, Act::Deny | Act::Refuse)
}

/// What is denied without more: not what cannot be, must not be or is not yet.
fn is_denied(pile: &Pile, article: usize, clause: &Clause) -> bool {
    let bare = match clause.bare {
        Factuality::Certain => true,
        Factuality::Planned => clause.tense == Tense::Future,
        _ => false,
    };
    clause.factuality == Factuality::Denied && bare && !pile.is_open(article, clause.span)
}

fn is_told(claim: &Claim) -> bool {
    match claim.voice {
        Some(voice) if is_reply(voice.act) => false,
        // `accused of having shot` leaves open whether it is so; the accuser does not
        Some(voice) if voice.act == Act::Accuse => claim.factuality != Factuality::Planned,
        Some(_) => matches!(claim.factuality, Factuality::Certain | Factuality::Probable | Factuality::Planned),
        None => matches!(claim.factuality, Factuality::Certain | Factuality::Planned),
    }
}

fn of_clause<'a>(evidence: &Evidence<'a>, article: usize, clause: &Clause) -> Option<Claim<'a>> {
    let pile = evidence.pile;
    let entry = &pile.entries[article];
    let sentence = entry.annotated.sentence_at(clause.head.start)?;
    if !pile.prose(article, sentence).quotable || pile.asks(article, sentence) {
        return None;
    }
    let event = event_at(&entry.reading.events, clause.head);
    let spoken = entry.reading.statements.iter().any(|said| said.cue.is_some_and(|cue| cue.overlap(clause.head) > 0));
    if spoken {
        return None;
    }
    let mut parties = [clause.subject, clause.object].map(|span| keys(pile, article, span));
    if let Some(event) = event {
        for (party, members) in parties.iter_mut().zip([&event.actors, &event.recipients]) {
            party.extend(
                members.iter().filter_map(|member| Some(actor_key(pile.actors.number(member.actor.as_ref()?)?))),
            );
            party.sort_unstable();
            party.dedup();
        }
    }
    let [subject, object] = parties;
    let head = pile.terms_in(article, clause.head);
    let mut predicates: Vec<Predicate> =
        head.iter().copied().filter(|&term| pile.is_concept(term)).map(Predicate::Concept).collect();
    if !head.is_empty() {
        predicates.push(Predicate::Word(entry.article.language, clause.lemma.to_string()));
    }
    predicates
        .extend(event.filter(|event| event.plover.is_some()).map(|event| Predicate::Frame(event.frame.to_string())));
    let being = predicates.is_empty();
    let terms = |keys: &[u32]| keys.iter().copied().filter(|key| *key < actor_key(0)).collect::<Vec<_>>();
    predicates.extend(terms(&subject).into_iter().chain(terms(&object)).map(Predicate::Being));
    let mut all = pile.keys_in(article, clause.span);
    all.extend(subject.iter().chain(&object));
    all.retain(|key| !head.contains(key));
    all.sort_unstable();
    all.dedup();
    let denied = clause.factuality == Factuality::Denied;
    if denied && !being {
        predicates.retain(|predicate| !matches!(predicate, Predicate::Being(_)));
    }
    Some(Claim {
        article,
        sentence,
        span: clause.span,
        predicates,
        keys: all,
        subject,
        object,
        voice: utterance_of(evidence.utterances, article, clause.head),
        factuality: clause.factuality,
        tense: clause.tense,
        when: event
            .and_then(|event| event.when.as_deref()?.parse().ok())
            .or_else(|| date_in(pile, article, sentence, clause.span)),
        being,
    })
}

/// A happening that a noun tells: `de aanval op Oosterwal`.
fn of_noun<'a>(evidence: &Evidence<'a>, article: usize, event: &Event) -> Option<Claim<'a>> {
    let pile = evidence.pile;
    let entry = &pile.entries[article];
    let clauses = &entry.reading.clauses;
    let at = clauses.partition_point(|clause| clause.head.end <= event.trigger.start);
    if clauses.get(at).is_some_and(|clause| clause.head.overlap(event.trigger) > 0) {
        return None;
    }
    let sentence = entry.annotated.sentence_at(event.trigger.start)?;
    if !pile.prose(article, sentence).quotable || pile.asks(article, sentence) {
        return None;
    }
    let number = |party: &reading::Party| Some(actor_key(pile.actors.number(party.actor.as_ref()?)?));
    let parties = [&event.actors, &event.recipients].map(|members| {
        let mut party: Vec<u32> = members
            .iter()
            .flat_map(|member| keys(pile, article, Some(member.span)).into_iter().chain(number(member)))
            .collect();
        party.sort_unstable();
        party.dedup();
        party
    });
    let head = pile.terms_in(article, event.trigger);
    let mut predicates: Vec<Predicate> =
        head.iter().copied().filter(|&term| pile.is_concept(term)).map(Predicate::Concept).collect();
    predicates.extend(event.plover.map(|_| Predicate::Frame(event.frame.to_string())));
    let members = event.actors.iter().chain(&event.recipients);
    let span = members.fold(event.trigger, |span, party| span.cover(party.span));
    let [subject, object] = parties;
    Some(Claim {
        article,
        sentence,
        span,
        predicates,
        keys: pile.keys_in(article, span),
        subject,
        object,
        voice: utterance_of(evidence.utterances, article, event.trigger),
        factuality: event.factuality,
        tense: event.tense,
        when: event.when.as_deref().and_then(|value| value.parse().ok()),
        being: false,
    })
}

fn event_at(events: &[Event], head: Span) -> Option<&Event> {
    let at = events.partition_point(|event| event.trigger.end <= head.start);
    events.get(at).filter(|event| event.trigger.overlap(head) > 0)
}

fn keys(pile: &Pile, article: usize, span: Option<Span>) -> Vec<u32> {
    span.map(|span| pile.keys_in(article, span)).unwrap_or_default()
}

/// The only date in a clause.
fn date_in(pile: &Pile, article: usize, sentence: usize, span: Span) -> Option<PartialDate> {
    let times = &pile.entries[article].reading.times;
    let indices = pile.prose(article, sentence).times.iter().filter_map(|&index| times.get(index));
    let mut dates = indices.filter(|time| span.contains(time.span)).filter_map(reading::Timex3::date);
    dates.next().filter(|_| dates.next().is_none())
}

/// Told claims by what they may share with a denied one.
pub(super) struct Index(BTreeMap<(Predicate, Anchor), Vec<usize>>);

/// What ties two claims to one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Anchor {
    /// An actor that both sentences name.
    Actor(usize),
    /// The story of both articles.
    Story(usize),
}

/// Told claims before and behind a denied one, in order of publication, that it is compared with.
const NEAREST: usize = 24;

impl Index {
    pub(super) fn of(evidence: &Evidence, told: &[Claim]) -> Self {
        let mut index: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, claim) in told.iter().enumerate() {
            for predicate in &claim.predicates {
                for anchor in anchors(evidence, claim) {
                    index.entry((predicate.clone(), anchor)).or_default().push(at);
                }
            }
        }
        Self(index)
    }

    /// Returns the told claims that may contradict a denied one, each once, in order.
    pub(super) fn near(&self, evidence: &Evidence, told: &[Claim], denied: &Claim) -> Vec<usize> {
        let mut near = BTreeSet::new();
        for predicate in &denied.predicates {
            for anchor in anchors(evidence, denied) {
                let Some(all) = self.0.get(&(predicate.clone(), anchor)) else { continue };
                let place = all.partition_point(|&at| told[at].article < denied.article);
                near.extend(&all[place.saturating_sub(NEAREST)..all.len().min(place + NEAREST)]);
            }
        }
        near.into_iter().collect()
    }
}

fn anchors(evidence: &Evidence, claim: &Claim) -> Vec<Anchor> {
    let sentence = evidence.pile.prose(claim.article, claim.sentence).actors.iter().map(|&actor| actor_key(actor));
    let mut actors: Vec<u32> = claim.actors().iter().copied().chain(sentence).collect();
    actors.sort_unstable();
    actors.dedup();
    let story = evidence.origins.story(claim.article);
    let story = Some(Anchor::Story(story)).filter(|_| story != usize::MAX);
    let number = |key: u32| Anchor::Actor((key - actor_key(0)) as usize);
    actors.into_iter().map(number).chain(story).collect()
}
