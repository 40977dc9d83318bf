//! What an article calls people and bodies: `de minister van Defensie van Selmark`, for others to look up who that is.

use document::Span;

use super::{Class, Mentions};
use crate::{ActorId, Party};

/// A noun phrase that tells what a person or a body is.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The noun phrase.
    pub span: Span,
    /// Its noun.
    pub noun: Span,
    /// The noun in the singular and in lower case, without the seams of compounds.
    pub lemma: String,
    /// Person or group.
    pub class: Class,
    /// It is for a government that nobody chose.
    pub regime: bool,
    /// It takes for known whom it describes: `de minister`.
    pub definite: bool,
    /// The place beside it, as the noun has it: `Selmarkse`, `in Selmark`.
    pub place: Option<ActorId>,
    /// Whose or of what: `haar`, `van de rederij`.
    pub of: Option<Party>,
    /// Who it is; `None` when the article alone does not tell.
    pub actor: Option<ActorId>,
}

/// The same, before it is known whom mentions mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Described {
    /// Index of the mention.
    pub mention: usize,
    pub span: Span,
    pub noun: Span,
    pub lemma: String,
    pub class: Class,
    pub regime: bool,
    pub definite: bool,
    pub place: Option<ActorId>,
    /// Index of the mention.
    pub of: Option<usize>,
}

impl Mentions {
    /// Returns what the article calls people and bodies, by place of the noun, with whom these mean.
    #[must_use]
    pub fn descriptions(&self) -> Vec<Description> {
        let party = |index: usize| {
            let mention = self.all.get(index)?;
            Some(Party { span: mention.span, actor: self.actor(mention).cloned() })
        };
        let whole = |described: &Described| Description {
            span: described.span,
            noun: described.noun,
            lemma: described.lemma.clone(),
            class: described.class,
            regime: described.regime,
            definite: described.definite,
            place: described.place.clone(),
            of: described.of.and_then(party),
            actor: self.all.get(described.mention).and_then(|mention| self.actor(mention)).cloned(),
        };
        self.described.iter().map(whole).collect()
    }
}
