//! The words of a sentence that tell happenings.

use document::Span;
use nlp::Upos;

use super::Scene;
use super::condition;
use super::lexicon::{Entry, Kind};

/// How many words may stand between a verb and a word that its row names for both to be one trigger.
const APART: usize = 3;

/// A word that tells a happening.
pub(super) struct Trigger<'l> {
    /// Index of the word.
    pub word: usize,
    /// The words that tell it, as one stretch.
    pub span: Span,
    pub entry: &'l Entry,
    /// It is treated as a noun: its parties stand behind prepositions.
    pub nominal: bool,
}

/// Returns the triggers of a sentence, in order of the text.
pub(super) fn triggers<'l>(scene: &Scene<'l, '_>) -> Vec<Trigger<'l>> {
    let syntax = scene.syntax;
    let mut out: Vec<Trigger<'l>> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    // Verbs first: a noun that belongs to the trigger of a verb makes none of its own.
    for verbs in [true, false] {
        for at in syntax.tree.indices() {
            let verb = syntax.upos(at) == Upos::Verb;
            if verb != verbs || !verb && syntax.upos(at) != Upos::Noun || taken.contains(&at) || is_part(scene, at) {
                continue;
            }
            let Some((entry, fixed)) = best(scene, at) else { continue };
            let Some(span) = span(scene, at, &fixed) else { continue };
            if out.iter().any(|other| other.span.overlap(span) > 0) {
                continue;
            }
            taken.extend(&fixed);
            let nominal = !verb || entry.kind == Kind::Noun || syntax.children(at, "det").next().is_some();
            out.push(Trigger { word: at, span, entry, nominal });
        }
    }
    out.sort_by_key(|trigger| trigger.span);
    out
}

/// Tells whether a word is a part of a name or of a compound, and so tells nothing by itself: `Peace Street`, `takeover bid`.
fn is_part(scene: &Scene<'_, '_>, at: usize) -> bool {
    let compound = scene.syntax.relation(at) == "compound";
    compound || scene.syntax.word(at).is_some_and(|word| word.name.name_type().is_some())
}

/// Returns the row that fits a word best, the one with most conditions, the first of several, and the other words that
/// belong to the trigger: a particle, words that the row names, and an object that would tell the same by itself
/// (`signed the treaty`).
fn best<'l>(scene: &Scene<'l, '_>, at: usize) -> Option<(&'l Entry, Vec<usize>)> {
    if scene.lexicon.is_untold(scene.syntax, at) {
        return None;
    }
    let parted = scene.lexicon.parted(scene.syntax, at);
    let apart = parted.and_then(|(entries, particle)| {
        let (entry, mut met) = fitting(scene, at, entries)?;
        met.fixed.push(particle);
        Some((entry, met))
    });
    let (entry, met) = apart.or_else(|| fitting(scene, at, scene.lexicon.entries(scene.syntax, at)))?;
    let same = |&object: &usize| scene.lexicon.code_of_noun(scene.syntax, object) == Some(entry.frame.plover);
    let mut others = met.fixed;
    others.extend(met.objects.into_iter().filter(same));
    Some((entry, others))
}

fn fitting<'l>(
    scene: &Scene<'l, '_>,
    at: usize,
    entries: impl Iterator<Item = &'l Entry>,
) -> Option<(&'l Entry, condition::Met)> {
    let mut best: Option<(&Entry, condition::Met)> = None;
    for entry in entries {
        if best.as_ref().is_some_and(|(known, _)| known.conditions.len() >= entry.conditions.len()) {
            continue;
        }
        if let Some(met) = condition::met(&entry.conditions, scene.lexicon, scene.syntax, at) {
            best = Some((entry, met));
        }
    }
    best
}

/// Returns the stretch of a trigger: the word with its particle and marks when these stand beside it, and words that its
/// row names when they stand near.
fn span(scene: &Scene<'_, '_>, at: usize, fixed: &[usize]) -> Option<Span> {
    let syntax = scene.syntax;
    let mut span = syntax.word(at)?.span;
    let (mut first, mut last) = (at, at);
    for &word in fixed.iter().filter(|&&word| word.abs_diff(at) <= APART) {
        let Some(found) = syntax.word(word) else { continue };
        span = span.cover(found.span);
        (first, last) = (first.min(word), last.max(word));
    }
    let near = |word: usize| word + 1 == first || word == last + 1;
    // from the verb outwards: `uit te nodigen`
    let mut beside: Vec<usize> = syntax.tree.children(at).to_vec();
    beside.sort_by_key(|&child| child.abs_diff(at));
    let mut pending = Vec::new();
    for child in beside {
        let particle = syntax.relation(child) == "compound:prt";
        let mark = syntax.is(child, "mark") && syntax.tree.children(child).is_empty() && child < at;
        if mark {
            pending.push(child);
            continue;
        }
        let through = pending.iter().any(|&mark| child + 1 == mark && mark + 1 == first);
        if particle && (near(child) || through) {
            span = span.cover(syntax.word(child)?.span);
        }
    }
    Some(span)
}
