//! A [`Document`] to the text it was made of and what it says of it.

use std::sync::Arc;

use document::Span;

use super::{Document, Error, Sentence, Surface, value};
use crate::{Annotated, LabelId, Labels, Token, Word, tokenize};

impl Document {
    /// Returns the raw text: tokens with a blank between them, but where `SpaceAfter=No` says otherwise, and a blank
    /// line before each sentence that opens a paragraph or document. Nothing is added at its ends.
    ///
    /// This is how the raw texts of the CoNLL 2018 shared task were made, but for the line breaks that those put into
    /// long paragraphs.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = RawText::default();
        for sentence in &self.sentences {
            text.open(sentence);
            for token in sentence.surfaces() {
                text.add(&token);
            }
        }
        text.text
    }

    /// Returns the text as [`Document::text`] has it, with the sentences, tokens and words of the file.
    ///
    /// Words of which the file does not say so have the tag `X` and no head. Quotations are not marked in treebanks:
    /// there are none.
    ///
    /// # Errors
    /// When the file has more than [`Labels::CAPACITY`] different labels.
    pub fn annotated(&self) -> Result<(String, Annotated), Error> {
        let mut out = Annotated::default();
        let mut labels = Labels::default();
        let mut text = RawText::default();
        for sentence in &self.sentences {
            text.open(sentence);
            let (first_token, first_word) = (out.tokens.len(), out.words.len());
            let mut covered: Option<Span> = None;
            for token in sentence.surfaces() {
                let space_before = !text.gap.is_empty() || text.text.is_empty();
                let span = text.add(&token);
                covered = Some(covered.map_or(span, |covered| covered.cover(span)));
                add_words(&mut out, &mut labels, sentence, &token, span)?;
                out.tokens.push(Token {
                    span,
                    norm: tokenize::norm(token.form),
                    kind: tokenize::kind(token.form),
                    space_before,
                });
            }
            let Some(span) = covered else { continue };
            out.sentences.push(crate::Sentence {
                span,
                tokens: first_token..out.tokens.len(),
                words: first_word..out.words.len(),
                paragraph: text.paragraph,
                residue: None,
            });
        }
        out.labels = Arc::new(labels);
        Ok((text.text, out))
    }
}

/// A text that grows token by token.
#[derive(Default)]
struct RawText {
    text: String,
    /// What goes before the next token.
    gap: &'static str,
    /// Number of the paragraph that grows.
    paragraph: usize,
}

impl RawText {
    /// Makes ready for a sentence.
    fn open(&mut self, sentence: &Sentence) {
        if sentence.opens_paragraph() && !self.text.is_empty() && self.gap != PARAGRAPH {
            self.gap = PARAGRAPH;
            self.paragraph += 1;
        }
    }

    /// Adds a token and returns where it stands.
    fn add(&mut self, token: &Surface<'_>) -> Span {
        self.text.push_str(self.gap);
        let start = self.text.len();
        self.text.push_str(token.form);
        self.gap = if value(token.misc, "SpaceAfter") == Some("No") { "" } else { " " };
        Span::new(start, self.text.len())
    }
}

/// What stands between paragraphs.
const PARAGRAPH: &str = "\n\n";

/// Adds the words of the token that is pushed next and stands at `span`.
fn add_words(
    out: &mut Annotated,
    labels: &mut Labels,
    sentence: &Sentence,
    token: &Surface<'_>,
    span: Span,
) -> Result<(), Error> {
    let rows = sentence.words.get(token.words.clone()).unwrap_or_default();
    let first = out.words.len() - token.words.start;
    let parts = parts(token.form, rows.iter().map(|row| row.form.as_str()), span);
    for (index, row) in rows.iter().enumerate() {
        let part = parts.as_ref().and_then(|parts| parts.get(index).copied());
        let mut label = |text: &str| -> Result<LabelId, Error> {
            labels
                .intern(text)
                .ok_or_else(|| Error { line: 0, reason: format!("more than {} different labels", Labels::CAPACITY) })
        };
        out.words.push(Word {
            token: out.tokens.len(),
            span: part.unwrap_or(span),
            form: if part.is_some() { None } else { Some(row.form.clone()) },
            lemma: row.lemma.clone(),
            upos: row.upos.unwrap_or_default(),
            xpos: label(&row.xpos)?,
            feats: label(&row.feats)?,
            head: row
                .head
                .and_then(|head| head.checked_sub(1))
                .filter(|&head| head < sentence.words.len())
                .map(|head| first + head),
            deprel: label(&row.deprel)?,
            name: value(&row.misc, "Name").and_then(|tag| tag.parse().ok()).unwrap_or_default(),
        });
    }
    Ok(())
}

/// Returns where the words of a token stand, or `None` when they are not what it is made of.
fn parts<'a>(form: &str, words: impl Iterator<Item = &'a str> + Clone, span: Span) -> Option<Vec<Span>> {
    if words.clone().map(str::len).sum::<usize>() != form.len() {
        return None;
    }
    let mut at = 0;
    words
        .map(|word| {
            let start = at;
            at += word.len();
            (form.get(start..at) == Some(word)).then(|| Span::new(span.start + start, span.start + at))
        })
        .collect()
}
