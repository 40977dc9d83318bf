//! What a figure counts, and whether two figures count the same thing.

use std::collections::BTreeSet;

use document::{PartialDate, Span};
use reading::{Approximation, FrameRole, NameKind, Quantity, QuantityKind};

use super::{
    agree,
    scope::{Frame, Keys, Scope},
    utterance_of,
};
use crate::{
    counts::Origins,
    days_between,
    join::shared,
    lexicon::WordClass,
    pile::{Pile, Term},
    sentence,
    statement::Utterance,
};

/// Values further apart than this factor are taken to count different things: a part and the whole, a loss and a stock.
const LARGEST_RATIO: f64 = 12.0;

/// The same for what a disaster does, which is at first not known by far.
const LARGEST_TOLL_RATIO: f64 = 60.0;

/// Days within which figures of dead and wounded may be about one event.
const EVENT_DAYS: i32 = 60;

/// Bytes between an adjective and the place that it is beside.
const BESIDE: usize = 16;

/// Days within which two counts of votes may be of one ballot.
const BALLOT_DAYS: i32 = 7;

/// Years from which a toll told with a date is of a happening of the past, not of the one in the news.
const PAST_YEARS: i16 = 3;

/// Figures before an amount without a currency among which the one is that lends it its own.
const ELLIPSIS: usize = 6;

/// What is left unsaid only behind a number of this size: `up from 61 million`.
const LARGE: f64 = 1e6;

/// Days within which two tolls of one town without a day are of one happening.
const SPOT_DAYS: i32 = 21;

/// Days within which two tolls of one place without a day are of one happening.
const SAME_DAYS: i32 = 3;

/// How many times more often than any other an article must name a place to be about it.
const LEADING: usize = 2;

/// A figure with what it counts, as far as the sentence tells.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// The article.
    pub(crate) article: usize,
    /// Index of the figure in its reading.
    pub(crate) index: usize,
    /// Index of its sentence.
    pub(crate) sentence: usize,
    /// What sort of thing.
    pub(crate) kind: QuantityKind,
    /// The head noun's term, or the currency in lower case; `None` also for a noun that says no more than the kind.
    pub(crate) unit: Option<Unit>,
    /// Whose it is.
    pub(crate) owner: Option<usize>,
    /// The same, or else who gives it.
    owned: Option<usize>,
    /// Where.
    pub(crate) place: Option<usize>,
    /// That is no country, region or capital.
    small: bool,
    /// The place that its article is about, when its sentence names none.
    pub(crate) about: Option<usize>,
    /// What narrows it.
    pub(crate) scope: Scope,
    /// What is done with it.
    pub(crate) frame: Frame,
    /// What happens in its sentence: terms of events.
    pub(crate) events: Vec<Term>,
    /// The day on which what it counts happened.
    pub(crate) day: Option<PartialDate>,
    /// The year in which it happened, when that is long past.
    past: Option<i16>,
    /// The least it may be.
    pub(crate) low: Option<f64>,
    /// The most it may be.
    pub(crate) high: Option<f64>,
    /// How exact.
    pub(crate) approximation: Approximation,
    /// It is a unit of measurement, the same amount in another currency, or `dozens`: nothing to compare.
    pub(crate) idle: bool,
    /// When it holds.
    pub(crate) as_of: Option<PartialDate>,
    /// When it was published.
    pub(crate) published: Option<PartialDate>,
    /// Who says so.
    pub(crate) speaker: Option<usize>,
    /// The speaker and whom it speaks for, sorted.
    pub(crate) camp: Vec<usize>,
    /// Those of them that are places.
    lands: Vec<usize>,
    /// The terms and actors of the source as written, sorted; empty without a source.
    pub(crate) source: Vec<u32>,
    /// The story of its article.
    pub(crate) story: usize,
    /// What its article shares with its copies.
    pub(crate) copy_group: usize,
}

/// A unit: a term where the noun carries content, its form otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// A noun.
    Noun(Term),
    /// A currency, a sign, or a noun that is no term.
    Form(String),
}

