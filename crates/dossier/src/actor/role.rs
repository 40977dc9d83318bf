//! Titles and offices that stand beside a person's name.

use std::collections::BTreeMap;

use document::{PartialDate, Span};
use nlp::{Token, TokenKind};

use crate::{Entry, Lexicon, Quote, Role, lexicon::WordClass, sentence};

/// How many words may stand between a title and the name: `minister van Buitenlandse Zaken Ada Blom` has three.
const MAX_WORDS: usize = 7;

/// A role beside one mention of a name.
pub(super) struct Beside {
    /// The title with what belongs to it.
    pub(super) span: Span,
    /// The sentence.
    pub(super) sentence: Span,
    /// It is held no more.
    former: bool,
}

/// Returns the roles that the articles give a person at `places` (article, index of the name), verbatim, by first
/// publication date. `from` and `to` are the first and the last publication that gives it; of a role that is called former,
/// only that it had ended by the first one is known: `to`.
pub(super) fn roles(lexicon: &Lexicon, entries: &[Entry], places: &[(usize, usize)]) -> Vec<Role> {
    let mut found: BTreeMap<String, Role> = BTreeMap::new();
    for &(article, index) in places {
        let Some(beside) = entries.get(article).and_then(|entry| role_at(lexicon, entry, index)) else {
            continue;
        };
        let published = entries[article].reading.published.map(|(date, _)| date);
        let role = sentence::slice(&entries[article].article, beside.span).to_owned();
        let quote = Quote { article, span: beside.sentence };
        let from = published.filter(|_| !beside.former);
        let known = found.entry(role.to_lowercase()).or_insert_with(|| Role { role, from, to: published, quote });
        if beside.former {
            known.to = pick(known.to, published, |new, old| new < old);
            continue;
        }
        known.from = pick(known.from, published, |new, old| new < old);
        known.to = pick(known.to, published, |new, old| new > old);
    }
    let mut roles: Vec<Role> = found.into_values().collect();
    roles.sort_by_key(|role| (role.from.is_none(), role.from.map(PartialDate::sort_key), role.quote));
    roles
}

fn pick(
    old: Option<PartialDate>,
    new: Option<PartialDate>,
    better: impl Fn(jiff::civil::Date, jiff::civil::Date) -> bool,
) -> Option<PartialDate> {
    match (old, new) {
        (Some(old), Some(new)) if better(new.first_day(), old.first_day()) => Some(new),
        (None, new) => new,
        (old, _) => old,
    }
}

/// The role beside one mention.
pub(super) fn role_at(lexicon: &Lexicon, entry: &Entry, index: usize) -> Option<Beside> {
    let name = entry.reading.names.get(index)?.span;
    let annotated = &entry.annotated;
    let found = &annotated.sentences[annotated.sentence_at(name.start)?];
    if !sentence::quotable(found) {
        return None;
    }
    let tokens = annotated.tokens.get(found.tokens.clone())?;
    let before = &tokens[..tokens.partition_point(|token| token.span.end <= name.start)];
    let after = &tokens[tokens.partition_point(|token| token.span.start < name.end)..];
    let span = before_name(lexicon, entry, before).or_else(|| after_name(lexicon, entry, after))?;
    let role = tokens.iter().filter(|token| token.span.overlap(span) > 0);
    let lang = entry.article.language;
    let title = role.clone().position(|token| lexicon.is_title(lang, &token.norm)).unwrap_or(0);
    let former = role.take(title + 1).any(|token| lexicon.marks_office(lang, &token.norm, WordClass::Former));
    Some(Beside { span, sentence: found.span, former })
}

/// `minister van Buitenlandse Zaken (,) NAME`: from the title to the name, when nothing but the office lies between; from
/// `voormalig` before the title.
fn before_name(lexicon: &Lexicon, entry: &Entry, before: &[Token]) -> Option<Span> {
    let lang = entry.article.language;
    let comma = before.last().is_some_and(|token| token.norm == ",");
    let before = if comma { &before[..before.len() - 1] } else { before };
    let reach = before.len().saturating_sub(MAX_WORDS + 1);
    let near = &before[reach..];
    let start = near.iter().rposition(|token| lexicon.is_title(lang, &token.norm))?;
    let office = &near[start + 1..];
    let reads = office.iter().all(|token| token.kind == TokenKind::Word);
    // Without a comma, the office must be one: `of foreign affairs`, not `said that`.
    let linked = office
        .first()
        .is_none_or(|token| token.norm.chars().count() <= 3 && lexicon.is(lang, &token.norm, WordClass::Function));
    // `who is a critic of Mr.` is no office
    let told =
        office.iter().any(|token| lexicon.is(lang, &token.norm, WordClass::Relative) || token.norm.ends_with('.'));
    let closed = office.last().is_none_or(|token| !lexicon.is(lang, &token.norm, WordClass::Function));
    let first = before.get(reach + start - modifiers(lexicon, entry, &before[..reach + start]))?;
    (reads && linked && closed && !told && !names_a_person(entry, office))
        .then(|| first.span.cover(near.last().map_or(first.span, |token| token.span)))
}

/// How many words before a title belong to it: from a word that says that the office is held no more, or for a time,
/// `voormalig Frans`.
fn modifiers(lexicon: &Lexicon, entry: &Entry, before: &[Token]) -> usize {
    const REACH: usize = 3;
    let lang = entry.article.language;
    let stops = |token: &&Token| {
        let marks = [WordClass::Former, WordClass::Acting].iter().any(|class| lexicon.is(lang, &token.norm, *class));
        token.kind == TokenKind::Word && (marks || !lexicon.is(lang, &token.norm, WordClass::Function))
    };
    let near: Vec<&Token> = before.iter().rev().take(REACH).take_while(stops).collect();
    let marks = |token: &&Token| {
        lexicon.is(lang, &token.norm, WordClass::Former) || lexicon.is(lang, &token.norm, WordClass::Acting)
    };
    near.iter().rposition(marks).map_or(0, |at| at + 1)
}

