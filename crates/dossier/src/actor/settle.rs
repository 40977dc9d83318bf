//! Whom a description means that its own article leaves open, as the other articles of its story tell: `the receiver`,
//! `the army`, `a spokesman for the ministry`.
//!
//! The story must leave one answer. Two armies, two ministers stay apart: then nobody is meant.

mod told;

use std::collections::{BTreeMap, BTreeSet};

use document::Span;
use reading::{ActorId, Name, NameKind};

use super::{Actors, GOVERNMENT, office::OfficeSort};
use crate::{Entry, Lexicon, Story, sentence};
use told::{Key, Told};

/// Different accounts of who has an office, in one story, at most.
const MOST_HOLDERS: usize = 40;

/// What the articles of a pile tell of each other's descriptions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    /// By article and stretch of the source: who speaks.
    pub(super) speakers: BTreeMap<(usize, Span), Speaker>,
    /// For whom actors speak.
    pub(super) speak_for: BTreeMap<usize, BTreeSet<usize>>,
}

/// Who a source is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker {
    pub(super) actor: usize,
    /// The words are those of a spokesman without a name.
    pub(super) by_voice: bool,
}

/// Settles whom the descriptions of every story mean, and notes it in `actors`, which may get new ones.
pub(crate) fn settle(lexicon: &Lexicon, entries: &[Entry], actors: &mut Actors, stories: &[Story]) {
    let mut settled = Settled::default();
    for story in stories {
        let mut told: Vec<Vec<Told>> =
            story.articles.iter().map(|&article| told::of_article(lexicon, &entries[article], actors)).collect();
        let present: Vec<BTreeSet<usize>> =
            story.articles.iter().map(|&article| present(&entries[article], actors)).collect();
        bodies(lexicon, entries, &story.articles, actors, &mut told, &present);
        holders(&mut told, &present);
        voices(&mut told);
        for (&article, told) in story.articles.iter().zip(&told) {
            speakers(&entries[article], article, told, &mut settled);
            for one in told {
                one.tell_for_whom(actors, &mut settled.speak_for);
            }
        }
    }
    actors.settled = settled;
}

/// The actors that an article names.
fn present(entry: &Entry, actors: &Actors) -> BTreeSet<usize> {
    let named = |name: &Name| actors.number(name.actor.as_ref()?);
    let mut present: BTreeSet<usize> = entry.reading.names.iter().filter_map(named).collect();
    let countries: Vec<usize> = present.iter().filter_map(|place| actors.countries.get(place).copied()).collect();
    present.extend(countries);
    present
}

/// Bodies that each place or field has one of.
fn bodies(
    lexicon: &Lexicon,
    entries: &[Entry],
    articles: &[usize],
    actors: &mut Actors,
    told: &mut [Vec<Told>],
    present: &[BTreeSet<usize>],
) {
    let named = ministries(lexicon, entries, articles, actors);
    // a body and its place make an actor
    for one in told.iter_mut().flatten().filter(|one| one.sort == OfficeSort::Body) {
        if let (None, Some(place), Some(prefix)) = (one.actor, one.place, one.key.prefix()) {
            let only = named.get(&one.key).filter(|all| all.len() == 1).and_then(BTreeSet::first);
            one.actor = Some(match only {
                Some(&known) => known,
                None => actors.add(ActorId(format!("{prefix}-{}", actors.id(place).0)), NameKind::Organisation),
            });
        }
    }
    let mut known: BTreeMap<Key, BTreeMap<usize, Body>> = BTreeMap::new();
    for one in told.iter().flatten().filter(|one| one.sort == OfficeSort::Body) {
        if let Some(actor) = one.actor {
            let place = one.place.or_else(|| place_of_body(actors, actor));
            let body = known.entry(one.key.clone()).or_default().entry(actor).or_default();
            body.regime |= one.regime;
            body.civil |= !one.regime;
            body.place = body.place.or(place);
        }
    }
    for (key, all) in named {
        for actor in all {
            known.entry(key.clone()).or_default().entry(actor).or_default().civil = true;
        }
    }
    for (told, present) in told.iter_mut().zip(present) {
        // of a government that articles need not name, as that of their readers, nobody else is sure
        let sure = |one: &&mut Told| one.regime || !GOVERNMENT.starts_with(one.key.office.as_str());
        let open = told.iter_mut().filter(|one| one.sort == OfficeSort::Body && one.is_open());
        for one in open.filter(sure) {
            let all = known.get(&one.key);
            let fits = |body: &Body| if one.regime { body.regime } else { body.civil };
            let all: Vec<(usize, &Body)> =
                all.into_iter().flatten().filter(|(_, body)| fits(body)).map(|(actor, body)| (*actor, body)).collect();
            let here = |(actor, body): &&(usize, &Body)| {
                present.contains(actor) || body.place.is_some_and(|place| present.contains(&place))
            };
            let near: Vec<usize> = all.iter().filter(here).map(|(actor, _)| *actor).collect();
            one.actor = match (near.as_slice(), all.as_slice()) {
                ([only], _) => Some(*only),
                ([], [(only, body)]) if body.place.is_none() || one.regime => Some(*only),
                _ => None,
            };
        }
        // `the ministry` of an article that tells of one
        let own = own_bodies(told);
        let open = |one: &&mut Told| one.sort == OfficeSort::Body && one.key.field.is_none() && one.is_open();
        for one in told.iter_mut().filter(open) {
            let own = own.get(&one.key.office).filter(|own| own.len() == 1);
            one.actor = own.and_then(BTreeSet::first).copied();
        }
    }
}

