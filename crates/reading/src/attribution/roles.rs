//! What the parts of a sentence are to a cue where the models alone do not tell: whose clause a phrase attributes, whoever
//! is addressed, what the tree broke off.

use std::ops::Range;

use nlp::Upos;

use super::branch::Branch;
use super::draft::{Candidate, Role};
use super::features::{plain, speaks};
use super::frame;
use super::lexicon::{CueKind, EMPTY, Frame};
use super::view::View;

/// What hangs on a predicate that is content, and what follows an object that is, need less to be content too. Values
/// tried on the open cases and articles of Dutch: 0.1 to 0.3, 0.05 to 0.2.
const DEPENDENT_THRESHOLD: f32 = 0.15;
const FOLLOWING_THRESHOLD: f32 = 0.08;

/// What a prepositional phrase attributes is the clause that it stands in: `volgens X` all but that phrase.
pub(super) fn clause_of_phrase(
    view: &View<'_>,
    candidate: &Candidate<'_>,
    (parts, source): (&[Branch], usize),
    cues: &[usize],
    roles: &mut [Role],
) {
    let is_phrase = candidate.listed.iter().any(|listed| listed.entry.kind == CueKind::Preposition);
    let above = match (view.relation(candidate.word), parts.get(source)) {
        ("case", Some(part)) if part.level == 1 => view.head(part.head),
        // `in de ogen van X`
        ("obl" | "nmod", Some(part)) if part.level == 0 => view.head(candidate.word),
        _ => None,
    };
    let Some(predicate) = above.filter(|_| is_phrase).and_then(|word| predicate_of(view, word)) else { return };
    let clause = view.subtree(predicate);
    for (index, (part, role)) in parts.iter().zip(roles.iter_mut()).enumerate() {
        let is_in = part.words.iter().all(|word| clause.binary_search(word).is_ok());
        if index != source && part.level >= 1 && *role != Role::Cue {
            *role = if is_in && !speaks_for_itself(view, part, cues) { Role::Content } else { Role::Other };
        }
    }
}

/// Returns the words that may belong to what a cue attributes: not those beyond a conjunction and a prepositional cue,
/// `…, but according to Y …`, where what somebody else says begins.
pub(super) fn own_view(view: &View<'_>, cue: usize, cues: &[usize]) -> Range<usize> {
    let opens = |&other: &usize| {
        let before = other.checked_sub(1)?;
        (view.relation(other) == "case" && view.relation(before) == "cc").then_some(before)
    };
    let start = opens(&cue).map_or(0, |before| before + 1);
    let end = cues.iter().filter(|other| **other > cue).filter_map(opens).min();
    start..end.unwrap_or(view.len())
}

/// Returns the source that the parser took for the end of the content: in `…, the minister, Ada Blom, said` the phrases
/// between commas that have no verb.
pub(super) fn swallowed_source<'p>(
    view: &View<'_>,
    cue: usize,
    mut below: impl Iterator<Item = &'p Branch>,
) -> Option<(usize, usize)> {
    let is_verb = |word: usize| matches!(view.upos(word), Upos::Verb | Upos::Aux | Upos::Punct) || view.is_quoted(word);
    if view.has_subject(cue) || view.upos(cue) != Upos::Verb {
        return None;
    }
    let last = (0..cue).rev().find(|&word| !view.is_punctuation(word))?;
    below.find(|part| part.head < cue && part.extent().1 >= last)?;
    let (mut end, mut first) = (last, None);
    loop {
        let start = (0..=end).rev().take_while(|&word| !is_verb(word)).last()?;
        let comma = start.checked_sub(1).filter(|&before| view.norm(before) == ",");
        let Some(comma) = comma.filter(|&comma| comma > 0) else { break };
        first = Some(start);
        end = comma - 1;
    }
    let first = first?;
    let named = (first..=last).any(|word| matches!(view.upos(word), Upos::Noun | Upos::Propn | Upos::Pron));
    named.then_some((first, last))
}

/// Returns the predicate of the clause that a word stands in: `dreigt` for a word that hangs on `te breken` in `dreigt te
/// breken`.
fn predicate_of(view: &View<'_>, word: usize) -> Option<usize> {
    const HIGHEST: usize = 6;
    let mut at = word;
    for _ in 0..HIGHEST {
        let relation = plain(view.relation(at));
        let is_clause = matches!(relation, "root" | "ccomp" | "advcl" | "acl" | "acl:relcl" | "parataxis" | "csubj")
            || relation == "conj" && view.has_subject(at)
            || view.head(at).is_none();
        if is_clause {
            return Some(at);
        }
        at = view.head(at)?;
    }
    None
}

