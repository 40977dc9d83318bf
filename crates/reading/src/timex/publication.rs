//! The publication date, from the text's own dates.

use document::{Article, PartialDate};
use nlp::Annotated;

use super::Grammar;

/// Returns the publication date that the text's own dates suggest, when the article says none.
#[must_use]
pub fn published_from_content(_grammar: &Grammar, _article: &Article, _annotated: &Annotated) -> Option<PartialDate> {
    None
}
