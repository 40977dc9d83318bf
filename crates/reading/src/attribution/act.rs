//! What is done by saying something, and in which form it is given.

use std::collections::BTreeSet;

use document::Span;
use nlp::{Annotated, Upos};

use super::lexicon::{Classes, Lexicon, NEGATION, class};
use super::{Act, Attribution, Form};
use crate::ActorId;

/// A longer content does more than one thing: a single phrase in it does not tell what is done by saying it.
const WORDS_OF_ONE_ACT: usize = 60;

/// Returns whether content is quoted, reported, or reported with quoted parts.
pub(super) fn form(annotated: &Annotated, content: Span) -> Form {
    let near = || annotated.quotations_over(content);
    if near().any(|quotation| quotation.depth == 0 && quotation.inner.contains(content)) {
        Form::Direct
    } else if near().any(|quotation| content.contains(quotation.inner)) {
        Form::Mixed
    } else {
        Form::Indirect
    }
}

/// A piece of a phrase of `attribution/acts.tsv`.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// A word as it is written, or its lemma.
    Word(String),
    /// Any word of these classes: `<negation>`.
    Class(Classes),
    /// A number, in digits or words: `<number>`.
    Number,
    /// Nothing, or a few words: `…`.
    Gap,
    /// Where the content begins (`^`) or ends (`$`).
    Start,
    End,
}

/// Returns the pieces of a phrase; `None` when it names a class that is not known.
pub(super) fn phrase(written: &str) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    for part in written.split_whitespace() {
        match part {
            "…" => out.push(Piece::Gap),
            "^" => out.push(Piece::Start),
            "$" => out.push(Piece::End),
            "<number>" => out.push(Piece::Number),
            _ => match part.strip_prefix('<').and_then(|part| part.strip_suffix('>')) {
                Some(name) => out.push(Piece::Class(class(name)?)),
                None => out.extend(plain(part).split_whitespace().map(|word| Piece::Word(word.to_owned()))),
            },
        }
    }
    Some(out)
}

/// A word of a content: as written and its lemma, both in lower case.
struct Said {
    norm: String,
    lemma: String,
    is_number: bool,
}

/// Returns the words of a stretch.
fn said(text: &str, annotated: &Annotated, span: Span) -> Vec<Said> {
    let mut out = Vec::new();
    let mut at = span.start;
    for piece in span.of(text).split_inclusive(|c: char| !is_inside_word(c)) {
        let word = piece.trim_end_matches(|c: char| !is_inside_word(c));
        let inner = word.trim_matches(MARKS);
        if !inner.is_empty() {
            let start = at + (word.len() - word.trim_start_matches(MARKS).len());
            let index = annotated.words.partition_point(|word| word.span.start < start);
            let found = annotated.words.get(index).filter(|word| word.span.start == start);
            let lemma = found.map(|word| word.lemma.replace('_', "").to_lowercase()).unwrap_or_default();
            let is_number = found.is_some_and(|word| word.upos == Upos::Num);
            out.push(Said { norm: inner.to_lowercase().replace('’', "'"), lemma, is_number });
        }
        at += piece.len();
    }
    out
}

/// How many words a gap may span.
const GAP: usize = 5;

/// Tells whether the words from `at` on begin with a phrase.
fn begins(lexicon: &Lexicon, words: &[Said], at: usize, phrase: &[Piece]) -> bool {
    let Some((piece, rest)) = phrase.split_first() else { return true };
    match piece {
        Piece::Start => at == 0 && begins(lexicon, words, at, rest),
        Piece::End => at == words.len() && rest.is_empty(),
        Piece::Gap => (at..=words.len().min(at + GAP)).any(|at| begins(lexicon, words, at, rest)),
        Piece::Word(wanted) => {
            words.get(at).is_some_and(|word| word.norm == *wanted || word.lemma == *wanted)
                && begins(lexicon, words, at + 1, rest)
        }
        Piece::Number => words.get(at).is_some_and(|word| word.is_number) && begins(lexicon, words, at + 1, rest),
        Piece::Class(of) => {
            words.get(at).is_some_and(|word| lexicon.classes(&word.norm).any(*of))
                && begins(lexicon, words, at + 1, rest)
        }
    }
}

