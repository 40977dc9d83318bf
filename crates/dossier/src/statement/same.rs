//! When two articles report one statement, and when a speaker says the same again.

use std::collections::BTreeMap;

use document::{PartialDate, Span};
use reading::Act;

use super::{SAME_CONTENT, Utterance};
use crate::{
    answer::AnswerClass,
    counts::Origins,
    days_between,
    join::{containment, shared},
    pile::{Pile, actor_key},
};

/// Days within which two articles report one statement, when neither tells the day that it was said on, and within which
/// two days that are told are one.
const SAME_DAYS: i32 = 10;
const TOLD_DAYS: i32 = 2;

/// Days after which a statement in the same words is another one.
const AGAIN_DAYS: i32 = 400;

/// Share of the smaller content's concepts, actors, figures and dates that translations share, how many at least, and
/// days between them at most.
const TRANSLATED_PART: f64 = 0.75;
const TRANSLATED_KEYS: usize = 3;
const TRANSLATED_DAYS: i32 = 3;

/// Statements of one speaker in another language that a statement is compared with, the next in order of date.
const NEXT: usize = 40;

/// Earlier sayings of the same that an utterance is compared with.
const EARLIER: usize = 16;

/// Tells whether two articles report the same words of the same speaker, given that the contents are similar.
pub(super) fn same_words(pile: &Pile, origins: &Origins, a: &Utterance, b: &Utterance) -> bool {
    let copies = || origins.same_copy(a.article, b.article);
    let same_speaker = match (a.actor, b.actor) {
        (Some(a), Some(b)) => a == b,
        // The same words for a source without a name mean the same only where the articles tell the same.
        (None, None) => {
            a.source == b.source && (origins.story(a.article) == origins.story(b.article) || a.keys == b.keys)
                || copies()
        }
        _ => copies(),
    };
    let same_act = a.act == b.act || a.act == Act::Say || b.act == Act::Say;
    let (shorter, longer) = (a.keys.len().min(b.keys.len()), a.keys.len().max(b.keys.len()));
    same_speaker && same_act && shorter * 5 >= longer * 2 && near(a, b, AGAIN_DAYS) && !contradict(pile, a, b)
}

/// Tells whether contents differ in their figures, their dates, or in that one is negated.
fn contradict(pile: &Pile, a: &Utterance, b: &Utterance) -> bool {
    let negated = |utterance: &Utterance| {
        let words = pile.norms_in(utterance.article, utterance.content);
        let lang = pile.article(utterance.article).language;
        pile.lexicon.answering(lang, &words).has(AnswerClass::Negation)
    };
    let apart = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty() && a.iter().all(|value| !b.contains(value));
    let same_language = pile.article(a.article).language == pile.article(b.article).language;
    apart(&figures(pile, a), &figures(pile, b))
        || apart(&years(pile, a), &years(pile, b))
        || same_language && negated(a) != negated(b)
}

/// The figures of a content.
fn figures(pile: &Pile, utterance: &Utterance) -> Vec<String> {
    let all = &pile.entries[utterance.article].reading.figures;
    let value = |low: Option<f64>, high: Option<f64>| format!("#{}", high.or(low).unwrap_or_default());
    within(all, utterance.content, |figure| figure.span).map(|figure| value(figure.low, figure.high)).collect()
}

/// The years of the dates in a content: days told relatively may be read otherwise in another article.
fn years(pile: &Pile, utterance: &Utterance) -> Vec<String> {
    let all = &pile.entries[utterance.article].reading.times;
    let year = |value: &str| value.get(..4).filter(|year| year.parse::<u16>().is_ok()).map(|year| format!("@{year}"));
    within(all, utterance.content, |time| time.span).filter_map(|time| time.value.as_deref().and_then(year)).collect()
}

fn within<T>(all: &[T], stretch: Span, span: fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let from = all.partition_point(|item| span(item).start < stretch.start);
    all[from..]
        .iter()
        .take_while(move |item| span(item).start < stretch.end)
        .filter(move |item| stretch.contains(span(item)))
}

