//! Actors as their statements name them: `de Malinese junta`.

use std::collections::BTreeMap;

use document::Span;
use nlp::TokenKind;
use reading::NameKind;

use super::Actors;
use crate::{Actor, Entry, Lexicon, Quote, lexicon::WordClass, sentence};

/// The most words of a phrase that is shown as a name.
const MAX_WORDS: usize = 5;

/// What actors are called where they are sources of statements.
pub(super) struct Sources<'a> {
    /// By number of the actor: phrases, how often, and where the first of each stands.
    phrases: Vec<BTreeMap<&'a str, (usize, Quote)>>,
}

impl<'a> Sources<'a> {
    pub(super) fn of(lexicon: &Lexicon, entries: &'a [Entry], merged: &Actors) -> Self {
        let mut phrases: Vec<BTreeMap<&str, (usize, Quote)>> = vec![BTreeMap::new(); merged.len()];
        for (article, entry) in entries.iter().enumerate() {
            for source in entry.reading.statements.iter().filter_map(|statement| statement.source.as_ref()) {
                let number = merged.described(article, source);
                let Some((number, phrase)) = number.zip(phrase(lexicon, entry, source.span)) else { continue };
                let Some(at) = entry.annotated.sentence_at(source.span.start) else { continue };
                let quote = Quote { article, span: entry.annotated.sentences[at].span };
                phrases[number].entry(sentence::slice(&entry.article, phrase)).or_insert((0, quote)).0 += 1;
            }
        }
        Self { phrases }
    }

    /// Returns the phrase that names an actor most often.
    pub(super) fn best(&self, number: usize) -> Option<&'a str> {
        self.by_frequency(number).first().map(|(phrase, _)| *phrase)
    }

    /// Returns an actor that no name stands for, when a phrase does.
    pub(super) fn actor(&self, lexicon: &Lexicon, merged: &Actors, number: usize) -> Option<Actor> {
        let phrases = self.by_frequency(number);
        let (name, (_, quote)) = *phrases.first()?;
        let id = merged.id(number);
        let country = lexicon.country_of_body(&id.0);
        Some(Actor {
            name: name.to_owned(),
            kind: if country.is_some() { NameKind::Organisation } else { merged.kind(number) },
            country: country.map(str::to_owned),
            aliases: phrases.iter().skip(1).map(|(phrase, _)| (*phrase).to_owned()).collect(),
            roles: Vec::new(),
            mentions: phrases.iter().map(|(_, (n, _))| n).sum(),
            quote: Some(quote),
            id,
        })
    }

    fn by_frequency(&self, number: usize) -> Vec<(&'a str, (usize, Quote))> {
        let mut all: Vec<_> = self.phrases[number].iter().map(|(phrase, seen)| (*phrase, *seen)).collect();
        // `Malian army` tells more than `army`
        let bare = |phrase: &str| !phrase.contains(char::is_whitespace);
        all.sort_by_key(|(phrase, (n, _))| (bare(phrase), std::cmp::Reverse(*n), *phrase));
        all
    }
}

/// Tells whether a phrase is a description and nothing more.
fn own_noun(phrase: Span, described: &reading::coref::Description) -> bool {
    described.span.end == phrase.end && phrase.contains(described.noun)
}

/// The words of a source that say who it is: without the articles before them, and not when they are a pronoun or a
/// description that could be of anybody: a name must tell, or the noun for a body of which each place has one.
fn phrase(lexicon: &Lexicon, entry: &Entry, span: Span) -> Option<Span> {
    let from = entry.annotated.tokens.partition_point(|token| token.span.start < span.start);
    let tokens = entry.annotated.tokens.get(from..)?;
    let tokens = &tokens[..tokens.partition_point(|token| token.span.end <= span.end)];
    let function = |token: &nlp::Token| lexicon.is(entry.article.language, &token.norm, WordClass::Function);
    let own = &tokens[tokens.iter().position(|token| !function(token))?..];
    let (first, last) = (own.first()?, own.last()?);
    let phrase = first.span.cover(last.span);
    let named = entry.reading.names.iter().any(|name| name.span.overlap(phrase) > 0);
    let words = own.iter().all(|token| token.kind == TokenKind::Word) && own.len() <= MAX_WORDS;
    let body =
        || entry.reading.descriptions.iter().any(|described| described.body.is_some() && own_noun(phrase, described));
    (words && (named || body())).then_some(phrase)
}
