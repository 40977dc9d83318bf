//! How exact a figure is said to be: words before it, behind it, or elsewhere in its clause.

use std::ops::Range;

use super::{
    Approximation,
    amount::{Amount, Scanner},
    lexicon::Qualifier,
    piece::{ends_with, starts_with},
};

/// What the words around an amount say about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Qualified {
    /// First piece of the figure with its qualifiers.
    pub start: usize,
    /// One past its last piece.
    pub end: usize,
    pub approximation: Approximation,
}

/// How far before a figure a qualifier may stand apart from it.
const APART: usize = 12;

/// Returns the figure with its qualifiers; of several, a bound says more than `about`.
pub(super) fn qualified(scanner: Scanner, amount: &Amount, clause: Range<usize>) -> Qualified {
    let own = if amount.about { Approximation::About } else { Approximation::Exact };
    let mut out = Qualified { start: amount.start, end: amount.end, approximation: own };
    for _ in 0..2 {
        let Some(found) = before(scanner, out.start) else { break };
        out.start -= found.words.len();
        out.approximation = stronger(out.approximation, found.approximation);
    }
    if let Some(found) = after(scanner, amount.end) {
        out.end += found.words.len();
        out.approximation = stronger(out.approximation, found.approximation);
    }
    if out.approximation == Approximation::Exact {
        let from = clause.start.max(amount.start.saturating_sub(APART));
        let words = scanner.pieces.get(from..amount.start.max(from)).unwrap_or_default();
        let stands = |found: &&Qualifier| (0..words.len()).any(|at| starts_with(&words[at..], &found.words));
        if let Some(found) = scanner.lexicon.apart.iter().find(stands) {
            out.approximation = found.approximation;
        }
    }
    out
}

/// Returns the bounds that an approximation leaves of `low..high`.
pub(super) fn bounds(amount: &Amount, approximation: Approximation) -> (Option<f64>, Option<f64>) {
    let (low, high) = (Some(amount.low), amount.high);
    if high.is_none_or(|high| high > amount.low) {
        return (low, high);
    }
    match approximation {
        Approximation::Exact | Approximation::About => (low, high),
        Approximation::AtLeast | Approximation::MoreThan => (low, None),
        Approximation::AtMost | Approximation::LessThan => (None, high),
    }
}

/// The longest qualifier that ends right before piece `at`.
fn before<'a>(scanner: Scanner<'a>, at: usize) -> Option<&'a Qualifier> {
    let left = scanner.pieces.get(..at)?;
    let candidates = scanner.lexicon.before.get(&left.last()?.norm)?;
    let found = candidates.iter().find(|candidate| ends_with(left, &candidate.words))?;
    let from = at - found.words.len();
    let spoiled = (1..=3).any(|back| from >= back && found.unless.iter().any(|word| scanner.norm(from - back) == word));
    (!spoiled && !left[from..].iter().any(|piece| piece.blocked)).then_some(found)
}

/// The longest qualifier that begins at piece `at`.
pub(super) fn after<'a>(scanner: Scanner<'a>, at: usize) -> Option<&'a Qualifier> {
    let right = scanner.pieces.get(at..)?;
    let candidates = scanner.lexicon.after.get(&right.first()?.norm)?;
    candidates.iter().find(|candidate| starts_with(right, &candidate.words))
}

fn stronger(old: Approximation, new: Approximation) -> Approximation {
    match (old, new) {
        (Approximation::Exact | Approximation::About, new) => new,
        (old, _) => old,
    }
}
