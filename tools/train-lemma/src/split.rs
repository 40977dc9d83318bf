//! Samples for the choice of seams.

use nlp::lemma::{
    counts::MODIFIER,
    split::{halves, halves_features, whole_features},
    table::Table,
};

use crate::{align::Analysis, perceptron::Sample, statistics::Statistics};

/// How many words with seams a tag must have.
const FEWEST: usize = 20;

/// Returns the tags whose words are to be looked at for seams, the parts before the last among them.
pub fn tags(analyses: &[Analysis]) -> u32 {
    let has_seams = |tag: u8| analyses.iter().filter(|one| one.tag == tag && one.parts.len() > 1).count() >= FEWEST;
    let tags: u32 = (0..MODIFIER).filter(|&tag| has_seams(tag)).map(|tag| 1 << tag).sum();
    if tags == 0 { 0 } else { tags | 1 << MODIFIER }
}

/// Returns a sample for each word and each part of it that halving leads to.
pub fn samples(analyses: &[Analysis], tags: u32, statistics: &Statistics, dictionary: &Table) -> Vec<Sample> {
    let mut samples = Vec::new();
    let mut previous: Option<&Analysis> = None;
    for one in analyses.iter().filter(|one| tags & (1 << one.tag) != 0) {
        let again =
            previous.is_some_and(|other| (&other.lower, other.tag, &other.lemma) == (&one.lower, one.tag, &one.lemma));
        previous = Some(one);
        if again {
            continue;
        }
        let n_parts = one.parts.len();
        let mut add = |first: usize, last: usize, tag: u8| {
            let sample = sample(one, first..last, tag, statistics, dictionary);
            if sample.tells() {
                samples.push(sample);
            }
        };
        add(0, n_parts, one.tag);
        for border in 1..n_parts {
            add(0, border, MODIFIER);
            if border + 1 < n_parts {
                add(border, n_parts, one.tag);
            }
        }
    }
    samples
}

fn sample(
    one: &Analysis,
    parts: std::ops::Range<usize>,
    tag: u8,
    statistics: &Statistics,
    dictionary: &Table,
) -> Sample {
    let counts = statistics.without(one, dictionary);
    let parts = &one.parts[parts];
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Sample::default() };
    let text = &one.lower[first.start..last.end];
    let mut sample = Sample::default();
    let mut features = Vec::new();
    whole_features(text, tag, &counts, &mut features);
    sample.candidates.push((features, parts.len() == 1));
    for halves in halves(text) {
        let start = last.end - halves.right.len();
        let right = parts.iter().skip(1).any(|part| part.start == start);
        let mut features = Vec::new();
        halves_features(halves, tag, &counts, &mut features);
        sample.candidates.push((features, right));
    }
    sample
}
