//! Accusations with their answers, in order of date, and those without one.

use maud::{Markup, html};
use store::json::{SpeechDoc, UnansweredDoc};

use crate::ledger::{act_words, sentence};
use crate::text::Arg;
use crate::view::View;

/// How many accusations show at first, and how many the page lists at most; the JSON has all.
const SHOWN: usize = 15;
const MOST: usize = 300;

/// Returns the accusations that are answered or lack an answer, those with most independent origins and answers first.
pub(crate) fn ranked(statements: &[SpeechDoc]) -> Vec<usize> {
    let is_charge =
        |line: &SpeechDoc| line.act == "accuse" && (!line.answered_by.is_empty() || line.unanswered.is_some());
    let mut order: Vec<usize> = (0..statements.len()).filter(|&index| is_charge(&statements[index])).collect();
    let worth = |line: &SpeechDoc| {
        let answers = line.answered_by.len().min(3);
        (line.counts.origins_at_most + answers + line.carried_without_answer.len().min(3), line.counts.articles)
    };
    order.sort_by_key(|&index| (std::cmp::Reverse(worth(&statements[index])), index));
    order
}

/// Returns the block of accusations at the head of the ledger; nothing when there are none.
pub(crate) fn block(view: &View) -> Markup {
    let (texts, statements) = (&view.texts, &view.dossier.statements);
    let order = ranked(statements);
    let unanswered = order.iter().filter(|&&index| statements[index].unanswered.is_some()).count();
    html! {
        @if !order.is_empty() {
            section.charges #charges aria-labelledby="charges-title" {
                h3 #charges-title { (texts.t("charges.title")) " " span.tally { (order.len()) } }
                p.intro { (texts.t("charges.intro")) }
                @if unanswered > 0 && unanswered < order.len() {
                    p.showall { label {
                        input type="checkbox" #charges-unanswered; " "
                        (texts.count("charges.only_unanswered", unanswered))
                    } }
                }
                @for &index in order.iter().take(SHOWN) { (one(view, index)) }
                @if order.len() > SHOWN {
                    details.more-charges {
                        summary { (texts.count("charges.more", order.len().min(MOST) - SHOWN)) }
                        @for &index in order.iter().take(MOST).skip(SHOWN) { (one(view, index)) }
                        @if order.len() > MOST { p.note { (texts.count("charges.in_json", order.len() - MOST)) } }
                    }
                }
            }
        }
    }
}

fn one(view: &View, index: usize) -> Markup {
    let texts = &view.texts;
    let Some(line) = view.dossier.statements.get(index) else { return html! {} };
    html! {
        article.charge.unanswered[line.unanswered.is_some()] aria-labelledby={ "c-" (index) } {
            h4 id={ "c-" (index) } {
                (speaker(view, line)) " " (act_words(view, &line.act))
                @if let Some(target) = &line.target { " " (view.actor(target)) }
                " · " (texts.date(line.date.as_deref()))
            }
            (quotation(view, line))
            p.source {
                (view.counts(&line.counts)) " · "
                (view.cites(line.support.iter().map(|support| &support.quote)))
                " " a href={ "#s-" (index) } { (texts.t("charges.line")) }
            }
            @if !line.answered_by.is_empty() {
                ol.replies { @for &answer in &line.answered_by { (reply(view, index, answer)) } }
            }
            @if !line.carried_without_answer.is_empty() {
                p.without {
                    (texts.count("charges.without", line.carried_without_answer.len())) ": "
                    @for (number, id) in line.carried_without_answer.iter().take(MOST).enumerate() {
                        @if number > 0 { ", " } (view.cite_article(id))
                    }
                }
            }
            @if let Some(found) = &line.unanswered { p.none { (no_answer(view, found)) } }
        }
    }
}

fn reply(view: &View, claim: usize, index: usize) -> Markup {
    let texts = &view.texts;
    let Some(line) = view.dossier.statements.get(index) else { return html! {} };
    let kind = line.replies.iter().find(|reply| reply.to == claim).map_or("reply", |reply| reply.kind.as_str());
    html! {
        li {
            p.meta {
                span.kind { (texts.name("charges", kind)) } " · " (speaker(view, line)) " · "
                (texts.date(line.date.as_deref()))
            }
            (quotation(view, line))
            p.source {
                (view.cites(line.support.iter().map(|support| &support.quote)))
                " " a href={ "#s-" (index) } { (texts.t("charges.line")) }
            }
        }
    }
}

fn speaker(view: &View, line: &SpeechDoc) -> Markup {
    let written = line.support.first().and_then(|support| support.source.as_ref());
    html! {
        @match (&line.actor, written) {
            (Some(actor), _) => (view.actor(actor)),
            (None, Some(source)) => bdi lang=(view.lang(&source.article)) { (source.text) },
            (None, None) => (view.texts.t("ledger.unknown_speaker")),
        }
    }
}

fn quotation(view: &View, line: &SpeechDoc) -> Markup {
    html! {
        @if let Some(support) = line.support.first() {
            blockquote lang=(view.lang(&support.quote.article)) dir="auto" { (sentence(support)) }
        }
    }
}

/// Returns in how many articles no answer was found, and for how many days: never that there was none.
pub(crate) fn no_answer(view: &View, found: &UnansweredDoc) -> Markup {
    let texts = &view.texts;
    html! {
        (texts.count("charges.no_answer", found.articles))
        @if let Some(days) = found.days { " · " (texts.count("charges.days", days)) }
        @if let Some(until) = &found.until { " · " (texts.say("charges.until", &[("date", Arg::Date(until))])) }
    }
}
