//! Which part of a form each part of its lemma stands for.

use std::collections::BTreeSet;

use nlp::lemma::{SEAM, split::halves};

use crate::treebank::{Particle, Type};

/// A part of a form and its lemma, both in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Where it is in the form, in bytes.
    pub start: usize,
    pub end: usize,
    pub lemma: String,
}

/// A lower-case form under its tags, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Analysis {
    pub lower: String,
    pub tag: u8,
    pub morph: u32,
    pub lemma: String,
    pub parts: Vec<Part>,
}

impl Analysis {
    /// Returns the text of a part.
    pub fn text(&self, part: &Part) -> &str {
        &self.lower[part.start..part.end]
    }
}

/// Returns an analysis of each type and lemma whose parts can be found in the form.
pub fn analyses(types: &[Type], particles: &[Particle]) -> Vec<Analysis> {
    let words = types.iter().map(|one| (one.lower.as_str(), one.tag)).collect();
    let particles = particles.iter().filter(|particle| particle.joins).map(|particle| particle.form.as_str()).collect();
    let lexicon = Lexicon { words, particles };
    let mut found = BTreeSet::new();
    for one in types {
        let most = one.lemmas.iter().max_by_key(|(_, count)| **count).map(|(lemma, _)| lemma.0.to_lowercase());
        let Some(lemma) = most else { continue };
        if let Some(parts) = lexicon.align(&one.lower, one.tag, &lemma) {
            found.insert(Analysis { lower: one.lower.clone(), tag: one.tag, morph: one.morph, lemma, parts });
        }
    }
    found.into_iter().collect()
}

/// How far a part's lemma may be from it, for all but the last, in letters put in and taken out.
const FARTHEST: usize = 5;
/// What a letter put in or taken out costs.
const LETTER: usize = 4;
/// What it costs that the last part does not begin as its lemma does.
const BEGINNING: usize = 2;
/// What it costs that a part is not known by itself.
const UNKNOWN: usize = 3;

/// Words that may be parts.
#[derive(Default)]
struct Lexicon<'a> {
    /// Lower-case forms with their tags.
    words: BTreeSet<(&'a str, u8)>,
    /// Particles that join verbs.
    particles: BTreeSet<&'a str>,
}

/// A word to be taken apart.
struct Puzzle<'a> {
    lexicon: &'a Lexicon<'a>,
    lower: &'a str,
    tag: u8,
    /// Where a part may begin, with where the one before it ends.
    borders: Vec<(usize, usize)>,
    /// The cheapest way so far.
    best: Option<(usize, Vec<Part>)>,
}

impl Lexicon<'_> {
    /// Returns the parts of the form, the best match of all ways to halve it again and again.
    fn align(&self, lower: &str, tag: u8, lemma: &str) -> Option<Vec<Part>> {
        let lemmas: Vec<&str> = lemma.split(SEAM).collect();
        if lower.is_empty() || lemmas.iter().any(|lemma| lemma.is_empty()) {
            return None;
        }
        let borders =
            halves(lower).into_iter().map(|halves| (lower.len() - halves.right.len(), halves.left.len())).collect();
        let mut puzzle = Puzzle { lexicon: self, lower, tag, borders, best: None };
        puzzle.place(&lemmas, (0, 0), &mut Vec::new());
        puzzle.best.map(|best| best.1)
    }
}

impl Puzzle<'_> {
    fn place(&mut self, lemmas: &[&str], (start, cost): (usize, usize), parts: &mut Vec<Part>) {
        let Some((&lemma, rest)) = lemmas.split_first() else { return };
        if self.best.as_ref().is_some_and(|best| cost >= best.0) {
            return;
        }
        let lower = self.lower;
        if rest.is_empty() {
            let last = &lower[start..];
            let begins_alike = last.chars().next() == lemma.chars().next();
            let known = self.lexicon.words.contains(&(last, self.tag));
            let cost = cost + LETTER * distance(last, lemma) + if begins_alike { 0 } else { BEGINNING };
            let cost = cost + if known { 0 } else { UNKNOWN };
            if self.best.as_ref().is_none_or(|best| cost < best.0) {
                parts.push(Part { start, end: lower.len(), lemma: lemma.to_owned() });
                self.best = Some((cost, parts.clone()));
                parts.pop();
            }
            return;
        }
        let is_particle = self.lexicon.particles.contains(lemma);
        for (next, end) in self.borders.clone().into_iter().filter(|border| border.1 > start) {
            let part = &lower[start..end];
            let letters = distance(part, lemma);
            if letters > FARTHEST || letters >= lemma.chars().count() + part.chars().count() {
                continue;
            }
            let cost = cost + LETTER * letters + if is_particle && letters > 0 { UNKNOWN } else { 0 };
            parts.push(Part { start, end, lemma: lemma.to_owned() });
            self.place(rest, (next, cost), parts);
            parts.pop();
        }
    }
}

/// Returns how many letters must be put in or taken out to make one of the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for c in from.chars() {
        let mut diagonal = row[0];
        row[0] += 1;
        for (index, &other) in to.iter().enumerate() {
            let keep = if c == other { diagonal } else { usize::MAX };
            diagonal = row[index + 1];
            row[index + 1] = keep.min(1 + row[index].min(diagonal));
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, lemma: &str, expected: &str) {
        let lexicon = Lexicon { words: BTreeSet::from([("gebeld", 15)]), particles: BTreeSet::from(["op"]) };
        let parts = lexicon.align(form, 15, lemma).unwrap_or_default();
        let shown: Vec<String> =
            parts.iter().map(|part| format!("{}={}", &form[part.start..part.end], part.lemma)).collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn parts_are_found_with_their_links() {
        check("bedrijfspanden", "bedrijf_pand", "bedrijfs=bedrijf panden=pand");
        check("opgebeld", "op_bellen", "op=op gebeld=bellen");
        check("hv-trainers", "hv_trainer", "hv=hv trainers=trainer");
        check("wereldmotorsportbond", "wereld_motor_sport_bond", "wereld=wereld motor=motor sport=sport bond=bond");
        check("huis", "huis", "huis=huis");
    }

    #[test]
    fn what_is_not_in_the_form_has_no_analysis() {
        check("is", "af_zijn", "");
    }
}
