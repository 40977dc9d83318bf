//! Two dates for the same thing.

use std::collections::{BTreeMap, BTreeSet};

use document::{PartialDate, Span};
use reading::{NameKind, Rule};

use super::Evidence;
use crate::{
    Dispute, DisputeKind, Quote, Side,
    groups::Groups,
    join::{Similar, shared, similar_pairs},
    pile::{Pile, Term},
};

/// Share of the shorter sentence from which two sentences tell the same happening.
const SAME_SENTENCE: Similar = Similar { share: 0.75, members: 5 };

/// Bytes around a beginning whose words tell what began.
const WINDOW: usize = 110;

/// A date in a quotable sentence.
struct Dated {
    article: usize,
    sentence: usize,
    time: Span,
    value: PartialDate,
}

/// Returns the disputes about dates, by place: the same sentence with another date, and the same state with another
/// beginning.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let dated = dated(evidence.pile);
    let mut out = beginnings(evidence, &dated);
    let known: BTreeSet<Quote> = out.iter().flat_map(|dispute| &dispute.sides).map(|side| side.quote).collect();
    let others = same_sentences(evidence, &dated).into_iter();
    out.extend(others.filter(|dispute| !dispute.sides.iter().all(|side| known.contains(&side.quote))));
    out.sort_by_key(|dispute| dispute.sides.first().map(|side| side.quote));
    out
}

fn dated(pile: &Pile) -> Vec<Dated> {
    let mut out = Vec::new();
    for (article, sentence) in pile.quotable() {
        for &time in &pile.prose(article, sentence).times {
            let time = &pile.entries[article].reading.times[time];
            if let Some(value) = time.date().filter(|value| value.year().is_some()) {
                out.push(Dated { article, sentence, time: time.span, value });
            }
        }
    }
    out
}

/// Near-identical sentences of different articles, each with one date, that differ in it.
fn same_sentences(evidence: &Evidence, dated: &[Dated]) -> Vec<Dispute> {
    let pile = evidence.pile;
    let alone: Vec<&Dated> =
        dated.iter().filter(|date| pile.prose(date.article, date.sentence).times.len() == 1).collect();
    let sets: Vec<&[u32]> = alone.iter().map(|date| pile.prose(date.article, date.sentence).keys.as_slice()).collect();
    let mut groups = Groups::new(alone.len());
    let mut differ = vec![false; alone.len()];
    for (a, b) in similar_pairs(&sets, SAME_SENTENCE) {
        let alike = sets[a].len() * 3 >= sets[b].len() * 2 && sets[b].len() * 3 >= sets[a].len() * 2;
        let (one, two) = (figures(pile, alone[a]), figures(pile, alone[b]));
        let figures = one.is_empty() || two.is_empty() || one == two;
        if alone[a].article == alone[b].article
            || !alike
            || !figures
            || of_saying(evidence, alone[a])
            || !same_width(alone[a].value, alone[b].value)
        {
            continue;
        }
        groups.union(a, b);
        if !alone[a].value.overlaps(alone[b].value) {
            differ[a] = true;
            differ[b] = true;
        }
    }
    let sets = groups.sets().into_iter().filter(|set| set.iter().any(|&at| differ[at]));
    sets.filter_map(|set| {
        let members: Vec<&Dated> = set.iter().map(|&at| alone[at]).collect();
        let about = pile.quote(members[0].article, members[0].sentence);
        dispute(evidence, about, &members, "dossier.dispute.date.same-sentence")
    })
    .collect()
}

/// The values of the figures of a sentence: two sentences with different ones tell of different things.
fn figures(pile: &Pile, dated: &Dated) -> Vec<(Option<u64>, Option<u64>)> {
    let figures = &pile.entries[dated.article].reading.figures;
    let bits = |value: Option<f64>| value.map(f64::to_bits);
    let indices = &pile.prose(dated.article, dated.sentence).figures;
    indices.iter().filter_map(|&index| figures.get(index)).map(|figure| (bits(figure.low), bits(figure.high))).collect()
}

/// Tells whether a date is when something was said, not when it happened.
fn of_saying(evidence: &Evidence, dated: &Dated) -> bool {
    let reading = &evidence.pile.entries[dated.article].reading;
    let sentence = evidence.pile.sentence(dated.article, dated.sentence).span;
    reading.statements.iter().any(|statement| {
        statement.cue.is_some_and(|cue| sentence.contains(cue)) && statement.content.overlap(dated.time) == 0
    })
}

/// A state that has lasted since a date: `sinds 2013`, with whose it is and what it is.
struct Beginning<'a> {
    dated: &'a Dated,
    owners: Vec<usize>,
    places: Vec<usize>,
    terms: Vec<Term>,
    phrase: Span,
}

/// The same state of the same actor with different beginnings.
fn beginnings(evidence: &Evidence, dated: &[Dated]) -> Vec<Dispute> {
    let pile = evidence.pile;
    let all: Vec<Beginning> = dated.iter().filter_map(|dated| beginning(pile, dated)).collect();
    let mut by_owner: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, beginning) in all.iter().enumerate() {
        for &owner in &beginning.owners {
            by_owner.entry(owner).or_default().push(at);
        }
    }
    let mut groups = Groups::new(all.len());
    for same in by_owner.values() {
        let mut openers: Vec<usize> = Vec::new();
        for &at in same {
            let fits: Vec<usize> =
                openers.iter().copied().filter(|&opener| same_state(&all[opener], &all[at])).collect();
            for opener in &fits {
                groups.union(*opener, at);
            }
            if fits.is_empty() || openers.len() < 40 {
                openers.push(at);
            }
        }
    }
    let sets = groups.sets().into_iter().filter(|set| set.len() > 1);
    sets.filter_map(|set| {
        let members: Vec<&Dated> = set.iter().map(|&at| all[at].dated).collect();
        let about = Quote { article: members[0].article, span: all[set[0]].phrase };
        dispute(evidence, about, &members, "dossier.dispute.date.since")
    })
    .collect()
}

