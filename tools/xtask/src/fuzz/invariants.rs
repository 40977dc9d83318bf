//! What must hold of every article, whatever its text.

use anyhow::{Context as _, ensure};
use document::{Article, Span};
use nlp::{
    Annotated,
    conllu::{Document, Origin},
};
use reading::Reading;

/// Checks what intake gives: residue lies in the text, in order.
pub fn article(article: &Article) -> anyhow::Result<()> {
    ensure!(
        article.published.is_some() == article.published_from.is_some(),
        "a date without a source, or a source without"
    );
    in_order("residue", &article.text, article.residue.iter().map(|residue| residue.span))
}

/// Checks sentences, tokens and quotations.
pub fn annotated(article: &Article, annotated: &Annotated) -> anyhow::Result<()> {
    let text = &article.text;
    in_order("sentences", text, annotated.sentences.iter().map(|sentence| sentence.span))?;
    in_order("tokens", text, annotated.tokens.iter().map(|token| token.span))?;
    let mut next = 0;
    for sentence in &annotated.sentences {
        ensure!(sentence.tokens.start == next && sentence.tokens.end > next, "sentences leave tokens out");
        next = sentence.tokens.end;
        let tokens = annotated.tokens.get(sentence.tokens.clone()).context("a sentence beyond the tokens")?;
        ensure!(tokens.iter().all(|token| sentence.span.contains(token.span)), "a token outside its sentence");
    }
    ensure!(next == annotated.tokens.len(), "tokens in no sentence");
    words(text, annotated)?;
    for quotation in &annotated.quotations {
        in_range("quotation", text, quotation.span)?;
        in_range("quotation", text, quotation.inner)?;
        ensure!(quotation.span.contains(quotation.inner), "a quotation outside its marks");
    }
    Ok(())
}

/// Checks that words lie in their tokens, that every sentence that was parsed is a tree, and that CoNLL-U says as much.
fn words(text: &str, annotated: &Annotated) -> anyhow::Result<()> {
    let mut next = 0;
    for sentence in &annotated.sentences {
        ensure!(sentence.words.start == next && sentence.words.end > next, "sentences leave words out");
        next = sentence.words.end;
        let words = annotated.words.get(sentence.words.clone()).context("a sentence beyond the words")?;
        for word in words {
            in_range("word", text, word.span)?;
            let token = annotated.tokens.get(word.token).context("a word of no token")?;
            ensure!(token.span.contains(word.span), "a word outside its token");
        }
        let was_parsed = words.iter().any(|word| word.head.is_some());
        ensure!(!was_parsed || annotated.tree(sentence).is_tree(), "heads that are no tree");
    }
    ensure!(next == annotated.words.len(), "words in no sentence");
    let written = Document::of(text, annotated, Origin::default()).to_string();
    let read = Document::parse(&written).context("CoNLL-U that cannot be read")?;
    ensure!(read.to_string() == written, "CoNLL-U that is read as something else");
    Ok(())
}

/// Checks times, figures, names and statements.
pub fn reading(article: &Article, reading: &Reading) -> anyhow::Result<()> {
    let text = &article.text;
    in_order("times", text, reading.times.iter().map(|time| time.span))?;
    in_order("figures", text, reading.figures.iter().map(|figure| figure.span))?;
    in_order("names", text, reading.names.iter().map(|name| name.span))?;
    let both = |figure: Span| reading.times.iter().any(|time| time.span.overlap(figure) > 0);
    ensure!(!reading.figures.iter().any(|figure| both(figure.span)), "a figure in a time expression");
    for figure in &reading.figures {
        for span in [figure.unit, figure.of].into_iter().flatten() {
            in_range("unit", text, span)?;
        }
        let bounds = [figure.low, figure.high];
        ensure!(bounds.iter().any(Option::is_some), "a figure without a value");
        ensure!(bounds.iter().flatten().all(|value| value.is_finite()), "a figure that is not finite");
        ensure!(figure.low.zip(figure.high).is_none_or(|(low, high)| low <= high), "a figure with low above high");
    }
    for statement in &reading.statements {
        in_range("content", text, statement.content)?;
        let parts = [statement.cue, statement.source.as_ref().map(|source| source.span)];
        parts.into_iter().flatten().try_for_each(|span| in_range("statement", text, span))?;
    }
    Ok(())
}

/// Spans lie in the text on character boundaries, are not empty, and follow one another without overlap.
fn in_order(what: &str, text: &str, spans: impl Iterator<Item = Span>) -> anyhow::Result<()> {
    let mut end = 0;
    for span in spans {
        in_range(what, text, span)?;
        ensure!(span.start >= end, "{what} overlap or are out of order at byte {}", span.start);
        end = span.end;
    }
    Ok(())
}

fn in_range(what: &str, text: &str, span: Span) -> anyhow::Result<()> {
    let slice = text.get(span.start..span.end);
    ensure!(slice.is_some_and(|slice| !slice.is_empty()), "{what}: no text at {}..{}", span.start, span.end);
    Ok(())
}
