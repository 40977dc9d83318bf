//! `wederhoor parse`: print articles as CoNLL-U.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufWriter, ErrorKind, Read, Write},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, anyhow};
use document::{Article, Lang};
use nlp::{
    Annotated, Bio, NameType, Pipeline, Word,
    conllu::{Document, Origin},
};
use pack::{PackError, PackSource};
use rayon::prelude::*;
use reading::{Name, NameKind, name};

use crate::{Hint, build, inputs, loaded::Loaded};

/// Arguments of `parse`.
#[derive(clap::Args)]
#[command(after_long_help = "Example:\n  wederhoor parse articles/ > articles.conllu\n  \
    echo 'De brug is dicht.' | wederhoor parse --raw --lang nl\n\n\
    Prints CoNLL-U: one block a sentence, ten columns a word. ByteRange=12:17 in the last column tells where a token \
    stands in the article's text, in bytes of UTF-8. Languages without a model are split into sentences and tokens only. \
    What cannot be read is named on standard error and left out. Exit code: 0, or 2 when nothing could be read.")]
pub struct Args {
    /// Files and folders to read, as `build` does; `-` is standard input
    #[arg(default_value = STDIN, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Language of all texts, such as `nl`; otherwise recognised in each
    #[arg(long, visible_alias = "lang", value_name = "CODE", value_parser = inputs::language)]
    language: Option<String>,

    /// Take every file as plain text in UTF-8, all of it prose: no headline, no dateline, no leftovers of web pages
    #[arg(long)]
    raw: bool,

    /// How many threads to parse with [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

const STDIN: &str = "-";

/// How many files are parsed before their sentences are printed. The first is printed alone, at once.
const BATCH: usize = 64;

/// Prints what was parsed.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    build::set_threads(args.jobs)?;
    let (from_stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path.as_os_str() == STDIN);
    let (files, failed) = intake::files(&paths);
    report(&failed);
    let sources: Vec<PathBuf> = from_stdin.into_iter().take(1).chain(files).collect();
    let packs = languages::embedded();
    let mut parsers = Loaded::new(&packs, Parser::load);
    // Where the language is known already, its models are loaded beside the rest: the first sentence is out sooner.
    let given = args.language.as_deref().and_then(Lang::new);
    let (intake, given) = rayon::join(|| Intake::load(args, &packs), || parsers.need(given.into_iter()));
    let (intake, ()) = (intake?, given?);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut n_articles = 0;
    let (first, rest) = sources.split_at(sources.len().min(1));
    for batch in std::iter::once(first).chain(rest.chunks(BATCH)) {
        let taken_in: Vec<_> = batch.par_iter().map(|source| intake.read(source)).collect();
        parsers.need(taken_in.iter().flat_map(|(articles, _)| articles).map(|article| article.language))?;
        let parsed: Vec<_> = taken_in
            .into_par_iter()
            .map(|(articles, failed)| {
                let articles: Vec<String> = articles.iter().map(|article| parse(&parsers, article)).collect();
                (articles, failed)
            })
            .collect();
        for (articles, failed) in parsed {
            report(&failed);
            n_articles += articles.len();
            for article in articles {
                if !write(&mut out, &article)? {
                    return Ok(ExitCode::SUCCESS);
                }
            }
        }
        if !write(&mut out, "")? {
            return Ok(ExitCode::SUCCESS);
        }
    }
    if n_articles == 0 {
        let hint =
            Hint("give files or folders with .txt, .md, .html, .json or .jsonl files, or `-` for standard input");
        return Err(anyhow!("nothing could be read").context(hint));
    }
    Ok(ExitCode::SUCCESS)
}

/// What parses one language.
struct Parser {
    pipeline: Pipeline,
    /// Finds names better than the network does, where the pack has rules for it.
    names: Option<name::Lexicon>,
}

const NAME_RULES: &str = "name/weights.tsv";

impl Parser {
    fn load(pack: &PackSource, shared: &PackSource) -> Result<Self, PackError> {
        let has_rules = pack.paths().any(|path| path == NAME_RULES);
        let load_names = || has_rules.then(|| name::Lexicon::from_packs(pack, shared)).transpose();
        let (pipeline, names) = rayon::join(|| Pipeline::from_pack(pack), load_names);
        Ok(Self { pipeline: pipeline?, names: names? })
    }

