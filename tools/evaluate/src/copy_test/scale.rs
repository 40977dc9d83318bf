//! How long it takes to add an article to an index of many.

use std::time::Duration;

use document::Lang;
use dossier::CopyIndex;
use rustix::time::{ClockId, clock_gettime};

use super::{change::Change, text::Text};
use crate::perturb::SplitMix64;

/// Adds `n` changed copies of the articles one by one and prints the time of additions; splitting the text into words is
/// not counted.
pub fn run(sources: &[Text], lexicon: &nlp::Lexicon, lang: Lang, n: usize, seed: u64) {
    let mut random = SplitMix64(seed);
    let mut index = CopyIndex::new();
    let (mut spent, mut longest, mut changed) = (Duration::ZERO, Duration::ZERO, 0);
    let (mut all, mut since) = (Duration::ZERO, 0);
    println!("{:>8} {:>12} {:>12} {:>10} {:>10}", "articles", "mean ms", "longest ms", "changed", "total s");
    for number in 0..n {
        let base = &sources[number % sources.len()];
        let change = [Change::Dropped, Change::Words, Change::Cut, Change::Numbers][number / sources.len() % 4];
        let entry = change.made(base, base, sources, &mut random).text.entry(lexicon, lang, number);
        let start = cpu_time();
        changed += index.add(number.reverse_bits(), &entry.annotated).len();
        let time = cpu_time().saturating_sub(start);
        (spent, longest, all) = (spent + time, longest.max(time), all + time);
        if (number + 1) % (n / 10).max(1) == 0 {
            let added = number + 1 - since;
            let mean = spent.as_secs_f64() * 1000.0 / added as f64;
            let longest_ms = longest.as_secs_f64() * 1000.0;
            let per_article = changed as f64 / added as f64;
            println!("{:8} {mean:12.3} {longest_ms:12.1} {per_article:10.1} {:10.1}", number + 1, all.as_secs_f64());
            (spent, longest) = (Duration::ZERO, Duration::ZERO);
            since = number + 1;
            changed = 0;
        }
    }
}

/// Returns the time that this program had processors: the machine may be busy.
fn cpu_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}
