//! What all articles together say: stories and copies, a timeline, a ledger of statements, figures as series,
//! disputes and actors.
//!
//! Every line is made of [`Quote`]s: verbatim sentences or spans of an article. The result does not depend on the
//! order of the articles.

mod build;
mod model;

pub use build::build;
pub use model::{
    Actor, Copy, Counts, Dispute, DisputeKind, Dossier, Entry, Point, Quote, Relation, Role, Series, Side, Statement,
    Story, Support, TimelineEntry,
};
