//! Entries that tell one event with different dates: what disputes about dates and deadlines that slide have found.

use std::collections::BTreeMap;

use crate::{Dispute, DisputeKind, Quote, Series, TimelineEntry};

/// Sentences of entries that are looked at before the end of a quote: quotes hold one or two.
const SENTENCES: usize = 4;

/// Notes at every entry those that tell the same with another date.
pub(crate) fn note_other_dates(timeline: &mut [TimelineEntry], disputes: &[Dispute], series: &[Series]) {
    let mut by_sentence: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, entry) in timeline.iter().enumerate() {
        for quote in &entry.support {
            by_sentence.entry((quote.article, quote.span.start)).or_default().push(number);
        }
    }
    let entry_of = |quote: &Quote, date: &str, timeline: &[TimelineEntry]| {
        let until = (quote.article, quote.span.end);
        let near = by_sentence.range((quote.article, 0)..until).rev().take(SENTENCES);
        let mut numbers = near.flat_map(|(_, numbers)| numbers).copied();
        numbers.find(|&number| {
            let entry = &timeline[number];
            let tells = |told: &Quote| told.article == quote.article && told.span.overlap(quote.span) > 0;
            entry.date.to_string() == date && entry.support.iter().any(tells)
        })
    };
    let dated = disputes.iter().filter(|dispute| dispute.kind == DisputeKind::Date && dispute.why.is_empty());
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

#[cfg(test)]
mod tests {
    use document::Span;
    use reading::Rule;

    use super::*;
    use crate::{Counts, Side, Status};

    #[test]
    fn both_entries_of_a_disputed_date_name_the_other() {
        let quote = |article| Quote { article, span: Span::new(0, 40) };
        let entry = |article, date: &str| TimelineEntry {
            date: date.parse().expect("a date"),
            end: None,
            summary: quote(article),
            support: vec![quote(article)],
            counts: Counts::default(),
            planned: false,
            status: Status::Happened,
            other_dates: Vec::new(),
            stories: Vec::new(),
            weight: 1.0,
            rule: Rule::new("test"),
        };
        let side = |article, date: &str| Side {
            value: Some(date.to_owned()),
            source: None,
            quote: Quote { article, span: Span::new(10, 14) },
            support: Vec::new(),
            counts: Counts::default(),
        };
        let dispute = Dispute {
            sides: vec![side(0, "2013"), side(1, "2014"), side(2, "2015")],
            kind: DisputeKind::Date,
            about: quote(0),
            why: Vec::new(),
            rule: Rule::new("test"),
        };
        let mut timeline = vec![entry(0, "2013"), entry(1, "2014"), entry(2, "2016")];
        note_other_dates(&mut timeline, &[dispute], &[]);
        let others: Vec<_> = timeline.iter().map(|entry| entry.other_dates.clone()).collect();
        assert_eq!(others, [vec![1], vec![0], vec![]], "the third tells another date than its side");
    }
}
