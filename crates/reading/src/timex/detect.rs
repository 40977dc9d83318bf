//! Finding time expressions in an article.

use document::{Article, PartialDate, ResidueKind, Span};
use nlp::{Annotated, Word};

use super::{
    Modifier, Timex3, TimexKind,
    calendar::Direction,
    expression::{Context, Value},
    grammar::{Around, Grammar, ModifierCell, TimexRule},
    lex::{self, Atom, AtomKind},
    matching::{self, Capture, Found, Input},
    tense::Clause,
};

/// How many atoms before a match its `before` pattern may reach.
const REACH: usize = 8;

/// How many atoms before a match a word may stand to tell where the sentence looks.
const TENSE_REACH: usize = 60;

/// How many atoms behind a match such a word may stand, when none stands before: the verb after what opens a sentence.
const TENSE_AHEAD: usize = 4;

/// How many atoms are matched on at a time: an endless paragraph costs no endless memory.
const MOST_ATOMS: usize = 100_000;

/// An endless sentence is cut into pieces of so many bytes.
const MOST_BYTES: usize = 64 * 1024;

/// Returns the time expressions of an article, by start; they do not overlap. Relative ones resolve against
/// `published`, never against today. Credits, teasers and boilerplate are not read.
#[must_use]
pub fn timexes(
    grammar: &Grammar,
    article: &Article,
    annotated: &Annotated,
    published: Option<PartialDate>,
) -> Vec<Timex3> {
    let mut out = Vec::new();
    if grammar.rules.is_empty() {
        return out;
    }
    let mut context = Context { published, last: None, near: false, day: None, quarter: None, direction: None };
    let unread = [ResidueKind::Credit, ResidueKind::Teaser, ResidueKind::Boilerplate];
    let mut atoms = Vec::new();
    // Whole paragraphs are matched on, so that a sentence cut at an abbreviated month does no harm.
    for paragraph in annotated.sentences.chunk_by(|a, b| a.paragraph == b.paragraph && a.residue == b.residue) {
        if paragraph.first().and_then(|sentence| sentence.residue).is_some_and(|residue| unread.contains(&residue)) {
            continue;
        }
        atoms.clear();
        context.near = false;
        for piece in paragraph.iter().flat_map(|sentence| pieces(&article.text, sentence.span)) {
            lex::atoms(&grammar.vocabulary, &article.text, piece, &mut atoms);
            if atoms.len() > MOST_ATOMS {
                let input = Input { text: &article.text, atoms: &atoms, classes: &grammar.classes };
                paragraph_timexes(grammar, annotated, input, &mut context, &mut out);
                atoms.clear();
            }
        }
        let input = Input { text: &article.text, atoms: &atoms, classes: &grammar.classes };
        paragraph_timexes(grammar, annotated, input, &mut context, &mut out);
    }
    out
}

/// Cuts a sentence of endless length at blanks, or else at any character; others stay whole.
fn pieces(text: &str, sentence: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut rest = sentence;
    while rest.len() > MOST_BYTES {
        let near = (rest.start + MOST_BYTES - 1024..rest.start + MOST_BYTES).rev();
        let blank = near.clone().find(|&at| text.as_bytes().get(at) == Some(&b' '));
        let Some(cut) = blank.or_else(|| near.clone().find(|&at| text.is_char_boundary(at))) else { break };
        out.push(Span::new(rest.start, cut));
        rest = Span::new(cut, rest.end);
    }
    out.push(rest);
    out
}

/// Tells for each of an article's expressions whether its sentence looks ahead there.
pub(crate) fn looks_ahead(grammar: &Grammar, article: &Article, annotated: &Annotated, found: &[Timex3]) -> Vec<bool> {
    let mut atoms = Vec::new();
    let mut ahead = |timex: &Timex3| -> Option<bool> {
        let sentence = annotated.sentences.get(annotated.sentence_at(timex.span.start)?)?;
        atoms.clear();
        lex::atoms(&grammar.vocabulary, &article.text, sentence.span, &mut atoms);
        let start = atoms.iter().position(|atom| atom.span.start >= timex.span.start)?;
        let end = atoms.iter().position(|atom| atom.span.start >= timex.span.end).unwrap_or(atoms.len());
        let input = Input { text: &article.text, atoms: &atoms, classes: &grammar.classes };
        Some(direction(grammar, annotated, input, start, end) == Some(Direction::Future))
    };
    found.iter().map(|timex| ahead(timex).unwrap_or(false)).collect()
}

