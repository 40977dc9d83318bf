//! One article as intake hands it on.

use std::fmt;

use crate::{Lang, PartialDate, Span};
use sha2::{Digest, Sha256};

/// One article: its text, and what is known about where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Content hash, see [`ArticleId::of`].
    pub id: ArticleId,
    /// Where it was read: the path as given, `/`-separated, with `#3` behind it for the third record of a file that
    /// holds several.
    pub path: String,
    /// The headline, verbatim.
    pub title: Option<String>,
    /// The medium that published it, such as `NOS`.
    pub outlet: Option<String>,
    /// Names of the press agencies credited, in order of first mention.
    pub agencies: Vec<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// When it was published, to the precision known. `None` when nothing says so.
    pub published: Option<PartialDate>,
    /// What said so; `None` exactly when `published` is.
    pub published_from: Option<PublishedFrom>,
    /// The text is only the beginning, or a wall, of an article that intake could not get.
    pub stub: bool,
    /// The language of the text.
    pub language: Lang,
    /// Web address, when the source gave one.
    pub url: Option<String>,
    /// The text. Paragraphs are separated by a blank line (`\n\n`); a line break inside a paragraph is one `\n`.
    /// A headline that is known stands first, as a paragraph of its own, marked as [`ResidueKind::Headline`].
    /// Residue is kept and marked, never cut, so that every offset can be checked against what was printed.
    pub text: String,
    /// Stretches of `text` that are not running prose, by start; they do not overlap.
    pub residue: Vec<Residue>,
}

impl Article {
    /// Returns an article of nothing but this text: in no known language, of no known date, without residue.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            id: ArticleId::of(&[&text]),
            path: String::new(),
            title: None,
            outlet: None,
            agencies: Vec::new(),
            byline: None,
            published: None,
            published_from: None,
            stub: false,
            language: Lang::UNDETERMINED,
            url: None,
            text,
            residue: Vec::new(),
        }
    }
}

/// The identity of an article: sixteen hexadecimal digits of a hash of its content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub String);

impl ArticleId {
    /// Returns the id of an article with these contents: the first 64 bits of a SHA-256 over the fields, each
    /// preceded by its length. The path is not among them: the same article under another name keeps its id.
    #[must_use]
    pub fn of(fields: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for field in fields {
            hash.update((field.len() as u64).to_le_bytes());
            hash.update(field.as_bytes());
        }
        let digest = hash.finalize();
        Self(digest[..8].iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What told the publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublishedFrom {
    /// A header line in the text, such as `date 2021-10`.
    Header,
    /// Metadata of the file: JSON fields, HTML meta elements, front matter.
    Metadata,
    /// A date printed in the text as the moment of publication.
    Text,
    /// The name of the file or a folder above it.
    Path,
    /// The user (`--published`).
    Given,
    /// Inferred from the latest dates that the text speaks of as past.
    Content,
}

impl PublishedFrom {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Metadata => "metadata",
            Self::Text => "text",
            Self::Path => "path",
            Self::Given => "given",
            Self::Content => "content",
        }
    }
}

/// A stretch of an article's text that is not running prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Residue {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ResidueKind,
}

/// What a stretch of text is, when it is not running prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResidueKind {
    /// The headline of the article.
    Headline,
    /// A line that says when or where it was published: `date 2021-10`, `NOS Nieuws • gisteren, 19:21`.
    Dateline,
    /// A heading inside the text.
    SubHeading,
    /// A question of a question-and-answer piece, standing as a heading.
    Question,
    /// A caption under a picture.
    Caption,
    /// A credit: `Beeld Joel Saget / AFP`, `Foto: ANP`, a bare agency name at the end.
    Credit,
    /// A pointer to other content: `Lees ook`, a video with its length.
    Teaser,
    /// Anything else that a web page leaves behind: share buttons, cookie notices, subscription offers.
    Boilerplate,
}

impl ResidueKind {
    /// Returns the name used in the output and in language packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Dateline => "dateline",
            Self::SubHeading => "sub_heading",
            Self::Question => "question",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Teaser => "teaser",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Returns the kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Headline,
            Self::Dateline,
            Self::SubHeading,
            Self::Question,
            Self::Caption,
            Self::Credit,
            Self::Teaser,
            Self::Boilerplate,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == name)
    }

    /// Tells whether the stretch says something that the article asserts, so that a reader should read it: headlines
    /// and captions do; credits, datelines, teasers and boilerplate do not.
    #[must_use]
    pub fn is_content(self) -> bool {
        matches!(self, Self::Headline | Self::Caption | Self::SubHeading | Self::Question)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_depend_on_where_fields_end() {
        assert_eq!(ArticleId::of(&["ab", "c"]), ArticleId::of(&["ab", "c"]));
        assert_ne!(ArticleId::of(&["ab", "c"]), ArticleId::of(&["a", "bc"]));
        assert_eq!(ArticleId::of(&[]).0.len(), 16);
    }

    #[test]
    fn residue_kinds_know_their_names() {
        assert_eq!(ResidueKind::from_name("sub_heading"), Some(ResidueKind::SubHeading));
        assert_eq!(ResidueKind::from_name("advert"), None);
    }
}
