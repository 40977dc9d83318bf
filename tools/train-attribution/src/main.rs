//! Makes the weights of attribution from articles in which people marked who says what:
//!
//! ```text
//! P="--marked en=DATA/attribution/polnear/train.jsonl.zst"; C="--cases nl=tools/train-attribution/data/nl"
//! cargo run --release -p train-attribution -- $P --cases en=languages/en/cases --cases en=languages/en/examples/statements.md --rows en --lexical en --open --threshold 0.5 \
//!     --l1 8 --out languages/en/attribution/weights.tsv
//! cargo run --release -p train-attribution -- $P $C --cases nl=languages/nl/cases \
//!     --cases nl=languages/nl/examples/statements.md \
//!     --stand-off nl=tools/train-attribution/data/nl-alpino.tsv=nl-train.conllu --rows nl --lexical nl \
//!     --out languages/nl/attribution/weights.tsv
//! cargo run --release -p train-attribution -- $P $C --cases fr=languages/fr/examples/statements.md --rows nl --rows fr \
//!     --out languages/und/attribution/weights.tsv
//! ```
//!
//! Without `--lexical`, no weight is of a word, and the weights serve all languages whose packs have a table of cues.
//! The models are log-linear with an L1 penalty, learned by FTRL-Proximal (McMahan et al. 2013, *Ad Click Prediction: a
//! View from the Trenches*). The same files give the same bytes.

#![expect(clippy::print_stdout, reason = "it tells what it does")]

mod corpus;
mod ftrl;

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use anyhow::Context as _;
use clap::Parser;
use reading::attribution::{Example, See};

use ftrl::{Settings, train};

/// Make the weights of attribution
#[derive(Parser)]
struct Cli {
    /// Articles with attributions, as JSON lines with offsets in code points: `en=polnear/train.jsonl.zst`
    #[arg(long, value_name = "LANG=FILE")]
    marked: Vec<String>,
    /// Folder of cases in Markdown, without those held out: `nl=languages/nl/cases`
    #[arg(long, value_name = "LANG=FOLDER")]
    cases: Vec<String>,
    /// Language whose table of cues has examples to learn from
    #[arg(long, value_name = "LANG")]
    rows: Vec<String>,
    /// Table of annotated sentences of a treebank, and the treebank: `nl=nl-alpino.tsv=nl-train.conllu`
    #[arg(long, value_name = "LANG=TABLE=TREEBANK")]
    stand_off: Vec<String>,
    /// How often each case and each annotated sentence counts
    #[arg(long, default_value_t = 3)]
    times: usize,
    /// Words are features too, in texts of this language
    #[arg(long, value_name = "LANG")]
    lexical: Option<String>,
    /// Words that the table of cues does not have may be cues
    #[arg(long)]
    open: bool,
    /// How likely a cue must be to make a statement
    #[arg(long, default_value_t = 0.6)]
    threshold: f32,
    /// The L1 penalty
    #[arg(long, default_value_t = 5.0)]
    l1: f64,
    /// The L2 penalty
    #[arg(long, default_value_t = 2.0)]
    l2: f64,
    /// Passes over the training data
    #[arg(long, default_value_t = 6)]
    passes: usize,
    /// Where the table goes
    #[arg(long)]
    out: PathBuf,
}

/// The examples of the table of cues are what a cue means: they count more often than other cases.
const ROWS_TIMES: usize = 3;

impl Cli {
    fn see(&self, lang: &str) -> See {
        See { words: self.lexical.as_deref() == Some(lang), unlisted: self.open }
    }
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let mut examples: Vec<(Example, usize)> = Vec::new();
    for argument in &cli.marked {
        let (lang, path) = argument.split_once('=').context("want `LANG=FILE`")?;
        let found = corpus::marked(lang, path.as_ref(), cli.see(lang))?;
        println!("{path}: {} examples", found.len());
        examples.extend(found.into_iter().map(|example| (example, 1)));
    }
    for lang in &cli.rows {
        let found = corpus::rows(lang, cli.see(lang))?;
        println!("rows of {lang}: {} examples", found.len());
        examples.extend(found.into_iter().map(|example| (example, ROWS_TIMES * cli.times)));
    }
    for argument in &cli.stand_off {
        let [lang, table, treebank] = argument.splitn(3, '=').collect::<Vec<_>>()[..] else {
            anyhow::bail!("want `LANG=TABLE=TREEBANK`, not `{argument}`");
        };
        let found = corpus::stand_off(lang, table.as_ref(), treebank.as_ref(), cli.see(lang))?;
        println!("{table}: {} examples", found.len());
        examples.extend(found.into_iter().map(|example| (example, cli.times)));
    }
    for argument in &cli.cases {
        let (lang, path) = argument.split_once('=').context("want `LANG=FOLDER`")?;
        let found = corpus::cases(lang, path.as_ref(), cli.see(lang))?;
        println!("{path}: {} examples", found.len());
        examples.extend(found.into_iter().map(|example| (example, cli.times)));
    }
    let settings = Settings { l1: cli.l1, l2: cli.l2, passes: cli.passes };
    let mut rows: BTreeMap<(&str, String), [f64; 3]> = BTreeMap::new();
    for (model, n_labels) in [("cue", 1), ("part", 3)] {
        let of_model: Vec<&(Example, usize)> = examples.iter().filter(|(example, _)| example.model == model).collect();
        let numbered =
            ftrl::Numbered::new(of_model.iter().map(|(example, times)| (example.features.as_slice(), *times)));
        for label in 0..n_labels {
            let labels: Vec<bool> = of_model.iter().map(|(example, _)| example.labels[label]).collect();
            let weights = train(&numbered, &labels, settings);
            let n = weights.iter().filter(|weight| **weight != 0.0).count();
            println!(
                "{model} {label}: {} of {} right, {n} weights",
                labels.iter().filter(|is| **is).count(),
                labels.len()
            );
            for (feature, weight) in numbered.names.iter().zip(weights) {
                if weight.abs() >= 0.01 {
                    rows.entry((model, feature.clone())).or_default()[label] = weight;
                }
            }
        }
    }
    let mut table = String::from("model\tfeature\tfirst\tsecond\tthird\n");
    writeln!(
        table,
        "# What is seen of a possible cue (first: it is one) and of a part of its sentence (first: content, second: source, third:"
    )?;
    writeln!(
        table,
        "# of the cue), weighed. Made by tools/train-attribution; see languages/README.md for the data and its licence."
    )?;
    writeln!(table, "threshold\t\t{}\t\t", cli.threshold)?;
    writeln!(table, "lexical\t\t{}\t\t", u8::from(cli.lexical.is_some()))?;
    writeln!(table, "open\t\t{}\t\t", u8::from(cli.open))?;
    for ((model, feature), weights) in &rows {
        let cells = weights.map(|weight| if weight == 0.0 { String::new() } else { format!("{weight:.2}") });
        writeln!(table, "{model}\t{feature}\t{}\t{}\t{}", cells[0], cells[1], cells[2])?;
    }
    println!("{} rows, {} bytes", rows.len(), table.len());
    fs::write(&cli.out, table).with_context(|| format!("could not write `{}`", cli.out.display()))
}
