#![doc = include_str!("../README.md")]

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
pub use parse::{Models, parse};
pub use pipeline::Pipeline;
pub use token::{Annotated, Quotation, Sentence, Token, TokenKind};
pub use tree::Tree;
pub use word::{Bio, LabelId, Labels, NameType, UnknownTag, Upos, Word};
pub use word_split::{multiword_tokens, split_words};
