//! Numbers that are no figures: years, scores, clock times, ages, names, places in a list, telephone numbers.

use super::{
    QuantityKind,
    amount::{Amount, Scanner},
    lexicon::{Class, Role, Unit},
    phrase::Head,
    piece::{Piece, PieceKind},
};

/// What is known about an amount when it is judged.
pub(super) struct Evidence<'a> {
    pub amount: &'a Amount,
    pub head: Option<Head>,
    pub qualified: bool,
    /// The clause tells the fate of people.
    pub fate: bool,
}

/// Tells whether the amount counts or measures something.
pub(super) fn is_figure(scanner: Scanner, evidence: &Evidence) -> bool {
    let amount = evidence.amount;
    if amount.currency.is_some() {
        return true;
    }
    if matches!(evidence.head.and_then(|head| head.unit), Some(Unit::Time)) || glued_to_other(scanner, amount) {
        return false;
    }
    let known = evidence.head.is_some_and(|head| head.unit.is_some());
    if numbers_a_name(scanner, amount, known)
        || is_ratio(scanner, amount)
        || in_a_row(scanner, amount)
        || is_score(scanner, amount)
    {
        return false;
    }
    if amount.plain_digits && is_year(amount) && !known {
        return false;
    }
    if !known && is_decimal(scanner, amount) {
        return false;
    }
    if amount.low == 1.0 && amount.high == Some(1.0) && !amount.fraction {
        return counts_one(scanner, evidence);
    }
    if evidence.head.is_some() || amount.fraction || counts_of(scanner, amount) {
        return true;
    }
    bare_counts(scanner, evidence)
}

/// A number with no noun behind it counts when it is qualified or large, or when its clause says of what.
fn bare_counts(scanner: Scanner, evidence: &Evidence) -> bool {
    let amount = evidence.amount;
    let before = amount.start.checked_sub(1).map_or("", |at| scanner.norm(at));
    // Few years before 1500 are in the news, and those stand behind a preposition.
    let early = if scanner.lexicon.class(before) == Class::Preposition { 1000.0 } else { 1500.0 };
    let dated = amount.plain_digits && (early..=2100.0).contains(&amount.low);
    let large = amount.low >= 100.0 && !dated;
    // `(713) 345-9945`, `the 787`
    let numbers_something = before == "("
        || scanner.lexicon.class(before) == Class::Determiner && !before.is_empty()
        || amount.end - amount.start == 3 && scanner.pieces[amount.start + 1].is_dash();
    if amount.plain_digits && numbers_something && !evidence.qualified && !evidence.fate {
        return false;
    }
    let existential = amount.start > 0 && scanner.lexicon.class(scanner.norm(amount.start - 1)) == Class::Existential;
    evidence.fate || existential || large || evidence.qualified && amount.low >= 20.0
}

/// One thing is a count only when the noun is one that news counts: a death, a soldier, a per cent.
fn counts_one(scanner: Scanner, evidence: &Evidence) -> bool {
    let Some(head) = evidence.head else { return false };
    let article = scanner.role(evidence.amount.start, Role::Article).is_some();
    match head.unit {
        Some(Unit::Percent) => true,
        Some(Unit::Counts(kind, _)) => !article && kind != QuantityKind::Other,
        _ => false,
    }
}

/// Letters or signs glued to it make it something else: `2e`, `24-jarige`, `19:21`, `3/4`, `F-16`.
fn glued_to_other(scanner: Scanner, amount: &Amount) -> bool {
    let next = scanner.pieces.get(amount.end).filter(|next| next.glued);
    let known_unit = scanner.unit(amount.end).is_some();
    let follows = |next: &Piece| match next.kind {
        PieceKind::Word => !known_unit,
        PieceKind::Number => true,
        PieceKind::Mark if next.is_dash() || matches!(next.norm.as_str(), ":" | "/" | "'" | "’" | "_") => {
            let then = scanner.pieces.get(amount.end + 1);
            then.is_some_and(|then| then.glued && then.kind != PieceKind::Mark)
        }
        PieceKind::Mark => matches!(next.norm.as_str(), "°" | "º" | "ª"),
    };
    let first = &scanner.pieces[amount.start];
    let before = amount.start.checked_sub(1).and_then(|at| scanner.pieces.get(at)).filter(|_| first.glued);
    let precedes = |before: &Piece| match before.kind {
        // An elided word is one of its own: `d'un million`.
        PieceKind::Word => !before.norm.ends_with('\''),
        PieceKind::Number => true,
        PieceKind::Mark => {
            let joined = before.glued && amount.start > 1 && scanner.pieces[amount.start - 2].kind != PieceKind::Mark;
            matches!(before.norm.as_str(), ":" | "/" | "#" | "+" | "_" | "§") && (joined || before.norm != ":")
                || before.is_dash() && joined
        }
    };
    next.is_some_and(follows) || before.is_some_and(precedes)
}

