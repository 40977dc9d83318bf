//! Sentences that tell of something at a date.

use std::collections::{BTreeMap, BTreeSet};

use document::{PartialDate, Span};
use reading::{Act, Factuality, Modifier, Timex3, TimexKind};

use super::{importance::DateKey, width};
use crate::{counts::Origins, pile::Pile, sentence};

/// Words that a sentence on the timeline has: shorter ones tell nothing, longer ones are lists.
const WORDS: std::ops::RangeInclusive<usize> = 5..=60;

/// Why a sentence has its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// The sentence gives it.
    Own,
    /// Its words relate to a publication of which only the month is known: it is placed in that month.
    Vague,
    /// It leads an article of that time.
    Lead,
    /// It follows the lead of an article of that day.
    Follow,
}

/// A sentence with a date that it gives.
pub(super) struct Dated {
    pub(super) article: usize,
    pub(super) sentence: usize,
    pub(super) date: PartialDate,
    /// When it ended, where the sentence gives a range.
    pub(super) end: Option<PartialDate>,
    pub(super) ground: Ground,
    /// Where the date stands; `None` for one that the sentence does not give.
    pub(super) time: Option<Span>,
    /// The date stands in a clause about something else, or is only when words were said.
    pub(super) background: bool,
    /// It lies behind the publication.
    pub(super) planned: bool,
}

/// Sentences at the beginning of an article that may tell what happened on the day that it appeared; as DATEWISE takes
/// (Gholipour Ghalandari & Ifrim 2020). 1, 2, 3, 5: alignment ROUGE-1 .096, .099, .106, .115 on two topics of Timeline17.
const LEADS: usize = 5;

/// Articles of one day, copies not counted, from which not only their first sentences count: what several go on to tell
/// is the day's, what one does is its detail. 1, 2, 3: .117, .112, .103, as above.
const CROWDED: usize = 2;

/// Returns the dated sentences of the pile, in order.
pub(super) fn dated(pile: &Pile, origins: &Origins) -> Vec<Dated> {
    let latest = (0..pile.entries.len()).filter_map(|at| pile.published(at)).map(PartialDate::last_day).max();
    let crowded = crowded(pile, origins);
    let mut out = Vec::new();
    let mut leads = (usize::MAX, 0);
    for (article, index) in pile.quotable() {
        let prose = pile.prose(article, index);
        if pile.sentence(article, index).residue.is_some() {
            continue;
        }
        leads = if leads.0 == article { (article, leads.1 + 1) } else { (article, 1) };
        if !tells(pile, article, index) {
            continue;
        }
        // Of an undated article only what lies behind everything else in the pile is known to be to come.
        let known_until = pile.published(article).map(PartialDate::last_day).or(latest);
        let dates = own_dates(pile, article, index);
        let none = dates.is_empty();
        out.extend(dates.into_iter().map(|own| Dated {
            article,
            sentence: index,
            date: own.date,
            end: own.end,
            ground: own.ground,
            time: Some(own.time),
            background: own.background,
            planned: known_until.is_some_and(|until| own.date.first_day() > until),
        }));
        let valued = prose.times.iter().any(|&time| pile.entries[article].reading.times[time].date().is_some());
        let is_crowded = pile.published(article).is_some_and(|day| crowded.contains(&day.sort_key()));
        let leads_here = |date: &PartialDate| is_crowded || leads_at(pile, (article, index), *date);
        let day = pile.published(article).filter(leads_here);
        let leading = leads.1 == 1 || leads.1 <= LEADS && is_crowded;
        if let Some(date) = day.filter(|_| leading && none && !valued && !prose.actors.is_empty()) {
            let ground = if leads.1 == 1 { Ground::Lead } else { Ground::Follow };
            out.push(Dated {
                article,
                sentence: index,
                date,
                end: None,
                ground,
                time: None,
                background: false,
                planned: false,
            });
        }
    }
    out
}

/// The days on which several articles appeared.
fn crowded(pile: &Pile, origins: &Origins) -> BTreeSet<DateKey> {
    let mut articles: BTreeMap<DateKey, BTreeSet<usize>> = BTreeMap::new();
    for article in 0..pile.entries.len() {
        if let Some(day @ PartialDate::Day(_)) = pile.published(article) {
            articles.entry(day.sort_key()).or_default().insert(origins.copy_group(article));
        }
    }
    articles.into_iter().filter(|(_, copies)| copies.len() >= CROWDED).map(|(day, _)| day).collect()
}

