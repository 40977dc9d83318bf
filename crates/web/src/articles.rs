//! The list of articles, and the reading pane with their texts.

use maud::{Markup, html};
use serde_json::Number;
use store::json::{ArticleRow, FigureRow, ReadingRow, TimeRow};

use crate::anchor;
use crate::backlinks::Backlinks;
use crate::passage::{Marks, marked, paragraphs};
use crate::view::{View, short};

pub(crate) fn section(view: &View) -> Markup {
    let texts = &view.texts;
    html! {
        section #articles aria-labelledby="articles-title" {
            (view.heading("articles", "articles.title", view.dossier.articles.len(), "articles.reader_hint"))
            div.scroll tabindex="0" role="region" aria-labelledby="articles-title" {
                table {
                    thead { tr {
                        th scope="col" { (texts.t("articles.number")) }
                        th scope="col" { (texts.t("articles.published")) }
                        th scope="col" { (texts.t("articles.outlet")) }
                        th scope="col" { (texts.t("articles.headline")) }
                    } }
                    tbody { @for (index, article) in view.dossier.articles.iter().enumerate() { tr {
                        td.number { (index + 1) }
                        td {
                            (texts.date(article.published.as_deref()))
                            @if article.published_from.as_deref() == Some("content") {
                                " " span.unknown { "(" (texts.t("articles.inferred")) ")" }
                            }
                        }
                        td { @match &article.outlet {
                            Some(outlet) => bdi { (outlet) },
                            None => span.unknown { (texts.t("overview.unknown_outlet")) },
                        } }
                        td { a href={ "#a-" (article.id) } lang=(article.language) dir="auto" {
                            (short(view.headline(article), 110))
                        } }
                    } } }
                }
            }
        }
    }
}

/// Returns the reading pane.
pub(crate) fn reader(view: &View) -> Markup {
    let texts = &view.texts;
    let backlinks = Backlinks::new(view.dossier);
    let mut rows: Vec<_> = view.readings.iter().collect();
    rows.sort_by_key(|row| view.article(&row.article.id).map_or(usize::MAX, |(number, _)| number));
    html! {
        aside #reader aria-labelledby="reader-title" {
            header.bar {
                h2 #reader-title { (texts.t("articles.reader")) }
                fieldset.marks {
                    legend.vh { (texts.t("articles.marks")) }
                    @for (name, on) in [("statements", true), ("figures", true), ("times", true), ("names", false)] {
                        label.chip { input type="checkbox" id={ "mark-" (name) } checked[on]; span class={ "key-" (name) } {
                            (texts.name("articles", &format!("mark_{name}")))
                        } }
                    }
                }
            }
            div.texts tabindex="0" role="region" aria-labelledby="reader-title" {
                @for row in rows { (one(view, &backlinks, row)) }
            }
            p.back { a href="#overview" { (texts.t("articles.top")) } }
        }
    }
}

fn one(view: &View, backlinks: &Backlinks, row: &ReadingRow) -> Markup {
    let article = &row.article;
    let texts = &view.texts;
    let (headline, body) = headline_and_body(view, row);
    html! {
        article.text id={ "a-" (article.id) } aria-labelledby={ "a-" (article.id) "-title" } {
            header {
                p.kicker {
                    @if let Some((number, _)) = view.article(&article.id) { span.ref { "[" (number) "]" } " " }
                    @match &article.outlet {
                        Some(outlet) => bdi { (outlet) },
                        None => (texts.t("overview.unknown_outlet")),
                    }
                }
                h3 id={ "a-" (article.id) "-title" } {
                    @match (headline, &article.title) {
                        (Some(headline), _) => span.headline lang=(article.language) dir="auto" { (headline) },
                        (None, Some(title)) => span lang=(article.language) dir="auto" { (title) },
                        (None, None) => (texts.t("articles.untitled")),
                    }
                }
                (about(view, article))
            }
            div.body lang=(article.language) { (body) }
            (backlinks.of(view, &article.id))
        }
    }
}

/// Returns what is known about an article besides its text.
fn about(view: &View, article: &ArticleRow) -> Markup {
    let texts = &view.texts;
    html! {
        p.meta {
            (texts.date(article.published.as_deref()))
            @if let Some(from) = &article.published_from { ", " (texts.name("published_from", from)) }
            @if let Some(byline) = &article.byline { " · " (texts.t("articles.byline")) " " bdi { (byline) } }
            @if !article.agencies.is_empty() {
                " · " (texts.t("articles.agencies")) " " bdi { (article.agencies.join(", ")) }
            }
            " · " code { bdi { (article.path) } }
            @if let Some(url) = article.url.as_deref().filter(|url| is_web(url)) {
                " · " a href=(url) rel="noopener noreferrer nofollow" { (texts.t("articles.address")) }
            }
        }
        @if article.stub { p.stub { (texts.t("articles.stub")) } }
    }
}

