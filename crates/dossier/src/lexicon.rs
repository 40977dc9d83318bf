//! The words that comparing articles needs: the tables under `dossier/` of the packs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use document::Lang;
use pack::{PackError, PackSource};

use crate::actor::Offices;
use crate::answer::{AnswerClasses, AnswerWords};

/// Which words say nothing by themselves, which ones mean the same, and which open a period, by language.
///
/// Without tables (`Lexicon::default()`) a dossier still comes out: words then mean only themselves.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    languages: BTreeMap<Lang, Words>,
    countries: BTreeMap<String, String>,
    places: BTreeMap<String, BTreeMap<Lang, Vec<String>>>,
    organisations: BTreeSet<String>,
    spellings: Vec<Spelling>,
    /// Names of outlets in lower case, with the group that publishes them.
    publishers: BTreeMap<String, String>,
    /// Names of press agencies, with the other ways to write them.
    agencies: BTreeMap<String, Vec<String>>,
    place_spellings: Vec<Spelling>,
}

/// A rule that brings spellings of several languages to one form.
#[derive(Clone, Debug)]
struct Spelling {
    from: String,
    to: String,
    place: Place,
}

/// Where in a word a spelling is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Any,
    Start,
    End,
    Whole,
}

/// The articles that the shares of `dossier/background.tsv` are out of.
const SHARES: f64 = 10_000.0;

/// What is added to every share: a stem that no article had is not rarer than one in a thousand.
const LEAST_SHARE: f64 = 0.001;

/// What a word says in a language without a table.
const UNKNOWN_RARITY: f64 = 4.0;

/// Words shorter than this are written the same everywhere.
const SHORTEST_RESPELT: usize = 4;

#[derive(Clone, Debug, Default)]
struct Words {
    classes: BTreeMap<String, Vec<WordClass>>,
    concepts: Forms<Concept>,
    titles: Forms<()>,
    /// By their first word.
    scopes: BTreeMap<String, Vec<Scope>>,
    withdrawals: Vec<Wording>,
    /// What stands before the first and between the first and last date of a period.
    ranges: BTreeSet<(String, String)>,
    answers: AnswerWords,
    shares: HashMap<String, u16>,
    offices: Offices,
}

/// Words in order: at each place one of several, and gaps of a few words between places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    /// One of these words.
    Word(Vec<String>),
    /// Any words, at most [`GAP`].
    Gap,
}

/// Words that a gap in a wording may hold.
const GAP: usize = 5;

impl Wording {
    fn parse(text: &str) -> Self {
        let step = |part: &str| match part {
            "*" => Step::Gap,
            _ => Step::Word(part.to_lowercase().split('/').map(str::to_owned).collect()),
        };
        Self(text.split_whitespace().map(step).collect())
    }

    /// Tells whether it stands somewhere among the words of a sentence, in lower case.
    pub(crate) fn stands_in(&self, words: &[&str]) -> bool {
        (0..words.len()).any(|at| Self::matches(&self.0, &words[at..]))
    }

    fn matches(steps: &[Step], words: &[&str]) -> bool {
        match steps.split_first() {
            None => true,
            Some((Step::Word(known), rest)) => words
                .split_first()
                .is_some_and(|(word, words)| known.iter().any(|one| one == word) && Self::matches(rest, words)),
            Some((Step::Gap, rest)) => (0..=GAP.min(words.len())).any(|skipped| Self::matches(rest, &words[skipped..])),
        }
    }
}

/// A form of `dossier/scopes.tsv`: it says which of a counted thing is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    /// Its name, the same in all packs.
    pub(crate) id: String,
    /// Only another scope of this sort makes figures differ, not its absence.
    pub(crate) is_degree: bool,
    /// One happening has one figure of it: the missing.
    pub(crate) is_fate: bool,
    /// The words of the form.
    pub(crate) words: Vec<String>,
}

