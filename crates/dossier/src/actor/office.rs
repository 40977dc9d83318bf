//! What people and bodies are called, the same across languages: `dossier/offices.tsv`.

use std::collections::BTreeMap;

use pack::{PackError, PackSource};

/// What sort of thing a word of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OfficeSort {
    /// One person at a time has it: a mayor.
    Holder,
    /// Several may, who speak for what it is of: a director.
    Office,
    /// Speaks for another.
    Voice,
    /// Speaks for another in a case.
    Counsel,
    /// A body that every place or field has one of.
    Body,
    /// What a minister or ministry is for.
    Field,
    /// A capital.
    Capital,
}

/// The offices of one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offices {
    /// By first word: all words, office and sort.
    forms: BTreeMap<String, Vec<(Vec<String>, String, OfficeSort)>>,
}

/// An office found among words: what it is, and its first and last word.
pub(crate) struct FoundOffice<'a> {
    pub(crate) id: &'a str,
    pub(crate) sort: OfficeSort,
    pub(crate) words: std::ops::RangeInclusive<usize>,
}

impl Offices {
    pub(crate) fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let mut offices = Self::default();
        let table = pack.optional_table("dossier/offices.tsv", &["office", "sort", "forms"])?;
        for row in table.rows() {
            let sort = match row.cell(1) {
                "holder" => OfficeSort::Holder,
                "office" => OfficeSort::Office,
                "voice" => OfficeSort::Voice,
                "counsel" => OfficeSort::Counsel,
                "body" => OfficeSort::Body,
                "field" => OfficeSort::Field,
                "capital" => OfficeSort::Capital,
                other => return Err(table.error(row, format!("unknown sort `{other}`"))),
            };
            for form in row.list(2) {
                let words: Vec<String> = form.split_whitespace().map(str::to_lowercase).collect();
                let Some(first) = words.first().cloned() else { continue };
                offices.forms.entry(first).or_default().push((words, row.cell(0).to_owned(), sort));
            }
        }
        Ok(offices)
    }

    /// Returns the longest form of the table among words in lower case that `wanted` takes; the first of equals.
    pub(crate) fn find<'a>(
        &'a self,
        words: &[&str],
        wanted: impl Fn(OfficeSort, std::ops::RangeInclusive<usize>) -> bool,
    ) -> Option<FoundOffice<'a>> {
        let mut best: Option<FoundOffice<'a>> = None;
        for (at, word) in words.iter().enumerate() {
            for (form, id, sort) in self.forms.get(*word).into_iter().flatten() {
                let range = at..=at + form.len() - 1;
                let fits = words.get(range.clone()).is_some_and(|found| found.iter().eq(form.iter()));
                let longer = best.as_ref().is_none_or(|best| best.words.clone().count() < form.len());
                if fits && longer && wanted(*sort, range.clone()) {
                    best = Some(FoundOffice { id, sort: *sort, words: range });
                }
            }
        }
        best
    }
}
