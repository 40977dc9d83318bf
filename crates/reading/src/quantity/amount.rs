//! One number, a range or an amount of money, found from its first piece on.

use super::{
    lexicon::{Atom, Class, Lexicon, Role, Unit},
    number::{Composer, GREATEST, atoms, digits},
    piece::{Piece, PieceKind},
};

/// A sentence cut into pieces, with the lexicon to read it by.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    pub lexicon: &'a Lexicon,
    pub pieces: &'a [Piece],
}

/// An amount: pieces `start..end`, before qualifiers are looked at.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub start: usize,
    pub end: usize,
    pub low: f64,
    /// `None` for vague numbers: `tientallen`.
    pub high: Option<f64>,
    /// Two guesses, or a vague number.
    pub about: bool,
    /// Written in digits without separators or multipliers.
    pub plain_digits: bool,
    /// Written in words without a multiplier: may be an article or a pronoun.
    pub plain_word: bool,
    /// The piece that tells the currency.
    pub currency: Option<usize>,
    /// A part of a whole, such as a third.
    pub fraction: bool,
}

/// A single number.
#[derive(Clone, Copy, Debug)]
struct Number {
    end: usize,
    value: f64,
    vague: bool,
    plain_digits: bool,
    plain_word: bool,
    trailing: Option<f64>,
    fraction: bool,
}

