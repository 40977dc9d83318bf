//! The user's file of corrections: read on every build, never written.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use dossier::{Corrections, Problem};

use crate::Hint;

/// The file that a build looks for beside the dossier when it is told no other.
pub const BESIDE: &str = "corrections.txt";

/// A file of corrections that was read.
pub struct CorrectionsFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub corrections: Corrections,
    problems: Vec<Problem>,
}

/// What came of a file of corrections.
pub struct Corrected {
    /// Where it is.
    pub path: PathBuf,
    /// How many lines say something, or try to.
    pub lines: usize,
    /// How many of them were followed wholly.
    pub followed: usize,
    /// Why the others were not, by line.
    pub problems: Vec<Problem>,
}

impl CorrectionsFile {
    /// Reads `given`, or else `corrections.txt` in the folder of the dossier; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be read or is not UTF-8.
    pub fn of(given: Option<&Path>, out: &Path) -> anyhow::Result<Option<Self>> {
        let beside = out.join(BESIDE);
        let Some(path) = given.or_else(|| beside.is_file().then_some(beside.as_path())) else { return Ok(None) };
        let bytes = fs::read(path)
            .with_context(|| format!("could not read the corrections in `{}`", path.display()))
            .context(Hint("give a text file with --corrections, or leave it out"))?;
        let text = String::from_utf8(bytes)
            .with_context(|| format!("the corrections in `{}` are not UTF-8", path.display()))
            .context(Hint("save the file as UTF-8 text"))?;
        let (corrections, problems) = Corrections::parse(&text);
        Ok(Some(Self { path: path.to_owned(), corrections, problems }))
    }

    /// Returns what came of it, given what could not be followed.
    pub fn followed(self, more: Vec<Problem>) -> Corrected {
        let lines = self.corrections.len() + self.problems.len();
        let mut problems = self.problems;
        problems.extend(more);
        problems.sort();
        let failed: BTreeSet<usize> = problems.iter().map(|problem| problem.line).collect();
        Corrected { path: self.path, lines, followed: lines.saturating_sub(failed.len()), problems }
    }
}
