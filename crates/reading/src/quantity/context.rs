//! What the clause around a figure says: the fate of people who are counted, and the date that the count holds for.

use std::ops::Range;

use document::Span;

use super::{QuantityKind, amount::Scanner, lexicon::Fate, piece::starts_with};
use crate::{Timex3, TimexKind};

/// Returns the pieces of the clause around piece `at`: up to a comma, colon, dash or bracket at either side.
pub(super) fn clause(scanner: Scanner, at: usize) -> Range<usize> {
    let ends = |index: usize| {
        let piece = &scanner.pieces[index];
        let loose_dash = piece.is_dash() && !piece.glued;
        loose_dash || matches!(piece.norm.as_str(), "," | ";" | ":" | "(" | ")" | "." | "?" | "!" | "•")
    };
    let start = (0..at).rev().find(|index| ends(*index)).map_or(0, |index| index + 1);
    let end = (at..scanner.pieces.len()).find(|index| ends(*index)).unwrap_or(scanner.pieces.len());
    start..end
}

/// Returns the kind that the words of `within` (the clause, up to the figures at either side) give to people at
/// `figure`: a verb right before its object, else the nearest word behind, else one before.
pub(super) fn fate(scanner: Scanner, figure: Range<usize>, within: Range<usize>) -> Option<QuantityKind> {
    let (left, right) = (within.start, within.end);
    let at = |index: usize, before_only: bool| -> Option<&Fate> {
        let rest = &scanner.pieces[index..];
        let mut known = scanner.lexicon.fates.get(&rest.first()?.norm)?.iter();
        known.find(|fate| fate.before >= before_only && starts_with(rest, &fate.words))
    };
    let near = left.max(figure.start.saturating_sub(4));
    let verb = (near..figure.start).rev().find_map(|index| at(index, true));
    let behind = || (figure.end..right.max(figure.end)).find_map(|index| at(index, false));
    let ahead = || (left..figure.start).rev().find_map(|index| at(index, false));
    verb.or_else(behind).or_else(ahead).map(|fate| fate.kind)
}

/// Returns the value of the date of the clause that stands nearest to `figure`.
pub(super) fn as_of(times: &[Timex3], figure: Span, clause: Span) -> Option<String> {
    let distance = |span: Span| span.start.saturating_sub(figure.end) + figure.start.saturating_sub(span.end);
    // Two neighbours at either side are enough, and keep long lists of figures cheap.
    let next = times.partition_point(|time| time.span.start < figure.start);
    times[next.saturating_sub(2)..times.len().min(next + 2)]
        .iter()
        .filter(|time| matches!(time.kind, TimexKind::Date | TimexKind::Time) && clause.contains(time.span))
        .filter(|time| time.value.is_some())
        .min_by_key(|time| (distance(time.span), time.span.start))
        .and_then(|time| time.value.clone())
}
