//! Text to sentences, tokens and quotations, each with its place in the text.
//!
//! [`annotate()`] splits an article after the conventions of Universal Dependencies as far as they can be met without a
//! model. Tags, lemmas and trees come later as further columns of [`Token`]; what stands here keeps its meaning.

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
pub use word_split::multiword_tokens;
