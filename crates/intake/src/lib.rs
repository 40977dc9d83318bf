//! Bytes to `Article`s: finds the files, decodes them, takes title, outlet, agency and publication date from them,
//! and marks the residue that real pages leave in a text.
//!
//! Bad input gives an [`Error`] that names the file and the reason; the other files go on. The words by which things
//! are known (`date`, `Lees ook`, names of agencies) live in the tables under `intake/` of the language packs.
//!
//! Every format makes a `draft::Draft`; `draft` turns it into an `Article`, so that titles, dates, languages and
//! residue are treated alike whatever the file was.

mod date;
mod decode;
mod draft;
mod files;
mod html;
mod json;
mod language;
mod lexicon;
mod markdown;
mod plain;
mod read;
mod residue;

use document::{Lang, PartialDate};

pub use files::files;
pub use language::language_of;
pub use lexicon::Lexicon;
pub use read::{read_bytes, read_file};

/// Something that could not be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct Error {
    /// The file, with the record behind a `#` where it holds several.
    pub path: String,
    /// Why, in a few words.
    pub reason: String,
}

impl Error {
    pub(crate) fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into() }
    }
}

/// What the user says about all articles of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Their language; recognised in the text when `None`.
    pub language: Option<Lang>,
    /// Their publication date, where neither the article nor its path says one.
    pub published: Option<PartialDate>,
}
