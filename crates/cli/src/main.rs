//! The `wederhoor` program: reads its arguments and hands them to one module a subcommand.
//!
//! Data goes to standard output, everything else to standard error. The exit code is 0 when the command did what it was
//! asked, 1 when `verify` found a difference, 2 when nothing could be done.

mod build;
mod corrections;
mod engine;
mod inputs;
mod loaded;
mod output;
mod parse;
mod progress;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds a dossier that can be checked from a pile of news articles.
///
/// Every line of the dossier is a verbatim quotation with a link to its sentence. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "wederhoor", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and write their dossier
    Build(build::Args),
    /// Print articles as CoNLL-U: sentences, tokens, words and trees
    Parse(parse::Args),
    /// Check a dossier against its sources and a fresh build
    Verify(verify::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Verify(args) => verify::run(&args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        if let Some(hint) = error.downcast_ref::<Hint>() {
            eprintln!("\nhint: {}", hint.0);
        }
        ExitCode::from(2)
    })
}

/// What the user may do about an error; attached with [`anyhow::Error::context`].
#[derive(Debug)]
struct Hint(&'static str);

impl std::fmt::Display for Hint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("nothing could be done")
    }
}
