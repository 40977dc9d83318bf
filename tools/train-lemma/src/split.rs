//! Samples for the choice of seams.

use nlp::lemma::{
    counts::MODIFIER,
    split::{Evidence, halves, whole_features},
    table::Table,
};

use crate::{align::Analysis, perceptron::Sample, statistics::Statistics};

/// How many more margins than a whole word one with seams must be ahead. Right lemmas of unknown forms on the Dutch dev
/// set: 87.4 of a hundred with 0, 90.0 with 2, 90.2 with 6 (and 12 passes for 10).
const SEAM_MARGINS: i32 = 6;
/// What share of the words of a tag must have seams: one in so many.
const ONE_IN: usize = 50;

/// Returns the tags whose words are to be looked at for seams, the parts before the last among them.
pub fn tags(analyses: &[Analysis]) -> u32 {
    let has_seams = |tag: u8| {
        let of_tag = || analyses.iter().filter(|one| one.tag == tag);
        of_tag().filter(|one| one.parts.len() > 1).count() * ONE_IN > of_tag().count()
    };
    let tags: u32 = (0..MODIFIER).filter(|&tag| has_seams(tag)).map(|tag| 1 << tag).sum();
    if tags == 0 { 0 } else { tags | 1 << MODIFIER }
}

/// Returns a sample for each word and each part of it that halving leads to.
pub fn samples(analyses: &[Analysis], tags: u32, statistics: &Statistics, dictionary: &Table<u32>) -> Vec<Sample> {
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
    dictionary: &Table<u32>,
) -> Sample {
    let counts = statistics.without(one, dictionary);
    let parts = &one.parts[parts];
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Sample::default() };
    let text = &one.lower[first.start..last.end];
    // Unknown words have seams more often than known ones, which may be whole because they are well known.
    let mut sample = Sample { more_margins: if parts.len() > 1 { SEAM_MARGINS } else { 0 }, ..Sample::default() };
    let mut features = Vec::new();
    whole_features(text, tag, &counts, &mut features);
    sample.candidates.push((features, parts.len() == 1));
    for halves in halves(text) {
        let start = last.end - halves.right.len();
        let right = parts.iter().skip(1).any(|part| part.start == start);
        let Some(evidence) = Evidence::of(halves, tag, &counts) else { continue };
        let mut features = Vec::new();
        evidence.features(&counts, &mut features);
        sample.candidates.push((features, right));
    }
    sample
}
