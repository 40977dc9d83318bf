//! How many independent origins articles go back to at most, and which merges make it so few.
//!
//! The ledger of one line is a function of the ties alone, so that a reader of the output can make it again:
//!
//! - Articles are of one *text* when ties of copy or family lead from one to the other, also through articles that do not
//!   carry the line; of one *credit* when ties of credit with the same agency do; of one *desk* when ties of outlet do.
//! - The articles of a line are taken in order, those with fewer credits first. An article joins the origin of an earlier
//!   one of the same text, or else credit, or else desk; otherwise it is an origin of its own.
//! - An article joins one origin and never makes two into one: what was put together from two sources still leaves two.
//!
//! So every article that is no origin has a tie that proves it, and there cannot be more origins than are counted.

use std::collections::BTreeMap;

use crate::{TieKind, groups::Groups};

/// A tie as the count of origins sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Two articles.
    pub articles: [usize; 2],
    /// Why they are tied.
    pub why: TieKind,
    /// The agency of a credit; nothing for other ties.
    pub agency: Option<String>,
}

/// One origin of a line, with the articles that go back to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The article that stands for it.
    pub article: usize,
    /// The others, in order.
    pub merges: Vec<Merge>,
}

/// An article that adds no origin, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The article.
    pub article: usize,
    /// An article of the line that it shares text, credit or desk with.
    pub with: usize,
    /// Which of them.
    pub why: TieKind,
    /// Indices of the ties that lead from the one to the other, in order; when many do, only the first and the last.
    pub ties: Vec<usize>,
}

/// What ties articles together, ready for counting.
#[derive(Clone, Debug, Default)]
pub struct Independence {
    /// For each article the smallest one of the same text.
    text: Vec<usize>,
    /// For each article its credits: agency, and the smallest article of the same credit.
    credits: Vec<Vec<(u32, usize)>>,
    /// For each article the smallest one of the same desk, when there are others.
    desk: Vec<Option<usize>>,
    /// For each article its ties: the other article, the kind, the number of the tie.
    links: Vec<Vec<(usize, TieKind, usize)>>,
    agencies: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Text(usize),
    Credit(u32, usize),
    Desk(usize),
}

/// How an article joins an origin: by which article, and what both have.
struct Joined {
    origin: usize,
    with: usize,
    class: Class,
}

/// Ties that are looked at on the way from one article to another, and ties that are shown of a longer way.
const STEPS: usize = 64;
const SHOWN: usize = 4;

impl Independence {
    /// Returns what is known of `n` articles with these ties.
    #[must_use]
    pub fn new(n: usize, ties: &[Link]) -> Self {
        let mut agencies: BTreeMap<&str, u32> = BTreeMap::new();
        for agency in ties.iter().filter_map(|tie| tie.agency.as_deref()) {
            let next = u32::try_from(agencies.len()).unwrap_or(u32::MAX);
            agencies.entry(agency).or_insert(next);
        }
        let mut out = Self { credits: vec![Vec::new(); n], links: vec![Vec::new(); n], ..Self::default() };
        let (mut text, mut desk) = (Groups::new(n), Groups::new(n));
        // Agency, then articles.
        let mut credited: BTreeMap<u32, Vec<[usize; 2]>> = BTreeMap::new();
        for (number, tie) in ties.iter().enumerate() {
            let [a, b] = tie.articles;
            let agency = tie.agency.as_deref().and_then(|agency| agencies.get(agency)).copied();
            out.agencies.push(agency.unwrap_or(u32::MAX));
            if a >= n || b >= n {
                continue;
            }
            out.links[a].push((b, tie.why, number));
            out.links[b].push((a, tie.why, number));
            match (tie.why, agency) {
                (TieKind::Copy | TieKind::Family, _) => text.union(a, b),
                (TieKind::Outlet, _) => desk.union(a, b),
                (TieKind::Credit, Some(agency)) => credited.entry(agency).or_default().push([a, b]),
                (TieKind::Credit, None) => {}
            }
        }
        for (agency, pairs) in credited {
            let mut articles: Vec<usize> = pairs.iter().flatten().copied().collect();
            articles.sort_unstable();
            articles.dedup();
            let place = |article: usize| articles.partition_point(|&known| known < article);
            let mut groups = Groups::new(articles.len());
            pairs.iter().for_each(|&[a, b]| groups.union(place(a), place(b)));
            for (at, &article) in articles.iter().enumerate() {
                out.credits[article].push((agency, articles[groups.find(at)]));
            }
        }
        out.text = (0..n).map(|article| text.find(article)).collect();
        let mut members = vec![0; n];
        let desks: Vec<usize> = (0..n).map(|article| desk.find(article)).collect();
        desks.iter().for_each(|&first| members[first] += 1);
        out.desk = desks.into_iter().map(|first| (members[first] > 1).then_some(first)).collect();
        out
    }

