//! `examples/planted.json`: what was planted in the example articles.

use std::{collections::BTreeSet, fs};

use serde::Deserialize;

use crate::{built::examples, contract::Article};

/// The whole list.
#[derive(Deserialize)]
pub struct Planted {
    pub articles: Vec<PlantedArticle>,
    pub findings: Vec<Finding>,
    pub false_disputes: Vec<FalseDispute>,
}

/// An article, and what intake should know about it.
#[derive(Deserialize)]
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
    pub today: Option<Vec<String>>,
    pub fixme: Option<String>,
}

/// One planted finding.
#[derive(Deserialize)]
pub struct Finding {
    pub id: String,
    pub kind: String,
    /// `plain` or `harder`.
    pub level: String,
    /// `found` or `missed`.
    pub today: String,
    pub fixme: Option<String>,
    /// All quotes of a side must be found, not just one.
    #[serde(default)]
    pub all: bool,
    /// The words of the source, for a source without a name.
    pub source: Option<String>,
    /// The word that marks hearsay.
    pub cue: Option<String>,
    pub sides: Vec<PlantedSide>,
}

/// One side of it.
#[derive(Deserialize)]
pub struct PlantedSide {
    /// The speaker or the value.
    pub who: String,
    /// The figure or the date, where the finding has one.
    pub value: Option<serde_json::Value>,
    /// The qualifier that the figure has here.
    pub qualifier: Option<String>,
    pub quotes: Vec<PlantedQuote>,
}

/// A sentence of an article.
#[derive(Deserialize)]
pub struct PlantedQuote {
    pub file: String,
    pub quote: String,
}

/// A dispute that the dossier should not have, and has.
#[derive(Deserialize)]
pub struct FalseDispute {
    pub dispute: String,
    #[expect(dead_code, reason = "for the reader of the file; required so that nobody leaves it out")]
    pub fixme: String,
}

impl Planted {
    /// Reads the list.
    pub fn load() -> Self {
        let text = fs::read_to_string(examples().join("planted.json")).expect("planted.json");
        serde_json::from_str(&text).expect("planted.json has the form of `Planted`")
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
