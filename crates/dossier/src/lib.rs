//! What all articles together say: stories and copies, a timeline, a ledger of statements, figures as series,
//! disputes and actors.
//!
//! Every line is made of [`Quote`]s: verbatim sentences or spans of an article. The result does not depend on the
//! order of the articles.

mod actor;
mod answer;
mod build;
mod copy;
mod correction;
mod counts;
mod dispute;
mod groups;
mod join;
mod lexicon;
mod model;
mod pile;
mod relation;
mod sentence;
mod series;
mod statement;
mod story;
mod timeline;

#[cfg(test)]
mod testing;

pub use build::{build, build_corrected, build_with};
pub use copy::copies;
pub use correction::{Corrections, Problem};
pub use lexicon::Lexicon;
pub use model::{
    Actor, Copy, Counts, Dispute, DisputeKind, Dossier, Doubt, Entry, Level, Point, Quote, Relation, Reply, ReplyKind,
    Role, Series, Side, Statement, Story, Support, TimelineEntry, Unanswered,
};

/// Returns how many days lie between two days, whichever is earlier.
fn days_between(a: jiff::civil::Date, b: jiff::civil::Date) -> i32 {
    // Dates lie in the years 0 to 9999, so that the difference in days always fits.
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}
