//! From paths to readings: the rooms in their order, over all articles in parallel.

use std::{collections::BTreeMap, path::PathBuf};

use document::{Article, Lang};
use dossier::Entry;
use rayon::prelude::*;
use reading::Reader;

/// Everything that is loaded once: packs made into lexicons and readers.
pub struct Engine {
    intake: intake::Lexicon,
    nlp: BTreeMap<Lang, nlp::Lexicon>,
    readers: BTreeMap<Lang, Reader>,
}

impl Engine {
    /// Loads the embedded packs.
    pub fn new() -> anyhow::Result<Self> {
        let packs = languages::embedded();
        let shared = &packs[&Lang::UNDETERMINED];
        let mut engine = Self {
            intake: intake::Lexicon::from_packs(packs.values())?,
            nlp: BTreeMap::new(),
            readers: BTreeMap::new(),
        };
        for (&lang, pack) in &packs {
            engine.nlp.insert(lang, nlp::Lexicon::from_pack(pack)?);
            engine.readers.insert(lang, Reader::new(pack, shared)?);
        }
        Ok(engine)
    }

    /// Reads one article.
    pub fn read(&self, article: Article) -> Entry {
        let lang = if self.readers.contains_key(&article.language) { article.language } else { Lang::UNDETERMINED };
        let annotated = nlp::annotate(&self.nlp[&lang], &article);
        let (reading, _notes) = reading::read(&self.readers[&lang], &article, &annotated);
        Entry { article, annotated, reading }
    }

    /// Reads everything under `paths`.
    pub fn read_paths(&self, paths: &[PathBuf], options: intake::Options) -> (Vec<Entry>, Vec<intake::Error>) {
        let (files, mut errors) = intake::files(paths);
        let results: Vec<_> = files
            .par_iter()
            .map(|file| {
                let (articles, errors) = intake::read_file(&self.intake, file, options);
                (articles.into_iter().map(|article| self.read(article)).collect::<Vec<_>>(), errors)
            })
            .collect();
        let mut entries = Vec::new();
        for (found, failed) in results {
            entries.extend(found);
            errors.extend(failed);
        }
        (entries, errors)
    }
}
