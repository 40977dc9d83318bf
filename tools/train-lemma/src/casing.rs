//! Samples for the choice of capitals.

use nlp::lemma::{
    capitals_entry,
    casing::{Casing, features, met},
    casing_feature,
    table::Table,
};

use crate::{perceptron::Sample, statistics::Statistics, treebank::Type};

/// How often a form counts at most.
const MOST: u32 = 2;

/// Returns samples for each form with capitals, or whose lemma should have them by its tags.
pub fn samples(types: &[Type], statistics: &Statistics, dictionary: &Table<u32>) -> Vec<Sample> {
    let mut samples = Vec::new();
    let has_capitals = |one: &Type| dictionary.get(capitals_entry(one.tag, one.morph)).is_some();
    for one in types.iter().filter(|one| one.form != one.lower || has_capitals(one)) {
        let count = |form: &str| {
            if form == one.form { statistics.form_without(form) } else { statistics.form(form) }
        };
        let met = met(&one.form, &one.lower, count);
        for ((lemma, sentence_initial), &count) in &one.lemmas {
            let lower = lemma.to_lowercase();
            let mut seen_features = Vec::new();
            features(&one.form, one.tag, one.morph, *sentence_initial, met, &mut seen_features);
            let candidate = |casing: Casing| {
                let features = seen_features.iter().map(|&feature| casing_feature(feature, casing)).collect();
                (features, casing.apply(&one.form, &lower) == *lemma)
            };
            let sample = Sample { candidates: Casing::ALL.map(candidate).to_vec(), ..Sample::default() };
            if sample.tells() {
                samples.extend(std::iter::repeat_n(sample, count.min(MOST) as usize));
            }
        }
    }
    samples
}
