//! Names of the rules written as BIO tags: what the name head of the grammar models learns from.

use std::{fmt::Write as _, path::Path};

use document::{Article, Span};
use reading::name::{self, Lexicon, Name};
use serde_json::Value;

use crate::corpus;

/// Tags the sentences of a file of tokens: a token a line, `FORM TAB 1` where a blank follows and `FORM TAB 0` where none
/// does; an empty line behind each sentence, a line `# newdoc` before each article. Comments are kept.
///
/// # Errors
/// When the file cannot be read.
pub fn tokens(nlp: &nlp::Pipeline, lexicon: &Lexicon, path: &Path) -> anyhow::Result<String> {
    let data = corpus::read(path)?;
    let mut out = String::new();
    for document in data.split("# newdoc\n") {
        let mut text = String::new();
        let mut spans: Vec<Span> = Vec::new();
        let mut glued = true;
        for line in document.lines() {
            if line.is_empty() {
                text.push_str(if text.is_empty() { "" } else { "\n\n" });
                glued = true;
            } else if let Some((form, blank)) = line.split_once('\t').filter(|_| !line.starts_with("# ")) {
                text.push_str(if glued { "" } else { " " });
                glued = blank == "0";
                spans.push(Span::new(text.len(), text.len() + form.len()));
                text.push_str(form);
            }
        }
        if text.is_empty() {
            continue;
        }
        let article = Article::plain(text);
        let names = name::names(lexicon, &article, &nlp.annotate(&article));
        let mut spans = spans.into_iter();
        for line in document.lines() {
            match line.split_once('\t').filter(|_| !line.starts_with("# ")) {
                Some((form, _)) => {
                    let tag = spans.next().map_or_else(|| "O".to_owned(), |span| tag(&names, span));
                    writeln!(out, "{form}\t{tag}")?;
                }
                None => writeln!(out, "{line}")?,
            }
        }
    }
    Ok(out)
}

/// Splits and tags the articles of a JSON-lines file (`text`), in the form of [`tokens`], with the tag as third column.
///
/// # Errors
/// When the file cannot be read.
pub fn articles(nlp: &nlp::Pipeline, lexicon: &Lexicon, path: &Path) -> anyhow::Result<String> {
    let mut out = String::new();
    for record in corpus::json_lines(path)? {
        let text = record.get("text").and_then(Value::as_str).unwrap_or_default();
        let article = Article::plain(text);
        let annotated = nlp.annotate(&article);
        let names = name::names(lexicon, &article, &annotated);
        writeln!(out, "# newdoc")?;
        for sentence in &annotated.sentences {
            for index in sentence.tokens.clone() {
                let Some(token) = annotated.tokens.get(index) else { continue };
                let blank = annotated.tokens.get(index + 1).is_none_or(|next| next.space_before);
                let (form, tag) = (token.span.of(text), tag(&names, token.span));
                writeln!(out, "{form}\t{}\t{tag}\t{}", u8::from(blank), token.span.start)?;
            }
            writeln!(out)?;
        }
    }
    Ok(out)
}

/// Returns the tag of a token: of a name that touches it, `B-` when none of the name stands before it.
fn tag(names: &[Name], token: Span) -> String {
    let at = names.partition_point(|name| name.span.end <= token.start);
    match names.get(at).filter(|name| name.span.start < token.end) {
        Some(name) => format!("{}-{}", if name.span.start < token.start { "I" } else { "B" }, name.kind.as_str()),
        None => "O".to_owned(),
    }
}
