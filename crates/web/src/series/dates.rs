//! The plot of a series of dates, such as a deadline that slides: a line a report, from the day it was said to the
//! date that it names.

use maud::{Markup, html};

use super::axis::Days;
use super::{Series, date_of, marker, svg_text};
use crate::view::View;

const ROW: f64 = 30.0;
const FOOT: f64 = 26.0;

/// Returns the plot, or `None` when no point names a calendar date.
pub(super) fn plot(view: &View, series: &Series) -> Option<Markup> {
    let points: Vec<_> = series
        .doc
        .series
        .iter()
        .enumerate()
        .filter_map(|(number, point)| {
            let named = point.value.as_ref()?.parse::<document::PartialDate>().ok()?;
            Some((number, point, date_of(view, point), named))
        })
        .collect();
    let days = Days::new(points.iter().flat_map(|(_, _, said, named)| said.iter().chain([named]).map(|d| d.days())))?;
    #[expect(clippy::cast_precision_loss, reason = "a row a point")]
    let middle = |row: usize| ROW * (row as f64 + 0.5);
    let height = middle(points.len()) - ROW / 2.0;
    Some(html! {
        div.plot.dates {
            svg.area width="100%" height=(height + FOOT) role="group" aria-labelledby={ "r-" (series.index) "-title" } {
                @for tick in days.ticks() {
                    @let x = days.at(tick.date());
                    line.grid x1={ (x) "%" } x2={ (x) "%" } y1="0" y2=(height) {}
                    (svg_text(view, &format!(r#"x="{x}%" y="{}" text-anchor="middle""#, height + FOOT - 6.0), |l| tick.words(l)))
                }
                @for (row, (number, point, said, named)) in points.iter().enumerate() {
                    @let y = middle(row);
                    @let id = series.row_id(*number);
                    @let (from, to) = (days.at(named.first_day()), days.at(named.last_day()));
                    a.pt.(super::state(point)) href={ "#" (id) } aria-labelledby=(id) {
                        @if let Some(said) = said {
                            @let x = days.at(said.first_day());
                            line.reach x1={ (x) "%" } x2={ (from) "%" } y1=(y) y2=(y) {}
                            line.range x1={ (x) "%" } x2={ (x) "%" } y1=(y - 5.0) y2=(y + 5.0) {}
                        }
                        @if to > from { rect.band.strong x={ (from) "%" } width={ (super::axis::round(to - from)) "%" } y=(y - 4.0) height="8" {} }
                        svg x={ (from) "%" } y=(y) overflow="visible" { circle.hit r="14" {} (marker(series.shape(point))) (super::mark(point)) }
                    }
                }
            }
        }
        p.note { (view.texts.t("series.dates_key")) }
    })
}
