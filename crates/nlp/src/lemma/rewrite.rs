//! Endings: which edit script makes the lemma of an unknown word.

use super::{
    counts::{Counts, form, lemma},
    hash::Key,
    script::Script,
};

/// Longest ending looked at, in characters.
pub const LONGEST_SUFFIX: usize = 7;
const LONGEST_PREFIX: usize = 4;

/// A word and what is known of it where its lemma is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'a> {
    /// Lower-case form.
    pub word: &'a str,
    /// Number of its part of speech, or [`MODIFIER`](super::counts::MODIFIER).
    pub tag: u8,
    /// Hash of its finer tag.
    pub morph: u32,
}

/// What is seen of a word, to be joined with each script.
#[derive(Clone, Debug)]
pub struct Seen(Vec<Key>);

impl Unknown<'_> {
    /// Returns what is seen of the word.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let Self { word, tag, morph } = *self;
        let key = |kind: u8| Key::new(b'R').byte(kind);
        let mut seen = Vec::with_capacity(32);
        seen.push(key(0));
        seen.push(key(1).byte(tag));
        seen.push(key(2).byte(tag).number(morph));
        let (mut bare, mut tagged, mut fine) = (key(3), key(4).byte(tag), key(5).byte(tag).number(morph));
        let (mut pattern, mut n_chars) = (key(6).byte(tag), 0);
        for c in word.chars().rev().take(LONGEST_SUFFIX) {
            n_chars += 1;
            bare = bare.char(c);
            tagged = tagged.char(c);
            fine = fine.char(c);
            if (3..=5).contains(&n_chars) {
                seen.push(bare);
            }
            seen.push(tagged);
            if n_chars <= 4 {
                seen.push(fine);
                pattern = pattern.number(class(c));
            }
        }
        seen.push(pattern);
        seen.push(pattern.number(morph));
        let mut prefix = key(7).byte(tag);
        for c in word.chars().take(LONGEST_PREFIX) {
            prefix = prefix.char(c);
            seen.push(prefix);
        }
        seen.push(key(8).byte(tag).number(word.chars().count().min(12) as u32));
        Seen(seen)
    }

    /// Adds the features of this script, which makes `result` of the word, to `features`.
    pub fn features(&self, seen: &Seen, script: u32, result: &str, counts: &impl Counts, features: &mut Vec<u32>) {
        features.extend(seen.0.iter().map(|key| key.number(script).id()));
        let tag = self.tag;
        let known = counts.step(lemma(result, tag)).min(4);
        let frequency = if result == self.word { 10 } else { counts.step(form(result)).min(6) };
        let key = |kind: u8| Key::new(b'L').byte(kind).byte(tag);
        features.push(key(0).number(known).id());
        features.push(key(1).number(frequency).id());
        features.push(key(2).number(known).number(frequency).id());
        features.push(key(3).number(known).number(script).id());
        features.push(key(4).number(known).number(self.morph).id());
        features.push(key(5).number(result.chars().count().min(8) as u32).id());
        let (mut ending, mut pattern) = (key(6), key(7));
        for (index, c) in result.chars().rev().take(5).enumerate() {
            ending = ending.char(c);
            pattern = pattern.number(class(c));
            if index > 0 {
                features.push(ending.id());
                features.push(pattern.id());
            }
        }
    }
}

/// Returns whether a character is like another for the spelling: letters by their neighbours are learned, not told.
fn class(c: char) -> u32 {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => 1,
        c if c.is_ascii_alphabetic() => 2,
        c if c.is_alphabetic() => 3,
        c if c.is_numeric() => 4,
        _ => 5,
    }
}

/// Scripts by the ending they take off.
#[derive(Clone, Debug, Default)]
pub struct Scripts {
    scripts: Vec<(Script, u32, u32)>,
    by_suffix: std::collections::BTreeMap<String, Vec<usize>>,
}

impl Scripts {
    /// Builds it of scripts, each with the set of tags it was met with (bit `1 << tag`).
    #[must_use]
    pub fn new(scripts: Vec<(Script, u32)>) -> Self {
        let mut by_suffix = std::collections::BTreeMap::<String, Vec<usize>>::new();
        for (index, (script, _)) in scripts.iter().enumerate() {
            by_suffix.entry(script.suffix_cut.clone()).or_default().push(index);
        }
        let scripts = scripts.into_iter().map(|(script, tags)| (script.id(), script, tags));
        Self { scripts: scripts.map(|(id, script, tags)| (script, tags, id)).collect(), by_suffix }
    }

    /// Returns the scripts with the tags each was met with.
    pub fn iter(&self) -> impl Iterator<Item = (&Script, u32)> {
        self.scripts.iter().map(|(script, tags, _)| (script, *tags))
    }

    /// Calls `each` with the id of every script that the tag and the word allow, and what it makes of the word.
    pub fn results(&self, word: &str, tag: u8, mut each: impl FnMut(u32, String)) {
        let starts = std::iter::once(word.len()).chain(word.char_indices().rev().map(|(at, _)| at));
        for start in starts.take(LONGEST_SUFFIX + 2) {
            let Some(indices) = self.by_suffix.get(&word[start..]) else { continue };
            for (script, tags, id) in indices.iter().filter_map(|&index| self.scripts.get(index)) {
                if tags & (1 << tag) == 0 {
                    continue;
                }
                if let Some(result) = script.apply(word) {
                    each(*id, result);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_the_tag_and_ending_are_tried() {
        let script = |form, lemma| Script::derive(form, lemma).expect("they share letters");
        let scripts =
            Scripts::new(vec![(Script::default(), 1), (script("boten", "boot"), 1), (script("stelt", "stellen"), 2)]);
        let results = |word, tag| {
            let mut found = Vec::new();
            scripts.results(word, tag, |_, result| found.push(result));
            found
        };
        assert_eq!(results("sloten", 0), ["sloten", "sloot"]);
        assert_eq!(results("belt", 1), ["bellen"]);
        assert_eq!(results("belt", 5), [] as [&str; 0]);
    }
}
