//! Which sentence tells a happening best, and which happenings matter most.

use document::{PartialDate, Span};
use reading::{Act, Factuality, Form};

use super::{centroid::Centroids, dated::Dated, importance::Importance, width};
use crate::{TimelineEntry, pile::Pile, sentence};

// What counts beside how easily a sentence is read (0 to 1). Tried on two topics of Timeline17 (h1n1, finan), alignment
// ROUGE-1 without stop words, 2026-11; egypt, haiti and the French topics were only looked at afterwards. An event or a
// date of its own in the sentence counts nothing: with 0.2 and 0.4 for them, .103 and .103 instead of .110 and .115.

/// Likeness to what all sentences of the date say. 0: .100; 2: .120; 4: .120.
const LIKENESS: f64 = 2.0;

/// The share of articles that name the one of its actors whom most of them name. 0: .113; 0.4: .115; 1: .111.
const NAMED: f64 = 0.4;

/// Its date is the happening's own, not a wider one.
const EXACT: f64 = 0.5;

/// Its date stands in an aside, or is only when something was said. 0.3: .115; 1: .115.
const BACKGROUND: f64 = 1.0;

/// Its events are told as possible or as not so, or it is somebody's words or opinion: a better one sums up. 0: .105;
/// 0.4: .103, and the reader gets no opinions.
const DOUBT: f64 = 0.4;

/// It appeared when it was news: on its day or shortly after it. 0: .104; 0.3: .103; 0.6: .104.
const NEWS: f64 = 0.3;
const NEWS_DAYS: i32 = 2;

/// Its date stands within words that somebody is said to have said. 0: .103; 0.2: .103.
const RELAYED: f64 = 0.2;

/// Times the natural logarithm of the number of articles that tell it. 0: .101; 0.3: .115; 0.6: .111.
const TOLD: f64 = 0.3;

/// Likeness to a better entry of the same date. 0: .110; 0.5: .119; 1: .120.
const AGAIN: f64 = 1.0;

/// Entries of one date that are put in order one after the other, and how many are compared each time; behind them
/// comes the rest, best first. It keeps dates of a thousand entries linear.
const ORDERED: usize = 24;
const COMPARED: usize = 48;

/// What ranking needs.
pub(super) struct Ranking<'a> {
    pub(super) pile: &'a Pile<'a>,
    pub(super) importance: &'a Importance,
    pub(super) centroids: &'a Centroids,
    pub(super) dated: &'a [Dated],
}

impl Ranking<'_> {
    /// Returns how well a sentence tells what happened at a date.
    pub(super) fn worth(&self, at: usize, date: PartialDate) -> f64 {
        let one = &self.dated[at];
        let prose = self.pile.prose(one.article, one.sentence);
        let named = prose.actors.iter().map(|&actor| self.importance.share(actor)).fold(0.0, f64::max);
        let when = |so: bool, weight: f64| if so { weight } else { 0.0 };
        sentence::readability(prose.n_words)
            + LIKENESS * self.centroids.likeness(self.dated, at)
            + NAMED * named
            + when(one.date == date, EXACT)
            + when(self.is_news(one), NEWS)
            - when(relayed(self.pile, one), RELAYED)
            - when(one.background, BACKGROUND)
            - when(in_doubt(self.pile, one), DOUBT)
    }

    fn is_news(&self, one: &Dated) -> bool {
        self.pile.published(one.article).is_some_and(|published| {
            let after = one.date.last_day().until(published.first_day()).map_or(i32::MAX, |span| span.get_days());
            (0..=NEWS_DAYS).contains(&after)
        })
    }

    /// Weighs the entries of one date, each with the index of its best sentence: the date's weight, then half of it, a
    /// third, and so on, in the order of how well they tell it, how many articles do, and how little they repeat.
    /// Returns the rank of each, from 0.
    pub(super) fn weigh(&self, same: &mut [(TimelineEntry, usize)]) -> Vec<usize> {
        let Some(date) = same.first().map(|(entry, _)| entry.date) else { return Vec::new() };
        let weight = self.importance.date(date) * sharpness(date);
        let mut ranks = vec![0; same.len()];
        for (rank, place) in self.order(same).into_iter().enumerate() {
            same[place].0.weight = weight / (1.0 + rank as f64);
            ranks[place] = rank;
        }
        ranks
    }

    fn order(&self, same: &[(TimelineEntry, usize)]) -> Vec<usize> {
        let merit = |(entry, best): &(TimelineEntry, usize)| {
            self.worth(*best, entry.date) + TOLD * (entry.counts.articles.max(1) as f64).ln()
        };
        let mut left: Vec<(f64, usize)> = same.iter().map(merit).zip(0..).collect();
        left.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut again = vec![0.0_f64; left.len()];
        let mut ordered = Vec::new();
        while ordered.len() < ORDERED {
            let values = left.iter().take(COMPARED).enumerate();
            let best = values.map(|(at, &(merit, place))| (merit - AGAIN * again[place], at));
            // of equals the first
            let Some((_, at)) = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) else { break };
            let (_, place) = left.remove(at);
            for &(_, other) in left.iter().take(COMPARED) {
                again[other] = again[other].max(self.centroids.between(same[place].1, same[other].1));
            }
            ordered.push(place);
        }
        ordered.extend(left.into_iter().map(|(_, place)| place));
        ordered
    }
}

/// A wide date holds many happenings, so that what is said of it says less of each.
fn sharpness(date: PartialDate) -> f64 {
    match width(date) {
        0 => 1.0,
        1..=7 => 0.8,
        8..=31 => 0.5,
        _ => 0.25,
    }
}

/// Tells whether the date of a sentence stands in words that are given to somebody.
fn relayed(pile: &Pile, one: &Dated) -> bool {
    let Some(time) = one.time else { return false };
    let statements = &pile.entries[one.article].reading.statements;
    let from = statements.partition_point(|statement| statement.content.end < time.end);
    statements[from..].first().is_some_and(|statement| statement.content.contains(time))
}

/// Tells whether a sentence tells nothing as certain, or is mostly quoted words or an opinion.
fn in_doubt(pile: &Pile, one: &Dated) -> bool {
    let span = pile.sentence(one.article, one.sentence).span;
    let reading = &pile.entries[one.article].reading;
    let from = reading.events.partition_point(|event| event.trigger.start < span.start);
    let mut events = reading.events[from..].iter().take_while(|event| event.trigger.start < span.end).peekable();
    let unsure = |degree| matches!(degree, Factuality::Possible | Factuality::Probable | Factuality::Denied);
    let unsure = events.peek().is_some() && events.all(|event| unsure(event.factuality));
    unsure || spoken(pile, one.article, span)
}

/// Tells whether most of a sentence is somebody's own words, or what somebody thinks of something.
fn spoken(pile: &Pile, article: usize, span: Span) -> bool {
    let statements = &pile.entries[article].reading.statements;
    let from = statements.partition_point(|statement| statement.content.end <= span.start);
    let over = statements[from..].iter().take_while(|statement| statement.content.start < span.end);
    let mut most = over.filter(|statement| statement.content.overlap(span) * 10 > span.len() * 6);
    most.any(|statement| {
        let opinion = matches!(statement.act, Act::Criticise | Act::Praise | Act::Estimate | Act::Demand | Act::Ask);
        opinion || statement.form == Form::Direct
    })
}
