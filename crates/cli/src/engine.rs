//! From paths to a finished dossier: the rooms in their order, over all articles in parallel.

use std::{collections::BTreeMap, fs, path::Path};

use document::{Article, Lang};
use dossier::Entry;
use rayon::prelude::*;
use reading::{Note, Reader};
use store::json::{DossierDoc, ReadingRow};

use crate::{inputs::Inputs, progress::Progress};

/// Everything that is loaded once: packs made into lexicons and readers.
pub struct Engine {
    intake: intake::Lexicon,
    words: dossier::Lexicon,
    languages: BTreeMap<Lang, (nlp::Lexicon, Reader)>,
}

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
}

impl Engine {
    /// Loads the embedded packs.
    pub fn new() -> anyhow::Result<Self> {
        let packs = languages::embedded();
        let shared = &packs[&Lang::UNDETERMINED];
        let mut languages = BTreeMap::new();
        for (&lang, pack) in &packs {
            languages.insert(lang, (nlp::Lexicon::from_pack(pack)?, Reader::new(pack, shared)?));
        }
        Ok(Self {
            intake: intake::Lexicon::from_packs(packs.values())?,
            words: dossier::Lexicon::from_packs(packs.values())?,
            languages,
        })
    }

    /// Reads everything that `inputs` names and builds its dossier. The result depends on the content and names of the
    /// files only, not on the order of paths or the number of threads.
    ///
    /// Nothing under `out`, where a dossier is written, is read: an earlier dossier is not an article.
    pub fn build(&self, inputs: &Inputs, out: &Path, progress: &Progress) -> Built {
        let (mut files, mut skipped) = intake::files(&inputs.paths);
        if let Ok(out) = fs::canonicalize(out) {
            let inside = |path: &Path| fs::canonicalize(path).is_ok_and(|path| path.starts_with(&out));
            files.retain(|file| !inside(file));
            skipped.retain(|error| !inside(Path::new(&error.path)));
        }
        let options = inputs.options();
        progress.start(files.len());
        let results: Vec<_> = files
            .par_iter()
            .map(|file| {
                let (articles, failed) = intake::read_file(&self.intake, file, options);
                let read: Vec<_> = articles.into_iter().map(|article| self.read(article)).collect();
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
        let dossier = dossier::build_with(&self.words, &mut entries);
        Built {
            dossier: store::dossier(&dossier, &entries),
            readings: entries.par_iter().map(store::reading).collect(),
            skipped,
            repeated,
            notes,
        }
    }

    fn read(&self, article: Article) -> (Entry, Vec<Note>) {
        let (lexicon, reader) =
            self.languages.get(&article.language).unwrap_or_else(|| &self.languages[&Lang::UNDETERMINED]);
        let annotated = nlp::annotate(lexicon, &article);
        let (reading, notes) = reading::read(reader, &article, &annotated);
        (Entry { article, annotated, reading }, notes)
    }
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
