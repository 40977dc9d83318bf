//! One layer of a bidirectional LSTM over many sentences at once.
//!
//! Sentences are sorted by length, and step `t` goes through all that are longer than `t`: so the weights of the states
//! are fetched once a step and not once a word.

use super::{
    file::{ModelError, ModelFile},
    machine::Machine,
    math,
    matrix::{Activations, Weights},
};
use std::ops::Range;

const LANES: usize = 16;

/// A layer with both directions.
#[derive(Clone, Debug)]
pub struct BiLstm {
    machine: Machine,
    hidden: usize,
    /// To the gates of the forward direction, then of the backward one; in each, `i f g o`.
    input: Weights,
    states: [Weights; 2],
}

/// Reused between layers and calls.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    projected: Vec<f32>,
    gates: Vec<f32>,
    cells: Vec<f32>,
    state: Activations,
}

impl BiLstm {
    /// Returns the layer of that name, from `inputs` numbers a word to twice `hidden`.
    ///
    /// # Errors
    /// When its tables are not there or of other sizes.
    pub fn read(
        file: &ModelFile,
        machine: Machine,
        name: &str,
        inputs: usize,
        hidden: usize,
    ) -> Result<Self, ModelError> {
        if hidden == 0 || !hidden.is_multiple_of(LANES) {
            return Err(ModelError::Sizes(format!("`hidden` is {hidden}, not a multiple of {LANES}")));
        }
        let input = [format!("{name}.ahead.input"), format!("{name}.back.input")];
        let input = Weights::read(file, machine, &[(&input[0], 4 * hidden), (&input[1], 4 * hidden)], inputs)?;
        let state = |side| Weights::read_plain(file, machine, &format!("{name}.{side}.state"), 4 * hidden, hidden);
        Ok(Self { machine, hidden, input, states: [state("ahead")?, state("back")?] })
    }

    /// Writes for each word what the layer gives, quantised: the forward direction, then the backward one.
    ///
    /// `input` holds a row for each word, or for each kind of word when `kinds` tells which row is whose.
    /// `sentences` are ranges of words, the longest first.
    pub fn apply(
        &self,
        input: &Activations,
        kinds: Option<&[u32]>,
        sentences: &[Range<usize>],
        output: &mut Activations,
        scratch: &mut Scratch,
    ) {
        let words = sentences.iter().map(|sentence| sentence.end).max().unwrap_or(0);
        self.input.apply(input, &mut scratch.projected);
        output.reset_unit(words, 2 * self.hidden);
        for side in [0, 1] {
            self.run(side, kinds, sentences, output, scratch);
        }
    }

    fn run(
        &self,
        side: usize,
        kinds: Option<&[u32]>,
        sentences: &[Range<usize>],
        output: &mut Activations,
        scratch: &mut Scratch,
    ) {
        let Scratch { projected, gates, cells, state } = scratch;
        let hidden = self.hidden;
        cells.clear();
        cells.resize(sentences.len() * hidden, 0.0);
        state.reset_unit(sentences.len(), hidden);
        let mut running = sentences.len();
        for t in 0.. {
            while running > 0 && sentences.get(running - 1).is_none_or(|sentence| sentence.len() <= t) {
                running -= 1;
            }
            if running == 0 {
                break;
            }
            state.keep(running);
            if t == 0 {
                gates.clear();
                gates.resize(running * 4 * hidden, 0.0);
            } else {
                self.states[side].apply(state, gates);
            }
            self.machine.run(
                #[inline(always)]
                || {
                    let rows = gates.chunks_exact(4 * hidden).zip(cells.chunks_exact_mut(hidden));
                    let rows = rows.zip(state.data.chunks_exact_mut(hidden / 2));
                    for (sentence, ((gates, cells), state)) in sentences.iter().zip(rows) {
                        let word = if side == 0 { sentence.start + t } else { sentence.end - 1 - t };
                        let kind = kinds.map_or(word, |kinds| kinds.get(word).map_or(0, |kind| *kind as usize));
                        let from = (kind * 2 + side) * 4 * hidden;
                        let Some(projected) = projected.get(from..from + 4 * hidden) else { continue };
                        let place = (word * 2 + side) * hidden / 2;
                        let Some(output) = output.data.get_mut(place..place + hidden / 2) else { continue };
                        step(projected, gates, cells, state.as_flattened_mut(), output.as_flattened_mut());
                    }
                },
            );
        }
    }
}

/// One step of one sentence in one direction.
#[inline(always)]
fn step(projected: &[f32], gates: &[f32], cells: &mut [f32], state: &mut [i16], output: &mut [i16]) {
    let (projected, gates) = (projected.as_chunks::<LANES>().0, gates.as_chunks::<LANES>().0);
    let blocks = cells.len() / LANES;
    let state = state.as_chunks_mut::<LANES>().0.iter_mut();
    let output = output.as_chunks_mut::<LANES>().0.iter_mut();
    for (at, ((cells, state), output)) in cells.as_chunks_mut::<LANES>().0.iter_mut().zip(state).zip(output).enumerate()
    {
        let mut sums = [[0.0; LANES]; 4];
        for (gate, sum) in sums.iter_mut().enumerate() {
            let at = gate * blocks + at;
            let (Some(projected), Some(gates)) = (projected.get(at), gates.get(at)) else { continue };
            for l in 0..LANES {
                sum[l] = projected[l] + gates[l];
            }
        }
        let mut given = [0.0; LANES];
        for l in 0..LANES {
            let (cell, h) = math::lstm_cell([sums[0][l], sums[1][l], sums[2][l], sums[3][l]], cells[l]);
            cells[l] = cell;
            given[l] = h;
        }
        for l in 0..LANES {
            state[l] = Activations::unit(given[l]);
        }
        *output = *state;
    }
}
