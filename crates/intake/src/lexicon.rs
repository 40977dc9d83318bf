//! The tables under `intake/` of the packs.

use std::collections::{BTreeMap, BTreeSet};

use document::Lang;
use pack::{PackError, PackSource, Row, Table};
use regex::Regex;

use crate::{
    date::{DateForms, SlashDates},
    language::FunctionWords,
    residue::{Openers, Rules},
};

/// The words by which residue, datelines, outlets and agencies are known, for all languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) dates: DateForms,
    pub(crate) agencies: Names,
    pub(crate) outlets: Names,
    pub(crate) rules: Rules,
    pub(crate) openers: Openers,
    pub(crate) function_words: FunctionWords,
    pub(crate) fields: BTreeMap<String, (Field, usize)>,
    pub(crate) html_words: BTreeMap<String, HtmlRole>,
    ambiguous_slashes: BTreeSet<Lang>,
}

/// What a field of JSON, front matter, an HTML meta element or a header line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Title,
    Text,
    Lead,
    Description,
    Published,
    Url,
    Outlet,
    Byline,
    Language,
    List,
    Inner,
    Label,
    Free,
}

/// What a word in a class attribute says about an HTML element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HtmlRole {
    /// Not part of the article.
    Skip,
    /// A caption.
    Caption,
    /// Who wrote it.
    Byline,
}

/// Names with the ways in which they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    by_form: BTreeMap<String, Named>,
    by_domain: BTreeMap<String, String>,
    /// Finds any of the forms, as whole words.
    finder: Option<Regex>,
    /// An alternation of all forms, the longest first.
    pub pattern: String,
}

#[derive(Clone, Debug)]
struct Named {
    name: String,
    /// Photo agencies are credited for pictures only.
    is_photo: bool,
}

impl Lexicon {
    /// Reads the tables under `intake/` of all packs.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_packs<'a>(packs: impl IntoIterator<Item = &'a PackSource>) -> Result<Self, PackError> {
        let mut packs: Vec<&PackSource> = packs.into_iter().collect();
        packs.sort_by_key(|pack| pack.lang);
        let mut lexicon = Self::default();
        let (mut months, mut parts) = (BTreeMap::new(), BTreeMap::<String, Vec<String>>::new());
        for pack in &packs {
            read_months(pack, &mut months)?;
            for row in pack.optional_table("intake/parts.tsv", &["name", "pattern"])?.rows() {
                if row.cell(0) == "slash_dates" {
                    lexicon.ambiguous_slashes.insert(pack.lang);
                } else {
                    parts.entry(row.cell(0).to_owned()).or_default().push(row.cell(1).to_owned());
                }
            }
            lexicon.agencies.read(&pack.optional_table("intake/agencies.tsv", &["name", "variants", "kind"])?, true);
            lexicon.outlets.read(&pack.optional_table("intake/outlets.tsv", &["name", "variants", "domains"])?, false);
            lexicon.read_fields(pack)?;
            lexicon.read_html_words(pack)?;
            lexicon.function_words.read(&pack.optional_table("intake/function_words.tsv", &["lang", "words"])?)?;
            lexicon.openers.read(&pack.optional_table("intake/openers.tsv", &["form", "role"])?)?;
        }
        let broken = |error: regex::Error| broken_names(&error);
        lexicon.dates = DateForms::new(months).map_err(broken)?;
        lexicon.agencies.finish().map_err(broken)?;
        lexicon.outlets.finish().map_err(broken)?;
        let mut parts: BTreeMap<String, String> =
            parts.into_iter().map(|(name, patterns)| (name, patterns.join("|"))).collect();
        parts.insert("agency".to_owned(), lexicon.agencies.pattern.clone());
        parts.insert("outlet".to_owned(), lexicon.outlets.pattern.clone());
        parts.insert("date".to_owned(), lexicon.dates.pattern.clone());
        parts.insert("day_month".to_owned(), lexicon.dates.day_month.clone());
        lexicon.rules = Rules::read(&packs, &parts)?;
        Ok(lexicon)
    }

    /// Returns what the field of that name holds and how much it is preferred (0 first).
    pub(crate) fn field(&self, name: &str) -> Option<(Field, usize)> {
        self.fields.get(&field_key(name)).copied()
    }

    /// Returns how dates with slashes are understood in a text of that language.
    pub(crate) fn slash_dates(&self, lang: Lang) -> SlashDates {
        let ambiguous = self.ambiguous_slashes.contains(&lang) || lang == Lang::UNDETERMINED;
        if ambiguous { SlashDates::Ambiguous } else { SlashDates::DayFirst }
    }

    fn read_fields(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("intake/fields.tsv", &["field", "names"])?;
        for row in table.rows() {
            let field = match row.cell(0) {
                "title" => Field::Title,
                "text" => Field::Text,
                "lead" => Field::Lead,
                "description" => Field::Description,
                "published" => Field::Published,
                "url" => Field::Url,
                "outlet" => Field::Outlet,
                "byline" => Field::Byline,
                "language" => Field::Language,
                "list" => Field::List,
                "inner" => Field::Inner,
                "label" => Field::Label,
                "free" => Field::Free,
                other => return Err(table.error(row, format!("no field `{other}`"))),
            };
            for (rank, name) in row.list(1).enumerate() {
                // A name may stand for several things, told apart by what the value is: the first row wins, but
                // lists, inner objects and labels are looked up by their own key.
                let key = match field {
                    Field::List | Field::Inner | Field::Label => format!("{}:{}", row.cell(0), field_key(name)),
                    _ => field_key(name),
                };
                self.fields.entry(key).or_insert((field, rank));
            }
        }
        Ok(())
    }

    fn read_html_words(&mut self, pack: &PackSource) -> Result<(), PackError> {
        let table = pack.optional_table("intake/html.tsv", &["word", "role"])?;
        for row in table.rows() {
            let role = match row.cell(1) {
                "skip" => HtmlRole::Skip,
                "caption" => HtmlRole::Caption,
                "byline" => HtmlRole::Byline,
                other => return Err(table.error(row, format!("no role `{other}`"))),
            };
            self.html_words.insert(row.cell(0).to_owned(), role);
        }
        Ok(())
    }
}

