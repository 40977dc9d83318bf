//! Numbers in digits and in words.

use super::lexicon::{Atom, Lexicon};

/// Numbers beyond this are no figure of any article; up to here every whole number is exact.
pub(super) const GREATEST: f64 = 1e15;

/// How a language writes numbers in digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Notation {
    pub decimal: char,
    pub group: char,
}

impl Default for Notation {
    fn default() -> Self {
        Self { decimal: '.', group: ',' }
    }
}

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    pub value: f64,
    /// Written without separator: may be a year or a name's number.
    pub plain: bool,
}

/// Returns the value of digits with separators, or `None` when they are no number (`3.1.2`, `007`).
///
/// A group separator stands before exactly three digits; a lone one elsewhere is read as a foreign decimal sign.
pub(super) fn digits(norm: &str, notation: Notation) -> Option<Digits> {
    let narrow = |c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}');
    let is_group = |c: char| c == notation.group || c == ' ' || narrow(c);
    let (whole, fraction) = match norm.rsplit_once(notation.decimal) {
        Some((whole, fraction)) => (whole, fraction),
        None => match norm.rsplit_once(notation.group) {
            Some((whole, fraction)) if fraction.len() != 3 => (whole, fraction),
            _ => (norm, ""),
        },
    };
    let mut groups = whole.split(is_group);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let leading_zero = first.len() > 1 && first.starts_with('0');
    if !grouped || first.is_empty() || leading_zero || !all_digits(fraction) || !all_digits(first) {
        return None;
    }
    let joined = format!("{first}{}.{fraction}0", rest.concat());
    let value: f64 = joined.parse().ok()?;
    (value <= GREATEST).then_some(Digits { value, plain: rest.is_empty() && fraction.is_empty() })
}

/// Returns the parts of a number word, or `None` when the word is none: `vijfentwintig` is five, joiner, twenty.
pub(super) fn atoms(lexicon: &Lexicon, norm: &str) -> Option<Vec<Atom>> {
    if let Some(atom) = lexicon.atoms.get(norm) {
        return Some(vec![*atom]);
    }
    // The longest number word of real texts has some forty letters; the bound keeps nonsense cheap.
    if norm.len() > 80 {
        return None;
    }
    // cut[i]: where the last part of some cut of norm[..i] starts, and its atom (none for a hyphen). The first cut to
    // reach a place stays: it has the longest parts at its left.
    let mut cut: Vec<Option<(usize, Option<Atom>)>> = vec![None; norm.len() + 1];
    for at in 0..norm.len() {
        if at > 0 && cut[at].is_none() {
            continue;
        }
        if at > 0 && norm.as_bytes()[at] == b'-' {
            cut[at + 1] = Some((at, None));
        }
        for (form, atom) in starting_with(lexicon, norm.get(at..)?) {
            let end = at + form.len();
            let ends_word = !matches!(atom, Atom::Vague(_)) || end == norm.len();
            if cut[end].is_none() && ends_word {
                cut[end] = Some((at, Some(*atom)));
            }
        }
    }
    let mut out = Vec::new();
    let mut at = norm.len();
    while at > 0 {
        let (start, atom) = cut[at]?;
        out.extend(atom);
        at = start;
    }
    out.reverse();
    Some(out)
}

/// The atoms that `rest` begins with.
fn starting_with<'a>(lexicon: &'a Lexicon, rest: &'a str) -> impl Iterator<Item = (&'a str, &'a Atom)> {
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(24);
    ends.filter_map(move |end| lexicon.atoms.get_key_value(&rest[..end]).map(|(form, atom)| (form.as_str(), atom)))
}

/// A number being built from parts, left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Composer {
    total: f64,
    group: f64,
    /// The last value below a hundred, to know what may follow it.
    below_hundred: f64,
    joined: bool,
    after_multiplier: bool,
    least_multiplier: Option<f64>,
    /// The value was given in digits or is not whole: only multipliers may follow.
    closed: bool,
    /// The number is a vague one: more than one of its value.
    pub vague: bool,
    /// The last multiplier of at least a thousand that ends the number.
    pub trailing: Option<f64>,
    started: bool,
    /// The number ends in a part, such as a third.
    pub fraction: bool,
}

