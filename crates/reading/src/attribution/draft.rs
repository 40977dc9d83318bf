//! From a sentence with its tree to drafts: which words are cues, and which parts of the sentence are content and source.

use document::{Article, Span};
use nlp::{Annotated, Sentence};

use super::branch::{Branch, branches};
use super::candidate::{self, Listed, is_negated};
use super::extent;
use super::features::{Cue, Seer, plain};
use super::frame::Mended;
use super::lexicon::{CHANNEL, CueKind, DETERMINER, EMPTY, Entry, Lexicon, MEDIUM};
use super::roles::{
    addressed_is_no_content, clause_of_phrase, is_subject, join, names_a_source, own_view, speaks_for_itself,
    swallowed_source,
};
use super::view::View;
use super::{Act, Form, act, frame, silence};
use crate::Name;

/// A part is content or belongs to the cue when that is likelier than not; a source must be this likely. Values tried on
/// PolNeAR dev: 0.25, 0.35, 0.5.
const SOURCE_THRESHOLD: f32 = 0.35;
const PART_THRESHOLD: f32 = 0.5;

/// Where no part is likely content, the likeliest is taken from here on: a cue has a content.
const DOUBTFUL_THRESHOLD: f32 = 0.3;

/// The rule of a denial that does not tell what is denied: its content is the verb with what belongs to it.
pub(super) const BARE: &str = "attribution.bare";

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
pub(super) struct Candidate<'l> {
    pub word: usize,
    pub listed: Vec<Listed<'l>>,
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
        if likelihood >= weights.cue_threshold || frame::is_cue(view, word, &listed, likelihood) {
            candidates.push(Candidate { word, listed, likelihood });
        }
    }
    candidates.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood).then(a.word.cmp(&b.word)));
    let all: Vec<usize> = candidates.iter().map(|candidate| candidate.word).collect();
    let mut taken = vec![false; view.len()];
    let mut out: Vec<(usize, Draft)> = Vec::new();
    if let Some(mended) = candidates.is_empty().then(|| frame::mended(place.lexicon, view)).flatten() {
        return mend(view, mended).into_iter().collect();
    }
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

/// Returns the denial that the parser did not see.
fn mend(view: &View<'_>, mended: Mended) -> Option<Draft> {
    let rule = if mended.is_bare { BARE } else { "attribution.xcomp" };
    Some(Draft {
        source: view.span(mended.source.0, mended.source.1),
        cue: view.span(mended.cue, mended.cue)?,
        content: view.span(mended.content.0, mended.content.1)?,
        rest: Vec::new(),
        act: Act::Deny,
        rule: rule.to_owned(),
        object: None,
        relay: Vec::new(),
    })
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
    let bare = frame::bare(view, cue, &candidate.listed).filter(|_| !roles.contains(&Role::Content));
    if !roles.contains(&Role::Content) && bare.is_none() {
        let framed = frame::complement(view, cue, &candidate.listed)
            .or_else(|| frame::points_back(view, cue, &candidate.listed))
            .and_then(|head| parts.iter().position(|part| part.level == 0 && part.head == head));
        if let Some(role) = framed.or(doubtful.map(|(_, index)| index)).and_then(|index| roles.get_mut(index)) {
            *role = Role::Content;
        }
    }
    let subject = || {
        let is_free = |&index: &usize| !candidate.listed.is_empty() && roles.get(index) == Some(&Role::Other);
        parts.iter().position(|part| is_subject(view, part)).filter(is_free)
    };
    let inverted = || frame::inverted(view, cue, &candidate.listed, &parts);
    let mut source = best.map(|(_, index)| index).or_else(subject).or_else(inverted);
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
    if !candidate.listed.is_empty() && bare.is_none() {
        frame::find_content(view, cue, &parts, source, &mut roles);
    }
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
    if let Some((first, last)) = bare {
        let entry = candidate.listed.first().map(|listed| listed.entry)?;
        let draft = Draft {
            source: source_words.and_then(|(first, last)| view.span(first, last)),
            cue: cue_span(view, cue, &own)?,
            content: view.span(first, last)?,
            rest: Vec::new(),
            act: if is_negated(view, cue, |_| false) { entry.negated? } else { entry.act },
            rule: BARE.to_owned(),
            object: None,
            relay: Vec::new(),
        };
        return Some((draft, own));
    }
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
        .filter_map(|(part, _)| Some((frame::aim(view, cue, part)?, part)))
        .min_by_key(|(rank, _)| *rank)
        .and_then(|(_, part)| view.span(part.extent().0, part.extent().1));
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
    // `called the figure invented`
    if frame.names() && content.path == "/obj" && matches!(view.relation(content.head), "acl" | "amod" | "xcomp") {
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
