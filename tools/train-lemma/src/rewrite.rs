//! Samples for the choice of edit scripts.

use std::collections::{BTreeMap, BTreeSet};

use nlp::lemma::{
    counts::MODIFIER,
    rewrite::{Scripts, Unknown},
    script::Script,
    table::Table,
};

use crate::{align::Analysis, perceptron::Sample, statistics::Statistics};

/// How many words must need a script.
const FEWEST: usize = 2;

/// A word, or a part of one, that an edit script makes the lemma of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece<'a> {
    text: &'a str,
    tag: u8,
    morph: u32,
    lemma: &'a str,
}

fn pieces(one: &Analysis) -> Vec<Piece<'_>> {
    let last = one.parts.len().saturating_sub(1);
    let piece = |(index, part)| {
        let text = one.text(part);
        let (tag, morph) = if index == last { (one.tag, one.morph) } else { (MODIFIER, 0) };
        Piece { text, tag, morph, lemma: &part.lemma }
    };
    one.parts.iter().enumerate().map(piece).collect()
}

/// Returns the scripts that more than one word needs, with the tags they are needed for.
pub fn scripts(analyses: &[Analysis]) -> Scripts {
    let mut needed = BTreeMap::<Script, (BTreeSet<&str>, u32)>::new();
    for one in analyses {
        for piece in pieces(one) {
            let Some(script) = Script::derive(piece.text, piece.lemma) else { continue };
            let (words, tags) = needed.entry(script).or_default();
            words.insert(piece.text);
            *tags |= 1 << piece.tag;
        }
    }
    needed.retain(|script, (words, _)| words.len() >= FEWEST || *script == Script::default());
    Scripts::new(needed.into_iter().map(|(script, (_, tags))| (script, tags)).collect())
}

/// Returns a sample for each word and part.
pub fn samples(analyses: &[Analysis], scripts: &Scripts, statistics: &Statistics) -> Vec<Sample> {
    let no_dictionary = Table::default();
    let mut met = BTreeSet::new();
    let mut samples = Vec::new();
    for one in analyses {
        let counts = statistics.without(one, &no_dictionary);
        for piece in pieces(one) {
            if !met.insert(piece.clone()) {
                continue;
            }
            let unknown = Unknown { word: piece.text, tag: piece.tag, morph: piece.morph };
            let seen = unknown.seen();
            let mut sample = Sample::default();
            scripts.results(piece.text, piece.tag, |script, result| {
                let mut features = Vec::new();
                unknown.features(&seen, script, &result, &counts, &mut features);
                sample.candidates.push((features, result == piece.lemma));
            });
            if sample.tells() {
                samples.push(sample);
            }
        }
    }
    samples
}
