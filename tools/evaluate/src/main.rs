//! Scores and speeds: `cargo run --release -p evaluate -- help` lists them.
//!
//! Corpora are read from where they lie and never copied; `docs/evaluation.md` gives the commands and the figures.

mod copies;
mod speed;
mod statements;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Scores and speeds of Wederhoor
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Time `wederhoor build` on changed copies of the examples, beside ucto
    Speed {
        /// Articles to copy
        #[arg(long, default_value = "examples/articles")]
        examples: PathBuf,
        /// How many copies
        #[arg(long, default_value_t = 1000)]
        copies: usize,
        /// The program to time
        #[arg(long, default_value = "target/release/wederhoor")]
        wederhoor: PathBuf,
    },
    /// Score statements on a file of PolNeAR, with the precision of each rule
    Statements {
        /// `dev.jsonl` or `dev.jsonl.zst`
        corpus: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Speed { examples, copies, wederhoor } => speed::run(&examples, copies, &wederhoor),
        Command::Statements { corpus } => statements::run(&corpus),
    }
}