/// Joins to content what is left of its phrase or clause: what hangs on a predicate that is content, and what follows
/// an object without a mark between them.
pub(super) fn join(view: &View<'_>, (parts, likely): (&[Branch], &[f32]), own: &[usize], roles: &mut [Role]) {
    let heads: Vec<usize> = parts
        .iter()
        .zip(roles.iter())
        .filter(|(part, role)| part.is_ancestor && **role == Role::Content)
        .map(|(part, _)| part.head)
        .collect();
    for ((part, likely), role) in parts.iter().zip(likely).zip(roles.iter_mut()) {
        let relation = plain(view.relation(part.head));
        let depends = !matches!(relation, "parataxis" | "appos" | "dep");
        let is_dependent = depends && part.level > 0 && heads.contains(&part.above);
        if *role == Role::Other && is_dependent && *likely >= DEPENDENT_THRESHOLD {
            *role = Role::Content;
        }
    }
    // before a cue, clauses that were split off what is said belong to it: nothing else can stand there
    let before: Vec<usize> = parts
        .iter()
        .zip(roles.iter())
        .filter(|(part, role)| part.level == 0 && **role == Role::Content && own.iter().all(|&word| part.head < word))
        .flat_map(|(part, _)| part.words.iter().copied())
        .collect();
    for ((part, likely), role) in parts.iter().zip(likely).zip(roles.iter_mut()) {
        let is_split = part.path.contains('/') && before.contains(&part.above);
        let is_before = own.iter().all(|&word| part.extent().1 < word);
        if is_split && is_before && *role == Role::Other && *likely >= FOLLOWING_THRESHOLD {
            *role = Role::Content;
        }
    }
    let mut end: Option<usize> = None;
    for ((part, likely), role) in parts.iter().zip(likely).zip(roles.iter_mut()) {
        let relation = plain(view.relation(part.head));
        let (first, last) = part.extent();
        let follows = end.is_some_and(|end| (end + 1..first).all(|word| own.contains(&word)) && end < first);
        if part.level > 0 || part.path.contains(['/', '|']) {
            continue;
        }
        if *role == Role::Content && relation == "obj" {
            // nothing more belongs to a pronoun: `spreekt dat met klem tegen`
            end = Some(last).filter(|_| view.upos(part.head) != Upos::Pron);
        } else if follows && *role == Role::Other && relation.starts_with("obl") && *likely >= FOLLOWING_THRESHOLD {
            *role = Role::Content;
            end = Some(last);
        }
    }
}

/// Tells whether a part beside the clause of a cue is a clause with a cue of its own: `according to X …, but according
/// to Y …`.
pub(super) fn speaks_for_itself(view: &View<'_>, part: &Branch, cues: &[usize]) -> bool {
    let is_beside = part.level > 0 && !part.is_ancestor && matches!(view.relation(part.head), "conj" | "parataxis");
    is_beside && cues.iter().any(|cue| part.words.binary_search(cue).is_ok())
}

/// Whoever is spoken to is not what is said, when something else is: `verwijt de raad dat …`.
pub(super) fn addressed_is_no_content(
    view: &View<'_>,
    candidate: &Candidate<'_>,
    parts: &[Branch],
    roles: &mut [Role],
) {
    let frames = || candidate.listed.iter().map(|listed| listed.entry.frame);
    let addresses = frames().any(Frame::person) && !frames().any(Frame::names);
    let is_person = |part: &Branch| {
        part.level == 0 && !part.path.contains('/') && matches!(view.relation(part.head), "obj" | "iobj")
    };
    let is_other = |(part, role): (&Branch, &Role)| *role == Role::Content && part.level == 0 && !is_person(part);
    let is_said = parts.iter().zip(roles.iter()).any(is_other);
    // `blames him`: he is not what he is blamed for
    let is_somebody = |part: &Branch| {
        let reports = frames().any(Frame::that);
        reports && view.upos(part.head) == Upos::Pron && part.words.len() == 1 && !view.is(part.head, EMPTY)
    };
    for (part, role) in parts.iter().zip(roles).filter(|(part, role)| **role == Role::Content && is_person(part)) {
        if addresses && (is_said || is_somebody(part)) {
            *role = Role::Other;
        }
    }
}

/// Tells whether a part may name who says something: a subject, an agent, or what the parser took for an object.
pub(super) fn names_a_source(view: &View<'_>, part: &Branch) -> bool {
    let is_nominal = matches!(view.upos(part.head), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    let relation = plain(view.relation(part.head));
    let speaks = speaks(view, part.head) || view.name(part.head).is_some();
    part.level <= 1 && is_nominal && speaks && matches!(relation, "nsubj" | "obj" | "obl:agent" | "nsubj:pass")
}

/// Tells whether a part is the subject of a cue, and somebody.
pub(super) fn is_subject(view: &View<'_>, part: &Branch) -> bool {
    part.level == 0 && view.relation(part.head) == "nsubj" && frame::is_speaker(view, part.head)
}
