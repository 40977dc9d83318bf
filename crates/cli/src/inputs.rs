//! What a run reads and how: the arguments that `build` takes and `verify` repeats.

use std::path::{Component, Path, PathBuf};

use document::{Lang, PartialDate};
use serde::{Deserialize, Serialize};

/// What to read.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Inputs {
    /// Files and folders to read (txt, md, html, json, jsonl)
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Language of all articles, such as `nl`; otherwise recognised in each text
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub language: Option<String>,

    /// Publication date of articles that say none, such as `2021-10-04` or `2021-10`
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<String>,

    /// Your corrections: who is the same, who is not [default: corrections.txt in DIR, if it is there]
    #[arg(long, value_name = "FILE")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrections: Option<PathBuf>,

    /// How sure a dispute must be to be shown: `possible` adds those with weaker evidence, each with the reason
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    #[serde(default)]
    pub strictness: Strictness,
}

/// How sure a dispute must be to be shown.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Strictness {
    /// Only what is plain
    #[default]
    Plain,
    /// Also what is possible
    Possible,
}

impl Strictness {
    /// Returns the weakest level that is shown.
    pub fn level(self) -> dossier::Level {
        match self {
            Self::Plain => dossier::Level::Plain,
            Self::Possible => dossier::Level::Possible,
        }
    }
}

impl Inputs {
    /// Returns the same inputs with paths written one way and in one order, so that the result does not depend on how
    /// they were given.
    pub fn normalised(&self) -> Self {
        let mut paths: Vec<PathBuf> = self.paths.iter().map(|path| normalised(path)).collect();
        paths.sort();
        paths.dedup();
        Self { paths, corrections: self.corrections.as_deref().map(normalised), ..self.clone() }
    }

    /// Returns what intake wants to know.
    pub fn options(&self) -> intake::Options {
        intake::Options {
            language: self.language.as_deref().and_then(Lang::new),
            published: self.published.as_deref().and_then(|date| date.parse::<PartialDate>().ok()),
        }
    }
}

/// Returns the path without `.` parts and doubled separators.
fn normalised(path: &Path) -> PathBuf {
    let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path }
}

/// Reads the code of a language that has a pack.
pub fn language(code: &str) -> Result<String, String> {
    let lang = Lang::new(code).ok_or("a language code has two or three letters, such as `nl`")?;
    let known = languages::embedded();
    if known.contains_key(&lang) && lang != Lang::UNDETERMINED {
        return Ok(lang.to_string());
    }
    let codes: Vec<String> =
        known.keys().filter(|lang| **lang != Lang::UNDETERMINED).map(|lang| format!("`{lang}`")).collect();
    Err(format!("there is no pack for it; there are {}", codes.join(", ")))
}

fn published(date: &str) -> Result<String, String> {
    date.parse::<PartialDate>().map(|date| date.to_string()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_the_same_however_they_are_given() {
        let inputs = |paths: &[&str]| Inputs {
            paths: paths.iter().map(PathBuf::from).collect(),
            language: None,
            published: None,
            corrections: None,
            strictness: Strictness::default(),
        };
        assert_eq!(inputs(&["./b", "a//c/."]).normalised(), inputs(&["a/c", "b", "./b/"]).normalised());
        assert_eq!(inputs(&["."]).normalised().paths, [PathBuf::from(".")]);
    }

    #[test]
    fn only_languages_with_a_pack_are_taken() {
        assert_eq!(language("NL-be"), Ok("nl".to_owned()));
        assert!(language("und").is_err());
        assert!(language("zz").expect_err("no pack").contains("`nl`"));
    }
}
