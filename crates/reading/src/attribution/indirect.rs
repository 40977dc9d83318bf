//! The strategies that start from a cue, one for each kind of cue.

use document::Span;

use super::Act;
use super::act::act;
use super::content::{self, after_cue, content_end, skip_adjuncts, skip_occasion};
use super::cue::Cue;
use super::draft::Draft;
use super::lexicon::{
    ADVERB, AGENT, COORDINATOR, CueKind, DETERMINER, EMPTY, FINITE, GENITIVE, HAVE, INFINITIVE, INFINITIVE_OPENER,
    Lexicon, MEDIUM, MODAL, NEGATION, PASSIVE, PREPOSITION, PRONOUN, RELATIVE, ROLE, SO, SUBORDINATOR, THAT,
};
use super::phrase::{Range, Subject, clause_start, is_empty, opens, phrase_end, source_after, subject};
use super::unit::{Item, ItemKind, Unit};

/// A cue that stands behind its content: `…, zei Jansen`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    /// Where content before it ends and content behind it begins, in items.
    pub from: usize,
    pub to: usize,
    source: Range,
    inverted: bool,
}

/// Returns the tail that a cue makes, when it stands between commas or behind a quotation.
pub(super) fn tail(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>) -> Option<Tail> {
    let frame = cue.entry.frame;
    if !(frame.quote() || frame.tail() || cue.entry.kind == CueKind::Tail) || cue.start == 0 {
        return None;
    }
    let name = if frame.origin() { cue.entry.behind_preposition(unit, cue.end)? } else { cue.end };
    let mut before = cue.start;
    while before > 0 && unit.is(before - 1, SO.or(ADVERB)) && !unit.is_edge(before - 1) {
        before -= 1;
    }
    let free = cue.entry.kind == CueKind::Tail;
    let behind = |at: usize| {
        at > 0
            && (unit.is_comma(at - 1)
                || free
                || unit.get(at - 1).is_some_and(|item| quoted(item) || item.kind == ItemKind::Dash))
    };
    if behind(before)
        && !unit.is(cue.end, THAT)
        && let Some(source) = source_after(unit, name, true)
    {
        let mut to = source.1;
        if let Some((from, end)) = cue.particle.filter(|&(from, _)| from >= to) {
            to = skip_occasion(unit, cue, to).unwrap_or(from).max(end);
            if unit.is_comma(to) && opens(unit, to + 1) && unit.is_edge(phrase_end(unit, to + 1, true)) {
                to = phrase_end(unit, to + 1, true);
            }
        }
        if let Some(to) = skip_occasion(unit, cue, to).or_else(|| occasion_behind_speech(unit, before, to)) {
            let quote_only = frame.tail()
                && !unit.get(before.wrapping_sub(2)).is_some_and(quoted)
                && !unit.get(before - 1).is_some_and(quoted);
            let colon = unit.kind(to) == Some(ItemKind::Colon);
            if !quote_only && !colon {
                return Some(Tail { from: before, to, source, inverted: true });
            }
        }
    }
    if let Some(tail) = perfect_tail(lexicon, unit, cue) {
        return Some(tail);
    }
    if lexicon.verb_second || free || frame.tail() && !frame.quote() {
        return None;
    }
    let Subject::Before(source) = subject(lexicon, unit, cue) else { return None };
    if unit.is(source.0, RELATIVE) && source.1 == source.0 + 1 {
        return None;
    }
    let told = cue.entry.frame.person().then(|| content::object(unit, cue, cue.end)).flatten();
    let to = skip_occasion(unit, cue, told.map_or(cue.end, |(_, to)| to))?;
    let ends = unit.kind(to) != Some(ItemKind::Colon);
    let quote_next = unit.get(to).is_some_and(quoted) || unit.is_comma(to) && unit.get(to + 1).is_some_and(quoted);
    let quote_before = source.0 > 0
        && (unit.get(source.0 - 1).is_some_and(quoted) || source.0 > 1 && unit.get(source.0 - 2).is_some_and(quoted));
    let inserted = source.0 > 0 && (unit.is_comma(source.0 - 1) || unit.get(source.0 - 1).is_some_and(quoted));
    (inserted && ends && (quote_before || !quote_next)).then_some(Tail { from: source.0, to, source, inverted: false })
}

