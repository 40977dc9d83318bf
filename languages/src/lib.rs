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
    for (id, file, text) in TEXT {
        if let Some(lang) = Lang::new(id) {
            packs.entry(lang).or_default().insert((*file).to_owned(), Cow::Borrowed(*text));
        }
    }
    let mut packs: BTreeMap<Lang, PackSource> =
        packs.into_iter().map(|(lang, files)| (lang, PackSource::new(lang, files))).collect();
    for (id, file, bytes) in BINARY {
        // Every pack has a manifest, which is text: its entry is there.
        if let Some(lang) = Lang::new(id)
            && let Some(pack) = packs.remove(&lang)
        {
            packs.insert(lang, pack.with_bytes(*file, *bytes));
        }
    }
    packs
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

    #[test]
    fn every_file_is_embedded_under_its_own_path() {
        let packs = embedded();
        let n_files: usize = packs.values().map(|pack| pack.paths().count()).sum();
        assert_eq!(n_files, TEXT.len() + BINARY.len());
        for (id, file, bytes) in BINARY {
            let pack = &packs[&Lang::new(id).expect("a code")];
            assert!(matches!(pack.bytes(file), Ok(Cow::Borrowed(found)) if std::ptr::eq(found, *bytes)), "{id}/{file}");
        }
    }
}
