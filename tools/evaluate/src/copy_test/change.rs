//! What is done to an article to make a copy of it, or a text that only looks like one.

use super::text::{Piece, Text};
use crate::perturb::SplitMix64;

/// A document, and how it was made.
pub struct Made {
    /// The change.
    pub kind: &'static str,
    /// What came of it.
    pub text: Text,
}

/// A change that leaves a copy.
#[derive(Clone, Copy)]
pub enum Change {
    /// The first paragraphs only.
    Cut,
    /// Sentences left out.
    Dropped,
    /// Every number another.
    Numbers,
    /// The first sentences are new.
    Lead,
    /// Sentences with a quotation, or else one in five, are new.
    Quotes,
    /// The sentences in another order, in paragraphs.
    Order,
    /// Words replaced, inflected, swapped.
    Words,
    /// As `Words`, one word in four.
    ManyWords,
    /// Two articles made one.
    Merged,
    /// Another first paragraph before it, as a headline.
    Headline,
    /// Inside a longer story.
    Embedded,
    /// Cut, new lead, new numbers, some words.
    Mixed,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Cut,
        Self::Dropped,
        Self::Numbers,
        Self::Lead,
        Self::Quotes,
        Self::Order,
        Self::Words,
        Self::ManyWords,
        Self::Merged,
        Self::Headline,
        Self::Embedded,
        Self::Mixed,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Dropped => "sentences dropped",
            Self::Numbers => "numbers rewritten",
            Self::Lead => "lead changed",
            Self::Quotes => "quotes swapped",
            Self::Order => "order changed",
            Self::Words => "words changed (1 in 10)",
            Self::ManyWords => "words changed (1 in 4)",
            Self::Merged => "two merged",
            Self::Headline => "headline changed",
            Self::Embedded => "embedded in a longer story",
            Self::Mixed => "cut, lead, numbers, words",
        }
    }

    /// Returns the copy of `base`; what is new comes from `fillers`.
    pub fn made(self, base: &Text, other: &Text, fillers: &[Text], random: &mut SplitMix64) -> Made {
        let filler = pick(fillers, random);
        let text = match self {
            Self::Cut => cut(base, 30 + random.below(60), random),
            Self::Dropped => dropped(base, 10 + random.below(40), random),
            Self::Numbers => numbers(base, random),
            Self::Lead => lead(base, filler, 2),
            Self::Quotes => quotes(base, filler, random),
            Self::Order => order(base, random),
            Self::Words => words(base, filler, 10, random),
            Self::ManyWords => words(base, filler, 25, random),
            Self::Merged => merged(&cut(base, 60, random), &cut(other, 60, random)),
            Self::Headline => headline(base, filler),
            Self::Embedded => embedded(&cut(base, 60, random), filler, pick(fillers, random)),
            Self::Mixed => {
                let short = cut(base, 60 + random.below(30), random);
                words(&numbers(&lead(&short, filler, 1), random), filler, 8, random)
            }
        };
        Made { kind: self.name(), text }
    }
}

/// Returns texts that share a block and are no copies: a quotation that several carry, a disclaimer below many, the
/// background in the live blogs of days that follow each other.
pub fn no_copies(bases: &[Text], fillers: &[Text], random: &mut SplitMix64) -> Vec<Made> {
    let mut out = Vec::new();
    let n = bases.len();
    for (number, pair) in bases.chunks(2).enumerate().take(n / 6) {
        let shortest = pair.iter().map(Text::n_words).min().unwrap_or(0);
        // A share of 15 to 37 in a hundred of the shorter one.
        let share = 15 + usize::try_from(random.below(23)).unwrap_or(0);
        let block = block(pick(fillers, random), shortest * share / (100 - share));
        let quoted = number % 2 == 0;
        for text in pair {
            let mut text = text.clone();
            let at = text.paragraphs.len() / 2;
            text.paragraphs.insert(at, if quoted { in_quotes(&block) } else { block.clone() });
            out.push(Made { kind: if quoted { "one quotation" } else { "one background block" }, text });
        }
    }
    let disclaimer = block(pick(fillers, random), 45);
    for text in bases.iter().filter(|text| text.n_words() >= 150).take(60) {
        let mut text = text.clone();
        text.paragraphs.push(disclaimer.clone());
        out.push(Made { kind: "one disclaimer", text });
    }
    out
}

fn pick<'a>(texts: &'a [Text], random: &mut SplitMix64) -> &'a Text {
    &texts[usize::try_from(random.below(texts.len() as u64)).unwrap_or(0)]
}

fn chance(percent: u64, random: &mut SplitMix64) -> bool {
    random.below(100) < percent
}

/// Whole sentences until they hold that share of the words.
fn cut(base: &Text, percent: u64, _: &mut SplitMix64) -> Text {
    let most = base.n_words() * usize::try_from(percent).unwrap_or(100) / 100;
    let mut n = 0;
    let mut out = Text::default();
    for paragraph in &base.paragraphs {
        let mut kept = Vec::new();
        for sentence in paragraph {
            if n < most {
                n += sentence.iter().filter(|piece| piece.is_word).count();
                kept.push(sentence.clone());
            }
        }
        if !kept.is_empty() {
            out.paragraphs.push(kept);
        }
    }
    out
}

fn dropped(base: &Text, percent: u64, random: &mut SplitMix64) -> Text {
    let mut out = base.clone();
    for paragraph in &mut out.paragraphs {
        paragraph.retain(|_| !chance(percent, random));
    }
    out.paragraphs.retain(|paragraph| !paragraph.is_empty());
    out
}