    /// Returns the smallest article of the same text.
    #[must_use]
    pub fn text(&self, article: usize) -> usize {
        self.text.get(article).copied().unwrap_or(article)
    }

    /// Returns how many independent origins a line has at most that these articles carry, each given once.
    #[must_use]
    pub fn n_origins(&self, articles: &[usize]) -> usize {
        self.joins(articles).iter().filter(|(_, joined)| joined.is_none()).count()
    }

    /// Returns the origins of a line that these articles carry, each given once, by article.
    #[must_use]
    pub fn origins(&self, articles: &[usize]) -> Vec<Origin> {
        let mut origins: BTreeMap<usize, Origin> = BTreeMap::new();
        for (article, joined) in self.joins(articles) {
            match joined {
                None => {
                    origins.insert(article, Origin { article, merges: Vec::new() });
                }
                Some(Joined { origin, with, class }) => {
                    let why = class.kind();
                    let ties = self.way(article, with, class);
                    if let Some(origin) = origins.get_mut(&origin) {
                        origin.merges.push(Merge { article, with, why, ties });
                    }
                }
            }
        }
        let mut origins: Vec<Origin> = origins.into_values().collect();
        for origin in &mut origins {
            origin.merges.sort_by_key(|merge| merge.article);
        }
        origins
    }

    /// For each article how it joins an origin; nothing for an origin.
    fn joins(&self, articles: &[usize]) -> Vec<(usize, Option<Joined>)> {
        let mut order: Vec<usize> = articles.to_vec();
        order.sort_by_key(|&article| (self.credits.get(article).map_or(0, Vec::len), article));
        let mut claimed: BTreeMap<Class, (usize, usize)> = BTreeMap::new();
        let mut out = Vec::new();
        for article in order {
            let classes = self.classes(article);
            let joined: Option<Joined> = classes.iter().find_map(|class| {
                let &(origin, with) = claimed.get(class)?;
                Some(Joined { origin, with, class: *class })
            });
            let origin = joined.as_ref().map_or(article, |joined| joined.origin);
            for class in classes {
                claimed.entry(class).or_insert((origin, article));
            }
            out.push((article, joined));
        }
        out
    }

    fn classes(&self, article: usize) -> Vec<Class> {
        let mut out = vec![Class::Text(self.text(article))];
        out.extend(
            self.credits.get(article).into_iter().flatten().map(|&(agency, first)| Class::Credit(agency, first)),
        );
        out.extend(self.desk.get(article).copied().flatten().map(Class::Desk));
        out
    }

