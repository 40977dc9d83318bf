//! The article as the sieves look at it: words with relation, clause and quotation, from the columns of the parser.

use document::{Article, Span};
use nlp::{Annotated, LabelId, Tree, Upos, Word};

/// The relations of Universal Dependencies that tell mentions apart, subtypes folded where they make no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rel {
    Acl,
    Amod,
    Appos,
    Aux,
    Case,
    Clause,
    Compound,
    Conj,
    Cop,
    Desc,
    Det,
    Expletive,
    Flat,
    Nmod,
    Object,
    Oblique,
    Other,
    Possessor,
    Relative,
    Root,
    Subject,
}

impl Rel {
    fn new(deprel: &str) -> Self {
        match deprel {
            "nsubj" | "nsubj:pass" | "nsubj:outer" | "csubj" => Self::Subject,
            "obj" | "iobj" => Self::Object,
            "obl" | "obl:agent" | "obl:arg" | "obl:mod" | "obl:unmarked" => Self::Oblique,
            "nmod" => Self::Nmod,
            "nmod:poss" => Self::Possessor,
            "nmod:desc" => Self::Desc,
            "appos" => Self::Appos,
            "amod" => Self::Amod,
            "det" | "det:poss" => Self::Det,
            "case" => Self::Case,
            "conj" => Self::Conj,
            "cop" => Self::Cop,
            "acl" => Self::Acl,
            "acl:relcl" => Self::Relative,
            "ccomp" | "xcomp" | "advcl" | "parataxis" | "csubj:pass" | "advcl:relcl" | "ccomp:obl" => Self::Clause,
            "root" => Self::Root,
            _ if deprel.starts_with("flat") || deprel == "fixed" || deprel == "goeswith" => Self::Flat,
            _ if deprel.starts_with("compound") => Self::Compound,
            _ if deprel.starts_with("aux") => Self::Aux,
            _ if deprel.starts_with("expl") => Self::Expletive,
            _ if deprel.starts_with("obl") => Self::Oblique,
            _ => Self::Other,
        }
    }

    /// Tells whether a word of this relation belongs to the noun phrase of its head.
    pub fn is_inside_phrase(self) -> bool {
        !matches!(
            self,
            Self::Case
                | Self::Conj
                | Self::Cop
                | Self::Subject
                | Self::Aux
                | Self::Clause
                | Self::Expletive
                | Self::Other
                | Self::Root
                | Self::Object
                | Self::Oblique
        )
    }
}

/// What is looked up of one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub rel: Rel,
    pub sentence: usize,
    /// The longer quotation that the word stands in, as index into [`Annotated::quotations`].
    pub quotation: Option<usize>,
    /// Its first subject.
    subject: Option<usize>,
    /// It has a copula.
    copula: bool,
}

/// How far up and how wide the trees are looked at: bounds the time on text without marks.
const DEPTH: usize = 40;
const WIDTH: usize = 60;

/// An article with its trees.
pub(super) struct Text<'a> {
    pub article: &'a Article,
    pub annotated: &'a Annotated,
    pub trees: Vec<Tree<'a>>,
    pub nodes: Vec<Node>,
}

impl<'a> Text<'a> {
    pub fn new(article: &'a Article, annotated: &'a Annotated) -> Self {
        let mut nodes = Vec::with_capacity(annotated.words.len());
        let spoken = spoken(annotated);
        let mut open = 0;
        for (sentence, of) in annotated.sentences.iter().enumerate() {
            // words of a sentence follow those of the one before
            for word in annotated.words.get(nodes.len()..of.words.end).unwrap_or_default() {
                while spoken.get(open).is_some_and(|&(_, span)| span.end <= word.span.start) {
                    open += 1;
                }
                let quotation = spoken.get(open).filter(|(_, span)| span.contains(word.span)).map(|&(index, _)| index);
                let rel = Rel::new(annotated.label(word.deprel));
                nodes.push(Node { rel, sentence, quotation, subject: None, copula: false });
            }
        }
        for (index, word) in annotated.words.iter().enumerate() {
            let rel = nodes.get(index).map(|node| node.rel);
            let Some(head) = word.head.and_then(|head| nodes.get_mut(head)) else { continue };
            match rel {
                Some(Rel::Subject) => head.subject = head.subject.or(Some(index)),
                Some(Rel::Cop) => head.copula = true,
                _ => {}
            }
        }
        let trees = annotated.sentences.iter().map(|sentence| annotated.tree(sentence)).collect();
        Self { article, annotated, trees, nodes }
    }

