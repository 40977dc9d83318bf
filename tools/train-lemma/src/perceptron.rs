//! The averaged perceptron (Collins 2002) over candidates, with a margin; several candidates may be right.

use std::{collections::HashMap, fmt};

use nlp::lemma::weights::Weights;

/// A choice to be learned: the features of each candidate and whether it is right.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub candidates: Vec<(Vec<u32>, bool)>,
    /// How many more margins than one a right candidate must be ahead.
    pub more_margins: i32,
}

impl Sample {
    /// Returns whether there is something to learn: right and wrong candidates.
    pub fn tells(&self) -> bool {
        let n_right = self.candidates.iter().filter(|candidate| candidate.1).count();
        n_right > 0 && n_right < self.candidates.len()
    }
}

/// What was learned.
pub struct Learned {
    pub weights: Weights,
    n_wrong: usize,
    n_features: usize,
}

impl fmt::Display for Learned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} wrong in the last pass, {} weights of {}",
            self.n_wrong,
            self.weights.entries().count(),
            self.n_features
        )
    }
}

/// One step of learning is this much.
const UNIT: i64 = 64;

/// How the learning goes.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the samples.
    pub passes: usize,
    /// Weights nearer to 0 than this are left out.
    pub prune: i16,
    /// Features of fewer samples than this are left out.
    pub fewest: u32,
    /// The weights have so many slots, as a power of two.
    pub bits: u32,
    /// By how much a right candidate must be ahead, in steps.
    pub margin: i32,
}

/// Learns weights that put a right candidate first.
pub fn train(samples: &[Sample], settings: Settings) -> Learned {
    let Settings { passes, prune, fewest, bits, margin } = settings;
    let mut learned = Weights::new(bits);
    // Of each feature the last sample that has it, and how many do.
    let mut met = HashMap::<u32, (usize, u32)>::new();
    for (index, sample) in samples.iter().enumerate() {
        for &feature in sample.candidates.iter().flat_map(|candidate| &candidate.0) {
            let met = met.entry(feature).or_insert((usize::MAX, 0));
            if met.0 != index {
                *met = (index, met.1 + 1);
            }
        }
    }
    met.retain(|_, met| met.1 >= fewest);
    let slots = |features: &[u32]| {
        let kept = features.iter().filter(|feature| met.contains_key(feature));
        kept.map(|&feature| learned.slot(feature)).collect::<Vec<usize>>()
    };
    let margins: Vec<i32> = samples.iter().map(|sample| margin * (1 + sample.more_margins)).collect();
    let samples: Vec<Vec<(Vec<usize>, bool)>> = samples
        .iter()
        .map(|sample| sample.candidates.iter().map(|(features, right)| (slots(features), *right)).collect())
        .collect();
    let mut weights = vec![0_i32; 1 << bits];
    let mut sums = vec![0_i64; 1 << bits];
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let (mut step, mut n_wrong) = (1_i64, 0);
    for _ in 0..passes {
        shuffle(&mut order, &mut random);
        n_wrong = 0;
        for &index in &order {
            step += 1;
            let (mut right, mut wrong) = ((i32::MIN, 0), (i32::MIN, 0));
            for (place, (features, is_right)) in samples[index].iter().enumerate() {
                let score = features.iter().map(|&feature| weights[feature]).sum();
                let best = if *is_right { &mut right } else { &mut wrong };
                if score > best.0 {
                    *best = (score, place);
                }
            }
            n_wrong += usize::from(right.0 <= wrong.0);
            if right.0 - wrong.0 >= margins[index] {
                continue;
            }
            for (place, sign) in [(right.1, 1), (wrong.1, -1)] {
                for &feature in &samples[index][place].0 {
                    weights[feature] += sign;
                    sums[feature] += i64::from(sign) * step;
                }
            }
        }
    }
    for (slot, (&weight, &sum)) in weights.iter().zip(&sums).enumerate() {
        let total = (i64::from(weight) * (step + 1) - sum) * UNIT;
        let average = total.div_euclid(step).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        if average.unsigned_abs() >= prune.unsigned_abs() {
            learned.set(slot, average);
        }
    }
    Learned { weights: learned, n_wrong, n_features: met.len() }
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for index in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(index, (*random % (index as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_what_tells_right_from_wrong_and_the_same_each_time() {
        let (good, bad) = (1 << 30, 2 << 30);
        let candidates = |noise: u32| vec![(vec![good, noise], true), (vec![bad, noise], false)];
        let sample = |noise: u32| Sample { candidates: candidates(noise), ..Sample::default() };
        let samples: Vec<Sample> = (10..60).map(sample).collect();
        let settings = Settings { passes: 5, prune: 1, fewest: 2, bits: 8, margin: 3 };
        let learned = train(&samples, settings);
        assert_eq!((learned.n_wrong, learned.n_features), (0, 2));
        assert!(learned.weights.score(&[good]) > 0 && learned.weights.score(&[bad]) < 0);
        assert_eq!(train(&samples, settings).weights, learned.weights);
    }
}
