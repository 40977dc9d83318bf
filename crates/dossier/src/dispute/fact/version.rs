//! Rival versions of one thing, told in one breath: `according to A it was a drill, but according to B an attack`.

use document::Span;
use reading::{Act, Rule};

use super::{super::Evidence, written};
use crate::{Dispute, DisputeKind, Quote, Side, join::shared, lexicon::WordClass, statement::Utterance};

/// Words at the beginning of the second statement among which one that sets it against the first is looked for.
const OPENING: usize = 4;

/// Returns the disputes of versions that one article sets against each other, by place.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let mut out = Vec::new();
    for same in evidence.utterances.chunk_by(|a, b| a.article == b.article) {
        let mut told: Vec<&Utterance> = same.iter().filter(|utterance| is_version(utterance)).collect();
        told.sort_by_key(|utterance| (utterance.quote.span, utterance.content));
        let pairs = told.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        out.extend(pairs.filter(|(a, b)| against(evidence, a, b)).filter_map(|(a, b)| dispute(evidence, a, b)));
    }
    out
}

/// Says how something is, and who says so.
fn is_version(utterance: &Utterance) -> bool {
    let tells = matches!(utterance.act, Act::Say | Act::Confirm | Act::Accuse | Act::Estimate);
    tells && (utterance.actor.is_some() || utterance.source.is_some())
}

fn against(evidence: &Evidence, a: &Utterance, b: &Utterance) -> bool {
    let pile = evidence.pile;
    let others = match (a.actor, b.actor) {
        (Some(a), Some(b)) => a != b,
        _ => a.source != b.source,
    };
    if !others || a.content.overlap(b.content) > 0 || a.content.start > b.content.start {
        return false;
    }
    let (first, second) = (pile.sentences_in(a.article, a.quote.span), pile.sentences_in(b.article, b.quote.span));
    let one_sentence = first == second;
    let next = first.end == second.start
        && pile.sentence(a.article, first.start).paragraph == pile.sentence(b.article, second.start).paragraph;
    if !one_sentence && !next {
        return false;
    }
    let from = if one_sentence { a.content.end } else { b.quote.span.start };
    opens_contrast(evidence, b, from) && (one_sentence || of_one_thing(evidence, a, b))
}

/// Tells whether a word of contrast stands where a statement opens.
fn opens_contrast(evidence: &Evidence, b: &Utterance, from: usize) -> bool {
    let entry = &evidence.pile.entries[b.article];
    let tokens = &entry.annotated.tokens;
    let at = tokens.partition_point(|token| token.span.start < from);
    let lang = entry.article.language;
    let opening = tokens.get(at..).unwrap_or_default().iter().take(OPENING);
    let mut opening = opening.take_while(|token| token.span.start < b.quote.span.end);
    opening.any(|token| evidence.pile.lexicon.is(lang, &token.norm, WordClass::Contrast))
}

/// Tells whether two contents share a word, an actor, or the verb of their main clause.
fn of_one_thing(evidence: &Evidence, a: &Utterance, b: &Utterance) -> bool {
    let clauses = &evidence.pile.entries[a.article].reading.clauses;
    let inside = |content: Span| clauses.iter().filter(move |clause| content.contains(clause.head));
    let same_verb = || {
        let (one, two) = (inside(a.content).next(), inside(b.content).next());
        one.zip(two).is_some_and(|(one, two)| one.lemma == two.lemma)
    };
    shared(&a.keys, &b.keys) > 0 || same_verb()
}

fn dispute(evidence: &Evidence, a: &Utterance, b: &Utterance) -> Option<Dispute> {
    let side = |utterance: &Utterance| -> Option<Side> {
        let source = utterance.actor.map(|actor| evidence.pile.actors.id(actor));
        let value = if source.is_none() { written(evidence, utterance) } else { None };
        evidence.side(value, source, vec![utterance.quote], 1)
    };
    Some(Dispute {
        kind: DisputeKind::Fact,
        about: Quote { article: a.article, span: a.content },
        sides: vec![side(a)?, side(b)?],
        why: Vec::new(),
        rule: Rule::new("dossier.dispute.fact.versions"),
    })
}
