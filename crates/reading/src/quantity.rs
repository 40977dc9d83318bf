//! Figures: counts, amounts, percentages and money.

use document::{Article, Span};
use nlp::Annotated;

mod amount;
mod context;
mod frame;
mod guard;
mod lexicon;
mod number;
mod phrase;
mod piece;
mod qualifier;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(crate) use frame::add as add_frames;
pub use frame::{FrameRole, FrameWord};

use amount::{Amount, Scanner};
use guard::Evidence;
pub use lexicon::Lexicon;
use lexicon::{Role, Unit};
use phrase::Head;
use piece::Piece;
use qualifier::Qualified;

use crate::{Rule, Timex3};

/// A figure in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The figure with its qualifier and without its unit: `circa 2500-3000`. Currency signs and words that are part
    /// of the amount (`€ 3 miljoen`) lie inside.
    pub span: Span,
    /// The least it may be; `None` when the text gives only an upper bound.
    pub low: Option<f64>,
    /// The most it may be; `None` when the text gives only a lower bound.
    pub high: Option<f64>,
    /// How exact the text says it is.
    pub approximation: Approximation,
    /// The head noun of what is counted, as written, or the currency or percent sign.
    pub unit: Option<Span>,
    /// What sort of thing is counted.
    pub kind: QuantityKind,
    /// The phrase around the unit that says what is counted, with who and where: `Russische huurlingen in Mali`.
    pub of: Option<Span>,
    /// TIMEX3 value of the time that it holds for, when the sentence gives one.
    pub as_of: Option<String>,
    /// The words that tell what is done with what is counted, or which of it is meant; empty without a tree.
    pub frame: Vec<FrameWord>,
    /// What made it.
    pub rule: Rule,
}

/// How exact a figure is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Approximation {
    /// Given without qualification.
    Exact,
    /// `circa`, `ongeveer`, `naar schatting`.
    About,
    /// `zeker`, `minstens`.
    AtLeast,
    /// `tot`, `hooguit`.
    AtMost,
    /// `ruim`, `meer dan`.
    MoreThan,
    /// `bijna`, `minder dan`.
    LessThan,
}

impl Approximation {
    const ALL: [Approximation; 6] =
        [Self::Exact, Self::About, Self::AtLeast, Self::AtMost, Self::MoreThan, Self::LessThan];

    /// Returns the approximation of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// Returns the name used in the output contract and in language packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
        }
    }
}

/// What sort of thing a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuantityKind {
    /// Soldiers, mercenaries, police.
    Troops,
    /// People otherwise.
    People,
    /// Dead.
    Killed,
    /// Wounded.
    Wounded,
    /// Refugees, displaced people.
    Displaced,
    /// Vehicles, ships, aircraft.
    Vehicles,
    /// Weapons and ammunition.
    Weapons,
    /// Money.
    Money,
    /// A share in per cent.
    Percent,
    /// Countries and governments.
    Countries,
    /// Votes.
    Votes,
    /// Jobs.
    Jobs,
    /// Anything else.
    Other,
}

impl QuantityKind {
    const ALL: [QuantityKind; 13] = [
        Self::Troops,
        Self::People,
        Self::Killed,
        Self::Wounded,
        Self::Displaced,
        Self::Vehicles,
        Self::Weapons,
        Self::Money,
        Self::Percent,
        Self::Countries,
        Self::Votes,
        Self::Jobs,
        Self::Other,
    ];

    /// Returns the kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// Returns the name used in the output contract and in language packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Troops => "troops",
            Self::People => "people",
            Self::Killed => "killed",
            Self::Wounded => "wounded",
            Self::Displaced => "displaced",
            Self::Vehicles => "vehicles",
            Self::Weapons => "weapons",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Countries => "countries",
            Self::Votes => "votes",
            Self::Jobs => "jobs",
            Self::Other => "other",
        }
    }
}

