//! Dated events, by year and month, at three levels of zoom. The choice needs no script.

use std::collections::{BTreeMap, BTreeSet};

use document::PartialDate;
use maud::{Markup, html};
use store::json::TimelineDoc;

use crate::date;
use crate::overview;
use crate::text::Arg;
use crate::view::View;

/// How many events show at first. A screen of a phone holds about three, so this is some fifteen screens; chosen by
/// eye on the fixture and the seeds, 2026-11.
const SHOWN: usize = 40;

/// Events of each month, or of each year among those of no month, that the middle level shows.
const OF_MONTH: usize = 3;

/// Events on the page: some 2 MB of it. The rest stand in `dossier.json` only, and the page says so.
const ON_PAGE: usize = 600;

/// Sentences that an event on the page links to; the rest stand in `dossier.json`.
const CITED: usize = 24;

/// From which level on an event shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Main,
    Month,
    All,
}

impl Level {
    const EVERY: [(Self, &'static str); 3] = [(Self::Main, "main"), (Self::Month, "month"), (Self::All, "all")];

    /// The class by which the stylesheet hides what a level does not show.
    fn class(self) -> &'static str {
        match self {
            Self::Main => "",
            Self::Month => "lesser",
            Self::All => "least",
        }
    }
}

/// What an event is filed under: a year, or the value itself where it is wider than a year or no calendar date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Period {
    Year(i16),
    Wider(String),
}

pub(crate) fn section(view: &View) -> Markup {
    let timeline = &view.dossier.timeline;
    let levels = levels(timeline);
    let texts = &view.texts;
    let left_out = timeline.len() - levels.len();
    html! {
        section #timeline aria-labelledby="timeline-title" {
            (view.heading("timeline", "timeline.title", timeline.len(), "timeline.intro"))
            @if levels.len() > SHOWN {
                fieldset.zoom {
                    legend { (texts.t("timeline.zoom")) }
                    @for (level, name) in Level::EVERY {
                        @let n = levels.values().filter(|other| **other <= level).count();
                        label {
                            input type="radio" name="timeline-zoom" value=(name) checked[level == Level::Main];
                            " " (texts.t(&format!("timeline.zoom_{name}"))) " "
                            span.tally { (texts.say("number.plain", &[("n", Arg::Count(n))])) }
                        }
                    }
                }
            }
            @if left_out > 0 { p.note { (texts.count("timeline.left_out", left_out)) } }
            @for (period, months) in grouped(timeline, &levels) {
                (year(view, &period, &months, &levels))
            }
        }
    }
}

/// Returns the events that stand on the page, with the level from which on each shows.
fn levels(timeline: &[TimelineDoc]) -> BTreeMap<usize, Level> {
    let mut of_month: BTreeMap<(Period, Option<i8>), usize> = BTreeMap::new();
    let mut levels = BTreeMap::new();
    for (rank, index) in by_weight(timeline).into_iter().take(ON_PAGE).enumerate() {
        let n = of_month.entry(file_under(&timeline[index].date)).or_default();
        *n += 1;
        let level = match rank {
            0..SHOWN => Level::Main,
            _ if *n <= OF_MONTH => Level::Month,
            _ => Level::All,
        };
        levels.insert(index, level);
    }
    levels
}

/// Returns the indices of the events that stand on the page.
pub(crate) fn on_page(timeline: &[TimelineDoc]) -> BTreeSet<usize> {
    by_weight(timeline).into_iter().take(ON_PAGE).collect()
}

/// Returns the indices of the events, the weightiest first.
pub(crate) fn by_weight(timeline: &[TimelineDoc]) -> Vec<usize> {
    let mut order: Vec<_> = (0..timeline.len()).collect();
    order.sort_by(|&a, &b| timeline[b].weight.total_cmp(&timeline[a].weight).then(a.cmp(&b)));
    order
}

