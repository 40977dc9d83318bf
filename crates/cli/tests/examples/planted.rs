//! `examples/planted.json`: what was planted in the example articles.

use std::{collections::BTreeSet, fs, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    built::{Built, examples},
    check::{false_disputes, found},
    contract::Article,
};

/// The whole list.
#[derive(Deserialize, Serialize)]
pub struct Planted {
    pub articles: Vec<PlantedArticle>,
    pub findings: Vec<Finding>,
    pub false_disputes: Vec<FalseDispute>,
}

/// An article, and what intake should know about it.
#[derive(Deserialize, Serialize)]
pub struct PlantedArticle {
    pub file: String,
    pub language: String,
    pub outlet: String,
    /// The file itself says which outlet it is.
    pub outlet_told: bool,
    pub agencies: Vec<String>,
    pub published: Option<String>,
    pub genre: String,
    /// What is wrong with it today, as [`PlantedArticle::differences`] tells it, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixme: Option<String>,
}

/// One planted finding.
#[derive(Deserialize, Serialize)]
pub struct Finding {
    pub id: String,
    pub kind: String,
    /// `plain` or `harder`.
    pub level: String,
    /// `found` or `missed`.
    pub today: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixme: Option<String>,
    /// What it is, for the reader of the file.
    pub about: String,
    /// All quotes of a side must be found, not just one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all: bool,
    /// The words of the source, for a source without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The word that marks hearsay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    pub sides: Vec<PlantedSide>,
}

/// One side of it.
#[derive(Deserialize, Serialize)]
pub struct PlantedSide {
    /// The speaker or the value.
    pub who: String,
    /// The figure or the date, where the finding has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
    /// The qualifier that the figure has here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    pub quotes: Vec<PlantedQuote>,
}

/// A sentence of an article.
#[derive(Deserialize, Serialize)]
pub struct PlantedQuote {
    pub file: String,
    pub quote: String,
}

/// A dispute that the dossier should not have, and has.
#[derive(Deserialize, Serialize)]
pub struct FalseDispute {
    pub dispute: String,
    pub fixme: String,
}

/// Returns the path of the list.
pub fn path() -> PathBuf {
    examples().join("planted.json")
}

impl Planted {
    /// Reads the list.
    pub fn load() -> Self {
        let text = fs::read_to_string(path()).expect("planted.json");
        serde_json::from_str(&text).expect("planted.json has the form of `Planted`")
    }

    /// Returns the list as it stands in the file.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("strings and numbers only") + "\n"
    }

    /// Returns the list without the marks that are no longer needed: findings that are found, disputes that are gone,
    /// articles that are known better.
    pub fn raised(mut self, built: &Built) -> Self {
        let now = false_disputes(&self, built);
        self.false_disputes.retain(|known| now.contains(&known.dispute));
        for finding in self.findings.iter_mut().filter(|finding| finding.today == "missed") {
            if found(finding, built) {
                finding.today = "found".to_owned();
                finding.fixme = None;
            }
        }
        for article in &mut self.articles {
            let differs = built.article(&article.file).map(|got| article.differences(got)).unwrap_or_default();
            if let Some(today) = &mut article.today {
                today.retain(|known| differs.contains(known));
                if today.is_empty() {
                    (article.today, article.fixme) = (None, None);
                }
            }
        }
        self
    }

    /// Returns the rows of the tables in the README.
    pub fn rows(&self) -> BTreeSet<String> {
        let mut rows = BTreeSet::new();
        for finding in &self.findings {
            for side in &finding.sides {
                for quote in &side.quotes {
                    rows.insert(format!(
                        "| `{}` | {} | {} | {} | `{}` | {} |",
                        finding.id, finding.kind, finding.level, side.who, quote.file, quote.quote
                    ));
                }
            }
        }
        for article in &self.articles {
            let published = article.published.as_deref().unwrap_or("not said");
            rows.insert(format!(
                "| `{}` | {} | {} | {published} | {} |",
                article.file, article.language, article.outlet, article.genre
            ));
        }
        rows
    }
}

impl PlantedArticle {
    /// Returns in what an article as read differs from the list. A date may be more precise than the list's, and an
    /// outlet that the file does not tell may stay unknown.
    pub fn differences(&self, got: &Article) -> Vec<String> {
        let mut differs = Vec::new();
        let published = match (&self.published, &got.published) {
            (Some(want), Some(got)) => got.starts_with(want.as_str()),
            (None, Some(_)) => got.published_from.as_deref() == Some("content"),
            (want, None) => want.is_none(),
        };
        if !published {
            differs.push(format!("published {}", got.published.as_deref().unwrap_or("null")));
        }
        if self.language != got.language {
            differs.push(format!("language {}", got.language));
        }
        if got.outlet.as_ref().map_or(self.outlet_told, |outlet| *outlet != self.outlet) {
            differs.push(format!("outlet {}", got.outlet.as_deref().unwrap_or("null")));
        }
        if self.agencies != got.agencies {
            differs.push(format!("agencies {:?}", got.agencies));
        }
        differs
    }
}
