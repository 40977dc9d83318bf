//! Places that no gazetteer knows: their names in several languages, and capitals that stand for their countries.

use std::collections::{BTreeMap, BTreeSet};

use reading::{ActorId, NameKind};

use super::OfficeSort;
use crate::{Entry, Lexicon};

/// Letters of a name that is compared with its spelling in other languages, at least.
const LEAST_LETTERS: usize = 6;

/// Names of one place with the endings that several languages give it (`lorvanie`, `lorvania`), each with the form that
/// stands for all.
pub(super) fn spellings(lexicon: &Lexicon, kinds: &BTreeMap<ActorId, NameKind>) -> Vec<(ActorId, ActorId)> {
    let mut families: BTreeMap<String, Vec<(&ActorId, NameKind)>> = BTreeMap::new();
    let names = kinds.iter().filter(|(id, _)| id.0.len() >= LEAST_LETTERS && !id.0.contains('-'));
    for (id, kind) in names.filter(|(id, kind)| **kind != NameKind::Person && !lexicon.is_listed(&id.0)) {
        families.entry(lexicon.place_respelt(&id.0)).or_default().push((id, *kind));
    }
    let mut out = Vec::new();
    for family in families.values().filter(|family| family.iter().any(|(_, kind)| *kind == NameKind::Location)) {
        let Some((whole, rest)) = family.split_first() else { continue };
        out.extend(rest.iter().map(|(id, _)| ((*id).clone(), whole.0.clone())));
    }
    out
}

/// Capitals with their countries: those that articles call so, and seats of a government that nobody chose whose country
/// the same articles name. Of places that the packs do not know.
pub(super) fn capitals(
    lexicon: &Lexicon,
    entries: &[Entry],
    target: &BTreeMap<ActorId, ActorId>,
) -> BTreeMap<ActorId, ActorId> {
    let whole = |id: &ActorId| target.get(id).unwrap_or(id).clone();
    let mut told: BTreeMap<ActorId, BTreeSet<ActorId>> = BTreeMap::new();
    let mut adjectives: BTreeSet<ActorId> = BTreeSet::new();
    // by seat of a regime, the places that each of its articles names
    let mut seats: BTreeMap<ActorId, Option<BTreeSet<ActorId>>> = BTreeMap::new();
    for entry in entries {
        let named = |kind: fn(NameKind) -> bool| {
            let names = entry.reading.names.iter().filter(move |name| kind(name.kind));
            names.filter_map(|name| name.actor.as_ref()).map(whole)
        };
        adjectives.extend(named(|kind| kind == NameKind::Other));
        let mut here: BTreeSet<ActorId> = BTreeSet::new();
        for description in &entry.reading.descriptions {
            let Some(actor) = &description.actor else { continue };
            let lemma = [description.lemma.as_str()];
            let offices = lexicon.offices(entry.article.language);
            if offices.and_then(|offices| offices.find(&lemma, |sort, _| sort == OfficeSort::Capital)).is_some() {
                let of = description.place.as_ref().or(description.of.as_ref().and_then(|party| party.actor.as_ref()));
                told.entry(whole(actor)).or_default().extend(of.map(whole));
            }
            if description.regime
                && let Some((_, place)) = actor.0.split_once("-of-")
            {
                here.insert(whole(&ActorId(place.to_owned())));
            }
        }
        if !here.is_empty() {
            let named: BTreeSet<ActorId> = named(|_| true).collect();
            for seat in here {
                let known = seats.entry(seat).or_default();
                *known = Some(known.take().map_or_else(|| named.clone(), |known| &known & &named));
            }
        }
    }
    for (seat, named) in &seats {
        let is_country = |place: &&ActorId| *place != seat && adjectives.contains(*place) && seats.contains_key(*place);
        let mut countries = named.iter().flatten().filter(is_country);
        if let (Some(country), None, false) = (countries.next(), countries.next(), adjectives.contains(seat)) {
            told.entry(seat.clone()).or_default().insert(country.clone());
        }
    }
    let single = |(seat, of): (ActorId, BTreeSet<ActorId>)| {
        let country = of.first().filter(|country| of.len() == 1 && **country != seat)?.clone();
        (!lexicon.is_listed(&seat.0)).then_some((seat, country))
    };
    told.into_iter().filter_map(single).collect()
}

/// Bodies that are called after a place by one of its other names, or after the capital of its country, with their
/// ids after the place: `army-of-lorvania` of `army-of-lorvanie`.
pub(super) fn bodies(
    entries: &[Entry],
    target: &BTreeMap<ActorId, ActorId>,
    capitals: &BTreeMap<ActorId, ActorId>,
) -> Vec<(ActorId, ActorId)> {
    // `bank-of-america` is called after nothing that it is of
    let described = entries.iter().flat_map(|entry| &entry.reading.descriptions);
    let kinds: BTreeSet<&str> = described.filter_map(|description| description.body.as_deref()).collect();
    let mut out = Vec::new();
    for id in target.keys() {
        let Some((body, place)) = id.0.split_once("-of-") else { continue };
        if !kinds.contains(format!("{body}-of").as_str()) {
            continue;
        }
        let place = ActorId(place.to_owned());
        let whole = target.get(&place).unwrap_or(&place);
        let whole = capitals.get(whole).unwrap_or(whole);
        if *whole != place {
            out.push((id.clone(), ActorId(format!("{body}-of-{}", whole.0))));
        }
    }
    out
}