/// Tells whether an address may be linked: only the web's own schemes, so that no article brings script.
fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// Returns the headline, where the text begins with one, and the rest of the text.
fn headline_and_body(view: &View, row: &ReadingRow) -> (Option<Markup>, Markup) {
    let text = &row.article.text;
    let paragraphs = paragraphs(text);
    let cut = marks(view, row).cut(&paragraphs);
    let kind = |&(start, end): &(usize, usize)| {
        let whole = row.article.residue.iter().find(|residue| residue.start <= start && residue.end >= end);
        whole.map_or("", |residue| residue.kind.as_str())
    };
    let mut shown = paragraphs
        .iter()
        .zip(cut)
        .map(|(paragraph, marks)| (kind(paragraph), marked(text, *paragraph, marks)))
        .peekable();
    let headline = shown.next_if(|(kind, _)| *kind == "headline").map(|(_, headline)| headline);
    let body = html! {
        @for (kind, paragraph) in shown {
            @match kind {
                "sub_heading" | "question" | "headline" => h4 dir="auto" { (paragraph) },
                _ => p dir="auto" { (paragraph) },
            }
        }
    };
    (headline, body)
}

/// Returns all marks of an article: targets of links, statements, figures, times, names and residue.
fn marks(view: &View, row: &ReadingRow) -> Marks {
    let text = row.article.text.as_str();
    let mut marks = Marks::default();
    for (start, end) in view.anchors.of(&row.article.id) {
        if let Some(mark) = marks.at(text, start, end) {
            mark.ids.push(anchor::id(&row.article.id, start, end));
        }
    }
    for residue in &row.article.residue {
        let class = match residue.kind.as_str() {
            "headline" | "sub_heading" | "question" => "head",
            "caption" => "caption",
            _ => "residue",
        };
        marks.class(text, residue.start, residue.end, class);
    }
    for statement in &row.statements {
        marks.class(text, statement.content.start, statement.content.end, "q");
        statement.source.iter().for_each(|source| marks.class(text, source.at.start, source.at.end, "s"));
        statement.cue.iter().for_each(|cue| marks.class(text, cue.start, cue.end, "c"));
    }
    for figure in &row.figures {
        marks.class(text, figure.at.start, figure.at.end, "f");
        title(&mut marks, text, (figure.at.start, figure.at.end), figure_title(figure));
    }
    for time in &row.times {
        marks.class(text, time.at.start, time.at.end, "t");
        title(&mut marks, text, (time.at.start, time.at.end), time_title(time));
    }
    row.names.iter().for_each(|name| marks.class(text, name.at.start, name.at.end, "n"));
    marks
}

fn title(marks: &mut Marks, text: &str, (start, end): (usize, usize), title: Option<String>) {
    if let Some(mark) = marks.at(text, start, end) {
        mark.title = title.or(mark.title.take());
    }
}

/// Returns the bounds of a figure in signs that need no language: `2500–3000`, `≥ 30000`.
fn figure_title(figure: &FigureRow) -> Option<String> {
    match (&figure.low, &figure.high) {
        (Some(low), Some(high)) if low == high => Some(low.to_string()),
        (Some(low), Some(high)) => Some(format!("{low}–{high}")),
        (low, high) => {
            let bound = |sign: &str, number: &Number| format!("{sign} {number}");
            low.as_ref().map(|low| bound("≥", low)).or_else(|| high.as_ref().map(|high| bound("≤", high)))
        }
    }
}

fn time_title(time: &TimeRow) -> Option<String> {
    let value = time.value.as_ref()?;
    Some(time.r#mod.as_ref().map_or_else(|| value.clone(), |modifier| format!("{value} {modifier}")))
}

#[cfg(test)]
mod tests {
    use super::is_web;

    #[test]
    fn only_web_addresses_are_linked() {
        for good in ["http://voorbeeld.example/a", "HTTPS://x"] {
            assert!(is_web(good), "{good}");
        }
        for bad in ["javascript:alert(1)", "javascript://x", "data:text/html,x", "//x", " https//x", ""] {
            assert!(!is_web(bad), "{bad}");
        }
    }
}
