//! Stories: which articles are about the same events, and which events are one long story.
//!
//! Two steps. Articles whose words, actors, dates and figures are alike are one event ([`linkage`]); events that the same
//! leading actors carry on over time are one story ([`threads`]). How much two articles are alike depends on those two
//! and on how rare words are in news at large, not on the rest of the pile, and who is compared with whom only on who
//! stands next to whom in time ([`links`]): so one article more is little work, and the order of arrival changes nothing.

pub(crate) mod features;
mod linkage;
mod links;
mod threads;

use std::{cmp::Ordering, collections::BTreeSet};

use document::{ArticleId, ResidueKind};
use reading::Rule;

use crate::{Bond, Copy, Entry, Lexicon, Quote, Story, groups::Groups, order::Order, pile::Pile, sentence};

use features::Features;
use linkage::{Cut, Linkage};
use links::Links;
use threads::Threads;

/// What makes articles one event. Found on the training part of ECB+ alone.
const CUT: Cut = Cut { least: 0.16, sure: 0.4, contrast: 0.75, levels: &[0.16, 0.22, 0.29, 0.37, 0.46, 0.58, 0.72] };

/// Marks that are shown of what an article shares with another.
const SHOWN: usize = 6;

/// Articles before and behind an article of its story among which the one is looked for that it shares most with.
const NEIGHBOURS: usize = 8;

/// The articles of a pile by what they are about: gives their stories, and takes in one article more in little time.
///
/// What it gives depends on which articles were added, not on their order.
#[derive(Clone, Debug)]
pub(crate) struct StoryIndex<'a> {
    lexicon: &'a Lexicon,
    members: Vec<Member>,
    /// Numbers of the members in the order of a dossier.
    in_order: Vec<u32>,
    links: Links,
    events: Linkage,
    threads: Threads,
}

#[derive(Clone, Debug)]
struct Member {
    order: Order,
    features: Features,
}

/// The articles of one story, by event; places in the order of the dossier.
type Thread = Vec<Vec<usize>>;

impl<'a> StoryIndex<'a> {
    /// Returns an index of no articles.
    pub(crate) fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            members: Vec::new(),
            in_order: Vec::new(),
            links: Links::default(),
            events: Linkage::new(CUT),
            threads: Threads::new(),
        }
    }

    /// Takes in an article.
    pub(crate) fn add(&mut self, entry: &Entry) {
        let new = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        self.members.push(Member { order: Order::of(entry), features: Features::of(self.lexicon, entry) });
        let members = &self.members;
        let order = |a: u32, b: u32| compare(members, a, b);
        let similarity = |a: u32, b: u32| similarity(members, a, b);
        let at = self.in_order.partition_point(|&other| order(other, new) == Ordering::Less);
        self.in_order.insert(at, new);
        self.links.add(&members[new as usize].features.probes, order, similarity, CUT.least);
    }

    /// Returns the stories as lists of events, each a list of article ids, all in the order of a dossier; articles that
    /// are copies of one another, by number, are of one story.
    pub(crate) fn stories(&mut self, copies: &[(u32, u32)]) -> Vec<Vec<Vec<ArticleId>>> {
        let threads = self.threads(copies);
        let id = |place: &usize| self.id(self.in_order[*place]).clone();
        threads.iter().map(|events| events.iter().map(|event| event.iter().map(id).collect()).collect()).collect()
    }

    /// Returns the id of an article, by number.
    pub(crate) fn id(&self, number: u32) -> &ArticleId {
        self.members[number as usize].order.id()
    }

    /// Returns the place of every article in the order of a dossier, by number.
    pub(crate) fn places(&self) -> Vec<usize> {
        let mut place = vec![0; self.members.len()];
        for (at, &number) in self.in_order.iter().enumerate() {
            place[number as usize] = at;
        }
        place
    }

    /// Returns the stories when copies, by number, are of one story.
    fn threads(&mut self, copies: &[(u32, u32)]) -> Vec<Thread> {
        let (members, place) = (&self.members, self.places());
        let mut events = self.events.groups(&self.links, &self.in_order, |a, b| similarity(members, a, b));
        events.sort_unstable_by_key(|event| event.first().map(|&number| place[number as usize]));
        let actors = |event: &[u32]| {
            let features = event.iter().map(|&number| &members[number as usize].features);
            let dated = features.clone().any(|features| features.day.is_some());
            dated.then(|| features.map(|features| &features.actors).collect())
        };
        let mut groups = Groups::new(events.len());
        for thread in self.threads.of(&events, |a, b| compare(members, a, b), actors) {
            for pair in thread.windows(2) {
                groups.union(pair[0], pair[1]);
            }
        }
        let events: Thread =
            events.iter().map(|event| event.iter().map(|&number| place[number as usize]).collect()).collect();
        if !copies.is_empty() {
            let mut event_of = vec![0; members.len()];
            for (number, event) in events.iter().enumerate() {
                for &article in event {
                    event_of[article] = number;
                }
            }
            for &(first, second) in copies {
                groups.union(event_of[place[first as usize]], event_of[place[second as usize]]);
            }
        }
        groups.sets().into_iter().map(|set| set.into_iter().map(|event| events[event].clone()).collect()).collect()
    }

    /// Returns for every article of a story but the first the one it is most like there.
    fn nearest(&self, articles: &[usize]) -> Vec<(usize, usize)> {
        let features = |article: usize| &self.members[self.in_order[article] as usize].features;
        let mut out = Vec::new();
        for (at, &article) in articles.iter().enumerate().skip(1) {
            let others = &articles[at.saturating_sub(NEIGHBOURS)..at];
            let mut best: Option<(f64, usize)> = None;
            for &other in others {
                let found = features(article).similarity(features(other));
                if best.is_none_or(|(known, _)| found > known) {
                    best = Some((found, other));
                }
            }
            out.extend(best.map(|(_, other)| (article, other)));
        }
        out
    }

    /// Returns what an article shares with another, where it has it: actors first.
    fn bond(&self, pile: &Pile, article: usize, nearest: usize) -> Bond {
        let features = |article: usize| &self.members[self.in_order[article] as usize].features;
        let (own, other) = (features(article), features(nearest));
        let marks = features::marks(self.lexicon, &pile.entries[article]);
        let keys = [
            own.actors.shared(&other.actors),
            own.particulars.shared(&other.particulars),
            own.words.shared(&other.words),
        ];
        let mut shared: Vec<Quote> = Vec::new();
        for (key, _) in keys.into_iter().flat_map(|part| part.into_iter().take(SHOWN / 2)) {
            let Some(mark) = marks.get(&key) else { continue };
            if shared.len() < SHOWN && shared.iter().all(|quote| quote.span.overlap(mark.span) == 0) {
                shared.push(Quote { article, span: mark.span });
            }
        }
        Bond { article, nearest, shared }
    }
}

