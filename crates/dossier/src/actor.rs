//! Who appears: the actors of all articles, merged where their names leave no doubt.

mod affiliation;
mod office;
mod place;
mod role;
mod settle;
mod source;

use std::collections::{BTreeMap, BTreeSet};

use document::Lang;
use reading::{ActorId, NameKind, Source};

pub(crate) use affiliation::affiliations;
pub(crate) use office::{OfficeSort, Offices};
pub(crate) use settle::settle;

use source::Sources;

use crate::{Actor, Entry, Lexicon, Quote, sentence};

/// Letters of a place's name at least, and of the ending of its adjective at most.
const LEAST_STEM: usize = 5;
const MOST_ENDING: usize = 5;
/// What the ids of governments begin with.
const GOVERNMENT: &str = "government-of-";

/// Which actor of the pile an article's actor is.
///
/// Two ids are one actor when one is the only longer form of the other in the whole pile: `macron` is
/// `emmanuel-macron` as long as no other Macron appears. Names of persons are compared in one spelling (`poetin` is a form of
/// `vladimir-putin`); an acronym is what some article introduces it for, when all that do agree. When in doubt they stay
/// apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actors {
    /// Ids of the pile, sorted; a number of an actor is an index into this.
    ids: Vec<ActorId>,
    kinds: Vec<NameKind>,
    number: BTreeMap<ActorId, usize>,
    settled: settle::Settled,
    /// Countries of the capitals that the packs do not know.
    countries: BTreeMap<usize, usize>,
}

impl Actors {
    /// Merges the ids that the readings of `entries` use.
    #[cfg(test)]
    pub(crate) fn of(lexicon: &Lexicon, entries: &[Entry]) -> Self {
        Self::but_for(lexicon, entries, &[])
    }

    /// Merges them, but for pairs that a user told apart.
    pub(crate) fn but_for(lexicon: &Lexicon, entries: &[Entry], apart: &[(ActorId, ActorId)]) -> Self {
        let kinds = kinds(lexicon, entries);
        let (mut target, capitals) = targets(lexicon, entries, &kinds, &acronyms(lexicon, entries));
        for (whole, part) in apart {
            if target.contains_key(part) && target.get(part) == target.get(whole).or(Some(whole)) {
                target.insert(part.clone(), part.clone());
            }
        }
        let mut ids: Vec<ActorId> = target.values().cloned().collect();
        ids.sort();
        ids.dedup();
        let number = target
            .iter()
            .map(|(id, target)| (id.clone(), ids.partition_point(|known| known < target)))
            .collect::<BTreeMap<_, _>>();
        let body = |id: &ActorId| if id.0.contains("-of-") { NameKind::Organisation } else { NameKind::Other };
        let kinds = ids.iter().map(|id| kinds.get(id).copied().unwrap_or_else(|| body(id))).collect();
        let countries = capitals.iter().filter_map(|(seat, country)| Some((*number.get(seat)?, *number.get(country)?)));
        let countries = countries.collect();
        Self { ids, kinds, number, settled: settle::Settled::default(), countries }
    }

    /// Returns the number of an actor that an article names.
    pub(crate) fn number(&self, id: &ActorId) -> Option<usize> {
        self.number.get(id).copied()
    }

    /// Returns the number of the actor that is the source of a statement in an article: as the article tells, or as those
    /// of its story do. A spokesman without a name is whom he speaks for.
    pub(crate) fn speaker(&self, article: usize, source: &Source) -> Option<usize> {
        let settled = || self.settled.speakers.get(&(article, source.span)).map(|speaker| speaker.actor);
        source.actor.as_ref().and_then(|id| self.spoken_by(id)).or_else(settled)
    }

    /// Returns the same, but no spokesman's: the actor that the source itself calls something.
    fn described(&self, article: usize, source: &Source) -> Option<usize> {
        let settled = || self.settled.speakers.get(&(article, source.span)).filter(|speaker| !speaker.by_voice);
        source.actor.as_ref().and_then(|id| self.spoken_by(id)).or_else(|| settled().map(|speaker| speaker.actor))
    }

    /// Returns the number of an actor that says something: a capital is its country's government.
    fn spoken_by(&self, id: &ActorId) -> Option<usize> {
        let number = self.number(id)?;
        let country = self.countries.get(&number);
        let government =
            country.and_then(|country| self.number(&ActorId(format!("{GOVERNMENT}{}", self.ids[*country].0))));
        Some(government.unwrap_or(number))
    }

