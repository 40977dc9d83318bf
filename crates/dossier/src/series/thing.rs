//! What a figure counts, and whether two figures count the same thing.

use document::{PartialDate, Span};
use reading::{Approximation, NameKind, QuantityKind};

use super::utterance_of;
use crate::{
    counts::Origins,
    days_between,
    join::shared,
    pile::{Pile, Term, actor_key},
    sentence,
    statement::Utterance,
};

/// Bytes on each side of a figure whose words tell what it is about.
const WINDOW: usize = 110;

/// Values further apart than this factor are taken to count different things: a part and the whole, a loss and a stock.
const LARGEST_RATIO: f64 = 12.0;

/// Days within which figures of dead and wounded may be about one event.
const EVENT_DAYS: i32 = 60;

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
    /// The head noun's term, or the currency in lower case.
    pub(crate) unit: Option<Unit>,
    /// Whose it is.
    pub(crate) owner: Option<usize>,
    /// Where.
    pub(crate) place: Option<usize>,
    /// Terms around it, and the other actors of the sentence, sorted.
    pub(crate) context: Vec<u32>,
    /// The least it may be.
    pub(crate) low: Option<f64>,
    /// The most it may be.
    pub(crate) high: Option<f64>,
    /// How exact.
    pub(crate) approximation: Approximation,
    /// When it holds.
    pub(crate) as_of: Option<PartialDate>,
    /// When it was published.
    pub(crate) published: Option<PartialDate>,
    /// Who says so.
    pub(crate) speaker: Option<usize>,
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

/// The owner and place of a group of figures.
#[derive(Clone, Debug)]
pub(crate) struct Anchors {
    owner: Option<usize>,
    place: Option<usize>,
}

impl Anchors {
    /// Returns the anchors of both, or `None` when they conflict.
    pub(crate) fn with(self, other: &Self) -> Option<Self> {
        let one = |a: Option<usize>, b: Option<usize>| {
            if a.is_some() && b.is_some() && a != b { None } else { Some(a.or(b)) }
        };
        Some(Self { owner: one(self.owner, other.owner)?, place: one(self.place, other.place)? })
    }
}

impl Counted {
    /// Tells whether the figures come from two sources that cannot be one.
    pub(crate) fn rivals(&self, other: &Self) -> bool {
        match (self.speaker, other.speaker) {
            (Some(one), Some(two)) => one != two,
            _ => !self.source.is_empty() && !other.source.is_empty() && shared(&self.source, &other.source) == 0,
        }
    }

    /// Returns the owner and place.
    pub(crate) fn anchors(&self) -> Anchors {
        Anchors { owner: self.owner, place: self.place }
    }

    /// The terms of its context, without actors.
    fn terms(&self) -> &[u32] {
        &self.context[..self.context.partition_point(|key| *key < actor_key(0))]
    }

    /// Returns a value to compare sizes by.
    fn size(&self) -> Option<f64> {
        self.low.or(self.high)
    }
}

/// Returns the figures of quotable sentences, in order.
pub(crate) fn counted(pile: &Pile, origins: &Origins, all: &[Utterance]) -> Vec<Counted> {
    let mut out = Vec::new();
    for (article, sentence) in pile.quotable() {
        for &index in &pile.prose(article, sentence).figures {
            out.push(of_figure(pile, origins, all, (article, sentence, index)));
        }
    }
    out
}

fn of_figure(
    pile: &Pile,
    origins: &Origins,
    all: &[Utterance],
    (article, sentence, index): (usize, usize, usize),
) -> Counted {
    let figure = &pile.entries[article].reading.figures[index];
    let said = utterance_of(all, article, figure.span);
    let end =
        [figure.unit, figure.of].into_iter().flatten().map(|span| span.end).max().unwrap_or(0).max(figure.span.end);
    let phrase = Span::new(figure.span.start, end);
    // Who says it is not whose it is; but a country or a company mostly speaks of its own.
    let own = said
        .and_then(|said| said.actor)
        .filter(|&actor| matches!(pile.actors.kind(actor), NameKind::Location | NameKind::Organisation));
    let source = said.and_then(|said| pile.entries[article].reading.statements[said.index].source.as_ref());
    let source = source.map(|source| source.span);
    let said_by = Said {
        source: source.filter(|_| own.is_none()),
        // Behind the words attributed stands where and when they were said.
        end: said
            .filter(|said| source.is_some_and(|source| source.start >= said.content.end))
            .map(|said| said.content.end),
    };
    let (owner, place) = anchors(pile, article, sentence, phrase, said_by);
    let owner = owner.or(own.filter(|_| own != place));
    let unit = figure.unit.map(|span| {
        let text = sentence::slice(pile.article(article), span).to_lowercase();
        pile.terms_in(article, span).first().map_or(Unit::Form(text), |term| Unit::Noun(*term))
    });
    let mut context: Vec<u32> = pile
        .prose(article, sentence)
        .placed
        .iter()
        .filter(|(span, _)| span.end + WINDOW >= phrase.start && span.start <= phrase.end + WINDOW)
        .map(|(_, term)| *term)
        .filter(|term| unit != Some(Unit::Noun(*term)))
        .collect();
    let speaks = |actor: usize| said.is_some_and(|said| said.actor == Some(actor));
    let others = pile.prose(article, sentence).actors.iter().copied();
    let others = others.filter(|&actor| Some(actor) != owner && Some(actor) != place && !speaks(actor));
    context.extend(others.map(actor_key));
    context.sort_unstable();
    context.dedup();
    let published = pile.published(article);
    Counted {
        article,
        index,
        sentence,
        kind: figure.kind,
        unit,
        owner,
        place,
        context,
        low: figure.low,
        high: figure.high,
        approximation: figure.approximation,
        as_of: figure.as_of.as_deref().and_then(|value| value.parse().ok()).or(published),
        published,
        speaker: said.and_then(|said| said.actor),
        source: source.map(|source| pile.keys_in(article, source)).unwrap_or_default(),
        story: origins.story(article),
        copy_group: origins.copy_group(article),
    }
}

