//! A linear model that finds ends of sentences which the rules miss, where a language has weights for it.
//!
//! The rules know points and capitals; what they cannot know is where a line without a point ends, or whether a writer
//! uses no capitals. The model sees words, shapes and lengths around a gap, and a positive sum of whole-number weights
//! is a boundary. It only adds: what the rules say of points was made for edited text, and stays.

use pack::{PackError, PackSource};

use crate::{Token, TokenKind, quotation::Role, tokenize::Pieces};

/// The weights of `lexicon/sentence_weights.tsv`, by hash of what is seen, in an open-addressed table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    slots: Vec<(u64, i32)>,
}

/// A gap between two tokens where the rules see no end of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gap {
    /// The first token of the sentence so far.
    pub(crate) first: usize,
    /// The first token behind the gap.
    pub(crate) next: usize,
    /// How many words in lower case the sentence so far has.
    pub(crate) lower: usize,
}

impl Weights {
    pub(crate) fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let table = pack.optional_table("lexicon/sentence_weights.tsv", &["seen", "weight"])?;
        if table.rows().is_empty() {
            return Ok(Self::default());
        }
        let mut weights = Self { slots: vec![(0, 0); (table.rows().len() * 2).next_power_of_two()] };
        for row in table.rows() {
            let weight = row.cell(1).parse().map_err(|_| table.error(row, "the weight is no whole number"))?;
            let hash = fnv([row.cell(0)]);
            if let Some(slot) = weights.slot(hash).and_then(|slot| weights.slots.get_mut(slot)) {
                *slot = (hash, weight);
            }
        }
        Ok(weights)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Returns the slot that holds `hash`, or the empty one where it would be.
    fn slot(&self, hash: u64) -> Option<usize> {
        let mask = u64::try_from(self.slots.len()).ok()?.checked_sub(1)?;
        let mut at = hash & mask;
        for _ in 0..self.slots.len() {
            let slot = usize::try_from(at).ok()?;
            if self.slots.get(slot).is_none_or(|&(held, weight)| held == hash || held == 0 && weight == 0) {
                return Some(slot);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Tells whether a sentence ends at the gap.
    pub(crate) fn ends(&self, text: &str, pieces: &Pieces, gap: Gap) -> bool {
        let mut sum = 0_i32;
        seen(text, pieces, gap, |parts| {
            let weight = self.slot(fnv(parts)).and_then(|slot| self.slots.get(slot)).map_or(0, |&(_, weight)| weight);
            sum = sum.saturating_add(weight);
        });
        sum > 0
    }
}

/// Fowler, Noll and Vo's hash (FNV-1a) of the parts, one behind the other; never 0.
fn fnv<const N: usize>(parts: [&str; N]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)).max(1)
}

/// Tells whether the model is asked about a gap: not inside running text, between a word and a word in lower case.
pub(crate) fn is_candidate(text: &str, pieces: &Pieces, gap: Gap) -> bool {
    let (Some(before), Some(behind)) =
        (gap.next.checked_sub(1).and_then(|at| pieces.tokens.get(at)), pieces.tokens.get(gap.next))
    else {
        return false;
    };
    let closes = pieces.roles.get(gap.next) == Some(&Role::Close);
    let goes_on = matches!(before.norm.as_str(), "," | ":" | ";" | "(" | "/" | "-" | "–" | "—");
    let lower = behind.kind == TokenKind::Word && behind.span.of(text).starts_with(char::is_lowercase);
    let sign = behind.kind == TokenKind::Punctuation && !matches!(behind.norm.as_str(), "(" | "[" | "-" | "–" | "*");
    let runs_on = lower && matches!(before.kind, TokenKind::Word | TokenKind::Number) && !before.norm.ends_with('.');
    behind.space_before
        && !closes
        && !goes_on
        && !sign
        && !runs_on
        && pieces.roles.get(gap.next - 1) != Some(&Role::Open)
}

/// Gives `add` everything that is seen at a gap, in parts that make a key of the weights when joined.
pub(crate) fn seen<'a>(text: &'a str, pieces: &'a Pieces, gap: Gap, mut add: impl FnMut([&'a str; 5])) {
    let token = |at: Option<usize>| at.and_then(|at| pieces.tokens.get(at));
    let back = |by: usize| token(gap.next.checked_sub(by));
    let ahead = |by: usize| token(Some(gap.next + by));
    let norm = |token: Option<&'a Token>| token.map_or("", |token| token.norm.as_str());
    let sort = |token: Option<&'a Token>| token.map_or("", |token| shape(text, token));
    let (before, behind) = (norm(back(1)), norm(ahead(0)));
    let (sort_before, sort_behind) = (sort(back(1)), sort(ahead(0)));
    let length = bucket(gap.next - gap.first);
    let rest = bucket(pieces.tokens.len() - gap.next);
    let opening = sort(token(Some(gap.first)));
    let spaced = if ahead(0).is_some_and(|token| token.space_before) { "_" } else { "" };
    let lower = bucket(gap.lower);
    add(["r", spaced, "", "", ""]);
    add(["b", before, "", "", ""]);
    add(["a", behind, "", "", ""]);
    add(["B", sort_before, " ", lower, ""]);
    add(["A", sort_behind, " ", lower, ""]);
    add(["BA", sort_before, " ", sort_behind, ""]);
    add(["bA", before, " ", sort_behind, ""]);
    add(["Ba", sort_before, " ", behind, ""]);
    add(["ba", before, " ", behind, ""]);
    add(["C", sort(back(2)), " ", sort_before, lower]);
    add(["c", norm(back(2)), " ", sort_before, sort_behind]);
    add(["D", sort_behind, " ", sort(ahead(1)), ""]);
    add(["d", norm(ahead(1)), " ", sort_behind, ""]);
    add(["E", sort_before, sort_behind, " ", sort(ahead(1))]);
    add(["F", sort(back(2)), sort_before, " ", sort_behind]);
    add(["l", length, " ", lower, ""]);
    add(["lA", sort_before, sort_behind, " ", length]);
    add(["m", rest, "", "", ""]);
    add(["o", opening, sort_before, sort_behind, lower]);
    add(["O", opening, sort_behind, " ", length]);
    add(["G", sort(ahead(1)), " ", sort(ahead(2)), sort_behind]);
    add(["H", sort(back(3)), " ", sort(back(2)), sort_before]);
}

