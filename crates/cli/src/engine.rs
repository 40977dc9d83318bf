//! From paths to a finished dossier: the rooms in their order, over all articles in parallel.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use document::{Article, Lang};
use dossier::Entry;
use nlp::Pipeline;
use pack::{PackError, PackSource};
use rayon::prelude::*;
use reading::{Note, Reader};
use store::json::{DossierDoc, ReadingRow};

use crate::{
    corrections::{Corrected, CorrectionsFile},
    inputs::Inputs,
    loaded::Loaded,
    progress::Progress,
};

/// A finished dossier in its public form, and what happened on the way.
pub struct Built {
    /// `dossier.json`.
    pub dossier: DossierDoc,
    /// `readings.jsonl`.
    pub readings: Vec<ReadingRow>,
    /// What could not be taken in, by path.
    pub skipped: Vec<intake::Error>,
    /// Articles left out because another one is the same, as (path left out, path kept).
    pub repeated: Vec<(String, String)>,
    /// What readers noted, as (path, note).
    pub notes: Vec<(String, Note)>,
    /// The user's corrections, if there are any.
    pub corrected: Option<Corrected>,
}

/// Reads everything that `inputs` names and builds its dossier. The result depends on the content and names of the
/// files only, not on the order of paths or the number of threads.
///
/// Nothing under `out`, where a dossier is written, is read: an earlier dossier is not an article. Of the language packs
/// only those are loaded that the articles need.
///
/// # Errors
/// When a pack cannot be used, or the file of corrections cannot be read.
pub fn build(inputs: &Inputs, out: &Path, progress: &Progress) -> anyhow::Result<Built> {
    let corrections = CorrectionsFile::of(inputs.corrections.as_deref(), out)?;
    let packs = languages::embedded();
    let (mut files, mut skipped) = intake::files(&inputs.paths);
    if let Some(own) = corrections.as_ref().and_then(|file| fs::canonicalize(&file.path).ok()) {
        files.retain(|file| !fs::canonicalize(file).is_ok_and(|file| file == own));
    }
    if let Ok(out) = fs::canonicalize(out) {
        let inside = |path: &Path| fs::canonicalize(path).is_ok_and(|path| path.starts_with(&out));
        files.retain(|file| !inside(file));
        skipped.retain(|error| !inside(Path::new(&error.path)));
    }
    progress.start(files.len());
    let (taken_in, words) =
        rayon::join(|| take_in(&packs, &files, inputs), || dossier::Lexicon::from_packs(packs.values()));
    let (taken_in, words) = (taken_in?, words?);
    let mut readers = Loaded::new(&packs, |pack, shared| Ok((Pipeline::from_pack(pack)?, Reader::new(pack, shared)?)));
    let articles = taken_in.iter().flat_map(|(articles, _)| articles);
    readers.need(articles.map(|article| article.language))?;
    let results: Vec<_> = taken_in
        .into_par_iter()
        .map(|(articles, failed)| {
            let read: Vec<_> = articles.into_iter().map(|article| read(&readers, article)).collect();
            progress.step();
            (read, failed)
        })
        .collect();
    progress.finish();
    let mut read = Vec::new();
    for (articles, failed) in results {
        read.extend(articles);
        skipped.extend(failed);
    }
    skipped.sort_by(|a, b| a.path.cmp(&b.path));
    let (mut entries, notes, repeated) = distinct(read);
    let asked = corrections.as_ref().map(|file| file.corrections.clone()).unwrap_or_default();
    let (dossier, problems) = dossier::build_corrected(&words, &mut entries, &asked);
    let dossier = dossier.at(inputs.strictness.level());
    Ok(Built {
        dossier: store::dossier(&dossier, &entries),
        readings: entries.par_iter().map(store::reading).collect(),
        skipped,
        repeated,
        notes,
        corrected: corrections.map(|file| file.followed(problems)),
    })
}

/// The articles of one file, and what could not be taken in.
type TakenIn = (Vec<Article>, Vec<intake::Error>);

/// Returns the articles of each file, and what could not be taken in.
fn take_in(packs: &BTreeMap<Lang, PackSource>, files: &[PathBuf], inputs: &Inputs) -> Result<Vec<TakenIn>, PackError> {
    let lexicon = intake::Lexicon::from_packs(packs.values())?;
    let options = inputs.options();
    Ok(files.par_iter().map(|file| intake::read_file(&lexicon, file, options)).collect())
}

fn read(readers: &Loaded<'_, (Pipeline, Reader)>, article: Article) -> (Entry, Vec<Note>) {
    let (pipeline, reader) = readers.get(article.language);
    let mut annotated = pipeline.annotate(&article);
    let (reading, notes) = reading::read(reader, &article, &annotated);
    // a dossier compares what was read, and words take most of the memory
    annotated.forget_words();
    (Entry { article, annotated, reading }, notes)
}

type Distinct = (Vec<Entry>, Vec<(String, Note)>, Vec<(String, String)>);

/// Keeps one entry of each article: of those with the same content, the one whose path sorts first.
fn distinct(mut read: Vec<(Entry, Vec<Note>)>) -> Distinct {
    read.sort_by(|(a, _), (b, _)| a.article.path.cmp(&b.article.path));
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    let (mut entries, mut notes, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for (entry, noted) in read {
        let path = entry.article.path.clone();
        if let Some(first) = kept.get(&entry.article.id.0) {
            repeated.push((path, first.clone()));
            continue;
        }
        kept.insert(entry.article.id.0.clone(), path.clone());
        notes.extend(noted.into_iter().map(|note| (path.clone(), note)));
        entries.push(entry);
    }
    (entries, notes, repeated)
}
