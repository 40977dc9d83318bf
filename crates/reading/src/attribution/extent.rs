//! From words to spans: pieces of content, quotations taken whole, marks left out.

use document::{Article, Span};
use nlp::{Annotated, Quotation};

use super::branch::Branch;
use super::draft::Place;
use super::view::View;

/// Returns the stretch of a part around its head that nothing of the cue interrupts.
pub(super) fn run_of(view: &View<'_>, part: &Branch, own: &[usize]) -> (usize, usize) {
    let has = |word: usize| part.words.binary_search(&word).is_ok();
    let joins = |word: usize| (has(word) || view.is_punctuation(word)) && own.binary_search(&word).is_err();
    let (first, last) = part.extent();
    let start = (first..=part.head).rev().take_while(|&word| joins(word)).filter(|&word| has(word)).last();
    let end = (part.head..=last).take_while(|&word| joins(word)).filter(|&word| has(word)).last();
    let mut start = start.unwrap_or(part.head);
    let mut end = end.unwrap_or(part.head);
    let is_mark = |word: usize| view.is_punctuation(word);
    while start < end && is_mark(start) {
        start += 1;
    }
    while end > start && is_mark(end) && !matches!(view.norm(end), ")" | "”" | "\"" | "’") {
        end -= 1;
    }
    (start, end)
}

/// Returns the pieces of content that these words make, in order.
pub(super) fn pieces(
    place: &Place<'_, '_>,
    view: &View<'_>,
    words: &[usize],
    is_blocked: impl Fn(usize) -> bool,
    cue: Span,
) -> Vec<Span> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &word in words {
        match runs.last_mut() {
            Some((_, last)) if (*last + 1..word).all(|between| !is_blocked(between)) => *last = word,
            _ => runs.push((word, word)),
        }
    }
    let mut out: Vec<Span> = Vec::new();
    for (first, last) in runs {
        let (first, last) = up_to_semicolon(view, first, last, cue);
        let Some(span) = view.span(first, last) else { continue };
        let span = trimmed(place.article, place.annotated, whole_quotations(place, span, cue));
        if span.is_empty() || out.last().is_some_and(|before| before.end > span.start) {
            continue;
        }
        out.push(span);
    }
    out
}

/// Leaves out what lies behind a semicolon, seen from the cue: there another sentence begins.
fn up_to_semicolon(view: &View<'_>, first: usize, last: usize, cue: Span) -> (usize, usize) {
    let is_break = |word: &usize| view.norm(*word) == ";" && !view.is_quoted(*word);
    let is_behind = view.span(first, last).is_some_and(|span| span.start >= cue.end);
    if is_behind {
        let end = (first + 1..=last).find(is_break).map_or(last, |at| at - 1);
        (first, end)
    } else {
        let start = (first..last).rfind(is_break).map_or(first, |at| at + 1);
        (start, last)
    }
}

/// A quotation of no more bytes may be a word or two set apart.
const SHORT_QUOTATION: usize = 24;

/// Takes in the whole of a quotation of which the piece has most of what stands in the sentence.
fn whole_quotations(place: &Place<'_, '_>, piece: Span, cue: Span) -> Span {
    let mut piece = piece;
    let sentence = place.sentence.span;
    for quotation in outer_quotations(place.annotated, sentence) {
        let here = Span::new(
            quotation.inner.start.max(sentence.start),
            quotation.inner.end.min(sentence.end).max(quotation.inner.start.max(sentence.start)),
        );
        let is_part = quotation.inner.contains(piece) && quotation.inner.len() > SHORT_QUOTATION;
        if quotation.span.overlap(cue) == 0 && (is_part || here.overlap(piece) * 2 > here.len()) {
            let inner = piece.start >= quotation.inner.start;
            let whole = if inner && piece.end <= quotation.span.end { quotation.inner } else { quotation.span };
            piece = piece.cover(whole);
        }
    }
    piece
}

fn outer_quotations(annotated: &Annotated, within: Span) -> impl Iterator<Item = &Quotation> {
    annotated.quotations_over(within).filter(|quotation| quotation.depth == 0)
}

/// Returns a piece without quotation marks that enclose it wholly, and without marks at its ends.
pub(super) fn trimmed(article: &Article, annotated: &Annotated, piece: Span) -> Span {
    let mut piece = piece.trimmed(&article.text);
    loop {
        let of = piece.of(&article.text);
        if let Some(quotation) = outer_quotations(annotated, piece).find(|quotation| {
            quotation.span.start >= piece.start
                && quotation.span.start < piece.start + 4
                && quotation.span.end + 2 > piece.end
                && quotation.span.end <= piece.end + 4
        }) && quotation.span.start == piece.start
            && !quotation.inner.is_empty()
        {
            return quotation.inner;
        }
        let is_whole = outer_quotations(annotated, piece).any(|quotation| quotation.inner == piece);
        if is_whole {
            return piece;
        }
        let front = of.chars().next().filter(|c| matches!(c, ',' | ';' | ':' | '.' | '–' | '—' | '-'));
        let back = of.chars().next_back().filter(|c| matches!(c, ',' | ';' | ':' | '.' | '–' | '—' | '-' | '!' | '?'));
        let next = Span::new(
            piece.start + front.map_or(0, char::len_utf8),
            (piece.end - back.map_or(0, char::len_utf8)).max(piece.start + front.map_or(0, char::len_utf8)),
        )
        .trimmed(&article.text);
        if next == piece || next.is_empty() {
            return next;
        }
        piece = next;
    }
}
