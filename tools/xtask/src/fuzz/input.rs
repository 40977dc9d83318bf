//! Inputs: pieces of real files and awkward fragments, put together and damaged.

/// One input: the bytes of a file and its extension.
pub struct Input {
    /// Without the point.
    pub extension: &'static str,
    /// May be anything.
    pub bytes: Vec<u8>,
}

/// Makes inputs from a seed.
pub struct Generator {
    state: u64,
    corpus: Vec<Vec<u8>>,
}

const EXTENSIONS: [&str; 7] = ["txt", "txt", "md", "html", "json", "jsonl", "xyz"];

/// Fragments at which readers tend to break.
const FRAGMENTS: &[&str] = &[
    "99999999999999999999999999999999999999999",
    "1e308",
    "-0",
    "00000",
    "31-02-2021",
    "30 februari 2021",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "week 99",
    "in 1800-2100",
    "3-1",
    "24:61 uur",
    "half 13",
    "2.400.000,75",
    "1,2,3,4",
    "€€€ 5",
    "$-5m",
    "100%%%",
    "tot tot tot",
    "tussen de en",
    "van 10 naar",
    "between and",
    "a a a",
    "en en en",
    "honderdduizendmiljoen",
    "vijfentwintigentwintig",
    "two and a half a million",
    "half half",
    "eind begin midden",
    "de eerste helft van",
    "over honderdduizend jaar",
    "999999999999 years ago",
    "vorige vorige week",
    "„",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    "’s avonds",
    "…",
    "...",
    "•",
    "—",
    "\u{200b}",
    "\u{200e}",
    "\u{feff}",
    "\u{0}",
    "\u{1f1f3}\u{1f1f1}",
    "e\u{301}",
    "İstanbul",
    "ẞ",
    "ﬁ",
    "ǅ",
    "\u{a0}",
    "\u{202f}",
    "\u{2028}",
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    "\n\n\n\n",
    "\t",
    " ",
    "<p>",
    "</p>",
    "<",
    ">",
    "&",
    "&#0;",
    "&#x110000;",
    "&amp",
    "<!--",
    "<script>",
    "<![CDATA[",
    "{",
    "}",
    "[",
    "]",
    "{\"text\":",
    "\\u0000",
    "\\ud800",
    "null",
    ",",
    ":",
    "---\n",
    "date 2021-10",
    "NOS Nieuws • gisteren, 19:21",
    "zei hij.",
    "said",
    "volgens",
    "according to",
    "Beeld AP",
];

impl Generator {
    /// Returns a generator; the same seed and corpus give the same inputs.
    pub fn new(seed: u64, corpus: Vec<Vec<u8>>) -> Self {
        Self { state: seed, corpus }
    }

    /// Returns the next input.
    pub fn next_input(&mut self) -> Input {
        let mut bytes = Vec::new();
        for _ in 0..=self.below(6) {
            match self.below(4) {
                0 => (0..self.below(12)).for_each(|_| self.add_fragment(&mut bytes)),
                _ => self.add_slice(&mut bytes),
            }
        }
        for _ in 0..self.below(8) {
            self.damage(&mut bytes);
        }
        let extension = EXTENSIONS[self.below(EXTENSIONS.len())];
        if matches!(extension, "json" | "jsonl") && self.below(3) > 0 {
            bytes = in_json(&String::from_utf8_lossy(&bytes));
        }
        Input { extension, bytes }
    }

    fn add_fragment(&mut self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(FRAGMENTS[self.below(FRAGMENTS.len())].as_bytes());
        if self.below(2) == 0 {
            bytes.push(b' ');
        }
    }

    /// A stretch of a file of the corpus, mostly short.
    fn add_slice(&mut self, bytes: &mut Vec<u8>) {
        let file = self.below(self.corpus.len());
        let len = self.corpus.get(file).map_or(0, Vec::len);
        let longest = if self.below(8) == 0 { 8000 } else { 600 };
        let (start, span) = (self.below(len), 1 + self.below(longest));
        if let Some(file) = self.corpus.get(file) {
            bytes.extend_from_slice(&file[start..len.min(start + span)]);
        }
    }

    /// One change somewhere: a byte, a fragment put in, a stretch taken out or doubled.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len());
        let end = bytes.len().min(at + self.below(200));
        match self.below(6) {
            0 => {
                let byte = self.below(256) as u8;
                if let Some(place) = bytes.get_mut(at) {
                    *place = byte;
                }
            }
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes.get(at..end).unwrap_or_default().to_vec();
                let times = 1 + self.below(20);
                bytes.splice(at..at, copy.repeat(times));
            }
            3 => bytes.truncate(at),
            _ => {
                let mut fragment = Vec::new();
                self.add_fragment(&mut fragment);
                bytes.splice(at..at, fragment);
            }
        }
    }

    /// A number below `bound`, or 0 when that is 0.
    fn below(&mut self, bound: usize) -> usize {
        // SplitMix64 (Steele, Lea and Flood 2014)
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let random = (z ^ (z >> 31)) >> 16;
        random.checked_rem(bound as u64).map_or(0, |rest| rest as usize)
    }
}

/// The text as the `text` of a record.
fn in_json(text: &str) -> Vec<u8> {
    let mut out = String::from("{\"title\":\"T\",\"date\":\"2021-10-04\",\"text\":\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push_str("\"}");
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_fixes_the_inputs() {
        let make = |seed| {
            let mut generator = Generator::new(seed, vec![b"Een brug van 10 meter.".to_vec()]);
            (0..20).map(|_| generator.next_input()).map(|input| (input.extension, input.bytes)).collect::<Vec<_>>()
        };
        assert_eq!(make(7), make(7));
        assert_ne!(make(7), make(8));
    }
}
