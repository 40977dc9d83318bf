//! Capitals: a lemma is made in lower case and gets its capitals last.

use super::hash::Key;

/// What becomes of the capitals of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Casing {
    /// Each letter as the form has it.
    Keep,
    /// None stays.
    Lower,
    /// The first letter alone.
    Title,
    /// All letters.
    Upper,
}

impl Casing {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Keep, Self::Lower, Self::Title, Self::Upper];

    /// Returns the lower-case `lemma` with the capitals that this makes of those of `form`.
    ///
    /// `seam` stands between the parts of a lemma; there, the form may have a hyphen or linking letters.
    #[must_use]
    pub fn apply(self, form: &str, lemma: &str) -> String {
        match self {
            Self::Lower => lemma.to_owned(),
            Self::Upper => lemma.to_uppercase(),
            Self::Title => {
                let mut chars = lemma.chars();
                chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
            }
            Self::Keep => keep(form, lemma),
        }
    }
}

/// How far ahead in the form the letter after a seam is looked for.
const LOOK_AHEAD: usize = 4;

fn keep(form: &str, lemma: &str) -> String {
    let form: Vec<(char, char)> = form.chars().flat_map(|c| c.to_lowercase().map(move |lower| (lower, c))).collect();
    let mut at = 0;
    let mut lost = false;
    let mut out = String::with_capacity(lemma.len() + 2);
    for c in lemma.chars() {
        let ahead = form.get(at..).unwrap_or_default();
        let found = match ahead.first() {
            Some(&(lower, _)) if lower == c => Some(0),
            _ if lost => ahead.iter().take(LOOK_AHEAD).position(|&(lower, _)| lower == c),
            _ => None,
        };
        match found {
            Some(skipped) => {
                let (lower, written) = ahead[skipped];
                out.push(if written.to_lowercase().count() == 1 { written } else { lower });
                at += skipped + 1;
                lost = false;
            }
            None => {
                out.push(c);
                lost = true;
            }
        }
    }
    out
}

/// How often a form and its like were met: as written, in lower case, with one capital, and the part before a sign as
/// written and in lower case.
pub type Met = [u32; 5];

/// Returns how often a form and its like were met, after `count`.
pub fn met(form: &str, lower: &str, count: impl Fn(&str) -> u32) -> Met {
    let title = if form == lower { 0 } else { count(&Casing::Title.apply(form, lower)).min(4) };
    let first = form.find(|c: char| !c.is_alphanumeric()).and_then(|at| form.get(..at));
    let [first, first_lower] = match first.filter(|first| !first.is_empty()) {
        Some(first) => [count(first).min(4) + 1, count(&first.to_lowercase()).min(4) + 1],
        None => [0, 0],
    };
    [count(form), count(lower), title, first, first_lower]
}

/// Adds what is seen of the capitals of `form` to `features`, for each casing to be weighed with.
pub fn features(form: &str, tag: u8, morph: u32, sentence_initial: bool, met: Met, features: &mut Vec<u32>) {
    let shape = shape(form);
    let initial = u32::from(sentence_initial);
    let [as_written, in_lower, title, first, first_lower] = met;
    let key = |kind: u8| Key::new(b'C').byte(kind).number(shape).byte(tag);
    features.push(key(0).id());
    features.push(key(1).number(initial).id());
    features.push(key(2).number(morph).id());
    features.push(key(3).number(morph).number(initial).id());
    features.push(key(4).number(in_lower).number(initial).id());
    features.push(key(5).number(as_written).number(in_lower).number(initial).id());
    features.push(key(6).number(form.chars().count().min(8) as u32).id());
    features.push(key(9).number(title).number(in_lower.min(3)).id());
    features.push(key(10).number(first).number(first_lower).id());
    let mut suffix = key(7);
    for c in form.chars().rev().take(4) {
        suffix = suffix.char(c);
        features.push(suffix.id());
    }
    let mut prefix = key(8);
    for (index, c) in form.chars().take(5).enumerate() {
        prefix = prefix.char(c);
        if index > 0 {
            features.push(prefix.id());
        }
    }
}

/// Returns which letters are capitals, roughly: the first, the second, the last, one after a hyphen, one elsewhere.
fn shape(form: &str) -> u32 {
    let mut shape = 0;
    let mut previous = ' ';
    let mut letters = 0;
    for (index, c) in form.chars().enumerate() {
        let upper = c.is_uppercase();
        shape |= match (index, upper) {
            (0, true) => 1,
            (1, true) => 2,
            (_, true) if !previous.is_alphanumeric() => 4,
            (_, true) => 8,
            (_, false) if c.is_alphabetic() => 16,
            (_, false) if c.is_numeric() => 32,
            (_, false) => 64,
        };
        letters += u32::from(c.is_alphabetic());
        previous = c;
    }
    shape | if previous.is_uppercase() { 128 } else { 0 } | if letters == 1 { 256 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_capitals_over_seams_and_endings() {
        assert_eq!(Casing::Keep.apply("HVT-trainers", "hvt_trainer"), "HVT_trainer");
        assert_eq!(Casing::Keep.apply("Bondsploegen", "bond_ploeg"), "Bond_ploeg");
        assert_eq!(Casing::Keep.apply("Oost-Averiaanse", "oost-averiaans"), "Oost-Averiaans");
        assert_eq!(Casing::Title.apply("SELMARK", "selmark"), "Selmark");
    }

    proptest! {
        #[test]
        fn never_panics(form in "\\PC*", lemma in "\\PC*", initial: bool) {
            for casing in Casing::ALL {
                let _ = casing.apply(&form, &lemma);
            }
            let met = met(&form, &form.to_lowercase(), |_| 1);
            features(&form, 0, 0, initial, met, &mut Vec::new());
        }
    }
}