fn compare(members: &[Member], a: u32, b: u32) -> Ordering {
    members[a as usize].order.cmp(&members[b as usize].order)
}

fn similarity(members: &[Member], a: u32, b: u32) -> f64 {
    members[a as usize].features.similarity(&members[b as usize].features)
}

/// Returns the stories; every article is in exactly one.
pub(crate) fn stories(pile: &Pile, copies: &[Copy]) -> Vec<Story> {
    let mut index = StoryIndex::new(pile.lexicon);
    for entry in pile.entries {
        index.add(entry);
    }
    // Sorted entries: an article's number is its place.
    let number = |article: usize| u32::try_from(article).unwrap_or(u32::MAX);
    let pairs: Vec<(u32, u32)> = copies.iter().map(|copy| (number(copy.first), number(copy.second))).collect();
    let threads = index.threads(&pairs);
    threads
        .into_iter()
        .map(|events| {
            let members: BTreeSet<usize> = events.iter().flatten().copied().collect();
            let articles: Vec<usize> = members.iter().copied().collect();
            let nearest = index.nearest(&articles);
            Story {
                id: format!("story-{}", pile.article(articles[0]).id),
                title: title(pile, &articles),
                copies: copies.iter().filter(|copy| members.contains(&copy.second)).cloned().collect(),
                bonds: nearest.into_iter().map(|(article, other)| index.bond(pile, article, other)).collect(),
                events,
                articles,
                rule: Rule::new("dossier.story"),
            }
        })
        .collect()
}

/// The headline of the earliest article that has one, or else the first sentence of the earliest article.
fn title(pile: &Pile, articles: &[usize]) -> Quote {
    let headline = articles.iter().find_map(|&article| {
        let sentences = &pile.entries[article].annotated.sentences;
        let found = sentences.iter().find(|found| found.residue == Some(ResidueKind::Headline))?;
        Some(Quote { article, span: found.span })
    });
    headline.unwrap_or_else(|| {
        let first = articles.iter().find_map(|&article| {
            let sentences = &pile.entries[article].annotated.sentences;
            let prose = sentences.iter().find(|found| found.residue.is_none());
            Some(Quote {
                article,
                span: prose.or_else(|| sentences.iter().find(|found| sentence::quotable(found)))?.span,
            })
        });
        first.unwrap_or(Quote { article: articles[0], span: document::Span::new(0, 0) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile};

    fn check(texts: &[&str]) -> Vec<Vec<usize>> {
        let entries = pile(texts);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        stories(&pile, &[]).into_iter().map(|story| story.articles).collect()
    }

    #[test]
    fn the_same_actors_and_words_make_a_story() {
        assert_eq!(
            check(&[
                "@2021-01-10\n[ORG Kestrel] wil de dijk bij [LOC Oosterwal] verhogen, zegt [PER Ada Blom].",
                "@2021-01-12\nDe verhoging van de dijk bij [LOC Oosterwal] door [ORG Kestrel] kost miljoenen.",
                "@2021-01-12\n[PER Cas Dorn] wint de marathon van [LOC Hogeveld] na een eindsprint.",
            ]),
            [vec![0, 1], vec![2]]
        );
    }

    #[test]
    fn events_that_the_same_cast_carries_on_are_one_story() {
        let entries = pile(&[
            "@2021-01-10\n[ORG Kestrel] en [PER Ada Blom] verhogen de dijk bij [LOC Oosterwal], zegt [PER Cas Dorn].",
            "@2022-06-12\n[PER Cas Dorn] daagt [ORG Kestrel] voor de rechter om een gekapt bos bij [LOC Oosterwal]. \
             [PER Ada Blom] zwijgt.",
            "@2022-06-12\n[PER Eva Fint] wint de marathon van [LOC Hogeveld] na een eindsprint.",
        ]);
        let lexicon = lexicon();
        let found = stories(&Pile::new(&lexicon, &entries), &[]);
        assert_eq!(found.iter().map(|story| story.articles.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2]]);
        let tie = &found[0].bonds[0];
        assert_eq!((tie.article, tie.nearest), (1, 0));
        let shown: Vec<&str> = tie.shared.iter().map(|quote| quote.span.of(&entries[1].article.text)).collect();
        assert!(shown.contains(&"Kestrel") && shown.contains(&"Cas Dorn"), "{shown:?}");
    }

    #[test]
    fn a_story_takes_the_first_headline_as_its_title() {
        let entries = pile(&["Een dijk zakt.", "Twee dijken zakken."]);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        assert_eq!(title(&pile, &[0, 1]), pile.quote(0, 0));
    }
}
