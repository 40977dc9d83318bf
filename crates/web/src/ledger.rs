//! The ledger: who says what, by speaker.

use std::collections::BTreeMap;

use document::PartialDate;
use maud::{Markup, html};
use store::json::{DossierDoc, QuoteDoc, SpeechDoc, SupportDoc};

use crate::passage::{Marks, marked};
use crate::view::{View, short};

/// Groups open at first until this many statements show.
const OPEN: usize = 30;

/// What the filter takes as a date: a year, a month or a day, as HTML's `pattern` has it.
const PARTIAL_DATE: &str = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?";

/// Returns the lines of every speaker, those with most lines first, the unknown speaker last.
pub(crate) fn by_speaker(dossier: &DossierDoc) -> Vec<(Option<&str>, Vec<usize>)> {
    let mut groups: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (index, statement) in dossier.statements.iter().enumerate() {
        groups.entry(statement.actor.as_deref()).or_default().push(index);
    }
    let mut order: Vec<_> = groups.into_iter().collect();
    order.sort_by_key(|(speaker, lines)| (speaker.is_none(), std::cmp::Reverse(lines.len()), *speaker));
    order
}

/// Tells for every group whether it is open at first.
fn opened(groups: &[(Option<&str>, Vec<usize>)]) -> Vec<bool> {
    let mut shown = 0;
    let mut opened = Vec::new();
    for (_, lines) in groups {
        opened.push(shown < OPEN);
        shown += lines.len();
    }
    opened
}

pub(crate) fn section(view: &View) -> Markup {
    let statements = &view.dossier.statements;
    html! {
        section #ledger aria-labelledby="ledger-title" {
            (view.heading("ledger", "ledger.title", statements.len(), "ledger.intro"))
            (crate::charges::block(view))
            @if !statements.is_empty() { (filters(view)) }
            @for (number, ((speaker, lines), open)) in view.speakers.iter().zip(opened(&view.speakers)).enumerate() {
                details.speaker id={ "l-" (number) } open[open] {
                    summary {
                        h3 { @match speaker {
                            Some(actor) => bdi { (view.actor_name(actor)) },
                            None => (view.texts.t("ledger.unknown_speaker")),
                        } }
                        " " span.tally { (view.texts.count("count.statements", lines.len())) }
                    }
                    ol { @for &index in lines { (line(view, index)) } }
                }
            }
        }
    }
}

fn filters(view: &View) -> Markup {
    let texts = &view.texts;
    let mut acts: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in &view.dossier.statements {
        *acts.entry(&statement.act).or_default() += 1;
    }
    html! {
        form.filters #filters hidden aria-labelledby="filters-title" {
            p.vh #filters-title { (texts.t("ledger.filters")) }
            label { span { (texts.t("ledger.search")) } input type="search" name="text" autocomplete="off"; }
            label {
                span { (texts.t("ledger.speaker")) }
                select name="speaker" {
                    option value="" { "—" }
                    @for (number, (speaker, _)) in view.speakers.iter().enumerate() {
                        option value={ "l-" (number) } { @match speaker {
                            Some(actor) => (view.actor_name(actor)),
                            None => "?",
                        } }
                    }
                }
            }
            // A date field of the browser writes dates as the browser's locale does and knows whole days only.
            @for name in ["from", "to"] {
                label {
                    span { (texts.t(&format!("ledger.{name}"))) }
                    input type="text" name=(name) placeholder="2030-10" pattern=(PARTIAL_DATE) maxlength="10"
                        autocomplete="off" spellcheck="false" aria-describedby={ "filter-" (name) "-hint" };
                    span.hint id={ "filter-" (name) "-hint" } { (texts.t("ledger.date_form")) }
                }
            }
            fieldset {
                legend { (texts.t("ledger.act")) }
                @for (act, n) in &acts {
                    label.chip {
                        input type="checkbox" name="act" value=(act);
                        span { (act_words(view, act)) " " span.tally { (n) } }
                    }
                }
            }
            p.result {
                span role="status" { output name="shown" { (view.dossier.statements.len()) } " " (texts.t("ledger.shown")) }
                " " button type="reset" { (texts.t("ledger.reset")) }
            }
        }
    }
}

