//! `cross.json`: what an editor finds across the articles of a story.

use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

/// The gold of one story.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Gold {
    /// Disagreements.
    pub disputes: Vec<Dispute>,
    /// Figures and dates that change.
    pub revisions: Vec<Revision>,
    /// What must not be brought together.
    pub apart: Vec<Apart>,
    /// Claims with what was said to them.
    pub answers: Vec<Answer>,
    /// Accusations without an answer.
    pub unanswered: Vec<Piece>,
    /// Dated happenings.
    pub timeline: Vec<Dated>,
    /// Which articles are of one story.
    pub stories: Vec<Story>,
    /// Pairs of near-copies.
    pub copies: Vec<Copies>,
    /// Facts told alike by independent articles or speakers.
    pub agreements: Vec<Agreement>,
    /// One statement of one speaker, in many articles.
    pub repeated: Vec<Agreement>,
}

/// A stretch of an article.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Piece {
    /// File name.
    pub doc: String,
    /// The words, which stand in it once.
    pub text: String,
    /// The side of a dispute.
    pub side: Option<usize>,
    /// The date, in a series of dates.
    pub value: Option<String>,
    /// The least of a figure.
    pub low: Option<f64>,
    /// The most of a figure.
    pub high: Option<f64>,
    /// `false` when an editor might leave it out.
    pub clear: Option<bool>,
}

impl Piece {
    /// Tells whether it is plain.
    pub fn is_clear(&self) -> bool {
        self.clear != Some(false)
    }
}

/// A disagreement.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Dispute {
    /// `denial`, `figure`, `date`, `attribution` or `fact`.
    pub kind: String,
    /// In the annotator's words.
    pub about: String,
    /// Its sides.
    pub sides: Vec<Piece>,
    /// See [`Piece::clear`].
    pub clear: Option<bool>,
}

impl Dispute {
    /// Returns the number of the side of each piece.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Piece)> {
        self.sides.iter().enumerate().map(|(place, piece)| (piece.side.unwrap_or(place), piece))
    }
}

/// A series.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Revision {
    /// In the annotator's words.
    pub about: String,
    /// Its points.
    pub series: Vec<Piece>,
    /// See [`Piece::clear`].
    pub clear: Option<bool>,
}

/// What looks alike and is not the same.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Apart {
    /// Why.
    pub why: String,
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// See [`Piece::clear`].
    pub clear: Option<bool>,
}

/// A claim and an answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// What was claimed.
    pub claim: Piece,
    /// What was said to it.
    pub answer: Piece,
    /// `denial`, `confirmation`, `counter`, `no_comment` or `reply`.
    pub kind: String,
    /// See [`Piece::clear`].
    pub clear: Option<bool>,
}

/// A dated happening.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Dated {
    /// When.
    pub date: String,
    /// It was never more than a plan.
    pub planned: bool,
    /// Sentences that tell it.
    pub support: Vec<Piece>,
    /// See [`Piece::clear`].
    pub clear: Option<bool>,
}

/// Articles of one story.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Story {
    /// Its name.
    pub id: String,
    /// File names.
    pub docs: Vec<String>,
}

/// Two articles that share most of their text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Copies {
    /// File names.
    pub docs: Vec<String>,
    /// See [`Piece::clear`].
    pub clear: Option<bool>,
}

/// What several places tell: a fact, or one statement.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Agreement {
    /// In the annotator's words.
    pub about: String,
    /// Where.
    pub pieces: Vec<Piece>,
    /// See [`Piece::clear`].
    pub clear: Option<bool>,
}

impl Gold {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read or is not of this form.
    pub fn load(path: &Path) -> anyhow::Result<Self> {
        let text = crate::corpus::read(path)?;
        serde_json::from_str(&text).with_context(|| format!("`{}` is not gold across articles", path.display()))
    }

    /// Returns all pieces.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let disputes = self.disputes.iter().flat_map(|item| &item.sides);
        let revisions = self.revisions.iter().flat_map(|item| &item.series);
        let apart = self.apart.iter().flat_map(|item| &item.pieces);
        let answers = self.answers.iter().flat_map(|item| [&item.claim, &item.answer]);
        let timeline = self.timeline.iter().flat_map(|item| &item.support);
        let agreements = self.agreements.iter().chain(&self.repeated).flat_map(|item| &item.pieces);
        disputes.chain(revisions).chain(apart).chain(answers).chain(&self.unanswered).chain(timeline).chain(agreements)
    }
}
