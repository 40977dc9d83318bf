//! Quotations without a cue beside them, and statements that point back at the sentence before.

use document::{ResidueKind, Span};

use super::act::act;
use super::content;
use super::cue::Cue;
use super::draft::Draft;
use super::indirect::bounded_by;
use super::lexicon::{ADVERB, AGENT, DETERMINER, EMPTY, Lexicon, PREPOSITION, SUBORDINATOR};
use super::phrase::{opens, source_after};
use super::unit::{Item, ItemKind, Unit};
use super::{Act, Attribution, Before, Form};
use crate::Rule;

/// A quotation of fewer words is a phrase set apart, not a statement, when nothing else says so.
const WORDS_OF_A_STATEMENT: usize = 4;

/// `Jansen: “…”`.
pub(super) fn colon(unit: &Unit<'_>) -> Option<Draft> {
    if unit.quoted || !opens(unit, 0) {
        return None;
    }
    let end = source_after(unit, 0, true)?.1;
    let quotation = unit.get(end + 1)?.quotation()?;
    (unit.kind(end) == Some(ItemKind::Colon) && unit.is_edge(end + 2)).then_some(Draft {
        source: Some((0, end)),
        cue: Some((end, end + 1)),
        content: quotation.inner,
        act: Act::Say,
        rule: "attribution.colon",
        object: None,
    })
}

/// `JANSEN: …` in a transcript or a headline: the rest of the paragraph, or of the headline, is what Jansen says.
pub(super) fn label(unit: &Unit<'_>, starts_paragraph: bool, paragraph_end: usize, text: &str) -> Option<Draft> {
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
    Some(Draft {
        source: Some((0, colon)),
        cue: Some((colon, colon + 1)),
        content,
        act: Act::Say,
        rule: "attribution.label",
        object: None,
    })
}

/// `… . Dat zegt Jansen.`: the sentence before is what Jansen says.
pub(super) fn told_before(
    lexicon: &Lexicon,
    unit: &Unit<'_>,
    cue: &Cue<'_>,
    before: Option<&Unit<'_>>,
) -> Option<Draft> {
    let pronoun = unit.is(0, EMPTY) && unit.is(0, DETERMINER);
    if !lexicon.verb_second || cue.verb() != 1 || !pronoun || !(cue.entry.frame.quote() || cue.entry.frame.that()) {
        return None;
    }
    let before = before.filter(|before| before.residue.is_none() && before.paragraph + 1 >= unit.paragraph)?;
    let agent = cue.passive.then(|| (1..cue.start).find(|&at| unit.is(at, AGENT))).flatten();
    let source = match agent {
        Some(agent) => bounded_by(source_after(unit, agent + 1, false)?, cue.start),
        None if cue.passive => return None,
        None if cue.entry.frame.origin() => source_after(unit, cue.entry.behind_preposition(unit, cue.end)?, true)?,
        None => source_after(unit, cue.verb() + 1, true)?,
    };
    let content = content::span(before, (0, before.items.len()))?;
    let rule = "attribution.told-before";
    Some(Draft {
        source: Some(source),
        cue: Some((cue.start, cue.end)),
        content,
        act: act(unit, cue, cue.end)?,
        rule,
        object: None,
    })
}

/// Returns statements for the quotations that stand by themselves and that no draft has taken: the sentence
/// names nobody, but whoever spoke in the sentence before is kept as the speaker.
pub(super) fn unclaimed(unit: &Unit<'_>, drafts: &[Draft], before: Option<&Before<'_, '_>>) -> Vec<Attribution> {
    let alone = unit.residue.is_none() && unit.items.iter().all(|item| item.quotation().is_some() || item.is_mark());
    if !alone {
        return Vec::new();
    }
    let told =
        before.filter(|before| unit.paragraph <= before.unit.paragraph + 1).and_then(|before| before.told.as_ref());
    let continued = told.is_some_and(|told| told.form == Form::Direct);
    let statement = |content: Span| Attribution {
        source: None,
        speaker: told.and_then(Attribution::said_by).cloned(),
        cue: None,
        content,
        act: Act::Say,
        form: Form::Direct,
        target: None,
        via: told.map(|told| told.via.clone()).unwrap_or_default(),
        said_at: told.and_then(|told| told.said_at.clone()),
        rule: Rule::new(if continued { "attribution.quote-continued" } else { "attribution.quote-alone" }),
    };
    unit.items
        .iter()
        .filter_map(Item::quotation)
        .map(|quotation| quotation.inner)
        .filter(|inner| !inner.is_empty() && drafts.iter().all(|draft| draft.content.overlap(*inner) == 0))
        .filter(|inner| long_enough(*inner))
        .map(statement)
        .collect()
}

fn long_enough(inner: Span) -> bool {
    const BYTES_A_WORD: usize = 4;
    inner.len() >= WORDS_OF_A_STATEMENT * BYTES_A_WORD
}
