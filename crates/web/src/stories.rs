//! Articles about the same events, and which are copies of which.

use std::collections::BTreeSet;

use maud::{Markup, html};
use store::json::{BondDoc, StoryDoc, TieDoc};

use crate::origins::reason;
use crate::text::Arg;
use crate::view::View;

/// Events of a story that are shown unasked.
const MOST_OPEN: usize = 8;

/// Copies of a story that are shown with their passage.
const LISTED: usize = 50;

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
    let members: BTreeSet<&str> = story.articles.iter().map(String::as_str).collect();
    // The ties of copy are a forest: as many as are needed to show what is one text, never every pair.
    let ties: Vec<&TieDoc> = view.ties_of(&members).filter(|tie| tie.shared.is_some()).collect();
    html! {
        article.story.minor[is_alone(story)] id={ "story-" (index) } {
            h3 lang=(view.lang(&story.quote.article)) dir="auto" { (story.title) }
            p.source {
                (texts.count("count.articles", story.articles.len()))
                @if let Some((first, last)) = span(view, story) {
                    " · " (texts.say("stories.span", &[("first", Arg::Date(first)), ("last", Arg::Date(last))]))
                }
                @if !ties.is_empty() { " · " (texts.count("count.copies", ties.len())) }
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
                    ul { @for bond in &story.bonds { li { (why(view, bond)) } } }
                }
            }
            @if !ties.is_empty() {
                details.copies {
                    summary { (texts.t("stories.show_copies")) }
                    ul { @for tie in ties.iter().take(LISTED) { li { (copy(view, tie)) } } }
                    @if ties.len() > LISTED { p { (texts.count("origins.more_articles", ties.len() - LISTED)) } }
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
fn why(view: &View, bond: &BondDoc) -> Markup {
    html! {
        (view.cite_article(&bond.article)) " " (view.texts.t("stories.shares_with")) " " (view.cite_article(&bond.nearest))
        @if !bond.shared.is_empty() {
            ": " @for (number, quote) in bond.shared.iter().enumerate() {
                @if number > 0 { ", " }
                span.shared lang=(view.lang(&quote.article)) dir="auto" { (quote.text) }
            }
        }
    }
}

fn copy(view: &View, tie: &TieDoc) -> Markup {
    html! {
        p {
            (view.cite_article(&tie.second)) " " (view.texts.name("origins", &tie.why)) " " (view.cite_article(&tie.first))
            " " (reason(view, tie))
        }
        @if let Some([passage, _]) = tie.passages.first() { (view.quotation(passage)) }
    }
}
