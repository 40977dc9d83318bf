//! Dated events: sentences that tell of the same happening at the same time.

use std::collections::{BTreeMap, BTreeSet};

use document::PartialDate;
use reading::Rule;

use crate::{
    Quote, TimelineEntry,
    counts::Origins,
    groups::Groups,
    join::{Similar, similar_pairs},
    pile::Pile,
    sentence,
    statement::Utterance,
};

/// Share of the shorter sentence from which two sentences of one date tell the same happening.
const SAME_HAPPENING: Similar = Similar { share: 0.5, members: 3 };

/// Words that a sentence on the timeline has: shorter ones tell nothing, longer ones are lists.
const WORDS: std::ops::RangeInclusive<usize> = 5..=60;

/// A sentence with a date that it gives.
struct Dated {
    article: usize,
    sentence: usize,
    date: PartialDate,
    /// The sentence gives the date itself; otherwise it leads an article of that day.
    own: bool,
}

/// Returns the timeline, by date.
pub(crate) fn timeline(pile: &Pile, origins: &Origins, utterances: &[Utterance]) -> Vec<TimelineEntry> {
    let dated = dated(pile);
    let sets: Vec<&[u32]> = dated.iter().map(|one| pile.prose(one.article, one.sentence).keys.as_slice()).collect();
    let mut groups = Groups::new(dated.len());
    for (a, b) in similar_pairs(&sets, SAME_HAPPENING) {
        if same_time(&dated[a], &dated[b])
            && (dated[a].article, dated[a].sentence) != (dated[b].article, dated[b].sentence)
        {
            groups.union(a, b);
        }
    }
    unite_events(pile, &dated, &mut groups);
    let salience = Salience::of(pile);
    let mut out: Vec<TimelineEntry> = groups
        .sets()
        .into_iter()
        .map(|set| entry(pile, origins, utterances, &salience, &set.iter().map(|&at| &dated[at]).collect::<Vec<_>>()))
        .collect();
    out.sort_by_key(|entry| (entry.date.sort_key(), entry.summary));
    out
}

/// One date, one kind of event and one actor in common are one happening, however it is told; not for bare years, which
/// hold many.
fn unite_events(pile: &Pile, dated: &[Dated], groups: &mut Groups) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for (at, one) in dated.iter().enumerate().filter(|(_, one)| one.own && width(one.date) <= 31) {
        let prose = pile.prose(one.article, one.sentence);
        for &event in prose.terms.iter().filter(|term| pile.is_event(**term)) {
            for &actor in &prose.actors {
                groups.union(at, *first.entry((one.date.sort_key(), event, actor)).or_insert(at));
            }
        }
    }
}

fn dated(pile: &Pile) -> Vec<Dated> {
    let mut out = Vec::new();
    let mut leads: BTreeSet<usize> = BTreeSet::new();
    for (article, index) in pile.quotable() {
        let prose = pile.prose(article, index);
        let found = pile.sentence(article, index);
        let is_lead = found.residue.is_none() && leads.insert(article);
        if found.residue.is_some() || !tells(pile, article, index) {
            continue;
        }
        let mut dates: Vec<PartialDate> = Vec::new();
        for &time in &prose.times {
            let time = &pile.entries[article].reading.times[time];
            // What lasts since a year did not happen in the rest of the sentence's time.
            let lasts = |date: PartialDate| {
                matches!(date, PartialDate::Year(_)) && pile.since(article, index, time.span).is_some()
            };
            if let Some(date) = time.date().filter(|date| fits(pile, article, index, *date) && !lasts(*date))
                && !dates.contains(&date)
            {
                dates.push(date);
            }
        }
        // A year beside a day in one sentence is background to it.
        let sharpest = dates.iter().map(|date| width(*date)).min();
        dates.retain(|date| !matches!(date, PartialDate::Year(_)) || sharpest == Some(width(*date)));
        // `last week, in October`: the sharper date tells when.
        let all = dates.clone();
        dates.retain(|date| !all.iter().any(|other| other != date && date.contains(*other)));
        let none = dates.is_empty();
        out.extend(dates.into_iter().map(|date| Dated { article, sentence: index, date, own: true }));
        let day = pile.published(article).filter(|date| matches!(date, PartialDate::Day(_)));
        if let Some(date) = day.filter(|_| is_lead && none && prose.times.is_empty() && !prose.actors.is_empty()) {
            out.push(Dated { article, sentence: index, date, own: false });
        }
    }
    out
}

