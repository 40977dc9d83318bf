//! The file a network is stored in: a header of text and tables of numbers behind it.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `WHGM` |
//! | 4 | version, little-endian like all that follows: 1 |
//! | 8 | length of the header |
//! | that many | the header, JSON; its `tensors` list name, type, shape and offset of each table |
//! | up to the next multiple of 64 | zeros; offsets count from here |
//! | | the tables, each beginning at a multiple of 64 |
//! | 32 | SHA-256 of all before |
//!
//! `tools/train/wederhoor_train/model_file.py` writes it.

use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    ops::{Deref, Range},
    sync::Arc,
};
use thiserror::Error;

const MAGIC: &[u8; 4] = b"WHGM";
const VERSION: u32 = 1;
const ALIGNMENT: usize = 64;
const CHECKSUM: usize = 32;

/// What is wrong with a model file.
#[derive(Debug, Error)]
pub enum ModelError {
    /// It does not begin as a model file does.
    #[error("not a model file: it does not begin with `WHGM`")]
    Foreign,
    /// It is of a version that this program does not know.
    #[error("model file of version `{0}`, this program reads version `{VERSION}`")]
    Version(u32),
    /// It ends too early.
    #[error("model file ends after {found} bytes, at least {needed} were announced")]
    Truncated {
        /// Bytes there are.
        found: usize,
        /// Bytes there should be.
        needed: usize,
    },
    /// Some byte is not what was written.
    #[error("model file is corrupt: its checksum does not fit")]
    Checksum,
    /// The header cannot be read.
    #[error("model file with a header that cannot be read")]
    Header(#[source] serde_json::Error),
    /// The model is for something else.
    #[error("model file of kind `{found}` where `{wanted}` is needed")]
    Kind {
        /// What the header says.
        found: String,
        /// What the caller needs.
        wanted: &'static str,
    },
    /// A table that the network needs is not there.
    #[error("model file without the table `{0}`")]
    Missing(String),
    /// A table is not as the network needs it.
    #[error("table `{name}` of the model file: {problem}")]
    Table {
        /// Its name.
        name: String,
        /// What is wrong.
        problem: String,
    },
    /// Sizes or labels in the header do not fit the network.
    #[error("model file with a header that does not fit: {0}")]
    Sizes(String),
}

/// Bytes that a program carries within itself or has read.
#[derive(Clone, Debug)]
pub enum Bytes {
    /// Embedded.
    Static(&'static [u8]),
    /// Read.
    Shared(Arc<[u8]>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

impl From<&'static [u8]> for Bytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self::Static(bytes)
    }
}

impl From<Cow<'static, [u8]>> for Bytes {
    fn from(bytes: Cow<'static, [u8]>) -> Self {
        match bytes {
            Cow::Borrowed(bytes) => bytes.into(),
            Cow::Owned(bytes) => bytes.into(),
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Shared(bytes.into())
    }
}

/// A checked model file.
#[derive(Clone, Debug)]
pub struct ModelFile {
    bytes: Bytes,
    header: Range<usize>,
    tables: BTreeMap<String, Table>,
}

#[derive(Clone, Debug)]
struct Table {
    kind: Kind,
    shape: Vec<usize>,
    place: Range<usize>,
}

/// The numbers of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    I8,
    U8,
    F32,
}

impl Kind {
    fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::F32 => 4,
        }
    }
}

#[derive(Deserialize)]
struct Directory {
    tensors: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    r#type: Kind,
    shape: Vec<usize>,
    offset: usize,
}

