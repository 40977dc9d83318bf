//! Where the clause of an expression looks: back or ahead, as the verb that governs it tells.
//!
//! What decides is, in this order, a preposition at the expression (`since Friday`, `until Friday`), the auxiliaries of
//! the predicate (`will close`, `has closed`), and the tense of its finite verb. Nouns and infinitives have no tense of
//! their own: what governs them speaks for them, unless it is past (`decided to close in April` tells nothing of April).

use document::Span;
use nlp::{Annotated, Upos, Word};

use super::calendar::Direction;

/// How many heads are climbed before the sentence tells nothing.
const MOST_HEADS: usize = 12;

/// The words of one sentence and the text they stand in.
pub(super) struct Clause<'a> {
    annotated: &'a Annotated,
    words: &'a [Word],
    /// The index of the first word.
    first: usize,
    /// Returns where a word looks by what the tables say of it.
    tense: &'a dyn Fn(&Word) -> Option<Direction>,
    /// Tells whether a word makes a perfect of the participle that it belongs to.
    perfect: &'a dyn Fn(&Word) -> bool,
}

impl<'a> Clause<'a> {
    /// Returns the sentence that an expression stands in, `None` when its words have no tags.
    pub fn new(
        annotated: &'a Annotated,
        expression: Span,
        tense: &'a dyn Fn(&Word) -> Option<Direction>,
        perfect: &'a dyn Fn(&Word) -> bool,
    ) -> Option<Self> {
        let sentence = annotated.sentences.get(annotated.sentence_at(expression.start)?)?;
        let words = annotated.words_of(sentence);
        let tagged = words.iter().any(|word| word.upos != Upos::X);
        tagged.then_some(Self { annotated, words, first: sentence.words.start, tense, perfect })
    }

    /// Returns where the clause of `expression` looks, `None` when nothing tells.
    pub fn direction(&self, expression: Span) -> Option<Direction> {
        let is_inside = |word: &Word| word.span.overlap(expression) > 0;
        let outside = |word: &&Word| {
            is_inside(word) && word.head.and_then(|head| self.word(head)).is_none_or(|head| !is_inside(head))
        };
        let mut at = self.first + self.words.iter().position(|word| outside(&word))?;
        if let Some(direction) =
            self.dependents(at).filter(|word| !is_inside(word)).find_map(|word| self.preposition(word))
        {
            return Some(direction);
        }
        let mut through_noun = false;
        let mut through_infinitive = false;
        for _ in 0..MOST_HEADS {
            let word = self.word(at)?;
            if self.is_predicate(at, word) && !(is_inside(word) && word.upos == Upos::Verb) {
                match self.predicate(at, word) {
                    Tense::Past if through_infinitive => return None,
                    Tense::Past => return Some(Direction::Past),
                    // The figures of April are bad: they are no plans
                    Tense::Present | Tense::Future if through_noun => return None,
                    Tense::Present | Tense::Future => return Some(Direction::Future),
                    Tense::None => through_infinitive = true,
                }
            } else if !is_inside(word) {
                through_noun |= matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron);
            }
            at = word.head?;
        }
        None
    }

    fn preposition(&self, word: &Word) -> Option<Direction> {
        matches!(word.upos, Upos::Adp | Upos::Adv | Upos::Sconj).then(|| (self.tense)(word)).flatten()
    }

    /// Tells whether a word is the head of a clause: a verb, or what an auxiliary makes a predicate of.
    fn is_predicate(&self, at: usize, word: &Word) -> bool {
        matches!(word.upos, Upos::Verb | Upos::Aux) || self.dependents(at).any(|word| word.upos == Upos::Aux)
    }

    /// Returns the tense of a predicate with its auxiliaries.
    fn predicate(&self, at: usize, word: &Word) -> Tense {
        let auxiliaries: Vec<&Word> = self.dependents(at).filter(|word| word.upos == Upos::Aux).collect();
        let told: Vec<Direction> = auxiliaries.iter().filter_map(|word| (self.tense)(word)).collect();
        let participle = self.has(word, "VerbForm", "Part");
        if told.contains(&Direction::Future) {
            return Tense::Future;
        }
        let is_perfect = participle && auxiliaries.iter().any(|word| (self.perfect)(word));
        if told.contains(&Direction::Past) || is_perfect {
            return Tense::Past;
        }
        let Some(finite) = std::iter::once(&word).chain(&auxiliaries).find(|word| self.has(word, "VerbForm", "Fin"))
        else {
            // `a study published on Wednesday`, `de in mei gesloten brug`
            let present = self.has(word, "Tense", "Pres");
            return if participle && !present && auxiliaries.is_empty() { Tense::Past } else { Tense::None };
        };
        if self.has(finite, "Tense", "Past") {
            return Tense::Past;
        }
        // `meldt`, `laat weten` tell of what was; in a condition (`als hij het laat weten`) they do not
        let condition = self.annotated.label(word.deprel).starts_with("advcl");
        match (self.tense)(finite).filter(|_| !condition) {
            Some(Direction::Past) => Tense::Past,
            Some(_) => Tense::Future,
            None => Tense::Present,
        }
    }

    fn has(&self, word: &Word, key: &str, value: &str) -> bool {
        nlp::conllu::value(self.annotated.label(word.feats), key) == Some(value)
    }

    fn dependents(&self, head: usize) -> impl Iterator<Item = &'a Word> {
        self.words.iter().filter(move |word| word.head == Some(head))
    }

    fn word(&self, index: usize) -> Option<&'a Word> {
        self.words.get(index.checked_sub(self.first)?)
    }
}

