//! Prints how the figures of a language do on the specifications and on MEANTIME; the files are unpacked JSONL.
//!
//! `cargo run -p evaluate --example figures -- nl duckling FILE [CARRIER]`, `recognizers FILE MODEL [CARRIER]` or
//! `meantime FILE`; `MISSED=1` in the environment lists what was missed.
#![expect(clippy::print_stdout, reason = "a program that prints scores")]

#[path = "../src/figures.rs"]
mod figures;

use std::{env, path::Path};

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let list = env::var_os("MISSED").is_some();
    let (lines, differences) = match args[..] {
        [lang, "meantime", file] => {
            let score = figures::meantime(&figures::FigureReader::new(lang)?, Path::new(file))?;
            let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
            let (recall, precision) = (share(score.recalled, score.gold), share(score.precise, score.found));
            (
                format!("recall {recall:.3} of {}  precision {precision:.3} of {}", score.gold, score.found),
                score.differences,
            )
        }
        [lang, "duckling", file, ref carrier @ ..] => {
            let score =
                figures::duckling(&figures::FigureReader::new(lang)?, Path::new(file), carrier.first().copied())?;
            (format!("found {} of {}", score.found, score.expected), score.missed)
        }
        [lang, "recognizers", file, model, ref carrier @ ..] => {
            let reader = figures::FigureReader::new(lang)?;
            let score = figures::recognizers_text(&reader, Path::new(file), model, carrier.first().copied())?;
            let empty = format!("{} of {} empty kept empty", score.kept_empty, score.empty);
            (format!("found {} of {}, {empty}", score.found, score.expected), score.missed)
        }
        _ => anyhow::bail!("see the head of examples/figures.rs"),
    };
    println!("{lines}");
    differences.iter().filter(|_| list).for_each(|line| println!("{line}"));
    Ok(())
}