/// `…, zo heeft Jansen laten weten`: the auxiliary stands before the source, the cue behind it.
fn perfect_tail(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>) -> Option<Tail> {
    let auxiliary = cue.auxiliary.filter(|&at| lexicon.verb_second && cue.joined && !cue.passive && at < cue.start)?;
    let from = auxiliary.checked_sub(1).filter(|&so| unit.is(so, SO))?;
    let set_off = from > 0 && (unit.is_comma(from - 1) || unit.get(from - 1).is_some_and(quoted));
    let source = bounded_by(source_after(unit, auxiliary + 1, true)?, cue.start);
    let to = skip_occasion(unit, cue, cue.end)?;
    (set_off && source.0 < cue.start).then_some(Tail { from, to, source, inverted: true })
}

/// Behind speech whatever follows the source up to the next mark tells the occasion: `riep X zijn aanhangers toe`.
fn occasion_behind_speech(unit: &Unit<'_>, before: usize, at: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let speech = |at: Option<usize>| at.and_then(|at| unit.get(at)).is_some_and(|item| item.speech);
    let end = (at..at + LONGEST).find(|&at| unit.is_edge(at))?;
    let plain = !(at..end).any(|at| unit.is(at, THAT) || unit.get(at).is_some_and(quoted));
    ((speech(before.checked_sub(1)) || speech(before.checked_sub(2))) && plain).then_some(end)
}

fn quoted(item: &Item<'_>) -> bool {
    item.quotation().is_some()
}