    /// Returns the number of an actor, which becomes one of these when it is new.
    fn add(&mut self, id: ActorId, kind: NameKind) -> usize {
        if let Some(number) = self.number(&id) {
            return number;
        }
        self.ids.push(id.clone());
        self.kinds.push(kind);
        self.number.insert(id, self.ids.len() - 1);
        self.ids.len() - 1
    }

    /// Returns the ids that articles use, each with the id of the actor that it stands for.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&ActorId, &ActorId)> {
        self.number.iter().map(|(id, &number)| (id, &self.ids[number]))
    }

    /// Returns the id of an actor.
    pub(crate) fn id(&self, number: usize) -> ActorId {
        self.ids[number].clone()
    }

    /// Returns the kind of an actor.
    pub(crate) fn kind(&self, number: usize) -> NameKind {
        self.kinds[number]
    }

    /// Returns how many there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// The kind of most mentions of each id; places of the packs are places, also where only adjectives name them; of ids without a mention (a source without a name), other.
fn kinds(lexicon: &Lexicon, entries: &[Entry]) -> BTreeMap<ActorId, NameKind> {
    let mut votes: BTreeMap<ActorId, BTreeMap<NameKind, usize>> = BTreeMap::new();
    for entry in entries {
        for name in &entry.reading.names {
            if let Some(actor) = &name.actor {
                *votes.entry(actor.clone()).or_default().entry(name.kind).or_default() += 1;
            }
        }
        for statement in &entry.reading.statements {
            let source = statement.said_by().and_then(|source| source.actor.as_ref());
            for actor in source.into_iter().chain(&statement.target).chain(&statement.via) {
                votes.entry(actor.clone()).or_default();
            }
        }
    }
    votes
        .into_iter()
        .map(|(id, votes)| {
            let kind = votes
                .iter()
                .filter(|(kind, _)| **kind != NameKind::Other)
                .max_by_key(|(kind, n)| (**n, std::cmp::Reverse(**kind)));
            let kind = if lexicon.is_place(&id.0) {
                Some(NameKind::Location)
            } else if lexicon.country_of_body(&id.0).is_some() {
                Some(NameKind::Organisation)
            } else {
                kind.map(|(kind, _)| *kind)
            };
            (id, kind.unwrap_or(NameKind::Other))
        })
        .collect()
}

/// Ids that an acronym makes where it stands alone, with those that it has where an article introduces it.
fn acronyms(lexicon: &Lexicon, entries: &[Entry]) -> BTreeMap<ActorId, BTreeSet<ActorId>> {
    let mut out: BTreeMap<ActorId, BTreeSet<ActorId>> = BTreeMap::new();
    for entry in entries {
        for name in entry.reading.names.iter().filter(|name| name.kind == NameKind::Organisation) {
            let form = sentence::slice(&entry.article, name.span);
            let Some(actor) = name.actor.as_ref().filter(|_| is_acronym(form)) else { continue };
            let own = ActorId::of_name(form);
            if own != *actor && !lexicon.is_listed(&own.0) {
                out.entry(own).or_default().insert(actor.clone());
            }
        }
    }
    out
}

/// Tells whether a form is written in capitals and digits only.
fn is_acronym(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !form.contains(|c: char| c.is_lowercase() || c.is_whitespace())
}

