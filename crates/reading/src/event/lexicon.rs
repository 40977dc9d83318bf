//! The tables under `event/` of a pack: frames, the words that evoke them, and classes of words in conditions.

use std::{collections::BTreeMap, ops::Bound, sync::Arc};

use nlp::{Upos, Word};
use pack::{PackError, PackSource, Row, Table};

use super::Plover;
use super::condition::{Condition, Place};
use crate::Rule;
use crate::syntax::Syntax;

const FRAMES: &str = "event/frames.tsv";
const FRAME_COLUMNS: [&str; 7] = ["frame", "plover", "mode", "cameo", "actor", "recipient", "gloss"];
const LEXICON: &str = "event/lexicon.tsv";
const LEXICON_COLUMNS: [&str; 8] = ["id", "kind", "frame", "lemmas", "if", "of", "example", "counter"];
const WORDS: &str = "event/words.tsv";
const WORD_COLUMNS: [&str; 2] = ["class", "words"];

/// The frames and words of a language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(super) entries: Vec<Entry>,
    verbs: BTreeMap<String, Vec<usize>>,
    nouns: BTreeMap<String, Vec<usize>>,
    classes: BTreeMap<String, u64>,
    words: BTreeMap<String, u64>,
    /// The classes that the engine itself asks about.
    pub(super) by: u64,
    pub(super) of: u64,
    pub(super) within: u64,
    pub(super) light: u64,
    pub(super) controlling: u64,
    pub(super) collective: u64,
    untold: u64,
}

/// What happens, in PLOVER's terms, and which grammatical roles tell who does it to whom.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Its id, the same in all languages.
    pub name: Arc<str>,
    pub plover: Option<Plover>,
    pub mode: Option<Arc<str>>,
    pub cameo: Option<Arc<str>>,
    pub actor: Vec<Place>,
    pub recipient: Vec<Place>,
}

impl Frame {
    /// Tells whether its verbs take an object: if not, what looks like a passive is a perfect (`is afgetreden`).
    pub fn is_transitive(&self) -> bool {
        self.actor.iter().chain(&self.recipient).any(|place| matches!(place, Place::Object | Place::Theme))
    }
}

/// What a noun's complement with `van`, `of`, `de` is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Of {
    /// Neither party: `levering van wapens`.
    #[default]
    Theme,
    /// Who does it: `komst van de huurlingen`.
    Actor,
    /// To whom it is done: `invasion of Northland`.
    Recipient,
    /// As `Recipient`, and a possessor too: `his arrest`.
    Patient,
}

/// One row of `lexicon.tsv`.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub rule: Rule,
    pub kind: Kind,
    pub frame: Arc<Frame>,
    pub conditions: Vec<Condition>,
    pub of: Of,
}

/// What sort of word evokes a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Verb,
    Noun,
}

/// One row of `lexicon.tsv` with its examples, for tests.
#[derive(Clone, Debug)]
pub struct LexiconExample {
    /// The end of its rule's id.
    pub id: String,
    /// A sentence in which it makes an event.
    pub example: String,
    /// One in which it does not.
    pub counter: String,
}

/// Returns the examples of the lexicon of a pack, for tests.
///
/// # Errors
/// When the table is malformed.
pub fn lexicon_examples(pack: &PackSource) -> Result<Vec<LexiconExample>, PackError> {
    let table = pack.optional_table(LEXICON, &LEXICON_COLUMNS)?;
    let example = |row: &Row| LexiconExample {
        id: row.cell(0).to_owned(),
        example: row.cell(6).to_owned(),
        counter: row.cell(7).to_owned(),
    };
    Ok(table.rows().iter().map(example).collect())
}

