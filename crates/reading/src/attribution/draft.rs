//! From a sentence with its tree to drafts: which words are cues, and which parts of the sentence are content and source.

use std::ops::Range;

use document::{Article, Span};
use nlp::{Annotated, Sentence, Upos};

use super::branch::{Branch, branches};
use super::candidate::{self, Listed, is_negated};
use super::extent;
use super::features::{Cue, Seer, plain, speaks};
use super::lexicon::{CHANNEL, CueKind, DETERMINER, EMPTY, Entry, Lexicon, MEDIUM};
use super::view::View;
use super::{Act, Form, act, silence};
use crate::Name;

/// A part is content or belongs to the cue when that is likelier than not; a source must be this likely. Values tried on
/// PolNeAR dev: 0.25, 0.35, 0.5.
const SOURCE_THRESHOLD: f32 = 0.35;
const PART_THRESHOLD: f32 = 0.5;

/// Where no part is likely content, the likeliest is taken from here on: a cue has a content.
const DOUBTFUL_THRESHOLD: f32 = 0.3;

/// What hangs on a predicate that is content, and what follows an object that is, need less to be content too. Values
/// tried on the open cases and articles of Dutch: 0.1 to 0.3, 0.05 to 0.2.
const DEPENDENT_THRESHOLD: f32 = 0.15;
const FOLLOWING_THRESHOLD: f32 = 0.08;

/// A statement before names and times are looked up.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub source: Option<Span>,
    pub cue: Span,
    /// The longest piece.
    pub content: Span,
    /// The other pieces, in order.
    pub rest: Vec<Span>,
    pub act: Act,
    pub rule: String,
    /// The one addressed or aimed at.
    pub object: Option<Span>,
    /// Where media are named that it was said to or came through.
    pub relay: Vec<Span>,
}

impl Draft {
    /// Tells whether something of a stretch is in its content.
    pub fn takes(&self, stretch: Span) -> bool {
        std::iter::once(&self.content).chain(&self.rest).any(|piece| piece.overlap(stretch) > 0)
    }
}

/// What a part of the sentence is to a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Content,
    Source,
    Cue,
    Other,
}

/// A sentence, and what is needed to find statements in it.
pub(super) struct Place<'p, 'a> {
    pub lexicon: &'p Lexicon,
    pub article: &'a Article,
    pub annotated: &'a Annotated,
    pub sentence: &'a Sentence,
    pub names: &'p [Name],
    /// The sentence before, when it is prose too.
    pub before: Option<&'a Sentence>,
}

/// A word that is likely to be a cue.
struct Candidate<'l> {
    word: usize,
    listed: Vec<Listed<'l>>,
    likelihood: f32,
}

/// Returns the statements of a sentence, by place of their cues.
pub(super) fn drafts(place: &Place<'_, '_>) -> Vec<Draft> {
    if place.lexicon.weights.is_empty() {
        return Vec::new();
    }
    let views = View::all(place.lexicon, place.annotated, place.sentence, place.names);
    views.iter().flat_map(|view| silence::added(place.lexicon, view, in_view(place, view))).collect()
}

fn in_view(place: &Place<'_, '_>, view: &View<'_>) -> Vec<Draft> {
    let weights = &place.lexicon.weights;
    let seer = Seer { view, is_lexical: weights.see.words, is_first: place.sentence.span.start == 0 };
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for (word, listed) in candidate::candidates(place.lexicon, view, weights.see.unlisted) {
        let likelihood = weights.cue(|scorer| seer.cue(word, &listed, scorer));
        if likelihood >= weights.cue_threshold {
            candidates.push(Candidate { word, listed, likelihood });
        }
    }
    candidates.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood).then(a.word.cmp(&b.word)));
    let all: Vec<usize> = candidates.iter().map(|candidate| candidate.word).collect();
    let mut taken = vec![false; view.len()];
    let mut out: Vec<(usize, Draft)> = Vec::new();
    for candidate in &candidates {
        if taken.get(candidate.word).copied().unwrap_or(true) {
            continue;
        }
        if let Some((draft, words)) = draft(place, view, seer, candidate, &all) {
            for word in words {
                if let Some(taken) = taken.get_mut(word) {
                    *taken = true;
                }
            }
            out.push((candidate.word, draft));
        }
    }
    out.sort_by_key(|(word, _)| *word);
    out.into_iter().map(|(_, draft)| draft).collect()
}

