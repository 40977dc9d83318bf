//! What the tests read of the two files, after `formats.md` and not with the program's own types, so that a change of the
//! public contract shows.

use serde::Deserialize;

/// `dossier.json`, as far as it is checked.
#[derive(Deserialize)]
pub struct Dossier {
    pub stories: Vec<Story>,
    pub timeline: Vec<Item>,
    pub statements: Vec<Item>,
    pub revisions: Vec<Revision>,
    pub disputes: Vec<Dispute>,
    pub actors: Vec<Actor>,
}

#[derive(Deserialize)]
pub struct Story {
    pub copies: Vec<[String; 2]>,
}

/// A line of the timeline or of the ledger.
#[derive(Deserialize)]
pub struct Item {
    pub actor: Option<String>,
    pub act: Option<String>,
    pub support: Vec<Support>,
    pub counts: Counts,
    #[serde(default)]
    pub replies: Vec<Reply>,
}

#[derive(Deserialize)]
pub struct Reply {
    pub to: usize,
    pub kind: String,
}

#[derive(Deserialize)]
pub struct Support {
    pub quote: Quote,
    pub source: Option<Quote>,
}

#[derive(Deserialize)]
pub struct Counts {
    pub origins_at_most: usize,
}

#[derive(Deserialize)]
pub struct Revision {
    pub series: Vec<Point>,
}

#[derive(Deserialize)]
pub struct Point {
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub value: Option<String>,
    pub quote: Quote,
}

#[derive(Deserialize)]
pub struct Dispute {
    pub kind: String,
    pub sides: Vec<Side>,
}

#[derive(Deserialize)]
pub struct Side {
    pub quote: Quote,
    pub support: Vec<Support>,
}

#[derive(Deserialize)]
pub struct Actor {
    pub id: String,
}

/// A verbatim piece of an article.
#[derive(Clone, Debug, Deserialize)]
pub struct Quote {
    pub article: String,
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A line of `readings.jsonl`, as far as it is checked.
#[derive(Deserialize)]
pub struct Reading {
    pub article: Article,
    pub figures: Vec<Figure>,
    pub statements: Vec<Statement>,
    pub events: Vec<Event>,
}

#[derive(Deserialize)]
pub struct Article {
    pub id: String,
    pub path: String,
    pub outlet: Option<String>,
    pub agencies: Vec<String>,
    pub published: Option<String>,
    pub published_from: Option<String>,
    pub language: String,
    pub text: String,
}

#[derive(Deserialize)]
pub struct Figure {
    pub start: usize,
    pub end: usize,
    pub low: Option<f64>,
    pub qualifier: String,
}

#[derive(Deserialize)]
pub struct Statement {
    pub source: Option<Piece>,
    pub cue: Option<Piece>,
}

#[derive(Deserialize)]
pub struct Event {
    pub trigger: Piece,
    pub factuality: String,
}

#[derive(Deserialize)]
pub struct Piece {
    pub start: usize,
    pub end: usize,
}
