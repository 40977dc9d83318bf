//! Writes the page of the invented dossier that the tests use to standard output: something to look at.

#[path = "../src/testing.rs"]
mod testing;

use std::io::Write;

fn main() -> std::io::Result<()> {
    let (dossier, readings) = testing::bridge();
    std::io::stdout().write_all(web::page(&dossier, &readings).as_bytes())
}
