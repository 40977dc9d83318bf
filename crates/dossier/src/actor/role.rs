//! Titles and offices that stand beside a person's name.

use std::collections::BTreeMap;

use document::{PartialDate, Span};
use nlp::{Token, TokenKind};

use crate::{Entry, Lexicon, Quote, Role, lexicon::WordClass, sentence};

/// How many words may stand between a title and the name: `minister van Buitenlandse Zaken Ada Blom` has three.
const MAX_WORDS: usize = 7;

/// Returns the roles that the articles give a person at `places` (article, index of the name), verbatim, by first
/// publication date.
pub(super) fn roles(lexicon: &Lexicon, entries: &[Entry], places: &[(usize, usize)]) -> Vec<Role> {
    let mut found: BTreeMap<String, Role> = BTreeMap::new();
    for &(article, index) in places {
        let Some((span, quote)) = entries.get(article).and_then(|entry| role_at(lexicon, entry, index)) else {
            continue;
        };
        let published = entries[article].reading.published.map(|(date, _)| date);
        let role = sentence::slice(&entries[article].article, span).to_owned();
        let quote = Quote { article, span: quote };
        let known =
            found.entry(role.to_lowercase()).or_insert_with(|| Role { role, from: published, to: published, quote });
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

/// The role beside one mention, with its sentence.
pub(super) fn role_at(lexicon: &Lexicon, entry: &Entry, index: usize) -> Option<(Span, Span)> {
    let name = entry.reading.names.get(index)?.span;
    let annotated = &entry.annotated;
    let found = &annotated.sentences[annotated.sentence_at(name.start)?];
    if !sentence::quotable(found) {
        return None;
    }
    let tokens = annotated.tokens.get(found.tokens.clone())?;
    let before = &tokens[..tokens.partition_point(|token| token.span.end <= name.start)];
    let after = &tokens[tokens.partition_point(|token| token.span.start < name.end)..];
    let role = before_name(lexicon, entry, before).or_else(|| after_name(lexicon, entry, after))?;
    Some((role, found.span))
}

/// `minister van Buitenlandse Zaken (,) NAME`: from the title to the name, when nothing but the office lies between.
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
    let closed = office.last().is_none_or(|token| !lexicon.is(lang, &token.norm, WordClass::Function));
    (reads && linked && closed && !names_a_person(entry, office))
        .then(|| near[start].span.cover(near.last().map_or(near[start].span, |token| token.span)))
}

/// `woordvoerder van Ada Blom` before another name is her office, not his.
fn names_a_person(entry: &Entry, office: &[Token]) -> bool {
    let (Some(first), Some(last)) = (office.first(), office.last()) else { return false };
    let span = first.span.cover(last.span);
    entry.reading.names.iter().any(|name| name.kind == reading::NameKind::Person && name.span.overlap(span) > 0)
}

/// `NAME, hoogleraar bestuurskunde in Veldstad,`: up to the next comma, when it opens with a title.
fn after_name(lexicon: &Lexicon, entry: &Entry, after: &[Token]) -> Option<Span> {
    let lang = entry.article.language;
    let (comma, rest) = after.split_first()?;
    if comma.norm != "," {
        return None;
    }
    let end = rest.iter().position(|token| matches!(token.norm.as_str(), "," | "." | ";" | ")" | "–" | "-"))?;
    let phrase = &rest[..end.min(rest.len())];
    if phrase.len() > MAX_WORDS + 3 || phrase.iter().any(|token| token.kind != TokenKind::Word) {
        return None;
    }
    let title = phrase.iter().take(3).position(|token| lexicon.is_title(lang, &token.norm))?;
    let first = usize::from(phrase.first().is_some_and(|token| lexicon.is(lang, &token.norm, WordClass::Function)));
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
    fn a_title_elsewhere_is_not_hers() {
        check("De minister zei gisteren dat [PER Ada Blom] sprak.", &[]);
        check("De woordvoerder van [PER Ada Blom] sprak.", &[]);
    }
}