/// A class of words of `dossier/words.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// Carries no content: articles, pronouns, auxiliaries, prepositions, frequent adverbs.
    Function,
    /// Opens a period: `sinds 2013`.
    Since,
    /// A verb of beginning or happening: `begon`, `veroverden`.
    Begin,
    /// Says where: `in`, `bij`.
    Where,
    /// Opens, behind a comma, a clause that describes: `die`, `which`.
    Relative,
    /// Says that an office is held no more: `voormalig`; with a hyphen at its end, as the beginning of a word: `ex-`.
    Former,
    /// Says that an office is held for a time or not yet: `waarnemend`, `outgoing`.
    Acting,
    /// A noun that says no more than the kind of a figure does: `mensen`, `doden`.
    Generic,
    /// A unit of measurement: `km`.
    Measure,
    /// A verb whose subject gives the figure: `put the number at`.
    Tell,
    /// Says that people died or were hurt, or that there was violence, and no more: `vielen`, `affrontements`.
    Toll,
    /// The figure or date is told as a former one: `eerder`, `initially`.
    Earlier,
    /// The figure is a new reading of a total: `opgelopen`, `now`.
    Reached,
    /// The date behind it is the first one possible: `vroegst`.
    Earliest,
    /// The date behind it is the last one possible: `uiterlijk`.
    Latest,
    /// Says that what has not happened is still to come: `nog`, `yet`.
    Yet,
    /// Sets what follows against what stands before it: `maar`, `daarentegen`.
    Contrast,
    /// A verb of wanting, thinking or perceiving, by its dictionary form.
    Attitude,
}

/// A meaning that several words share, within a language and across languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Concept {
    /// Its name, the same in all packs.
    pub(crate) id: String,
    /// Whether it is something that happens, or something else.
    pub(crate) sort: ConceptSort,
}

/// What sort of thing a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConceptSort {
    /// Something that happens at a date: an attack, a visit.
    Event,
    /// An event planned once, whose date may slide: an election, an opening.
    Milestone,
    /// A deed that lasts and has a beginning: a fight, a mission.
    Activity,
    /// Things counted, people, the rest.
    Other,
    /// A word that names of organisations end in and may leave out.
    Organisation,
}

/// Forms with what they stand for; a form written with a hyphen before it is the last part of a compound too.
#[derive(Clone, Debug)]
struct Forms<T> {
    whole: BTreeMap<String, T>,
    suffixes: Vec<(String, T)>,
}

impl<T> Default for Forms<T> {
    fn default() -> Self {
        Self { whole: BTreeMap::new(), suffixes: Vec::new() }
    }
}

impl<T: Clone> Forms<T> {
    fn insert(&mut self, form: &str, value: T) {
        let form = form.to_lowercase();
        let whole = form.trim_start_matches('-').to_owned();
        if whole.len() < form.len() {
            self.suffixes.push((whole.clone(), value.clone()));
        }
        self.whole.insert(whole, value);
    }

    /// The longest suffix wins, so that the order of the table does not matter.
    fn get(&self, norm: &str) -> Option<&T> {
        self.whole.get(norm).or_else(|| {
            let fits = self.suffixes.iter().filter(|(suffix, _)| norm.ends_with(suffix.as_str()));
            fits.max_by(|a, b| a.0.len().cmp(&b.0.len()).then_with(|| b.0.cmp(&a.0))).map(|(_, value)| value)
        })
    }
}

