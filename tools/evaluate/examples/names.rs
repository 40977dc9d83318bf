//! Names against tagged data: `cargo run --release -p evaluate --example names -- nl conll2002 FILE [errors N|examples]`.
#![allow(clippy::print_stdout, dead_code)]

#[path = "../src/names.rs"]
mod names;
#[path = "../src/tokens.rs"]
mod tokens;

use std::{collections::BTreeMap, path::Path};

use anyhow::Context;
use document::Lang;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let arg = |index: usize| args.get(index).map_or("", String::as_str);
    let lang = Lang::new(arg(0)).context("which language?")?;
    let packs = languages::embedded();
    let pack = packs.get(&lang).context("no pack of that language")?;
    let shared = packs.get(&Lang::UNDETERMINED).context("no shared pack")?;
    let nlp = nlp::Lexicon::from_pack(pack)?;
    let lexicon = reading::name::Lexicon::from_packs(pack, shared)?;
    let columns = names::columns(arg(1))?;
    if arg(3) == "examples" {
        for line in names::examples(&nlp, &lexicon, Path::new(arg(2)), columns)? {
            println!("{line}");
        }
        return Ok(());
    }
    let report = names::measure(&nlp, &lexicon, Path::new(arg(2)), columns)?;
    println!("names {}\nspans {}", report.names, report.spans);
    for (kind, score) in &report.kinds {
        println!("{kind:4}  {score}");
    }
    if arg(3) == "errors" {
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for error in report.errors {
            *counts.entry(error).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for ((sign, kind, surface), count) in counts.iter().take(arg(4).parse().unwrap_or(50)) {
            println!("{count}\t{sign}{kind}\t{surface}");
        }
    }
    Ok(())
}
