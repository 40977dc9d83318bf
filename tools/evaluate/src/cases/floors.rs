//! Floors under the scores of the cases, `tools/evaluate/floors/cases.json`.
//!
//! By language: the hash of the cases, and for those open and those held out each measure in percent. A score may not
//! fall below its floor; `WEDERHOOR_RAISE=1` raises floors, never lowers one, unless the cases themselves have changed.

use std::{collections::BTreeMap, fs, path::PathBuf};

use document::ArticleId;
use serde_json::{Value, json};

use super::{CaseReader, File, Tally, Total, paths};

/// The name of a measure, and how many statements of a tally are right in it.
type Measure = (&'static str, fn(&Tally) -> usize);

/// Measures of a tally, each as F1 over all statements: a statement that is not found is wrong in everything.
const MEASURES: [Measure; 5] = [
    ("statements", |tally| tally.statements.hit),
    ("source", |tally| tally.source),
    ("cue", |tally| tally.cue),
    ("act", |tally| tally.act),
    ("form", |tally| tally.form),
];

const LANGUAGES: [&str; 2] = ["nl", "en"];

fn here(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns the measures of a tally in percent, rounded down to a tenth.
fn measures(tally: &Tally) -> BTreeMap<&'static str, f64> {
    MEASURES.into_iter().map(|(name, hit)| (name, (tally.f1(hit(tally)) * 10.0).floor() / 10.0)).collect()
}

fn scores(language: &str, paths: &[PathBuf]) -> BTreeMap<&'static str, BTreeMap<&'static str, f64>> {
    let reader = CaseReader::new(language).expect("a pack that loads");
    let mut total = Total::default();
    for path in paths {
        let file = File::load(path).unwrap_or_else(|error| panic!("{error:#}"));
        total.add(&file, &reader.score(&file, false));
    }
    BTreeMap::from([("open", measures(&total.open)), ("held_out", measures(&total.held_out))])
}

/// Returns a hash of all annotations.
fn digest(paths: &[PathBuf]) -> String {
    let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).expect("a file of cases")).collect();
    ArticleId::of(&texts.iter().map(String::as_str).collect::<Vec<_>>()).0
}

#[test]
fn cases_do_not_get_worse() {
    let path = here("floors/cases.json");
    let raise = std::env::var_os("WEDERHOOR_RAISE").is_some();
    let text = fs::read_to_string(&path).unwrap_or_else(|_| "{}".to_owned());
    let mut floors: Value = serde_json::from_str(&text).expect("JSON");
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let paths = paths(language, &here("../../languages")).expect("cases");
        let digest = digest(&paths);
        let same = floors[language]["digest"] == json!(digest);
        if !same && !raise {
            wrong.push(format!("{language}: the cases have changed"));
        }
        for (half, measures) in scores(language, &paths) {
            for (name, score) in measures {
                let floor = floors[language][half][name].as_f64();
                if let Some(floor) = floor.filter(|floor| same && score < *floor) {
                    wrong.push(format!("{language} {half}: {name} fell from {floor} to {score}"));
                } else if raise {
                    floors[language][half][name] = json!(score);
                }
            }
        }
        floors[language]["digest"] = json!(digest);
    }
    if raise {
        let text = serde_json::to_string_pretty(&floors).expect("JSON") + "\n";
        fs::write(&path, text).expect("floors can be written");
    }
    assert!(wrong.is_empty(), "{}\nhint: WEDERHOOR_RAISE=1 cargo test -p evaluate cases", wrong.join("\n"));
}
