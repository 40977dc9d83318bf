//! Speed of the inner loops on one core: `cargo bench -p nlp --bench net`; with a model file and a text of one sentence a
//! line, words apart by spaces, also that of the whole network: `cargo bench -p nlp --bench net -- MODEL TEXT
//! [MACHINE]`.

#![allow(clippy::print_stdout)]

use nlp::net::{
    Grammar, Machine, ModelFile,
    matrix::{Activations, Weights},
};
use std::{hint::black_box, sync::LazyLock, time::Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [model, text, machine @ ..] = &arguments[..] {
        network(model, text, machine);
        return;
    }
    for machine in Machine::all() {
        for (rows, inputs, outputs) in
            [(600, 128, 512), (600, 256, 256), (600, 384, 128), (25, 128, 512), (4, 128, 512)]
        {
            product(machine, rows, inputs, outputs);
        }
    }
}

fn network(model: &str, text: &str, machines: &[String]) {
    let start = clock();
    let file = ModelFile::parse(std::fs::read(model).expect("a file")).expect("a model file");
    let checked = (clock() - start) * 1e3;
    let text = std::fs::read_to_string(text).expect("a text");
    let sentences: Vec<Vec<&str>> = text.lines().map(|line| line.split(' ').collect()).collect();
    let words: usize = sentences.iter().map(Vec::len).sum();
    let all = Machine::all().into_iter();
    for machine in all.filter(|machine| machines.is_empty() || machines.iter().any(|name| name == machine.name())) {
        let start = clock();
        let grammar = Grammar::read(&file, machine).expect("a grammar");
        let read = (clock() - start) * 1e3;
        // An article at a time.
        let whole = seconds(|| {
            for article in sentences.chunks(25) {
                black_box(grammar.analyse(article));
            }
        });
        println!(
            "{:10} {words} words: {:.0} words/s; file checked in {checked:.1} ms, packed in {read:.1} ms",
            machine.name(),
            words as f64 / whole,
        );
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

/// The time of one run in seconds, over as many as take a third of a second: the clock is a coarse one.
fn seconds(mut step: impl FnMut()) -> f64 {
    let (start, mut runs) = (clock(), 0);
    loop {
        step();
        runs += 1;
        let taken = clock() - start;
        if taken > 0.3 {
            return taken / f64::from(runs);
        }
    }
}

/// Seconds that this thread has had a processor, where the system tells (Linux), so that a busy machine does not matter.
fn clock() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}
