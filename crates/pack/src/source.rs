//! The files of a pack and its manifest.

use std::{borrow::Cow, collections::BTreeMap};

use document::Lang;
use serde::Deserialize;

use crate::{PackError, Table};

/// The files of one pack, by path relative to the pack (`timex/rules.tsv`).
///
/// Most are text. Models are binary: they are added with [`PackSource::with_bytes`] and had with
/// [`PackSource::bytes`].
#[derive(Clone, Debug)]
pub struct PackSource {
    /// The language, or [`Lang::UNDETERMINED`] for what all languages share.
    pub lang: Lang,
    files: BTreeMap<String, Content>,
}

/// What a file holds.
#[derive(Clone, Debug)]
enum Content {
    Text(Cow<'static, str>),
    Bytes(Cow<'static, [u8]>),
}

/// `PACK.toml`. Unknown keys are errors.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The language code, equal to the name of the folder.
    pub id: String,
    /// The name of the language in that language.
    pub name: String,
    /// Version of the pack's content.
    pub version: String,
    /// SPDX licence expression of the pack.
    pub licence: String,
    /// Where its data came from.
    #[serde(default)]
    pub sources: Vec<String>,
}

impl PackSource {
    /// Returns the pack of `lang` made of these text files.
    #[must_use]
    pub fn new(lang: Lang, files: BTreeMap<String, Cow<'static, str>>) -> Self {
        Self { lang, files: files.into_iter().map(|(file, text)| (file, Content::Text(text))).collect() }
    }

    /// Returns the pack with a binary file more, or another in its place.
    #[must_use]
    pub fn with_bytes(mut self, file: impl Into<String>, bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        self.files.insert(file.into(), Content::Bytes(bytes.into()));
        self
    }

    /// Returns the pack with a text file more, or another in its place.
    #[must_use]
    pub fn with_text(mut self, file: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        self.files.insert(file.into(), Content::Text(text.into()));
        self
    }

    /// Returns the paths of all files, text and binary, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Returns a file's text.
    ///
    /// # Errors
    /// [`PackError::Missing`] when the pack has no such file, [`PackError::Kind`] when it is binary.
    pub fn text(&self, file: &str) -> Result<&str, PackError> {
        match self.files.get(file) {
            Some(Content::Text(text)) => Ok(text),
            Some(Content::Bytes(_)) => Err(self.kind(file, "text")),
            None => Err(self.missing(file)),
        }
    }

    /// Returns the bytes of a binary file. Those of an embedded pack are borrowed for as long as the program runs, so
    /// that a model need not copy them.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// # use pack::PackSource;
    /// # let pack = PackSource::new(document::Lang::UNDETERMINED, Default::default());
    /// let pack = pack.with_bytes("model/lemma.bin", b"WL\x01".as_slice());
    /// assert!(matches!(pack.bytes("model/lemma.bin"), Ok(Cow::Borrowed(b"WL\x01"))));
    /// assert!(pack.bytes("model/parser.bin").is_err());
    /// ```
    ///
    /// # Errors
    /// [`PackError::Missing`] when the pack has no such file, [`PackError::Kind`] when it is text.
    pub fn bytes(&self, file: &str) -> Result<Cow<'static, [u8]>, PackError> {
        match self.files.get(file) {
            Some(Content::Bytes(bytes)) => Ok(bytes.clone()),
            Some(Content::Text(_)) => Err(self.kind(file, "binary")),
            None => Err(self.missing(file)),
        }
    }

