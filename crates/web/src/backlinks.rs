//! The way back: what the dossier takes from each article.

use std::collections::BTreeMap;

use maud::{Markup, html};
use store::json::{DossierDoc, QuoteDoc};

use crate::view::View;

/// For every article the lines of the dossier that quote it.
pub(crate) struct Backlinks<'a>(BTreeMap<&'a str, Lines>);

/// Indices of the lines that quote one article.
#[derive(Default)]
struct Lines {
    events: Vec<usize>,
    disputes: Vec<usize>,
    statements: Vec<usize>,
}

impl<'a> Backlinks<'a> {
    /// Gathers the lines of all articles.
    pub(crate) fn new(dossier: &'a DossierDoc) -> Self {
        let mut links = Self(BTreeMap::new());
        for (index, entry) in dossier.timeline.iter().enumerate() {
            links.add(entry.support.iter().map(|support| &support.quote), index, |lines| &mut lines.events);
        }
        for (index, dispute) in dossier.disputes.iter().enumerate() {
            links.add(dispute.sides.iter().map(|side| &side.quote), index, |lines| &mut lines.disputes);
        }
        for (index, statement) in dossier.statements.iter().enumerate() {
            links.add(statement.support.iter().map(|support| &support.quote), index, |lines| &mut lines.statements);
        }
        links
    }

    fn add(
        &mut self,
        quotes: impl Iterator<Item = &'a QuoteDoc>,
        index: usize,
        kind: fn(&mut Lines) -> &mut Vec<usize>,
    ) {
        for quote in quotes {
            let lines = kind(self.0.entry(&quote.article).or_default());
            if lines.last() != Some(&index) {
                lines.push(index);
            }
        }
    }

    /// Returns the links for one article, folded; nothing when the dossier takes nothing from it.
    pub(crate) fn of(&self, view: &View, article: &str) -> Markup {
        let Some(lines) = self.0.get(article) else { return html! {} };
        let (texts, dossier) = (&view.texts, view.dossier);
        html! {
            details.taken {
                summary { (texts.t("articles.in_dossier")) }
                ul {
                    @for &index in &lines.disputes {
                        li { a href={ "#d-" (index) } { (texts.name("disputes", &dossier.disputes[index].kind)) } }
                    }
                    @for &index in lines.events.iter().filter(|index| view.events.contains(index)) {
                        li { a href={ "#t-" (index) } { (texts.date(Some(&dossier.timeline[index].date))) } }
                    }
                    @for &index in &lines.statements {
                        @let statement = &dossier.statements[index];
                        li { a href={ "#s-" (index) } {
                            @if let Some(actor) = &statement.actor { bdi { (view.actor_name(actor)) } " " }
                            (texts.name("act", &statement.act))
                        } }
                    }
                }
            }
        }
    }
}
