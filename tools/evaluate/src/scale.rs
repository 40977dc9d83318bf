//! How time and memory of a dossier grow with the pile: T17's articles and changed ones made from them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use document::{ArticleId, PartialDate, ResidueKind, Span};
use dossier::{Entry, Index};
use jiff::{ToSpan, civil::Date};
use reading::ActorId;

use crate::{perturb::SplitMix64, pile::Rooms};

/// What to measure.
#[derive(clap::Args)]
pub struct Options {
    /// Sizes of the pile
    #[arg(long, value_delimiter = ',', default_value = "10000,100000")]
    articles: Vec<usize>,
    /// Folder of the articles to change, as JSON lines
    #[arg(long, default_value = "/work/shared/data/timelines/t17")]
    from: PathBuf,
    /// Keep all names: one cast for the whole pile, as in a pile about one war
    #[arg(long)]
    one_cast: bool,
    /// Sentences of an article that are kept: whole articles of 100,000 need more memory than many machines have
    #[arg(long)]
    sentences: Option<usize>,
    /// Only stories and copies by an index, and one article more
    #[arg(long)]
    index_only: bool,
}

/// Days over which the first days of the changed piles are spread.
const DAYS: u64 = 20 * 365;

/// One sentence in so many is left out, one figure in so many changed, one name in so many kept.
const LEFT_OUT: u64 = 8;
const FIGURES: u64 = 4;
const KEPT: u64 = 2;

/// Measures every size and prints how steps grow.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let rooms = Rooms::load()?;
    let start = Instant::now();
    let mut originals = Vec::new();
    for path in files(&options.from)? {
        originals.extend(rooms.read(rooms.articles(&path)?));
    }
    if let Some(sentences) = options.sentences {
        originals.iter_mut().for_each(|entry| cut(entry, sentences));
    }
    ensure!(!originals.is_empty(), "no articles in `{}`", options.from.display());
    println!("{} articles read in {:.1} s", originals.len(), start.elapsed().as_secs_f64());
    let mut before: Option<(usize, BTreeMap<&'static str, Duration>)> = None;
    for &n in &options.articles {
        let times = measure(&rooms, &originals, n, options)?;
        for (step, time) in &times {
            let growth = before.as_ref().and_then(|(size, known)| {
                let ratio = time.as_secs_f64() / known.get(step)?.as_secs_f64();
                Some(ratio.ln() / (n as f64 / *size as f64).ln())
            });
            let growth = growth.map_or(String::new(), |growth| format!("  exponent {growth:.2}"));
            println!("  {step:<12} {:>9.2} s{growth}", time.as_secs_f64());
        }
        before = Some((n, times));
    }
    Ok(())
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not read `{}`", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    files.retain(|path| path.to_string_lossy().contains(".jsonl.zst"));
    files.sort();
    Ok(files)
}

fn measure(
    rooms: &Rooms,
    originals: &[Entry],
    n: usize,
    options: &Options,
) -> anyhow::Result<BTreeMap<&'static str, Duration>> {
    let mut times = BTreeMap::new();
    let mut entries: Vec<Entry> = (0..=n).map(|number| changed(originals, number, options.one_cast)).collect();
    let more = entries.swap_remove(n / 2);
    println!("{n} articles: {} MiB with their entries", memory("VmRSS")?);
    let start = Instant::now();
    let mut index = Index::of(&rooms.dossier, &entries);
    let n_stories = index.stories().len();
    times.insert("index", start.elapsed());
    let n_events: usize = index.stories().iter().map(Vec::len).sum();
    println!("  {n_stories} stories of {n_events} events; {} MiB with the index", memory("VmRSS")?);
    let start = Instant::now();
    index.add(&more);
    let added = start.elapsed();
    let n_stories = index.stories().len();
    let told = start.elapsed();
    let n_copies = index.copies().len();
    println!(
        "  one article more: {:.3} s to take in, {:.3} s with all {n_stories} stories told, {:.3} s with all {n_copies} copies",
        added.as_secs_f64(),
        told.as_secs_f64(),
        start.elapsed().as_secs_f64()
    );
    drop(index);
    if !options.index_only {
        let mut last = Instant::now();
        let start = last;
        let dossier = dossier::build_watched(&rooms.dossier, &mut entries, &mut |step| {
            times.insert(step, last.elapsed());
            last = Instant::now();
        });
        times.insert("all", start.elapsed());
        let start = Instant::now();
        let doc = store::json::dossier(&dossier, &entries);
        serde_json::to_writer(std::io::sink(), &doc)?;
        times.insert("json", start.elapsed());
    }
    println!("  {} MiB at most", memory("VmHWM")?);
    Ok(times)
}

/// A line of `/proc/self/status`, in MiB.
fn memory(field: &str) -> anyhow::Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    Ok(kilobytes.with_context(|| format!("no `{field}`"))? / 1024)
}