fn numbers(base: &Text, random: &mut SplitMix64) -> Text {
    map(base, |piece| {
        if !piece.is_number {
            return piece.clone();
        }
        let digit = |c: char| if c.is_ascii_digit() { char::from(b'1' + random.below(9) as u8) } else { c };
        Piece::anew(piece.form.chars().map(digit).collect(), piece)
    })
}

fn lead(base: &Text, filler: &Text, n: usize) -> Text {
    let mut out = base.clone();
    let mut left = n;
    for paragraph in &mut out.paragraphs {
        let gone = left.min(paragraph.len());
        paragraph.drain(..gone);
        left -= gone;
    }
    out.paragraphs.retain(|paragraph| !paragraph.is_empty());
    out.paragraphs.insert(0, filler.sentences().take(n).cloned().collect());
    out
}

fn quotes(base: &Text, filler: &Text, random: &mut SplitMix64) -> Text {
    let mut new = filler.paragraphs.iter().flatten().cycle();
    let mut out = base.clone();
    for sentence in out.paragraphs.iter_mut().flatten() {
        let quoted = sentence.iter().any(|piece| ["\"", "“", "”", "‘", "«", "„"].contains(&piece.form.as_str()));
        if quoted && chance(70, random) || chance(10, random) {
            if let Some(other) = new.next() {
                sentence.clone_from(other);
            }
        }
    }
    out
}

fn order(base: &Text, random: &mut SplitMix64) -> Text {
    let mut sentences: Vec<&[Vec<Piece>]> = base.paragraphs.iter().flat_map(|p| p.chunks(2)).collect();
    for at in (1..sentences.len()).rev() {
        sentences.swap(at, usize::try_from(random.below(at as u64 + 1)).unwrap_or(0));
    }
    Text { paragraphs: sentences.into_iter().map(<[Vec<Piece>]>::to_vec).collect() }
}

/// A third of the changed words become another word, a third lose or gain an ending, a third change place.
fn words(base: &Text, filler: &Text, percent: u64, random: &mut SplitMix64) -> Text {
    let others: Vec<&Piece> = filler.pieces().filter(|piece| piece.is_word).collect();
    let mut out = map(base, |piece| {
        if !piece.is_word || !chance(percent * 2 / 3, random) {
            return piece.clone();
        }
        let n = piece.form.chars().count();
        let form = if chance(50, random) {
            others[usize::try_from(random.below(others.len() as u64)).unwrap_or(0)].form.clone()
        } else if n > 4 {
            piece.form.chars().take(n - 2).collect()
        } else {
            format!("{}en", piece.form)
        };
        Piece::anew(form, piece)
    });
    for sentence in out.paragraphs.iter_mut().flatten() {
        for at in 1..sentence.len() {
            if sentence[at - 1].is_word && sentence[at].is_word && chance(percent / 6, random) {
                let (a, b) = (sentence[at - 1].clone(), sentence[at].clone());
                sentence[at - 1] = Piece { form: b.form, from: b.from, ..a.clone() };
                sentence[at] = Piece { form: a.form, from: a.from, ..b };
            }
        }
    }
    out
}

fn merged(one: &Text, other: &Text) -> Text {
    let mut out = Text::default();
    let mut others = other.paragraphs.iter();
    for paragraph in &one.paragraphs {
        out.paragraphs.push(paragraph.clone());
        out.paragraphs.extend(others.next().cloned());
    }
    out.paragraphs.extend(others.cloned());
    out
}

fn headline(base: &Text, filler: &Text) -> Text {
    let mut out = base.clone();
    let words = filler.pieces().filter(|piece| piece.is_word).take(8).cloned().collect();
    out.paragraphs.insert(0, vec![words]);
    out
}

fn embedded(base: &Text, filler: &Text, after: &Text) -> Text {
    let mut out = filler.clone();
    out.paragraphs.extend(base.paragraphs.iter().cloned());
    out.paragraphs.extend(after.paragraphs.iter().cloned());
    out
}

/// The first sentences that hold that many words, as a paragraph; the last one is cut.
fn block(filler: &Text, n_words: usize) -> Vec<Vec<Piece>> {
    let mut left = n_words;
    let mut out = Vec::new();
    for sentence in filler.sentences() {
        if left == 0 {
            break;
        }
        let mut kept = Vec::new();
        for piece in sentence {
            if left == 0 {
                break;
            }
            left -= usize::from(piece.is_word);
            kept.push(piece.clone());
        }
        out.push(kept);
    }
    out
}

fn in_quotes(block: &[Vec<Piece>]) -> Vec<Vec<Piece>> {
    let mark = |form: &str, space| Piece { form: form.to_owned(), space, is_word: false, is_number: false, from: None };
    let mut out: Vec<Vec<Piece>> = block.to_vec();
    if let Some(first) = out.first_mut() {
        if let Some(word) = first.first_mut() {
            word.space = false;
        }
        first.insert(0, mark("“", true));
    }
    if let Some(last) = out.last_mut() {
        last.push(mark("”", false));
    }
    out
}

fn map(base: &Text, mut change: impl FnMut(&Piece) -> Piece) -> Text {
    let sentence = |sentence: &Vec<Piece>| -> Vec<Piece> { sentence.iter().map(&mut change).collect() };
    let mut sentence = sentence;
    Text { paragraphs: base.paragraphs.iter().map(|paragraph| paragraph.iter().map(&mut sentence).collect()).collect() }
}
