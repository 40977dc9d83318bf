//! Seams: where a compound or a verb with a particle comes apart.

use super::{
    counts::{Counts, MODIFIER, form, lemma, modifier, tail},
    hash::Key,
};

/// Two parts that a word may be made of. A hyphen or the like between them is in neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halves<'a> {
    /// All but the rest.
    pub left: &'a str,
    /// The rest.
    pub right: &'a str,
    /// Whether a sign stands between them.
    pub sign: bool,
}

/// Shortest half, in characters.
const SHORTEST: usize = 2;
/// Longer words are left whole: they are addresses or noise.
const LONGEST: usize = 60;

/// Returns every way to halve a lower-case word.
#[must_use]
pub fn halves(word: &str) -> Vec<Halves<'_>> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    if chars.len() > LONGEST || chars.len() < 2 * SHORTEST {
        return Vec::new();
    }
    let mut halves = Vec::new();
    for (index, &(at, c)) in chars.iter().enumerate().skip(1) {
        if !c.is_alphanumeric() {
            let (left, right) = (&word[..at], &word[at + c.len_utf8()..]);
            if right.starts_with(char::is_alphanumeric) && left.ends_with(char::is_alphanumeric) {
                halves.push(Halves { left, right, sign: true });
            }
        } else if index >= SHORTEST && chars.len() - index >= SHORTEST {
            let (left, right) = word.split_at(at);
            let before = chars[index - 1].1;
            if before.is_alphanumeric() && right.chars().nth(1).is_some_and(char::is_alphanumeric) {
                halves.push(Halves { left, right, sign: false });
            }
        }
    }
    halves
}

/// Two parts and what is known of them.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    halves: Halves<'a>,
    tag: u8,
    as_modifier: u32,
    as_any_modifier: u32,
    as_tail: u32,
    left_form: u32,
    right_form: u32,
    right_known: u32,
}

impl<'a> Evidence<'a> {
    /// Returns what is known of the halves of a word of that tag, `None` when nothing speaks for them.
    #[must_use]
    pub fn of(halves: Halves<'a>, tag: u8, counts: &impl Counts) -> Option<Self> {
        let Halves { left, right, sign } = halves;
        let right_form = counts.step(form(right));
        let as_tail = counts.step(tail(right, tag)).min(5);
        let as_any_modifier = counts.step(modifier(left, MODIFIER)).min(5);
        if !sign && right_form == 0 && as_tail == 0 && as_any_modifier == 0 {
            return None;
        }
        Some(Self {
            halves,
            tag,
            as_modifier: counts.step(modifier(left, tag)).min(5),
            as_any_modifier,
            as_tail,
            left_form: counts.step(form(left)),
            right_form,
            right_known: u32::from(counts.known(right, tag)),
        })
    }

    /// Adds what is seen of the halves to `features`.
    pub fn features(&self, counts: &impl Counts, features: &mut Vec<u32>) {
        let Self { halves, tag, as_modifier, as_any_modifier, as_tail, left_form, right_form, right_known } = *self;
        let Halves { left, right, sign } = halves;
        let key = |kind: u8| Key::new(b'H').byte(kind).byte(tag).byte(u8::from(sign));
        let (left_chars, right_chars) = (left.chars().count().min(12) as u32, right.chars().count().min(12) as u32);
        let left_lemma = counts.step(lemma(left, tag)).min(4);
        let right_lemma = counts.step(lemma(right, tag)).min(4);
        features.extend([
            key(0).id(),
            key(1).number(left_chars).id(),
            key(2).number(right_chars).id(),
            key(3).number(left_chars.min(5)).number(right_chars.min(5)).id(),
            key(4).number(as_modifier).number(as_any_modifier).id(),
            key(5).number(as_tail).number(right_known).id(),
            key(6).number(as_modifier).number(as_tail).number(right_known).id(),
            key(7).number(as_any_modifier).number(right_known).number(right_form.min(4)).id(),
            key(8).number(left_form).id(),
            key(9).number(right_form).number(right_known).id(),
            key(10).number(left_form.min(4)).number(right_form.min(4)).number(as_any_modifier.min(2)).id(),
            key(11).number(left_lemma).number(left_chars.min(5)).id(),
            key(12).number(right_lemma).number(right_chars.min(5)).id(),
            key(13).number(right_form).number(right_chars).id(),
            key(14).number(left_form).number(left_chars).id(),
            key(25).number(classes(left)).id(),
            key(26).number(as_modifier.min(2)).number(as_tail.min(2)).number(left_form.min(2)).number(right_lemma).id(),
        ]);
        if as_modifier > 3 {
            features.push(key(15).text(left).id());
        }
        if as_tail > 3 {
            features.push(key(16).text(right).id());
        }
        self.link_features(counts, features);
        let ending: Vec<char> = left.chars().rev().take(3).map(digit).collect();
        let beginning: Vec<char> = right.chars().take(3).map(digit).collect();
        let mut before = key(18);
        for &c in &ending {
            before = before.char(c);
            features.push(before.id());
        }
        let mut after = key(19);
        for &c in &beginning {
            after = after.char(c);
            features.push(after.id());
        }
        if let ([a, b, ..], [c, d, ..]) = (ending.as_slice(), beginning.as_slice()) {
            features.push(key(20).char(*a).char(*c).id());
            features.push(key(21).char(*b).char(*a).char(*c).id());
            features.push(key(22).char(*a).char(*c).char(*d).id());
        }
        let mut suffix = key(24);
        for (index, c) in right.chars().rev().take(4).enumerate() {
            suffix = suffix.char(c);
            if index > 0 {
                features.push(suffix.number(as_tail.min(2)).id());
            }
        }
    }

