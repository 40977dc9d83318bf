//! How well near-copies are found: a bed whose every shared word is known, because the copies are made here.
//!
//! Articles of a corpus are cut, reworded, reordered, merged and embedded ([`change`]); others are given one quotation,
//! one disclaimer or one background block and stay no copies. A pair is a copy when it shares at least half of the words
//! of the shorter article, none below four tenths; what lies between is counted neither way.

mod change;
mod text;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
};

use anyhow::Context;
use document::Lang;
use dossier::Entry;

use self::{
    change::{Change, Made},
    text::{Piece, Text},
};
use crate::{corpus, perturb::SplitMix64};

/// Share of the shorter article from which two are copies.
const COPY: f64 = 0.5;

/// Share below which they are none.
const NONE: f64 = 0.4;

/// Runs of so many words that two articles of a corpus share are no chance; independent of the program's own measure.
const RUN: usize = 8;

/// Share of such runs from which two articles of a corpus are left out of the count: real copies may be among them.
const RESEMBLE: f64 = 0.15;

/// What to measure on.
#[derive(clap::Args)]
pub struct Options {
    /// Language code
    language: String,
    /// JSON lines with `text`, or sentences as `source TAB sentence`; packed or not
    #[arg(required = true)]
    corpora: Vec<PathBuf>,
    /// Articles to make copies of
    #[arg(long, default_value_t = 600)]
    articles: usize,
    /// Another number makes another bed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// List pairs that were missed or wrong
    #[arg(long)]
    show: bool,
}

/// A document of the bed.
struct Doc {
    made: Made,
    n_words: usize,
    /// For each article of the corpus the places of the words that came from it.
    from: BTreeMap<usize, Vec<usize>>,
}

impl Doc {
    fn new(made: Made) -> Self {
        let mut from: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let words = || made.text.pieces().filter(|piece| piece.is_word);
        for (article, place) in words().filter_map(|piece| piece.from) {
            from.entry(article).or_default().push(place);
        }
        for places in from.values_mut() {
            places.sort_unstable();
            places.dedup();
        }
        Self { n_words: words().count(), from, made }
    }

    /// Share of the shorter one's words.
    fn share(&self, other: &Self) -> f64 {
        let common: usize = self
            .from
            .iter()
            .filter_map(|(article, places)| Some((places, other.from.get(article)?)))
            .map(|(a, b)| a.iter().filter(|place| b.binary_search(place).is_ok()).count())
            .sum();
        ratio(common, self.n_words.min(other.n_words))
    }
}

#[expect(clippy::cast_precision_loss, reason = "thousands")]
fn ratio(n: usize, of: usize) -> f64 {
    n as f64 / of.max(1) as f64
}

/// Makes the bed, looks for copies, prints scores by kind of change.
///
/// # Errors
/// When a corpus cannot be read.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let (pack, _) = corpus::packs(&options.language)?;
    let lexicon = nlp::Lexicon::from_pack(&pack)?;
    let lang = Lang::new(&options.language).context("no language code")?;
    let sources = text::articles(&lexicon, lang, &options.corpora)?;
    let docs: Vec<Doc> = bed(&sources, options).into_iter().map(Doc::new).collect();
    let resembling = resembling(&sources);
    let entries: Vec<Entry> =
        docs.iter().enumerate().map(|(number, doc)| doc.made.text.entry(&lexicon, lang, number)).collect();
    let start = std::time::Instant::now();
    let found: BTreeSet<(usize, usize)> =
        dossier::copies(&entries).iter().map(|copy| (copy.first, copy.second)).collect();
    let seconds = start.elapsed().as_secs_f64();
    println!("{} articles of the corpora, {} in the bed; copies found in {seconds:.2} s", sources.len(), docs.len());
    println!("{} pairs of articles resemble each other in the corpora: left out", resembling.len());
    score(&docs, &found, &resembling, options.show);
    Ok(())
}

/// Every article in the bed as it is, most with a copy or two beside it.
fn bed(sources: &[Text], options: &Options) -> Vec<Made> {
    let mut random = SplitMix64(options.seed);
    // The last fifth only fills: what is new in a copy comes from there.
    let n = options.articles.min(sources.len() * 4 / 5);
    let (bases, fillers) = sources.split_at(n);
    let mut out: Vec<Made> = bases.iter().map(|text| Made { kind: "article", text: text.clone() }).collect();
    for article in 0..n {
        for turn in 0..2 {
            let change = Change::ALL[(article + turn * 5) % Change::ALL.len()];
            let other = &bases[(article + 1) % n];
            out.push(change.made(&bases[article], other, fillers, &mut random));
        }
    }
    out.extend(change::no_copies(bases, fillers, &mut random));
    out
}

