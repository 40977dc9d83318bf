//! What of one article tells which events it is about. Nothing here depends on the other articles, so that an article
//! that comes in changes nothing between two others.

use std::collections::BTreeMap;

use document::{ResidueKind, Span};
use nlp::TokenKind;
use reading::{ActorId, NameKind};

use crate::{Entry, Lexicon, lexicon::WordClass, pile, sentence};

/// Weight of a date or figure: as that of a rare word.
const PARTICULAR: f64 = 5.0;

/// The heaviest words of an article that are compared; long articles say what they are about with fewer.
const WORDS: usize = 160;

/// The heaviest words, actors and particulars by which similar articles are looked for.
const WORD_PROBES: usize = 14;
const ACTOR_PROBES: usize = 8;
const PARTICULAR_PROBES: usize = 10;

/// A number that stands for a word, actor, date or figure.
pub(crate) type Key = u32;

/// Weighted keys, sorted by key, of unit length.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Vector(Vec<(Key, f32)>);

/// What an article is about: three vectors, since actors carry a story over months and words over days.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Words that stand outside of names, times and figures.
    pub(crate) words: Vector,
    /// Actors; persons by their last name, in one spelling.
    pub(crate) actors: Vector,
    /// Words of names, dates and figures.
    pub(crate) particulars: Vector,
    /// When it was published, in days.
    pub(crate) day: Option<i32>,
    /// What similar articles are looked for by, heaviest first.
    pub(crate) probes: Vec<Key>,
}

/// A key as the article has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    /// The key.
    pub(crate) key: Key,
    /// Where it stands first.
    pub(crate) span: Span,
    /// The actor, of a name.
    pub(crate) actor: Option<ActorId>,
}

/// Counts of keys with their rarity.
#[derive(Default)]
struct Counts(BTreeMap<Key, (f64, f64)>);

impl Counts {
    fn add(&mut self, key: Key, rarity: f64) {
        let known = self.0.entry(key).or_insert((0.0, rarity));
        known.0 += 1.0;
        known.1 = known.1.min(rarity);
    }

    fn vector(self, most: usize) -> Vector {
        let weights = self.0.into_iter().map(|(key, (n, rarity))| (key, ((1.0 + n.ln()) * rarity) as f32));
        let mut all: Vec<(Key, f32)> = weights.collect();
        if all.len() > most {
            all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(most);
            all.sort_by_key(|(key, _)| *key);
        }
        Vector(all).normalised()
    }
}

impl Vector {
    /// Returns the cosine of two vectors.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => _ = a.next(),
                std::cmp::Ordering::Greater => _ = b.next(),
                std::cmp::Ordering::Equal => {
                    sum += f64::from(x.1) * f64::from(y.1);
                    a.next();
                    b.next();
                }
            }
        }
        sum
    }

    /// Returns the vector in which every key has the sum of its weights.
    pub(crate) fn sum<'v>(vectors: impl Iterator<Item = &'v Self>) -> Self {
        let mut all: Vec<(Key, f32)> = vectors.flat_map(|vector| vector.0.iter().copied()).collect();
        // Stable: the sum does not depend on anything but the order of the vectors.
        all.sort_by_key(|(key, _)| *key);
        let mut out: Vec<(Key, f32)> = Vec::with_capacity(all.len());
        for (key, weight) in all {
            match out.last_mut() {
                Some(last) if last.0 == key => last.1 += weight,
                _ => out.push((key, weight)),
            }
        }
        Self(out).normalised()
    }

    /// Returns the heaviest keys, heaviest first.
    pub(crate) fn heaviest(&self, n: usize) -> Vec<Key> {
        let mut all = self.0.clone();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.into_iter().take(n).map(|(key, _)| key).collect()
    }

    /// Returns the keys that both have with the product of their weights, heaviest first.
    pub(crate) fn shared(&self, other: &Self) -> Vec<(Key, f32)> {
        let find = |key: Key| other.0.binary_search_by_key(&key, |(known, _)| *known).ok();
        let both = self.0.iter().filter_map(|&(key, weight)| Some((key, weight * other.0[find(key)?].1)));
        let mut shared: Vec<(Key, f32)> = both.collect();
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shared
    }

    /// Tells whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn normalised(mut self) -> Self {
        let length = self.0.iter().map(|(_, weight)| f64::from(*weight).powi(2)).sum::<f64>().sqrt() as f32;
        if length > 0.0 {
            for (_, weight) in &mut self.0 {
                *weight /= length;
            }
        }
        self
    }
}

impl Features {
    /// Returns the features of an article.
    pub(crate) fn of(lexicon: &Lexicon, entry: &Entry) -> Self {
        let (mut words, mut actors, mut particulars) = (Counts::default(), Counts::default(), Counts::default());
        visit(lexicon, entry, |part, mark, rarity| match part {
            Part::Word => words.add(mark.key, rarity),
            Part::Actor => actors.add(mark.key, rarity),
            Part::Particular => particulars.add(mark.key, rarity),
        });
        let (words, actors, particulars) =
            (words.vector(WORDS), actors.vector(usize::MAX), particulars.vector(usize::MAX));
        let mut probes = words.heaviest(WORD_PROBES);
        probes.extend(actors.heaviest(ACTOR_PROBES));
        probes.extend(particulars.heaviest(PARTICULAR_PROBES));
        let day = entry.reading.published.map(|(date, _)| days(date.first_day()));
        Self { words, actors, particulars, day, probes }
    }

