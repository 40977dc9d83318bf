//! How many articles, publishers and independent origins stand behind a line.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Copy, Counts, Story, groups::Groups, pile::Pile};

/// Days within which articles of one story that credit the same agency are taken to come from one report.
const AGENCY_DAYS: i32 = 3;

/// What is known about where articles come from.
pub(crate) struct Origins {
    /// Articles of one number are copies of one another.
    copy_group: Vec<usize>,
    story: Vec<usize>,
    outlet: Vec<Option<String>>,
    agencies: Vec<Vec<String>>,
    day: Vec<Option<jiff::civil::Date>>,
}

impl Origins {
    /// Notes what ties articles together.
    pub(crate) fn new(pile: &Pile, copies: &[Copy], stories: &[Story]) -> Self {
        let n = pile.entries.len();
        let mut groups = Groups::new(n);
        for copy in copies {
            groups.union(copy.first, copy.second);
        }
        let mut story = vec![usize::MAX; n];
        for (number, found) in stories.iter().enumerate() {
            for &article in &found.articles {
                story[article] = number;
            }
        }
        let lower = |name: &String| name.to_lowercase();
        Self {
            copy_group: (0..n).map(|article| groups.find(article)).collect(),
            story,
            outlet: pile.entries.iter().map(|entry| entry.article.outlet.as_ref().map(lower)).collect(),
            agencies: pile.entries.iter().map(|entry| entry.article.agencies.iter().map(lower).collect()).collect(),
            day: (0..n).map(|article| pile.published(article).map(|date| date.first_day())).collect(),
        }
    }

    /// Tells whether two articles are copies of one another, straight or through others.
    pub(crate) fn same_copy(&self, a: usize, b: usize) -> bool {
        self.copy_group[a] == self.copy_group[b]
    }

    /// Returns the number that an article shares with its copies: the earliest one's.
    pub(crate) fn copy_group(&self, article: usize) -> usize {
        self.copy_group[article]
    }

    /// Returns the number of the story of an article.
    pub(crate) fn story(&self, article: usize) -> usize {
        self.story[article]
    }

    /// Counts what stands behind a line that `articles` carry.
    pub(crate) fn counts(&self, articles: impl IntoIterator<Item = usize>, speakers: usize) -> Counts {
        let articles: BTreeSet<usize> = articles.into_iter().collect();
        let mut publishers: BTreeSet<&str> = BTreeSet::new();
        let mut unknown = 0;
        for &article in &articles {
            match &self.outlet[article] {
                Some(outlet) => {
                    publishers.insert(outlet);
                }
                None => unknown += 1,
            }
        }
        Counts {
            articles: articles.len(),
            publishers: publishers.len() + unknown,
            origins_at_most: self.origins(&articles.into_iter().collect::<Vec<_>>()),
            speakers,
        }
    }

    /// Ties the articles that share a copy group, an outlet, or an agency within a story and few days.
    fn origins(&self, articles: &[usize]) -> usize {
        let mut groups = Groups::new(articles.len());
        let mut copies: BTreeMap<usize, usize> = BTreeMap::new();
        let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
        // Agency and story, then days with places among `articles`.
        type Credits<'a> = BTreeMap<(&'a str, usize), Vec<(Option<jiff::civil::Date>, usize)>>;
        let mut agencies = Credits::new();
        for (place, &article) in articles.iter().enumerate() {
            groups.union(place, *copies.entry(self.copy_group[article]).or_insert(place));
            if let Some(outlet) = &self.outlet[article] {
                groups.union(place, *outlets.entry(outlet).or_insert(place));
            }
            for agency in &self.agencies[article] {
                agencies.entry((agency, self.story[article])).or_default().push((self.day[article], place));
            }
        }
        for mut same in agencies.into_values() {
            same.sort();
            for pair in same.windows(2) {
                if near(pair[0].0, pair[1].0) {
                    groups.union(pair[0].1, pair[1].1);
                }
            }
        }
        groups.sets().len()
    }
}

/// Unknown days are not near: what makes articles one origin must be known.
fn near(a: Option<jiff::civil::Date>, b: Option<jiff::civil::Date>) -> bool {
    a.zip(b).is_some_and(|(a, b)| crate::days_between(a, b) <= AGENCY_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile};

    fn check(texts: &[&str], copies: &[(usize, usize)]) -> (usize, usize, usize) {
        let entries = pile(texts);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let rule = reading::Rule::new("test");
        let title = pile.quote(0, 0);
        let story = Story { id: "s".to_owned(), title, articles: (0..texts.len()).collect(), copies: Vec::new(), rule };
        let copies: Vec<Copy> = copies
            .iter()
            .map(|&(first, second)| Copy {
                first,
                second,
                shared: 1.0,
                of_first: 1.0,
                of_second: 1.0,
                passage: title,
                passage_in_second: title,
                passages: Vec::new(),
            })
            .collect();
        let counts = Origins::new(&pile, &copies, &[story]).counts(0..texts.len(), 0);
        (counts.articles, counts.publishers, counts.origins_at_most)
    }

    #[test]
    fn copies_and_outlets_tie_articles_together() {
        assert_eq!(check(&["^ Een.", "^ Twee.", "^ Drie."], &[]), (3, 3, 3));
        assert_eq!(check(&["@2021 Bode\nEen.", "@2021 bode\nTwee.", "@2021 Baken\nDrie."], &[]), (3, 2, 2));
        assert_eq!(check(&["@2021 Bode\nEen.", "@2021 Ster\nTwee.", "@2021 Baken\nDrie."], &[(0, 2)]), (3, 3, 2));
    }

    #[test]
    fn an_agency_is_one_origin_within_days() {
        let near = ["@2021-03-01 Bode ^WPD\nEen.", "@2021-03-02 Ster ^WPD\nTwee."];
        assert_eq!(check(&near, &[]), (2, 2, 1));
        let far = ["@2021-03-01 Bode ^WPD\nEen.", "@2021-05-02 Ster ^WPD\nTwee."];
        assert_eq!(check(&far, &[]), (2, 2, 2));
    }
}
