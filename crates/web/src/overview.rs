//! What is in the pile, what stands out, and what the dossier does not claim.

use std::collections::{BTreeMap, BTreeSet};

use document::PartialDate;
use maud::{Markup, html};

use crate::text::Arg;
use crate::view::View;
use crate::{disputes, series, timeline};

/// How many findings of a kind stand in the overview.
const SHOWN: usize = 5;
/// Above this many months the publications are shown by year.
const MONTHS: usize = 60;

pub(crate) fn section(view: &View) -> Markup {
    let texts = &view.texts;
    html! {
        section #overview aria-labelledby="overview-title" {
            h2.vh #overview-title { (texts.t("overview.title")) }
            (pile(view))
            (coverage(view))
            (findings(view))
            div.claims {
                h3 { (texts.t("overview.claims_title")) }
                ul { @for key in ["claims_1", "claims_2", "claims_3", "claims_4"] { li { (texts.t(&format!("overview.{key}"))) } } }
                p { (texts.t("overview.how")) }
            }
        }
    }
}

/// Returns the first and the last publication date, as the articles have them.
pub(crate) fn period<'a>(view: &View<'a>) -> Option<(&'a str, &'a str)> {
    let dated = || {
        let published = view.dossier.articles.iter().filter_map(|article| article.published.as_deref());
        published.filter_map(|value| Some((value.parse::<PartialDate>().ok()?, value)))
    };
    let first = dated().min_by_key(|(date, _)| date.first_day())?.1;
    let last = dated().max_by_key(|(date, _)| date.last_day())?.1;
    Some((first, last))
}

fn pile(view: &View) -> Markup {
    let (texts, dossier) = (&view.texts, view.dossier);
    let tally = |filter: fn(&store::json::ArticleDoc) -> Option<&str>| {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        dossier.articles.iter().filter_map(filter).for_each(|name| *counted.entry(name).or_default() += 1);
        let mut counted: Vec<_> = counted.into_iter().collect();
        counted.sort_by_key(|&(name, n)| (std::cmp::Reverse(n), name));
        counted
    };
    let outlets = tally(|article| article.outlet.as_deref());
    let languages = tally(|article| Some(&article.language));
    let unknown = dossier.articles.iter().filter(|article| article.outlet.is_none()).count();
    let undated = dossier.articles.iter().filter(|article| article.published.is_none()).count();
    let figures: usize = view.readings.iter().map(|row| row.figures.len()).sum();
    let numbers = [
        ("#articles", "count.articles", dossier.articles.len()),
        ("#timeline", "count.events", dossier.timeline.len()),
        ("#disputes", "count.disputes", dossier.disputes.len()),
        ("#ledger", "count.statements", dossier.statements.len()),
        ("#series", "count.figures", figures),
        ("#actors", "count.actors", dossier.actors.len()),
    ];
    html! {
        ul.numbers { @for (href, key, n) in numbers { li { a href=(href) { (texts.count(key, n)) } } } }
        dl.pile {
            dt { (texts.t("overview.outlets")) }
            dd {
                @for (number, (outlet, n)) in outlets.iter().enumerate() {
                    @if number > 0 { ", " } bdi { (outlet) } " " span.tally { (n) }
                }
                @if unknown > 0 {
                    @if !outlets.is_empty() { ", " } (texts.t("overview.unknown_outlet")) " " span.tally { (unknown) }
                }
            }
            dt { (texts.t("overview.languages")) }
            dd { @for (number, (language, n)) in languages.iter().enumerate() {
                @if number > 0 { ", " } (texts.name("language", language)) " " span.tally { (n) }
            } }
            dt { (texts.t("articles.published")) }
            dd {
                (published(view))
                @if undated > 0 { " · " (texts.count("overview.undated", undated)) }
            }
        }
    }
}

/// Returns the period in words.
fn published(view: &View) -> Markup {
    match period(view) {
        None => view.texts.t("date.unknown"),
        Some((first, last)) if first == last => view.texts.date(Some(first)),
        Some((first, last)) => view.texts.say("date.range", &[("from", Arg::Date(first)), ("to", Arg::Date(last))]),
    }
}