/// How sure it is that two figures count the same, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Same owner and same place.
    Both,
    /// One of them, and words in common.
    One,
    /// Neither, but the unit and the words around it.
    Words,
}

impl Counted {
    /// Tells whether the figures come from two sources that cannot be one.
    pub(crate) fn rivals(&self, other: &Self) -> bool {
        if self.same_camp(other) {
            return false;
        }
        match (self.speaker, other.speaker) {
            (Some(one), Some(two)) => one != two,
            _ => !self.source.is_empty() && !other.source.is_empty() && shared(&self.source, &other.source) == 0,
        }
    }

    /// Tells whether the figures come from one source: one speaker, two who speak for the same, or no source at all.
    pub(crate) fn allies(&self, other: &Self) -> bool {
        let voiceless = |one: &Self| one.speaker.is_none() && one.source.is_empty();
        match (self.speaker, other.speaker) {
            (Some(one), Some(two)) if one == two => true,
            _ if voiceless(self) || voiceless(other) => voiceless(self) && voiceless(other),
            _ => self.same_camp(other) || shared(&self.source, &other.source) > 0,
        }
    }

    /// Tells whether the speakers are one, or speak for one body; two ministers of defence of two countries do not.
    fn same_camp(&self, other: &Self) -> bool {
        let one = self.speaker.is_some() && self.speaker == other.speaker;
        one || shared(&self.camp, &other.camp) > 0 && self.lands == other.lands
    }

    /// Tells whether it counts what something did to people.
    pub(crate) fn is_toll(&self) -> bool {
        matches!(self.kind, QuantityKind::Killed | QuantityKind::Wounded | QuantityKind::Displaced)
    }

    /// Returns a value to compare sizes by.
    pub(crate) fn size(&self) -> Option<f64> {
        self.low.or(self.high)
    }

    /// Tells whether it says nothing but the order of size: `dozens`.
    pub(crate) fn is_vague(&self) -> bool {
        self.approximation == Approximation::About && self.high.is_none()
    }
}

/// Returns the figures of quotable sentences, in order. `affiliations` has for every actor whom it speaks for.
pub(crate) fn counted(
    pile: &Pile,
    origins: &Origins,
    all: &[Utterance],
    affiliations: &[BTreeSet<usize>],
) -> Vec<Counted> {
    let mut keys = Keys::default();
    let mut out: Vec<Counted> = Vec::new();
    let mut leading = None;
    for (article, sentence) in pile.quotable() {
        for &index in &pile.prose(article, sentence).figures {
            let about = match leading {
                Some((known, about)) if known == article => about,
                _ => self::leading(pile, article),
            };
            leading = Some((article, about));
            let mut figure = of_figure(pile, origins, all, affiliations, &mut keys, (article, sentence, index));
            figure.about = about.filter(|_| figure.place.is_none());
            let speaker = figure.speaker.into_iter();
            let bodies = figure.speaker.and_then(|speaker| affiliations.get(speaker)).into_iter().flatten().copied();
            figure.camp = speaker.chain(bodies).collect();
            figure.camp.sort_unstable();
            let is_land = |actor: &usize| pile.actors.kind(*actor) == NameKind::Location;
            figure.lands = figure.camp.iter().copied().filter(is_land).collect();
            figure.small = figure.place.is_some_and(|place| !pile.lexicon.is_place(&pile.actors.id(place).0));
            out.push(figure);
        }
    }
    mark_parts(&mut out);
    out
}

/// The place that an article names far more often than any other.
fn leading(pile: &Pile, article: usize) -> Option<usize> {
    let is_place = |actor: usize| pile.actors.kind(actor) == NameKind::Location;
    let mut places: Vec<(usize, usize)> = pile.articles[article].actors.clone();
    places.retain(|&(actor, _)| is_place(actor));
    places.sort_by_key(|&(actor, n)| (std::cmp::Reverse(n), actor));
    let second = places.get(1).map_or(0, |(_, n)| *n);
    places.first().filter(|(_, n)| *n >= second * LEADING).map(|(actor, _)| *actor)
}

