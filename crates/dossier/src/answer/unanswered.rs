//! Accusations without an answer in these articles, and articles that carry an accusation but not its answer.

use std::collections::{BTreeMap, BTreeSet};

use document::PartialDate;
use reading::Act;

use super::{Stance, union};
use crate::{
    Unanswered,
    counts::Origins,
    pile::Pile,
    statement::{Ledger, Utterance},
};

/// Fills in, for every accusation of somebody, where no answer was found, and which articles carry it without one.
pub(super) fn fill(pile: &Pile, origins: &Origins, all: &[Utterance], stances: &[Stance], ledger: &mut Ledger) {
    let mut searched = Searched { pile, naming: naming(pile), stories: stories(pile, origins), days: BTreeMap::new() };
    for line in 0..ledger.statements.len() {
        let statement = &ledger.statements[line];
        let members = || ledger.utterances[line].iter().copied();
        if statement.act != Act::Accuse {
            continue;
        }
        if !statement.answered_by.is_empty() {
            ledger.statements[line].carried_without_answer = carried(pile, all, ledger, line);
            continue;
        }
        let accused = union(members().filter(|&at| stances[at].is_charge).map(|at| stances[at].accused.as_slice()));
        let again = statement.repeats.iter().any(|&earlier| !ledger.statements[earlier].answered_by.is_empty());
        if accused.is_empty() || again {
            continue;
        }
        let accused: Vec<usize> = accused.into_iter().collect();
        let stories: BTreeSet<usize> = members().map(|at| origins.story(all[at].article)).collect();
        let from = statement.date.map(PartialDate::first_day);
        ledger.statements[line].unanswered = Some(searched.since(&accused, &stories, from));
    }
}

/// Actors, and a story or all articles.
type Place = (Vec<usize>, Option<usize>);

/// Where answers are looked for.
struct Searched<'a> {
    pile: &'a Pile<'a>,
    /// The articles that name each actor.
    naming: BTreeMap<usize, Vec<usize>>,
    /// The articles of each story.
    stories: BTreeMap<usize, Vec<usize>>,
    /// For actors and a story: the days of those articles of the story that do not name them; without a story: of all
    /// articles that do. Sorted, articles without a day first.
    days: BTreeMap<Place, Vec<Option<PartialDate>>>,
}

impl Searched<'_> {
    /// Counts the articles published from a day on, or all when it is not known, that name one of the accused or belong
    /// to one of the stories.
    fn since(&mut self, accused: &[usize], stories: &BTreeSet<usize>, from: Option<jiff::civil::Date>) -> Unanswered {
        let (mut articles, mut until) = (0, None::<PartialDate>);
        for story in stories.iter().copied().map(Some).chain([None]) {
            let key = (accused.to_vec(), story);
            if !self.days.contains_key(&key) {
                let days = self.days_of(accused, story);
                self.days.insert(key.clone(), days);
            }
            let days = &self.days[&key];
            let before = from.map_or(0, |from| days.partition_point(|day| day.is_none_or(|day| day.last_day() < from)));
            articles += days.len() - before;
            let last = days[before..].last().copied().flatten();
            until = until.into_iter().chain(last).max_by_key(|day| day.sort_key());
        }
        let days = from.zip(until).map(|(from, until)| crate::days_between(from, until.first_day().max(from)));
        Unanswered { articles, days: days.and_then(|days| usize::try_from(days).ok()), until }
    }

    fn days_of(&self, accused: &[usize], story: Option<usize>) -> Vec<Option<PartialDate>> {
        let naming = union(accused.iter().filter_map(|actor| self.naming.get(actor)).map(Vec::as_slice));
        let articles: Vec<usize> = match story.map(|story| self.stories.get(&story).map_or(&[][..], Vec::as_slice)) {
            Some(of_story) => of_story.iter().copied().filter(|article| !naming.contains(article)).collect(),
            None => naming.into_iter().collect(),
        };
        let mut days: Vec<_> = articles.into_iter().map(|article| self.pile.published(article)).collect();
        // What a day is not known of may be earlier; by the last day, so that a cut finds all that reach over it.
        days.sort_by_key(|day| day.map(|day| (day.last_day(), day.sort_key())));
        days
    }
}

/// Returns the articles that name each actor, in order.
fn naming(pile: &Pile) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (article, prepared) in pile.articles.iter().enumerate() {
        for &(actor, _) in &prepared.actors {
            out.entry(actor).or_default().push(article);
        }
    }
    out
}

/// Returns the articles of each story, in order.
fn stories(pile: &Pile, origins: &Origins) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for article in 0..pile.entries.len() {
        out.entry(origins.story(article)).or_default().push(article);
    }
    out
}

/// Returns the articles that carry an accusation and none of its answers, published when the first one was.
fn carried(pile: &Pile, all: &[Utterance], ledger: &Ledger, line: usize) -> Vec<usize> {
    let articles = |lines: &[usize]| -> BTreeSet<usize> {
        lines.iter().flat_map(|&line| &ledger.utterances[line]).map(|&at| all[at].article).collect()
    };
    let answering = articles(&ledger.statements[line].answered_by);
    let first = answering.iter().filter_map(|&article| pile.published(article)).map(PartialDate::first_day).min();
    let Some(first) = first else { return Vec::new() };
    let later = |article: &usize| pile.published(*article).is_some_and(|date| date.first_day() >= first);
    articles(&[line]).difference(&answering).copied().filter(later).collect()
}
