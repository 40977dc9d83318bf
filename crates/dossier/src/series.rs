//! Figures about the same thing as a series, and dates that slide.

mod deadline;
mod same;
mod scope;
mod status;
mod thing;
mod value;

use document::PartialDate;
use reading::{Quantity, Rule};

use crate::{
    Dispute, Point, Quote, Series, Standing,
    counts::Origins,
    groups::Groups,
    join::{Similar, similar_pairs},
    pile::Pile,
    statement::Utterance,
};

pub(crate) use thing::{Counted, Fit, counted, fit};
pub(crate) use value::agree;

/// Share of the shorter sentence from which two sentences with the same value are one point.
const SAME_SENTENCE: Similar = Similar { share: 0.75, members: 3 };

/// Days within which near-identical sentences are copies of one report.
const COPY_DAYS: i32 = 2;

/// Figures that say the same in near-identical sentences: one point.
pub(crate) struct Told {
    /// Members, ascending; the first one stands for all.
    pub(crate) members: Vec<usize>,
}

/// Returns the series of figures, then those of dates, each by their first point.
pub(crate) fn series(
    pile: &Pile,
    origins: &Origins,
    all: &[Utterance],
    counted: &[Counted],
    disputes: &[Dispute],
) -> Vec<Series> {
    let told = told(pile, counted);
    let evidence = Evidence { pile, origins, all, counted, withdrawals: status::withdrawals(pile, counted) };
    let mut out: Vec<Series> = same::things(counted, &told)
        .into_iter()
        .filter_map(|set| evidence.figures(&set.iter().map(|&at| &told[at]).collect::<Vec<_>>()))
        .collect();
    out.sort_by_key(|series| {
        series.points.first().map(|point| (point.quote, point.figure.as_ref().map(|figure| figure.span)))
    });
    out.extend(deadline::deadlines(pile, origins, all));
    status::link(pile, &mut out, disputes);
    out
}

/// What the series of figures are made from.
struct Evidence<'a> {
    pile: &'a Pile<'a>,
    origins: &'a Origins,
    all: &'a [Utterance],
    counted: &'a [Counted],
    withdrawals: Vec<status::Withdrawal>,
}

/// Unites what copies and near-copies of one sentence say.
pub(crate) fn told(pile: &Pile, counted: &[Counted]) -> Vec<Told> {
    let takes_back = |figure: &Counted| status::takes_back(pile, figure.article, figure.sentence);
    let mut groups = Groups::new(counted.len());
    let sets: Vec<&[u32]> =
        counted.iter().map(|figure| pile.prose(figure.article, figure.sentence).keys.as_slice()).collect();
    for (a, b) in similar_pairs(&sets, SAME_SENTENCE) {
        let (a_figure, b_figure) = (&counted[a], &counted[b]);
        let same_value =
            a_figure.kind == b_figure.kind && (a_figure.low, a_figure.high) == (b_figure.low, b_figure.high);
        // `6,400` is not what `about 6,400` says.
        let same_value = same_value && a_figure.approximation == b_figure.approximation;
        // What is told again much later is told anew.
        let days = a_figure.published.zip(b_figure.published);
        let days = days.map(|(one, two)| crate::days_between(one.first_day(), two.first_day()));
        let one_time = a_figure.copy_group == b_figure.copy_group || days.is_none_or(|days| days <= COPY_DAYS);
        if same_value
            && one_time
            && a_figure.article != b_figure.article
            && sets[a].len() * 2 >= sets[b].len()
            && sets[b].len() * 2 >= sets[a].len()
            && takes_back(a_figure) == takes_back(b_figure)
        {
            groups.union(a, b);
        }
    }
    groups.sets().into_iter().map(|members| Told { members }).collect()
}

