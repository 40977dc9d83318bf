//! Piles of articles as the program reads them, for what is measured across articles.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context;
use document::{Article, Lang};
use dossier::Entry;
use nlp::Pipeline;
use rayon::prelude::*;
use reading::Reader;

use crate::corpus;

/// What reads articles: intake, and a pipeline and reader for each language of the packs.
pub struct Rooms {
    intake: intake::Lexicon,
    /// The words of the dossier.
    pub dossier: dossier::Lexicon,
    readers: BTreeMap<Lang, (Pipeline, Reader)>,
}

impl Rooms {
    /// Loads all packs.
    ///
    /// # Errors
    /// When a pack cannot be used.
    pub fn load() -> anyhow::Result<Self> {
        let packs = languages::embedded();
        let shared = packs.get(&Lang::UNDETERMINED).context("no shared pack")?;
        let readers = packs
            .iter()
            .map(|(&lang, pack)| Ok((lang, (Pipeline::from_pack(pack)?, Reader::new(pack, shared)?))))
            .collect::<anyhow::Result<_>>()?;
        Ok(Self {
            intake: intake::Lexicon::from_packs(packs.values())?,
            dossier: dossier::Lexicon::from_packs(packs.values())?,
            readers,
        })
    }

    /// Returns the articles of a file, packed or not, as `wederhoor build` would take them in, in their order. Those of
    /// JSON lines have the path `FILE#3` for the third line.
    ///
    /// # Errors
    /// When the file cannot be read or unpacked.
    pub fn articles(&self, path: &Path) -> anyhow::Result<Vec<Article>> {
        let text = corpus::read(path)?;
        let plain = if path.extension().is_some_and(|extension| extension == "zst") {
            path.with_extension("")
        } else {
            path.to_owned()
        };
        let extension = plain.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let name = plain.to_string_lossy();
        let (articles, errors) =
            intake::read_bytes(&self.intake, &name, extension, text.as_bytes(), intake::Options::default());
        for error in errors {
            eprintln!("left out: {error}");
        }
        Ok(articles)
    }

    /// Reads articles in parallel, in their order.
    #[must_use]
    pub fn read(&self, articles: Vec<Article>) -> Vec<Entry> {
        articles.into_par_iter().map(|article| self.read_one(article)).collect()
    }

    /// Reads one article.
    #[must_use]
    pub fn read_one(&self, article: Article) -> Entry {
        let lang = if self.readers.contains_key(&article.language) { article.language } else { Lang::UNDETERMINED };
        let (pipeline, reader) = &self.readers[&lang];
        let mut annotated = pipeline.annotate(&article);
        let (reading, _) = reading::read(reader, &article, &annotated);
        annotated.forget_words();
        Entry { article, annotated, reading }
    }
}
