//! Plain data that every room shares: an [`Article`], a [`Span`] of its text, a [`Lang`], a date known to some
//! precision ([`PartialDate`]).
//!
//! Nothing here reads a file, a clock or a language pack, and nothing here decides anything about a text.

mod article;
mod date;
mod lang;
mod span;

pub use article::{Article, ArticleId, PublishedFrom, Residue, ResidueKind};
pub use date::{DateError, PartialDate, Season};
pub use lang::Lang;
pub use span::Span;
