//! The dictionary of known words.

use std::collections::{BTreeMap, BTreeSet};

use nlp::lemma::{
    any_entry, capitals_entry,
    counts::{MODIFIER, entry},
    fine_entry,
    model::{AS_WRITTEN, FIRST_LEMMA, IN_LOWER},
    table::Table,
    tail_entry,
};

use crate::{align::Analysis, treebank::Type};

/// Lemmas and the entries that point to them.
pub struct Dictionary {
    pub lemmas: Vec<String>,
    pub table: Table<u32>,
    /// Tags (the one asked for, the one looked under) whose forms mostly have the same lemma.
    pub related_tags: Vec<(u8, u8)>,
}

/// What is known under a key: written forms with their lemmas and how often.
type Known = BTreeMap<(String, String), u32>;

/// Builds it so that each form under its tags has the lemma that it mostly has.
pub fn build(types: &[Type], analyses: &[Analysis], particles: &BTreeMap<String, u32>) -> Dictionary {
    let mut coarse = BTreeMap::<(String, u8), Known>::new();
    let mut any = BTreeMap::<String, Known>::new();
    for one in types {
        for ((lemma, _), count) in &one.lemmas {
            let pair = (one.form.clone(), lemma.clone());
            *coarse.entry((one.lower.clone(), one.tag)).or_default().entry(pair.clone()).or_default() += count;
            *any.entry(one.lower.clone()).or_default().entry(pair).or_default() += count;
        }
    }
    let mut builder = Builder::default();
    let mut chosen = BTreeMap::new();
    for ((lower, tag), known) in &coarse {
        let value = choose(lower, known);
        builder.add(entry(lower, *tag), &value);
        chosen.insert((lower.as_str(), *tag), value);
    }
    for (lower, known) in &any {
        builder.add(any_entry(lower), &choose(lower, known));
    }
    let mut fine = BTreeMap::<(&str, u8, u32), Known>::new();
    for one in types {
        for ((lemma, _), count) in &one.lemmas {
            let pair = (one.form.clone(), lemma.clone());
            *fine.entry((one.lower.as_str(), one.tag, one.morph)).or_default().entry(pair).or_default() += count;
        }
    }
    let mut chosen_fine = BTreeMap::new();
    for ((lower, tag, morph), known) in &fine {
        let value = choose(lower, known);
        let Some(general) = chosen.get(&(*lower, *tag)) else { continue };
        if right(lower, known, &value) > right(lower, known, general) {
            builder.add(fine_entry(lower, *tag, *morph), &value);
            chosen_fine.insert((*lower, *tag, *morph), value);
        }
    }
    for one in types.iter().filter(|one| one.form != one.lower) {
        let mut known = Known::new();
        for ((lemma, _), count) in &one.lemmas {
            *known.entry((one.form.clone(), lemma.clone())).or_default() += count;
        }
        let value = choose(&one.lower, &known);
        let general = chosen_fine
            .get(&(one.lower.as_str(), one.tag, one.morph))
            .or_else(|| chosen.get(&(one.lower.as_str(), one.tag)));
        let Some(general) = general else { continue };
        if right(&one.lower, &known, &value) > right(&one.lower, &known, general) {
            builder.add(fine_entry(&one.form, one.tag, one.morph), &value);
        }
    }
    add_parts(analyses, particles, &mut builder);
    add_capitals(types, &mut builder);
    let related_tags = related_tags(&coarse);
    Dictionary { related_tags, ..builder.build() }
}

/// How many forms two tags must share to be called related, and how many of them must share their lemma, in a hundred.
const RELATED: (usize, usize) = (5, 85);

/// Returns the tags under which the forms that they share have the same lemma; those with most forms first.
fn related_tags(coarse: &BTreeMap<(String, u8), Known>) -> Vec<(u8, u8)> {
    let mut by_form = BTreeMap::<&str, Vec<(u8, Value)>>::new();
    for ((lower, tag), known) in coarse {
        by_form.entry(lower).or_default().push((*tag, choose(lower, known)));
    }
    let mut shared = BTreeMap::<(u8, u8), (usize, usize)>::new();
    for forms in by_form.values() {
        for (asked, value) in forms {
            for (other, found) in forms.iter().filter(|other| other.0 != *asked) {
                let shared = shared.entry((*asked, *other)).or_default();
                // What is unchanged under both tags tells nothing: it would have been right anyway.
                if (value, found) != (&Value::InLower, &Value::InLower) {
                    shared.0 += 1;
                    shared.1 += usize::from(value == found);
                }
            }
        }
    }
    let mut related: Vec<_> = shared
        .into_iter()
        .filter(|(_, (n_forms, n_alike))| *n_forms >= RELATED.0 && n_alike * 100 >= n_forms * RELATED.1)
        .collect();
    related.sort_by_key(|&(tags, (n_forms, _))| (std::cmp::Reverse(n_forms), tags));
    related.into_iter().map(|(tags, _)| tags).collect()
}

