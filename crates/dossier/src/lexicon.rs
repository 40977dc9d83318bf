//! The words that comparing articles needs: the tables under `dossier/` of the packs.

use std::collections::{BTreeMap, BTreeSet};

use document::Lang;
use pack::{PackError, PackSource};

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

/// Words shorter than this are written the same everywhere.
const SHORTEST_RESPELT: usize = 4;

#[derive(Clone, Debug, Default)]
struct Words {
    classes: BTreeMap<String, Vec<WordClass>>,
    concepts: Forms<Concept>,
    titles: Forms<()>,
    answers: AnswerWords,
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
    /// Says that what has not happened is still to come: `nog`, `yet`.
    Yet,
    /// Sets what follows against what stands before it: `maar`, `daarentegen`.
    Contrast,
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
    /// Reads `dossier/words.tsv`, `dossier/concepts.tsv` and `dossier/titles.tsv` of every pack that has them, and the
    /// names and codes of places from `name/places.tsv`.
    ///
    /// # Errors
    /// When a table has other columns or names an unknown class or sort.
    pub fn from_packs<'a>(packs: impl IntoIterator<Item = &'a PackSource>) -> Result<Self, PackError> {
        let mut languages = BTreeMap::new();
        let mut countries = BTreeMap::new();
        let mut places: BTreeMap<String, BTreeMap<Lang, Vec<String>>> = BTreeMap::new();
        let (mut organisations, mut spellings) = (BTreeSet::new(), Vec::new());
        for pack in packs {
            languages.insert(pack.lang, Words::from_pack(pack)?);
            let table = pack.optional_table("name/organisations.tsv", &["id", "names"])?;
            organisations.extend(table.rows().iter().map(|row| row.cell(0).to_owned()));
            spellings.extend(spellings_of(pack)?);
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
        Ok(Self { languages, countries, places, organisations, spellings })
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
        let mut word = word.to_owned();
        if word.len() < SHORTEST_RESPELT {
            return word;
        }
        for Spelling { from, to, place } in &self.spellings {
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

    /// Tells whether an actor id is that of a country, region or capital of the packs.
    pub(crate) fn is_place(&self, id: &str) -> bool {
        self.places.get(id).is_some_and(|names| names.values().any(|names| !names.is_empty()))
    }

    /// Returns the proper names of a place in a language, the usual one first; adjectives are not among them.
    pub(crate) fn place_names(&self, id: &str, lang: Lang) -> &[String] {
        self.places.get(id).and_then(|names| names.get(&lang)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn knows(&self, lang: Lang) -> bool {
        self.languages.get(&lang).is_some_and(|words| !words.classes.is_empty())
    }

    pub(crate) fn is(&self, lang: Lang, norm: &str, class: WordClass) -> bool {
        self.languages.get(&lang).and_then(|words| words.classes.get(norm)).is_some_and(|all| all.contains(&class))
    }

    pub(crate) fn concept(&self, lang: Lang, norm: &str) -> Option<&Concept> {
        self.languages.get(&lang)?.concepts.get(norm)
    }

    /// Returns what a stretch of words does in an accusation or an answer.
    pub(crate) fn answering(&self, lang: Lang, words: &[&str]) -> AnswerClasses {
        self.languages.get(&lang).map_or_else(AnswerClasses::default, |known| known.answers.classes(words))
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
                "yet" => WordClass::Yet,
                "contrast" => WordClass::Contrast,
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
        let table = pack.optional_table("dossier/titles.tsv", &["form"])?;
        for row in table.rows() {
            words.titles.insert(row.cell(0), ());
        }
        words.answers = AnswerWords::from_pack(pack)?;
        Ok(words)
    }
}

const SPELLINGS: &str = "dossier/transliteration.tsv";
const SPELLING_COLUMNS: [&str; 5] = ["from", "to", "where", "example", "counter"];

fn spellings_of(pack: &PackSource) -> Result<Vec<Spelling>, PackError> {
    let table = pack.optional_table(SPELLINGS, &SPELLING_COLUMNS)?;
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
    fn every_spelling_has_two_forms_that_are_one_name_and_two_that_are_not() {
        let packs = languages::embedded();
        let lexicon = Lexicon::from_packs(packs.values()).expect("packs");
        for pack in packs.values() {
            for row in pack.optional_table(SPELLINGS, &SPELLING_COLUMNS).expect("a table").rows() {
                let same = |pair: &str| {
                    let (a, b) = pair.split_once('=').expect("two names");
                    lexicon.respelt(a) == lexicon.respelt(b)
                };
                assert!(same(row.cell(3)), "{}", row.cell(3));
                assert!(!same(row.cell(4)), "{}", row.cell(4));
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
