//! A CoNLL-U document as the scores see it: characters without white space, and where words stand in them.

use anyhow::ensure;
use document::Span;
use nlp::conllu::{Document, Row};

/// Features that all treebanks share, which alone are scored.
const UNIVERSAL_FEATURES: [&str; 21] = [
    "Abbr", "Animacy", "Aspect", "Case", "Definite", "Degree", "Evident", "Foreign", "Gender", "Mood", "Number",
    "NumType", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex", "Tense", "VerbForm", "Voice",
];

/// Relations of words with a meaning of their own: what CLAS, MLAS and BLEX count.
const CONTENT: [&str; 29] = [
    "nsubj",
    "obj",
    "iobj",
    "csubj",
    "ccomp",
    "xcomp",
    "obl",
    "vocative",
    "expl",
    "dislocated",
    "advcl",
    "advmod",
    "discourse",
    "nmod",
    "appos",
    "nummod",
    "acl",
    "amod",
    "conj",
    "fixed",
    "flat",
    "compound",
    "list",
    "parataxis",
    "orphan",
    "goeswith",
    "reparandum",
    "root",
    "dep",
];

/// Relations of words that belong to a content word: what MLAS looks at besides.
const FUNCTION: [&str; 7] = ["aux", "cop", "mark", "det", "clf", "case", "cc"];

/// What is scored.
pub struct File {
    /// The text without white space.
    pub characters: String,
    pub tokens: Vec<Span>,
    pub sentences: Vec<Span>,
    pub words: Vec<Word>,
}

/// A syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in [`File::characters`]; those of the whole token when the token has several words.
    pub span: Span,
    /// The token has several words, of which it is not known where they stand.
    pub in_multiword: bool,
    /// In lower case; without white space where it is a token.
    pub form: String,
    pub lemma: String,
    pub upos: &'static str,
    pub xpos: String,
    /// Universal features alone, sorted.
    pub feats: String,
    pub head: Head,
    /// The universal part of the relation.
    pub deprel: String,
    /// Places of its dependents that are function words.
    pub function_words: Vec<usize>,
}

/// The head of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// The file leaves it open.
    Open,
    /// The word is a root.
    Root,
    /// Its place in [`File::words`].
    Word(usize),
}

impl Word {
    /// Tells whether it has a meaning of its own.
    pub fn is_content(&self) -> bool {
        CONTENT.contains(&self.deprel.as_str())
    }
}

impl File {
    /// Lays out a document.
    ///
    /// # Errors
    /// When a token is nothing but white space.
    pub fn of(document: &Document) -> anyhow::Result<Self> {
        let mut file = Self { characters: String::new(), tokens: Vec::new(), sentences: Vec::new(), words: Vec::new() };
        for sentence in &document.sentences {
            let (start, first) = (file.characters.len(), file.words.len());
            for token in sentence.surfaces() {
                let token_start = file.characters.len();
                file.characters.extend(token.form.chars().filter(|c| !c.is_whitespace()));
                let span = Span::new(token_start, file.characters.len());
                ensure!(!span.is_empty(), "`{}` is a token without a character", token.form);
                file.tokens.push(span);
                let in_multiword = token.words.len() > 1;
                let rows = sentence.words.get(token.words).unwrap_or_default();
                file.words.extend(rows.iter().map(|row| word(row, first, span, in_multiword)));
            }
            file.sentences.push(Span::new(start, file.characters.len()));
        }
        for index in 0..file.words.len() {
            let word = &file.words[index];
            if let Head::Word(head) = word.head
                && FUNCTION.contains(&word.deprel.as_str())
                && let Some(head) = file.words.get_mut(head)
            {
                head.function_words.push(index);
            }
        }
        Ok(file)
    }
}

fn word(row: &Row, first: usize, span: Span, in_multiword: bool) -> Word {
    let mut feats: Vec<&str> = row.feats.split('|').filter(|feat| is_universal(feat)).collect();
    feats.sort_unstable();
    Word {
        span,
        in_multiword,
        // The task's script leaves white space in the words of tokens of several; so do we, to get its figures.
        form: row.form.chars().filter(|c| in_multiword || !c.is_whitespace()).collect::<String>().to_lowercase(),
        lemma: row.lemma.to_string(),
        upos: row.upos.map_or("", nlp::Upos::as_str),
        xpos: row.xpos.to_string(),
        feats: feats.join("|"),
        head: match row.head {
            None => Head::Open,
            Some(0) => Head::Root,
            Some(id) => Head::Word(first + id - 1),
        },
        deprel: row.deprel.split(':').next().unwrap_or_default().to_owned(),
        function_words: Vec::new(),
    }
}

fn is_universal(feat: &str) -> bool {
    feat.split_once('=').is_some_and(|(name, _)| UNIVERSAL_FEATURES.contains(&name))
}