impl Lexicon {
    /// Reads `words.tsv`, `concepts.tsv`, `titles.tsv` and `background.tsv` under `dossier` of every pack that has them, and the
    /// names and codes of places from `name/places.tsv`.
    ///
    /// # Errors
    /// When a table has other columns or names an unknown class or sort.
    pub fn from_packs<'a>(packs: impl IntoIterator<Item = &'a PackSource>) -> Result<Self, PackError> {
        let mut languages = BTreeMap::new();
        let mut countries = BTreeMap::new();
        let mut places: BTreeMap<String, BTreeMap<Lang, Vec<String>>> = BTreeMap::new();
        let (mut organisations, mut spellings, mut place_spellings) = (BTreeSet::new(), Vec::new(), Vec::new());
        let (mut publishers, mut agencies) = (BTreeMap::new(), BTreeMap::new());
        for pack in packs {
            languages.insert(pack.lang, Words::from_pack(pack)?);
            let table = pack.optional_table("name/organisations.tsv", &["id", "names"])?;
            organisations.extend(table.rows().iter().map(|row| row.cell(0).to_owned()));
            spellings.extend(spellings_of(pack, SPELLINGS)?);
            place_spellings.extend(spellings_of(pack, PLACE_SPELLINGS)?);
            publishers.extend(publishers_of(pack)?);
            let table = pack.optional_table("intake/agencies.tsv", &["name", "variants", "kind"])?;
            for row in table.rows().iter().filter(|row| row.cell(2) == "news") {
                agencies.insert(row.cell(0).to_owned(), row.list(1).map(str::to_owned).collect());
            }
            if pack.lang == Lang::UNDETERMINED {
                let table = pack.optional_table("name/places.tsv", &["id", "alpha3", "kind", "capital"])?;
                let coded = table.rows().iter().filter(|row| !row.cell(1).is_empty());
                countries.extend(coded.map(|row| (row.cell(0).to_owned(), row.cell(1).to_owned())));
            } else {
                let table = pack.optional_table("name/places.tsv", &["id", "names", "adjectives"])?;
                for row in table.rows() {
                    let names: Vec<String> = row.list(1).map(str::to_owned).collect();
                    places.entry(row.cell(0).to_owned()).or_default().insert(pack.lang, names);
                }
            }
        }
        Ok(Self { languages, countries, places, organisations, spellings, place_spellings, publishers, agencies })
    }

    /// Returns the ISO 3166-1 alpha-3 code of the country with that actor id.
    pub(crate) fn country(&self, id: &str) -> Option<&str> {
        self.countries.get(id).map(String::as_str)
    }

    /// Returns the country of a body that is called after it: `MLI` of `government-of-mali`.
    pub(crate) fn country_of_body(&self, id: &str) -> Option<&str> {
        self.country(id.split_once("-of-")?.1)
    }

    /// Tells whether an actor id is that of an organisation or place of the packs.
    pub(crate) fn is_listed(&self, id: &str) -> bool {
        self.organisations.contains(id) || self.places.contains_key(id)
    }

    /// Returns a word of a name as it is spelt when spellings of several languages are brought to one form.
    pub(crate) fn respelt(&self, word: &str) -> String {
        respelt(&self.spellings, word)
    }

    /// Returns the name of a place in one word as it is spelt when the endings of several languages are brought to one form.
    pub(crate) fn place_respelt(&self, word: &str) -> String {
        respelt(&self.place_spellings, word)
    }

    /// Tells whether an actor id is that of a country, region or capital of the packs.
    pub(crate) fn is_place(&self, id: &str) -> bool {
        self.places.get(id).is_some_and(|names| names.values().any(|names| !names.is_empty()))
    }

    /// Returns the proper names of a place in a language, the usual one first; adjectives are not among them.
    pub(crate) fn place_names(&self, id: &str, lang: Lang) -> &[String] {
        self.places.get(id).and_then(|names| names.get(&lang)).map_or(&[], Vec::as_slice)
    }

    /// Returns the group that publishes an outlet.
    pub(crate) fn publisher(&self, outlet: &str) -> Option<&str> {
        self.publishers.get(&outlet.to_lowercase()).map(String::as_str)
    }

    /// Returns the other ways to write the name of a press agency.
    pub(crate) fn agency_names(&self, agency: &str) -> impl Iterator<Item = &str> {
        self.agencies.get(agency).into_iter().flatten().map(String::as_str)
    }

    /// Returns all names of press agencies.
    pub(crate) fn agencies(&self) -> impl Iterator<Item = &str> {
        self.agencies.iter().flat_map(|(name, others)| std::iter::once(name).chain(others)).map(String::as_str)
    }

    /// Returns what people and bodies are called in a language.
    pub(crate) fn offices(&self, lang: Lang) -> Option<&Offices> {
        self.languages.get(&lang).map(|words| &words.offices)
    }

    pub(crate) fn is(&self, lang: Lang, norm: &str, class: WordClass) -> bool {
        self.languages.get(&lang).and_then(|words| words.classes.get(norm)).is_some_and(|all| all.contains(&class))
    }

    pub(crate) fn concept(&self, lang: Lang, norm: &str) -> Option<&Concept> {
        self.languages.get(&lang)?.concepts.get(norm)
    }

    /// Returns the scopes whose forms begin with a word.
    pub(crate) fn scopes(&self, lang: Lang, norm: &str) -> &[Scope] {
        self.languages.get(&lang).and_then(|words| words.scopes.get(norm)).map_or(&[], Vec::as_slice)
    }

    /// Returns how many bytes at the end of a word are the form of its concept, when it is a compound of it.
    pub(crate) fn concept_suffix(&self, lang: Lang, norm: &str) -> Option<usize> {
        let concepts = &self.languages.get(&lang)?.concepts;
        let suffixes = concepts.suffixes.iter().map(|(suffix, _)| suffix);
        let fits = suffixes.filter(|suffix| norm.len() > suffix.len() && norm.ends_with(suffix.as_str()));
        fits.map(String::len).max()
    }

    /// Tells whether the words of a sentence, in lower case, take back or correct a figure.
    pub(crate) fn withdraws(&self, lang: Lang, words: &[&str]) -> bool {
        self.languages.get(&lang).is_some_and(|known| known.withdrawals.iter().any(|form| form.stands_in(words)))
    }

    /// Returns what a stretch of words does in an accusation or an answer.
    pub(crate) fn answering(&self, lang: Lang, words: &[&str]) -> AnswerClasses {
        self.languages.get(&lang).map_or_else(AnswerClasses::default, |known| known.answers.classes(words))
    }

    /// Returns how much it says that an article has a stem, by how few articles of news at large have it: 0.7 to 6.9. In a
    /// language without a table all words say the same.
    pub(crate) fn rarity(&self, lang: Lang, stem: &str) -> f64 {
        let shares = self.languages.get(&lang).map(|words| &words.shares).filter(|shares| !shares.is_empty());
        let Some(shares) = shares else { return UNKNOWN_RARITY };
        let share = f64::from(shares.get(stem).copied().unwrap_or(0)) / SHARES;
        (1.0 + 1.0 / (share + LEAST_SHARE)).ln()
    }

    /// Tells whether a word is a title or an office: `minister`, `woordvoerder`, `ex-minister`.
    pub(crate) fn is_title(&self, lang: Lang, norm: &str) -> bool {
        let Some(words) = self.languages.get(&lang) else { return false };
        let bare = || words.prefixed(norm).map(|(_, rest)| rest);
        words.titles.get(norm).is_some() || bare().is_some_and(|rest| words.titles.get(rest).is_some())
    }

    /// Tells whether a word says by itself that an office is of that sort: `voormalig`, `ex-minister`.
    pub(crate) fn marks_office(&self, lang: Lang, norm: &str, class: WordClass) -> bool {
        let prefixed = self.languages.get(&lang).and_then(|words| words.prefixed(norm));
        self.is(lang, norm, class) || prefixed.is_some_and(|(classes, _)| classes.contains(&class))
    }

    /// Tells whether a word is a title in any language.
    pub(crate) fn is_title_anywhere(&self, norm: &str) -> bool {
        self.languages.values().any(|words| words.titles.get(norm).is_some())
    }

    /// Tells whether a date behind `opening`, and another one behind it and `between`, are the first and last of a
    /// period: `van` and `tot en met`.
    pub(crate) fn is_range(&self, lang: Lang, opening: &str, between: &str) -> bool {
        let pair = (opening.to_owned(), between.to_owned());
        self.languages.get(&lang).is_some_and(|words| words.ranges.contains(&pair))
    }

    /// Returns the concept of an organisation word in any language, since names cross languages; a mission names itself
    /// by what it does.
    pub(crate) fn organisation_word(&self, norm: &str) -> Option<&str> {
        self.languages
            .values()
            .filter_map(|words| words.concepts.whole.get(norm))
            .find(|concept| matches!(concept.sort, ConceptSort::Organisation | ConceptSort::Activity))
            .map(|concept| concept.id.as_str())
    }
}

