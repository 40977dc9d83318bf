//! The bytes that others read: `readings.jsonl` and `dossier.json` after the public contract (`docs/formats`).
//!
//! This is the only crate that fixes them. Inner types may change without it; the types of [`json`] may only grow.

pub mod json;

pub use json::{dossier, reading};
