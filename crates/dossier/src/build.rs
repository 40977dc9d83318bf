//! The order in which the parts of a dossier are made.

use crate::{Dossier, Entry};

/// Builds the dossier of `entries`, which it first sorts by publication date (unknown last), then path, then id, so
/// that their order on input does not matter.
pub fn build(entries: &mut [Entry]) -> Dossier {
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
    Dossier::default()
}