/// Which id each id merges into, itself mostly; and the capitals that the packs do not know, with their countries.
fn targets(
    lexicon: &Lexicon,
    entries: &[Entry],
    kinds: &BTreeMap<ActorId, NameKind>,
    acronyms: &BTreeMap<ActorId, BTreeSet<ActorId>>,
) -> (BTreeMap<ActorId, ActorId>, BTreeMap<ActorId, ActorId>) {
    let mut by_last: BTreeMap<(bool, String), Vec<&ActorId>> = BTreeMap::new();
    let mut people: People = BTreeMap::new();
    for (id, kind) in kinds {
        let person = *kind == NameKind::Person;
        let key = if person {
            let words = person_words(lexicon, id);
            let last = words.last().cloned().unwrap_or_default();
            people.insert(id, words);
            last
        } else {
            words(id).first().map_or_else(String::new, |word| (*word).to_owned())
        };
        by_last.entry((person, key)).or_default().push(id);
    }
    let mut target: BTreeMap<ActorId, ActorId> = BTreeMap::new();
    for (&(person, _), family) in &by_last {
        for &id in family {
            let longer: Vec<&ActorId> = family
                .iter()
                .copied()
                .filter(
                    |other| if person { is_form_of(&people, id, other) } else { same_organisation(lexicon, id, other) },
                )
                .collect();
            // The longest is the full name; every other candidate must be a form of that one too.
            let full = longer.iter().copied().max_by_key(|other| (other.0.len(), std::cmp::Reverse(*other)));
            let unambiguous = full.filter(|full| {
                longer.iter().all(|other| {
                    other == full
                        || if person {
                            is_form_of(&people, other, full)
                        } else {
                            same_organisation(lexicon, other, full)
                        }
                })
            });
            target.insert(id.clone(), unambiguous.unwrap_or(id).clone());
        }
    }
    for (id, place) in demonyms(kinds).into_iter().chain(place::spellings(lexicon, kinds)) {
        target.insert(id, place);
    }
    for (id, meant) in acronyms.iter().filter(|(id, _)| kinds.get(id).is_some_and(|kind| *kind != NameKind::Person)) {
        let meant: BTreeSet<&ActorId> = meant.iter().filter_map(|id| target.get(id)).collect();
        if let (Some(&whole), 1) = (meant.first(), meant.len()) {
            let whole = whole.clone();
            target.insert(id.clone(), whole);
        }
    }
    let mut target = ends(&target);
    let capitals = place::capitals(lexicon, entries, &target);
    for (id, whole) in place::bodies(entries, &target, &capitals) {
        target.insert(whole.clone(), whole.clone());
        target.insert(id, whole);
    }
    (target, capitals)
}

/// Follows every id to the one that it ends at.
fn ends(target: &BTreeMap<ActorId, ActorId>) -> BTreeMap<ActorId, ActorId> {
    target
        .keys()
        .map(|id| {
            let mut end = id;
            // Ends: a form is always shorter than what it is a form of, or sorts behind it.
            for _ in 0..target.len() {
                match target.get(end) {
                    Some(next) if next != end => end = next,
                    _ => break,
                }
            }
            (id.clone(), end.clone())
        })
        .collect()
}

/// Adjectives and inhabitants of a place that no gazetteer knows: the place's name with a short ending
/// (`dravennaanse`, `dravennan` of `dravenna`), when only one place of the pile fits.
fn demonyms(kinds: &BTreeMap<ActorId, NameKind>) -> Vec<(ActorId, ActorId)> {
    let mut out = Vec::new();
    for (id, _) in kinds.iter().filter(|(id, kind)| **kind != NameKind::Person && !id.0.contains('-')) {
        let mut places = (LEAST_STEM..id.0.len())
            .rev()
            .take(MOST_ENDING)
            .filter_map(|end| Some(ActorId(id.0.get(..end)?.to_owned())))
            .filter(|stem| kinds.contains_key(stem));
        if let (Some(place), None) = (places.next(), places.next()) {
            out.push((id.clone(), place));
        }
    }
    out
}

fn words(id: &ActorId) -> Vec<&str> {
    id.0.split('-').filter(|word| !word.is_empty()).collect()
}

/// The words of persons' names, see [`person_words`].
type People<'a> = BTreeMap<&'a ActorId, Vec<String>>;

/// The words of a person's name in one spelling, without titles that were taken for a part of it.
fn person_words(lexicon: &Lexicon, id: &ActorId) -> Vec<String> {
    let all = words(id);
    let titles = all.iter().take_while(|word| lexicon.is_title_anywhere(word)).count();
    let own = if titles < all.len() { &all[titles..] } else { &all[..] };
    own.iter().map(|word| lexicon.respelt(word)).collect()
}

/// Tells whether `short` is a shorter form of the person's name `full`: `macron` or `e-macron` of `emmanuel-macron`,
/// `anna-vries` of `anna-maria-vries`; of two spellings of one name, the one with a title or else the shorter one.
fn is_form_of(people: &People<'_>, short: &ActorId, full: &ActorId) -> bool {
    let (short_id, full_id) = (short, full);
    let (Some(short), Some(full)) = (people.get(short), people.get(full)) else { return false };
    if short_id == full_id || short.is_empty() || full.len() < short.len() {
        return false;
    }
    if short == full {
        let titled = words(short_id).len().cmp(&words(full_id).len());
        let longer = || full_id.0.len().cmp(&short_id.0.len()).then_with(|| short_id.cmp(full_id));
        return titled.then_with(longer).is_gt();
    }
    if full.len() > short.len() && full.ends_with(short) {
        return true;
    }
    let (Some(first), Some(full_first)) = (short.first(), full.first()) else { return false };
    let initial = first.len() == 1 && full_first.len() > 1 && full_first.starts_with(first.as_str());
    if initial && short[1..] == full[1..] {
        return true;
    }
    let mut rest = full.iter();
    full.len() > short.len()
        && short.len() > 1
        && first == full_first
        && short.iter().all(|word| rest.any(|w| w == word))
}

