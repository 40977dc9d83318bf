//! Tokens and sentences against a treebank: `cargo run --release -p evaluate --example tokens -- nl FILE.conllu.zst`.
#![allow(clippy::print_stdout, dead_code)]

#[path = "../src/tokens.rs"]
mod tokens;

use std::{collections::BTreeMap, path::Path};

use anyhow::Context;
use document::Lang;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let lang = args.next().and_then(|lang| Lang::new(&lang)).context("which language?")?;
    let packs = languages::embedded();
    let lexicon = nlp::Lexicon::from_pack(packs.get(&lang).context("no pack of that language")?)?;
    let report = tokens::measure(&lexicon, Path::new(&args.next().context("which file?")?))?;
    println!("tokens    {}", report.tokens);
    println!("sentences {}", report.sentences);
    println!("speed     {:.1} MB/s", report.bytes_per_second / 1e6);
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for confusion in report.confusions {
        *counts.entry(confusion).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for ((gold, found), count) in counts.iter().take(args.next().map_or(0, |n| n.parse().unwrap_or(0))) {
        println!("{count}\t{gold}\t{found}");
    }
    Ok(())
}
