//! Figures against specifications (Recognizers-Text, Duckling) and a corpus (MEANTIME).
//!
//! The specifications were written for assistants, where every number counts; our figures are those of news, which
//! count or measure something. So the numbers of a specification can be put into a carrier sentence (`There are {}
//! houses.`) that makes them count, to see what the numeral grammar reads apart from what news guards leave out.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context as _;
use document::Article;
use reading::{Quantity, quantity};
use serde_json::Value;

use crate::corpus::{json_lines, packs};

/// The least and the most that a figure may be.
type Bounds = (Option<f64>, Option<f64>);

/// How many expected values were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Values that the specification expects.
    pub expected: usize,
    /// Of those, values found alike.
    pub found: usize,
    /// Texts of which it expects nothing.
    pub empty: usize,
    /// Of those, texts in which nothing is found.
    pub kept_empty: usize,
    /// What was missed, for looking at: the text and the value.
    pub missed: Vec<String>,
}

/// Counts of overlapping spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Spans in the gold standard.
    pub gold: usize,
    /// Figures found.
    pub found: usize,
    /// Gold spans that a figure or its unit overlaps.
    pub recalled: usize,
    /// Figures that, with their unit, overlap a gold span.
    pub precise: usize,
    /// Gold spans missed and figures too many, for looking at.
    pub differences: Vec<String>,
}

/// Reads figures of one language.
pub struct FigureReader {
    splitter: nlp::Lexicon,
    lexicon: quantity::Lexicon,
}

impl FigureReader {
    /// Returns the reader of an embedded pack.
    ///
    /// # Errors
    /// When there is no such pack.
    pub fn new(language: &str) -> anyhow::Result<Self> {
        let (pack, shared) = packs(language)?;
        let lexicon = quantity::Lexicon::from_packs(&pack, &shared)?;
        Ok(Self { splitter: nlp::Lexicon::from_pack(&pack)?, lexicon })
    }

    /// Returns the figures of a text, without time expressions.
    #[must_use]
    pub fn read(&self, text: &str) -> Vec<Quantity> {
        let article = Article::plain(text);
        quantity::quantities(&self.lexicon, &article, &nlp::annotate(&self.splitter, &article), &[])
    }
}

/// Returns how much of a Duckling corpus (`numeral`, `amountofmoney`; JSONL) is found alike.
///
/// # Errors
/// When the file cannot be read.
pub fn duckling(reader: &FigureReader, path: &Path, carrier: Option<&str>) -> anyhow::Result<Coverage> {
    coverage(reader, path, carrier, |row| {
        let expected = &row["expected"];
        let value = |key: &str| expected[key].as_f64();
        let scale = if expected["unit"] == "Cent" { 0.01 } else { 1.0 };
        let (low, high) = match expected["kind"].as_str() {
            Some("between") => (value("from"), value("to")),
            Some("above") => (value("value"), None),
            Some("under") => (None, value("value")),
            _ => (value("value"), value("value")),
        };
        vec![(low.map(|low| low * scale), high.map(|high| high * scale))]
    })
}

/// Returns how much of a Recognizers-Text specification is found alike: numbers, number ranges, per cents, currencies
/// and dimensions; ordinals, ages and temperatures are no figures. Inputs that its own .NET engine fails are skipped.
///
/// # Errors
/// When the file cannot be read.
pub fn recognizers_text(
    reader: &FigureReader,
    path: &Path,
    model: &str,
    carrier: Option<&str>,
) -> anyhow::Result<Coverage> {
    coverage(reader, path, carrier, |row| {
        let skipped = row["spec"] != model || row["not_supported"].as_str().is_some_and(|list| list.contains("dotnet"));
        if skipped {
            return vec![(None, None)];
        }
        let results = row["results"].as_array().map_or(&[][..], Vec::as_slice);
        results.iter().filter_map(|result| bounds_of(result["resolution"]["value"].as_str()?)).collect()
    })
}