/// `artikel 12`, `France 24`, `Boeing 737`: a label or a name before a bare number whose noun is not known.
fn numbers_a_name(scanner: Scanner, amount: &Amount, known: bool) -> bool {
    let Some(before) = amount.start.checked_sub(1).and_then(|at| scanner.pieces.get(at)) else { return false };
    if !before.is_word() || !(amount.plain_digits || amount.plain_word) {
        return false;
    }
    match scanner.lexicon.class(&before.norm) {
        Class::Label => true,
        Class::Stop | Class::Preposition | Class::Determiner | Class::Existential => false,
        _ if scanner.lexicon.lists(&before.norm) => false,
        Class::Modifier | Class::Noun | Class::Postmodifier => before.capital && !known && amount.plain_digits,
    }
}

/// `een op de vijf`, `two out of three`.
fn is_ratio(scanner: Scanner, amount: &Amount) -> bool {
    let number = |at: usize| scanner.amount_at(at).is_some_and(|other| other.plain_digits || other.plain_word);
    let ahead = scanner.role(amount.end, Role::Ratio).is_some_and(|len| number(amount.end + len));
    let behind = (1..=3).any(|len| {
        amount.start > len
            && scanner.role(amount.start - len, Role::Ratio) == Some(len)
            && (number(amount.start - len - 1) || scanner.role_before(amount.start - len, Role::Article))
    });
    if counts_of(scanner, amount) {
        return false;
    }
    (ahead || behind) && (amount.plain_digits || amount.plain_word)
}

/// `90 van de 400`: both are counts, where `one of the five` and `four in ten` are shares.
fn counts_of(scanner: Scanner, amount: &Amount) -> bool {
    let ahead = || scanner.amount_at(amount.end + scanner.role(amount.end, Role::Ratio)?);
    let behind = || {
        let len = (1..=3)
            .filter(|&len| amount.start > len)
            .find(|&len| scanner.role(amount.start - len, Role::Ratio) == Some(len))?;
        scanner.amount_at(amount.start - len - 1)
    };
    ahead().or_else(behind).is_some_and(|other| {
        let (small, large) = (amount.low.min(other.low), amount.low.max(other.low));
        small > 1.0 && large > 10.0 && large != 100.0
    })
}

/// Numbers in a row are a telephone number, a date or a table.
fn in_a_row(scanner: Scanner, amount: &Amount) -> bool {
    let is_number = |at: usize| scanner.pieces.get(at).is_some_and(|piece| piece.kind == PieceKind::Number);
    is_number(amount.end) || (amount.start > 0 && is_number(amount.start - 1) && is_number(amount.start))
}

/// `24 - 6`: two numbers joined by a dash that make no range.
fn is_score(scanner: Scanner, amount: &Amount) -> bool {
    let number = |at: usize| scanner.pieces.get(at).is_some_and(|piece| piece.kind == PieceKind::Number);
    let dash = |at: usize| scanner.pieces.get(at).is_some_and(Piece::is_dash);
    let behind = amount.start >= 2 && dash(amount.start - 1) && number(amount.start - 2);
    behind && number(amount.start) || dash(amount.end) && number(amount.end + 1) && number(amount.end - 1)
}

/// A small number with a decimal sign measures in a known unit, or else numbers a version or a mark.
fn is_decimal(scanner: Scanner, amount: &Amount) -> bool {
    let ends_in_digits = scanner.pieces[amount.end - 1].kind == PieceKind::Number;
    ends_in_digits && !amount.plain_digits && amount.low < 100.0
}

/// May be a year: written like one.
fn is_year(amount: &Amount) -> bool {
    let year = |value: f64| (1700.0..=2100.0).contains(&value);
    year(amount.low) && amount.high.is_none_or(year)
}
