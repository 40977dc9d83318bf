//! Who appears: names, roles and what they say.

use maud::{Markup, html};
use store::json::{ActorDoc, RoleDoc};

use crate::text::Arg;
use crate::view::View;

/// How many actors show at first.
const SHOWN: usize = 30;

pub(crate) fn section(view: &View) -> Markup {
    let actors = &view.dossier.actors;
    let mut order: Vec<_> = (0..actors.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(actors[index].mentions), index));
    html! {
        section #actors aria-labelledby="actors-title" {
            (view.heading("actors", "actors.title", actors.len(), "actors.intro"))
            ul.actors {
                @for (rank, &index) in order.iter().enumerate() { (one(view, index, &actors[index], rank >= SHOWN)) }
            }
            @if order.len() > SHOWN {
                p.showall { label {
                    input type="checkbox" #actors-all; " " (view.texts.count("actors.show_all", order.len() - SHOWN))
                } }
            }
        }
    }
}

fn one(view: &View, index: usize, actor: &ActorDoc, minor: bool) -> Markup {
    let texts = &view.texts;
    let group = view.speaker_group(&actor.id);
    html! {
        li.actor.minor[minor] id={ "actor-" (index) } {
            h3 { bdi { (actor.name) } }
            p.meta {
                (texts.name("actors", &actor.r#type))
                @if let Some(country) = &actor.country { " · " abbr { (country) } }
                " · " (texts.count("count.mentions", actor.mentions))
                @if let Some((group, n)) = group {
                    " · " a href={ "#l-" (group) } { (texts.count("count.statements", n)) }
                }
            }
            @if !actor.aliases.is_empty() {
                p.aliases {
                    (texts.t("actors.aliases")) ": "
                    @for (number, alias) in actor.aliases.iter().enumerate() { @if number > 0 { ", " } bdi { (alias) } }
                }
            }
            @if !actor.roles.is_empty() {
                ul.roles { @for role in &actor.roles { li { (one_role(view, role)) } } }
            }
            @if actor.roles.is_empty() && let Some(quote) = &actor.quote {
                p.source { (texts.t("actors.named_in")) ": " (view.cite(quote)) }
            }
        }
    }
}

fn one_role(view: &View, role: &RoleDoc) -> Markup {
    html! {
        span.role lang=(view.lang(&role.quote.article)) dir="auto" { (role.role) }
        @match (&role.from, &role.to) {
            (Some(from), Some(to)) if from != to => {
                " (" (view.texts.say("date.range", &[("from", Arg::Date(from)), ("to", Arg::Date(to))])) ")"
            }
            (Some(at), _) | (None, Some(at)) => { " (" (view.texts.date(Some(at))) ")" }
            (None, None) => {}
        }
        " " (view.cite(&role.quote))
    }
}