/// Returns the draft of a candidate and the words of its cue; `None` when it has no content.
fn draft(
    place: &Place<'_, '_>,
    view: &View<'_>,
    seer: Seer<'_, '_>,
    candidate: &Candidate<'_>,
    cues: &[usize],
) -> Option<(Draft, Vec<usize>)> {
    let cue = candidate.word;
    let mut own = vec![cue];
    if let Some(first) = candidate.listed.first() {
        own.extend(first.start..first.end);
        own.extend(first.particle.map(|(from, to)| from..to).into_iter().flatten());
    }
    let parts = branches(view, cue);
    let seen = Cue::new(view, cue, &candidate.listed);
    let mut roles = Vec::with_capacity(parts.len());
    let mut likely = Vec::with_capacity(parts.len());
    let mut best: Option<(f32, usize)> = None;
    let mut doubtful: Option<(f32, usize)> = None;
    let mut may_join = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let [content, source, helper] = place.lexicon.weights.part(|scorer| seer.part(&seen, part, scorer));
        likely.push(content);
        let is_own = part.words.iter().all(|word| own.contains(word));
        roles.push(if is_own || helper > PART_THRESHOLD && helper > content && helper > source {
            Role::Cue
        } else if speaks_for_itself(view, part, cues) {
            Role::Other
        } else if content >= PART_THRESHOLD && content > source {
            Role::Content
        } else {
            Role::Other
        });
        if roles.last() == Some(&Role::Other)
            && content > source
            && content >= DOUBTFUL_THRESHOLD
            && doubtful.is_none_or(|(most, _)| content > most)
        {
            doubtful = Some((content, index));
        }
        may_join.push(source > content && source >= SOURCE_THRESHOLD);
        if source > content && !is_own && source >= SOURCE_THRESHOLD && best.is_none_or(|(most, _)| source > most) {
            best = Some((source, index));
        }
    }
    if !roles.contains(&Role::Content)
        && let Some((_, index)) = doubtful
        && let Some(role) = roles.get_mut(index)
    {
        *role = Role::Content;
    }
    let mut source = best.map(|(_, index)| index);
    if let Some(pointer) = pointer(place, view, candidate, &parts) {
        let is_source =
            |index: usize| index != pointer && parts.get(index).is_some_and(|part| names_a_source(view, part));
        source = source.filter(|&index| is_source(index)).or_else(|| (0..parts.len()).find(|&index| is_source(index)));
        let is_passive = view.children(cue).any(|child| view.relation(child) == "aux:pass");
        if source.is_none() && !is_passive {
            return None;
        }
        roles.iter_mut().filter(|role| **role == Role::Content).for_each(|role| *role = Role::Other);
        if let Some(role) = roles.get_mut(pointer) {
            *role = Role::Content;
        }
    }
    if let Some(role) = source.and_then(|index| roles.get_mut(index)) {
        *role = Role::Source;
    }
    addressed_is_no_content(view, candidate, &parts, &mut roles);
    if let Some(source) = source {
        clause_of_phrase(view, candidate, (&parts, source), cues, &mut roles);
    }
    join(view, (&parts, &likely), &own, &mut roles);
    let of = |wanted: Role| parts.iter().zip(&roles).filter(move |(_, role)| **role == wanted).map(|(part, _)| part);
    own.extend(of(Role::Cue).flat_map(|part| part.words.iter().copied()));
    own.sort_unstable();
    own.dedup();
    let source_words = source.and_then(|index| parts.get(index)).map(|part| {
        let mut whole = part.clone();
        // the clauses that were split off it: `those who stayed`
        for (clause, _) in
            parts.iter().zip(&may_join).filter(|(clause, joins)| **joins && part.words.contains(&clause.above))
        {
            whole.words.extend(&clause.words);
        }
        whole.words.sort_unstable();
        extent::run_of(view, &whole, &own)
    });
    let swallowed =
        if source.is_none() { swallowed_source(view, cue, parts.iter().filter(|part| part.level == 0)) } else { None };
    let source_words = source_words.or(swallowed);
    let content: Vec<usize> = {
        let mut words: Vec<usize> = of(Role::Content).flat_map(|part| part.words.iter().copied()).collect();
        let prepositions: Vec<usize> = of(Role::Content).filter_map(|part| preposition(view, cue, part)).collect();
        let range = own_view(view, cue, cues);
        words.retain(|word| own.binary_search(word).is_err() && !prepositions.contains(word) && range.contains(word));
        words.retain(|word| swallowed.is_none_or(|(first, last)| *word < first || *word > last));
        words.sort_unstable();
        words
    };
    let main = of(Role::Content).max_by_key(|part| (part.words.len(), std::cmp::Reverse(part.head)))?;
    let blocked = |word: usize| {
        own.binary_search(&word).is_ok() || source_words.is_some_and(|(first, last)| (first..=last).contains(&word))
    };
    let cue_span = cue_span(view, cue, &own)?;
    let mut pieces = extent::pieces(place, view, &content, blocked, cue_span);
    if let [only] = content.as_slice()
        && main.level > 0
        && !view.is_quoted(*only)
    {
        // one word above a cue is what the tree broke off, not what somebody said
        return None;
    }
    let mut rule = rule(view, cue, main, place, pieces.first().copied());
    if let Some(told) = told_before(place, view, &content) {
        pieces = vec![told];
        "attribution.told-before".clone_into(&mut rule);
    }
    let longest = (0..pieces.len()).max_by_key(|&index| (pieces[index].len(), std::cmp::Reverse(index)))?;
    let said = pieces.remove(longest);
    let entry = candidate.listed.iter().map(|listed| listed.entry);
    let entry = entry.clone().find(|entry| fits(view, entry, main)).or_else(|| entry.clone().next());
    let in_content = |word: usize| content.binary_search(&word).is_ok();
    let act = match entry {
        Some(entry) if is_negated(view, cue, in_content) => entry.negated?,
        Some(entry) => entry.act,
        None => Act::Say,
    };
    let object = parts
        .iter()
        .zip(&roles)
        .filter(|(part, role)| part.level == 0 && **role == Role::Other)
        .find(|(part, _)| {
            let relation = view.relation(part.head);
            matches!(relation, "obj" | "iobj" | "nsubj:pass" | "obl:arg" | "obl")
        })
        .and_then(|(part, _)| view.span(part.extent().0, part.extent().1));
    let relay = parts
        .iter()
        .zip(&roles)
        .filter(|(part, role)| part.level == 0 && matches!(**role, Role::Other | Role::Cue))
        .filter_map(|(part, _)| relay(view, part))
        .collect();
    let draft = Draft {
        source: source_words.and_then(|(first, last)| view.span(first, last)),
        cue: cue_span,
        content: said,
        rest: pieces,
        act,
        rule,
        object,
        relay,
    };
    Some((draft, own))
}

