//! From items to actors: who a source is, at whom a statement is aimed, through whom it came, and when it was made.

use std::collections::BTreeSet;

use document::Span;

use super::draft::Draft;
use super::introduced::{Collective, Gender, Introduced, gender_of};
use super::lexicon::{
    CHANNEL, DEPUTY, DETERMINER, GENITIVE, Lexicon, MEDIUM, PREPOSITION, PRONOUN, RELATIVE, SPEAKER, SUBJECT_PLURAL,
    SUBJECT_SINGULAR,
};
use super::unit::{Range, Unit};
use super::{Act, Attribution, Source};
use crate::{ActorId, Name, NameKind, Rule, Timex3, TimexKind};

/// How many sentences back the antecedent of a pronoun is looked for.
const MEMORY: usize = 3;

/// Turns drafts into statements, remembering who spoke last.
pub(super) struct Resolver<'a> {
    lexicon: &'a Lexicon,
    pub names: &'a [Name],
    pub times: &'a [Timex3],
    persons: BTreeSet<&'a ActorId>,
    last_speaker: Option<Speaker>,
    introduced: Introduced,
    unit: usize,
}

/// Who spoke last.
#[derive(Clone, Debug)]
struct Speaker {
    unit: usize,
    /// Where the source stands.
    at: usize,
    actor: ActorId,
}

impl<'a> Resolver<'a> {
    pub fn new(lexicon: &'a Lexicon, names: &'a [Name], times: &'a [Timex3]) -> Self {
        let persons =
            names.iter().filter(|name| name.kind == NameKind::Person).filter_map(|name| name.actor.as_ref()).collect();
        Self { lexicon, names, times, persons, last_speaker: None, introduced: Introduced::default(), unit: 0 }
    }

    /// Begins a unit.
    pub fn enter(&mut self, unit: &Unit<'_>) {
        if !unit.quoted {
            self.unit += 1;
            self.introduced.enter(self.lexicon, unit, self.names);
        }
    }

    /// Returns the statement of a draft; `form` is that of its content.
    pub fn resolve(&mut self, unit: &Unit<'_>, draft: &Draft, form: super::Form) -> Attribution {
        let source = draft.source.map(|span| {
            let actor = self.actor(unit, unit.range_of(span), span, draft.is_plural);
            if let (Some(actor), false) = (&actor, unit.quoted) {
                self.last_speaker = Some(Speaker { unit: self.unit, at: span.start, actor: actor.clone() });
            }
            Source { span, actor }
        });
        let speaker = source.as_ref().and_then(|source| source.actor.clone());
        let via = self.via(unit, draft, speaker.as_ref());
        let target = self.target(unit, draft, speaker.as_ref(), &via);
        Attribution {
            said_at: self.said_at(unit, draft.cue, draft.content),
            source,
            speaker: None,
            cue: Some(draft.cue),
            content: draft.content,
            rest: draft.rest.clone(),
            act: draft.act,
            form,
            target,
            via,
            rule: Rule::new(&draft.rule),
        }
    }

    fn actor(&self, unit: &Unit<'_>, range: Range, span: Span, plural: bool) -> Option<ActorId> {
        if range.1 == range.0 + 1 && unit.is(range.0, PRONOUN) {
            return self.antecedent(unit, range.0, span, plural);
        }
        // `ooggetuigen die met X spraken` are not X
        let relative = (range.0 + 1..range.1).find(|&at| unit.is(at, RELATIVE));
        let range = (range.0, relative.unwrap_or(range.1));
        let span = unit.span_of(range.0, range.1).unwrap_or(span);
        let inside = self.names_in(span);
        let named = |kind: NameKind| {
            inside
                .iter()
                .find(|name| name.kind == kind && name.actor.is_some() && !self.is_complement(unit, range, name.span))
        };
        if named(NameKind::Person).is_none()
            && let Collective::Head(whose) = self.introduced.collective(self.lexicon, unit, range, inside)
            && (whose.is_some() || inside.is_empty())
        {
            return whose;
        }
        let described = || self.introduced.described(unit, range).filter(|_| inside.is_empty());
        let head = named(NameKind::Person)
            .or_else(|| named(NameKind::Organisation))
            .or_else(|| named(NameKind::Location).filter(|name| name.span.len() + 4 >= span.len()));
        let actor = head.and_then(|name| name.actor.clone());
        actor
            .or_else(|| inside.first().filter(|name| name.span == span).and_then(|name| name.actor.clone()))
            .or_else(described)
    }

    /// Tells whether a name inside a phrase hangs on its head: `een woordvoerder van Guterres` is not Guterres, `de
    /// minister van Buitenlandse Zaken Le Drian` is Le Drian.
    fn is_complement(&self, unit: &Unit<'_>, (from, to): Range, name: Span) -> bool {
        let items = unit.items.get(from..to).unwrap_or_default();
        let before = items.iter().take_while(|item| item.span.start < name.start);
        let clause: Vec<_> = before.collect();
        let opened = clause.iter().rposition(|item| item.is_mark()).map_or(0, |mark| mark + 1);
        let stretch = clause.get(opened..).unwrap_or_default();
        let before_article = stretch.iter().rev().find(|item| !item.is(DETERMINER));
        let hangs = before_article.is_some_and(|item| item.is(GENITIVE.or(PREPOSITION)));
        let deputy = stretch.iter().position(|item| item.is(DEPUTY));
        hangs || deputy.is_some_and(|at| stretch.get(at..).unwrap_or_default().iter().any(|item| item.is(GENITIVE)))
    }

