//! Who does it and to whom: subjects and objects of verbs, also where the grammar leaves them unsaid.

use nlp::Upos;

use super::Syntax;

/// How far up a subject that is left unsaid is looked for.
const STEPS: usize = 5;

impl Syntax<'_> {
    /// Tells whether a verb is passive: its grammatical subject undergoes what it tells.
    pub fn is_passive(&self, verb: usize) -> bool {
        if self.is_reflexive(verb) {
            return false;
        }
        let marked =
            |&child: &usize| matches!(self.relation(child), "aux:pass" | "nsubj:pass" | "obl:agent" | "csubj:pass");
        if self.tree.children(verb).iter().any(marked) {
            return true;
        }
        let shares = self.is(verb, "conj") && self.is_participle(verb) && !self.is_finite(verb);
        if shares && self.children(verb, "nsubj").next().is_none() {
            return self.tree.head(verb).is_some_and(|head| self.is_participle(head) && self.is_passive_once(head));
        }
        self.is_adnominal_participle(verb)
    }

    fn is_passive_once(&self, verb: usize) -> bool {
        self.tree.children(verb).iter().any(|&child| matches!(self.relation(child), "aux:pass" | "nsubj:pass"))
    }

    /// Tells whether a verb stands with a pronoun that means its own subject: `trok zich terug`, `se retirer`.
    pub fn is_reflexive(&self, verb: usize) -> bool {
        self.tree.children(verb).iter().any(|&child| {
            self.is(child, "expl") && self.upos(child) == Upos::Pron && self.relation(child) != "expl:subj"
                || self.is_any(child, &["obj", "iobj"]) && self.has(child, "Reflex", "Yes")
        })
    }

    /// Tells whether a verb is a past participle beside a noun: `troops sent abroad`, `de gestuurde troepen`.
    fn is_adnominal_participle(&self, verb: usize) -> bool {
        self.is_any(verb, &["acl", "amod"])
            && self.relation(verb) != "acl:relcl"
            && self.is_participle(verb)
            && !self.is_finite(verb)
    }

    /// Tells whether a verb is a past participle.
    pub fn is_participle(&self, verb: usize) -> bool {
        self.has(verb, "VerbForm", "Part") && !self.has(verb, "Tense", "Pres")
    }

    /// Returns the grammatical subject of a verb; of an infinitive, a participle or a second verb that of the verb above.
    /// `objects` tells of a verb whether its object is the subject of the infinitive under it (`dwingen`).
    pub fn subject(&self, verb: usize, objects: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mut at = verb;
        for _ in 0..STEPS {
            // Where the parser sees two subjects, the nearer one to the verb is the better guess.
            let own = self.children(at, "nsubj").min_by_key(|child| child.abs_diff(at));
            if let Some(own) = own {
                return self.antecedent(at, own);
            }
            let head = self.tree.head(at)?;
            match self.relation(at) {
                "xcomp" => {
                    let object = self.object_child(head).or_else(|| self.children(head, "iobj").next());
                    if let Some(object) = object.filter(|_| objects(head)) {
                        return self.antecedent(head, object);
                    }
                }
                "acl" | "amod" if !self.has(at, "VerbForm", "Inf") => return Some(head),
                "conj" | "acl" | "amod" => {}
                "advcl" | "ccomp" | "csubj" if !self.is_finite(at) => {}
                relation if relation.starts_with("acl") && !self.is_finite(at) => return Some(head),
                _ => return None,
            }
            at = head;
            if !matches!(self.upos(at), Upos::Verb | Upos::Aux) && self.children(at, "cop").next().is_none() {
                return self.owner(at, objects);
            }
        }
        None
    }

    /// Returns whose plan, attempt or refusal it is: the possessor of a noun, or the subject of the verb it is object of.
    fn owner(&self, noun: usize, objects: &dyn Fn(usize) -> bool) -> Option<usize> {
        let possessor = self.children(noun, "nmod:poss").next();
        let of = || self.children(noun, "nmod").next();
        let subject = || {
            let verb = self.tree.head(noun).filter(|_| self.is(noun, "obj"))?;
            self.children(verb, "nsubj").next().and_then(|own| self.antecedent(verb, own))
        };
        let _ = objects;
        possessor.or_else(subject).or_else(of)
    }

    /// Returns the direct object of a verb in the active voice.
    pub fn object_child(&self, verb: usize) -> Option<usize> {
        self.children(verb, "obj").find(|&child| !self.has(child, "Reflex", "Yes"))
    }

    /// Returns what undergoes a verb: its object, or its grammatical subject in the passive.
    pub fn patient(&self, verb: usize, objects: &dyn Fn(usize) -> bool) -> Option<usize> {
        if self.is_passive(verb) {
            return self.subject(verb, objects);
        }
        let shared = || {
            // `bought and sold ships`: the object stands at the last verb only
            let next = self.children(verb, "conj").find(|&next| next > verb)?;
            let alone = self.children(next, "nsubj").next().is_none() && self.upos(next) == Upos::Verb;
            self.object_child(next).filter(|_| alone && self.tree.children(verb).iter().all(|&child| child < next))
        };
        let own = self.object_child(verb).and_then(|own| self.antecedent(verb, own));
        own.or_else(|| shared().filter(|_| false))
    }

    /// Returns the noun that a relative pronoun stands for, or the word itself.
    pub fn antecedent(&self, clause: usize, word: usize) -> Option<usize> {
        if !self.is_relative(word) {
            return Some(word);
        }
        let mut at = clause;
        for _ in 0..STEPS {
            let head = self.tree.head(at)?;
            if self.is(at, "acl") {
                return Some(head);
            }
            at = head;
        }
        None
    }

    fn is_relative(&self, word: usize) -> bool {
        self.has(word, "PronType", "Rel")
            || self.upos(word) == Upos::Sconj
            || self.has(word, "PronType", "Int") && self.tree.head(word).is_some_and(|head| self.is(head, "acl"))
    }
}