/// What of the sentence is about the saying.
#[derive(Clone, Copy)]
struct Said {
    source: Option<Span>,
    end: Option<usize>,
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
    let mut place = behind().find(|(.., place)| *place).map(|(_, actor, _)| *actor);
    let inside = || behind().filter(|(span, ..)| span.end <= phrase.end);
    // A name behind a comma belongs to what is said next.
    let between = |span: Span| Span::new(phrase.end.min(span.start), span.start);
    let pause = |span: Span| sentence::slice(pile.article(article), between(span)).contains([',', ';', ':', '–']);
    let other = |(_, actor, is_place): &&(Span, usize, bool)| !*is_place && Some(*actor) != place;
    let owner = inside()
        .find(other)
        .or_else(|| before().find(|(_, actor, _)| Some(*actor) != place))
        .or_else(|| behind().take_while(|(span, ..)| !pause(*span)).find(other))
        .map(|(_, actor, _)| *actor);
    if place.is_none() {
        let elsewhere = before().find(|(_, actor, is_place)| *is_place && Some(*actor) != owner);
        place = elsewhere.map(|(_, actor, _)| *actor);
    }
    (owner, place)
}

/// Tells whether two figures count the same thing; `None` when in doubt.
pub(crate) fn fit(a: &Counted, b: &Counted) -> Option<Fit> {
    if a.kind != b.kind || (a.article, a.sentence, a.index) == (b.article, b.sentence, b.index) {
        return None;
    }
    let apart = |a: Option<usize>, b: Option<usize>| a.is_some() && b.is_some() && a != b;
    let same = |a: Option<usize>, b: Option<usize>| a.is_some() && a == b;
    if apart(a.owner, b.owner) || apart(a.place, b.place) || !sizes_fit(a, b) || !units_fit(a, b) {
        return None;
    }
    let near = |unit: &Option<Unit>, context: &[Term]| matches!(unit, Some(Unit::Noun(term)) if context.contains(term));
    let noun = usize::from(near(&a.unit, &b.context) || near(&b.unit, &a.context));
    // Figures that differ need a common word: one actor in common stands beside many figures.
    let same_value = (a.low, a.high) == (b.low, b.high);
    let common = if same_value { shared(&a.context, &b.context) } else { shared(a.terms(), b.terms()) } + noun;
    let (owner, place) = (same(a.owner, b.owner), same(a.place, b.place));
    let same_unit = a.unit.is_some() && a.unit == b.unit;
    let needed = match a.kind {
        QuantityKind::Troops | QuantityKind::Vehicles | QuantityKind::Weapons | QuantityKind::Jobs => 1,
        QuantityKind::Killed | QuantityKind::Wounded | QuantityKind::Displaced => {
            let days = a.published.zip(b.published).map(|(a, b)| days_between(a.first_day(), b.first_day()));
            if days.is_some_and(|days| days > EVENT_DAYS) {
                return None;
            }
            2
        }
        QuantityKind::Percent => 3,
        _ => 2,
    };
    if owner && place {
        (common + 1 >= needed).then_some(Fit::Both)
    } else if owner || place {
        // A place that one of them does not name may be another scope.
        let eased = usize::from(same_unit && place);
        (common + eased >= needed).then_some(Fit::One)
    } else {
        // Of two figures of one article one may leave out the place.
        let nowhere = same_unit && (a.place.is_none() && b.place.is_none() || a.article == b.article);
        // Copies of one text speak of the same; others of one story or one source do when enough words agree.
        let copies = a.copy_group == b.copy_group && a.article != b.article && common > 0;
        let related = a.story == b.story || shared(&a.source, &b.source) > 1;
        (nowhere && (copies || related && common > needed)).then_some(Fit::Words)
    }
}

fn sizes_fit(a: &Counted, b: &Counted) -> bool {
    match (a.size(), b.size()) {
        (Some(a), Some(b)) => {
            let (least, most) = (a.min(b), a.max(b));
            least > 0.0 && most <= least * LARGEST_RATIO || most == least
        }
        _ => false,
    }
}

/// Kinds that have a name of their own need no common noun.
fn units_fit(a: &Counted, b: &Counted) -> bool {
    let named = !matches!(
        a.kind,
        QuantityKind::Other
            | QuantityKind::People
            | QuantityKind::Money
            | QuantityKind::Vehicles
            | QuantityKind::Weapons
    );
    named || a.unit.is_some() && a.unit == b.unit
}
