//! Stories: articles about the same events.
//!
//! Single-pass clustering over articles in order of time (Allan et al. 1998) with TF-IDF over terms and actors. The
//! articles are sorted first, so that the order in which they arrive changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use document::ResidueKind;
use jiff::civil::Date;
use reading::Rule;

use crate::{
    Copy, Quote, Story, days_between,
    groups::Groups,
    join::{Similar, similar_pairs},
    pile::Pile,
    sentence,
};

/// Similarity from which an article joins a story.
const JOINS: f64 = 0.16;

/// Days after which the similarity that time takes away doubles: a story of two years holds together when its actors
/// stay the same.
const HALF_LIFE_DAYS: f64 = 720.0;

/// Similarity of the actors of two clusters from which they are strands of one story.
const STRANDS: f64 = 0.25;

/// Leading actors of a cluster, and how many of them another strand has.
const LEADING: usize = 10;
const SAME_CAST: Similar = Similar { share: 0.3, members: 3 };

/// Terms of an article that look for stories to join.
const PROBES: usize = 24;

/// A weighted vector; terms and actors apart, since actors carry a story over months and words over days.
#[derive(Default)]
struct Vector {
    terms: BTreeMap<u32, f64>,
    actors: BTreeMap<u32, f64>,
}

struct Cluster {
    sum: Vector,
    articles: Vec<usize>,
    first: Option<Date>,
    last: Option<Date>,
}

/// Returns the stories; every article is in exactly one.
pub(crate) fn stories(pile: &Pile, copies: &[Copy]) -> Vec<Story> {
    let mut groups = Groups::new(pile.entries.len());
    let clusters = clusters(pile);
    for pair in clusters.iter().flat_map(|cluster| cluster.articles.windows(2)) {
        groups.union(pair[0], pair[1]);
    }
    strands(pile, &clusters, &mut groups);
    for copy in copies {
        groups.union(copy.first, copy.second);
    }
    let sets = groups.sets();
    sets.into_iter()
        .map(|articles| {
            let members: BTreeSet<usize> = articles.iter().copied().collect();
            Story {
                id: format!("story-{}", pile.article(articles[0]).id),
                title: title(pile, &articles),
                copies: copies.iter().filter(|copy| members.contains(&copy.second)).cloned().collect(),
                articles,
                rule: Rule::new("dossier.story"),
            }
        })
        .collect()
}

/// Unites the strands of one long story: clusters whose leading actors are the same people, bodies and places, however
/// the words have changed.
fn strands(pile: &Pile, clusters: &[Cluster], groups: &mut Groups) {
    let casts: Vec<Vec<u32>> = clusters.iter().map(|cluster| cast(pile, cluster)).collect();
    let sets: Vec<&[u32]> = casts.iter().map(Vec::as_slice).collect();
    for (a, b) in similar_pairs(&sets, SAME_CAST) {
        if cosine(&clusters[a].sum.actors, &clusters[b].sum.actors) >= STRANDS {
            groups.union(clusters[a].articles[0], clusters[b].articles[0]);
        }
    }
}

/// The most named actors of a cluster, sorted.
fn cast(pile: &Pile, cluster: &Cluster) -> Vec<u32> {
    let mut mentions: BTreeMap<u32, f64> = BTreeMap::new();
    for &(actor, n) in cluster.articles.iter().flat_map(|&article| &pile.articles[article].actors) {
        *mentions.entry(u32::try_from(actor).unwrap_or(u32::MAX)).or_default() += n as f64;
    }
    let mut cast = heaviest(&mentions, LEADING);
    cast.sort_unstable();
    cast
}

