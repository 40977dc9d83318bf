//! The language packs that ship with the program, embedded at build time.
//!
//! To add a language, add a folder with a `PACK.toml` beside this crate's manifest; see `languages/README.md`.

use std::{borrow::Cow, collections::BTreeMap};

use document::Lang;
use pack::PackSource;

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Returns every embedded pack, by language code. The pack `und` holds what all languages share.
#[must_use]
pub fn embedded() -> BTreeMap<Lang, PackSource> {
    let mut packs: BTreeMap<Lang, BTreeMap<String, Cow<'static, str>>> = BTreeMap::new();
    for (id, file, text) in FILES {
        if let Some(lang) = Lang::new(id) {
            packs.entry(lang).or_default().insert((*file).to_owned(), Cow::Borrowed(*text));
        }
    }
    packs.into_iter().map(|(lang, files)| (lang, PackSource::new(lang, files))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_has_a_valid_manifest() {
        let packs = embedded();
        assert!(packs.contains_key(&Lang::UNDETERMINED));
        for pack in packs.values() {
            pack.manifest().unwrap_or_else(|error| panic!("{error}"));
        }
    }
}