    /// Returns the bytes of a binary file as [`PackSource::bytes`] does, or `None` when the pack has no such file.
    ///
    /// # Errors
    /// [`PackError::Kind`] when it is text.
    pub fn optional_bytes(&self, file: &str) -> Result<Option<Cow<'static, [u8]>>, PackError> {
        if self.files.contains_key(file) { self.bytes(file).map(Some) } else { Ok(None) }
    }

    /// Returns the error of a binary file that could not be read by whoever knows its form.
    #[must_use]
    pub fn unreadable(&self, file: &str, reason: &dyn std::error::Error) -> PackError {
        PackError::Unreadable { pack: self.lang.to_string(), file: file.to_owned(), reason: reason.to_string() }
    }

    fn missing(&self, file: &str) -> PackError {
        PackError::Missing { pack: self.lang.to_string(), file: file.to_owned() }
    }

    fn kind(&self, file: &str, expected: &'static str) -> PackError {
        PackError::Kind { pack: self.lang.to_string(), file: file.to_owned(), expected }
    }

    /// Returns a table of the pack; the first line of the file names its columns, which must be exactly `columns`.
    ///
    /// # Errors
    /// When the file is missing, has other columns, or a row has more cells than there are columns.
    pub fn table(&self, file: &str, columns: &[&str]) -> Result<Table, PackError> {
        Table::parse(self.lang.as_str(), file, self.text(file)?, columns)
    }

    /// Returns a table as [`PackSource::table`] does, or an empty one when the pack has no such file.
    ///
    /// # Errors
    /// As those of [`PackSource::table`], but for a missing file.
    pub fn optional_table(&self, file: &str, columns: &[&str]) -> Result<Table, PackError> {
        if self.files.contains_key(file) {
            return self.table(file, columns);
        }
        Table::parse(self.lang.as_str(), file, &columns.join("\t"), columns)
    }

    /// Returns the manifest.
    ///
    /// # Errors
    /// When it is missing, is not TOML, has unknown keys, or names another language.
    pub fn manifest(&self) -> Result<Manifest, PackError> {
        let invalid = |line, message| PackError::Invalid {
            pack: self.lang.to_string(),
            file: "PACK.toml".to_owned(),
            line,
            message,
        };
        let text = self.text("PACK.toml")?;
        let manifest: Manifest = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            invalid(line, error.message().to_owned())
        })?;
        if manifest.id != self.lang.as_str() {
            return Err(invalid(1, format!("id is `{}`, the folder is `{}`", manifest.id, self.lang)));
        }
        Ok(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(manifest: &'static str) -> PackSource {
        let files = BTreeMap::from([("PACK.toml".to_owned(), Cow::Borrowed(manifest))]);
        PackSource::new(Lang::new("nl").expect("a code"), files)
    }

    #[test]
    fn unknown_keys_are_errors_with_their_line() {
        let error = pack("id = \"nl\"\nname = \"Nederlands\"\nversion = \"1\"\nlicence = \"MIT\"\ncolour = 1\n")
            .manifest()
            .expect_err("an unknown key");
        assert!(error.to_string().starts_with("pack `nl`, PACK.toml:5: unknown field `colour`"), "{error}");
    }

    #[test]
    fn a_manifest_must_name_its_folder() {
        let error = pack("id = \"en\"\nname = \"English\"\nversion = \"1\"\nlicence = \"MIT\"\n").manifest();
        assert!(error.expect_err("another id").to_string().contains("the folder is `nl`"));
    }

    #[test]
    fn text_and_bytes_are_not_taken_for_each_other() {
        let pack = pack("id = \"nl\"\n").with_bytes("model/lemma.bin", vec![0xff, 0]);
        assert_eq!(pack.bytes("model/lemma.bin").expect("bytes").as_ref(), [0xff, 0]);
        assert_eq!(pack.paths().collect::<Vec<_>>(), ["PACK.toml", "model/lemma.bin"]);
        let message = |error: PackError| error.to_string();
        let text = pack.text("model/lemma.bin").map_err(message);
        assert_eq!(text, Err("pack `nl`, file `model/lemma.bin` is not text".to_owned()));
        let bytes = pack.bytes("PACK.toml").map_err(message);
        assert_eq!(bytes, Err("pack `nl`, file `PACK.toml` is not binary".to_owned()));
        assert_eq!(pack.optional_bytes("model/parser.bin"), Ok(None));
        assert!(pack.optional_bytes("PACK.toml").is_err());
        assert!(pack.optional_table("model/lemma.bin", &["form"]).is_err());
    }
}
