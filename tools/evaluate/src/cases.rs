//! Scores of statements on the annotated cases of a pack, `languages/<id>/cases/*.md`, by file.
//!
//! The measures are those of the project's scorer of articles: a statement is found when the contents share at least
//! half of their union; its source is right when it touches a place where the annotated words stand, or both have none.
//! A statement marked `doubt: yes` counts neither as missed nor, when found, as wrong.
//!
//! Files whose name ends in `.test.md` are held out: they are scored, never shown.

mod differences;
#[cfg(test)]
mod floors;
mod markdown;
mod pairing;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use document::{Article, Lang};
use reading::Attribution;

use crate::{corpus::packs, statements::Count};
use markdown::Case;

const HELD_OUT: &str = ".test.md";

/// One file of cases.
struct File {
    name: String,
    cases: Vec<Case>,
}

/// What was counted over cases. `source`, `act` and the others count statements that are found and right in that too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    cases: usize,
    statements: Count,
    source: usize,
    cue: usize,
    act: usize,
    form: usize,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.cases += other.cases;
        self.statements.hit += other.statements.hit;
        self.statements.gold += other.statements.gold;
        self.statements.found += other.statements.found;
        self.source += other.source;
        self.cue += other.cue;
        self.act += other.act;
        self.form += other.form;
    }

    fn f1(&self, hit: usize) -> f64 {
        100.0 * Count { hit, ..self.statements }.prf().2
    }

    fn line(&self, name: &str) -> String {
        let (precision, recall, f1) = self.statements.prf();
        let of_found = Count { hit: self.act, gold: self.statements.hit, found: self.statements.hit };
        format!(
            "{name:28} {:>5} {:>5} {:>5}   P {:5.1} R {:5.1} F1 {:5.1}   source {:5.1}  cue {:5.1}  form {:5.1}   act {:5.1}",
            self.cases,
            self.statements.gold,
            self.statements.found,
            100.0 * precision,
            100.0 * recall,
            100.0 * f1,
            self.f1(self.source),
            self.f1(self.cue),
            self.f1(self.form),
            100.0 * of_found.prf().1,
        )
    }
}

/// Reads cases as the program reads articles.
struct CaseReader {
    lang: Lang,
    nlp: nlp::Pipeline,
    reader: reading::Reader,
}

impl CaseReader {
    fn new(language: &str) -> anyhow::Result<Self> {
        let (pack, shared) = packs(language)?;
        let lang = Lang::new(language).context("a language that has a pack has a code")?;
        let nlp = nlp::Pipeline::from_pack(&pack)?;
        Ok(Self { lang, nlp, reader: reading::Reader::new(&pack, &shared)? })
    }

    fn statements(&self, case: &Case) -> Vec<Attribution> {
        let article = Article { language: self.lang, ..Article::plain(case.text.as_str()) };
        reading::read(&self.reader, &article, &self.nlp.annotate(&article)).0.statements
    }

    /// Returns the counts of a file; prints what differs in it when asked.
    fn score(&self, file: &File, show: bool) -> Tally {
        let mut tally = Tally::default();
        for case in &file.cases {
            let found = self.statements(case);
            let pairs = pairing::pairs(&case.gold, &found);
            tally.add(&pairing::tally(&case.gold, &found, &pairs));
            if show {
                differences::print(&file.name, case, &found, &pairs);
            }
        }
        tally
    }
}

/// Returns the files of cases of a language, sorted by name.
fn paths(language: &str, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let folder = folder.join(language).join("cases");
    let entries = fs::read_dir(&folder).with_context(|| format!("could not read `{}`", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    ensure!(!paths.is_empty(), "no cases in `{}`", folder.display());
    Ok(paths)
}

impl File {
    fn load(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("could not read `{}`", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let cases = markdown::cases(&text).with_context(|| format!("`{}`", path.display()))?;
        Ok(Self { name, cases })
    }

    fn is_held_out(&self) -> bool {
        self.name.ends_with(HELD_OUT)
    }
}

/// The two halves of the cases: those that may be looked at, and those held out.
#[derive(Debug, Default)]
struct Total {
    open: Tally,
    held_out: Tally,
}

impl Total {
    fn add(&mut self, file: &File, tally: &Tally) {
        if file.is_held_out() { self.held_out.add(tally) } else { self.open.add(tally) }
    }
}

/// Prints the scores of every file of cases and of all together, those held out apart.
///
/// # Errors
/// When there are no cases, or a file of them is malformed.
pub fn run(language: &str, folder: &Path, show: bool) -> anyhow::Result<()> {
    let reader = CaseReader::new(language)?;
    let mut total = Total::default();
    let mut lines = Vec::new();
    for path in paths(language, folder)? {
        let file = File::load(&path)?;
        let tally = reader.score(&file, show && !file.is_held_out());
        lines.push(tally.line(&file.name));
        total.add(&file, &tally);
    }
    println!("{:28} {:>5} {:>5} {:>5}", "file", "cases", "gold", "found");
    lines.iter().for_each(|line| println!("{line}"));
    println!("{}\n{}", total.open.line("all"), total.held_out.line("all held out"));
    Ok(())
}
