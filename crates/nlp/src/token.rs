//! What [`annotate()`](crate::annotate()) returns.

use std::{ops::Range, sync::Arc};

use compact_str::CompactString;
use document::{ResidueKind, Span};

use crate::{LabelId, Labels, Word};

/// The sentences, tokens and quotations of one article, in order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotated {
    /// Sentences; they do not overlap, and every token lies in one.
    pub sentences: Vec<Sentence>,
    /// Tokens of all sentences.
    pub tokens: Vec<Token>,
    /// Stretches between quotation marks, by start; nested ones follow the one that holds them.
    pub quotations: Vec<Quotation>,
    /// Words of all sentences; none before [`split_words`](crate::split_words).
    pub words: Vec<Word>,
    /// What the words' labels stand for.
    pub labels: Arc<Labels>,
}

impl Annotated {
    /// Returns the words of a sentence.
    #[must_use]
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.words.clone()]
    }

    /// Returns the quotations that have something of a stretch of text, marks counted, by start.
    pub fn quotations_over(&self, stretch: Span) -> impl Iterator<Item = &Quotation> {
        let behind = self.quotations.partition_point(|quotation| quotation.span.start < stretch.start);
        // outer quotations do not overlap: none before the last that begins before the stretch reaches into it
        let outer = self.quotations.iter().take(behind).rposition(|quotation| quotation.depth == 0);
        let near = self.quotations.get(outer.unwrap_or_default()..).unwrap_or_default();
        near.iter()
            .take_while(move |quotation| quotation.span.start < stretch.end)
            .filter(move |quotation| quotation.span.end > stretch.start)
    }

    /// Drops the words, which take most of the memory; sentences, tokens and quotations stay.
    pub fn forget_words(&mut self) {
        self.words = Vec::new();
        for sentence in &mut self.sentences {
            sentence.words = 0..0;
        }
    }

    /// Returns what a label of one of the words stands for.
    #[must_use]
    pub fn label(&self, id: LabelId) -> &str {
        self.labels.get(id)
    }

    /// Returns the tokens of a sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// Returns the index of the sentence that holds the byte at `offset`, or `None` between sentences.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        let index = after.checked_sub(1)?;
        self.sentences[index].span.contains_offset(offset).then_some(index)
    }
}

/// One sentence, or a heading or residue line that stands for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Indices into [`Annotated::tokens`].
    pub tokens: Range<usize>,
    /// Indices into [`Annotated::words`]; empty where there are none yet.
    pub words: Range<usize>,
    /// Which paragraph it stands in, counted from 0.
    pub paragraph: usize,
    /// What it is, when it is not running prose.
    pub residue: Option<ResidueKind>,
}

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The form in lower case, with straight apostrophes and plain hyphens: what lexicons are looked up with.
    pub norm: CompactString,
    /// What it is made of.
    pub kind: TokenKind,
    /// White space stands before it (or it opens the text).
    pub space_before: bool,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens, apostrophes and abbreviation points inside.
    Word,
    /// Digits, perhaps with points, commas, a sign or a percent sign's absence: `2.400`, `19:21`, `2500`.
    Number,
    /// A quotation mark, not an apostrophe.
    Quote,
    /// Other punctuation.
    Punctuation,
    /// Anything else: `%`, `€`, `•`.
    Symbol,
}

/// A stretch between a pair of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks. A quotation that runs on into the next paragraph without a closing mark ends where its
    /// paragraph ends.
    pub span: Span,
    /// Without the marks and without white space at the ends.
    pub inner: Span,
    /// 0 for an outer quotation, 1 for one inside it, and so on.
    pub depth: u8,
}