fn clusters(pile: &Pile) -> Vec<Cluster> {
    let idf = Idf::of(pile);
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_probe: HashMap<(bool, u32), Vec<usize>> = HashMap::new();
    for article in 0..pile.entries.len() {
        let vector = idf.vector(pile, article);
        let day = pile.published(article).map(|date| date.first_day());
        let probes = probes(&vector);
        let mut candidates: Vec<usize> =
            probes.iter().filter_map(|probe| by_probe.get(probe)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut best: Option<(f64, usize)> = None;
        for number in candidates {
            let similarity = similarity(&vector, day, &clusters[number]);
            if similarity >= JOINS && best.is_none_or(|(known, _)| similarity > known) {
                best = Some((similarity, number));
            }
        }
        let number = best.map_or(clusters.len(), |(_, number)| number);
        if number == clusters.len() {
            clusters.push(Cluster { sum: Vector::default(), articles: Vec::new(), first: day, last: day });
        }
        clusters[number].add(&vector, article, day);
        for probe in probes {
            let known = by_probe.entry(probe).or_default();
            if !known.contains(&number) {
                known.push(number);
            }
        }
    }
    clusters
}

impl Cluster {
    fn add(&mut self, vector: &Vector, article: usize, day: Option<Date>) {
        for (sum, part) in [(&mut self.sum.terms, &vector.terms), (&mut self.sum.actors, &vector.actors)] {
            for (member, weight) in part {
                *sum.entry(*member).or_default() += weight;
            }
        }
        self.articles.push(article);
        self.first = self.first.into_iter().chain(day).min();
        self.last = self.last.into_iter().chain(day).max();
    }
}

/// Half words, half actors, less for every day between.
fn similarity(vector: &Vector, day: Option<Date>, cluster: &Cluster) -> f64 {
    let words = cosine(&vector.terms, &cluster.sum.terms);
    let actors = cosine(&vector.actors, &cluster.sum.actors);
    let both = if vector.actors.is_empty() || cluster.sum.actors.is_empty() { words } else { (words + actors) / 2.0 };
    let gap = match (day, cluster.first, cluster.last) {
        (Some(day), Some(first), Some(last)) => {
            if day < first {
                days_between(day, first)
            } else if day > last {
                days_between(day, last)
            } else {
                0
            }
        }
        _ => 0,
    };
    both / (1.0 + f64::from(gap) / HALF_LIFE_DAYS)
}

fn cosine(a: &BTreeMap<u32, f64>, b: &BTreeMap<u32, f64>) -> f64 {
    let norm = |vector: &BTreeMap<u32, f64>| vector.values().map(|weight| weight * weight).sum::<f64>().sqrt();
    let dot: f64 = a.iter().filter_map(|(member, weight)| Some(weight * b.get(member)?)).sum();
    if dot == 0.0 { 0.0 } else { dot / (norm(a) * norm(b)) }
}

/// The heaviest terms and actors of an article, which must be among a story's for it to be a candidate.
fn probes(vector: &Vector) -> Vec<(bool, u32)> {
    let terms = heaviest(&vector.terms, PROBES).into_iter().map(|term| (false, term));
    let actors = heaviest(&vector.actors, PROBES).into_iter().map(|actor| (true, actor));
    terms.chain(actors).collect()
}

fn heaviest(part: &BTreeMap<u32, f64>, n: usize) -> Vec<u32> {
    let mut all: Vec<(u32, f64)> = part.iter().map(|(member, weight)| (*member, *weight)).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    all.into_iter().take(n).map(|(member, _)| member).collect()
}

/// Inverse document frequencies, smoothed so that what all articles of a small pile share still counts.
struct Idf {
    terms: Vec<f64>,
    actors: Vec<f64>,
}

impl Idf {
    fn of(pile: &Pile) -> Self {
        let n = pile.entries.len() as f64;
        let mut in_articles = vec![0_usize; pile.actors.len()];
        for article in &pile.articles {
            for &(actor, _) in &article.actors {
                in_articles[actor] += 1;
            }
        }
        let weight = |with: usize| (1.0 + n / with.max(1) as f64).ln();
        // Without a table of function words, a term that most articles have is one.
        let known = pile.entries.iter().all(|entry| pile.lexicon.knows(entry.article.language));
        let stop =
            |term: u32| !known && pile.entries.len() >= 10 && pile.n_articles_with(term) * 2 > pile.entries.len();
        Self {
            terms: (0..pile.n_terms())
                .map(|term| {
                    let term = u32::try_from(term).unwrap_or(u32::MAX);
                    if stop(term) { 0.0 } else { weight(pile.n_articles_with(term)) }
                })
                .collect(),
            actors: in_articles.into_iter().map(weight).collect(),
        }
    }

    fn vector(&self, pile: &Pile, article: usize) -> Vector {
        let prepared = &pile.articles[article];
        let mut terms: BTreeMap<u32, f64> = BTreeMap::new();
        for prose in prepared.sentences.iter().filter(|prose| prose.quotable) {
            for (_, term) in &prose.placed {
                *terms.entry(*term).or_default() += 1.0;
            }
        }
        for (term, tf) in &mut terms {
            *tf = (1.0 + tf.ln()) * self.terms[*term as usize];
        }
        let actors = prepared
            .actors
            .iter()
            .filter_map(|&(actor, n)| Some((u32::try_from(actor).ok()?, (1.0 + (n as f64).ln()) * self.actors[actor])))
            .collect();
        Vector { terms, actors }
    }
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
    fn a_story_takes_the_first_headline_as_its_title() {
        let entries = pile(&["Een dijk zakt.", "Twee dijken zakken."]);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        assert_eq!(title(&pile, &[0, 1]), pile.quote(0, 0));
    }
}