/// A sentence tells a happening when it is prose of some length, is no question, and names an actor or an event.
fn tells(pile: &Pile, article: usize, index: usize) -> bool {
    let prose = pile.prose(article, index);
    WORDS.contains(&prose.n_words)
        && prose.terms.len() >= 2
        && (!prose.actors.is_empty() || prose.terms.iter().any(|term| pile.is_event(*term)))
        && !sentence::is_question(pile.article(article), pile.sentence(article, index))
}

/// Days, weeks, months, seasons and quarters are dates of happenings; a bare year only beside an event.
fn fits(pile: &Pile, article: usize, index: usize, date: PartialDate) -> bool {
    match date {
        PartialDate::Century(_) | PartialDate::Decade(_) => false,
        PartialDate::Year(_) | PartialDate::Half(..) => {
            let prose = pile.prose(article, index);
            let this_year = pile.published(article).is_some_and(|published| published.overlaps(date));
            !this_year && !prose.actors.is_empty() && prose.terms.iter().any(|term| pile.is_event(*term))
        }
        _ => true,
    }
}

fn width(date: PartialDate) -> i32 {
    let (first, last) = date.days();
    crate::days_between(first, last)
}

/// Equal dates, or one inside the other and not wider than a month; a lead's day is when it was told.
fn same_time(a: &Dated, b: &Dated) -> bool {
    if a.date == b.date {
        return true;
    }
    if !(a.own && b.own) {
        return crate::days_between(a.date.first_day(), b.date.first_day()) <= 1
            && width(a.date) == 0
            && width(b.date) == 0;
    }
    (a.date.contains(b.date) || b.date.contains(a.date)) && width(a.date).max(width(b.date)) <= 31
}

/// How often actors are named in the whole pile.
struct Salience {
    mentions: BTreeMap<usize, usize>,
    most: usize,
}

impl Salience {
    fn of(pile: &Pile) -> Self {
        let mut mentions: BTreeMap<usize, usize> = BTreeMap::new();
        for &(actor, n) in pile.articles.iter().flat_map(|article| &article.actors) {
            *mentions.entry(actor).or_default() += n;
        }
        let most = mentions.values().copied().max().unwrap_or(1);
        Self { mentions, most }
    }

    /// Between 0 and 1 for each actor, 2 for all at most.
    fn weight(&self, actors: &[usize]) -> f64 {
        let share = |actor: &usize| {
            let n = self.mentions.get(actor).copied().unwrap_or(0);
            (1.0 + n as f64).ln() / (1.0 + self.most as f64).ln()
        };
        actors.iter().map(share).sum::<f64>().min(2.0)
    }
}

