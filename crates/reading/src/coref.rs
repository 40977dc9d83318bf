//! Whom the words of one article mean: names, pronouns and descriptions to actors.
//!
//! A deterministic resolver: sieves, the surest first, over the noun phrases of the trees; what a sieve has joined,
//! the next one sees as one entity. Where two answers are possible there is none, and every link names its sieve.
//!
//! References: Raghunathan et al. (2010), *A Multi-Pass Sieve for Coreference Resolution*; Lee et al. (2013),
//! *Deterministic Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules*.

mod described;
mod description;
mod entity;
mod find;
mod grammar;
mod lexicon;
mod pronoun;
mod source;
mod structure;

use document::{Article, Span};
use nlp::Annotated;

use crate::{ActorId, Name};
use described::Described;
use entity::{Entities, EntityIdx};
use grammar::Text;
use lexicon::Pronoun;

pub use described::Description;
pub use lexicon::{Example, Lexicon, examples};
pub use source::SourceAt;

/// A noun phrase that may stand for an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The noun phrase, appositions and relative clauses included, prepositions and coordinated phrases left out.
    pub span: Span,
    /// Index of its head into [`Annotated::words`].
    pub head: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// How it mentions.
    pub kind: MentionKind,
    /// The mention that it takes its meaning from: index into [`Mentions::all`]. `None` for names, and where nothing
    /// is plain.
    pub antecedent: Option<usize>,
    /// The sieve that found the antecedent or the actor: `coref.apposition`.
    pub rule: Option<&'static str>,
    entity: EntityIdx,
    pronoun: Option<Pronoun>,
    /// Where its head begins.
    start: usize,
    /// Where the words stand in a quotation, which.
    quotation: Option<usize>,
}

/// How a noun phrase mentions something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// By a name: `Jansen`.
    Name,
    /// By a pronoun, of the person that the grammar gives it: 1 for `ik`.
    Pronoun {
        /// First, second or third person.
        person: u8,
    },
    /// By a description that takes it as known: `de minister`.
    Description,
    /// By any other noun: `een minister`.
    Nominal,
    /// Several by a coordination of their phrases: `Jansen en de minister`.
    Coordination,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    Singular,
    /// More.
    Plural,
}

/// The gender of a person, where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// She.
    Feminine,
    /// He.
    Masculine,
}

/// What kind of thing is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A person.
    Person,
    /// An organisation, government or other body.
    Group,
    /// A place, which may stand for its government.
    Place,
    /// Anything else.
    Thing,
}

impl Class {
    const ALL: [Self; 4] = [Self::Person, Self::Group, Self::Place, Self::Thing];

    fn from_name(name: &str) -> Option<Self> {
        match name {
            "person" => Some(Self::Person),
            "group" => Some(Self::Group),
            "place" => Some(Self::Place),
            "thing" => Some(Self::Thing),
            _ => None,
        }
    }
}

/// The mentions of an article and whom they mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    all: Vec<Mention>,
    entities: Entities,
    /// By word: one more than the mention that the word heads or whose name it is part of; 0 for none.
    by_word: Vec<u32>,
    described: Vec<Described>,
}

/// Returns the mentions of an article, by place of their head, and whom they mean as far as that is plain without
/// knowing who speaks: see [`Mentions::resolve_sources`]. There are none where the words were not parsed.
#[must_use]
pub fn mentions(lexicon: &Lexicon, article: &Article, annotated: &Annotated, names: &[Name]) -> Mentions {
    let text = Text::new(article, annotated);
    let mut found = find::find(lexicon, &text, names);
    structure::link(lexicon, &text, names, &mut found);
    description::link(lexicon, &text, names, &mut found);
    pronoun::link(&text, &mut found);
    found.mentions.described = description::describe(lexicon, &text, names, &found);
    found.mentions
}

impl Mentions {
    /// Returns all mentions, by place of their head.
    #[must_use]
    pub fn all(&self) -> &[Mention] {
        &self.all
    }

    /// Returns the mention whose head is that word, or in whose name it stands.
    #[must_use]
    pub fn at(&self, word: usize) -> Option<&Mention> {
        self.all.get(self.index_at(word)?)
    }

    /// Returns the head of the noun phrase at `span`: the first word in it whose own head stands outside.
    #[must_use]
    pub fn head_in(&self, annotated: &Annotated, span: Span) -> Option<usize> {
        let first = annotated.words.partition_point(|word| word.span.start < span.start);
        let end = annotated.words.partition_point(|word| word.span.start < span.end);
        let is_inside = |word: usize| (first..end).contains(&word);
        let head = |word: usize| annotated.words.get(word).and_then(|word| word.head);
        let mut tops = (first..end).filter(|&word| head(word).is_none_or(|head| !is_inside(head)));
        tops.clone().find(|&word| self.index_at(word).is_some()).or_else(|| tops.next())
    }

    /// Returns whom the noun phrase with that head means, `None` when that is not plain. A word of a name gives the
    /// actor of the name; the head of `de Franse minister Dorpel` gives Dorpel.
    #[must_use]
    pub fn actor_of(&self, word: usize) -> Option<&ActorId> {
        self.actor(self.at(word)?)
    }

    /// Returns whom a mention means, `None` when that is not plain.
    #[must_use]
    pub fn actor(&self, mention: &Mention) -> Option<&ActorId> {
        self.entities.actor(mention.entity)
    }

    /// Tells whether two mentions mean the same.
    #[must_use]
    pub fn is_same(&self, one: &Mention, other: &Mention) -> bool {
        self.entities.find(one.entity) == self.entities.find(other.entity)
    }

    /// Returns the number of the entity that a mention means: mentions of the same entity have the same.
    #[must_use]
    pub fn entity(&self, mention: &Mention) -> usize {
        self.entities.find(mention.entity).0
    }

    /// Returns the class of what a mention means, where it is known.
    #[must_use]
    pub fn class(&self, mention: &Mention) -> Option<Class> {
        self.entities.get(mention.entity).class
    }

    /// Returns the gender of whom a mention means, where it is known.
    #[must_use]
    pub fn gender(&self, mention: &Mention) -> Option<Gender> {
        self.entities.get(mention.entity).gender
    }

    /// Returns the number of what a mention means, where it is known.
    #[must_use]
    pub fn number(&self, mention: &Mention) -> Option<Number> {
        self.entities.get(mention.entity).number
    }

    fn index_at(&self, word: usize) -> Option<usize> {
        (*self.by_word.get(word)? as usize).checked_sub(1)
    }
}

#[cfg(test)]
mod tests;
