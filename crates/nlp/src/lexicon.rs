//! What splitting needs to know about a language.

use std::collections::BTreeSet;

use pack::{PackError, PackSource};

/// The abbreviations of a language after which a point does not end a sentence.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) abbreviations: BTreeSet<String>,
}

impl Lexicon {
    /// Reads `lexicon/abbreviations.tsv`.
    ///
    /// # Errors
    /// When the table has another form.
    pub fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let table = pack.optional_table("lexicon/abbreviations.tsv", &["form", "note"])?;
        Ok(Self { abbreviations: table.rows().iter().map(|row| row.cell(0).to_lowercase()).collect() })
    }
}
