//! What splitting needs to know about a language.

use std::collections::{BTreeMap, BTreeSet};

use pack::{PackError, PackSource};

use crate::{sentence::boundary::Weights, word_split::WordTables};

/// The abbreviations, clitics and elided words of a language: the tables under `lexicon/` of its pack.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Abbreviations without their last point, in lower case.
    abbreviations: BTreeMap<String, Abbreviation>,
    /// Ends of words that are tokens of their own, with straight apostrophes; longest first.
    clitics: Vec<String>,
    /// Beginnings of words that are tokens of their own, with a straight apostrophe; longest first.
    proclitics: Vec<String>,
    /// Words that look like one with a clitic and are none.
    wholes: BTreeSet<String>,
    /// Words that begin with an apostrophe, without it.
    elisions: BTreeSet<String>,
    /// Words that open a sentence rather than go on after an abbreviation.
    openers: BTreeMap<String, Opener>,
    /// What corrects the rules for the ends of sentences.
    pub(crate) boundaries: Weights,
    /// Which tokens are several words.
    pub(crate) words: WordTables,
}

/// When a point behind these letters belongs to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Always, and the sentence goes on: `mr.`, `o.a.`.
    Inside,
    /// Always, but the sentence may end with it: `enz.`, `a.m.`.
    MayEnd,
    /// Only beside a number: `nr. 3`, `3 okt.`.
    WithNumber,
}

/// How surely a capitalised word opens a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opener {
    /// It is not part of a name.
    Plain,
    /// It may also follow an initial inside a name: `J. De Smet`.
    Particle,
}

impl Lexicon {
    /// Reads the tables under `lexicon/`; one that is missing is empty.
    ///
    /// # Errors
    /// When a table has another form.
    pub fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        let table = pack.optional_table("lexicon/abbreviations.tsv", &["form", "use"])?;
        for row in table.rows() {
            let kind = match row.cell(1) {
                "" => Abbreviation::Inside,
                "end" => Abbreviation::MayEnd,
                "number" => Abbreviation::WithNumber,
                other => return Err(table.error(row, format!("use is `{other}`, expected nothing, `end` or `number`"))),
            };
            lexicon.abbreviations.insert(row.cell(0).trim_end_matches('.').to_lowercase(), kind);
        }
        let table = pack.optional_table("lexicon/openers.tsv", &["form", "use"])?;
        for row in table.rows() {
            let opener = match row.cell(1) {
                "" => Opener::Plain,
                "particle" => Opener::Particle,
                other => return Err(table.error(row, format!("use is `{other}`, expected nothing or `particle`"))),
            };
            lexicon.openers.insert(row.cell(0).to_lowercase(), opener);
        }
        let forms = |file: &str| -> Result<Vec<String>, PackError> {
            let table = pack.optional_table(file, &["form"])?;
            Ok(table.rows().iter().map(|row| row.cell(0).to_lowercase()).collect())
        };
        lexicon.clitics = forms("lexicon/clitics.tsv")?;
        lexicon.clitics.sort_by_key(|clitic| (std::cmp::Reverse(clitic.len()), clitic.clone()));
        lexicon.proclitics = forms("lexicon/proclitics.tsv")?;
        lexicon.proclitics.sort_by_key(|proclitic| (std::cmp::Reverse(proclitic.len()), proclitic.clone()));
        lexicon.wholes = forms("lexicon/wholes.tsv")?.into_iter().collect();
        lexicon.elisions = forms("lexicon/elisions.tsv")?.iter().map(|form| form.replace('\'', "")).collect();
        lexicon.boundaries = Weights::from_pack(pack)?;
        lexicon.words = WordTables::from_pack(pack)?;
        Ok(lexicon)
    }

    /// Returns when a point behind `form` belongs to it.
    pub(crate) fn abbreviation(&self, form: &str) -> Option<Abbreviation> {
        self.abbreviations.get(form).copied()
    }

    /// Tells whether `form` behind an apostrophe is a word: `s` of `'s avonds`.
    pub(crate) fn is_elision(&self, form: &str) -> bool {
        self.elisions.contains(form)
    }

    /// Returns how surely a word, in lower case, opens a sentence.
    pub(crate) fn opener(&self, form: &str) -> Option<Opener> {
        self.openers.get(form).copied()
    }

    /// Tells whether words of this language lose their last vowel to an apostrophe: `l'`.
    pub(crate) fn has_proclitics(&self) -> bool {
        !self.proclitics.is_empty()
    }

    /// Returns the bytes that an elided word takes at the start of a word (in lower case, apostrophes straight), which
    /// may be all of it, or `None` when it begins with none.
    pub(crate) fn proclitic_len(&self, form: &str) -> Option<usize> {
        let found = self.proclitics.iter().find(|proclitic| form.starts_with(proclitic.as_str()))?;
        (!self.wholes.contains(form)).then_some(found.len())
    }

    /// Returns the bytes that a clitic takes at the end of a word (in lower case, apostrophes straight), or `None`
    /// when it ends in none or is nothing else.
    pub(crate) fn clitic_len(&self, form: &str) -> Option<usize> {
        let clitic = self.clitics.iter().find(|clitic| form.len() > clitic.len() && form.ends_with(clitic.as_str()))?;
        (!self.wholes.contains(form)).then_some(clitic.len())
    }
}
