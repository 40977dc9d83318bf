//! Where the words attributed begin and end.

use document::Span;

use super::Act;
use super::cue::Cue;
use super::lexicon::{
    ADVERB, BREAK, CHANNEL, COMPLEMENTIZER, COORDINATOR, DETERMINER, EMPTY, FINITE, HAVE, INFINITIVE,
    INFINITIVE_OPENER, Lexicon, MODAL, NEGATION, NUMERAL, PASSIVE, PREPOSITION, PRONOUN, SUBORDINATOR, THAT, TIME,
};
use super::phrase::{Range, opens, phrase_end};
use super::unit::{Item, ItemKind, Unit};

/// How far behind a cue its content may begin, in items.
const REACH: usize = 16;

/// The longest content outside quotation marks, in items: bounds the time on text without marks.
const LONGEST: usize = 300;

/// Content found behind a cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub range: Range,
    pub rule: &'static str,
    /// Whom it is addressed to or aimed at, when that stands between cue and content.
    pub object: Option<Range>,
}

/// Returns the content that an active cue takes behind it; `from` is the first item that may belong to it.
///
/// `addressed` is whom a verb at the end of its clause has before it.
pub(super) fn after_cue(
    lexicon: &Lexicon,
    unit: &Unit<'_>,
    cue: &Cue<'_>,
    from: usize,
    addressed: Option<Range>,
    stops: &[usize],
) -> Option<Found> {
    let frame = cue.entry.frame;
    let ahead = frame.person().then(|| object(unit, cue, from)).flatten();
    let ahead = ahead.filter(|&(_, to)| {
        addressed.is_none() && !(frame.inf() && unit.is(to, INFINITIVE) && !unit.is(to, INFINITIVE_OPENER))
    });
    let object = addressed.or(ahead);
    let clause = |at| content_end(lexicon, unit, at, stops);
    if let Some(colon) = colon(unit, cue, from).filter(|_| frame.quote() || frame.tail()) {
        return Some(Found { range: (colon + 1, clause(colon + 1)), rule: "attribution.colon", object });
    }
    let answers = matches!(cue.entry.act, Act::Deny | Act::Confirm) && frame.np();
    let whole = |at: usize| unit.is_edge(skip_adjuncts(unit, cue, at + 1)) || ends_with_particle(unit, cue, at + 1);
    if let Some(at) = Some(skip_adjuncts(unit, cue, from)).filter(|&at| answers && unit.is(at, EMPTY) && whole(at)) {
        // `Jansen ontkent dat stellig.`
        return Some(Found { range: (at, at + 1), rule: "attribution.object", object: None });
    }
    if frame.that()
        && let Some(at) = complement(lexicon, unit, cue, from)
    {
        let range = (at, clause(at));
        let long = range.1 > range.0 + 2 || unit.get(range.0 + 1).is_some_and(|item| item.quotation().is_some());
        return long.then_some(Found { range, rule: "attribution.that-clause", object });
    }
    let at = ahead.map_or(from, |(_, to)| to);
    let at = skip_adjuncts(unit, cue, at);
    if frame.quote() {
        let quote = if unit.is_comma(at) { at + 1 } else { at };
        if unit.get(quote).is_some_and(|item| item.quotation().is_some()) && unit.is_edge(quote + 1) {
            return Some(Found { range: (quote, quote + 1), rule: "attribution.quote-before", object });
        }
    }
    if frame.prep()
        && let Some(start) = behind_preposition(unit, cue, from, at)
    {
        let range = (start, phrase_clause(lexicon, unit, start, stops));
        let object = object.or_else(|| object_between(unit, cue, from, start));
        let fits = range.1 > range.0 && (!frame.figure() || (range.0..range.1).any(|at| is_number(unit, at)));
        return fits.then_some(Found { range, rule: "attribution.preposition", object });
    }
    if frame.inf()
        && let Some(start) = infinitive(unit, cue, at)
    {
        let range = (start, infinitive_end(lexicon, unit, start, stops));
        return (range.1 > range.0 + 1).then_some(Found { range, rule: "attribution.infinitive", object });
    }
    if frame.names() && quoted_alone(unit, at) {
        // `what Jansen called “a disgrace” is …`
        return Some(Found { range: (at, at + 1), rule: "attribution.called", object: None });
    }
    if frame.names() {
        let range = (at, phrase_clause(lexicon, unit, at, stops));
        let quoted = (range.0..range.1).any(|i| unit.get(i).is_some_and(|item| item.quotation().is_some()));
        let end = phrase_end(unit, at, false);
        let judged = unit.is(at, EMPTY) && range.1 == at + 2;
        let called =
            quoted || judged || end > at && end < range.1 && !unit.is(end, PREPOSITION.or(ADVERB).or(COORDINATOR));
        return (called && range.1 > range.0 + 1 && !unit.is(at, PREPOSITION)).then_some(Found {
            range,
            rule: "attribution.called",
            object: Some(range),
        });
    }
    if frame.bare() && cue.entry.frame.bare() && starts_clause(unit, at, frame.quote()) {
        let range = (at, clause(at));
        if range.1 >= range.0 + 3 {
            return Some(Found { range, rule: "attribution.bare-clause", object });
        }
    }
    if frame.np() && noun_object(unit, at) {
        let mut range = (at, phrase_clause(lexicon, unit, at, stops));
        if let Some((start, end)) = cue.particle
            && end == range.1
            && start > range.0
        {
            range.1 = start;
        }
        let only_pronoun = range.1 == range.0 + 1 && unit.is(range.0, PRONOUN);
        return (range.1 > range.0 && !only_pronoun).then_some(Found {
            range,
            rule: "attribution.object",
            object: Some(range),
        });
    }
    None
}

