//! Dated events, by year and month. In a big pile only the weightiest show until the reader asks for all.

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

/// What an event is filed under: a year, or the value itself where it is wider than a year or no calendar date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Period {
    Year(i16),
    Wider(String),
}

pub(crate) fn section(view: &View) -> Markup {
    let timeline = &view.dossier.timeline;
    let major: BTreeSet<_> = by_weight(timeline).into_iter().take(SHOWN).collect();
    let minor = timeline.len() - major.len();
    html! {
        section #timeline aria-labelledby="timeline-title" {
            (view.heading("timeline", "timeline.title", timeline.len(), "timeline.intro"))
            @if minor > 0 {
                p.showall { label { input type="checkbox" #timeline-all; " " (view.texts.count("timeline.show_all", minor)) } }
            }
            @for (period, months) in grouped(timeline) {
                (year(view, &period, &months, &major))
            }
        }
    }
}

/// Returns the indices of the events, the weightiest first.
pub(crate) fn by_weight(timeline: &[TimelineDoc]) -> Vec<usize> {
    let mut order: Vec<_> = (0..timeline.len()).collect();
    order.sort_by(|&a, &b| timeline[b].weight.total_cmp(&timeline[a].weight).then(a.cmp(&b)));
    order
}

type Months<'a> = Vec<(Option<i8>, Vec<(usize, &'a TimelineDoc)>)>;

/// Groups the events in the order in which the dossier has them.
fn grouped(timeline: &[TimelineDoc]) -> Vec<(Period, Months<'_>)> {
    let mut order: Vec<Period> = Vec::new();
    let mut groups: BTreeMap<Period, Months> = BTreeMap::new();
    for (index, entry) in timeline.iter().enumerate() {
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

fn year(view: &View, period: &Period, months: &Months, major: &BTreeSet<usize>) -> Markup {
    let n = months.iter().map(|(_, entries)| entries.len()).sum();
    let is_minor = |entries: &[(usize, &TimelineDoc)]| entries.iter().all(|(index, _)| !major.contains(index));
    html! {
        details.year.minor[months.iter().all(|(_, entries)| is_minor(entries))] open {
            summary {
                h3 { @match period {
                    Period::Year(year) => (year),
                    Period::Wider(value) => (view.texts.date(Some(value))),
                } }
                " " span.tally { (view.texts.count("count.events", n)) }
            }
            @for (month, entries) in months {
                div.month.minor[is_minor(entries)] {
                    h4 { @match month {
                        Some(month) => (view.texts.each(|language| date::month_name(language, *month, "long"))),
                        None => @if matches!(period, Period::Year(_)) { (view.texts.t("timeline.whole_year")) },
                    } }
                    ol { @for (index, entry) in entries { (event(view, *index, entry, !major.contains(index))) } }
                }
            }
        }
    }
}

fn event(view: &View, index: usize, entry: &TimelineDoc, minor: bool) -> Markup {
    let texts = &view.texts;
    let first = entry.support.first();
    html! {
        li.event.minor[minor] id={ "t-" (index) } {
            p.when { (when(view, entry)) }
            div {
                blockquote lang=(first.map_or("und", |support| view.lang(&support.quote.article))) dir="auto" { (entry.summary) }
                div.source {
                    (view.origins(&entry.counts, entry.support.iter().map(|support| &support.quote))) " · "
                    (view.cites(entry.support.iter().map(|support| &support.quote)))
                }
                (view.rule(&entry.rule))
            }
            @let wide = entry.date.parse().ok().and_then(date::precision);
            @if wide.is_some() || entry.planned {
                p.precision {
                    @if let Some(key) = plan(view, entry) { strong.planned { (texts.t(key)) } " " }
                    @if let Some(precision) = wide { span { (texts.name("precision", precision)) } }
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

/// Returns the key of the words that tell an event is announced only, `None` for one told as happened. When articles
/// of the pile appeared after its date, the words say that it was a plan then, not what became of it.
pub(crate) fn plan(view: &View, entry: &TimelineDoc) -> Option<&'static str> {
    if !entry.planned {
        return None;
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