fn of_figure(
    pile: &Pile,
    origins: &Origins,
    all: &[Utterance],
    affiliations: &[BTreeSet<usize>],
    keys: &mut Keys,
    (article, sentence, index): (usize, usize, usize),
) -> Counted {
    let figure = &pile.entries[article].reading.figures[index];
    let lang = pile.article(article).language;
    let said = utterance_of(all, article, figure.span);
    let end =
        [figure.unit, figure.of].into_iter().flatten().map(|span| span.end).max().unwrap_or(0).max(figure.span.end);
    let phrase = Span::new(figure.span.start, end);
    // Who says it is not whose it is; but a country or a company mostly speaks of its own.
    let own = said
        .and_then(|said| said.actor)
        .filter(|&actor| matches!(pile.actors.kind(actor), NameKind::Location | NameKind::Organisation));
    let source = said.and_then(|said| pile.entries[article].reading.statements[said.index].source.as_ref());
    let told = told_by(pile, article, sentence, index).filter(|_| said.is_none());
    let source = source.map(|source| source.span).or(told.map(|(span, _)| span));
    let toll = matches!(figure.kind, QuantityKind::Killed | QuantityKind::Wounded | QuantityKind::Displaced);
    let said_by = Said {
        source: source.filter(|_| own.is_none()),
        // Behind the words attributed stands where and when they were said.
        end: said
            .filter(|said| source.is_some_and(|source| source.start >= said.content.end))
            .map(|said| said.content.end),
        toll,
    };
    let (owner, place) = anchors(pile, article, sentence, phrase, said_by);
    let body = said.and_then(|said| said.actor).and_then(|actor| one_country(pile, affiliations, actor));
    // An organisation may speak of another's: that is only a hint.
    let country = |actor: &usize| pile.actors.kind(*actor) == NameKind::Location;
    let own = own.or(body).filter(|own| Some(*own) != place);
    let owner = owner.or(own.filter(country));
    let owned = owner.or(own);
    // `61 million` behind an amount of money is of the same currency.
    let meant = amount_meant(pile, article, index).unwrap_or(figure);
    let word = meant.unit.map(|span| sentence::slice(pile.article(article), span).to_lowercase());
    let is = |class: WordClass| word.as_ref().is_some_and(|word| pile.lexicon.is(lang, word, class));
    let unit = meant.unit.zip(word.as_ref()).filter(|_| !is(WordClass::Generic)).map(|(span, word)| {
        pile.terms_in(article, span).first().map_or(Unit::Form(word.clone()), |term| Unit::Noun(*term))
    });
    let published = pile.published(article);
    let as_of = figure.as_of.as_deref().and_then(|value| value.parse::<PartialDate>().ok());
    let scope = Scope::of(pile, article, sentence, figure, phrase);
    let day = as_of.or_else(|| only_date(pile, article, sentence)).filter(|_| toll && !scope.reached);
    // A day within what is said, or told without a source, is the day on which it happened.
    let day = day.filter(|date| happened_at(pile, article, sentence, said, *date));
    let owner = owner.filter(|_| !toll || named_inside(pile, article, sentence, phrase, owner));
    let events = &pile.prose(article, sentence).terms;
    Counted {
        article,
        index,
        sentence,
        kind: meant.kind,
        unit,
        owner,
        owned,
        place,
        small: false,
        about: None,
        scope,
        frame: keys.frame(pile, (article, sentence), figure, phrase),
        events: events.iter().copied().filter(|term| pile.is_event(*term)).collect(),
        day,
        past: published.filter(|_| toll).and_then(|published| long_past(pile, article, sentence, published)),
        low: figure.low,
        high: figure.high,
        approximation: figure.approximation,
        idle: is(WordClass::Measure) || is_gloss(pile, article, index),
        as_of: as_of.or(published),
        published,
        speaker: said.and_then(|said| said.actor).or(told.and_then(|(_, actor)| actor)),
        camp: Vec::new(),
        lands: Vec::new(),
        source: source.map(|source| pile.keys_in(article, source)).unwrap_or_default(),
        story: origins.story(article),
        copy_group: origins.copy_group(article),
    }
}

