//! What is done by saying something, and in which form it is given.

use document::Span;

use super::cue::{self, Cue};
use super::unit::{Item, Unit};
use super::{Act, Form};

/// Returns the act of a cue; `None` when it is negated and then makes no statement.
pub(super) fn act(unit: &Unit<'_>, cue: &Cue<'_>, content: usize) -> Option<Act> {
    if cue::negated(unit, cue, content) { cue.entry.negated } else { Some(cue.entry.act) }
}

/// Returns whether content is quoted, reported, or reported with quoted parts.
pub(super) fn form(unit: &Unit<'_>, content: Span) -> Form {
    let from = unit.items.partition_point(|item| item.span.end <= content.start);
    let near = unit.items.get(from..).unwrap_or_default();
    let quotations = || near.iter().take_while(|item| item.span.start < content.end).filter_map(Item::quotation);
    if quotations().any(|quotation| quotation.inner.contains(content)) {
        Form::Direct
    } else if quotations().any(|quotation| content.contains(quotation.inner)) {
        Form::Mixed
    } else {
        Form::Indirect
    }
}