/// `25`, `25%`, `3,5` (values are written in the notation of the language), `[5000,)`.
fn bounds_of(value: &str) -> Option<Bounds> {
    let number = |text: &str| text.trim().trim_end_matches('%').replace(',', ".").parse::<f64>().ok();
    match value.strip_prefix(['[', '(']) {
        Some(range) => {
            let (low, high) = range.trim_end_matches([']', ')']).split_once(',')?;
            Some((number(low), number(high)))
        }
        None => number(value).map(|value| (Some(value), Some(value))),
    }
}

/// Runs a specification; `expect` returns the values of a row, `(None, None)` alone to skip it.
fn coverage(
    reader: &FigureReader,
    path: &Path,
    carrier: Option<&str>,
    expect: impl Fn(&Value) -> Vec<Bounds>,
) -> anyhow::Result<Coverage> {
    let mut out = Coverage::default();
    for row in json_lines(path)? {
        let expected = expect(&row);
        if expected == [(None, None)] {
            continue;
        }
        let text = row["text"].as_str().context("a row without text")?;
        let text = carrier.map_or(text.to_owned(), |carrier| carrier.replace("{}", text));
        let mut found: Vec<Bounds> = reader.read(&text).iter().map(|figure| (figure.low, figure.high)).collect();
        if expected.is_empty() {
            out.empty += 1;
            out.kept_empty += usize::from(found.is_empty());
        }
        for bounds in expected {
            out.expected += 1;
            match found.iter().position(|other| alike(bounds, *other)) {
                Some(at) => {
                    found.swap_remove(at);
                    out.found += 1;
                }
                None => out.missed.push(format!("{text}\t{bounds:?}\t{found:?}")),
            }
        }
    }
    Ok(out)
}

fn alike(a: Bounds, b: Bounds) -> bool {
    let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()),
        (a, b) => a == b,
    };
    same(a.0, b.0) && same(a.1, b.1)
}

/// Returns how the figures of MEANTIME's fully annotated sentences overlap its values (MONEY, PERCENT, QUANTITY).
///
/// # Errors
/// When the file cannot be read or has another form.
pub fn meantime(reader: &FigureReader, path: &Path) -> anyhow::Result<Overlap> {
    let mut out = Overlap::default();
    for doc in json_lines(path)? {
        let text = doc["text"].as_str().context("a document without text")?;
        // Offsets count characters; ours count bytes.
        let char_starts: BTreeMap<usize, usize> = text.char_indices().enumerate().map(|(n, (at, _))| (at, n)).collect();
        let char_at = |byte: usize| char_starts.get(&byte).copied().unwrap_or(char_starts.len());
        let pair = |value: &Value| Some((value.get(0)?.as_u64()? as usize, value.get(1)?.as_u64()? as usize));
        let timexes: Vec<_> = spans(&doc["timexes"]).iter().filter_map(pair).collect();
        let gold: Vec<_> = spans(&doc["values"]).iter().filter_map(pair).collect();
        let last = gold.iter().chain(&timexes).map(|span| span.1).max().unwrap_or(0);
        let touches = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
        let figures: Vec<(usize, usize)> = reader
            .read(text)
            .iter()
            .map(|figure| figure.unit.map_or(figure.span, |unit| figure.span.cover(unit)))
            .map(|span| (char_at(span.start), char_at(span.end)))
            .filter(|span| span.0 < last && !timexes.iter().any(|time| touches(*time, *span)))
            .collect();
        let shown = |span: (usize, usize)| text.chars().skip(span.0).take(span.1 - span.0).collect::<String>();
        out.gold += gold.len();
        out.found += figures.len();
        for span in &gold {
            let hit = figures.iter().any(|figure| touches(*span, *figure));
            out.recalled += usize::from(hit);
            out.differences.extend((!hit).then(|| format!("missed\t{}", shown(*span))));
        }
        for figure in &figures {
            let hit = gold.iter().any(|span| touches(*span, *figure));
            out.precise += usize::from(hit);
            out.differences.extend((!hit).then(|| format!("too many\t{}", shown(*figure))));
        }
    }
    Ok(out)
}

/// First spans of the items of a list.
fn spans(items: &Value) -> Vec<Value> {
    let list = items.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(|item| item["spans"].get(0).cloned()).collect()
}