/// Tells whether `short` names the organisation `full` without the word that says what it is (`wagner` of
/// `wagner-group`), or with that word in another language (`wagner-groep`).
fn same_organisation(lexicon: &Lexicon, short: &ActorId, full: &ActorId) -> bool {
    if short == full {
        return false;
    }
    let concept = |word: &&str| lexicon.organisation_word(word).map(str::to_owned);
    let (short_words, full_words) = (words(short), words(full));
    let shared = short_words.iter().zip(&full_words).take_while(|(a, b)| a == b).count();
    let (rest, full_rest) = (&short_words[shared..], &full_words[shared..]);
    let kinds: Option<Vec<String>> = rest.iter().map(concept).collect();
    let full_kinds: Option<Vec<String>> = full_rest.iter().map(concept).collect();
    match (kinds, full_kinds) {
        (Some(kinds), Some(full_kinds)) if shared > 0 && !full_kinds.is_empty() => {
            kinds.is_empty() || kinds == full_kinds && (full.0.len(), &short.0) > (short.0.len(), &full.0)
        }
        _ => false,
    }
}

/// Returns the actors of the pile, by id.
pub(crate) fn actors(lexicon: &Lexicon, entries: &[Entry], merged: &Actors) -> Vec<Actor> {
    let mut forms: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); merged.len()];
    let mut places: Vec<Vec<(usize, usize)>> = vec![Vec::new(); merged.len()];
    let mut spoken: Vec<BTreeMap<Lang, usize>> = vec![BTreeMap::new(); merged.len()];
    for (article, entry) in entries.iter().enumerate() {
        for (index, name) in entry.reading.names.iter().enumerate() {
            if let Some(number) = name.actor.as_ref().and_then(|id| merged.number(id)) {
                *forms[number].entry(sentence::slice(&entry.article, name.span)).or_default() += 1;
                places[number].push((article, index));
                *spoken[number].entry(entry.article.language).or_default() += 1;
            }
        }
    }
    let sources = Sources::of(lexicon, entries, merged);
    let mut actors: Vec<Actor> = (0..merged.len())
        .filter(|&number| !places[number].is_empty())
        .map(|number| {
            let kind = merged.kind(number);
            let id = merged.id(number);
            let lang = spoken[number].iter().max_by_key(|(lang, n)| (**n, std::cmp::Reverse(**lang)));
            let names = lang.map_or(&[][..], |(lang, _)| lexicon.place_names(&id.0, *lang));
            let seen = full_name(&id, kind, names, &forms[number]);
            let body = lexicon.country_of_body(&id.0);
            let name = match (names.first(), sources.best(number)) {
                // A country that only its adjective names still has a name.
                (Some(usual), _) if !names.iter().any(|name| name == seen) => usual.as_str(),
                // `Parijs` is the city, too
                (None, Some(source)) if body.is_some() => source,
                _ => seen,
            };
            let mut aliases: Vec<(&str, usize)> =
                forms[number].iter().map(|(form, n)| (*form, *n)).filter(|(form, _)| *form != name).collect();
            aliases.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            Actor {
                kind,
                country: lexicon.country(&id.0).or(body).map(str::to_owned),
                aliases: aliases.into_iter().map(|(form, _)| form.to_owned()).collect(),
                roles: if kind == NameKind::Person {
                    role::roles(lexicon, entries, &places[number])
                } else {
                    Vec::new()
                },
                mentions: places[number].len(),
                quote: best_place(entries, &places[number], seen),
                name: name.to_owned(),
                id,
            }
        })
        .collect();
    let unnamed = (0..merged.len()).filter(|&number| places[number].is_empty());
    actors.extend(unnamed.filter_map(|number| sources.actor(lexicon, merged, number)));
    actors.sort_by(|a, b| a.id.cmp(&b.id));
    actors
}

