//! The noun phrase behind a figure: its head is the unit, and with who and where it says what is counted.

use super::{
    QuantityKind,
    amount::Scanner,
    lexicon::{Class, Role, Unit},
};

/// The head noun behind a figure, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// First piece of the phrase: a modifier or the head itself.
    pub start: usize,
    /// The head noun.
    pub at: usize,
    /// What the unit table says of it.
    pub unit: Option<Unit>,
}

/// How far a head noun may stand behind its figure.
const MODIFIERS: usize = 5;

/// Returns the head noun of the phrase that begins at piece `start`; figures `of_many` may have an
/// `of` before it.
pub(super) fn head(scanner: Scanner, start: usize, of_many: bool) -> Option<Head> {
    let mut start = start;
    if of_many {
        start += scanner.role(start, Role::Of).unwrap_or(0);
        if scanner.pieces.get(start).is_some_and(|piece| scanner.lexicon.class(&piece.norm) == Class::Determiner) {
            start += 1;
        }
    }
    if let Some(len) = scanner.role(start, Role::Percent) {
        return Some(Head { start, at: start + len - 1, unit: Some(Unit::Percent) });
    }
    let mut last_modifier = None;
    for at in start..start + MODIFIERS {
        let Some(piece) = scanner.pieces.get(at) else { break };
        // A unit of one sign may be glued to its number; a dash or a quotation mark ends the phrase.
        let unit = scanner.unit(at);
        if piece.blocked {
            return matches!(unit, Some(Unit::Time)).then_some(Head { start, at, unit });
        }
        if unit.is_some() {
            return Some(Head { start, at: compound_end(scanner, at, unit), unit });
        }
        if !piece.is_word() {
            break;
        }
        match scanner.lexicon.class(&piece.norm) {
            Class::Modifier => last_modifier = Some(at),
            Class::Noun | Class::Postmodifier | Class::Label => {
                return Some(Head { start, at: compound_end(scanner, at, None), unit: None });
            }
            Class::Stop | Class::Preposition | Class::Determiner | Class::Existential => break,
        }
    }
    // A modifier with nothing behind it is a noun of its own, unless the table lists the very word.
    let noun = last_modifier.filter(|at| !scanner.lexicon.lists(scanner.norm(*at)))?;
    (!scanner.pieces[noun].capital || noun > start).then_some(Head { start, at: noun, unit: None })
}

/// Where a noun is followed by one that the unit table knows as counted, that one is the head: `police officers`.
fn compound_end(scanner: Scanner, at: usize, unit: Option<Unit>) -> usize {
    let next = scanner.unit(at + 1);
    let counts = matches!(next, Some(Unit::Counts(kind, _)) if kind != QuantityKind::Other);
    let same = unit.is_none() || matches!(unit, Some(Unit::Counts(..)));
    let adjacent = scanner.pieces.get(at + 1).is_some_and(|piece| piece.is_word() && !piece.blocked);
    let fate = matches!(next, Some(Unit::Counts(QuantityKind::Killed | QuantityKind::Wounded, _)));
    if counts && same && adjacent && !fate { at + 1 } else { at }
}

/// Returns the end of the phrase that says who or where, beginning behind piece `end`: `van de Wagner Groep in Mali`.
pub(super) fn complements(scanner: Scanner, end: usize) -> usize {
    let mut end = end;
    while scanner.pieces.get(end).is_some_and(|piece| {
        piece.is_word() && !piece.capital && !piece.blocked && scanner.lexicon.class(&piece.norm) == Class::Postmodifier
    }) {
        end += 1;
    }
    for _ in 0..3 {
        match complement(scanner, end) {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

/// A preposition, determiners and modifiers, and then a name or a noun.
fn complement(scanner: Scanner, start: usize) -> Option<usize> {
    let class = |at: usize| scanner.pieces.get(at).map(|piece| scanner.lexicon.class(&piece.norm));
    let plain = |at: usize| scanner.pieces.get(at).is_some_and(|piece| piece.is_word() && !piece.blocked);
    if !plain(start) || class(start) != Some(Class::Preposition) {
        return None;
    }
    let mut at = start + 1;
    while plain(at) && class(at) == Some(Class::Determiner) {
        at += 1;
    }
    let mut end = None;
    for _ in 0..MODIFIERS {
        let Some(piece) = scanner.pieces.get(at).filter(|piece| piece.is_word() && !piece.blocked) else { break };
        if scanner.unit(at) == Some(Unit::Time) || scanner.amount_at(at).is_some() {
            return None;
        }
        match class(at)? {
            Class::Modifier if !piece.capital => {}
            _ if piece.capital => end = Some(at + 1),
            Class::Noun | Class::Postmodifier if end.is_none() => {
                end = Some(at + 1);
                let name_follows = scanner.pieces.get(at + 1).is_some_and(|next| next.is_word() && next.capital);
                if !name_follows {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    end
}
