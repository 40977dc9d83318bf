//! Scores of statements on PolNeAR: source, cue and content, after Newell, Margolin & Ruths (2018).
//!
//! Per role: exact spans and characters in common. Whole: all three roles exact; partial: contents that share at least
//! half of their characters (Dice) and sources that touch, or both without source. Offsets are code points, as in the
//! corpus. A corpus attribution may have several pieces; ours that share a cue count as pieces of one.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::Context;
use document::{Article, Span};
use reading::Attribution;
use serde_json::Value;

use crate::corpus::{json_lines, packs};

/// The spans of one role, as half-open ranges of code points.
pub type Spans = Vec<(usize, usize)>;

/// One attribution of the corpus or of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Triple {
    /// Who.
    pub source: Spans,
    /// The words that carry it.
    pub cue: Spans,
    /// What.
    pub content: Spans,
    /// The rule that made it; empty in the corpus.
    pub rule: String,
}

/// The name of a role and where a triple keeps it.
type Role = (&'static str, fn(&Triple) -> &Spans);

/// True positives, gold and predicted items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and right.
    pub hit: usize,
    /// In the corpus.
    pub gold: usize,
    /// Found.
    pub found: usize,
}

impl Count {
    /// Returns precision, recall and their harmonic mean; 0 where nothing is to be divided.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of a corpus are far below 2^52")]
    pub fn prf(self) -> (f64, f64, f64) {
        let ratio = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        let (precision, recall) = (ratio(self.hit, self.found), ratio(self.hit, self.gold));
        let sum = precision + recall;
        (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }
}

/// All counts over a corpus.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// By measure: `exact source`, `chars content`, `exact all three`, `partial content+source`.
    pub counts: BTreeMap<String, Count>,
    /// By rule: predicted attributions, and those that match in part.
    pub rules: BTreeMap<String, Count>,
}

impl Scores {
    /// Adds one article.
    pub fn add(&mut self, gold: &[Triple], found: &[Triple]) {
        let roles: [Role; 3] = [("source", |t| &t.source), ("cue", |t| &t.cue), ("content", |t| &t.content)];
        for (name, role) in roles {
            let spans = |all: &[Triple]| all.iter().map(role).filter(|spans| !spans.is_empty()).cloned().collect();
            let exact = exact(&spans(gold), spans(found));
            self.count(&format!("exact {name}"), exact);
            let (a, b) = (characters(gold.iter().map(role)), characters(found.iter().map(role)));
            self.count(
                &format!("chars {name}"),
                Count { hit: a.intersection(&b).count(), gold: a.len(), found: b.len() },
            );
        }
        let whole = |all: &[Triple]| -> Vec<_> {
            all.iter().map(|t| (t.source.clone(), t.cue.clone(), t.content.clone())).collect()
        };
        self.count("exact all three", exact(&whole(gold), whole(found)));
        let pairs = partial(gold, found);
        self.count("partial content+source", Count { hit: pairs.len(), gold: gold.len(), found: found.len() });
        for (index, triple) in found.iter().enumerate() {
            let rule = self.rules.entry(triple.rule.clone()).or_default();
            rule.found += 1;
            rule.hit += usize::from(pairs.contains(&index));
        }
    }

    fn count(&mut self, measure: &str, more: Count) {
        let count = self.counts.entry(measure.to_owned()).or_default();
        count.hit += more.hit;
        count.gold += more.gold;
        count.found += more.found;
    }
}

/// Counts items that are in both lists, each once.
fn exact<T: PartialEq>(gold: &Vec<T>, mut found: Vec<T>) -> Count {
    let (n_gold, n_found) = (gold.len(), found.len());
    let mut hit = 0;
    for item in gold {
        if let Some(at) = found.iter().position(|other| other == item) {
            found.remove(at);
            hit += 1;
        }
    }
    Count { hit, gold: n_gold, found: n_found }
}

fn characters<'t>(spans: impl Iterator<Item = &'t Spans>) -> BTreeSet<usize> {
    spans.flatten().flat_map(|&(start, end)| start..end).collect()
}

