//! Scores as lines of text: one function a subcommand.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::{conll18::Scores, corpus, figures, label, names, times, tokens};

/// How many of the commonest errors are listed.
const LISTED: usize = 50;

/// Prints how splitting does on a treebank.
pub fn tokens(language: &str, treebank: &Path, show: bool) -> anyhow::Result<()> {
    let (pack, _) = corpus::packs(language)?;
    let report = tokens::measure(&nlp::Lexicon::from_pack(&pack)?, treebank)?;
    println!("tokens    {}", report.tokens);
    println!("sentences {}", report.sentences);
    println!("speed     {:.1} MB/s", report.bytes_per_second / 1e6);
    if show {
        commonest(report.confusions.iter().map(|(gold, found)| format!("{gold}\t{found}")));
    }
    Ok(())
}

/// Prints the scores of the CoNLL 2018 shared task.
pub fn conll18(gold: &Path, system: &Path) -> anyhow::Result<()> {
    println!("{}", Scores::of(&corpus::treebank(gold)?, &corpus::treebank(system)?)?);
    Ok(())
}

/// Prints what is seen at each gap of a treebank where a sentence may end: what `tools/train/boundaries.py` learns from.
pub fn boundary_examples(language: &str, treebank: &Path) -> anyhow::Result<()> {
    let (pack, _) = corpus::packs(language)?;
    let lexicon = nlp::Lexicon::from_pack(&pack)?;
    let (text, annotated) = corpus::treebank(treebank)?.annotated()?;
    let ends: BTreeSet<usize> = annotated.sentences.iter().map(|sentence| sentence.span.end).collect();
    for (end, seen) in nlp::boundary_examples(&lexicon, &text, |at| ends.contains(&at)) {
        println!("{}\t{}", u8::from(end), seen.join("\t"));
    }
    Ok(())
}

/// Prints how names do on tagged data in one of the layouts that [`names::columns`] knows; with the models of the grammar, or
/// by rules alone.
pub fn names(language: &str, layout: &str, file: &Path, grammar: bool, show: bool) -> anyhow::Result<()> {
    let (nlp, lexicon) = namer(language, grammar)?;
    let report = names::measure(&nlp, &lexicon, file, names::columns(layout)?)?;
    println!("names {}\nspans {}", report.names, report.spans);
    for (kind, score) in &report.kinds {
        println!("{kind:5} {score}");
    }
    if show {
        commonest(report.errors.iter().map(|(sign, kind, surface)| format!("{sign}{kind}\t{surface}")));
    }
    Ok(())
}

/// Prints what is seen of each name of tagged data: what `tools/evaluate/names/train.py` learns from.
pub fn name_examples(language: &str, layout: &str, file: &Path) -> anyhow::Result<()> {
    let (nlp, lexicon) = namer(language, false)?;
    names::examples(&nlp, &lexicon, file, names::columns(layout)?)?.iter().for_each(|line| println!("{line}"));
    Ok(())
}

/// Prints the tokens of a file with the names that the rules find: articles when it holds JSON lines, else tokens.
pub fn labels(language: &str, file: &Path) -> anyhow::Result<()> {
    let (nlp, lexicon) = namer(language, false)?;
    let is_json = file.to_string_lossy().trim_end_matches(".zst").ends_with(".jsonl");
    let tagged = if is_json { label::articles } else { label::tokens }(&nlp, &lexicon, file)?;
    print!("{tagged}");
    Ok(())
}

fn namer(language: &str, grammar: bool) -> anyhow::Result<(nlp::Pipeline, reading::name::Lexicon)> {
    let (pack, shared) = corpus::packs(language)?;
    let pipeline = if grammar { nlp::Pipeline::from_pack(&pack)? } else { nlp::Pipeline::splitting(&pack)? };
    Ok((pipeline, reading::name::Lexicon::from_packs(&pack, &shared)?))
}

/// Prints how time expressions do on a corpus.
pub fn times(language: &str, file: &Path, show: bool) -> anyhow::Result<()> {
    let documents = times::corpus(&times::TimeReader::new(language)?, file)?;
    if show {
        times::differences(&documents).iter().for_each(|line| println!("{line}"));
    }
    println!("{}", times::total(&documents));
    Ok(())
}

/// Prints how many time specifications are met, by kind; Duckling's when `duckling`, else Recognizers-Text's.
pub fn time_specifications(language: &str, file: &Path, duckling: bool, show: bool) -> anyhow::Result<()> {
    let reader = times::TimeReader::new(language)?;
    let count = if duckling { times::duckling } else { times::recognizers };
    let mut all = times::Coverage::default();
    for (kind, met) in count(&reader, file, show)? {
        println!("{kind:24} {:4} found {:4} valued {:4}", met.total, met.found, met.valued);
        all.total += met.total;
        all.found += met.found;
        all.valued += met.valued;
    }
    println!("{:24} {:4} found {:4} valued {:4}", "all", all.total, all.found, all.valued);
    Ok(())
}

/// Prints how many figures of a specification are met: Duckling's without a model, else that of Recognizers-Text.
pub fn figure_specifications(
    language: &str,
    file: &Path,
    model: Option<&str>,
    carrier: Option<&str>,
    show: bool,
) -> anyhow::Result<()> {
    let reader = figures::FigureReader::new(language)?;
    let score = match model {
        None => figures::duckling(&reader, file, carrier)?,
        Some(model) => figures::recognizers_text(&reader, file, model, carrier)?,
    };
    println!("found {} of {}; {} of {} empty kept empty", score.found, score.expected, score.kept_empty, score.empty);
    score.missed.iter().filter(|_| show).for_each(|line| println!("{line}"));
    Ok(())
}

/// Prints how figures do on MEANTIME's values.
pub fn figures(language: &str, file: &Path, show: bool) -> anyhow::Result<()> {
    let score = figures::meantime(&figures::FigureReader::new(language)?, file)?;
    #[expect(clippy::cast_precision_loss, reason = "counts of a corpus are far below 2^52")]
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!("recall    {:.3} of {}", share(score.recalled, score.gold), score.gold);
    println!("precision {:.3} of {}", share(score.precise, score.found), score.found);
    score.differences.iter().filter(|_| show).for_each(|line| println!("{line}"));
    Ok(())
}

fn commonest(errors: impl Iterator<Item = String>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for error in errors {
        *counts.entry(error).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.iter().take(LISTED).for_each(|(error, count)| println!("{count}\t{error}"));
}
