//! The order in which the parts of a dossier are made.

use crate::{
    Corrections, Dossier, Entry, Level, Lexicon, Problem, actor, agreement, answer, copy,
    counts::Origins,
    dispute::{self, Evidence},
    order::Order,
    pile::Pile,
    relation, series, statement, story, tie, timeline,
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
    build_in_steps(lexicon, entries, corrections, &mut |_| {})
}

/// Builds the dossier as [`build_with`] does, and calls `done` with the name of every step behind it: for measuring.
pub fn build_watched(lexicon: &Lexicon, entries: &mut [Entry], done: &mut dyn FnMut(&'static str)) -> Dossier {
    build_in_steps(lexicon, entries, &Corrections::default(), done).0.at(Level::Plain)
}

fn build_in_steps(
    lexicon: &Lexicon,
    entries: &mut [Entry],
    corrections: &Corrections,
    done: &mut dyn FnMut(&'static str),
) -> (Dossier, Vec<Problem>) {
    let corrected = corrections.apply(lexicon, entries);
    sort(entries);
    let entries = &*entries;
    let merged = actor::Actors::but_for(lexicon, entries, &corrected.apart);
    let mut pile = Pile::with_actors(lexicon, entries, merged);
    done("pile");
    let shared = copy::shared(entries);
    done("copies");
    let stories = story::stories(&pile, &shared.copies);
    actor::settle(lexicon, entries, &mut pile.actors, &stories);
    let pile = pile;
    done("stories");
    let ties = tie::ties(&pile, &shared.copies, &shared.near, &stories);
    done("ties");
    let origins = Origins::of(&pile, &ties, &stories);
    let utterances = statement::utterances(&pile);
    let mut ledger = statement::ledger(&pile, &origins, &utterances);
    let affiliations = actor::affiliations(lexicon, entries, &pile.actors);
    let stances = answer::stances(&pile, &affiliations, &utterances);
    answer::answer(&pile, &origins, &utterances, &stances, &mut ledger);
    done("ledger");
    let counted = series::counted(&pile, &origins, &utterances);
    done("counted");
    let mut actors = actor::actors(lexicon, entries, &pile.actors);
    corrected.rename(&pile.actors, &mut actors);
    done("actors");
    let disputes = dispute::disputes(&Evidence {
        pile: &pile,
        origins: &origins,
        utterances: &utterances,
        stances: &stances,
        ledger: &ledger,
        counted: &counted,
        actors: &actors,
    });
    done("disputes");
    let (mut timeline, days) = timeline::timeline(&pile, &origins, &utterances);
    done("timeline");
    let series = series::series(&pile, &origins, &utterances, &counted);
    timeline::note_other_dates(&mut timeline, &disputes, &series);
    done("series");
    let dossier = Dossier {
        timeline,
        days,
        series,
        disputes,
        disputes_withheld: 0,
        agreements: agreement::agreements(agreement::Sources {
            pile: &pile,
            origins: &origins,
            utterances: &utterances,
            counted: &counted,
        }),
        actors,
        statements: ledger.statements,
        stories,
        relations: relation::relations(&pile),
        ties,
    };
    (dossier, corrected.problems)
}

fn sort(entries: &mut [Entry]) {
    entries.sort_by_cached_key(Order::of);
}

#[cfg(test)]
mod tests;
