//! Lemmas of a treebank from its own tags and trees, or from those that a parser gave the same words.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context as _, ensure};
use nlp::{Lemmatiser, Upos};

use crate::corpus::read;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// Treebank in CoNLL-U, packed or not
    file: PathBuf,
    /// Language code
    #[arg(long)]
    lang: String,
    /// Model file, `languages/LANG/model/lemma.bin` when not given
    #[arg(long)]
    model: Option<PathBuf>,
    /// The same words with the tags and trees of a parser
    #[arg(long)]
    predicted: Option<PathBuf>,
    /// Score also the words apart whose form is not in this treebank
    #[arg(long)]
    train: Option<PathBuf>,
    /// Leave out sentences whose id begins so
    #[arg(long)]
    without: Option<String>,
    /// List what differs
    #[arg(long)]
    show: bool,
}

/// Words that were scored and those that were right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Accuracy {
    n_words: usize,
    n_right: usize,
}

impl Accuracy {
    fn add(&mut self, right: bool) {
        self.n_words += 1;
        self.n_right += usize::from(right);
    }

    fn percent(self) -> f64 {
        100.0 * self.n_right as f64 / self.n_words.max(1) as f64
    }
}

/// Prints the accuracy, of all words and by tag, and the time a word takes.
///
/// # Errors
/// When a file cannot be read or the two files differ in their words.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let path =
        options.model.clone().unwrap_or_else(|| Path::new("languages").join(&options.lang).join("model/lemma.bin"));
    let bytes = fs::read(&path).with_context(|| format!("could not read `{}`", path.display()))?;
    let start = Instant::now();
    let lemmatiser = Lemmatiser::from_bytes(&bytes).with_context(|| format!("in `{}`", path.display()))?;
    println!("model: {} bytes, read in {:.1} ms", bytes.len(), start.elapsed().as_secs_f64() * 1e3);
    let gold = sentences(&read(&options.file)?, options.without.as_deref());
    let tagged = match &options.predicted {
        Some(path) => sentences(&read(path)?, options.without.as_deref()),
        None => gold.clone(),
    };
    let same = gold.len() == tagged.len() && gold.iter().zip(&tagged).all(|(a, b)| a.len() == b.len());
    ensure!(same, "the files differ in their words");
    let known: BTreeSet<String> = match &options.train {
        Some(path) => sentences(&read(path)?, None).iter().flatten().map(|row| row[1].to_lowercase()).collect(),
        None => BTreeSet::new(),
    };
    time(&lemmatiser, &tagged, &known);

    let (mut all, mut unknown, mut by_tag) = (Accuracy::default(), Accuracy::default(), BTreeMap::new());
    let mut differences = BTreeMap::<(String, String, String, String), usize>::new();
    for (gold, tagged) in gold.iter().zip(&tagged) {
        for (row, found) in gold.iter().zip(lemmas(&lemmatiser, tagged)) {
            let right = row[2] == "_" || row[2] == found;
            all.add(right);
            by_tag.entry(row[3].clone()).or_insert_with(Accuracy::default).add(right);
            if !known.contains(&row[1].to_lowercase()) {
                unknown.add(right);
            }
            if !right {
                *differences.entry((row[3].clone(), row[1].clone(), row[2].clone(), found)).or_default() += 1;
            }
        }
    }
    println!("all: {:.2} of {}", all.percent(), all.n_words);
    if !known.is_empty() {
        println!("unknown forms: {:.2} of {}", unknown.percent(), unknown.n_words);
    }
    for (tag, accuracy) in by_tag {
        println!("{tag}: {:.2} of {}", accuracy.percent(), accuracy.n_words);
    }
    if options.show {
        for ((tag, form, gold, found), count) in differences {
            println!("{count}\t{tag}\t{form}\t{gold}\t{found}");
        }
    }
    Ok(())
}

/// The ten columns of a word.
type Row = Vec<String>;

fn sentences(conllu: &str, without: Option<&str>) -> Vec<Vec<Row>> {
    let mut sentences = Vec::new();
    for block in conllu.split("\n\n") {
        let id = block.lines().find_map(|line| line.strip_prefix("# sent_id = ")).unwrap_or_default();
        if without.is_some_and(|prefix| id.starts_with(prefix)) {
            continue;
        }
        let lines = block.lines().filter(|line| !line.starts_with('#'));
        let rows: Vec<Row> = lines
            .map(|line| line.split('\t').map(str::to_owned).collect::<Row>())
            .filter(|row| row.len() == 10 && !row[0].contains(['-', '.']))
            .collect();
        if !rows.is_empty() {
            sentences.push(rows);
        }
    }
    sentences
}

fn lemma(lemmatiser: &Lemmatiser, row: &Row, sentence_initial: bool) -> compact_str::CompactString {
    let upos = Upos::parse(&row[3]).unwrap_or_default();
    lemmatiser.lemma(&row[1], upos, &row[4], &row[5], sentence_initial)
}

fn lemmas(lemmatiser: &Lemmatiser, rows: &[Row]) -> Vec<String> {
    let mut sentence_initial = true;
    let mut lemmas = Vec::with_capacity(rows.len());
    for row in rows {
        lemmas.push(lemma(lemmatiser, row, sentence_initial));
        sentence_initial &= !row[1].contains(char::is_alphanumeric);
    }
    for child in rows {
        let Some(head) = rows.iter().position(|row| row[0] == child[6]) else { continue };
        if let Some(joined) = lemmatiser.with_particle(&lemmas[head], &child[1], &child[4], &child[7]) {
            lemmas[head] = joined;
        }
    }
    lemmas.into_iter().map(String::from).collect()
}

/// Returns the time this thread has run, as Linux tells it; elsewhere that since the first call.
fn cpu_seconds() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |nanoseconds| nanoseconds * 1e-9)
}

/// Prints how long a word takes, the best of some rounds.
fn time(lemmatiser: &Lemmatiser, sentences: &[Vec<Row>], known: &BTreeSet<String>) {
    let words: Vec<&Row> = sentences.iter().flatten().collect();
    let unknown: Vec<&Row> = words.iter().copied().filter(|row| !known.contains(&row[1].to_lowercase())).collect();
    for (name, words) in [("word", &words), ("unknown form", &unknown)] {
        let mut best = f64::INFINITY;
        for _ in 0..5 {
            let start = cpu_seconds();
            for row in words {
                std::hint::black_box(lemma(lemmatiser, row, false));
            }
            best = best.min(cpu_seconds() - start);
        }
        println!("{:.3} µs of CPU time a {name}", best * 1e6 / words.len().max(1) as f64);
    }
}