/// How many words must be tagged so, and how many of them must have capitals in their lemmas, in a hundred.
const CAPITALS: (u32, u32) = (10, 70);

/// Adds the tags whose lemmas have capitals as a rule.
fn add_capitals(types: &[Type], builder: &mut Builder) {
    let mut counts = BTreeMap::<(u8, u32), (u32, u32)>::new();
    for one in types {
        let (all, capital) = counts.entry((one.tag, one.morph)).or_default();
        for ((lemma, _), count) in &one.lemmas {
            *all += count;
            *capital += if lemma.contains(char::is_uppercase) { *count } else { 0 };
        }
    }
    for ((tag, morph), (all, capital)) in counts {
        if all >= CAPITALS.0 && capital * 100 >= all * CAPITALS.1 {
            builder.add(capitals_entry(tag, morph), &Value::AsWritten);
        }
    }
}

/// Adds the parts of compounds: those before the last under their own tag, the last where it has not the lemma that it has as a word.
fn add_parts(analyses: &[Analysis], particles: &BTreeMap<String, u32>, builder: &mut Builder) {
    let mut modifiers = BTreeMap::<&str, BTreeMap<&str, BTreeSet<&str>>>::new();
    let mut tails = BTreeMap::<(&str, u8), BTreeMap<&str, u32>>::new();
    for one in analyses {
        let Some((last, others)) = one.parts.split_last() else { continue };
        for part in others {
            modifiers.entry(one.text(part)).or_default().entry(&part.lemma).or_default().insert(&one.lemma);
        }
        if !others.is_empty() {
            *tails.entry((one.text(last), one.tag)).or_default().entry(&last.lemma).or_default() += 1;
        }
    }
    for (part, lemmas) in modifiers {
        let best = lemmas.iter().max_by_key(|(_, words)| words.len()).map_or(part, |best| best.0);
        builder.add(entry(part, MODIFIER), &literal(part, best));
    }
    for particle in particles.keys() {
        builder.add(entry(particle, MODIFIER), &Value::InLower);
    }
    for ((part, tag), lemmas) in tails {
        let best = lemmas.iter().max_by_key(|(_, count)| **count).map_or(part, |best| best.0);
        let value = literal(part, best);
        if builder.entries.get(&entry(part, tag)) != Some(&value) {
            builder.add(tail_entry(part, tag), &value);
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    AsWritten,
    InLower,
    Literal(String),
}

fn literal(lower: &str, lemma: &str) -> Value {
    if lower == lemma { Value::InLower } else { Value::Literal(lemma.to_owned()) }
}

/// Returns the value that is right most often: in lower case before a lemma of its own before as written.
fn choose(lower: &str, known: &Known) -> Value {
    let mut values = vec![Value::InLower];
    values.extend(known.keys().map(|(_, lemma)| Value::Literal(lemma.clone())));
    values.push(Value::AsWritten);
    let mut best = (0, Value::InLower);
    for value in values {
        let n_right = right(lower, known, &value);
        if n_right > best.0 {
            best = (n_right, value);
        }
    }
    best.1
}

fn right(lower: &str, known: &Known, value: &Value) -> u32 {
    let is_right = |form: &str, lemma: &str| match value {
        Value::AsWritten => form == lemma,
        Value::InLower => lower == lemma,
        Value::Literal(text) => text == lemma,
    };
    known.iter().filter(|((form, lemma), _)| is_right(form, lemma)).map(|(_, count)| count).sum()
}

#[derive(Default)]
struct Builder {
    entries: BTreeMap<u32, Value>,
}

impl Builder {
    fn add(&mut self, key: u32, value: &Value) {
        self.entries.entry(key).or_insert_with(|| value.clone());
    }

    fn build(self) -> Dictionary {
        let texts: BTreeSet<&str> = self
            .entries
            .values()
            .filter_map(|value| if let Value::Literal(text) = value { Some(text.as_str()) } else { None })
            .collect();
        let places: BTreeMap<&str, u32> = texts.iter().copied().zip(FIRST_LEMMA..).collect();
        let number = |value: &Value| match value {
            Value::AsWritten => AS_WRITTEN,
            Value::InLower => IN_LOWER,
            Value::Literal(text) => places.get(text.as_str()).copied().unwrap_or(IN_LOWER),
        };
        let entries: Vec<(u32, u32)> = self.entries.iter().map(|(&key, value)| (key, number(value))).collect();
        let lemmas = texts.into_iter().map(str::to_owned).collect();
        Dictionary { lemmas, table: Table::new(&entries), related_tags: Vec::new() }
    }
}
