//! Dated events: sentences that tell of the same happening at the same time.

mod dated;

use std::collections::{BTreeMap, BTreeSet};

use dated::{Dated, Ground, dated};
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
    unite_events(pile, origins, &dated, &mut groups);
    unite_beginnings(pile, &dated, &mut groups);
    unite_tellings(pile, &dated, &mut groups);
    let salience = Salience::of(pile);
    let mut out: Vec<TimelineEntry> = groups
        .sets()
        .into_iter()
        .map(|set| entry(pile, origins, utterances, &salience, &set.iter().map(|&at| &dated[at]).collect::<Vec<_>>()))
        .collect();
    out.sort_by_key(|entry| (entry.date.sort_key(), entry.summary));
    out
}

/// One date, one kind of event and one actor or story in common are one happening, however it is told; not for bare
/// years, which hold many. A wider date is the same happening as the only sharper one inside it.
fn unite_events(pile: &Pile, origins: &Origins, dated: &[Dated], groups: &mut Groups) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut sharper: BTreeMap<(u32, Common), BTreeMap<_, usize>> = BTreeMap::new();
    let keys: Vec<Vec<(u32, Common)>> = dated.iter().map(|one| event_keys(pile, origins, one)).collect();
    for (at, one) in dated.iter().enumerate() {
        if one.ground != Ground::Own || one.background && width(one.date) > 31 {
            continue;
        }
        for &(event, common) in &keys[at] {
            let narrow = width(one.date) <= 6 || matches!(common, Common::Actor(_));
            if narrow && width(one.date) <= 31 {
                groups.union(at, *first.entry((one.date.sort_key(), event, common)).or_insert(at));
            }
            if width(one.date) <= 31 {
                sharper.entry((event, common)).or_default().entry(one.date.sort_key()).or_insert(at);
            }
        }
    }
    for (at, one) in dated.iter().enumerate().filter(|(_, one)| one.ground == Ground::Own && width(one.date) > 6) {
        for key in &keys[at] {
            let Some(dates) = sharper.get(key) else { continue };
            let (first_day, last_day) = one.date.days();
            let from = (first_day, std::cmp::Reverse(jiff::civil::Date::MAX));
            let until = (last_day, std::cmp::Reverse(jiff::civil::Date::MIN));
            let mut inside = dates
                .range(from..=until)
                .map(|(_, other)| *other)
                .filter(|&other| one.date.contains(dated[other].date) && dated[other].date != one.date);
            if let (Some(other), None) = (inside.next(), inside.next()) {
                groups.union(at, other);
            }
        }
    }
}

/// What two tellings of an event have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Common {
    Actor(usize),
    Story(usize),
}

/// The events of a sentence, each with the actors and the story that may tie it to another telling.
fn event_keys(pile: &Pile, origins: &Origins, one: &Dated) -> Vec<(u32, Common)> {
    let prose = pile.prose(one.article, one.sentence);
    let events = prose.terms.iter().copied().filter(|term| pile.is_event(*term));
    let story = origins.story(one.article);
    let story = Some(Common::Story(story)).filter(|_| story != usize::MAX);
    let common: Vec<Common> = prose.actors.iter().map(|&actor| Common::Actor(actor)).chain(story).collect();
    events.flat_map(|event| common.iter().map(move |&common| (event, common))).collect()
}

/// What one article tells of one day or of `last week` in words of one meaning about one actor is one happening.
fn unite_tellings(pile: &Pile, dated: &[Dated], groups: &mut Groups) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for (at, one) in dated.iter().enumerate() {
        if one.ground == Ground::Lead || one.ground == Ground::Own && width(one.date) > 6 {
            continue;
        }
        let prose = pile.prose(one.article, one.sentence);
        for &term in prose.terms.iter().filter(|term| pile.is_concept(**term)) {
            for &actor in &prose.actors {
                groups.union(at, *first.entry((one.article, one.date.sort_key(), term, actor)).or_insert(at));
            }
        }
    }
}

/// Bare years of one sort of lasting deed by one actor are one beginning.
fn unite_beginnings(pile: &Pile, dated: &[Dated], groups: &mut Groups) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for (at, one) in dated.iter().enumerate().filter(|(_, one)| matches!(one.date, PartialDate::Year(_))) {
        let prose = pile.prose(one.article, one.sentence);
        for &deed in prose.terms.iter().filter(|term| pile.is_activity(**term)) {
            for &actor in &prose.actors {
                groups.union(at, *first.entry((one.date.sort_key(), deed, actor)).or_insert(at));
            }
        }
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
    if a.ground != Ground::Own || b.ground != Ground::Own {
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
        let own = if one.ground == Ground::Own { 0.4 } else { 0.0 };
        let background = if one.background { 1.0 } else { 0.0 };
        sentence::readability(prose.n_words) + 0.4 * salience.weight(&prose.actors) + exact + event + own - background
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
        planned: set.iter().all(|one| one.planned),
        rule: Rule::new(match set.iter().map(|one| one.ground).min() {
            Some(Ground::Own) => "dossier.timeline.dated",
            Some(Ground::Vague) => "dossier.timeline.vague",
            _ => "dossier.timeline.lead",
        }),
    }
}

/// The sharpest date, of equally sharp ones the most frequent, of these the earliest.
fn date_of(set: &[&Dated]) -> PartialDate {
    let ground = set.iter().map(|one| one.ground).min();
    let mut votes: Vec<(PartialDate, usize)> = Vec::new();
    for one in set.iter().filter(|one| Some(one.ground) == ground) {
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

    #[test]
    fn last_week_of_an_article_known_by_its_month_is_placed_in_that_month() {
        let text = "Eind [DATE:2021-WXX vorige week] landden vier vliegtuigen vol wapens in [LOC Oosterwal].";
        assert_eq!(check(&[&format!("@2021-10\n{text}")]), [("2021-10".to_owned(), 1)]);
        assert!(check(&[text]).is_empty(), "no publication, no date");
    }

    #[test]
    fn what_lasts_since_a_year_began_then_but_not_in_an_aside() {
        let told = "@2022-02-01\n[LOC Verland] bestrijdt sinds [DATE:2013 2013] rebellen in [LOC Oostmark].";
        let aside = "@2022-02-01\nDe soldaten van [LOC Verland], die sinds [DATE:2013 2013] in [LOC Oostmark] vechten, gaan weg.";
        let dates = |text| check(&[text]).into_iter().map(|(date, _)| date).collect::<Vec<_>>();
        assert!(dates(told).contains(&"2013".to_owned()));
        assert!(!dates(aside).contains(&"2013".to_owned()));
    }

    #[test]
    fn a_year_is_the_same_happening_as_the_only_sharper_date_inside_it() {
        assert_eq!(
            check(&[
                "@2021-04-01\nNa de staatsgreep van [DATE:2020-08 augustus vorig jaar] bleef het stil in [LOC Oostmark].",
                "@2021-06-01\nHet leger pleegde in [DATE:2020 2020] een coup in [LOC Oostmark].",
            ]),
            [("2020-08".to_owned(), 2)]
        );
    }

    #[test]
    fn what_lies_behind_the_publication_is_planned() {
        let entries = pile(&["@2021-04-01\nDe raad van [LOC Oostmark] houdt op [DATE:2021-05-02 2 mei] verkiezingen."]);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let stories = crate::story::stories(&pile, &[]);
        let origins = Origins::new(&pile, &[], &stories);
        assert!(timeline(&pile, &origins, &[])[0].planned);
    }
}
