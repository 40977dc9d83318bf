//! Disagreements: two sides face each other, more stand in a grid of equal cards.

use maud::{Markup, html};
use store::json::{DisputeDoc, SideDoc};

use crate::text::Arg;
use crate::view::View;

/// How many disputes show at first.
const SHOWN: usize = 25;

pub(crate) fn section(view: &View) -> Markup {
    let disputes = &view.dossier.disputes;
    html! {
        section #disputes aria-labelledby="disputes-title" {
            (view.heading("disputes", "disputes.title", disputes.len(), "disputes.intro"))
            @for (rank, &index) in by_origins(disputes).iter().enumerate() {
                (one(view, index, &disputes[index], rank >= SHOWN))
            }
            @if disputes.len() > SHOWN {
                p.showall { label {
                    input type="checkbox" #disputes-all; " "
                    (view.texts.count("disputes.show_all", disputes.len() - SHOWN))
                } }
            }
        }
    }
}

/// Returns the indices of the disputes, those with most independent origins on both sides first.
pub(crate) fn by_origins(disputes: &[DisputeDoc]) -> Vec<usize> {
    let origins = |dispute: &DisputeDoc| dispute.sides.iter().map(|side| side.counts.origins_at_most).sum::<usize>();
    let mut order: Vec<_> = (0..disputes.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(origins(&disputes[index])), index));
    order
}

fn one(view: &View, index: usize, dispute: &DisputeDoc, minor: bool) -> Markup {
    html! {
        article.dispute.minor[minor] id={ "d-" (index) } aria-labelledby={ "d-" (index) "-title" } {
            p.kicker { (view.texts.name("disputes", &dispute.kind)) }
            h3 id={ "d-" (index) "-title" } { q lang=(about_lang(view, dispute)) dir="auto" { (dispute.about) } }
            div.sides.many[dispute.sides.len() > 2] {
                @for (number, side) in dispute.sides.iter().enumerate() {
                    @if number == 1 && dispute.sides.len() == 2 { p.versus { (view.texts.t("disputes.versus")) } }
                    (one_side(view, dispute, number, side))
                }
            }
            (view.rule(&dispute.rule))
        }
    }
}

fn about_lang<'a>(view: &View<'a>, dispute: &DisputeDoc) -> &'a str {
    dispute.sides.first().map_or("und", |side| view.lang(&side.quote.article))
}

fn one_side(view: &View, dispute: &DisputeDoc, number: usize, side: &SideDoc) -> Markup {
    let texts = &view.texts;
    let label = format!("{}", number + 1);
    html! {
        div.side {
            h4 {
                span.vh { (texts.say("disputes.side", &[("n", Arg::Plain(&label))])) ": " }
                (speaker(view, dispute, side))
            }
            @if let Some(value) = side.value.as_ref().filter(|_| !value_is_speaker(dispute)) {
                p.value { (value_words(view, dispute, value)) }
            }
            (view.quotation(&side.quote))
            div.source {
                (view.origins(&side.counts, side.support.iter().map(|support| &support.quote))) " · "
                (view.cites(std::iter::once(&side.quote).chain(side.support.iter().map(|support| &support.quote))))
            }
        }
    }
}

/// Tells whether the value of a side is its speaker as written: so it is where words are disputed, not figures or dates.
fn value_is_speaker(dispute: &DisputeDoc) -> bool {
    matches!(dispute.kind.as_str(), "denial" | "attribution")
}

/// Returns who stands on a side: the actor, or else the source as written, or else the article itself.
pub(crate) fn speaker(view: &View, dispute: &DisputeDoc, side: &SideDoc) -> Markup {
    match (&side.source, &side.value) {
        (Some(actor), _) => view.actor(actor),
        (None, Some(value)) if value_is_speaker(dispute) => value_words(view, dispute, value),
        (None, _) => view.texts.t("disputes.own_voice"),
    }
}

/// Returns the value of a side: a date in words, a speaker by name, a figure as the article writes it. A figure is
/// never read as a number here: `1.200` is another one in every language.
pub(crate) fn value_words(view: &View, dispute: &DisputeDoc, value: &str) -> Markup {
    match dispute.kind.as_str() {
        "date" => view.texts.date(Some(value)),
        "attribution" => html! { bdi { (view.actor_name(value)) } },
        _ => html! { bdi { (value) } },
    }
}
