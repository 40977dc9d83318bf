//! Dossiers of annotated stories against what an editor finds across their articles: `testdata/stories/README.md` tells
//! the format of the gold.

mod gold;
mod score;

use std::path::{Path, PathBuf};

use score::Scores;

use crate::pile::Rooms;

/// Builds each story and prints its scores, and those of all together where there are several. With `show`, also the
/// items of one key that are missed or false.
///
/// # Errors
/// When a story cannot be read.
pub fn run(stories: &[PathBuf], articles: Option<&Path>, show: Option<&str>) -> anyhow::Result<()> {
    let rooms = Rooms::load()?;
    let mut all = Scores::default();
    for story in stories {
        let gold = gold::Gold::load(&story.join("cross.json"))?;
        let folder = articles.map_or_else(|| story.join("articles"), Path::to_owned);
        let shown = Shown::of(&rooms, &folder)?;
        let mut scores = Scores::default();
        scores.add(&gold, &shown, show);
        println!("{}\n{scores}", story.display());
        all.merge(&scores);
    }
    if stories.len() > 1 {
        println!("all {} stories\n{all}", stories.len());
    }
    Ok(())
}

/// A dossier as its JSON, with the texts of its articles.
pub struct Shown {
    /// The dossier.
    pub doc: store::json::DossierDoc,
    texts: std::collections::BTreeMap<String, (String, String)>,
}

impl Shown {
    /// Builds the dossier of all articles under a folder.
    fn of(rooms: &Rooms, folder: &Path) -> anyhow::Result<Self> {
        let (files, errors) = intake::files(&[folder.to_owned()]);
        anyhow::ensure!(errors.is_empty(), "{errors:?}");
        let mut articles = Vec::new();
        for file in &files {
            articles.extend(rooms.articles(file)?);
        }
        anyhow::ensure!(!articles.is_empty(), "no articles under `{}`", folder.display());
        let mut entries = rooms.read(articles);
        let dossier = dossier::build_with(&rooms.dossier, &mut entries);
        let doc = store::dossier(&dossier, &entries);
        let texts = entries.iter().map(|entry| {
            let article = &entry.article;
            let name = article.path.rsplit('/').next().unwrap_or(&article.path).to_owned();
            (article.id.0.clone(), (name, article.text.clone()))
        });
        Ok(Self { doc, texts: texts.collect() })
    }

    /// Returns the file name of an article.
    pub fn name(&self, id: &str) -> &str {
        self.texts.get(id).map_or("", |(name, _)| name)
    }

    /// Tells whether a quote touches a piece of the gold.
    pub fn hits(&self, quote: &store::json::QuoteDoc, piece: &gold::Piece) -> bool {
        let Some((name, text)) = self.texts.get(&quote.article) else { return false };
        *name == piece.doc
            && text.find(&piece.text).is_some_and(|start| {
                let end = start + piece.text.len();
                start.max(quote.start) < end.min(quote.end)
            })
    }

    /// Returns the pieces of the gold that stand in no article as read.
    pub fn unknown<'g>(&self, pieces: impl Iterator<Item = &'g gold::Piece>) -> Vec<&'g gold::Piece> {
        pieces
            .filter(|piece| {
                !self.texts.values().any(|(name, text)| *name == piece.doc && text.matches(&piece.text).count() == 1)
            })
            .collect()
    }
}
