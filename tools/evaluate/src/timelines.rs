//! Timelines against those that journalists wrote, after tilse and news-tls.
//!
//! For every reference timeline the number of days, the average number of sentences a day and the first and last day
//! are taken from it, nothing else. From the dossier of all articles of its topic come that many days, the heaviest
//! within first and last, and of each day the heaviest entries' sentences.

mod metric;
mod porter;
mod rouge;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use document::{Article, PartialDate};
use dossier::{Dossier, Entry};
use jiff::civil::Date;
use serde_json::Value;

use self::metric::{Score, Timeline};
use self::rouge::Words;
use crate::{corpus, pile::Rooms};

/// A timeline written by people.
struct Reference {
    topic: String,
    name: String,
    days: Timeline,
    /// Its sentences are known by day; of `entities` only all together.
    by_day: bool,
}

/// What one timeline scored.
struct Row {
    name: String,
    days: usize,
    sentences: usize,
    dates: Score,
    /// The share of the days between first and last that the reference has: what days by lot would score.
    chance: f64,
    concat: Score,
    aligned: Option<[Score; 2]>,
    aligned_all_words: Option<Score>,
}

/// Scores the timelines of `dir`: `timelines.jsonl`, and articles in the other `.jsonl` and `.jsonl.zst` files. Only
/// these topics, when some are given.
pub fn run(dir: &Path, topics: &[String], show: bool) -> anyhow::Result<()> {
    let mut references = references(&dir.join("timelines.jsonl"))?;
    references.retain(|reference| topics.is_empty() || topics.contains(&reference.topic));
    ensure!(!references.is_empty(), "no timelines of these topics in `{}`", dir.display());
    let rooms = Rooms::load()?;
    let wanted: BTreeSet<&str> = references.iter().map(|reference| reference.topic.as_str()).collect();
    let mut articles = articles(&rooms, dir, &wanted)?;
    let mut rows = Vec::new();
    for topic in wanted {
        let articles = articles.remove(topic).with_context(|| format!("no articles of `{topic}`"))?;
        let mut entries = rooms.read(articles);
        let dossier = dossier::build_with(&rooms.dossier, &mut entries);
        for reference in references.iter().filter(|reference| reference.topic == topic) {
            let system = system(&dossier, &entries, &reference.days);
            if show {
                print(reference, &system);
            }
            rows.push(score(reference, &system));
        }
    }
    report(&rows);
    Ok(())
}

fn references(path: &Path) -> anyhow::Result<Vec<Reference>> {
    let mut out = Vec::new();
    for record in corpus::json_lines(path)? {
        let topic = record["topic"].as_str().context("a timeline without topic")?;
        let parts = ["subset", "name"].iter().filter_map(|key| record[*key].as_str());
        let name = std::iter::once(topic).chain(parts).collect::<Vec<_>>().join(" ");
        if record["entries"].is_array() {
            let mut days = Timeline::new();
            for entry in record["entries"].as_array().into_iter().flatten() {
                let raw = entry["raw"].as_array().into_iter().flatten().filter_map(Value::as_str);
                days.entry(day(&entry["date"])?).or_default().extend(raw.map(str::to_owned));
            }
            out.push(Reference { topic: topic.to_owned(), name: name.clone(), days, by_day: true });
        }
        let name = name.clone();
        for timeline in record["timelines"].as_array().into_iter().flatten() {
            let mut days = Timeline::new();
            for date in timeline["dates"].as_array().into_iter().flatten() {
                days.insert(day(date)?, Vec::new());
            }
            if let (Some(mut first), Some(text)) = (days.first_entry(), timeline["text"].as_str()) {
                first.get_mut().push(text.to_owned());
            }
            out.push(Reference { topic: topic.to_owned(), name: name.clone(), days, by_day: false });
        }
    }
    Ok(out)
}

fn day(value: &Value) -> anyhow::Result<Date> {
    let text = value.as_str().unwrap_or_default();
    text.parse().with_context(|| format!("`{text}` is no day"))
}

/// Returns the articles of each topic; the record of a line tells its topic.
fn articles(rooms: &Rooms, dir: &Path, wanted: &BTreeSet<&str>) -> anyhow::Result<BTreeMap<String, Vec<Article>>> {
    let mut files: Vec<PathBuf> = dir.read_dir()?.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name != "timelines.jsonl" && (name.ends_with(".jsonl") || name.ends_with(".jsonl.zst"))
    });
    files.sort();
    let mut out: BTreeMap<String, Vec<Article>> = BTreeMap::new();
    for file in files {
        let records = corpus::json_lines(&file)?;
        let topic = |line: usize| records.get(line.checked_sub(1)?)?["topic"].as_str();
        if !(1..=records.len()).filter_map(topic).any(|topic| wanted.contains(topic)) {
            continue;
        }
        for article in rooms.articles(&file)? {
            let line = article.path.rsplit_once('#').and_then(|(_, line)| line.parse().ok()).unwrap_or(1);
            if let Some(topic) = topic(line).filter(|topic| wanted.contains(topic)) {
                out.entry(topic.to_owned()).or_default().push(article);
            }
        }
    }
    Ok(out)
}