/// The one country that a person speaks for: a minister mostly speaks of his own country's.
fn one_country(pile: &Pile, affiliations: &[BTreeSet<usize>], actor: usize) -> Option<usize> {
    let is_place = |body: &&usize| pile.actors.kind(**body) == NameKind::Location;
    let mut places = affiliations.get(actor)?.iter().filter(is_place);
    places.next().copied().filter(|_| places.next().is_none())
}

/// Who gives a figure without a verb of saying: the subject of `put the number at`, with its actor when it is a name.
fn told_by(pile: &Pile, article: usize, sentence: usize, index: usize) -> Option<(Span, Option<usize>)> {
    let reading = &pile.entries[article].reading;
    let figure = reading.figures.get(index)?;
    let lang = pile.article(article).language;
    let of_role = |role: FrameRole| figure.frame.iter().filter(move |word| word.role == role);
    let verb = of_role(FrameRole::Governor).find(|word| pile.lexicon.is(lang, &word.lemma, WordClass::Tell))?.span;
    let subject = of_role(FrameRole::Subject).find(|word| word.span.end <= verb.start)?.span;
    let names = pile.prose(article, sentence).names.iter().filter_map(|&name| reading.names.get(name));
    // The name is the subject itself, or stands right beside it: `the union Solvara`.
    let beside = |name: &&reading::Name| {
        let (first, last) = (name.span.min(subject), name.span.max(subject));
        name.span.end <= verb.start && last.start.saturating_sub(first.end) <= 1
    };
    let name = names.rev().find(beside);
    let actor = name.and_then(|name| pile.actors.number(name.actor.as_ref()?));
    Some((name.map_or(subject, |name| name.span.cover(subject)), actor))
}

/// The date of a sentence that has no other.
fn only_date(pile: &Pile, article: usize, sentence: usize) -> Option<PartialDate> {
    let times = pile.prose(article, sentence).times.iter();
    let mut dates = times.filter_map(|&time| pile.entries[article].reading.times.get(time)?.date());
    let first = dates.next().filter(|date| date.first_day() == date.last_day())?;
    dates.next().is_none().then_some(first)
}

/// The year of the last date of a sentence, when it lies long before the article.
fn long_past(pile: &Pile, article: usize, sentence: usize, published: PartialDate) -> Option<i16> {
    let times = pile.prose(article, sentence).times.iter();
    let dates = times.filter_map(|&time| pile.entries[article].reading.times.get(time)?.date());
    let year = dates.filter(|date| date.year().is_some()).map(|date| date.last_day().year()).max()?;
    (published.first_day().year().saturating_sub(year) >= PAST_YEARS).then_some(year)
}

/// The amount of money shortly before a large number without a noun of its own, with no other large number between.
fn amount_meant<'a>(pile: &'a Pile, article: usize, index: usize) -> Option<&'a Quantity> {
    let figures = &pile.entries[article].reading.figures;
    let figure = figures.get(index)?;
    let large = |figure: &Quantity| figure.low.or(figure.high).is_some_and(|value| value >= LARGE);
    let written = sentence::slice(pile.article(article), figure.span);
    let bare = figure.kind == QuantityKind::Other && figure.unit.is_none() && figure.of.is_none();
    // A number all in digits is a count as often as an amount.
    if !bare || !large(figure) || !written.contains(char::is_alphabetic) {
        return None;
    }
    let before = figures[..index].iter().rev().take(ELLIPSIS).find(|before| large(before))?;
    (before.kind == QuantityKind::Money && before.unit.is_some()).then_some(before)
}

/// Tells whether a date is when something happened: not when it was said, and not when a period began.
fn happened_at(pile: &Pile, article: usize, sentence: usize, said: Option<&Utterance>, day: PartialDate) -> bool {
    let times = pile.prose(article, sentence).times.iter();
    let mut same =
        times.map(|&time| &pile.entries[article].reading.times[time]).filter(|time| time.date() == Some(day));
    same.any(|time| {
        said.is_none_or(|said| said.content.contains(time.span)) && pile.since(article, sentence, time.span).is_none()
    })
}

