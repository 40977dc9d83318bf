//! What must stand beside a word for it to evoke its frame: `obj=akkoord,@contract subj=@name !obl:to=*`.

use crate::syntax::Syntax;

use super::lexicon::Lexicon;

/// A grammatical role around a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Who does it: subject of the active verb, `by`-phrase of the passive; of a noun what stands for that.
    Subject,
    /// What undergoes it: object of the active verb, subject of the passive; of a noun its complement.
    Object,
    /// As `Object`, where that is a thing and so no party.
    Theme,
    /// Indirect object.
    Indirect,
    /// Behind a preposition of these classes.
    Oblique(u64),
    /// The possessor of the object: `arrested the party's leader`.
    ObjectOwner,
}

impl Place {
    /// Returns the role of that name; `class` gives the bits of a class of prepositions, none when there is none.
    pub fn from_name(name: &str, class: impl Fn(&str) -> u64) -> Option<Self> {
        Some(match name {
            "subj" => Self::Subject,
            "obj" => Self::Object,
            "theme" => Self::Theme,
            "iobj" => Self::Indirect,
            "objposs" => Self::ObjectOwner,
            _ => Self::Oblique(class(name.strip_prefix("obl:")?)),
        })
    }
}

/// One condition.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    side: Side,
    values: Vec<Value>,
    negated: bool,
    /// The frame's verbs take an object.
    transitive: bool,
}

/// Where a condition looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Subject,
    Object,
    Oblique,
    Behind(u64),
    Modifier,
    Reflexive,
    Particle,
    Complement,
    /// The preposition before it.
    Before,
}

#[derive(Clone, Debug)]
enum Value {
    Any,
    Lemma(String),
    Class(u64),
    Name,
}

/// The words that met the conditions of an entry: those that belong to the expression itself, and objects.
#[derive(Clone, Debug, Default)]
pub(super) struct Met {
    /// Words that a row names behind a preposition or as an adverb: `in beslag`.
    pub fixed: Vec<usize>,
    /// Objects that fit.
    pub objects: Vec<usize>,
}

impl Condition {
    /// Reads a condition as the table writes it.
    pub fn parse(text: &str, transitive: bool, class: impl Fn(&str) -> Option<u64>) -> Result<Self, String> {
        let (negated, rest) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let (side, values) = rest.split_once('=').unwrap_or((rest, "*"));
        let side = match side {
            "subj" => Side::Subject,
            "obj" => Side::Object,
            "obl" => Side::Oblique,
            "mod" => Side::Modifier,
            "refl" => Side::Reflexive,
            "prt" => Side::Particle,
            "comp" => Side::Complement,
            "before" => Side::Before,
            _ => {
                let name = side.strip_prefix("obl:").ok_or_else(|| format!("no place `{side}`"))?;
                Side::Behind(class(name).ok_or_else(|| format!("no class `{name}`"))?)
            }
        };
        let values: Result<Vec<Value>, String> = values
            .split(',')
            .map(|value| match value.strip_prefix('@') {
                _ if value == "*" => Ok(Value::Any),
                Some("name") => Ok(Value::Name),
                Some(name) => class(name).map(Value::Class).ok_or_else(|| format!("no class `{name}`")),
                None => Ok(Value::Lemma(value.to_owned())),
            })
            .collect();
        Ok(Self { side, values: values?, negated, transitive })
    }

    /// Tells whether it holds of the word `at`; words that fit are added to `met`.
    fn holds(&self, lexicon: &Lexicon, syntax: &Syntax<'_>, at: usize, met: &mut Met) -> bool {
        let objects = |verb: usize| lexicon.classes_of(syntax, verb) & lexicon.controlling != 0;
        // What looks like the passive of a verb that takes no object is its perfect: `is aangekomen`, `sont arrivées`.
        let passive = || self.transitive && syntax.is_passive(at);
        let subject = || if passive() { None } else { syntax.subject(at, &objects) };
        let children = |relations: &'static [&'static str]| {
            syntax.tree.children(at).iter().copied().filter(|&child| syntax.is_any(child, relations)).collect()
        };
        let found: Vec<usize> = match self.side {
            Side::Subject => subject().into_iter().collect(),
            Side::Object => {
                let mut found: Vec<usize> = syntax.patient(at, &objects).into_iter().collect();
                found.extend(syntax.children(at, "obj"));
                found
            }
            Side::Oblique => {
                let mut found: Vec<usize> = children(&["obl", "nmod", "advmod", "xcomp", "compound"]);
                let fixed: Vec<usize> = found.iter().flat_map(|&word| syntax.children(word, "fixed")).collect();
                found.extend(fixed);
                found
            }
            Side::Behind(class) => children(&["obl", "nmod"])
                .into_iter()
                .chain(syntax.object_child(at).into_iter().flat_map(|object| syntax.children(object, "nmod")))
                .filter(|&child| {
                    syntax.children(child, "case").any(|case| lexicon.classes_of(syntax, case) & class != 0)
                })
                .collect(),
            Side::Modifier => children(&["amod", "compound", "nmod", "nmod:poss", "advmod"]),
            Side::Reflexive => Some(at).filter(|&at| syntax.is_reflexive(at)).into_iter().collect(),
            Side::Particle => children(&["compound"]),
            Side::Complement => children(&["xcomp", "ccomp"]),
            Side::Before => children(&["case"]),
        };
        let fitting = |word: usize| self.values.iter().find(|value| value.fits(lexicon, syntax, word));
        // One object is enough; joined ones may fit too.
        let held = found.into_iter().find_map(|word| fitting(word).map(|value| (word, value)));
        if let (Some((word, value)), false) = (held, self.negated) {
            match (self.side, value) {
                (Side::Object, _) => met.objects.push(word),
                (Side::Oblique | Side::Behind(_), Value::Lemma(_)) => met.fixed.push(word),
                _ => {}
            }
        }
        held.is_some() != self.negated
    }
}

impl Value {
    fn fits(&self, lexicon: &Lexicon, syntax: &Syntax<'_>, word: usize) -> bool {
        match self {
            Self::Any => true,
            Self::Lemma(lemma) => {
                syntax.lemma(word) == lemma.as_str() || syntax.last_part(word).is_some_and(|last| last == lemma)
            }
            Self::Class(class) => lexicon.classes_of(syntax, word) & class != 0,
            Self::Name => syntax.word(word).is_some_and(|word| word.name.name_type().is_some()),
        }
    }
}

/// Returns the words that meet the conditions when all hold, or `None`.
pub(super) fn met(conditions: &[Condition], lexicon: &Lexicon, syntax: &Syntax<'_>, at: usize) -> Option<Met> {
    let mut met = Met::default();
    conditions.iter().all(|condition| condition.holds(lexicon, syntax, at, &mut met)).then_some(met)
}
