//! What every part of a dossier asks of the articles: their sentences as sets of terms and actors.

use std::collections::HashMap;

use document::{Article, Lang, PartialDate, Span};
use nlp::{Sentence, TokenKind};

use crate::{Entry, Lexicon, Quote, actor::Actors, lexicon::ConceptSort, lexicon::WordClass, sentence};

/// Letters of a word that make its term: a crude stem that holds for inflection in many languages.
/// `huurlingen`, `huurlingenleger` and `huurlingengroep` share seven.
const STEM_LETTERS: usize = 7;

/// Words between a preposition of place and a name that it governs, and the preposition itself.
const WHERE_REACH: usize = 5;

/// Marks of quotation that may close a sentence behind its last mark.
const QUOTES: [char; 5] = ['’', '”', '»', '“', '‘'];

/// A word that carries content, as a number: words of one stem or of one concept are one term.
pub(crate) type Term = u32;

/// The sorted entries with what was computed once for all parts.
pub(crate) struct Pile<'a> {
    /// The articles.
    pub(crate) entries: &'a [Entry],
    /// The words.
    pub(crate) lexicon: &'a Lexicon,
    /// Actors of the pile.
    pub(crate) actors: Actors,
    /// One for each article.
    pub(crate) articles: Vec<Prepared>,
    terms: Terms,
}

/// An article's sentences, and its leading actors.
pub(crate) struct Prepared {
    /// One for each sentence of the article.
    pub(crate) sentences: Vec<Prose>,
    /// Actors with their number of mentions, by number.
    pub(crate) actors: Vec<(usize, usize)>,
}

/// A sentence as the comparing parts see it.
#[derive(Default)]
pub(crate) struct Prose {
    /// It may be shown as evidence.
    pub(crate) quotable: bool,
    /// Its terms, sorted, each once; words of names, times and figures are not among them.
    pub(crate) terms: Vec<Term>,
    /// Its terms and its actors, as one sorted set, see [`actor_key`].
    pub(crate) keys: Vec<u32>,
    /// Every term with the place of its word, in order.
    pub(crate) placed: Vec<(Span, Term)>,
    /// Its actors, sorted, each once.
    pub(crate) actors: Vec<usize>,
    /// Indices of the names in it.
    pub(crate) names: Vec<usize>,
    /// Indices of the time expressions in it.
    pub(crate) times: Vec<usize>,
    /// Indices of the figures in it.
    pub(crate) figures: Vec<usize>,
    /// How many words it has.
    pub(crate) n_words: usize,
}

#[derive(Default)]
struct Terms {
    numbers: HashMap<String, Term>,
    sorts: Vec<Option<ConceptSort>>,
    articles: Vec<u32>,
}

impl Terms {
    fn number(&mut self, key: String, sort: Option<ConceptSort>) -> Term {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = Term::try_from(self.sorts.len()).unwrap_or(Term::MAX);
        self.sorts.push(sort);
        self.articles.push(0);
        self.numbers.insert(key, number);
        number
    }

    fn of_word(&mut self, lexicon: &Lexicon, lang: Lang, norm: &str) -> Option<Term> {
        if let Some(concept) = lexicon.concept(lang, norm) {
            return Some(self.number(format!("={}", concept.id), Some(concept.sort)));
        }
        if norm.chars().count() < 3 || lexicon.is(lang, norm, WordClass::Function) {
            return None;
        }
        let stem: String = norm.chars().filter(|c| c.is_alphanumeric()).take(STEM_LETTERS).collect();
        Some(self.number(stem, None))
    }
}

/// Returns terms and actors as one sorted set.
fn keys(terms: &[Term], actors: &[usize]) -> Vec<u32> {
    // Sorted, since every actor's key is greater than every term.
    terms.iter().copied().chain(actors.iter().map(|&actor| actor_key(actor))).collect()
}

/// Returns the number that stands for an actor in a set of keys; terms are smaller.
pub(crate) fn actor_key(actor: usize) -> u32 {
    u32::try_from(actor).map_or(u32::MAX, |number| number | 1 << 31)
}

