//! Where an article says which press agency it took from.

use document::{Article, ResidueKind, Span};

use crate::{Quote, pile::Pile};

/// Returns for each agency that an article credits the place that says so, if its text does; for an article that
/// credits none, the agency that one of its statements names as its source (`meldt persbureau Reuters`).
pub(crate) fn of(pile: &Pile, article: usize) -> Vec<Quote> {
    let agencies = &pile.article(article).agencies;
    if agencies.is_empty() {
        return reported(pile, article).into_iter().collect();
    }
    agencies.iter().filter_map(|agency| printed(pile, article, agency)).collect()
}

/// Returns where an article prints the name of an agency that it credits: in a credit or dateline, else between brackets,
/// else anywhere.
pub(crate) fn printed(pile: &Pile, article: usize, agency: &str) -> Option<Quote> {
    let text = &pile.article(article).text;
    let names = || std::iter::once(agency).chain(pile.lexicon.agency_names(agency));
    let everywhere: Vec<Span> = names().flat_map(|name| places(text, name)).collect();
    let is_credit = |span: &&Span| is_credit(pile.article(article), **span);
    let in_brackets = |span: &&Span| bracketed(text, **span) != **span;
    let span = everywhere
        .iter()
        .find(is_credit)
        .or_else(|| everywhere.iter().find(in_brackets))
        .or_else(|| everywhere.first())?;
    Some(Quote { article, span: bracketed(text, *span) })
}

fn is_credit(article: &Article, span: Span) -> bool {
    article.residue.iter().any(|residue| {
        matches!(residue.kind, ResidueKind::Credit | ResidueKind::Dateline) && residue.span.contains(span)
    })
}

/// Words of a source that is an agency: `het Franse persbureau AFP`. Who speaks to one has more.
const SOURCE_WORDS: usize = 4;

/// The first source of a statement that is an agency.
fn reported(pile: &Pile, article: usize) -> Option<Quote> {
    let text = &pile.article(article).text;
    let statements = &pile.entries[article].reading.statements;
    statements.iter().filter_map(|statement| statement.said_by()).find_map(|source| {
        let words = text.get(source.span.start..source.span.end)?;
        let names = pile.lexicon.agencies().any(|name| !places(words, name).is_empty());
        let short = words.split_whitespace().count() <= SOURCE_WORDS;
        (names && short).then_some(Quote { article, span: source.span })
    })
}

/// The places where a name stands as a whole word.
fn places(text: &str, name: &str) -> Vec<Span> {
    if name.is_empty() {
        return Vec::new();
    }
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(name)
        .map(|(start, found)| Span::new(start, start + found.len()))
        .filter(|span| {
            ends(text.get(..span.start).and_then(|before| before.chars().next_back()))
                && ends(text.get(span.end..).and_then(|after| after.chars().next()))
        })
        .collect()
}

/// The brackets around a name with it.
fn bracketed(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).is_some_and(|before| before.ends_with('('));
    let after = text.get(span.end..).is_some_and(|after| after.starts_with(')'));
    if before && after { Span::new(span.start - 1, span.end + 1) } else { span }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile, say};

    fn check(text: &str) -> Vec<String> {
        let entries = pile(&[text]);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        of(&pile, 0).iter().map(|quote| quote.span.of(&entries[0].article.text).to_owned()).collect()
    }

    #[test]
    fn a_credit_is_quoted_as_printed() {
        assert_eq!(check("@2021 Bode ^ANP\nDe ANP-redactie in Holm is dicht. De kade is verzakt (ANP)."), ["(ANP)"]);
        assert_eq!(check("@2021 Bode ^AFP\nDe kade is verzakt. Bron: Agence France-Presse"), ["Agence France-Presse"]);
        assert_eq!(check("@2021 Bode ^ANP\nDe kade in Anpolis is verzakt."), [""; 0]);
    }

    #[test]
    fn an_agency_that_is_reported_is_the_credit_of_an_article_without_one() {
        let content = "de kade verzakt is";
        let mut entries = pile(&[&format!("Persbureau Reuters meldt dat {content}.")]);
        say(&mut entries[0], reading::Act::Say, ("Persbureau Reuters", ""), content, None);
        let lexicon = lexicon();
        let found = of(&Pile::new(&lexicon, &entries), 0);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(&entries[0].article.text), "Persbureau Reuters");
    }
}
