//! Splitting a text into paragraphs, sentences, tokens and quotations.

use document::{Article, ResidueKind, Span};

use crate::{Annotated, Lexicon, Sentence, quotation, sentence, tokenize};

/// Returns the sentences, tokens and quotations of an article, without words: [`split_words`](crate::split_words) adds
/// them, where anybody asks for them.
///
/// Tokens follow Universal Dependencies (English clitics apart, Dutch ones not), but hyphenated words stay whole in
/// every language, and a range of two numbers is three tokens. The time taken grows with the length of the text,
/// whatever stands in it.
#[must_use]
pub fn annotate(lexicon: &Lexicon, article: &Article) -> Annotated {
    let text = &article.text;
    let mut out = Annotated::default();
    let (mut paragraph, mut start, mut residue) = (0, 0, 0);
    for piece in text.split_inclusive("\n\n") {
        let span = Span::new(start, start + piece.len()).trimmed(text);
        start += piece.len();
        if span.is_empty() {
            continue;
        }
        while article.residue.get(residue).is_some_and(|mark| mark.span.end <= span.start) {
            residue += 1;
        }
        for (part, kind) in parts(article, residue, span) {
            add_part(lexicon, text, part, (paragraph, kind), &mut out);
        }
        paragraph += 1;
    }
    quotation::nest(&mut out.quotations);
    out
}

/// Returns what is seen at each place of a text where the weights of a language are asked whether a sentence ends, and
/// whether one does, which `ends` tells of a byte: what these weights are learned from.
#[must_use]
pub fn boundary_examples(lexicon: &Lexicon, text: &str, ends: impl Fn(usize) -> bool) -> Vec<(bool, Vec<String>)> {
    let mut out = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive("\n\n") {
        let span = Span::new(start, start + piece.len()).trimmed(text);
        start += piece.len();
        let pieces = tokenize::tokenize(lexicon, text, span);
        out.extend(sentence::examples(lexicon, text, &pieces, &ends));
    }
    out
}

/// Cuts a paragraph where residue begins and ends; `first` is the first residue that may lie in it.
fn parts(article: &Article, first: usize, paragraph: Span) -> Vec<(Span, Option<ResidueKind>)> {
    let mut out = Vec::new();
    let mut at = paragraph.start;
    let marks = article.residue.get(first..).unwrap_or_default();
    for mark in marks.iter().take_while(|mark| mark.span.start < paragraph.end) {
        let start = mark.span.start.max(at);
        let end = mark.span.end.min(paragraph.end);
        if start >= end {
            continue;
        }
        out.push((Span::new(at, start), None));
        out.push((Span::new(start, end), Some(mark.kind)));
        at = end;
    }
    out.push((Span::new(at, paragraph.end), None));
    out.retain_mut(|(span, _)| {
        *span = span.trimmed(&article.text);
        !span.is_empty()
    });
    out
}

fn add_part(
    lexicon: &Lexicon,
    text: &str,
    part: Span,
    (paragraph, residue): (usize, Option<ResidueKind>),
    out: &mut Annotated,
) {
    let pieces = tokenize::tokenize(lexicon, text, part);
    let offset = out.tokens.len();
    for range in sentence::split(lexicon, text, &pieces) {
        let tokens = &pieces.tokens[range.clone()];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let span = first.span.cover(last.span);
        out.sentences.push(Sentence {
            span,
            tokens: range.start + offset..range.end + offset,
            words: 0..0,
            paragraph,
            residue,
        });
    }
    out.tokens.extend(pieces.tokens);
    out.quotations.extend(pieces.quotations);
}

#[cfg(test)]
mod tests;
