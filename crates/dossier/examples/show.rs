//! Prints the dossier of some articles as plain text, to be read line by line:
//! `cargo run -p dossier --example show -- PATH... [--gold DIR]`.
//!
//! With `--gold`, articles that have an annotation there (after the guide of the gold set) are taken from it instead of
//! from the readers, so that the dossier can be judged apart from the reading.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use document::{Article, Lang, PublishedFrom, Span};
use dossier::{Dossier, Entry, Quote};
use reading::{
    Act, ActorId, Approximation, Attribution, Form, Name, NameKind, Quantity, QuantityKind, Reader, Reading, Rule,
    Source, Timex3, TimexKind,
};
use serde_json::Value;

fn main() {
    let (mut paths, mut gold) = (Vec::new(), None);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--gold" { gold = args.next().map(PathBuf::from) } else { paths.push(PathBuf::from(arg)) }
    }
    let packs = languages::embedded();
    let shared = &packs[&Lang::UNDETERMINED];
    let intake = intake::Lexicon::from_packs(packs.values()).expect("packs");
    let words = dossier::Lexicon::from_packs(packs.values()).expect("packs");
    let engines: BTreeMap<Lang, (nlp::Lexicon, Reader)> = packs
        .iter()
        .map(|(lang, pack)| {
            (*lang, (nlp::Lexicon::from_pack(pack).expect("a pack"), Reader::new(pack, shared).expect("a pack")))
        })
        .collect();
    let mut entries = Vec::new();
    for file in intake::files(&paths).0 {
        for article in intake::read_file(&intake, &file, intake::Options::default()).0 {
            let (lexicon, reader) = engines.get(&article.language).unwrap_or(&engines[&Lang::UNDETERMINED]);
            let annotated = nlp::annotate(lexicon, &article);
            let (mut reading, _) = reading::read(reader, &article, &annotated);
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
            let annotation = gold.as_ref().and_then(|dir| fs::read_to_string(dir.join(format!("{stem}.json"))).ok());
            if let Some(annotation) = annotation {
                let annotation: Value = serde_json::from_str(&annotation).expect("an annotation");
                reading = of_gold(&article, &annotation);
            }
            entries.push(Entry { article, annotated, reading });
        }
    }
    let start = std::time::Instant::now();
    let dossier = dossier::build_with(&words, &mut entries);
    eprintln!("{} articles, dossier built in {:.2?}", entries.len(), start.elapsed());
    show(&dossier, &entries);
}

fn of_gold(article: &Article, gold: &Value) -> Reading {
    let rule = || Rule::new("gold");
    let items = |layer: &str| gold[layer].as_array().cloned().unwrap_or_default();
    let find = |item: &Value, key: &str| {
        let nth = item["nth"].as_u64().filter(|_| key == "text").unwrap_or(1);
        let text = item[key].as_str()?;
        let (start, _) = article.text.match_indices(text).nth(usize::try_from(nth).ok()?.checked_sub(1)?)?;
        Some(Span::new(start, start + text.len()))
    };
    let actor = |value: &Value| value.as_str().map(|id| ActorId(id.to_owned()));
    let mut reading = Reading {
        published: gold["published"]
            .as_str()
            .or(gold["published_guess"].as_str())
            .and_then(|date| Some((date.parse().ok()?, PublishedFrom::Header))),
        ..Reading::default()
    };
    for item in items("names") {
        let kind = match item["type"].as_str() {
            Some("PER") => NameKind::Person,
            Some("ORG") => NameKind::Organisation,
            Some("LOC") => NameKind::Location,
            _ => NameKind::Other,
        };
        // The gold has every form once; here every mention counts.
        let text = item["text"].as_str().unwrap_or("-");
        for (start, _) in article.text.match_indices(text) {
            let span = Span::new(start, start + text.len());
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let word =
                !inside(article.text[..start].chars().next_back()) && !inside(article.text[span.end..].chars().next());
            if word && !reading.names.iter().any(|name: &Name| name.span.overlap(span) > 0) {
                reading.names.push(Name { span, kind, actor: actor(&item["id"]), rule: rule() });
            }
        }
    }
    reading.names.sort_by_key(|name| name.span);
    for item in items("times") {
        let kind = match item["type"].as_str() {
            Some("DATE") => TimexKind::Date,
            Some("TIME") => TimexKind::Time,
            Some("DURATION") => TimexKind::Duration,
            _ => TimexKind::Set,
        };
        if let Some(span) = find(&item, "text") {
            let value = item["value"].as_str().map(str::to_owned);
            reading.times.push(Timex3 { span, kind, value, modifier: None, rule: rule() });
        }
    }
    reading.times.sort_by_key(|time| time.span);
    for item in items("figures") {
        let Some(span) = find(&item, "text") else { continue };
        let unit = item["unit"].as_str().and_then(|unit| {
            let at = article.text[span.end..].find(unit)?;
            Some(Span::new(span.end + at, span.end + at + unit.len()))
        });
        let kind = match item["kind"].as_str().unwrap_or("") {
            "troops" => QuantityKind::Troops,
            "people" => QuantityKind::People,
            "killed" => QuantityKind::Killed,
            "displaced" => QuantityKind::Displaced,
            "vehicles" => QuantityKind::Vehicles,
            "countries" => QuantityKind::Countries,
            _ => QuantityKind::Other,
        };
        let approximation = match item["qualifier"].as_str().unwrap_or("") {
            "about" => Approximation::About,
            "at_least" => Approximation::AtLeast,
            "at_most" => Approximation::AtMost,
            "more_than" => Approximation::MoreThan,
            "less_than" => Approximation::LessThan,
            _ => Approximation::Exact,
        };
        reading.figures.push(Quantity {
            span,
            low: item["low"].as_f64(),
            high: item["high"].as_f64(),
            approximation,
            unit,
            kind,
            of: None,
            as_of: item["as_of"].as_str().map(str::to_owned),
            frame: Vec::new(),
            rule: rule(),
        });
    }
    reading.figures.sort_by_key(|figure| figure.span);
    for item in items("statements") {
        let Some(content) = find(&item, "content") else { continue };
        let span = find(&item, "source_text");
        let form = match item["form"].as_str() {
            Some("direct") => Form::Direct,
            Some("mixed") => Form::Mixed,
            _ => Form::Indirect,
        };
        reading.statements.push(Attribution {
            source: span.map(|span| {
                let text = item["source_text"].as_str().unwrap_or("");
                let near =
                    article.text.match_indices(text).map(|(at, _)| at).min_by_key(|at| at.abs_diff(content.start));
                let span = near.map_or(span, |at| Span::new(at, at + text.len()));
                Source { span, actor: actor(&item["source"]) }
            }),
            speaker: None,
            cue: None,
            content,
            rest: Vec::new(),
            act: Act::from_name(item["act"].as_str().unwrap_or("say")).unwrap_or(Act::Say),
            form,
            target: actor(&item["target"]),
            via: Vec::new(),
            said_at: item["said_at"].as_str().map(str::to_owned),
            rule: rule(),
        });
    }
    reading.statements.sort_by_key(|statement| statement.content);
    reading
}

