//! Functions on `f32` that give the same bits on every machine, written so that a compiler can take many numbers at once.

/// Returns `e` to the power of `x`, `x` cut to [-20, 20]; within 1.5 parts in a million.
///
/// `2^(n + f)` with `n` whole and `|f| <= 1/2`: `2^f` by a polynomial fitted to the least largest relative error
/// (7.5e-8), `2^n` by the bits of the exponent.
#[inline(always)]
#[must_use]
pub fn exp(x: f32) -> f32 {
    const SHIFT: f32 = 12_582_912.0; // 1.5 · 2²³: a sum with it has no place for a fraction
    const LOG2_E: f32 = std::f32::consts::LOG2_E;
    let y = clamp(x, 20.0) * LOG2_E;
    let shifted = y + SHIFT;
    let f = y - (shifted - SHIFT);
    let mut power = 0.001_327_647_1;
    for term in [0.009_675_541, 0.055_507_13, 0.240_221_2, 0.693_146_94, 1.000_000_1] {
        power = power * f + term;
    }
    let n = shifted.to_bits().wrapping_sub(SHIFT.to_bits());
    f32::from_bits(power.to_bits().wrapping_add(n << 23))
}

/// Returns `1 / (1 + e^-x)`.
#[inline(always)]
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Returns the hyperbolic tangent of `x`.
#[inline(always)]
#[must_use]
pub fn tanh(x: f32) -> f32 {
    let e = exp(-2.0 * x);
    (1.0 - e) / (1.0 + e)
}

/// Returns what an LSTM cell becomes and what it gives: `c' = σ(f) c + σ(i) tanh(g)` and `σ(o) tanh(c')`.
///
/// The fractions are brought under one line, so that two divisions do for five functions.
#[inline(always)]
#[must_use]
pub fn lstm_cell([i, f, g, o]: [f32; 4], c: f32) -> (f32, f32) {
    let (i, f, g, o) = (exp(-i), exp(-f), exp(-2.0 * g), exp(-o));
    let kept = (1.0 + i) * (1.0 + g);
    let c = (c * kept + (1.0 - g) * (1.0 + f)) / (kept * (1.0 + f));
    let e = exp(-2.0 * c);
    (c, (1.0 - e) / ((1.0 + o) * (1.0 + e)))
}

/// Returns `x` or zero, whichever is more.
#[inline(always)]
#[must_use]
pub fn relu(x: f32) -> f32 {
    if x > 0.0 { x } else { 0.0 }
}

/// Returns `x` cut to [-limit, limit].
#[inline(always)]
#[must_use]
pub fn clamp(x: f32, limit: f32) -> f32 {
    let x = if x > -limit { x } else { -limit };
    if x < limit { x } else { limit }
}

/// Makes the mean of `row` 0 and its variance 1, then stretches and moves each number (Ba, Kiros and Hinton 2016).
#[inline(always)]
pub fn layer_norm(row: &mut [f32], gain: &[f32], bias: &[f32]) {
    const EPSILON: f32 = 1e-5;
    let n = row.len() as f32;
    let mean = sum(row, |x| x) / n;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / n;
    let scale = 1.0 / (variance + EPSILON).sqrt();
    for ((x, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
        *x = (*x - mean) * scale * gain + bias;
    }
}

/// Returns the sum over `row` in sixteen lanes, which are then added up pairwise; what is left over comes last.
#[inline(always)]
pub fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<16>();
    let mut lanes = [0.0f32; 16];
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane += of(*x);
        }
    }
    for width in [8, 4, 2, 1] {
        for at in 0..width {
            lanes[at] += lanes[at + width];
        }
    }
    rest.iter().fold(lanes[0], |sum, x| sum + of(*x))
}

/// Returns the index of the largest, the first of equals; 0 when there is none.
#[inline(always)]
#[must_use]
pub fn argmax(row: &[f32]) -> usize {
    let (chunks, rest) = row.as_chunks::<16>();
    let mut lanes = [f32::MIN; 16];
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane = if *x > *lane { *x } else { *lane };
        }
    }
    let mut most = f32::MIN;
    for x in lanes.iter().chain(rest) {
        most = if *x > most { *x } else { most };
    }
    row.iter().position(|x| *x == most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_near_those_of_mathematics() {
        for step in -40_000..=40_000 {
            let x = step as f32 / 2000.0;
            let exact = f64::from(x);
            let near = |found: f32, wanted: f64, by: f64| {
                assert!((f64::from(found) - wanted).abs() <= by * wanted.abs().max(0.1), "{x}: {found} {wanted}");
            };
            near(exp(x), exact.exp(), 1.5e-6);
            near(sigmoid(x), 1.0 / (1.0 + (-exact).exp()), 1.5e-6);
            near(tanh(x), exact.tanh(), 1.5e-6);
            let (c, h) = lstm_cell([x, -x / 2.0, x / 3.0, x + 1.0], 0.7);
            let s = |x: f64| 1.0 / (1.0 + (-x).exp());
            let cell = s(-exact / 2.0) * f64::from(0.7f32) + s(exact) * f64::from(x / 3.0).tanh();
            near(c, cell, 3e-6);
            near(h, s(f64::from(x + 1.0)) * cell.tanh(), 3e-6);
        }
    }

    #[test]
    fn extremes_stay_finite() {
        for x in [f32::MAX, f32::MIN, f32::INFINITY, f32::NEG_INFINITY, f32::NAN] {
            assert!(exp(x).is_finite() && sigmoid(x).is_finite() && tanh(x).is_finite());
            assert!(lstm_cell([x; 4], 5.0).1.is_finite());
        }
    }

    #[test]
    fn the_first_of_the_largest_is_taken() {
        let mut row: Vec<f32> = (0..50).map(|x| (x % 7) as f32 - 30.0).collect();
        assert_eq!(argmax(&row), 6);
        row[49] = -20.0;
        assert_eq!(argmax(&row), 49);
        row[33] = -20.0;
        assert_eq!(argmax(&row), 33);
        assert_eq!((argmax(&[]), argmax(&[f32::NAN; 3])), (0, 0));
    }

    #[test]
    fn layer_norm_has_mean_zero_and_variance_one() {
        let mut row: Vec<f32> = (0..37).map(|x| (x * x % 11) as f32).collect();
        layer_norm(&mut row, &[2.0; 37], &[1.0; 37]);
        let mean = row.iter().sum::<f32>() / 37.0;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / 37.0;
        assert!((mean - 1.0).abs() < 1e-5 && (variance - 4.0).abs() < 1e-3, "{mean} {variance}");
    }
}
