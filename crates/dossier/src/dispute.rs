//! Where articles or their sources disagree. Precision first: what may be agreement in other words is left out.

mod attribution;
mod date;
mod denial;
mod fact;
mod figure;

use std::collections::BTreeSet;

use document::Span;
use reading::ActorId;

use crate::{
    Actor, Dispute, Quote, Side,
    answer::Stance,
    counts::Origins,
    pile::Pile,
    series::{Counted, speaker_of},
    statement::{Ledger, Utterance},
};

/// What the kinds of dispute are found in.
pub(crate) struct Evidence<'a> {
    /// The articles.
    pub(crate) pile: &'a Pile<'a>,
    /// Where they come from.
    pub(crate) origins: &'a Origins,
    /// Statements as the articles have them.
    pub(crate) utterances: &'a [Utterance],
    /// What each of them does among accusations and answers.
    pub(crate) stances: &'a [Stance],
    /// The ledger, with answers.
    pub(crate) ledger: &'a Ledger,
    /// The figures.
    pub(crate) counted: &'a [Counted],
    /// Who appears, by id.
    pub(crate) actors: &'a [Actor],
}

/// Returns the disputes: denials, figures, dates, attributions, each in order of place.
pub(crate) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let mut out = denial::disputes(evidence);
    out.extend(figure::disputes(evidence));
    out.extend(date::disputes(evidence));
    out.extend(attribution::disputes(evidence));
    out.extend(fact::disputes(evidence));
    out
}

impl Evidence<'_> {
    /// Tells whether the articles give an actor a role that holds one of these words.
    fn has_role(&self, actor: usize, words: &[String]) -> bool {
        let id = self.pile.actors.id(actor);
        let at = self.actors.binary_search_by(|known| known.id.cmp(&id));
        let roles = at.ok().and_then(|at| self.actors.get(at)).map(|actor| actor.roles.as_slice()).unwrap_or_default();
        roles.iter().any(|role| {
            let role = role.role.to_lowercase();
            role.split(|c: char| !c.is_alphanumeric()).any(|word| words.iter().any(|known| known == word))
        })
    }

    /// Returns the side of a figure or date that stands at these places, each an article, a span and the sentence
    /// around it; the first speaker among them speaks for it.
    fn side_told(&self, value: String, places: &[(usize, Span, usize)]) -> Option<Side> {
        let source = places.iter().find_map(|&(article, span, _)| speaker_of(self.utterances, article, span));
        let support = places.iter().map(|&(article, _, sentence)| self.pile.quote(article, sentence)).collect();
        let speakers = usize::from(source.is_some());
        self.side(Some(value), source.map(|actor| self.pile.actors.id(actor)), support, speakers)
    }

    /// Returns a side: its best sentence first among `support`, in order of worth.
    fn side(
        &self,
        value: Option<String>,
        source: Option<ActorId>,
        support: Vec<Quote>,
        speakers: usize,
    ) -> Option<Side> {
        let quote = *support.first()?;
        let mut seen = BTreeSet::new();
        let support: Vec<Quote> = support.into_iter().filter(|quote| seen.insert(*quote)).collect();
        let counts = self.origins.counts(support.iter().map(|quote| quote.article), speakers);
        Some(Side { value, source, quote, support, counts })
    }
}
