//! The network that reads sentences: tags, features, names, heads and relations of every word at once.
//!
//! Embeddings, layers of a bidirectional LSTM, a linear map for each column and biaffine scores of arcs and relations;
//! `tools/train/wederhoor_train/export.py` says which tables it is stored in, `model.py` beside it is the same in PyTorch.

use super::{
    biaffine,
    features::{self, Features},
    lstm::{self, BiLstm},
    machine::Machine,
    math,
    matrix::{Activations, Weights},
};
use crate::{Bio, LabelId, Labels, Upos, decode};
use serde::Deserialize;
use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

mod read;

/// Longer sentences are cut: the time for a tree grows with the square of the length, and no sentence in a newspaper has
/// as many words.
const LONGEST: usize = 200;
/// Words that go through the network together. The result does not depend on it.
const BATCH_WORDS: usize = 1024;
/// Words whose relations are scored together.
const RELATION_WORDS: usize = 48;

/// What the network says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// Universal part of speech.
    pub upos: Upos,
    /// Part of speech of the treebank, in [`Grammar::labels`].
    pub xpos: LabelId,
    /// Features, in [`Grammar::labels`].
    pub feats: LabelId,
    /// Part of a name; an `Inside` may follow an `Outside`.
    pub name: Bio,
    /// Index of the head in the sentence, `None` at the root.
    pub head: Option<usize>,
    /// Relation to the head, in [`Grammar::labels`].
    pub deprel: LabelId,
}

/// A network with its weights.
#[derive(Clone, Debug)]
pub struct Grammar {
    machine: Machine,
    sizes: Sizes,
    features: Features,
    layers: Vec<BiLstm>,
    /// All linear maps of a word's vector, one after the other.
    heads: Weights,
    columns: Columns,
    arc: Weights,
    relation: Weights,
    root: Root,
    labels: Arc<Labels>,
    upos: Vec<Upos>,
    xpos: Vec<LabelId>,
    feats: Vec<LabelId>,
    deprels: Vec<LabelId>,
    names: Vec<Bio>,
    /// Place of the relation that only roots have, if the language has one.
    root_relation: Option<usize>,
    joined: LabelId,
    spare: Spare,
}

/// Numbers in the vectors, from the header.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Sizes {
    buckets: usize,
    dim: usize,
    hidden: usize,
    layers: usize,
    arc: usize,
    rel: usize,
}

/// Where in a row of the linear maps' output each of them stands.
#[derive(Clone, Debug)]
struct Columns {
    upos: Range<usize>,
    xpos: Range<usize>,
    feats: Range<usize>,
    bio: Range<usize>,
    arc_dep: Range<usize>,
    arc_head: Range<usize>,
    rel_dep: Range<usize>,
    rel_head: Range<usize>,
}

/// What stands for the root among the heads.
#[derive(Clone, Debug)]
struct Root {
    arc: Vec<f32>,
    relation: Vec<f32>,
}

/// Memory that is reused from batch to batch and from call to call.
#[derive(Debug, Default)]
struct Scratch {
    features: features::Scratch,
    lstm: lstm::Scratch,
    vectors: Vec<f32>,
    input: Activations,
    states: [Activations; 2],
    /// The output of the linear maps.
    maps: Vec<f32>,
    part: Vec<f32>,
    quantized: Activations,
    arc_deps: Vec<f32>,
    arc_heads: Vec<f32>,
    packed: Vec<[f32; 16]>,
    scores: Vec<i32>,
    relations: Vec<f32>,
}

/// Memory that no call uses just now: as much of it as there were calls at once.
#[derive(Clone, Debug, Default)]
struct Spare(Arc<Mutex<Vec<Scratch>>>);

impl Spare {
    fn take(&self) -> Scratch {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give_back(&self, scratch: Scratch) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }
}

impl Grammar {
    /// Returns the labels that an [`Analysis`] points to.
    #[must_use]
    pub fn labels(&self) -> &Arc<Labels> {
        &self.labels
    }

    /// Returns what it says of each word, sentence after sentence.
    ///
    /// Every sentence gets a tree with exactly one root. What is said of a sentence depends on no other. Sentences of
    /// more than 200 words are cut, after a word without letters or digits where there is one, and read piece by piece.
    #[must_use]
    pub fn analyse<F: AsRef<str>, S: AsRef<[F]>>(&self, sentences: &[S]) -> Vec<Analysis> {
        let mut scratch = self.spare.take();
        let analyses = self.analyse_with(sentences, &mut scratch);
        self.spare.give_back(scratch);
        analyses
    }

