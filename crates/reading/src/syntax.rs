//! A parsed sentence as the rooms on top of trees ask about it: relations, features, dictionary forms, and who the
//! subject and object of a verb are where they stand elsewhere in the sentence.

mod argument;

use std::borrow::Cow;

use document::Span;
use nlp::{Annotated, Sentence, Tree, Upos, Word, conllu};

/// One sentence with its tree.
pub(crate) struct Syntax<'a> {
    pub annotated: &'a Annotated,
    pub tree: Tree<'a>,
}

impl<'a> Syntax<'a> {
    /// Returns the view of a sentence.
    pub fn new(annotated: &'a Annotated, sentence: &Sentence) -> Self {
        Self { annotated, tree: annotated.tree(sentence) }
    }

    /// Returns the word of that index, when it is of the sentence.
    pub fn word(&self, at: usize) -> Option<&'a Word> {
        self.tree.word(at)
    }

    /// Returns the relation of a word to its head, with its subtype; empty when there is no such word.
    pub fn relation(&self, at: usize) -> &'a str {
        self.word(at).map_or("", |word| self.annotated.label(word.deprel))
    }

    /// Tells whether a word has this relation to its head, or a subtype of it.
    pub fn is(&self, at: usize, relation: &str) -> bool {
        let found = self.relation(at);
        found.strip_prefix(relation).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }

    /// Tells whether a word has one of these relations, or a subtype.
    pub fn is_any(&self, at: usize, relations: &[&str]) -> bool {
        relations.iter().any(|relation| self.is(at, relation))
    }

    /// Returns the children of a word that have this relation, or a subtype, in order of the text.
    pub fn children<'s>(&'s self, at: usize, relation: &'s str) -> impl Iterator<Item = usize> + 's {
        self.tree.children(at).iter().copied().filter(move |&child| self.is(child, relation))
    }

    /// Returns the part of speech of a word.
    pub fn upos(&self, at: usize) -> Upos {
        self.word(at).map_or(Upos::X, |word| word.upos)
    }

    /// Returns the value of a morphological feature.
    pub fn feature(&self, at: usize, key: &str) -> Option<&'a str> {
        conllu::value(self.annotated.label(self.word(at)?.feats), key)
    }

    /// Tells whether a word has this morphological feature.
    pub fn has(&self, at: usize, key: &str, value: &str) -> bool {
        self.feature(at, key) == Some(value)
    }

    /// Returns the dictionary form without the marks between its parts; empty when there is no such word.
    pub fn lemma(&self, at: usize) -> Cow<'a, str> {
        let lemma = self.word(at).map_or("", |word| word.lemma.as_str());
        if lemma.contains('_') { Cow::Owned(lemma.replace('_', "")) } else { Cow::Borrowed(lemma) }
    }

    /// Returns the last part of the dictionary form of a compound: `levering` of `wapen_levering`.
    pub fn last_part(&self, at: usize) -> Option<&'a str> {
        let (_, last) = self.word(at)?.lemma.rsplit_once('_')?;
        Some(last).filter(|last| !last.is_empty())
    }

    /// Returns the form of a word in lower case.
    pub fn norm(&self, at: usize) -> &'a str {
        let token = self.word(at).and_then(|word| self.annotated.tokens.get(word.token));
        token.map_or("", |token| token.norm.as_str())
    }

    /// Returns the dictionary form of a compound as it is written: the parts before the last keep the forms that they
    /// have in the text (`mensenrechtenschending`, where the lemma has `mens_recht_schending`).
    pub fn compound(&self, at: usize) -> Option<String> {
        let (norm, last) = (self.norm(at), self.last_part(at)?);
        let opening: String = last.chars().take(2).collect();
        let from = norm.rfind(last).or_else(|| norm.rfind(&opening)).filter(|&from| from > 0)?;
        Some(norm.get(..from)?.to_owned() + last)
    }

    /// Tells whether a word is a finite verb, or has a finite auxiliary.
    pub fn is_finite(&self, at: usize) -> bool {
        self.finite(at).is_some()
    }

    /// Returns the finite verb of a clause: its head or an auxiliary or copula of it.
    pub fn finite(&self, at: usize) -> Option<usize> {
        let finite = |&word: &usize| self.has(word, "VerbForm", "Fin") || self.feature(word, "Mood").is_some();
        let auxiliaries = self.tree.children(at).iter().copied();
        auxiliaries.filter(|&child| self.is_any(child, &["aux", "cop"])).find(finite).or(Some(at).filter(finite))
    }

    /// Returns where a noun phrase stands, without the preposition before it, what is joined to it, and clauses about it.
    pub fn phrase(&self, at: usize) -> Option<Span> {
        const APART: [&str; 9] = ["case", "cc", "conj", "acl", "advcl", "parataxis", "punct", "mark", "cop"];
        let mut span = self.word(at)?.span;
        let mut open: Vec<usize> = self.tree.children(at).to_vec();
        // Every word is opened once: a cycle leads back to `at` only, which hangs on nothing inside.
        while let Some(next) = open.pop() {
            if next == at || self.is_any(next, &APART) && !self.is_genitive_mark(next) {
                continue;
            }
            if let Some(word) = self.word(next) {
                span = span.cover(word.span);
            }
            let inside = |&&child: &&usize| !self.is(child, "punct") || self.is_genitive_mark(child);
            open.extend(self.tree.children(next).iter().filter(inside));
        }
        Some(span)
    }

    /// Tells whether a word is a clitic behind its noun (`'s`), which belongs to the possessor's phrase only.
    fn is_genitive_mark(&self, at: usize) -> bool {
        self.is(at, "case") && self.tree.head(at).is_some_and(|head| head < at) && self.is_any_of_possessor(at)
    }

    fn is_any_of_possessor(&self, at: usize) -> bool {
        self.tree.head(at).is_some_and(|head| self.relation(head) == "nmod:poss") && self.upos(at) == Upos::Part
    }
}
