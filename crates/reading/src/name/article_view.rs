//! An article as the name finder sees it: which capitals are due to the beginning of a sentence, and which are not.

use std::collections::BTreeSet;

use document::{Article, Span};
use nlp::{Annotated, Sentence, Token, TokenKind, Upos};

use super::{Lexicon, evidence};

/// A line shorter than this, in bytes, was not broken for its length.
const SHORT_LINE: usize = 40;

/// An article with its tokens, and what can be known before looking for names.
pub(super) struct ArticleView<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) article: &'a Article,
    pub(super) annotated: &'a Annotated,
    /// For every token: its capital says nothing, since a sentence or a line in title case begins here.
    initial: Vec<bool>,
    /// For every token: the tag of its first word; empty where no model tagged the words.
    tags: Vec<Upos>,
    /// For every token: it is of a headline in capitals.
    shouted: Vec<bool>,
    /// Forms that have a capital where no sentence begins.
    capitals: BTreeSet<&'a str>,
    /// Forms that occur in lower case.
    lower: BTreeSet<&'a str>,
    /// Forms that begin a sentence twice or more, endings of the possessive taken off, and are no ordinary words.
    repeated: BTreeSet<&'a str>,
    /// Places that the article has an adjective or demonym of, whether it names them or not.
    stems: BTreeSet<String>,
}

