//! Two figures for the same thing at the same time.

use reading::{Approximation, Rule};

use super::Evidence;
use crate::{
    Dispute, DisputeKind, Quote, Side, days_between,
    groups::Groups,
    join::{Similar, containment, similar_pairs},
    sentence,
    series::{Counted, Fit, fit},
};

/// Share of the shorter sentence from which the figures of two sentences are compared.
const SAME_SENTENCE: Similar = Similar { share: 0.5, members: 3 };

/// Days within which two articles speak of the same time when neither says for when its figure holds.
const SAME_DAYS: i32 = 5;

/// Figures behind one in its article that are compared with it.
const NEIGHBOURS: usize = 40;

/// How far an approximate figure reaches on both sides.
const ABOUT: f64 = 0.15;

/// How far above `more than` and `at least` a figure still agrees.
const ABOVE: f64 = 1.5;

/// Returns the disputes about figures, by place.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let counted = evidence.counted;
    let mut groups = Groups::new(counted.len());
    let sets: Vec<&[u32]> =
        counted.iter().map(|figure| evidence.pile.prose(figure.article, figure.sentence).keys.as_slice()).collect();
    let mut pairs = similar_pairs(&sets, SAME_SENTENCE);
    pairs.extend(neighbours(counted));
    for (a, b) in pairs {
        if disagree(evidence, &counted[a], &counted[b]) {
            groups.union(a, b);
        }
    }
    let sets = groups.sets().into_iter().filter(|set| set.len() > 1);
    sets.filter_map(|set| dispute(evidence, &set.iter().map(|&at| &counted[at]).collect::<Vec<_>>())).collect()
}

/// Figures of one article, which two speakers may give.
fn neighbours(counted: &[Counted]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut first = 0;
    for same in counted.chunk_by(|a, b| a.article == b.article) {
        for a in 0..same.len() {
            pairs.extend((a + 1..same.len()).take(NEIGHBOURS).map(|b| (first + a, first + b)));
        }
        first += same.len();
    }
    pairs
}

/// Tells whether two figures of one thing at one time cannot both hold. One source that gives another figure later
/// revises.
fn disagree(evidence: &Evidence, a: &Counted, b: &Counted) -> bool {
    let rivals = a.rivals(b);
    // An article that gives two figures in its own voice means two things.
    if a.article == b.article && !rivals || a.unit != b.unit || !same_time(a, b) || agree(a, b) {
        return false;
    }
    let prose = |figure: &Counted| evidence.pile.prose(figure.article, figure.sentence);
    let near_identical = || {
        containment(&prose(a).keys, &prose(b).keys) >= 0.8
            && a.kind == b.kind
            && position(evidence, a) == position(evidence, b)
    };
    // Without two sources known to differ, a figure of another day is news, not contradiction.
    let revises = a.published != b.published && !rivals;
    let same_thing = fit(a, b).is_some_and(|fit| fit == Fit::Both || rivals);
    !revises && (same_thing || near_identical())
}

/// Which of the figures of its sentence it is.
fn position(evidence: &Evidence, figure: &Counted) -> usize {
    let all = &evidence.pile.prose(figure.article, figure.sentence).figures;
    all.iter().position(|&index| index == figure.index).unwrap_or(0)
}

fn same_time(a: &Counted, b: &Counted) -> bool {
    let (Some(a_published), Some(b_published)) = (a.published, b.published) else { return false };
    if a.as_of != a.published && b.as_of != b.published {
        return a.as_of == b.as_of;
    }
    days_between(a_published.first_day(), b_published.first_day()) <= SAME_DAYS
}

fn agree(a: &Counted, b: &Counted) -> bool {
    let ((a_low, a_high), (b_low, b_high)) = (range(a), range(b));
    a_low <= b_high && b_low <= a_high
}

