//! What finding names needs to know: the tables under `name/` of a language's pack and of the shared pack.

use std::collections::{BTreeMap, BTreeSet};

use pack::{PackError, PackSource};

use super::{NameKind, gazetteer::SortedList};

/// The titles, gazetteers and name particles of a language, with those that all languages share.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Names with an id, by form.
    entries: BTreeMap<String, Entry>,
    /// Ids of organisations by the first of the two words of their names, with the second; `None` where several begin
    /// with it.
    shortened: BTreeMap<String, Option<(String, String)>>,
    /// First words of the forms in `entries` that have several.
    starts: BTreeSet<String>,
    /// Ids of countries and of regions, which have teams as countries do.
    countries: BTreeSet<String>,
    gazetteer: SortedList,
    words: SortedList,
    titles: BTreeSet<String>,
    heads: BTreeMap<String, Head>,
    tails: BTreeMap<String, NameKind>,
    particles: BTreeMap<String, Particle>,
    prefixes: BTreeMap<String, Prefix>,
    no_names: BTreeSet<String>,
    possessives: Vec<String>,
    demonym_endings: Vec<String>,
    /// What a common noun says of the name behind it.
    cues: BTreeMap<String, NameKind>,
    /// What a noun says of the name that it belongs to: `hoofdstad van X`.
    owners: BTreeMap<String, NameKind>,
    /// What a noun says of the name that has it: `X's capital`.
    owned: BTreeMap<String, NameKind>,
    /// What a common noun says of the name before it: `the X valley`.
    cues_after: BTreeMap<String, NameKind>,
    /// What the end of a name written in one word says of it.
    endings: BTreeMap<String, NameKind>,
    place_prepositions: BTreeSet<String>,
    determiners: BTreeSet<String>,
    genitives: BTreeSet<String>,
    coordinators: BTreeSet<String>,
    contests: BTreeSet<String>,
    /// Words in lower case that go on with a name behind its head, in languages where that stands first: `Parti vert`.
    followers: BTreeSet<String>,
    adjective_endings: Vec<String>,
    weights: BTreeMap<String, [f32; 4]>,
}

/// A name that has an id.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) kind: NameKind,
}

/// A word that makes an organisation of the name around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// With a capital, inside or at the end of a name: `Group`, `Partij`.
    Inside,
    /// With a capital, inside a name that is neither of a person nor an organisation nor a place: `Cup`.
    Other,
    /// Also without a capital, before a particle and a name: `universiteit van Dorpel`.
    Before,
}

/// A small word inside names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Particle {
    /// Of persons: `van der`.
    Person,
    /// Of organisations: `voor`, `of`.
    Organisation,
    /// Of both.
    Both,
}

/// The part before the hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix {
    /// `Noord-`: a part of the place or people behind it.
    Direction,
    /// `anti-`: the whole is a MISC name.
    Stance,
}

/// The most words that a name in a table has.
pub(super) const LONGEST_ENTRY: usize = 9;

