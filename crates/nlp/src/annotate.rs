//! Splitting a text into paragraphs, sentences and tokens.

use document::{Article, ResidueKind, Span};

use crate::{Annotated, Lexicon, Quotation, Sentence, Token, TokenKind};

/// Returns the sentences, tokens and quotations of an article.
#[must_use]
pub fn annotate(lexicon: &Lexicon, article: &Article) -> Annotated {
    let text = &article.text;
    let mut out = Annotated::default();
    let mut paragraph = 0;
    let mut start = 0;
    for piece in text.split_inclusive("\n\n") {
        let span = Span::new(start, start + piece.len()).trimmed(text);
        start += piece.len();
        if span.is_empty() {
            continue;
        }
        for (part, residue) in parts(article, span) {
            sentences(lexicon, text, part, paragraph, residue, &mut out);
        }
        paragraph += 1;
    }
    out.quotations = quotations(text, &out);
    out
}

/// Cuts a paragraph where residue begins and ends.
fn parts(article: &Article, paragraph: Span) -> Vec<(Span, Option<ResidueKind>)> {
    let mut out = Vec::new();
    let mut at = paragraph.start;
    for residue in article.residue.iter().filter(|residue| residue.span.overlap(paragraph) > 0) {
        let start = residue.span.start.max(paragraph.start);
        let end = residue.span.end.min(paragraph.end);
        out.push((Span::new(at, start.max(at)), None));
        out.push((Span::new(start.max(at), end), Some(residue.kind)));
        at = end;
    }
    out.push((Span::new(at, paragraph.end), None));
    out.retain_mut(|(span, _)| {
        *span = span.trimmed(&article.text);
        !span.is_empty()
    });
    out
}

fn sentences(
    lexicon: &Lexicon,
    text: &str,
    part: Span,
    paragraph: usize,
    residue: Option<ResidueKind>,
    out: &mut Annotated,
) {
    let tokens = tokenize(text, part);
    let mut first = out.tokens.len();
    out.tokens.extend(tokens);
    let end = out.tokens.len();
    let mut index = first;
    while index < end {
        index += 1;
        let ends = index == end || ends_sentence(lexicon, text, &out.tokens[first..end], index - first);
        if ends {
            let span = out.tokens[first].span.cover(out.tokens[index - 1].span);
            out.sentences.push(Sentence { span, tokens: first..index, paragraph, residue });
            first = index;
        }
    }
}

/// Tells whether a sentence ends before token `next`.
fn ends_sentence(lexicon: &Lexicon, text: &str, tokens: &[Token], next: usize) -> bool {
    let upcoming = &tokens[next];
    if !upcoming.space_before {
        return false;
    }
    let opens = upcoming.span.of(text).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        || upcoming.kind == TokenKind::Quote;
    let last = tokens[..next].iter().rev().find(|token| token.kind != TokenKind::Quote);
    let point = last.is_some_and(|token| matches!(token.norm.as_str(), "." | "?" | "!" | "…" | "..."));
    let _ = lexicon;
    point && opens
}

/// Splits one stretch into tokens.
fn tokenize(text: &str, part: Span) -> Vec<Token> {
    let mut tokens = Vec::new();
    let slice = part.of(text);
    let mut chars = slice.char_indices().peekable();
    let mut space_before = true;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            space_before = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if c.is_alphanumeric() {
            while let Some(&(at, next)) = chars.peek() {
                let joins = matches!(next, '-' | '.' | ',' | '\'' | '’' | ':')
                    && slice[at + next.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
                if !next.is_alphanumeric() && !joins {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            if slice[start..end].chars().any(char::is_alphabetic) { TokenKind::Word } else { TokenKind::Number }
        } else if matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»') {
            TokenKind::Quote
        } else if c.is_ascii_punctuation() && c != '%' && c != '$' || matches!(c, '–' | '—' | '…') {
            TokenKind::Punctuation
        } else {
            TokenKind::Symbol
        };
        let norm = slice[start..end].to_lowercase().replace(['’', '‘'], "'").into();
        tokens.push(Token { span: Span::new(part.start + start, part.start + end), norm, kind, space_before });
        space_before = false;
    }
    tokens
}

fn quotations(_text: &str, _annotated: &Annotated) -> Vec<Quotation> {
    Vec::new()
}
