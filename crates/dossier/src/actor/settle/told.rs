//! One description, as it is compared with others.

use std::collections::{BTreeMap, BTreeSet};

use document::{Lang, Span};
use nlp::{Token, TokenKind};
use reading::{ActorId, NameKind, coref::Description};

use super::super::{Actors, GOVERNMENT, office::OfficeSort};
use crate::{Entry, Lexicon, lexicon::WordClass};

/// Words of a description that are looked at.
const MAX_WORDS: usize = 16;

/// What is described, the same across languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// `minister`, `army-of`.
    pub office: String,
    /// What it is for: `interior`.
    pub field: Option<String>,
}

impl Key {
    /// Returns what the id of such a body begins with; `None` when the place alone does not make it one.
    pub fn prefix(&self) -> Option<String> {
        match &self.field {
            Some(field) => Some(format!("{field}-{}-of", self.office)),
            None => self.office.ends_with("-of").then(|| self.office.clone()),
        }
    }

    /// Returns the key of a named body with a field, of its words in lower case.
    pub fn of_name(lexicon: &Lexicon, lang: Lang, words: &[&str]) -> Option<Self> {
        let offices = lexicon.offices(lang)?;
        let office = offices.find(words, |sort, _| sort == OfficeSort::Body)?;
        let field = offices.find(words, |sort, _| sort == OfficeSort::Field)?;
        Some(Self { office: office.id.to_owned(), field: Some(field.id.to_owned()) })
    }
}

/// A description with what tells it apart.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Index of the description.
    pub index: usize,
    pub span: Span,
    pub noun: Span,
    /// Its first word that is no article.
    pub first: Span,
    pub key: Key,
    pub sort: OfficeSort,
    pub place: Option<usize>,
    /// Whose it is, when that is somebody, and where that stands.
    pub owner: Option<usize>,
    pub owned_by: Option<Span>,
    pub actor: Option<usize>,
    /// Its actor is for whom it speaks.
    pub by_voice: bool,
    pub regime: bool,
    pub former: bool,
    definite: bool,
    /// It says more than the office, the field and the place.
    more: bool,
}

impl Told {
    /// Tells whether somebody known may be meant, who is not told of here.
    pub fn is_open(&self) -> bool {
        self.actor.is_none() && self.definite && !self.more && self.owned_by.is_none() && self.place.is_none()
    }

    /// Tells whether somebody may be meant who has the same office for a field, or for none that is known.
    pub fn may_have(&self, field: Option<&String>) -> bool {
        // of ministers there are several
        if self.key.field.is_none() { self.key.office != MANY } else { self.key.field.as_ref() == field }
    }

    /// Notes for whom somebody speaks.
    pub fn tell_for_whom(&self, actors: &Actors, out: &mut BTreeMap<usize, BTreeSet<usize>>) {
        let speaks =
            matches!(self.sort, OfficeSort::Holder | OfficeSort::Office | OfficeSort::Voice | OfficeSort::Counsel);
        let Some(actor) = self.actor.filter(|_| speaks && !self.former && !self.by_voice) else { return };
        let person = |number: usize| actors.kind(number) == NameKind::Person;
        let for_people = matches!(self.sort, OfficeSort::Voice | OfficeSort::Counsel);
        let owner = self.owner.filter(|&owner| for_people || !person(owner));
        let government = |place: usize| actors.number(&ActorId(format!("{GOVERNMENT}{}", actors.id(place).0)));
        let places = self.place.into_iter().chain(self.place.and_then(government));
        let whom = places.chain(owner).filter(|&whom| whom != actor);
        out.entry(actor).or_default().extend(whom);
    }
}

/// The office of which a place has several.
const MANY: &str = "minister";

/// Returns the descriptions of an article that the table knows, by place of the noun.
pub(super) fn of_article(lexicon: &Lexicon, entry: &Entry, actors: &Actors) -> Vec<Told> {
    let all = entry.reading.descriptions.iter().enumerate();
    all.filter_map(|(index, description)| told(lexicon, entry, actors, (index, description))).collect()
}

fn told(
    lexicon: &Lexicon,
    entry: &Entry,
    actors: &Actors,
    (index, description): (usize, &Description),
) -> Option<Told> {
    let lang = entry.article.language;
    let offices = lexicon.offices(lang)?;
    let all = &entry.annotated.tokens;
    let start = all.partition_point(|token| token.span.end <= description.span.start);
    let noun = all.partition_point(|token| token.span.end <= description.noun.start);
    let stops = |token: &Token| {
        token.span.start >= description.span.end
            || token.span.start > description.noun.start
                && (token.kind != TokenKind::Word || lexicon.is(lang, &token.norm, WordClass::Relative))
    };
    let near = all.get(start..)?.get(..MAX_WORDS.min(all.len() - start))?;
    let tokens = &near[..near.iter().position(stops).unwrap_or(near.len())];
    let norms: Vec<&str> = tokens.iter().map(|token| token.norm.as_str()).collect();
    let noun = noun.checked_sub(start)?;
    let office = offices.find(&norms, |sort, words| sort != OfficeSort::Field && words.contains(&noun));
    let (office, sort, office_words) = match (office, &description.body) {
        (Some(office), _) => (office.id.to_owned(), office.sort, office.words),
        (None, Some(body)) => (body.clone(), OfficeSort::Body, noun..=noun),
        (None, None) => return None,
    };
    let field = offices.find(&norms, |sort, words| sort == OfficeSort::Field && !words.contains(&noun));
    let named = |token: &Token| entry.reading.names.iter().find(|name| name.span.overlap(token.span) > 0);
    let number = |id: &Option<ActorId>| id.as_ref().and_then(|id| actors.number(id));
    let is_place = |number: &usize| actors.kind(*number) == NameKind::Location;
    let owner = description.of.as_ref().and_then(|party| number(&party.actor));
    let beside = || tokens.iter().filter_map(|token| number(&named(token)?.actor)).find(is_place);
    let place = number(&description.place).filter(is_place).or(owner.filter(is_place)).or_else(beside);
    let marks = |token: &Token, class| lexicon.marks_office(lang, &token.norm, class);
    let says_more = |(at, token): (usize, &Token)| {
        token.kind == TokenKind::Word
            && !office_words.contains(&at)
            && !field.as_ref().is_some_and(|field| field.words.contains(&at))
            && !lexicon.is(lang, &token.norm, WordClass::Function)
            && named(token).is_none()
    };
    let first = tokens.iter().find(|token| !lexicon.is(lang, &token.norm, WordClass::Function))?;
    Some(Told {
        index,
        span: description.span,
        noun: description.noun,
        first: first.span,
        key: Key { office, field: field.as_ref().map(|field| field.id.to_owned()) },
        sort,
        place,
        owner: owner.filter(|owner| !is_place(owner)),
        owned_by: description
            .of
            .as_ref()
            .map(|party| party.span)
            .filter(|_| owner.is_none_or(|owner| !is_place(&owner))),
        actor: number(&description.actor),
        by_voice: false,
        regime: description.regime,
        former: tokens.iter().any(|token| marks(token, WordClass::Former)),
        definite: description.definite,
        more: tokens.iter().enumerate().any(says_more),
    })
}