fn show(dossier: &Dossier, entries: &[Entry]) {
    let text = |quote: Quote| quote.span.of(&entries[quote.article].article.text).replace('\n', " ");
    let path = |article: usize| entries[article].article.path.rsplit('/').next().unwrap_or("").to_owned();
    for (number, entry) in entries.iter().enumerate() {
        println!("[{number}] {:?} {:?} {:?}", entry.reading.published, entry.article.outlet, path(number));
    }
    println!("\n== STORIES");
    for story in &dossier.stories {
        println!("{:?} {}", story.articles, text(story.title));
        for copy in &story.copies {
            println!("    copy {} -> {} {:.2} | {}", copy.first, copy.second, copy.shared, text(copy.passage));
        }
    }
    println!("\n== ACTORS");
    for actor in &dossier.actors {
        let roles: Vec<&str> = actor.roles.iter().map(|role| role.role.as_str()).collect();
        println!(
            "{} {:?} {} x{} aka {:?} roles {roles:?}",
            actor.id.0, actor.kind, actor.name, actor.mentions, actor.aliases
        );
    }
    println!("\n== LEDGER");
    for (number, line) in dossier.statements.iter().enumerate() {
        let id = |id: &Option<ActorId>| id.as_ref().map_or("-", |id| &id.0).to_owned();
        let date = line.date.map_or("?".to_owned(), |date| date.to_string());
        let first = &line.support[0];
        let content = entries[first.quote.article].reading.statements[first.statement].content;
        println!(
            "{number}. {date} {} {} -> {} {:?} answers {:?} | {}",
            id(&line.actor),
            line.act.as_str(),
            id(&line.target),
            line.counts,
            line.answers,
            content.of(&entries[first.quote.article].article.text)
        );
    }
    println!("\n== SERIES");
    for series in &dossier.series {
        println!("{} | unit {:?} actor {:?} {:?}", text(series.about), series.unit, series.actor, series.rule);
        for point in &series.points {
            let figure = point.figure.as_ref().map(|figure| (figure.low, figure.high, figure.kind));
            println!(
                "    {:?} {figure:?} value {:?} by {:?} [{}] {}",
                point.as_of.map(|date| date.to_string()),
                point.value.map(|date| date.to_string()),
                point.source,
                point.quote.article,
                text(point.quote)
            );
        }
    }
    println!("\n== DISPUTES");
    for dispute in &dossier.disputes {
        println!("{} | {} {:?}", dispute.kind.as_str(), text(dispute.about), dispute.rule);
        for side in &dispute.sides {
            println!(
                "    {:?} {:?} {:?} [{}] {}",
                side.value,
                side.source,
                side.counts,
                side.quote.article,
                text(side.quote)
            );
            for more in side.support.iter().skip(1) {
                println!("        + [{}] {}", more.article, text(*more));
            }
        }
    }
    println!("\n== TIMELINE");
    for line in &dossier.timeline {
        println!(
            "{}{} w{:.2} {} {:?} [{}] {}",
            line.date,
            if line.planned { " planned" } else { "" },
            line.weight,
            line.rule.as_str(),
            line.counts,
            line.summary.article,
            text(line.summary)
        );
        for more in line.support.iter().skip(1) {
            println!("        + [{}] {}", more.article, text(*more));
        }
    }
}
