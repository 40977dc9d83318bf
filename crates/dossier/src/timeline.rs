//! Dated events: sentences that tell of the same happening at the same time.

mod centroid;
mod dated;
mod importance;
mod other;
mod rank;
mod status;
mod unite;

use std::collections::BTreeSet;

use centroid::Centroids;
use dated::{Dated, Ground, dated};
use document::PartialDate;
use importance::Importance;
pub(crate) use other::note_other_dates;
use rank::Ranking;
use reading::Rule;
use status::Silence;

use crate::{Day, Quote, Status, TimelineEntry, counts::Origins, pile::Pile, statement::Utterance};

/// Of one date, how many entries are kept that stand only in sentences behind a lead: the best say what several
/// articles of a day go on to tell, the rest is detail.
const FOLLOWING: usize = 8;

/// Returns the timeline, by date, and the days of the pile with their weights.
pub(crate) fn timeline(pile: &Pile, origins: &Origins, utterances: &[Utterance]) -> (Vec<TimelineEntry>, Vec<Day>) {
    let dated = dated(pile, origins);
    let importance = Importance::of(pile, origins, &dated);
    let centroids = Centroids::of(pile, &importance, &dated);
    let silence = Silence::of(pile);
    let ranking = Ranking { pile, importance: &importance, centroids: &centroids, dated: &dated };
    let maker = Maker { pile, origins, utterances, ranking, silence, dated: &dated };
    let happenings = unite::happenings(pile, origins, &dated);
    let mut all: Vec<(TimelineEntry, usize)> = happenings.iter().map(|set| maker.entry(set)).collect();
    all.sort_by_key(|(entry, _)| (entry.date.sort_key(), entry.summary));
    let mut out = Vec::new();
    for same in all.chunk_by_mut(|(a, _), (b, _)| a.date == b.date) {
        let ranks = maker.ranking.weigh(same);
        let kept =
            same.iter().zip(ranks).filter(|((entry, _), rank)| *rank < FOLLOWING || entry.rule.as_str() != FOLLOW);
        out.extend(kept.map(|((entry, _), _)| entry.clone()));
    }
    (out, importance.into_days())
}

/// The rule of entries that stand only behind the leads of a day's articles.
const FOLLOW: &str = "dossier.timeline.follow";

fn width(date: PartialDate) -> i32 {
    let (first, last) = date.days();
    crate::days_between(first, last)
}

/// What making an entry needs.
struct Maker<'a> {
    pile: &'a Pile<'a>,
    origins: &'a Origins,
    utterances: &'a [Utterance],
    ranking: Ranking<'a>,
    silence: Silence,
    dated: &'a [Dated],
}

