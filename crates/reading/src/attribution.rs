//! Who says what: statements as source, cue and content, after PARC and PolNeAR.

use document::{Article, Span};
use nlp::Annotated;
use pack::{PackError, PackSource};

use crate::{ActorId, Name, Rule, Timex3};

/// A statement: somebody is reported to say, write, deny, think or estimate something.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who; `None` when the text does not say.
    pub source: Option<Source>,
    /// The words that carry the attribution; `None` for a quotation that stands alone.
    pub cue: Option<Span>,
    /// The words attributed, quotation marks left out when they enclose them wholly.
    pub content: Span,
    /// What is done by saying it.
    pub act: Act,
    /// Quoted or reported.
    pub form: Form,
    /// At whom an accusation, denial, demand, threat or criticism is aimed.
    pub target: Option<ActorId>,
    /// The media or agencies that relay it.
    pub via: Vec<ActorId>,
    /// TIMEX3 value of the moment of saying, when the sentence gives one.
    pub said_at: Option<String>,
    /// What made it.
    pub rule: Rule,
}

/// The source of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The noun phrase or pronoun, as written.
    pub span: Span,
    /// The actor that it stands for, pronouns resolved; `None` when that is not plain.
    pub actor: Option<ActorId>,
}

/// What is done by saying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the definition; the guide to annotation tells them apart")]
pub enum Act {
    Say,
    Deny,
    Accuse,
    Confirm,
    Announce,
    Promise,
    Threaten,
    Warn,
    Demand,
    Estimate,
    Criticise,
    Praise,
    Ask,
    Refuse,
}

impl Act {
    const NAMES: [(Act, &'static str); 14] = [
        (Act::Say, "say"),
        (Act::Deny, "deny"),
        (Act::Accuse, "accuse"),
        (Act::Confirm, "confirm"),
        (Act::Announce, "announce"),
        (Act::Promise, "promise"),
        (Act::Threaten, "threaten"),
        (Act::Warn, "warn"),
        (Act::Demand, "demand"),
        (Act::Estimate, "estimate"),
        (Act::Criticise, "criticise"),
        (Act::Praise, "praise"),
        (Act::Ask, "ask"),
        (Act::Refuse, "refuse"),
    ];

    /// Returns the name used in the output contract and in language packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(act, _)| *act == self).expect("every act has a name").1
    }

    /// Returns the act of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(act, _)| *act)
    }
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Wholly between quotation marks.
    Direct,
    /// Reported.
    Indirect,
    /// Reported, with quoted parts.
    Mixed,
}

impl Form {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// The cues of a language: the tables under `attribution/` of its pack.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Reads the tables of the language's pack and of the shared pack.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_packs(_pack: &PackSource, _shared: &PackSource) -> Result<Self, PackError> {
        Ok(Self {})
    }
}

/// Returns the statements of an article, by start of their content.
#[must_use]
pub fn attributions(
    _lexicon: &Lexicon,
    _article: &Article,
    _annotated: &Annotated,
    _names: &[Name],
    _times: &[Timex3],
) -> Vec<Attribution> {
    Vec::new()
}
