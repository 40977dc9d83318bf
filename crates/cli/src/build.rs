//! `wederhoor build`: read articles and write their dossier.

use std::{collections::BTreeMap, fs, num::NonZeroUsize, path::PathBuf, process::ExitCode, time::Instant};

use anyhow::Context;

use crate::{
    Hint,
    engine::{self, Built},
    inputs::Inputs,
    output::Files,
    progress::Progress,
};

/// Arguments of `build`.
#[derive(clap::Args)]
#[command(after_long_help = "Example:\n  wederhoor build articles/ --out dossier\n\n\
    Writes index.html (the page), dossier.json, readings.jsonl and build.json. Corrections are lines such as \
    `merge A = B`, `rename A \"Name\"`, `split \"form\" from A as B` and `drop \"form\"`; a build reads them and never writes \
    them. What cannot be read is named on standard \
    error and left out. Exit code: 0, or 2 when no article could be read.")]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// Folder to write the dossier to; made when it does not exist
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// How many threads to read with [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

/// Builds a dossier.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    set_threads(args.jobs)?;
    let inputs = args.inputs.normalised();
    fs::create_dir_all(&args.out).with_context(|| format!("could not make folder `{}`", args.out.display()))?;
    let built = engine::build(&inputs, &args.out, &Progress::new())?;
    for error in &built.skipped {
        eprintln!("skipped {error}");
    }
    for (path, first) in &built.repeated {
        eprintln!("skipped {path}: the same article as {first}");
    }
    for (path, note) in &built.notes {
        eprintln!("note {path}: {}", note.0);
    }
    if let Some(corrected) = &built.corrected {
        for problem in &corrected.problems {
            eprintln!("{}:{problem}", corrected.path.display());
        }
    }
    if built.readings.is_empty() {
        let message = format!("no article could be read from {}", shown(&inputs.paths));
        return Err(anyhow::anyhow!(message)
            .context(Hint("give files or folders with .txt, .md, .html, .json or .jsonl files")));
    }
    let mut files = Files::of(&built)?;
    files.add_recipe(&args.out, &inputs)?;
    files.write(&args.out)?;
    summarise(&built, args, started);
    Ok(ExitCode::SUCCESS)
}

/// Makes the thread pool that all reading runs in.
pub fn set_threads(jobs: Option<NonZeroUsize>) -> anyhow::Result<()> {
    if let Some(jobs) = jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global().context("could not start threads")?;
    }
    Ok(())
}

fn shown(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ")
}

#[expect(clippy::print_stdout, reason = "the summary is what a user of `build` reads")]
fn summarise(built: &Built, args: &Args, started: Instant) {
    let (dossier, readings) = (&built.dossier, &built.readings);
    let sum = |count: fn(&store::json::ReadingRow) -> usize| readings.iter().map(count).sum::<usize>();
    let mut by_language: BTreeMap<&str, usize> = BTreeMap::new();
    for row in readings {
        *by_language.entry(&row.article.language).or_default() += 1;
    }
    let languages: Vec<String> = by_language.iter().map(|(lang, n)| format!("{n} {lang}")).collect();
    let left_out = built.skipped.len() + built.repeated.len();
    let skipped = if left_out == 0 { String::new() } else { format!(", {left_out} skipped (reasons above)") };
    println!(
        "{} articles read ({}){skipped} in {:.1} s",
        readings.len(),
        languages.join(", "),
        started.elapsed().as_secs_f64()
    );
    println!(
        "in the articles:  {} names, {} times, {} figures, {} statements",
        sum(|row| row.names.len()),
        sum(|row| row.times.len()),
        sum(|row| row.figures.len()),
        sum(|row| row.statements.len())
    );
    println!(
        "in the dossier:   {} stories, {} dated events, {} lines of the ledger, {} series, {} disputes, {} actors",
        dossier.stories.len(),
        dossier.timeline.len(),
        dossier.statements.len(),
        dossier.revisions.len(),
        dossier.disputes.len(),
        dossier.actors.len()
    );
    if let Some(corrected) = &built.corrected {
        println!("corrections:      {} of {} lines followed", corrected.followed, corrected.lines);
    }
    println!("open {}", args.out.join(crate::output::PAGE).display());
}
