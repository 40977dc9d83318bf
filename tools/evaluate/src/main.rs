//! Scores and speeds.
#![expect(clippy::print_stdout, reason = "scores are its output")]

mod times;

use std::path::Path;

use anyhow::{Context as _, bail};

/// `evaluate times LANG CORPUS.jsonl`, `evaluate recognizers LANG SPECS.jsonl`, `evaluate duckling LANG SPECS.jsonl`;
/// `--show` behind it lists what is not met.
fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (args, show) = match args.as_slice() {
        [rest @ .., "--show"] => (rest, true),
        all => (all, false),
    };
    match args {
        ["times", lang, path] => {
            let documents = times::corpus(&times::TimeReader::new(lang)?, Path::new(path))?;
            if show {
                times::differences(&documents).iter().for_each(|line| println!("{line}"));
            }
            println!("{}", times::total(&documents));
        }
        [what @ ("recognizers" | "duckling"), lang, path] => {
            let reader = times::TimeReader::new(lang)?;
            let by_kind = match *what {
                "duckling" => times::duckling(&reader, Path::new(path), show)?,
                _ => times::recognizers(&reader, Path::new(path), show)?,
            };
            let mut sum = times::Coverage::default();
            for (kind, coverage) in &by_kind {
                println!("{kind:24} {:4} found {:4} valued {:4}", coverage.total, coverage.found, coverage.valued);
                sum.total += coverage.total;
                sum.found += coverage.found;
                sum.valued += coverage.valued;
            }
            println!("{:24} {:4} found {:4} valued {:4}", "all", sum.total, sum.found, sum.valued);
        }
        ["examples", lang] => {
            let lang = document::Lang::new(lang).context("a language code")?;
            let packs = languages::embedded();
            let wrong = reading::timex::failing_examples(packs.get(&lang).context("no such pack")?)?;
            wrong.iter().for_each(|line| println!("{line}"));
        }
        _ => bail!("usage: evaluate times|recognizers|duckling LANG FILE [--show]"),
    }
    Ok(())
}
