//! Small neural networks on whole articles: integer matrix products, a few layers, and the file they are stored in.
//!
//! What decides a label must be the same on every machine. So weights are `i8`, what they are multiplied with is `i16`,
//! and the products are summed in `i32`, where order does not matter. Between them stand `f32` steps of only `+ - * /`,
//! `sqrt` and comparisons in a written order: each is rounded alike everywhere (IEEE 754), Rust never fuses a product
//! with a sum by itself, and no function of the platform's mathematics library is called.

mod biaffine;
mod features;
pub mod file;
mod grammar;
mod kernel;
mod lstm;
pub mod machine;
pub mod math;
pub mod matrix;
mod vocabulary;

pub use file::{ModelError, ModelFile};
pub use grammar::{Analysis, Grammar};
pub use machine::Machine;