/// What a story tells of a body.
#[derive(Default)]
struct Body {
    /// It was called by a word for a government that nobody chose.
    regime: bool,
    /// It was called by another word.
    civil: bool,
    place: Option<usize>,
}

/// The bodies with a field that an article itself tells of, by office.
fn own_bodies(told: &[Told]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut out: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for one in told.iter().filter(|one| one.sort == OfficeSort::Body && one.key.field.is_some()) {
        out.entry(one.key.office.clone()).or_default().extend(one.actor);
    }
    out
}

/// The place in the id of a body.
fn place_of_body(actors: &Actors, actor: usize) -> Option<usize> {
    let id = actors.id(actor);
    actors.number(&ActorId(id.0.split_once("-of-")?.1.to_owned()))
}

/// Ministries that the articles name: `Ministerie van Verkeer`, by what they are for.
fn ministries(
    lexicon: &Lexicon,
    entries: &[Entry],
    articles: &[usize],
    actors: &Actors,
) -> BTreeMap<Key, BTreeSet<usize>> {
    let mut out: BTreeMap<Key, BTreeSet<usize>> = BTreeMap::new();
    for entry in articles.iter().map(|&article| &entries[article]) {
        for name in entry.reading.names.iter().filter(|name| name.kind == NameKind::Organisation) {
            let Some(number) = name.actor.as_ref().and_then(|id| actors.number(id)) else { continue };
            let words = sentence::slice(&entry.article, name.span).to_lowercase();
            let words: Vec<&str> = words.split_whitespace().collect();
            if let Some(key) = Key::of_name(lexicon, entry.article.language, &words) {
                out.entry(key).or_default().insert(number);
            }
        }
    }
    out
}

/// Who has an office, as some article of a story tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Holder {
    person: usize,
    field: Option<String>,
    /// Where, and of what.
    of: [Option<usize>; 2],
    former: bool,
}

/// Offices that one person has at a time.
fn holders(told: &mut [Vec<Told>], present: &[BTreeSet<usize>]) {
    let mut known: BTreeMap<String, BTreeSet<Holder>> = BTreeMap::new();
    for one in told.iter().flatten().filter(|one| one.sort == OfficeSort::Holder) {
        let Some(person) = one.actor else { continue };
        let (field, of) = (one.key.field.clone(), [one.place, one.owner]);
        known.entry(one.key.office.clone()).or_default().insert(Holder { person, field, of, former: one.former });
    }
    // of an office with so many holders none is the only one
    known.retain(|_, all| all.len() <= MOST_HOLDERS);
    for (told, present) in told.iter_mut().zip(present) {
        for one in told.iter_mut().filter(|one| one.sort == OfficeSort::Holder && one.is_open() && !one.former) {
            let fits = |holder: &&Holder| one.may_have(holder.field.as_ref());
            let all: Vec<&Holder> = known.get(&one.key.office).into_iter().flatten().filter(fits).collect();
            let people: BTreeSet<usize> = all.iter().map(|holder| holder.person).collect();
            let (Some(&person), 1) = (people.first(), people.len()) else { continue };
            let of: BTreeSet<usize> = all.iter().flat_map(|holder| holder.of).flatten().collect();
            let here = of.is_empty() || present.contains(&person) || of.iter().any(|of| present.contains(of));
            if here && !all.iter().any(|holder| holder.former) {
                one.actor = Some(person);
            }
        }
    }
}

/// A spokesman or a lawyer without a name is heard as whom he speaks for.
fn voices(told: &mut [Vec<Told>]) {
    for told in told {
        let known: BTreeMap<Span, usize> = told.iter().filter_map(|one| Some((one.span, one.actor?))).collect();
        for one in told.iter_mut() {
            one.owner = one.owner.or_else(|| known.get(&one.owned_by?).copied());
            if matches!(one.sort, OfficeSort::Voice | OfficeSort::Counsel) && one.actor.is_none() && !one.former {
                one.actor = one.owner;
                one.by_voice = true;
            }
        }
    }
}

/// The pronouns that take up a description.
fn told_pronouns<'a>(entry: &'a Entry, one: &Told) -> impl Iterator<Item = Span> + use<'a> {
    entry.reading.descriptions.get(one.index).into_iter().flat_map(|description| description.pronouns.iter().copied())
}

/// Notes who speaks where a source is one of these descriptions.
fn speakers(entry: &Entry, article: usize, told: &[Told], settled: &mut Settled) {
    let pronouns = |one| told_pronouns(entry, one).map(move |span| (span, one));
    let taken_up: BTreeMap<Span, &Told> = told.iter().flat_map(pronouns).collect();
    let statements = entry.reading.statements.iter();
    let sources = statements.flat_map(|statement| [&statement.source, &statement.speaker]).flatten();
    for source in sources.filter(|source| source.actor.is_none()) {
        let from = told.partition_point(|one| one.noun.start < source.span.start);
        let inside = told.get(from..).unwrap_or_default().iter().take_while(|one| one.noun.end <= source.span.end);
        let whole = inside.max_by_key(|one| (one.span.len(), std::cmp::Reverse(one.noun)));
        let whole = whole.filter(|one| one.span.start <= source.span.start || one.first.start <= source.span.start);
        let speaker = |one: &Told| Some(Speaker { actor: one.actor?, by_voice: one.by_voice });
        if let Some(speaker) = whole.or(taken_up.get(&source.span).copied()).and_then(speaker) {
            settled.speakers.insert((article, source.span), speaker);
        }
    }
}

#[cfg(test)]
mod tests;