fn is_number(unit: &Unit<'_>, at: usize) -> bool {
    unit.is(at, NUMERAL) || unit.get(at).is_some_and(|item| item.norm.starts_with(|c: char| c.is_ascii_digit()))
}

/// Tells whether a quotation stands here of which nothing more is said: no phrase follows that it could be the name of.
fn quoted_alone(unit: &Unit<'_>, at: usize) -> bool {
    let closed = FINITE.or(HAVE).or(PASSIVE).or(MODAL).or(PREPOSITION).or(TIME).or(COORDINATOR);
    unit.get(at).is_some_and(|item| item.quotation().is_some())
        && (unit.is_edge(at + 1) || unit.is(at + 1, closed) && !unit.is(at + 1, DETERMINER))
}

/// Tells whether only times and adverbs stand between `at` and the particle that ends the clause.
fn ends_with_particle(unit: &Unit<'_>, cue: &Cue<'_>, at: usize) -> bool {
    cue.particle.is_some_and(|(from, to)| {
        let light = |at| unit.is(at, ADVERB.or(TIME)) || unit.get(at).is_some_and(|item| item.time.is_some());
        at <= from && (at..from).all(light) && unit.is_edge(to)
    })
}

/// Tells whether a clause without a conjunction may begin here.
fn starts_clause(unit: &Unit<'_>, at: usize, reported: bool) -> bool {
    let verb = |item: &Item<'_>| item.is(FINITE.or(HAVE).or(PASSIVE).or(MODAL));
    !unit.is_edge(at)
        && (opens(unit, at) || unit.is(at, PRONOUN) || reported && unit.is(at, SUBORDINATOR))
        && !unit.is(at, COORDINATOR)
        && (reported || (at..at + REACH).map_while(|i| unit.get(i)).take_while(|item| !item.is_mark()).any(verb))
}

fn noun_object(unit: &Unit<'_>, at: usize) -> bool {
    unit.get(at).is_some_and(|item| item.is_word() || item.quotation().is_some())
        && !unit.is(at, PREPOSITION.or(SUBORDINATOR).or(COORDINATOR).or(THAT).or(COMPLEMENTIZER).or(INFINITIVE))
        && !unit.is(at, HAVE.or(MODAL).or(PASSIVE).or(NEGATION))
        || unit.is(at, DETERMINER) && opens(unit, at) && phrase_end(unit, at, false) > at + 1
}

