//! What is counted as right.

use document::Span;

use super::{
    Score,
    align::Pair,
    file::{File, Head, Word},
};

/// A score of the shared task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Tokens that cover the same characters.
    Tokens,
    /// Sentences that cover the same characters.
    Sentences,
    /// Words that belong together.
    Words,
    /// Universal parts of speech.
    Upos,
    /// Parts of speech in the tag set of the treebank.
    Xpos,
    /// Universal features.
    UFeats,
    /// All three of these.
    AllTags,
    /// Dictionary forms.
    Lemmas,
    /// Heads.
    Uas,
    /// Heads and relations, subtypes left out.
    Las,
    /// The same, of content words.
    Clas,
    /// The same, with the tag and features of the word and of its function words.
    Mlas,
    /// As CLAS, with the dictionary form of the word.
    Blex,
}

impl Metric {
    /// All, in the order in which the task lists them.
    pub const ALL: [Self; 13] = [
        Self::Tokens,
        Self::Sentences,
        Self::Words,
        Self::Upos,
        Self::Xpos,
        Self::UFeats,
        Self::AllTags,
        Self::Lemmas,
        Self::Uas,
        Self::Las,
        Self::Clas,
        Self::Mlas,
        Self::Blex,
    ];

    /// Returns its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tokens => "Tokens",
            Self::Sentences => "Sentences",
            Self::Words => "Words",
            Self::Upos => "UPOS",
            Self::Xpos => "XPOS",
            Self::UFeats => "UFeats",
            Self::AllTags => "AllTags",
            Self::Lemmas => "Lemmas",
            Self::Uas => "UAS",
            Self::Las => "LAS",
            Self::Clas => "CLAS",
            Self::Mlas => "MLAS",
            Self::Blex => "BLEX",
        }
    }

    /// Scores a system's file, given the words that belong together.
    pub fn score(self, gold: &File, system: &File, pairs: &[Pair]) -> Score {
        match self {
            Self::Tokens => same_spans(&gold.tokens, &system.tokens),
            Self::Sentences => same_spans(&gold.sentences, &system.sentences),
            _ => {
                let counts = |word: &Word| !self.is_of_content() || word.is_content();
                let compare = Comparison::new(gold, system, pairs);
                let counted = || pairs.iter().filter(|pair| counts(&gold.words[pair.gold]));
                Score {
                    gold: gold.words.iter().filter(|word| counts(word)).count(),
                    system: system.words.iter().filter(|word| counts(word)).count(),
                    correct: counted().filter(|pair| compare.is_right(self, **pair)).count(),
                    aligned: (self != Self::Words).then(|| counted().count()),
                }
            }
        }
    }

    fn is_of_content(self) -> bool {
        matches!(self, Self::Clas | Self::Mlas | Self::Blex)
    }
}

/// Counts spans that both have; each list is sorted, and its spans do not overlap.
fn same_spans(gold: &[Span], system: &[Span]) -> Score {
    let correct = gold.iter().filter(|span| system.binary_search(span).is_ok()).count();
    Score { gold: gold.len(), system: system.len(), correct, aligned: None }
}

struct Comparison<'a> {
    gold: &'a [Word],
    system: &'a [Word],
    /// For each word of the system the gold word that belongs to it.
    partner: Vec<Option<usize>>,
}

impl<'a> Comparison<'a> {
    fn new(gold: &'a File, system: &'a File, pairs: &[Pair]) -> Self {
        let mut partner = vec![None; system.words.len()];
        for pair in pairs {
            partner[pair.system] = Some(pair.gold);
        }
        Self { gold: &gold.words, system: &system.words, partner }
    }

    fn is_right(&self, metric: Metric, pair: Pair) -> bool {
        let (gold, system) = (&self.gold[pair.gold], &self.system[pair.system]);
        let upos = || gold.upos == system.upos;
        let feats = || gold.feats == system.feats;
        // A lemma that the gold file leaves open cannot be wrong.
        let lemma = || gold.lemma.is_empty() || gold.lemma == system.lemma;
        let head = || self.same_head(gold.head, system.head);
        let arc = || head() && gold.deprel == system.deprel;
        match metric {
            Metric::Tokens | Metric::Sentences | Metric::Words => true,
            Metric::Upos => upos(),
            Metric::Xpos => gold.xpos == system.xpos,
            Metric::UFeats => feats(),
            Metric::AllTags => upos() && gold.xpos == system.xpos && feats(),
            Metric::Lemmas => lemma(),
            Metric::Uas => head(),
            Metric::Las | Metric::Clas => arc(),
            Metric::Mlas => arc() && upos() && feats() && self.same_function_words(gold, system),
            Metric::Blex => arc() && lemma(),
        }
    }

    /// Tells whether two heads belong together; roots do.
    fn same_head(&self, gold: Head, system: Head) -> bool {
        match (gold, system) {
            (Head::Root, Head::Root) => true,
            (Head::Word(gold), Head::Word(system)) => self.partner.get(system) == Some(&Some(gold)),
            _ => false,
        }
    }

    /// Tells whether two words have the same function words, alike in relation, tag and features.
    fn same_function_words(&self, gold: &Word, system: &Word) -> bool {
        gold.function_words.len() == system.function_words.len()
            && gold.function_words.iter().zip(&system.function_words).all(|(&g, &s)| {
                let (one, other) = (&self.gold[g], &self.system[s]);
                self.partner[s] == Some(g)
                    && one.deprel == other.deprel
                    && one.upos == other.upos
                    && one.feats == other.feats
            })
    }
}
