//! Statements in PLOVER's terms.

use super::Plover;
use crate::Act;

/// Returns what a statement is as an event: its PLOVER root code, if it has one, and its CAMEO code. Plain statements
/// have none in PLOVER, which dropped CAMEO's 01.
#[must_use]
pub fn of_statement(act: Act) -> (Option<Plover>, &'static str) {
    match act {
        Act::Say => (None, "010"),
        Act::Deny => (None, "015"),
        Act::Confirm => (None, "018"),
        Act::Announce | Act::Estimate => (None, "010"),
        Act::Accuse => (Some(Plover::Accuse), "112"),
        Act::Criticise => (Some(Plover::Accuse), "111"),
        Act::Promise => (Some(Plover::Agree), "030"),
        Act::Threaten => (Some(Plover::Threaten), "130"),
        Act::Warn => (None, "016"),
        Act::Demand | Act::Ask => (Some(Plover::Request), "100"),
        Act::Praise => (Some(Plover::Support), "051"),
        Act::Refuse => (Some(Plover::Reject), "120"),
    }
}