impl Lexicon {
    /// Loads the tables of a pack and the frames of the pack that all languages share; empty when the pack has no
    /// lexicon of events.
    ///
    /// # Errors
    /// When a table is malformed, or names a frame, class or role that there is not.
    pub fn from_packs(pack: &PackSource, shared: &PackSource) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        lexicon.read_words(&pack.optional_table(WORDS, &WORD_COLUMNS)?)?;
        let frames = lexicon.frames(&shared.optional_table(FRAMES, &FRAME_COLUMNS)?)?;
        let table = pack.optional_table(LEXICON, &LEXICON_COLUMNS)?;
        for row in table.rows() {
            lexicon.read_entry(&table, row, &frames, pack.lang.as_str())?;
        }
        let class = |name: &str| lexicon.classes.get(name).copied().unwrap_or_default();
        let found = ["by", "of", "in", "light", "controlling", "collective", "untold"].map(class);
        [
            lexicon.by,
            lexicon.of,
            lexicon.within,
            lexicon.light,
            lexicon.controlling,
            lexicon.collective,
            lexicon.untold,
        ] = found;
        Ok(lexicon)
    }

    /// Tells whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Tells whether a word tells no happening though its last part does.
    pub(super) fn is_untold(&self, syntax: &Syntax<'_>, at: usize) -> bool {
        let compound = || self.words.get(&syntax.compound(at)?);
        let classes = self.words.get(syntax.lemma(at).as_ref()).or_else(compound);
        classes.is_some_and(|classes| classes & self.untold != 0)
    }

    /// Tells whether a word is of a kind that may tell an event.
    pub(super) fn may_trigger(&self, word: &Word) -> bool {
        matches!(word.upos, Upos::Verb | Upos::Noun)
    }

    /// Returns the entries for a word, verbs' or nouns'.
    pub(super) fn entries(&self, syntax: &Syntax<'_>, at: usize) -> impl Iterator<Item = &Entry> {
        let lemma = syntax.lemma(at);
        let found = if syntax.upos(at) == Upos::Verb {
            let known = |form: &str| self.verbs.get(form);
            // an infinitive as a noun: `het wegvallen van steun`
            let nominal = || self.nouns.get(lemma.as_ref()).filter(|_| syntax.children(at, "det").next().is_some());
            known(&lemma).or_else(nominal).or_else(|| known(syntax.norm(at)))
        } else {
            let known = |form: &str| self.nouns.get(form);
            let lower = || known(&lemma.to_lowercase());
            let compound = || known(&syntax.compound(at)?);
            let last = || known(syntax.last_part(at)?);
            // the same, tagged as a noun with a lemma of its own
            let norm = syntax.norm(at);
            let infinitive = || self.verbs.get(norm).filter(|_| norm != lemma.as_ref());
            known(&lemma).or_else(compound).or_else(lower).or_else(last).or_else(infinitive)
        };
        self.rows(found)
    }

    fn rows<'l>(&'l self, found: Option<&'l Vec<usize>>) -> impl Iterator<Item = &'l Entry> {
        found.into_iter().flatten().filter_map(|&entry| self.entries.get(entry))
    }

    /// Returns the entries of a verb whose dictionary form begins with a word that stands apart from it, and that word:
    /// `liet ... vrij`.
    pub(super) fn parted(&self, syntax: &Syntax<'_>, at: usize) -> Option<(impl Iterator<Item = &Entry>, usize)> {
        const SHORTEST: usize = 2;
        const LONGEST: usize = 8;
        if syntax.upos(at) != Upos::Verb {
            return None;
        }
        let lemma = syntax.lemma(at);
        let children = syntax.tree.children(at).iter().copied();
        children.filter(|&child| syntax.is_any(child, &["compound", "advmod", "obj", "xcomp", "obl"])).find_map(
            |child| {
                let before = syntax.lemma(child);
                if !(SHORTEST..=LONGEST).contains(&before.len()) || lemma.starts_with(before.as_ref()) {
                    return None;
                }
                // Keys that begin with the word stand together: no string is made to look one up.
                let from = (Bound::Included(before.as_ref()), Bound::Unbounded);
                let longer = self.verbs.range::<str, _>(from);
                let mut longer = longer.map_while(|(key, rows)| Some((key.strip_prefix(before.as_ref())?, rows)));
                let (_, found) = longer.find(|(rest, _)| *rest == lemma.as_ref())?;
                Some((self.rows(Some(found)), child))
            },
        )
    }

    /// Returns the root code that a noun would tell by itself.
    pub(super) fn code_of_noun(&self, syntax: &Syntax<'_>, at: usize) -> Option<Option<Plover>> {
        if syntax.upos(at) != Upos::Noun {
            return None;
        }
        self.entries(syntax, at).next().map(|entry| entry.frame.plover)
    }

    /// Returns the classes of a word; those of its last part when it is a compound that is not listed.
    pub(super) fn classes_of(&self, syntax: &Syntax<'_>, at: usize) -> u64 {
        let lemma = syntax.lemma(at);
        let whole = self.words.get(lemma.as_ref()).copied();
        let lower = || self.words.get(&lemma.to_lowercase()).copied();
        let last = || self.words.get(syntax.last_part(at)?).copied();
        whole.or_else(lower).or_else(last).unwrap_or_default()
    }

    fn read_words(&mut self, table: &Table) -> Result<(), PackError> {
        for row in table.rows() {
            let next = self.classes.len();
            if next >= 64 {
                return Err(table.error(row, "more than 64 classes"));
            }
            let bit = *self.classes.entry(row.cell(0).to_owned()).or_insert(1 << next);
            for word in row.list(1) {
                *self.words.entry(word.to_owned()).or_default() |= bit;
            }
        }
        Ok(())
    }

    fn frames(&self, table: &Table) -> Result<BTreeMap<String, Arc<Frame>>, PackError> {
        let mut frames = BTreeMap::new();
        for row in table.rows() {
            let plover = match row.cell(1) {
                "" | "-" => None,
                name => Some(Plover::from_name(name).ok_or_else(|| table.error(row, format!("no code `{name}`")))?),
            };
            let filled = |column: usize| Some(row.cell(column)).filter(|cell| !matches!(*cell, "" | "-"));
            let frame = Frame {
                name: Arc::from(row.cell(0)),
                plover,
                mode: filled(2).map(Arc::from),
                cameo: filled(3).map(Arc::from),
                actor: self.places(table, row, 4)?,
                recipient: self.places(table, row, 5)?,
            };
            frames.insert(row.cell(0).to_owned(), Arc::new(frame));
        }
        Ok(frames)
    }

    fn places(&self, table: &Table, row: &Row, column: usize) -> Result<Vec<Place>, PackError> {
        let place = |name: &str| {
            let class = |class: &str| self.classes.get(class).copied().unwrap_or_default();
            Place::from_name(name, class).ok_or_else(|| table.error(row, format!("no role `{name}`")))
        };
        row.list(column).filter(|name| *name != "-").map(place).collect()
    }

    fn read_entry(
        &mut self,
        table: &Table,
        row: &Row,
        frames: &BTreeMap<String, Arc<Frame>>,
        lang: &str,
    ) -> Result<(), PackError> {
        let kind = match row.cell(1) {
            "verb" => Kind::Verb,
            "noun" => Kind::Noun,
            other => return Err(table.error(row, format!("no kind `{other}`"))),
        };
        let of = match row.cell(5) {
            "" | "-" | "theme" => Of::Theme,
            "actor" => Of::Actor,
            "recipient" => Of::Recipient,
            "patient" => Of::Patient,
            other => return Err(table.error(row, format!("a complement cannot be `{other}`"))),
        };
        let frame = frames.get(row.cell(2));
        let frame = frame.ok_or_else(|| table.error(row, format!("no frame `{}`", row.cell(2))))?;
        let class = |class: &str| self.classes.get(class).copied();
        let conditions = row.cell(4).split(' ').filter(|part| !matches!(*part, "" | "-"));
        let conditions: Result<Vec<Condition>, String> =
            conditions.map(|condition| Condition::parse(condition, frame.is_transitive(), class)).collect();
        let conditions = conditions.map_err(|message| table.error(row, message))?;
        let entry = self.entries.len();
        let by_lemma = match kind {
            Kind::Verb => &mut self.verbs,
            Kind::Noun => &mut self.nouns,
        };
        for lemma in row.list(3) {
            by_lemma.entry(lemma.to_owned()).or_default().push(entry);
        }
        let rule = Rule::new(&format!("{lang}.event.{}", row.cell(0)));
        self.entries.push(Entry { rule, kind, frame: Arc::clone(frame), conditions, of });
        Ok(())
    }
}
