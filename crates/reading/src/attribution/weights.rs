//! What is seen of a cue and of the parts of a sentence around it, weighed: log-linear models from
//! `attribution/weights.tsv`.
//!
//! A feature is named by parts joined by `|`. The tables are made by `tools/train-attribution`.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use pack::{PackError, PackSource};

const TABLE: &str = "attribution/weights.tsv";
const COLUMNS: [&str; 5] = ["model", "feature", "first", "second", "third"];

/// Takes the names of features, in parts.
pub(super) trait Sink {
    /// Takes note of a feature.
    fn add(&mut self, parts: &[&str]);
}

/// Features by name: what training reads.
#[derive(Debug, Default)]
pub(super) struct Named(pub Vec<String>);

impl Sink for Named {
    fn add(&mut self, parts: &[&str]) {
        self.0.push(parts.join("|"));
    }
}

/// What is looked at when statements are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct See {
    /// Words themselves are features.
    pub words: bool,
    /// Words that the table of cues does not have may be cues.
    pub unlisted: bool,
}

/// The models of a language.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    /// Whether a word carries an attribution.
    cue: Model,
    /// Whether a part of the sentence is content, source, or part of the cue.
    part: Model,
    /// How likely a cue must be.
    pub cue_threshold: f32,
    /// What is looked at.
    pub see: See,
}

#[derive(Clone, Debug, Default)]
struct Model(HashMap<u64, [f32; 3], BuildHasherDefault<Plain>>);

impl Weights {
    /// Reads the weights of the first of `packs` that has any.
    ///
    /// # Errors
    /// When the table has other columns, names no model, or holds what is no number.
    pub fn from_packs(packs: [&PackSource; 2]) -> Result<Self, PackError> {
        let mut weights = Self::default();
        for pack in packs {
            let table = pack.optional_table(TABLE, &COLUMNS)?;
            for row in table.rows() {
                let number = |column: usize| match row.cell(column) {
                    "" => Ok(0.0),
                    cell => cell.parse().map_err(|_| table.error(row, format!("no number `{cell}`"))),
                };
                let values = [number(2)?, number(3)?, number(4)?];
                match row.cell(0) {
                    "cue" => weights.cue.insert(row.cell(1), values),
                    "part" => weights.part.insert(row.cell(1), values),
                    "threshold" => weights.cue_threshold = values[0],
                    "lexical" => weights.see.words = values[0] > 0.0,
                    "open" => weights.see.unlisted = values[0] > 0.0,
                    other => return Err(table.error(row, format!("no model `{other}`"))),
                }
            }
            if !table.rows().is_empty() {
                break;
            }
        }
        Ok(weights)
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cue.0.is_empty()
    }

    /// Returns how likely something seen is a cue.
    pub fn cue(&self, see: impl FnOnce(&mut Scorer<'_>)) -> f32 {
        self.cue.score(see)[0]
    }

    /// Returns how likely a part seen is content, source, or part of the cue.
    pub fn part(&self, see: impl FnOnce(&mut Scorer<'_>)) -> [f32; 3] {
        self.part.score(see)
    }
}

impl Model {
    fn insert(&mut self, feature: &str, weights: [f32; 3]) {
        self.0.insert(hash(&[feature]), weights);
    }

    fn score(&self, see: impl FnOnce(&mut Scorer<'_>)) -> [f32; 3] {
        let mut scorer = Scorer { model: self, sums: [0.0; 3] };
        see(&mut scorer);
        scorer.sums.map(|sum| 1.0 / (1.0 + (-sum).exp()))
    }
}

/// Adds up the weights of what is seen.
pub(super) struct Scorer<'m> {
    model: &'m Model,
    sums: [f32; 3],
}

impl Sink for Scorer<'_> {
    fn add(&mut self, parts: &[&str]) {
        if let Some(weights) = self.model.0.get(&hash(parts)) {
            for (sum, weight) in self.sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    }
}

/// FNV-1a over the parts joined by `|`, mixed once more since the table takes the lowest bits.
fn hash(parts: &[&str]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (index, part) in parts.iter().enumerate() {
        let joint: &[u8] = if index > 0 { b"|" } else { b"" };
        for byte in joint.iter().chain(part.as_bytes()) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash ^ (hash >> 29)
}

/// Takes a number that is a hash already.
#[derive(Clone, Copy, Debug, Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
