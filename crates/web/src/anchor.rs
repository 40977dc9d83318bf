//! The targets of links: which stretches of which articles are quoted somewhere on the page.

use std::collections::{BTreeMap, BTreeSet};

use store::json::{DossierDoc, QuoteDoc, ReadingRow};

/// For every article the stretches, as start and end byte, that something on the page links to.
pub(crate) struct Anchors<'a>(BTreeMap<&'a str, BTreeSet<(usize, usize)>>);

impl<'a> Anchors<'a> {
    /// Gathers every quote of the dossier that lies in a text that is at hand, on character boundaries.
    pub(crate) fn new(dossier: &'a DossierDoc, readings: &'a [ReadingRow]) -> Self {
        let texts: BTreeMap<_, _> = readings.iter().map(|row| (row.article.id.as_str(), &row.article.text)).collect();
        let mut anchors = Self(BTreeMap::new());
        each_quote(dossier, &mut |quote| {
            let slice = texts.get(quote.article.as_str()).and_then(|text| text.get(quote.start..quote.end));
            if slice.is_some_and(|slice| !slice.trim().is_empty()) {
                anchors.0.entry(&quote.article).or_default().insert((quote.start, quote.end));
            }
        });
        anchors
    }

    /// Returns the stretches of an article, by start.
    pub(crate) fn of(&self, article: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.0.get(article).into_iter().flatten().copied()
    }

    /// Tells whether a quote has a target of its own.
    pub(crate) fn has(&self, quote: &QuoteDoc) -> bool {
        self.0.get(quote.article.as_str()).is_some_and(|stretches| stretches.contains(&(quote.start, quote.end)))
    }
}

/// Returns the id of a stretch.
pub(crate) fn id(article: &str, start: usize, end: usize) -> String {
    format!("a-{article}-{start}-{end}")
}

/// Calls `f` with every quote that the page links to.
fn each_quote<'a>(dossier: &'a DossierDoc, f: &mut impl FnMut(&'a QuoteDoc)) {
    for story in &dossier.stories {
        f(&story.quote);
    }
    let supports = dossier
        .timeline
        .iter()
        .flat_map(|entry| &entry.support)
        .chain(dossier.statements.iter().flat_map(|statement| &statement.support));
    supports.for_each(|support| f(&support.quote));
    for point in dossier.revisions.iter().flat_map(|series| &series.series) {
        f(&point.quote);
        point.support.iter().for_each(|support| f(&support.quote));
    }
    let disputed = dossier.disputes.iter().flat_map(|dispute| &dispute.sides);
    for side in disputed.chain(dossier.agreements.iter().flat_map(|found| &found.sides)) {
        f(&side.quote);
        side.support.iter().for_each(|support| f(&support.quote));
    }
    for tie in &dossier.ties {
        tie.passages.iter().take(1).flatten().chain(&tie.credits).for_each(&mut *f);
    }
    for actor in &dossier.actors {
        actor.roles.iter().for_each(|role| f(&role.quote));
        actor.quote.iter().for_each(&mut *f);
    }
}
