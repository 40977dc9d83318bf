//! Which part of a form each part of its lemma stands for.

use std::collections::BTreeSet;

use nlp::lemma::{SEAM, split::halves};

use crate::treebank::Type;

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
pub fn analyses(types: &[Type]) -> Vec<Analysis> {
    let mut found = BTreeSet::new();
    for one in types {
        let most = one.lemmas.iter().max_by_key(|(_, count)| **count).map(|(lemma, _)| lemma.0.to_lowercase());
        let Some(lemma) = most else { continue };
        if let Some(parts) = align(&one.lower, &lemma) {
            found.insert(Analysis { lower: one.lower.clone(), tag: one.tag, morph: one.morph, lemma, parts });
        }
    }
    found.into_iter().collect()
}

/// How far a part's lemma may be from it, for all but the last, in letters put in and taken out.
const FARTHEST: usize = 5;

/// Returns the parts of the form, the best match of all ways to halve it again and again.
pub fn align(lower: &str, lemma: &str) -> Option<Vec<Part>> {
    let lemmas: Vec<&str> = lemma.split(SEAM).collect();
    if lower.is_empty() || lemmas.iter().any(|lemma| lemma.is_empty()) {
        return None;
    }
    // Where a part may begin, with where the one before it ends.
    let borders: Vec<(usize, usize)> =
        halves(lower).into_iter().map(|halves| (lower.len() - halves.right.len(), halves.left.len())).collect();
    let mut best: Option<(usize, Vec<Part>)> = None;
    place(lower, &lemmas, &borders, (0, 0), &mut Vec::new(), &mut best);
    best.map(|best| best.1)
}

fn place(
    lower: &str,
    lemmas: &[&str],
    borders: &[(usize, usize)],
    (start, cost): (usize, usize),
    parts: &mut Vec<Part>,
    best: &mut Option<(usize, Vec<Part>)>,
) {
    let Some((&lemma, rest)) = lemmas.split_first() else { return };
    if best.as_ref().is_some_and(|best| cost >= best.0) {
        return;
    }
    if rest.is_empty() {
        let cost = cost + distance(&lower[start..], lemma);
        if best.as_ref().is_none_or(|best| cost < best.0) {
            parts.push(Part { start, end: lower.len(), lemma: lemma.to_owned() });
            *best = Some((cost, parts.clone()));
            parts.pop();
        }
        return;
    }
    for &(next, end) in borders.iter().filter(|border| border.1 > start) {
        let part_cost = distance(&lower[start..end], lemma);
        if part_cost > FARTHEST || part_cost >= lemma.chars().count() + (end - start) {
            continue;
        }
        parts.push(Part { start, end, lemma: lemma.to_owned() });
        place(lower, rest, borders, (next, cost + part_cost), parts, best);
        parts.pop();
    }
}

/// Returns how many letters must be put in or taken out to make one of the other; one at the beginning counts double.
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
    let begins_alike = from.chars().next() == to.first().copied();
    row[to.len()] + usize::from(!begins_alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, lemma: &str, expected: &str) {
        let parts = align(form, lemma).unwrap_or_default();
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
