//! Stories and copies of a pile that grows by one article at a time.

use document::ArticleId;

use crate::{Entry, Lexicon, copy::CopyIndex, order::Order, story::StoryIndex};

/// The articles of a pile by what they are about and what text they share: gives stories and copies, and takes in one
/// article more with little work, however many there are.
///
/// What it gives depends on which articles were added, not on their order, and is what [`build_with`](crate::build_with)
/// gives for all of them at once.
pub struct Index<'a> {
    stories: StoryIndex<'a>,
    copies: CopyIndex<Order>,
}

/// The articles of one story by event, all in the order of a dossier.
pub type StoryIds = Vec<Vec<ArticleId>>;

impl<'a> Index<'a> {
    /// Returns an index of no articles, which compares them by the words of a lexicon.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self { stories: StoryIndex::new(lexicon), copies: CopyIndex::new() }
    }

    /// Returns the index of many articles: what adding them one by one gives, sooner.
    #[must_use]
    pub fn of(lexicon: &'a Lexicon, entries: &[Entry]) -> Self {
        let mut stories = StoryIndex::new(lexicon);
        entries.iter().for_each(|entry| stories.add(entry));
        let copies = CopyIndex::of(entries.iter().map(|entry| (Order::of(entry), &entry.annotated)));
        Self { stories, copies }
    }

    /// Takes in an article.
    pub fn add(&mut self, entry: &Entry) {
        self.stories.add(entry);
        self.copies.add(Order::of(entry), &entry.annotated);
    }

    /// Returns the stories by first article; those that hold copies of one another are one.
    pub fn stories(&mut self) -> Vec<StoryIds> {
        let copies: Vec<(u32, u32)> = self.pairs().collect();
        self.stories.stories(&copies)
    }

    /// Returns the ids of articles that are copies of one another, the earlier one first, in order.
    #[must_use]
    pub fn copies(&self) -> Vec<[ArticleId; 2]> {
        let mut pairs: Vec<[u32; 2]> = self.pairs().map(|(first, second)| [first, second]).collect();
        let place = self.stories.places();
        pairs.sort_unstable_by_key(|pair| (place[pair[1] as usize], place[pair[0] as usize]));
        pairs.into_iter().map(|pair| pair.map(|number| self.stories.id(number).clone())).collect()
    }

    /// Pairs of copies by number, which is the order of arrival for both indices.
    fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (0..self.copies.len()).flat_map(move |second| {
            let copies = self.copies.pairs(second).iter().filter(|pair| pair.is_copy);
            copies.map(move |pair| (number(pair.first), number(second)))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{entry, lexicon};

    /// Articles of a few casts and words, on few days: many ties, copies, and lists longer than the reach of links.
    fn many(seed: &[(u8, u8, u8)]) -> Vec<Entry> {
        const CASTS: [&str; 3] =
            ["[ORG Kestrel] [PER Ada Blom] [LOC Oosterwal]", "[ORG Zilver] [PER Cas Dorn] [LOC Hogeveld]", "niemand"];
        const WORDS: [&str; 4] = [
            "verzakte dijk langs het water",
            "staking in de havens om het loon",
            "marathon met eindsprint",
            "dijk waar een staking het werk ophoudt omdat de havens eerst moeten worden afgesloten van het hoge water en de \
             regen die al weken valt nog lang niet voorbij is volgens de dienst die daarover gaat",
        ];
        let article = |(at, &(cast, words, day)): (usize, &(u8, u8, u8))| {
            let head = if day == 0 { String::new() } else { format!("@2021-0{}-11\n", 1 + day % 9) };
            let (cast, words) = (CASTS[usize::from(cast) % CASTS.len()], WORDS[usize::from(words) % WORDS.len()]);
            entry(&format!("{at:03}.txt"), &format!("{head}Nu heeft {cast} een {words} en nummer{}.", at % 5))
        };
        seed.iter().enumerate().map(article).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn added_in_any_order_articles_make_the_stories_and_copies_of_a_batch(
            seed in prop::collection::vec((0u8..3, 0u8..4, 0u8..4), 1..70),
            turn in 0usize..70,
            step in 1usize..7,
            ask in 1usize..5,
        ) {
            let lexicon = lexicon();
            let mut entries = many(&seed);
            let mut order: Vec<usize> = (0..entries.len()).map(|at| (at + turn) % entries.len()).collect();
            order.sort_by_key(|at| at % step);
            let mut index = Index::new(&lexicon);
            for (n, at) in order.into_iter().enumerate() {
                index.add(&entries[at]);
                if n % ask == 0 {
                    index.stories();
                }
            }
            let batch = crate::build_with(&lexicon, &mut entries);
            let id = |article: &usize| entries[*article].article.id.clone();
            let stories: Vec<StoryIds> = batch
                .stories
                .iter()
                .map(|story| story.events.iter().map(|event| event.iter().map(id).collect()).collect())
                .collect();
            prop_assert_eq!(index.stories(), stories);
            let mut copies: Vec<[ArticleId; 2]> = batch
                .stories
                .iter()
                .flat_map(|story| &story.copies)
                .map(|copy| [id(&copy.first), id(&copy.second)])
                .collect();
            let mut found = index.copies();
            copies.sort();
            found.sort();
            prop_assert_eq!(found, copies);
        }
    }
}