/// Returns a word after these rules.
fn respelt(spellings: &[Spelling], word: &str) -> String {
    let mut word = word.to_owned();
    if word.len() < SHORTEST_RESPELT {
        return word;
    }
    for Spelling { from, to, place } in spellings {
        match place {
            Place::Any if word.contains(from) => word = word.replace(from, to),
            Place::Start => {
                if let Some(rest) = word.strip_prefix(from) {
                    word = format!("{to}{rest}");
                }
            }
            Place::End => {
                if let Some(rest) = word.strip_suffix(from) {
                    word = format!("{rest}{to}");
                }
            }
            Place::Whole if word == *from => word.clone_from(to),
            Place::Any | Place::Whole => {}
        }
    }
    word
}

impl Words {
    /// Returns what the beginning of a word says of the rest, which it is joined to with a hyphen, and the rest.
    fn prefixed<'a>(&self, norm: &'a str) -> Option<(&[WordClass], &'a str)> {
        let at = norm.find('-')? + 1;
        let (prefix, rest) = norm.split_at_checked(at)?;
        Some((self.classes.get(prefix)?.as_slice(), rest))
    }

    fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let mut words = Self::default();
        let table = pack.optional_table("dossier/words.tsv", &["class", "forms"])?;
        for row in table.rows() {
            let class = match row.cell(0) {
                "function" => WordClass::Function,
                "since" => WordClass::Since,
                "begin" => WordClass::Begin,
                "where" => WordClass::Where,
                "relative" => WordClass::Relative,
                "former" => WordClass::Former,
                "acting" => WordClass::Acting,
                "generic" => WordClass::Generic,
                "measure" => WordClass::Measure,
                "tell" => WordClass::Tell,
                "toll" => WordClass::Toll,
                "earlier" => WordClass::Earlier,
                "reached" => WordClass::Reached,
                "earliest" => WordClass::Earliest,
                "latest" => WordClass::Latest,
                "yet" => WordClass::Yet,
                "contrast" => WordClass::Contrast,
                "attitude" => WordClass::Attitude,
                other => return Err(table.error(row, format!("unknown class `{other}`"))),
            };
            for form in row.list(1) {
                words.classes.entry(form.to_lowercase()).or_default().push(class);
            }
        }
        let table = pack.optional_table("dossier/concepts.tsv", &["concept", "sort", "forms"])?;
        for row in table.rows() {
            let sort = match row.cell(1) {
                "event" => ConceptSort::Event,
                "milestone" => ConceptSort::Milestone,
                "activity" => ConceptSort::Activity,
                "other" => ConceptSort::Other,
                "organisation" => ConceptSort::Organisation,
                other => return Err(table.error(row, format!("unknown sort `{other}`"))),
            };
            for form in row.list(2) {
                words.concepts.insert(form, Concept { id: row.cell(0).to_owned(), sort });
            }
        }
        let table = pack.optional_table("dossier/scopes.tsv", &["scope", "sort", "forms"])?;
        for row in table.rows() {
            let (is_degree, is_fate) = match row.cell(1) {
                "state" => (false, false),
                "fate" => (false, true),
                "degree" => (true, false),
                other => return Err(table.error(row, format!("unknown sort `{other}`"))),
            };
            for form in row.list(2) {
                let form: Vec<String> = form.to_lowercase().split_whitespace().map(str::to_owned).collect();
                let Some(first) = form.first().cloned() else { continue };
                let scope = Scope { id: row.cell(0).to_owned(), is_degree, is_fate, words: form };
                words.scopes.entry(first).or_default().push(scope);
            }
        }
        let table = pack.optional_table("dossier/withdrawals.tsv", &["words", "example", "counter"])?;
        words.withdrawals = table.rows().iter().map(|row| Wording::parse(row.cell(0))).collect();
        words.offices = Offices::from_pack(pack)?;
        let table = pack.optional_table("dossier/titles.tsv", &["form"])?;
        for row in table.rows() {
            words.titles.insert(row.cell(0), ());
        }
        let table = pack.optional_table(RANGES, &RANGE_COLUMNS)?;
        for row in table.rows() {
            for opening in row.list(0) {
                let pairs = row.list(1).map(|between| (opening.to_lowercase(), between.to_lowercase()));
                words.ranges.extend(pairs);
            }
        }
        words.answers = AnswerWords::from_pack(pack)?;
        let table = pack.optional_table("dossier/background.tsv", &["stem", "share"])?;
        for row in table.rows() {
            let share = row.cell(1).parse().map_err(|_| table.error(row, format!("no share: `{}`", row.cell(1))))?;
            words.shares.insert(row.cell(0).to_owned(), share);
        }
        Ok(words)
    }
}