pub(super) fn object(unit: &Unit<'_>, cue: &Cue<'_>, from: usize) -> Option<Range> {
    let mut at = from;
    while unit.is(at, ADVERB) && !unit.is(at, DETERMINER.or(PRONOUN)) && !unit.is_edge(at) {
        at += 1;
    }
    let end = phrase_end(unit, at, false);
    let governed = |at: &usize| cue.entry.prepositions.iter().any(|words| unit.matches(*at, words));
    let end = (at..end).find(governed).unwrap_or(end);
    (end > at && !unit.is(at, THAT)).then_some((at, end))
}

fn object_between(unit: &Unit<'_>, cue: &Cue<'_>, from: usize, to: usize) -> Option<Range> {
    object(unit, cue, from).filter(|range| range.1 <= to)
}

/// Returns the first item from `at` on that is no adverb, time, particle or phrase that tells the occasion.
pub(super) fn skip_adjuncts(unit: &Unit<'_>, cue: &Cue<'_>, mut at: usize) -> usize {
    for _ in 0..REACH {
        let Some(item) = unit.get(at) else { break };
        let particle = cue.particle.is_some_and(|(from, to)| (from..to).contains(&at));
        let time = (item.time.is_some() || item.is(TIME) && item.is_word()) && !unit.is_edge(at);
        let of_time = item.is(PREPOSITION)
            && !item.is(DETERMINER)
            && unit.get(at + 1).is_some_and(|next| next.time.is_some() || next.is(TIME));
        let adverb = item.is_word() && item.is(ADVERB.or(NEGATION)) && !item.is(DETERMINER.or(PRONOUN));
        if !(particle || time || of_time || adverb) {
            break;
        }
        at += 1;
    }
    at
}

/// Returns the end of the phrases from `at` on that tell to whom, when and where something was said; they must reach
/// the edge of the clause.
pub(super) fn skip_occasion(unit: &Unit<'_>, cue: &Cue<'_>, at: usize) -> Option<usize> {
    let mut end = skip_adjuncts(unit, cue, at);
    if unit.is(end, CHANNEL.or(PREPOSITION)) {
        for _ in 0..24 {
            if unit.is_edge(end) {
                break;
            }
            if unit.is(end, THAT.or(FINITE).or(HAVE).or(MODAL)) && !unit.is(end, DETERMINER)
                || unit.get(end).is_some_and(|item| item.quotation().is_some())
            {
                return None;
            }
            end += 1;
        }
    }
    (unit.is_edge(end) || unit.get(end).is_some_and(|item| item.quotation().is_some())).then_some(end)
}

/// Returns the place of a colon that opens the content.
fn colon(unit: &Unit<'_>, cue: &Cue<'_>, from: usize) -> Option<usize> {
    let quotation = |at: usize| unit.get(at).is_some_and(|item| item.quotation().is_some());
    let mark = (from..from + REACH).find(|&at| unit.is_edge(at) || quotation(at))?;
    let opens = unit.kind(mark) == Some(ItemKind::Colon) && mark + 1 < unit.items.len();
    let plain = || cue.entry.frame.quote() && skip_occasion(unit, cue, from) == Some(mark);
    (opens && (quotation(mark + 1) || plain())).then_some(mark)
}

/// Returns the conjunction that opens a finite complement clause.
fn complement(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>, from: usize) -> Option<usize> {
    let mut commas = 0;
    for at in from..from + REACH {
        let item = unit.get(at)?;
        match item.kind {
            ItemKind::Comma => {
                commas += 1;
                if commas > 2 || unit.is(at + 1, COORDINATOR) {
                    return None;
                }
            }
            ItemKind::Quote(_) => return None,
            _ if item.is_mark() => return None,
            _ => {}
        }
        let near = at <= from + 2;
        let asks = !lexicon.verb_second
            || cue.entry.act == Act::Ask
            || (cue.verb()..at).any(|i| unit.is(i, NEGATION) && !unit.is(i, DETERMINER));
        let opens_clause = item.is(THAT) || item.is(COMPLEMENTIZER) && near && asks && !item.is(PRONOUN.or(DETERMINER));
        let wanders = cue.entry.frame.bare()
            && !cue.entry.frame.person()
            && at > from + 1
            && (from..at).any(|i| unit.is(i, FINITE.or(HAVE).or(MODAL).or(PASSIVE).or(NEGATION)));
        if wanders {
            return None;
        }
        if opens_clause && !(unit.is(at + 1, ADVERB) && unit.is_edge(at + 2)) && !unit.is_edge(at + 1) {
            let _ = lexicon;
            return Some(at);
        }
        let held = cue.particle.is_some_and(|(start, end)| (start..end).contains(&at));
        if !held && commas == 0 && item.is(SUBORDINATOR) && !item.is(ADVERB)
            || item.is(INFINITIVE_OPENER) && unit.is(at, INFINITIVE)
        {
            return None;
        }
        let other_verb = lexicon.verb_second && main_verb(lexicon, unit, at + 1);
        if item.is(COORDINATOR) && !item.is(THAT) && (at == from || other_verb) {
            return None;
        }
    }
    None
}