/// Returns the statements of a tail. `left` is the first item that may belong to the content before it, `stops` the
/// places where other tails begin.
pub(super) fn from_tail(
    lexicon: &Lexicon,
    unit: &Unit<'_>,
    cue: &Cue<'_>,
    tail: &Tail,
    left: usize,
    stops: &[usize],
) -> Vec<Draft> {
    let mut end = tail.from;
    while end > left && unit.get(end - 1).is_some_and(Item::is_mark) {
        end -= 1;
    }
    let bare_coordinator = end == left + 1 && unit.is(left, COORDINATOR);
    let before = if bare_coordinator { None } else { left_content(lexicon.verb_second, unit, left, end) };
    let marked = unit.is_comma(tail.to);
    let behind = tail.to + usize::from(marked);
    let mut contents: Vec<(Span, &'static str, usize)> = Vec::new();
    if let Some((span, rule)) = before {
        contents.push((span, rule, end));
    }
    let direct = contents.first().is_some_and(|(_, rule, _)| *rule == QUOTE_AFTER);
    if unit.get(behind).is_some_and(quoted) {
        if let Some(span) = content::span(unit, (behind, behind + 1)) {
            contents.push((span, "attribution.quote-continued", behind));
        }
    } else if marked && !(direct || unit.is(behind, COORDINATOR) || tail.inverted && unit.is(behind, RELATIVE)) {
        let right = content_end(lexicon, unit, behind, stops);
        let longer = |span: &Span| span.len();
        if let Some(span) = content::span(unit, (behind, right))
            && contents.first().is_none_or(|(first, _, _)| longer(first) < span.len())
            && right > behind + 3
        {
            contents = vec![(span, "attribution.around-cue", behind)];
        }
    }
    let draft = |(content, rule, at): (Span, &'static str, usize)| {
        Some(Draft {
            source: Some(tail.source),
            cue: Some(cue_range(unit, cue, Some(tail.source))),
            content,
            act: act(unit, cue, at.max(cue.end))?,
            rule,
            object: None,
        })
    };
    contents.into_iter().filter_map(draft).collect()
}

const QUOTE_AFTER: &str = "attribution.quote-after";

/// Returns the content that ends at item `end`, and the rule: a quotation that stands by itself, or the clause.
fn left_content(verb_second: bool, unit: &Unit<'_>, left: usize, end: usize) -> Option<(Span, &'static str)> {
    let last = end.checked_sub(1).filter(|&last| last >= left)?;
    if unit.get(last).is_some_and(quoted) {
        let alone = last == left
            || unit.get(last - 1).is_some_and(|item| item.is_mark() && item.kind != ItemKind::Comma || quoted(item))
            || last == left + 1 && (unit.is_edge(left) || unit.is(left, COORDINATOR));
        if alone {
            return Some((content::span(unit, (last, end))?, QUOTE_AFTER));
        }
    }
    let mut from = (left..end)
        .rev()
        .find(|&at| matches!(unit.kind(at), Some(ItemKind::Stop | ItemKind::Semicolon)))
        .map_or(left, |at| at + 1);
    while from < end && unit.is_edge(from) {
        from += 1;
    }
    let fronted = verb_second && unit.is(from, SUBORDINATOR) && !(from..end).any(|at| unit.is_comma(at));
    if fronted {
        return None;
    }
    (end > from + 1 || end == from + 1 && unit.get(from).is_some_and(|item| item.is_word())).then_some(())?;
    Some((content::span(unit, (from, end))?, "attribution.clause-before"))
}

/// Returns the statement of a verb that stands before its content.
///
/// `last` is the source of the statement before it in the unit, which a participle clause shares.
pub(super) fn from_verb(
    lexicon: &Lexicon,
    unit: &Unit<'_>,
    cue: &Cue<'_>,
    last: Option<Range>,
    stops: &[usize],
) -> Option<Draft> {
    if cue.entry.frame.origin() {
        return from_origin(lexicon, unit, cue, stops);
    }
    if cue.passive && !cue.entry.frame.passive() && lexicon.verb_second {
        return None;
    }
    if cue.passive && cue.entry.frame.passive() {
        return from_passive(lexicon, unit, cue, stops);
    }
    let participle = cue.joined && cue.auxiliary.is_none();
    if participle && lexicon.verb_second {
        return None;
    }
    let (source, from) = match if participle { Subject::Missing } else { subject(lexicon, unit, cue) } {
        Subject::Before(source) => (Some(source), cue.end),
        Subject::After => {
            let at = cue.verb() + 1;
            let source = source_after(unit, at.max(if cue.auxiliary.is_some() { at } else { cue.end }), false)?;
            let runs_over = source.1 > cue.start && source.0 < cue.end;
            if runs_over {
                return None;
            }
            (Some(source), source.1.max(cue.end))
        }
        Subject::Missing if participle => (Some(main_subject(unit, cue, last)?), cue.end),
        Subject::Missing => return None,
    };
    let speaker = |range: Range| unit.quoted && range.1 == range.0 + 1 && unit.is(range.0, PRONOUN);
    if source.is_some_and(|range| is_empty(unit, range) || speaker(range)) {
        return None;
    }
    let left_over = source
        .filter(|&(_, to)| lexicon.verb_second && to < cue.verb() && opens(unit, to))
        .map(|(_, to)| (to, cue.verb()));
    let found = after_cue(lexicon, unit, cue, from, left_over, stops)
        .or_else(|| source.and_then(|source| verb_final(lexicon.verb_second, unit, cue, source)))?;
    let content = content::span(unit, found.range)?;
    Some(Draft {
        source,
        cue: Some(cue_range(unit, cue, source)),
        content,
        act: act(unit, cue, found.range.0)?,
        rule: found.rule,
        object: found.object.or_else(|| addressed_before(cue, source)),
    })
}

/// `Uit onderzoek van X blijkt dat …`: the source stands behind a preposition at the head of the clause.
fn from_origin(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>, stops: &[usize]) -> Option<Draft> {
    const LONGEST: usize = 16;
    let verb = cue.verb();
    let from = cue.entry.behind_preposition(unit, clause_start(lexicon, unit, verb))?;
    let plain = from < verb && verb - from <= LONGEST && opens(unit, from) && !(from..verb).any(|at| unit.is_edge(at));
    let found = after_cue(lexicon, unit, cue, cue.end, None, stops).filter(|_| plain)?;
    Some(Draft {
        source: Some((from, verb)),
        cue: Some((cue.start, cue.end)),
        content: content::span(unit, found.range)?,
        act: act(unit, cue, found.range.0)?,
        rule: found.rule,
        object: None,
    })
}

/// Returns where the one addressed stands when the verb comes last: `heeft X beschuldigd`.
fn addressed_before(cue: &Cue<'_>, source: Option<Range>) -> Option<Range> {
    let auxiliary = cue.auxiliary.filter(|&at| at < cue.start)?;
    let from = source.map_or(auxiliary + 1, |(_, to)| to.max(auxiliary + 1));
    (from < cue.start).then_some((from, cue.start))
}

/// Returns who a participle clause is about: the noun phrase right before it, or the subject of the sentence.
fn main_subject(unit: &Unit<'_>, cue: &Cue<'_>, last: Option<Range>) -> Option<Range> {
    let set_off = cue.start == 0
        || unit.is_edge(cue.start - 1)
        || unit.is(cue.start - 1, COORDINATOR.or(ADVERB))
        || unit.get(cue.start - 1).is_some_and(quoted);
    if let Some(last) = last.filter(|_| set_off) {
        return Some(last);
    }
    if set_off {
        let from = (0..cue.start.min(6)).find(|&at| opens(unit, at))?;
        let end = phrase_end(unit, from, false);
        return (end < cue.start && !is_empty(unit, (from, end))).then_some((from, end));
    }
    let low = cue.start.saturating_sub(8);
    let from = (low..cue.start).find(|&at| opens(unit, at) && phrase_end(unit, at, true) == cue.start)?;
    (!is_empty(unit, (from, cue.start))).then_some((from, cue.start))
}

/// The object stands before a participle or a verb at the end: `heeft X “onwettig” genoemd`, `heeft het bericht
/// ontkend`.
fn verb_final(verb_second: bool, unit: &Unit<'_>, cue: &Cue<'_>, source: Range) -> Option<content::Found> {
    let frame = cue.entry.frame;
    if !verb_second || !(frame.np() || frame.names()) || cue.start <= source.1 {
        return None;
    }
    let auxiliary = cue.auxiliary.filter(|&at| at >= source.1 && at < cue.start);
    let cluster = auxiliary.filter(|&at| (at..cue.start).all(|i| unit.is(i, HAVE.or(PASSIVE).or(MODAL))));
    let end = cluster.unwrap_or(cue.start);
    let verb = auxiliary.filter(|_| cluster.is_none()).map_or(source.1, |at| at + 1);
    let mut from = skip_adjuncts(unit, cue, verb);
    if from < source.1 {
        from = source.1;
    }
    let quoted = unit.get(from).is_some_and(quoted);
    let fits = end > from + usize::from(frame.names() && !quoted)
        && !unit.is(from, PREPOSITION)
        && (quoted || opens(unit, from))
        && !(from..end).any(|at| unit.is_edge(at) || unit.is(at, FINITE.or(HAVE).or(PASSIVE).or(MODAL)));
    fits.then_some(content::Found { range: (from, end), rule: "attribution.object-before", object: Some((from, end)) })
}

/// `worden beschuldigd van …`, `wordt door X ontkend`.
fn from_passive(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>, stops: &[usize]) -> Option<Draft> {
    let verb = cue.verb();
    let clause_end = (cue.end..cue.end + 12).find(|&at| unit.is_edge(at)).unwrap_or(cue.end);
    let agent = (verb + 1..clause_end).find(|&at| unit.is(at, AGENT) && opens(unit, at + 1));
    let source = agent.and_then(|at| source_after(unit, at + 1, false)).map(|range| bounded_by(range, cue.start));
    let from = source.map_or(cue.end, |(_, to)| to.max(cue.end));
    let start = clause_start(lexicon, unit, verb);
    let victim = phrase_end(unit, start, true);
    let found = after_cue(lexicon, unit, cue, from, None, stops)
        .filter(|found| found.rule != "attribution.object")
        .or_else(|| {
            let fits = cue.entry.frame.np()
                && victim > start
                && victim <= verb
                && source.is_some()
                && !is_empty(unit, (start, victim));
            fits.then_some(content::Found { range: (start, victim), rule: "attribution.passive", object: None })
        })?;
    Some(Draft {
        source,
        cue: Some((cue.start, cue.end)),
        content: content::span(unit, found.range)?,
        act: act(unit, cue, found.range.0)?,
        rule: "attribution.passive",
        object: found.object.or((victim > start && victim <= verb).then_some((start, victim))),
    })
}

/// Returns a phrase that does not run over the cue at `at`.
pub(super) fn bounded_by((from, to): Range, at: usize) -> Range {
    (from, if from < at { to.min(at) } else { to })
}

/// Returns the items of a cue with a particle right behind it and the auxiliaries and adverbs between it and its source.
fn cue_range(unit: &Unit<'_>, cue: &Cue<'_>, source: Option<Range>) -> Range {
    let end = cue.particle.filter(|&(from, _)| from == cue.end).map_or(cue.end, |(_, to)| to);
    let from = source
        .map(|(_, to)| to)
        .filter(|&to| {
            to < cue.start
                && cue.start - to <= 4
                && (to..cue.start).all(|at| unit.is(at, HAVE.or(PASSIVE).or(MODAL).or(NEGATION).or(ADVERB)))
        })
        .unwrap_or(cue.start);
    (from, end)
}

/// `Volgens X …`, `…, according to X`.
pub(super) fn from_preposition(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>, stops: &[usize]) -> Option<Draft> {
    let first = cue.start == 0 || unit.is_edge(cue.start - 1) || unit.is(cue.start - 1, COORDINATOR.or(SUBORDINATOR));
    let end = phrase_end(unit, cue.end, !lexicon.verb_second);
    if end == cue.end || is_empty(unit, (cue.end, end)) {
        return None;
    }
    let loose =
        source_after(unit, cue.end, true).filter(|range| !lexicon.verb_second || !first && unit.is_edge(range.1));
    let source = loose.or_else(|| source_after(unit, cue.end, false))?;
    let speaks = |at: usize| unit.get(at).is_some_and(|item| item.capital || item.is(ROLE.or(PRONOUN).or(MEDIUM)));
    if lexicon.verb_second && !first && !(source.0..source.1).any(speaks) {
        return None;
    }
    let mut source = if first && lexicon.verb_second && unit.is_comma(source.1) {
        source
    } else if first {
        bounded(unit, source, end)
    } else {
        source
    };
    let mut behind = source.1;
    if (unit.is(behind, RELATIVE) || unit.is_comma(behind) && unit.is(behind + 1, RELATIVE))
        && let Some(comma) = (behind + 1..behind + 25).find(|&at| unit.is_edge(at))
    {
        if !unit.is_comma(behind) && unit.is_comma(comma) {
            source.1 = comma;
        }
        behind = comma;
    }
    if unit.is_comma(behind) {
        behind += 1;
    }
    let right =
        (behind < unit.items.len()).then(|| content_end(lexicon, unit, behind, stops)).filter(|&end| end > behind + 1);
    let right = right.and_then(|end| content::span(unit, (behind, end)));
    let left = if first && (cue.start == 0 || unit.is(cue.start - 1, COORDINATOR.or(SUBORDINATOR))) {
        None
    } else {
        before(unit, cue.start, stops)
    };
    let ends_sentence = unit.is_edge(behind);
    let content = match (left, right) {
        (Some(left), Some(right)) if left.len() > right.len() || ends_sentence => left,
        (_, Some(right)) => right,
        (Some(left), None) => left,
        (None, None) => return None,
    };
    let rule = "attribution.according-to";
    Some(Draft {
        source: Some(source),
        cue: Some((cue.start, cue.end)),
        content,
        act: cue.entry.act,
        rule,
        object: None,
    })
}

/// Drops an apposition that is really the beginning of the clause.
fn bounded(unit: &Unit<'_>, source: Range, plain: usize) -> Range {
    if unit.is_comma(source.1) || source.1 == plain { source } else { (source.0, plain) }
}

/// Returns the clause before item `end`.
fn before(unit: &Unit<'_>, end: usize, stops: &[usize]) -> Option<Span> {
    let last_stop =
        stops.get(..stops.partition_point(|&stop| stop < end)).and_then(<[usize]>::last).copied().unwrap_or(0);
    let low = last_stop.max(end.saturating_sub(80));
    let mut from = (low..end)
        .rev()
        .find(|&at| {
            matches!(unit.kind(at), Some(ItemKind::Stop | ItemKind::Semicolon | ItemKind::Colon))
                || at + 2 < end && unit.is_comma(at) && unit.is(at + 1, COORDINATOR)
        })
        .map_or(low, |at| if unit.is_comma(at) { at + 2 } else { at + 1 });
    while from < end && (unit.is_edge(from)) {
        from += 1;
    }
    if let [only] = unit.items.get(from..end).unwrap_or_default()
        && !quoted(only)
    {
        return None;
    }
    let mut to = end;
    while to > from && unit.is_edge(to - 1) {
        to -= 1;
    }
    (to > from).then(|| content::span(unit, (from, to)))?
}

/// `de oproep van X om te …`, `the claim that …`.
pub(super) fn from_noun(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>, stops: &[usize]) -> Option<Draft> {
    let frame = cue.entry.frame;
    let mut at = cue.end;
    let mut source = None;
    if unit.is(at, GENITIVE.or(AGENT)) {
        let range = source_after(unit, at + 1, true)?;
        source = Some(range);
        at = range.1;
    }
    if source.is_none() {
        source = possessor(unit, cue.start);
    }
    if unit.is_comma(at) {
        at += 1;
    }
    let opened =
        frame.that() && unit.is(at, THAT) && !unit.is_edge(at + 1) && !unit.is(at + 1, MODAL.or(HAVE).or(PASSIVE))
            || frame.inf()
                && unit.is(at, INFINITIVE_OPENER)
                && !(unit.is(at, INFINITIVE) && unit.is(at + 1, DETERMINER.or(PRONOUN)));
    if frame.quote() {
        let quote = at + usize::from(unit.kind(at) == Some(ItemKind::Colon));
        if unit.get(quote).is_some_and(quoted) {
            let source = cue.start.checked_sub(1).and_then(|_| first_phrase(unit));
            return draft(unit, cue, source, (quote, quote + 1), "attribution.noun");
        }
    }
    if !opened || source.is_none() && cue.entry.act == Act::Say {
        return None;
    }
    let end = (at + 1..at + 60).find(|&i| {
        matches!(unit.kind(i), Some(ItemKind::Comma | ItemKind::Stop | ItemKind::Semicolon | ItemKind::Dash))
            || i >= unit.items.len()
    });
    let end = content_end(lexicon, unit, at, stops).min(end.unwrap_or(usize::MAX));
    (end > at + 2).then(|| draft(unit, cue, source, (at, end), "attribution.noun"))?
}

fn first_phrase(unit: &Unit<'_>) -> Option<Range> {
    let end = phrase_end(unit, 0, true);
    (end > 0).then_some((0, end))
}

/// Returns the possessor right before a noun: `zijn belofte`, `Mali’s weigering`.
fn possessor(unit: &Unit<'_>, noun: usize) -> Option<Range> {
    let before = noun.checked_sub(1)?;
    let item = unit.get(before)?;
    if item.is(GENITIVE) {
        let low = before.saturating_sub(6);
        let from = (low..before).find(|&at| opens(unit, at) && phrase_end(unit, at, false) >= before)?;
        return Some((from, before));
    }
    (item.is(PRONOUN) && item.is(DETERMINER) && !item.is(EMPTY.or(RELATIVE))).then_some((before, noun))
}

fn draft(unit: &Unit<'_>, cue: &Cue<'_>, source: Option<Range>, range: Range, rule: &'static str) -> Option<Draft> {
    Some(Draft {
        source,
        cue: Some((cue.start, cue.end)),
        content: content::span(unit, range)?,
        act: cue.entry.act,
        rule,
        object: None,
    })
}

/// `naar verluidt`, `reportedly`: the clause around it, without a source.
pub(super) fn from_adverbial(lexicon: &Lexicon, unit: &Unit<'_>, cue: &Cue<'_>, stops: &[usize]) -> Option<Draft> {
    let right_end = content_end(lexicon, unit, cue.end, stops);
    let right = (right_end > cue.end + 1).then(|| content::span(unit, (cue.end, right_end))).flatten();
    let left = clause_start(lexicon, unit, cue.start);
    let left = (left < cue.start).then(|| content::span(unit, (left, cue.start))).flatten();
    let content = match (left, right) {
        (Some(left), Some(right)) => {
            if left.len() > right.len() {
                left
            } else {
                right
            }
        }
        (left, right) => left.or(right)?,
    };
    Some(Draft {
        source: None,
        cue: Some((cue.start, cue.end)),
        content,
        act: cue.entry.act,
        rule: "attribution.hearsay",
        object: None,
    })
}
