//! Who has been introduced so far in an article: persons with their roles, governments of countries, organisations.
//!
//! Definite descriptions are resolved by sieves, the surest first, as in Lee et al. (2013), *Deterministic Coreference
//! Resolution Based on Entity-Centric, Precision-Ranked Rules*; where two answers are possible, there is none.

use std::collections::{BTreeMap, BTreeSet};

use document::Span;

use super::lexicon::{
    COMPLEMENTIZER, COORDINATOR, DEFINITE, DETERMINER, FEMININE, FINITE, GENITIVE, Lexicon, MASCULINE,
    ORGANISATION_NOUN, PERSON_NOUN, PREPOSITION, SUBORDINATOR, TIME,
};
use super::unit::{Item, Range, Unit};
use crate::{ActorId, Name, NameKind};

/// How many units back the organisation of `het bedrijf` is looked for.
const ORGANISATION_MEMORY: usize = 4;
/// The most words between a role and the name it introduces.
const ROLE_WIDTH: usize = 7;

/// The gender of a pronoun or person, where known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

/// A person spoken of by role only: `de Franse ambassadeur`.
#[derive(Clone, Debug)]
struct Unnamed {
    start: usize,
    actor: Option<ActorId>,
    gender: Option<Gender>,
}

/// What a collective noun in a phrase comes to.
pub(super) enum Collective {
    /// No collective noun is its head.
    Absent,
    /// It is, and this is whose.
    Head(Option<ActorId>),
}

/// What the article has introduced up to a unit.
#[derive(Debug, Default)]
pub(super) struct Introduced {
    /// By prefix of the id: `government-of`.
    collectives: BTreeMap<String, BTreeSet<ActorId>>,
    roles: BTreeMap<String, BTreeSet<ActorId>>,
    genders: BTreeMap<ActorId, Gender>,
    unnamed: Vec<Unnamed>,
    /// The organisations of the last units.
    organisations: Vec<BTreeSet<ActorId>>,
}

impl Introduced {
    /// Notes what a unit introduces.
    pub(super) fn enter(&mut self, lexicon: &Lexicon, unit: &Unit<'_>, names: &[Name]) {
        let from = names.partition_point(|name| name.span.start < unit.span.start);
        let to = names.partition_point(|name| name.span.end <= unit.span.end);
        let names = names.get(from..to).unwrap_or_default();
        self.organisations.push(
            names.iter().filter(|name| name.kind == NameKind::Organisation).filter_map(|n| n.actor.clone()).collect(),
        );
        for name in names.iter().filter(|name| name.kind == NameKind::Person) {
            self.introduce(unit, name);
        }
        for (at, item) in unit.items.iter().enumerate() {
            if let Some(prefix) = lexicon.collective(item.norm)
                && let Some(country) = country(unit, at, names)
            {
                let id = ActorId(format!("{prefix}-{}", country.0));
                self.collectives.entry(prefix.to_owned()).or_default().insert(id);
            }
            if item.is(PERSON_NOUN) && item.name.is_none() && is_phrase_of_its_own(lexicon, unit, at) {
                let bare = at.checked_sub(1).is_some_and(|before| unit.is(before, DEFINITE));
                let actor = bare.then(|| self.role(item.norm)).flatten();
                self.unnamed.push(Unnamed { start: item.span.start, actor, gender: gender_of(item) });
            }
        }
    }