const RANGES: &str = "dossier/ranges.tsv";
const RANGE_COLUMNS: [&str; 4] = ["opening", "between", "example", "counter"];

/// The outlets of each group of publishers, by all names under which intake knows them.
fn publishers_of(pack: &PackSource) -> Result<BTreeMap<String, String>, PackError> {
    let mut variants: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in pack.optional_table("intake/outlets.tsv", &["name", "variants", "domains"])?.rows() {
        variants.insert(row.cell(0).to_lowercase(), row.list(1).map(str::to_lowercase).collect());
    }
    let table = pack.optional_table("dossier/publishers.tsv", &["group", "outlets"])?;
    let mut out = BTreeMap::new();
    for row in table.rows() {
        for outlet in row.list(1).map(str::to_lowercase) {
            for name in variants.get(&outlet).into_iter().flatten().chain([&outlet]) {
                let known = out.insert(name.clone(), row.cell(0).to_owned());
                if known.is_some_and(|group| group != row.cell(0)) {
                    return Err(table.error(row, format!("`{name}` belongs to two groups")));
                }
            }
        }
    }
    Ok(out)
}

const SPELLINGS: &str = "dossier/transliteration.tsv";
const PLACE_SPELLINGS: &str = "dossier/place-spelling.tsv";
const SPELLING_COLUMNS: [&str; 5] = ["from", "to", "where", "example", "counter"];