/// Returns where a part names a medium that it was said to or came through: `tegen radiozender Golf`.
fn relay(view: &View<'_>, part: &Branch) -> Option<Span> {
    let opens = part.words.iter().position(|&word| view.is(word, CHANNEL) || view.is(word, MEDIUM))?;
    view.span(*part.words.get(opens)?, *part.words.last()?)
}

/// Returns the stretch of the cue's words around its head.
fn cue_span(view: &View<'_>, cue: usize, own: &[usize]) -> Option<Span> {
    let has = |word: usize| own.binary_search(&word).is_ok();
    let first = (0..=cue).rev().take_while(|&word| has(word)).last()?;
    let last = (cue..view.len()).take_while(|&word| has(word)).last()?;
    view.span(first, last)
}

/// Tells whether an entry of the table of cues takes such content.
fn fits(view: &View<'_>, entry: &Entry, content: &Branch) -> bool {
    let frame = entry.frame;
    let quoted = |word: &usize| view.is_quoted(*word);
    if entry.kind != CueKind::Verb || content.words.iter().all(quoted) {
        return true;
    }
    if content.level > 0 {
        return frame.quote() || frame.tail() || frame.that() || frame.bare();
    }
    match plain(view.relation(content.head)) {
        "ccomp" | "advcl" => frame.that() || frame.bare() || frame.quote(),
        "xcomp" => frame.inf() || frame.names(),
        "obj" | "nsubj:pass" | "nsubj" | "iobj" => frame.np() || frame.names() || frame.passive(),
        "obl" | "obl:arg" => {
            frame.origin() || frame.figure() || (frame.prep() || frame.names()) && introduces(view, entry, content.head)
        }
        _ => frame.quote() || frame.tail() || frame.that(),
    }
}

/// Tells whether one of an entry's prepositions stands before a word; any does when it lists none.
fn introduces(view: &View<'_>, entry: &Entry, word: usize) -> bool {
    entry.prepositions.is_empty()
        || entry.prepositions.iter().any(|words| view.children(word).any(|child| view.matches(child, words)))
}

/// Returns the name of the rule: how the content hangs together with the cue, in terms of Universal Dependencies.
fn rule(view: &View<'_>, cue: usize, content: &Branch, place: &Place<'_, '_>, piece: Option<Span>) -> String {
    let quoted = piece.is_some_and(|piece| act::form(place.annotated, piece) == Form::Direct);
    let head = view.relation(content.head);
    let what = match (quoted, content.level) {
        (true, _) if content.head < cue => "quote-before",
        (true, _) => "quote-after",
        (false, 0) => plain(head),
        (false, _) if matches!(view.relation(cue), "case" | "mark") => "preposition",
        (false, _) => "clause-above",
    };
    format!("attribution.{}", what.replace(':', "-"))
}

