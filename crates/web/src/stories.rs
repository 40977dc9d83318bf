//! Articles about the same events, and which are copies of which.

use std::collections::BTreeSet;

use maud::{Markup, html};
use store::json::{StoryDoc, TieDoc};

use crate::origins::reason;
use crate::view::View;

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
                @if !ties.is_empty() { " · " (texts.count("count.copies", ties.len())) }
                " · " span.cites { @for id in &story.articles { (view.cite_article(id)) " " } }
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

fn copy(view: &View, tie: &TieDoc) -> Markup {
    html! {
        p {
            (view.cite_article(&tie.second)) " " (view.texts.name("origins", &tie.why)) " " (view.cite_article(&tie.first))
            " " (reason(view, tie))
        }
        @if let Some([passage, _]) = tie.passages.first() { (view.quotation(passage)) }
    }
}
