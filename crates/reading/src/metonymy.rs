//! Capitals and palaces that stand for a government: `Bamako besloot`, told apart from `in Bamako`.
//!
//! Which place stands for whom is in `und/name/seats.tsv`; by which words the use is seen, in `name/metonymy.tsv` of a
//! language. The test is where the name hangs in the tree: an agent is the subject of a verb of agents, is accused or
//! warned, has a policy or relations. Without a tree nothing is decided, and the name stays a place.
//!
//! References: Markert & Nissim (2007), *SemEval-2007 Task 08: Metonymy Resolution* (place-for-people).

use std::collections::{BTreeMap, BTreeSet};

use document::{Article, Span};
use nlp::{Annotated, Tree, Upos};
use pack::{PackError, PackSource};

use crate::{ActorId, Name, NameKind, Reading};

/// How many verbs deep a chain like `probeert te weigeren` is followed.
const CHAIN: usize = 3;
/// The feature of a plural verb in Universal Dependencies.
const PLURAL: &str = "Number=Plur";
/// How many names a coordination is followed back over.
const CONJUNCTS: usize = 8;

/// Which places stand for whom, and the words that show it.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    seats: BTreeMap<String, Seat>,
    words: BTreeMap<Use, BTreeSet<String>>,
}

#[derive(Clone, Debug)]
struct Seat {
    actor: ActorId,
    sort: Sort,
}

/// What sort of place stands for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Stands for it wherever it is no place.
    Palace,
    /// Only where an agent is meant.
    House,
    /// So too, and as an organisation it is a team.
    City,
}

/// What a word of `name/metonymy.tsv` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Subject,
    Partner,
    Joint,
    Object,
    State,
    Noun,
    Of,
    By,
    Place,
}

impl Use {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "subject" => Self::Subject,
            "partner" => Self::Partner,
            "joint" => Self::Joint,
            "object" => Self::Object,
            "state" => Self::State,
            "noun" => Self::Noun,
            "of" => Self::Of,
            "by" => Self::By,
            "place" => Self::Place,
            _ => return None,
        })
    }
}

/// A row's example: the name in brackets must stand for its government in the first text, and be a place in the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// File and line.
    pub place: String,
    /// The text that must match.
    pub example: String,
    /// The text that must not.
    pub counter: String,
}

const TABLE: &str = "name/metonymy.tsv";
const COLUMNS: [&str; 4] = ["use", "words", "example", "counter"];

impl Lexicon {
    /// Reads `name/seats.tsv` of the shared pack and `name/metonymy.tsv` of the language's pack.
    ///
    /// # Errors
    /// When a table has another form, or a use is not known.
    pub fn from_packs(pack: &PackSource, shared: &PackSource) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        let table = shared.optional_table("name/seats.tsv", &["place", "how", "actor"])?;
        for row in table.rows() {
            let sort = match row.cell(1) {
                "palace" => Sort::Palace,
                "house" => Sort::House,
                "city" => Sort::City,
                other => return Err(table.error(row, format!("`{other}` is no sort of seat"))),
            };
            let seat = Seat { actor: ActorId(row.cell(2).to_owned()), sort };
            lexicon.seats.insert(row.cell(0).to_owned(), seat);
        }
        let table = pack.optional_table(TABLE, &COLUMNS)?;
        for row in table.rows() {
            let Some(use_) = Use::from_name(row.cell(0)) else {
                return Err(table.error(row, format!("use `{}` is not known", row.cell(0))));
            };
            lexicon.words.entry(use_).or_default().extend(row.list(1).map(str::to_owned));
        }
        Ok(lexicon)
    }

    /// Returns the body that a city or palace stands for when an agent is meant: `government-of-mali` of `bamako`.
    #[must_use]
    pub fn stands_for(&self, place: &ActorId) -> Option<&ActorId> {
        self.seats.get(&place.0).map(|seat| &seat.actor)
    }

    /// Returns the id of a body that is called after a capital as that of its country: `government-of-mali` of
    /// `government-of-bamako` (`de junta in Bamako`).
    #[must_use]
    pub fn of_country(&self, id: &ActorId) -> Option<ActorId> {
        const OF: &str = "-of-";
        let (body, place) = id.0.split_once(OF)?;
        let (_, country) = self.seats.get(place)?.actor.0.split_once(OF)?;
        Some(ActorId(format!("{body}{OF}{country}")))
    }

    fn has(&self, use_: Use, word: &str) -> bool {
        self.words.get(&use_).is_some_and(|words| words.contains(word))
    }
}