fn paragraph_timexes(
    grammar: &Grammar,
    annotated: &Annotated,
    input: Input<'_>,
    context: &mut Context,
    out: &mut Vec<Timex3>,
) {
    let mut at = 0;
    while let Some(atom) = input.atoms.get(at) {
        let words = grammar.by_word.get(atom.word as usize).filter(|_| atom.word != 0).map_or(&[][..], Vec::as_slice);
        let digits = if matches!(atom.kind, AtomKind::Digits(_)) { grammar.by_digits.as_slice() } else { &[] };
        let Some(Candidate { end, timex, .. }) = best(grammar, annotated, input, at, [words, digits], context) else {
            at += 1;
            continue;
        };
        at = end.max(at + 1);
        if let Some((timex, looks_back)) = timex {
            if let Some(date) = timex.date().filter(|_| !looks_back) {
                context.last = Some(date);
                context.near = true;
                match date {
                    PartialDate::Quarter(..) => context.quarter = Some(date),
                    PartialDate::Day(day) if context.published.is_none_or(|now| day <= now.last_day()) => {
                        context.day = Some(date);
                    }
                    _ => {}
                }
            }
            out.push(timex);
        }
    }
}

/// A match that may stand.
struct Candidate {
    /// One past its last atom.
    end: usize,
    /// The index of the rule that made it.
    rule: usize,
    /// What it is, and whether it only looks back from another date; `None` for what only looks like a time.
    timex: Option<(Timex3, bool)>,
}

/// Returns the longest match at `at` of which the value can be made, the first rule among equals.
fn best(
    grammar: &Grammar,
    annotated: &Annotated,
    input: Input<'_>,
    at: usize,
    lists: [&[usize]; 2],
    context: &mut Context,
) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for &index in lists.into_iter().flatten() {
        let rule = grammar.rules.get(index)?;
        let Some(mut found) = matching::run(&rule.program, input, at, None) else { continue };
        let better = match &best {
            None => true,
            Some(best) => found.end > best.end || found.end == best.end && index < best.rule,
        };
        if !better || !stands(rule, input, at, &mut found) {
            continue;
        }
        match rule.kind {
            None => best = Some(Candidate { end: found.end, rule: index, timex: None }),
            Some(kind) => {
                context.direction = direction(grammar, annotated, input, at, found.end);
                if let Some(timex) = make(grammar, rule, kind, input, at, &found, context) {
                    let looks_back = rule.value.looks_back();
                    best = Some(Candidate { end: found.end, rule: index, timex: Some((timex, looks_back)) });
                }
            }
        }
    }
    best
}

fn make(
    grammar: &Grammar,
    rule: &TimexRule,
    kind: TimexKind,
    input: Input<'_>,
    start: usize,
    found: &Found,
    context: &Context,
) -> Option<Timex3> {
    let capture = |name: &str| -> Option<String> {
        let slot = grammar.slots.iter().position(|slot| slot == name)?;
        let (_, capture) = found.captures.iter().rev().find(|(captured, _)| usize::from(*captured) == slot)?;
        match capture {
            Capture::Value(value) => grammar.values.get(*value).cloned(),
            Capture::Digits(atom) => input.atoms.get(*atom).map(|atom| atom.span.of(input.text).to_owned()),
        }
    };
    let value = match rule.value.evaluate(&capture, context)? {
        Value::Nothing => None,
        value => value.text(),
    };
    let modifier = match &rule.modifier {
        None => None,
        Some(ModifierCell::Is(modifier)) => Some(*modifier),
        Some(ModifierCell::Capture(name)) => capture(name).and_then(|name| Modifier::from_name(&name)),
    };
    let (first, last) = (input.atoms.get(start)?, input.atoms.get(found.end.checked_sub(1)?)?);
    let span = Span::new(first.span.start, last.span.end);
    Some(Timex3 { span, kind, value, modifier, rule: rule.rule.clone() })
}

/// Tells whether a match may stand where it does. What its surroundings capture joins what it captured itself.
fn stands(rule: &TimexRule, input: Input<'_>, start: usize, found: &mut Found) -> bool {
    let end = found.end;
    if end <= start {
        return false;
    }
    let (before, after) = (rule.before.as_ref(), rule.after.as_ref());
    let wanted = |around: Option<&Around>| around.is_some_and(|around| around.wanted);
    if !(wanted(before) || free_before(input, start)) || !(wanted(after) || free_after(input, end)) {
        return false;
    }
    let mut check = |around: Option<&Around>, matched: &dyn Fn(&Around) -> Option<Found>| {
        let Some(around) = around else { return true };
        let surrounding = matched(around);
        let right = surrounding.is_some() == around.wanted;
        found.captures.extend(surrounding.into_iter().flat_map(|surrounding| surrounding.captures));
        right
    };
    check(before, &|around| stands_before(around, input, start))
        && check(after, &|around| matching::run(&around.program, input, end, None))
}