impl Composer {
    /// Starts with a value in digits.
    pub fn from_digits(value: f64) -> Self {
        Self { group: value, closed: true, started: true, ..Self::default() }
    }

    pub fn is_started(&self) -> bool {
        self.started
    }

    /// The last part was a multiplier, after which words may be joined with `and`.
    pub fn is_after_multiplier(&self) -> bool {
        self.after_multiplier
    }

    /// The number may stand after an article: `a hundred`, `a hundred and twenty`.
    pub fn is_after_article(&self) -> bool {
        self.started && (self.value() >= 10.0 || self.vague)
    }

    pub fn value(&self) -> f64 {
        self.total + self.group
    }

    /// Adds one half: `two and a half`.
    pub fn add_half(&mut self) {
        self.group += 0.5;
        self.closed = true;
    }

    /// Adds half of the last multiplier: `un million et demi`. Returns false, with nothing added, when there is none.
    pub fn add_half_of_last(&mut self) -> bool {
        let Some(by) = self.trailing.filter(|_| !self.vague && self.group == 0.0) else { return false };
        self.total += by / 2.0;
        true
    }

    /// Adds all parts, or none and returns false when they make no number together.
    pub fn push_all(&mut self, atoms: &[Atom]) -> bool {
        let mut next = *self;
        if !atoms.iter().all(|atom| next.push(*atom)) || next.joined || next.value() > GREATEST {
            return false;
        }
        *self = next;
        true
    }

    fn push(&mut self, atom: Atom) -> bool {
        if self.fraction {
            return false;
        }
        let ok = match atom {
            Atom::Value(value) => self.push_value(value),
            Atom::Multiplier(by) => !self.vague && self.multiply(by),
            Atom::Vague(by) => {
                let fine = self.multiply(by);
                self.vague = true;
                fine
            }
            Atom::Plural(by) => {
                self.vague |= !self.started;
                self.multiply(by)
            }
            Atom::Joiner => {
                let fine = self.started && !self.joined;
                self.joined = true;
                return fine;
            }
            Atom::Half => {
                let fine = self.started && self.joined && !self.closed;
                self.add_half();
                fine
            }
            Atom::Fraction(part) => {
                let fine = self.started && !self.vague && self.total == 0.0;
                self.group *= part;
                self.fraction = true;
                fine
            }
        };
        self.joined = false;
        self.started = true;
        ok
    }

    fn push_value(&mut self, value: f64) -> bool {
        if self.closed || self.vague || (self.started && value == 0.0) {
            return false;
        }
        let tens = |v: f64| v >= 20.0 && v % 10.0 == 0.0;
        let fits = self.below_hundred == 0.0
            || tens(self.below_hundred) && value < 10.0
            || self.joined && self.below_hundred < 10.0 && tens(value);
        let whole = value.fract() == 0.0;
        if !fits || (self.started && !whole) || value >= 100.0 {
            return false;
        }
        self.group += value;
        self.below_hundred += value;
        self.closed = !whole;
        self.after_multiplier = false;
        self.trailing = None;
        true
    }

    fn multiply(&mut self, by: f64) -> bool {
        let factor = if self.started && self.group > 0.0 { self.group } else { 1.0 };
        if by <= 100.0 {
            // `fifteen hundred`, but not `hundred hundred`
            if factor >= 100.0 {
                return false;
            }
            self.group = factor * by;
        } else {
            if self.started && self.group == 0.0 && self.total == 0.0 {
                return false;
            }
            if self.least_multiplier.is_some_and(|least| by >= least) {
                // `hundred thousand million` is not said; `thousands of millions` is
                if !(self.group == 0.0 && self.total > 0.0) {
                    return false;
                }
                self.total *= by;
            } else if self.group == 0.0 && self.total > 0.0 {
                return false;
            } else {
                self.total += factor * by;
            }
            self.least_multiplier = Some(by);
            self.group = 0.0;
            self.trailing = Some(by);
        }
        self.below_hundred = 0.0;
        self.after_multiplier = true;
        true
    }
}
