//! CoNLL-U, the format of treebanks: <https://universaldependencies.org/format.html>.
//!
//! A [`Document`] is what a file holds, as plain owned data: [`Document::parse`] reads it and its `Display` writes it.
//! [`Document::of`] makes one of an annotated text, and [`Document::annotated`] makes an annotated text of one, so that
//! whatever works on [`Annotated`](crate::Annotated) works on treebanks too.
//!
//! ```
//! let file = "\
//! ## text = Le prix du pain.
//! 1\tLe\tle\tDET\t_\tDefinite=Def\t2\tdet\t_\t_
//! 2\tprix\tprix\tNOUN\t_\t_\t0\troot\t_\t_
//! 3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
//! 3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
//! 4\tle\tle\tDET\t_\tDefinite=Def\t5\tdet\t_\t_
//! 5\tpain\tpain\tNOUN\t_\t_\t2\tnmod\t_\tSpaceAfter=No
//! 6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
//!
//! ";
//! let document = nlp::conllu::Document::parse(file)?;
//! assert_eq!(document.to_string(), file);
//! let (text, annotated) = document.annotated()?;
//! assert_eq!(text, "Le prix du pain.");
//! assert_eq!(annotated.tokens.len(), 5);
//! assert_eq!(annotated.words[2].form_in(&text), "de");
//! # Ok::<(), nlp::conllu::Error>(())
//! ```
//!
//! Empty nodes (`8.1`) are left out when reading and never written.

mod annotated;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::ops::RangeInclusive;

use compact_str::CompactString;

use crate::Upos;

pub use read::Error;
pub use write::Origin;

/// The sentences of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// In the order of the file.
    pub sentences: Vec<Sentence>,
}

/// One sentence of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Comment lines without their `#`, verbatim: ` sent_id = 3`.
    pub comments: Vec<String>,
    /// Its syntactic words; the word with the id 1 stands first.
    pub words: Vec<Row>,
    /// Tokens of several words, by place; they do not overlap.
    pub multiwords: Vec<Multiword>,
}

/// The columns of a syntactic word. A column that the file leaves open (`_`) is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The word; never empty.
    pub form: CompactString,
    /// Its dictionary form. Of the word `_` it is `_`, which cannot be told from an open column.
    pub lemma: CompactString,
    /// Universal part of speech.
    pub upos: Option<Upos>,
    /// Part of speech in the tag set of the treebank.
    pub xpos: CompactString,
    /// Morphological features, `Number=Sing|Tense=Past`.
    pub feats: CompactString,
    /// Id of the head as on file, counted from 1 within the sentence: 0 at the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: CompactString,
    /// Enhanced dependencies, verbatim.
    pub deps: CompactString,
    /// Anything else, `SpaceAfter=No|Name=B-PER`.
    pub misc: CompactString,
}

/// A token of several words, `3-4 du`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multiword {
    /// Ids of its words.
    pub ids: RangeInclusive<usize>,
    /// The token as it stands in the text.
    pub form: CompactString,
    /// As [`Row::misc`].
    pub misc: CompactString,
}

/// A surface token of a [`Sentence`]: what stands in the text, and the ids of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface<'a> {
    /// As it stands in the text.
    pub form: &'a str,
    /// Its words, as places in [`Sentence::words`].
    pub words: std::ops::Range<usize>,
    /// As [`Row::misc`].
    pub misc: &'a str,
}

impl Sentence {
    /// Returns its tokens in the order of the text.
    ///
    /// A token whose ids do not lie in the sentence, or overlap those of another, is passed over: its words stand
    /// alone.
    pub fn surfaces(&self) -> impl Iterator<Item = Surface<'_>> {
        let mut multiwords = self.multiwords.iter().peekable();
        let mut next = 0;
        std::iter::from_fn(move || {
            let row = self.words.get(next)?;
            let first = next;
            while multiwords.next_if(|token| *token.ids.start() <= first).is_some() {}
            if let Some(token) =
                multiwords.next_if(|token| *token.ids.start() == first + 1 && token.fits(self.words.len()))
            {
                next = *token.ids.end();
                return Some(Surface { form: &token.form, words: first..next, misc: &token.misc });
            }
            next += 1;
            Some(Surface { form: &row.form, words: first..next, misc: &row.misc })
        })
    }

    /// Returns the value of the first comment of that key: of `# text = Le prix`, `text` is `Le prix`.
    #[must_use]
    pub fn comment(&self, key: &str) -> Option<&str> {
        self.comments
            .iter()
            .find_map(|comment| Some(comment.trim_start().strip_prefix(key)?.trim_start().strip_prefix('=')?.trim()))
    }

    /// Tells whether a paragraph or a document begins with it (`# newpar`, `# newdoc`).
    #[must_use]
    pub fn opens_paragraph(&self) -> bool {
        self.comments.iter().any(|comment| {
            let comment = comment.trim_start();
            ["newpar", "newdoc"].iter().any(|mark| {
                comment.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '=']))
            })
        })
    }
}

impl Multiword {
    fn fits(&self, n_words: usize) -> bool {
        *self.ids.start() >= 1 && self.ids.start() <= self.ids.end() && *self.ids.end() <= n_words
    }
}

/// Returns the value of a key in a MISC or FEATS column, such as `No` of `SpaceAfter` in `SpaceAfter=No|Gloss=x`.
#[must_use]
pub fn value<'a>(column: &'a str, key: &str) -> Option<&'a str> {
    column.split('|').find_map(|pair| pair.split_once('=').filter(|(name, _)| *name == key).map(|(_, value)| value))
}