impl<'a> Pile<'a> {
    /// Prepares sorted entries.
    #[cfg(test)]
    pub(crate) fn new(lexicon: &'a Lexicon, entries: &'a [Entry]) -> Self {
        Self::with_actors(lexicon, entries, Actors::of(lexicon, entries))
    }

    /// Prepares sorted entries whose actors are known.
    pub(crate) fn with_actors(lexicon: &'a Lexicon, entries: &'a [Entry], actors: Actors) -> Self {
        let mut terms = Terms::default();
        let articles = entries.iter().map(|entry| prepare(lexicon, &actors, &mut terms, entry)).collect();
        let mut pile = Self { entries, lexicon, actors, articles, terms };
        pile.count_articles();
        pile
    }

    fn count_articles(&mut self) {
        for article in &self.articles {
            let mut all: Vec<Term> = article.sentences.iter().flat_map(|prose| prose.terms.iter().copied()).collect();
            all.sort_unstable();
            all.dedup();
            for term in all {
                self.terms.articles[term as usize] += 1;
            }
        }
    }

    /// Returns how many different terms there are.
    pub(crate) fn n_terms(&self) -> usize {
        self.terms.sorts.len()
    }

    /// Returns in how many articles a term stands.
    pub(crate) fn n_articles_with(&self, term: Term) -> usize {
        self.terms.articles[term as usize] as usize
    }

    /// Tells whether a term is something that happens at a date.
    pub(crate) fn is_event(&self, term: Term) -> bool {
        matches!(self.terms.sorts[term as usize], Some(ConceptSort::Event | ConceptSort::Milestone))
    }

    /// Tells whether a term is an event that is planned once and may be put off.
    pub(crate) fn is_milestone(&self, term: Term) -> bool {
        self.terms.sorts[term as usize] == Some(ConceptSort::Milestone)
    }

    /// Tells whether a term is a deed that lasts.
    pub(crate) fn is_activity(&self, term: Term) -> bool {
        self.terms.sorts[term as usize] == Some(ConceptSort::Activity)
    }

    /// Tells whether a term is a concept of the packs.
    pub(crate) fn is_concept(&self, term: Term) -> bool {
        self.terms.sorts[term as usize].is_some()
    }

