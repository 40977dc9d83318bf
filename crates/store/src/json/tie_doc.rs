//! The ties of `dossier.json`: what makes articles dependent on each other, and the origins of a line made from them.

use std::collections::BTreeMap;

use dossier::{Entry, Independence, Link, Tie, TieKind};
use serde::{Deserialize, Serialize};

use super::{DossierDoc, QuoteDoc, dossier_doc::quote};

/// Two articles that are not independent, with the proof.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct TieDoc {
    /// Id of the earlier article.
    pub first: String,
    /// Id of the other one.
    pub second: String,
    /// `copy`, `family`, `credit` or `outlet`.
    pub why: String,
    /// For shared text: the share of the shorter one's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<f64>,
    /// The share of the first one's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_of_first: Option<f64>,
    /// The share of the second one's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_of_second: Option<f64>,
    /// What both have, as it stands in the first and in the second.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<[QuoteDoc; 2]>,
    /// Where they credit an agency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<QuoteDoc>,
    /// The agency, the outlet, or the publisher of both.
    pub name: Option<String>,
    /// What made it.
    pub rule: String,
}

pub(super) fn tie(tie: &Tie, entries: &[Entry]) -> TieDoc {
    let id = |article: usize| entries[article].article.id.0.clone();
    let share = |place: usize| tie.shared.map(|shares| (shares[place] * 1000.0).round() / 1000.0);
    TieDoc {
        first: id(tie.first),
        second: id(tie.second),
        why: tie.why.as_str().to_owned(),
        shared: share(0),
        shared_of_first: share(1),
        shared_of_second: share(2),
        passages: tie.passages.iter().map(|pair| pair.map(|piece| quote(entries, piece))).collect(),
        credits: tie.credits.iter().map(|&credit| quote(entries, credit)).collect(),
        name: tie.name.clone(),
        rule: tie.rule.as_str().to_owned(),
    }
}

/// Returns the independence of the articles of a dossier, by their places in it; a tie that this program does not know is
/// passed over.
#[must_use]
pub fn independence(doc: &DossierDoc) -> Independence {
    let places: BTreeMap<&str, usize> =
        doc.articles.iter().enumerate().map(|(place, article)| (article.id.as_str(), place)).collect();
    // One link for each tie, so that links and ties have the same numbers.
    let links: Vec<Link> = doc
        .ties
        .iter()
        .map(|tie| {
            let place = |id: &str| places.get(id).copied().unwrap_or(usize::MAX);
            let known = TieKind::of(&tie.why);
            let articles = if known.is_some() { [place(&tie.first), place(&tie.second)] } else { [usize::MAX; 2] };
            let why = known.unwrap_or(TieKind::Outlet);
            let agency = tie.name.as_ref().filter(|_| why == TieKind::Credit).map(|name| name.to_lowercase());
            Link { articles, why, agency }
        })
        .collect();
    Independence::new(doc.articles.len(), &links)
}