/// Pairs of articles of the corpora that share long runs of words, by comparing all runs.
fn resembling(sources: &[Text]) -> BTreeSet<(usize, usize)> {
    let mut with: HashMap<Vec<String>, BTreeSet<usize>> = HashMap::new();
    let mut n_runs = vec![0; sources.len()];
    for (article, text) in sources.iter().enumerate() {
        let words: Vec<String> =
            text.pieces().filter(|piece| piece.is_word).map(|piece| piece.form.to_lowercase()).collect();
        for run in words.windows(RUN) {
            with.entry(run.to_vec()).or_default().insert(article);
        }
        n_runs[article] = words.len().saturating_sub(RUN - 1);
    }
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for articles in with.values().filter(|articles| articles.len() > 1) {
        for (at, &a) in articles.iter().enumerate() {
            for &b in articles.iter().skip(at + 1) {
                *common.entry((a, b)).or_default() += 1;
            }
        }
    }
    let alike = |&(&(a, b), &n): &(&(usize, usize), &usize)| ratio(n, n_runs[a].min(n_runs[b])) >= RESEMBLE;
    common.iter().filter(alike).map(|(pair, _)| *pair).collect()
}

#[derive(Default)]
struct Tally {
    wanted: usize,
    found: usize,
    grouped: usize,
    wrong: usize,
    between: usize,
}

fn score(docs: &[Doc], found: &BTreeSet<(usize, usize)>, resembling: &BTreeSet<(usize, usize)>, show: bool) {
    let groups = groups(docs.len(), found);
    let mut kinds: BTreeMap<String, Tally> = BTreeMap::new();
    let mut shares: BTreeMap<usize, Tally> = BTreeMap::new();
    let mut pairs: BTreeSet<(usize, usize)> = found.clone();
    let mut by_source: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, doc) in docs.iter().enumerate() {
        doc.from.keys().for_each(|&article| by_source.entry(article).or_default().push(number));
    }
    for same in by_source.values() {
        for (at, &a) in same.iter().enumerate() {
            pairs.extend(same.iter().skip(at + 1).map(|&b| (a.min(b), a.max(b))));
        }
    }
    for (a, b) in pairs {
        let (one, other) = (&docs[a], &docs[b]);
        let clash = |x: &usize| other.from.keys().any(|y| resembling.contains(&(*x.min(y), *x.max(y))));
        if one.from.keys().any(clash) {
            continue;
        }
        let share = one.share(other);
        let kind = match (one.made.kind, other.made.kind) {
            ("article", kind) => kind.to_owned(),
            (kind, other) if kind == other => format!("two with {kind}"),
            _ => "two made of one article".to_owned(),
        };
        let is_found = found.contains(&(a, b));
        let grouped = is_found || groups[a] == groups[b];
        for tally in [kinds.entry(kind.clone()).or_default(), shares.entry((share * 10.0) as usize).or_default()] {
            tally.wanted += usize::from(share >= COPY);
            tally.found += usize::from(share >= COPY && is_found);
            tally.grouped += usize::from(share >= COPY && grouped);
            tally.wrong += usize::from(share < NONE && is_found);
            tally.between += usize::from((NONE..COPY).contains(&share));
        }
        if show && (share >= COPY && !is_found || share < NONE && is_found) {
            let kinds = (one.made.kind, other.made.kind);
            println!("{a} {b} {kinds:?} {} and {} words, share {share:.2}", one.n_words, other.n_words);
        }
    }
    println!(
        "{:28} {:>7} {:>7} {:>7} {:>7} {:>7} {:>8}",
        "kind", "copies", "found", "recall", "group", "wrong", "between"
    );
    for (kind, tally) in &kinds {
        line(kind, tally);
    }
    for (share, tally) in &shares {
        line(&format!("share from 0.{share}"), tally);
    }
    let mut all = Tally::default();
    for tally in kinds.values() {
        all.wanted += tally.wanted;
        all.found += tally.found;
        all.grouped += tally.grouped;
        all.wrong += tally.wrong;
        all.between += tally.between;
    }
    line("all", &all);
    println!("precision {:.4}, recall {:.4}", ratio(all.found, all.found + all.wrong), ratio(all.found, all.wanted));
}

fn line(kind: &str, tally: &Tally) {
    let recall = ratio(tally.found, tally.wanted);
    let group = ratio(tally.grouped, tally.wanted);
    let Tally { wanted, found, wrong, between, .. } = tally;
    println!("{kind:28} {wanted:7} {found:7} {recall:7.3} {group:7.3} {wrong:7} {between:8}");
}

/// The smallest member of the group of each document, where what was found ties groups together.
fn groups(n: usize, found: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut group: Vec<usize> = (0..n).collect();
    loop {
        let mut changed = false;
        for &(a, b) in found {
            let least = group[a].min(group[b]);
            changed |= group[a] != least || group[b] != least;
            (group[a], group[b]) = (least, least);
        }
        if !changed {
            return group;
        }
    }
}

impl Piece {
    /// The word was put there by a change.
    fn anew(form: String, like: &Self) -> Self {
        Self { form, from: None, ..like.clone() }
    }
}