impl Evidence<'_> {
    fn figures(&self, set: &[&Told]) -> Option<Series> {
        let mut points: Vec<status::Told> = set
            .iter()
            .map(|told| {
                let members: Vec<&Counted> = told.members.iter().map(|&member| &self.counted[member]).collect();
                (self.point(&members), members)
            })
            .collect();
        points.sort_by_key(|(point, members)| by_date(point.as_of, point.quote, members[0].index));
        let first = points.first()?.1[0];
        let sentences = points.iter().filter(|(point, _)| point.quote != points[0].0.quote).count();
        let differ = |figure: &Counted| (figure.low, figure.high) != (first.low, first.high);
        let values = points.iter().filter(|(_, members)| differ(members[0])).count();
        let apart = |figure: &Counted| !self.origins.same_copy(figure.article, first.article);
        let texts = points.iter().filter(|(_, members)| apart(members[0])).count();
        // One text that repeats its figure is no series, and neither are rough words (`dozens`, then `hundreds`).
        let vague = points.iter().all(|(_, members)| members[0].is_vague());
        if sentences == 0 || values + texts == 0 || vague {
            return None;
        }
        status::judge(&mut points, self.counted, &self.withdrawals);
        let read = |figure: &Counted| -> &Quantity { &self.pile.entries[figure.article].reading.figures[figure.index] };
        let with_phrase =
            points.iter().map(|(_, members)| members[0]).find(|figure| read(figure).of.is_some()).unwrap_or(first);
        let about = read(with_phrase).of.or_else(|| read(with_phrase).unit).unwrap_or(read(with_phrase).span);
        let unit = points.iter().find_map(|(_, members)| {
            let text = &self.pile.article(members[0].article).text;
            read(members[0]).unit.and_then(|span| text.get(span.start..span.end)).map(str::to_owned)
        });
        let owner = points.iter().find_map(|(_, members)| members[0].owner);
        Some(Series {
            about: Quote { article: with_phrase.article, span: about },
            unit,
            actor: owner.map(|actor| self.pile.actors.id(actor)),
            points: points.into_iter().map(|(point, _)| point).collect(),
            rule: Rule::new("dossier.series.figure"),
        })
    }

    fn point(&self, members: &[&Counted]) -> Point {
        let (pile, first) = (self.pile, members[0]);
        let said = members.iter().find_map(|figure| {
            let span = pile.entries[figure.article].reading.figures[figure.index].span;
            speaker_of(self.all, figure.article, span)
        });
        let source = said.or_else(|| members.iter().find_map(|figure| figure.speaker));
        let support: Vec<Quote> = members.iter().map(|figure| pile.quote(figure.article, figure.sentence)).collect();
        Point {
            figure: Some(pile.entries[first.article].reading.figures[first.index].clone()),
            value: None,
            as_of: first.as_of,
            source: source.map(|actor| pile.actors.id(actor)),
            quote: support[0],
            counts: self.origins.counts(members.iter().map(|figure| figure.article), usize::from(source.is_some())),
            support,
            status: Standing::default(),
            replaced_by: None,
            disputes: Vec::new(),
            bound: None,
        }
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
        let counted = thing::counted(&pile, &origins, &[], &[]);
        series(&pile, &origins, &[], &counted, &[])
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

    fn statuses(texts: &[&str]) -> Vec<(f64, Standing)> {
        let entries = pile(texts);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let origins = Origins::new(&pile, &[], &[]);
        let counted = thing::counted(&pile, &origins, &[], &[]);
        let all = series(&pile, &origins, &[], &counted, &[]);
        let points = all.iter().flat_map(|series| &series.points);
        points.filter_map(|point| Some((point.figure.as_ref()?.low?, point.status))).collect()
    }

    #[test]
    fn a_later_reading_replaces_an_earlier_one() {
        let found = statuses(&[
            "@2021-03-01\n[LOC Verland] heeft [FIG:troops:5100 5100] soldaten in [LOC Oostmark].",
            "@2022-03-01\n[LOC Verland], dat [FIG:troops:2400 2.400] militairen in [LOC Oostmark] heeft, vertrekt.",
        ]);
        assert_eq!(found, [(5100.0, Standing::Superseded), (2400.0, Standing::Current)]);
    }

    #[test]
    fn a_figure_that_is_told_after_it_was_taken_back_is_stale() {
        let found = statuses(&[
            "@2021-03-01\nVolgens [ORG Kestrel] zitten in [LOC Oosterwal] [FIG:people:340 340] gezinnen zonder stroom.",
            "@2021-03-03\n[ORG Kestrel] trok het aantal van [FIG:people:340 340] gezinnen zonder stroom in [LOC Oosterwal] in.",
            "@2021-03-09\nIn [LOC Oosterwal] telt [ORG Kestrel] nog [FIG:people:340 340] gezinnen zonder stroom, aldus de burgemeester.",
        ]);
        assert_eq!(found, [(340.0, Standing::Withdrawn), (340.0, Standing::Withdrawn), (340.0, Standing::Stale)]);
    }

    #[test]
    fn without_a_withdrawal_nothing_is_stale() {
        let found = statuses(&[
            "@2021-03-01\nVolgens [ORG Kestrel] zitten in [LOC Oosterwal] [FIG:people:340 340] gezinnen zonder stroom.",
            "@2021-03-09\nIn [LOC Oosterwal] telt [ORG Kestrel] nog [FIG:people:340 340] gezinnen zonder stroom, aldus de burgemeester.",
        ]);
        assert!(found.iter().all(|(_, status)| *status == Standing::Current), "{found:?}");
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
