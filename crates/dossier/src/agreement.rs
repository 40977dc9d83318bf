//! The same fact told in their own words by independent articles or speakers: a figure, or a happening.
//!
//! Shown as disputes are, and no more a truth score than they are: who agree may all be wrong.

mod event;
mod figure;

use std::{cmp::Reverse, collections::BTreeSet};

use document::Span;
use reading::Rule;

use crate::{
    Agreement, AgreementKind, Quote, Side,
    counts::Origins,
    join::containment,
    pile::Pile,
    series::{Counted, utterance_of},
    statement::Utterance,
};

/// Share of the shorter sentence from which two sentences are one in other hands, not two tellings.
const SAME_WORDS: f64 = 0.8;

/// Sides shown at most.
const MOST_SIDES: usize = 8;

/// Agreements of one pile at most: those with most independent origins.
const MOST: usize = 120;

/// What agreements are found in.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    /// The articles.
    pub(crate) pile: &'a Pile<'a>,
    /// Where they come from.
    pub(crate) origins: &'a Origins,
    /// Statements as the articles have them.
    pub(crate) utterances: &'a [Utterance],
    /// The figures.
    pub(crate) counted: &'a [Counted],
}

/// One telling of a fact.
#[derive(Clone, Copy)]
struct Telling {
    article: usize,
    sentence: usize,
    /// The figure or the words of the happening.
    span: Span,
}

/// Returns the agreements, those with most independent origins first.
pub(crate) fn agreements(sources: Sources) -> Vec<Agreement> {
    let mut out = figure::agreements(sources);
    out.extend(event::agreements(sources));
    out.sort_by_key(|found| (Reverse(found.counts.origins_at_most), Reverse(found.counts.articles), found.about));
    out.truncate(MOST);
    out
}

/// Returns the agreement of these tellings; `None` when they go back to one origin or one speaker.
fn agreement(sources: Sources, kind: AgreementKind, tellings: &[Telling], rule: &'static str) -> Option<Agreement> {
    let pile = sources.pile;
    let mut sides: Vec<Vec<Telling>> = Vec::new();
    for &telling in tellings {
        match sides.iter_mut().find(|side| side.iter().any(|known| one_origin(sources, *known, telling))) {
            Some(side) => side.push(telling),
            None => sides.push(vec![telling]),
        }
    }
    let speaker = |telling: &Telling| utterance_of(sources.utterances, telling.article, telling.span);
    let speakers: Vec<Option<usize>> =
        sides.iter().map(|side| side.iter().find_map(|one| speaker(one)?.actor)).collect();
    // One speaker whom several articles quote is one source.
    let one_voice = speakers.windows(2).all(|pair| pair[0].is_some() && pair[0] == pair[1]);
    if sides.len() < 2 || one_voice {
        return None;
    }
    let articles: BTreeSet<usize> = sides.iter().flatten().map(|one| one.article).collect();
    let counts = sources.origins.counts(articles, speakers.iter().flatten().collect::<BTreeSet<_>>().len());
    let shown = sides.iter().zip(&speakers).take(MOST_SIDES).filter_map(|(side, speaker)| {
        let first = side.first()?;
        let value =
            (kind == AgreementKind::Figure).then(|| first.span.of(&pile.article(first.article).text).to_owned());
        let mut support: Vec<Quote> = side.iter().map(|one| pile.quote(one.article, one.sentence)).collect();
        support.sort();
        support.dedup();
        let quote = pile.quote(first.article, first.sentence);
        let counts = sources.origins.counts(support.iter().map(|quote| quote.article), usize::from(speaker.is_some()));
        Some(Side { value, source: speaker.map(|actor| pile.actors.id(actor)), quote, support, counts })
    });
    let first = sides.first()?.first()?;
    Some(Agreement {
        kind,
        about: Quote { article: first.article, span: first.span },
        sides: shown.collect(),
        counts,
        rule: Rule::new(rule),
    })
}

/// Tells whether two tellings are one: copies, one publisher or agency, or one sentence in other hands.
fn one_origin(sources: Sources, a: Telling, b: Telling) -> bool {
    let keys = |one: Telling| &sources.pile.prose(one.article, one.sentence).keys;
    a.article == b.article
        || sources.origins.same_copy(a.article, b.article)
        || sources.origins.counts([a.article, b.article], 0).origins_at_most < 2
        || containment(keys(a), keys(b)) >= SAME_WORDS && keys(a).len().min(keys(b).len()) >= 4
}