    /// Notes the role and gender that a person is introduced with.
    fn introduce(&mut self, unit: &Unit<'_>, name: &Name) {
        let Some(actor) = &name.actor else { return };
        let first = unit.items.partition_point(|item| item.span.start < name.span.start);
        let end = unit.items.partition_point(|item| item.span.start < name.span.end);
        let Some(item) = unit.get(first) else { return };
        if let Some(gender) = gender_of(item).filter(|_| end > first + 1) {
            self.genders.entry(actor.clone()).or_insert(gender);
        }
        let mut role = |item: &Item<'_>| {
            self.roles.entry(item.norm.to_owned()).or_default().insert(actor.clone());
            if let Some(gender) = gender_of(item) {
                self.genders.entry(actor.clone()).or_insert(gender);
            }
        };
        let before = unit.items.get(first.saturating_sub(ROLE_WIDTH)..first).unwrap_or_default();
        let stops = |item: &&Item<'_>| item.is_word() && !item.is(FINITE) && item.name != Some(NameKind::Person);
        if let Some(item) = before.iter().rev().take_while(stops).find(|item| item.is(PERSON_NOUN)) {
            // `de woordvoerder van X` is not X
            let between = before.iter().rev().take_while(|other| other.span.start > item.span.start);
            let mut between = between.peekable();
            if !between.peek().is_some_and(|last| last.is(GENITIVE.or(PREPOSITION))) {
                role(item);
            }
        } else if let Some(item) = before.last().filter(|item| gender_of(item).is_some()) {
            role(item);
        }
        if unit.is_comma(end) {
            let behind = unit.items.get(end + 1..).unwrap_or_default();
            if let Some(item) = behind.iter().take(ROLE_WIDTH).take_while(stops).find(|item| item.is(PERSON_NOUN)) {
                role(item);
            }
        }
    }

    /// Returns the one person introduced with a role.
    fn role(&self, norm: &str) -> Option<ActorId> {
        single(self.roles.get(norm)?)
    }

    /// Returns whom a phrase with a collective noun as its head means: `de Malinese junta`, `de regering van Mali`, or
    /// the only one of its kind that was mentioned.
    pub(super) fn collective(&self, lexicon: &Lexicon, unit: &Unit<'_>, range: Range, names: &[Name]) -> Collective {
        let Some(head) = head(unit, range) else { return Collective::Absent };
        let Some(prefix) = unit.get(head).and_then(|item| lexicon.collective(item.norm)) else {
            return Collective::Absent;
        };
        if let Some(country) = country(unit, head, names) {
            return Collective::Head(Some(ActorId(format!("{prefix}-{}", country.0))));
        }
        let bare = names.is_empty();
        Collective::Head(bare.then(|| single(self.collectives.get(prefix)?)).flatten())
    }

    /// Returns the person of `de minister`, the organisation of `het bedrijf`: a definite noun alone.
    pub(super) fn described(&self, unit: &Unit<'_>, (from, to): Range) -> Option<ActorId> {
        let noun = unit.get(from + 1).filter(|_| to == from + 2 && unit.is(from, DEFINITE))?;
        if noun.is(PERSON_NOUN) {
            return self.role(noun.norm);
        }
        if !noun.is(ORGANISATION_NOUN) {
            return None;
        }
        // those of the own unit may stand behind it
        let near = self.organisations.iter().rev().skip(1).take(ORGANISATION_MEMORY);
        single(&near.flatten().cloned().collect())
    }

    /// Tells whether somebody can be meant by a pronoun of this gender.
    pub(super) fn agrees(&self, actor: &ActorId, pronoun: Option<Gender>) -> bool {
        match (self.genders.get(actor), pronoun) {
            (Some(&known), Some(pronoun)) => known == pronoun,
            _ => true,
        }
    }

    /// Returns, when a person without a name stands between two places, who that is: `Some(None)` for somebody unknown.
    pub(super) fn nearer(&self, from: usize, to: usize, pronoun: Option<Gender>) -> Option<Option<ActorId>> {
        let between = self.unnamed.iter().rev().filter(|person| person.start > from && person.start < to);
        let mut fits =
            between.filter(|person| pronoun.is_none() || person.gender.is_none() || person.gender == pronoun);
        fits.next().map(|person| person.actor.clone())
    }
}

