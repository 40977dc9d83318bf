//! What the lemmatiser has learned, and its file.
//!
//! Layout, integers in little-endian: the magic bytes `WHLEMMA` and 0, version (`u32`), length of the body (`u64`), its
//! checksum ([`checksum`], `u64`), the body. The body is a row of sections; numbers in it are LEB128, texts have their
//! length before them, tables are sorted by key and keep the differences of keys.

use super::{
    hash::checksum,
    rewrite::Scripts,
    script::{Script, Stem},
    table::Table,
    weights::{MOST_BITS, Weights},
};

const MAGIC: &[u8; 8] = b"WHLEMMA\0";
/// Version of the format that is written, the only one that is read.
pub const VERSION: u32 = 1;
const HEADER_BYTES: usize = 8 + 4 + 8 + 8;

/// Value of a dictionary entry whose lemma is the form as written.
pub const AS_WRITTEN: u32 = 0;
/// Value of a dictionary entry whose lemma is the form in lower case.
pub const IN_LOWER: u32 = 1;
/// First value that is a place in [`Model::lemmas`].
pub const FIRST_LEMMA: u32 = 2;

/// Why a model file was refused.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// It does not begin as such a file does.
    #[error("not a lemma model")]
    Foreign,
    /// It is of another version of the format.
    #[error("lemma model of version `{0}`, this program reads `{VERSION}`")]
    Version(u32),
    /// Its length or checksum is not what its header says.
    #[error("damaged lemma model: {0}")]
    Damaged(&'static str),
}

/// What the lemmatiser has learned.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Whether the finer tag is the features; else it is the tag of the treebank.
    pub morph_is_feats: bool,
    /// Tags (bit `1 << tag`) whose words may have seams.
    pub split_tags: u32,
    /// Tags of which an unknown word takes the lemma it has under another tag.
    pub closed_tags: u32,
    /// Tags (the one asked for, the one looked under) whose forms mostly have the same lemma.
    pub related_tags: Vec<(u8, u8)>,
    /// Relation of a particle to its verb.
    pub particle_deprel: String,
    /// Lemmas that dictionary values point to, after [`FIRST_LEMMA`].
    pub lemmas: Vec<String>,
    /// Dictionary entries by key.
    pub dictionary: Table<u32>,
    /// Steps of counts by key, see [`counts`](super::counts).
    pub counts: Table<u8>,
    /// Whether a particle joins its verb, by key.
    pub particles: Table<u8>,
    /// Weights for the choice of seams.
    pub seam_weights: Weights,
    /// Weights for the choice of edit scripts.
    pub script_weights: Weights,
    /// Weights for the choice of capitals.
    pub casing_weights: Weights,
    /// Edit scripts for unknown words.
    pub scripts: Scripts,
}

impl Model {
    /// Returns the bytes of its file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        write_number(&mut body, u32::from(self.morph_is_feats));
        write_number(&mut body, self.split_tags);
        write_number(&mut body, self.closed_tags);
        write_len(&mut body, self.related_tags.len());
        for &(asked, other) in &self.related_tags {
            body.extend([asked, other]);
        }
        write_text(&mut body, &self.particle_deprel);
        write_len(&mut body, self.lemmas.len());
        let mut previous = "";
        for lemma in &self.lemmas {
            let shared = shared_bytes(previous, lemma);
            write_len(&mut body, shared);
            write_text(&mut body, &lemma[shared..]);
            previous = lemma;
        }
        let scripts: Vec<(&Script, u32)> = self.scripts.iter().collect();
        write_len(&mut body, scripts.len());
        for (script, tags) in scripts {
            write_number(&mut body, tags);
            for text in [&script.prefix_cut, &script.prefix_add, &script.suffix_cut, &script.suffix_add] {
                write_text(&mut body, text);
            }
            body.push(script.stem as u8);
            let (from, to) = script.swap.unwrap_or_default();
            write_number(&mut body, u32::from(from));
            write_number(&mut body, to.map_or(0, u32::from));
        }
        write_table(&mut body, &self.dictionary);
        write_table(&mut body, &self.counts);
        write_table(&mut body, &self.particles);
        for weights in [&self.seam_weights, &self.script_weights, &self.casing_weights] {
            write_weights(&mut body, weights);
        }