/// Returns where the object of the cue's preposition begins.
fn behind_preposition(unit: &Unit<'_>, cue: &Cue<'_>, from: usize, adjuncts: usize) -> Option<usize> {
    for at in from..from + REACH {
        if unit.is_edge(at) {
            return None;
        }
        if let Some(words) = cue.entry.prepositions.iter().find(|words| unit.matches(at, words)) {
            let start = at + words.len();
            let near = at <= from + 1 || at == adjuncts || cue.particle.is_some_and(|(_, end)| at <= end + 1);
            let opens_infinitive = unit.is(at, INFINITIVE_OPENER) && infinitive(unit, cue, at).is_some();
            return (near && !opens_infinitive && !unit.is_edge(start)).then_some(start);
        }
    }
    None
}

/// Returns where an infinitive clause that the cue governs begins.
fn infinitive(unit: &Unit<'_>, cue: &Cue<'_>, from: usize) -> Option<usize> {
    let ahead = from..from + 2 * REACH;
    let mut seen = None;
    for at in ahead {
        let Some(item) = unit.get(at) else { break };
        if item.is_mark() || item.is(THAT) && !item.is(DETERMINER) {
            break;
        }
        if item.is(INFINITIVE) && (!unit.is(at + 1, DETERMINER) || unit.is(at + 1, PASSIVE)) {
            seen = Some(at);
            break;
        }
    }
    let marker = seen?;
    let opener = (from..marker + 1).find(|&at| unit.is(at, INFINITIVE_OPENER));
    let _ = cue;
    Some(opener.unwrap_or(from))
}

fn infinitive_end(lexicon: &Lexicon, unit: &Unit<'_>, from: usize, stops: &[usize]) -> usize {
    content_end(lexicon, unit, from, stops)
        .min((from..).find(|&at| unit.is_edge(at) && unit.kind(at) != Some(ItemKind::Close)).unwrap_or(from))
}

/// Returns the end of an object: the first mark, or a conjunction behind which another verb follows.
fn phrase_clause(lexicon: &Lexicon, unit: &Unit<'_>, from: usize, stops: &[usize]) -> usize {
    let mark = (from..unit.items.len().min(from + LONGEST)).find(|&at| {
        matches!(
            unit.kind(at),
            Some(ItemKind::Comma | ItemKind::Semicolon | ItemKind::Stop | ItemKind::Colon | ItemKind::Dash)
        ) || at > from && unit.is(at, COORDINATOR.or(BREAK)) && verb_soon(lexicon, unit, at)
    });
    content_end(lexicon, unit, from, stops).min(mark.unwrap_or(unit.items.len()))
}

/// Tells whether a verb stands among the next few items.
fn verb_soon(lexicon: &Lexicon, unit: &Unit<'_>, at: usize) -> bool {
    (at + 1..at + 6).map_while(|i| unit.get(i)).take_while(|item| !item.is_mark()).any(|item| {
        item.is(FINITE.or(HAVE).or(MODAL))
            || lexicon.forms(item.norm).iter().any(|form| {
                !form.joined
                    && lexicon.entries.get(form.entry).is_some_and(|entry| entry.kind == super::lexicon::CueKind::Verb)
            })
    })
}

