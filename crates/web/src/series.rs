//! Figures and dates that change: a plot, and below it every point with its sentence.

mod axis;
mod dates;
mod figures;

use std::collections::BTreeMap;

use document::PartialDate;
use maud::{Markup, PreEscaped, html};
use store::json::{PointDoc, RevisionDoc};

use crate::view::View;

/// How many series show at first.
const SHOWN: usize = 12;

pub(crate) use axis::round as percent;

pub(crate) fn section(view: &View) -> Markup {
    let series = &view.dossier.revisions;
    html! {
        section #series aria-labelledby="series-title" {
            (view.heading("series", "series.title", series.len(), "series.intro"))
            @for (rank, &index) in by_points(series).iter().enumerate() {
                (one(view, index, &series[index], rank >= SHOWN))
            }
            @if series.len() > SHOWN {
                p.showall { label {
                    input type="checkbox" #series-all; " " (view.texts.count("series.less", series.len() - SHOWN))
                } }
            }
        }
    }
}

/// Returns the indices of the series, those with most points first.
pub(crate) fn by_points(series: &[RevisionDoc]) -> Vec<usize> {
    let mut order: Vec<_> = (0..series.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(series[index].series.len()), index));
    order
}

/// One series, with what its plot and table share.
pub(crate) struct Series<'a> {
    index: usize,
    doc: &'a RevisionDoc,
    /// The sources in order of appearance; `None` is the article's own voice.
    sources: Vec<Option<&'a str>>,
}

impl<'a> Series<'a> {
    fn new(index: usize, doc: &'a RevisionDoc) -> Self {
        let mut sources = Vec::new();
        for point in &doc.series {
            if !sources.contains(&point.source.as_deref()) {
                sources.push(point.source.as_deref());
            }
        }
        Self { index, doc, sources }
    }

    fn is_dates(&self) -> bool {
        self.doc.series.iter().all(|point| point.value.is_some())
    }

    fn shape(&self, point: &PointDoc) -> usize {
        self.sources.iter().position(|&source| source == point.source.as_deref()).unwrap_or(0)
    }

    fn row_id(&self, point: usize) -> String {
        format!("p-{}-{point}", self.index)
    }
}

/// Returns when a point held, or else when its article appeared.
fn as_of<'a>(view: &View<'a>, point: &'a PointDoc) -> Option<&'a str> {
    point.as_of.as_deref().or_else(|| view.article(&point.quote.article)?.1.published.as_deref())
}

fn date_of(view: &View, point: &PointDoc) -> Option<PartialDate> {
    as_of(view, point)?.parse().ok()
}

fn one(view: &View, index: usize, doc: &RevisionDoc, minor: bool) -> Markup {
    let texts = &view.texts;
    let series = Series::new(index, doc);
    let lang = doc.series.first().map_or("und", |point| view.lang(&point.quote.article));
    let undated = doc.series.iter().filter(|point| date_of(view, point).is_none()).count();
    let plot = if series.is_dates() { dates::plot(view, &series) } else { figures::plot(view, &series) };
    html! {
        figure.series.minor[minor] id={ "r-" (index) } aria-labelledby={ "r-" (index) "-title" } {
            figcaption {
                p.kicker {
                    @if series.is_dates() { (texts.t("series.dates")) }
                    @else if let Some(kind) = &doc.kind { (texts.name("kind", kind)) }
                    @if let Some(actor) = &doc.actor { " · " (view.actor(actor)) }
                }
                h3 id={ "r-" (index) "-title" } { q lang=(lang) dir="auto" { (doc.about) } }
            }
            @if let Some(plot) = plot {
                (legend(view, &series))
                (marks(view, &series))
                (plot)
                div.readout aria-live="polite" { (texts.t("series.read")) }
            }
            @if undated > 0 { p.note { (texts.count("series.undated", undated)) } }
            (table(view, &series))
            (view.rule(&doc.rule))
        }
    }
}

/// Returns which shape stands for which source.
fn legend(view: &View, series: &Series) -> Markup {
    html! {
        ul.legend { @for (shape, source) in series.sources.iter().enumerate() { li {
            (glyph(shape)) " " (source_name(view, *source))
        } } }
    }
}

/// Returns what the marks over the markers stand for, for those that there are.
fn marks(view: &View, series: &Series) -> Markup {
    let first = |status: &str| series.doc.series.iter().find(|point| point.status == status);
    let known: Vec<_> = ["disputed", "withdrawn", "stale"].into_iter().filter_map(first).collect();
    html! {
        @if !known.is_empty() {
            ul.legend.marks { @for point in known { li {
                svg.glyph width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true" { (marker(0)) (mark(point)) }
                " " (view.texts.name("status", &point.status))
            } } }
        }
    }
}

fn source_name(view: &View, source: Option<&str>) -> Markup {
    match source {
        Some(actor) => html! { bdi { (view.actor_name(actor)) } },
        None => view.texts.t("series.own_voice"),
    }
}