/// `woordvoerder van Ada Blom` before another name is her office, not his.
fn names_a_person(entry: &Entry, office: &[Token]) -> bool {
    let (Some(first), Some(last)) = (office.first(), office.last()) else { return false };
    let span = first.span.cover(last.span);
    entry.reading.names.iter().any(|name| name.kind == reading::NameKind::Person && name.span.overlap(span) > 0)
}

/// `NAME, hoogleraar bestuurskunde in Veldstad,`: up to the next comma, when it opens with a title; so between brackets or
/// dashes.
fn after_name(lexicon: &Lexicon, entry: &Entry, after: &[Token]) -> Option<Span> {
    let lang = entry.article.language;
    let (opened, rest) = after.split_first()?;
    let closing: &[&str] = match opened.norm.as_str() {
        "," => &[",", ".", ";", ")", "–", "-"],
        "(" => &[")"],
        "–" | "—" => &["–", "—"],
        _ => return None,
    };
    let end = rest.iter().position(|token| closing.contains(&token.norm.as_str()))?;
    let phrase = &rest[..end.min(rest.len())];
    if phrase.len() > MAX_WORDS + 3 || phrase.iter().any(|token| token.kind != TokenKind::Word) {
        return None;
    }
    let marks = |token: &Token| {
        [WordClass::Former, WordClass::Acting].iter().any(|class| lexicon.marks_office(lang, &token.norm, *class))
    };
    let marked = usize::from(phrase.iter().take(2).any(marks));
    let title = phrase.iter().take(3 + marked).position(|token| lexicon.is_title(lang, &token.norm))?;
    // `, president Ada Blom,` is somebody else
    if phrase.get(title + 1).is_some_and(|token| names_a_person(entry, std::slice::from_ref(token))) {
        return None;
    }
    let article = |token: &Token| lexicon.is(lang, &token.norm, WordClass::Function) && !marks(token);
    let first = usize::from(phrase.first().is_some_and(article));
    let (first, last) = (phrase.get(first.min(title))?, phrase.last()?);
    Some(first.span.cover(last.span))
}

#[cfg(test)]
mod tests {
    use crate::testing::{lexicon, pile};

    fn check(text: &str, expected: &[&str]) {
        let entries = pile(&[text]);
        let actors = crate::actor::Actors::of(&lexicon(), &entries);
        let roles: Vec<String> = super::super::actors(&lexicon(), &entries, &actors)
            .into_iter()
            .flat_map(|actor| actor.roles)
            .map(|role| role.role)
            .collect();
        assert_eq!(roles, expected);
    }

    #[test]
    fn offices_stand_before_or_behind_the_name() {
        check("De minister van Buitenlandse Zaken [PER Ada Blom] sprak.", &["minister van Buitenlandse Zaken"]);
        check("De minister van de vloot, [PER Ada Blom], sprak.", &["minister van de vloot"]);
        check(
            "Volgens [PER Ada Blom], hoogleraar bestuurskunde in Veldstad, klopt het.",
            &["hoogleraar bestuurskunde in Veldstad"],
        );
    }

    #[test]
    fn brackets_and_dashes_hold_an_office_too() {
        check("Volgens [PER Ada Blom] (minister van Verkeer) klopt het.", &["minister van Verkeer"]);
        check("Gisteren sprak [PER Ada Blom] – directeur van de haven – lang.", &["directeur van de haven"]);
        check("Gisteren sprak [PER Ada Blom] (54) lang.", &[]);
    }

    #[test]
    fn an_office_held_no_more_ended_by_the_time_it_is_called_so() {
        let entries = pile(&[
            "@2031-05-02\nOud-minister [PER Ada Blom] sprak.",
            "@2031-06-02\nVolgens [PER Ada Blom], voormalig minister van Verkeer, klopt het.",
            "@2031-07-02\nDe voormalige Verlandse president [PER Ada Blom] zweeg.",
            "@2031-07-03\nWaarnemend burgemeester [PER Ada Blom] zweeg.",
            "@2031-07-09\nOud-minister [PER Ada Blom] zweeg.",
        ]);
        let actors = crate::actor::Actors::of(&lexicon(), &entries);
        let date = |date: Option<document::PartialDate>| date.map_or("-".to_owned(), |date| date.to_string());
        let roles: Vec<String> = super::super::actors(&lexicon(), &entries, &actors)
            .into_iter()
            .flat_map(|actor| actor.roles)
            .map(|role| format!("{} {} {}", role.role, date(role.from), date(role.to)))
            .collect();
        assert_eq!(
            roles,
            [
                "Waarnemend burgemeester 2031-07-03 2031-07-03",
                "Oud-minister - 2031-05-02",
                "voormalig minister van Verkeer - 2031-06-02",
                "voormalige Verlandse president - 2031-07-02",
            ]
        );
    }

    #[test]
    fn a_title_elsewhere_is_not_hers() {
        check("De minister zei gisteren dat [PER Ada Blom] sprak.", &[]);
        check("De woordvoerder van [PER Ada Blom] sprak.", &[]);
        check("Gisteren sprak [PER Ada Blom], minister [PER Cor Dam] zweeg, en toen niemand.", &["minister"]);
        check("De minister die hem verving en [PER Ada Blom] spraken.", &[]);
    }
}