type Months<'a> = Vec<(Option<i8>, Vec<(usize, &'a TimelineDoc)>)>;

/// Groups the events on the page in the order in which the dossier has them.
fn grouped<'a>(timeline: &'a [TimelineDoc], levels: &BTreeMap<usize, Level>) -> Vec<(Period, Months<'a>)> {
    let mut order: Vec<Period> = Vec::new();
    let mut groups: BTreeMap<Period, Months> = BTreeMap::new();
    for (index, entry) in timeline.iter().enumerate().filter(|(index, _)| levels.contains_key(index)) {
        let (period, month) = file_under(&entry.date);
        if !groups.contains_key(&period) {
            order.push(period.clone());
        }
        let months = groups.entry(period).or_default();
        match months.iter_mut().find(|(known, _)| *known == month) {
            Some((_, entries)) => entries.push((index, entry)),
            None => months.push((month, vec![(index, entry)])),
        }
    }
    order
        .into_iter()
        .filter_map(|period| {
            let mut months = groups.remove(&period)?;
            months.sort_by_key(|(month, _)| month.unwrap_or(0));
            Some((period, months))
        })
        .collect()
}

fn file_under(value: &str) -> (Period, Option<i8>) {
    match value.parse::<PartialDate>() {
        Ok(date) => {
            let month = match date {
                PartialDate::Month(..) | PartialDate::Week(..) | PartialDate::Weekend(..) | PartialDate::Day(_) => {
                    Some(date.first_day().month())
                }
                _ => None,
            };
            // A week of January may begin in December: file it under the day it begins.
            let year = if month.is_some() { Some(date.first_day().year()) } else { date.year() };
            (year.map_or_else(|| Period::Wider(value.to_owned()), Period::Year), month)
        }
        Err(_) => (Period::Wider(value.to_owned()), None),
    }
}

fn year(view: &View, period: &Period, months: &Months, levels: &BTreeMap<usize, Level>) -> Markup {
    let n = months.iter().map(|(_, entries)| entries.len()).sum();
    let level_of = |index: usize| levels.get(&index).copied().unwrap_or(Level::All);
    let level = |entries: &[(usize, &TimelineDoc)]| {
        entries.iter().map(|(index, _)| level_of(*index)).min().unwrap_or(Level::All)
    };
    let of_year = months.iter().map(|(_, entries)| level(entries)).min().unwrap_or(Level::All);
    html! {
        details.year.(of_year.class()) open {
            summary {
                h3 { @match period {
                    Period::Year(year) => (year),
                    Period::Wider(value) => (view.texts.date(Some(value))),
                } }
                " " span.tally { (view.texts.count("count.events", n)) }
            }
            @for (month, entries) in months {
                div.month.(level(entries).class()) {
                    h4 { @match month {
                        Some(month) => (view.texts.each(|language| date::month_name(language, *month, "long"))),
                        None => @if matches!(period, Period::Year(_)) { (view.texts.t("timeline.whole_year")) },
                    } }
                    ol { @for (index, entry) in entries { (event(view, *index, entry, level_of(*index))) } }
                }
            }
        }
    }
}

fn event(view: &View, index: usize, entry: &TimelineDoc, level: Level) -> Markup {
    let texts = &view.texts;
    let first = entry.support.first();
    let more = entry.support.len().saturating_sub(CITED);
    html! {
        li.event.(level.class()) id={ "t-" (index) } {
            p.when { (when(view, entry)) }
            div {
                blockquote lang=(first.map_or("und", |support| view.lang(&support.quote.article))) dir="auto" { (entry.summary) }
                div.source {
                    (view.origins(&entry.counts, entry.support.iter().map(|support| &support.quote))) " · "
                    (view.cites(entry.support.iter().take(CITED).map(|support| &support.quote)))
                    @if more > 0 { " " (texts.count("timeline.more_support", more)) }
                }
                (other_dates(view, entry))
                (view.rule(&entry.rule))
            }
            @let wide = entry.date.parse().ok().and_then(date::precision);
            @let plan = plan(view, entry);
            @if wide.is_some() || plan.is_some() {
                p.precision {
                    @if let Some(key) = plan { strong.planned { (texts.t(key)) } " " }
                    @if let Some(precision) = wide { span { (texts.name("precision", precision)) } }
                }
            }
        }
    }
}

