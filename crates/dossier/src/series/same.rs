//! Which figures make one series: the surest pairs first, and never across a conflict.

use std::collections::{BTreeMap, BTreeSet};

use document::PartialDate;
use reading::QuantityKind;

use super::{
    Told,
    thing::{self, Counted, Fit, days_apart, fit},
};
use crate::groups::Groups;

/// Figures of one bucket that are compared with each other; beyond, only neighbours in time are.
const BUCKET: usize = 300;

/// Below this share of an earlier reading a later one of the same toll is not a reading of it: the dead do not get fewer
/// by so much without a word about it.
const LEAST_LEFT: f64 = 0.7;

/// What dates are put in order by.
type DateKey = (jiff::civil::Date, std::cmp::Reverse<jiff::civil::Date>);

/// Figures of one kind that have something in common, so that only those are compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Bucket {
    Owner(usize),
    Place(usize),
    Unit(thing::Unit),
    Story(usize),
}

/// Groups what is told by what it counts, each group by time, ascending by first member.
pub(super) fn things(counted: &[Counted], told: &[Told]) -> Vec<Vec<usize>> {
    let head = |at: usize| &counted[told[at].members[0]];
    let mut buckets: BTreeMap<(QuantityKind, Bucket), Vec<usize>> = BTreeMap::new();
    for at in (0..told.len()).filter(|&at| !head(at).idle) {
        let figure = head(at);
        let owner = figure.owner.map(Bucket::Owner);
        let place = figure.place.or(figure.about).map(Bucket::Place);
        let unit = figure.unit.clone().map(Bucket::Unit);
        for bucket in [owner, place, unit, Some(Bucket::Story(figure.story))].into_iter().flatten() {
            buckets.entry((figure.kind, bucket)).or_default().push(at);
        }
    }
    let mut pairs: Vec<(Fit, usize, usize)> = Vec::new();
    for bucket in buckets.values() {
        let reach = if bucket.len() > BUCKET { BUCKET / 4 } else { bucket.len() };
        for (place, &a) in bucket.iter().enumerate() {
            for &b in bucket[place + 1..].iter().take(reach) {
                pairs.extend(fit(head(a), head(b)).map(|fit| (fit, a, b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut groups = Groups::new(told.len());
    let mut signs: Vec<Signs> = (0..told.len()).map(|at| Signs::of(head(at))).collect();
    for (_, a, b) in pairs {
        let (a, b) = (groups.find(a), groups.find(b));
        if a == b || signs[a].conflict(&signs[b]) {
            continue;
        }
        groups.union(a, b);
        let (into, from) = (a.min(b), a.max(b));
        let taken = std::mem::take(&mut signs[from]);
        signs[into].take(taken);
    }
    let sets = groups.sets().into_iter();
    let mut out: Vec<Vec<usize>> = sets.flat_map(|set| without_drops(set, &head)).collect();
    out.sort_unstable();
    out
}

/// What a group of figures is known to be about.
#[derive(Debug, Default)]
struct Signs {
    owner: Option<usize>,
    place: Option<usize>,
    day: Option<PartialDate>,
    degrees: Vec<String>,
    /// Where they stand and for when they hold: of two in one sentence for one time only one belongs.
    places: BTreeSet<(usize, usize, Option<DateKey>)>,
}

impl Signs {
    fn of(figure: &Counted) -> Self {
        Self {
            owner: figure.owner,
            place: figure.place.or(figure.about.filter(|_| figure.is_toll())),
            day: figure.day,
            degrees: figure.scope.degrees().to_vec(),
            places: BTreeSet::from([(figure.article, figure.sentence, figure.as_of.map(PartialDate::sort_key))]),
        }
    }

    fn conflict(&self, other: &Self) -> bool {
        let apart = |a: Option<usize>, b: Option<usize>| a.is_some() && b.is_some() && a != b;
        let (few, many) = if self.places.len() < other.places.len() { (self, other) } else { (other, self) };
        apart(self.owner, other.owner)
            || apart(self.place, other.place)
            || days_apart(self.day, other.day)
            || !self.degrees.is_empty() && !other.degrees.is_empty() && self.degrees != other.degrees
            || few.places.iter().any(|place| many.places.contains(place))
    }

    fn take(&mut self, mut other: Self) {
        self.owner = self.owner.or(other.owner);
        self.place = self.place.or(other.place);
        self.day = self.day.or(other.day);
        if self.degrees.is_empty() {
            self.degrees = other.degrees;
        }
        if self.places.len() < other.places.len() {
            std::mem::swap(&mut self.places, &mut other.places);
        }
        self.places.append(&mut other.places);
    }
}

/// Splits figures of a toll where it would fall: what is far below an earlier reading counts something else. Figures of
/// two sources may differ, and former figures are told as such.
fn without_drops<'a>(set: Vec<usize>, head: &impl Fn(usize) -> &'a Counted) -> Vec<Vec<usize>> {
    if !set.first().is_some_and(|&first| head(first).is_toll()) {
        return vec![set];
    }
    let mut order = set;
    order.sort_by_key(|&at| (head(at).as_of.is_none(), head(at).as_of.map(PartialDate::sort_key), at));
    // A handful of chains is all that a toll can mean; the rest goes to chains of its own.
    const CHAINS: usize = 8;
    let mut chains: Vec<(f64, Vec<usize>)> = Vec::new();
    for at in order {
        let figure = head(at);
        let most = figure.high.or(figure.low).unwrap_or(0.0);
        let least = figure.low.or(figure.high).unwrap_or(0.0);
        let open = chains.len().saturating_sub(CHAINS);
        let fits = |(so_far, members): &&mut (f64, Vec<usize>)| {
            let last = members.last().map(|&last| head(last));
            let other_source = last.is_some_and(|last| last.rivals(figure) && last.as_of == figure.as_of);
            figure.scope.former || figure.high.is_none() || other_source || most >= *so_far * LEAST_LEFT
        };
        match chains[open..].iter_mut().find(fits) {
            Some((so_far, members)) => {
                *so_far = so_far.max(if figure.approximation == reading::Approximation::AtMost { 0.0 } else { least });
                members.push(at);
            }
            None => chains.push((least, vec![at])),
        }
    }
    chains
        .into_iter()
        .map(|(_, mut members)| {
            members.sort_unstable();
            members
        })
        .collect()
}
