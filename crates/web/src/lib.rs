//! The page: one self-contained HTML file made from the public JSON.
//!
//! It needs no server, no network and no other file, and reads without script: links, language, colours and marks are
//! plain HTML and CSS. Script adds the filters, a sentence beside a plot and remembered choices.

mod actors;
mod agreements;
mod anchor;
mod articles;
mod backlinks;
mod charges;
mod date;
mod disputes;
mod ledger;
mod origins;
mod overview;
mod passage;
mod relations;
mod series;
mod shell;
mod stories;
#[cfg(test)]
mod testing;
mod text;
mod timeline;
mod view;

use store::json::{DossierDoc, ReadingRow};

/// Returns the dossier as one HTML page. The same input gives the same bytes.
///
/// A quote whose article is not among the readings, or whose bytes are not a stretch of its text, stands on the page
/// without a place to link to.
#[must_use]
pub fn page(dossier: &DossierDoc, readings: &[ReadingRow]) -> String {
    shell::page(&view::View::new(dossier, readings)).into_string()
}

#[cfg(test)]
mod tests;
