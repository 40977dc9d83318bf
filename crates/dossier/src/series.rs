//! Figures about the same thing as a series, and dates that slide.

mod deadline;
mod thing;

use std::collections::BTreeMap;

use document::PartialDate;
use reading::{Quantity, Rule};

use crate::{
    Point, Quote, Series,
    counts::Origins,
    groups::Groups,
    join::{Similar, similar_pairs},
    pile::Pile,
    statement::Utterance,
};

pub(crate) use thing::{Counted, Fit, counted, fit};

/// Share of the shorter sentence from which two sentences with the same value are one point.
const SAME_SENTENCE: Similar = Similar { share: 0.75, members: 3 };

/// Figures of one bucket that are compared with each other; beyond, only neighbours are.
const BUCKET: usize = 300;

/// Figures that say the same in near-identical sentences: one point.
pub(crate) struct Told {
    /// Members, ascending; the first one stands for all.
    pub(crate) members: Vec<usize>,
}

/// Figures of one kind that have something in common, so that only those are compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Bucket {
    Owner(usize),
    Place(usize),
    Unit(thing::Unit),
}

/// Returns the series of figures, then those of dates, each by their first point.
pub(crate) fn series(pile: &Pile, origins: &Origins, all: &[Utterance], counted: &[Counted]) -> Vec<Series> {
    let told = told(pile, counted);
    let mut out: Vec<Series> = same_things(counted, &told)
        .into_iter()
        .filter_map(|set| figures(pile, origins, all, counted, &set.iter().map(|&at| &told[at]).collect::<Vec<_>>()))
        .collect();
    out.sort_by_key(|series| series.points.first().map(|point| point.quote));
    out.extend(deadline::deadlines(pile, origins, all));
    out
}

/// Unites what copies and near-copies of one sentence say.
pub(crate) fn told(pile: &Pile, counted: &[Counted]) -> Vec<Told> {
    let mut groups = Groups::new(counted.len());
    let sets: Vec<&[u32]> =
        counted.iter().map(|figure| pile.prose(figure.article, figure.sentence).keys.as_slice()).collect();
    for (a, b) in similar_pairs(&sets, SAME_SENTENCE) {
        let (a_figure, b_figure) = (&counted[a], &counted[b]);
        let same_value =
            a_figure.kind == b_figure.kind && (a_figure.low, a_figure.high) == (b_figure.low, b_figure.high);
        // `6,400` is not what `about 6,400` says.
        let same_value = same_value && a_figure.approximation == b_figure.approximation;
        if same_value
            && a_figure.article != b_figure.article
            && sets[a].len() * 2 >= sets[b].len()
            && sets[b].len() * 2 >= sets[a].len()
        {
            groups.union(a, b);
        }
    }
    groups.sets().into_iter().map(|members| Told { members }).collect()
}