/// Returns how long a stretch of tokens is, in steps.
fn bucket(tokens: usize) -> &'static str {
    match tokens {
        0..=4 => ["0", "1", "2", "3", "4"].get(tokens).copied().unwrap_or("0"),
        5..=7 => "5",
        8..=12 => "8",
        13..=20 => "13",
        21..=40 => "21",
        _ => "41",
    }
}

/// Returns what a token looks like: punctuation is itself, and words and numbers have a letter.
fn shape<'a>(text: &'a str, token: &'a Token) -> &'a str {
    match token.kind {
        TokenKind::Word => {
            let form = token.span.of(text);
            let mut chars = form.chars();
            let (first, second) = (chars.next(), chars.next());
            let point = form.ends_with('.');
            match (first, second) {
                (Some(first), _) if first.is_lowercase() => {
                    if point {
                        "l."
                    } else if form.contains(['@', '/']) {
                        "@"
                    } else {
                        "l"
                    }
                }
                (Some(first), None) if first.is_uppercase() => "I",
                (Some(first), Some('.')) if first.is_uppercase() => "I.",
                (Some(first), Some(second)) if first.is_uppercase() => match (second.is_uppercase(), point) {
                    (true, true) => "U.",
                    (true, false) => "U",
                    (false, true) => "C.",
                    (false, false) => "C",
                },
                _ => "x",
            }
        }
        TokenKind::Number => "n",
        TokenKind::Quote => "q",
        TokenKind::Punctuation => match token.norm.len() {
            0..=2 => token.norm.as_str(),
            _ if token.norm.starts_with(['!', '?']) => "!!",
            _ if token.norm.starts_with(['.', '…']) => "...",
            _ => "--",
        },
        TokenKind::Symbol => "s",
    }
}