/// Returns a bar for every month with the number of articles that appeared, by year where the months are too many.
fn coverage(view: &View) -> Markup {
    let months: Vec<_> = view
        .dossier
        .articles
        .iter()
        .filter_map(|article| article.published.as_deref()?.parse::<PartialDate>().ok())
        .filter(|date| {
            matches!(
                date,
                PartialDate::Month(..) | PartialDate::Week(..) | PartialDate::Weekend(..) | PartialDate::Day(_)
            )
        })
        .map(|date| i32::from(date.first_day().year()) * 12 + i32::from(date.first_day().month()) - 1)
        .collect();
    let (Some(&first), Some(&last)) = (months.iter().min(), months.iter().max()) else { return html! {} };
    let by_year = usize::try_from(last - first).unwrap_or(0) >= MONTHS;
    let size = if by_year { 12 } else { 1 };
    let (from, to) = (first.div_euclid(size), last.div_euclid(size));
    let mut bars: BTreeMap<i32, usize> = (from..=to).map(|bar| (bar, 0)).collect();
    months.iter().for_each(|month| *bars.entry(month.div_euclid(size)).or_default() += 1);
    if bars.len() < 3 {
        return html! {};
    }
    let most = bars.values().copied().max().unwrap_or(1).max(1);
    let width = 100.0 / f64::from(to - from + 1);
    let name = |bar: i32, language: &crate::text::Language| {
        let month = i8::try_from(bar.rem_euclid(12) + 1).unwrap_or(1);
        if by_year {
            bar.to_string()
        } else {
            format!("{} {}", crate::date::month_name(language, month, "short"), bar.div_euclid(12))
        }
    };
    html! {
        figure.coverage {
            figcaption { (view.texts.t(if by_year { "overview.coverage_year" } else { "overview.coverage" })) }
            svg width="100%" height="62" aria-hidden="true" {
                @for (&bar, &n) in &bars {
                    @let x = series::percent(f64::from(bar - from) * width);
                    @let height = series::percent(44.0 * ratio(n, most));
                    @if n > 0 { rect.bar x={ (x) "%" } width={ (series::percent(width * 0.86)) "%" } y=(60.0 - height) height=(height) {} }
                }
                line.grid x1="0" x2="100%" y1="60.5" y2="60.5" {}
            }
            p.ends {
                span { (view.texts.each(|language| name(from, language))) }
                span { (view.texts.each(|language| name(to, language))) }
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of articles")]
fn ratio(n: usize, most: usize) -> f64 {
    n as f64 / most as f64
}

fn findings(view: &View) -> Markup {
    let (texts, dossier) = (&view.texts, view.dossier);
    let disputes = disputes::by_origins(&dossier.disputes);
    let events = timeline::by_weight(&dossier.timeline);
    let series = series::by_points(&dossier.revisions);
    let shown: BTreeSet<_> = events.iter().copied().take(SHOWN).collect();
    html! {
        div.findings {
            @if !disputes.is_empty() {
                div {
                    h3 { (texts.t("overview.key_disputes")) }
                    ul { @for &index in disputes.iter().take(SHOWN) { li { (dispute(view, index)) } } }
                    p { a.all href="#disputes" { (texts.t("overview.all")) } }
                }
            }
            @if !events.is_empty() {
                div {
                    h3 { (texts.t("overview.key_events")) }
                    ul { @for &index in &shown { li { (event(view, index)) } } }
                    p { a.all href="#timeline" { (texts.t("overview.all")) } }
                }
            }
            @if !series.is_empty() {
                div {
                    h3 { (texts.t("overview.key_series")) }
                    ul { @for &index in series.iter().take(SHOWN) { li { (change(view, index)) } } }
                    p { a.all href="#series" { (texts.t("overview.all")) } }
                }
            }
        }
    }
}

fn dispute(view: &View, index: usize) -> Markup {
    let dispute = &view.dossier.disputes[index];
    html! {
        a.finding href={ "#d-" (index) } {
            span.kicker { (view.texts.name("disputes", &dispute.kind)) }
            q lang=(dispute.sides.first().map_or("und", |side| view.lang(&side.quote.article))) dir="auto" { (dispute.about) }
            span.facing { @for (number, side) in dispute.sides.iter().enumerate() {
                @if number > 0 { " ↔ " }
                @match (&side.source, &side.value) {
                    (_, Some(value)) => (disputes::value_words(view, dispute, value)),
                    (Some(actor), None) => bdi { (view.actor_name(actor)) },
                    (None, None) => (view.texts.t("disputes.own_voice")),
                }
            } }
        }
    }
}

fn event(view: &View, index: usize) -> Markup {
    let entry = &view.dossier.timeline[index];
    let lang = entry.support.first().map_or("und", |support| view.lang(&support.quote.article));
    html! {
        a.finding href={ "#t-" (index) } {
            span.kicker {
                (timeline::when(view, entry))
                @if let Some(key) = timeline::plan(view, entry) { " · " (view.texts.t(key)) }
            }
            q lang=(lang) dir="auto" { (entry.summary) }
            (view.counts(&entry.counts))
        }
    }
}

fn change(view: &View, index: usize) -> Markup {
    let series = &view.dossier.revisions[index];
    html! {
        a.finding href={ "#r-" (index) } {
            q lang=(series.series.first().map_or("und", |point| view.lang(&point.quote.article))) dir="auto" { (series.about) }
            span.facing { (series::change(view, series)) }
        }
    }
}
