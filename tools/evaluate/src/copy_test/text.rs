//! Articles as pieces that know where they came from.

use std::path::{Path, PathBuf};

use document::{Article, ArticleId, Lang};
use dossier::Entry;
use nlp::TokenKind;
use reading::Reading;

use crate::corpus;

/// Words that an article has at least.
const LEAST: usize = 90;

/// Words that an article of a corpus of loose sentences has.
const OF_SENTENCES: usize = 260;

/// A token.
#[derive(Clone)]
pub struct Piece {
    /// As written.
    pub form: String,
    /// A space stands before it.
    pub space: bool,
    /// It is a word or a number.
    pub is_word: bool,
    /// It is a number.
    pub is_number: bool,
    /// Article of the corpus, and which of its words.
    pub from: Option<(usize, usize)>,
}

/// A text: paragraphs of sentences of pieces.
#[derive(Clone, Default)]
pub struct Text {
    /// The paragraphs.
    pub paragraphs: Vec<Vec<Vec<Piece>>>,
}

impl Text {
    /// Returns its pieces.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.paragraphs.iter().flatten().flatten()
    }

    /// Returns its sentences.
    pub fn sentences(&self) -> impl Iterator<Item = &Vec<Piece>> {
        self.paragraphs.iter().flatten()
    }

    /// Returns how many words it has.
    pub fn n_words(&self) -> usize {
        self.pieces().filter(|piece| piece.is_word).count()
    }

    /// Returns it as the dossier takes it, without a reading.
    pub fn entry(&self, lexicon: &nlp::Lexicon, lang: Lang, number: usize) -> Entry {
        let mut text = String::new();
        for paragraph in &self.paragraphs {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            for (at, sentence) in paragraph.iter().enumerate() {
                for (place, piece) in sentence.iter().enumerate() {
                    if piece.space && (at, place) != (0, 0) || place == 0 && at > 0 {
                        text.push(' ');
                    }
                    text.push_str(&piece.form);
                }
            }
        }
        let path = format!("{number:06}.txt");
        let article = Article { id: ArticleId::of(&[&text, &path]), path, language: lang, ..Article::plain(text) };
        let annotated = nlp::annotate(lexicon, &article);
        Entry { article, annotated, reading: Reading::default() }
    }
}

/// Returns the articles of the corpora, the long enough ones; equal ones once.
///
/// # Errors
/// When a corpus cannot be read.
pub fn articles(lexicon: &nlp::Lexicon, lang: Lang, paths: &[PathBuf]) -> anyhow::Result<Vec<Text>> {
    let mut texts: Vec<String> = Vec::new();
    for path in paths {
        texts.extend(if is_sentences(path) { of_sentences(path)? } else { of_records(path)? });
    }
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    let mut out: Vec<Text> = Vec::new();
    for text in texts {
        let article = Article { language: lang, ..Article::plain(text) };
        let annotated = nlp::annotate(lexicon, &article);
        let mut place = 0;
        let mut made = Text::default();
        let mut paragraph = usize::MAX;
        for sentence in &annotated.sentences {
            if sentence.paragraph != paragraph {
                paragraph = sentence.paragraph;
                made.paragraphs.push(Vec::new());
            }
            let pieces = annotated.tokens_of(sentence).iter().map(|token| {
                let is_number = token.kind == TokenKind::Number;
                let is_word = is_number || token.kind == TokenKind::Word;
                let from = is_word.then_some((out.len(), place));
                place += usize::from(is_word);
                let form = token.span.of(&article.text).to_owned();
                Piece { form, space: token.space_before, is_word, is_number, from }
            });
            if let Some(last) = made.paragraphs.last_mut() {
                last.push(pieces.collect());
            }
        }
        if place >= LEAST {
            out.push(made);
        }
    }
    Ok(out)
}

fn is_sentences(path: &Path) -> bool {
    path.to_string_lossy().contains(".tsv")
}

/// A line is a paragraph.
fn of_records(path: &Path) -> anyhow::Result<Vec<String>> {
    let records = corpus::json_lines(path)?;
    let text = |record: &serde_json::Value| record["text"].as_str().unwrap_or_default().to_owned();
    let paragraphs = |text: String| {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join("\n\n")
    };
    Ok(records.iter().map(text).map(paragraphs).collect())
}

/// Sentences that follow each other, in paragraphs of three, until they make an article.
fn of_sentences(path: &Path) -> anyhow::Result<Vec<String>> {
    let text = corpus::read(path)?;
    let rows: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut out = Vec::new();
    for rows in rows.chunk_by(|a, b| a.0 == b.0) {
        let mut article = String::new();
        for (at, (_, sentence)) in rows.iter().enumerate() {
            let sentence = glued(sentence);
            if !article.is_empty() {
                article.push_str(if at % 3 == 0 { "\n\n" } else { " " });
            }
            article.push_str(&sentence);
            if article.split_whitespace().count() >= OF_SENTENCES {
                out.push(std::mem::take(&mut article));
            }
        }
    }
    Ok(out)
}

/// Punctuation stands against its word again.
fn glued(sentence: &str) -> String {
    let mut out = String::new();
    for token in sentence.split_whitespace() {
        let closes = token.chars().all(|c| ".,;:?!)".contains(c));
        if !out.is_empty() && !closes && !out.ends_with('(') {
            out.push(' ');
        }
        out.push_str(token);
    }
    out
}
