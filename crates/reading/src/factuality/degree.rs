//! Weighing a clause: from its head upwards.

use nlp::Upos;

use super::lexicon::{Class, Classes, Lexicon};
use super::{Factuality, Tense};
use crate::syntax::Syntax;

/// How many clauses up it is looked at what is said of the one inside.
const STEPS: usize = 4;

/// Returns how sure the text is of the clause, or the nominal happening, whose head is the word `at`, and its tense.
pub(crate) fn factuality(lexicon: &Lexicon, syntax: &Syntax<'_>, at: usize) -> (Factuality, Tense) {
    let weight = weighed(lexicon, syntax, at);
    (weight.factuality(), weight.tense())
}

/// What the words in and around a clause say of it.
pub(super) struct Weight {
    /// How sure, but for a negation.
    pub degree: Factuality,
    negated: bool,
    tense: Option<Tense>,
}

impl Weight {
    pub fn factuality(&self) -> Factuality {
        if self.negated { Factuality::Denied } else { self.degree }
    }

    pub fn tense(&self) -> Tense {
        let planned = self.factuality() == Factuality::Planned;
        if planned { Tense::Future } else { self.tense.unwrap_or_default() }
    }
}

/// Weighs the clause whose head is the word `at`.
pub(super) fn weighed(lexicon: &Lexicon, syntax: &Syntax<'_>, at: usize) -> Weight {
    let mut weighing = Weighing { lexicon, syntax, degree: Factuality::Certain, negated: false, tense: None };
    weighing.weigh(at);
    Weight { degree: weighing.degree, negated: weighing.negated, tense: weighing.tense }
}

struct Weighing<'l, 's, 'a> {
    lexicon: &'l Lexicon,
    syntax: &'s Syntax<'a>,
    degree: Factuality,
    negated: bool,
    tense: Option<Tense>,
}

