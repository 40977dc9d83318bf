//! What stands behind a line: so many articles, publishers, origins, speakers; opened, which article goes back to which
//! origin, every merge with its reason and a link to the proof in both articles.

use std::collections::BTreeSet;

use maud::{Markup, html};
use store::json::{CountsDoc, Merge, Origin, QuoteDoc, TieDoc, TieKind};

use crate::text::Arg;
use crate::view::View;

/// Origins of a line that are listed, and articles of one origin; the rest are counted, so that a line that a thousand
/// articles carry stays a line.
const LISTED: usize = 12;

pub(crate) fn line<'b>(view: &View, counts: &CountsDoc, articles: impl Iterator<Item = &'b str>) -> Markup {
    let places: BTreeSet<usize> =
        articles.filter_map(|id| view.article(id)).filter_map(|(number, _)| number.checked_sub(1)).collect();
    if counts.articles < 2 || places.len() < 2 {
        return view.counts(counts);
    }
    let origins = view.independence.origins(&places.into_iter().collect::<Vec<_>>());
    html! {
        details.origins {
            summary { (view.counts(counts)) }
            ol {
                @for origin in origins.iter().take(LISTED) { li { (tree(view, origin)) } }
            }
            @if origins.len() > LISTED { p { (view.texts.count("origins.more", origins.len() - LISTED)) } }
        }
    }
}

fn tree(view: &View, origin: &Origin) -> Markup {
    let n = origin.merges.len();
    html! {
        (article(view, origin.article))
        @if n > 0 {
            ul {
                @for one in origin.merges.iter().take(LISTED) { li { (merge(view, one)) } }
                @if n > LISTED { li { (view.texts.count("origins.more_articles", n - LISTED)) } }
            }
        }
    }
}

fn merge(view: &View, merge: &Merge) -> Markup {
    // The name of an outlet says the same of every step.
    let steps = if merge.why == TieKind::Outlet { 1 } else { merge.ties.len() };
    let ties: Vec<&TieDoc> =
        merge.ties.iter().take(steps).filter_map(|&number| view.dossier.ties.get(number)).collect();
    html! {
        (article(view, merge.article)) ": " (view.texts.name("origins", merge.why.as_str())) " " (article(view, merge.with))
        @for tie in ties { " " (reason(view, tie)) }
    }
}

fn article(view: &View, place: usize) -> Markup {
    html! { @if let Some(article) = view.dossier.articles.get(place) { (view.cite_article(&article.id)) } }
}

/// Returns what proves a tie: the share and the passage in both articles, the credits, the name.
pub(crate) fn reason(view: &View, tie: &TieDoc) -> Markup {
    let texts = &view.texts;
    let link = |quote: &QuoteDoc| {
        let number = view.article(&quote.article).map_or(0, |(number, _)| number).to_string();
        html! { a.cite href=(view.href(quote)) { (texts.say("origins.passage", &[("n", Arg::Plain(&number))])) } }
    };
    html! {
        span.tie {
            "("
            @if let Some(shared) = tie.shared {
                @let percent = format!("{:.0}", shared * 100.0);
                (texts.say("stories.shared", &[("n", Arg::Plain(&percent))]))
            }
            @for quote in tie.passages.iter().take(1).flatten() { " · " (link(quote)) }
            @if let Some(name) = &tie.name { @if tie.shared.is_some() { " · " } bdi { (name) } }
            @for credit in &tie.credits {
                " · " a.cite href=(view.href(credit)) lang=(view.lang(&credit.article)) { q { (credit.text) } }
            }
            ")"
        }
    }
}
