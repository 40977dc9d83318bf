//! What independent articles or speakers tell alike, side by side.

use maud::{Markup, html};
use store::json::{AgreementDoc, SideDoc};

use crate::disputes;
use crate::view::View;

/// How many agreements show at first.
const SHOWN: usize = 12;

pub(crate) fn section(view: &View) -> Markup {
    let all = &view.dossier.agreements;
    if all.is_empty() {
        return html! {};
    }
    let (first, rest) = all.split_at(all.len().min(SHOWN));
    html! {
        section #agreements aria-labelledby="agreements-title" {
            (view.heading("agreements", "agreements.title", all.len(), "agreements.intro"))
            @for (index, found) in first.iter().enumerate() { (one(view, index, found)) }
            @if !rest.is_empty() {
                details.possible {
                    summary { (view.texts.count("agreements.show_all", rest.len())) }
                    @for (index, found) in rest.iter().enumerate() { (one(view, SHOWN + index, found)) }
                }
            }
        }
    }
}

fn one(view: &View, index: usize, found: &AgreementDoc) -> Markup {
    let lang = found.sides.first().map_or("und", |side| view.lang(&side.quote.article));
    html! {
        article.dispute.agreement id={ "g-" (index) } aria-labelledby={ "g-" (index) "-title" } {
            p.kicker { (view.texts.name("agreements", &found.kind)) " · " (view.counts(&found.counts)) }
            h3 id={ "g-" (index) "-title" } { q lang=(lang) dir="auto" { (found.about) } }
            div.sides.many { @for side in &found.sides { (one_side(view, side)) } }
            (view.rule(&found.rule))
        }
    }
}

fn one_side(view: &View, side: &SideDoc) -> Markup {
    html! {
        div.side {
            h4 {
                @match &side.source {
                    Some(actor) => (view.actor(actor)),
                    None => (view.texts.t("disputes.own_voice")),
                }
            }
            (disputes::quoted(view, side))
        }
    }
}
