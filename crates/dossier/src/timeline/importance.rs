//! How much the articles make of a date.
//!
//! Counting articles that appear on a day, or speak of it, finds the days of a story (Tran et al. 2015; Gholipour
//! Ghalandari & Ifrim 2020 regress on such counts). A pile holds more than its story, so every article counts by how
//! much it is about the pile's own actors, and every mention by whom its sentence names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use document::PartialDate;
use jiff::civil::Date;

use super::dated::{Dated, Ground};
use crate::{Day, counts::Origins, pile::Pile};

/// What an article that appears on a day weighs beside one that speaks of it. Tried 0, 0.25, 0.5 and 1 on the dates of
/// two topics of Timeline17 and four of `entities`, 2026-11: .488, .494, .498, .472.
const PUBLISHED: f64 = 0.5;

/// What an article or sentence weighs that names nobody the others name.
const LEAST: f64 = 0.02;

/// Orders dates by first day, and at the same first day the wider date first.
pub(super) type DateKey = (Date, std::cmp::Reverse<Date>);

/// Who and which dates matter in a pile.
pub(crate) struct Importance {
    /// For each actor the share of articles that name it.
    share: HashMap<usize, f64>,
    dates: BTreeMap<DateKey, f64>,
    days: Vec<Day>,
}

impl Importance {
    /// Weighs the actors and dates of a pile; copies of one article count once.
    pub(super) fn of(pile: &Pile, origins: &Origins, dated: &[Dated]) -> Self {
        let share = shares(pile, origins);
        let focus: Vec<f64> = pile.articles.iter().map(|article| focus(&share, &article.actors)).collect();
        let mut spoken: BTreeMap<DateKey, BTreeMap<usize, f64>> = BTreeMap::new();
        let mut appeared: BTreeMap<Date, BTreeMap<usize, f64>> = BTreeMap::new();
        for (article, entry) in pile.entries.iter().enumerate() {
            let copy = origins.copy_group(article);
            if let Some(PartialDate::Day(day)) = pile.published(article) {
                raise(appeared.entry(day).or_default(), copy, focus[article]);
            }
            for prose in &pile.articles[article].sentences {
                for date in prose.times.iter().filter_map(|&time| entry.reading.times.get(time)?.date()) {
                    let weight = leading(&share, &prose.actors) * focus[article];
                    raise(spoken.entry(date.sort_key()).or_default(), copy, weight);
                }
            }
        }
        for one in dated.iter().filter(|one| one.ground == Ground::Vague) {
            let prose = pile.prose(one.article, one.sentence);
            let weight = leading(&share, &prose.actors) * focus[one.article];
            raise(spoken.entry(one.date.sort_key()).or_default(), origins.copy_group(one.article), weight);
        }
        Self::sum(share, &spoken, &appeared)
    }

    fn sum(
        share: HashMap<usize, f64>,
        spoken: &BTreeMap<DateKey, BTreeMap<usize, f64>>,
        appeared: &BTreeMap<Date, BTreeMap<usize, f64>>,
    ) -> Self {
        let mut dates: BTreeMap<DateKey, f64> = BTreeMap::new();
        for (date, articles) in spoken {
            *dates.entry(*date).or_default() += articles.values().sum::<f64>();
        }
        for (day, articles) in appeared {
            *dates.entry(PartialDate::Day(*day).sort_key()).or_default() += PUBLISHED * articles.values().sum::<f64>();
        }
        let days = dates.iter().filter(|((first, last), _)| *first == last.0).map(|(&key, &weight)| Day {
            date: key.0,
            published: appeared.get(&key.0).map_or(0, BTreeMap::len),
            mentioned: spoken.get(&key).map_or(0, BTreeMap::len),
            weight,
        });
        let days = days.collect();
        Self { share, dates, days }
    }

    /// Returns the weight of a date; 0 for one that no article gives or appears on.
    pub(crate) fn date(&self, date: PartialDate) -> f64 {
        self.dates.get(&date.sort_key()).copied().unwrap_or(0.0)
    }

    /// Returns the share of articles that name an actor.
    pub(crate) fn share(&self, actor: usize) -> f64 {
        self.share.get(&actor).copied().unwrap_or(0.0)
    }

    /// Returns the days, by date.
    pub(crate) fn into_days(self) -> Vec<Day> {
        self.days
    }
}

fn raise(weights: &mut BTreeMap<usize, f64>, copy: usize, weight: f64) {
    let known = weights.entry(copy).or_insert(weight);
    *known = known.max(weight);
}

fn shares(pile: &Pile, origins: &Origins) -> HashMap<usize, f64> {
    let mut named: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    let mut copies: BTreeSet<usize> = BTreeSet::new();
    for (article, prepared) in pile.articles.iter().enumerate() {
        let copy = origins.copy_group(article);
        copies.insert(copy);
        for &(actor, _) in &prepared.actors {
            named.entry(actor).or_default().insert(copy);
        }
    }
    let n = copies.len().max(1) as f64;
    named.into_iter().map(|(actor, copies)| (actor, copies.len() as f64 / n)).collect()
}

/// The share of the articles that name the one of these actors whom most of them name.
fn leading(share: &HashMap<usize, f64>, actors: &[usize]) -> f64 {
    actors.iter().filter_map(|actor| share.get(actor)).copied().fold(LEAST, f64::max)
}

/// How much an article is about those whom the others name too: the mean share over its names.
fn focus(share: &HashMap<usize, f64>, actors: &[(usize, usize)]) -> f64 {
    let total: usize = actors.iter().map(|(_, n)| n).sum();
    let sum: f64 = actors.iter().map(|(actor, n)| share.get(actor).copied().unwrap_or(0.0) * *n as f64).sum();
    if total == 0 { LEAST } else { (sum / total as f64).max(LEAST) }
}