/// A field name in lower case, letters and digits only: `published_at`, `publishedAt` and `published-at` are one.
pub(crate) fn field_key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(60).collect()
}

fn read_months(pack: &PackSource, months: &mut BTreeMap<String, i8>) -> Result<(), PackError> {
    let table = pack.optional_table("intake/months.tsv", &["month", "forms"])?;
    for row in table.rows() {
        let number: i8 = row
            .cell(0)
            .parse()
            .ok()
            .filter(|number| (1..=12).contains(number))
            .ok_or_else(|| table.error(row, format!("`{}` is not a month, 1 to 12", row.cell(0))))?;
        for form in row.list(1) {
            if *months.entry(form.to_owned()).or_insert(number) != number {
                return Err(table.error(row, format!("`{form}` is another month in another language")));
            }
        }
    }
    Ok(())
}

fn broken_names(error: &regex::Error) -> PackError {
    PackError::Invalid {
        pack: Lang::UNDETERMINED.to_string(),
        file: "intake".to_owned(),
        line: 1,
        message: format!("names that make no pattern: {error}"),
    }
}

impl Names {
    fn read(&mut self, table: &Table, third_is_kind: bool) {
        for row in table.rows() {
            let is_photo = third_is_kind && row.cell(2) == "photo";
            let named = Named { name: row.cell(0).to_owned(), is_photo };
            for form in forms(row) {
                self.by_form.entry(form.to_owned()).or_insert_with(|| named.clone());
            }
            if !third_is_kind {
                for domain in row.list(2) {
                    self.by_domain.insert(domain.to_owned(), row.cell(0).to_owned());
                }
            }
        }
    }

    fn finish(&mut self) -> Result<(), regex::Error> {
        let mut forms: Vec<&String> = self.by_form.keys().collect();
        forms.sort_by_key(|form| (std::cmp::Reverse(form.len()), form.as_str()));
        self.pattern = forms.iter().map(|form| regex::escape(form)).collect::<Vec<_>>().join("|");
        if !forms.is_empty() {
            self.finder = Some(Regex::new(&format!(r"\b(?:{})\b", self.pattern))?);
        }
        Ok(())
    }

    /// Returns the name of which `form` is one way of writing.
    pub fn canonical(&self, form: &str) -> Option<&str> {
        self.by_form.get(form).map(|named| named.name.as_str())
    }

    /// Returns the names in `text` that are not of photo agencies, in order.
    pub fn news_in(&self, text: &str) -> Vec<&str> {
        let Some(finder) = &self.finder else { return Vec::new() };
        finder
            .find_iter(text)
            .filter_map(|found| self.by_form.get(found.as_str()))
            .filter(|named| !named.is_photo)
            .map(|named| named.name.as_str())
            .collect()
    }

    /// Returns the name that publishes at that web address or host.
    pub fn of_address(&self, address: &str) -> Option<&str> {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
        let mut domain = host.as_str();
        loop {
            if let Some(name) = self.by_domain.get(domain) {
                return Some(name);
            }
            domain = domain.split_once('.')?.1;
        }
    }
}

fn forms(row: &Row) -> impl Iterator<Item = &str> {
    std::iter::once(row.cell(0)).chain(row.list(1))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The lexicon of the packs that ship, made once.
    pub(crate) fn shipped() -> &'static Lexicon {
        static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
        LEXICON.get_or_init(|| {
            Lexicon::from_packs(languages::embedded().values()).unwrap_or_else(|error| panic!("{error}"))
        })
    }

    #[test]
    fn names_are_known_by_variant_and_address() {
        let lexicon = shipped();
        assert_eq!(lexicon.agencies.canonical("Agence France-Presse"), Some("AFP"));
        assert_eq!(lexicon.agencies.news_in("Joel Saget / AFP, Getty Images, ANP"), ["AFP", "ANP"]);
        assert_eq!(lexicon.outlets.of_address("https://www.nos.nl/artikel/1"), Some("NOS"));
        assert_eq!(lexicon.outlets.of_address("bbc.co.uk"), Some("BBC"));
        assert_eq!(lexicon.outlets.of_address("https://example.com"), None);
    }

    #[test]
    fn field_names_forget_case_and_marks() {
        let field = |name| shipped().field(name).map(|(field, _)| field);
        assert_eq!(field("publishedAt"), Some(Field::Published));
        assert_eq!(field("article:published_time"), Some(Field::Published));
        assert_eq!(field("article_text"), Some(Field::Text));
        assert_eq!(field("colour"), None);
    }
}
