//! Whether the points of a series still hold: what its own source replaced or took back, what others dispute, and what is
//! told as before all the same.

use document::PartialDate;

use crate::{
    Dispute, DisputeKind, Point, Quote, Series, Standing,
    pile::Pile,
    sentence,
    series::{Counted, agree},
};

/// Figures that a sentence takes back: its own, or those of the sentence before it.
pub(super) struct Withdrawal {
    quote: Quote,
    published: PartialDate,
    /// Indices of the figures that it may take back.
    taken: Vec<usize>,
}

/// Returns the sentences that take back or correct a figure, in order.
pub(super) fn withdrawals(pile: &Pile, counted: &[Counted]) -> Vec<Withdrawal> {
    let mut out = Vec::new();
    for (article, sentence) in pile.quotable() {
        let Some(published) = pile.published(article) else { continue };
        if !takes_back(pile, article, sentence) {
            continue;
        }
        let figures_of = |sentence: usize| -> Vec<usize> {
            let first = counted.partition_point(|figure| (figure.article, figure.sentence) < (article, sentence));
            let same =
                counted[first..].iter().take_while(|figure| (figure.article, figure.sentence) == (article, sentence));
            (first..first + same.count()).collect()
        };
        let mut taken = figures_of(sentence);
        if taken.is_empty() && sentence > 0 {
            // `The ministry withdrew that figure`: the one that the sentence before gives, when it is one.
            taken = figures_of(sentence - 1);
            taken.truncate(if taken.len() == 1 { 1 } else { 0 });
        }
        if !taken.is_empty() {
            out.push(Withdrawal { quote: pile.quote(article, sentence), published, taken });
        }
    }
    out
}

/// Tells whether a sentence takes back or corrects a figure.
pub(super) fn takes_back(pile: &Pile, article: usize, sentence: usize) -> bool {
    let entry = &pile.entries[article];
    let tokens = entry.annotated.tokens.get(pile.sentence(article, sentence).tokens.clone()).unwrap_or_default();
    let words: Vec<&str> = tokens.iter().map(|token| token.norm.as_str()).collect();
    pile.lexicon.withdraws(entry.article.language, &words)
}

/// A point with the figures that it stands for.
pub(super) type Told<'a> = (Point, Vec<&'a Counted>);

/// Gives each point of a series of figures its status, in order of time.
pub(super) fn judge(points: &mut [Told], counted: &[Counted], withdrawals: &[Withdrawal]) {
    for at in 0..points.len() {
        let (status, by) = status(points, at, counted, withdrawals);
        points[at].0.status = status;
        points[at].0.replaced_by = by;
    }
}

fn status(points: &[Told], at: usize, counted: &[Counted], withdrawals: &[Withdrawal]) -> (Standing, Option<Quote>) {
    let (point, members) = &points[at];
    let figure = members[0];
    for withdrawal in withdrawals {
        if let Some(status) = under(points, at, counted, withdrawal) {
            return (status, Some(withdrawal.quote));
        }
    }
    if let Some(by) = replaced_before(points, at) {
        return (Standing::Stale, Some(by));
    }
    // The nearest later reading of the same source that says something else.
    let later = points.iter().filter(|(other, others)| {
        let after = point.as_of.zip(other.as_of).is_some_and(|(one, two)| one.last_day() < two.first_day());
        let known = !earlier(others[0].published, figure.published) && !others[0].scope.former;
        after && known && others[0].allies(figure) && !agree(others[0], figure)
    });
    match later.min_by_key(|(other, _)| (other.as_of.map(PartialDate::sort_key), other.quote)) {
        Some((other, _)) => (Standing::Superseded, Some(other.quote)),
        None => (Standing::Current, None),
    }
}

/// What a withdrawal makes of a point: `Withdrawn` when it was given before, or is the one named as taken back; `Stale`
/// when it is given afterwards all the same.
fn under(points: &[Told], at: usize, counted: &[Counted], withdrawal: &Withdrawal) -> Option<Standing> {
    let (point, members) = &points[at];
    let figure = members[0];
    let same = |taken: &Counted, figure: &Counted| {
        taken.kind == figure.kind
            && (taken.low, taken.high) == (figure.low, figure.high)
            && (taken.unit == figure.unit || taken.unit.is_none())
            && (taken.story == figure.story || !taken.camp.is_empty() && taken.allies(figure))
    };
    let taken = withdrawal.taken.iter().map(|&taken| &counted[taken]);
    let known_before = |figure: &Counted| {
        points.iter().any(|(_, members)| {
            let before = |other: &Counted| {
                other.published.is_some_and(|date| date.first_day() < withdrawal.published.first_day())
            };
            members.iter().any(|other| before(other) && same(figure, other))
        })
    };
    // Of two figures of one sentence the new one was not given before.
    let named =
        taken.clone().filter(|taken| same(taken, figure)).find(|taken| known_before(taken) || taken.scope.former)?;
    if point.quote == withdrawal.quote || (named.article, named.sentence) == (figure.article, figure.sentence) {
        return Some(Standing::Withdrawn);
    }
    let published = figure.published?;
    if published.last_day() < withdrawal.published.first_day() || figure.article == withdrawal.quote.article {
        return Some(Standing::Withdrawn);
    }
    let later = withdrawal.published.last_day() < published.first_day() && !figure.scope.former;
    (later && figure.as_of.is_none_or(|date| date.overlaps(published))).then_some(Standing::Stale)
}

