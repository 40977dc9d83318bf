//! A time-boxed search for input that breaks intake, splitting or reading.
//!
//! Inputs are made from the examples and from fragments known to be awkward, cut, doubled, shuffled and damaged by a
//! small generator that a seed fixes: the same seed tries the same inputs in the same order. It is no replacement for a
//! coverage-guided fuzzer (cargo-fuzz needs a nightly compiler); it needs nothing and runs anywhere.

mod input;
mod invariants;

use std::{
    collections::BTreeMap,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use document::Lang;
use input::{Generator, Input};
use reading::Reader;

/// An input of this many bytes or fewer must be read within [`SLOW`]: more tells of super-linear work. The bound is
/// for a debug build on a busy machine.
const SLOW: Duration = Duration::from_secs(5);

/// Tries inputs for so many seconds.
///
/// # Errors
/// When an input breaks an invariant, panics or is read too slowly: the message names the file it was written to.
pub fn run(seconds: u64, seed: u64) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = Program::load()?;
    let mut generator = Generator::new(seed, seeds(&root)?);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut n_inputs, mut n_articles) = (0, 0);
    while Instant::now() < end {
        let input = generator.next_input();
        let begin = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| program.check(&input)));
        let fault = match result {
            Ok(Ok(n)) => {
                n_articles += n;
                (begin.elapsed() > SLOW).then(|| format!("took {:?}", begin.elapsed()))
            }
            Ok(Err(broken)) => Some(broken.to_string()),
            Err(panic) => Some(format!("panicked: {}", message(panic.as_ref()))),
        };
        if let Some(fault) = fault {
            let file = keep(&root, seed, n_inputs, &input)?;
            bail!("input {n_inputs} of seed {seed}: {fault}\ninput kept in {}", file.display());
        }
        n_inputs += 1;
    }
    eprintln!("{n_inputs} inputs, {n_articles} articles, seed {seed}: nothing broke");
    Ok(())
}

/// Everything that an input runs through.
struct Program {
    intake: intake::Lexicon,
    parsers: BTreeMap<Lang, nlp::Pipeline>,
    readers: BTreeMap<Lang, Reader>,
}

impl Program {
    fn load() -> anyhow::Result<Self> {
        let packs = languages::embedded();
        let shared = packs.get(&Lang::UNDETERMINED).context("no pack `und`")?;
        let mut program = Self {
            intake: intake::Lexicon::from_packs(packs.values())?,
            parsers: BTreeMap::new(),
            readers: BTreeMap::new(),
        };
        for (&lang, pack) in &packs {
            program.parsers.insert(lang, nlp::Pipeline::from_pack(pack)?);
            program.readers.insert(lang, Reader::new(pack, shared)?);
        }
        Ok(program)
    }

    /// Reads an input and checks what comes out; returns how many articles that was.
    fn check(&self, input: &Input) -> anyhow::Result<usize> {
        let path = format!("fuzz.{}", input.extension);
        let options = intake::Options::default();
        let (articles, _errors) = intake::read_bytes(&self.intake, &path, input.extension, &input.bytes, options);
        for article in &articles {
            invariants::article(article)?;
            let lang = if self.readers.contains_key(&article.language) { article.language } else { Lang::UNDETERMINED };
            let (Some(parser), Some(reader)) = (self.parsers.get(&lang), self.readers.get(&lang)) else {
                bail!("no reader for `{lang}`");
            };
            let annotated = parser.annotate(article);
            invariants::annotated(article, &annotated)?;
            let read = reading::read(reader, article, &annotated);
            invariants::reading(article, &read.0)?;
            anyhow::ensure!(read == reading::read(reader, article, &annotated), "read differently the second time");
        }
        Ok(articles.len())
    }
}

/// The texts to start from: the example articles and the cases of the packs.
fn seeds(root: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut files = Vec::new();
    for folder in ["examples/articles", "languages"] {
        collect(&root.join(folder), &mut files).with_context(|| format!("could not list `{folder}`"))?;
    }
    files.sort();
    files.iter().map(|file| fs::read(file).with_context(|| format!("could not read {}", file.display()))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension != "rs" && extension != "tsv" && extension != "toml")
        {
            files.push(path);
        }
    }
    Ok(())
}

fn keep(root: &Path, seed: u64, number: u64, input: &Input) -> anyhow::Result<PathBuf> {
    let folder = root.join("target/fuzz");
    fs::create_dir_all(&folder).with_context(|| format!("could not create {}", folder.display()))?;
    let file = folder.join(format!("seed{seed}-input{number}.{}", input.extension));
    fs::write(&file, &input.bytes).with_context(|| format!("could not write {}", file.display()))?;
    Ok(file)
}

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}
