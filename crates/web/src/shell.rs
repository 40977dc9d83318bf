//! Everything around the sections: head, policy, masthead, navigation and footer.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::text::Arg;
use crate::view::View;
use crate::{actors, agreements, articles, disputes, ledger, overview, relations, series, stories, timeline};

const CSS: &str = include_str!("page.css");
const JS: &str = include_str!("page.js");

pub(crate) fn page(view: &View) -> Markup {
    let default = default_language(view);
    html! {
        (DOCTYPE)
        html lang=(default) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                (titles(view, default))
                style { (PreEscaped(CSS)) }
            }
            body {
                a.skip href="#overview" { (view.texts.t("page.skip")) }
                div.columns {
                    div.dossier {
                        (masthead(view, default))
                        (navigation(view))
                        main {
                            (overview::section(view))
                            (timeline::section(view))
                            (disputes::section(view))
                            (agreements::section(view))
                            (series::section(view))
                            (ledger::section(view))
                            (relations::section(view))
                            (actors::section(view))
                            (stories::section(view))
                            (articles::section(view))
                        }
                        footer { p { (view.texts.t("page.footer")) } }
                    }
                    (articles::reader(view))
                }
                script { (PreEscaped(JS)) }
            }
        }
    }
}

/// Returns the policy: nothing is loaded, only this style and this script run.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
    format!("default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'", hash(CSS), hash(JS))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// Returns the language of the interface that most articles are in, the first one when that is none.
fn default_language(view: &View) -> &'static str {
    let articles_in = |code: &str| view.dossier.articles.iter().filter(|article| article.language == code).count();
    let codes = view.texts.languages.iter().map(|language| language.code);
    codes.rev().max_by_key(|code| articles_in(code)).unwrap_or("en")
}

/// Returns the title of the window; script changes it with the language.
fn titles(view: &View, default: &str) -> Markup {
    let n = view.dossier.articles.len();
    let language = view.texts.languages.iter().find(|language| language.code == default);
    html! { title { (language.map_or_else(String::new, |l| l.say("page.title", &[("n", Arg::Count(n))]))) " – Wederhoor" } }
}

fn masthead(view: &View, default: &str) -> Markup {
    let texts = &view.texts;
    html! {
        header.masthead {
            p.brand { "Wederhoor" span { (texts.t("page.tagline")) } }
            form.settings autocomplete="off" {
                fieldset {
                    legend.vh { (texts.t("page.language")) }
                    @for language in &texts.languages {
                        label {
                            input type="radio" name="ui" value=(language.code) id={ "ui-" (language.code) } checked[language.code == default];
                            span lang=(language.code) title=(language.find("name").unwrap_or_default()) { (language.code.to_uppercase()) }
                        }
                    }
                }
                fieldset {
                    legend.vh { (texts.t("page.theme")) }
                    @for theme in ["auto", "light", "dark"] {
                        label {
                            input type="radio" name="theme" value=(theme) id={ "theme-" (theme) } checked[theme == "auto"];
                            span { (texts.t(&format!("page.theme_{theme}"))) }
                        }
                    }
                }
                fieldset {
                    legend.vh { (texts.t("page.rules")) }
                    label { input type="checkbox" name="rules" id="show-rules"; span { (texts.t("page.show_rules")) } }
                }
            }
            h1 { (texts.count("page.title", view.dossier.articles.len())) }
            p.period { (period(view)) }
        }
    }
}

fn period(view: &View) -> Markup {
    match overview::period(view) {
        None => view.texts.t("overview.no_period"),
        Some((first, last)) if first == last => view.texts.say("overview.period_one", &[("from", Arg::Date(first))]),
        Some((first, last)) => {
            view.texts.say("overview.period", &[("from", Arg::Date(first)), ("to", Arg::Date(last))])
        }
    }
}

fn navigation(view: &View) -> Markup {
    let (texts, dossier) = (&view.texts, view.dossier);
    let mut sections = vec![
        ("timeline", dossier.timeline.len()),
        ("disputes", dossier.disputes.len()),
        ("series", dossier.revisions.len()),
        ("ledger", dossier.statements.len()),
        ("actors", dossier.actors.len()),
        ("stories", dossier.stories.len()),
        ("articles", dossier.articles.len()),
    ];
    if !dossier.relations.is_empty() {
        sections.insert(4, ("relations", dossier.relations.len()));
    }
    html! {
        nav aria-labelledby="nav-title" {
            p.vh #nav-title { (texts.t("page.nav")) }
            ul { @for (id, n) in sections {
                li { a href={ "#" (id) } { (texts.t(&format!("nav.{id}"))) " " span.tally { (n) } } }
            } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_the_standard_says() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}
