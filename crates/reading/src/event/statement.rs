//! What coders of PLOVER and CAMEO make of statements and events.

use super::{Event, Plover};
use crate::{Act, Factuality};

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

/// Returns the root code that a coder of PLOVER gives to an event: dyadic coding knows no factuality, so what somebody
/// plans to do is a promise (`AGREE`), and what is only possible or denied, or done by nobody who is named, is nothing.
/// [`Event::plover`] tells what happens, whatever its factuality.
#[must_use]
pub fn coded(event: &Event) -> Option<Plover> {
    let code = event.plover.filter(|_| !event.actors.is_empty())?;
    match event.factuality {
        Factuality::Certain | Factuality::Probable => Some(code),
        Factuality::Planned if matches!(code, Plover::Reject | Plover::Threaten | Plover::Request) => Some(code),
        Factuality::Planned => Some(Plover::Agree),
        Factuality::Possible | Factuality::Denied => None,
    }
}
