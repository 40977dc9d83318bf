//! Dates that slide: the same planned event with different dates.

use std::collections::BTreeMap;

use document::{PartialDate, Span};
use reading::{Modifier, NameKind, Rule};

use super::{speaker_of, status, utterance_of};
use crate::{
    Bound, Point, Quote, Series, Standing,
    counts::Origins,
    groups::Groups,
    join::shared,
    lexicon::WordClass,
    pile::{Pile, Term},
    statement::Utterance,
};

/// Bytes between a date and the event that it may be a date of.
const REACH: usize = 90;

/// Dates of one event that every other date of it is compared with.
const OPENERS: usize = 60;

/// Sentences between a date and the event that it is said of, at most.
const ANTECEDENT: usize = 2;

/// How many of an article's most named places and organisations tell what it is about.
const LEADING: usize = 3;

/// A date planned for an event, as one sentence has it.
struct Planned {
    article: usize,
    sentence: usize,
    event: Term,
    event_span: Span,
    /// The first part of a compound, which says which sort of the event: `parlements` of `parlementsverkiezingen`.
    sort: Option<String>,
    time: Span,
    value: PartialDate,
    bound: Option<Bound>,
    /// What the article tells of its own time when it has no date: the last date in it before this one.
    hint: Option<PartialDate>,
    places: Vec<usize>,
    actors: Vec<usize>,
    /// Those of the actors that are no countries or capitals, and who says it.
    people: Vec<usize>,
    /// The words of the sentence and of the one that names the event, but for the event.
    terms: Vec<Term>,
    leading: Vec<usize>,
}

/// Returns the series of planned dates that changed, by their first point.
pub(super) fn deadlines(pile: &Pile, origins: &Origins, all: &[Utterance]) -> Vec<Series> {
    let planned = planned(pile, all);
    let mut buckets: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (at, plan) in planned.iter().enumerate() {
        buckets.entry(plan.event).or_default().push(at);
    }
    let mut groups = Groups::new(planned.len());
    for bucket in buckets.values() {
        // The first few of each bucket stand for the rest, so that buckets of copies stay linear.
        for (place, &at) in bucket.iter().enumerate() {
            for &opener in &bucket[..place.min(OPENERS)] {
                if same_event(origins, &planned[opener], &planned[at]) {
                    groups.union(opener, at);
                }
            }
        }
    }
    let mut out: Vec<Series> = groups
        .sets()
        .into_iter()
        .filter_map(|set| series(pile, origins, all, &set.iter().map(|&at| &planned[at]).collect::<Vec<_>>()))
        .collect();
    out.sort_by_key(|series| series.points.first().map(|point| point.quote));
    out
}

fn planned(pile: &Pile, all: &[Utterance]) -> Vec<Planned> {
    let mut out = Vec::new();
    for (article, sentence) in pile.quotable() {
        let published = pile.published(article);
        let prose = pile.prose(article, sentence);
        for &time in &prose.times {
            let time = &pile.entries[article].reading.times[time];
            let Some(value) = time.date().filter(|value| value.year().is_some()) else { continue };
            let hint = match published {
                Some(published) if value.last_day() <= published.last_day() => continue,
                Some(_) => None,
                None => match told_before(pile, article, value) {
                    None => continue,
                    hint => hint,
                },
            };
            let distance =
                |span: Span| span.start.saturating_sub(time.span.end) + time.span.start.saturating_sub(span.end);
            let nearest = prose
                .placed
                .iter()
                .filter(|(span, term)| pile.is_milestone(*term) && distance(*span) <= REACH)
                .min_by_key(|(span, _)| (distance(*span), span.start));
            let Some((event_span, event)) = nearest.copied().or_else(|| spoken_of(pile, article, sentence)) else {
                continue;
            };
            // `said on Wednesday that elections ...`: the day is of the saying.
            let said = utterance_of(all, article, event_span).filter(|_| nearest.is_some());
            if said.is_some_and(|said| said.content.overlap(time.span) == 0) {
                continue;
            }
            let is_place = |actor: &usize| pile.actors.kind(*actor) == NameKind::Location;
            out.push(Planned {
                article,
                sentence,
                event,
                event_span,
                sort: sort_of(pile, article, event_span),
                time: time.span,
                value,
                bound: bound(time.modifier).or_else(|| bound_before(pile, article, sentence, time.span)),
                hint,
                places: prose.actors.iter().copied().filter(is_place).collect(),
                actors: prose.actors.clone(),
                people: people(pile, all, article, sentence, event_span),
                terms: terms(pile, article, sentence, event_span, event),
                leading: leading(pile, article),
            });
        }
    }
    out
}

