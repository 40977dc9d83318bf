//! Noun phrases without a parser: where they end, and which one is the subject of a cue.

use super::cue::Cue;
use super::lexicon::{
    ADVERB, ATTACH, COMPLEMENTIZER, COORDINATOR, Classes, DETERMINER, EMPTY, FINITE, GENITIVE, HAVE, INFINITIVE,
    Lexicon, MODAL, NEGATION, NO_SOURCE, NOMINATIVE, PASSIVE, PREPOSITION, PRONOUN, RELATIVE, ROLE, SO, SUBORDINATOR,
    THAT, TIME,
};
use super::unit::{ItemKind, Unit};
use crate::NameKind;

/// The longest clause that is looked through, in items: bounds the time on text without marks.
const CLAUSE: usize = 60;

/// Items `from..to` of a unit.
pub(super) type Range = (usize, usize);

const VERBAL: Classes = FINITE.or(HAVE).or(PASSIVE).or(MODAL).or(NEGATION);
const CLOSED: Classes = VERBAL.or(SUBORDINATOR).or(COMPLEMENTIZER).or(INFINITIVE).or(PREPOSITION).or(COORDINATOR);

/// Returns the end of the noun phrase that begins at `from`, or `from` when none does. With `loose`, prepositional
/// phrases that often belong to names (`uit Oostermeer`) are taken in.
pub(super) fn phrase_end(unit: &Unit<'_>, from: usize, loose: bool) -> usize {
    if !opens(unit, from) {
        return from;
    }
    if unit.is(from, PRONOUN) && (!unit.is(from, DETERMINER) || !nominal(unit, from + 1)) {
        return from + 1;
    }
    let mut at = from + 1;
    let mut lower_nouns = usize::from(lower(unit, from) && !unit.is(from, DETERMINER));
    while let Some(item) = unit.get(at) {
        let before = at - 1;
        let number = item.name.is_none() && item.norm.starts_with(|c: char| c.is_ascii_digit());
        if item.is_mark() || number || item.speech || item.time.is_some() && !item.capital {
            break;
        }
        let to_verb = item.is(INFINITIVE) && !unit.get(at + 1).is_some_and(|next| next.capital || next.is(DETERMINER));
        if item.is(GENITIVE) || loose && item.is(ATTACH) && !item.is(DETERMINER) && !to_verb {
            let occasion = !item.is(GENITIVE)
                && unit.get(before).is_some_and(|prior| prior.capital)
                && unit.get(at + 1).is_some_and(|next| !next.capital);
            if occasion || !opens(unit, at + 1) || item.norm == "'s" && unit.is(at + 1, VERBAL) {
                break;
            }
            at += 2;
            lower_nouns = usize::from(lower(unit, at - 1) && !unit.is(at - 1, DETERMINER));
            continue;
        }
        if item.is(COORDINATOR) {
            let joins = unit.get(at + 1).is_some_and(|next| next.capital || next.is(DETERMINER) && loose)
                && opens(unit, at + 1);
            if !joins {
                break;
            }
            at += 2;
            lower_nouns = 0;
            continue;
        }
        if item.capital && !item.is(PRONOUN) {
            at += 1;
            continue;
        }
        if item.is(CLOSED.or(ADVERB).or(DETERMINER).or(RELATIVE).or(PRONOUN).or(TIME)) {
            break;
        }
        let after_name =
            unit.get(before).is_some_and(|prior| prior.capital && prior.is_word() && !prior.is(DETERMINER));
        let after_article = loose && before > 0 && unit.is(before - 1, DETERMINER);
        let adjective = after_article || adjective(unit, before);
        let inside = unit.get(at + 1).is_some_and(|next| next.capital && next.is_word() && at > from + 1);
        if after_name && !item.is(ROLE) && !adjective && !inside {
            break;
        }
        if unit.is(before, ROLE) && !item.is(ROLE) && !item.capital {
            break;
        }
        lower_nouns += 1;
        if lower_nouns > 4 {
            break;
        }
        at += 1;
    }
    at
}

