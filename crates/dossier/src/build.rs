//! The order in which the parts of a dossier are made.

use crate::{
    Corrections, Dossier, Entry, Level, Lexicon, Problem, actor, answer, copy,
    counts::Origins,
    dispute::{self, Evidence},
    pile::Pile,
    relation, series, statement, story, timeline,
};

/// Builds the dossier of `entries` without words of any language, see [`build_with`].
pub fn build(entries: &mut [Entry]) -> Dossier {
    build_with(&Lexicon::default(), entries)
}

/// Builds the dossier of `entries`, which it first sorts by publication date (unknown last), then path, then id, so
/// that their order on input does not matter. Of the disputes only the plain ones are kept.
pub fn build_with(lexicon: &Lexicon, entries: &mut [Entry]) -> Dossier {
    build_corrected(lexicon, entries, &Corrections::default()).0.at(Level::Plain)
}

/// Builds the dossier as [`build_with`] does, after a user's corrections, which also change the readings of `entries`.
/// Returns with it which corrections could not be followed and why. Disputes of every level are kept, see [`Dossier::at`].
pub fn build_corrected(lexicon: &Lexicon, entries: &mut [Entry], corrections: &Corrections) -> (Dossier, Vec<Problem>) {
    let corrected = corrections.apply(lexicon, entries);
    sort(entries);
    let entries = &*entries;
    let merged = actor::Actors::but_for(lexicon, entries, &corrected.apart);
    let pile = Pile::with_actors(lexicon, entries, merged);
    let copies = copy::copies(entries);
    let stories = story::stories(&pile, &copies);
    let origins = Origins::new(&pile, &copies, &stories);
    let utterances = statement::utterances(&pile);
    let mut ledger = statement::ledger(&pile, &origins, &utterances);
    let affiliations = actor::affiliations(lexicon, entries, &pile.actors);
    let stances = answer::stances(&pile, &affiliations, &utterances);
    answer::answer(&pile, &origins, &utterances, &stances, &mut ledger);
    let counted = series::counted(&pile, &origins, &utterances);
    let mut actors = actor::actors(lexicon, entries, &pile.actors);
    corrected.rename(&pile.actors, &mut actors);
    let disputes = dispute::disputes(&Evidence {
        pile: &pile,
        origins: &origins,
        utterances: &utterances,
        stances: &stances,
        ledger: &ledger,
        counted: &counted,
        actors: &actors,
    });
    let dossier = Dossier {
        timeline: timeline::timeline(&pile, &origins, &utterances),
        series: series::series(&pile, &origins, &utterances, &counted),
        disputes,
        disputes_withheld: 0,
        actors,
        statements: ledger.statements,
        stories,
        relations: relation::relations(&pile),
    };
    (dossier, corrected.problems)
}

fn sort(entries: &mut [Entry]) {
    entries.sort_by(|a, b| {
        let key = |entry: &Entry| entry.reading.published.map(|(date, _)| date.sort_key());
        let (key_a, key_b) = (key(a), key(b));
        key_a
            .is_none()
            .cmp(&key_b.is_none())
            .then(key_a.cmp(&key_b))
            .then_with(|| a.article.path.cmp(&b.article.path))
            .then_with(|| a.article.id.cmp(&b.article.id))
    });
}

#[cfg(test)]
mod tests;
