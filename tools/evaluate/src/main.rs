//! Scores and speeds.
fn main() {}