/// Tells whether an actor is named within a phrase: `12 Dravennan soldiers`.
fn named_inside(pile: &Pile, article: usize, sentence: usize, phrase: Span, actor: Option<usize>) -> bool {
    let reading = &pile.entries[article].reading;
    let names = pile.prose(article, sentence).names.iter().filter_map(|&name| reading.names.get(name));
    names
        .filter(|name| phrase.contains(name.span))
        .any(|name| actor.is_some() && name.actor.as_ref().and_then(|id| pile.actors.number(id)) == actor)
}

/// Tells whether an amount only repeats the one before it in another currency or measure: `$37m (£20m)`.
fn is_gloss(pile: &Pile, article: usize, index: usize) -> bool {
    const NEAR: usize = 24;
    let figures = &pile.entries[article].reading.figures;
    let pair = figures.get(index).zip(index.checked_sub(1).and_then(|before| figures.get(before)));
    pair.is_some_and(|(figure, before)| {
        let gap = pile.article(article).text.get(before.span.end..figure.span.start);
        gap.is_some_and(|gap| gap.len() <= NEAR && (gap.contains('(') || gap.trim() == ";"))
    })
}

/// What of the sentence is about the saying.
#[derive(Clone, Copy)]
struct Said {
    source: Option<Span>,
    end: Option<usize>,
    /// It is about what happened to people: nobody owns that.
    toll: bool,
}

/// Whose the figure is and where: the nearest name before it, and the first place behind it; a name that is no place
/// behind it is its owner when none stands before it.
fn anchors(pile: &Pile, article: usize, sentence: usize, phrase: Span, said: Said) -> (Option<usize>, Option<usize>) {
    let reading = &pile.entries[article].reading;
    let named: Vec<(Span, usize, bool)> = pile
        .prose(article, sentence)
        .names
        .iter()
        .filter_map(|&name| {
            let name = &reading.names[name];
            let speaks = said.source.is_some_and(|source| source.overlap(name.span) > 0)
                || said.end.is_some_and(|end| name.span.start >= end);
            // `Malian` is whose it is, `in Mali` is where.
            let place = name.kind == NameKind::Location
                || name.kind == NameKind::Organisation && pile.is_where(article, sentence, name.span);
            Some((name.span, pile.actors.number(name.actor.as_ref().filter(|_| !speaks)?)?, place))
        })
        .collect();
    let next_figure = pile
        .prose(article, sentence)
        .figures
        .iter()
        .map(|&figure| reading.figures[figure].span.start)
        .filter(|start| *start > phrase.start)
        .min()
        .unwrap_or(usize::MAX)
        .max(phrase.end);
    let behind = || named.iter().filter(|(span, ..)| span.start >= phrase.start && span.start < next_figure);
    let before = || named.iter().rev().filter(|(span, ..)| span.end <= phrase.start);
    // In `the Selmarkan town of Halmer` the adjective is no place when a place follows.
    let adjective = |span: Span, actor: usize| {
        let text = sentence::slice(pile.article(article), span).to_lowercase();
        let id = pile.actors.id(actor).0;
        let names = pile.lexicon.place_names(&id, pile.article(article).language);
        text.replace(' ', "-") != id && !names.iter().any(|name| name.to_lowercase() == text)
    };
    // `In Halmer 17 people died`: where it is, not whose.
    let located = |span: Span| said.toll || pile.is_right_behind(article, sentence, span, WordClass::Where);
    let places = || behind().filter(|(.., place)| *place);
    let first = places().next();
    let second = first.filter(|(span, actor, _)| adjective(*span, *actor)).and_then(|(first, ..)| {
        places().nth(1).filter(|(span, actor, _)| span.start <= first.end + BESIDE && !adjective(*span, *actor))
    });
    let mut place = second.or(first).map(|(_, actor, _)| *actor);
    let inside = || behind().filter(|(span, ..)| span.end <= phrase.end);
    // A name behind a comma belongs to what is said next.
    let between = |span: Span| Span::new(phrase.end.min(span.start), span.start);
    let pause = |span: Span| sentence::slice(pile.article(article), between(span)).contains([',', ';', ':', '–']);
    let other = |(_, actor, is_place): &&(Span, usize, bool)| !*is_place && Some(*actor) != place;
    let owner = inside()
        .find(other)
        .or_else(|| before().find(|(span, actor, is_place)| Some(*actor) != place && !(*is_place && located(*span))))
        .or_else(|| behind().take_while(|(span, ..)| !pause(*span)).find(other))
        .map(|(_, actor, _)| *actor);
    if place.is_none() {
        let there = before().find(|(span, actor, is_place)| *is_place && Some(*actor) != owner && located(*span));
        place = there.map(|(_, actor, _)| *actor);
    }
    if place.is_none() {
        let elsewhere = before().find(|(_, actor, is_place)| *is_place && Some(*actor) != owner);
        place = elsewhere.map(|(_, actor, _)| *actor);
    }
    (owner, place)
}