/// Returns where a clause that begins at `from` ends: at the end of the sentence, at one of `stops`, or where a new
/// main clause begins.
pub(super) fn content_end(lexicon: &Lexicon, unit: &Unit<'_>, from: usize, stops: &[usize]) -> usize {
    let len = unit.items.len();
    let next = stops.get(stops.partition_point(|&stop| stop <= from)).copied();
    let limit = next.unwrap_or(len).min(from.saturating_add(LONGEST));
    let mut at = from;
    while at < limit {
        let Some(item) = unit.get(at) else { break };
        match item.kind {
            ItemKind::Stop if at + 1 >= len || at > from => return at,
            ItemKind::Semicolon => return at,
            ItemKind::Dash => match (at + 1..limit).take(30).find(|&i| unit.kind(i) == Some(ItemKind::Dash)) {
                Some(close) => at = close,
                None if at > from => return at,
                None => {}
            },
            ItemKind::Comma
                if new_main_clause(lexicon, unit, at + 1)
                    || lexicon.is_participle(unit.get(at + 1).map_or("", |item| item.norm)) =>
            {
                return at;
            }
            // `dat het duur is en riep op ...`: behind the verb that ends the clause another main verb follows.
            ItemKind::Word
                if lexicon.verb_second
                    && at > from + 2
                    && unit.is(from, THAT)
                    && item.is(COORDINATOR)
                    && main_verb(lexicon, unit, at + 1)
                    && !unit.is_edge(at + 2) =>
            {
                return at;
            }
            _ => {}
        }
        at += 1;
    }
    at.min(limit)
}

/// Tells whether a finite verb of a main clause stands here, with something behind it that such a verb takes.
fn main_verb(lexicon: &Lexicon, unit: &Unit<'_>, at: usize) -> bool {
    let cue = |item: &Item<'_>| {
        lexicon.forms(item.norm).iter().any(|form| {
            !form.joined
                && form.words.len() == 1
                && lexicon.entries.get(form.entry).is_some_and(|entry| entry.kind == super::lexicon::CueKind::Verb)
        })
    };
    let finite = |item: &Item<'_>| item.is(FINITE.or(HAVE).or(PASSIVE).or(MODAL)) && !item.is(DETERMINER.or(PRONOUN));
    unit.get(at).is_some_and(|item| !item.capital && (finite(item) || cue(item)))
        && (opens(unit, at + 1) || unit.is(at + 1, ADVERB.or(PREPOSITION)))
}

/// Tells whether what follows a comma is coordinated with the clause of the cue, not with its content.
fn new_main_clause(lexicon: &Lexicon, unit: &Unit<'_>, at: usize) -> bool {
    if !unit.is(at, COORDINATOR.or(BREAK))
        || unit.is(at + 1, THAT.or(SUBORDINATOR).or(PREPOSITION))
            && lexicon.verb_second
            && !volgens(lexicon, unit, at + 1)
    {
        return false;
    }
    if lexicon.verb_second {
        return unit.is(at, COORDINATOR);
    }
    (at + 1..at + 8).map_while(|i| unit.get(i)).take_while(|item| !item.is_mark()).any(|item| {
        lexicon.forms(item.norm).iter().any(|form| {
            !form.joined
                && lexicon.entries.get(form.entry).is_some_and(|entry| entry.kind == super::lexicon::CueKind::Verb)
        })
    })
}

fn volgens(lexicon: &Lexicon, unit: &Unit<'_>, at: usize) -> bool {
    unit.get(at).is_some_and(|item| {
        lexicon.forms(item.norm).iter().any(|form| {
            lexicon.entries.get(form.entry).is_some_and(|entry| entry.kind == super::lexicon::CueKind::Preposition)
        })
    })
}

/// Returns the text of items, without quotation marks that enclose it wholly and without marks at its ends.
pub(super) fn span(unit: &Unit<'_>, (mut from, mut to): Range) -> Option<Span> {
    while from < to && unit.get(from).is_some_and(|item| item.is_mark() && item.kind != ItemKind::Open) {
        from += 1;
    }
    while to > from && unit.get(to - 1).is_some_and(|item| item.is_mark() && item.kind != ItemKind::Close) {
        to -= 1;
    }
    if to == from + 1
        && let Some(quotation) = unit.get(from).and_then(|item| item.quotation())
    {
        return (!quotation.inner.is_empty()).then_some(quotation.inner);
    }
    unit.span_of(from, to)
}