    fn analyse_with<F: AsRef<str>, S: AsRef<[F]>>(&self, sentences: &[S], scratch: &mut Scratch) -> Vec<Analysis> {
        let forms: Vec<&str> = sentences.iter().flat_map(|sentence| sentence.as_ref()).map(AsRef::as_ref).collect();
        let mut pieces = Vec::new();
        let mut joints = Vec::new();
        let mut from = 0;
        for sentence in sentences {
            let to = from + sentence.as_ref().len();
            let first = pieces.len();
            pieces.extend(cut(&forms, from..to));
            joints.push(first..pieces.len());
            from = to;
        }
        let mut analyses = Vec::with_capacity(forms.len());
        let mut rest: &[Range<usize>] = &pieces;
        while let Some(first) = rest.first().cloned() {
            let fits = rest.iter().take_while(|piece| piece.end - first.start <= BATCH_WORDS).count().max(1);
            let (batch, others) = rest.split_at(fits);
            let words = first.start..batch.last().map_or(first.end, |last| last.end);
            let batch: Vec<_> = batch.iter().map(|piece| piece.start - words.start..piece.end - words.start).collect();
            self.batch(forms.get(words).unwrap_or_default(), &batch, &mut analyses, scratch);
            rest = others;
        }
        for pieces in joints.into_iter().filter_map(|joint| pieces.get(joint)).filter(|pieces| pieces.len() > 1) {
            self.join(pieces, &mut analyses);
        }
        analyses
    }

    /// Adds what it says of a few hundred words, heads as indices into their sentence.
    fn batch(&self, forms: &[&str], sentences: &[Range<usize>], out: &mut Vec<Analysis>, scratch: &mut Scratch) {
        let from = out.len();
        self.encode(forms, sentences, scratch);
        let states = &scratch.states[0];
        self.heads.apply(states, &mut scratch.maps);
        let rows = &scratch.maps;
        self.machine.run(
            #[inline(always)]
            || {
                for row in rows.chunks_exact(self.heads.outputs()) {
                    out.push(self.tagged(row));
                }
            },
        );
        let Some(analyses) = out.get_mut(from..) else { return };
        self.find_heads(sentences, analyses, scratch);
        self.find_relations(sentences, analyses, scratch);
    }

    /// Leaves the states of the last layer in `scratch.states[0]`.
    fn encode(&self, forms: &[&str], sentences: &[Range<usize>], scratch: &mut Scratch) {
        let mut known: HashMap<&str, u32> = HashMap::with_capacity(forms.len());
        scratch.vectors.clear();
        let kinds: Vec<u32> = forms
            .iter()
            .map(|form| {
                let next = known.len() as u32;
                *known.entry(form).or_insert_with(|| {
                    self.features.push(form, &mut scratch.vectors, &mut scratch.features);
                    next
                })
            })
            .collect();
        scratch.input.quantize(self.machine, &scratch.vectors, self.sizes.dim);
        let mut longest_first = sentences.to_vec();
        longest_first.sort_by_key(|sentence| std::cmp::Reverse(sentence.len()));
        let [states, before] = &mut scratch.states;
        for (at, layer) in self.layers.iter().enumerate() {
            std::mem::swap(states, before);
            if at == 0 {
                layer.apply(&scratch.input, Some(&kinds), &longest_first, states, &mut scratch.lstm);
            } else {
                layer.apply(before, None, &longest_first, states, &mut scratch.lstm);
            }
        }
    }

    #[inline(always)]
    fn tagged(&self, row: &[f32]) -> Analysis {
        let columns = &self.columns;
        Analysis {
            upos: self.upos.get(best(row, &columns.upos)).copied().unwrap_or_default(),
            xpos: self.xpos.get(best(row, &columns.xpos)).copied().unwrap_or_default(),
            feats: self.feats.get(best(row, &columns.feats)).copied().unwrap_or_default(),
            name: self.names.get(best(row, &columns.bio)).copied().unwrap_or_default(),
            head: None,
            deprel: LabelId::default(),
        }
    }

    fn find_heads(&self, sentences: &[Range<usize>], analyses: &mut [Analysis], scratch: &mut Scratch) {
        let width = self.sizes.arc;
        self.part(&scratch.maps, &self.columns.arc_dep, &mut scratch.part);
        scratch.quantized.quantize(self.machine, &scratch.part, width);
        self.arc.apply(&scratch.quantized, &mut scratch.arc_deps);
        self.part(&scratch.maps, &self.columns.arc_head, &mut scratch.part);
        for sentence in sentences {
            let numbers = sentence.start * width..sentence.end * width;
            let (Some(deps), Some(heads)) = (scratch.arc_deps.get(numbers.clone()), scratch.part.get(numbers)) else {
                continue;
            };
            scratch.arc_heads.clear();
            scratch.arc_heads.extend_from_slice(&self.root.arc);
            scratch.arc_heads.extend_from_slice(heads);
            let (heads, packed) = (&scratch.arc_heads, &mut scratch.packed);
            biaffine::arc_scores(self.machine, width, deps, heads, packed, &mut scratch.scores);
            let heads = decode::tree(sentence.len(), &scratch.scores);
            for (analysis, head) in analyses.get_mut(sentence.clone()).unwrap_or_default().iter_mut().zip(heads) {
                analysis.head = head.checked_sub(1);
            }
        }
    }