        let mut file = Vec::with_capacity(HEADER_BYTES + body.len());
        file.extend(MAGIC);
        file.extend(VERSION.to_le_bytes());
        file.extend((body.len() as u64).to_le_bytes());
        file.extend(checksum(&body).to_le_bytes());
        file.extend(body);
        file
    }

    /// Reads the file of a model.
    ///
    /// # Errors
    /// When it is no lemma model, of another version, or damaged.
    pub fn from_bytes(file: &[u8]) -> Result<Self, ModelError> {
        let rest = file.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
        let (version, rest) = rest.split_first_chunk::<4>().ok_or(ModelError::Damaged("its header is cut off"))?;
        let version = u32::from_le_bytes(*version);
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let (len, rest) = rest.split_first_chunk::<8>().ok_or(ModelError::Damaged("its header is cut off"))?;
        let (sum, body) = rest.split_first_chunk::<8>().ok_or(ModelError::Damaged("its header is cut off"))?;
        if u64::from_le_bytes(*len) != body.len() as u64 {
            return Err(ModelError::Damaged("its length is not the one it tells"));
        }
        if u64::from_le_bytes(*sum) != checksum(body) {
            return Err(ModelError::Damaged("its checksum is wrong"));
        }
        let mut body = Body(body);
        let model = body.model().ok_or(ModelError::Damaged("a section cannot be read"))?;
        if body.0.is_empty() { Ok(model) } else { Err(ModelError::Damaged("it goes on after its last section")) }
    }
}

/// Returns how many bytes both begin with, up to a border between characters.
fn shared_bytes(a: &str, b: &str) -> usize {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}

fn write_number(body: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        body.push(number as u8 | 0x80);
        number >>= 7;
    }
    body.push(number as u8);
}

fn write_len(body: &mut Vec<u8>, len: usize) {
    write_number(body, u32::try_from(len).unwrap_or(u32::MAX));
}

fn write_text(body: &mut Vec<u8>, text: &str) {
    write_len(body, text.len());
    body.extend(text.as_bytes());
}

fn write_table<V: Copy + Default + Into<u32>>(body: &mut Vec<u8>, table: &Table<V>) {
    let entries = table.entries();
    write_len(body, entries.len());
    let mut previous = 0;
    for (key, value) in entries {
        write_number(body, key - previous);
        write_number(body, value.into());
        previous = key;
    }
}

fn write_weights(body: &mut Vec<u8>, weights: &Weights) {
    write_number(body, weights.bits());
    write_len(body, weights.entries().count());
    let mut previous = 0;
    for (slot, weight) in weights.entries() {
        write_len(body, slot - previous);
        write_number(body, zigzag(weight));
        previous = slot;
    }
}

/// Returns a number that is small when the weight is near 0.
fn zigzag(weight: i16) -> u32 {
    u32::from(((weight << 1) ^ (weight >> 15)).cast_unsigned())
}

fn unzigzag(number: u32) -> Option<i16> {
    let number = u16::try_from(number).ok()?;
    Some(((number >> 1) ^ (number & 1).wrapping_neg()).cast_signed())
}

/// What of the body is still to be read; `None` when it is not as it should be.
struct Body<'a>(&'a [u8]);