    fn annotate(&self, article: &Article) -> Annotated {
        let mut annotated = self.pipeline.annotate(article);
        if let Some(lexicon) = &self.names {
            let names = name::names(lexicon, article, &annotated);
            mark(&names, &mut annotated.words);
        }
        annotated
    }
}

/// Tells the words which of these names, in order of the text, they are in.
fn mark(names: &[Name], words: &mut [Word]) {
    let mut rest = names.iter().peekable();
    let mut begun = None;
    for word in words {
        while rest.next_if(|name| name.span.end <= word.span.start).is_some() {}
        word.name = match rest.peek() {
            Some(name) if name.span.overlap(word.span) > 0 => {
                let kind = name_type(name.kind);
                let begins = begun.replace(name.span) != Some(name.span);
                if begins { Bio::Begin(kind) } else { Bio::Inside(kind) }
            }
            _ => Bio::Outside,
        };
    }
}

fn name_type(kind: NameKind) -> NameType {
    match kind {
        NameKind::Person => NameType::Per,
        NameKind::Location => NameType::Loc,
        NameKind::Organisation => NameType::Org,
        NameKind::Other => NameType::Misc,
    }
}

/// Returns an article as CoNLL-U.
fn parse(parsers: &Loaded<'_, Parser>, article: &Article) -> String {
    let annotated = parsers.get(article.language).annotate(article);
    let language = article.language.to_string();
    let comments = [("path", article.path.as_str()), ("lang", language.as_str())];
    Document::of(&article.text, &annotated, Origin { id: Some(&article.id.0), comments: &comments }).to_string()
}

fn report(failed: &[intake::Error]) {
    for error in failed {
        eprintln!("skipped {error}");
    }
}

/// Writes and flushes; returns false when whoever reads wants no more, as `head` does.
fn write(out: &mut impl Write, text: &str) -> anyhow::Result<bool> {
    let written = if text.is_empty() { out.flush() } else { out.write_all(text.as_bytes()) };
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true).context("could not write to standard output"),
    }
}

/// How sources become articles.
struct Intake {
    /// `None` when nothing of it is needed: the text is raw and its language given.
    lexicon: Option<intake::Lexicon>,
    options: intake::Options,
    raw: bool,
}

impl Intake {
    fn load(args: &Args, packs: &BTreeMap<Lang, PackSource>) -> Result<Self, PackError> {
        let language = args.language.as_deref().and_then(Lang::new);
        let needless = args.raw && language.is_some();
        let lexicon = if needless { None } else { Some(intake::Lexicon::from_packs(packs.values())?) };
        Ok(Self { lexicon, options: intake::Options { language, published: None }, raw: args.raw })
    }

    /// Returns the articles of a file or of standard input, and what could not be taken in.
    fn read(&self, source: &Path) -> (Vec<Article>, Vec<intake::Error>) {
        let from_stdin = source.as_os_str() == STDIN;
        if let (Some(lexicon), false, false) = (&self.lexicon, self.raw, from_stdin) {
            return intake::read_file(lexicon, source, self.options);
        }
        let path = source.to_string_lossy().replace('\\', "/");
        let failed = |reason: String| (Vec::new(), vec![intake::Error { path: path.clone(), reason }]);
        let bytes = match if from_stdin { stdin() } else { fs::read(source) } {
            Ok(bytes) => bytes,
            Err(error) => return failed(error.to_string()),
        };
        if let (Some(lexicon), false) = (&self.lexicon, self.raw) {
            return intake::read_bytes(lexicon, &path, "", &bytes, self.options);
        }
        match raw_text(bytes) {
            Ok(text) => {
                let recognised = || self.lexicon.as_ref().map(|lexicon| intake::language_of(lexicon, &text));
                let language = self.options.language.or_else(recognised).unwrap_or(Lang::UNDETERMINED);
                (vec![Article { path, language, ..Article::plain(text) }], Vec::new())
            }
            Err(reason) => failed(reason),
        }
    }
}

fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the text as it is, but that a line ends in one byte, so that blank lines are seen.
fn raw_text(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("not valid UTF-8, first at byte {}", error.utf8_error().valid_up_to()))?;
    if text.trim().is_empty() {
        return Err("the file is empty".to_owned());
    }
    Ok(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
}
