//! Entries that tell one event with different dates: what disputes about dates and deadlines that slide have found.

use std::collections::BTreeMap;

use crate::{Dispute, DisputeKind, Quote, Series, TimelineEntry};

/// Notes at every entry those that tell the same with another date.
pub(crate) fn note_other_dates(timeline: &mut [TimelineEntry], disputes: &[Dispute], series: &[Series]) {
    let mut by_sentence: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, entry) in timeline.iter().enumerate() {
        for quote in &entry.support {
            by_sentence.entry((quote.article, quote.span.start)).or_default().push(number);
        }
    }
    let entry_of = |quote: &Quote, date: &str, timeline: &[TimelineEntry]| {
        let inside = (quote.article, quote.span.start)..(quote.article, quote.span.end.max(quote.span.start));
        let mut numbers = by_sentence.range(inside).flat_map(|(_, numbers)| numbers).copied();
        numbers.find(|&number| timeline[number].date.to_string() == date)
    };
    let dated = disputes.iter().filter(|dispute| dispute.kind == DisputeKind::Date);
    let sides = dated.map(|dispute| {
        let sides = dispute.sides.iter().filter_map(|side| Some((side.quote, side.value.clone()?)));
        sides.collect::<Vec<_>>()
    });
    let points = series.iter().map(|series| {
        let points = series.points.iter().filter_map(|point| Some((point.quote, point.value?.to_string())));
        points.collect::<Vec<_>>()
    });
    for same in sides.chain(points) {
        let mut numbers: Vec<usize> = same.iter().filter_map(|(quote, date)| entry_of(quote, date, timeline)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for &number in &numbers {
            let date = timeline[number].date;
            let others = numbers.iter().copied().filter(|&other| other != number && timeline[other].date != date);
            let others: Vec<usize> = others.collect();
            timeline[number].other_dates.extend(others);
        }
    }
    for entry in timeline {
        entry.other_dates.sort_unstable();
        entry.other_dates.dedup();
    }
}
