//! The public JSON, as plain serde types, and how the inner types become it.

mod dossier_doc;
mod reading_row;

pub use dossier_doc::{
    ActorDoc, ArticleDoc, CountsDoc, DisputeDoc, DossierDoc, PointDoc, QuoteDoc, RelationDoc, ReplyDoc, RevisionDoc,
    RoleDoc, SideDoc, SpeechDoc, StoryDoc, SupportDoc, TimelineDoc, UnansweredDoc, dossier,
};
pub use reading_row::{
    ArticleRow, EventRow, FigureRow, NameRow, ReadingRow, ResidueRow, SourceRow, SpanRow, StatementRow, TimeRow,
    reading,
};

use serde_json::Number;

/// Returns a JSON number without a fraction where the value has none: `2500`, `2.5`.
fn number(value: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: below it every whole f64 is the integer it shows
    if value.fract() == 0.0 && value.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        assert_eq!(number(2500.0).expect("finite").to_string(), "2500");
        assert_eq!(number(2.5).expect("finite").to_string(), "2.5");
        assert_eq!(number(f64::NAN), None);
    }
}
