//! Text to sentences, tokens, quotations and words, each with its place in the text; and, where the language pack has
//! models, to parts of speech, features, lemmas, trees and names.
//!
//! [`Pipeline`] does all of it with one language pack. What comes out is an [`Annotated`]; [`Tree`] walks the tree of one of
//! its sentences, and [`conllu`] reads and writes the format of treebanks, so that what works on the one works on the
//! other. Everything follows the conventions of Universal Dependencies.
//!
//! Nothing here reads a file: packs and articles are handed in. The same text gives the same result on every machine.

mod annotate;
pub mod conllu;
mod decode;
pub mod lemma;
mod lexicon;
pub mod net;
mod parse;
mod pipeline;
mod quotation;
mod scan;
mod sentence;
mod token;
mod tokenize;
mod tree;
mod word;
mod word_split;

pub use annotate::{annotate, boundary_examples};
pub use lemma::Lemmatiser;
pub use lexicon::Lexicon;
pub use parse::{LoadError, Models, parse};
pub use pipeline::Pipeline;
pub use token::{Annotated, Quotation, Sentence, Token, TokenKind};
pub use tree::Tree;
pub use word::{Bio, LabelId, Labels, NameType, UnknownTag, Upos, Word};
pub use word_split::multiword_tokens;
