//! The annotated articles of `testdata/news` are what their README says: whole, verbatim, in two halves.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// An article and its annotation.
struct Annotated {
    name: String,
    text: String,
    gold: Value,
}

fn news() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/news")
}

/// The names of the files in this folder, without their extension.
fn stems(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(news().join(folder)).expect("a folder of testdata/news");
    let stem = |path: PathBuf| path.file_stem().and_then(|stem| stem.to_str()).expect("names are UTF-8").to_owned();
    entries.map(|entry| stem(entry.expect("an entry").path())).collect()
}

fn annotated() -> Vec<Annotated> {
    let read = |path: &str| fs::read_to_string(news().join(path)).expect("a file of testdata/news");
    let load = |name: String| Annotated {
        text: read(&format!("articles/{name}.txt")),
        gold: serde_json::from_str(&read(&format!("gold/{name}.json"))).expect("annotations are JSON"),
        name,
    };
    stems("gold").into_iter().map(load).collect()
}

/// What this layer of an annotation holds.
fn items<'a>(gold: &'a Value, layer: &str) -> impl Iterator<Item = &'a Value> {
    gold[layer].as_array().expect("every annotation has every layer").iter()
}

#[test]
fn every_article_has_its_annotation_and_half_of_them_are_test() {
    let names = stems("articles");
    assert_eq!(names, stems("gold"));
    let n_test = names.iter().filter(|name| name.starts_with("t-")).count();
    assert_eq!((n_test, names.len()), (9, 18));
    for article in annotated() {
        assert_eq!(article.gold["doc"], format!("{}.txt", article.name));
    }
}

#[test]
fn every_annotated_string_stands_in_its_article_as_often_as_it_says() {
    let parts = [
        ("names", "text", "nth"),
        ("times", "text", "nth"),
        ("figures", "text", "nth"),
        ("statements", "source_text", "source_nth"),
        ("statements", "cue", "cue_nth"),
        ("statements", "content", "content_nth"),
        ("events", "trigger", "nth"),
    ];
    for Annotated { name, text, gold } in annotated() {
        for (layer, part, nth) in parts {
            for item in items(&gold, layer) {
                let Some(string) = item[part].as_str() else {
                    assert_ne!(layer, "events", "{name}: an event without a trigger");
                    continue;
                };
                let nth = item[nth].as_u64().unwrap_or(1);
                assert!(text.matches(string).count() as u64 >= nth, "{name}: no {nth}. `{string}`");
            }
        }
    }
}

#[test]
fn every_name_stands_once_for_each_type() {
    for Annotated { name, gold, .. } in annotated() {
        let mut seen = BTreeSet::new();
        for item in items(&gold, "names") {
            let key = (item["text"].to_string(), item["type"].to_string());
            assert!(seen.insert(key.clone()), "{name}: {key:?} twice");
        }
    }
}

#[test]
fn every_event_is_coded_after_plover_or_not_at_all() {
    let roots: BTreeSet<&str> = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN \
        PROTEST SANCTION MOBILIZE COERCE ASSAULT"
        .split_whitespace()
        .collect();
    let factual = ["certain", "probable", "possible", "denied", "planned"];
    for Annotated { name, gold, .. } in annotated() {
        for item in items(&gold, "events") {
            let plover = item["plover"].as_str();
            assert!(plover.is_none_or(|code| roots.contains(code)), "{name}: {item}");
            assert!(item["factual"].as_str().is_some_and(|value| factual.contains(&value)), "{name}: {item}");
        }
    }
}