    fn names_in(&self, span: Span) -> &'a [Name] {
        let from = self.names.partition_point(|name| name.span.start < span.start);
        let to = self.names.partition_point(|name| name.span.end <= span.end);
        self.names.get(from..to).unwrap_or_default()
    }

    /// Returns who a pronoun stands for: the last speaker, or else the nearest person before it.
    fn antecedent(&self, unit: &Unit<'_>, at: usize, span: Span, plural: bool) -> Option<ActorId> {
        if unit.is(at, SPEAKER) {
            return None;
        }
        if !unit.is(at, SUBJECT_SINGULAR) || plural && unit.is(at, SUBJECT_PLURAL) {
            let speaker = self.last_speaker.as_ref().filter(|speaker| self.unit.saturating_sub(speaker.unit) <= 1);
            let group = |actor: &ActorId| !self.is_person(actor);
            return unit.is(at, SUBJECT_PLURAL).then(|| speaker.map(|speaker| speaker.actor.clone()).filter(group))?;
        }
        let gender = unit.get(at).and_then(gender_of);
        let (place, actor) = self.person_before(unit, span, gender)?;
        // somebody without a name who stands nearer is meant, known or not
        match self.introduced.nearer(place, span.start, gender) {
            Some(unnamed) => unnamed,
            None => Some(actor),
        }
    }

    /// Returns the person that a singular pronoun may stand for, and where: one named in the same sentence, the last
    /// speaker, or the nearest.
    fn person_before(&self, unit: &Unit<'_>, span: Span, gender: Option<Gender>) -> Option<(usize, ActorId)> {
        const NEAR_BYTES: usize = 400;
        const NAMES: usize = 12;
        let before =
            self.names.get(..self.names.partition_point(|name| name.span.start < span.start)).unwrap_or_default();
        let from = |start: usize| {
            let mut near = before.iter().rev().take(NAMES).take_while(move |name| name.span.start >= start);
            near.find_map(|name| {
                let actor = name.actor.clone().filter(|_| name.kind == NameKind::Person)?;
                self.introduced.agrees(&actor, gender).then_some((name.span.start, actor))
            })
        };
        let speaker = || {
            let speaker = self.last_speaker.as_ref().filter(|speaker| {
                self.unit.saturating_sub(speaker.unit) <= MEMORY
                    && self.is_person(&speaker.actor)
                    && self.introduced.agrees(&speaker.actor, gender)
            })?;
            Some((speaker.at, speaker.actor.clone()))
        };
        from(unit.span.start).or_else(speaker).or_else(|| from(span.start.saturating_sub(NEAR_BYTES)))
    }

    fn is_person(&self, actor: &ActorId) -> bool {
        self.persons.contains(actor)
    }

    /// Returns the first actor in `range` that is not the speaker.
    fn other(&self, unit: &Unit<'_>, range: Range, speaker: Option<&ActorId>) -> Option<ActorId> {
        let span = unit.span_of(range.0, range.1)?;
        self.names_in(span).iter().find_map(|name| name.actor.clone().filter(|actor| Some(actor) != speaker))
    }

    fn target(&self, unit: &Unit<'_>, draft: &Draft, speaker: Option<&ActorId>, via: &[ActorId]) -> Option<ActorId> {
        let aimed =
            matches!(draft.act, Act::Accuse | Act::Deny | Act::Demand | Act::Threaten | Act::Criticise | Act::Ask);
        if !aimed {
            return None;
        }
        let found = draft.object.and_then(|span| self.other(unit, unit.range_of(span), speaker)).or_else(|| {
            let blames = matches!(draft.act, Act::Accuse | Act::Criticise);
            blames.then(|| self.names_in(draft.content).iter().find_map(|name| name.actor.clone()))?
        });
        found.filter(|actor| !via.contains(actor) && Some(actor) != speaker)
    }

    /// Returns the media named beside the cue: `tegen radiozender RFI`.
    fn via(&self, unit: &Unit<'_>, draft: &Draft, speaker: Option<&ActorId>) -> Vec<ActorId> {
        let (_, cue_end) = unit.range_of(draft.cue);
        let source = draft.source.map(|source| unit.range_of(source));
        let from = source.map_or(cue_end, |(start, end)| if start >= cue_end { end } else { cue_end });
        let mut out = Vec::new();
        let mut open = false;
        for at in from..from + 12 {
            let Some(item) = unit.get(at).filter(|item| !item.is_mark()) else { break };
            if item.span.start >= draft.content.start && item.span.end <= draft.content.end {
                break;
            }
            open = open && !item.is(PREPOSITION) || item.is(CHANNEL) || item.is(MEDIUM);
            let here = self.names_in(item.span).first().or_else(|| {
                let i = self.names.partition_point(|name| name.span.start < item.span.start);
                self.names.get(i).filter(|name| name.span.start == item.span.start)
            });
            let Some(name) = here.filter(|name| open && name.kind == NameKind::Organisation) else { continue };
            if let Some(actor) = name.actor.clone().filter(|actor| Some(actor) != speaker && !out.contains(actor)) {
                out.push(actor);
            }
        }
        out
    }

    /// Returns the date beside the cue and outside the content.
    fn said_at(&self, unit: &Unit<'_>, cue: Span, content: Span) -> Option<String> {
        const NEAR_BYTES: usize = 90;
        let from = self
            .times
            .partition_point(|time| time.span.start < unit.span.start.max(cue.start.saturating_sub(2 * NEAR_BYTES)));
        self.times
            .iter()
            .skip(from)
            .take_while(|time| time.span.end <= unit.span.end.min(cue.end + 2 * NEAR_BYTES))
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