    pub fn word(&self, word: usize) -> Option<&'a Word> {
        self.annotated.words.get(word)
    }

    pub fn node(&self, word: usize) -> Option<Node> {
        self.nodes.get(word).copied()
    }

    pub fn rel(&self, word: usize) -> Rel {
        self.node(word).map_or(Rel::Other, |node| node.rel)
    }

    pub fn upos(&self, word: usize) -> Upos {
        self.word(word).map_or(Upos::X, |word| word.upos)
    }

    pub fn tree(&self, word: usize) -> Option<&Tree<'a>> {
        self.trees.get(self.node(word)?.sentence)
    }

    pub fn head(&self, word: usize) -> Option<usize> {
        self.tree(word)?.head(word)
    }

    pub fn children(&self, word: usize) -> &[usize] {
        self.tree(word).map_or(&[], |tree| tree.children(word))
    }

    /// Returns the children of a word in that relation.
    pub fn children_as(&self, word: usize, rel: Rel) -> impl Iterator<Item = usize> + '_ {
        self.children(word).iter().copied().take(WIDTH).filter(move |&child| self.rel(child) == rel)
    }

    pub fn has(&self, word: usize, rel: Rel) -> bool {
        self.children_as(word, rel).next().is_some()
    }

    /// Returns the form in lower case.
    pub fn norm(&self, word: usize) -> &'a str {
        let Some(known) = self.word(word) else { return "" };
        if let Some(form) = &known.form {
            return form;
        }
        let token = self.annotated.tokens.get(known.token);
        token.filter(|token| token.span == known.span).map_or_else(|| known.form_in(&self.article.text), |t| &t.norm)
    }

    fn label(&self, id: LabelId) -> &'a str {
        self.annotated.label(id)
    }

    /// Tells whether a word has that value of that feature.
    pub fn has_feature(&self, word: usize, feature: &str) -> bool {
        self.word(word).is_some_and(|word| self.label(word.feats).split('|').any(|own| own == feature))
    }

    /// Returns the heads above a word, nearest first.
    pub fn above(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.tree(word).into_iter().flat_map(move |tree| tree.path(word).skip(1).take(DEPTH))
    }

    /// Returns the predicate of the clause that a word stands in: the nearest head that is a verb or has a copula.
    pub fn clause(&self, word: usize) -> Option<usize> {
        self.above(word).find(|&head| self.is_predicate(head))
    }

    pub fn is_predicate(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Verb | Upos::Aux)
            || self.node(word).is_some_and(|node| node.copula || node.subject.is_some())
    }

    pub fn subject(&self, predicate: usize) -> Option<usize> {
        self.node(predicate)?.subject
    }

    /// Tells whether the finite verb of a clause is plural, `None` where it does not tell.
    pub fn is_plural_clause(&self, predicate: usize) -> Option<bool> {
        let verbal = |&word: &usize| matches!(self.rel(word), Rel::Aux | Rel::Cop);
        let own = self.children(predicate).iter().copied().take(WIDTH).filter(verbal).chain([predicate]);
        let mut finite = own.filter(|&word| self.has_feature(word, "VerbForm=Fin"));
        finite.find_map(|word| {
            let plural = self.has_feature(word, "Number=Plur");
            (plural || self.has_feature(word, "Number=Sing")).then_some(plural)
        })
    }

    /// Returns the stretch of every word's noun phrase, case markers, predicates and coordinated phrases left out.
    pub fn phrases(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.annotated.words.iter().map(|word| word.span).collect();
        for (index, word) in self.annotated.words.iter().enumerate() {
            let mut below = index;
            for above in self.above(index) {
                let nominal = matches!(self.upos(above), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
                if nominal && !self.rel(below).is_inside_phrase() {
                    break;
                }
                if let Some(span) = spans.get_mut(above) {
                    *span = span.cover(word.span);
                }
                below = above;
            }
        }
        spans
    }
}

/// Returns the quotations that are long enough to be somebody's words, by start, nested ones left out.
fn spoken(annotated: &Annotated) -> Vec<(usize, Span)> {
    const FEWEST_TOKENS: usize = 4;
    let long = |span: Span| {
        let first = annotated.tokens.partition_point(|token| token.span.start < span.start);
        annotated.tokens.get(first + FEWEST_TOKENS - 1).is_some_and(|token| token.span.end <= span.end)
    };
    let outer = annotated.quotations.iter().enumerate().filter(|(_, quotation)| quotation.depth == 0);
    outer.map(|(index, quotation)| (index, quotation.span)).filter(|&(_, span)| long(span)).collect()
}
