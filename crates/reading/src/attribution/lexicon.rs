//! The tables under `attribution/` of a pack: cues with their frames, and classes of function words.

use std::collections::BTreeMap;

use pack::{PackError, PackSource, Row, Table};

use super::act::{Piece, phrase, plain};
use super::{Act, weights::Weights};

/// The cues and function words of a language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(super) entries: Vec<Entry>,
    forms: BTreeMap<String, Vec<Form>>,
    words: BTreeMap<String, Classes>,
    /// What is done by saying something of a kind, the first that fits.
    pub(super) content_rules: Vec<ContentRule>,
    /// What tells that somebody says nothing.
    pub(super) silences: Vec<super::silence::Phrase>,
    /// The models of cues and of the parts of a sentence.
    pub(super) weights: Weights,
    /// The finite verb of a main clause stands second, whatever stands first.
    pub(super) verb_second: bool,
}

/// One row of `acts.tsv`: phrases in the content that tell what is done by saying it.
#[derive(Clone, Debug)]
pub(super) struct ContentRule {
    pub act: Act,
    /// Only in the speaker's own words, where `we` is the speaker.
    pub direct: bool,
    /// Only where the cue or the source has one of these; any when empty. Written as `act::plain` does.
    pub cues: Vec<String>,
    /// Any content when empty.
    pub phrases: Vec<Vec<Piece>>,
}

/// One row of `cues.tsv`.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub kind: CueKind,
    pub act: Act,
    /// The act under negation; `None` when a negated cue makes no statement.
    pub negated: Option<Act>,
    pub particles: Vec<Vec<String>>,
    pub frame: Frame,
    pub prepositions: Vec<Vec<String>>,
}

impl Entry {
    /// Tells whether the content may stand behind this preposition.
    pub fn takes(&self, preposition: &str) -> bool {
        self.prepositions.iter().any(|words| words.last().is_some_and(|word| word == preposition))
    }
}

/// How a cue and its content stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueKind {
    Verb,
    Noun,
    /// Stands before its source: `volgens`, `according to`.
    Preposition,
    /// Stands between content and source: `aldus`.
    Tail,
    /// Has no source: `naar verluidt`.
    Adverbial,
}

/// What a cue takes as its content; see the head of `cues.tsv`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame(u16);

macro_rules! frames {
    ($($name:ident = $bit:literal $word:literal),* $(,)?) => {
        impl Frame {
            $(pub fn $name(self) -> bool { self.0 & (1 << $bit) != 0 })*
            /// Returns the names of what it takes.
            pub fn words(self) -> impl Iterator<Item = &'static str> {
                [$((1u16 << $bit, $word)),*].into_iter().filter(move |(bit, _)| self.0 & bit != 0).map(|(_, word)| word)
            }
            fn bit(word: &str) -> Option<u16> {
                match word { $($word => Some(1 << $bit),)* _ => None }
            }
        }
    };
}

frames! {
    that = 0 "that", inf = 1 "inf", quote = 2 "quote", tail = 3 "tail", np = 4 "np", prep = 5 "prep",
    person = 6 "person", names = 7 "as", passive = 8 "passive", bare = 9 "bare", origin = 10 "origin", figure = 11 "figure",
    speaker = 12 "speaker",
}

/// One way of writing a cue.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub words: Vec<String>,
    pub entry: usize,
    /// A participle, an infinitive, or a form written together with its particle.
    pub joined: bool,
}

/// The classes that a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    /// Tells whether the word is in any class of `of`.
    pub fn any(self, of: Classes) -> bool {
        self.0 & of.0 != 0
    }

    /// Keeps the classes that are in `of`.
    pub const fn only(self, of: Classes) -> Classes {
        Classes(self.0 & of.0)
    }

    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

macro_rules! classes {
    ($($name:ident = $bit:literal $word:literal),* $(,)?) => {
        $(pub(super) const $name: Classes = Classes(1 << $bit);)*
        /// Returns the class of a name of `words.tsv`.
        pub(super) fn class(word: &str) -> Option<Classes> {
            match word { $($word => Some($name),)* _ => None }
        }
    };
}

classes! {
    DETERMINER = 0 "determiner", EMPTY = 1 "empty", PREPOSITION = 2 "preposition", SUBORDINATOR = 3 "subordinator", ADVERB = 4 "adverb", NEGATION = 5 "negation", HAVE = 6 "have", PASSIVE = 7 "passive", MODAL = 8 "modal", FINITE = 9 "finite", ROLE = 10 "role", MEDIUM = 11 "medium", CHANNEL = 12 "channel", TIME = 13 "time", NUMERAL = 14 "numeral",
}

const WORDS: &str = "attribution/words.tsv";
const CUES: &str = "attribution/cues.tsv";
const CUE_COLUMNS: [&str; 11] =
    ["id", "kind", "act", "negated", "forms", "joined", "particle", "frame", "preposition", "example", "counter"];

/// One row of the table of cues as far as its own tests need it: the id, a text that must make a statement with this
/// cue, and one that must not.
#[derive(Clone, Debug)]
pub struct CueExample {
    /// The id of the row.
    pub id: String,
    /// How the cue is written.
    pub forms: Vec<String>,
    /// Makes a statement.
    pub example: String,
    /// Makes none.
    pub counter: String,
}

const ACTS: &str = "attribution/acts.tsv";
const ACT_COLUMNS: [&str; 6] = ["act", "form", "cues", "phrases", "example", "counter"];