fn entry(
    pile: &Pile,
    origins: &Origins,
    utterances: &[Utterance],
    salience: &Salience,
    set: &[&Dated],
) -> TimelineEntry {
    let date = date_of(set);
    let worth = |one: &Dated| {
        let prose = pile.prose(one.article, one.sentence);
        let exact = if one.date == date { 0.5 } else { 0.0 };
        let event = if prose.terms.iter().any(|term| pile.is_event(*term)) { 0.3 } else { 0.0 };
        let own = if one.own { 0.4 } else { 0.0 };
        sentence::readability(prose.n_words) + 0.4 * salience.weight(&prose.actors) + exact + event + own
    };
    let mut ranked: Vec<(f64, Quote)> =
        set.iter().map(|one| (worth(one), pile.quote(one.article, one.sentence))).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut support: Vec<Quote> = Vec::new();
    for (_, quote) in &ranked {
        if !support.contains(quote) {
            support.push(*quote);
        }
    }
    let speakers: BTreeSet<usize> = set.iter().filter_map(|one| speaker(pile, utterances, one)).collect();
    let counts = origins.counts(support.iter().map(|quote| quote.article), speakers.len());
    let stories: BTreeSet<usize> = support.iter().map(|quote| origins.story(quote.article)).collect();
    let precision = match width(date) {
        0 => 0.6,
        1..=7 => 0.5,
        8..=31 => 0.4,
        32..=100 => 0.2,
        _ => 0.0,
    };
    let weight = (counts.origins_at_most as f64).sqrt() + 0.3 * (counts.articles as f64).ln() + ranked[0].0 + precision;
    TimelineEntry {
        date,
        end: None,
        summary: support[0],
        support,
        counts,
        stories: stories.into_iter().filter(|story| *story != usize::MAX).collect(),
        weight,
        rule: Rule::new(if set.iter().any(|one| one.own) { "dossier.timeline.dated" } else { "dossier.timeline.lead" }),
    }
}

/// The sharpest date, of equally sharp ones the most frequent, of these the earliest.
fn date_of(set: &[&Dated]) -> PartialDate {
    let own = set.iter().any(|one| one.own);
    let mut votes: Vec<(PartialDate, usize)> = Vec::new();
    for one in set.iter().filter(|one| one.own == own) {
        match votes.iter_mut().find(|(date, _)| *date == one.date) {
            Some((_, n)) => *n += 1,
            None => votes.push((one.date, 1)),
        }
    }
    votes.sort_by_key(|&(date, n)| (width(date), std::cmp::Reverse(n), date.sort_key()));
    votes.first().map_or(set[0].date, |(date, _)| *date)
}

/// Who says that it happened, when the sentence is theirs.
fn speaker(pile: &Pile, utterances: &[Utterance], one: &Dated) -> Option<usize> {
    let span = pile.sentence(one.article, one.sentence).span;
    let from = utterances.partition_point(|utterance| utterance.article < one.article);
    utterances[from..]
        .iter()
        .take_while(|utterance| utterance.article == one.article)
        .filter(|utterance| span.overlap(utterance.content) * 2 > span.len())
        .find_map(|utterance| utterance.actor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile};

    fn check(texts: &[&str]) -> Vec<(String, usize)> {
        let entries = pile(texts);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let stories = crate::story::stories(&pile, &[]);
        let origins = Origins::new(&pile, &[], &stories);
        timeline(&pile, &origins, &[]).into_iter().map(|entry| (entry.date.to_string(), entry.support.len())).collect()
    }

    #[test]
    fn articles_that_tell_one_happening_support_one_entry_with_its_sharpest_date() {
        assert_eq!(
            check(&[
                "@2021-04-01\nOp [DATE:2021-03-14 14 maart] stortte de kade in [LOC Oosterwal] in na hevige regen.",
                "@2021-06-01\nIn [DATE:2021-03 maart] stortte de kade van [LOC Oosterwal] in door de regen.",
                "@2021-06-01\nIn [DATE:2021-03 maart] koos de raad van [LOC Hogeveld] een nieuwe voorzitter.",
            ]),
            [("2021-03".to_owned(), 1), ("2021-03-14".to_owned(), 2)]
        );
    }

    #[test]
    fn a_bare_year_is_a_happening_only_beside_an_event() {
        assert_eq!(
            check(&["@2021-04-01\nSinds [DATE:2013 2013] woont de schrijver rustig in [LOC Oosterwal]."]).len(),
            0
        );
        assert_eq!(
            check(&["@2021-04-01\nIn [DATE:2013 2013] trof een aanslag het raadhuis van [LOC Oosterwal]."]).len(),
            1
        );
    }

    #[test]
    fn a_lead_without_a_date_happens_when_it_is_published() {
        let found =
            check(&["@2021-04-01\nDe raad van [LOC Oosterwal] stemt tegen de nieuwe haven. Het regende de hele dag."]);
        assert_eq!(found, [("2021-04-01".to_owned(), 1)]);
    }
}