/// The sentence with which the source of a figure gave another one before this article, when nobody else stands behind
/// the old one.
fn replaced_before(points: &[Told], at: usize) -> Option<Quote> {
    let figure = points[at].1[0];
    let published = figure.published?;
    let now = figure.as_of.is_some_and(|date| date.overlaps(published));
    let exact = figure.low.is_some() && figure.low == figure.high;
    if !now || !exact || figure.scope.former {
        return None;
    }
    let same = |other: &Counted| (other.low, other.high) == (figure.low, figure.high);
    // Who gave it first, and what that source said next.
    let first = points.iter().map(|(_, members)| members[0]).find(|other| {
        same(other)
            && !other.camp.is_empty()
            && earlier(other.published, Some(published))
            && other.article != figure.article
    })?;
    let others = points.iter().any(|(_, members)| same(members[0]) && members[0].rivals(first));
    let voiceless = figure.speaker.is_none() && figure.source.is_empty();
    if others || !(voiceless || figure.allies(first)) {
        return None;
    }
    let next = points.iter().filter(|(_, members)| {
        let other = members[0];
        let between = earlier(first.published, other.published) && earlier(other.published, Some(published));
        between && other.allies(first) && !agree(other, figure)
    });
    next.min_by_key(|(point, _)| (point.as_of.map(PartialDate::sort_key), point.quote)).map(|(point, _)| point.quote)
}

/// Tells whether a date surely lies before another.
fn earlier(a: Option<PartialDate>, b: Option<PartialDate>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.last_day() < b.first_day())
}

/// Gives each point of a series of dates its status: replaced when its source names another date later.
pub(super) fn judge_dates(points: &mut [Point]) {
    for at in 0..points.len() {
        let point = &points[at];
        let later = points.iter().find(|other| {
            let after = point.as_of.zip(other.as_of).is_some_and(|(one, two)| one.last_day() < two.first_day());
            let changed = point.value.zip(other.value).is_some_and(|(one, two)| !one.overlaps(two));
            after && changed && point.source == other.source
        });
        if let Some(quote) = later.map(|later| later.quote) {
            points[at].status = Standing::Superseded;
            points[at].replaced_by = Some(quote);
        }
    }
}

/// Notes at each point of which disputes it is a side.
pub(super) fn link(pile: &Pile, series: &mut [Series], disputes: &[Dispute]) {
    let mut sides: Vec<(Quote, &str, usize)> = Vec::new();
    for (number, dispute) in disputes.iter().enumerate() {
        if !matches!(dispute.kind, DisputeKind::Figure | DisputeKind::Date) {
            continue;
        }
        for side in &dispute.sides {
            let value = side.value.as_deref().unwrap_or_default();
            sides.extend(side.support.iter().chain([&side.quote]).map(|&quote| (quote, value, number)));
        }
    }
    sides.sort_unstable();
    sides.dedup();
    for point in series.iter_mut().flat_map(|series| &mut series.points) {
        let written =
            point.figure.as_ref().map(|figure| sentence::slice(pile.article(point.quote.article), figure.span));
        let value = point.value.map(|value| value.to_string());
        let mut found: Vec<usize> = Vec::new();
        for quote in &point.support {
            let first = sides.partition_point(|(known, ..)| known < quote);
            let same = sides[first..].iter().take_while(|(known, ..)| known == quote);
            // Several figures may stand in one sentence; where a side has copies its value is written as one of them does.
            let here: Vec<_> = same.collect();
            let exact = here.iter().filter(|(_, side, _)| Some(*side) == written || Some(*side) == value.as_deref());
            found.extend(exact.map(|(.., number)| *number));
        }
        found.sort_unstable();
        found.dedup();
        if !found.is_empty() && matches!(point.status, Standing::Current | Standing::Superseded) {
            point.status = Standing::Disputed;
        }
        point.disputes = found;
    }
}
