//! A dossier of the examples as the binary wrote it, and the files that it is held to.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    contract::{Article, Dossier, Quote, Reading},
    planted::PlantedQuote,
};

/// One build.
pub struct Built {
    out: TempDir,
    pub dossier: Dossier,
    pub readings: Vec<Reading>,
    /// Every article's id by its path below `articles/`.
    ids: BTreeMap<String, String>,
}

/// Returns the folder `examples/`.
pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// Returns the files under `examples/articles`, relative to `examples/`, sorted.
pub fn files() -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder of the examples") {
            let path = entry.expect("an entry of the examples").path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let below = path.strip_prefix(examples()).expect("under examples").to_owned();
                found.push(below.to_str().expect("names are UTF-8").to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(&examples().join("articles"), &mut found);
    found.sort();
    found
}

/// Returns the annotated strings of each article in `examples/gold`, with the number of the occurrence that is meant.
pub fn gold_strings() -> Vec<(String, Vec<(String, usize)>)> {
    let number = |of: &Value, name: &str| of[name].as_u64().and_then(|nth| usize::try_from(nth).ok()).unwrap_or(1);
    let mut docs = Vec::new();
    for entry in fs::read_dir(examples().join("gold")).expect("examples/gold") {
        let path = entry.expect("an entry of examples/gold").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let doc: Value = serde_json::from_slice(&fs::read(path).expect("an annotation")).expect("annotations are JSON");
        let mut strings = Vec::new();
        let items =
            ["names", "times", "figures", "statements", "events"].iter().filter_map(|layer| doc[*layer].as_array());
        for item in items.flatten() {
            let parts = [
                ("text", "nth"),
                ("trigger", "nth"),
                ("source_text", "source_nth"),
                ("cue", "cue_nth"),
                ("content", "content_nth"),
            ];
            for (part, nth) in parts {
                if let Some(string) = item[part].as_str() {
                    strings.push((string.to_owned(), number(item, nth)));
                }
            }
        }
        docs.push((doc["doc"].as_str().expect("an annotation names its article").to_owned(), strings));
    }
    docs
}

impl Built {
    /// Returns the one build of the whole folder that tests share.
    pub fn shared() -> &'static Self {
        static BUILT: LazyLock<Built> = LazyLock::new(|| Built::new(&["articles".to_owned()], 2));
        &BUILT
    }

    /// Builds the dossier of these paths, from inside `examples/`.
    pub fn new(paths: &[String], threads: usize) -> Self {
        let out = tempfile::tempdir().expect("a temporary folder");
        assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("wederhoor"))
            .current_dir(examples())
            .env("RAYON_NUM_THREADS", threads.to_string())
            .arg("build")
            .args(paths)
            .arg("--out")
            .arg(out.path())
            .assert()
            .success();
        let text = |name: &str| fs::read_to_string(out.path().join(name)).expect("the build wrote it");
        let dossier = serde_json::from_str(&text("dossier.json")).expect("dossier.json after formats.md");
        let readings: Vec<Reading> = text("readings.jsonl")
            .lines()
            .map(|line| serde_json::from_str(line).expect("readings.jsonl after formats.md"))
            .collect();
        let below = |path: &str| path.strip_prefix("articles/").unwrap_or(path).to_owned();
        let ids = readings.iter().map(|row| (below(&row.article.path), row.article.id.clone())).collect();
        Self { out, dossier, readings, ids }
    }

    /// Returns a file that the build wrote.
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.out.path().join(name)).expect("the build wrote it")
    }

    /// Returns the article of a file below `articles/`.
    pub fn article(&self, file: &str) -> Option<&Article> {
        self.reading(file).map(|row| &row.article)
    }

    /// Returns the reading of a file below `articles/`.
    pub fn reading(&self, file: &str) -> Option<&Reading> {
        let id = self.ids.get(file)?;
        self.readings.iter().find(|row| row.article.id == *id)
    }

    /// Returns every place where a planted quote stands.
    pub fn places(&self, quote: &PlantedQuote) -> Vec<Quote> {
        let Some(article) = self.article(&quote.file) else { return Vec::new() };
        article
            .text
            .match_indices(&quote.quote)
            .map(|(start, text)| Quote {
                article: article.id.clone(),
                start,
                end: start + text.len(),
                text: text.to_owned(),
            })
            .collect()
    }

    /// Tells whether `found` shows a planted quote: they share more than half of the shorter one.
    pub fn shows(&self, found: &Quote, quote: &PlantedQuote) -> bool {
        self.places(quote).iter().any(|place| {
            let shared = place.end.min(found.end).saturating_sub(place.start.max(found.start));
            place.article == found.article && shared * 2 > (place.end - place.start).min(found.end - found.start)
        })
    }

    /// Returns the text that a span points at; `None` where it points at nothing.
    pub fn slice(&self, span: &Quote) -> Option<&str> {
        let row = self.readings.iter().find(|row| row.article.id == span.article)?;
        row.article.text.get(span.start..span.end)
    }

    /// Returns every span of both files: each object with `start`, `end` and `text`.
    pub fn spans(&self) -> Vec<Quote> {
        let mut spans = Vec::new();
        let dossier: Value = serde_json::from_slice(&self.bytes("dossier.json")).expect("read before");
        collect(&dossier, None, &mut spans);
        for line in self.bytes("readings.jsonl").split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
            let row: Value = serde_json::from_slice(line).expect("read before");
            collect(&row, row["article"]["id"].as_str(), &mut spans);
        }
        spans
    }
}

fn collect(value: &Value, article: Option<&str>, spans: &mut Vec<Quote>) {
    let number = |name: &str| value.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    let string = |name: &str| value.get(name).and_then(Value::as_str);
    let article_here = string("article").or(article);
    if let (Some(article), Some(start), Some(end), Some(text)) =
        (article_here, number("start"), number("end"), string("text"))
    {
        spans.push(Quote { article: article.to_owned(), start, end, text: text.to_owned() });
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, article, spans)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, article, spans)),
        _ => {}
    }
}
