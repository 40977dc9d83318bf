//! Tags, lemmas, trees and names for the words of an annotated text.

use std::sync::Arc;

use compact_str::CompactString;
use pack::{PackError, PackSource};

use crate::{
    Annotated, Bio, Labels, Lemmatiser, Word,
    net::{Grammar, Machine, ModelFile},
};

const GRAMMAR: &str = "model/grammar.bin";
const LEMMAS: &str = "model/lemma.bin";

/// The trained models of one language.
#[derive(Clone, Debug)]
pub struct Models {
    grammar: Grammar,
    /// Without it, the lemma of a word is its form.
    lemmatiser: Option<Lemmatiser>,
}

impl Models {
    /// Returns the models of a pack, or `None` when it has none: its words then stay without tags.
    ///
    /// # Errors
    /// When a model file is damaged, of another version or of another kind.
    pub fn from_pack(pack: &PackSource) -> Result<Option<Self>, PackError> {
        let Some(bytes) = pack.optional_bytes(GRAMMAR)? else { return Ok(None) };
        let grammar = ModelFile::parse(bytes)
            .and_then(|file| Grammar::read(&file, Machine::detect()))
            .map_err(|error| pack.unreadable(GRAMMAR, &error))?;
        let lemmatiser = match pack.optional_bytes(LEMMAS)? {
            Some(bytes) => Some(Lemmatiser::from_bytes(&bytes).map_err(|error| pack.unreadable(LEMMAS, &error))?),
            None => None,
        };
        Ok(Some(Self { grammar, lemmatiser }))
    }
}

/// Fills in the columns of every word: tags, features, lemma, head, relation and name.
///
/// What is said of a sentence depends on that sentence alone, and is the same on every machine.
pub fn parse(models: &Models, text: &str, annotated: &mut Annotated) {
    let Annotated { sentences, words, .. } = annotated;
    let forms: Vec<&str> = words.iter().map(|word| word.form_in(text)).collect();
    let by_sentence: Vec<&[&str]> = sentences.iter().filter_map(|sentence| forms.get(sentence.words.clone())).collect();
    let mut analyses = models.grammar.analyse(&by_sentence).into_iter();
    let labels = models.grammar.labels();
    for sentence in sentences {
        let start = sentence.words.start;
        let Some(words) = words.get_mut(sentence.words.clone()) else { continue };
        let (mut opens, mut previous) = (true, Bio::Outside);
        for (word, said) in words.iter_mut().zip(analyses.by_ref()) {
            let form = word.form_in(text);
            let lemma = match &models.lemmatiser {
                Some(lemmatiser) => {
                    lemmatiser.lemma(form, said.upos, labels.get(said.xpos), labels.get(said.feats), opens)
                }
                None => CompactString::from(form),
            };
            opens &= !form.contains(char::is_alphanumeric);
            word.lemma = lemma;
            word.upos = said.upos;
            word.xpos = said.xpos;
            word.feats = said.feats;
            word.head = said.head.map(|head| start + head);
            word.deprel = said.deprel;
            word.name = said.name.after(previous);
            previous = said.name;
        }
        if let Some(lemmatiser) = &models.lemmatiser {
            join_particles(lemmatiser, labels, text, words, start);
        }
    }
    annotated.labels = Arc::clone(labels);
}

/// Puts particles that stand apart before the lemma of their verb; `start` is the index of the first word.
fn join_particles(lemmatiser: &Lemmatiser, labels: &Labels, text: &str, words: &mut [Word], start: usize) {
    for at in 0..words.len() {
        let particle = &words[at];
        let Some(head) = particle.head.map(|head| head - start) else { continue };
        let (xpos, deprel) = (labels.get(particle.xpos), labels.get(particle.deprel));
        if let Some(joined) = lemmatiser.with_particle(&words[head].lemma, particle.form_in(text), xpos, deprel) {
            words[head].lemma = joined;
        }
    }
}
