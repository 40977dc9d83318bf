//! Products of rows of activations with a matrix of weights.
//!
//! A sum cannot overflow: an activation is at most [`ACTIVATION_MAX`] = 4095 and a weight at most 128 in size, a row has
//! at most [`MAX_INPUTS`] = 4096 of them, and 4095 · 128 · 4096 = 2,146,959,360 is less than 2³¹ = 2,147,483,648.

use super::{
    file::{ModelError, ModelFile},
    kernel::{self, Block, COLUMNS},
    machine::Machine,
    math,
};

/// The largest quantised activation.
pub const ACTIVATION_MAX: i16 = 4095;

/// The most inputs a [`Weights`] can have.
pub const MAX_INPUTS: usize = 4096;

/// Rows of `i16` with one scale each: what the kernel reads. Reused between calls.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    pub(super) pairs: usize,
    pub(super) data: Vec<[i16; 2]>,
    pub(super) scales: Vec<f32>,
}

impl Activations {
    /// Quantises rows of `width` numbers, each row by its largest, so that no row depends on its neighbours.
    ///
    /// A row with a number that is not finite counts as all zeros.
    pub fn quantize(&mut self, machine: Machine, rows: &[f32], width: usize) {
        self.reset(rows.len() / width.max(1), width);
        let Self { pairs, data, scales } = self;
        if *pairs == 0 {
            return;
        }
        machine.run(
            #[inline(always)]
            || {
                let rows = rows.chunks_exact(width).zip(data.chunks_exact_mut(*pairs));
                for ((row, out), scale) in rows.zip(scales.iter_mut()) {
                    *scale = quantize_row(row, out.as_flattened_mut());
                }
            },
        );
    }

    /// Makes room for rows of `width` numbers in [-1, 1], all of the same scale, and fills it with zeros.
    pub(super) fn reset_unit(&mut self, rows: usize, width: usize) {
        self.data.clear();
        self.reset(rows, width);
        self.scales.fill(1.0 / f32::from(ACTIVATION_MAX));
    }

    /// Quantises a number in [-1, 1] by the scale of [`reset_unit`](Self::reset_unit).
    #[inline(always)]
    pub(super) fn unit(x: f32) -> i16 {
        round(math::clamp(x, 1.0) * f32::from(ACTIVATION_MAX))
    }

    /// Drops all rows but the first `rows`.
    pub(super) fn keep(&mut self, rows: usize) {
        self.scales.truncate(rows);
        self.data.truncate(rows * self.pairs);
    }

    fn reset(&mut self, rows: usize, width: usize) {
        self.pairs = width.div_ceil(2);
        if width % 2 == 1 {
            self.data.clear(); // the second half of the last pair must be zero
        }
        self.data.resize(rows * self.pairs, [0; 2]);
        self.scales.resize(rows, 0.0);
    }
}

#[inline(always)]
fn quantize_row(row: &[f32], out: &mut [i16]) -> f32 {
    let (chunks, rest) = row.as_chunks::<16>();
    let mut lanes = [0.0f32; 16];
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            let size = x.abs();
            *lane = if size > *lane { size } else { *lane };
        }
    }
    let mut largest = 0.0;
    for x in lanes.iter().chain(rest) {
        let size = x.abs();
        largest = if size > largest { size } else { largest };
    }
    // Beyond these, the scale or its inverse is no longer a normal number.
    let (inverse, scale) = if largest > 1e-30 && largest < 1e30 {
        (f32::from(ACTIVATION_MAX) / largest, largest / f32::from(ACTIVATION_MAX))
    } else {
        (0.0, 0.0)
    };
    for (out, x) in out.iter_mut().zip(row) {
        *out = round(x * inverse);
    }
    scale
}

/// Rounds to the nearest, ties to even, for |x| < 2¹⁵: adding 1.5 · 2²³ leaves no place for a fraction.
#[inline(always)]
fn round(x: f32) -> i16 {
    const SHIFT: f32 = 12_582_912.0;
    (x + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits()) as i16
}