/// Returns the indices of found attributions that match one of the corpus: contents with a Dice coefficient of at
/// least 0.5, sources touching or both absent. Each corpus attribution takes the best that is left.
fn partial(gold: &[Triple], found: &[Triple]) -> BTreeSet<usize> {
    let sets = |t: &Triple| (characters([&t.content].into_iter()), characters([&t.source].into_iter()));
    let theirs: Vec<_> = found.iter().map(sets).collect();
    let mut used = BTreeSet::new();
    for triple in gold {
        let (content, source) = sets(triple);
        let mut best: Option<(usize, usize, usize)> = None;
        for (index, (other, speaker)) in theirs.iter().enumerate() {
            if used.contains(&index) || content.is_empty() || other.is_empty() {
                continue;
            }
            let (common, total) = (content.intersection(other).count(), content.len() + other.len());
            let sources = source.is_empty() && speaker.is_empty() || source.intersection(speaker).next().is_some();
            let better = best.is_none_or(|(c, t, _)| common * t > c * total);
            if 4 * common >= total && sources && better {
                best = Some((common, total, index));
            }
        }
        if let Some((_, _, index)) = best {
            used.insert(index);
        }
    }
    used
}

/// Returns our statements as the corpus writes them: code points, quotation marks inside the content, and a
/// quotation that goes on in the next sentence a piece of the attribution before it.
#[must_use]
pub fn triples(text: &str, statements: &[Attribution]) -> Vec<Triple> {
    let mut points = vec![0; text.len() + 1];
    let mut n_points = 0;
    for (at, c) in text.char_indices() {
        for slot in points.iter_mut().skip(at).take(c.len_utf8()) {
            *slot = n_points;
        }
        n_points += 1;
    }
    points[text.len()] = n_points;
    let convert = |span: Span| (points[span.start], points[span.end]);
    let mut out: Vec<Triple> = Vec::new();
    for statement in statements {
        let pieces = std::iter::once(&statement.content).chain(&statement.rest);
        let mut content: Spans = pieces.map(|piece| convert(with_marks(text, *piece))).collect();
        let told = statement.speaker.as_ref().map(|speaker| convert(speaker.span));
        let goes_on = out.iter_mut().rfind(|triple| told.is_some() && triple.source.first().copied() == told);
        if let Some(triple) = goes_on {
            triple.content.append(&mut content);
            triple.content.sort_unstable();
            continue;
        }
        content.sort_unstable();
        out.push(Triple {
            source: statement.source.iter().map(|source| convert(source.span)).collect(),
            cue: statement.cue.map(convert).into_iter().collect(),
            content,
            rule: statement.rule.as_str().to_owned(),
        });
    }
    out
}

fn with_marks(text: &str, span: Span) -> Span {
    const MARKS: [char; 7] = ['"', '\'', '“', '”', '‘', '’', '„'];
    let (mut start, mut end) = (span.start, span.end);
    let open = |start: usize| text[..start].chars().next_back().filter(|c| MARKS.contains(c));
    let close = |end: usize| text[end..].chars().next().filter(|c| MARKS.contains(c));
    if let (Some(_), Some(_)) = (open(start), close(end)) {
        while let Some(c) = open(start) {
            start -= c.len_utf8();
        }
        while let Some(c) = close(end) {
            end += c.len_utf8();
        }
    }
    Span::new(start, end)
}

/// Prints what a rule found without a match, or with `missed` what nothing found.
fn differences(text: &str, gold: &[Triple], found: &[Triple], rule: &str) {
    let words = |spans: &Spans| {
        let slice = |&(start, end): &(usize, usize)| text.chars().skip(start).take(end - start).collect::<String>();
        spans.iter().map(slice).collect::<Vec<_>>().join(" | ")
    };
    let print = |t: &Triple| println!("{} <{}> {}", words(&t.source), words(&t.cue), words(&t.content));
    let right = partial(gold, found);
    if rule == "missed" {
        let right = partial(found, gold);
        gold.iter().enumerate().filter(|(index, _)| !right.contains(index)).for_each(|(_, t)| print(t));
    }
    for (_, triple) in found.iter().enumerate().filter(|(i, t)| t.rule == rule && !right.contains(i)) {
        print(triple);
        let content = characters([&triple.content].into_iter());
        let common = |t: &&Triple| characters([&t.content].into_iter()).intersection(&content).count();
        if let Some(near) = gold.iter().max_by_key(common).filter(|t| common(t) > 0) {
            println!("    instead of {} <{}> {}", words(&near.source), words(&near.cue), words(&near.content));
        }
    }
}

/// Reads a file of PolNeAR (JSON lines, `.zst` unpacked by the `zstd` program) and scores the reader of English on it.
///
/// # Errors
/// When the file cannot be read or is not of that form.
pub fn score(corpus: &Path, show: Option<&str>, weights: Option<&Path>) -> anyhow::Result<Scores> {
    let (mut pack, shared) = packs("en")?;
    if let Some(weights) = weights {
        let table =
            std::fs::read_to_string(weights).with_context(|| format!("could not read `{}`", weights.display()))?;
        pack = pack.with_text("attribution/weights.tsv", table);
    }
    let pipeline = nlp::Pipeline::from_pack(&pack)?;
    let reader = reading::Reader::new(&pack, &shared)?;
    let mut scores = Scores::default();
    for document in json_lines(corpus)? {
        let text = document["text"].as_str().context("no text")?;
        let article = Article::plain(text);
        let annotated = pipeline.annotate(&article);
        let (read, _) = reading::read(&reader, &article, &annotated);
        let gold: Vec<Triple> =
            document["attributions"].as_array().context("no attributions")?.iter().map(triple).collect();
        let found = triples(text, &read.statements);
        if let Some(rule) = show {
            differences(text, &gold, &found, rule);
        }
        scores.add(&gold, &found);
    }
    Ok(scores)
}