/// Tells whether a capitalised word is an adjective (`de Franse troepen`): so the names say, or an article before it.
fn adjective(unit: &Unit<'_>, at: usize) -> bool {
    unit.get(at).is_some_and(|item| item.name == Some(NameKind::Other))
        || at.checked_sub(1).is_some_and(|before| unit.is(before, DETERMINER))
            && unit.get(at).is_some_and(|item| item.name.is_none_or(|kind| kind == NameKind::Other))
}

fn lower(unit: &Unit<'_>, at: usize) -> bool {
    unit.get(at).is_some_and(|item| item.is_word() && !item.capital)
}

/// Tells whether a noun phrase can begin here.
pub(super) fn opens(unit: &Unit<'_>, at: usize) -> bool {
    unit.get(at).is_some_and(|item| {
        let noun = item.is_word() || item.quotation().is_some() && !item.speech;
        let name = item.capital && at > 0 && !item.is(PREPOSITION.or(SUBORDINATOR));
        noun && (item.is(DETERMINER.or(PRONOUN)) || name || !item.is(CLOSED.or(ADVERB).or(SO)))
            && (item.time.is_none() || item.is(DETERMINER))
            && (!item.is(TIME) || item.is(DETERMINER))
    })
}

fn nominal(unit: &Unit<'_>, at: usize) -> bool {
    unit.get(at).is_some_and(|item| {
        item.is_word() && (item.capital || !item.is(CLOSED.or(ADVERB).or(DETERMINER).or(PRONOUN).or(RELATIVE)))
            || item.quotation().is_some()
    })
}

/// Returns the noun phrase at `from` with the appositions and brackets that belong to it.
pub(super) fn source_after(unit: &Unit<'_>, from: usize, loose: bool) -> Option<Range> {
    let mut start = from;
    while start < from + 4 && !unit.is_edge(start) && !opens(unit, start) && unit.is(start, ADVERB.or(TIME)) {
        start += 1;
    }
    let end = phrase_end(unit, start, loose);
    if end == start || is_empty(unit, (start, end)) {
        return None;
    }
    let mut end = with_brackets(unit, end);
    if unit.is_comma(end)
        && !unit.is(start, PRONOUN)
        && let Some(apposition) = apposition_end(unit, end + 1)
    {
        end = with_brackets(unit, apposition);
    }
    Some((start, end))
}

/// Returns the end of an apposition that begins at `from`: words without a verb, up to the next mark.
pub(super) fn apposition_end(unit: &Unit<'_>, from: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    let first = unit.get(from).filter(|item| item.is_word())?;
    let role = (from..from + 4).any(|at| unit.is(at, ROLE));
    let begins = first.is(DETERMINER.or(ROLE)) && role && !first.is(RELATIVE)
        || first.capital && opens(unit, from)
        || unit.is(from + 1, GENITIVE);
    let end = (from..from + LONGEST)
        .find(|&at| unit.is_edge(at) || unit.get(at).is_some_and(|item| item.quotation().is_some()))?;
    let verb = (from..end).any(|at| {
        unit.is(at, VERBAL.or(INFINITIVE).or(THAT).or(SUBORDINATOR))
            && !unit.is(at, DETERMINER.or(PREPOSITION).or(ADVERB))
    });
    let closed = unit.is_edge(end) && unit.kind(end) != Some(ItemKind::Colon);
    (begins && !verb && closed && end > from).then_some(end)
}

fn with_brackets(unit: &Unit<'_>, end: usize) -> usize {
    if unit.kind(end) != Some(ItemKind::Open) {
        return end;
    }
    (end..end + 8).find(|&i| unit.kind(i) == Some(ItemKind::Close)).map_or(end, |close| close + 1)
}

/// Tells whether a phrase cannot say anything: an expletive, a demonstrative.
pub(super) fn is_empty(unit: &Unit<'_>, (from, to): Range) -> bool {
    unit.is(from, NO_SOURCE)
        || to == from + 2 && unit.is(to - 1, NO_SOURCE)
        || to == from + 1
            && unit.is(from, EMPTY)
            && !(unit.is(from, RELATIVE) && from > 0 && unit.is_comma(from - 1) && unit.is(from, PRONOUN))
}