impl<'a> Body<'a> {
    fn model(&mut self) -> Option<Model> {
        Some(Model {
            morph_is_feats: self.number()? != 0,
            split_tags: self.number()?,
            closed_tags: self.number()?,
            related_tags: self.related_tags()?,
            particle_deprel: self.text()?.to_owned(),
            lemmas: self.lemmas()?,
            scripts: self.scripts()?,
            dictionary: self.table()?,
            counts: self.table()?,
            particles: self.table()?,
            seam_weights: self.weights()?,
            script_weights: self.weights()?,
            casing_weights: self.weights()?,
        })
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 0xf {
                return None;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Reads how many things follow, each of at least `least_bytes`: no damaged number makes it reserve much memory.
    fn len(&mut self, least_bytes: usize) -> Option<usize> {
        let len = self.number()? as usize;
        (len <= self.0.len() / least_bytes).then_some(len)
    }

    fn text(&mut self) -> Option<&'a str> {
        let len = self.len(1)?;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        str::from_utf8(text).ok()
    }

    fn related_tags(&mut self) -> Option<Vec<(u8, u8)>> {
        let len = self.len(2)?;
        (0..len).map(|_| Some((self.byte()?, self.byte()?))).collect()
    }

    fn lemmas(&mut self) -> Option<Vec<String>> {
        let len = self.len(2)?;
        let mut lemmas: Vec<String> = Vec::with_capacity(len);
        for _ in 0..len {
            let shared = self.number()? as usize;
            let start = lemmas.last().map_or("", String::as_str).get(..shared)?.to_owned();
            lemmas.push(start + self.text()?);
        }
        Some(lemmas)
    }

    fn scripts(&mut self) -> Option<Scripts> {
        let len = self.len(8)?;
        let mut scripts = Vec::with_capacity(len);
        for _ in 0..len {
            let tags = self.number()?;
            let mut text = || Some(self.text()?.to_owned());
            let (prefix_cut, prefix_add, suffix_cut, suffix_add) = (text()?, text()?, text()?, text()?);
            let stem = *Stem::ALL.get(usize::from(self.byte()?))?;
            let (from, to) = (char::from_u32(self.number()?)?, char::from_u32(self.number()?)?);
            let swap = (from != '\0').then_some((from, (to != '\0').then_some(to)));
            scripts.push((Script { prefix_cut, prefix_add, suffix_cut, suffix_add, stem, swap }, tags));
        }
        Some(Scripts::new(scripts))
    }

    fn table<V: Copy + Default + TryFrom<u32>>(&mut self) -> Option<Table<V>> {
        let len = self.len(2)?;
        let mut entries = Vec::with_capacity(len);
        let mut key = 0_u32;
        for _ in 0..len {
            key = key.checked_add(self.number()?)?;
            entries.push((key, V::try_from(self.number()?).ok()?));
        }
        Some(Table::new(&entries))
    }

    fn weights(&mut self) -> Option<Weights> {
        let bits = self.number()?;
        if !(1..=MOST_BITS).contains(&bits) {
            return None;
        }
        let mut weights = Weights::new(bits);
        let mut slot = 0_usize;
        for _ in 0..self.len(2)? {
            slot = slot.checked_add(self.number()? as usize)?;
            weights.set(slot, unzigzag(self.number()?)?);
        }
        Some(weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn model() -> Model {
        let lemma = |form, lemma| (Script::derive(form, lemma).expect("they share letters"), 3);
        let mut weights = Weights::new(4);
        weights.set(2, -200);
        weights.set(15, i16::MIN);
        Model {
            morph_is_feats: true,
            split_tags: 5,
            closed_tags: 9,
            related_tags: vec![(3, 15)],
            particle_deprel: "compound:prt".to_owned(),
            lemmas: ["boot", "boterham", "één"].map(str::to_owned).to_vec(),
            dictionary: Table::new(&[(7, 0), (3_000_000_000, 4)]),
            counts: Table::new(&[(1, 1)]),
            seam_weights: weights,
            script_weights: Weights::new(6),
            casing_weights: Weights::default(),
            particles: Table::new(&[(5, 1)]),
            scripts: Scripts::new(vec![lemma("boten", "boot"), lemma("1,5", "15")]),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = model().to_bytes();
        let read = Model::from_bytes(&bytes).expect("it was just written");
        assert_eq!(read.to_bytes(), bytes);
        assert_eq!(read.lemmas, model().lemmas);
        assert_eq!(read.seam_weights, model().seam_weights);
        assert_eq!(read.scripts.iter().count(), 2);
    }

    #[test]
    fn foreign_files_and_versions_are_named() {
        assert_eq!(Model::from_bytes(b"PK\x03\x04").expect_err("a zip"), ModelError::Foreign);
        assert_eq!(Model::from_bytes(b"").expect_err("nothing"), ModelError::Foreign);
        let mut bytes = model().to_bytes();
        bytes[8] = 9;
        assert_eq!(Model::from_bytes(&bytes).expect_err("version 9"), ModelError::Version(9));
    }

    proptest! {
        #[test]
        fn no_damage_goes_unseen(at: prop::sample::Index, bit in 0..8_u32) {
            let mut bytes = model().to_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(Model::from_bytes(&bytes).is_err());
        }

        #[test]
        fn no_cut_goes_unseen(at: prop::sample::Index) {
            let bytes = model().to_bytes();
            prop_assert!(Model::from_bytes(&bytes[..at.index(bytes.len())]).is_err());
        }

        #[test]
        fn strange_bodies_are_refused_without_panic(body: Vec<u8>) {
            let mut body = Body(&body);
            let _ = body.model();
        }

        #[test]
        fn zigzag_turns_back(weight: i16) {
            prop_assert_eq!(unzigzag(zigzag(weight)), Some(weight));
        }
    }
}
