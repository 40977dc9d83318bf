//! Words that may carry an attribution, with what the table of cues says of them.

use std::{borrow::Cow, collections::BTreeMap};

use nlp::Upos;

use super::lexicon::{CueKind, Entry, Form, Lexicon, NEGATION};
use super::view::View;

/// How far a particle may stand from its verb, in words, when the tree does not join them.
const REACH: usize = 20;

/// A word, or several, that the table of cues has.
#[derive(Clone, Debug)]
pub(super) struct Listed<'l> {
    pub entry: &'l Entry,
    /// Its first word.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// The words of the particle that stands apart.
    pub particle: Option<(usize, usize)>,
}

/// Returns what the table of cues says of the words that begin at `at`, the likeliest first: entries whose particle
/// stands in the sentence before those that want none, longer ones before shorter ones.
fn listed<'l>(lexicon: &'l Lexicon, view: &View<'_>, at: usize) -> Vec<Listed<'l>> {
    let mut out: Vec<Listed<'l>> = Vec::new();
    for form in lexicon.forms(view.norm(at)) {
        let longest = out.iter().map(|listed| listed.end).max().unwrap_or_default();
        if at + form.words.len() >= longest
            && view.matches(at, &form.words)
            && let Some(listed) = one(lexicon, view, at, form)
        {
            out.push(listed);
        }
    }
    if out.iter().all(|listed| listed.end == at + 1) {
        by_lemma(lexicon, view, at, &mut out);
    }
    out.sort_by_key(|listed| listed.particle.is_none());
    if out.iter().any(|listed| listed.particle.is_some()) {
        out.retain(|listed| listed.particle.is_some());
    }
    // `vraagt … aan` is not `vraagt`
    let is_other = |child: usize| view.relation(child) == "compound:prt" && view.lemma(at).contains('_');
    if out.iter().all(|listed| listed.particle.is_none()) && view.children(at).any(is_other) {
        out.clear();
    }
    out
}

/// Adds what the table says of the lemma of a word: `kondigde … aan` has that of `aankondigen`, whatever stands between,
/// and `ging … ervan uit` that of `uitgaan` or, where the tree is mistaken, that of `gaan`.
fn by_lemma<'l>(lexicon: &'l Lexicon, view: &View<'_>, at: usize, out: &mut Vec<Listed<'l>>) {
    let lemma = view.lemma(at);
    let apart = view.children(at).find(|&child| view.relation(child) == "compound:prt").map(|word| (word, word + 1));
    let whole = match apart {
        Some((particle, _)) if !lemma.contains('_') => Cow::Owned(format!("{}{lemma}", view.norm(particle))),
        _ => dictionary_form(lemma),
    };
    let last = lemma.rsplit_once('_').map_or(lemma, |(_, last)| last);
    for (name, is_whole) in [(&*whole, true), (last, false)] {
        for form in lexicon.forms(name).iter().filter(|form| form.words.len() == 1) {
            let Some(listed) = one(lexicon, view, at, form) else { continue };
            let known = out.iter().any(|known| std::ptr::eq(known.entry, listed.entry));
            if known || !is_whole && listed.particle.is_none() {
                continue;
            }
            let particle = listed.particle.or(apart.filter(|_| is_whole));
            out.push(Listed { particle, ..listed });
        }
    }
}

/// Returns the words of a sentence that may carry an attribution, with what the table of cues says of them: of a phrase
/// of several words the one that the others hang on. Where `unlisted`, words that the table does not have are among them.
pub(super) fn candidates<'l>(lexicon: &'l Lexicon, view: &View<'_>, unlisted: bool) -> Vec<(usize, Vec<Listed<'l>>)> {
    let mut out: BTreeMap<usize, Vec<Listed<'l>>> = BTreeMap::new();
    for at in 0..view.len() {
        let found = listed(lexicon, view, at);
        if found.is_empty() && unlisted && is_open(view, at) {
            out.entry(at).or_default();
        }
        for listed in found {
            let words = listed.start..listed.end;
            let is_top = |word: &usize| view.head(*word).is_none_or(|head| !words.contains(&head));
            let top = words.clone().find(is_top).unwrap_or(at);
            out.entry(top).or_default().push(listed);
        }
    }
    out.into_iter().collect()
}

