//! Whether two figures can both hold.

use reading::Approximation;

use super::Counted;

/// How far an approximate figure reaches on both sides.
const ABOUT: f64 = 0.15;

/// How far above `more than` and `at least` a figure still agrees.
const ABOVE: f64 = 1.5;

/// Tells whether two figures can both hold, as exact as they are said to be.
pub(crate) fn agree(a: &Counted, b: &Counted) -> bool {
    let ((a_low, a_high), (b_low, b_high)) = (range(a), range(b));
    a_low <= b_high && b_low <= a_high
}

/// The values that a figure may be read as.
fn range(figure: &Counted) -> (f64, f64) {
    let low = figure.low.unwrap_or(0.0);
    let high = figure.high.unwrap_or(f64::INFINITY);
    match figure.approximation {
        Approximation::Exact => (low, high),
        Approximation::About => (low * (1.0 - ABOUT), high * (1.0 + ABOUT)),
        Approximation::AtLeast | Approximation::MoreThan => (low, figure.high.unwrap_or(low).max(low) * ABOVE),
        Approximation::AtMost | Approximation::LessThan => (figure.low.unwrap_or(high) / ABOVE, high),
    }
}
