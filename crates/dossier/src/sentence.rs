//! Sentences as quotes: which may be shown, and which of several tells it best.

use document::{Article, ResidueKind, Span};
use nlp::{Annotated, Sentence, TokenKind};

/// Returns a slice of an article, or nothing when the span does not fit its text.
pub(crate) fn slice(article: &Article, span: Span) -> &str {
    article.text.get(span.start..span.end).unwrap_or("")
}

/// Tells whether a sentence may stand in a dossier as evidence: prose does, and captions; headings, credits, datelines,
/// teasers and boilerplate do not.
pub(crate) fn quotable(sentence: &Sentence) -> bool {
    matches!(sentence.residue, None | Some(ResidueKind::Caption))
}

/// Returns the sentences that hold `parts`, as one span, or `None` when one of them is not quotable.
pub(crate) fn covering(annotated: &Annotated, parts: impl IntoIterator<Item = Span>) -> Option<Span> {
    let mut cover: Option<Span> = None;
    for part in parts {
        let first = annotated.sentence_at(part.start)?;
        let last = annotated.sentence_at(part.end.checked_sub(1)?.max(part.start)).unwrap_or(first);
        for sentence in annotated.sentences.get(first..=last.max(first))? {
            if !quotable(sentence) {
                return None;
            }
            cover = Some(cover.map_or(sentence.span, |span| span.cover(sentence.span)));
        }
    }
    cover
}

/// Returns how many words a sentence has.
pub(crate) fn n_words(annotated: &Annotated, sentence: &Sentence) -> usize {
    let tokens = annotated.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).count()
}

/// Returns how easily a sentence of that many words is read alone: 1 from 8 to 28 words, less outside.
pub(crate) fn readability(n_words: usize) -> f64 {
    match n_words {
        0..=7 => n_words as f64 / 8.0,
        8..=28 => 1.0,
        _ => 28.0 / n_words as f64,
    }
}

/// Tells whether a sentence asks.
pub(crate) fn is_question(article: &Article, sentence: &Sentence) -> bool {
    slice(article, sentence.span).trim_end_matches(['"', '\'', '”', '’', '»', ')']).ends_with('?')
}