fn beginning<'a>(pile: &Pile, dated: &'a Dated) -> Option<Beginning<'a>> {
    let entry = &pile.entries[dated.article];
    let opener = pile.since(dated.article, dated.sentence, dated.time)?;
    if pile.published(dated.article).is_some_and(|at| at.overlaps(dated.value)) {
        return None;
    }
    let prose = pile.prose(dated.article, dated.sentence);
    let named: Vec<(Span, usize)> = prose
        .names
        .iter()
        .filter_map(|&name| {
            let name = &entry.reading.names[name];
            Some((name.span, pile.actors.number(name.actor.as_ref()?)?))
        })
        .collect();
    let mut owners: Vec<usize> =
        named.iter().filter(|(span, _)| span.end <= dated.time.start).map(|(_, actor)| *actor).collect();
    owners.sort_unstable();
    owners.dedup();
    let is_place = |actor: &usize| pile.actors.kind(*actor) == NameKind::Location;
    let near = |span: &Span| span.end + WINDOW >= dated.time.start && span.start <= dated.time.end + WINDOW;
    let mut terms: Vec<Term> = prose.placed.iter().filter(|(span, _)| near(span)).map(|(_, term)| *term).collect();
    terms.sort_unstable();
    terms.dedup();
    Some(Beginning {
        dated,
        places: prose.actors.iter().copied().filter(is_place).collect(),
        owners,
        terms,
        phrase: opener.cover(dated.time),
    })
}

/// An owner in common (the bucket sees to that), no other place, and words in common.
fn same_state(a: &Beginning, b: &Beginning) -> bool {
    let owner = |place: &&usize| a.owners.contains(place) && b.owners.contains(place);
    let others = |places: &[usize]| places.iter().filter(|place| !owner(place)).count();
    let meet = a.places.iter().filter(|place| !owner(place)).any(|place| b.places.contains(place));
    let conflict = others(&a.places) > 0 && others(&b.places) > 0 && !meet;
    let words = shared(&a.terms, &b.terms);
    let sure = meet || shared(&a.owners, &b.owners) > 1;
    !conflict && words >= if sure { 1 } else { 2 } && same_width(a.dated.value, b.dated.value)
}

/// A month and a year are no dispute, whichever they are.
fn same_width(a: PartialDate, b: PartialDate) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

fn dispute(evidence: &Evidence, about: Quote, members: &[&Dated], rule: &str) -> Option<Dispute> {
    let mut by_value: BTreeMap<_, Vec<&Dated>> = BTreeMap::new();
    for dated in members {
        by_value.entry(dated.value.sort_key()).or_default().push(dated);
    }
    // One article may give both dates; then it tells of two things, or disagrees with itself: no side for it alone.
    let articles = |same: &[&Dated]| same.iter().map(|dated| dated.article).collect::<BTreeSet<_>>();
    let all: Vec<_> = by_value.values().map(|same| articles(same)).collect();
    let disjoint = all.iter().enumerate().any(|(at, one)| all[at + 1..].iter().any(|other| one.is_disjoint(other)));
    let sides: Vec<Side> = by_value.values().filter_map(|same| side(evidence, same)).collect();
    (sides.len() > 1 && disjoint).then(|| Dispute {
        kind: DisputeKind::Date,
        about,
        sides,
        why: Vec::new(),
        rule: Rule::new(rule),
    })
}

fn side(evidence: &Evidence, same: &[&Dated]) -> Option<Side> {
    let places: Vec<_> = same.iter().map(|dated| (dated.article, dated.time, dated.sentence)).collect();
    evidence.side_told(same.first()?.value.to_string(), &places)
}

#[cfg(test)]
mod tests {
    use crate::testing::{lexicon, pile};

    fn check(texts: &[&str]) -> Vec<Vec<String>> {
        let mut entries = pile(texts);
        let dossier = crate::build_with(&lexicon(), &mut entries);
        let dates = dossier.disputes.iter().filter(|dispute| dispute.kind == crate::DisputeKind::Date);
        dates.map(|dispute| dispute.sides.iter().filter_map(|side| side.value.clone()).collect()).collect()
    }

    #[test]
    fn a_state_with_two_beginnings_is_a_dispute() {
        assert_eq!(
            check(&[
                "@2021-03-01\n[LOC Verland] vecht sinds [DATE:2014 2014] tegen rebellen in [LOC Oostmark].",
                "@2021-05-01\n[LOC Verland], dat al sinds [DATE:2013 2013] rebellen in [LOC Oostmark] bestrijdt, vertrekt.",
                "@2021-05-02\n[LOC Verland] is sinds [DATE:1999 1999] lid van de unie.",
            ]),
            [["2013", "2014"]]
        );
    }

    #[test]
    fn the_same_sentence_with_another_day_is_a_dispute() {
        let sentence = |day: &str| {
            format!(
                "@2021-03-20\nDe kade in [LOC Oosterwal] stortte op [DATE:{day} de bewuste dag] in tijdens het lossen van een schip met graan."
            )
        };
        assert_eq!(check(&[&sentence("2021-03-14"), &sentence("2021-03-15")]), [["2021-03-14", "2021-03-15"]]);
        assert!(check(&[&sentence("2021-03-14"), &sentence("2021-03-14")]).is_empty());
    }
}
