//! From drafts to statements: who a source is, at whom a statement is aimed, through whom it came, and when it was
//! made.

use std::collections::BTreeMap;

use document::Span;

use super::draft::Draft;
use super::{Act, Attribution, Form, Source};
use crate::coref::{Mentions, SourceAt};
use crate::{ActorId, Name, NameKind, Rule, Timex3, TimexKind};

/// A statement before it is known whom its source means.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub statement: Attribution,
    /// The head of the source or of the speaker.
    head: Option<usize>,
    object: Option<Span>,
    relay: Vec<Span>,
}

/// What statements are resolved with.
pub(super) struct Resolver<'a> {
    pub names: &'a [Name],
    pub times: &'a [Timex3],
    pub annotated: &'a nlp::Annotated,
}

impl Resolver<'_> {
    /// Returns the statement of a draft in a sentence at `within`; `form` is that of its content.
    pub fn found(&self, mentions: &Mentions, within: Span, draft: &Draft, form: Form) -> Found {
        let head = draft.source.and_then(|source| mentions.head_in(self.annotated, source));
        let statement = Attribution {
            said_at: self.said_at(within, draft.cue, draft.content),
            source: draft.source.map(|span| Source { span, actor: None }),
            speaker: None,
            cue: Some(draft.cue),
            content: draft.content,
            rest: draft.rest.clone(),
            act: draft.act,
            form,
            target: None,
            via: Vec::new(),
            rule: Rule::new(&draft.rule),
        };
        Found { statement, head, object: draft.object, relay: draft.relay.clone() }
    }

    /// Returns a quotation that goes on with what `told` says.
    pub fn goes_on(statement: Attribution, told: Option<&Found>) -> Found {
        let relay = told.map(|told| told.relay.clone()).unwrap_or_default();
        Found { statement, head: told.and_then(|told| told.head), object: None, relay }
    }

    /// Returns the statements with the actors of their sources and speakers, those they are aimed at and those that
    /// relay them.
    pub fn resolve(&self, mentions: &mut Mentions, mut found: Vec<Found>) -> Vec<Attribution> {
        found.sort_by_key(|found| {
            let statement = &found.statement;
            statement.cue.map_or(statement.content.start, |cue| cue.start)
        });
        let sources: Vec<SourceAt> = found
            .iter()
            .map(|found| SourceAt {
                head: found.head,
                content: found.statement.content,
                quoted: found.statement.form == Form::Direct,
            })
            .collect();
        let actors = mentions.resolve_sources(&sources);
        let mut of_span: BTreeMap<Span, Option<ActorId>> = BTreeMap::new();
        for (found, actor) in found.iter_mut().zip(actors) {
            if let Some(source) = &mut found.statement.source {
                source.actor = actor.or_else(|| self.only_name(source.span));
                of_span.insert(source.span, source.actor.clone());
            }
        }
        for found in &mut found {
            if let Some(speaker) = &mut found.statement.speaker {
                speaker.actor = of_span.get(&speaker.span).cloned().flatten();
            }
        }
        found.into_iter().map(|found| self.aimed(mentions, found)).collect()
    }

    fn aimed(&self, mentions: &Mentions, found: Found) -> Attribution {
        let mut statement = found.statement;
        let speaker = statement.said_by().and_then(|source| source.actor.clone());
        for span in &found.relay {
            for name in self.names_in(*span).iter().filter(|name| name.kind == NameKind::Organisation) {
                if let Some(actor) = name.actor.clone().filter(|actor| Some(actor) != speaker.as_ref())
                    && !statement.via.contains(&actor)
                {
                    statement.via.push(actor);
                }
            }
        }
        let aims =
            matches!(statement.act, Act::Accuse | Act::Deny | Act::Demand | Act::Threaten | Act::Criticise | Act::Ask);
        if aims {
            let object = found.object.and_then(|object| {
                let head = mentions.head_in(self.annotated, object)?;
                mentions.actor_of(head).cloned().or_else(|| self.first_actor(object))
            });
            let blames = matches!(statement.act, Act::Accuse | Act::Criticise);
            let target = object.or_else(|| blames.then(|| self.first_actor(statement.content)).flatten());
            statement.target = target.filter(|actor| !statement.via.contains(actor) && Some(actor) != speaker.as_ref());
        }
        statement
    }

    /// Returns the actor of a source that is a name and nothing more, where there is no tree to tell more, or a phrase with
    /// the name of a person behind its only comma: `the head of the inspectorate, Ada Blom`.
    fn only_name(&self, span: Span) -> Option<ActorId> {
        let names = self.names_in(span);
        if let Some(name) = names.iter().find(|name| name.span == span) {
            return name.actor.clone();
        }
        let last = names.last().filter(|name| name.kind == NameKind::Person && name.span.end == span.end)?;
        let from = self.annotated.tokens.partition_point(|token| token.span.start < span.start);
        let to = self.annotated.tokens.partition_point(|token| token.span.start < last.span.start);
        let before = self.annotated.tokens.get(from..to).unwrap_or_default();
        let (comma, rest) = before.split_last().filter(|(comma, _)| comma.norm == ",")?;
        // `Blom, Dam`: another person before the comma makes two
        let two = names.iter().any(|name| name.span.end == comma.span.start);
        let plain = rest.iter().all(|token| token.kind == nlp::TokenKind::Word);
        (plain && !two && !rest.is_empty()).then(|| last.actor.clone()).flatten()
    }

    fn first_actor(&self, span: Span) -> Option<ActorId> {
        self.names_in(span).iter().find_map(|name| name.actor.clone())
    }

    fn names_in(&self, span: Span) -> &[Name] {
        let from = self.names.partition_point(|name| name.span.start < span.start);
        let to = self.names.partition_point(|name| name.span.end <= span.end);
        self.names.get(from..to).unwrap_or_default()
    }

    /// Returns the date beside the cue and outside the content.
    fn said_at(&self, within: Span, cue: Span, content: Span) -> Option<String> {
        const NEAR_BYTES: usize = 90;
        let from = self
            .times
            .partition_point(|time| time.span.start < within.start.max(cue.start.saturating_sub(2 * NEAR_BYTES)));
        self.times
            .iter()
            .skip(from)
            .take_while(|time| time.span.end <= within.end.min(cue.end + 2 * NEAR_BYTES))
            .filter(|time| matches!(time.kind, TimexKind::Date | TimexKind::Time) && content.overlap(time.span) == 0)
            .filter(|time| time.value.as_deref().is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit())))
            .map(|time| (gap(cue, time.span), time))
            .filter(|(gap, _)| *gap <= NEAR_BYTES && content.len() >= *gap)
            .min_by_key(|(gap, time)| (time.span.end <= cue.start, *gap))
            .and_then(|(_, time)| time.value.clone())
    }
}

fn gap(a: Span, b: Span) -> usize {
    b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))
}
