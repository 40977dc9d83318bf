//! The `wederhoor` program: reads its arguments and hands them to one module a subcommand.

mod build;
mod pipeline;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Builds a dossier that can be checked from a pile of news articles.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and write a dossier
    Build(build::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
    };
    result.unwrap_or_else(|error: anyhow::Error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}

/// Where a run reads from.
#[derive(clap::Args)]
struct Inputs {
    /// Files and folders to read
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}
