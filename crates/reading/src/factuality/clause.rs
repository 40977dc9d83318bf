//! The clauses of an article, each with how sure the text is, for who compares what articles assert.

use compact_str::CompactString;
use document::{ResidueKind, Span};
use nlp::{Annotated, Upos};

use super::degree::weighed;
use super::lexicon::Lexicon;
use super::{Factuality, Tense};
use crate::syntax::Syntax;

/// What a clause says of whom, and how sure the text is of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The verb that it hangs on, or the noun or adjective of a copula.
    pub head: Span,
    /// The dictionary form of the head, with a particle that stands apart.
    pub lemma: CompactString,
    /// Its own words, from the first to the last, without the clauses under it.
    pub span: Span,
    /// Who does it, or of whom it is said: the noun phrase.
    pub subject: Option<Span>,
    /// What undergoes it.
    pub object: Option<Span>,
    /// How sure the text is.
    pub factuality: Factuality,
    /// How sure the text would be without its negation: `Possible` in `could not leave`.
    pub bare: Factuality,
    /// When, as its own verb tells.
    pub tense: Tense,
}

/// Returns the clauses of an article, by start of their head. None when the words have no trees.
#[must_use]
pub fn clauses(lexicon: &Lexicon, annotated: &Annotated) -> Vec<Clause> {
    let mut out = Vec::new();
    for sentence in &annotated.sentences {
        if sentence.residue.is_some_and(|residue| !ResidueKind::is_content(residue)) {
            continue;
        }
        let syntax = Syntax::new(annotated, sentence);
        let heads = syntax.tree.indices().filter(|&at| is_clause(&syntax, at));
        out.extend(heads.filter_map(|at| clause(lexicon, &syntax, at)));
    }
    out.sort_by_key(|clause| clause.head);
    out
}

fn clause(lexicon: &Lexicon, syntax: &Syntax<'_>, at: usize) -> Option<Clause> {
    let weight = weighed(lexicon, syntax, at);
    let phrase = |word: usize| if word == at { None } else { syntax.phrase(word) };
    let passive = syntax.is_passive(at);
    let agent = || syntax.children(at, "obl:agent").next();
    let subject = if passive { agent() } else { syntax.subject(at, &|_| false) };
    Some(Clause {
        head: syntax.word(at)?.span,
        lemma: lemma(syntax, at),
        span: own(syntax, at)?,
        subject: subject.and_then(phrase),
        object: syntax.patient(at, &|_| false).and_then(phrase),
        factuality: weight.factuality(),
        bare: weight.degree,
        tense: weight.tense(),
    })
}

fn lemma(syntax: &Syntax<'_>, at: usize) -> CompactString {
    let lemma = syntax.lemma(at);
    match syntax.children(at, "compound:prt").next().map(|particle| syntax.norm(particle)) {
        Some(particle) if !lemma.starts_with(particle) => compact_str::format_compact!("{lemma} {particle}"),
        _ => CompactString::from(lemma.as_ref()),
    }
}

/// Tells whether a word is the head of a clause: a verb with a place of its own, or what a copula joins to a subject.
fn is_clause(syntax: &Syntax<'_>, at: usize) -> bool {
    const BESIDE: [&str; 7] = ["aux", "cop", "compound", "amod", "case", "fixed", "mark"];
    let verb = matches!(syntax.upos(at), Upos::Verb | Upos::Aux) && !syntax.is_any(at, &BESIDE);
    verb || syntax.children(at, "cop").next().is_some()
}

/// Returns the stretch of a clause's own words.
fn own(syntax: &Syntax<'_>, head: usize) -> Option<Span> {
    let mut span = syntax.word(head)?.span;
    let mut open: Vec<usize> = syntax.tree.children(head).to_vec();
    // Every word is opened once: a cycle leads back to the head only.
    while let Some(at) = open.pop() {
        let under = syntax.is_any(at, &["ccomp", "advcl", "acl", "parataxis", "csubj", "punct"]);
        let joined = syntax.is(at, "conj") && is_clause(syntax, at);
        if at == head || under || joined {
            continue;
        }
        if let Some(word) = syntax.word(at) {
            span = span.cover(word.span);
        }
        open.extend(syntax.tree.children(at));
    }
    Some(span)
}
