//! Language packs: folders of tables that tell the engine about one language.
//!
//! A pack is data. This crate knows its manifest and the form of its tables, and gives errors with file and line;
//! what a table means is known by the room that reads it (`nlp`, `reading`, ...). It does no IO: whoever has the files
//! hands them over ([`PackSource::new`]).

mod error;
mod source;
mod table;

pub use error::PackError;
pub use source::{Manifest, PackSource};
pub use table::{Row, Table};