/// The most frequent form: of a place of the packs among its proper names, of a person among those of two words or
/// more, of others among those that the id was made from (not an adjective or a compound with the name).
fn full_name<'a>(id: &ActorId, kind: NameKind, names: &[String], forms: &BTreeMap<&'a str, usize>) -> &'a str {
    let slug = |form: &str| form.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-") == id.0;
    let full = |form: &str| match kind {
        NameKind::Person => form.split_whitespace().count() > 1,
        _ if !names.is_empty() => names.iter().any(|name| name == form),
        _ => slug(form),
    };
    let some_full = forms.keys().any(|form| full(form));
    let some_whole = kind == NameKind::Person && forms.keys().any(|form| slug(form));
    forms
        .iter()
        .filter(|(form, _)| if some_whole { slug(form) } else { !some_full || full(form) })
        .max_by_key(|(form, n)| (**n, form.len(), std::cmp::Reverse(**form)))
        .map_or("", |(form, _)| *form)
}

/// The sentence that names it in full and is read most easily; the earliest of equals.
fn best_place(entries: &[Entry], places: &[(usize, usize)], full: &str) -> Option<Quote> {
    let mut best: Option<(f64, Quote)> = None;
    let mut seen = BTreeSet::new();
    for &(article, index) in places {
        let entry = entries.get(article)?;
        let name = entry.reading.names.get(index)?;
        if sentence::slice(&entry.article, name.span) != full {
            continue;
        }
        let Some(at) = entry.annotated.sentence_at(name.span.start) else { continue };
        let found = &entry.annotated.sentences[at];
        if !sentence::quotable(found) || !seen.insert((article, at)) {
            continue;
        }
        let score = sentence::readability(sentence::n_words(&entry.annotated, found));
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, Quote { article, span: found.span }));
        }
    }
    best.map(|(_, quote)| quote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile, say};

    fn merged(texts: &[&str]) -> Vec<String> {
        let entries = pile(texts);
        actors(&lexicon(), &entries, &Actors::of(&lexicon(), &entries)).into_iter().map(|actor| actor.id.0).collect()
    }

    #[test]
    fn a_surname_is_the_only_person_who_bears_it() {
        assert_eq!(merged(&["[PER Ada Blom] sprak.", "[PER Blom] zweeg."]), ["ada-blom"]);
    }

    #[test]
    fn a_surname_that_two_people_bear_stays_apart() {
        assert_eq!(
            merged(&["[PER Ada Blom] sprak.", "[PER Bart Blom] sprak.", "[PER Blom] zweeg."]),
            ["ada-blom", "bart-blom", "blom"]
        );
    }

    #[test]
    fn spellings_of_one_name_are_one_person() {
        assert_eq!(merged(&["[PER Joeri Sjevtsjin] sprak.", "[PER Yuri Shevchin] zweeg."]), ["joeri-sjevtsjin"]);
        assert_eq!(merged(&["[PER Sjevtsjin] sprak.", "[PER Yuri Shevchin] zweeg."]), ["yuri-shevchin"]);
        assert_eq!(
            merged(&["[PER Joeri Sjevtsjin] sprak.", "[PER Ivan Shevchin] zweeg.", "[PER Shevchin] at."]),
            ["ivan-shevchin", "joeri-sjevtsjin", "shevchin"]
        );
    }

    #[test]
    fn an_acronym_is_what_some_article_introduces_it_for() {
        let introduced = "De [ORG Vakbond Haven] ([ORG:vakbond-haven VH]) staakt.";
        assert_eq!(merged(&[introduced, "De [ORG VH] staakt nog."]), ["vakbond-haven"]);
        let other = "De [ORG Vrije Havendienst] ([ORG:vrije-havendienst VH]) werkt.";
        assert_eq!(merged(&[introduced, other, "De [ORG VH] zwijgt."]), ["vakbond-haven", "vh", "vrije-havendienst"]);
        assert_eq!(merged(&[introduced, "[PER VH] zwijgt."]).len(), 2);
    }

    #[test]
    fn a_government_that_only_speaks_is_listed_by_its_own_words() {
        let mut entries = pile(&["De [MISC:mali Malinese] junta zei dat de brug dicht is. De [LOC:mali Mali] zwijgt."]);
        say(&mut entries[0], reading::Act::Say, ("De Malinese junta", "government-of-mali"), "de brug dicht is", None);
        let all = actors(&lexicon(), &entries, &Actors::of(&lexicon(), &entries));
        let junta = all.iter().find(|actor| actor.id.0 == "government-of-mali").expect("the junta");
        assert_eq!(
            (junta.name.as_str(), junta.kind, junta.country.as_deref(), junta.mentions, junta.quote.is_some()),
            ("Malinese junta", NameKind::Organisation, Some("MLI"), 1, true)
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn merging_does_not_depend_on_the_order_of_articles(
            names in proptest::collection::vec("\\[(PER|ORG) (Ada |Bart |A\\. |Directeur |Joeri |Yuri ){0,2}(Blom|Sjevtsjin|Shevchin|VH|Kestrel Groep|Kestrel|BL)\\] sprak\\.", 2..8),
            turn in 0usize..8,
        ) {
            let texts: Vec<&str> = names.iter().map(String::as_str).collect();
            let entries = pile(&texts);
            let mut turned = entries.clone();
            turned.rotate_left(turn % entries.len());
            turned.reverse();
            let ids = |entries: &[Entry]| Actors::of(&lexicon(), entries).forms().map(|(id, whole)| (id.clone(), whole.clone())).collect::<Vec<_>>();
            proptest::prop_assert_eq!(ids(&entries), ids(&turned));
        }
    }

    #[test]
    fn initials_and_second_names_are_forms_of_a_name() {
        assert_eq!(
            merged(&["[PER Ada Maria Blom] sprak.", "[PER Ada Blom] zweeg.", "[PER Blom] at."]),
            ["ada-maria-blom"]
        );
        assert_eq!(merged(&["[PER Hans Blom] sprak.", "[PER H. Blom] zweeg."]), ["hans-blom"]);
    }

    #[test]
    fn a_title_taken_for_a_name_is_no_part_of_it() {
        assert_eq!(merged(&["[PER Directeur Blom] sprak.", "[PER Ada Blom] zweeg."]), ["ada-blom"]);
    }

    #[test]
    fn adjectives_stand_for_their_place() {
        assert_eq!(merged(&["[LOC Oostmark] zweeg. Het [MISC Oostmarkse] leger niet."]), ["oostmark"]);
        assert_eq!(merged(&["[LOC Oost] zweeg. Het [MISC Oostmarkse] leger niet."]).len(), 2);
    }

    #[test]
    fn an_organisation_may_leave_out_what_it_is() {
        assert_eq!(merged(&["[ORG Kestrel Groep] groeit.", "[ORG Kestrel] krimpt."]), ["kestrel-groep"]);
        assert_eq!(merged(&["[ORG Kestrel Groep] groeit.", "[ORG Kestrel Bank] krimpt."]).len(), 2);
    }

    #[test]
    fn the_name_is_the_full_form_and_the_rest_are_aliases_by_frequency() {
        let entries = pile(&["[PER Ada Blom] sprak. [PER Blom] at. [PER Blom] sliep."]);
        let actors = actors(&lexicon(), &entries, &Actors::of(&lexicon(), &entries));
        assert_eq!(
            (actors[0].name.as_str(), actors[0].aliases.as_slice(), actors[0].mentions),
            ("Ada Blom", &["Blom".to_owned()][..], 3)
        );
    }

    #[test]
    fn a_country_has_its_code() {
        let entries = pile(&["[LOC:mali Mali] zweeg. [PER Ada Blom] niet."]);
        let actors = actors(&lexicon(), &entries, &Actors::of(&lexicon(), &entries));
        let codes: Vec<Option<&str>> = actors.iter().map(|actor| actor.country.as_deref()).collect();
        assert_eq!(codes, [None, Some("MLI")]);
    }

    #[test]
    fn a_place_bears_its_proper_name_also_when_only_its_adjective_stands_there() {
        let named = |text: &str| {
            let entries = pile(&[text]);
            let all = actors(&lexicon(), &entries, &Actors::of(&lexicon(), &entries));
            (all[0].name.clone(), all[0].kind, all[0].quote.is_some())
        };
        let place = |name: &str| (name.to_owned(), NameKind::Location, true);
        assert_eq!(
            named("Dertig [MISC:denmark Deense] soldaten vertrokken gisteren uit de stad."),
            place("Denemarken")
        );
        let both = "De [LOC:europe Europese] top en nog een [LOC:europe Europese] dag. [LOC:europe Europa] zweeg.";
        assert_eq!(named(both), place("Europa"));
    }
}