/// Marks the parts that a sentence lists behind a toll (`40 people died: 30 civilians and 10 soldiers`): what they are a
/// part of is not in their own words.
fn mark_parts(all: &mut [Counted]) {
    for same in all.chunk_by_mut(|a, b| (a.article, a.sentence) == (b.article, b.sentence)) {
        let toll = same.iter().any(Counted::is_toll);
        for figure in same.iter_mut().filter(|_| toll) {
            let part = matches!(figure.kind, QuantityKind::People | QuantityKind::Troops);
            // The missing are no part of the dead.
            figure.idle |= part && !figure.scope.is_fate();
        }
    }
}

/// Tells whether two figures count the same thing; `None` when in doubt.
pub(crate) fn fit(a: &Counted, b: &Counted) -> Option<Fit> {
    let apart = |a: Option<usize>, b: Option<usize>| a.is_some() && b.is_some() && a != b;
    let same = |a: Option<usize>, b: Option<usize>| a.is_some() && a == b;
    if a.kind != b.kind
        || a.idle
        || b.idle
        || same_sentence(a, b)
        || apart(a.owner, b.owner)
        || apart(a.place, b.place)
        || !a.scope.fits(&b.scope)
        || days_apart(a.day, b.day)
        || a.past != b.past
        || !sizes_fit(a, b)
        || !units_fit(a, b)
    {
        return None;
    }
    let owner = same(a.owned, b.owned);
    let place = same(a.place, b.place);
    // A sentence that names no place may mean the one that its article is about, or the whole world.
    let at = |one: &Counted| one.place.or(one.about);
    let elsewhere = a.place.is_some() != b.place.is_some() && at(a) != at(b) || apart(at(a), at(b)) && !owner;
    let copies = a.copy_group == b.copy_group && a.article != b.article;
    let deed = shared(&a.frame.deed, &b.frame.deed);
    let which = shared(&a.frame.which, &b.frame.which);
    let cross = shared(&a.frame.deed, &b.frame.which) + shared(&a.frame.which, &b.frame.deed);
    let words = deed + which + cross;
    let teller = a.same_camp(b) || shared(&a.source, &b.source) > 1;
    let faced = !a.is_toll() && a.article == b.article && a.rivals(b);
    // A round figure of the same owner that comes back is the same figure.
    let same_value = (a.low, a.high) == (b.low, b.high) && !a.is_vague() && a.size().is_some_and(|size| size >= 20.0);
    let near = a.story == b.story || teller;
    let days = a.published.zip(b.published).map(|(a, b)| days_between(a.first_day(), b.first_day()));
    if a.kind == QuantityKind::Votes && !same_value && days.is_none_or(|days| days > BALLOT_DAYS) {
        return None;
    }
    if elsewhere && !copies && !faced && !(owner && (same_value || a.article == b.article)) && !(teller && words > 0) {
        return None;
    }
    let sure = if a.is_toll() {
        same_event(a, b, words, near)
    } else {
        match a.kind {
            QuantityKind::Troops | QuantityKind::Vehicles | QuantityKind::Weapons => {
                owner && (place || words > 0 || same_value) || place && words > 0 || near && words > 1
            }
            QuantityKind::Jobs | QuantityKind::Votes => {
                owner && (words > 0 || same_value) || near && (place || words > 0 || faced)
            }
            // Of one happening so many are missing, however that is said.
            QuantityKind::People if a.scope.is_fate() && a.story == b.story => {
                days.is_some_and(|days| days <= EVENT_DAYS) && (place || a.place.is_none() && b.place.is_none())
            }
            QuantityKind::Percent => which + cross > 0 && words > 1 && (owner || place || near),
            _ => deed > 0 && (words > 1 && (owner || place || near) || owner && place) || copies && words > 0,
        }
    };
    let fit = match (owner, place) {
        (true, true) => Fit::Both,
        (false, true) if a.is_toll() && words > 0 => Fit::Both,
        (false, false) => Fit::Words,
        _ => Fit::One,
    };
    sure.then_some(fit)
}