/// Returns a marker as an inline picture.
fn glyph(shape: usize) -> Markup {
    html! { svg.glyph width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" { (marker(shape)) } }
}

/// Returns a marker around the origin. Six shapes, then the same six hollow, then over again.
fn marker(shape: usize) -> Markup {
    const SHAPES: [&str; 6] = [
        "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        "M-4.5-4.5h9v9h-9z",
        "M0-6L5.5 4.5H-5.5z",
        "M0-6L6 0L0 6L-6 0z",
        "M0 6L5.5-4.5H-5.5z",
        "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
    ];
    let class = if (shape / SHAPES.len()).is_multiple_of(2) { "mk" } else { "mk hollow" };
    let path = SHAPES[shape % SHAPES.len()];
    PreEscaped(format!(r#"<path class="{class}" d="{path}"/>"#))
}

/// Returns a text of a plot in all languages of the interface.
fn svg_text(view: &View, attributes: &str, words: impl Fn(&crate::text::Language) -> String) -> Markup {
    let mut forms: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for language in &view.texts.languages {
        forms.entry(words(language)).or_default().push(language.code);
    }
    html! { @for (form, codes) in &forms {
        (PreEscaped(match codes.as_slice() {
            [code] => format!(r#"<text {attributes} class="u-{code}" lang="{code}">"#),
            _ => format!("<text {attributes}>"),
        })) (form) (PreEscaped("</text>"))
    } }
}

fn table(view: &View, series: &Series) -> Markup {
    let texts = &view.texts;
    let named = if series.is_dates() { "series.date" } else { "series.figure" };
    html! {
        details.points open[series.doc.series.len() <= 6] {
            summary { (texts.t("series.table")) " " span.tally { (texts.count("count.points", series.doc.series.len())) } }
            div.scroll { table {
                thead { tr {
                    @for key in ["series.when", named, "series.source", "series.sentence"] { th scope="col" { (texts.t(key)) } }
                } }
                tbody { @for (number, point) in series.doc.series.iter().enumerate() {
                    tr.(state(point)) id=(series.row_id(number)) {
                        td { (texts.date(as_of(view, point))) }
                        td.figure { (bound(view, point)) (reading(view, point)) }
                        td { (glyph(series.shape(point))) " " (source_name(view, point.source.as_deref())) }
                        td {
                            q.sentence lang=(view.lang(&point.quote.article)) dir="auto" { (point.quote.text) }
                            (standing(view, point))
                            div.source {
                                (view.origins(&point.counts, point.support.iter().map(|support| &support.quote))) " · "
                                (view.cites(std::iter::once(&point.quote).chain(point.support.iter().map(|support| &support.quote))))
                            }
                        }
                    }
                } }
            } }
        }
    }
}

/// Returns the class of a point: whether it still holds.
pub(super) fn state(point: &PointDoc) -> &'static str {
    match point.status.as_str() {
        "superseded" => "is-superseded",
        "disputed" => "is-disputed",
        "withdrawn" => "is-withdrawn",
        "stale" => "is-stale",
        _ => "is-current",
    }
}

/// Returns the mark that a point gets over its marker, beside its shape: a cross through what was taken back, a ring
/// round what is told all the same, a stroke below what others dispute.
pub(super) fn mark(point: &PointDoc) -> Markup {
    PreEscaped(
        match point.status.as_str() {
            "withdrawn" => r#"<path class="over" d="M-8-8L8 8M8-8L-8 8"/>"#,
            "stale" => r#"<circle class="over" r="9"/>"#,
            "disputed" => r#"<path class="over" d="M-7 9H7"/>"#,
            _ => "",
        }
        .to_owned(),
    )
}

/// Returns what became of a point: the sentence that took it back or replaced it, and the disputes that it is a side of.
fn standing(view: &View, point: &PointDoc) -> Markup {
    let told = matches!(point.status.as_str(), "withdrawn" | "stale" | "superseded");
    html! {
        @if told || !point.disputes.is_empty() {
            p.standing {
                @if told {
                    strong { (view.texts.name("status", &point.status)) }
                    @if let Some(by) = &point.replaced_by {
                        @if point.status == "superseded" { " · " (view.cite(by)) }
                        @else { ": " q lang=(view.lang(&by.article)) dir="auto" { (by.text) } " " (view.cite(by)) }
                    }
                }
                @for (place, dispute) in point.disputes.iter().enumerate() {
                    @if told || place > 0 { " · " }
                    a href={ "#d-" (dispute) } { (view.texts.name("status", "disputed")) }
                }
            }
        }
    }
}

/// Returns that a date is only a bound, in words.
fn bound(view: &View, point: &PointDoc) -> Markup {
    html! { @if let Some(bound) = &point.bound { (view.texts.name("bound", bound)) " " } }
}

/// Returns the figure or date of a point in words: `ongeveer 2500–3000`.
pub(crate) fn reading(view: &View, point: &PointDoc) -> Markup {
    if let Some(value) = &point.value {
        return view.texts.date(Some(value));
    }
    view.texts.each(|language| {
        let value = |n: &serde_json::Number| n.as_f64().unwrap_or_default();
        let bounds = match (&point.low, &point.high) {
            (Some(low), Some(high)) if low != high => language.range(value(low), value(high)),
            (Some(one), _) | (None, Some(one)) => language.number(value(one)),
            (None, None) => "?".to_owned(),
        };
        let qualifier = point.qualifier.as_deref().unwrap_or("exact");
        match language.find(&format!("qualifier.{qualifier}")) {
            Some("") | None => bounds,
            Some(words) => format!("{words} {bounds}"),
        }
    })
}

/// Returns the short story of a series: its first and last reading.
pub(crate) fn change(view: &View, doc: &RevisionDoc) -> Markup {
    html! {
        @if let [first, .., last] = doc.series.as_slice() { (reading(view, first)) " → " (reading(view, last)) }
    }
}