/// Leaves the first sentences of an article.
fn cut(entry: &mut Entry, sentences: usize) {
    let Some(last) = entry.annotated.sentences.get(..sentences).and_then(<[_]>::last) else { return };
    let (end, tokens) = (last.span.end, last.tokens.end);
    entry.article.text.truncate(end);
    entry.article.text.shrink_to_fit();
    entry.article.residue.retain(|residue| residue.span.end <= end);
    let annotated = &mut entry.annotated;
    annotated.sentences.truncate(sentences);
    annotated.tokens.truncate(tokens);
    annotated.quotations.retain(|quotation| quotation.span.end <= end);
    let reading = &mut entry.reading;
    reading.names.retain(|name| name.span.end <= end);
    reading.times.retain(|time| time.span.end <= end);
    reading.figures.retain(|figure| figure.span.end <= end && figure.unit.is_none_or(|unit| unit.end <= end));
    let within = |span: Span| span.end <= end;
    for figure in &mut reading.figures {
        figure.of = figure.of.filter(|of| within(*of));
    }
    reading.statements.retain(|statement| {
        let source = statement.source.iter().chain(&statement.speaker).map(|source| source.span);
        let parts = source.chain(statement.cue).chain([statement.content]).chain(statement.rest.iter().copied());
        parts.into_iter().all(within)
    });
    reading.events.retain(|event| {
        let parties = event.actors.iter().chain(&event.recipients).map(|party| party.span);
        parties.chain([event.trigger]).all(within)
    });
    reading.clauses.retain(|clause| {
        let parties = [&clause.subject, &clause.object].map(|party| party.as_ref().map(|party| party.span));
        parties.into_iter().flatten().chain([clause.head, clause.span]).all(within)
    });
}

/// Returns a changed article: of the same length, with other names, figures and days, and some sentences marked as no
/// prose, so that every span stays what it was. The same number gives the same article.
fn changed(originals: &[Entry], number: usize, one_cast: bool) -> Entry {
    let mut entry = originals[number % originals.len()].clone();
    // What a pile is about changes with it: all articles of one turn have the same other names and days.
    let turn = (number / originals.len()) as u64;
    let mut random = SplitMix64(number as u64 + 1);
    let mut of_turn = SplitMix64(turn.wrapping_mul(7919) + 17);
    let (days, by) = (of_turn.below(DAYS), of_turn.below(24) + 1);
    let article = &mut entry.article;
    article.path = format!("{turn:04}/{}", article.path);
    article.id = ArticleId::of(&[&article.path]);
    if turn == 0 {
        return entry;
    }
    let mut text = article.text.clone().into_bytes();
    if !one_cast {
        for name in &entry.reading.names {
            let Some(actor) = &name.actor else { continue };
            if keeps(actor, turn) {
                continue;
            }
            for byte in &mut text[name.span.start..name.span.end] {
                *byte = shifted(*byte, by);
            }
        }
        entry.reading.change_actors(|actor| {
            let other = || ActorId(actor.0.bytes().map(|byte| char::from(shifted(byte, by))).collect());
            Some(if keeps(actor, turn) || !actor.0.is_ascii() { actor.clone() } else { other() })
        });
    }
    for figure in &mut entry.reading.figures {
        if random.below(FIGURES) != 0 {
            continue;
        }
        let last = text[figure.span.start..figure.span.end].iter_mut().rev().find(|byte| byte.is_ascii_digit());
        if let Some(byte) = last {
            *byte = b'0' + ((*byte - b'0') + 1) % 10;
            figure.low = figure.low.map(|low| low + 1.0);
            figure.high = figure.high.map(|high| high + 1.0);
        }
    }
    if let Ok(text) = String::from_utf8(text) {
        article.text = text;
    }
    for token in &mut entry.annotated.tokens {
        if let Some(form) = article.text.get(token.span.start..token.span.end).filter(|form| form.is_ascii())
            && form.len() == token.norm.len()
        {
            token.norm = form.to_lowercase().into();
        }
    }
    let left_out: Vec<Span> = entry
        .annotated
        .sentences
        .iter_mut()
        .filter(|sentence| sentence.residue.is_none() && random.below(LEFT_OUT) == 0)
        .map(|sentence| {
            sentence.residue = Some(ResidueKind::Caption);
            sentence.span
        })
        .collect();
    let kept = |span: Span| !left_out.iter().any(|sentence| sentence.overlap(span) > 0);
    let reading = &mut entry.reading;
    reading.names.retain(|name| kept(name.span));
    reading.times.retain(|time| kept(time.span));
    reading.figures.retain(|figure| kept(figure.span));
    reading.statements.retain(|statement| kept(statement.content));
    reading.events.retain(|event| kept(event.trigger));
    for time in &mut reading.times {
        time.value = time.value.take().map(|value| later(&value, days));
    }
    for event in &mut reading.events {
        event.when = event.when.take().map(|value| later(&value, days));
    }
    if let Some((PartialDate::Day(date), from)) = reading.published
        && let Some(date) = moved(date, days)
    {
        article.published = Some(PartialDate::Day(date));
        reading.published = Some((PartialDate::Day(date), from));
    }
    entry
}

/// Tells whether a turn keeps the name of an actor.
fn keeps(actor: &ActorId, turn: u64) -> bool {
    let hash = actor.0.bytes().fold(turn, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)));
    SplitMix64(hash).below(KEPT) == 0
}

/// Another letter for a letter, in the same case.
fn shifted(byte: u8, by: u64) -> u8 {
    let turned = |base: u8| base + ((u64::from(byte - base) + by) % 26) as u8;
    match byte {
        b'a'..=b'z' => turned(b'a'),
        b'A'..=b'Z' => turned(b'A'),
        other => other,
    }
}

/// A TIMEX3 value so many days later, when it is a day.
fn later(value: &str, days: u64) -> String {
    let date = value.parse::<Date>().ok().filter(|_| value.len() == 10);
    date.and_then(|date| moved(date, days)).map_or_else(|| value.to_owned(), |date| date.to_string())
}

fn moved(date: Date, days: u64) -> Option<Date> {
    date.checked_add(i64::try_from(days).ok()?.days()).ok()
}
