//! Edit scripts: what to take off a word and what to put there to get its lemma.

use super::hash::Key;

/// How to make a lemma of a form, both in lower case.
///
/// Straka, Straková and Hajič, *UDPipe at SIGMORPHON 2019*, use such scripts as classes of a tagger.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Script {
    /// Taken off the front.
    pub prefix_cut: String,
    /// Put at the front.
    pub prefix_add: String,
    /// Taken off the end.
    pub suffix_cut: String,
    /// Put at the end.
    pub suffix_add: String,
    /// A text put for another one everywhere: accents of stress, commas in numbers.
    pub swap: Option<(char, Option<char>)>,
}

impl Script {
    /// Returns the lemma, or `None` when the word does not begin or end as the script wants, or nothing would be left.
    #[must_use]
    pub fn apply(&self, word: &str) -> Option<String> {
        let stem = word.strip_prefix(self.prefix_cut.as_str())?.strip_suffix(self.suffix_cut.as_str())?;
        if let Some((from, to)) = self.swap {
            if !stem.contains(from) {
                return None;
            }
            let swapped: String = stem.chars().filter_map(|c| if c == from { to } else { Some(c) }).collect();
            return (!swapped.is_empty()).then_some(swapped);
        }
        if stem.is_empty() {
            return None;
        }
        let mut lemma = String::with_capacity(word.len() + self.suffix_add.len());
        lemma.push_str(&self.prefix_add);
        lemma.push_str(stem);
        lemma.push_str(&self.suffix_add);
        Some(lemma)
    }

    /// Returns the script that keeps the longest text that form and lemma share, or `None` when they share none.
    #[must_use]
    pub fn derive(form: &str, lemma: &str) -> Option<Self> {
        if form == lemma {
            return (!form.is_empty()).then(Self::default);
        }
        if let Some(swap) = Self::derive_swap(form, lemma) {
            return Some(swap);
        }
        let (from, to): (Vec<char>, Vec<char>) = (form.chars().collect(), lemma.chars().collect());
        let mut best = (0, 0, 0);
        for start in 0..from.len() {
            for at in 0..to.len() {
                let len = from[start..].iter().zip(&to[at..]).take_while(|(a, b)| a == b).count();
                if len > best.0 {
                    best = (len, start, at);
                }
            }
        }
        let (len, start, at) = best;
        if len == 0 {
            return None;
        }
        let text = |chars: &[char]| chars.iter().collect::<String>();
        Some(Self {
            prefix_cut: text(&from[..start]),
            prefix_add: text(&to[..at]),
            suffix_cut: text(&from[start + len..]),
            suffix_add: text(&to[at + len..]),
            swap: None,
        })
    }

    fn derive_swap(form: &str, lemma: &str) -> Option<Self> {
        let from = form.chars().zip(lemma.chars()).find(|(a, b)| a != b).map(|(a, _)| a);
        let from = from.or_else(|| form.chars().last())?;
        if from.is_ascii_alphabetic() {
            return None;
        }
        let to = lemma.chars().nth(form.chars().position(|c| c == from)?);
        let choices = [None, to];
        choices.into_iter().find_map(|to| {
            let script = Self { swap: Some((from, to)), ..Self::default() };
            (script.apply(form)? == lemma).then_some(script)
        })
    }

    /// Returns how many characters it takes off and puts in place.
    #[must_use]
    pub fn cost(&self) -> usize {
        [&self.prefix_cut, &self.prefix_add, &self.suffix_cut, &self.suffix_add].iter().map(|s| s.chars().count()).sum()
    }

    /// Returns its key among the features.
    #[must_use]
    pub fn id(&self) -> u32 {
        let key = Key::new(b'S').text(&self.prefix_cut).text(&self.prefix_add);
        let key = key.text(&self.suffix_cut).text(&self.suffix_add);
        match self.swap {
            Some((from, to)) => key.char(from).number(to.map_or(0, u32::from)).id(),
            None => key.id(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_what_is_shared() {
        let script = Script::derive("gebeld", "bellen").expect("they share letters");
        assert_eq!(
            (script.prefix_cut.as_str(), script.suffix_cut.as_str(), script.suffix_add.as_str()),
            ("ge", "d", "len")
        );
        assert_eq!(script.apply("gesteld").as_deref(), Some("stellen"));
        assert_eq!(script.apply("stelt"), None);
    }

    #[test]
    fn swaps_signs() {
        let script = Script::derive("460,000", "460000").expect("a comma goes");
        assert_eq!(script.apply("1,000,000").as_deref(), Some("1000000"));
        assert_eq!(Script::derive("vóór", "voor").expect("accents go").apply("óf").as_deref(), Some("of"));
    }

    #[test]
    fn nothing_shared_is_no_script() {
        assert_eq!(Script::derive("is", "be"), None);
        assert_eq!(Script::derive("", ""), None);
    }

    proptest! {
        #[test]
        fn derived_script_makes_the_lemma(form in "\\PC{0,12}", lemma in "\\PC{0,12}") {
            if let Some(script) = Script::derive(&form, &lemma) {
                prop_assert_eq!(script.apply(&form), Some(lemma));
            }
        }

        #[test]
        fn never_panics(word in "\\PC*", cut in "\\PC{0,3}", add in "\\PC{0,3}") {
            let script = Script { prefix_cut: cut.clone(), suffix_cut: cut, suffix_add: add, ..Script::default() };
            let _ = script.apply(&word);
        }
    }
}
