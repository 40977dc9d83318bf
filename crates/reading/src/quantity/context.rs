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

/// The phrases of the figures of the same clause at either side.
#[derive(Clone, Copy)]
pub(super) struct Neighbours {
    pub before: Option<Span>,
    pub after: Option<Span>,
}

/// What tells for when a figure holds.
#[derive(Clone, Copy)]
pub(super) struct Dates<'a> {
    pub times: &'a [Timex3],
    pub neighbours: Neighbours,
}

impl Dates<'_> {
    /// Returns the value of the nearest date of the clause that belongs to the figure of `phrase`: in `from 5100 men now
    /// to 2500 in 2023` the year belongs to the second figure. `None` also for dates that mean the time of publication.
    pub(super) fn as_of(self, phrase: Span, clause: Span) -> Option<String> {
        // Two neighbours at either side are enough, and keep long lists of figures cheap.
        let next = self.times.partition_point(|time| time.span.start < phrase.start);
        let near = self.times.get(next.saturating_sub(2)..self.times.len().min(next + 2))?;
        near.iter()
            .filter(|time| matches!(time.kind, TimexKind::Date | TimexKind::Time) && clause.contains(time.span))
            .filter(|time| time.value.is_some() && self.owns(phrase, time.span))
            .min_by_key(|time| (gap(phrase, time.span), time.span.start))
            .and_then(|time| time.value.clone())
            .filter(|value| value != PRESENT)
    }

    /// A date between two figures belongs to the nearer one, one behind the next figure to that.
    fn owns(self, phrase: Span, time: Span) -> bool {
        let Neighbours { before, after } = self.neighbours;
        if time.start >= phrase.start {
            after.is_none_or(|after| time.end <= after.start && gap(phrase, time) <= gap(after, time))
        } else {
            before.is_none_or(|before| time.start < before.start || gap(phrase, time) < gap(before, time))
        }
    }
}

/// TIMEX3 for the time of speaking.
const PRESENT: &str = "PRESENT_REF";

/// Bytes between two spans; 0 when they overlap.
fn gap(a: Span, b: Span) -> usize {
    b.start.saturating_sub(a.end) + a.start.saturating_sub(b.end)
}
