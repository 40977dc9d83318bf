//! Articles in which people marked who says what, as examples.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
    process::Command,
};

use anyhow::{Context, ensure};
use document::{Article, Lang, Span};
use nlp::Pipeline;
use rayon::prelude::*;
use reading::{
    attribution::{self, Example, Marked, See},
    name,
};
use serde_json::Value;

/// What reads a language.
struct Language {
    lang: Lang,
    pipeline: Pipeline,
    lexicon: attribution::Lexicon,
    names: name::Lexicon,
}

impl Language {
    fn new(code: &str) -> anyhow::Result<Self> {
        let packs = languages::embedded();
        let lang = Lang::new(code).with_context(|| format!("`{code}` is no language code"))?;
        let pack = packs.get(&lang).with_context(|| format!("no pack of `{code}`"))?;
        let shared = packs.get(&Lang::UNDETERMINED).context("no shared pack")?;
        let lexicon = attribution::Lexicon::from_packs(pack, shared)?;
        let names = name::Lexicon::from_packs(pack, shared)?;
        Ok(Self { lang, pipeline: Pipeline::from_pack(pack)?, lexicon, names })
    }

    fn examples(&self, text: &str, marked: &[Marked], see: See) -> Vec<Example> {
        let article = Article { language: self.lang, ..Article::plain(text) };
        let annotated = self.pipeline.annotate(&article);
        let names = name::names(&self.names, &article, &annotated);
        attribution::examples(&self.lexicon, &annotated, &names, marked, see)
    }
}

/// Returns the examples of a file of PolNeAR's form: JSON lines with `text` and `attributions`.
///
/// # Errors
/// When the file cannot be read or is not of that form.
pub fn marked(lang: &str, path: &Path, see: See) -> anyhow::Result<Vec<Example>> {
    let language = Language::new(lang)?;
    let text = read(path)?;
    let articles: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let examples: Vec<Vec<Example>> = articles
        .par_iter()
        .map(|article| {
            let text = article["text"].as_str().unwrap_or_default();
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let empty = Vec::new();
            let all = article["attributions"].as_array().unwrap_or(&empty);
            let marked: Vec<Marked> = all.iter().map(|attribution| of_json(attribution, &bytes)).collect();
            language.examples(text, &marked, see)
        })
        .collect();
    Ok(examples.into_iter().flatten().collect())
}

fn of_json(attribution: &Value, bytes: &[usize]) -> Marked {
    let byte = |value: &Value| {
        let char = value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
        bytes.get(char).copied().unwrap_or_default()
    };
    let spans = |role: &str| -> Vec<Span> {
        let pieces = attribution[role].as_array().cloned().unwrap_or_default();
        pieces
            .iter()
            .map(|piece| (byte(&piece[0]), byte(&piece[1])))
            .filter(|(a, b)| a < b)
            .map(|(a, b)| Span::new(a, b))
            .collect()
    };
    Marked { source: spans("source"), cue: spans("cue"), content: spans("content") }
}

/// Returns the examples of sentences of a treebank in CoNLL-U that a table annotates: `sent_id` and, for source, cue and
/// content, offsets in code points into the text of the sentence.
///
/// # Errors
/// When a file cannot be read.
pub fn stand_off(lang: &str, table: &Path, treebank: &Path, see: See) -> anyhow::Result<Vec<Example>> {
    let language = Language::new(lang)?;
    let mut texts: HashMap<&str, &str> = HashMap::new();
    let (treebank, table) = (read(treebank)?, read(table)?);
    let mut id = "";
    for line in treebank.lines() {
        if let Some(found) = line.strip_prefix("# sent_id = ") {
            id = found.trim();
        } else if let Some(text) = line.strip_prefix("# text = ") {
            texts.entry(id).or_insert(text.trim());
        }
    }
    let mut marked: BTreeMap<&str, Vec<Marked>> = BTreeMap::new();
    for row in table.lines().skip(1).filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[id, source, cue, content, ..] = cells.as_slice() else { continue };
        let all = marked.entry(id).or_default();
        let Some(text) = texts.get(id) else { continue };
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let span = |cell: &str| -> Vec<Span> {
            let offset = |number: &str| bytes.get(number.parse::<usize>().ok()?).copied();
            let pair = cell.split_once(':').and_then(|(start, end)| Some((offset(start)?, offset(end)?)));
            pair.filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end)).into_iter().collect()
        };
        all.push(Marked { source: span(source), cue: span(cue), content: span(content) });
    }
    let known: Vec<_> = marked.iter().filter_map(|(id, marked)| Some((texts.get(id)?, marked))).collect();
    let examples: Vec<Vec<Example>> =
        known.par_iter().map(|(text, marked)| language.examples(text, marked, see)).collect();
    Ok(examples.into_iter().flatten().collect())
}