    /// Returns how similar two articles are, 0 to 1: a third each of words, actors and particulars.
    pub(crate) fn similarity(&self, other: &Self) -> f64 {
        let mut sum = self.words.cosine(&other.words);
        let mut parts = 1.0;
        for (a, b) in [(&self.actors, &other.actors), (&self.particulars, &other.particulars)] {
            if !a.is_empty() && !b.is_empty() {
                sum += a.cosine(b);
                parts += 1.0;
            }
        }
        let gap = self.day.zip(other.day).map_or(0.0, |(a, b)| f64::from(a.abs_diff(b)));
        sum / parts / (1.0 + gap / HALF_LIFE_DAYS)
    }
}

/// Days between two articles after which half of their similarity is left.
const HALF_LIFE_DAYS: f64 = 720.0;

/// Which vector something belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Word,
    Actor,
    Particular,
}

/// Returns where an article has which key first; of persons, places and bodies the actor too.
pub(crate) fn marks(lexicon: &Lexicon, entry: &Entry) -> BTreeMap<Key, Mark> {
    let mut out: BTreeMap<Key, Mark> = BTreeMap::new();
    visit(lexicon, entry, |_, mark, _| {
        let known = out.entry(mark.key).or_insert_with(|| mark.clone());
        if mark.span < known.span {
            known.span = mark.span;
        }
    });
    out
}

/// Shows every mark of an article with its rarity.
fn visit(lexicon: &Lexicon, entry: &Entry, mut show: impl FnMut(Part, &Mark, f64)) {
    let (article, annotated, reading) = (&entry.article, &entry.annotated, &entry.reading);
    let lang = article.language;
    let rarity_of = |norm: &str| {
        let stem = pile::stem(norm);
        (stem.len() >= SHORTEST).then(|| lexicon.rarity(lang, &stem))
    };
    let mut taken: Vec<(Span, bool)> = reading.names.iter().map(|name| (name.span, true)).collect();
    taken.extend(reading.times.iter().map(|time| (time.span, false)));
    taken.extend(reading.figures.iter().map(|figure| (figure.span, false)));
    taken.sort();
    for found in &annotated.sentences {
        if !sentence::quotable(found) && found.residue != Some(ResidueKind::Headline) {
            continue;
        }
        let tokens = annotated.tokens.get(found.tokens.clone()).unwrap_or_default();
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            if token.norm.chars().count() < SHORTEST || lexicon.is(lang, &token.norm, WordClass::Function) {
                continue;
            }
            let stem = pile::stem(&token.norm);
            let rarity = lexicon.rarity(lang, &stem);
            let before = taken.partition_point(|(span, _)| span.start <= token.span.start);
            let within = before.checked_sub(1).map(|at| taken[at]).filter(|(span, _)| span.overlap(token.span) > 0);
            let (part, key) = match within {
                Some((_, false)) => continue,
                Some((_, true)) => (Part::Particular, key('n', &stem)),
                None => match lexicon.concept(lang, &token.norm) {
                    Some(concept) => (Part::Word, key('c', &concept.id)),
                    None => (Part::Word, key('w', &stem)),
                },
            };
            show(part, &Mark { key, span: token.span, actor: None }, rarity);
        }
    }
    for name in &reading.names {
        let Some(actor) = &name.actor else { continue };
        let words = sentence::slice(article, name.span).to_lowercase();
        let rarity = words.split(|c: char| !c.is_alphanumeric()).filter_map(rarity_of).fold(0.0, f64::max);
        let rarity = if rarity > 0.0 { rarity } else { PARTICULAR };
        let last = actor.0.rsplit('-').next().unwrap_or_default();
        let key = match name.kind {
            NameKind::Person => key('p', &lexicon.respelt(last)),
            _ => key('a', &actor.0),
        };
        show(Part::Actor, &Mark { key, span: name.span, actor: Some(actor.clone()) }, rarity);
    }
    for time in &reading.times {
        if let Some(value) = time.value.as_ref().filter(|value| value.starts_with(|c: char| c.is_ascii_digit())) {
            show(Part::Particular, &Mark { key: key('t', value), span: time.span, actor: None }, PARTICULAR);
        }
    }
    for figure in &reading.figures {
        if let Some(low) = figure.low {
            let mark = Mark { key: key('f', &low.to_string()), span: figure.span, actor: None };
            show(Part::Particular, &mark, PARTICULAR);
        }
    }
}

/// Letters of the shortest word that counts.
const SHORTEST: usize = 3;

/// FNV-1a (Fowler, Noll, Vo) folded to 32 bits: the same on every machine. Two keys in a thousand million meet by
/// chance, which moves a similarity by less than a word does.
fn key(sort: char, text: &str) -> Key {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(sort);
    for byte in text.bytes() {
        hash = hash.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte);
    }
    hash = hash.wrapping_mul(0x100_0000_01b3);
    (hash ^ (hash >> 32)) as Key
}

/// Days since the year 0.
fn days(date: jiff::civil::Date) -> i32 {
    jiff::civil::date(0, 1, 1).until(date).map_or(0, |span| span.get_days())
}
