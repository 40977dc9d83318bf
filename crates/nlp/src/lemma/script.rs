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
    /// Done to the end of the stem, between taking off and putting on.
    pub stem: Stem,
    /// A text put for another one everywhere: accents of stress, commas in numbers.
    pub swap: Option<(char, Option<char>)>,
}

/// What happens to the last letters of a stem where the spelling of its ending changes: `stopte`, `stoppen`; `bomen`,
/// `boom`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stem {
    /// Nothing.
    #[default]
    Same,
    /// The last letter is doubled.
    DoubleLast,
    /// The last two letters are the same and one goes.
    SingleLast,
    /// The last letter but one is doubled.
    DoubleBefore,
    /// The two letters before the last are the same and one goes.
    SingleBefore,
}

impl Stem {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Same, Self::DoubleLast, Self::SingleLast, Self::DoubleBefore, Self::SingleBefore];

    /// Returns the stem so changed, `None` when it is not of that kind.
    #[must_use]
    pub fn apply(self, stem: &str) -> Option<String> {
        let mut chars = stem.char_indices().rev();
        let (last, before, third) = (chars.next(), chars.next(), chars.next());
        let put = |at: usize, c: char| {
            let mut stem = stem.to_owned();
            stem.insert(at, c);
            stem
        };
        let take = |at: usize| {
            let mut stem = stem.to_owned();
            stem.remove(at);
            stem
        };
        match self {
            Self::Same => Some(stem.to_owned()),
            Self::DoubleLast => last.filter(|last| last.1.is_alphabetic()).map(|(at, c)| put(at, c)),
            Self::SingleLast => {
                let ((at, last), (_, before)) = (last?, before?);
                (last == before && last.is_alphabetic()).then(|| take(at))
            }
            Self::DoubleBefore => {
                let ((_, last), (at, before)) = (last?, before?);
                (last != before && before.is_alphabetic()).then(|| put(at, before))
            }
            Self::SingleBefore => {
                let ((_, last), (at, before), (_, third)) = (last?, before?, third?);
                (before == third && last != before && before.is_alphabetic()).then(|| take(at))
            }
        }
    }
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
        let mut lemma = String::with_capacity(word.len() + self.prefix_add.len() + self.suffix_add.len() + 4);
        lemma.push_str(&self.prefix_add);
        if self.stem == Stem::Same {
            lemma.push_str(stem);
        } else {
            lemma.push_str(&self.stem.apply(stem)?);
        }
        lemma.push_str(&self.suffix_add);
        Some(lemma)
    }

    /// Returns the script that changes least after the longest text that form and lemma share, or `None` when they
    /// share none.
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
        let plain = Self {
            prefix_cut: text(&from[..start]),
            prefix_add: text(&to[..at]),
            suffix_cut: text(&from[start + len..]),
            suffix_add: text(&to[at + len..]),
            ..Self::default()
        };
        let lemma_rest = text(&to[at..]);
        let mut best = plain.clone();
        for cut in 0..from.len() - start {
            let (stem, suffix) = from[start..].split_at(from.len() - start - cut);
            let stem = text(stem);
            for change in Stem::ALL {
                let changed = change.apply(&stem);
                let Some(add) = changed.as_deref().and_then(|stem| lemma_rest.strip_prefix(stem)) else { continue };
                let script =
                    Self { suffix_cut: text(suffix), suffix_add: add.to_owned(), stem: change, ..plain.clone() };
                if script.cost() < best.cost() {
                    best = script;
                }
            }
        }
        Some(best)
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
        let key = key.text(&self.suffix_cut).text(&self.suffix_add).byte(self.stem as u8);
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
        assert_eq!((script.prefix_cut.as_str(), script.suffix_cut.as_str()), ("ge", "d"));
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
    fn doubled_letters_are_one_script_whatever_they_are() {
        let check = |form, lemma, other, expected: &str| {
            let script = Script::derive(form, lemma).expect("they share letters");
            assert_eq!(script.apply(other).as_deref(), Some(expected), "{script:?}");
        };
        check("bomen", "boom", "daken", "daak");
        check("katten", "kat", "dollen", "dol");
        check("raakte", "raken", "hoopte", "hopen");
        check("begging", "beg", "stopping", "stop");
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
            for stem in Stem::ALL {
                let (prefix_cut, suffix_cut) = (cut.clone(), cut.clone());
                let script = Script { prefix_cut, suffix_cut, suffix_add: add.clone(), stem, ..Script::default() };
                let _ = (script.apply(&word), stem.apply(&word));
            }
        }
    }
}