/// Returns the examples and counter-examples of the rows of the table of cues of a pack.
///
/// # Errors
/// When the pack cannot be used.
pub fn rows(lang: &str, see: See) -> anyhow::Result<Vec<Example>> {
    let language = Language::new(lang)?;
    let packs = languages::embedded();
    let pack = packs.get(&language.lang).with_context(|| format!("no pack of `{lang}`"))?;
    let mut out = Vec::new();
    for row in attribution::cue_examples(pack)? {
        for (text, is_cue) in [(&row.example, true), (&row.counter, false)] {
            let article = Article { language: language.lang, ..Article::plain(text) };
            let annotated = language.pipeline.annotate(&article);
            let names = name::names(&language.names, &article, &annotated);
            out.extend(attribution::row_examples(&language.lexicon, &annotated, &names, (&row.forms, is_cue), see));
        }
    }
    Ok(out)
}

/// Returns the examples of a folder of cases in Markdown; files that end in `.test.md` are held out.
///
/// # Errors
/// When a file cannot be read.
pub fn cases(lang: &str, folder: &Path, see: See) -> anyhow::Result<Vec<Example>> {
    let language = Language::new(lang)?;
    let mut files: Vec<_> = if folder.is_dir() {
        fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.into_iter().map(|entry| entry.path()).collect()
    } else {
        vec![folder.to_owned()]
    };
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".md") && !name.ends_with(".test.md")
    });
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let markdown = fs::read_to_string(&file).with_context(|| format!("could not read `{}`", file.display()))?;
        for case in split(&markdown) {
            let marked: Vec<Marked> = case.lines.iter().map(|line| of_line(&case.text, line)).collect();
            out.extend(language.examples(&case.text, &marked, see));
        }
    }
    Ok(out)
}

struct Case<'m> {
    text: String,
    lines: Vec<&'m str>,
}

/// Splits Markdown into sentences, quoted by `>`, and the lines of their statements.
fn split(markdown: &str) -> Vec<Case<'_>> {
    let mut out: Vec<Case<'_>> = Vec::new();
    let mut is_open = false;
    for line in markdown.lines() {
        if let Some(quoted) = line.strip_prefix('>') {
            let quoted = quoted.trim();
            if !is_open {
                out.push(Case { text: String::new(), lines: Vec::new() });
                is_open = true;
            }
            let Some(case) = out.last_mut() else { continue };
            if quoted.is_empty() {
                case.text.push_str("\n\n");
            } else {
                if !case.text.is_empty() && !case.text.ends_with('\n') {
                    case.text.push(' ');
                }
                case.text.push_str(quoted);
            }
        } else {
            is_open = false;
            if let (true, Some(case)) = (line.starts_with("source"), out.last_mut()) {
                case.lines.push(line);
            }
        }
    }
    out
}

/// Returns the spans of `source: …    cue: …    content: …`. Of several places, the source and cue taken are those
/// nearest to the content.
fn of_line(text: &str, line: &str) -> Marked {
    let mut fields: Vec<(&str, usize, &str)> = Vec::new();
    for field in line.split("    ") {
        let Some((name, value)) = field.trim().split_once(": ") else { continue };
        let (name, nth) = match name.trim_end_matches(']').split_once('[') {
            Some((name, nth)) => (name, nth.parse().unwrap_or(1)),
            None => (name, 0),
        };
        fields.push((name, nth, value.trim()));
    }
    let places = |wanted: &str| -> (usize, Vec<Span>) {
        let Some((_, nth, value)) = fields.iter().find(|(name, _, _)| *name == wanted) else { return (0, Vec::new()) };
        if *value == "-" {
            return (0, Vec::new());
        }
        (*nth, text.match_indices(value).map(|(at, _)| Span::new(at, at + value.len())).collect())
    };
    let pick = |(nth, spans): (usize, Vec<Span>), near: Option<Span>| -> Vec<Span> {
        let gap = |span: &Span| near.map_or(0, |near| span.start.abs_diff(near.end).min(near.start.abs_diff(span.end)));
        let chosen = match nth.checked_sub(1) {
            Some(index) => spans.get(index).copied(),
            None => spans.into_iter().min_by_key(gap),
        };
        chosen.into_iter().collect()
    };
    let content = pick(places("content"), None);
    let near = content.first().copied();
    let cue = pick(places("cue"), near);
    let source = pick(places("source"), cue.first().copied().or(near));
    Marked { source, cue, content }
}

/// Returns the text of a file, unpacked by the `zstd` program when its name ends in `.zst`.
fn read(path: &Path) -> anyhow::Result<String> {
    if path.extension().is_none_or(|extension| extension != "zst") {
        return fs::read_to_string(path).with_context(|| format!("could not read `{}`", path.display()));
    }
    let output = Command::new("zstd").arg("-dqc").arg(path).output().context("could not run zstd")?;
    ensure!(output.status.success(), "zstd could not unpack `{}`", path.display());
    Ok(String::from_utf8(output.stdout)?)
}