fn line(view: &View, index: usize) -> Markup {
    let texts = &view.texts;
    let Some(statement) = view.dossier.statements.get(index) else { return html! {} };
    let best = statement.support.first();
    html! {
        li.statement id={ "s-" (index) } data-act=(statement.act) data-days=[days(statement)] {
            p.meta {
                span.act { (act_words(view, &statement.act)) }
                @if let Some(target) = &statement.target { " " span.target { (texts.t("ledger.target")) " " (view.actor(target)) } }
                " · " (texts.date(statement.date.as_deref()))
                @if let Some(form) = best.and_then(|support| support.form.as_deref()) {
                    " · " span.form { (texts.name("form", form)) }
                }
                @if best.is_some_and(|support| is_from_earlier(view, support)) { " · " span.earlier { (texts.t("ledger.earlier")) } }
            }
            @if let Some(support) = best {
                blockquote lang=(view.lang(&support.quote.article)) dir="auto" { (sentence(support)) }
            }
            div.source {
                (view.origins(&statement.counts, statement.support.iter().map(|support| &support.quote))) " · "
                (view.cites(statement.support.iter().map(|support| &support.quote)))
                (via(view, statement))
            }
            (links(view, "ledger.answers", &statement.answers))
            (links(view, "ledger.answered_by", &statement.answered_by))
            (links(view, "ledger.repeats", &statement.repeats))
            @if let Some(found) = &statement.unanswered { p.answers { (crate::charges::no_answer(view, found)) } }
            (view.rule(&statement.rule))
        }
    }
}

/// Returns the words attributed, or the whole sentence where they are not told apart.
fn words(support: &SupportDoc) -> &str {
    support.content.as_ref().map_or(&support.quote.text, |content| &content.text)
}

/// Returns the whole sentence with the words attributed, their source and the cue marked in it, so that a reader sees
/// why the line stands under this speaker.
pub(crate) fn sentence(support: &SupportDoc) -> Markup {
    let quote = &support.quote;
    let mut marks = Marks::default();
    let mut mark = |piece: &Option<QuoteDoc>, class: &'static str| {
        if let Some(piece) = piece.as_ref().filter(|piece| piece.article == quote.article)
            && let (Some(start), Some(end)) = (piece.start.checked_sub(quote.start), piece.end.checked_sub(quote.start))
        {
            marks.class(&quote.text, start, end, class);
        }
    };
    mark(&support.content, "said");
    mark(&support.source, "by");
    mark(&support.cue, "cue");
    marked(&quote.text, (0, quote.text.len()), marks)
}

/// Tells whether the sentence of the words names nobody: whoever spoke before was taken for the speaker.
fn is_from_earlier(view: &View, support: &SupportDoc) -> bool {
    let place = support.content.as_ref().map(|content| (content.article.as_str(), content.start, content.end));
    place.is_some_and(|place| view.spoken_alone.contains(&place))
}

fn via(view: &View, statement: &SpeechDoc) -> Markup {
    let relays: std::collections::BTreeSet<_> =
        statement.support.iter().filter_map(|support| support.via.as_ref()).flatten().collect();
    html! {
        @if !relays.is_empty() {
            " · " (view.texts.t("ledger.via")) " "
            @for (number, relay) in relays.iter().enumerate() { @if number > 0 { ", " } (view.actor(relay)) }
        }
    }
}

/// Returns links to other lines of the ledger.
fn links(view: &View, label: &str, indices: &[usize]) -> Markup {
    html! {
        @if !indices.is_empty() {
            p.answers {
                (view.texts.t(label)) ": "
                @for (number, &index) in indices.iter().enumerate() {
                    @if let Some(statement) = view.dossier.statements.get(index) {
                        @if number > 0 { " · " }
                        a href={ "#s-" (index) } {
                            @if let Some(actor) = &statement.actor { bdi { (view.actor_name(actor)) } " " }
                            (view.texts.name("act", &statement.act))
                            @if let Some(support) = statement.support.first() {
                                " " q lang=(view.lang(&support.quote.article)) dir="auto" { (short(words(support), 60)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns an act in words, with its sign.
pub(crate) fn act_words(view: &View, act: &str) -> Markup {
    html! { span.sign aria-hidden="true" { (sign(act)) } " " (view.texts.name("act", act)) }
}

fn sign(act: &str) -> &'static str {
    match act {
        "say" => "–",
        "deny" => "≠",
        "accuse" => "▸",
        "confirm" => "=",
        "announce" => "◆",
        "promise" => "◇",
        "threaten" => "▲",
        "warn" => "△",
        "demand" => "!",
        "estimate" => "≈",
        "criticise" => "▾",
        "praise" => "▴",
        "ask" => "?",
        "refuse" => "×",
        _ => "·",
    }
}

/// Returns the first and last day of a statement, for the filter by date.
fn days(statement: &SpeechDoc) -> Option<String> {
    let (first, last) = statement.date.as_ref()?.parse::<PartialDate>().ok()?.days();
    Some(format!("{first}/{last}"))
}
