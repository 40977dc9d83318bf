//! How many articles, publishers and independent origins stand behind a line.

use std::collections::BTreeSet;

#[cfg(test)]
use crate::Copy;
use crate::{Counts, Independence, Link, Story, Tie, TieKind, pile::Pile};

/// What is known about where articles come from.
pub(crate) struct Origins {
    independence: Independence,
    story: Vec<usize>,
    outlet: Vec<Option<String>>,
}

impl Origins {
    /// Finds the ties itself.
    #[cfg(test)]
    pub(crate) fn new(pile: &Pile, copies: &[Copy], stories: &[Story]) -> Self {
        Self::of(pile, &crate::tie::ties(pile, copies, &[], stories), stories)
    }

    /// Notes what ties articles together.
    pub(crate) fn of(pile: &Pile, ties: &[Tie], stories: &[Story]) -> Self {
        let n = pile.entries.len();
        let mut story = vec![usize::MAX; n];
        for (number, found) in stories.iter().enumerate() {
            for &article in &found.articles {
                story[article] = number;
            }
        }
        let links: Vec<Link> = ties.iter().map(Link::from).collect();
        let outlet = |entry: &crate::Entry| entry.article.outlet.as_ref().map(|name| name.to_lowercase());
        Self { independence: Independence::new(n, &links), story, outlet: pile.entries.iter().map(outlet).collect() }
    }

    /// Tells whether two articles are copies of one another, straight or through others.
    pub(crate) fn same_copy(&self, a: usize, b: usize) -> bool {
        self.copy_group(a) == self.copy_group(b)
    }

    /// Returns the number that an article shares with its copies: the earliest one's.
    pub(crate) fn copy_group(&self, article: usize) -> usize {
        self.independence.text(article)
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
            origins_at_most: self.independence.n_origins(&articles.into_iter().collect::<Vec<_>>()),
            speakers,
        }
    }
}

impl From<&Tie> for Link {
    fn from(tie: &Tie) -> Self {
        let agency = tie.name.as_ref().filter(|_| tie.why == TieKind::Credit).map(|name| name.to_lowercase());
        Self { articles: [tie.first, tie.second], why: tie.why, agency }
    }
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
        let articles: Vec<usize> = (0..texts.len()).collect();
        let events = vec![articles.clone()];
        let story = Story { id: "s".to_owned(), title, articles, events, bonds: Vec::new(), copies: Vec::new(), rule };
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