/// Groups what is told by what it counts; the surest pairs first, and never across a conflict.
fn same_things(counted: &[Counted], told: &[Told]) -> Vec<Vec<usize>> {
    let head = |at: usize| &counted[told[at].members[0]];
    let mut buckets: BTreeMap<(reading::QuantityKind, Bucket), Vec<usize>> = BTreeMap::new();
    for at in 0..told.len() {
        let figure = head(at);
        let owner = figure.owner.map(Bucket::Owner);
        let place = figure.place.map(Bucket::Place);
        let unit = figure.unit.clone().map(Bucket::Unit);
        for bucket in [owner, place, unit].into_iter().flatten() {
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
    let mut anchors: Vec<thing::Anchors> = (0..told.len()).map(|at| head(at).anchors()).collect();
    for (_, a, b) in pairs {
        let (a, b) = (groups.find(a), groups.find(b));
        if a != b
            && let Some(both) = anchors[a].clone().with(&anchors[b])
        {
            groups.union(a, b);
            anchors[a.min(b)] = both;
        }
    }
    groups.sets()
}

fn figures(pile: &Pile, origins: &Origins, all: &[Utterance], counted: &[Counted], set: &[&Told]) -> Option<Series> {
    let mut points: Vec<(Point, &Counted)> = set
        .iter()
        .map(|told| {
            let members: Vec<&Counted> = told.members.iter().map(|&member| &counted[member]).collect();
            (point(pile, origins, all, &members), members[0])
        })
        .collect();
    points.sort_by_key(|(point, figure)| by_date(point.as_of, point.quote, figure.index));
    let first = points.first()?.1;
    let sentences = points.iter().filter(|(point, _)| point.quote != points[0].0.quote).count();
    let values = points.iter().filter(|(_, figure)| (figure.low, figure.high) != (first.low, first.high)).count();
    let texts = points.iter().filter(|(_, figure)| !origins.same_copy(figure.article, first.article)).count();
    // One text that repeats its figure is no series.
    if sentences == 0 || values + texts == 0 {
        return None;
    }
    let read = |figure: &Counted| -> &Quantity { &pile.entries[figure.article].reading.figures[figure.index] };
    let with_phrase = points.iter().find(|(_, figure)| read(figure).of.is_some()).map_or(first, |(_, figure)| figure);
    let about = read(with_phrase).of.or_else(|| read(with_phrase).unit).unwrap_or(read(with_phrase).span);
    let unit = points.iter().find_map(|(_, figure)| {
        let text = &pile.article(figure.article).text;
        read(figure).unit.and_then(|span| text.get(span.start..span.end)).map(str::to_owned)
    });
    Some(Series {
        about: Quote { article: with_phrase.article, span: about },
        unit,
        actor: points.iter().find_map(|(_, figure)| figure.owner).map(|actor| pile.actors.id(actor)),
        points: points.into_iter().map(|(point, _)| point).collect(),
        rule: Rule::new("dossier.series.figure"),
    })
}

fn point(pile: &Pile, origins: &Origins, all: &[Utterance], members: &[&Counted]) -> Point {
    let first = members[0];
    let source = members.iter().find_map(|figure| {
        let span = pile.entries[figure.article].reading.figures[figure.index].span;
        speaker_of(all, figure.article, span)
    });
    let support: Vec<Quote> = members.iter().map(|figure| pile.quote(figure.article, figure.sentence)).collect();
    Point {
        figure: Some(pile.entries[first.article].reading.figures[first.index].clone()),
        value: None,
        as_of: first.as_of,
        source: source.map(|actor| pile.actors.id(actor)),
        quote: support[0],
        counts: origins.counts(members.iter().map(|figure| figure.article), usize::from(source.is_some())),
        support,
    }
}

/// Returns the speaker whose words hold a stretch of an article: the innermost statement's.
pub(crate) fn speaker_of(all: &[Utterance], article: usize, span: document::Span) -> Option<usize> {
    utterance_of(all, article, span)?.actor
}

/// Returns the innermost statement whose content holds a stretch of an article.
pub(crate) fn utterance_of(all: &[Utterance], article: usize, span: document::Span) -> Option<&Utterance> {
    let from = all.partition_point(|utterance| utterance.article < article);
    all[from..]
        .iter()
        .take_while(|utterance| utterance.article == article)
        .filter(|utterance| utterance.content.contains(span))
        .min_by_key(|utterance| (utterance.content.len(), utterance.index))
}

/// Orders points by the time that they hold for, unknown last.
fn by_date(date: Option<PartialDate>, quote: Quote, index: usize) -> impl Ord {
    (date.is_none(), date.map(PartialDate::sort_key), quote, index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile};

    fn check(texts: &[&str]) -> Vec<Vec<f64>> {
        let entries = pile(texts);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let origins = Origins::new(&pile, &[], &[]);
        let counted = thing::counted(&pile, &origins, &[]);
        series(&pile, &origins, &[], &counted)
            .iter()
            .map(|series| series.points.iter().filter_map(|point| point.figure.as_ref()?.low).collect())
            .collect()
    }

    #[test]
    fn a_figure_that_is_revised_is_a_series() {
        assert_eq!(
            check(&[
                "@2021-03-01\n[LOC Verland] heeft [FIG:troops:5100 5100] soldaten in [LOC Oostmark].",
                "@2022-03-01\n[LOC Verland], dat [FIG:troops:2400 2.400] militairen in [LOC Oostmark] heeft, vertrekt.",
            ]),
            [[5100.0, 2400.0]]
        );
    }

    #[test]
    fn another_place_is_another_scope() {
        assert!(
            check(&[
                "@2021-03-01\n[LOC Verland] heeft [FIG:troops:5100 5100] soldaten in [LOC Oostmark].",
                "@2022-03-01\n[LOC Verland] heeft [FIG:troops:4300 4.300] soldaten in de [LOC Zuidelijke Regio].",
                "@2022-03-01\n[LOC Norland] heeft [FIG:troops:300 300] soldaten in [LOC Oostmark].",
            ])
            .is_empty()
        );
    }

    #[test]
    fn a_figure_without_a_place_does_not_tie_two_places_together() {
        let found = check(&[
            "@2021-03-01\n[LOC Verland] heeft [FIG:troops:5100 5100] soldaten in [LOC Oostmark].",
            "@2021-04-01\n[LOC Verland] heeft nu [FIG:troops:5000 5000] soldaten.",
            "@2022-03-01\n[LOC Verland] heeft [FIG:troops:4300 4.300] soldaten in de [LOC Zuidelijke Regio].",
        ]);
        assert!(found.len() <= 1 && found.iter().all(|points| points.len() == 2), "{found:?}");
    }

    #[test]
    fn copies_of_a_sentence_are_one_point() {
        let text = "\n[ORG Kestrel] schrapt [FIG:people:300 300] banen in [LOC Oosterwal] volgens de directie.";
        let later = "@2021-05-01\n[ORG Kestrel] schrapt [FIG:people:450 450] banen in [LOC Oosterwal].";
        assert_eq!(check(&[&format!("@2021-03-01{text}"), &format!("@2021-03-02{text}"), later]), [[300.0, 450.0]]);
    }
}
