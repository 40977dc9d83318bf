//! Porter's stemmer of English (1980, *An algorithm for suffix stripping*), as ROUGE-1.5.5 uses it.

/// Returns the stem of a word in lower case; what has other letters than `a` to `z`, or fewer than four, stays.
pub fn stem(word: &str) -> String {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut word = Word(word.bytes().collect());
    word.plurals();
    word.participles();
    word.final_y();
    word.step(2);
    word.step(3);
    word.endings();
    word.final_e();
    word.0.into_iter().map(char::from).collect()
}

const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];

const STEP_3: &[(&str, &str)] =
    &[("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

const STEP_4: &[&str] = &[
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
    "al", "er", "ic", "ou",
];

struct Word(Vec<u8>);

impl Word {
    fn consonant(&self, at: usize) -> bool {
        match self.0[at] {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => at == 0 || !self.consonant(at - 1),
            _ => true,
        }
    }

    /// The number of times that a consonant follows a vowel in the first `len` letters.
    fn measure(&self, len: usize) -> usize {
        (1..len).filter(|&at| self.consonant(at) && !self.consonant(at - 1)).count()
    }

    fn vowel_in(&self, len: usize) -> bool {
        (0..len).any(|at| !self.consonant(at))
    }

    fn double_consonant(&self) -> bool {
        let n = self.0.len();
        n >= 2 && self.0[n - 1] == self.0[n - 2] && self.consonant(n - 1)
    }

    /// Consonant, vowel, consonant other than `w`, `x`, `y` at the end of the first `len` letters.
    fn cvc(&self, len: usize) -> bool {
        len >= 3
            && self.consonant(len - 3)
            && !self.consonant(len - 2)
            && self.consonant(len - 1)
            && !matches!(self.0[len - 1], b'w' | b'x' | b'y')
    }

    /// The number of letters before an ending.
    fn before(&self, ending: &str) -> Option<usize> {
        self.0.ends_with(ending.as_bytes()).then(|| self.0.len() - ending.len())
    }

    fn replace(&mut self, len: usize, by: &str) {
        self.0.truncate(len);
        self.0.extend(by.bytes());
    }

    fn plurals(&mut self) {
        if let Some(len) = self.before("sses").or_else(|| self.before("ies")) {
            self.0.truncate(len + if self.0.ends_with(b"sses") { 2 } else { 1 });
        } else if self.0.ends_with(b"s") && !self.0.ends_with(b"ss") {
            self.0.pop();
        }
    }

    fn participles(&mut self) {
        if let Some(len) = self.before("eed") {
            if self.measure(len) > 0 {
                self.0.pop();
            }
            return;
        }
        let Some(len) = self.before("ed").or_else(|| self.before("ing")).filter(|&len| self.vowel_in(len)) else {
            return;
        };
        self.0.truncate(len);
        if ["at", "bl", "iz"].iter().any(|ending| self.before(ending).is_some()) {
            self.0.push(b'e');
        } else if self.double_consonant() {
            if !matches!(self.0.last(), Some(b'l' | b's' | b'z')) {
                self.0.pop();
            }
        } else if self.measure(len) == 1 && self.cvc(len) {
            self.0.push(b'e');
        }
    }

    fn final_y(&mut self) {
        if let Some(len) = self.before("y").filter(|&len| self.vowel_in(len)) {
            self.replace(len, "i");
        }
    }

    fn step(&mut self, number: usize) {
        let rules = if number == 2 { STEP_2 } else { STEP_3 };
        let Some((len, by)) = rules.iter().find_map(|(ending, by)| Some((self.before(ending)?, *by))) else { return };
        if self.measure(len) > 0 {
            self.replace(len, by);
        }
    }

    fn endings(&mut self) {
        let Some((ending, len)) = STEP_4.iter().find_map(|ending| Some((*ending, self.before(ending)?))) else {
            return;
        };
        let fits = ending != "ion" || len > 0 && matches!(self.0[len - 1], b's' | b't');
        if fits && self.measure(len) > 1 {
            self.0.truncate(len);
        }
    }

    fn final_e(&mut self) {
        if let Some(len) = self.before("e") {
            let measure = self.measure(len);
            if measure > 1 || measure == 1 && !self.cvc(len) {
                self.0.truncate(len);
            }
        }
        if self.0.ends_with(b"ll") && self.measure(self.0.len() - 1) > 1 {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn words_have_the_stems_of_the_paper() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("cats", "cat"),
            ("feed", "feed"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("motoring", "motor"),
            ("sing", "sing"),
            ("conflated", "conflat"),
            ("troubling", "troubl"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("filing", "file"),
            ("happy", "happi"),
            ("relational", "relat"),
            ("conditional", "condit"),
            ("vietnamization", "vietnam"),
            ("triplicate", "triplic"),
            ("hopefulness", "hope"),
            ("electrical", "electr"),
            ("allowance", "allow"),
            ("replacement", "replac"),
            ("adoption", "adopt"),
            ("probate", "probat"),
            ("rate", "rate"),
            ("controlling", "control"),
            ("generalizations", "gener"),
            ("sky", "sky"),
            ("élections", "élections"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }
}