    /// Returns the article.
    pub(crate) fn article(&self, index: usize) -> &'a Article {
        &self.entries[index].article
    }

    /// Returns when it was published.
    pub(crate) fn published(&self, index: usize) -> Option<PartialDate> {
        self.entries[index].reading.published.map(|(date, _)| date)
    }

    /// Returns a sentence of an article.
    pub(crate) fn sentence(&self, article: usize, index: usize) -> &'a Sentence {
        &self.entries[article].annotated.sentences[index]
    }

    /// Returns a sentence as the comparing parts see it.
    pub(crate) fn prose(&self, article: usize, index: usize) -> &Prose {
        &self.articles[article].sentences[index]
    }

    /// Returns a sentence as a quote.
    pub(crate) fn quote(&self, article: usize, index: usize) -> Quote {
        Quote { article, span: self.sentence(article, index).span }
    }

    /// Returns the sentences of all articles that may be shown, as (article, sentence), in order.
    pub(crate) fn quotable(&self) -> impl Iterator<Item = (usize, usize)> {
        self.articles.iter().enumerate().flat_map(|(article, prepared)| {
            let shown = prepared.sentences.iter().enumerate().filter(|(_, prose)| prose.quotable);
            shown.map(move |(index, _)| (article, index))
        })
    }

    /// Tells whether a time opens a period (`sinds 2013`), and returns the word that says so.
    pub(crate) fn since(&self, article: usize, sentence: usize, time: Span) -> Option<Span> {
        let entry = &self.entries[article];
        let tokens = entry.annotated.tokens.get(self.sentence(article, sentence).tokens.clone())?;
        let before = tokens[..tokens.partition_point(|token| token.span.end <= time.start)].last();
        let inside = tokens.iter().find(|token| time.contains(token.span));
        let lang = entry.article.language;
        let opens = |token: &&nlp::Token| self.lexicon.is(lang, &token.norm, WordClass::Since);
        before.into_iter().chain(inside).find(opens).map(|token| token.span)
    }

    /// Tells whether a sentence has a verb of beginning or happening.
    pub(crate) fn begins(&self, article: usize, sentence: usize) -> bool {
        let entry = &self.entries[article];
        let tokens = entry.annotated.tokens.get(self.sentence(article, sentence).tokens.clone()).unwrap_or_default();
        let lang = entry.article.language;
        tokens.iter().any(|token| self.lexicon.is(lang, &token.norm, WordClass::Begin))
    }

    /// Tells whether a sentence asks.
    pub(crate) fn asks(&self, article: usize, sentence: usize) -> bool {
        let text = self.sentence(article, sentence).span.of(&self.entries[article].article.text);
        let end = text.trim_end_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_punctuation() && c != '?' || QUOTES.contains(&c)
        });
        end.ends_with('?')
    }

    /// Tells whether a stretch says that something is still to come: `nog niet`.
    pub(crate) fn is_open(&self, article: usize, span: Span) -> bool {
        let entry = &self.entries[article];
        let tokens = &entry.annotated.tokens;
        let from = tokens.partition_point(|token| token.span.start < span.start);
        let inside = tokens.get(from..).unwrap_or_default().iter().take_while(|token| token.span.end <= span.end);
        inside.into_iter().any(|token| self.lexicon.is(entry.article.language, &token.norm, WordClass::Yet))
    }

    /// Tells whether a preposition of place stands shortly before a name: `at the Kessen dam`.
    pub(crate) fn is_where(&self, article: usize, sentence: usize, name: Span) -> bool {
        let entry = &self.entries[article];
        let Some(tokens) = entry.annotated.tokens.get(self.sentence(article, sentence).tokens.clone()) else {
            return false;
        };
        let before = &tokens[..tokens.partition_point(|token| token.span.end <= name.start)];
        let words = before.iter().rev().take(WHERE_REACH).take_while(|token| token.kind == TokenKind::Word);
        words.into_iter().any(|token| self.lexicon.is(entry.article.language, &token.norm, WordClass::Where))
    }

    /// Tells whether a time stands in a clause that only describes something: behind a comma or dash and a relative
    /// pronoun (`, die daar sinds 2013 vechten`).
    pub(crate) fn in_aside(&self, article: usize, sentence: usize, time: Span) -> bool {
        let entry = &self.entries[article];
        let Some(tokens) = entry.annotated.tokens.get(self.sentence(article, sentence).tokens.clone()) else {
            return false;
        };
        let before = &tokens[..tokens.partition_point(|token| token.span.end <= time.start)];
        let Some(pause) = before.iter().rposition(|token| token.kind == TokenKind::Punctuation) else { return false };
        let opens = |token: &nlp::Token| self.lexicon.is(entry.article.language, &token.norm, WordClass::Relative);
        before[pause + 1..].iter().take(2).any(opens)
    }

    /// Returns the terms of a stretch of an article, sorted, each once.
    pub(crate) fn terms_in(&self, article: usize, span: Span) -> Vec<Term> {
        let mut terms: Vec<Term> = self
            .sentences_in(article, span)
            .flat_map(|index| &self.prose(article, index).placed)
            .filter(|(place, _)| span.contains(*place))
            .map(|(_, term)| *term)
            .collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Returns the actors named in a stretch of an article, sorted, each once.
    pub(crate) fn actors_in(&self, article: usize, span: Span) -> Vec<usize> {
        let names = &self.entries[article].reading.names;
        let mut actors: Vec<usize> = self
            .sentences_in(article, span)
            .flat_map(|index| &self.prose(article, index).names)
            .filter_map(|&name| names.get(name))
            .filter(|name| span.contains(name.span))
            .filter_map(|name| self.actors.number(name.actor.as_ref()?))
            .collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// Returns the terms and actors of a stretch of an article as one sorted set.
    pub(crate) fn keys_in(&self, article: usize, span: Span) -> Vec<u32> {
        keys(&self.terms_in(article, span), &self.actors_in(article, span))
    }

    /// Returns the tokens of a stretch of an article, as lexicons are looked up with.
    pub(crate) fn norms_in(&self, article: usize, span: Span) -> Vec<&'a str> {
        let tokens = &self.entries[article].annotated.tokens;
        let from = tokens.partition_point(|token| token.span.end <= span.start);
        let inside = tokens.get(from..).unwrap_or_default().iter().take_while(|token| token.span.start < span.end);
        inside.map(|token| token.norm.as_str()).collect()
    }

    /// Returns the indices of the sentences that a stretch touches.
    pub(crate) fn sentences_in(&self, article: usize, span: Span) -> std::ops::Range<usize> {
        let sentences = &self.entries[article].annotated.sentences;
        let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let last = sentences.partition_point(|sentence| sentence.span.start < span.end);
        first..last.max(first)
    }
}

