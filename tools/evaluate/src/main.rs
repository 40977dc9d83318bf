//! Scores and speeds: `cargo run --release -p evaluate -- help` lists them.
//!
//! Corpora are read from where they lie, packed by `zstd` or not, and never copied; `docs/evaluation.md` gives the
//! commands and the figures.

#![expect(clippy::print_stdout, reason = "scores are its output")]

mod across;
mod cases;
mod conll18;
mod copy_test;
mod coref;
mod corpus;
mod events;
mod figures;
mod label;
mod lemmas;
mod names;
mod parse;
mod perturb;
mod pile;
mod report;
mod speed;
mod statements;
mod times;
mod tokens;

use std::path::PathBuf;

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
    /// Score near-copies on a bed made from corpora: articles cut, reworded, merged, beside ones that only share a block
    Copies(copy_test::Options),
    /// Score tokens and sentences on a treebank in CoNLL-U
    Tokens {
        #[command(flatten)]
        corpus: Corpus,
        /// Print what is seen at each gap instead: the training data of `tools/train/boundaries.py`
        #[arg(long)]
        examples: bool,
    },
    /// Score a file in CoNLL-U against another as the CoNLL 2018 shared task does
    Conll18 {
        /// The gold file, packed or not
        gold: PathBuf,
        /// The file to score
        system: PathBuf,
    },
    /// Parse the raw text of a treebank, score it as the CoNLL 2018 shared task does, and time it
    Parse {
        /// The treebank in CoNLL-U, packed or not
        gold: PathBuf,
        /// Language code
        #[arg(long)]
        lang: String,
        /// Write what was parsed to this file too
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the raw text of a treebank: what `parse` reads, for timing other programs on it
    RawText {
        /// The treebank in CoNLL-U, packed or not
        treebank: PathBuf,
    },
    /// Score lemmas on a treebank in CoNLL-U, from its tags or those of a parser
    Lemmas(lemmas::Options),
    /// Score names on tagged data
    Names {
        #[command(flatten)]
        corpus: Corpus,
        /// Columns of the file: conll2002, conll2003, wikiann or alpino
        #[arg(long)]
        layout: String,
        /// Let the models of the grammar tag the words first
        #[arg(long)]
        grammar: bool,
        /// Print what is seen of each name instead: the training data of its weights
        #[arg(long)]
        examples: bool,
    },
    /// Tag tokens with the names that the rules find, as BIO: a file of tokens, or articles as JSON lines
    Label {
        #[command(flatten)]
        corpus: Corpus,
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
    /// Count the time specifications of Recognizers-Text or Duckling that are found and valued alike
    TimeSpecs {
        #[command(flatten)]
        corpus: Corpus,
        /// The file is Duckling's
        #[arg(long)]
        duckling: bool,
    },
    /// Score figures on the values of MEANTIME
    Figures {
        #[command(flatten)]
        corpus: Corpus,
    },
    /// Count the figures of Duckling, or of a model of Recognizers-Text, that are found alike
    FigureSpecs {
        #[command(flatten)]
        corpus: Corpus,
        /// Model of Recognizers-Text, such as `NumberModel`
        #[arg(long)]
        model: Option<String>,
        /// Sentence to put each one into, with `{}` where it goes
        #[arg(long)]
        carrier: Option<String>,
    },
    /// Score whom pronouns and descriptions mean: on MEANTIME, on annotated articles, or print those of a text
    Coref {
        #[command(flatten)]
        corpus: Corpus,
        /// The folder of the articles that were annotated
        #[arg(long)]
        articles: Option<PathBuf>,
    },
    /// Score the dossiers of annotated stories against what an editor finds across their articles
    Dossier {
        /// Folders with `cross.json` and `articles`
        #[arg(required = true)]
        stories: Vec<PathBuf>,
        /// The folder of the articles, when it is not beside `cross.json`
        #[arg(long)]
        articles: Option<PathBuf>,
        /// List what of this key is missed or false: `disputes`, `revisions`, `apart`, `answers`, `unanswered`, `repeated`, `timeline`, `copies`
        #[arg(long)]
        show: Option<String>,
    },
    /// Score statements on a file of PolNeAR, with the precision of each rule
    Statements {
        /// `dev.jsonl` or `dev.jsonl.zst`
        corpus: PathBuf,
        /// List what this rule found in vain; `missed` lists what nothing found
        #[arg(long)]
        show: Option<String>,
        /// Read with these weights instead of those of the pack
        #[arg(long)]
        weights: Option<PathBuf>,
    },
    /// Score statements on the annotated cases of a pack, by file
    Cases {
        /// Language code
        language: String,
        /// The folder of packs
        #[arg(long, default_value = "languages")]
        packs: PathBuf,
        /// List what differs, but never in the files whose name ends in `.test.md`
        #[arg(long)]
        show: bool,
    },
    /// Score the root codes of events on PLOVER's records or the units of PETRARCH-2, with the precision of each rule
    Events {
        /// `plover_dev.jsonl` or `petrarch2_unittests.jsonl`
        corpus: PathBuf,
        /// List the sentences whose codes differ
        #[arg(long)]
        show: bool,
    },
}

/// A corpus file and what to show of it.
#[derive(clap::Args)]
struct Corpus {
    /// Language code
    language: String,
    /// The file, packed or not
    file: PathBuf,
    /// List what differs
    #[arg(long)]
    show: bool,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Speed { examples, copies, wederhoor } => speed::run(&examples, copies, &wederhoor),
        Command::Copies(options) => copy_test::run(&options),
        Command::Tokens { corpus: Corpus { language, file, .. }, examples: true } => {
            report::boundary_examples(&language, &file)
        }
        Command::Tokens { corpus: Corpus { language, file, show }, .. } => report::tokens(&language, &file, show),
        Command::Conll18 { gold, system } => report::conll18(&gold, &system),
        Command::Parse { gold, lang, out } => parse::run(&gold, &lang, out.as_deref()),
        Command::RawText { treebank } => {
            println!("{}", corpus::treebank(&treebank)?.text());
            Ok(())
        }
        Command::Lemmas(options) => lemmas::run(&options),
        Command::Names { corpus: Corpus { language, file, .. }, layout, examples: true, .. } => {
            report::name_examples(&language, &layout, &file)
        }
        Command::Names { corpus: Corpus { language, file, show }, layout, grammar, .. } => {
            report::names(&language, &layout, &file, grammar, show)
        }
        Command::Label { corpus: Corpus { language, file, .. } } => report::labels(&language, &file),
        Command::Times { corpus: Corpus { language, file, show } } => report::times(&language, &file, show),
        Command::TimeSpeed { corpus } => {
            let speed = times::speed(&times::TimeReader::new(&corpus.language)?, &corpus.file)?;
            println!("{speed:.1} MB/s");
            Ok(())
        }
        Command::TimeSpecs { corpus: Corpus { language, file, show }, duckling } => {
            report::time_specifications(&language, &file, duckling, show)
        }
        Command::Figures { corpus: Corpus { language, file, show } } => report::figures(&language, &file, show),
        Command::FigureSpecs { corpus: Corpus { language, file, show }, model, carrier } => {
            report::figure_specifications(&language, &file, model.as_deref(), carrier.as_deref(), show)
        }
        Command::Statements { corpus, show, weights } => statements::run(&corpus, show.as_deref(), weights.as_deref()),
        Command::Dossier { stories, articles, show } => across::run(&stories, articles.as_deref(), show.as_deref()),
        Command::Cases { language, packs, show } => cases::run(&language, &packs, show),
        Command::Coref { corpus: Corpus { language, file, show }, articles: Some(articles) } => {
            coref::seeds(&language, &file, &articles, show)
        }
        Command::Coref { corpus: Corpus { language, file, .. }, .. }
            if file.extension().is_some_and(|e| e == "txt") =>
        {
            coref::text(&language, &file)
        }
        Command::Coref { corpus: Corpus { language, file, show }, .. } => coref::meantime(&language, &file, show),
        Command::Events { corpus, show } => events::run(&corpus, show),
    }
}
