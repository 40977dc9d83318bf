//! Names of people, organisations, places and other things, and the actors that they stand for.

use document::{Article, Span};
use nlp::Annotated;
use pack::{PackError, PackSource};

use crate::Rule;

/// One mention of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Where it stands, titles excluded: `Florence Parly`, not `minister Florence Parly`.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// The actor that it stands for in this article; `None` for names of no actor (a language, a ship).
    pub actor: Option<ActorId>,
    /// What made it.
    pub rule: Rule,
}

/// What a name names, after CoNLL-2002: adjectives and demonyms are MISC, countries and cities LOC also where they
/// stand for a government.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, mission, operation, newspaper or agency.
    Organisation,
    /// A place.
    Location,
    /// Anything else.
    Other,
}

impl NameKind {
    /// Returns the CoNLL label.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Location => "LOC",
            Self::Other => "MISC",
        }
    }
}

/// The id of an actor: lower-case ASCII words joined by hyphens (`emmanuel-macron`, `france`), made from the longest
/// form of the name in the article or taken from a gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub String);

/// The titles, gazetteers and name particles of a language, with those that all languages share.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Reads the tables under `name/` of the language's pack and of the shared pack.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_packs(_pack: &PackSource, _shared: &PackSource) -> Result<Self, PackError> {
        Ok(Self {})
    }
}

/// Returns every mention of a name, by start; mentions do not overlap.
#[must_use]
pub fn names(_lexicon: &Lexicon, _article: &Article, _annotated: &Annotated) -> Vec<Name> {
    Vec::new()
}
