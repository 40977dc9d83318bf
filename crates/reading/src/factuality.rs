//! How sure a text is that something happened, and when that is beside the article: after FactBank.
//!
//! The head of a clause is weighed by what hangs on it (negations, modal auxiliaries, adverbs, conjunctions of
//! condition) and by what it hangs on (`denies that`, `plans to`, `may have`), up to the first verb that only tells that
//! somebody said so: who says it is told by the statement around it, not here.
//!
//! Reference: Saurí & Pustejovsky (2009), *FactBank: a corpus annotated with event factuality*.

mod clause;
mod degree;
mod lexicon;
#[cfg(test)]
mod tests;

pub use clause::{Clause, clauses};
pub use lexicon::{Lexicon, WordExample, word_examples};

pub(crate) use degree::factuality;

/// How sure a text is that something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factuality {
    /// Told as a fact.
    #[default]
    Certain,
    /// Somebody wants it, decided on it, or it is to come.
    Planned,
    /// Expected, suspected, or known from hearsay.
    Probable,
    /// It may be so, or depends on something.
    Possible,
    /// Told as not so.
    Denied,
}

impl Factuality {
    /// All degrees.
    pub const ALL: [Self; 5] = [Self::Certain, Self::Planned, Self::Probable, Self::Possible, Self::Denied];

    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Planned => "planned",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }

    /// Returns the degree of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|degree| degree.as_str() == name)
    }
}

/// When something happens, beside the article that tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// It has happened.
    #[default]
    Past,
    /// It goes on.
    Present,
    /// It is to come.
    Future,
    /// It happened more than a year before the article: told as background.
    Historical,
}

impl Tense {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Present => "present",
            Self::Future => "future",
            Self::Historical => "historical",
        }
    }
}
