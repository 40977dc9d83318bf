//! A sentence as the model of attributions sees it: words with their tree, their subtrees' extents, and quotations.

use std::ops::Range;

use document::Span;
use nlp::{Annotated, Sentence, Tree, Upos, Word};

use super::lexicon::{Classes, Lexicon};
use crate::{Name, NameKind};

/// A longer sentence is read in pieces of so many words, so that time grows with the length of a text.
const MOST_WORDS: usize = 300;

/// One sentence with a tree. Words are named by their place in it, from 0.
pub(super) struct View<'a> {
    pub words: &'a [Word],
    tree: Tree<'a>,
    first: usize,
    norms: Vec<&'a str>,
    relations: Vec<&'a str>,
    features: Vec<&'a str>,
    classes: Vec<Classes>,
    /// Of what kind of name each word is a part.
    names: Vec<Option<NameKind>>,
    /// Whether each word stands in a quotation, marks counted.
    quoted: Vec<bool>,
    /// How many words are quoted.
    n_quoted: usize,
}

impl<'a> View<'a> {
    /// Returns the views of a sentence: one, unless it is longer than any that people write; none when nothing is known
    /// of its words.
    pub fn all(lexicon: &Lexicon, annotated: &'a Annotated, sentence: &Sentence, names: &[Name]) -> Vec<Self> {
        let starts = sentence.words.clone().step_by(MOST_WORDS);
        let stretch = |start: usize| start..sentence.words.end.min(start + MOST_WORDS);
        starts.filter_map(|start| Self::new(lexicon, annotated, stretch(start), names)).collect()
    }

    fn new(lexicon: &Lexicon, annotated: &'a Annotated, stretch: Range<usize>, names: &[Name]) -> Option<Self> {
        let first = stretch.start;
        let words = annotated.words.get(stretch)?;
        let tree = Tree::new(words, first);
        tree.roots().next()?;
        if words.iter().all(|word| word.upos == Upos::X) {
            return None;
        }
        let span = words.first()?.span.cover(words.last()?.span);
        let norms: Vec<&str> = words
            .iter()
            .map(|word| match (&word.form, annotated.tokens.get(word.token)) {
                (Some(form), _) => form.as_str(),
                (None, Some(token)) => token.norm.as_str(),
                (None, None) => "",
            })
            .collect();
        let classes = norms.iter().map(|norm| lexicon.classes(norm)).collect();
        let near = names.partition_point(|name| name.span.end <= span.start);
        let near = names.get(near..).unwrap_or_default();
        let near = near.get(..near.partition_point(|name| name.span.start < span.end)).unwrap_or_default();
        let kind = |word: &Word| near.iter().find(|name| name.span.contains(word.span)).map(|name| name.kind);
        let names = words.iter().map(kind).collect();
        let mut quoted = vec![false; words.len()];
        for quotation in annotated.quotations_over(span) {
            let start = words.partition_point(|word| word.span.end <= quotation.span.start);
            for (word, flag) in words.iter().zip(&mut quoted).skip(start) {
                if word.span.start >= quotation.span.end {
                    break;
                }
                *flag = true;
            }
        }
        let relations = words.iter().map(|word| annotated.label(word.deprel)).collect();
        let features = words.iter().map(|word| annotated.label(word.feats)).collect();
        let n_quoted = quoted.iter().filter(|quoted| **quoted).count();
        Some(Self { words, tree, first, norms, relations, features, classes, names, quoted, n_quoted })
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn norm(&self, word: usize) -> &'a str {
        self.norms.get(word).copied().unwrap_or_default()
    }

    pub fn lemma(&self, word: usize) -> &'a str {
        self.words.get(word).map_or("", |word| word.lemma.as_str())
    }

    pub fn upos(&self, word: usize) -> Upos {
        self.words.get(word).map_or(Upos::X, |word| word.upos)
    }

    pub fn relation(&self, word: usize) -> &'a str {
        self.relations.get(word).copied().unwrap_or_default()
    }

    /// Returns the value of a morphological feature, empty where the word has none.
    pub fn feature(&self, word: usize, name: &str) -> &'a str {
        let features = self.features.get(word).copied().unwrap_or_default();
        let value = |pair: &'a str| pair.strip_prefix(name)?.strip_prefix('=');
        features.split('|').find_map(value).unwrap_or_default()
    }

    pub fn is(&self, word: usize, classes: Classes) -> bool {
        self.classes.get(word).is_some_and(|of| of.any(classes))
    }

    pub fn head(&self, word: usize) -> Option<usize> {
        self.tree.head(self.first + word).map(|head| head - self.first)
    }

    /// Returns the words that hang on a word, in order.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.tree.children(self.first + word).iter().map(|child| child - self.first)
    }

    /// Returns a word and all below it, in order.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        let mut all = self.tree.subtree(self.first + word);
        for word in &mut all {
            *word -= self.first;
        }
        all
    }

    /// Returns what kind of name a word is a part of.
    pub fn name(&self, word: usize) -> Option<NameKind> {
        self.names.get(word).copied().flatten()
    }

    pub fn is_quoted(&self, word: usize) -> bool {
        self.quoted.get(word).copied().unwrap_or_default()
    }

    pub fn n_quoted(&self) -> usize {
        self.n_quoted
    }

    /// Tells whether a word has a subject.
    pub fn has_subject(&self, word: usize) -> bool {
        self.children(word).any(|child| self.relation(child).starts_with("nsubj"))
    }

    pub fn is_punctuation(&self, word: usize) -> bool {
        self.upos(word) == Upos::Punct
    }

    /// Tells whether the words from `at` on are these.
    pub fn matches(&self, at: usize, words: &[String]) -> bool {
        !words.is_empty() && words.iter().enumerate().all(|(offset, word)| self.norm(at + offset) == word)
    }

    /// Returns the text from one word to another, both included.
    pub fn span(&self, first: usize, last: usize) -> Option<Span> {
        Some(self.words.get(first)?.span.cover(self.words.get(last)?.span))
    }
}
