//! How often words and parts of words were met in training, as features see it.

use super::{hash::Key, table::Table};

/// Tag of a part of a compound that is not the last; after those of [`Upos`](crate::Upos).
pub const MODIFIER: u8 = 17;

/// Counts by key, in steps: 0, 1, 2, 3-4, 5-8, and so on up to [`steps`]' last.
pub trait Counts {
    /// Returns the step of the count of a key of this module.
    fn step(&self, key: u32) -> u32;

    /// Returns whether the word was met in training as a whole word of this tag.
    fn known(&self, lower: &str, tag: u8) -> bool;
}

/// Returns the step of a count.
#[must_use]
pub fn steps(count: u32) -> u32 {
    match count {
        0..=2 => count,
        _ => (u32::BITS - (count - 1).leading_zeros() + 1).min(9),
    }
}

/// Returns the key that counts how many words of the tag have this part before the last.
#[must_use]
pub fn modifier(part: &str, tag: u8) -> u32 {
    Key::new(b'm').byte(tag).text(part).id()
}

/// Returns the key that counts how many words of the tag end with this part.
#[must_use]
pub fn tail(part: &str, tag: u8) -> u32 {
    Key::new(b't').byte(tag).text(part).id()
}

/// Returns the key that counts how often the form was met, with these capitals.
#[must_use]
pub fn form(form: &str) -> u32 {
    Key::new(b'f').text(form).id()
}

/// Returns the key that counts how many forms of the tag have this lemma.
#[must_use]
pub fn lemma(lemma: &str, tag: u8) -> u32 {
    Key::new(b'l').byte(tag).text(lemma).id()
}

/// Returns the key under which the dictionary has a lower-case form of a tag.
#[must_use]
pub fn entry(lower: &str, tag: u8) -> u32 {
    Key::new(b'2').text(lower).byte(tag).id()
}

/// Counts of a model.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Steps by key.
    pub counts: &'a Table<u8>,
    /// Lemmas by key.
    pub dictionary: &'a Table<u32>,
}

impl Counts for Known<'_> {
    fn step(&self, key: u32) -> u32 {
        u32::from(self.counts.get(key).unwrap_or(0))
    }

    fn known(&self, lower: &str, tag: u8) -> bool {
        self.dictionary.get(entry(lower, tag)).is_some()
    }
}
