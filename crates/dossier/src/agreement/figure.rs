//! The same figure of the same thing.

use std::collections::BTreeMap;

use reading::QuantityKind;

use super::{Sources, Telling, agreement};
use crate::{Agreement, AgreementKind, days_between, groups::Groups, join::shared, pile::actor_key, series::Counted};

/// Days between two articles that give one figure, at most.
const NEAR_DAYS: i32 = 60;

/// Figures of one value behind one, in order of publication, that it is compared with.
const NEAREST: usize = 16;

/// Digits that are not zeros at the end from which a number is seldom met by chance.
const DIGITS: usize = 3;

/// Below it a number of whatever is met everywhere.
const SMALL: f64 = 10.0;

/// The same digits of an amount of money from a million on.
const MONEY_DIGITS: usize = 2;

/// What figures must share to be compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Story(usize),
    Actor(usize),
}

/// Returns the agreements about figures.
pub(super) fn agreements(sources: Sources) -> Vec<Agreement> {
    let counted = sources.counted;
    let mut buckets: BTreeMap<(u64, u64, Tie), Vec<usize>> = BTreeMap::new();
    for (at, figure) in counted.iter().enumerate() {
        let (Some(low), Some(high)) = (figure.low, figure.high) else { continue };
        if low < 2.0 || low < SMALL && open(figure.kind) || figure.kind == QuantityKind::Countries {
            continue;
        }
        let prose = sources.pile.prose(figure.article, figure.sentence);
        let story = Some(Tie::Story(figure.story)).filter(|_| figure.story != usize::MAX);
        let ties = prose.actors.iter().map(|&actor| Tie::Actor(actor)).chain(story);
        for tie in ties {
            buckets.entry((low.to_bits(), high.to_bits(), tie)).or_default().push(at);
        }
    }
    let mut groups = Groups::new(counted.len());
    for bucket in buckets.values() {
        for (place, &a) in bucket.iter().enumerate() {
            for &b in bucket[place + 1..].iter().take(NEAREST) {
                if counted[a].article != counted[b].article && same_thing(sources, &counted[a], &counted[b]) {
                    groups.union(a, b);
                }
            }
        }
    }
    let sets = groups.sets().into_iter().filter(|set| set.len() > 1);
    sets.filter_map(|set| {
        let tellings: Vec<Telling> = set.iter().map(|&at| telling(sources, &counted[at])).collect();
        agreement(sources, AgreementKind::Figure, &tellings, "dossier.agreement.figure")
    })
    .collect()
}

fn telling(sources: Sources, figure: &Counted) -> Telling {
    let span = sources.pile.entries[figure.article].reading.figures[figure.index].span;
    Telling { article: figure.article, sentence: figure.sentence, span }
}

/// Tells whether two equal figures count the same: an unusual number in one story does, any other one needs its unit,
/// an actor and words in common.
fn same_thing(sources: Sources, a: &Counted, b: &Counted) -> bool {
    let near = match (a.published, b.published) {
        (Some(a), Some(b)) => a.overlaps(b) || days_between(a.first_day(), b.first_day()) <= NEAR_DAYS,
        _ => a.story == b.story,
    };
    let opposed = a.owner.is_some() && b.owner.is_some() && a.owner != b.owner
        || a.place.is_some() && b.place.is_some() && a.place != b.place;
    if !near || a.kind != b.kind && !(open(a.kind) || open(b.kind)) {
        return false;
    }
    let keys = |figure: &Counted| &sources.pile.prose(figure.article, figure.sentence).keys;
    let n = shared(keys(a), keys(b));
    let n_terms = shared(
        &keys(a)[..keys(a).partition_point(|key| *key < actor_key(0))],
        &keys(b)[..keys(b).partition_point(|key| *key < actor_key(0))],
    );
    let one_story = a.story == b.story && a.story != usize::MAX;
    let unusual = is_unusual(a.low.unwrap_or(0.0), a.kind);
    if unusual && one_story {
        return n > 0 || a.kind == b.kind && !open(a.kind);
    }
    let same_unit = a.unit.is_some() && a.unit == b.unit || a.kind == b.kind && !open(a.kind);
    let one_thing = same_unit && !opposed && n_terms >= 1;
    one_thing && (n >= 3 || unusual && n >= 2)
}

/// A kind that says little of what is counted.
fn open(kind: QuantityKind) -> bool {
    matches!(kind, QuantityKind::Other | QuantityKind::People | QuantityKind::Percent)
}

/// Tells whether a number is seldom met by chance: many digits, or an amount of money that is not small.
fn is_unusual(value: f64, kind: QuantityKind) -> bool {
    let digits = format!("{value}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.').chars().filter(char::is_ascii_digit).count();
    let money = kind == QuantityKind::Money && value >= 1e6 && digits >= MONEY_DIGITS;
    digits >= DIGITS && !(1900.0..2100.0).contains(&value) || money
}