/// A matrix of `i8` weights with a scale and a bias for each output, packed for the kernel.
#[derive(Clone, Debug)]
pub struct Weights {
    machine: Machine,
    inputs: usize,
    outputs: usize,
    /// Panels of up to `panel_width` blocks; within a panel, the blocks of the same pair of inputs stand together.
    blocks: Vec<Block>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Weights {
    /// Packs `weights`, of which row `n` holds what each input gives to output `n`.
    ///
    /// Returns `None` when the sizes do not fit together, are zero, or there are more than [`MAX_INPUTS`].
    #[must_use]
    pub fn pack(machine: Machine, inputs: usize, weights: &[i8], scales: &[f32], bias: &[f32]) -> Option<Self> {
        let outputs = scales.len();
        let fits = inputs.checked_mul(outputs)? == weights.len() && bias.len() == outputs;
        if !fits || inputs == 0 || outputs == 0 || inputs > MAX_INPUTS {
            return None;
        }
        let (pairs, columns) = (inputs.div_ceil(2), outputs.div_ceil(COLUMNS));
        let mut blocks = Vec::with_capacity(pairs * columns);
        for panel in kernel::panels(machine, columns) {
            for pair in 0..pairs {
                blocks.extend(panel.clone().map(|block| pack_block(weights, inputs, outputs, pair, block)));
            }
        }
        let padded = |of: &[f32]| of.iter().copied().chain(std::iter::repeat(0.0)).take(columns * COLUMNS).collect();
        Some(Self { machine, inputs, outputs, blocks, scales: padded(scales), bias: padded(bias) })
    }

    /// Returns the linear maps of those names and numbers of outputs, which all have the same input, as one.
    ///
    /// # Errors
    /// When a table is not there or of another size.
    pub fn read(file: &ModelFile, machine: Machine, maps: &[(&str, usize)], inputs: usize) -> Result<Self, ModelError> {
        let (mut weights, mut scales, mut bias) = (Vec::new(), Vec::new(), Vec::new());
        for (name, outputs) in maps {
            weights.extend(file.i8s(&format!("{name}.weight"), &[*outputs, inputs])?);
            scales.extend(file.f32s(&format!("{name}.scale"), &[*outputs])?);
            bias.extend(file.f32s(&format!("{name}.bias"), &[*outputs])?);
        }
        Self::pack(machine, inputs, &weights, &scales, &bias).ok_or_else(|| too_large(maps.first(), inputs))
    }

    /// Returns the linear map of that name, which has no bias.
    ///
    /// # Errors
    /// When a table is not there or of another size.
    pub fn read_plain(
        file: &ModelFile,
        machine: Machine,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, ModelError> {
        let weights = file.i8s(&format!("{name}.weight"), &[outputs, inputs])?;
        let scales = file.f32s(&format!("{name}.scale"), &[outputs])?;
        Self::pack(machine, inputs, &weights, &scales, &vec![0.0; outputs])
            .ok_or_else(|| too_large(Some(&(name, outputs)), inputs))
    }

    /// Returns the number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Returns the number of outputs.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Writes for each row of `input` the sums of its products with the weights, scaled, with the bias added.
    ///
    /// `output` becomes as many rows of [`outputs`](Self::outputs) numbers. An `input` of another width counts as zeros.
    pub fn apply(&self, input: &Activations, output: &mut Vec<f32>) {
        let rows = input.scales.len();
        output.resize(rows * self.outputs, 0.0);
        if input.pairs != self.inputs.div_ceil(2) {
            output.fill(0.0);
            return;
        }
        kernel::multiply(
            self.machine,
            &kernel::Product {
                pairs: input.pairs,
                rows: &input.data,
                row_scales: &input.scales,
                blocks: &self.blocks,
                scales: self.scales.as_chunks().0,
                bias: self.bias.as_chunks().0,
                outputs: self.outputs,
            },
            output,
        );
    }
}

fn too_large(map: Option<&(&str, usize)>, inputs: usize) -> ModelError {
    let (name, outputs) = map.copied().unwrap_or_default();
    ModelError::Sizes(format!("`{name}` has {inputs} inputs and {outputs} outputs; 1 to {MAX_INPUTS} can be summed"))
}

fn pack_block(weights: &[i8], inputs: usize, outputs: usize, pair: usize, block: usize) -> Block {
    let weight = |k: usize, column: usize| {
        let inside = k < inputs && column < outputs;
        if inside { weights.get(column * inputs + k).copied().map_or(0, i16::from) } else { 0 }
    };
    let mut packed = Block([0; 2 * COLUMNS]);
    for (c, two) in packed.0.as_chunks_mut::<2>().0.iter_mut().enumerate() {
        let column = block * COLUMNS + c;
        *two = [weight(2 * pair, column), weight(2 * pair + 1, column)];
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn product(
        machine: Machine,
        inputs: usize,
        weights: &[i8],
        scales: &[f32],
        bias: &[f32],
        rows: &[f32],
    ) -> Vec<f32> {
        let weights = Weights::pack(machine, inputs, weights, scales, bias).unwrap();
        let (mut activations, mut output) = (Activations::default(), vec![7.0; 3]);
        activations.quantize(machine, rows, inputs);
        weights.apply(&activations, &mut output);
        output
    }

    proptest! {
        #[test]
        fn every_machine_gives_the_same_bits_and_nearly_the_exact_sum(
            rows in 0usize..20, inputs in 1usize..40, outputs in 1usize..150, seed in any::<u32>(),
        ) {
            let mut state = seed;
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as i32 - 128
            };
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| next() as i8).collect();
            let scales: Vec<f32> = (0..outputs).map(|_| next() as f32 / 1000.0).collect();
            let bias: Vec<f32> = (0..outputs).map(|_| next() as f32).collect();
            let values: Vec<f32> = (0..rows * inputs).map(|_| next() as f32 / 128.0).collect();
            let plain = product(Machine::PLAIN, inputs, &weights, &scales, &bias, &values);
            for machine in Machine::all() {
                prop_assert_eq!(&product(machine, inputs, &weights, &scales, &bias, &values), &plain, "{}", machine.name());
            }
            for (row, found) in values.chunks(inputs).zip(plain.chunks(outputs)) {
                for (n, found) in found.iter().enumerate() {
                    let exact: f32 = (0..inputs).map(|k| row[k] * f32::from(weights[n * inputs + k])).sum();
                    let slack = 1e-3 + scales[n].abs() * 128.0 * inputs as f32 / 4000.0;
                    prop_assert!((found - (exact * scales[n] + bias[n])).abs() <= slack, "{found} {exact}");
                }
            }
        }
    }

    #[test]
    fn the_largest_sum_does_not_overflow() {
        for machine in Machine::all() {
            let sums = product(machine, MAX_INPUTS, &[-128; MAX_INPUTS], &[1.0], &[0.0], &[-1.0; MAX_INPUTS]);
            assert_eq!(sums, [(4095u32 * 128 * 4096) as f32 * (1.0 / 4095.0)]);
        }
    }

    #[test]
    fn rows_without_finite_numbers_count_as_zeros() {
        for machine in Machine::all() {
            for x in [f32::NAN, f32::INFINITY, f32::MIN, 0.0, 1e-40] {
                assert_eq!(product(machine, 2, &[3, 4], &[1.0], &[0.5], &[x, 0.0]), [0.5]);
            }
        }
    }

    #[test]
    fn sizes_that_do_not_fit_are_refused() {
        let pack = |inputs, weights: usize, scales: usize, bias: usize| {
            Weights::pack(Machine::PLAIN, inputs, &vec![0; weights], &vec![0.0; scales], &vec![0.0; bias])
        };
        assert!(pack(2, 4, 2, 2).is_some());
        assert!(pack(2, 5, 2, 2).is_none() && pack(2, 4, 2, 1).is_none() && pack(0, 0, 2, 2).is_none());
        assert!(pack(2, 0, 0, 0).is_none() && pack(4097, 4097, 1, 1).is_none());
    }
}
