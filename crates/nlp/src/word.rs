//! Syntactic words and what the grammar says of them: the columns of CoNLL-U.

use std::{collections::BTreeMap, fmt, str::FromStr};

use compact_str::CompactString;
use document::Span;

/// A word in the sense of Universal Dependencies. Most tokens are one word; French `du` is two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Index into [`Annotated::tokens`](crate::Annotated::tokens).
    pub token: usize,
    /// Where it stands; the whole token when its form is not a part of the text.
    pub span: Span,
    /// Its form, where that is not the text at `span`.
    pub form: Option<CompactString>,
    /// Dictionary form, after the conventions of the treebank the model was trained on.
    pub lemma: CompactString,
    /// Universal part of speech.
    pub upos: Upos,
    /// Part of speech in the tag set of the treebank.
    pub xpos: LabelId,
    /// Morphological features, `Number=Sing|Tense=Past`; the empty label when there are none.
    pub feats: LabelId,
    /// Index of the head into [`Annotated::words`](crate::Annotated::words), `None` at the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: LabelId,
    /// Part of a name.
    pub name: Bio,
}

impl Word {
    /// Returns a word of a token of which nothing is known yet: tag `X`, no lemma, no head.
    #[must_use]
    pub fn new(token: usize, span: Span) -> Self {
        Self {
            token,
            span,
            form: None,
            lemma: CompactString::default(),
            upos: Upos::X,
            xpos: LabelId::default(),
            feats: LabelId::default(),
            head: None,
            deprel: LabelId::default(),
            name: Bio::Outside,
        }
    }

    /// Returns its form, given the text that its span points into.
    #[must_use]
    pub fn form_in<'a>(&'a self, text: &'a str) -> &'a str {
        self.form.as_deref().unwrap_or_else(|| text.get(self.span.start..self.span.end).unwrap_or_default())
    }
}

/// A place in [`Labels`]. Label 0 is always the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u16);

/// The labels that the words of a text point to.
///
/// ```
/// let mut labels = nlp::Labels::default();
/// let noun = labels.intern("nsubj").expect("room for one more");
/// assert_eq!(labels.get(noun), "nsubj");
/// assert_eq!(labels.get(nlp::LabelId::default()), "");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    by_id: Vec<CompactString>,
    by_label: BTreeMap<CompactString, LabelId>,
}

impl Default for Labels {
    fn default() -> Self {
        let empty = CompactString::default();
        Self { by_id: vec![empty.clone()], by_label: BTreeMap::from([(empty, LabelId::default())]) }
    }
}

impl Labels {
    /// How many different labels there is room for, the empty one counted.
    pub const CAPACITY: usize = 1 << 16;

    /// Returns the label, or the empty string when there is none of that number.
    #[must_use]
    pub fn get(&self, id: LabelId) -> &str {
        self.by_id.get(usize::from(id.0)).map_or("", CompactString::as_str)
    }

    /// Returns the number of `label`, or `None` when it is not among them.
    #[must_use]
    pub fn find(&self, label: &str) -> Option<LabelId> {
        self.by_label.get(label).copied()
    }

    /// Returns the number of `label`, added when new, or `None` when [`Labels::CAPACITY`] others are taken.
    pub fn intern(&mut self, label: &str) -> Option<LabelId> {
        if let Some(id) = self.find(label) {
            return Some(id);
        }
        let id = LabelId(u16::try_from(self.by_id.len()).ok()?);
        self.by_id.push(CompactString::from(label));
        self.by_label.insert(CompactString::from(label), id);
        Some(id)
    }
}

/// Where a word stands in a name (IOB2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bio {
    /// It begins one.
    Begin(NameType),
    /// It goes on with one.
    Inside(NameType),
    /// It is in none.
    #[default]
    Outside,
}

impl Bio {
    /// Returns the class of the name that the word is part of.
    #[must_use]
    pub fn name_type(self) -> Option<NameType> {
        match self {
            Self::Begin(kind) | Self::Inside(kind) => Some(kind),
            Self::Outside => None,
        }
    }

    /// Returns the tag as it can stand after `previous`: an inside that goes on with no name of its class begins one.
    #[must_use]
    pub fn after(self, previous: Self) -> Self {
        match self {
            Self::Inside(kind) if previous.name_type() != Some(kind) => Self::Begin(kind),
            other => other,
        }
    }
}

impl fmt::Display for Bio {
    /// Writes `B-PER`, `I-PER` or `O`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Begin(NameType::Per) => "B-PER",
            Self::Begin(NameType::Loc) => "B-LOC",
            Self::Begin(NameType::Org) => "B-ORG",
            Self::Begin(NameType::Misc) => "B-MISC",
            Self::Inside(NameType::Per) => "I-PER",
            Self::Inside(NameType::Loc) => "I-LOC",
            Self::Inside(NameType::Org) => "I-ORG",
            Self::Inside(NameType::Misc) => "I-MISC",
            Self::Outside => "O",
        })
    }
}

