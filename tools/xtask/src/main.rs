//! Checks that CI runs: `cargo run -p xtask -- packs`, `cargo run -p xtask -- fuzz`.

mod fuzz;
mod packs;

use anyhow::{Context as _, bail};

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("packs") => packs::run(),
        Some("fuzz") => fuzz::run(number(&args, "--seconds", 20)?, number(&args, "--seed", 1)?),
        _ => bail!("usage: xtask packs | fuzz [--seconds N] [--seed N]"),
    }
}

/// The number behind `flag`.
fn number(args: &[String], flag: &str, default: u64) -> anyhow::Result<u64> {
    let Some(at) = args.iter().position(|arg| arg == flag) else { return Ok(default) };
    args.get(at + 1).and_then(|value| value.parse().ok()).with_context(|| format!("`{flag}` needs a whole number"))
}
