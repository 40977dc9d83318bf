//! What an article calls people and bodies: `de minister van Defensie van Selmark`, for others to look up who that is.

use std::collections::BTreeMap;

use document::Span;

use super::{Class, MentionKind, Mentions};
use crate::{ActorId, Party};

/// A noun phrase that tells what a person, a body or a place is.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The noun phrase.
    pub span: Span,
    /// Its noun.
    pub noun: Span,
    /// The noun in the singular and in lower case, without the seams of compounds.
    pub lemma: String,
    /// Person, group or place.
    pub class: Class,
    /// What the ids of such bodies begin with, when each place has one: `army-of`.
    pub body: Option<String>,
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
    /// Pronouns that mean the same, where that is nobody named.
    pub pronouns: Vec<Span>,
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
    pub body: Option<String>,
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
        let mut pronouns = self.pronouns_of_nobody();
        let whole = |described: &Described| {
            let mention = self.all.get(described.mention);
            Description {
                span: described.span,
                noun: described.noun,
                lemma: described.lemma.clone(),
                class: described.class,
                body: described.body.clone(),
                regime: described.regime,
                definite: described.definite,
                place: described.place.clone(),
                of: described.of.and_then(party),
                actor: mention.and_then(|mention| self.actor(mention)).cloned(),
                pronouns: mention.and_then(|mention| pronouns.remove(&self.entity(mention))).unwrap_or_default(),
            }
        };
        self.described.iter().map(whole).collect()
    }

    /// Returns the pronouns of the third person that mean something without a name, by entity.
    fn pronouns_of_nobody(&self) -> BTreeMap<usize, Vec<Span>> {
        let mut out: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for mention in self.all.iter().filter(|mention| mention.kind == (MentionKind::Pronoun { person: 3 })) {
            if mention.antecedent.is_some() && self.actor(mention).is_none() {
                out.entry(self.entity(mention)).or_default().push(mention.span);
            }
        }
        out
    }
}