fn stands_before(around: &Around, input: Input<'_>, start: usize) -> Option<Found> {
    (start.saturating_sub(REACH)..start).find_map(|from| matching::run(&around.program, input, from, Some(start)))
}

/// Tells whether the atom at `start` does not go on from the one before: not in `F-16`, `€2000`, `12.2014`.
fn free_before(input: Input<'_>, start: usize) -> bool {
    let (Some(atom), Some(before)) = (input.atoms.get(start), start.checked_sub(1).and_then(|at| input.atoms.get(at)))
    else {
        return true;
    };
    if !atom.glued || atom.kind == AtomKind::Sign {
        return true;
    }
    let further = start.checked_sub(2).and_then(|at| input.atoms.get(at)).filter(|_| before.glued);
    let digits = matches!(atom.kind, AtomKind::Digits(_));
    match before.kind {
        AtomKind::Letters | AtomKind::Digits(_) => false,
        AtomKind::Sign => match (sign(input, before), further.map(|atom| atom.kind)) {
            (Some('$' | '€' | '£' | '#' | '+' | '_' | '@'), _) => false,
            (Some('-' | '/'), Some(AtomKind::Letters | AtomKind::Digits(_))) => false,
            (Some('.' | ',' | ':'), Some(AtomKind::Digits(_))) => !digits,
            (Some('.'), Some(AtomKind::Letters)) => !digits,
            _ => true,
        },
    }
}

/// Tells whether the atom before `end` does not go on in the next one.
fn free_after(input: Input<'_>, end: usize) -> bool {
    let (Some(atom), Some(after)) = (end.checked_sub(1).and_then(|at| input.atoms.get(at)), input.atoms.get(end))
    else {
        return true;
    };
    if !after.glued || atom.kind == AtomKind::Sign {
        return true;
    }
    let further = input.atoms.get(end + 1).filter(|further| further.glued);
    let digits = matches!(atom.kind, AtomKind::Digits(_));
    match after.kind {
        AtomKind::Letters | AtomKind::Digits(_) => false,
        AtomKind::Sign => match (sign(input, after), further.map(|atom| atom.kind)) {
            (Some('%' | '_' | '@' | '€' | '°'), _) => false,
            (Some('-' | '/'), Some(AtomKind::Letters | AtomKind::Digits(_))) => false,
            (Some('.' | ',' | ':'), Some(AtomKind::Digits(_))) => !digits,
            _ => true,
        },
    }
}

fn sign(input: Input<'_>, atom: &Atom) -> Option<char> {
    atom.span.of(input.text).chars().next().map(|c| if matches!(c, '–' | '‑' | '‐') { '-' } else { c })
}

/// Returns where the sentence looks at the match, `None` when nothing tells: as the verb that governs it has it, or else
/// as the nearest word before it that tells, or else the nearest behind it.
fn direction(
    grammar: &Grammar,
    annotated: &Annotated,
    input: Input<'_>,
    start: usize,
    end: usize,
) -> Option<Direction> {
    governed(grammar, annotated, input, start, end).or_else(|| nearby(grammar, input, start, end))
}

/// Returns where the clause of the match looks, where words have a tree.
fn governed(grammar: &Grammar, annotated: &Annotated, input: Input<'_>, start: usize, end: usize) -> Option<Direction> {
    let (first, last) = (input.atoms.get(start)?, input.atoms.get(end.checked_sub(1)?)?);
    let expression = Span::new(first.span.start, last.span.end);
    let tense = |word: &Word| grammar.tense_of(word.form_in(input.text));
    let perfect = |word: &Word| grammar.makes_perfect(word.form_in(input.text));
    Clause::new(annotated, expression, &tense, &perfect)?.direction(expression)
}

/// Returns where the words around the match look.
fn nearby(grammar: &Grammar, input: Input<'_>, start: usize, end: usize) -> Option<Direction> {
    let tense =
        |at: usize| input.atoms.get(at).and_then(|atom| grammar.tenses.get(atom.word as usize).copied().flatten());
    let opens = |at: usize| input.atoms.get(at).is_some_and(|atom| atom.opens);
    let reach = start.saturating_sub(TENSE_REACH);
    let first = (reach..=start).rev().find(|&at| opens(at)).unwrap_or(reach);
    let reach = input.atoms.len().min(end + TENSE_AHEAD);
    let last = (end..reach).find(|&at| opens(at)).unwrap_or(reach);
    (first..start).rev().find_map(tense).or_else(|| (end..last).find_map(tense))
}
