//! What a user corrected: who is the same, who is not, what somebody is called, what is no name.
//!
//! Corrections are lines of text, see `docs/corrections.md`. They act on the readings of the articles, before anything is
//! compared, so that all parts of the dossier follow them. Their order does not matter; those that contradict one another
//! are told and not followed.

mod apply;
mod line;

use std::fmt;

/// The corrections of a user, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    entries: Vec<(usize, Correction)>,
}

/// Why a line could not be followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Number of the line, from 1.
    pub line: usize,
    /// Why, in one sentence without a full stop.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.reason)
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Correction {
    /// `merge A = B`: what is said of `B` is said of `A`.
    Merge { into: Who, others: Vec<Who> },
    /// `rename A "Name"`.
    Rename { who: Who, name: String },
    /// `split "form" from A as B`: where this form was taken for `A`, it is `B`.
    Split { form: String, from: Who, to: Who, article: Option<String> },
    /// `drop "form"`: this form names nobody. `drop A`: nothing names `A`.
    Drop { what: Who, article: Option<String> },
}

/// An actor as the user wrote it: between quotation marks a name, otherwise an id or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Who {
    text: String,
    quoted: bool,
}

impl Corrections {
    /// Reads corrections; returns with them the lines that say nothing, which are left out.
    ///
    /// ```
    /// let (corrections, problems) = dossier::Corrections::parse("merge ada-blom = A. Blom  # one woman\nmerg x = y\n");
    /// assert_eq!(corrections.len(), 1);
    /// assert_eq!((problems[0].line, problems.len()), (2, 1));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let (mut entries, mut problems) = (Vec::new(), Vec::new());
        let text = text.trim_start_matches('\u{feff}');
        for (number, text) in (1..).zip(text.lines()) {
            match line::correction(text) {
                Ok(Some(correction)) => entries.push((number, correction)),
                Ok(None) => {}
                Err(reason) => problems.push(Problem { line: number, reason }),
            }
        }
        (Self { entries }, problems)
    }

    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests;
