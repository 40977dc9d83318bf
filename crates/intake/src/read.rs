//! One file to its articles.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
};

use document::Article;

use crate::{
    Error, Options, decode,
    draft::{self, Draft, size},
    files, html, json,
    lexicon::Lexicon,
    markdown, plain,
};

/// The largest file that is read as a whole, in bytes; JSON lines may be larger, they are read one by one.
pub const MAX_FILE: usize = 64 << 20;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown with front matter.
    Markdown,
    /// A web page.
    Html,
    /// One article, a list of them, or an object around such a list.
    Json,
    /// One article a line.
    JsonLines,
}

impl Format {
    /// Returns the format of files with that extension (lower case, without the dot).
    pub fn of(extension: &str) -> Option<Self> {
        match extension {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// Returns the format that the beginning of a file of another extension shows.
    fn sniff(bytes: &[u8]) -> Self {
        let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default()).to_lowercase();
        let head = head.trim_start_matches('\u{feff}').trim_start();
        if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<body") {
            Self::Html
        } else if head.starts_with("{\"")
            || head.starts_with("[{")
            || head.starts_with("{\n")
            || head.starts_with("[\n")
        {
            Self::Json
        } else {
            Self::Plain
        }
    }
}

/// Returns the articles of one file, in its order, and what could not be taken in. The form is told by the extension,
/// and by the content where the extension says nothing.
pub fn read_file(lexicon: &Lexicon, path: &Path, options: Options) -> (Vec<Article>, Vec<Error>) {
    let shown = files::shown(path);
    let failed = |reason: String| (Vec::new(), vec![Error::new(shown.clone(), reason)]);
    let extension = files::extension(path);
    match fs::metadata(path) {
        Ok(meta) if !meta.is_file() => return failed("not a file".to_owned()),
        Ok(meta) if meta.len() > MAX_FILE as u64 && Format::of(&extension) != Some(Format::JsonLines) => {
            let length = usize::try_from(meta.len()).unwrap_or(usize::MAX);
            return failed(format!("{}, more than is read as one file ({})", size(length), size(MAX_FILE)));
        }
        Ok(_) => {}
        Err(error) => return failed(files::reason(&error)),
    }
    if Format::of(&extension) == Some(Format::JsonLines) {
        return match File::open(path) {
            Ok(file) => lines(lexicon, &shown, BufReader::with_capacity(1 << 16, file), options),
            Err(error) => failed(files::reason(&error)),
        };
    }
    match fs::read(path) {
        Ok(bytes) => read_bytes(lexicon, &shown, &extension, &bytes, options),
        Err(error) => failed(files::reason(&error)),
    }
}

/// Returns the articles in the content of one file, as [`read_file`] does. `path` is what the articles and errors carry;
/// `extension` is without its dot.
pub fn read_bytes(
    lexicon: &Lexicon,
    path: &str,
    extension: &str,
    bytes: &[u8],
    options: Options,
) -> (Vec<Article>, Vec<Error>) {
    let format = Format::of(&extension.to_lowercase()).unwrap_or_else(|| Format::sniff(bytes));
    if format == Format::JsonLines {
        return lines(lexicon, path, bytes, options);
    }
    if bytes.len() > MAX_FILE {
        let reason = format!("{}, more than is read as one file ({})", size(bytes.len()), size(MAX_FILE));
        return (Vec::new(), vec![Error::new(path, reason)]);
    }
    let declared = if format == Format::Html { html::declared_encoding(bytes) } else { None };
    let text = match decode::decode(bytes, declared.as_deref()) {
        Ok(text) => text,
        Err(reason) => return (Vec::new(), vec![Error::new(path, reason)]),
    };
    if matches!(format, Format::Plain | Format::Markdown)
        && let Err(reason) = draft::check_size(text.len())
    {
        return (Vec::new(), vec![Error::new(path, reason)]);
    }
    let drafts = match format {
        Format::Plain | Format::JsonLines => vec![Ok(plain::draft(&text))],
        Format::Markdown => vec![Ok(markdown::draft(lexicon, &text))],
        Format::Html => vec![html::draft(lexicon, &text)],
        Format::Json => match json::drafts(lexicon, &text) {
            json::Drafts::One(draft) => vec![*draft],
            json::Drafts::Many(drafts) => return numbered(lexicon, path, drafts.into_iter(), options),
        },
    };
    let (mut articles, mut errors) = (Vec::new(), Vec::new());
    for draft in drafts {
        finish(lexicon, path, draft, options, &mut articles, &mut errors);
    }
    (articles, errors)
}

fn lines(lexicon: &Lexicon, path: &str, reader: impl BufRead, options: Options) -> (Vec<Article>, Vec<Error>) {
    let (articles, mut errors) = numbered(lexicon, path, json::lines(lexicon, reader), options);
    if articles.is_empty() && errors.is_empty() {
        errors.push(Error::new(path, "the file is empty"));
    }
    (articles, errors)
}

/// Finishes the records of one file; each is addressed by its number, counted from 1.
fn numbered(
    lexicon: &Lexicon,
    path: &str,
    drafts: impl Iterator<Item = Result<Draft, String>>,
    options: Options,
) -> (Vec<Article>, Vec<Error>) {
    let (mut articles, mut errors) = (Vec::new(), Vec::new());
    for (index, draft) in drafts.enumerate() {
        finish(lexicon, &format!("{path}#{}", index + 1), draft, options, &mut articles, &mut errors);
    }
    (articles, errors)
}

fn finish(
    lexicon: &Lexicon,
    path: &str,
    draft: Result<Draft, String>,
    options: Options,
    articles: &mut Vec<Article>,
    errors: &mut Vec<Error>,
) {
    match draft.and_then(|draft| draft.finish(lexicon, path, options)) {
        Ok(article) => articles.push(article),
        Err(reason) => errors.push(Error::new(path, reason)),
    }
}

#[cfg(test)]
mod tests;
