//! A statement in items of its unit, before names and times are looked up.

use document::Span;

use super::Act;
use super::phrase::Range;

/// A statement found by a strategy.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub source: Option<Range>,
    pub cue: Option<Range>,
    pub content: Span,
    pub act: Act,
    pub rule: &'static str,
    /// Where the one addressed or aimed at is named.
    pub object: Option<Range>,
}
