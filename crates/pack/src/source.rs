//! The files of a pack and its manifest.

use std::{borrow::Cow, collections::BTreeMap};

use document::Lang;
use serde::Deserialize;

use crate::{PackError, Table};

/// The files of one pack, by path relative to the pack (`timex/rules.tsv`).
#[derive(Clone, Debug)]
pub struct PackSource {
    /// The language, or [`Lang::UNDETERMINED`] for what all languages share.
    pub lang: Lang,
    files: BTreeMap<String, Cow<'static, str>>,
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
    /// Returns the pack of `lang` made of `files`.
    #[must_use]
    pub fn new(lang: Lang, files: BTreeMap<String, Cow<'static, str>>) -> Self {
        Self { lang, files }
    }

    /// Returns the paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Returns a file's text.
    ///
    /// # Errors
    /// [`PackError::Missing`] when the pack has no such file.
    pub fn text(&self, file: &str) -> Result<&str, PackError> {
        self.files
            .get(file)
            .map(AsRef::as_ref)
            .ok_or_else(|| PackError::Missing { pack: self.lang.to_string(), file: file.to_owned() })
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
    /// As [`PackSource::table`], but for a missing file.
    pub fn optional_table(&self, file: &str, columns: &[&str]) -> Result<Table, PackError> {
        let text = self.files.get(file).map_or_else(|| columns.join("\t"), |text| text.to_string());
        Table::parse(self.lang.as_str(), file, &text, columns)
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
}
