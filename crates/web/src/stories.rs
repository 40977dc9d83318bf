//! Articles about the same events, and which are copies of which.

use maud::{Markup, html};
use store::json::{QuoteDoc, StoryDoc, BondDoc};

use crate::text::Arg;
use crate::view::View;

/// Events of a story that are shown unasked.
const MOST_OPEN: usize = 8;

pub(crate) fn section(view: &View) -> Markup {
    let stories = &view.dossier.stories;
    let alone = stories.iter().filter(|story| is_alone(story)).count();
    html! {
        section #stories aria-labelledby="stories-title" {
            (view.heading("stories", "stories.title", stories.len(), "stories.intro"))
            @for (index, story) in stories.iter().enumerate() { (one(view, index, story)) }
            @if alone > 0 {
                p.showall { label { input type="checkbox" #stories-all; " " (view.texts.count("stories.others", alone)) } }
            }
        }
    }
}

fn is_alone(story: &StoryDoc) -> bool {
    story.articles.len() < 2
}

fn one(view: &View, index: usize, story: &StoryDoc) -> Markup {
    let texts = &view.texts;
    html! {
        article.story.minor[is_alone(story)] id={ "story-" (index) } {
            h3 lang=(view.lang(&story.quote.article)) dir="auto" { (story.title) }
            p.source {
                (texts.count("count.articles", story.articles.len()))
                @if let Some((first, last)) = span(view, story) {
                    " · " (texts.say("stories.span", &[("first", Arg::Date(first)), ("last", Arg::Date(last))]))
                }
                @if !story.copies.is_empty() { " · " (texts.count("count.copies", story.copies.len())) }
            }
            @if story.events.len() < 2 {
                p.source.cites { @for id in &story.articles { (view.cite_article(id)) " " } }
            } @else {
                details.events open[story.events.len() <= MOST_OPEN] {
                    summary { (texts.count("stories.events", story.events.len())) }
                    ol { @for event in &story.events {
                        li.cites { @for id in event { (view.cite_article(id)) " " } }
                    } }
                }
            }
            @if !story.bonds.is_empty() {
                details.bonds {
                    summary { (texts.t("stories.show_bonds")) }
                    ul { @for tie in &story.bonds { li { (why(view, tie)) } } }
                }
            }
            @if !story.copies.is_empty() {
                details.copies {
                    summary { (texts.t("stories.show_copies")) }
                    ul { @for (number, pair) in story.copies.iter().enumerate() { li {
                        (copy(view, pair, story.copies_shared.get(number), story.copies_passage.get(number)))
                    } } }
                }
            }
            (view.rule(&story.rule))
        }
    }
}

/// The days of the first and the last article that have one, when they differ.
fn span<'a>(view: &View<'a>, story: &StoryDoc) -> Option<(&'a str, &'a str)> {
    let published = |id: &String| view.article(id).and_then(|(_, article)| article.published.as_deref());
    let first = story.articles.iter().find_map(published)?;
    let last = story.articles.iter().rev().find_map(published)?;
    (first != last).then_some((first, last))
}

/// What an article has in common with the one of its story that it is most like.
fn why(view: &View, tie: &BondDoc) -> Markup {
    html! {
        (view.cite_article(&tie.article)) " " (view.texts.t("stories.shares_with")) " " (view.cite_article(&tie.nearest))
        @if !tie.shared.is_empty() {
            ": " @for (number, quote) in tie.shared.iter().enumerate() {
                @if number > 0 { ", " }
                span.shared lang=(view.lang(&quote.article)) dir="auto" { (quote.text) }
            }
        }
    }
}

fn copy(view: &View, [first, second]: &[String; 2], shared: Option<&f64>, passage: Option<&QuoteDoc>) -> Markup {
    let texts = &view.texts;
    html! {
        p {
            (view.cite_article(second)) " " (texts.t("stories.copy_of")) " " (view.cite_article(first))
            @if let Some(shared) = shared {
                @let percent = format!("{:.0}", shared * 100.0);
                " · " (texts.say("stories.shared", &[("n", Arg::Plain(&percent))]))
            }
        }
        @if let Some(passage) = passage { (view.quotation(passage)) p.source { (view.cite(passage)) } }
    }
}
