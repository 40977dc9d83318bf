//! Whether every language pack can be used: manifests, tables, rules and their examples, and the list in
//! `languages/README.md`.
//!
//! Examples in the tables of figures, statements and residue run as tests of the rooms that read them.

use std::{fs, path::Path};

use anyhow::{Context as _, bail};
use document::Lang;

/// Checks all embedded packs.
///
/// # Errors
/// When one is wrong; everything that is wrong is printed first.
#[expect(clippy::print_stdout, reason = "what is wrong is its output")]
pub fn run() -> anyhow::Result<()> {
    let packs = languages::embedded();
    let shared = packs.get(&Lang::UNDETERMINED).context("there is no shared pack")?;
    let listed = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages/README.md"))?;
    let mut wrong = Vec::new();
    let mut check = |result: Result<Vec<String>, pack::PackError>| match result {
        Ok(more) => wrong.extend(more),
        Err(error) => wrong.push(error.to_string()),
    };
    check(intake::Lexicon::from_packs(packs.values()).map(|_| Vec::new()));
    check(dossier::Lexicon::from_packs(packs.values()).map(|_| Vec::new()));
    for (lang, pack) in &packs {
        check(pack.manifest().map(|_| Vec::new()));
        check(nlp::Lexicon::from_pack(pack).map(|_| Vec::new()));
        check(reading::Reader::new(pack, shared).map(|_| Vec::new()));
        check(reading::timex::failing_examples(pack));
        let untold = pack.paths().filter(|file| !listed.contains(&format!("`{file}`")));
        check(Ok(untold.map(|file| format!("pack `{lang}`: languages/README.md does not tell of `{file}`")).collect()));
    }
    wrong.iter().for_each(|line| println!("{line}"));
    if !wrong.is_empty() {
        bail!("{} things are wrong with the packs", wrong.len());
    }
    println!("{} packs: all tables load, all examples hold", packs.len());
    Ok(())
}
