//! `wederhoor verify`: check a dossier against its sources and a fresh build.

mod difference;
mod quotes;

use std::{
    fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;

use crate::{
    Hint, build, engine,
    output::{DOSSIER, Files, READINGS, RECIPE, Recipe},
    progress::Progress,
};

/// Arguments of `verify`.
#[derive(clap::Args)]
#[command(after_long_help = "Example:\n  wederhoor verify dossier\n\n\
    Rereads the sources that build.json names, checks every quotation byte for byte, and compares every line with a \
    fresh build. Exit code: 0 when all is as it was, 1 with the differences named, 2 when nothing could be checked.")]
pub struct Args {
    /// Folder that `build` wrote
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// How many threads to read with [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

/// Checks a dossier.
#[expect(clippy::print_stdout, reason = "the findings are what a user of `verify` reads")]
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    build::set_threads(args.jobs)?;
    let recipe = recipe(&args.dir)?;
    let dir = fs::canonicalize(&args.dir).with_context(|| format!("could not open `{}`", args.dir.display()))?;
    if let Some(base) = &recipe.base {
        let base = dir.join(base);
        std::env::set_current_dir(&base).with_context(|| format!("could not go to `{}`", base.display()))?;
    }
    let fresh = engine::build(&recipe.inputs, &dir, &Progress::new())?;
    let old_dossier: serde_json::Value = serde_json::from_slice(&read(&dir, DOSSIER)?)
        .with_context(|| format!("`{}` is not JSON", dir.join(DOSSIER).display()))?;
    let mut findings = difference::sources(&read(&dir, READINGS)?, &fresh);
    let (checked, bad) = quotes::check(&old_dossier, &fresh.readings);
    findings.extend(bad);
    findings.extend(difference::sections(&old_dossier, &serde_json::to_value(&fresh.dossier)?));
    for (name, bytes) in Files::of(&fresh)?.0 {
        if read(&dir, name)? != bytes {
            findings.push(format!("{name}: not the bytes that a fresh build writes"));
        }
    }
    if recipe.wederhoor != env!("CARGO_PKG_VERSION") {
        println!("made by wederhoor {}, checked by {}", recipe.wederhoor, env!("CARGO_PKG_VERSION"));
    }
    if findings.is_empty() {
        println!("{} articles and {checked} quotations checked: all as built", fresh.readings.len());
        return Ok(ExitCode::SUCCESS);
    }
    for finding in &findings {
        println!("{finding}");
    }
    println!("{} differences; {} articles and {checked} quotations checked", findings.len(), fresh.readings.len());
    Ok(ExitCode::from(1))
}

fn recipe(dir: &Path) -> anyhow::Result<Recipe> {
    let bytes = read(dir, RECIPE).context(Hint("give the folder that `wederhoor build --out` wrote"))?;
    serde_json::from_slice(&bytes).with_context(|| format!("`{}` is not a recipe", dir.join(RECIPE).display()))
}

fn read(dir: &Path, name: &str) -> anyhow::Result<Vec<u8>> {
    let path = dir.join(name);
    fs::read(&path).with_context(|| format!("could not read `{}`", path.display()))
}
