//! Speed of the inner loops on one core: `cargo bench -p nlp --bench net`.

use nlp::net::{
    machine::Machine,
    matrix::{Activations, Weights},
};
use std::{hint::black_box, time::Instant};

fn main() {
    for machine in Machine::all() {
        for (rows, inputs, outputs) in
            [(600, 128, 512), (600, 256, 256), (600, 384, 128), (25, 128, 512), (4, 128, 512)]
        {
            product(machine, rows, inputs, outputs);
        }
    }
}

fn product(machine: Machine, rows: usize, inputs: usize, outputs: usize) {
    let weights: Vec<i8> = (0..inputs * outputs).map(|i| (i * 31 % 255) as i8).collect();
    let weights =
        Weights::pack(machine, inputs, &weights, &vec![0.01; outputs], &vec![0.0; outputs]).expect("the sizes fit");
    let values: Vec<f32> = (0..rows * inputs).map(|i| (i % 97) as f32 - 48.0).collect();
    let (mut activations, mut output) = (Activations::default(), Vec::new());
    let quantize = seconds(|| activations.quantize(machine, black_box(&values), inputs));
    let multiply = seconds(|| weights.apply(black_box(&activations), &mut output));
    black_box(&output);
    println!(
        "{:10} {rows}x{inputs}x{outputs}: product {:6.1} GMAC/s, quantising {:5.2} G/s",
        machine.name(),
        (rows * inputs * outputs) as f64 / multiply / 1e9,
        (rows * inputs) as f64 / quantize / 1e9,
    );
}

/// The best of several runs, in seconds.
fn seconds(mut step: impl FnMut()) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        for _ in 0..20 {
            step();
        }
        best = best.min(start.elapsed().as_secs_f64() / 20.0);
    }
    best
}