/// Of an article without a date: the last of the dates in it, when all the others lie before this one, so that it is
/// the one that was still to come.
fn told_before(pile: &Pile, article: usize, value: PartialDate) -> Option<PartialDate> {
    let times = pile.entries[article].reading.times.iter();
    let others = times.filter_map(reading::Timex3::date).filter(|date| date.year().is_some() && *date != value);
    let last = others.max_by_key(|date| (date.last_day(), date.sort_key()))?;
    (last.last_day() < value.first_day()).then_some(last)
}

/// The same as the words shortly before the date tell it.
fn bound_before(pile: &Pile, article: usize, sentence: usize, time: Span) -> Option<Bound> {
    const REACH: usize = 3;
    let entry = &pile.entries[article];
    let tokens = entry.annotated.tokens.get(pile.sentence(article, sentence).tokens.clone())?;
    let before = &tokens[..tokens.partition_point(|token| token.span.end <= time.start)];
    before.iter().rev().take(REACH).find_map(|token| {
        let is = |class| pile.lexicon.is(entry.article.language, &token.norm, class);
        is(WordClass::Earliest).then_some(Bound::Earliest).or_else(|| is(WordClass::Latest).then_some(Bound::Latest))
    })
}

/// Who is named in a sentence or in the one that names the event, countries and capitals aside, and who says it;
/// sorted.
fn people(pile: &Pile, all: &[Utterance], article: usize, sentence: usize, event: Span) -> Vec<usize> {
    let sentences = pile.sentences_in(article, event).chain([sentence]);
    let mut people: Vec<usize> = sentences.flat_map(|at| pile.prose(article, at).actors.iter().copied()).collect();
    people.retain(|&actor| {
        pile.actors.kind(actor) != NameKind::Location || !pile.lexicon.is_place(&pile.actors.id(actor).0)
    });
    people.extend(speaker_of(all, article, event));
    people.sort_unstable();
    people.dedup();
    people
}

