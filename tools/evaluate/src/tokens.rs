//! Tokens and sentences against a treebank, in the manner of the CoNLL 2018 shared task: a token or sentence is right
//! when its first and last character are.

use std::{collections::BTreeSet, fmt, path::Path, time::Instant};

use document::{Article, Span};
use nlp::Lexicon;

use crate::corpus;

/// Precision, recall and F1 of a set of spans.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Spans in the gold data.
    pub gold: usize,
    /// Spans found.
    pub found: usize,
    /// Spans found that are gold.
    pub right: usize,
}

impl Score {
    /// Counts the members that both sets have.
    #[must_use]
    pub fn of<T: Ord>(gold: &BTreeSet<T>, found: &BTreeSet<T>) -> Self {
        Self { gold: gold.len(), found: found.len(), right: gold.intersection(found).count() }
    }

    /// Returns the harmonic mean of precision and recall, 0 when nothing is right.
    #[must_use]
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = |of: usize| self.right as f64 / of.max(1) as f64;
        let (precision, recall) = (ratio(self.found), ratio(self.gold));
        write!(f, "f1 {:.4} precision {precision:.4} recall {recall:.4} gold {}", self.f1(), self.gold)
    }
}

/// What [`measure`] found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Syntactic words: English clitics count apart, as in the treebank.
    pub tokens: Score,
    /// Sentences.
    pub sentences: Score,
    /// Bytes of text annotated in a second, on one thread.
    pub bytes_per_second: f64,
    /// Gold tokens that were not found, each with what was found there, commonest first.
    pub confusions: Vec<(String, String)>,
}

/// Splits the raw text of a CoNLL-U file (`.conllu`, or `.conllu.zst` when `zstd` is installed) and compares.
///
/// # Errors
/// When the file cannot be read or is not CoNLL-U.
pub fn measure(lexicon: &Lexicon, conllu: &Path) -> anyhow::Result<Report> {
    let (text, treebank) = corpus::treebank(conllu)?.annotated()?;
    let article = Article::plain(text);
    let start = Instant::now();
    let annotated = nlp::annotate(lexicon, &article);
    let seconds = start.elapsed().as_secs_f64();
    let gold_words: BTreeSet<Span> = treebank.words.iter().map(|word| word.span).collect();
    let gold_sentences: BTreeSet<Span> = treebank.sentences.iter().map(|sentence| sentence.span).collect();
    let tokens: BTreeSet<Span> = annotated.tokens.iter().map(|token| token.span).collect();
    let sentences: BTreeSet<Span> = annotated.sentences.iter().map(|sentence| sentence.span).collect();
    let show = |spans: &[Span]| spans.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join(" ");
    let mut confusions = Vec::new();
    for &gold in gold_words.difference(&tokens) {
        let found: Vec<Span> = tokens.range(..).filter(|span| span.overlap(gold) > 0).copied().collect();
        confusions.push((show(&[gold]), show(&found)));
    }
    for &gold in gold_sentences.difference(&sentences) {
        confusions.push(("SENTENCE".to_owned(), show(&[gold])));
    }
    Ok(Report {
        tokens: Score::of(&gold_words, &tokens),
        sentences: Score::of(&gold_sentences, &sentences),
        bytes_per_second: article.text.len() as f64 / seconds,
        confusions,
    })
}