/// Returns the examples of a language's table, with where they stand.
///
/// # Errors
/// When the table has another form.
pub fn examples(pack: &PackSource) -> Result<Vec<Example>, PackError> {
    let table = pack.optional_table(TABLE, &COLUMNS)?;
    let example = |row: &pack::Row| Example {
        place: format!("{} {TABLE}: {}", pack.lang, row.cell(0)),
        example: row.cell(2).to_owned(),
        counter: row.cell(3).to_owned(),
    };
    Ok(table.rows().iter().map(example).collect())
}

/// Gives the names of capitals and palaces that mean a government its id.
pub fn resolve(lexicon: &Lexicon, article: &Article, annotated: &Annotated, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| matches!(name.kind, NameKind::Location | NameKind::Organisation)) {
        let Some(seat) = name.actor.as_ref().and_then(|id| lexicon.seats.get(&id.0)) else { continue };
        let team = seat.sort == Sort::City && name.kind == NameKind::Organisation;
        if !team
            && !is_dateline(&article.text, name.span)
            && is_agent(lexicon, article, annotated, name.span, seat.sort == Sort::Palace)
        {
            name.actor = Some(seat.actor.clone());
        }
    }
}

/// Gives bodies that are called after a capital the id that they have after the country, in everything that was read.
pub fn name_after_countries(lexicon: &Lexicon, reading: &mut Reading) {
    reading.change_actors(|id| Some(lexicon.of_country(id).unwrap_or_else(|| id.clone())));
}

/// Tells whether a name stands where reports tell from where they come: at the start of a line, before a dash or bracket.
fn is_dateline(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default().trim_start_matches(' ');
    let starts = before.is_empty() || before.ends_with('\n');
    starts && behind.starts_with(['-', '–', '—', '('])
}

/// Tells whether the name at `span` is an agent there.
fn is_agent(lexicon: &Lexicon, article: &Article, annotated: &Annotated, span: Span, palace: bool) -> bool {
    let Some(sentence) = annotated.sentence_at(span.start).and_then(|at| annotated.sentences.get(at)) else {
        return false;
    };
    let words = annotated.words.get(sentence.words.clone()).unwrap_or_default();
    let inside = |index: usize| annotated.words.get(index).is_some_and(|word| word.span.overlap(span) > 0);
    let tree = Tree::new(words, sentence.words.start);
    // the word of the name that hangs on another one
    let top = tree.indices().find(|&index| inside(index) && !tree.head(index).is_some_and(inside));
    let Some(top) = top else { return false };
    Seen { lexicon, article, annotated, tree: &tree }.agent(top, palace)
}

/// A sentence, as the question is put to it.
struct Seen<'a> {
    lexicon: &'a Lexicon,
    article: &'a Article,
    annotated: &'a Annotated,
    tree: &'a Tree<'a>,
}