/// Returns the figures of an article, by start; they overlap neither each other nor `times`.
#[must_use]
pub fn quantities(lexicon: &Lexicon, article: &Article, annotated: &Annotated, times: &[Timex3]) -> Vec<Quantity> {
    let mut out = Vec::new();
    for sentence in &annotated.sentences {
        if sentence.residue.is_some_and(|kind| !kind.is_content()) {
            continue;
        }
        let first = times.partition_point(|time| time.span.end <= sentence.span.start);
        let last = times.partition_point(|time| time.span.start < sentence.span.end).max(first);
        in_sentence(lexicon, &article.text, sentence.span, &times[first..last], &mut out);
    }
    out
}

/// An amount with the words around it.
struct Candidate {
    amount: Amount,
    qualified: Qualified,
    head: Option<Head>,
    clause: Range<usize>,
}

fn in_sentence(lexicon: &Lexicon, text: &str, sentence: Span, times: &[Timex3], out: &mut Vec<Quantity>) {
    let mut pieces = piece::pieces(text, sentence, &lexicon.cut);
    block(&mut pieces, times);
    let scanner = Scanner { lexicon, pieces: &pieces };
    let candidates = candidates(scanner);
    for (index, found) in candidates.iter().enumerate() {
        let figure = found.amount.start..found.amount.end;
        let left = index.checked_sub(1).map_or(0, |before| candidates[before].amount.end).max(found.clause.start);
        let right = candidates.get(index + 1).map_or(usize::MAX, |after| after.amount.start).min(found.clause.end);
        let fate = context::fate(scanner, figure, left..right);
        let qualified = found.qualified.approximation != Approximation::Exact;
        let evidence = Evidence { amount: &found.amount, head: found.head, qualified, fate: fate.is_some() };
        if guard::is_figure(scanner, &evidence) {
            let beside = |other: Option<&Candidate>| {
                other.filter(|other| other.clause == found.clause).map(|other| phrase(scanner, other))
            };
            let before = beside(index.checked_sub(1).and_then(|before| candidates.get(before)));
            let after = beside(candidates.get(index + 1));
            let neighbours = context::Neighbours { before, after };
            out.push(quantity(scanner, found, fate, context::Dates { times, neighbours }));
        }
    }
}

/// Blocks the pieces that lie in a time expression.
fn block(pieces: &mut [Piece], times: &[Timex3]) {
    let mut next = 0;
    for piece in pieces {
        while times.get(next).is_some_and(|time| time.span.end <= piece.span.start) {
            next += 1;
        }
        piece.blocked |= times.get(next).is_some_and(|time| time.span.overlap(piece.span) > 0);
    }
}

/// Every amount of a sentence, left to right, figures or not.
fn candidates(scanner: Scanner) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let (mut at, mut free) = (0, 0);
    let mut clause = 0..0;
    while at < scanner.pieces.len() {
        let Some(amount) = scanner.amount_at(at) else {
            at += 1;
            continue;
        };
        if !clause.contains(&amount.start) {
            clause = context::clause(scanner, amount.start);
        }
        let mut qualified = qualifier::qualified(scanner, &amount, clause.clone());
        qualified.start = qualified.start.max(free);
        let of_many = amount.low > 1.0 || amount.fraction;
        let head = match amount.currency {
            Some(_) => None,
            None => phrase::head(scanner, qualified.end, of_many).or_else(|| head_of_change(scanner, qualified.end)),
        };
        let head = head.or_else(|| head_changed(scanner, qualified.start, out.last()?));
        at = qualified.end.max(at + 1);
        // Of a per cent in several words one may be a number word: `pour cent`.
        if let Some(Head { at: last, unit: Some(Unit::Percent), start }) = head
            && start == at
        {
            at = last + 1;
        }
        free = at;
        out.push(Candidate { amount, qualified, head, clause: clause.clone() });
    }
    out
}

