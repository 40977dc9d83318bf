//! Syntactic words and what the grammar says of them: the columns of CoNLL-U.

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

/// A place in [`Labels`]. Label 0 is always the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u16);

/// The labels that the words of a text point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels(Vec<CompactString>);

impl Default for Labels {
    fn default() -> Self {
        Self(vec![CompactString::default()])
    }
}

impl Labels {
    /// Returns the label, or the empty string when there is none of that number.
    #[must_use]
    pub fn get(&self, id: LabelId) -> &str {
        self.0.get(usize::from(id.0)).map_or("", CompactString::as_str)
    }

    /// Returns the number of `label`, added when new, or `None` when 65,536 are taken.
    pub fn intern(&mut self, label: &str) -> Option<LabelId> {
        let place = self.0.iter().position(|known| known == label).or_else(|| {
            self.0.push(CompactString::from(label));
            Some(self.0.len() - 1)
        })?;
        u16::try_from(place).ok().map(LabelId)
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
