//! The order of articles in a dossier.

use std::cmp::Reverse;

use document::ArticleId;
use jiff::civil::Date;

use crate::Entry;

/// What articles are sorted by: publication date (unknown last), then path, then id, so that their order on input does
/// not matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    undated: bool,
    published: Option<(Date, Reverse<Date>)>,
    path: String,
    id: ArticleId,
}

impl Order {
    /// Returns the place of an article.
    pub(crate) fn of(entry: &Entry) -> Self {
        let key = entry.reading.published.map(|(date, _)| date.sort_key());
        Self { undated: key.is_none(), published: key, path: entry.article.path.clone(), id: entry.article.id.clone() }
    }

    /// Returns the id of the article.
    pub(crate) fn id(&self) -> &ArticleId {
        &self.id
    }
}