/// Tells whether two tolls may be of one happening: of one day, or of one thing that happened; where people die day
/// after day it takes more than a place.
fn same_event(a: &Counted, b: &Counted, words: usize, near: bool) -> bool {
    let days = a.published.zip(b.published).map(|(a, b)| days_between(a.first_day(), b.first_day()));
    if days.is_some_and(|days| days > EVENT_DAYS) {
        return false;
    }
    let place = a.place.or(a.about);
    let place = place.is_some() && place == b.place.or(b.about);
    let one_day = a.day.is_some() && a.day == b.day;
    let event = words > 0 || shared(&a.events, &b.events) > 0;
    let total = a.scope.reached && b.scope.reached;
    let soon = a.day.is_none() && b.day.is_none() && days.is_some_and(|days| days <= SAME_DAYS);
    if one_day {
        return place || near && event;
    }
    // Days without a day in the text, but one small place, or the same figure: no other happening comes to mind.
    let nowhere = a.place.is_none() && b.place.is_none();
    let dayless = a.day.is_none() && b.day.is_none();
    let spot = dayless && near && a.small && a.place == b.place && days.is_some_and(|days| days <= SPOT_DAYS);
    (event || total) && (place || near) || soon && near && (place || nowhere && agree(a, b)) || spot
}

/// Figures of one sentence for one time count different things, or parts.
fn same_sentence(a: &Counted, b: &Counted) -> bool {
    (a.article, a.sentence) == (b.article, b.sentence) && (a.index == b.index || a.as_of == b.as_of)
}

/// Tells whether two days are known and differ.
pub(crate) fn days_apart(a: Option<PartialDate>, b: Option<PartialDate>) -> bool {
    a.zip(b).is_some_and(|(a, b)| !a.overlaps(b))
}

fn sizes_fit(a: &Counted, b: &Counted) -> bool {
    let largest = if a.is_toll() { LARGEST_TOLL_RATIO } else { LARGEST_RATIO };
    match (a.size(), b.size()) {
        (Some(a), Some(b)) => {
            let (least, most) = (a.min(b), a.max(b));
            least > 0.0 && most <= least * largest || most == least
        }
        _ => false,
    }
}

/// Kinds that have a name of their own need no noun.
fn units_fit(a: &Counted, b: &Counted) -> bool {
    let named =
        !matches!(a.kind, QuantityKind::Other | QuantityKind::Money | QuantityKind::Vehicles | QuantityKind::Weapons);
    // `1,000 men` and `1,000 mercenaries` of one army are the same.
    let same = a.kind == QuantityKind::Troops
        && (a.unit.is_none() || b.unit.is_none())
        && a.owner.is_some()
        && (a.owner, a.low, a.high) == (b.owner, b.low, b.high);
    (a.unit == b.unit || same) && (named || a.unit.is_some())
}