fn spellings_of(pack: &PackSource, file: &str) -> Result<Vec<Spelling>, PackError> {
    let table = pack.optional_table(file, &SPELLING_COLUMNS)?;
    let mut out = Vec::new();
    for row in table.rows() {
        let place = match row.cell(2) {
            "any" => Place::Any,
            "start" => Place::Start,
            "end" => Place::End,
            "whole" => Place::Whole,
            other => return Err(table.error(row, format!("unknown place `{other}`"))),
        };
        if row.cell(0).is_empty() {
            return Err(table.error(row, "nothing is spelt".to_owned()));
        }
        out.push(Spelling { from: row.cell(0).to_owned(), to: row.cell(1).to_owned(), place });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn lexicon(concepts: &'static str) -> Result<Lexicon, PackError> {
        let files = BTreeMap::from([("dossier/concepts.tsv".to_owned(), Cow::Borrowed(concepts))]);
        Lexicon::from_packs([&PackSource::new(nl(), files)])
    }

    fn nl() -> Lang {
        Lang::new("nl").expect("a code")
    }

    #[test]
    fn compounds_mean_what_their_last_part_means() {
        let lexicon = lexicon("concept\tsort\tforms\nelection\tevent\t-verkiezingen|stembusgang\n").expect("a table");
        let id = |norm| lexicon.concept(nl(), norm).map(|concept| concept.id.as_str());
        assert_eq!(id("parlementsverkiezingen"), Some("election"));
        assert_eq!(id("verkiezingen"), Some("election"));
        assert_eq!(id("stembusgang"), Some("election"));
        assert_eq!(id("proefstembusgang"), None);
    }

    #[test]
    fn an_unknown_sort_is_an_error_with_its_line() {
        let error = lexicon("concept\tsort\tforms\nelection\thappening\tstembusgang\n").expect_err("no such sort");
        assert!(error.to_string().contains("concepts.tsv:2: unknown sort `happening`"), "{error}");
    }

    #[test]
    fn an_outlet_belongs_to_its_group_by_all_its_names() {
        let packs = languages::embedded();
        let lexicon = Lexicon::from_packs(packs.values()).expect("packs");
        assert_eq!(lexicon.publisher("Algemeen Dagblad"), Some("DPG Media"));
        assert_eq!(lexicon.publisher("AD"), lexicon.publisher("de volkskrant"));
        assert_eq!(lexicon.publisher("Oosterwalse Bode"), None);
    }

    #[test]
    fn every_spelling_has_two_forms_that_are_one_name_and_two_that_are_not() {
        let packs = languages::embedded();
        let lexicon = Lexicon::from_packs(packs.values()).expect("packs");
        for pack in packs.values() {
            for (file, spellings) in [(SPELLINGS, &lexicon.spellings), (PLACE_SPELLINGS, &lexicon.place_spellings)] {
                for row in pack.optional_table(file, &SPELLING_COLUMNS).expect("a table").rows() {
                    let same = |pair: &str| {
                        let (a, b) = pair.split_once('=').expect("two names");
                        respelt(spellings, a) == respelt(spellings, b)
                    };
                    assert!(same(row.cell(3)), "{}", row.cell(3));
                    assert!(!same(row.cell(4)), "{}", row.cell(4));
                }
            }
        }
    }

    #[test]
    fn every_range_has_a_period_that_it_finds_and_two_dates_that_are_none() {
        let packs = languages::embedded();
        let lexicon = Lexicon::from_packs(packs.values()).expect("packs");
        for pack in packs.values() {
            for row in pack.optional_table(RANGES, &RANGE_COLUMNS).expect("a table").rows() {
                let is_range = |example: &str| {
                    let parts: Vec<&str> = example.split(['[', ']']).map(str::trim).collect();
                    let opening = parts[0].rsplit(' ').next().expect("a word");
                    lexicon.is_range(pack.lang, &opening.to_lowercase(), parts[2])
                };
                assert!(is_range(row.cell(2)), "{}", row.cell(2));
                assert!(!is_range(row.cell(3)), "{}", row.cell(3));
            }
        }
    }

    #[test]
    fn every_withdrawal_matches_its_example_and_not_its_counterexample() {
        for pack in languages::embedded().values() {
            let table =
                pack.optional_table("dossier/withdrawals.tsv", &["words", "example", "counter"]).expect("a table");
            for row in table.rows() {
                let stands = |text: &str| {
                    let text = text.to_lowercase();
                    let words: Vec<&str> =
                        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
                    Wording::parse(row.cell(0)).stands_in(&words)
                };
                assert!(stands(row.cell(1)), "{}: `{}` in `{}`", pack.lang, row.cell(0), row.cell(1));
                assert!(!stands(row.cell(2)), "{}: `{}` in `{}`", pack.lang, row.cell(0), row.cell(2));
            }
        }
    }

    #[test]
    fn in_every_pack_a_form_means_one_thing() {
        for pack in languages::embedded().values() {
            let table = pack.optional_table("dossier/concepts.tsv", &["concept", "sort", "forms"]).expect("a table");
            let mut seen = BTreeMap::new();
            for row in table.rows() {
                for form in row.list(2) {
                    let other = seen.insert(form.trim_start_matches('-').to_owned(), row.cell(0).to_owned());
                    assert_eq!(other, None, "{}: `{form}` of {}", pack.lang, row.cell(0));
                }
            }
        }
    }
}
