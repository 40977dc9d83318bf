//! Names of people, organisations, places and other things, and the actors that they stand for.

mod acronym;
mod actor;
mod article_view;
mod evidence;
mod find;
mod gazetteer;
mod kind;
mod lexicon;

use document::{Article, Span};
use nlp::Annotated;

use crate::Rule;

pub use lexicon::Lexicon;

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
    /// All kinds, in the order of the columns of tables.
    pub const ALL: [NameKind; 4] = [Self::Person, Self::Organisation, Self::Location, Self::Other];

    /// Returns the kind of that CoNLL label.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

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

impl ActorId {
    /// Returns the id made of a name: `emile-zandstra-ost` of `Émile Zandstra-Öst`. It is empty for a name without letters
    /// that have an ASCII form.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        Self(actor::slug(name))
    }
}

/// Returns every mention of a name, by start; mentions do not overlap.
///
/// Mentions are found by orthography and lists, typed by what the lists and the words around say, and one surface has
/// one kind in an article.
#[must_use]
pub fn names(lexicon: &Lexicon, article: &Article, annotated: &Annotated) -> Vec<Name> {
    let view = article_view::ArticleView::new(lexicon, article, annotated);
    let mentions = find::mentions(&view);
    let kinds = kind::kinds(&view, &mentions);
    let actors = actor::actors(&view, &mentions, &kinds);
    let rule = |mention: &find::Mention| Rule::new(mention.rule);
    let mut names: Vec<Name> = mentions
        .iter()
        .zip(kinds)
        .zip(actors)
        .map(|((mention, kind), actor)| Name { span: mention.span, kind, actor, rule: rule(mention) })
        .collect();
    names.sort_by_key(|name| name.span);
    names
}

/// What is seen of one mention, as the rows of `name/weights.tsv` are called.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Where the mention stands.
    pub span: Span,
    /// Its kind, where tables or its own words make that certain.
    pub kind: Option<NameKind>,
    /// What is seen of the name itself.
    pub form: Vec<String>,
    /// What is seen around it.
    pub context: Vec<String>,
}

/// Returns what is seen of every mention, in order. For training and for explaining a decision.
#[must_use]
pub fn evidence(lexicon: &Lexicon, article: &Article, annotated: &Annotated) -> Vec<Evidence> {
    let view = article_view::ArticleView::new(lexicon, article, annotated);
    let mentions = find::mentions(&view);
    let seen = |mention: &find::Mention| Evidence {
        span: mention.span,
        kind: mention.kind,
        form: kind::form_features(&view, mention),
        context: kind::context_features(&view, mention),
    };
    mentions.iter().map(seen).collect()
}

#[cfg(test)]
mod tests;
