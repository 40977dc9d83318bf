//! Running programs over atoms.

use std::collections::HashMap;

use super::{
    lex::{Atom, AtomKind, WordId},
    pattern::Inst,
};

/// The forms of one class.
#[derive(Clone, Debug, Default)]
pub(crate) struct Class {
    /// Forms by their first word, longest first. Only looked up in.
    forms: HashMap<WordId, Vec<Form>>,
}

#[derive(Clone, Debug)]
struct Form {
    words: Vec<FormWord>,
    value: usize,
}

/// One word of a form: its id, its exact spelling where that matters, and whether it is glued to the one before.
#[derive(Clone, Debug)]
pub(crate) struct FormWord {
    pub word: WordId,
    pub exact: Option<Box<str>>,
    pub glued: bool,
}

impl Class {
    /// Adds a form with the index of its value.
    pub fn add(&mut self, words: Vec<FormWord>, value: usize) {
        if let Some(first) = words.first() {
            let forms = self.forms.entry(first.word).or_default();
            forms.push(Form { words, value });
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
    }

    /// Returns the ids of the first words of all forms, sorted.
    pub fn first_words(&self) -> Vec<WordId> {
        let mut words: Vec<WordId> = self.forms.keys().copied().collect();
        words.sort_unstable();
        words
    }

    /// Returns the value of the form that is this one word.
    pub fn value_of(&self, word: WordId) -> Option<usize> {
        self.forms.get(&word)?.iter().find(|form| form.words.len() == 1).map(|form| form.value)
    }
}

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Capture {
    /// The index of a class value.
    Value(usize),
    /// The index of an atom of digits.
    Digits(usize),
}

/// What a run found: one past the last atom, and the captures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub end: usize,
    pub captures: Vec<(u8, Capture)>,
}

/// What programs run over.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub text: &'a str,
    pub atoms: &'a [Atom],
    pub classes: &'a [Class],
}

/// No pattern needs more; a pack that does is cut short rather than slow.
const MOST_STEPS: usize = 20_000;

/// Returns the longest match of `program` that starts at atom `start` and ends at `must_end`, where that is given.
pub(crate) fn run(program: &[Inst], input: Input<'_>, start: usize, must_end: Option<usize>) -> Option<Found> {
    let mut best: Option<Found> = None;
    let mut captures: Vec<(u8, Capture)> = Vec::new();
    // Where to go on: instruction, atom, number of captures then.
    let mut waiting = vec![(0_usize, start, 0_usize, None)];
    let mut steps = 0;
    while let Some((mut pc, mut at, n_captures, capture)) = waiting.pop() {
        captures.truncate(n_captures);
        captures.extend(capture);
        loop {
            steps += 1;
            if steps > MOST_STEPS {
                return best;
            }
            let Some(inst) = program.get(pc) else { break };
            match inst {
                Inst::Split(first, second) => {
                    waiting.push((*second, at, captures.len(), None));
                    pc = *first;
                    continue;
                }
                Inst::Jump(to) => {
                    pc = *to;
                    continue;
                }
                Inst::Match => {
                    let longer = best.as_ref().is_none_or(|found| found.end < at);
                    if must_end.is_none_or(|end| end == at) && longer {
                        best = Some(Found { end: at, captures: captures.clone() });
                    }
                    break;
                }
                _ => {}
            }
            let Some(atom) = input.atoms.get(at) else { break };
            match inst {
                Inst::Word { word, glued } if atom.word == *word && (!glued || atom.glued) => {}
                Inst::Exact { word, form, glued }
                    if atom.word == *word && (!glued || atom.glued) && atom.span.of(input.text) == &**form => {}
                Inst::Digits { kind, slot, glued } if !glued || atom.glued => {
                    let AtomKind::Digits(Some(value)) = atom.kind else { break };
                    if !kind.admits(value, atom.span.len()) {
                        break;
                    }
                    captures.push((*slot, Capture::Digits(at)));
                }
                Inst::Class { class, slot, glued } if !glued || atom.glued => {
                    let forms = input.classes.get(*class).and_then(|class| class.forms.get(&atom.word));
                    // Pushed shortest first, so that the longest is tried first.
                    for form in forms.into_iter().flatten().rev() {
                        if fits(form, input, at) {
                            let next = Some((*slot, Capture::Value(form.value)));
                            waiting.push((pc + 1, at + form.words.len(), captures.len(), next));
                        }
                    }
                    break;
                }
                _ => break,
            }
            at += 1;
            pc += 1;
        }
    }
    best
}

fn fits(form: &Form, input: Input<'_>, at: usize) -> bool {
    form.words.iter().enumerate().all(|(index, word)| {
        input.atoms.get(at + index).is_some_and(|atom| {
            atom.word == word.word
                && (index == 0 || !word.glued || atom.glued)
                && word.exact.as_ref().is_none_or(|exact| atom.span.of(input.text) == &**exact)
        })
    })
}
