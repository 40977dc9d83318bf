//! Corpora as files: unpacked when they are packed, never copied.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, ensure};
use document::Lang;
use nlp::conllu::Document;
use pack::PackSource;
use serde_json::Value;

/// Returns the text of a file, unpacked by the `zstd` program when its name ends in `.zst`.
///
/// # Errors
/// When it cannot be read, or `zstd` is missing or fails.
pub fn read(path: &Path) -> anyhow::Result<String> {
    if path.extension().is_none_or(|extension| extension != "zst") {
        return fs::read_to_string(path).with_context(|| format!("could not read `{}`", path.display()));
    }
    let output = Command::new("zstd").arg("-dqc").arg(path).output().context("could not run zstd")?;
    ensure!(output.status.success(), "zstd could not unpack `{}`", path.display());
    Ok(String::from_utf8(output.stdout)?)
}

/// Returns the records of a JSON-lines file, packed or not.
///
/// # Errors
/// As [`read`], or when a line is not JSON.
pub fn json_lines(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = read(path)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).with_context(|| format!("not JSON: `{line}`"))).collect()
}

/// Returns a treebank in CoNLL-U, packed or not.
///
/// # Errors
/// As [`read`], or when the file is not CoNLL-U.
pub fn treebank(path: &Path) -> anyhow::Result<Document> {
    Document::parse(&read(path)?).with_context(|| format!("`{}` is not CoNLL-U", path.display()))
}

/// Returns the embedded pack of a language and the pack that all languages share.
///
/// # Errors
/// When there is no such pack.
pub fn packs(language: &str) -> anyhow::Result<(PackSource, PackSource)> {
    let mut packs = languages::embedded();
    let lang = Lang::new(language).with_context(|| format!("`{language}` is no language code"))?;
    let shared = packs.remove(&Lang::UNDETERMINED).context("no shared pack")?;
    Ok((packs.remove(&lang).with_context(|| format!("no pack of `{language}`"))?, shared))
}
