//! Prints what intake takes from files and what it marks in them, to be checked by eye:
//! `cargo run -p intake --example marks -- PATH...`

#![expect(clippy::print_stdout, reason = "printing is all it does")]

use std::path::PathBuf;

use intake::{Lexicon, Options};

fn main() -> Result<(), pack::PackError> {
    let lexicon = Lexicon::from_packs(languages::embedded().values())?;
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (files, mut errors) = intake::files(&paths);
    for file in files {
        let (articles, failed) = intake::read_file(&lexicon, &file, Options::default());
        errors.extend(failed);
        for article in articles {
            let published = article.published.map(|date| date.to_string());
            println!("{} {} {}", article.path, article.id, article.language);
            println!("  title {:?}", article.title);
            println!("  outlet {:?} byline {:?} agencies {:?}", article.outlet, article.byline, article.agencies);
            println!("  published {published:?} from {:?}, stub {}", article.published_from, article.stub);
            println!("  url {:?}, {} bytes", article.url, article.text.len());
            for residue in &article.residue {
                println!(
                    "  {:>6} {:<11} {:?}",
                    residue.span.start,
                    residue.kind.as_str(),
                    residue.span.of(&article.text)
                );
            }
        }
    }
    for error in errors {
        println!("skipped {error}");
    }
    Ok(())
}