/// Where the subject of a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Before(Range),
    /// To be looked for behind the verb.
    After,
    Missing,
}

/// Returns where the subject of a cue stands.
pub(super) fn subject(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>) -> Subject {
    let verb = cue.verb();
    let start = clause_start(lexicon, unit, verb);
    if start == verb {
        return without_left(lexicon, unit, verb);
    }
    let mut from = start;
    while from < verb && unit.is(from, ADVERB.or(SO).or(COORDINATOR).or(TIME)) && !unit.is(from, DETERMINER.or(PRONOUN))
        || from < verb && unit.get(from).is_some_and(|item| item.time.is_some() && !item.capital)
    {
        from += 1;
    }
    let to = before_verb(unit, verb);
    let missing = if lexicon.verb_second { Subject::After } else { Subject::Missing };
    if from >= to {
        return missing;
    }
    if let Some(subject) = relative_subject(lexicon, unit, cue, from) {
        return Subject::Before(subject);
    }
    let embedded = start > 0 && unit.is(start - 1, SUBORDINATOR.or(COMPLEMENTIZER));
    if lexicon.verb_second {
        let inverted = !embedded && !cue.joined && cue.auxiliary.is_none() && unit.is(cue.end, NOMINATIVE);
        if inverted {
            return Subject::After;
        }
        if unit.is(from, PREPOSITION.or(SUBORDINATOR)) && !unit.is(from, DETERMINER) {
            return missing;
        }
        let end = phrase_end(unit, from, true).min(to);
        if end == from {
            return missing;
        }
        let strange = (end..to).any(|i| unit.is(i, FINITE.or(HAVE).or(PASSIVE)));
        let fronted = !embedded && !cue.joined && end < to && strange;
        if fronted || is_empty(unit, (from, end)) {
            return missing;
        }
        let whole = !embedded && !unit.is(from, PRONOUN) && end < to && !strange;
        return Subject::Before((from, if whole { to } else { end }));
    }
    let begin = (from..to).find(|&at| {
        opens(unit, at) && !(at > from && unit.is(at - 1, PREPOSITION.or(GENITIVE))) && phrase_end(unit, at, true) >= to
    });
    match begin {
        Some(at) if !is_empty(unit, (at, to)) => Subject::Before((at, to)),
        _ => Subject::Missing,
    }
}

/// `wat de minister “een schande” noemde`: behind a relative pronoun at `from` the subject comes first, then the quoted
/// words, and the verb last.
fn relative_subject(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>, from: usize) -> Option<Range> {
    let quotation = |at: usize| unit.get(at).is_some_and(|item| item.quotation().is_some());
    let last = lexicon.verb_second && cue.entry.frame.names() && unit.is_edge(cue.end);
    // `die` may be the subject itself
    let object = unit.is(from, RELATIVE) && !unit.is(from, PRONOUN.or(DETERMINER));
    if !last || !object || !quotation(cue.start.checked_sub(1)?) {
        return None;
    }
    let quote = cue.start - 1;
    let before = (from + 1..quote).rev().find(|&at| !unit.is(at, DETERMINER))? + 1;
    let end = phrase_end(unit, from + 1, false).min(before);
    (end > from + 1 && !is_empty(unit, (from + 1, end))).then_some((from + 1, end))
}

/// Returns `verb` moved left over adverbs and auxiliaries.
fn before_verb(unit: &Unit<'_>, verb: usize) -> usize {
    let mut to = verb;
    while to > 0
        && unit.get(to - 1).is_some_and(|item| {
            item.is(ADVERB.or(VERBAL)) && !item.is(DETERMINER) && !(item.capital && to > 1 && item.is(MODAL))
                || item.time.is_some() && !item.capital
        })
    {
        to -= 1;
    }
    to
}