    /// Adds what the left part is less its last letters, which may only link, and which letters they are.
    fn link_features(&self, counts: &impl Counts, features: &mut Vec<u32>) {
        let mut cut = self.halves.left;
        let mut link = Key::new(b'K').byte(self.tag);
        for _ in 0..2 {
            let Some(last) = cut.chars().next_back() else { break };
            cut = &cut[..cut.len() - last.len_utf8()];
            link = link.char(digit(last));
            let stem_form = counts.step(form(cut));
            features.push(link.number(stem_form.min(5)).id());
            features.push(link.number(stem_form.min(2)).number(self.left_form.min(3)).number(self.right_known).id());
        }
    }
}

/// Adds what is seen of a word that stays whole to `features`.
pub fn whole_features(word: &str, tag: u8, counts: &impl Counts, features: &mut Vec<u32>) {
    let n_chars = word.chars().count().min(20) as u32;
    let frequency = counts.step(form(word));
    let key = |kind: u8| Key::new(b'W').byte(kind).byte(tag);
    features.push(key(0).id());
    features.push(key(1).number(n_chars).id());
    features.push(key(2).number(frequency).id());
    features.push(key(3).number(frequency).number(n_chars / 3).id());
    let mut prefix = key(4);
    for (index, c) in word.chars().take(4).enumerate() {
        prefix = prefix.char(digit(c));
        if index > 0 {
            features.push(prefix.id());
        }
    }
    let mut suffix = key(5);
    for (index, c) in word.chars().rev().take(5).enumerate() {
        suffix = suffix.char(digit(c));
        if index > 0 {
            features.push(suffix.id());
        }
    }
    features.push(key(6).number(classes(word)).id());
}

/// Returns the character, the same one for all digits.
fn digit(c: char) -> char {
    if c.is_numeric() { '0' } else { c }
}

/// Returns which kinds of characters a text has, and whether it begins with a digit.
fn classes(text: &str) -> u32 {
    let class = |c: char| match c {
        c if c.is_alphabetic() => 1,
        c if c.is_numeric() => 2,
        '-' => 4,
        _ => 8,
    };
    text.chars().map(class).fold(0, |all, class| all | class) | if text.starts_with(char::is_numeric) { 16 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lemma::{counts::Known, table::Table};
    use proptest::prelude::*;

    #[test]
    fn signs_are_in_neither_half() {
        let found = halves("hv-bond");
        assert!(found.contains(&Halves { left: "hv", right: "bond", sign: true }));
        assert!(found.contains(&Halves { left: "hv-bo", right: "nd", sign: false }));
        assert!(found.iter().all(|halves| !halves.left.ends_with('-') && !halves.right.starts_with('-')));
    }

    proptest! {
        #[test]
        fn halves_of_any_text_are_in_it(word in "\\PC{0,40}") {
            let (steps, dictionary) = (Table::default(), Table::default());
            let counts = Known { counts: &steps, dictionary: &dictionary };
            let mut features = Vec::new();
            whole_features(&word, 0, &counts, &mut features);
            for halves in halves(&word) {
                prop_assert!(word.starts_with(halves.left) && word.ends_with(halves.right));
                if let Some(evidence) = Evidence::of(halves, 0, &counts) {
                    evidence.features(&counts, &mut features);
                }
            }
        }
    }
}
