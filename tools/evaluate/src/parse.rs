//! The whole pipeline on the raw text of a treebank: scores of the CoNLL 2018 shared task, and words per CPU-second.

use std::{fs, path::Path, time::Duration};

use anyhow::Context as _;
use document::Article;
use nlp::{
    Annotated, Pipeline,
    conllu::{Document, Origin},
};
use rustix::time::{ClockId, clock_gettime};

use crate::{conll18::Scores, corpus};

/// How often the text is parsed for the timing, of which the best counts.
const RUNS: usize = 3;

/// Parses the raw text of `gold` and prints scores and speed; writes what was parsed to `out`.
pub fn run(gold: &Path, language: &str, out: Option<&Path>) -> anyhow::Result<()> {
    let gold = corpus::treebank(gold)?;
    let pipeline = Pipeline::from_pack(&corpus::packs(language)?.0)?;
    let article = Article::plain(gold.text());
    let mut best = Duration::MAX;
    let mut annotated = Annotated::default();
    for _ in 0..RUNS {
        let start = cpu_time();
        annotated = pipeline.annotate(&article);
        best = best.min(cpu_time().saturating_sub(start));
    }
    let system = Document::of(&article.text, &annotated, Origin::default());
    if let Some(out) = out {
        fs::write(out, system.to_string()).with_context(|| format!("could not write `{}`", out.display()))?;
    }
    println!("{}", Scores::of(&gold, &system)?);
    let n_words = article.text.split_whitespace().count();
    #[expect(clippy::cast_precision_loss, reason = "counts of a corpus are far below 2^52")]
    let speed = n_words as f64 / best.as_secs_f64();
    println!(
        "{speed:.0} words (wc -w) per CPU-second: {n_words} in {:.1} ms, best of {RUNS}",
        best.as_secs_f64() * 1e3
    );
    Ok(())
}

/// Returns the time that this program had processors.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}