impl FromStr for Bio {
    type Err = UnknownTag;

    /// Reads `B-PER`, `I-PER` or `O`.
    fn from_str(tag: &str) -> Result<Self, UnknownTag> {
        let known = match tag.split_once('-') {
            Some(("B", kind)) => NameType::parse(kind).map(Self::Begin),
            Some(("I", kind)) => NameType::parse(kind).map(Self::Inside),
            None if tag == "O" => Some(Self::Outside),
            _ => None,
        };
        known.ok_or_else(|| UnknownTag(tag.to_owned()))
    }
}

/// A tag that is none of those expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no tag of a name; these are `O` and `B-` or `I-` before `PER`, `LOC`, `ORG` or `MISC`")]
pub struct UnknownTag(pub String);

/// What a name is of, as CoNLL-2002 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameType {
    /// A person.
    Per,
    /// A place.
    Loc,
    /// An organisation.
    Org,
    /// Any other name, adjectives of places too.
    Misc,
}

impl NameType {
    /// All classes.
    pub const ALL: [Self; 4] = [Self::Per, Self::Loc, Self::Org, Self::Misc];

    /// Returns the class as CoNLL-2002 writes it: `PER`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Loc => "LOC",
            Self::Org => "ORG",
            Self::Misc => "MISC",
        }
    }

    /// Returns the class of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Universal part-of-speech tags, <https://universaldependencies.org/u/pos/>.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

impl Upos {
    /// All tags, in the order of the alphabet, which is also that of the enum.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// Returns the tag as CoNLL-U writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        const NAMES: [&str; 17] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
            "SCONJ", "SYM", "VERB", "X",
        ];
        NAMES[self as usize]
    }

    /// Returns the tag of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|upos| upos.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_without_a_beginning_begins_a_name() {
        let person = Bio::Inside(NameType::Per);
        assert_eq!(person.after(Bio::Outside), Bio::Begin(NameType::Per));
        assert_eq!(person.after(Bio::Begin(NameType::Org)), Bio::Begin(NameType::Per));
        assert_eq!(person.after(Bio::Begin(NameType::Per)), person);
        assert_eq!(Bio::Outside.after(person), Bio::Outside);
    }

    #[test]
    fn tags_of_names_are_read_as_they_are_written() {
        let all = NameType::ALL.into_iter().flat_map(|kind| [Bio::Begin(kind), Bio::Inside(kind)]);
        for tag in all.chain([Bio::Outside]) {
            assert_eq!(tag.to_string().parse(), Ok(tag));
        }
        assert_eq!("B-PER".parse(), Ok(Bio::Begin(NameType::Per)));
        assert_eq!("I-MISC".parse(), Ok(Bio::Inside(NameType::Misc)));
        for bad in ["", "B", "B-", "PER", "b-PER", "B-PERSON", "O-PER", "I-", "-", "B--PER"] {
            assert_eq!(bad.parse::<Bio>(), Err(UnknownTag(bad.to_owned())));
        }
    }

    #[test]
    fn parts_of_speech_are_read_as_they_are_written() {
        for upos in Upos::ALL {
            assert_eq!(Upos::parse(upos.as_str()), Some(upos));
        }
        assert!(Upos::ALL.windows(2).all(|pair| pair[0] < pair[1] && pair[0].as_str() < pair[1].as_str()));
        assert_eq!((Upos::Sconj.as_str(), Upos::X.as_str()), ("SCONJ", "X"));
        assert_eq!(Upos::parse("noun"), None);
    }

    #[test]
    fn a_label_has_one_number_and_the_empty_one_is_zero() {
        let mut labels = Labels::default();
        let (first, second) = (labels.intern("nsubj"), labels.intern("obj"));
        assert_eq!((first, second), (Some(LabelId(1)), Some(LabelId(2))));
        assert_eq!((labels.intern("nsubj"), labels.intern("")), (first, Some(LabelId(0))));
        assert_eq!((labels.get(LabelId(2)), labels.get(LabelId(9))), ("obj", ""));
    }

    #[test]
    fn full_labels_take_no_more_but_keep_those_they_have() {
        let mut labels = Labels::default();
        for n in 1..Labels::CAPACITY {
            assert!(labels.intern(&n.to_string()).is_some());
        }
        assert_eq!(labels.intern("one more"), None);
        assert_eq!(labels.intern("one more"), None);
        assert_eq!(labels.intern("65535"), Some(LabelId(65535)));
    }
}