impl ModelFile {
    /// Returns the file once all of it is known to be whole.
    ///
    /// # Errors
    /// When the bytes are not a model file, of another version, cut off, changed, or with tables that do not fit in.
    pub fn parse(bytes: impl Into<Bytes>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let (magic, rest) = bytes.split_first_chunk::<4>().ok_or(ModelError::Foreign)?;
        if magic != MAGIC {
            return Err(ModelError::Foreign);
        }
        let truncated = |needed| ModelError::Truncated { found: bytes.len(), needed };
        let (version, rest) = rest.split_first_chunk::<4>().ok_or(truncated(16 + CHECKSUM))?;
        let version = u32::from_le_bytes(*version);
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let length = rest.first_chunk::<8>().ok_or(truncated(16 + CHECKSUM))?;
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let header = 16..16usize.saturating_add(length);
        let content = bytes.len().saturating_sub(CHECKSUM);
        let json = bytes.get(..content).and_then(|content| content.get(header.clone()));
        let json = json.ok_or(truncated(header.end.saturating_add(CHECKSUM)))?;
        let directory: Directory = match serde_json::from_slice(json) {
            Ok(directory) => directory,
            // A changed byte is the likelier cause and the better message.
            Err(_) if !sum_fits(&bytes) => return Err(ModelError::Checksum),
            Err(error) => return Err(ModelError::Header(error)),
        };
        let start = header.end.next_multiple_of(ALIGNMENT);
        let mut tables = BTreeMap::new();
        let mut needed = start;
        for Entry { name, r#type, shape, offset } in directory.tensors {
            let size = shape.iter().try_fold(r#type.size(), |size, side| size.checked_mul(*side));
            let from = start.checked_add(offset);
            let to = size.and_then(|size| from?.checked_add(size));
            let (Some(from), Some(to)) = (from, to) else {
                return Err(ModelError::Table { name, problem: format!("shape {shape:?} is beyond any file") });
            };
            needed = needed.max(to);
            tables.insert(name, Table { kind: r#type, shape, place: from..to });
        }
        if needed > content {
            return Err(truncated(needed.saturating_add(CHECKSUM)));
        }
        if !sum_fits(&bytes) {
            return Err(ModelError::Checksum);
        }
        Ok(Self { bytes, header, tables })
    }

    /// Returns what the header says, read as `T`.
    ///
    /// # Errors
    /// When the header is of another make.
    pub fn header<T: DeserializeOwned>(&self) -> Result<T, ModelError> {
        serde_json::from_slice(self.bytes.get(self.header.clone()).unwrap_or_default()).map_err(ModelError::Header)
    }

    /// Returns all bytes, for [`place`](Self::place) to point into.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Returns where the `i8` table of that name and shape stands in [`bytes`](Self::bytes).
    ///
    /// # Errors
    /// When there is none, or not of that shape.
    pub fn place(&self, name: &str, shape: &[usize]) -> Result<Range<usize>, ModelError> {
        Ok(self.table(name, Kind::I8, shape)?.place.clone())
    }

    /// Returns the numbers of the `i8` table of that name and shape, row after row.
    ///
    /// # Errors
    /// When there is none, or not of that shape.
    pub fn i8s(&self, name: &str, shape: &[usize]) -> Result<Vec<i8>, ModelError> {
        let table = self.table(name, Kind::I8, shape)?;
        Ok(self.at(table).iter().map(|byte| byte.cast_signed()).collect())
    }

    /// Returns the numbers of the `f32` table of that name and shape, row after row, all of them finite.
    ///
    /// # Errors
    /// When there is none, not of that shape, or with a number that is not finite.
    pub fn f32s(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let table = self.table(name, Kind::F32, shape)?;
        let numbers: Vec<f32> = self.at(table).as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        if numbers.iter().any(|x| !x.is_finite()) {
            return Err(ModelError::Table { name: name.into(), problem: "has a number that is not finite".into() });
        }
        Ok(numbers)
    }

    /// Returns the UTF-8 text in the `u8` table of that name and where it stands in [`bytes`](Self::bytes).
    ///
    /// # Errors
    /// When there is none, or it is no text.
    pub fn text(&self, name: &str) -> Result<(&str, Range<usize>), ModelError> {
        let table = self.tables.get(name).ok_or_else(|| ModelError::Missing(name.into()))?;
        let problem = |problem: &str| ModelError::Table { name: name.into(), problem: problem.into() };
        if table.kind != Kind::U8 {
            return Err(problem("is not of type u8"));
        }
        let text = std::str::from_utf8(self.at(table)).map_err(|_| problem("is not UTF-8"))?;
        Ok((text, table.place.clone()))
    }

    fn table(&self, name: &str, kind: Kind, shape: &[usize]) -> Result<&Table, ModelError> {
        let table = self.tables.get(name).ok_or_else(|| ModelError::Missing(name.into()))?;
        if table.kind != kind || table.shape != shape {
            let problem = format!("is {:?} {:?} where {kind:?} {shape:?} is needed", table.kind, table.shape);
            return Err(ModelError::Table { name: name.into(), problem });
        }
        Ok(table)
    }

    fn at(&self, table: &Table) -> &[u8] {
        self.bytes.get(table.place.clone()).unwrap_or_default()
    }
}

fn sum_fits(bytes: &[u8]) -> bool {
    bytes.split_last_chunk::<CHECKSUM>().is_some_and(|(content, sum)| Sha256::digest(content).as_slice() == sum)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A file of the format with any header and any tables.
    pub fn sealed(header: &str, tables: &[u8]) -> Vec<u8> {
        let mut bytes =
            [&MAGIC[..], &VERSION.to_le_bytes(), &(header.len() as u64).to_le_bytes(), header.as_bytes()].concat();
        bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
        bytes.extend(tables);
        let sum = Sha256::digest(&bytes);
        bytes.extend(sum);
        bytes
    }

    const HEADER: &str = r#"{"tensors": [{"name": "a", "type": "i8", "shape": [2, 3], "offset": 0},
        {"name": "b", "type": "f32", "shape": [2], "offset": 64}, {"name": "c", "type": "u8", "shape": [3], "offset": 128}]}"#;

    fn small() -> Vec<u8> {
        let mut tables = vec![1, 2, 3, 255, 254, 253];
        tables.resize(64, 0);
        tables.extend([1.5f32, -2.0].iter().flat_map(|x| x.to_le_bytes()));
        tables.resize(128, 0);
        tables.extend(b"x\n\n");
        sealed(HEADER, &tables)
    }

    fn error(bytes: Vec<u8>) -> String {
        ModelFile::parse(bytes).unwrap_err().to_string()
    }

    #[test]
    fn tables_come_back_as_written() {
        let file = ModelFile::parse(small()).unwrap();
        assert_eq!(file.i8s("a", &[2, 3]).unwrap(), [1, 2, 3, -1, -2, -3]);
        assert_eq!(file.f32s("b", &[2]).unwrap(), [1.5, -2.0]);
        assert_eq!(file.text("c").unwrap().0, "x\n\n");
    }

    #[test]
    fn a_table_of_another_kind_or_shape_is_named() {
        let file = ModelFile::parse(small()).unwrap();
        let problem = |error: ModelError| error.to_string();
        assert_eq!(problem(file.i8s("z", &[1]).unwrap_err()), "model file without the table `z`");
        assert_eq!(
            problem(file.i8s("a", &[3, 2]).unwrap_err()),
            "table `a` of the model file: is I8 [2, 3] where I8 [3, 2] is needed"
        );
        assert_eq!(
            problem(file.f32s("a", &[2, 3]).unwrap_err()),
            "table `a` of the model file: is I8 [2, 3] where F32 [2, 3] is needed"
        );
    }

    #[test]
    fn foreign_and_newer_files_are_told() {
        assert_eq!(error(b"GIF89a and so on".to_vec()), "not a model file: it does not begin with `WHGM`");
        assert_eq!(error(Vec::new()), "not a model file: it does not begin with `WHGM`");
        let mut newer = small();
        newer[4] = 2;
        assert_eq!(error(newer), "model file of version `2`, this program reads version `1`");
        let tables = HEADER.replace("128", "9999");
        assert!(error(sealed(&tables, &[0; 200])).starts_with("model file ends after 488 bytes"));
        let beyond = HEADER.replace("128", &u64::MAX.to_string());
        assert!(error(sealed(&beyond, &[0; 200])).contains("beyond any file"));
        assert_eq!(error(sealed("{}", &[])), "model file with a header that cannot be read");
        let infinite = [vec![0; 64], f32::INFINITY.to_le_bytes().to_vec(), vec![0; 70]].concat();
        assert!(ModelFile::parse(sealed(HEADER, &infinite)).unwrap().f32s("b", &[2]).is_err());
    }

    proptest! {
        #[test]
        fn no_changed_byte_goes_unseen(at in any::<prop::sample::Index>(), with in 1u8..) {
            let mut bytes = small();
            let at = at.index(bytes.len());
            bytes[at] ^= with;
            prop_assert!(ModelFile::parse(bytes).is_err());
        }

        #[test]
        fn no_cut_goes_unseen(to in any::<prop::sample::Index>()) {
            let mut bytes = small();
            bytes.truncate(to.index(bytes.len()));
            prop_assert!(ModelFile::parse(bytes).is_err());
        }

        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(ModelFile::parse([b"WHGM\x01\0\0\0".to_vec(), bytes].concat()).is_err());
        }
    }
}