/// One row of the table of acts as far as its own tests need it.
#[derive(Clone, Debug)]
pub struct ActExample {
    /// What is done.
    pub act: Act,
    /// Holds a statement that does it.
    pub example: String,
    /// Holds a statement, none of which does it.
    pub counter: String,
}

/// Returns the examples that stand in the table of acts of a pack.
///
/// # Errors
/// When the table has other columns, or an act that is not known.
pub fn act_examples(pack: &PackSource) -> Result<Vec<ActExample>, PackError> {
    let table = pack.optional_table(ACTS, &ACT_COLUMNS)?;
    let example = |row: &Row| {
        let act = Act::from_name(row.cell(0)).ok_or_else(|| table.error(row, format!("no act `{}`", row.cell(0))))?;
        Ok(ActExample { act, example: row.cell(4).to_owned(), counter: row.cell(5).to_owned() })
    };
    table.rows().iter().map(example).collect()
}

/// Returns the examples that stand in the table of cues of a pack.
///
/// # Errors
/// When the table has other columns.
pub fn cue_examples(pack: &PackSource) -> Result<Vec<CueExample>, PackError> {
    let table = pack.optional_table(CUES, &CUE_COLUMNS)?;
    let example = |row: &Row| CueExample {
        id: row.cell(0).to_owned(),
        forms: row.list(4).chain(row.list(5)).map(str::to_lowercase).collect(),
        example: row.cell(9).to_owned(),
        counter: row.cell(10).to_owned(),
    };
    Ok(table.rows().iter().map(example).collect())
}

impl Lexicon {
    /// Reads the tables of the language's pack and of the shared pack.
    ///
    /// # Errors
    /// When a table has another form, or uses a class, kind, frame or act that is not known.
    pub fn from_packs(pack: &PackSource, shared: &PackSource) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        for pack in [shared, pack] {
            lexicon.add_words(&pack.optional_table(WORDS, &["class", "forms"])?)?;
            lexicon.add_cues(&pack.optional_table(CUES, &CUE_COLUMNS)?)?;
            lexicon.add_acts(&pack.optional_table(ACTS, &ACT_COLUMNS)?)?;
            lexicon.silences.extend(super::silence::phrases(pack)?);
        }
        lexicon.weights = Weights::from_packs([pack, shared])?;
        Ok(lexicon)
    }

    /// Returns the classes of a word in lower case.
    pub(super) fn classes(&self, norm: &str) -> Classes {
        self.words.get(norm).copied().unwrap_or_default()
    }

    /// Returns the forms of cues that begin with this word, the longest first.
    pub(super) fn forms(&self, norm: &str) -> &[Form] {
        self.forms.get(norm).map_or(&[], Vec::as_slice)
    }

    fn add_words(&mut self, table: &Table) -> Result<(), PackError> {
        for row in table.rows() {
            if row.cell(0) == "order" {
                self.verb_second = row.cell(1) == "verb-second";
                continue;
            }
            let class = class(row.cell(0)).ok_or_else(|| table.error(row, format!("no class `{}`", row.cell(0))))?;
            for form in row.list(1) {
                let classes = self.words.entry(form.to_lowercase()).or_default();
                *classes = classes.or(class);
            }
        }
        Ok(())
    }

    fn add_acts(&mut self, table: &Table) -> Result<(), PackError> {
        for row in table.rows() {
            let act =
                Act::from_name(row.cell(0)).ok_or_else(|| table.error(row, format!("no act `{}`", row.cell(0))))?;
            let direct = match row.cell(1) {
                "direct" => true,
                "any" => false,
                other => return Err(table.error(row, format!("no form `{other}`"))),
            };
            let cues = row.list(2).map(plain).collect();
            let phrase = |written: &str| {
                phrase(written).ok_or_else(|| table.error(row, format!("no such class in `{written}`")))
            };
            let phrases = row.list(3).map(phrase).collect::<Result<_, _>>()?;
            self.content_rules.push(ContentRule { act, direct, cues, phrases });
        }
        Ok(())
    }

    fn add_cues(&mut self, table: &Table) -> Result<(), PackError> {
        for row in table.rows() {
            let index = self.entries.len();
            self.entries.push(entry(table, row)?);
            for (column, joined) in [(4, false), (5, true)] {
                for form in row.list(column) {
                    let words = split(form);
                    let Some(first) = words.first() else { continue };
                    let forms = self.forms.entry(first.clone()).or_default();
                    forms.push(Form { words, entry: index, joined });
                    forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
                }
            }
        }
        Ok(())
    }
}

fn split(form: &str) -> Vec<String> {
    form.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

fn entry(table: &Table, row: &Row) -> Result<Entry, PackError> {
    let act = |name: &str| Act::from_name(name).ok_or_else(|| table.error(row, format!("no act `{name}`")));
    let kind = match row.cell(1) {
        "verb" => CueKind::Verb,
        "noun" => CueKind::Noun,
        "preposition" => CueKind::Preposition,
        "tail" => CueKind::Tail,
        "adverbial" => CueKind::Adverbial,
        other => return Err(table.error(row, format!("no kind `{other}`"))),
    };
    let negated = match row.cell(3) {
        "" | "-" => None,
        name => Some(act(name)?),
    };
    let mut frame = Frame::default();
    for word in row.cell(7).split_whitespace() {
        frame.0 |= Frame::bit(word).ok_or_else(|| table.error(row, format!("no frame `{word}`")))?;
    }
    Ok(Entry {
        kind,
        act: act(row.cell(2))?,
        negated,
        particles: row.list(6).map(split).collect(),
        frame,
        prepositions: row.list(8).map(split).collect(),
    })
}
