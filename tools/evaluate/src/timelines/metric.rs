//! What tilse measures of a timeline: dates, and ROUGE of all days together or of days aligned.
//!
//! Martschat & Markert (2017), *Improving ROUGE for Timeline Summarization*; their program tilse, which news-tls
//! (Gholipour Ghalandari & Ifrim 2020) calls, has the details that the paper leaves open:
//!
//! - **align+ m:1**: every day *p* of the system goes to the reference day *r* of least cost
//!   `(1 - 1/(|p - r| + 1)) * (1 - F1(p, r))`, where `F1` is of words as they stand, and the first of equals wins; for
//!   recall every reference day goes to a day of the system in the same way. With `m(p, r)` the n-grams in both,
//!   precision is `Σ m(p, r) / (|p - r| + 1)` over `Σ` n-grams of *p*, recall the same over n-grams of *r*.
//! - **concat**: ROUGE of all days together.
//! - **date F1** of the sets of days.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::rouge::{Counts, Ngrams, Words};

/// Days with their sentences.
pub type Timeline = BTreeMap<Date, Vec<String>>;

/// Precision, recall and F1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Share of the system's that is right.
    pub precision: f64,
    /// Share of the reference that was found.
    pub recall: f64,
}

impl Score {
    /// Returns the harmonic mean of both.
    pub fn f1(self) -> f64 {
        f1(self.precision, self.recall)
    }
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// Scores the days.
pub fn dates(system: &Timeline, reference: &Timeline) -> Score {
    let shared = system.keys().filter(|day| reference.contains_key(day)).count() as f64;
    Score { precision: shared / system.len().max(1) as f64, recall: shared / reference.len().max(1) as f64 }
}

/// Scores all sentences together by ROUGE-`n`.
pub fn concat(words: &Words, n: usize, system: &Timeline, reference: &Timeline) -> Score {
    let all = |timeline: &Timeline| {
        let words: Vec<String> = timeline.values().flatten().flat_map(|sentence| words.of(sentence)).collect();
        Ngrams::of(&words, n)
    };
    let (system, reference) = (all(system), all(reference));
    let shared = system.shared(&reference) as f64;
    Score { precision: shared / system.total.max(1) as f64, recall: shared / reference.total.max(1) as f64 }
}

/// Scores days aligned many to one (`align+ m:1`) by ROUGE-`n`.
pub fn aligned(words: &Words, n: usize, system: &Timeline, reference: &Timeline) -> Score {
    if system.is_empty() || reference.is_empty() {
        return Score::default();
    }
    let ngrams = |timeline: &Timeline| -> BTreeMap<Date, Ngrams> {
        let of = |sentences: &Vec<String>| {
            Ngrams::of(&sentences.iter().flat_map(|sentence| words.of(sentence)).collect::<Vec<_>>(), n)
        };
        timeline.iter().map(|(day, sentences)| (*day, of(sentences))).collect()
    };
    let (system_ngrams, reference_ngrams) = (ngrams(system), ngrams(reference));
    let one_way = |from: &Timeline, from_ngrams: &BTreeMap<Date, Ngrams>, to: &Timeline, to_ngrams: &BTreeMap<_, _>| {
        let mut counts = Counts::default();
        for (day, other) in cheapest(from, to) {
            let (one, other_ngrams): (&Ngrams, &Ngrams) = (&from_ngrams[&day], &to_ngrams[&other]);
            let weight = 1.0 / (days_between(day, other) + 1.0);
            counts.add(weight * one.shared(other_ngrams) as f64, one.total as f64);
        }
        counts.ratio()
    };
    Score {
        precision: one_way(system, &system_ngrams, reference, &reference_ngrams),
        recall: one_way(reference, &reference_ngrams, system, &system_ngrams),
    }
}

/// For every day of one timeline the day of the other that costs least.
fn cheapest(from: &Timeline, to: &Timeline) -> Vec<(Date, Date)> {
    let bags = |timeline: &Timeline| -> Vec<(Date, HashMap<String, usize>)> {
        let bag = |sentences: &Vec<String>| {
            let mut bag: HashMap<String, usize> = HashMap::new();
            for word in sentences.iter().flat_map(|sentence| sentence.split_whitespace()) {
                *bag.entry(word.to_owned()).or_default() += 1;
            }
            bag
        };
        timeline.iter().map(|(day, sentences)| (*day, bag(sentences))).collect()
    };
    let (from, to) = (bags(from), bags(to));
    let cost = |(day, bag): &(Date, HashMap<String, usize>), (other_day, other): &(Date, HashMap<String, usize>)| {
        let far = 1.0 - 1.0 / (days_between(*day, *other_day) + 1.0);
        far * (1.0 - overlap(bag, other))
    };
    from.iter()
        .filter_map(|one| {
            let costs = to.iter().map(|other| (cost(one, other), other.0));
            let (_, other) = costs.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
            Some((one.0, other))
        })
        .collect()
}

fn overlap(a: &HashMap<String, usize>, b: &HashMap<String, usize>) -> f64 {
    let shared: usize = a.iter().map(|(word, &n)| n.min(b.get(word).copied().unwrap_or(0))).sum();
    let total = |bag: &HashMap<String, usize>| bag.values().sum::<usize>().max(1) as f64;
    f1(shared as f64 / total(a), shared as f64 / total(b))
}

fn days_between(a: Date, b: Date) -> f64 {
    f64::from(a.until(b).map_or(i32::MAX, |span| span.get_days().abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(days: &[(i8, &str)]) -> Timeline {
        let mut timeline = Timeline::new();
        for (day, sentence) in days {
            timeline.entry(jiff::civil::date(2031, 5, *day)).or_default().push((*sentence).to_owned());
        }
        timeline
    }

    fn close(score: Score, precision: f64, recall: f64) {
        assert!((score.precision - precision).abs() < 1e-9, "{score:?}");
        assert!((score.recall - recall).abs() < 1e-9, "{score:?}");
    }

    const REFERENCE: &[(i8, &str)] = &[(1, "dam breaks"), (4, "mayor resigns after flood"), (9, "bridge reopens")];

    #[test]
    fn days_are_sets() {
        close(dates(&timeline(&[(1, "x"), (2, "y")]), &timeline(REFERENCE)), 0.5, 1.0 / 3.0);
        close(dates(&timeline(&[]), &timeline(REFERENCE)), 0.0, 0.0);
    }

    #[test]
    fn all_days_together_are_one_text() {
        // 6 words against 8, of which `dam`, `mayor`, `resigns` are in both
        let system = timeline(&[(1, "dam holds"), (2, "old mayor resigns today")]);
        close(concat(&Words::new(false), 1, &system, &timeline(REFERENCE)), 3.0 / 6.0, 3.0 / 8.0);
        close(concat(&Words::new(false), 2, &system, &timeline(REFERENCE)), 1.0 / 5.0, 1.0 / 7.0);
    }

    #[test]
    fn days_are_aligned_by_distance_and_words() {
        // May 3 is nearer to May 4 and shares words with it: weight 1/2. May 1 matches itself: weight 1.
        // Recall: May 4 goes to May 3 (1/2), May 9 shares nothing with anything and goes to May 3, 0 of 2.
        let system = timeline(&[(1, "dam breaks apart"), (3, "mayor resigns")]);
        let (precision, recall) = ((2.0 + 0.5 * 2.0) / 5.0, (2.0 + 0.5 * 2.0) / 8.0);
        close(aligned(&Words::new(false), 1, &system, &timeline(REFERENCE)), precision, recall);
        // one bigram matches whole, one at half weight, of 2 + 1 and 1 + 3 + 1
        close(aligned(&Words::new(false), 2, &system, &timeline(REFERENCE)), 1.5 / 3.0, 1.5 / 5.0);
    }

    #[test]
    fn equal_words_draw_a_far_day() {
        // The same words cost nothing at any distance; the weight is then 1/(5 + 1).
        let system = timeline(&[(4, "bridge reopens")]);
        let score = aligned(&Words::new(false), 1, &system, &timeline(&[(9, "bridge reopens"), (5, "rain")]));
        close(score, (2.0 / 6.0) / 2.0, (2.0 / 6.0) / 3.0);
    }

    #[test]
    fn several_days_may_go_to_one() {
        let system = timeline(&[(1, "dam"), (2, "dam")]);
        close(aligned(&Words::new(false), 1, &system, &timeline(&[(1, "dam breaks")])), 1.5 / 2.0, 1.0 / 2.0);
    }

    #[test]
    fn an_empty_timeline_scores_nothing() {
        close(aligned(&Words::new(false), 1, &timeline(&[]), &timeline(REFERENCE)), 0.0, 0.0);
    }
}
