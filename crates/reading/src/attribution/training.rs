//! What the weights are learned from: what is seen of possible cues, beside what people marked.

use document::Span;
use nlp::{Annotated, Upos};

use super::branch::branches;
use super::candidate;
use super::features::{Cue, Seer};
use super::lexicon::Lexicon;
use super::view::View;
use super::weights::{Named, See};
use crate::Name;

/// A possible cue, or a part of the sentence beside a cue, with what is seen of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// `cue`, or `part` of the sentence.
    pub model: &'static str,
    /// For `cue`, whether it is one; for `part`, whether it is content, source, or belongs to the cue.
    pub labels: [bool; 3],
    /// What is seen.
    pub features: Vec<String>,
}

/// The spans of a statement that people marked: what weights are learned from.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// Pieces of the source.
    pub source: Vec<Span>,
    /// Pieces of the cue.
    pub cue: Vec<Span>,
    /// Pieces of the content.
    pub content: Vec<Span>,
}

/// Returns what is seen of every possible cue of an article and of the parts around the cues that people marked.
#[must_use]
pub fn examples(lexicon: &Lexicon, annotated: &Annotated, names: &[Name], marked: &[Marked], see: See) -> Vec<Example> {
    let mut out = Vec::new();
    let views = |sentence| View::all(lexicon, annotated, sentence, names).into_iter().map(move |view| (sentence, view));
    for (sentence, view) in annotated.sentences.iter().flat_map(views) {
        let seer = Seer { view: &view, is_lexical: see.words, is_first: sentence.span.start == 0 };
        let in_any = |spans: &[Span], word: usize| {
            view.words.get(word).is_some_and(|word| spans.iter().any(|span| span.overlap(word.span) > 0))
        };
        let heads: Vec<(usize, &Marked)> = marked
            .iter()
            .filter_map(|marked| Some((head_of(&view, |word| in_any(&marked.cue, word))?, marked)))
            .collect();
        for (word, listed) in candidate::candidates(lexicon, &view, see.unlisted) {
            let mut seen = Named::default();
            seer.cue(word, &listed, &mut seen);
            let is_cue = heads.iter().any(|(head, _)| *head == word);
            out.push(Example { model: "cue", labels: [is_cue, false, false], features: seen.0 });
            let Some((_, marked)) = heads.iter().find(|(head, _)| *head == word) else { continue };
            let cue = Cue::new(&view, word, &listed);
            for part in branches(&view, word) {
                let most = |spans: &[Span]| {
                    part.words.iter().filter(|&&word| in_any(spans, word)).count() * 2 > part.words.len()
                };
                let labels = [most(&marked.content), most(&marked.source), most(&marked.cue)];
                let mut seen = Named::default();
                seer.part(&cue, &part, &mut seen);
                out.push(Example { model: "part", labels, features: seen.0 });
            }
        }
    }
    out
}

/// Returns what is seen of a cue in an example of its row of the table of cues, or in a counter-example: of each word
/// that begins one of `forms`, as written or in its dictionary form, whether it is a cue.
#[must_use]
pub fn row_examples(
    lexicon: &Lexicon,
    annotated: &Annotated,
    names: &[Name],
    (forms, is_cue): (&[String], bool),
    see: See,
) -> Vec<Example> {
    let mut out = Vec::new();
    for view in annotated.sentences.iter().flat_map(|sentence| View::all(lexicon, annotated, sentence, names)) {
        let seer = Seer { view: &view, is_lexical: see.words, is_first: false };
        for (word, listed) in candidate::candidates(lexicon, &view, false) {
            let begins = |form: &String| {
                let first = form.split(' ').next().unwrap_or_default();
                listed.iter().any(|listed| {
                    view.norm(listed.start) == first
                        || view.lemma(listed.start).replace('_', "").to_lowercase() == first
                })
            };
            if forms.iter().any(begins) {
                let mut seen = Named::default();
                seer.cue(word, &listed, &mut seen);
                out.push(Example { model: "cue", labels: [is_cue, false, false], features: seen.0 });
            }
        }
    }
    out
}

/// Returns the word of a cue that the others hang on.
fn head_of(view: &View<'_>, is_in: impl Fn(usize) -> bool) -> Option<usize> {
    let tops = || (0..view.len()).filter(|&word| is_in(word) && view.head(word).is_none_or(|head| !is_in(head)));
    let bears = |word: &usize| {
        !matches!(view.upos(*word), Upos::Punct | Upos::Aux | Upos::Part | Upos::Adv | Upos::Pron | Upos::Det)
    };
    tops().find(bears).or_else(|| tops().find(|word| !view.is_punctuation(*word))).or_else(|| tops().next())
}
