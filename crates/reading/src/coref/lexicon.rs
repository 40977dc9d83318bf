//! The tables under `coref/` of a pack: pronouns, and nouns that describe actors.

use std::collections::{BTreeMap, BTreeSet};

use pack::{PackError, PackSource, Row, Table};

use super::{Class, Gender, Number};

/// The pronouns and describing nouns of a language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pronouns: BTreeMap<String, Vec<Pronoun>>,
    nouns: BTreeMap<String, Noun>,
    definite: BTreeSet<String>,
    demonstrative: BTreeSet<String>,
    genitive: BTreeSet<String>,
    locative: BTreeSet<String>,
    negation: BTreeSet<String>,
    impersonal: BTreeSet<String>,
    copulas: BTreeSet<String>,
    given_names: BTreeMap<String, Gender>,
    /// What the ids of actors begin with that collective nouns mean.
    prefixes: Vec<String>,
    /// Those of bodies that towns have too.
    local: BTreeSet<usize>,
    /// Ids of the countries whose government articles in the language need not name.
    home: BTreeSet<String>,
    /// Ids of countries.
    countries: BTreeSet<String>,
    /// By capital.
    country_of: BTreeMap<String, String>,
    /// By noun, the other roles that it may stand for.
    alike: BTreeMap<String, BTreeSet<String>>,
}

/// How a pronoun is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Personal,
    Possessive,
    Reflexive,
    Relative,
    /// Relative and possessive in one: `whose`.
    Whose,
    Demonstrative,
    /// Personal, and taken for nothing but the subject above its clause: `het`.
    Bound,
}

/// One row of `pronouns.tsv`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pronoun {
    pub r#use: Use,
    pub person: u8,
    pub number: Option<Number>,
    pub gender: Option<Gender>,
    pub classes: Classes,
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u8);

impl Classes {
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }
}

/// What is known of a noun.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Noun {
    pub class: Option<Class>,
    pub gender: Option<Gender>,
    /// Index into the prefixes of collective nouns.
    pub collective: Option<usize>,
    /// It stands for a government that nobody chose.
    pub regime: bool,
    /// It stands for a country.
    pub country: bool,
    /// It is put before names, in place of an article: `mevrouw`.
    pub title: bool,
}

const WORDS: &str = "coref/words.tsv";
const PRONOUNS: &str = "coref/pronouns.tsv";
const PRONOUN_COLUMNS: [&str; 8] = ["forms", "use", "person", "number", "gender", "class", "example", "counter"];
const PLACES: &str = "name/places.tsv";
const PLACE_COLUMNS: [&str; 4] = ["id", "alpha3", "kind", "capital"];
const ALIKE: &str = "coref/alike.tsv";
const ALIKE_COLUMNS: [&str; 4] = ["noun", "for", "example", "counter"];

/// One row of a table of rules as far as its own tests need it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The forms of the row.
    pub forms: Vec<String>,
    /// One of them stands for an actor here.
    pub example: String,
    /// None of them does here.
    pub counter: String,
}

/// Returns the examples that stand in the tables of pronouns and of nouns for roles.
///
/// # Errors
/// When a table has other columns.
pub fn examples(pack: &PackSource) -> Result<Vec<Example>, PackError> {
    let mut out = Vec::new();
    for (file, columns, at) in [(PRONOUNS, &PRONOUN_COLUMNS[..], 6), (ALIKE, &ALIKE_COLUMNS[..], 2)] {
        let table = pack.optional_table(file, columns)?;
        out.extend(table.rows().iter().map(|row| Example {
            forms: row.list(0).map(str::to_owned).collect(),
            example: row.cell(at).to_owned(),
            counter: row.cell(at + 1).to_owned(),
        }));
    }
    Ok(out)
}

