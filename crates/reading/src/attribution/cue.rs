//! Finding cues in a unit: forms, separable particles, auxiliaries, voice and negation.

use super::lexicon::{
    ADVERB, COMPLEMENTIZER, COORDINATOR, CueKind, DETERMINER, Entry, Form, GENITIVE, HAVE, INFINITIVE,
    INFINITIVE_OPENER, Lexicon, MODAL, NEGATION, PASSIVE, PREPOSITION, PRONOUN, RELATIVE, SUBORDINATOR, THAT,
};
use super::unit::{Item, ItemKind, Unit};

/// How far a particle or an auxiliary may stand from its verb, in items. Values tried on the seeds and PolNeAR dev:
/// 12, 20, 30; the longest seen in news was 17.
const REACH: usize = 20;

/// A possible cue: items `start..end` of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue<'l> {
    pub entry: &'l Entry,
    pub start: usize,
    pub end: usize,
    pub joined: bool,
    /// Items of the particle that stands apart.
    pub particle: Option<(usize, usize)>,
    /// The auxiliary of a participle or infinitive.
    pub auxiliary: Option<usize>,
    pub passive: bool,
}

impl Cue<'_> {
    /// Returns the item at which the clause has its finite verb.
    pub fn verb(&self) -> usize {
        self.auxiliary.unwrap_or(self.start).min(self.start)
    }
}

/// Returns the possible cues of a unit by place; those of one place stand together, the likeliest first.
pub(super) fn cues<'l>(lexicon: &'l Lexicon, unit: &Unit<'_>) -> Vec<Cue<'l>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(item) = unit.get(at) {
        let mut found: Vec<Cue<'l>> = Vec::new();
        if item.is_word() {
            let mut length = 0;
            for form in lexicon.forms(item.norm) {
                if form.words.len() >= length
                    && unit.matches(at, &form.words)
                    && let Some(cue) = cue(lexicon, unit, at, form)
                {
                    length = form.words.len();
                    found.push(cue);
                }
            }
        }
        found.sort_by_key(|cue| cue.particle.is_none());
        if found.iter().any(|cue| cue.particle.is_some()) {
            found.retain(|cue| cue.particle.is_some());
        }
        at = found.iter().map(|cue| cue.end).max().unwrap_or(at + 1);
        out.append(&mut found);
    }
    out
}

fn cue<'l>(lexicon: &'l Lexicon, unit: &Unit<'_>, start: usize, form: &'l Form) -> Option<Cue<'l>> {
    let entry = lexicon.entries.get(form.entry)?;
    let end = start + form.words.len();
    let mut cue = Cue { entry, start, end, joined: form.joined, particle: None, auxiliary: None, passive: false };
    if entry.kind != CueKind::Verb {
        return Some(cue);
    }
    let before = start.checked_sub(1).and_then(|i| unit.get(i));
    let in_name = |item: &Item<'_>| {
        item.is_word() && item.capital && unit.get(start).is_some_and(|cue| cue.capital && cue.span.len() > 1)
    };
    if before.is_some_and(in_name) && unit.items.iter().any(|item| item.is_word() && !item.capital) {
        return None;
    }
    let noun = |item: &Item<'_>| {
        item.is(DETERMINER) && !item.is(PRONOUN) && !item.is(RELATIVE)
            || item.is(INFINITIVE)
            || item.is(PREPOSITION.or(GENITIVE))
                && !form.joined
                && !item.is(ADVERB.or(SUBORDINATOR).or(RELATIVE))
                && !item.capital
    };
    if before.is_some_and(noun) {
        return None;
    }
    if !form.joined && !entry.particles.is_empty() {
        cue.particle = Some(particle(unit, entry, end)?);
    }
    cue.auxiliary = auxiliary(unit, start, end);
    if let Some(auxiliary) = cue.auxiliary {
        cue.passive =
            unit.is(auxiliary, PASSIVE) && !unit.is(auxiliary, HAVE) && (form.joined || auxiliary + 3 >= start);
        let adjacent = auxiliary + 1 == start || auxiliary == end && unit.is_edge(end + 1);
        if !form.joined && lexicon.verb_second && !adjacent {
            cue.auxiliary = None;
            cue.passive = false;
        }
    }
    Some(cue)
}

/// Returns the items of the particle that belongs to a verb ending at `from`.
fn particle(unit: &Unit<'_>, entry: &Entry, from: usize) -> Option<(usize, usize)> {
    for at in from..from + REACH {
        let item = unit.get(at)?;
        for words in &entry.particles {
            let end = at + words.len();
            if unit.matches(at, words)
                && !unit.is(end, INFINITIVE)
                && (!item.is(PREPOSITION) || words.len() > 1 || stands_alone(unit, entry, end))
            {
                return Some((at, end));
            }
        }
        if matches!(item.kind, ItemKind::Stop | ItemKind::Semicolon | ItemKind::Colon)
            || item.is(THAT) && unit.is(at.wrapping_sub(1), THAT.or(COMPLEMENTIZER))
        {
            return None;
        }
    }
    None
}

/// Tells whether the word before `end` has nothing behind it that it could be a preposition of.
fn stands_alone(unit: &Unit<'_>, entry: &Entry, end: usize) -> bool {
    let follows = unit.get(end);
    follows.is_none_or(|next| {
        next.is_mark()
            || next.quotation().is_some()
            || next.time.is_some()
            || next.is(THAT.or(INFINITIVE_OPENER).or(PREPOSITION).or(ADVERB).or(COORDINATOR)) && !next.is(DETERMINER)
            || next.norm.is_empty()
            || next.is(THAT)
    }) || entry.frame.inf()
        && (end..end + REACH)
            .map_while(|i| unit.get(i))
            .take_while(|item| !item.is_mark())
            .any(|item| item.is(INFINITIVE))
}

/// Returns the auxiliary that a verb at `start..end` depends on.
fn auxiliary(unit: &Unit<'_>, start: usize, end: usize) -> Option<usize> {
    let any = HAVE.or(PASSIVE).or(MODAL);
    for at in (start.saturating_sub(REACH)..start).rev() {
        let item = unit.get(at)?;
        if item.is(any) {
            return Some(at);
        }
        if item.is_mark() || item.is(SUBORDINATOR.or(THAT)) && !item.is(ADVERB.or(DETERMINER)) {
            break;
        }
    }
    unit.is(end, any).then_some(end)
}

/// Tells whether a cue is negated: right before it, behind its auxiliary, or right before its content.
pub(super) fn negated(unit: &Unit<'_>, cue: &Cue<'_>, content: usize) -> bool {
    let negation = |i: usize| unit.is(i, NEGATION) && !unit.is(i, DETERMINER);
    (cue.verb()..cue.start).any(negation)
        || cue.start.checked_sub(1).is_some_and(negation)
        || cue.particle.is_some_and(|(at, _)| (cue.end..at).any(negation))
        || content > cue.end && negation(content - 1) && unit.is(content, THAT.or(COMPLEMENTIZER).or(INFINITIVE_OPENER))
}
