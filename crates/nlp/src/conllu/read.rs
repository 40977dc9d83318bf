//! CoNLL-U text to a [`Document`].

use std::ops::RangeInclusive;

use compact_str::CompactString;

use super::{Document, Multiword, Row, Sentence};
use crate::Upos;

/// A file that is not CoNLL-U, with the line to look at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Error {
    /// The line, counted from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl Document {
    /// Reads CoNLL-U.
    ///
    /// Empty nodes are left out; comments that no word follows are dropped.
    ///
    /// # Errors
    /// When a line has not ten columns, ids do not count up, a head lies outside its sentence, or a tag is unknown.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut document = Self::default();
        let mut block = Block::default();
        for (index, line) in text.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            let line = if index == 0 { line.strip_prefix('\u{feff}').unwrap_or(line) } else { line };
            if line.trim().is_empty() {
                document.sentences.extend(block.finish()?);
            } else {
                block.add(index + 1, line).map_err(|reason| Error { line: index + 1, reason })?;
            }
        }
        document.sentences.extend(block.finish()?);
        Ok(document)
    }
}

/// A sentence that is being read.
#[derive(Default)]
struct Block {
    sentence: Sentence,
    /// The highest id that a head or a range points to, and the line that does.
    farthest: (usize, usize),
}

impl Block {
    /// Returns the sentence when it has words; comments alone wait for the next.
    fn finish(&mut self) -> Result<Option<Sentence>, Error> {
        let n_words = self.sentence.words.len();
        let (id, line) = std::mem::take(&mut self.farthest);
        if id > n_words {
            return Err(Error { line, reason: format!("points to word {id} in a sentence of {n_words}") });
        }
        Ok((n_words > 0).then(|| std::mem::take(&mut self.sentence)))
    }

    fn add(&mut self, number: usize, line: &str) -> Result<(), String> {
        if let Some(comment) = line.strip_prefix('#') {
            if !self.sentence.words.is_empty() || !self.sentence.multiwords.is_empty() {
                return Err("a comment inside a sentence".to_owned());
            }
            self.sentence.comments.push(comment.to_owned());
            return Ok(());
        }
        let mut columns = line.split('\t');
        let columns: [&str; COLUMNS] = std::array::from_fn(|_| columns.next().unwrap_or_default());
        let n_columns = line.split('\t').count();
        if n_columns != COLUMNS {
            return Err(format!("{n_columns} columns, expected {COLUMNS} with tabs between them"));
        }
        let [id, form, .., misc] = columns;
        if is_empty_node(id) {
            return Ok(());
        }
        if form.is_empty() {
            return Err(format!("word `{id}` has no form"));
        }
        let farthest = if id.contains('-') {
            let token = self.multiword(id, form, misc)?;
            let last = *token.ids.end();
            self.sentence.multiwords.push(token);
            last
        } else {
            let row = row(columns, self.sentence.words.len() + 1)?;
            let head = row.head.unwrap_or_default();
            self.sentence.words.push(row);
            head
        };
        if farthest > self.farthest.0 {
            self.farthest = (farthest, number);
        }
        Ok(())
    }

    fn multiword(&self, id: &str, form: &str, misc: &str) -> Result<Multiword, String> {
        let next = self.sentence.words.len() + 1;
        let ids = range(id).ok_or_else(|| format!("`{id}` is no range of ids"))?;
        if *ids.start() != next || self.sentence.multiwords.last().is_some_and(|last| *last.ids.end() >= next) {
            return Err(format!("token `{id}` where word {next} begins"));
        }
        Ok(Multiword { ids, form: form.into(), misc: open(misc) })
    }
}

const COLUMNS: usize = 10;

fn row(
    [id, form, lemma, upos, xpos, feats, head, deprel, deps, misc]: [&str; COLUMNS],
    next: usize,
) -> Result<Row, String> {
    if number(id) != Some(next) {
        return Err(format!("id is `{id}`, expected {next}"));
    }
    Ok(Row {
        form: form.into(),
        lemma: if form == "_" { lemma.into() } else { open(lemma) },
        upos: match upos {
            "_" => None,
            tag => Some(Upos::parse(tag).ok_or_else(|| format!("`{tag}` is no universal part of speech"))?),
        },
        xpos: open(xpos),
        feats: open(feats),
        head: match head {
            "_" => None,
            head => Some(number(head).ok_or_else(|| format!("head is `{head}`, expected a number"))?),
        },
        deprel: open(deprel),
        deps: open(deps),
        misc: open(misc),
    })
}

/// Returns what a column holds, nothing when it is left open.
fn open(column: &str) -> CompactString {
    if column == "_" { CompactString::default() } else { column.into() }
}

/// Tells whether an id is that of an empty node, `8.1`.
fn is_empty_node(id: &str) -> bool {
    id.split_once('.').is_some_and(|(word, n)| number(word).is_some() && number(n).is_some())
}

fn range(id: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = id.split_once('-')?;
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some(first..=last)
}

/// Reads digits and nothing else: `parse` would take a sign.
fn number(digits: &str) -> Option<usize> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}
