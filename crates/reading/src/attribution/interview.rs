//! Who answers in an interview: paragraphs that are questions, and behind each a quotation that nobody is said to say.

use std::collections::BTreeMap;

use document::{Article, ResidueKind, Span};
use nlp::Annotated;

use super::Source;
use super::resolve::Found;
use crate::{ActorId, Name, NameKind};

/// Questions with a quotation behind them that make an interview.
const QUESTIONS: usize = 3;

/// Gives the quotations of answers, where the article is an interview, to whoever is told to speak in most answers.
pub(super) fn give_answers(article: &Article, annotated: &Annotated, names: &[Name], found: &mut [Found]) {
    let answers = answers(article, annotated);
    let Some((source, head)) = interviewee(&answers, names, found) else { return };
    for one in found.iter_mut() {
        let statement = &one.statement;
        if statement.cue.is_some() || statement.source.is_some() {
            continue;
        }
        let Some(answer) = holding(&answers, statement.content) else { continue };
        // Whoever the answer itself names goes before.
        let is_named = statement.speaker.as_ref().is_some_and(|speaker| answer.contains(speaker.span));
        if !is_named {
            one.speaks(source.clone(), head);
        }
    }
}

/// Returns the paragraphs of an interview that open with a quotation, from the first question on; none where the article
/// is no interview.
fn answers(article: &Article, annotated: &Annotated) -> Vec<Span> {
    let mut paragraphs: BTreeMap<usize, (Span, bool)> = BTreeMap::new();
    for sentence in &annotated.sentences {
        let is_question = sentence.residue == Some(ResidueKind::Question)
            || sentence.residue.is_none_or(|residue| residue == ResidueKind::SubHeading)
                && sentence.span.of(&article.text).trim_end().ends_with('?');
        let (span, last) = paragraphs.entry(sentence.paragraph).or_insert((sentence.span, is_question));
        (*span, *last) = (span.cover(sentence.span), is_question);
    }
    let opens = |span: Span| {
        annotated.quotations_over(span).any(|quotation| quotation.depth == 0 && quotation.span.start == span.start)
    };
    let mut asked = false;
    let (mut n_answered, mut after_question) = (0, false);
    let mut out = Vec::new();
    for &(span, is_question) in paragraphs.values() {
        let quotes = opens(span);
        if quotes && asked {
            out.push(span);
        }
        n_answered += usize::from(quotes && after_question);
        after_question = is_question && !quotes;
        asked |= after_question;
    }
    if n_answered < QUESTIONS {
        out.clear();
    }
    out
}

/// Returns the person who is named most often as a source in the answers.
fn interviewee(answers: &[Span], names: &[Name], found: &[Found]) -> Option<(Source, Option<usize>)> {
    let mut counts: BTreeMap<&ActorId, (usize, usize)> = BTreeMap::new();
    for (index, one) in found.iter().enumerate() {
        let Some(source) = one.statement.source.as_ref().filter(|source| holding(answers, source.span).is_some())
        else {
            continue;
        };
        let from = names.partition_point(|name| name.span.start < source.span.start);
        let mut inside = names.iter().skip(from).take_while(|name| name.span.end <= source.span.end);
        let person = inside.find(|name| name.kind == NameKind::Person).and_then(|name| name.actor.as_ref());
        if let Some(person) = person {
            counts.entry(person).or_insert((0, index)).0 += 1;
        }
    }
    let most = counts.values().map(|(n, _)| *n).max()?;
    let mut best = counts.values().filter(|(n, _)| *n == most);
    let &(_, index) = best.next().filter(|_| best.clone().next().is_none())?;
    let one = found.get(index)?;
    Some((one.statement.source.clone()?, one.head()))
}

/// Returns the paragraph that holds a stretch.
fn holding(paragraphs: &[Span], stretch: Span) -> Option<Span> {
    let at = paragraphs.partition_point(|paragraph| paragraph.start <= stretch.start).checked_sub(1)?;
    paragraphs.get(at).copied().filter(|paragraph| stretch.start < paragraph.end)
}
