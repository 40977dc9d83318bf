//! Where articles or their sources disagree. Precision first: what may be agreement in other words is left out.

mod attribution;
mod date;
mod denial;
mod figure;

use std::collections::BTreeSet;

use reading::ActorId;

use crate::{
    Dispute, Quote, Side,
    counts::Origins,
    pile::Pile,
    series::Counted,
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
    /// The ledger, with answers.
    pub(crate) ledger: &'a Ledger,
    /// The figures.
    pub(crate) counted: &'a [Counted],
}

/// Returns the disputes: denials, figures, dates, attributions, each in order of place.
pub(crate) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let mut out = denial::disputes(evidence);
    out.extend(figure::disputes(evidence));
    out.extend(date::disputes(evidence));
    out.extend(attribution::disputes(evidence));
    out
}

impl Evidence<'_> {
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