impl<'a> ArticleView<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, article: &'a Article, annotated: &'a Annotated) -> Self {
        let mut view = Self {
            lexicon,
            article,
            annotated,
            initial: vec![false; annotated.tokens.len()],
            tags: tags(annotated),
            shouted: vec![false; annotated.tokens.len()],
            capitals: BTreeSet::new(),
            lower: BTreeSet::new(),
            repeated: BTreeSet::new(),
            stems: BTreeSet::new(),
        };
        for sentence in &annotated.sentences {
            view.mark_initial(sentence);
        }
        let mut initials = BTreeSet::new();
        for (index, token) in annotated.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            let form = view.form(index);
            if !begins_with_capital(form) {
                view.lower.insert(form);
                continue;
            }
            let bare = view.bare(index);
            if view.is_shouted(index) {
                continue;
            }
            if !view.is_initial(index) {
                view.capitals.insert(form);
                view.capitals.insert(bare);
                if lexicon.listed(form).is_empty() && lexicon.frequency(&token.norm).is_none() {
                    view.stems.extend(evidence::stems(lexicon, form));
                }
            } else if lexicon.frequency(&bare.to_lowercase()).is_none() && !initials.insert(bare) {
                view.repeated.insert(bare);
            }
        }
        view
    }

    fn mark_initial(&mut self, sentence: &Sentence) {
        let title_case = self.is_title_case(sentence);
        if self.is_shouting(sentence)
            && let Some(shouted) = self.shouted.get_mut(sentence.tokens.clone())
        {
            shouted.fill(true);
        }
        let mut open = true;
        // nothing but names and numbers so far: the text of a report begins behind its dateline's dash
        let mut dateline = true;
        for index in sentence.tokens.clone() {
            let Some(token) = self.annotated.tokens.get(index) else { continue };
            let form = token.span.of(&self.article.text);
            dateline &= !form.starts_with(char::is_lowercase);
            open |= index > sentence.tokens.start && self.begins_line(index);
            if let Some(initial) = self.initial.get_mut(index) {
                *initial = open || title_case;
            }
            open = match token.kind {
                TokenKind::Word | TokenKind::Number => false,
                TokenKind::Quote | TokenKind::Symbol => true,
                TokenKind::Punctuation if matches!(form, "-" | "–" | "—") => {
                    open || (dateline || self.is_clock(sentence.tokens.start..index)) && token.space_before
                }
                TokenKind::Punctuation => open || matches!(token.norm.as_str(), ":" | "." | "?" | "!" | "…" | "..."),
            };
        }
    }

    /// Tells whether a sentence is written in capitals, and long enough to hold words that are no names.
    fn is_shouting(&self, sentence: &Sentence) -> bool {
        let (mut words, mut loud, mut ordinary) = (0, 0, 0);
        for index in sentence.tokens.clone() {
            let form = self.form(index);
            if form.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
                words += 1;
                loud += usize::from(!form.chars().any(char::is_lowercase));
                ordinary += usize::from(self.lexicon.frequency(self.norm(index)).is_some());
            }
        }
        words >= 3 && loud * 10 >= words * 9 && ordinary >= 1
    }

    /// Tells whether tokens are a time of day, as before the items of a live report: `22.17 uur - De brug`.
    fn is_clock(&self, tokens: std::ops::Range<usize>) -> bool {
        const LONGEST: usize = 4;
        (1..=LONGEST).contains(&tokens.len()) && self.form(tokens.start).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Tells whether most words of a sentence have a capital, as in English headlines.
    fn is_title_case(&self, sentence: &Sentence) -> bool {
        let (mut long, mut capital, mut ordinary) = (0, 0, 0);
        for index in sentence.tokens.clone().skip(1) {
            let form = self.form(index);
            if form.chars().count() > 3 && form.chars().next().is_some_and(char::is_alphabetic) {
                long += 1;
                capital += usize::from(begins_with_capital(form));
                ordinary += usize::from(self.lexicon.frequency(self.norm(index)).is_some());
            }
        }
        // a sentence may hold names and little else
        long >= 4 && capital * 10 >= long * 7 && ordinary * 2 >= long
    }

    pub(super) fn token(&self, index: usize) -> Option<&'a Token> {
        self.annotated.tokens.get(index)
    }

    /// Returns a token as written, empty when there is none.
    pub(super) fn form(&self, index: usize) -> &'a str {
        self.token(index).map_or("", |token| token.span.of(&self.article.text))
    }

    /// Returns a token in lower case, empty when there is none.
    pub(super) fn norm(&self, index: usize) -> &'a str {
        self.token(index).map_or("", |token| token.norm.as_str())
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        self.article.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Tells whether the token's capital, if any, says nothing.
    pub(super) fn is_initial(&self, index: usize) -> bool {
        self.initial.get(index).copied().unwrap_or(true)
    }

    /// Tells whether a model of the grammar takes the token for an adjective.
    pub(super) fn is_adjective(&self, index: usize) -> bool {
        self.tags.get(index) == Some(&Upos::Adj)
    }

    /// Tells whether a model of the grammar takes the token for a common noun.
    pub(super) fn is_noun(&self, index: usize) -> bool {
        self.tags.get(index) == Some(&Upos::Noun)
    }

    /// Tells whether the token begins a line behind one that is too short to have been wrapped: a header, a list.
    pub(super) fn begins_line(&self, index: usize) -> bool {
        let Some(token) = self.token(index) else { return false };
        let before = self.article.text.get(..token.span.start).unwrap_or_default();
        let line = before.trim_end_matches([' ', '\t']);
        let Some(line) = line.strip_suffix('\n') else { return line.is_empty() };
        let start = line.rfind('\n').map_or(0, |at| at + 1);
        line.len() - start < SHORT_LINE
    }

    /// Tells whether the token is of a headline in capitals.
    pub(super) fn is_shouted(&self, index: usize) -> bool {
        self.shouted.get(index).copied().unwrap_or(false)
    }

    /// Tells whether the form has a capital elsewhere in the article where none is due.
    pub(super) fn is_capital_elsewhere(&self, form: &str) -> bool {
        self.capitals.contains(form)
    }

    /// Returns a token as written, without the ending of the possessive.
    pub(super) fn bare(&self, index: usize) -> &'a str {
        let form = self.form(index);
        let ending = self.lexicon.possessive_len(self.norm(index));
        let cut = ending.checked_sub(1).and_then(|back| form.char_indices().rev().nth(back));
        cut.and_then(|(cut, _)| form.get(..cut)).unwrap_or(form)
    }

    /// Tells whether a form, its possessive ending taken off, is a name for what the rest of the article has: it begins
    /// several sentences and is no ordinary word, or an adjective is made from it.
    pub(super) fn is_name_elsewhere(&self, bare: &str) -> bool {
        self.repeated.contains(bare) || self.stems.contains(bare)
    }

    /// Tells whether the article has the word in lower case.
    pub(super) fn is_lower_elsewhere(&self, norm: &str) -> bool {
        self.lower.contains(norm)
    }
}

/// Returns the tag of the first word of every token, or nothing when the words have no tags.
fn tags(annotated: &Annotated) -> Vec<Upos> {
    if annotated.words.iter().all(|word| word.upos == Upos::X) {
        return Vec::new();
    }
    let mut out = vec![Upos::X; annotated.tokens.len()];
    for word in annotated.words.iter().rev() {
        if let Some(tag) = out.get_mut(word.token) {
            *tag = word.upos;
        }
    }
    out
}

/// Tells whether a form begins with a capital letter.
pub(super) fn begins_with_capital(form: &str) -> bool {
    form.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}
