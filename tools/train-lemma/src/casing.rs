//! Samples for the choice of capitals.

use nlp::lemma::{
    casing::{Casing, features},
    casing_feature,
};

use crate::{perceptron::Sample, statistics::Statistics, treebank::Type};

/// How often a form counts at most.
const MOST: u32 = 2;

/// Returns samples for each form with capitals.
pub fn samples(types: &[Type], statistics: &Statistics) -> Vec<Sample> {
    let mut samples = Vec::new();
    for one in types.iter().filter(|one| one.form != one.lower) {
        let seen = [statistics.form_without(&one.form), statistics.form(&one.lower)];
        for ((lemma, sentence_initial), &count) in &one.lemmas {
            let lower = lemma.to_lowercase();
            let mut seen_features = Vec::new();
            features(&one.form, one.tag, one.morph, *sentence_initial, seen, &mut seen_features);
            let candidate = |casing: Casing| {
                let features = seen_features.iter().map(|&feature| casing_feature(feature, casing)).collect();
                (features, casing.apply(&one.form, &lower) == *lemma)
            };
            let sample = Sample { candidates: Casing::ALL.map(candidate).to_vec() };
            if sample.tells() {
                samples.extend(std::iter::repeat_n(sample, count.min(MOST) as usize));
            }
        }
    }
    samples
}
