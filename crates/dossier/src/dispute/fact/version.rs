//! Rival versions of one thing, told in one breath: `according to A it was a drill, but according to B an attack`; or
//! somebody is said to have done something, and what he says behind it is that he did not.

use reading::{Act, Clause, Factuality, Rule};

use super::{super::Evidence, written};
use crate::{
    Dispute, DisputeKind, Quote, Side, join::shared, lexicon::WordClass, pile::actor_key, statement::Utterance,
};

/// Words at the beginning of the second statement among which one that sets it against the first is looked for.
const OPENING: usize = 4;

/// Sentences from a claim about somebody to what he says to it.
const REACH: usize = 2;

/// Returns the disputes of versions that one article sets against each other, by place.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let mut out = Vec::new();
    for same in evidence.utterances.chunk_by(|a, b| a.article == b.article) {
        let mut told: Vec<&Utterance> = same.iter().filter(|utterance| is_version(utterance)).collect();
        told.sort_by_key(|utterance| (utterance.quote.span, utterance.content));
        for (at, a) in told.iter().enumerate() {
            if let Some(b) = told.get(at + 1).filter(|b| against(evidence, a, b)) {
                out.extend(dispute(evidence, a, b, "dossier.dispute.fact.versions"));
            } else if let Some(b) = told[at + 1..].iter().take(REACH + 1).find(|b| disowns(evidence, a, b)) {
                out.extend(dispute(evidence, a, b, "dossier.dispute.fact.reply"));
            }
        }
    }
    out
}

/// Says how something is, and who says so.
fn is_version(utterance: &Utterance) -> bool {
    let tells = matches!(utterance.act, Act::Say | Act::Confirm | Act::Accuse | Act::Estimate | Act::Deny);
    tells && (utterance.actor.is_some() || utterance.source.is_some())
}

/// Tells whether a source says who it is: by a name or by words, not by a pronoun alone.
fn is_named(evidence: &Evidence, utterance: &Utterance) -> bool {
    let pile = evidence.pile;
    let source = pile.entries[utterance.article].reading.statements[utterance.index].said_by();
    source.is_some_and(|source| !pile.keys_in(utterance.article, source.span).is_empty())
}

fn other_speaker(a: &Utterance, b: &Utterance) -> bool {
    match (a.actor, b.actor) {
        (Some(a), Some(b)) => a != b,
        _ => a.source.is_some() && b.source.is_some() && a.source != b.source,
    }
}

fn against(evidence: &Evidence, a: &Utterance, b: &Utterance) -> bool {
    let pile = evidence.pile;
    if !other_speaker(a, b) || a.content.overlap(b.content) > 0 || a.content.start > b.content.start {
        return false;
    }
    let (first, second) = (pile.sentences_in(a.article, a.quote.span), pile.sentences_in(b.article, b.quote.span));
    let one_sentence = first == second;
    let next = first.end == second.start
        && pile.sentence(a.article, first.start).paragraph == pile.sentence(b.article, second.start).paragraph;
    if !is_named(evidence, a) || !is_named(evidence, b) {
        return false;
    }
    if !one_sentence && !next || !asserts(evidence, a) || !asserts(evidence, b) {
        return false;
    }
    let from = if one_sentence { a.content.end } else { b.quote.span.start };
    opens_contrast(evidence, b, from) && (one_sentence || of_one_thing(evidence, a, b))
}

/// Tells whether the main clause of a content tells how something is, not what is wanted or may be.
fn asserts(evidence: &Evidence, utterance: &Utterance) -> bool {
    let first = clauses(evidence, utterance).next();
    first.is_some_and(|clause| {
        matches!(clause.factuality, Factuality::Certain | Factuality::Probable)
            || clause.factuality == Factuality::Denied && clause.bare == Factuality::Certain
    })
}

/// The clauses of a content, in order.
fn clauses<'a>(evidence: &Evidence<'a>, utterance: &Utterance) -> impl Iterator<Item = &'a Clause> {
    let all = &evidence.pile.entries[utterance.article].reading.clauses;
    let content = utterance.content;
    let from = all.partition_point(|clause| clause.head.start < content.start);
    all[from..].iter().take_while(move |clause| clause.head.end <= content.end)
}

/// Tells whether `b` is what somebody says of whom `a` says that he did something, soon behind it: that he did not.
fn disowns(evidence: &Evidence, a: &Utterance, b: &Utterance) -> bool {
    let pile = evidence.pile;
    let Some(accused) = b.actor.filter(|_| other_speaker(a, b)) else { return false };
    let (first, second) = (pile.sentences_in(a.article, a.quote.span), pile.sentences_in(b.article, b.quote.span));
    let near = first.end <= second.start && second.start - first.end <= REACH;
    if !near || a.act == Act::Deny || b.act == Act::Deny {
        return false;
    }
    let of = |clause: &Clause, actor: usize| {
        let subject = clause.subject.as_ref();
        subject.is_some_and(|party| {
            let named = party.actor.as_ref().and_then(|id| pile.actors.number(id)) == Some(actor);
            named || pile.actors_in(a.article, party.span).contains(&actor)
        })
    };
    let charged = clauses(evidence, a).any(|clause| clause.factuality != Factuality::Denied && of(clause, accused));
    let disowned = clauses(evidence, b).any(|clause| {
        clause.factuality == Factuality::Denied
            && clause.bare == Factuality::Certain
            && of(clause, accused)
            && !pile.is_open(b.article, clause.span)
    });
    charged && disowned && asserts(evidence, a) && of_one_thing(evidence, a, b)
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

/// Tells whether two contents share a word, or the verb of their main clause.
fn of_one_thing(evidence: &Evidence, a: &Utterance, b: &Utterance) -> bool {
    let same_verb = || {
        let (one, two) = (clauses(evidence, a).next(), clauses(evidence, b).next());
        one.zip(two).is_some_and(|(one, two)| one.lemma == two.lemma)
    };
    let terms = |keys: &[u32]| keys.iter().copied().filter(|key| *key < actor_key(0)).collect::<Vec<_>>();
    shared(&terms(&a.keys), &terms(&b.keys)) > 0 || same_verb()
}

fn dispute(evidence: &Evidence, a: &Utterance, b: &Utterance, rule: &'static str) -> Option<Dispute> {
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
        rule: Rule::new(rule),
    })
}