impl<'a> Scanner<'a> {
    pub fn norm(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| piece.norm.as_str())
    }

    /// How many pieces from `at` on play `role`.
    pub fn role(&self, at: usize, role: Role) -> Option<usize> {
        Some(self.lexicon.role_at(self.pieces.get(at..)?, role)?.0)
    }

    /// Tells whether the piece before `at` plays `role`, alone.
    pub fn role_before(&self, at: usize, role: Role) -> bool {
        at > 0 && self.role(at - 1, role) == Some(1)
    }

    pub fn unit(&self, at: usize) -> Option<Unit> {
        self.lexicon.unit(self.norm(at))
    }

    /// Returns the amount that begins at piece `start`.
    pub fn amount_at(&self, start: usize) -> Option<Amount> {
        let prefix = self.currency_prefix(start);
        let first_at = prefix.map_or(start, |currency| currency + 1);
        let first = self.number_at(first_at, prefix.is_some())?;
        let mut amount = Amount {
            start,
            end: first.end,
            low: first.value,
            high: Some(first.value),
            about: first.vague,
            plain_digits: first.plain_digits,
            plain_word: first.plain_word,
            currency: prefix,
            fraction: first.fraction,
        };
        if first.vague {
            (amount.low, amount.high) = (2.0 * first.value, None);
        } else {
            self.extend_to_range(&mut amount, first, first_at);
        }
        if prefix.is_none() {
            self.take_currency(&mut amount);
        } else if self.same_currency(amount.end, prefix) {
            amount.end += 1;
        }
        Some(amount)
    }

    /// `€` or `US$` before a number: returns the piece that is the currency.
    fn currency_prefix(&self, at: usize) -> Option<usize> {
        let is_currency = |at: usize| matches!(self.unit(at), Some(Unit::Currency(scale)) if scale == 1.0);
        let number_follows = |at: usize| self.pieces.get(at + 1).is_some_and(|next| next.kind == PieceKind::Number);
        let piece = self.pieces.get(at)?;
        if is_currency(at) && number_follows(at) && (piece.kind == PieceKind::Mark || piece.capital) {
            return Some(at);
        }
        let glued_sign = self.pieces.get(at + 1).is_some_and(|next| next.glued && next.kind == PieceKind::Mark);
        (piece.is_word() && piece.capital && piece.norm.len() <= 3 && glued_sign && is_currency(at + 1))
            .then_some(at + 1)
            .filter(|sign| number_follows(*sign))
    }

    fn same_currency(&self, at: usize, prefix: Option<usize>) -> bool {
        prefix.is_some() && matches!(self.unit(at), Some(Unit::Currency(scale)) if scale == 1.0)
    }

    /// Takes a currency after the number, perhaps behind words that tell whose: `3 million Canadian dollars`.
    fn take_currency(&self, amount: &mut Amount) {
        let mut at = amount.end;
        let many = amount.high.is_none() || !amount.plain_word && !amount.plain_digits;
        if many {
            at += self.role(at, Role::Of).unwrap_or(0);
        }
        for skipped in 0..3 {
            if let Some(scale) = self.currency_behind(at) {
                amount.currency = Some(at);
                amount.low *= scale;
                amount.high = amount.high.map(|high| high * scale);
                amount.end = at + 1;
                return;
            }
            let adjective = skipped < 2 && self.pieces.get(at).is_some_and(|piece| piece.is_word() && piece.capital);
            if !adjective {
                return;
            }
            at += 1;
        }
    }

    /// The value of the currency at `at`, in full units.
    fn currency_behind(&self, at: usize) -> Option<f64> {
        match self.unit(at).filter(|_| !self.pieces[at].blocked)? {
            Unit::Currency(scale) => Some(scale),
            Unit::CurrencyUnlessNoun(scale) => {
                let noun = self.pieces.get(at + 1).is_some_and(|next| {
                    next.is_word() && matches!(self.lexicon.class(&next.norm), Class::Noun | Class::Modifier)
                });
                (!noun).then_some(scale)
            }
            _ => None,
        }
    }

    /// Extends `first` to a range: `2500-3000`, `10 to 20`, `tussen de 10 en 20`, `twee of drie`.
    fn extend_to_range(&self, amount: &mut Amount, first: Number, first_at: usize) {
        let after_unit = match self.unit(first.end) {
            Some(Unit::Percent | Unit::Currency(_)) => first.end + 1,
            _ => first.end,
        };
        let opened = (1..=2).any(|back| first_at >= back && self.role(first_at - back, Role::Between).is_some());
        let from = (1..=3).any(|back| first_at >= back && self.role(first_at - back, Role::From) == Some(back));
        let (joint, or) = if let Some(len) = self.role(after_unit, Role::To).filter(|_| !from) {
            (after_unit + len, false)
        } else if let Some(len) = self.role(after_unit, Role::BetweenAnd).filter(|_| opened) {
            (after_unit + len, false)
        } else if let Some(len) = self.role(after_unit, Role::Or) {
            (after_unit + len, true)
        } else if self.dash_joins(after_unit) {
            (after_unit + 1, false)
        } else {
            return;
        };
        let prefix = self.currency_prefix(joint);
        let second_at = prefix.map_or(joint, |currency| currency + 1);
        let money = amount.currency.is_some() || prefix.is_some();
        let Some(second) = self.number_at(second_at, money) else { return };
        if after_unit > first.end && !self.same_measure(first.end, prefix, second.end) {
            return;
        }
        let shared = second.trailing.filter(|by| first.trailing.is_none() && first.value * by < second.value);
        let low = first.value * shared.unwrap_or(1.0);
        let guess = !or || second.value <= 2.0 * low || opened;
        if second.vague || second.fraction || low >= second.value || !guess {
            return;
        }
        (amount.low, amount.high, amount.end) = (low, Some(second.value), second.end);
        amount.about |= or;
        amount.plain_digits &= second.plain_digits;
        amount.plain_word &= second.plain_word;
        amount.currency = amount.currency.or(prefix);
        amount.fraction = false;
    }

    /// Tells whether the second end of a range has the measure that stands behind the first: `10% to 20%`, but not
    /// `rose 10% to $20 million`.
    fn same_measure(&self, mark: usize, prefix: Option<usize>, second_end: usize) -> bool {
        let percent = |at: usize| self.unit(at) == Some(Unit::Percent);
        if percent(mark) { prefix.is_none() && percent(second_end) } else { prefix.is_some() || !percent(second_end) }
    }

    /// A dash between two numbers, with white space at both sides or at none.
    fn dash_joins(&self, at: usize) -> bool {
        let (Some(dash), Some(next)) = (self.pieces.get(at), self.pieces.get(at + 1)) else { return false };
        dash.is_dash() && dash.glued == next.glued && next.kind != PieceKind::Word
    }

    /// Returns the single number that begins at `at`.
    fn number_at(&self, at: usize, money: bool) -> Option<Number> {
        let piece = self.pieces.get(at)?;
        if piece.blocked {
            return None;
        }
        if piece.kind == PieceKind::Number {
            return self.digits_at(at, money);
        }
        let lead = self.role(at, Role::Few);
        if let Some(len) = lead {
            let (end, composer) = self.words_from(at + len, Composer::default(), false);
            let multiplied = end > at + len && composer.is_after_multiplier();
            return multiplied.then(|| Number { vague: true, ..self.number(end, composer) });
        }
        let (len, value) = self.lexicon.role_at(self.pieces.get(at..)?, Role::Share).unwrap_or((0, 0.0));
        if len > 0 {
            self.role(at + len, Role::Of)?;
            let composer = Composer::from_digits(value);
            return Some(Number { fraction: true, ..self.number(at + len, composer) });
        }
        if let Some(found) = self.half_at(at) {
            return Some(found);
        }
        if let Some(len) = self.role(at, Role::Article) {
            let (end, composer) = self.words_from(at + len, Composer::default(), true);
            let one_part = self.one_part(at + len);
            let counts = end > at + len && composer.is_after_article();
            return one_part.or_else(|| counts.then(|| self.number(end, composer)));
        }
        let (end, composer) = self.words_from(at, Composer::default(), false);
        let found = (end > at).then(|| self.number(end, composer))?;
        (!found.fraction || self.role(found.end, Role::Of).is_some()).then_some(found)
    }

    fn digits_at(&self, at: usize, money: bool) -> Option<Number> {
        let found = digits(self.norm(at), self.lexicon.notation)?;
        let mut end = at + 1;
        let mut composer = Composer::from_digits(found.value);
        let abbreviated = self.lexicon.role_at(&self.pieces[end..], Role::Abbreviation).or_else(|| {
            let found = self.lexicon.role_at(&self.pieces[end..], Role::MoneyAbbreviation)?;
            let currency = matches!(self.unit(end + found.0), Some(Unit::Currency(_)));
            (money || currency).then_some(found)
        });
        if let Some((len, by)) = abbreviated {
            end += len;
            composer.push_all(&[Atom::Multiplier(by)]);
        } else {
            (end, composer) = self.words_from(end, composer, false);
        }
        let plain = found.plain && end == at + 1;
        Some(Number { plain_digits: plain, plain_word: false, ..self.number(end, composer) })
    }

    /// `half a million`, `half miljoen`, `a quarter of a million`.
    fn half_at(&self, at: usize) -> Option<Number> {
        let article = self.role(at, Role::Article).unwrap_or(0);
        let part = match self.lexicon.atoms.get(self.norm(at + article))? {
            Atom::Half => 0.5,
            Atom::Fraction(part) => *part,
            _ => return None,
        };
        let mut next = at + article + 1;
        next += self.role(next, Role::Of).unwrap_or(0);
        next += self.role(next, Role::Article).unwrap_or(0);
        let (end, composer) = self.words_from(next, Composer::from_digits(part), false);
        (end > next && composer.is_after_multiplier()).then(|| self.number(end, composer))
    }

    /// `third of` after an article.
    fn one_part(&self, at: usize) -> Option<Number> {
        let Some(Atom::Fraction(part)) = self.lexicon.atoms.get(self.norm(at)) else { return None };
        self.role(at + 1, Role::Of)?;
        Some(Number { fraction: true, ..self.number(at + 1, Composer::from_digits(*part)) })
    }

    /// Adds number words from `at` on; returns where they end.
    fn words_from(&self, mut at: usize, mut composer: Composer, multiplier_first: bool) -> (usize, Composer) {
        let begin = at;
        while let Some(piece) = self.pieces.get(at).filter(|piece| !piece.blocked) {
            let glued_hyphen = piece.is_dash() && piece.glued && at > 0;
            let step = if glued_hyphen {
                1
            } else if composer.vague {
                self.role(at, Role::Of).unwrap_or(0)
            } else if composer.is_started() {
                self.link(at, &mut composer)
            } else {
                0
            };
            let phrase = self.pieces.get(at + step..).and_then(|rest| self.lexicon.role_at(rest, Role::Value));
            if let Some((len, value)) = phrase
                && composer.push_all(&[Atom::Value(value)])
            {
                at += step + len;
                continue;
            }
            let Some(word) = self.pieces.get(at + step).filter(|word| word.is_word() && !word.blocked) else { break };
            let Some(parts) = atoms(self.lexicon, &word.norm) else { break };
            let small_first = multiplier_first && at == begin && matches!(parts.first(), Some(Atom::Value(_)));
            if small_first || !composer.push_all(&parts) {
                break;
            }
            at += step + 1;
        }
        match self.half_behind(at) {
            Some(end) if composer.add_half_of_last() => (end, composer),
            _ => (at, composer),
        }
    }

    /// Returns where `and a half` ends that stands behind a multiplier, and before no other.
    fn half_behind(&self, at: usize) -> Option<usize> {
        let after = at + self.role(at, Role::Link)?;
        let half = after + self.role(after, Role::Article).unwrap_or(0);
        let is_half = self.lexicon.atoms.get(self.norm(half)) == Some(&Atom::Half);
        let multiplied = atoms(self.lexicon, self.norm(half + 1)).is_some();
        (is_half && !multiplied && !self.pieces.get(half)?.blocked).then_some(half + 1)
    }

    /// Steps over `and` inside a number; `and a half` is added at once.
    fn link(&self, at: usize, composer: &mut Composer) -> usize {
        let Some(len) = self.role(at, Role::Link) else { return 0 };
        let after = at + len + self.role(at + len, Role::Article).unwrap_or(0);
        let half = self.lexicon.atoms.get(self.norm(after)) == Some(&Atom::Half);
        let next = atoms(self.lexicon, self.norm(after + 1));
        if half && matches!(next.as_deref(), Some([Atom::Multiplier(_)])) {
            composer.add_half();
            return after + 1 - at;
        }
        if composer.is_after_multiplier() { len } else { 0 }
    }

    fn number(&self, end: usize, composer: Composer) -> Number {
        Number {
            end,
            value: composer.value().min(GREATEST),
            vague: composer.vague,
            plain_digits: false,
            plain_word: !composer.is_after_multiplier() && !composer.vague,
            trailing: composer.trailing,
            fraction: composer.fraction,
        }
    }
}