/// Returns the gender that a word tells.
pub(super) fn gender_of(item: &Item<'_>) -> Option<Gender> {
    match (item.is(FEMININE), item.is(MASCULINE)) {
        (true, false) => Some(Gender::Feminine),
        (false, true) => Some(Gender::Masculine),
        _ => None,
    }
}

fn single(actors: &BTreeSet<ActorId>) -> Option<ActorId> {
    actors.first().filter(|_| actors.len() == 1).cloned()
}

/// Returns the last word before what hangs on a noun phrase.
fn head(unit: &Unit<'_>, (from, to): Range) -> Option<usize> {
    let hangs = |item: &Item<'_>| item.is_mark() || item.is(PREPOSITION.or(GENITIVE)) && !item.is(DETERMINER);
    let own = (from..to).take_while(|&at| unit.get(at).is_some_and(|item| !hangs(item) || is_possessive(item)));
    own.last()
}

/// Tells whether a word is a genitive that stands behind its noun, as an ending.
fn is_possessive(item: &Item<'_>) -> bool {
    item.norm.starts_with(['\'', '’'])
}

/// Returns the place whose government, army or the like the noun at `at` means: an adjective or possessive before it,
/// or a place behind it and a preposition.
fn country<'a>(unit: &Unit<'_>, at: usize, names: &'a [Name]) -> Option<&'a ActorId> {
    const ADJECTIVES: usize = 3;
    let starting = |span: Span| names.iter().find(|name| name.span.start <= span.start && span.start < name.span.end);
    let place = |name: &&Name| matches!(name.kind, NameKind::Other | NameKind::Location);
    let before = (at.saturating_sub(ADJECTIVES)..at).rev();
    let own = before
        .map_while(|index| unit.get(index).filter(|item| item.is_word() && !item.is(DETERMINER.or(FINITE))))
        .find_map(|item| starting(item.span).filter(place));
    if let Some(actor) = own.and_then(|name| name.actor.as_ref()) {
        return Some(actor);
    }
    let linked = unit.get(at + 1).is_some_and(|item| item.is(GENITIVE.or(PREPOSITION)));
    let behind = unit.get(at + 2).filter(|_| linked)?;
    let name = starting(behind.span).filter(|name| name.kind == NameKind::Location)?;
    name.actor.as_ref()
}

/// Tells whether a noun for a person is meant by itself, and may be a subject: it has a determiner, hangs on no
/// preposition, and no name stands beside it.
fn is_phrase_of_its_own(lexicon: &Lexicon, unit: &Unit<'_>, at: usize) -> bool {
    const ADJECTIVES: usize = 4;
    let begins = (at.saturating_sub(ADJECTIVES)..at)
        .rev()
        .take_while(|&index| unit.get(index).is_some_and(|item| item.is_word() && !item.is(FINITE)))
        .find(|&index| unit.is(index, DETERMINER));
    let Some(begins) = begins else { return false };
    let before = begins.checked_sub(1);
    // where the subject stands before its verb, what stands elsewhere is no subject
    let opens = |item: &Item<'_>| item.is_mark() || item.is(COORDINATOR.or(SUBORDINATOR).or(COMPLEMENTIZER).or(TIME));
    if !lexicon.verb_second && before.and_then(|before| unit.get(before)).is_some_and(|item| !opens(item)) {
        return false;
    }
    let hangs = before.is_some_and(|before| unit.is(before, PREPOSITION.or(GENITIVE)));
    let is_person = |index: usize| unit.get(index).is_some_and(|item| item.name == Some(NameKind::Person));
    let named_before = before.is_some_and(|before| unit.is_comma(before) && before > 0 && is_person(before - 1));
    let mut behind = at + 1;
    while behind < at + ROLE_WIDTH && unit.get(behind).is_some_and(|item| item.is_word() && !item.is(FINITE)) {
        if is_person(behind) {
            return false;
        }
        behind += 1;
    }
    !(hangs || named_before || unit.is_comma(behind) && is_person(behind + 1))
}
