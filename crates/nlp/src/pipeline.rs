//! Everything that is done to a text in one language, behind one door.

use document::Article;
use pack::{PackError, PackSource};

use crate::{Annotated, Lexicon, Models, annotate, parse, split_words};

/// What is loaded of a language to annotate its texts: how it is split and, where its pack has models, how words are
/// tagged and put into trees.
///
/// ```
/// # let pack = pack::PackSource::new(document::Lang::UNDETERMINED, Default::default());
/// use nlp::conllu;
/// let pipeline = nlp::Pipeline::from_pack(&pack)?;
/// let article = document::Article::plain("De brug is dicht. De weg is open.");
/// let annotated = pipeline.annotate(&article);
/// assert_eq!(annotated.sentences.len(), 2);
/// let written = conllu::Document::of(&article.text, &annotated, conllu::Origin::default()).to_string();
/// assert!(written.starts_with("# newpar\n# sent_id = 1\n# text = De brug is dicht.\n1\tDe\t"));
/// # Ok::<(), pack::PackError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pipeline {
    lexicon: Lexicon,
    models: Option<Models>,
}

impl Pipeline {
    /// Loads what the pack has.
    ///
    /// # Errors
    /// When a table or model of the pack is malformed.
    pub fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        Ok(Self { lexicon: Lexicon::from_pack(pack)?, models: Models::from_pack(pack)? })
    }

    /// Loads what it takes to split texts, without the models: words get no tags and no heads.
    ///
    /// # Errors
    /// When a table of the pack is malformed.
    pub fn splitting(pack: &PackSource) -> Result<Self, PackError> {
        Ok(Self { lexicon: Lexicon::from_pack(pack)?, models: None })
    }

    /// Returns all that is known of the words of an article. Without models, words have no tags and no heads.
    #[must_use]
    pub fn annotate(&self, article: &Article) -> Annotated {
        let mut annotated = annotate(&self.lexicon, article);
        split_words(&self.lexicon, &article.text, &mut annotated);
        if let Some(models) = &self.models {
            parse(models, &article.text, &mut annotated);
        }
        annotated
    }
}