impl Lexicon {
    /// Reads the tables of the language's pack and of the shared pack.
    ///
    /// # Errors
    /// When a table has another form or uses a class or value that is not known.
    pub fn from_packs(pack: &PackSource, shared: &PackSource) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        for pack in [shared, pack] {
            lexicon.add_words(&pack.optional_table(WORDS, &["class", "forms"])?)?;
            lexicon.add_pronouns(&pack.optional_table(PRONOUNS, &PRONOUN_COLUMNS)?)?;
            for row in pack.optional_table(ALIKE, &ALIKE_COLUMNS)?.rows() {
                for role in row.list(1) {
                    lexicon.alike.entry(plain(row.cell(0))).or_default().insert(plain(role));
                }
            }
        }
        let places = shared.optional_table(PLACES, &PLACE_COLUMNS)?;
        for row in places.rows().iter().filter(|row| row.cell(2) == "country") {
            lexicon.countries.insert(row.cell(0).to_owned());
            lexicon.country_of.extend(row.list(3).map(|capital| (capital.to_owned(), row.cell(0).to_owned())));
        }
        Ok(lexicon)
    }

    /// Returns the rows of a pronoun in lower case.
    pub(super) fn pronouns(&self, norm: &str) -> &[Pronoun] {
        self.pronouns.get(norm).map_or(&[], Vec::as_slice)
    }

    /// Returns what is known of a noun, written as [`plain`] does.
    pub(super) fn noun(&self, noun: &str) -> Option<Noun> {
        self.nouns.get(noun).copied()
    }

    /// Tells whether a determiner makes a noun phrase definite.
    pub(super) fn is_definite(&self, norm: &str) -> bool {
        self.definite.contains(norm)
    }

    /// Tells whether a determiner points: `deze`.
    pub(super) fn is_demonstrative(&self, norm: &str) -> bool {
        self.demonstrative.contains(norm)
    }

    /// Tells whether articles in the language need not name a country when they speak of its government.
    pub(super) fn is_home(&self, id: &str) -> bool {
        self.home.contains(id)
    }

    /// Tells whether a collective is of a whole country, as towns have none of it.
    pub(super) fn is_national(&self, collective: usize) -> bool {
        !self.local.contains(&collective)
    }

    /// Tells whether a preposition says whose something is.
    pub(super) fn is_genitive(&self, norm: &str) -> bool {
        self.genitive.contains(norm)
    }

    /// Tells whether a preposition says where something is.
    pub(super) fn is_locative(&self, norm: &str) -> bool {
        self.locative.contains(norm)
    }

    pub(super) fn is_negation(&self, norm: &str) -> bool {
        self.negation.contains(norm)
    }

    /// Tells whether the object of a verb says what its subject is: `worden`.
    pub(super) fn is_copula(&self, lemma: &str) -> bool {
        self.copulas.contains(lemma)
    }

    /// Tells whether the pronoun that the parser takes for an empty subject is one: of these verbs alone, where the
    /// language lists any.
    pub(super) fn is_impersonal(&self, lemma: &str) -> bool {
        self.impersonal.is_empty() || self.impersonal.contains(lemma)
    }

    pub(super) fn given_name(&self, norm: &str) -> Option<Gender> {
        self.given_names.get(norm).copied()
    }

    pub(super) fn prefix(&self, collective: usize) -> &str {
        self.prefixes.get(collective).map_or("", String::as_str)
    }

    /// Returns the country whose capital a place is, unless the bodies of that prefix are those of towns too.
    pub(super) fn country_of(&self, collective: usize, place: &str) -> Option<&str> {
        self.country_of.get(place).filter(|_| self.is_national(collective)).map(String::as_str)
    }

    pub(super) fn is_country(&self, id: &str) -> bool {
        self.countries.contains(id)
    }

    /// Returns the other roles that a noun may stand for.
    pub(super) fn roles_of(&self, noun: &str) -> Option<&BTreeSet<String>> {
        self.alike.get(noun)
    }

    fn add_words(&mut self, table: &Table) -> Result<(), PackError> {
        for row in table.rows() {
            let class = row.cell(0);
            let words = |set: &mut BTreeSet<String>| set.extend(row.list(1).map(str::to_lowercase));
            match class {
                "definite" => words(&mut self.definite),
                "demonstrative" => words(&mut self.demonstrative),
                "home" => words(&mut self.home),
                "genitive" => words(&mut self.genitive),
                "locative" => words(&mut self.locative),
                "copula" => words(&mut self.copulas),
                "impersonal" => words(&mut self.impersonal),
                "negation" => words(&mut self.negation),
                "given-name feminine" | "given-name masculine" => {
                    let gender = if class.ends_with("feminine") { Gender::Feminine } else { Gender::Masculine };
                    self.given_names.extend(row.list(1).map(|name| (name.to_lowercase(), gender)));
                }
                _ => self.add_nouns(table, row)?,
            }
        }
        Ok(())
    }

    fn add_nouns(&mut self, table: &Table, row: &Row) -> Result<(), PackError> {
        let class = row.cell(0);
        let local = class.strip_prefix("local collective ");
        let collective = class.strip_prefix("collective ").or(local).map(|prefix| {
            self.prefixes.iter().position(|known| known == prefix).unwrap_or_else(|| {
                self.prefixes.push(prefix.to_owned());
                self.prefixes.len() - 1
            })
        });
        self.local.extend(collective.filter(|_| local.is_some()));
        for form in row.list(1) {
            let noun = self.nouns.entry(plain(form)).or_default();
            match class {
                "person" => noun.class = Some(Class::Person),
                "organisation" => noun.class = Some(Class::Group),
                "place" => noun.class = Some(Class::Place),
                "country" => (noun.class, noun.country) = (Some(Class::Place), true),
                "title" => (noun.class, noun.title) = (Some(Class::Person), true),
                "feminine" => noun.gender = Some(Gender::Feminine),
                "masculine" => noun.gender = Some(Gender::Masculine),
                "regime" => noun.regime = true,
                _ if collective.is_some() => (noun.class, noun.collective) = (Some(Class::Group), collective),
                _ => return Err(table.error(row, format!("no class `{class}`"))),
            }
        }
        Ok(())
    }

    fn add_pronouns(&mut self, table: &Table) -> Result<(), PackError> {
        for row in table.rows() {
            let wrong = |column: usize| table.error(row, format!("no value `{}`", row.cell(column)));
            let pronoun = Pronoun {
                r#use: match row.cell(1) {
                    "personal" => Use::Personal,
                    "possessive" => Use::Possessive,
                    "reflexive" => Use::Reflexive,
                    "relative" => Use::Relative,
                    "whose" => Use::Whose,
                    "bound" => Use::Bound,
                    "demonstrative" => Use::Demonstrative,
                    _ => return Err(wrong(1)),
                },
                person: row.cell(2).parse().ok().filter(|person| (1..=3).contains(person)).ok_or_else(|| wrong(2))?,
                number: match row.cell(3) {
                    "sing" => Some(Number::Singular),
                    "plur" => Some(Number::Plural),
                    "any" => None,
                    _ => return Err(wrong(3)),
                },
                gender: match row.cell(4) {
                    "fem" => Some(Gender::Feminine),
                    "masc" => Some(Gender::Masculine),
                    "any" => None,
                    _ => return Err(wrong(4)),
                },
                classes: row.list(5).try_fold(Classes::default(), |classes, class| {
                    let class = Class::from_name(class).ok_or_else(|| wrong(5))?;
                    Ok(Classes(classes.0 | 1 << class as u8))
                })?,
            };
            for form in row.list(0) {
                self.pronouns.entry(form.to_lowercase()).or_default().push(pronoun);
            }
        }
        Ok(())
    }
}

/// Returns a noun in lower case without hyphens and the seams of compounds.
pub(super) fn plain(noun: &str) -> String {
    noun.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}