/// What leads an article of a day or month is of that time when it tells that something happened or was said that is
/// news by being said; the rest is background, or colour.
fn leads_at(pile: &Pile, (article, index): (usize, usize), date: PartialDate) -> bool {
    let whole =
        sentence::slice(pile.article(article), pile.sentence(article, index).span).ends_with(['.', '!', '”', '"']);
    let event = pile.prose(article, index).terms.iter().any(|term| pile.is_event(*term));
    match date {
        PartialDate::Day(_) => event || happens(pile, article, index) || announces(pile, article, index),
        _ => whole && event && width(date) <= 31,
    }
}

/// Tells whether a sentence has an event that the reading found and that is told as happened or to come.
fn happens(pile: &Pile, article: usize, index: usize) -> bool {
    let span = pile.sentence(article, index).span;
    let events = &pile.entries[article].reading.events;
    let from = events.partition_point(|event| event.trigger.start < span.start);
    let mut inside = events[from..].iter().take_while(|event| event.trigger.start < span.end);
    inside.any(|event| matches!(event.factuality, Factuality::Certain | Factuality::Planned))
}

/// Tells whether somebody does more in a sentence than say something.
fn announces(pile: &Pile, article: usize, index: usize) -> bool {
    let span = pile.sentence(article, index).span;
    let statements = &pile.entries[article].reading.statements;
    let from = statements.partition_point(|statement| statement.content.end <= span.start);
    let mut inside = statements[from..].iter().take_while(|statement| statement.content.start < span.end);
    inside.any(|statement| !matches!(statement.act, Act::Say | Act::Criticise | Act::Praise | Act::Estimate))
}

/// A date that a sentence gives.
#[derive(Clone, Copy)]
struct OwnDate {
    date: PartialDate,
    end: Option<PartialDate>,
    ground: Ground,
    time: Span,
    background: bool,
}

/// The dates of a sentence, each once.
fn own_dates(pile: &Pile, article: usize, index: usize) -> Vec<OwnDate> {
    let entry = &pile.entries[article];
    let times = &pile.prose(article, index).times;
    let mut dates: Vec<OwnDate> = Vec::new();
    let mut ends: Option<usize> = None;
    for (place, &number) in times.iter().enumerate() {
        if ends.take() == Some(number) {
            continue;
        }
        let time = &entry.reading.times[number];
        let (date, ground) = match time.date() {
            Some(date) => (date, Ground::Own),
            None => match placed(time, pile.published(article)) {
                Some(date) => (date, Ground::Vague),
                None => continue,
            },
        };
        if vaguely_before(time, date)
            || !fits(pile, (article, index), time.span, date)
            || in_speech(pile, article, time.span)
        {
            continue;
        }
        let background = pile.in_aside(article, index, time.span) || of_saying(pile, (article, index), time.span);
        if background && ground == Ground::Vague {
            continue;
        }
        let next = times.get(place + 1).map(|&next| (next, &entry.reading.times[next]));
        let range = next.filter(|(_, next)| pile.is_range(article, index, time.span, next.span));
        let end = range.and_then(|(next, end)| Some((next, end.date()?)));
        let end = end.filter(|(_, end)| ground == Ground::Own && end.last_day() > date.last_day());
        ends = end.map(|(next, _)| next);
        let end = end.map(|(_, end)| end);
        match dates.iter_mut().find(|known| known.date == date) {
            Some(known) => {
                known.background &= background;
                known.end = known.end.or(end);
            }
            None => dates.push(OwnDate { date, end, ground, time: time.span, background }),
        }
    }
    // A year beside a day in one sentence is background to it.
    let sharpest = dates.iter().map(|own| width(own.date)).min();
    dates.retain(|own| !matches!(own.date, PartialDate::Year(_)) || sharpest == Some(width(own.date)));
    // `last week, in October`: the sharper date tells when.
    let all = dates.clone();
    dates.retain(|own| !all.iter().any(|other| other.date != own.date && own.date.contains(other.date)));
    dates
}

/// `before the winter`, `after October`: no date of a happening.
fn vaguely_before(time: &Timex3, date: PartialDate) -> bool {
    matches!(time.modifier, Some(Modifier::Before | Modifier::After)) && width(date) > 6
}

