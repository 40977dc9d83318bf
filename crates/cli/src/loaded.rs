//! Language packs made into what reads their language, each when it is first needed.

use std::collections::{BTreeMap, BTreeSet};

use document::Lang;
use pack::{PackError, PackSource};
use rayon::prelude::*;

/// What was loaded of each language, and how to load more.
pub struct Loaded<'a, T> {
    packs: &'a BTreeMap<Lang, PackSource>,
    load: fn(&PackSource, &PackSource) -> Result<T, PackError>,
    languages: BTreeMap<Lang, T>,
}

impl<'a, T: Send + Sync> Loaded<'a, T> {
    /// Returns a store of nothing yet. `load` is given the pack of a language and the pack that all languages share.
    pub fn new(
        packs: &'a BTreeMap<Lang, PackSource>,
        load: fn(&PackSource, &PackSource) -> Result<T, PackError>,
    ) -> Self {
        Self { packs, load, languages: BTreeMap::new() }
    }

    /// Loads what these languages need and is not there, in parallel.
    ///
    /// # Errors
    /// When a pack cannot be used; of several, the first by language code.
    pub fn need(&mut self, languages: impl Iterator<Item = Lang>) -> Result<(), PackError> {
        let missing: BTreeSet<Lang> =
            languages.map(|lang| self.known(lang)).filter(|lang| !self.languages.contains_key(lang)).collect();
        let missing: Vec<Lang> = missing.into_iter().collect();
        let shared = &self.packs[&Lang::UNDETERMINED];
        let (packs, load) = (self.packs, self.load);
        let loaded: Vec<Result<T, PackError>> = missing.par_iter().map(|lang| load(&packs[lang], shared)).collect();
        for (lang, loaded) in missing.into_iter().zip(loaded) {
            self.languages.insert(lang, loaded?);
        }
        Ok(())
    }

    /// Returns what reads a language that was needed before; a language without a pack is read by what all share.
    pub fn get(&self, language: Lang) -> &T {
        &self.languages[&self.known(language)]
    }

    fn known(&self, language: Lang) -> Lang {
        if self.packs.contains_key(&language) { language } else { Lang::UNDETERMINED }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(pack: &PackSource, shared: &PackSource) -> Result<String, PackError> {
        Ok(format!("{}+{}", pack.lang, shared.lang))
    }

    #[test]
    fn a_language_without_a_pack_is_read_by_the_shared_one() {
        let packs = languages::embedded();
        let mut loaded = Loaded::new(&packs, id);
        let [nl, xx] = ["nl", "xx"].map(|code| Lang::new(code).expect("a code"));
        loaded.need([nl, xx, nl].into_iter()).expect("packs");
        assert_eq!((loaded.get(nl).as_str(), loaded.get(xx).as_str()), ("nl+und", "und+und"));
        assert_eq!(loaded.languages.len(), 2, "no other was loaded");
        loaded.need([xx].into_iter()).expect("packs");
    }
}