impl Lexicon {
    /// Reads the tables under `name/` of the language's pack and of the shared pack; those that are missing are empty.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_packs(pack: &PackSource, shared: &PackSource) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        for pack in [shared, pack] {
            lexicon.add_places(pack)?;
            lexicon.add_organisations(pack)?;
            lexicon.add_words(pack)?;
            lexicon.add_weights(pack)?;
        }
        let list = |pack: &PackSource, file| pack.text(file).map(SortedList::new).unwrap_or_default();
        lexicon.gazetteer = list(shared, "name/gazetteer.tsv");
        lexicon.words = list(pack, "name/words.tsv");
        Ok(lexicon)
    }

    fn add_places(&mut self, pack: &PackSource) -> Result<(), PackError> {
        if pack.lang == document::Lang::UNDETERMINED {
            let table = pack.optional_table("name/places.tsv", &["id", "alpha3", "kind", "capital"])?;
            let countries = table.rows().iter().filter(|row| matches!(row.cell(2), "country" | "region"));
            self.countries.extend(countries.map(|row| row.cell(0).to_owned()));
            return Ok(());
        }
        let table = pack.optional_table("name/places.tsv", &["id", "names", "adjectives"])?;
        for row in table.rows() {
            for (column, kind) in [(2, NameKind::Other), (1, NameKind::Location)] {
                for form in row.list(column) {
                    self.add_entry(form, row.cell(0), kind);
                }
            }
        }
        Ok(())
    }

    fn add_organisations(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("name/organisations.tsv", &["id", "names"])?;
        for row in table.rows() {
            for form in row.list(1) {
                self.add_entry(form, row.cell(0), NameKind::Organisation);
                if let Some((first, second)) = form.split_once(' ').filter(|(_, second)| !second.contains(' ')) {
                    let named = Some((second.to_lowercase(), row.cell(0).to_owned()));
                    let known = self.shortened.entry(first.to_owned()).or_insert_with(|| named.clone());
                    if known.as_ref().is_none_or(|(_, id)| id != row.cell(0)) {
                        *known = None;
                    }
                }
            }
        }
        Ok(())
    }

    fn add_entry(&mut self, form: &str, id: &str, kind: NameKind) {
        if let Some((start, _)) = form.split_once([' ', '-']) {
            self.starts.insert(start.to_owned());
        }
        if let Some((start, _)) = form.split_once(' ') {
            self.starts.insert(start.to_owned());
        }
        self.entries.insert(form.to_owned(), Entry { id: id.to_owned(), kind });
    }

    fn add_words(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("name/cues.tsv", &["form", "use"])?;
        for row in table.rows() {
            for use_ in row.list(1) {
                if !self.add_word(&row.cell(0).to_lowercase(), use_) {
                    return Err(table.error(row, format!("use `{use_}` is not known")));
                }
            }
        }
        Ok(())
    }

    /// Notes one use of a word; returns whether the use is known.
    fn add_word(&mut self, form: &str, use_: &str) -> bool {
        let form = form.to_owned();
        match use_ {
            "title" => drop(self.titles.insert(form)),
            "head" => drop(self.heads.entry(form).or_insert(Head::Inside)),
            "head-other" => drop(self.heads.insert(form, Head::Other)),
            "head-before" => drop(self.heads.insert(form, Head::Before)),
            "particle" => drop(self.particles.insert(form, Particle::Person)),
            "particle-org" => drop(self.particles.insert(form, Particle::Organisation)),
            "particle-both" => drop(self.particles.insert(form, Particle::Both)),
            "direction" => drop(self.prefixes.insert(form, Prefix::Direction)),
            "stance" => drop(self.prefixes.insert(form, Prefix::Stance)),
            "no-name" => drop(self.no_names.insert(form)),
            "possessive" => self.possessives.push(form),
            "demonym" => self.demonym_endings.push(form),
            "adjective" => self.adjective_endings.push(form),
            "place-preposition" => drop(self.place_prepositions.insert(form)),
            "determiner" => drop(self.determiners.insert(form)),
            "genitive" => drop(self.genitives.insert(form)),
            "contest" => drop(self.contests.insert(form)),
            "follower" => drop(self.followers.insert(form)),
            "coordinator" => drop(self.coordinators.insert(form)),
            _ => {
                let kind = |prefix: &str| use_.strip_prefix(prefix).and_then(NameKind::from_name);
                if let Some(kind) = kind("tail-") {
                    self.tails.insert(form, kind);
                } else if let Some(kind) = kind("before-") {
                    self.cues.insert(form, kind);
                } else if let Some(kind) = kind("after-") {
                    self.cues_after.insert(form, kind);
                } else if let Some(kind) = kind("ending-") {
                    self.endings.insert(form, kind);
                } else if let Some(kind) = kind("of-") {
                    self.owners.insert(form, kind);
                } else if let Some(kind) = kind("owned-") {
                    self.owned.insert(form, kind);
                } else {
                    return false;
                }
            }
        }
        true
    }

    fn add_weights(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("name/weights.tsv", &["feature", "PER", "ORG", "LOC", "MISC"])?;
        for row in table.rows() {
            let mut weights = [0.0; 4];
            for (column, weight) in weights.iter_mut().enumerate() {
                let cell = row.cell(column + 1);
                if !cell.is_empty() {
                    *weight = cell.parse().map_err(|_| table.error(row, format!("`{cell}` is not a number")))?;
                }
            }
            self.weights.insert(row.cell(0).to_owned(), weights);
        }
        Ok(())
    }

    pub(super) fn entry(&self, form: &str) -> Option<&Entry> {
        self.entries.get(form)
    }

    /// Tells whether an id is that of a country.
    pub(super) fn is_country(&self, id: &str) -> bool {
        self.countries.contains(id)
    }

    /// Tells whether some name of several words begins with this one.
    pub(super) fn starts_entry(&self, form: &str) -> bool {
        self.starts.contains(form)
    }

    /// Returns the id of the one organisation of the tables whose name is this word and one that makes an organisation
    /// of it: `Zwartwater` for `Zwartwater Group`.
    pub(super) fn shortened(&self, form: &str) -> Option<&str> {
        let (second, id) = self.shortened.get(form)?.as_ref()?;
        self.head(second).map(|_| id.as_str())
    }

    /// Returns the kinds of names that a form is listed as, as letters, see `und/name/gazetteer.tsv`.
    pub(super) fn listed(&self, form: &str) -> &str {
        let found = self.gazetteer.get(form);
        found.or_else(|| self.gazetteer.get(&in_title_case(form)?)).unwrap_or_default()
    }

    /// Returns how common a word is in lower case, as the binary logarithm of a count; `None` when it is not an
    /// ordinary word.
    pub(super) fn frequency(&self, norm: &str) -> Option<u32> {
        self.words.get(norm)?.parse().ok()
    }

    /// Tells whether a word, in lower case, is a title or role that stands before a person's name, or a compound of
    /// one.
    pub(super) fn is_title(&self, norm: &str) -> bool {
        let norm = norm.trim_end_matches('.');
        if self.titles.contains(norm) {
            return true;
        }
        endings(norm).any(|tail| self.titles.contains(tail))
    }

    /// Returns what a common noun, in lower case, or a compound of it says of the name behind it.
    pub(super) fn cue(&self, norm: &str) -> Option<NameKind> {
        self.cues.get(norm).or_else(|| endings(norm).find_map(|tail| self.cues.get(tail))).copied()
    }

    /// Returns what a noun, in lower case, says of the name that it belongs to.
    pub(super) fn owner(&self, norm: &str) -> Option<NameKind> {
        self.owners.get(norm).copied()
    }

    /// Returns what a word, in lower case, says of the name whose possessive stands before it.
    pub(super) fn owned(&self, norm: &str) -> Option<NameKind> {
        self.owned.get(norm).copied()
    }

    /// Returns what a common noun, in lower case, says of the name before it.
    pub(super) fn cue_after(&self, norm: &str) -> Option<NameKind> {
        self.cues_after.get(norm).copied()
    }

    /// Returns what the last part of a name in one word, in lower case, says of it.
    pub(super) fn ending(&self, norm: &str) -> Option<NameKind> {
        endings(norm).find_map(|tail| self.endings.get(tail)).copied()
    }

    pub(super) fn is_place_preposition(&self, norm: &str) -> bool {
        self.place_prepositions.contains(norm)
    }

    pub(super) fn is_determiner(&self, norm: &str) -> bool {
        self.determiners.contains(norm)
    }

    pub(super) fn is_genitive(&self, norm: &str) -> bool {
        self.genitives.contains(norm)
    }

    pub(super) fn is_coordinator(&self, norm: &str) -> bool {
        self.coordinators.contains(norm)
    }

    /// Tells whether a verb stands between the sides of a match.
    pub(super) fn is_contest(&self, norm: &str) -> bool {
        self.contests.contains(norm)
    }

    /// Tells whether heads stand first in names, and adjectives behind them.
    pub(super) fn is_head_first(&self) -> bool {
        !self.followers.is_empty()
    }

    /// Tells whether a word, in lower case, goes on with a name behind its head.
    pub(super) fn is_follower(&self, norm: &str) -> bool {
        self.followers.contains(norm)
    }

    /// Returns the endings of adjectives that are made from names of places.
    pub(super) fn adjective_endings(&self) -> &[String] {
        &self.adjective_endings
    }

    /// Returns the endings that make the name of a place into that of its people.
    pub(super) fn demonym_endings(&self) -> &[String] {
        &self.demonym_endings
    }

    /// Tells whether a word is listed as a title itself.
    pub(super) fn is_listed_title(&self, norm: &str) -> bool {
        self.titles.contains(norm.trim_end_matches('.'))
    }

    pub(super) fn head(&self, norm: &str) -> Option<Head> {
        self.heads.get(norm).copied()
    }

    pub(super) fn tail(&self, norm: &str) -> Option<NameKind> {
        self.tails.get(norm).copied()
    }

    pub(super) fn particle(&self, norm: &str) -> Option<Particle> {
        self.particles.get(norm).copied()
    }

    pub(super) fn prefix(&self, norm: &str) -> Option<Prefix> {
        self.prefixes.get(norm).copied()
    }

    pub(super) fn is_no_name(&self, norm: &str) -> bool {
        self.no_names.contains(norm) || self.no_names.contains(norm.trim_end_matches('.'))
    }

    /// Returns a form, in lower case with straight apostrophes, without the possessive ending it may have.
    pub(super) fn possessive_len(&self, norm: &str) -> usize {
        let ending = self.possessives.iter().find(|ending| norm.len() > ending.len() + 1 && norm.ends_with(*ending));
        ending.map_or(0, |ending| ending.chars().count())
    }

    pub(super) fn weights(&self, feature: &str) -> Option<&[f32; 4]> {
        self.weights.get(feature)
    }
}

/// Returns the endings of a compound that are long enough to be its last word.
fn endings(norm: &str) -> impl Iterator<Item = &str> {
    const SHORTEST: usize = 4;
    norm.char_indices().skip(2).filter_map(|(at, _)| norm.get(at..)).take_while(|tail| tail.len() >= SHORTEST)
}

/// Returns words written in capitals, four letters or more each, with a capital at the start of each only.
pub(super) fn in_title_case(form: &str) -> Option<String> {
    if form.len() < 4 || form.chars().any(char::is_lowercase) || !form.chars().any(char::is_uppercase) {
        return None;
    }
    let mut out = String::new();
    for c in form.chars() {
        if out.chars().next_back().is_some_and(char::is_alphabetic) {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
    }
    Some(out)
}