/// The month of publication, for a day or week that is only known to lie near it (`2021-WXX` of `last week`, read in an
/// article of which only the month is known).
fn placed(time: &Timex3, published: Option<PartialDate>) -> Option<PartialDate> {
    let month = published.filter(|date| matches!(date, PartialDate::Month(..)))?;
    let value = time.value.as_deref().filter(|_| time.kind == TimexKind::Date)?;
    if let Some(known) = value.strip_suffix("-XX") {
        return match known.parse().ok()? {
            sharp @ PartialDate::Month(..) => Some(sharp),
            _ => None,
        };
    }
    let (year, unit) = value.split_once('-')?;
    let unit = unit == "WXX" || unit == "WXX-WE" || unit == "XX-XX";
    (unit && year.parse().ok() == month.year()).then_some(month)
}

/// A sentence tells a happening when it is prose of some length, is no question, and names an actor or an event, or gives
/// a day by its number: `the vans are auctioned on 15 October`.
fn tells(pile: &Pile, article: usize, index: usize) -> bool {
    let prose = pile.prose(article, index);
    let event = || prose.terms.iter().any(|term| pile.is_event(*term)) || happens(pile, article, index);
    WORDS.contains(&prose.n_words)
        && prose.terms.len() >= 2
        && (!prose.actors.is_empty() || event() || gives_a_day(pile, article, index))
        && !sentence::is_question(pile.article(article), pile.sentence(article, index))
}

fn gives_a_day(pile: &Pile, article: usize, index: usize) -> bool {
    let entry = &pile.entries[article];
    pile.prose(article, index).times.iter().map(|&time| &entry.reading.times[time]).any(|time| {
        let words = sentence::slice(&entry.article, time.span);
        let letters = words.chars().any(char::is_alphabetic);
        letters
            && words.starts_with(|c: char| c.is_ascii_digit()) | words.ends_with(|c: char| c.is_ascii_digit())
            && matches!(time.date(), Some(PartialDate::Day(_)))
    })
}

/// Days, weeks, months, seasons and quarters are dates of happenings; a bare year only beside an event or a verb of
/// beginning, and what lasts since a year only when it is a deed (a fight, a mission).
fn fits(pile: &Pile, (article, index): (usize, usize), time: Span, date: PartialDate) -> bool {
    let prose = pile.prose(article, index);
    match date {
        PartialDate::Century(_) | PartialDate::Decade(_) => false,
        PartialDate::Year(_) | PartialDate::Half(..) => {
            let this_year = pile.published(article).is_some_and(|published| published.overlaps(date));
            let any = |of: &dyn Fn(u32) -> bool| prose.terms.iter().any(|term| of(*term));
            let event = any(&|term| pile.is_event(term));
            let deed = event || any(&|term| pile.is_activity(term));
            let happens = if pile.since(article, index, time).is_some() {
                deed && !pile.in_aside(article, index, time)
            } else {
                event || pile.begins(article, index)
            };
            !this_year && !prose.actors.is_empty() && happens
        }
        _ => true,
    }
}

/// Tells whether a date stands in quoted words without naming its year: `today` of a speaker says little to a reader.
fn in_speech(pile: &Pile, article: usize, time: Span) -> bool {
    let entry = &pile.entries[article];
    let quotations = &entry.annotated.quotations;
    let next = quotations.partition_point(|quotation| quotation.span.start <= time.start);
    let quoted = quotations[..next].iter().rev().take(3).any(|quotation| quotation.span.contains(time));
    let digits = sentence::slice(&entry.article, time).bytes().filter(u8::is_ascii_digit).count();
    quoted && digits < 4
}

/// Tells whether a date is only when something was said that is no news by being said.
fn of_saying(pile: &Pile, (article, index): (usize, usize), time: Span) -> bool {
    let found = pile.sentence(article, index).span;
    let figures = &pile.prose(article, index).figures;
    let all = &pile.entries[article].reading.statements;
    let from = all.partition_point(|statement| statement.content.end <= found.start.saturating_sub(found.len()));
    all[from..].iter().take_while(|statement| statement.content.start <= found.end + found.len()).any(|statement| {
        let plain = matches!(statement.act, Act::Say | Act::Criticise | Act::Praise | Act::Estimate);
        plain
            && statement.cue.is_some_and(|cue| found.contains(cue))
            && statement.content.overlap(time) == 0
            && !pile.terms_in(article, statement.content).iter().any(|term| pile.is_event(*term))
            && !figures.iter().any(|&at| statement.content.contains(pile.entries[article].reading.figures[at].span))
    })
}
