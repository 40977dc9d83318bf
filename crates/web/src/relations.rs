//! Who did what to whom, by date.

use maud::{Markup, html};
use store::json::RelationDoc;

use crate::view::View;

/// Returns the section, or nothing when no event has two actors.
pub(crate) fn section(view: &View) -> Markup {
    let relations = &view.dossier.relations;
    html! {
        @if !relations.is_empty() {
            section #relations aria-labelledby="relations-title" {
                (view.heading("relations", "relations.title", relations.len(), "relations.intro"))
                ul.relations { @for relation in relations { (one(view, relation)) } }
            }
        }
    }
}

fn one(view: &View, relation: &RelationDoc) -> Markup {
    html! {
        li.relation {
            p {
                span.meta { (view.texts.date(relation.date.as_deref())) } " · "
                (view.actor(&relation.actor)) " → " (view.texts.name("plover", &relation.plover)) " → "
                (view.actor(&relation.recipient)) " " (view.cite(&relation.quote))
            }
            blockquote lang=(view.lang(&relation.quote.article)) dir="auto" { p { (relation.quote.text) } }
            (view.rule(&relation.rule))
        }
    }
}
