//! The publication date, from the text's own dates.
//!
//! A wrong year does more harm than none: it puts every relative date of the article in the wrong place. So only three
//! kinds of plain evidence count; above all, the latest year that a text mentions is none, since news leaves the
//! current year out and writes past ones.

use document::{Article, PartialDate};
use nlp::Annotated;

use super::{
    Grammar, Timex3, TimexKind,
    detect::{self, timexes},
    lex::{self, AtomKind},
};

/// How many years beyond the latest one mentioned a weekday may place a date: within five years every date falls on a
/// given weekday at most once.
const YEARS_AHEAD: i16 = 4;

/// A text with more expressions than this is no article of which the date is plain.
const MOST_EXPRESSIONS: usize = 500;

/// How many pairs of neighbours are tried.
const MOST_PAIRS: usize = 8;

/// A paragraph of at most so many bytes beside its date is a dateline.
const DATELINE_BYTES: usize = 40;

/// Returns the publication date that the text's own dates suggest, when the article says none.
///
/// Evidence is, in this order: a first or last paragraph that is a date (`Bamako, 4 oktober 2021`); a date that stands
/// beside a word for the present (`vandaag, 4 oktober 2021`, `dit jaar (2022)`); weekdays with a day and month but no
/// year (`dinsdag 15 februari`), which place the year when the text names an earlier one not long before. Evidence that
/// contradicts itself, or a date that the text says lies ahead, gives `None`.
#[must_use]
pub fn published_from_content(grammar: &Grammar, article: &Article, annotated: &Annotated) -> Option<PartialDate> {
    let unanchored = timexes(grammar, article, annotated, None);
    if unanchored.len() > MOST_EXPRESSIONS {
        return None;
    }
    dateline(article, annotated, &unanchored)
        .or_else(|| beside_the_present(grammar, article, annotated, &unanchored))
        .or_else(|| from_weekdays(grammar, article, annotated, &unanchored))
}

/// Returns the day that makes up the first or the last paragraph.
fn dateline(article: &Article, annotated: &Annotated, unanchored: &[Timex3]) -> Option<PartialDate> {
    let first = annotated.sentences.first()?.paragraph;
    let last = annotated.sentences.last()?.paragraph;
    let mut days = [first, last].into_iter().filter_map(|paragraph| {
        let mut sentences = annotated.sentences.iter().filter(|sentence| sentence.paragraph == paragraph);
        let start = sentences.clone().next()?.span.start;
        let end = sentences.next_back()?.span.end;
        let mut inside = unanchored.iter().filter(|timex| start <= timex.span.start && timex.span.end <= end);
        let (timex, more) = (inside.next()?, inside.next());
        let short = end - start <= timex.span.len() + DATELINE_BYTES && !ends_like_prose(article, end);
        timex.date().filter(|date| matches!(date, PartialDate::Day(_)) && short && more.is_none())
    });
    let found = days.next()?;
    days.all(|other| other == found).then_some(found)
}

fn ends_like_prose(article: &Article, end: usize) -> bool {
    article.text.get(..end).is_some_and(|text| text.ends_with(['.', '?', '!', '"', '”', '’']))
}

/// Returns the explicit date that stands beside an expression which, read from that date, is that date.
fn beside_the_present(
    grammar: &Grammar,
    article: &Article,
    annotated: &Annotated,
    unanchored: &[Timex3],
) -> Option<PartialDate> {
    let loose =
        |timex: &Timex3| timex.kind == TimexKind::Date && timex.value.as_deref().is_some_and(|v| v.starts_with('X'));
    let (mut found, mut tried): (Option<PartialDate>, usize) = (None, 0);
    for pair in unanchored.windows(2) {
        let [a, b] = pair else { continue };
        let between = article.text.get(a.span.end..b.span.start).unwrap_or("?").trim();
        let (relative, date) = match (a.date(), b.date()) {
            (None, Some(date)) if loose(a) => (a, date),
            (Some(date), None) if loose(b) => (b, date),
            _ => continue,
        };
        if !matches!(between, "" | "," | "(" | "-" | "–" | "—" | ":") {
            continue;
        }
        tried += 1;
        if tried > MOST_PAIRS {
            return found;
        }
        let same = timexes(grammar, article, annotated, Some(date))
            .iter()
            .any(|timex| timex.span == relative.span && timex.date() == Some(date));
        if same {
            if found.is_some_and(|found| !found.overlaps(date)) {
                return None;
            }
            found = found.filter(|found| date.contains(*found)).or(Some(date));
        }
    }
    found
}

/// Returns the year in which every weekday with a day and month falls so.
fn from_weekdays(
    grammar: &Grammar,
    article: &Article,
    annotated: &Annotated,
    unanchored: &[Timex3],
) -> Option<PartialDate> {
    let dated: Vec<(i8, i8, i8)> =
        unanchored.iter().filter_map(|timex| weekday_month_day(grammar, article, timex)).collect();
    if dated.is_empty() {
        return None;
    }
    let (mut latest_past, mut earliest_ahead) = (None, i16::MAX);
    for (timex, ahead) in unanchored.iter().zip(detect::looks_ahead(grammar, article, annotated, unanchored)) {
        let Some(year) = timex.date().and_then(PartialDate::year) else { continue };
        if ahead {
            earliest_ahead = earliest_ahead.min(year);
        } else {
            latest_past = latest_past.max(Some(year));
        }
    }
    let from = latest_past?;
    let mut years = (from..=from.checked_add(YEARS_AHEAD)?).filter(|&year| {
        dated.iter().all(|&(weekday, month, day)| {
            jiff::civil::Date::new(year, month, day).is_ok_and(|date| date.weekday().to_monday_one_offset() == weekday)
        })
    });
    let year = years.next()?;
    // Around the turn of the year the article may be of the year before or after.
    let turn = dated.iter().all(|&(_, month, _)| matches!(month, 1 | 12));
    (years.next().is_none() && year <= earliest_ahead && !turn).then_some(PartialDate::Year(year))
}

/// Returns weekday, month and day of an expression such as `dinsdag 15 februari`.
fn weekday_month_day(grammar: &Grammar, article: &Article, timex: &Timex3) -> Option<(i8, i8, i8)> {
    let value = timex.value.as_deref()?.strip_prefix("XXXX-")?;
    let (month, day) = value.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let mut atoms = Vec::new();
    lex::atoms(&grammar.vocabulary, &article.text, timex.span, &mut atoms);
    let weekday =
        atoms.iter().filter(|atom| atom.kind == AtomKind::Letters).find_map(|atom| grammar.weekday(atom.word))?;
    Some((weekday, month, day))
}