fn terms(pile: &Pile, article: usize, sentence: usize, span: Span, event: Term) -> Vec<Term> {
    let sentences = pile.sentences_in(article, span).chain([sentence]);
    let mut terms: Vec<Term> = sentences.flat_map(|at| pile.prose(article, at).terms.iter().copied()).collect();
    terms.retain(|&term| term != event);
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// What stands before the form of a concept that ends a compound.
fn sort_of(pile: &Pile, article: usize, event: Span) -> Option<String> {
    let word = crate::sentence::slice(pile.article(article), event).to_lowercase();
    let start = pile.lexicon.concept_suffix(pile.article(article).language, &word)?;
    word.get(..word.len().checked_sub(start)?).filter(|part| part.len() > 2).map(str::to_owned)
}

/// Whether a date is the first or the last one possible: `op zijn vroegst`, `uiterlijk`.
fn bound(modifier: Option<Modifier>) -> Option<Bound> {
    match modifier? {
        Modifier::After | Modifier::EqualOrMore => Some(Bound::Earliest),
        Modifier::Before | Modifier::EqualOrLess => Some(Bound::Latest),
        _ => None,
    }
}

/// The planned event that a sentence shortly before tells of, when it is the only one and this sentence and those
/// between have none: `They will now be held in May. The previous date was 3 March.`
fn spoken_of(pile: &Pile, article: usize, sentence: usize) -> Option<(Span, Term)> {
    let paragraph = pile.sentence(article, sentence).paragraph;
    let eventful = |at: &usize| pile.prose(article, *at).terms.iter().any(|term| pile.is_event(*term));
    if eventful(&sentence) {
        return None;
    }
    let before = (sentence.saturating_sub(ANTECEDENT)..sentence).rev().find(eventful)?;
    let prose = pile.prose(article, before);
    let near = prose.quotable && pile.sentence(article, before).paragraph == paragraph;
    let mut events = prose.placed.iter().filter(|(_, term)| pile.is_event(*term));
    let first = events.next().filter(|(_, term)| near && pile.is_milestone(*term))?;
    events.all(|(_, term)| *term == first.1).then_some(*first)
}

/// The most named places and organisations of an article, the most named first.
fn leading(pile: &Pile, article: usize) -> Vec<usize> {
    let mut actors: Vec<(usize, usize)> = pile.articles[article].actors.clone();
    actors.retain(|(actor, _)| matches!(pile.actors.kind(*actor), NameKind::Location | NameKind::Organisation));
    actors.sort_by_key(|&(actor, n)| (std::cmp::Reverse(n), actor));
    actors.into_iter().take(LEADING).map(|(actor, _)| actor).collect()
}

/// The same event: the sentences name a common actor, or the articles are of one story and about a common one; and they
/// do not name different places.
fn same_event(origins: &Origins, a: &Planned, b: &Planned) -> bool {
    let meet = |a: &[usize], b: &[usize]| a.iter().any(|actor| b.contains(actor));
    let elsewhere = |a: &Planned, b: &Planned| !meet(&a.places, &b.places) && !meet(&a.places, &b.leading);
    let conflict = !a.places.is_empty() && !b.places.is_empty() && elsewhere(a, b) && elsewhere(b, a);
    let one_story = origins.story(a.article) == origins.story(b.article);
    let subjects = a.leading.iter().filter(|actor| b.leading.contains(actor)).count();
    let kinds = a.sort.is_some() && b.sort.is_some() && a.sort != b.sort;
    let words = shared(&a.terms, &b.terms) > 0;
    !conflict
        && !kinds
        && (meet(&a.people, &b.people) || words && (meet(&a.actors, &b.actors) || one_story && subjects > 0))
}

fn series(pile: &Pile, origins: &Origins, all: &[Utterance], set: &[&Planned]) -> Option<Series> {
    let slides = set.iter().any(|plan| !plan.value.overlaps(set[0].value));
    let sentences = set.iter().any(|plan| (plan.article, plan.sentence) != (set[0].article, set[0].sentence));
    if !slides || !sentences {
        return None;
    }
    // One point for one value in one text, whoever copies it.
    let mut by_value: BTreeMap<_, Vec<&Planned>> = BTreeMap::new();
    for plan in set {
        by_value.entry((plan.value.sort_key(), origins.copy_group(plan.article))).or_default().push(plan);
    }
    let mut points: Vec<(Point, Option<PartialDate>)> =
        by_value.values().map(|same| (point(pile, origins, all, same), same[0].hint)).collect();
    points.sort_by_key(|(point, _)| {
        let at = point.as_of;
        (at.is_none(), at.map(PartialDate::sort_key), point.value.map(PartialDate::sort_key), point.quote)
    });
    let mut points: Vec<Point> = in_order(points);
    status::judge_dates(&mut points);
    let first = set[0];
    let owner = first.actors.iter().find(|actor| set.iter().all(|plan| plan.actors.contains(actor)));
    let common = first.leading.iter().find(|actor| {
        set.iter().all(|plan| plan.leading.contains(actor)) && set.iter().any(|plan| plan.actors.contains(actor))
    });
    Some(Series {
        about: Quote { article: first.article, span: first.event_span },
        unit: None,
        actor: owner.or(common).map(|actor| pile.actors.id(*actor)),
        points,
        rule: Rule::new("dossier.series.date"),
    })
}

/// Puts the points of texts without a date among the others, which are in order: a date that slides mostly slides
/// forward, so behind the last earlier date that is named, and never before what the text itself looks back on.
fn in_order(points: Vec<(Point, Option<PartialDate>)>) -> Vec<Point> {
    let (undated, dated): (Vec<_>, Vec<_>) = points.into_iter().partition(|(point, _)| point.as_of.is_none());
    let mut out: Vec<Point> = dated.into_iter().map(|(point, _)| point).collect();
    for (point, hint) in undated {
        let lies_before = |other: &Point| {
            let earlier = |a: Option<PartialDate>, b: Option<PartialDate>| {
                a.zip(b).is_some_and(|(a, b)| a.last_day() < b.first_day())
            };
            earlier(other.value, point.value) || earlier(other.as_of, hint)
        };
        let place = out.iter().rposition(lies_before).map_or(out.len(), |before| before + 1);
        out.insert(place, point);
    }
    out
}

fn point(pile: &Pile, origins: &Origins, all: &[Utterance], same: &[&Planned]) -> Point {
    let first = same[0];
    let source = same.iter().find_map(|plan| speaker_of(all, plan.article, plan.time));
    let support: Vec<Quote> = same.iter().map(|plan| pile.quote(plan.article, plan.sentence)).collect();
    Point {
        figure: None,
        value: Some(first.value),
        as_of: pile.published(first.article),
        source: source.map(|actor| pile.actors.id(actor)),
        quote: support[0],
        counts: origins.counts(same.iter().map(|plan| plan.article), usize::from(source.is_some())),
        support,
        status: Standing::default(),
        replaced_by: None,
        disputes: Vec::new(),
        bound: same.iter().find_map(|plan| plan.bound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile};

    fn check(texts: &[&str]) -> Vec<Vec<String>> {
        let entries = pile(texts);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let stories = crate::story::stories(&pile, &[]);
        let origins = Origins::new(&pile, &[], &stories);
        let values = |series: &Series| -> Vec<String> {
            series.points.iter().filter_map(|point| point.value).map(|value| value.to_string()).collect()
        };
        deadlines(&pile, &origins, &[]).iter().map(values).collect()
    }

    #[test]
    fn a_date_that_is_put_off_is_a_series() {
        assert_eq!(
            check(&[
                "@2021-03-01\nDe opening van de brug bij [LOC Oosterwal] is voorzien voor [DATE:2022-05 mei 2022].",
                "@2022-04-01\nDe brug bij [LOC Oosterwal] gaat pas in [DATE:2023 2023] open: de opening is uitgesteld.",
            ]),
            [["2022-05", "2023"]]
        );
    }

    #[test]
    fn a_text_without_a_date_keeps_its_point() {
        assert_eq!(
            check(&[
                "@2021-03-01\nDe opening van de brug bij [LOC Oosterwal] is voorzien voor [DATE:2022-05 mei 2022].",
                "@2022-04-01\nDe brug bij [LOC Oosterwal] gaat pas in [DATE:2024 2024] open: de opening is uitgesteld.",
                "Sinds [DATE:2020 2020] wordt gebouwd. De opening van de brug bij [LOC Oosterwal] komt niet voor [DATE:2023 2023].",
                "De opening van de brug bij [LOC Oosterwal] was in [DATE:2019 2019].",
            ]),
            [["2022-05", "2023", "2024"]]
        );
    }

    #[test]
    fn the_same_date_twice_and_another_place_are_none() {
        assert!(
            check(&[
                "@2021-03-01\nDe opening van de brug bij [LOC Oosterwal] is voorzien voor [DATE:2022-05 mei 2022].",
                "@2021-04-01\nDe brug bij [LOC Oosterwal] gaat in [DATE:2022 2022] open: de opening is een feest.",
                "@2021-04-01\nDe opening van de brug bij [LOC Hogeveld] is in [DATE:2024 2024].",
            ])
            .is_empty()
        );
    }
}
