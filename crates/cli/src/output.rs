//! The files of a dossier folder.

use std::{
    fs,
    io::Write,
    path::{Component, Path, PathBuf},
};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::{engine::Built, inputs::Inputs};

/// The page.
pub const PAGE: &str = "index.html";
/// What all articles together say.
pub const DOSSIER: &str = "dossier.json";
/// What each article says.
pub const READINGS: &str = "readings.jsonl";
/// How the dossier was made, so that `verify` can make it again.
pub const RECIPE: &str = "build.json";

/// `build.json`: how a dossier was made.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Recipe {
    /// Version of the program that made it.
    pub wederhoor: String,
    /// The folder that `inputs` are relative to, as seen from the dossier; `None` when there is no relative way.
    pub base: Option<PathBuf>,
    /// What was read.
    pub inputs: Inputs,
}

/// The bytes of every file of a dossier folder, by name.
pub struct Files(pub Vec<(&'static str, Vec<u8>)>);

impl Files {
    /// Returns the files of a finished dossier, without the recipe.
    pub fn of(built: &Built) -> anyhow::Result<Self> {
        let mut readings = Vec::new();
        for row in &built.readings {
            serde_json::to_writer(&mut readings, row)?;
            readings.push(b'\n');
        }
        let mut dossier = serde_json::to_vec_pretty(&built.dossier)?;
        dossier.push(b'\n');
        let page = web::page(&built.dossier, &built.readings).into_bytes();
        Ok(Self(vec![(READINGS, readings), (DOSSIER, dossier), (PAGE, page)]))
    }

    /// Adds the recipe of a dossier in `dir`.
    pub fn add_recipe(&mut self, dir: &Path, inputs: &Inputs) -> anyhow::Result<()> {
        let base = std::env::current_dir().ok().zip(fs::canonicalize(dir).ok());
        let recipe = Recipe {
            wederhoor: env!("CARGO_PKG_VERSION").to_owned(),
            base: base.and_then(|(here, dir)| relative(&dir, &fs::canonicalize(here).ok()?)),
            inputs: inputs.clone(),
        };
        let mut bytes = serde_json::to_vec_pretty(&recipe)?;
        bytes.push(b'\n');
        self.0.push((RECIPE, bytes));
        Ok(())
    }

    /// Writes all files into `dir`. Each appears whole or not at all: it is written beside its place and moved there.
    pub fn write(&self, dir: &Path) -> anyhow::Result<()> {
        for (name, bytes) in &self.0 {
            let (path, draft) = (dir.join(name), dir.join(format!(".{name}.new")));
            let written = fs::File::create(&draft)
                .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
                .and_then(|()| fs::rename(&draft, &path));
            if let Err(error) = written {
                let _ = fs::remove_file(&draft);
                return Err(error).with_context(|| format!("could not write `{}`", path.display()));
            }
        }
        Ok(())
    }
}

/// Returns how to go from folder `from` to folder `to`, both absolute and without links.
fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    if from.first() != to.first() {
        return None; // another drive
    }
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n(Component::ParentDir, from.len() - shared);
    let path: PathBuf = up.chain(to[shared..].iter().copied()).collect();
    Some(if path.as_os_str().is_empty() { PathBuf::from(".") } else { path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_relative() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to)).expect("one root");
        assert_eq!(way("/a/b/out", "/a/b"), Path::new(".."));
        assert_eq!(way("/a/b", "/a/b"), Path::new("."));
        assert_eq!(way("/tmp/out", "/home/x"), Path::new("../../home/x"));
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_nothing_behind() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join(PAGE)).expect("a folder in the way");
        let error = Files(vec![(PAGE, b"x".to_vec())]).write(dir.path()).expect_err("in the way");
        assert!(error.to_string().starts_with("could not write `"), "{error}");
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }
}
