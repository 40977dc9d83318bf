//! Tokens and sentences against a treebank, in the manner of the CoNLL 2018 shared task: a token or sentence is right
//! when its first and last character are.

use std::{collections::BTreeSet, fmt, path::Path, time::Instant};

use anyhow::Context as _;
use document::{Article, Span};
use nlp::Lexicon;

use crate::corpus::read;

/// How many sentences of the treebank make one paragraph, where it marks none.
const SENTENCES_A_PARAGRAPH: usize = 5;

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
/// When the file cannot be read or its words are not in its text.
pub fn measure(lexicon: &Lexicon, conllu: &Path) -> anyhow::Result<Report> {
    let treebank = Treebank::parse(&read(conllu)?)?;
    let article = Article::plain(treebank.text.clone());
    let start = Instant::now();
    let annotated = nlp::annotate(lexicon, &article);
    let seconds = start.elapsed().as_secs_f64();
    let tokens: BTreeSet<Span> = annotated.tokens.iter().map(|token| token.span).collect();
    let sentences: BTreeSet<Span> = annotated.sentences.iter().map(|sentence| sentence.span).collect();
    let show = |spans: &[Span]| spans.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join(" ");
    let mut confusions = Vec::new();
    for &gold in treebank.tokens.difference(&tokens) {
        let found: Vec<Span> = tokens.range(..).filter(|span| span.overlap(gold) > 0).copied().collect();
        confusions.push((show(&[gold]), show(&found)));
    }
    for &gold in treebank.sentences.difference(&sentences) {
        confusions.push(("SENTENCE".to_owned(), show(&[gold])));
    }
    Ok(Report {
        tokens: Score::of(&treebank.tokens, &tokens),
        sentences: Score::of(&treebank.sentences, &sentences),
        bytes_per_second: article.text.len() as f64 / seconds,
        confusions,
    })
}

#[derive(Debug, Default)]
struct Treebank {
    text: String,
    tokens: BTreeSet<Span>,
    sentences: BTreeSet<Span>,
}

impl Treebank {
    fn parse(conllu: &str) -> anyhow::Result<Self> {
        let mut treebank = Self::default();
        for (index, block) in conllu.split("\n\n").enumerate() {
            let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else { continue };
            let marked = block.lines().any(|line| line.starts_with("# newpar") || line.starts_with("# newdoc"));
            if !treebank.text.is_empty() {
                let paragraph = marked || index % SENTENCES_A_PARAGRAPH == 0;
                treebank.text.push_str(if paragraph { "\n\n" } else { " " });
            }
            let start = treebank.text.len();
            treebank.text.push_str(text);
            treebank.sentences.insert(Span::new(start, treebank.text.len()).trimmed(&treebank.text));
            treebank.add_words(block, start).with_context(|| format!("in `{text}`"))?;
        }
        Ok(treebank)
    }

    fn add_words(&mut self, block: &str, start: usize) -> anyhow::Result<()> {
        let lines: Vec<Vec<&str>> =
            block.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
        let mut at = start;
        let mut skip = 0;
        for (index, line) in lines.iter().enumerate() {
            let (Some(id), Some(form)) = (line.first(), line.get(1)) else { continue };
            if id.contains('.') {
                continue;
            }
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let place = self.text[at..].find(form).with_context(|| format!("no `{form}` in the text"))?;
            let span = Span::new(at + place, at + place + form.len());
            at = span.end;
            let Some((first, last)) = id.split_once('-') else {
                self.tokens.insert(span);
                continue;
            };
            skip = last.parse::<usize>()? + 1 - first.parse::<usize>()?;
            let words: Vec<&str> =
                lines[index + 1..].iter().take(skip).filter_map(|line| line.get(1).copied()).collect();
            if words.concat() != **form {
                self.tokens.insert(span);
                continue;
            }
            let mut begin = span.start;
            for word in words {
                self.tokens.insert(Span::new(begin, begin + word.len()));
                begin += word.len();
            }
        }
        Ok(())
    }
}