impl Maker<'_> {
    /// Returns the entry of a happening, not yet weighed, and the index of the sentence that tells it best.
    fn entry(&self, set: &[usize]) -> (TimelineEntry, usize) {
        let members: Vec<&Dated> = set.iter().map(|&at| &self.dated[at]).collect();
        let date = date_of(&members);
        let quote = |at: usize| self.pile.quote(self.dated[at].article, self.dated[at].sentence);
        let mut ranked: Vec<(f64, Quote, usize)> =
            set.iter().map(|&at| (self.ranking.worth(at, date), quote(at), at)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut seen: BTreeSet<Quote> = BTreeSet::new();
        let support: Vec<Quote> =
            ranked.iter().map(|(_, quote, _)| *quote).filter(|quote| seen.insert(*quote)).collect();
        let speakers: BTreeSet<usize> =
            members.iter().filter_map(|one| speaker(self.pile, self.utterances, one)).collect();
        let stories: BTreeSet<usize> = support.iter().map(|quote| self.origins.story(quote.article)).collect();
        let mut entry = TimelineEntry {
            date,
            end: ranked
                .iter()
                .map(|&(_, _, at)| &self.dated[at])
                .filter(|one| one.date == date)
                .find_map(|one| one.end),
            summary: support[0],
            counts: self.origins.counts(support.iter().map(|quote| quote.article), speakers.len()),
            support,
            stories: stories.into_iter().filter(|story| *story != usize::MAX).collect(),
            weight: 0.0,
            planned: members.iter().all(|one| one.planned),
            status: Status::Happened,
            other_dates: Vec::new(),
            rule: Rule::new(match members.iter().map(|one| one.ground).min() {
                Some(Ground::Own) => "dossier.timeline.dated",
                Some(Ground::Vague) => "dossier.timeline.vague",
                Some(Ground::Lead) => "dossier.timeline.lead",
                _ => FOLLOW,
            }),
        };
        entry.status = status::status(self.pile, &self.silence, &entry, &members);
        (entry, ranked[0].2)
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

    fn entries_of(texts: &[&str]) -> (Vec<TimelineEntry>, Vec<Day>) {
        let entries = pile(texts);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let stories = crate::story::stories(&pile, &[]);
        let origins = Origins::new(&pile, &[], &stories);
        timeline(&pile, &origins, &[])
    }

    fn check(texts: &[&str]) -> Vec<(String, usize)> {
        entries_of(texts).0.into_iter().map(|entry| (entry.date.to_string(), entry.support.len())).collect()
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
            check(&["@2021-04-01\nEen aanslag treft het raadhuis van [LOC Oosterwal]. Het regende de hele dag."]);
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
        let told =
            entries_of(&["@2021-04-01\nDe raad van [LOC Oostmark] houdt op [DATE:2021-05-02 2 mei] verkiezingen."]);
        assert!(told.0[0].planned);
        assert_eq!(told.0[0].status, Status::Planned);
    }

    const PLAN: &str = "@2021-04-01\nDe raad van [LOC Oostmark] houdt op [DATE:2021-05-02 2 mei] verkiezingen.";

    #[test]
    fn a_plan_that_a_later_article_tells_as_happened_is_confirmed() {
        let later = "@2021-05-03\nDe verkiezingen van [DATE:2021-05-02 zondag] in [LOC Oostmark] verliepen rustig.";
        let (told, _) = entries_of(&[PLAN, later]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].status, told[0].planned), (Status::Confirmed, false));
    }

    #[test]
    fn a_plan_is_overdue_when_later_articles_about_the_same_actor_do_not_speak_of_it() {
        let status = |later: &[&str]| {
            let texts: Vec<&str> = [PLAN].iter().chain(later).copied().collect();
            let (told, _) = entries_of(&texts);
            let plan = told.iter().find(|entry| entry.date.to_string() == "2021-05-02");
            plan.expect("the plan").status
        };
        let silent = "@2021-06-01\nDe haven van [LOC Oostmark] krijgt een nieuwe kraan.";
        let other = "@2021-06-02\nDe burgemeester van [LOC Oostmark] is ziek.";
        let told = "@2021-06-03\nNa de verkiezingen in [LOC Oostmark] bleef het stil.";
        assert_eq!(status(&[silent, other]), Status::Overdue);
        assert_eq!(status(&[silent]), Status::Planned, "one article's silence says little");
        assert_eq!(status(&[silent, other, told]), Status::Planned, "it is spoken of");
        let elsewhere = "De haven van [LOC Hogeveld] krijgt een kraan.";
        let (a, b) = (format!("@2021-06-01\n{elsewhere}"), format!("@2021-06-02\n{elsewhere} Het regende er."));
        assert_eq!(status(&[&a, &b]), Status::Planned, "nobody speaks of Oostmark");
    }

    #[test]
    fn a_period_has_its_end() {
        let text = "@2021-06-20\nVan [DATE:2021-05-12 12 mei] tot en met [DATE:2021-05-18 18 mei] staakten de schippers van [LOC Oosterwal].";
        let (told, _) = entries_of(&[text]);
        let dates: Vec<_> =
            told.iter().map(|entry| (entry.date.to_string(), entry.end.map(|end| end.to_string()))).collect();
        assert_eq!(dates, [("2021-05-12".to_owned(), Some("2021-05-18".to_owned()))]);
        let two = text.replace("tot en met", "en");
        assert_eq!(check(&[&two]).len(), 2, "two days are no period");
    }

    #[test]
    fn a_lead_that_tells_no_event_has_no_date_unless_several_articles_appeared() {
        let lead = "De winkels van [LOC Oosterwal] hebben lange rijen voor de deur.";
        let one = format!("@2021-04-01\n{lead}");
        assert!(check(&[&one]).is_empty());
        assert_eq!(check(&[&one, "@2021-04-01\nDe schippers van [LOC Oosterwal] wachten op het water."]).len(), 2);
    }

    #[test]
    fn a_day_weighs_by_the_articles_about_the_piles_own_actors() {
        let (_, days) = entries_of(&[
            "@2021-04-01\nDe kade van [LOC Oosterwal] stortte in. [LOC Oosterwal] wacht.",
            "@2021-04-03\nOp [DATE:2021-04-01 1 april] stortte de kade van [LOC Oosterwal] in.",
            "@2021-04-02\nIn [LOC Hogeveld] kocht een slager op [DATE:2021-03-30 dinsdag] een hond.",
        ]);
        let heaviest = days.iter().max_by(|a, b| a.weight.total_cmp(&b.weight)).expect("a day");
        assert_eq!(
            (heaviest.date.to_string(), heaviest.published, heaviest.mentioned),
            ("2021-04-01".to_owned(), 1, 1)
        );
    }

    #[test]
    fn of_one_day_what_repeats_a_better_entry_comes_last() {
        let (told, _) = entries_of(&[
            "@2021-04-02\nOp [DATE:2021-04-01 1 april] stortte de oude stenen kade van [LOC Oosterwal] in na dagen regen.",
            "@2021-04-03\nBewoners zagen op [DATE:2021-04-01 1 april] hoe de oude stenen kade in [LOC Oosterwal] na regen zakte.",
            "@2021-04-03\nDe koning bezocht op [DATE:2021-04-01 1 april] het museum van [LOC Hogeveld].",
        ]);
        let weights: Vec<f64> = told.iter().map(|entry| entry.weight).collect();
        assert!(weights.windows(2).all(|pair| pair[0] != pair[1]), "{weights:?}");
        assert_eq!(told.iter().map(|entry| entry.support.len()).sum::<usize>(), 3);
    }
}