/// The verb stands right behind a mark or a conjunction.
fn without_left(lexicon: &Lexicon, unit: &Unit<'_>, verb: usize) -> Subject {
    let after = if lexicon.verb_second { Subject::After } else { Subject::Missing };
    let Some(mark) = verb.checked_sub(1) else { return after };
    if unit.is(mark, COORDINATOR) {
        return shared(lexicon, unit, mark);
    }
    let same = |at: usize| match unit.kind(mark) {
        Some(ItemKind::Close) => unit.kind(at) == Some(ItemKind::Open),
        kind => unit.kind(at) == kind,
    };
    if !matches!(unit.kind(mark), Some(ItemKind::Comma | ItemKind::Dash | ItemKind::Close)) {
        return after;
    }
    let Some(open) = (0..mark).rev().take(40).find(|&at| same(at)) else { return after };
    let mut head = clause_start(lexicon, unit, open);
    while head < open && unit.is(head, ADVERB.or(SO).or(COORDINATOR)) && !unit.is(head, DETERMINER.or(PRONOUN)) {
        head += 1;
    }
    // `What Jansen, the mayor, called …`
    if unit.is(head, COMPLEMENTIZER) && !unit.is(head, DETERMINER) && head + 1 < open {
        head += 1;
    }
    if head >= open || phrase_end(unit, head, true) != open || is_empty(unit, (head, open)) {
        return after;
    }
    let relative = unit.is(open + 1, RELATIVE.or(SUBORDINATOR)) && !opens_name(unit, open + 1)
        || unit.is(open + 1, PREPOSITION) && unit.is(open + 2, RELATIVE)
        || phrase_end(unit, open + 1, true) != mark;
    let bracket = unit.kind(mark) == Some(ItemKind::Close);
    let to = if relative {
        open
    } else if bracket {
        mark + 1
    } else {
        mark
    };
    Subject::Before((head, to))
}

fn opens_name(unit: &Unit<'_>, at: usize) -> bool {
    unit.get(at).is_some_and(|item| item.capital)
}

/// The subject is that of the clause before the conjunction.
fn shared(lexicon: &Lexicon, unit: &Unit<'_>, coordinator: usize) -> Subject {
    let mut end = coordinator;
    while end > 0 && unit.is_comma(end - 1) {
        end -= 1;
    }
    let mut from = (0..end)
        .rev()
        .take(CLAUSE)
        .find(|&i| matches!(unit.kind(i), Some(ItemKind::Stop | ItemKind::Semicolon | ItemKind::Colon)))
        .map_or(0, |i| i + 1);
    while unit.is(from, ADVERB.or(SO).or(COORDINATOR)) && !unit.is(from, DETERMINER.or(PRONOUN)) {
        from += 1;
    }
    let to = phrase_end(unit, from, false);
    let _ = lexicon;
    if to > from && to <= end && !is_empty(unit, (from, to)) && !unit.is(from, PREPOSITION) {
        Subject::Before((from, to))
    } else {
        Subject::Missing
    }
}

/// Returns where the clause of the verb at `verb` begins.
pub(super) fn clause_start(lexicon: &Lexicon, unit: &Unit<'_>, verb: usize) -> usize {
    let mut at = verb;
    while let Some(item) = at.checked_sub(1).and_then(|i| unit.get(i)) {
        let opener = item.is(SUBORDINATOR.or(THAT))
            && (!item.is(ADVERB) || opens(unit, at))
            && !(item.is(DETERMINER) && nominal(unit, at) && !item.is(THAT));
        let pronoun = item.is(RELATIVE.or(DETERMINER)) && at + 1 > verb;
        if item.is_mark() || item.speech || opener && !pronoun || at + CLAUSE < verb {
            break;
        }
        if item.is(COORDINATOR) && at < verb && joins_clauses(lexicon, unit, at - 1)
            || item.is(COORDINATOR) && at == verb
        {
            break;
        }
        at -= 1;
    }
    at
}

/// Tells whether a verb stands before the conjunction in its own stretch of text.
fn joins_clauses(lexicon: &Lexicon, unit: &Unit<'_>, coordinator: usize) -> bool {
    (0..coordinator)
        .rev()
        .take(CLAUSE)
        .map_while(|i| unit.get(i).filter(|item| !item.is_mark()).map(|item| (i, item)))
        .any(|(_, item)| item.is(FINITE.or(HAVE).or(PASSIVE).or(MODAL)) || !lexicon.forms(item.norm).is_empty())
        || unit.is_edge(coordinator.wrapping_sub(1))
}
