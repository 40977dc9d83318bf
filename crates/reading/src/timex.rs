//! Time expressions after TimeML's TIMEX3: detection and normalisation.
//!
//! A pack brings words with their values, named patterns, and rules ([`Grammar`]); the engine cuts the text into atoms,
//! runs the rules that may begin at each, takes the longest match from left to right, and computes its value against
//! the publication date and the date that the text spoke of last.

mod calendar;
mod detect;
mod examples;
mod expression;
mod grammar;
mod lex;
mod matching;
mod pattern;
mod publication;
mod tense;
#[cfg(test)]
mod tests;

use document::{PartialDate, Span};

use crate::Rule;

pub use detect::timexes;
pub use examples::failing_examples;
pub use grammar::Grammar;
pub use publication::published_from_content;

/// A time expression (TIMEX3).
#[derive(Clone, Debug, PartialEq)]
pub struct Timex3 {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 `type`.
    pub kind: TimexKind,
    /// TIMEX3 `value`, unknown digits as `X` (`XXXX-02`), vague times as `PAST_REF`. `None` when no rule could value
    /// it. Relative dates resolve against the publication date to the precision that it has.
    pub value: Option<String>,
    /// TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// What made it.
    pub rule: Rule,
}

impl Timex3 {
    /// Returns the calendar date of the value, or `None` for durations, sets, vague times and unknown digits.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        match self.kind {
            TimexKind::Date | TimexKind::Time => self.value.as_deref()?.parse().ok(),
            TimexKind::Duration | TimexKind::Set => None,
        }
    }
}

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimexKind {
    /// A date.
    Date,
    /// A time of day, dated or not.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl TimexKind {
    /// Returns the name that TimeML uses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modifier {
    /// `begin`.
    Start,
    /// `halverwege`.
    Mid,
    /// `eind`.
    End,
    /// `circa`.
    Approx,
    /// `voor`.
    Before,
    /// `na`.
    After,
    /// `uiterlijk`, `hooguit`.
    EqualOrLess,
    /// `op z'n vroegst`, `zeker`.
    EqualOrMore,
    /// `minder dan`.
    LessThan,
    /// `ruim`, `meer dan`.
    MoreThan,
}

impl Modifier {
    const ALL: [Modifier; 10] = [
        Self::Start,
        Self::Mid,
        Self::End,
        Self::Approx,
        Self::Before,
        Self::After,
        Self::EqualOrLess,
        Self::EqualOrMore,
        Self::LessThan,
        Self::MoreThan,
    ];

    /// Returns the modifier of that TimeML name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|modifier| modifier.as_str() == name)
    }

    /// Returns the name that TimeML uses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
        }
    }
}
