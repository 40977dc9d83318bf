//! Two figures for the same thing at the same time.

use reading::Rule;

use super::Evidence;
use crate::{
    Dispute, DisputeKind, Quote, Side, days_between,
    groups::Groups,
    join::{Similar, containment, similar_pairs},
    sentence,
    series::{Counted, Fit, agree, fit},
};

/// Share of the shorter sentence from which the figures of two sentences are compared.
const SAME_SENTENCE: Similar = Similar { share: 0.5, members: 3 };

/// Figures further apart than this factor are no dispute.
const LARGEST_RATIO: f64 = 3.0;

/// Days within which two articles speak of the same time when neither says for when its figure holds.
const SAME_DAYS: i32 = 5;

/// Figures behind one in its article that are compared with it.
const NEIGHBOURS: usize = 40;

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
/// revises; so does a paper in its own voice.
fn disagree(evidence: &Evidence, a: &Counted, b: &Counted) -> bool {
    let former = a.scope.former || b.scope.former;
    if a.idle || b.idle || a.is_vague() || b.is_vague() || former || a.unit != b.unit || !same_time(a, b) || agree(a, b)
    {
        return false;
    }
    // Who counts three times as many counts something else.
    let sizes = a.size().zip(b.size());
    if sizes.is_none_or(|(one, two)| one.max(two) > one.min(two) * LARGEST_RATIO) {
        return false;
    }
    let rivals = a.rivals(b);
    let independent = || {
        let outlet =
            |figure: &Counted| evidence.pile.article(figure.article).outlet.as_ref().map(|name| name.to_lowercase());
        let papers = outlet(a).zip(outlet(b)).is_none_or(|(a, b)| a != b);
        a.article != b.article && (papers || !a.allies(b)) && a.published == b.published && a.copy_group != b.copy_group
    };
    if !rivals && !independent() {
        return false;
    }
    let prose = |figure: &Counted| evidence.pile.prose(figure.article, figure.sentence);
    let near_identical = || {
        containment(&prose(a).keys, &prose(b).keys) >= 0.8
            && a.kind == b.kind
            && position(evidence, a) == position(evidence, b)
    };
    // Without two sources known to differ, only what is sure to be the same thing.
    fit(a, b).is_some_and(|fit| rivals || fit == Fit::Both) || near_identical()
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
    // What grows by the day differs by the day.
    let grows = a.is_toll() || a.scope.reached || b.scope.reached;
    days_between(a_published.first_day(), b_published.first_day()) <= if grows { 1 } else { SAME_DAYS }
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
    let mut side = evidence.side_told(value, &members.iter().map(place).collect::<Vec<_>>())?;
    // Who gives it without a verb of saying: `the union put the number at`.
    if side.source.is_none()
        && let Some(speaker) = members.iter().find_map(|figure| figure.speaker)
    {
        side.source = Some(evidence.pile.actors.id(speaker));
        side.counts.speakers = side.counts.speakers.max(1);
    }
    Some(side)
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