enum Tense {
    Past,
    Present,
    Future,
    /// An infinitive or a gerund: what governs it tells.
    None,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of `form upos feats head deprel`.
    fn check(rows: &str, expression: &str, expected: Option<Direction>) {
        let conllu: String = rows
            .lines()
            .enumerate()
            .map(|(index, row)| {
                let cells: Vec<&str> = row.split_whitespace().collect();
                let (form, upos, feats, head, deprel) = (cells[0], cells[1], cells[2], cells[3], cells[4]);
                format!("{}\t{form}\t{form}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t_\n", index + 1)
            })
            .collect();
        let document = nlp::conllu::Document::parse(&format!("{conllu}\n")).expect("rows");
        let (text, annotated) = document.annotated().expect("a tree");
        let start = text.find(expression).expect("in the text");
        let span = Span::new(start, start + expression.len());
        let tense = |word: &Word| match word.form_in(&text) {
            "zal" | "wordt" | "worden" => Some(Direction::Future),
            "sinds" | "meldt" | "werd" => Some(Direction::Past),
            _ => None,
        };
        let perfect = |word: &Word| matches!(word.form_in(&text), "is" | "heeft");
        let found = Clause::new(&annotated, span, &tense, &perfect).and_then(|clause| clause.direction(span));
        assert_eq!(found, expected, "{text}");
    }

    const OPENS: &str = "De DET _ 2 det\nbrug NOUN _ 3 nsubj\n";

    #[test]
    fn the_tense_of_the_governing_verb_tells() {
        let past = "viel VERB Tense=Past|VerbForm=Fin 0 root\nvrijdag PROPN _ 3 obl";
        check(&format!("{OPENS}{past}"), "vrijdag", Some(Direction::Past));
        let present = "opent VERB Tense=Pres|VerbForm=Fin 0 root\nvrijdag PROPN _ 3 obl";
        check(&format!("{OPENS}{present}"), "vrijdag", Some(Direction::Future));
        let told = "meldt VERB Tense=Pres|VerbForm=Fin 0 root\nvrijdag PROPN _ 3 obl";
        check(&format!("{OPENS}{told}"), "vrijdag", Some(Direction::Past));
    }

    #[test]
    fn auxiliaries_speak_for_their_participle() {
        let perfect =
            "is AUX Tense=Pres|VerbForm=Fin 5 aux:pass\nvrijdag PROPN _ 5 obl\ngeopend VERB VerbForm=Part 0 root";
        check(&perfect_subject(perfect), "vrijdag", Some(Direction::Past));
        let passive =
            "wordt AUX Tense=Pres|VerbForm=Fin 5 aux:pass\nvrijdag PROPN _ 5 obl\ngeopend VERB VerbForm=Part 0 root";
        check(&perfect_subject(passive), "vrijdag", Some(Direction::Future));
        let will = "zal AUX Tense=Pres|VerbForm=Fin 5 aux\nvrijdag PROPN _ 5 obl\nopengaan VERB VerbForm=Inf 0 root";
        check(&perfect_subject(will), "vrijdag", Some(Direction::Future));
    }

    fn perfect_subject(rest: &str) -> String {
        format!("De DET _ 2 det\nbrug NOUN _ 5 nsubj\n{rest}")
    }

    #[test]
    fn a_preposition_tells_before_the_verb_does() {
        let since = "ligt VERB Tense=Pres|VerbForm=Fin 0 root\nsinds ADP _ 5 case\nvrijdag PROPN _ 3 obl";
        check(&format!("{OPENS}{since}"), "vrijdag", Some(Direction::Past));
    }

    #[test]
    fn an_infinitive_below_a_past_verb_tells_nothing() {
        let decided = "besloot VERB Tense=Past|VerbForm=Fin 0 root\nin ADP _ 5 case\nmei PROPN _ 6 obl\nsluiten VERB VerbForm=Inf 3 xcomp";
        check(&format!("{OPENS}{decided}"), "mei", None);
    }

    #[test]
    fn words_without_tags_tell_nothing() {
        check("vrijdag X _ 0 root", "vrijdag", None);
    }
}
