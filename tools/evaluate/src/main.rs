//! Scores and speeds: `cargo run --release -p evaluate -- help` lists them.
//!
//! Corpora are read from where they lie and never copied; `docs/evaluation.md` gives the commands and the figures.

#![expect(clippy::print_stdout, reason = "scores are its output")]

mod copies;
mod speed;
mod statements;
mod times;

use std::path::{Path, PathBuf};

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
        /// List what this rule found in vain; `missed` lists what nothing found
        #[arg(long)]
        show: Option<String>,
    },
    /// Score time expressions as TempEval-3 does
    Times {
        #[command(flatten)]
        corpus: Corpus,
    },
    /// Time the reading of time expressions, megabytes a second on one core
    TimeSpeed {
        #[command(flatten)]
        corpus: Corpus,
    },
    /// List what is wrong with the examples of a language's time rules
    TimeExamples {
        /// Language code
        language: String,
    },
    /// Count the date specifications of Recognizers-Text that are found and valued alike
    Recognizers {
        #[command(flatten)]
        corpus: Corpus,
    },
    /// Count the date specifications of Duckling that are found and valued alike
    Duckling {
        #[command(flatten)]
        corpus: Corpus,
    },
}

/// A corpus file, unpacked, and what to show of it.
#[derive(clap::Args)]
struct Corpus {
    /// Language code
    language: String,
    /// JSON lines
    file: PathBuf,
    /// List what differs
    #[arg(long)]
    show: bool,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Speed { examples, copies, wederhoor } => speed::run(&examples, copies, &wederhoor),
        Command::Statements { corpus, show } => statements::run(&corpus, show.as_deref()),
        Command::Times { corpus } => {
            let documents = times::corpus(&times::TimeReader::new(&corpus.language)?, &corpus.file)?;
            if corpus.show {
                times::differences(&documents).iter().for_each(|line| println!("{line}"));
            }
            println!("{}", times::total(&documents));
            Ok(())
        }
        Command::TimeSpeed { corpus } => {
            let speed = times::speed(&times::TimeReader::new(&corpus.language)?, &corpus.file)?;
            println!("{speed:.1} MB/s");
            Ok(())
        }
        Command::TimeExamples { language } => {
            times::failing_examples(&language)?.iter().for_each(|line| println!("{line}"));
            Ok(())
        }
        Command::Recognizers { corpus } => specifications(&corpus, times::recognizers),
        Command::Duckling { corpus } => specifications(&corpus, times::duckling),
    }
}

type Specifications =
    fn(&times::TimeReader, &Path, bool) -> anyhow::Result<std::collections::BTreeMap<String, times::Coverage>>;

/// Prints how many specifications of each kind are met.
fn specifications(corpus: &Corpus, count: Specifications) -> anyhow::Result<()> {
    let reader = times::TimeReader::new(&corpus.language)?;
    let mut all = times::Coverage::default();
    for (kind, met) in count(&reader, &corpus.file, corpus.show)? {
        println!("{kind:24} {:4} found {:4} valued {:4}", met.total, met.found, met.valued);
        all.total += met.total;
        all.found += met.found;
        all.valued += met.valued;
    }
    println!("{:24} {:4} found {:4} valued {:4}", "all", all.total, all.found, all.valued);
    Ok(())
}