    /// The ties that lead from one article to another of the same class, the shortest way; when it is long, the first and
    /// the last tie of it; when it is very long, one tie of each end.
    fn way(&self, from: usize, to: usize, class: Class) -> Vec<usize> {
        let fits = |kind: TieKind, number: usize| match class {
            Class::Text(_) => matches!(kind, TieKind::Copy | TieKind::Family),
            Class::Credit(agency, _) => kind == TieKind::Credit && self.agencies.get(number) == Some(&agency),
            Class::Desk(_) => kind == TieKind::Outlet,
        };
        let near = |article: usize| {
            let links = self.links.get(article).into_iter().flatten();
            links.filter(|(_, kind, number)| fits(*kind, *number)).map(|&(other, _, number)| (other, number))
        };
        // Breadth first, so that the way is a shortest one.
        let mut before: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut queue = std::collections::VecDeque::from([from]);
        while let Some(at) = queue.pop_front().filter(|_| before.len() < STEPS) {
            for (other, number) in near(at) {
                if other != from && !before.contains_key(&other) {
                    before.insert(other, (at, number));
                    queue.push_back(other);
                }
            }
            if before.contains_key(&to) {
                break;
            }
        }
        let mut way = Vec::new();
        let mut at = to;
        while let Some(&(earlier, number)) = before.get(&at) {
            way.push(number);
            at = earlier;
        }
        way.reverse();
        match (way.first(), way.last()) {
            (Some(&first), Some(&last)) if way.len() > SHOWN => vec![first, last],
            (Some(_), _) => way,
            _ => near(from).next().into_iter().chain(near(to).next()).map(|(_, number)| number).collect(),
        }
    }
}

impl Class {
    fn kind(self) -> TieKind {
        match self {
            Self::Text(_) => TieKind::Copy,
            Self::Credit(..) => TieKind::Credit,
            Self::Desk(_) => TieKind::Outlet,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(n: usize, ties: &[(usize, usize, TieKind, &str)]) -> Independence {
        let ties: Vec<Link> = ties
            .iter()
            .map(|&(a, b, why, agency)| Link {
                articles: [a, b],
                why,
                agency: (!agency.is_empty()).then(|| agency.to_owned()),
            })
            .collect();
        Independence::new(n, &ties)
    }

    #[test]
    fn copies_through_an_article_without_the_line_are_one_origin() {
        let ledger = of(4, &[(0, 1, TieKind::Copy, ""), (1, 2, TieKind::Copy, "")]);
        let origins = ledger.origins(&[0, 2, 3]);
        assert_eq!(origins.iter().map(|origin| origin.article).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(origins[0].merges, [Merge { article: 2, with: 0, why: TieKind::Copy, ties: vec![1, 0] }]);
    }

    #[test]
    fn what_credits_two_agencies_does_not_make_them_one() {
        let ledger = of(3, &[(0, 1, TieKind::Credit, "WPD"), (1, 2, TieKind::Credit, "Norda")]);
        assert_eq!(ledger.n_origins(&[0, 1, 2]), 2);
        assert_eq!(ledger.n_origins(&[0, 1]), 1);
        assert_eq!(ledger.n_origins(&[0, 2]), 2);
    }

    #[test]
    fn a_desk_ties_only_what_no_text_ties() {
        let ledger = of(3, &[(0, 1, TieKind::Outlet, ""), (1, 2, TieKind::Copy, "")]);
        let origins = ledger.origins(&[0, 1, 2]);
        assert_eq!(origins.len(), 1);
        assert_eq!(origins[0].merges[1].why, TieKind::Copy);
    }

    proptest! {
        #[test]
        fn every_merge_has_ties_and_no_article_is_lost(
            ties in prop::collection::vec((0..12usize, 0..12usize, 0..3u8), 0..14),
            articles in prop::collection::btree_set(0..12usize, 0..12),
        ) {
            let kinds = [(TieKind::Copy, ""), (TieKind::Credit, "WPD"), (TieKind::Outlet, "")];
            let ties: Vec<_> = ties
                .into_iter()
                .filter(|(a, b, _)| a != b)
                .map(|(a, b, kind)| (a, b, kinds[usize::from(kind)].0, kinds[usize::from(kind)].1))
                .collect();
            let ledger = of(12, &ties);
            let articles: Vec<usize> = articles.into_iter().collect();
            let origins = ledger.origins(&articles);
            prop_assert_eq!(origins.len(), ledger.n_origins(&articles));
            let mut all: Vec<usize> = origins.iter().flat_map(|origin| origin.merges.iter().map(|merge| merge.article).chain([origin.article])).collect();
            all.sort_unstable();
            prop_assert_eq!(&all, &articles);
            for merge in origins.iter().flat_map(|origin| &origin.merges) {
                prop_assert!(!merge.ties.is_empty() && articles.contains(&merge.with));
            }
        }
    }
}
