//! Which of a counted thing a figure means: missing or dead, a year or in all, confirmed or suspected.

use std::collections::HashMap;

use document::Span;
use nlp::{Token, TokenKind};
use reading::{FrameRole, Quantity};

use crate::{
    lexicon::{ConceptSort, WordClass},
    pile::Pile,
};

/// Words behind a figure and its unit, and before it, that may narrow it.
const BEHIND: usize = 6;
const AHEAD: usize = 3;

/// What narrows a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    /// Names of states, sorted: figures with different ones count different things.
    states: Vec<String>,
    /// Names of degrees, sorted: figures with different ones do, when both have some.
    degrees: Vec<String>,
    /// One of the states is a fate, of which one happening has one figure.
    fate: bool,
    /// The figure is told as a former one.
    pub(crate) former: bool,
    /// The figure is a new reading of a total.
    pub(crate) reached: bool,
}

impl Scope {
    /// Tells whether two figures may mean the same of a thing.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let degrees = self.degrees.is_empty() || other.degrees.is_empty() || self.degrees == other.degrees;
        self.states == other.states && degrees
    }

    /// Tells whether it is narrowed to people of one fate and nothing else: the missing.
    pub(crate) fn is_fate(&self) -> bool {
        self.fate && self.states.len() == 1
    }

    /// Returns how sure it is said to be, as names, sorted.
    pub(crate) fn degrees(&self) -> &[String] {
        &self.degrees
    }

    /// Returns what a figure and the words around it say.
    pub(crate) fn of(pile: &Pile, article: usize, sentence: usize, figure: &Quantity, phrase: Span) -> Self {
        let entry = &pile.entries[article];
        let found = pile.sentence(article, sentence);
        let tokens = entry.annotated.tokens.get(found.tokens.clone()).unwrap_or_default();
        let window = window(tokens, phrase, &others(pile, article, sentence, figure));
        let lang = entry.article.language;
        let framed = |token: &Token| figure.frame.iter().any(|word| word.span.contains(token.span));
        let mut scope = Self::default();
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
            let near = window.contains(&at);
            if !near && !framed(token) {
                continue;
            }
            for form in pile.lexicon.scopes(lang, &token.norm) {
                let whole = tokens[at..].iter().map(|token| token.norm.as_str()).take(form.words.len());
                let alone = form.words.len() == 1;
                if (near || alone) && whole.eq(form.words.iter().map(String::as_str)) {
                    let names = if form.is_degree { &mut scope.degrees } else { &mut scope.states };
                    names.push(form.id.clone());
                    scope.fate |= form.is_fate;
                }
            }
            scope.former |= pile.lexicon.is(lang, &token.norm, WordClass::Earlier);
            scope.reached |= pile.lexicon.is(lang, &token.norm, WordClass::Reached);
        }
        for names in [&mut scope.states, &mut scope.degrees] {
            names.sort_unstable();
            names.dedup();
        }
        scope
    }
}

/// The spans of the other figures of the sentence.
fn others(pile: &Pile, article: usize, sentence: usize, figure: &Quantity) -> Vec<Span> {
    let figures = &pile.entries[article].reading.figures;
    let indices = pile.prose(article, sentence).figures.iter();
    indices
        .filter_map(|&index| figures.get(index))
        .map(|other| other.span)
        .filter(|span| *span != figure.span)
        .collect()
}

/// The tokens around a phrase, up to punctuation and other figures.
fn window(tokens: &[Token], phrase: Span, others: &[Span]) -> std::ops::Range<usize> {
    let first = tokens.partition_point(|token| token.span.end <= phrase.start);
    let last = tokens.partition_point(|token| token.span.start < phrase.end).max(first);
    let stops =
        |token: &Token| token.kind != TokenKind::Word || others.iter().any(|other| other.overlap(token.span) > 0);
    let ahead = tokens[..first].iter().rev().take(AHEAD).take_while(|token| !stops(token)).count();
    let behind = tokens[last..].iter().take(BEHIND).take_while(|token| !stops(token)).count();
    first - ahead..last + behind
}

/// What a figure's sentence does with what is counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// The words that the figure hangs on and those beside it, sorted.
    pub(crate) deed: Vec<u32>,
    /// The words that hang on what is counted, sorted.
    pub(crate) which: Vec<u32>,
    /// Those of both that say nothing about which happening is meant, sorted: `died`, `violence`.
    pub(crate) general: Vec<u32>,
}

/// Numbers for the words of frames: words of one concept are one.
#[derive(Default)]
pub(crate) struct Keys(HashMap<String, u32>);

impl Keys {
    fn number(&mut self, key: String) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(key).or_insert(next)
    }

    /// Returns the frame of a figure. Without a tree the words around it, up to punctuation, stand for the deed.
    pub(crate) fn frame(&mut self, pile: &Pile, place: (usize, usize), figure: &Quantity, phrase: Span) -> Frame {
        let (article, sentence) = place;
        let prose = pile.prose(article, sentence);
        let lang = pile.article(article).language;
        let mut frame = Frame::default();
        for word in &figure.frame {
            let name = prose.names.iter().filter_map(|&name| pile.entries[article].reading.names.get(name));
            let name = name.filter(|name| name.span.overlap(word.span) > 0).find_map(|name| name.actor.as_ref());
            if let Some(actor) = name.and_then(|id| pile.actors.number(id)) {
                // Who is named beside a verb is told by the owner; what is named beside the thing says which.
                if word.role == FrameRole::Modifier {
                    frame.which.push(self.number(format!("@{actor}")));
                }
                continue;
            }
            // Only words that carry content are placed: none of names, times and figures.
            if !prose.placed.iter().any(|(span, _)| span.overlap(word.span) > 0) {
                continue;
            }
            let form = crate::sentence::slice(pile.article(article), word.span).to_lowercase();
            let concept = pile.lexicon.concept(lang, &form).or_else(|| pile.lexicon.concept(lang, &word.lemma));
            let key = concept.map_or_else(|| word.lemma.clone(), |concept| format!("={}", concept.id));
            // What is done to the dead, and deeds that last, are common to many happenings.
            let general = concept.is_some_and(|concept| concept.sort == ConceptSort::Activity)
                || pile.lexicon.is(lang, &word.lemma, WordClass::Toll)
                || pile.lexicon.is(lang, &form, WordClass::Toll);
            if general {
                frame.general.push(self.number(key));
                continue;
            }
            let side = if word.role == FrameRole::Modifier { &mut frame.which } else { &mut frame.deed };
            side.push(self.number(key));
        }
        if figure.frame.is_empty() {
            let text = &pile.article(article).text;
            let pause =
                |from: usize, to: usize| text.get(from..to).is_none_or(|gap| gap.contains([',', ';', ':', '(']));
            let around = prose.placed.iter().filter(|(span, _)| {
                !phrase.contains(*span)
                    && !pause(span.end.min(phrase.end), phrase.start.max(span.end))
                    && !pause(phrase.end.min(span.start), span.start.max(phrase.end))
            });
            let terms: Vec<u32> = around.map(|(_, term)| self.number(format!("#{term}"))).collect();
            frame.deed = terms;
        }
        for side in [&mut frame.deed, &mut frame.which, &mut frame.general] {
            side.sort_unstable();
            side.dedup();
        }
        frame
    }
}