/// Returns links to the entries that tell the same event with another date.
fn other_dates(view: &View, entry: &TimelineDoc) -> Markup {
    let others = entry.other_dates.iter().filter_map(|&other| Some((other, view.dossier.timeline.get(other)?)));
    html! {
        @if !entry.other_dates.is_empty() {
            p.source.otherwise {
                (view.texts.t("timeline.other_dates"))
                @for (other, told) in others {
                    " "
                    @if view.events.contains(&other) { a href={ "#t-" (other) } { (when(view, told)) } }
                    @else { (when(view, told)) }
                }
            }
        }
    }
}

/// Returns the date of an event in words, with its end if it has one.
pub(crate) fn when(view: &View, entry: &TimelineDoc) -> Markup {
    match &entry.end {
        Some(end) => view.texts.say("date.range", &[("from", Arg::Date(&entry.date)), ("to", Arg::Date(end))]),
        None => view.texts.date(Some(&entry.date)),
    }
}

/// Returns the key of the words that tell what became of an announced event, `None` for one told as happened. When
/// articles of the pile appeared after its date, the words say that it was a plan then, not what became of it; `overdue`
/// says that later articles about the same actors do not speak of it.
pub(crate) fn plan(view: &View, entry: &TimelineDoc) -> Option<&'static str> {
    match entry.status.as_str() {
        "confirmed" => return Some("timeline.confirmed"),
        "overdue" => return Some("timeline.overdue"),
        _ if !entry.planned => return None,
        _ => {}
    }
    let day = |value: &str| value.parse::<PartialDate>().ok();
    let last = day(entry.end.as_ref().unwrap_or(&entry.date));
    let latest = overview::period(view).and_then(|(_, latest)| day(latest));
    match (last, latest) {
        (Some(last), Some(latest)) if last.last_day() < latest.first_day() => Some("timeline.planned_then"),
        _ => Some("timeline.planned"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_big_timeline_shows_its_main_events_then_those_of_each_month_then_all() {
        let (mut dossier, _) = crate::testing::bridge();
        let one = dossier.timeline[1].clone();
        dossier.timeline = (0..900)
            .map(|number| TimelineDoc {
                date: format!("2031-{:02}-{:02}", 1 + number / 90, 1 + number % 28),
                weight: f64::from(number % 90),
                ..one.clone()
            })
            .collect();
        let levels = levels(&dossier.timeline);
        let count = |level| levels.values().filter(|known| **known == level).count();
        assert_eq!(levels.len(), ON_PAGE);
        assert_eq!(count(Level::Main), SHOWN);
        assert!(count(Level::Month) <= 10 * OF_MONTH && count(Level::All) > 500);
        assert_eq!(on_page(&dossier.timeline), levels.keys().copied().collect());
    }

    #[test]
    fn events_are_filed_under_the_year_and_month_that_are_known() {
        assert_eq!(file_under("2021-10-04"), (Period::Year(2021), Some(10)));
        assert_eq!(file_under("2021-W01"), (Period::Year(2021), Some(1)));
        assert_eq!(file_under("2020-W01"), (Period::Year(2019), Some(12)));
        assert_eq!(file_under("2021-SU"), (Period::Year(2021), None));
        assert_eq!(file_under("2021"), (Period::Year(2021), None));
        assert_eq!(file_under("202"), (Period::Wider("202".to_owned()), None));
        assert_eq!(file_under("PAST_REF"), (Period::Wider("PAST_REF".to_owned()), None));
    }
}