fn prepare(lexicon: &Lexicon, actors: &Actors, terms: &mut Terms, entry: &Entry) -> Prepared {
    let (article, annotated, reading) = (&entry.article, &entry.annotated, &entry.reading);
    let mut sentences: Vec<Prose> = annotated
        .sentences
        .iter()
        .map(|found| Prose {
            quotable: sentence::quotable(found),
            n_words: sentence::n_words(annotated, found),
            ..Prose::default()
        })
        .collect();
    let mut taken: Vec<Span> = Vec::new();
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for (index, name) in reading.names.iter().enumerate() {
        let Some(at) = annotated.sentence_at(name.span.start) else { continue };
        sentences[at].names.push(index);
        taken.push(name.span);
        if let Some(number) = name.actor.as_ref().and_then(|id| actors.number(id)) {
            sentences[at].actors.push(number);
            *counts.entry(number).or_default() += 1;
        }
    }
    for (index, time) in reading.times.iter().enumerate() {
        let Some(at) = annotated.sentence_at(time.span.start) else { continue };
        sentences[at].times.push(index);
        taken.push(time.span);
    }
    for (index, figure) in reading.figures.iter().enumerate() {
        let Some(at) = annotated.sentence_at(figure.span.start) else { continue };
        sentences[at].figures.push(index);
        taken.push(figure.span);
    }
    taken.sort();
    for (found, prose) in annotated.sentences.iter().zip(&mut sentences) {
        let tokens = annotated.tokens.get(found.tokens.clone()).unwrap_or_default();
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            let next = taken.partition_point(|span| span.start <= token.span.start);
            if next.checked_sub(1).is_some_and(|before| taken[before].overlap(token.span) > 0) {
                continue;
            }
            if let Some(term) = terms.of_word(lexicon, article.language, &token.norm) {
                prose.placed.push((token.span, term));
                prose.terms.push(term);
            }
        }
        prose.terms.sort_unstable();
        prose.terms.dedup();
        prose.actors.sort_unstable();
        prose.actors.dedup();
        prose.keys = keys(&prose.terms, &prose.actors);
    }
    let mut actors: Vec<(usize, usize)> = counts.into_iter().collect();
    actors.sort_unstable();
    Prepared { sentences, actors }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile};

    #[test]
    fn words_of_names_times_and_figures_are_no_terms() {
        let entries = pile(&["[PER Ada Blom] stuurde [DATE:2021-10-04 maandag] [FIG:troops:20 twintig] schepen."]);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        assert_eq!(pile.prose(0, 0).terms.len(), 2);
        assert_eq!(pile.prose(0, 0).actors.len(), 1);
    }

    #[test]
    fn words_of_one_concept_are_one_term() {
        let entries = pile(&["De stembusgang nadert.", "De raadsverkiezingen naderen."]);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let event = |article| pile.prose(article, 0).terms.iter().copied().find(|term| pile.is_event(*term));
        assert!(event(0).is_some());
        assert_eq!(event(0), event(1));
    }
}
