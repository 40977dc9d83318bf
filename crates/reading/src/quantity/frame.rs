//! What a figure's sentence does with what is counted: the words that it hangs on and those that hang beside it.

use document::Span;
use nlp::{Annotated, Upos};

use super::Quantity;
use crate::syntax::Syntax;

/// Words of a frame that are kept; a list of twenty things in one sentence would make twenty long ones.
const MOST: usize = 16;

/// Words between a figure and the verb that it hangs on, at most.
const CLIMB: usize = 6;

/// A word that tells what is done with what is counted, or which of it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameWord {
    /// Where it stands.
    pub span: Span,
    /// Its dictionary form in lower case, without the marks between its parts.
    pub lemma: String,
    /// How it stands to the figure.
    pub role: FrameRole,
}

/// How a word of the frame stands to the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FrameRole {
    /// The figure hangs on it: `buried` in `they buried 40 bodies`, `toll` in `a toll of 40`.
    Governor,
    /// It is the subject of the verb that the figure hangs on: `they`.
    Subject,
    /// It hangs on that verb otherwise.
    Argument,
    /// It hangs on what is counted: `confirmed` in `40 confirmed cases`.
    Modifier,
}

/// Fills in the frame of every figure whose sentence has a tree.
pub(crate) fn add(annotated: &Annotated, figures: &mut [Quantity]) {
    let mut figures = figures.iter_mut().peekable();
    for sentence in &annotated.sentences {
        while figures.next_if(|figure| figure.span.start < sentence.span.start).is_some() {}
        if figures.peek().is_none_or(|figure| figure.span.start >= sentence.span.end) {
            continue;
        }
        let syntax = Syntax::new(annotated, sentence);
        while let Some(figure) = figures.next_if(|figure| figure.span.start < sentence.span.end) {
            figure.frame = frame(&syntax, figure);
        }
    }
}

fn frame(syntax: &Syntax, figure: &Quantity) -> Vec<FrameWord> {
    let own = figure.unit.map_or(figure.span, |unit| unit.cover(figure.span));
    let inside = |at: usize| syntax.word(at).is_some_and(|word| own.contains(word.span));
    // The word inside that hangs on one outside leads out of the phrase.
    let Some(top) = syntax.tree.indices().find(|&at| {
        inside(at) && syntax.tree.head(at).is_none_or(|head| !inside(head)) && syntax.upos(at) != Upos::Punct
    }) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut keep = |at: usize, role: FrameRole| {
        let content = matches!(syntax.upos(at), Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Propn);
        if let Some(word) = syntax.word(at).filter(|word| content && !own.contains(word.span) && out.len() < MOST) {
            out.push(FrameWord { span: word.span, lemma: syntax.lemma(at).to_lowercase(), role });
        }
    };
    const MODIFIERS: [&str; 6] = ["amod", "nmod", "acl", "appos", "advmod", "compound"];
    let modifiers = syntax.tree.indices().filter(|&at| inside(at));
    for at in modifiers.flat_map(|at| syntax.tree.children(at).iter().copied()).filter(|&at| !inside(at)) {
        if syntax.is_any(at, &MODIFIERS) {
            keep(at, FrameRole::Modifier);
        }
    }
    let is_verb = |at: usize| matches!(syntax.upos(at), Upos::Verb | Upos::Aux);
    if is_verb(top) {
        for &child in syntax.tree.children(top) {
            keep(child, FrameRole::Argument);
        }
        return out;
    }
    for at in syntax.tree.path(top).skip(1).take(CLIMB).filter(|&at| !inside(at)) {
        keep(at, FrameRole::Governor);
        // A predicate without a verb of its own (`17 were dead`) has a copula.
        if is_verb(at) || syntax.tree.children(at).iter().any(|&child| syntax.is(child, "cop")) {
            const ARGUMENTS: [&str; 8] = ["nsubj", "obj", "iobj", "obl", "xcomp", "compound", "advmod", "csubj"];
            for &child in syntax.tree.children(at) {
                if syntax.is_any(child, &ARGUMENTS) && !inside(child) {
                    let subject = syntax.is(child, "nsubj");
                    keep(child, if subject { FrameRole::Subject } else { FrameRole::Argument });
                }
            }
            break;
        }
    }
    out
}