impl Weighing<'_, '_, '_> {
    fn weigh(&mut self, word: usize) {
        let mut at = word;
        self.marks(at);
        for _ in 0..STEPS {
            let Some(head) = self.syntax.tree.head(at) else { return };
            let relation = self.syntax.relation(at);
            let base = relation.split(':').next().unwrap_or(relation);
            let verbal = matches!(self.syntax.upos(at), Upos::Verb | Upos::Aux);
            let classes = self.lexicon.classes(self.syntax, head);
            match base {
                "conj" => {
                    // `will go and fight`: a second verb without a finite form shares the auxiliaries of the first
                    if verbal && !self.syntax.is_finite(at) {
                        self.auxiliaries(head);
                    }
                }
                "xcomp" => {
                    self.above(classes, head, true);
                    self.marks(head);
                }
                "ccomp" | "csubj" | "acl" | "advcl" if relation != "acl:relcl" => {
                    let inside = base != "advcl" || !self.syntax.is_finite(at);
                    let turned = inside && self.above(classes, head, false);
                    // A finite clause stands alone unless the word above says something of its truth.
                    if !turned && (self.syntax.is_finite(at) || base == "advcl") {
                        return;
                    }
                    if turned {
                        self.marks(head);
                    }
                }
                "obj" | "nsubj" | "obl" | "nmod" if !verbal || self.syntax.children(at, "det").next().is_some() => {
                    if !self.around_noun(classes, at, head, relation) {
                        return;
                    }
                }
                _ => return,
            }
            at = head;
        }
    }

    /// Takes in what a verb or noun says of the nominal happening under it; tells whether to look further up.
    fn around_noun(&mut self, classes: Classes, at: usize, head: usize, relation: &str) -> bool {
        let undergoes = matches!(relation, "obj" | "nsubj:pass" | "nmod" | "obl" | "obl:arg");
        let turned = undergoes && self.above(classes, head, false);
        let light = classes.has(Class::Light) && matches!(relation, "obj" | "nsubj" | "nsubj:pass" | "obl:arg" | "obl");
        if turned || light {
            self.marks(head);
            return true;
        }
        if self.tense.is_none() && matches!(self.syntax.upos(head), Upos::Verb | Upos::Aux) {
            self.tense = self.clause_tense(head);
        }
        let _ = at;
        false
    }

    /// Takes in what a word says of the clause under it; tells whether it says anything.
    fn above(&mut self, classes: Classes, head: usize, infinitive: bool) -> bool {
        // `went to fight` has happened, `is going to fight` has not
        let past = self.syntax.finite(head).is_some_and(|finite| self.syntax.has(finite, "Tense", "Past"));
        if classes.has(Class::Denied) {
            self.negated = !self.negated;
        } else if classes.has(Class::Possible) {
            self.weaken(Factuality::Possible);
        } else if classes.has(Class::Probable) {
            self.weaken(Factuality::Probable);
        } else if classes.has(Class::Planned) || classes.has(Class::Future) && infinitive && !past {
            self.weaken(Factuality::Planned);
            if !past {
                self.tense = Some(Tense::Future);
            }
        } else {
            return false;
        }
        true
    }

    /// Takes in the words that hang on the head of a clause.
    fn marks(&mut self, at: usize) {
        let mut negated = false;
        for &child in self.syntax.tree.children(at) {
            if !self.syntax.is_any(child, &["advmod", "det", "amod", "mark", "obl", "discourse", "cc", "case"]) {
                continue;
            }
            let classes = self.lexicon.classes(self.syntax, child);
            if classes == Classes::default() {
                continue;
            }
            negated |= classes.has(Class::Negation);
            let mark = self.syntax.is(child, "mark");
            if classes.has(Class::Condition) {
                if mark || self.syntax.is(child, "advmod") && child < at {
                    self.weaken(Factuality::Possible);
                }
            } else if mark {
            } else if classes.has(Class::Possible) {
                self.weaken(Factuality::Possible);
            } else if classes.has(Class::Probable) {
                self.weaken(Factuality::Probable);
            } else if classes.has(Class::Planned)
                && (!self.syntax.is(child, "obl") || self.syntax.has(at, "VerbForm", "Inf"))
            {
                self.weaken(Factuality::Planned);
            } else if classes.has(Class::Denied) && self.syntax.is(child, "amod") {
                negated = true;
            }
        }
        // `geen wapens geleverd`, `sent no troops`: what is not there was not sent
        // `niemand waarschuwde ons`: nor did anybody else
        let none = |role: usize| {
            let negative = |word: usize| self.lexicon.classes(self.syntax, word).has(Class::Negation);
            negative(role) || self.syntax.children(role, "det").any(negative)
        };
        if matches!(self.syntax.upos(at), Upos::Verb | Upos::Aux) {
            let roles = self.syntax.children(at, "obj").chain(self.syntax.children(at, "nsubj"));
            negated |= roles.into_iter().any(none);
        }
        self.negated ^= negated;
        self.auxiliaries(at);
        if self.tense.is_none() {
            self.tense = self.clause_tense(at);
        }
    }

    fn auxiliaries(&mut self, at: usize) {
        let children = self.syntax.tree.children(at).iter().copied();
        let auxiliaries: Vec<usize> = children.filter(|&child| self.syntax.is(child, "aux")).collect();
        let perfect = auxiliaries.iter().any(|&child| {
            let classes = self.lexicon.classes(self.syntax, child);
            classes.has(Class::Perfect) && self.syntax.is_participle(at)
        });
        for child in auxiliaries {
            let classes = self.lexicon.classes(self.syntax, child);
            if classes.has(Class::Hearsay) && self.syntax.has(child, "Tense", "Past") {
                self.weaken(if perfect { Factuality::Probable } else { Factuality::Possible });
            } else if classes.has(Class::Future) || classes.has(Class::Planned) {
                self.weaken(Factuality::Planned);
                self.tense.get_or_insert(Tense::Future);
            } else if classes.has(Class::Possible) {
                self.weaken(Factuality::Possible);
            } else if classes.has(Class::Denied) {
                self.negated = !self.negated;
            }
            if self.syntax.has(child, "Mood", "Cnd") {
                self.weaken(if self.syntax.is_participle(at) { Factuality::Probable } else { Factuality::Possible });
            }
        }
        if self.syntax.has(at, "Mood", "Cnd") {
            self.weaken(Factuality::Possible);
        }
        if self.syntax.has(at, "Tense", "Fut") {
            self.weaken(Factuality::Planned);
        }
    }

    /// Returns the tense of a clause, or `None` when it has no finite verb.
    fn clause_tense(&self, at: usize) -> Option<Tense> {
        let finite = self.syntax.finite(at)?;
        let classes = self.lexicon.classes(self.syntax, finite);
        let tense = self.syntax.feature(finite, "Tense");
        let participle = self.syntax.is_participle(at);
        Some(match tense {
            Some("Fut") => Tense::Future,
            _ if classes.has(Class::Hearsay) && tense == Some("Past") => {
                if participle {
                    Tense::Past
                } else {
                    Tense::Future
                }
            }
            Some("Past" | "Imp") => Tense::Past,
            _ if classes.has(Class::Future) && finite != at => Tense::Future,
            _ if participle && self.is_perfect(at) => Tense::Past,
            _ => Tense::Present,
        })
    }

    /// Tells whether a participle tells of what is over (`heeft verkocht`, `is gekozen`), not of what goes on (`wordt
    /// verkocht`, `is sold`).
    fn is_perfect(&self, at: usize) -> bool {
        self.syntax.children(at, "aux").any(|aux| self.lexicon.classes(self.syntax, aux).has(Class::Perfect))
    }

    fn weaken(&mut self, degree: Factuality) {
        self.degree = self.degree.max(degree);
    }
}