/// The values that a figure may be read as.
fn range(figure: &Counted) -> (f64, f64) {
    let low = figure.low.unwrap_or(0.0);
    let high = figure.high.unwrap_or(f64::INFINITY);
    match figure.approximation {
        Approximation::Exact => (low, high),
        Approximation::About => (low * (1.0 - ABOUT), high * (1.0 + ABOUT)),
        Approximation::AtLeast | Approximation::MoreThan => (low, figure.high.unwrap_or(low).max(low) * ABOVE),
        Approximation::AtMost | Approximation::LessThan => (figure.low.unwrap_or(high) / ABOVE, high),
    }
}

fn span(evidence: &Evidence, figure: &Counted) -> document::Span {
    evidence.pile.entries[figure.article].reading.figures[figure.index].span
}

fn dispute(evidence: &Evidence, set: &[&Counted]) -> Option<Dispute> {
    let mut sides: Vec<(Vec<&Counted>, Side)> = Vec::new();
    for &figure in set {
        if let Some((members, _)) = sides.iter_mut().find(|(members, _)| agree(members[0], figure)) {
            members.push(figure);
        } else {
            sides.push((vec![figure], side(evidence, &[figure])?));
        }
    }
    for (members, shown) in &mut sides {
        *shown = side(evidence, members)?;
    }
    let first = set.first()?;
    let figure = &evidence.pile.entries[first.article].reading.figures[first.index];
    (sides.len() > 1).then(|| Dispute {
        kind: DisputeKind::Figure,
        about: Quote { article: first.article, span: figure.of.or(figure.unit).unwrap_or(figure.span) },
        sides: sides.into_iter().map(|(_, side)| side).collect(),
        why: Vec::new(),
        rule: Rule::new("dossier.dispute.figure"),
    })
}

fn side(evidence: &Evidence, members: &[&Counted]) -> Option<Side> {
    let first = members.first()?;
    let value = sentence::slice(evidence.pile.article(first.article), span(evidence, first)).to_owned();
    let place = |figure: &&Counted| (figure.article, span(evidence, figure), figure.sentence);
    evidence.side_told(value, &members.iter().map(place).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use crate::testing::{lexicon, pile};

    fn check(texts: &[&str]) -> Vec<Vec<String>> {
        let mut entries = pile(texts);
        let dossier = crate::build_with(&lexicon(), &mut entries);
        let figures = dossier.disputes.iter().filter(|dispute| dispute.kind == crate::DisputeKind::Figure);
        figures.map(|dispute| dispute.sides.iter().filter_map(|side| side.value.clone()).collect()).collect()
    }

    const FIRST: &str = "@2021-03-01\nBij de instorting van de kade in [LOC Oosterwal] vielen [FIG:killed:12 twaalf] doden, zei [ORG Kestrel].";

    #[test]
    fn two_tolls_on_one_day_are_a_dispute() {
        let second = "@2021-03-01\nDe instorting van de kade in [LOC Oosterwal] kostte [FIG:killed:19 negentien] doden, aldus [ORG Kestrel].";
        assert_eq!(check(&[FIRST, second]), [["twaalf", "negentien"]]);
    }

    #[test]
    fn a_later_toll_is_a_revision_and_the_same_toll_agreement() {
        let later = "@2021-03-03\nDe instorting van de kade in [LOC Oosterwal] kostte [FIG:killed:19 negentien] doden, aldus [ORG Kestrel].";
        let same = "@2021-03-01\nDe instorting van de kade in [LOC Oosterwal] kostte [FIG:killed:12 12] doden, aldus [ORG Kestrel].";
        assert!(check(&[FIRST, later]).is_empty());
        assert!(check(&[FIRST, same]).is_empty());
    }

    #[test]
    fn another_event_is_no_dispute() {
        let other = "@2021-03-02\nBij een brand in een hotel in [LOC Hogeveld] vielen [FIG:killed:3 drie] doden.";
        assert!(check(&[FIRST, other]).is_empty());
    }
}