/// In `from 10 to 20 percent` the first figure shares the head of the second.
fn head_of_change(scanner: Scanner, end: usize) -> Option<Head> {
    let len = scanner.role(end, Role::To).or_else(|| scanner.role(end, Role::Toward))?;
    let next = scanner.amount_at(end + len).filter(|next| next.currency.is_none())?;
    phrase::head(scanner, next.end, false)
}

/// In `from 5100 men to 2500` the second figure shares the head of the first.
fn head_changed(scanner: Scanner, start: usize, before: &Candidate) -> Option<Head> {
    let head = before.head.filter(|head| head.at + 1 < start)?;
    let joins = |role: Role| scanner.role(head.at + 1, role).is_some_and(|len| head.at + 1 + len == start);
    (joins(Role::Toward) || joins(Role::To)).then_some(head)
}

/// The figure with its qualifier and what it counts, as one span.
fn phrase(scanner: Scanner, found: &Candidate) -> Span {
    let end = found.head.map_or(found.qualified.end, |head| phrase::complements(scanner, head.at + 1));
    let last = end.max(found.qualified.end).max(found.qualified.start + 1) - 1;
    scanner.pieces[found.qualified.start].span.cover(scanner.pieces[last].span)
}

fn quantity(scanner: Scanner, found: &Candidate, fate: Option<QuantityKind>, dates: context::Dates) -> Quantity {
    let pieces = scanner.pieces;
    let place = |range: Range<usize>| pieces[range.start].span.cover(pieces[range.end - 1].span);
    let Qualified { start, end, mut approximation } = found.qualified;
    let head = found.head;
    if let Some(behind) = head.and_then(|head| qualifier::after(scanner, head.at + 1))
        && approximation == Approximation::Exact
    {
        approximation = behind.approximation;
    }
    let (mut low, mut high) = qualifier::bounds(&found.amount, approximation);
    if let Some(Head { unit: Some(Unit::Counts(_, scale)), .. }) = head {
        (low, high) = (low.map(|low| low * scale), high.map(|high| high * scale));
    }
    let of_percent = |head: Head| if head.unit == Some(Unit::Percent) { head.start } else { head.at };
    let unit = match found.amount.currency {
        Some(at) => Some(place(at..at + 1)),
        None => head.map(|head| place(of_percent(head)..head.at + 1)),
    };
    let span = place(start..end);
    let of = head.map(|head| {
        let percent = matches!(head.unit, Some(Unit::Percent));
        let whole = phrase::complements(scanner, head.at + 1);
        let first = if percent && whole > head.at + 2 { head.at + 2 } else { head.start };
        place(first..whole)
    });
    let kind = kind(found, head.is_some_and(|head| pieces[head.at].capital), fate);
    Quantity {
        span,
        low,
        high,
        approximation,
        unit,
        kind,
        of,
        as_of: dates.as_of(phrase(scanner, found), place(found.clause.start..found.clause.end.max(end))),
        frame: Vec::new(),
        rule: Rule::new(&format!("{}.quantity.{}", scanner.lexicon.language, kind.as_str())),
    }
}

/// People take the kind that their fate gives them; a name in the plural (`Malinezen`) is people too.
fn kind(found: &Candidate, named: bool, fate: Option<QuantityKind>) -> QuantityKind {
    if found.amount.currency.is_some() {
        return QuantityKind::Money;
    }
    if found.amount.fraction {
        return QuantityKind::Other;
    }
    let unit = found.head.and_then(|head| head.unit);
    let own = match unit {
        Some(Unit::Counts(kind, _)) => kind,
        Some(Unit::Percent) => return QuantityKind::Percent,
        Some(Unit::Currency(_)) => return QuantityKind::Money,
        Some(Unit::Time | Unit::CurrencyUnlessNoun(_)) => QuantityKind::Other,
        None if named => QuantityKind::People,
        None => QuantityKind::Other,
    };
    let people = matches!(own, QuantityKind::People | QuantityKind::Troops) || found.head.is_none();
    fate.filter(|_| people).unwrap_or(own)
}
