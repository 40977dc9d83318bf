//! Articles about the same events, and which are copies of which.

use maud::{Markup, html};
use store::json::{QuoteDoc, StoryDoc};

use crate::text::Arg;
use crate::view::View;

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
                @if !story.copies.is_empty() { " · " (texts.count("count.copies", story.copies.len())) }
                " · " span.cites { @for id in &story.articles { (view.cite_article(id)) " " } }
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
