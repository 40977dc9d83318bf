//! Scores of events on PLOVER's gold records and the unit sentences of PETRARCH-2.
//!
//! Both give, for each sentence, dyads with a code. What is compared is the root code: per sentence the set of codes
//! (each code once, however many dyads carry it), and the multiset of dyads (an event of ours counts once for every
//! pair of an actor and a recipient, or once when it has none). Ours are the codes that [`event::coded`] gives to events
//! (of which somebody is the actor; plans are promises) and, because CAMEO codes what is said too, those that
//! [`event::of_statement`] gives to statements. Old names of roots are read as the new ones.
//!
//! The units of PETRARCH-2 test its software with dictionaries of their own, in which codes are made up (`345`, `901`)
//! or WEIS's (`023`, `064`): a low score on them says little.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::Context;
use document::Article;
use reading::{Plover, Reading, event};
use serde_json::Value;

use crate::corpus::{json_lines, packs};
use crate::statements::Count;

/// Names that the codebook has given up since the corpora were made.
const RENAMED: [(&str, &str); 4] =
    [("DEMAND", "REQUEST"), ("DISAPPROVE", "ACCUSE"), ("FIGHT", "ASSAULT"), ("INVESTIGATE", "ACCUSE")];

/// How often each code is among the dyads of a sentence.
type Codes = BTreeMap<&'static str, usize>;

/// All counts over a corpus.
#[derive(Debug, Default)]
pub struct Scores {
    sentences: usize,
    /// Each code of a sentence once.
    sets: Count,
    /// Dyads.
    dyads: Count,
    /// Triggers or cues found, whatever their code, in sentences that have a gold event.
    seen: Count,
    /// By code.
    codes: BTreeMap<&'static str, Count>,
    /// By rule: found, and those whose code is among the gold ones of the sentence.
    rules: BTreeMap<String, Count>,
}

fn code(name: &str) -> Option<&'static str> {
    let name = RENAMED.iter().find(|(old, _)| *old == name).map_or(name, |(_, new)| *new);
    Plover::from_name(name).map(Plover::as_str)
}

/// Returns the gold codes of a sentence; events without a root code of PLOVER are left out.
fn gold(record: &Value) -> anyhow::Result<Codes> {
    let mut codes = Codes::new();
    for event in record["events"].as_array().context("no events")? {
        let name = event["event"].as_str().or(event["plover"].as_str());
        if let Some(code) = name.and_then(code) {
            // PLOVER's records list the parties of one event, PETRARCH-2's one dyad each.
            let parties = |side: &str| event[side].as_array().map_or(1, |all| all.len().max(1));
            *codes.entry(code).or_default() += parties("source") * parties("target");
        }
    }
    Ok(codes)
}

/// Returns what was read: rule, code and how many dyads.
fn found(reading: &Reading) -> Vec<(&str, Option<&'static str>, usize)> {
    let events = reading.events.iter().map(|event| {
        let dyads = event.actors.len().max(1) * event.recipients.len().max(1);
        (event.rule.as_str(), event::coded(event).map(Plover::as_str), dyads)
    });
    let statements = reading.statements.iter().map(|statement| {
        let (plover, _) = event::of_statement(statement.act);
        (statement.rule.as_str(), plover.map(Plover::as_str), 1)
    });
    events.chain(statements).collect()
}

