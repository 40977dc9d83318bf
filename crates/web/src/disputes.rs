//! Disagreements: two sides face each other, more stand in a grid of equal cards.

use maud::{Markup, html};
use store::json::{DisputeDoc, SideDoc};

use crate::text::Arg;
use crate::view::View;

/// How many disputes show at first.
const SHOWN: usize = 25;

pub(crate) fn section(view: &View) -> Markup {
    let (texts, disputes) = (&view.texts, &view.dossier.disputes);
    let plain: Vec<usize> = by_origins(disputes).into_iter().filter(|&index| is_plain(&disputes[index])).collect();
    let possible: Vec<usize> = (0..disputes.len()).filter(|&index| !is_plain(&disputes[index])).collect();
    let withheld = view.dossier.disputes_withheld;
    html! {
        section #disputes aria-labelledby="disputes-title" {
            (view.heading("disputes", "disputes.title", plain.len(), "disputes.intro"))
            @for (rank, &index) in plain.iter().enumerate() {
                (one(view, index, &disputes[index], rank >= SHOWN))
            }
            @if plain.len() > SHOWN {
                p.showall { label {
                    input type="checkbox" #disputes-all; " "
                    (texts.count("disputes.show_all", plain.len() - SHOWN))
                } }
            }
            @if !possible.is_empty() {
                details.possible {
                    summary { (texts.count("disputes.possible", possible.len())) }
                    p.intro { (texts.t("disputes.possible_intro")) }
                    @for &index in &possible { (one(view, index, &disputes[index], false)) }
                }
            }
            @if withheld > 0 {
                p.note { (texts.count("disputes.withheld", withheld)) " " code { "--strictness possible" } }
            }
        }
    }
}

fn is_plain(dispute: &DisputeDoc) -> bool {
    dispute.level == "plain"
}

/// Returns the indices of the disputes, plain ones first, those with most independent origins before others.
pub(crate) fn by_origins(disputes: &[DisputeDoc]) -> Vec<usize> {
    let origins = |dispute: &DisputeDoc| dispute.sides.iter().map(|side| side.counts.origins_at_most).sum::<usize>();
    let mut order: Vec<_> = (0..disputes.len()).collect();
    order.sort_by_key(|&index| {
        let dispute = &disputes[index];
        (!is_plain(dispute), std::cmp::Reverse(origins(dispute)), index)
    });
    order
}

fn one(view: &View, index: usize, dispute: &DisputeDoc, minor: bool) -> Markup {
    let texts = &view.texts;
    html! {
        article.dispute.minor[minor] id={ "d-" (index) } aria-labelledby={ "d-" (index) "-title" } {
            p.kicker {
                (texts.name("disputes", &dispute.kind))
                @for reason in &dispute.why { " · " (texts.name("doubt", reason)) }
            }
            h3 id={ "d-" (index) "-title" } { q lang=(about_lang(view, dispute)) dir="auto" { (dispute.about) } }
            div.sides.many[dispute.sides.len() > 2] {
                @for (number, side) in dispute.sides.iter().enumerate() {
                    @if number == 1 && dispute.sides.len() == 2 { p.versus { (texts.t("disputes.versus")) } }
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
            (quoted(view, side))
        }
    }
}

/// Returns the best sentence of a side with its source and date, how much stands behind it, and the other sentences,
/// folded.
pub(crate) fn quoted(view: &View, side: &SideDoc) -> Markup {
    let others: Vec<_> =
        side.support.iter().map(|support| &support.quote).filter(|quote| **quote != side.quote).collect();
    html! {
        (view.quotation(&side.quote))
        div.source {
            (view.cite(&side.quote)) " · " (view.origins(&side.counts, side.support.iter().map(|support| &support.quote)))
        }
        @if !others.is_empty() {
            details.more {
                summary { (view.texts.count("count.more", others.len())) }
                @for quote in others { (view.quotation(quote)) p.source { (view.cite(quote)) } }
            }
        }
    }
}

/// Tells whether the value of a side is its speaker as written: so it is where words are disputed, not figures or dates.
fn value_is_speaker(dispute: &DisputeDoc) -> bool {
    matches!(dispute.kind.as_str(), "denial" | "attribution" | "fact")
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