/// As many days as the reference has, between its first and last, and as many sentences a day as it has on average.
fn system(dossier: &Dossier, entries: &[Entry], reference: &Timeline) -> Timeline {
    let (Some((first, _)), Some((last, _))) = (reference.first_key_value(), reference.last_key_value()) else {
        return Timeline::new();
    };
    let mut told: BTreeMap<Date, Vec<&dossier::TimelineEntry>> = BTreeMap::new();
    for entry in &dossier.timeline {
        if let PartialDate::Day(day) = entry.date {
            told.entry(day).or_default().push(entry);
        }
    }
    let mut days: Vec<&dossier::Day> = dossier.days.iter().filter(|day| (first..=last).contains(&&day.date)).collect();
    days.retain(|day| told.contains_key(&day.date));
    days.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.date.cmp(&b.date)));
    let mut out = Timeline::new();
    for day in days.into_iter().take(reference.len()) {
        let mut told = told.remove(&day.date).unwrap_or_default();
        told.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.summary.cmp(&b.summary)));
        let told = told.iter().take(sentences_a_day(reference));
        let text = |quote: dossier::Quote| quote.span.of(&entries[quote.article].article.text).replace('\n', " ");
        out.insert(day.date, told.map(|entry| text(entry.summary)).collect());
    }
    out
}

/// Sentences a day on average, rounded to the nearest even number when two are equally near, as Python does.
fn sentences_a_day(reference: &Timeline) -> usize {
    let n: usize = reference.values().map(Vec::len).sum();
    let mean = n as f64 / reference.len().max(1) as f64;
    (mean.round_ties_even() as usize).max(1)
}

fn score(reference: &Reference, system: &Timeline) -> Row {
    let without = Words::new(true);
    let aligned = |words: &Words, n| metric::aligned(words, n, system, &reference.days);
    Row {
        name: reference.name.clone(),
        days: reference.days.len(),
        sentences: sentences_a_day(&reference.days),
        dates: metric::dates(system, &reference.days),
        chance: chance(&reference.days),
        concat: metric::concat(&without, 1, system, &reference.days),
        aligned: reference.by_day.then(|| [aligned(&without, 1), aligned(&without, 2)]),
        aligned_all_words: reference.by_day.then(|| aligned(&Words::new(false), 1)),
    }
}

fn chance(reference: &Timeline) -> f64 {
    let (Some((first, _)), Some((last, _))) = (reference.first_key_value(), reference.last_key_value()) else {
        return 0.0;
    };
    reference.len() as f64 / (f64::from(first.until(*last).map_or(0, |span| span.get_days())) + 1.0)
}

fn print(reference: &Reference, system: &Timeline) {
    println!("\n## {}", reference.name);
    let days: BTreeSet<&Date> = system.keys().chain(reference.days.keys()).collect();
    for day in days {
        let mark = match (system.contains_key(day), reference.days.contains_key(day)) {
            (true, true) => "found",
            (true, false) => "wrong",
            _ => "missed",
        };
        println!("{day} {mark}");
        reference.days.get(day).into_iter().flatten().filter(|_| reference.by_day).for_each(|s| println!("  = {s}"));
        system.get(day).into_iter().flatten().for_each(|s| println!("  + {s}"));
    }
}

fn report(rows: &[Row]) {
    println!(
        "{:44} {:>4} {:>2}  by lot  date F1  concat R1     AR-1     AR-2  AR-1 all words",
        "timeline", "days", "k"
    );
    for row in rows {
        line(row);
    }
    let mean = |of: &dyn Fn(&Row) -> Option<Score>, what: &dyn Fn(Score) -> f64| -> Option<f64> {
        let scores: Option<Vec<f64>> = rows.iter().map(|row| of(row).map(what)).collect();
        scores.map(|scores| scores.iter().sum::<f64>() / scores.len().max(1) as f64)
    };
    type Measure = (&'static str, fn(&Row) -> Option<Score>);
    let measures: [Measure; 5] = [
        ("date F1", |row| Some(row.dates)),
        ("concat R1", |row| Some(row.concat)),
        ("AR-1", |row| Some(row.aligned?[0])),
        ("AR-2", |row| Some(row.aligned?[1])),
        ("AR-1 all words", |row| row.aligned_all_words),
    ];
    let chance = rows.iter().map(|row| row.chance).sum::<f64>() / rows.len().max(1) as f64;
    println!("\nmean over {} timelines: of F1; of precision and recall, and F1 of these (news-tls)", rows.len());
    println!("dates by lot     {chance:.3}");
    for (name, of) in measures {
        let (Some(f1), Some(precision), Some(recall)) =
            (mean(&of, &Score::f1), mean(&of, &|score| score.precision), mean(&of, &|score| score.recall))
        else {
            continue;
        };
        let both = Score { precision, recall }.f1();
        println!("{name:16} {f1:.3}   {precision:.3} {recall:.3} {both:.3}");
    }
}

fn line(row: &Row) {
    let Row { name, days, sentences, .. } = row;
    let cell = |score: Option<Score>| score.map_or("-".to_owned(), |score| format!("{:.3}", score.f1()));
    println!(
        "{name:44} {days:4} {sentences:2}  {:6.3}  {:>7}  {:>9}  {:>7}  {:>7}  {:>14}",
        row.chance,
        cell(Some(row.dates)),
        cell(Some(row.concat)),
        cell(row.aligned.map(|scores| scores[0])),
        cell(row.aligned.map(|scores| scores[1])),
        cell(row.aligned_all_words),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_a_day_are_the_rounded_mean() {
        let timeline = |counts: &[usize]| -> Timeline {
            let days =
                counts.iter().zip(1..).map(|(&n, day)| (jiff::civil::date(2031, 5, day), vec![String::new(); n]));
            days.collect()
        };
        assert_eq!(sentences_a_day(&timeline(&[1, 2])), 2);
        assert_eq!(sentences_a_day(&timeline(&[2, 3])), 2);
        assert_eq!(sentences_a_day(&timeline(&[0])), 1);
    }
}