impl Scores {
    fn add(&mut self, gold: &Codes, found: &[(&str, Option<&'static str>, usize)]) {
        self.sentences += 1;
        let mut ours = Codes::new();
        for (rule, code, dyads) in found {
            let Some(code) = code else { continue };
            *ours.entry(code).or_default() += dyads;
            let count = self.rules.entry((*rule).to_owned()).or_default();
            count.found += 1;
            count.hit += usize::from(gold.contains_key(code));
        }
        let all: BTreeSet<&'static str> = gold.keys().chain(ours.keys()).copied().collect();
        for code in all {
            let n = |codes: &Codes| codes.get(code).copied().unwrap_or_default();
            let (n_gold, n_ours) = (n(gold), n(&ours));
            self.dyads.hit += n_gold.min(n_ours);
            self.dyads.gold += n_gold;
            self.dyads.found += n_ours;
            let once = Count {
                hit: usize::from(n_gold > 0 && n_ours > 0),
                gold: usize::from(n_gold > 0),
                found: usize::from(n_ours > 0),
            };
            for count in [&mut self.sets, self.codes.entry(code).or_default()] {
                count.hit += once.hit;
                count.gold += once.gold;
                count.found += once.found;
            }
        }
        if !gold.is_empty() {
            self.seen.gold += 1;
            self.seen.hit += usize::from(!found.is_empty());
        }
    }

    #[expect(clippy::print_stdout, reason = "scores are its output")]
    fn print(&self) {
        println!(
            "{} sentences, {} with a gold code, {} of these with any event or statement of ours",
            self.sentences, self.seen.gold, self.seen.hit
        );
        let line = |name: &str, count: &Count| {
            let (precision, recall, f1) = count.prf();
            println!(
                "{name:24} P {:5.1} R {:5.1} F1 {:5.1}  (gold {}, found {})",
                100.0 * precision,
                100.0 * recall,
                100.0 * f1,
                count.gold,
                count.found
            );
        };
        line("root codes, each once", &self.sets);
        line("root codes of dyads", &self.dyads);
        println!();
        for (code, count) in &self.codes {
            line(code, count);
        }
        println!("\n{:40} {:>6} {:>10}", "rule", "found", "precision");
        for (rule, count) in &self.rules {
            println!("{rule:40} {:>6} {:>9.1}%", count.found, 100.0 * count.prf().0);
        }
    }
}

/// Scores the reader of English on a file of either corpus and prints the scores; with `show`, every sentence whose
/// codes differ.
///
/// # Errors
/// When the file cannot be read or is not of that form.
#[expect(clippy::print_stdout, reason = "differences are its output")]
pub fn run(corpus: &Path, show: bool) -> anyhow::Result<()> {
    let (pack, shared) = packs("en")?;
    let pipeline = nlp::Pipeline::from_pack(&pack)?;
    let reader = reading::Reader::new(&pack, &shared)?;
    let mut scores = Scores::default();
    for record in json_lines(corpus)? {
        let text = record["text"].as_str().context("no text")?;
        let article = Article { language: pack.lang, ..Article::plain(text) };
        let annotated = pipeline.annotate(&article);
        let (reading, _) = reading::read(&reader, &article, &annotated);
        let (gold, found) = (gold(&record)?, found(&reading));
        let ours: BTreeSet<&str> = found.iter().filter_map(|(_, code, _)| *code).collect();
        if show && !ours.iter().eq(gold.keys()) {
            let rules: Vec<&str> = found.iter().map(|(rule, _, _)| *rule).collect();
            println!("gold {:?} ours {ours:?} {rules:?} {text}", gold.keys());
        }
        scores.add(&gold, &found);
    }
    scores.print();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_count_once_a_sentence_and_dyads_as_often_as_they_are() {
        let record = serde_json::json!({ "events": [
            { "event": "DEMAND", "source": [{}, {}], "target": [{}] },
            { "plover": "AID", "source": "A", "target": "B" },
            { "plover": null },
        ] });
        let gold = gold(&record).expect("events");
        assert_eq!(gold, Codes::from([("REQUEST", 2), ("AID", 1)]));
        let mut scores = Scores::default();
        scores.add(&gold, &[("a", Some("REQUEST"), 1), ("b", Some("RETREAT"), 1), ("c", None, 1)]);
        assert_eq!(scores.sets, Count { hit: 1, gold: 2, found: 2 });
        assert_eq!(scores.dyads, Count { hit: 1, gold: 3, found: 2 });
        assert_eq!(scores.rules["a"], Count { hit: 1, gold: 0, found: 1 });
        assert_eq!(scores.seen, Count { hit: 1, gold: 1, found: 0 });
    }
}
