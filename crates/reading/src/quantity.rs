//! Figures: counts, amounts, percentages and money.

use document::{Article, Span};
use nlp::Annotated;
use pack::{PackError, PackSource};

use crate::{Rule, Timex3};

/// A figure in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The figure with its qualifier and without its unit: `circa 2500-3000`. Currency signs and words that are part
    /// of the amount (`€ 3 miljoen`) lie inside.
    pub span: Span,
    /// The least it may be; `None` when the text gives only an upper bound.
    pub low: Option<f64>,
    /// The most it may be; `None` when the text gives only a lower bound.
    pub high: Option<f64>,
    /// How exact the text says it is.
    pub approximation: Approximation,
    /// The head noun of what is counted, as written, or the currency or percent sign.
    pub unit: Option<Span>,
    /// What sort of thing is counted.
    pub kind: QuantityKind,
    /// The phrase around the unit that says what is counted, with who and where: `Russische huurlingen in Mali`.
    pub of: Option<Span>,
    /// TIMEX3 value of the time that it holds for, when the sentence gives one.
    pub as_of: Option<String>,
    /// What made it.
    pub rule: Rule,
}

/// How exact a figure is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Approximation {
    /// Given without qualification.
    Exact,
    /// `circa`, `ongeveer`, `naar schatting`.
    About,
    /// `zeker`, `minstens`.
    AtLeast,
    /// `tot`, `hooguit`.
    AtMost,
    /// `ruim`, `meer dan`.
    MoreThan,
    /// `bijna`, `minder dan`.
    LessThan,
}

impl Approximation {
    /// Returns the name used in the output contract and in language packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
        }
    }
}

/// What sort of thing a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuantityKind {
    /// Soldiers, mercenaries, police.
    Troops,
    /// People otherwise.
    People,
    /// Dead.
    Killed,
    /// Wounded.
    Wounded,
    /// Refugees, displaced people.
    Displaced,
    /// Vehicles, ships, aircraft.
    Vehicles,
    /// Weapons and ammunition.
    Weapons,
    /// Money.
    Money,
    /// A share in per cent.
    Percent,
    /// Countries and governments.
    Countries,
    /// Votes.
    Votes,
    /// Jobs.
    Jobs,
    /// Anything else.
    Other,
}

impl QuantityKind {
    /// Returns the name used in the output contract and in language packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Troops => "troops",
            Self::People => "people",
            Self::Killed => "killed",
            Self::Wounded => "wounded",
            Self::Displaced => "displaced",
            Self::Vehicles => "vehicles",
            Self::Weapons => "weapons",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Countries => "countries",
            Self::Votes => "votes",
            Self::Jobs => "jobs",
            Self::Other => "other",
        }
    }
}

/// The number words, units and qualifiers of a language: the tables under `quantity/` of its pack.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Reads the tables of a pack; a pack without them knows digits only.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_pack(_pack: &PackSource) -> Result<Self, PackError> {
        Ok(Self {})
    }
}

/// Returns the figures of an article, by start; they overlap neither each other nor `times`.
#[must_use]
pub fn quantities(_lexicon: &Lexicon, _article: &Article, _annotated: &Annotated, _times: &[Timex3]) -> Vec<Quantity> {
    Vec::new()
}