impl Seen<'_> {
    fn agent(&self, top: usize, palace: bool) -> bool {
        let own = self.cases(top);
        // what governs a name governs those coordinated with it
        let mut first = top;
        for _ in 0..CONJUNCTS {
            match self.tree.head(first) {
                Some(head) if self.relation(first) == "conj" => first = head,
                _ => break,
            }
        }
        let cases = if own.is_empty() { self.cases(first) } else { own };
        let is = |use_| cases.iter().any(|case| self.lexicon.has(use_, case));
        if is(Use::By) || palace && !is(Use::Place) {
            return true;
        }
        let Some(head) = self.tree.head(first) else { return false };
        match self.relation(first) {
            "nsubj" => self.agrees(first, head) && (self.acts(head) || self.is_state(head)),
            "nsubj:pass" => self.is(Use::Object, head),
            "obl:agent" => self.is(Use::Subject, head) || self.is(Use::Object, head),
            "obj" | "iobj" if cases.is_empty() => self.is(Use::Object, head),
            _ if cases.is_empty() => self.possesses(first, head),
            relation if relation.starts_with("obl") => {
                is(Use::Partner) && (self.acts(head) || self.is(Use::Joint, head)) || self.completes(head, &is)
            }
            relation if relation.starts_with("nmod") => is(Use::Of) && self.is(Use::Noun, head),
            _ => false,
        }
    }

    /// `Moscow's decision`: a genitive without a preposition before a noun of agents.
    fn possesses(&self, name: usize, head: usize) -> bool {
        let relation = self.relation(name);
        (relation.starts_with("nmod") || relation == "amod") && name < head && self.is(Use::Noun, head)
    }

    /// The parser hung on the verb, or on a nominal predicate, what belongs to a noun before the name.
    fn completes(&self, head: usize, is: &impl Fn(Use) -> bool) -> bool {
        is(Use::Of)
            && self.annotated.words.get(head).is_some_and(|word| word.upos == Upos::Noun)
            && self.is(Use::Noun, head)
    }

    /// Tells whether a verb, or one that it governs, is of agents only.
    fn acts(&self, verb: usize) -> bool {
        let mut verbs = vec![verb];
        for _ in 0..CHAIN {
            if verbs.iter().any(|&verb| self.is(Use::Subject, verb)) {
                return true;
            }
            let next = verbs.iter().flat_map(|&verb| self.tree.children(verb)).copied();
            verbs = next.filter(|&child| matches!(self.relation(child), "xcomp" | "aux")).collect();
        }
        false
    }

    /// Tells whether one name can be the subject of a verb; of a plural one it is the object, and the parser erred.
    fn agrees(&self, name: usize, verb: usize) -> bool {
        let plural = |index: usize| {
            let finite = matches!(self.relation(index), "aux" | "aux:pass" | "cop") || index == verb;
            let word = self.tree.word(index).filter(|word| finite && matches!(word.upos, Upos::Verb | Upos::Aux));
            word.is_some_and(|word| self.annotated.label(word.feats).split('|').any(|feature| feature == PLURAL))
        };
        let verbs = || self.tree.children(verb).iter().copied().chain([verb]);
        let several = self.tree.children(name).iter().any(|&child| self.relation(child) == "conj");
        several || !verbs().any(plural)
    }

    fn is_state(&self, predicate: usize) -> bool {
        self.is(Use::State, predicate)
            || self
                .tree
                .children(predicate)
                .iter()
                .any(|&child| self.relation(child) == "xcomp" && self.is(Use::State, child))
    }

    /// Tells whether the lemma of a word is listed; the seams of compounds and separable verbs do not matter.
    fn is(&self, use_: Use, index: usize) -> bool {
        self.annotated.words.get(index).is_some_and(|word| {
            // where the lemmatiser took a particle for one that is not there, the verb alone tells
            let bare = word.lemma.rsplit('_').next().filter(|_| word.upos == Upos::Verb);
            self.lexicon.has(use_, &word.lemma.replace('_', ""))
                || bare.is_some_and(|bare| self.lexicon.has(use_, bare))
        })
    }

    fn relation(&self, index: usize) -> &str {
        self.tree.word(index).map_or("", |word| self.annotated.label(word.deprel))
    }

    /// Returns the prepositions of a word, in lower case; their lemmas too, where a preposition is part of a contraction.
    fn cases(&self, index: usize) -> Vec<String> {
        let children = self.tree.children(index).iter().filter(|&&child| self.relation(child) == "case");
        let words = children.filter_map(|&child| self.tree.word(child));
        let form = |word: &nlp::Word| {
            word.form.as_ref().map_or(word.span.of(&self.article.text), |form| form.as_str()).to_lowercase()
        };
        words.flat_map(|word| [form(word), word.lemma.to_string()]).collect()
    }
}

#[cfg(test)]
mod tests;
