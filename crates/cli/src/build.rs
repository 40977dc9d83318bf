//! `wederhoor build`.

use std::{fs, io::Write, path::PathBuf, process::ExitCode};

use anyhow::Context;

use crate::{Inputs, pipeline::Engine};

/// Arguments of `build`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// Folder to write the dossier to
    #[arg(long)]
    out: PathBuf,
}

/// Builds a dossier.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let engine = Engine::new()?;
    let (mut entries, errors) = engine.read_paths(&args.inputs.paths, intake::Options::default());
    for error in &errors {
        eprintln!("skipped {error}");
    }
    let dossier = dossier::build(&mut entries);
    let doc = store::dossier(&dossier, &entries);
    let rows: Vec<_> = entries.iter().map(store::reading).collect();
    fs::create_dir_all(&args.out).with_context(|| format!("could not create {}", args.out.display()))?;
    let mut readings = fs::File::create(args.out.join("readings.jsonl"))?;
    for row in &rows {
        writeln!(readings, "{}", serde_json::to_string(row)?)?;
    }
    fs::write(args.out.join("dossier.json"), serde_json::to_string_pretty(&doc)?)?;
    fs::write(args.out.join("index.html"), web::page(&doc, &rows))?;
    Ok(ExitCode::SUCCESS)
}