/// Returns pairs of statements of one speaker in different languages that say the same, as concepts, actors, figures and
/// dates tell.
pub(super) fn across_languages(pile: &Pile, all: &[Utterance]) -> Vec<(usize, usize)> {
    let mut by_speaker: BTreeMap<usize, Vec<(jiff::civil::Date, usize)>> = BTreeMap::new();
    for (place, utterance) in all.iter().enumerate() {
        if let Some((actor, date)) = utterance.actor.zip(utterance.date) {
            by_speaker.entry(actor).or_default().push((date.first_day(), place));
        }
    }
    let lang = |place: usize| pile.article(all[place].article).language;
    let mut pairs = Vec::new();
    for (speaker, mut of_one) in by_speaker {
        if of_one.iter().all(|&(_, place)| lang(place) == lang(of_one[0].1)) {
            continue;
        }
        of_one.sort();
        let keys: Vec<Vec<String>> = of_one.iter().map(|&(_, place)| meaning(pile, &all[place], speaker)).collect();
        for (at, &(day, place)) in of_one.iter().enumerate() {
            let next = of_one.iter().enumerate().skip(at + 1).take(NEXT);
            for (other_at, &(other_day, other)) in
                next.take_while(|(_, (other, _))| days_between(day, *other) <= TRANSLATED_DAYS)
            {
                let (a, b) = (&keys[at], &keys[other_at]);
                let balanced = a.len().min(b.len()) * 2 >= a.len().max(b.len());
                let one = lang(place) != lang(other)
                    && balanced
                    && shared(a, b) >= TRANSLATED_KEYS
                    && containment(a, b) >= TRANSLATED_PART
                    && !contradict(pile, &all[place], &all[other])
                    && (all[place].act == all[other].act || all[place].act == Act::Say || all[other].act == Act::Say);
                if one && days_between(day, other_day) <= TRANSLATED_DAYS {
                    pairs.push((place.min(other), place.max(other)));
                }
            }
        }
    }
    pairs
}

/// What a content means in any language: its concepts, its actors but the speaker, its figures and years; sorted.
fn meaning(pile: &Pile, utterance: &Utterance, speaker: usize) -> Vec<String> {
    let carried = |key: &&u32| **key != actor_key(speaker) && (**key >= actor_key(0) || pile.is_concept(**key));
    let mut out: Vec<String> = utterance.keys.iter().filter(carried).map(|key| format!("{key:010}")).collect();
    out.extend(figures(pile, utterance));
    out.extend(years(pile, utterance));
    out.sort();
    out.dedup();
    out
}

/// Parts utterances of the same words into sayings, by date, each with the earlier one that it repeats.
pub(super) fn sayings(
    pile: &Pile,
    origins: &Origins,
    all: &[Utterance],
    set: &[usize],
) -> Vec<(Vec<usize>, Option<usize>)> {
    let day = |place: usize| all[place].date.map(|date| date.first_day());
    let mut order = set.to_vec();
    order.sort_by_key(|&place| (day(place).is_none(), day(place), place));
    let mut out: Vec<(Vec<usize>, Option<usize>)> = Vec::new();
    for place in order {
        let fits = |anchor: usize| {
            let (a, b) = (&all[anchor], &all[place]);
            let one_language = pile.article(a.article).language == pile.article(b.article).language;
            let alike = !one_language
                || a.keys == b.keys
                || containment(&a.keys, &b.keys) >= SAME_CONTENT.share && !contradict(pile, a, b);
            let dated = one_day(pile, a, b) || origins.same_copy(a.article, b.article);
            (alike && dated, alike)
        };
        let recent = out.len().saturating_sub(EARLIER);
        let found = (recent..out.len()).rev().find(|&at| fits(out[at].0[0]).0);
        if let Some(at) = found {
            out[at].0.push(place);
        } else {
            let earlier = (recent..out.len()).rev().find(|&at| {
                let anchor = out[at].0[0];
                fits(anchor).1 && day(anchor).zip(day(place)).is_some_and(|(a, b)| a < b)
            });
            out.push((vec![place], earlier));
        }
    }
    for (members, _) in &mut out {
        members.sort_unstable();
    }
    out
}

/// Tells whether two articles may report one act of saying, by the day that they tell, or else by publication.
fn one_day(pile: &Pile, a: &Utterance, b: &Utterance) -> bool {
    let told =
        |utterance: &Utterance| pile.entries[utterance.article].reading.statements[utterance.index].said_at.is_some();
    near(a, b, if told(a) && told(b) { TOLD_DAYS } else { SAME_DAYS })
}

/// Tells whether two dates may lie within so many days; unknown dates may.
fn near(a: &Utterance, b: &Utterance, days: i32) -> bool {
    let near = |a: PartialDate, b: PartialDate| a.overlaps(b) || days_between(a.first_day(), b.first_day()) <= days;
    a.date.zip(b.date).is_none_or(|(a, b)| near(a, b))
}