/// Returns the part that is a word which points back at the sentence before: `Dat zegt Jansen`.
fn pointer(place: &Place<'_, '_>, view: &View<'_>, candidate: &Candidate<'_>, parts: &[Branch]) -> Option<usize> {
    let reports = |listed: &Listed<'_>| listed.entry.frame.that() || listed.entry.frame.quote();
    if sentence_meant(place, view).is_none() || !candidate.listed.iter().any(reports) {
        return None;
    }
    let has_clause = parts.iter().any(|part| part.level == 0 && view.relation(part.head) == "ccomp");
    let found = parts.iter().position(|part| part.words == [0] && part.level <= 1);
    found.filter(|_| !has_clause)
}

/// Tells whether a part may name who says something: a subject, an agent, or what the parser took for an object.
fn names_a_source(view: &View<'_>, part: &Branch) -> bool {
    let is_nominal = matches!(view.upos(part.head), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    let relation = plain(view.relation(part.head));
    let speaks = speaks(view, part.head) || view.name(part.head).is_some();
    part.level <= 1 && is_nominal && speaks && matches!(relation, "nsubj" | "obj" | "obl:agent" | "nsubj:pass")
}

/// What a prepositional phrase attributes is the clause that it stands in: `volgens X` all but that phrase.
fn clause_of_phrase(
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
fn own_view(view: &View<'_>, cue: usize, cues: &[usize]) -> Range<usize> {
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
fn swallowed_source<'p>(
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
fn join(view: &View<'_>, (parts, likely): (&[Branch], &[f32]), own: &[usize], roles: &mut [Role]) {
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
            end = Some(last);
        } else if follows && *role == Role::Other && relation.starts_with("obl") && *likely >= FOLLOWING_THRESHOLD {
            *role = Role::Content;
            end = Some(last);
        }
    }
}

/// Tells whether a part beside the clause of a cue is a clause with a cue of its own: `according to X …, but according
/// to Y …`.
fn speaks_for_itself(view: &View<'_>, part: &Branch, cues: &[usize]) -> bool {
    let is_beside = part.level > 0 && !part.is_ancestor && matches!(view.relation(part.head), "conj" | "parataxis");
    is_beside && cues.iter().any(|cue| part.words.binary_search(cue).is_ok())
}

/// Whoever is spoken to is not what is said, when something else is: `verwijt de raad dat …`.
fn addressed_is_no_content(view: &View<'_>, candidate: &Candidate<'_>, parts: &[Branch], roles: &mut [Role]) {
    let addresses = candidate.listed.iter().any(|listed| listed.entry.frame.person());
    let is_person = |part: &Branch| {
        part.level == 0 && !part.path.contains('/') && matches!(view.relation(part.head), "obj" | "iobj")
    };
    let is_other = |(part, role): (&Branch, &Role)| *role == Role::Content && part.level == 0 && !is_person(part);
    if addresses && parts.iter().zip(roles.iter()).any(is_other) {
        for (_, role) in parts.iter().zip(roles).filter(|(part, role)| **role == Role::Content && is_person(part)) {
            *role = Role::Other;
        }
    }
}

/// Returns the preposition before an object, which belongs to the cue: `warn of floods`.
fn preposition(view: &View<'_>, cue: usize, part: &Branch) -> Option<usize> {
    let relation = plain(view.relation(part.head));
    let applies = part.level == 0 && matches!(relation, "obl" | "nmod" | "obl:arg") && part.head > cue;
    view.children(part.head).find(|&child| applies && child < part.head && view.relation(child) == "case")
}

/// Returns the sentence before, when a sentence begins with a word that points back at it.
fn sentence_meant<'a>(place: &Place<'_, 'a>, view: &View<'_>) -> Option<&'a Sentence> {
    let points = place.lexicon.verb_second && view.is(0, EMPTY) && view.is(0, DETERMINER);
    place.before.filter(|_| points)
}

/// Returns the sentence before, when all that is said is a word that points back at it.
fn told_before(place: &Place<'_, '_>, view: &View<'_>, content: &[usize]) -> Option<Span> {
    let before = sentence_meant(place, view).filter(|_| content == [0])?;
    Some(extent::trimmed(place.article, place.annotated, before.span))
}
