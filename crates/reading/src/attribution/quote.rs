//! Quotations without a cue beside them, and statements that point back at the sentence before.

use document::{ResidueKind, Span};
use nlp::{Annotated, Word};

use super::draft::Draft;
use super::lexicon::{ADVERB, FINITE, HAVE, MODAL, PASSIVE, PREPOSITION, SUBORDINATOR};
use super::unit::{Item, ItemKind, Unit};
use super::{Act, Attribution, Form, Source};
use crate::{Name, NameKind, Rule};

/// A quotation of fewer words is a phrase set apart, not a statement, when nothing else says so.
const WORDS_OF_A_STATEMENT: usize = 4;

/// `Jansen: “…”`.
pub(super) fn colon(unit: &Unit) -> Option<Draft> {
    const LONGEST_SOURCE: usize = 9;
    if unit.quoted {
        return None;
    }
    let end = (1..=LONGEST_SOURCE).find(|&at| unit.kind(at) == Some(ItemKind::Colon))?;
    let quotation = unit.get(end + 1)?.quotation()?;
    let source = unit.items.get(..end)?;
    let verbs = FINITE.or(HAVE).or(MODAL).or(PASSIVE);
    let is_phrase = source
        .iter()
        .all(|item| (item.is_word() && (!item.is(verbs) || item.name.is_some())) || item.kind == ItemKind::Comma);
    let opens = source.first().is_some_and(|item| !item.is(ADVERB.or(SUBORDINATOR).or(PREPOSITION)));
    let named = source.iter().any(|item| item.name.is_some());
    (is_phrase && opens && (named || end <= 3) && unit.is_edge(end + 2)).then_some(())?;
    drafted(unit, end, quotation.inner, "attribution.colon")
}

/// Returns the draft of a source that stands before a colon.
fn drafted(unit: &Unit, colon: usize, content: Span, rule: &str) -> Option<Draft> {
    Some(Draft {
        source: unit.span_of(0, colon),
        cue: unit.get(colon)?.span,
        content,
        rest: Vec::new(),
        act: Act::Say,
        rule: rule.to_owned(),
        object: None,
        relay: Vec::new(),
    })
}

/// `JANSEN: …` in a transcript or a headline: the rest of the paragraph, or of the headline, is what Jansen says.
pub(super) fn label(unit: &Unit, starts_paragraph: bool, paragraph_end: usize, text: &str) -> Option<Draft> {
    const LONGEST_LABEL: usize = 4;
    if unit.quoted || !starts_paragraph {
        return None;
    }
    let colon = (1..=LONGEST_LABEL).find(|&at| unit.kind(at) == Some(ItemKind::Colon))?;
    let label = unit.items.get(..colon)?;
    let name =
        label.iter().all(|item| item.is_word() && item.capital && !item.is(PREPOSITION.or(ADVERB).or(SUBORDINATOR)));
    let loud = label.iter().all(|item| item.span.len() > 2 && item.span.of(text).chars().all(|c| !c.is_lowercase()));
    let headline = unit.residue == Some(ResidueKind::Headline) || unit.paragraph == 0;
    let first = unit.get(colon + 1)?;
    if !name || !(loud || headline) || unit.items.len() < colon + 4 || first.quotation().is_some() && !loud {
        return None;
    }
    let end = if loud { paragraph_end } else { unit.span.end };
    let content = Span::new(first.span.start, end.max(first.span.end));
    drafted(unit, colon, content, "attribution.label")
}

/// Returns statements for the quotations that stand by themselves and that no draft has taken: the sentence
/// names nobody, but whoever spoke in the sentence before is kept as the speaker.
pub(super) fn unclaimed(unit: &Unit, drafts: &[Draft], told: Option<&Attribution>) -> Vec<Attribution> {
    let alone = unit.residue.is_none() && unit.items.iter().all(|item| item.quotation().is_some() || item.is_mark());
    if !alone {
        return Vec::new();
    }
    let continued = told.is_some_and(|told| told.form == Form::Direct);
    let statement = |content: Span| Attribution {
        source: None,
        speaker: told.and_then(Attribution::said_by).cloned(),
        cue: None,
        content,
        rest: Vec::new(),
        act: Act::Say,
        form: Form::Direct,
        target: None,
        via: Vec::new(),
        said_at: told.and_then(|told| told.said_at.clone()),
        rule: Rule::new(if continued { "attribution.quote-continued" } else { "attribution.quote-alone" }),
    };
    unit.items
        .iter()
        .filter_map(Item::quotation)
        .map(|quotation| quotation.inner)
        .filter(|inner| !inner.is_empty() && drafts.iter().all(|draft| !draft.takes(*inner)))
        .filter(|inner| long_enough(*inner))
        .map(statement)
        .collect()
}

/// Returns the person that a sentence is about: the subject of its main clause, with the head.
pub(super) fn subject(annotated: &Annotated, names: &[Name], sentence: Span) -> Option<(Source, usize)> {
    let first = annotated.words.partition_point(|word| word.span.start < sentence.start);
    let end = annotated.words.partition_point(|word| word.span.start < sentence.end);
    let words = || annotated.words.get(first..end).unwrap_or_default().iter().enumerate();
    let (root, _) = words().rfind(|(_, word)| word.head.is_none())?;
    let is_subject = |word: &Word| word.head == Some(first + root) && annotated.label(word.deprel) == "nsubj";
    let (subject, word) = words().find(|(_, word)| is_subject(word))?;
    let name = names.partition_point(|name| name.span.start <= word.span.start).checked_sub(1)?;
    let name = names.get(name).filter(|name| name.kind == NameKind::Person && name.span.contains(word.span))?;
    Some((Source { span: name.span, actor: None }, first + subject))
}

fn long_enough(inner: Span) -> bool {
    const BYTES_A_WORD: usize = 4;
    inner.len() >= WORDS_OF_A_STATEMENT * BYTES_A_WORD
}
