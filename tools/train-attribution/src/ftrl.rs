//! Logistic regression with an L1 penalty, one example at a time: FTRL-Proximal.

use std::collections::HashMap;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The L1 penalty.
    pub l1: f64,
    /// The L2 penalty.
    pub l2: f64,
    /// Passes over the training data.
    pub passes: usize,
}

/// Examples whose features are numbers; rare features are left out.
pub struct Numbered {
    /// The name of each feature.
    pub names: Vec<String>,
    examples: Vec<(Vec<u32>, usize)>,
}

/// A feature seen less often says nothing.
const LEAST: usize = 3;

impl Numbered {
    /// Numbers the features of examples, each of which counts so many times.
    pub fn new<'a>(examples: impl Iterator<Item = (&'a [String], usize)> + Clone) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (features, times) in examples.clone() {
            for feature in features {
                *counts.entry(feature).or_default() += times;
            }
        }
        let mut names: Vec<&str> = counts.iter().filter(|(_, n)| **n >= LEAST).map(|(name, _)| *name).collect();
        names.sort_unstable();
        let numbers: HashMap<&str, u32> = names.iter().copied().zip(0..).collect();
        let numbered = |(features, times): (&[String], usize)| {
            let mut all: Vec<u32> = features.iter().filter_map(|name| numbers.get(name.as_str()).copied()).collect();
            all.sort_unstable();
            all.dedup();
            (all, times)
        };
        Self { examples: examples.map(numbered).collect(), names: names.into_iter().map(str::to_owned).collect() }
    }
}

/// Returns the weight of each feature. Examples are taken in an order that a fixed seed shuffles anew each pass.
pub fn train(numbered: &Numbered, labels: &[bool], settings: Settings) -> Vec<f64> {
    const ALPHA: f64 = 0.1;
    const BETA: f64 = 1.0;
    let n = numbered.names.len();
    let (mut z, mut squares) = (vec![0.0f64; n], vec![0.0f64; n]);
    let weight = |z: f64, squares: f64| {
        if z.abs() <= settings.l1 {
            0.0
        } else {
            -(z - z.signum() * settings.l1) / ((BETA + squares.sqrt()) / ALPHA + settings.l2)
        }
    };
    let mut order: Vec<usize> = (0..labels.len()).collect();
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    for _ in 0..settings.passes {
        for at in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let other = usize::try_from(random % (at as u64 + 1)).unwrap_or_default();
            order.swap(at, other);
        }
        for &example in &order {
            let (features, times) = &numbered.examples[example];
            for _ in 0..*times {
                let sum: f64 = features.iter().map(|&f| weight(z[f as usize], squares[f as usize])).sum();
                let gradient = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(labels[example]));
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for &feature in features {
                    let feature = feature as usize;
                    let step = ((squares[feature] + gradient * gradient).sqrt() - squares[feature].sqrt()) / ALPHA;
                    z[feature] += gradient - step * weight(z[feature], squares[feature]);
                    squares[feature] += gradient * gradient;
                }
            }
        }
    }
    z.into_iter().zip(squares).map(|(z, squares)| weight(z, squares)).collect()
}
