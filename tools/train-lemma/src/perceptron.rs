//! The averaged perceptron (Collins 2002) over candidates, with a margin; several candidates may be right.

use std::{collections::HashMap, fmt};

/// Weights by feature.
pub type Weights = std::collections::BTreeMap<u32, i32>;

/// A choice to be learned: the features of each candidate and whether it is right.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub candidates: Vec<(Vec<u32>, bool)>,
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
        write!(f, "{} wrong in the last pass, {} weights of {}", self.n_wrong, self.weights.len(), self.n_features)
    }
}

/// One step of learning is this much.
const UNIT: i64 = 64;
/// By how much a right candidate must be ahead, in steps.
const MARGIN: i32 = 10;

/// Learns weights that put a right candidate first.
pub fn train(samples: &[Sample], passes: usize, prune: i32) -> Learned {
    let mut places = HashMap::new();
    let samples: Vec<Vec<(Vec<usize>, bool)>> = samples
        .iter()
        .map(|sample| {
            let place = |&feature: &u32| {
                let next = places.len();
                *places.entry(feature).or_insert(next)
            };
            let mut place_all = place;
            sample.candidates.iter().map(|(all, right)| (all.iter().map(&mut place_all).collect(), *right)).collect()
        })
        .collect();
    let mut weights = vec![0_i32; places.len()];
    let mut sums = vec![0_i64; places.len()];
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
            if right.0 - wrong.0 >= MARGIN {
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
    let average = |place: usize| {
        let total = i64::from(weights[place]) * (step + 1) - sums[place];
        i32::try_from((total * UNIT).div_euclid(step)).unwrap_or(0)
    };
    let n_features = places.len();
    let weights = places.into_iter().map(|(feature, place)| (feature, average(place)));
    Learned { weights: weights.filter(|(_, weight)| weight.abs() >= prune).collect(), n_wrong, n_features }
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
        let sample = |noise: u32| Sample { candidates: vec![(vec![1, noise], true), (vec![2, noise + 1], false)] };
        let samples: Vec<Sample> = (10..60).map(sample).collect();
        let learned = train(&samples, 5, 1);
        assert_eq!(learned.n_wrong, 0);
        assert!(learned.weights[&1] > 0 && learned.weights[&2] < 0);
        assert_eq!(train(&samples, 5, 1).weights, learned.weights);
    }
}
