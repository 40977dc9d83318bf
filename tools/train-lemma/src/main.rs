//! Makes the lemma model of a language from a treebank:
//!
//! ```text
//! cargo run --release -p train-lemma -- nl-train.conllu --unlabelled nl-sentences.tsv.zst --unlike nl-dev.conllu \
//!     --out languages/nl/model/lemma.bin
//! ```
//!
//! It takes well under a minute on one core, and gives the same bytes each time.

#![expect(clippy::print_stdout, reason = "it tells what it does")]

mod align;
mod casing;
mod dictionary;
mod particles;
mod perceptron;
mod rewrite;
mod split;
mod statistics;
mod treebank;

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::Parser;
use nlp::lemma::{model::Model, table::Table};

use perceptron::Settings;
use statistics::Statistics;
use treebank::Treebank;

/// Make a lemma model from treebanks
#[derive(Parser)]
struct Cli {
    /// Treebanks in CoNLL-U, packed by `zstd` or not
    treebanks: Vec<PathBuf>,
    /// Where the model goes
    #[arg(long)]
    out: PathBuf,
    /// Leave out sentences whose id begins so
    #[arg(long)]
    without: Vec<String>,
    /// Keep these all the same
    #[arg(long)]
    with: Vec<String>,
    /// Tokenised sentences after a tab, to count words in
    #[arg(long)]
    unlabelled: Option<PathBuf>,
    /// Leave the sentences of this treebank out of the unlabelled ones
    #[arg(long)]
    unlike: Vec<PathBuf>,
    /// The finer tag is the features, not the tag of the treebank
    #[arg(long)]
    feats: bool,
    /// Passes over the training data
    #[arg(long, default_value_t = 12)]
    passes: usize,
    /// Weights nearer to 0 than this are left out, where 64 is one step of learning
    #[arg(long, default_value_t = 8)]
    prune: i16,
    /// Features of fewer samples than this are left out
    #[arg(long, default_value_t = 3)]
    fewest: u32,
    /// By how much a right answer must be ahead, in steps
    #[arg(long, default_value_t = 10)]
    margin: i32,
    /// Count words of the unlabelled text from this often on
    #[arg(long, default_value_t = 2)]
    at_least: u32,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let keep = |id: &str| {
        let starts = |prefixes: &[String]| prefixes.iter().any(|prefix| id.starts_with(prefix.as_str()));
        !starts(&cli.without) || starts(&cli.with)
    };
    let mut treebank = Treebank::default();
    for path in &cli.treebanks {
        treebank.add(&treebank::read(path)?, cli.feats, keep)?;
    }
    println!("{} sentences, {} words", treebank.n_sentences, treebank.words.len());
    let mut unlike = treebank.texts.clone();
    for path in &cli.unlike {
        let mut other = Treebank::default();
        other.add(&treebank::read(path)?, cli.feats, |_| true)?;
        unlike.extend(other.texts);
    }
    let unlabelled = match &cli.unlabelled {
        Some(path) => statistics::count_unlabelled(&treebank::read(path)?, &unlike, cli.at_least),
        None => Default::default(),
    };

    let types = treebank.types();
    let analyses = align::analyses(&types, &treebank.particles);
    let split_tags = split::tags(&analyses);
    let statistics = Statistics::count(&treebank, &types, &analyses, unlabelled);
    let dictionary = dictionary::build(&types, &analyses, &statistics.particles);
    let scripts = rewrite::scripts(&analyses);

    let train = |name: &str, samples: &[perceptron::Sample], bits: u32| {
        let Cli { passes, prune, fewest, margin, .. } = cli;
        let learned = perceptron::train(samples, Settings { passes, prune, fewest, bits, margin });
        println!("{name}: {} samples, {learned}", samples.len());
        learned.weights
    };
    let seam_weights = train("seams", &split::samples(&analyses, split_tags, &statistics, &dictionary.table), 18);
    let script_weights = train("endings", &rewrite::samples(&analyses, &scripts, &statistics), 19);
    let casing_weights = train("capitals", &casing::samples(&types, &statistics, &dictionary.table), 18);

    let model = Model {
        morph_is_feats: cli.feats,
        split_tags,
        closed_tags: treebank::CLOSED_TAGS,
        related_tags: dictionary.related_tags,
        particle_deprel: treebank::PARTICLE.to_owned(),
        lemmas: dictionary.lemmas,
        dictionary: dictionary.table,
        counts: Table::new(&statistics.steps()),
        particles: particles::table(&treebank.particles),
        seam_weights,
        script_weights,
        casing_weights,
        scripts,
    };
    let bytes = model.to_bytes();
    Model::from_bytes(&bytes).context("the model cannot be read back")?;
    println!(
        "{} lemmas, {} entries, {} counts, {} scripts, related tags {:?}; {} bytes",
        model.lemmas.len(),
        model.dictionary.entries().len(),
        model.counts.entries().len(),
        model.scripts.iter().count(),
        model.related_tags,
        bytes.len()
    );
    fs::create_dir_all(cli.out.parent().context("`--out` is no file")?)?;
    fs::write(&cli.out, bytes).with_context(|| format!("could not write `{}`", cli.out.display()))
}