/// Tells whether a word may be a cue where the table of cues does not have it.
fn is_open(view: &View<'_>, word: usize) -> bool {
    use Upos::{Adj, Adp, Adv, Aux, Noun, Sconj, Verb};
    matches!(view.upos(word), Verb | Noun | Adj | Adp | Adv | Sconj | Aux)
}

/// Returns a lemma without the seams of compounds and separable verbs, in lower case.
fn dictionary_form(lemma: &str) -> Cow<'_, str> {
    if lemma.chars().any(|c| c == '_' || c.is_uppercase()) {
        Cow::Owned(lemma.replace('_', "").to_lowercase())
    } else {
        Cow::Borrowed(lemma)
    }
}

fn one<'l>(lexicon: &'l Lexicon, view: &View<'_>, at: usize, form: &Form) -> Option<Listed<'l>> {
    let entry = lexicon.entries.get(form.entry)?;
    let end = at + form.words.len();
    let fits = match entry.kind {
        // a word of another class says something only with its particle: `van mening`, `het erover eens`
        CueKind::Verb => {
            matches!(view.upos(at), Upos::Verb | Upos::Aux | Upos::Adj)
                || form.words.len() > 1
                || !form.joined && !entry.particles.is_empty()
        }
        CueKind::Noun => matches!(view.upos(at), Upos::Noun | Upos::Propn | Upos::Adj) || form.words.len() > 1,
        CueKind::Preposition | CueKind::Tail | CueKind::Adverbial => true,
    };
    if !fits || entry.frame.speaker() && happens(view, at) {
        return None;
    }
    let mut particle = None;
    if entry.kind == CueKind::Verb && !form.joined && !entry.particles.is_empty() {
        particle = Some(self::particle(view, entry, at, end)?);
    }
    let frame = entry.frame;
    let needs = !(entry.prepositions.is_empty() || frame.that() || frame.inf() || frame.np() || frame.quote());
    if needs && entry.kind == CueKind::Verb && particle.is_none() && !governs(view, entry, at) {
        return None;
    }
    Some(Listed { entry, start: at, end, particle })
}

/// Tells whether one of an entry's prepositions stands before something that hangs on the verb, or on it itself.
fn governs(view: &View<'_>, entry: &Entry, verb: usize) -> bool {
    let is_one = |word: usize| entry.prepositions.iter().any(|words| view.matches(word, words));
    view.children(verb).any(|child| is_one(child) || view.children(child).any(is_one))
}

/// Tells whether a verb with an infinitive says what may happen to something that cannot speak: `the wall threatens to
/// fall`.
fn happens(view: &View<'_>, verb: usize) -> bool {
    let with_infinitive = view.children(verb).any(|child| view.relation(child) == "xcomp");
    let subject = view.children(verb).find(|&child| view.relation(child) == "nsubj");
    with_infinitive && subject.is_some_and(|subject| !super::features::speaks(view, subject))
}

/// Returns the words of the particle that belongs to a verb: one that hangs on it, or on what hangs on it.
fn particle(view: &View<'_>, entry: &Entry, verb: usize, from: usize) -> Option<(usize, usize)> {
    let near = |at: usize| {
        let head = view.head(at);
        head == Some(verb)
            || head.and_then(|head| view.head(head)) == Some(verb)
            || view.head(verb) == Some(at)
            || view.head(verb).is_some_and(|above| head == Some(above) && view.relation(verb).starts_with("aux"))
    };
    let before = verb.saturating_sub(REACH)..verb;
    let places = (from..view.len().min(from + REACH)).chain(before.rev());
    let fits = |at: usize| {
        entry.particles.iter().find_map(|words| {
            let end = at + words.len();
            (view.matches(at, words) && (near(at) || near(end - 1))).then_some((at, end))
        })
    };
    places.into_iter().find_map(fits)
}

/// Tells whether a word is negated: a word of negation hangs on it, on its object, or on the verb that it is said with.
pub(super) fn is_negated(view: &View<'_>, cue: usize, content: impl Fn(usize) -> bool) -> bool {
    let negates = |word: usize| view.is(word, NEGATION) && !content(word);
    let below = |word: usize| {
        view.children(word).any(|child| {
            negates(child)
                || view.relation(child) == "obj" && view.children(child).any(negates)
                || view.relation(child).starts_with("nsubj") && view.children(child).any(negates)
        })
    };
    let helper = view.head(cue).filter(|_| view.relation(cue) == "xcomp");
    below(cue) || helper.is_some_and(|helper| view.children(helper).any(negates))
}
