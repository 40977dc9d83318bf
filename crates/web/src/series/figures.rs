//! The plot of a series of figures: a step line, a band from the lowest to the highest reading, a marker a point.
//!
//! Places across are per cents and down are pixels, so that the plot fits any width and its letters keep their size.

use document::PartialDate;
use maud::{Markup, html};
use store::json::PointDoc;

use super::axis::{Days, round, round_steps};
use super::{Series, date_of, marker, svg_text};
use crate::view::View;

const TOP: f64 = 32.0;
const HEIGHT: f64 = 190.0;
const FOOT: f64 = 26.0;
/// How far apart, in per cent of the width, labels must stand to be written.
const LABEL_GAP: f64 = 13.0;

/// A point that has a place in the plot.
struct Place<'a> {
    number: usize,
    point: &'a PointDoc,
    date: PartialDate,
    low: Option<f64>,
    high: Option<f64>,
}

impl Place<'_> {
    fn middle(&self) -> f64 {
        match (self.low, self.high) {
            (Some(low), Some(high)) => f64::midpoint(low, high),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => 0.0,
        }
    }
}

/// Returns the plot, or `None` when no point has both a date and a figure.
pub(super) fn plot(view: &View, series: &Series) -> Option<Markup> {
    let mut places: Vec<_> = series
        .doc
        .series
        .iter()
        .enumerate()
        .filter_map(|(number, point)| {
            let value = |number: &Option<serde_json::Number>| number.as_ref()?.as_f64().filter(|n| n.is_finite());
            let (low, high) = (value(&point.low), value(&point.high));
            low.or(high)?;
            Some(Place { number, point, date: date_of(view, point)?, low, high })
        })
        .collect();
    places.sort_by_key(|place| (place.date.sort_key(), place.number));
    let days = Days::new(places.iter().map(|place| place.date.days()))?;
    let bounds = || places.iter().flat_map(|place| [place.low, place.high]).flatten();
    let steps = round_steps(bounds().fold(0.0, f64::min), bounds().fold(0.0, f64::max));
    let (bottom, top) = (*steps.first()?, *steps.last()?);
    let y = |value: f64| round(TOP + HEIGHT * (1.0 - (value - bottom) / (top - bottom).max(f64::MIN_POSITIVE)));
    let total = TOP + HEIGHT + FOOT;
    Some(html! {
        div.plot {
            svg.scale width="64" height=(total) aria-hidden="true" {
                @for &step in &steps {
                    (svg_text(view, &format!(r#"x="58" y="{}" text-anchor="end""#, y(step) + 4.0), |l| l.number(step)))
                }
            }
            svg.area width="100%" height=(total) role="group" aria-labelledby={ "r-" (series.index) "-title" } {
                @for &step in &steps { line.grid x1="0" x2="100%" y1=(y(step)) y2=(y(step)) {} }
                @for tick in days.ticks() {
                    @let x = days.at(tick.date());
                    line.tick x1={ (x) "%" } x2={ (x) "%" } y1=(TOP + HEIGHT) y2=(TOP + HEIGHT + 5.0) {}
                    (svg_text(view, &format!(r#"x="{x}%" y="{}" text-anchor="middle""#, total - 6.0), |l| tick.words(l)))
                }
                (line(&places, &days, &y))
                @for (place, label) in places.iter().zip(labelled(&places, &days)) {
                    (dot(view, series, place, &days, &y, label))
                }
            }
        }
    })
}

/// Returns the bands and the step line: a reading holds until the next one.
fn line(places: &[Place], days: &Days, y: &impl Fn(f64) -> f64) -> Markup {
    let starts: Vec<_> = places.iter().map(|place| days.at(place.date.first_day())).collect();
    html! {
        @for (index, place) in places.iter().enumerate() {
            @let from = starts[index];
            @let until = starts.get(index + 1).copied().unwrap_or(100.0);
            @let (low, high) = (place.low.unwrap_or(0.0), place.high.or(place.low).unwrap_or(0.0));
            @if until > from {
                @if high > low {
                    rect.band x={ (from) "%" } width={ (round(until - from)) "%" } y=(y(high)) height=(round(y(low) - y(high))) {}
                }
                line.step x1={ (from) "%" } x2={ (until) "%" } y1=(y(place.middle())) y2=(y(place.middle())) {}
            }
            // Points of the same day stand above each other; a line between them would tell of a change.
            @if let Some(next) = places.get(index + 1).filter(|_| until > from) {
                line.step x1={ (until) "%" } x2={ (until) "%" } y1=(y(place.middle())) y2=(y(next.middle())) {}
            }
        }
    }
}

/// Tells for every point whether there is room for its label; of points of the same day the highest gets it.
fn labelled(places: &[Place], days: &Days) -> Vec<bool> {
    let xs: Vec<_> = places.iter().map(|place| days.at(place.date.first_day())).collect();
    let top = |index: usize| places[index].high.or(places[index].low).unwrap_or(0.0);
    let mut labelled = vec![false; places.len()];
    let mut last = f64::NEG_INFINITY;
    for (index, &x) in xs.iter().enumerate() {
        let day = (0..places.len()).filter(|&other| (xs[other] - x).abs() < f64::EPSILON);
        let highest = day.max_by(|&a, &b| top(a).total_cmp(&top(b)).then(b.cmp(&a)));
        if highest == Some(index) && x - last >= LABEL_GAP {
            labelled[index] = true;
            last = x;
        }
    }
    labelled
}

/// Returns a point: how long it may hold, from low to high, its marker, and its figure where there is room.
fn dot(view: &View, series: &Series, place: &Place, days: &Days, y: &impl Fn(f64) -> f64, label: bool) -> Markup {
    let row = series.row_id(place.number);
    let (x, last) = (days.at(place.date.first_day()), days.at(place.date.last_day()));
    let middle = y(place.middle());
    let top = y(place.high.or(place.low).unwrap_or(0.0));
    let bottom = y(place.low.or(place.high).unwrap_or(0.0));
    html! {
        a.pt.(super::state(place.point)) href={ "#" (row) } aria-labelledby=(row) {
            @if last > x { line.extent x1={ (x) "%" } x2={ (last) "%" } y1=(middle) y2=(middle) {} }
            @if bottom > top { line.range x1={ (x) "%" } x2={ (x) "%" } y1=(top) y2=(bottom) {} }
            svg x={ (x) "%" } y=(middle) overflow="visible" {
                circle.hit r="14" {}
                @if place.high.is_none() { path.open d="M0 -8V-20M-4 -16L0 -20L4 -16" {} }
                @if place.low.is_none() { path.open d="M0 8V20M-4 16L0 20L4 16" {} }
                (marker(series.shape(place.point)))
                (super::mark(place.point))
            }
            @if label {
                @let anchor = if x > 85.0 { "end" } else if x < 8.0 { "start" } else { "middle" };
                @let gap = if place.high.is_none() { 24.0 } else { 11.0 };
                (svg_text(view, &format!(r#"x="{x}%" y="{}" text-anchor="{anchor}""#, top - gap), |l| written(l, place)))
            }
        }
    }
}

fn written(language: &crate::text::Language, place: &Place) -> String {
    match (place.low, place.high) {
        (Some(low), Some(high)) if low < high => language.range(low, high),
        _ => language.number(place.middle()),
    }
}