fn triple(value: &Value) -> Triple {
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    let spans = |role: &str| -> Spans {
        value[role].as_array().map_or_else(Vec::new, |all| all.iter().map(|s| (number(&s[0]), number(&s[1]))).collect())
    };
    Triple { source: spans("source"), cue: spans("cue"), content: spans("content"), rule: String::new() }
}

/// Prints the scores of a corpus and the precision of each rule.
///
/// # Errors
/// As [`score`].
pub fn run(corpus: &Path, show: Option<&str>, weights: Option<&Path>) -> anyhow::Result<()> {
    let scores = score(corpus, show, weights)?;
    for (measure, count) in &scores.counts {
        let (precision, recall, f1) = count.prf();
        println!(
            "{measure:24} P {:5.1} R {:5.1} F1 {:5.1}  (gold {}, found {})",
            100.0 * precision,
            100.0 * recall,
            100.0 * f1,
            count.gold,
            count.found
        );
    }
    println!("\n{:32} {:>6} {:>10}", "rule", "found", "precision");
    for (rule, count) in &scores.rules {
        println!("{rule:32} {:>6} {:>9.1}%", count.found, 100.0 * count.prf().0);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triple(source: &[(usize, usize)], cue: &[(usize, usize)], content: &[(usize, usize)]) -> Triple {
        Triple { source: source.to_vec(), cue: cue.to_vec(), content: content.to_vec(), rule: "r".to_owned() }
    }

    #[test]
    fn partial_wants_half_of_the_content_and_a_touching_source() {
        let gold = [triple(&[(0, 5)], &[(6, 10)], &[(11, 21)])];
        // 5 characters in common, 10 + 10 in all: Dice is exactly one half.
        assert_eq!(partial(&gold, &[triple(&[(4, 9)], &[], &[(16, 26)])]).len(), 1);
        // 4 in common of 10 + 10: below it.
        assert_eq!(partial(&gold, &[triple(&[(4, 9)], &[], &[(17, 27)])]).len(), 0);
        // The source does not touch, or is missing.
        assert_eq!(partial(&gold, &[triple(&[(5, 9)], &[], &[(11, 21)])]).len(), 0);
        assert_eq!(partial(&gold, &[triple(&[], &[], &[(11, 21)])]).len(), 0);
    }

    #[test]
    fn scores_of_two_attributions_by_hand() {
        let gold = [triple(&[(0, 2)], &[(3, 5)], &[(6, 10)]), triple(&[], &[(12, 14)], &[(15, 19)])];
        let found = [triple(&[(0, 2)], &[(3, 5)], &[(6, 9)]), triple(&[], &[(12, 14)], &[(15, 19)])];
        let mut scores = Scores::default();
        scores.add(&gold, &found);
        assert_eq!(scores.counts["exact source"], Count { hit: 1, gold: 1, found: 1 });
        assert_eq!(scores.counts["exact cue"], Count { hit: 2, gold: 2, found: 2 });
        assert_eq!(scores.counts["exact content"], Count { hit: 1, gold: 2, found: 2 });
        assert_eq!(scores.counts["exact all three"], Count { hit: 1, gold: 2, found: 2 });
        assert_eq!(scores.counts["chars content"], Count { hit: 7, gold: 8, found: 7 });
        assert_eq!(scores.counts["partial content+source"], Count { hit: 2, gold: 2, found: 2 });
        assert_eq!(scores.rules["r"], Count { hit: 2, gold: 0, found: 2 });
    }

    #[test]
    fn each_gold_attribution_is_matched_once() {
        let one = triple(&[(0, 2)], &[], &[(6, 10)]);
        assert_eq!(partial(std::slice::from_ref(&one), &[one.clone(), one.clone()]).len(), 1);
    }

    #[test]
    fn content_takes_its_marks_and_counts_code_points() {
        let text = "é “à b” c";
        let span = Span::new(text.find('à').expect("there"), text.find("” c").expect("there"));
        assert_eq!(with_marks(text, span).of(text), "“à b”");
    }
}