/// Returns what a statement does by what is said, where its cue tells no more than that something was said: `we will
/// rebuild it` promises, `that is a disgrace` criticises. The first row of `attribution/acts.tsv` that fits decides.
/// What is blamed, criticised or praised under a negation is not: who says that nobody lied denies.
pub(super) fn by_content(lexicon: &Lexicon, text: &str, annotated: &Annotated, statement: &Attribution) -> Act {
    if statement.act != Act::Say || lexicon.content_rules.is_empty() {
        return statement.act;
    }
    const BYTES_OF_A_WORD: usize = 24;
    if statement.content.len() > WORDS_OF_ONE_ACT * BYTES_OF_A_WORD {
        return statement.act;
    }
    let pieces = std::iter::once(&statement.content).chain(&statement.rest);
    let pieces: Vec<Vec<Said>> = pieces.map(|piece| said(text, annotated, *piece)).collect();
    if pieces.iter().map(Vec::len).sum::<usize>() > WORDS_OF_ONE_ACT {
        return statement.act;
    }
    let cue = statement.cue.map(|cue| plain(cue.of(text))).unwrap_or_default();
    let source = statement.source.as_ref().map(|source| plain(source.span.of(text))).unwrap_or_default();
    for rule in &lexicon.content_rules {
        let cued = rule.cues.is_empty()
            || rule.cues.iter().any(|word| cue.contains(word.as_str()) || source.contains(word.as_str()));
        if rule.direct && statement.form != Form::Direct || !cued {
            continue;
        }
        if rule.phrases.is_empty() {
            return rule.act;
        }
        let in_piece = |words: &'_ Vec<Said>| {
            let mut places = (0..=words.len()).flat_map(|at| rule.phrases.iter().map(move |phrase| (at, phrase)));
            places.find(|(at, phrase)| begins(lexicon, words, *at, phrase))
        };
        // A verdict may stand apart from what it is about: `nonsense, says X: …`.
        let is_verdict = matches!(rule.act, Act::Deny | Act::Confirm | Act::Criticise | Act::Praise);
        let looked_at = if is_verdict { pieces.len() } else { 1 };
        let found = pieces.iter().take(looked_at).find_map(|words| Some((words, in_piece(words)?)));
        let Some((words, (at, phrase))) = found else { continue };
        let own = phrase.iter().any(|piece| matches!(piece, Piece::Class(of) if of.any(NEGATION)));
        match rule.act {
            Act::Accuse if !own && is_negated(lexicon, words, at) => return Act::Deny,
            Act::Criticise | Act::Praise if !own && is_negated(lexicon, words, at) => {}
            act => return act,
        }
    }
    statement.act
}

/// Tells whether a word of negation stands shortly before the phrase at a place.
fn is_negated(lexicon: &Lexicon, words: &[Said], at: usize) -> bool {
    const BEFORE: usize = 2;
    let before = words.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
    before.iter().any(|word| lexicon.classes(&word.norm).any(NEGATION))
}

/// Gives quotations that stand alone the judgement of the words before them, which they go on with.
pub(super) fn go_on(statements: &mut [Attribution]) {
    let mut before = Act::Say;
    for statement in statements {
        let goes_on = statement.cue.is_none() && statement.speaker.is_some() && statement.act == Act::Say;
        if goes_on && matches!(before, Act::Criticise | Act::Praise) {
            statement.act = before;
        }
        before = statement.act;
    }
}

/// Makes denials of what the accused say with a negation: `geen van onze schepen was daar`.
pub(super) fn answers(lexicon: &Lexicon, text: &str, statements: &mut [Attribution]) {
    const NEAR_WORDS: usize = 12;
    let mut accused: BTreeSet<ActorId> = BTreeSet::new();
    for statement in statements {
        let speaker = statement.said_by().and_then(|source| source.actor.as_ref());
        if statement.act == Act::Say && speaker.is_some_and(|speaker| accused.contains(speaker)) {
            let content = plain(statement.content.of(text));
            let negated = content.split(' ').take(NEAR_WORDS).any(|word| lexicon.classes(word).any(NEGATION));
            statement.act = if negated { Act::Deny } else { Act::Say };
        }
        if statement.act == Act::Accuse {
            accused.extend(statement.target.clone());
        }
    }
}

/// What a word may hold, but not begin or end with.
const MARKS: [char; 3] = ['-', '\'', '’'];

fn is_inside_word(c: char) -> bool {
    c.is_alphanumeric() || MARKS.contains(&c)
}

/// Returns the words of a stretch in lower case, each between single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::from(" ");
    for word in text.split(|c: char| !is_inside_word(c)) {
        let word = word.trim_matches(MARKS);
        if !word.is_empty() {
            out.push_str(&word.to_lowercase().replace('’', "'"));
            out.push(' ');
        }
    }
    out
}
