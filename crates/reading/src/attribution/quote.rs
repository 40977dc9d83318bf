//! Quotations without a cue beside them, and statements that point back at the sentence before.

use document::Span;

use super::act::act;
use super::content;
use super::cue::Cue;
use super::draft::Draft;
use super::lexicon::{DETERMINER, EMPTY, Lexicon};
use super::phrase::{opens, phrase_end, source_after};
use super::unit::{Item, ItemKind, Unit};
use super::{Act, Attribution, Before, Form, Source};
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

/// `… . Dat zegt Jansen.`: the sentence before is what Jansen says.
pub(super) fn told_before(
    lexicon: &Lexicon,
    unit: &Unit<'_>,
    cue: &Cue<'_>,
    before: Option<&Unit<'_>>,
) -> Option<Draft> {
    let pronoun = unit.is(0, EMPTY) && unit.is(0, DETERMINER);
    if !lexicon.verb_second || cue.start != 1 || !pronoun || !(cue.entry.frame.quote() || cue.entry.frame.that()) {
        return None;
    }
    let before = before.filter(|before| before.residue.is_none() && before.paragraph + 1 >= unit.paragraph)?;
    let source = source_after(unit, cue.end, true)?;
    let content = content::span(before, (0, before.items.len()))?;
    let rule = "attribution.told-before";
    Some(Draft { source: Some(source), cue: Some((cue.start, cue.end)), content, act: act(unit, cue, cue.end)?, rule, object: None })
}

/// Returns statements for the quotations that stand by themselves and that no draft has taken: they belong to whoever
/// spoke in the sentence before.
pub(super) fn unclaimed(unit: &Unit<'_>, drafts: &[Draft], before: Option<&Before<'_, '_>>) -> Vec<Attribution> {
    let alone = unit.items.iter().all(|item| item.quotation().is_some() || item.is_mark());
    if !alone {
        return Vec::new();
    }
    let told = before.filter(|before| unit.paragraph <= before.unit.paragraph + 1).and_then(|before| before.told.as_ref());
    let statement = |content: Span| {
        let continued = told.filter(|told| told.form == Form::Direct);
        Attribution {
            source: told.and_then(|told| told.source.clone()).map(|source| Source { ..source }),
            cue: continued.and_then(|told| told.cue),
            content,
            act: continued.map_or(Act::Say, |told| told.act),
            form: Form::Direct,
            target: None,
            via: told.map(|told| told.via.clone()).unwrap_or_default(),
            said_at: told.and_then(|told| told.said_at.clone()),
            rule: Rule::new(if continued.is_some() { "attribution.quote-continued" } else { "attribution.quote-alone" }),
        }
    };
    unit.items
        .iter()
        .filter_map(Item::quotation)
        .map(|quotation| quotation.inner)
        .filter(|inner| !inner.is_empty() && drafts.iter().all(|draft| draft.content.overlap(*inner) == 0))
        .filter(|inner| long_enough(unit, *inner) && (told.is_some() || unit.residue.is_none()))
        .map(statement)
        .collect()
}

fn long_enough(unit: &Unit<'_>, inner: Span) -> bool {
    let _ = (unit, phrase_end);
    const BYTES_A_WORD: usize = 4;
    inner.len() >= WORDS_OF_A_STATEMENT * BYTES_A_WORD
}