    fn find_relations(&self, sentences: &[Range<usize>], analyses: &mut [Analysis], scratch: &mut Scratch) {
        let width = self.sizes.rel;
        let mut places = Vec::with_capacity(analyses.len());
        for sentence in sentences {
            let of = analyses.get(sentence.clone()).unwrap_or_default();
            places.extend(of.iter().map(|analysis| analysis.head.map(|head| sentence.start + head)));
        }
        self.part(&scratch.maps, &self.columns.rel_dep, &mut scratch.arc_deps);
        self.part(&scratch.maps, &self.columns.rel_head, &mut scratch.part);
        let heads = &scratch.part;
        let outputs = self.relation.outputs();
        let words = analyses.chunks_mut(RELATION_WORDS).zip(places.chunks(RELATION_WORDS));
        for ((analyses, places), deps) in words.zip(scratch.arc_deps.chunks(RELATION_WORDS * width)) {
            scratch.quantized.quantize(self.machine, deps, width);
            scratch.relations.truncate(analyses.len() * outputs);
            self.relation.apply(&scratch.quantized, &mut scratch.relations);
            scratch.relations.resize(analyses.len() * outputs + biaffine::PADDING, 0.0);
            let relations = &scratch.relations;
            self.machine.run(
                #[inline(always)]
                || {
                    for (at, (analysis, place)) in analyses.iter_mut().zip(places).enumerate() {
                        let row = relations.get(at * outputs..).unwrap_or_default();
                        let count = self.deprels.len();
                        // `root` is what the root is called, and nothing else.
                        let best = match (place, self.root_relation) {
                            (None, Some(relation)) => relation,
                            (None, None) => biaffine::best_relation(row, &self.root.relation, count, None),
                            (Some(place), root) => {
                                let head = heads.get(place * width..(place + 1) * width).unwrap_or_default();
                                biaffine::best_relation(row, head, count, root)
                            }
                        };
                        analysis.deprel = self.deprels.get(best).copied().unwrap_or_default();
                    }
                },
            );
        }
    }

    /// Writes some columns of the linear maps' output, what is below zero cut off.
    fn part(&self, maps: &[f32], columns: &Range<usize>, out: &mut Vec<f32>) {
        out.clear();
        for row in maps.chunks_exact(self.heads.outputs()) {
            out.extend(row.get(columns.clone()).unwrap_or_default().iter().map(|x| math::relu(*x)));
        }
    }

    /// Makes one tree of the trees of a sentence's pieces: the roots of the later ones hang on the first one's.
    fn join(&self, pieces: &[Range<usize>], analyses: &mut [Analysis]) {
        let start = pieces.first().map_or(0, |piece| piece.start);
        let mut root = None;
        for piece in pieces {
            let shift = piece.start - start;
            for (at, analysis) in analyses.get_mut(piece.clone()).unwrap_or_default().iter_mut().enumerate() {
                match (analysis.head, root) {
                    (Some(head), _) => analysis.head = Some(head + shift),
                    (None, None) => root = Some(at),
                    (None, Some(root)) => {
                        analysis.head = Some(root);
                        analysis.deprel = self.joined;
                    }
                }
            }
        }
    }
}

/// Returns which of the columns has the largest number.
#[inline(always)]
fn best(row: &[f32], columns: &Range<usize>) -> usize {
    math::argmax(row.get(columns.clone()).unwrap_or_default())
}

/// Cuts a sentence into pieces of at most [`LONGEST`] words, where possible after a word without letters or digits.
fn cut(forms: &[&str], mut sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    while sentence.len() > LONGEST {
        let half = sentence.start + LONGEST / 2;
        let window = forms.get(half..sentence.start + LONGEST).unwrap_or_default();
        let last = window.iter().rposition(|form| !form.contains(char::is_alphanumeric));
        let end = last.map_or(sentence.start + LONGEST, |at| half + at + 1);
        pieces.push(sentence.start..end);
        sentence.start = end;
    }
    if !sentence.is_empty() {
        pieces.push(sentence);
    }
    pieces
}

#[cfg(test)]
mod tests;
