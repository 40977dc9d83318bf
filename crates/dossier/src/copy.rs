//! Which articles are copies of one another, with the proof.
//!
//! Word shingles (Broder 1997) find the candidates, an alignment over shingles measures how much they share.

use std::collections::HashMap;

use document::Span;
use nlp::TokenKind;

use crate::{Copy, Entry, Quote, sentence};

/// Words in a shingle. Five in a row are seldom chance; changed figures and leads break few.
const SHINGLE: usize = 5;

/// Share of the shorter article from which it counts as a copy. Articles that only quote the same words share less.
const LEAST_SHARE: f64 = 0.4;

/// Shared words that a copy has at least: two items that repeat one quotation are no copies.
const LEAST_WORDS: usize = 30;

/// A shingle that stands in more articles than this links neighbours only, so that a thousand copies of one text cost
/// a thousand steps, not a million.
const CROWD: usize = 48;

/// How many of the most similar earlier articles are aligned.
const ALIGNED: usize = 4;

/// The words of an article, without residue; a gap stands where residue was cut out.
struct Words {
    hashes: Vec<u64>,
    spans: Vec<Span>,
    shingles: Vec<u64>,
    n_words: usize,
}

const GAP: u64 = 0;

/// Returns for every article that copies an earlier one the pair with the most similar of them, by second article.
pub fn copies(entries: &[Entry]) -> Vec<Copy> {
    let texts: Vec<Words> = entries.iter().map(words).collect();
    let mut found = Vec::new();
    for (second, mut candidates) in candidates(&texts).into_iter().enumerate() {
        candidates.sort_by_key(|&(first, shared)| (std::cmp::Reverse(shared), first));
        let mut best: Option<(f64, usize)> = None;
        for &(first, _) in candidates.iter().take(ALIGNED) {
            let share = share(&texts[first], &texts[second]);
            if share.is_some_and(|share| best.is_none_or(|(known, _)| share > known)) {
                best = share.map(|share| (share, first));
            }
        }
        if let Some((shared, first)) = best
            && let Some(passage) = longest_passage(&texts[first], &texts[second])
        {
            found.push(Copy { first, second, shared, passage: Quote { article: first, span: passage } });
        }
    }
    found
}

fn words(entry: &Entry) -> Words {
    let (mut hashes, mut spans) = (Vec::new(), Vec::new());
    for found in &entry.annotated.sentences {
        if !sentence::quotable(found) {
            hashes.push(GAP);
            spans.push(found.span);
            continue;
        }
        for token in entry.annotated.tokens.get(found.tokens.clone()).unwrap_or_default() {
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                hashes.push(hash(token.norm.bytes()));
                spans.push(token.span);
            }
        }
    }
    let shingles = hashes
        .windows(SHINGLE)
        .map(|window| if window.contains(&GAP) { GAP } else { hash(window.iter().flat_map(|word| word.to_le_bytes())) })
        .collect();
    let n_words = hashes.iter().filter(|hash| **hash != GAP).count();
    Words { hashes, spans, shingles, n_words }
}

/// FNV-1a, the same on every machine; never [`GAP`].
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    hash.max(1)
}

/// For every article the earlier ones that share shingles with it, with their number.
fn candidates(texts: &[Words]) -> Vec<Vec<(usize, usize)>> {
    let mut postings: Vec<(u64, usize)> = Vec::new();
    for (article, words) in texts.iter().enumerate() {
        let mut shingles: Vec<u64> = words.shingles.iter().copied().filter(|shingle| *shingle != GAP).collect();
        shingles.sort_unstable();
        shingles.dedup();
        postings.extend(shingles.into_iter().map(|shingle| (shingle, article)));
    }
    postings.sort_unstable();
    let mut shared: Vec<HashMap<usize, usize>> = vec![HashMap::new(); texts.len()];
    for same in postings.chunk_by(|a, b| a.0 == b.0) {
        for (place, &(_, second)) in same.iter().enumerate() {
            let reach = if same.len() > CROWD { place.saturating_sub(ALIGNED) } else { 0 };
            let firsts = same[reach..place].iter().chain(same.first().filter(|_| reach > 0));
            for &(_, first) in firsts {
                *shared[second].entry(first).or_default() += 1;
            }
        }
    }
    shared
        .into_iter()
        .enumerate()
        .map(|(second, firsts)| {
            let enough = |first: usize, n: usize| {
                let shorter = texts[first].shingles.len().min(texts[second].shingles.len());
                n * 8 >= shorter
            };
            firsts.into_iter().filter(|&(first, n)| enough(first, n)).collect()
        })
        .collect()
}

/// The share of the shorter article's words that lie in shingles of the other one, when it makes a copy.
fn share(first: &Words, second: &Words) -> Option<f64> {
    let (shorter, longer) = if first.n_words <= second.n_words { (first, second) } else { (second, first) };
    let known: std::collections::HashSet<u64> = longer.shingles.iter().copied().collect();
    let mut covered = vec![false; shorter.hashes.len()];
    for (at, shingle) in shorter.shingles.iter().enumerate() {
        if *shingle != GAP && known.contains(shingle) {
            covered[at..at + SHINGLE].fill(true);
        }
    }
    let n = covered.iter().filter(|covered| **covered).count();
    let share = n as f64 / shorter.n_words.max(1) as f64;
    let whole = n >= SHINGLE && n == shorter.n_words;
    (whole || share >= LEAST_SHARE && n >= LEAST_WORDS).then_some(share)
}

/// The longest run of words that both have, in the first one.
fn longest_passage(first: &Words, second: &Words) -> Option<Span> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, shingle) in first.shingles.iter().enumerate().filter(|(_, shingle)| **shingle != GAP) {
        places.entry(*shingle).or_default().push(at);
    }
    let mut best: Option<(usize, usize)> = None;
    let mut runs: HashMap<usize, usize> = HashMap::new();
    for shingle in &second.shingles {
        let mut next = HashMap::new();
        for &at in places.get(shingle).into_iter().flatten() {
            let run = at.checked_sub(1).and_then(|before| runs.get(&before)).copied().unwrap_or(0) + 1;
            next.insert(at, run);
            let start = at + 1 - run;
            if best.is_none_or(|(len, known)| (run, std::cmp::Reverse(start)) > (len, std::cmp::Reverse(known))) {
                best = Some((run, start));
            }
        }
        runs = next;
    }
    let (run, start) = best?;
    Some(first.spans[start].cover(first.spans[start + run + SHINGLE - 2]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::pile;

    const ITEM: &str = "De veerboot tussen Oosterwal en Mirakel vaart vanaf maandag niet meer omdat de kade verzakt is. \
        Volgens de havenmeester duurt het herstel zeker zes weken en kost het de gemeente een half miljoen. \
        Bewoners van het eiland moeten zolang omrijden over de oude brug bij Hogeveld.";

    fn check(texts: &[&str]) -> Vec<(usize, usize)> {
        let entries = pile(texts);
        copies(&entries).iter().map(|copy| (copy.first, copy.second)).collect()
    }

    #[test]
    fn a_changed_lead_and_a_changed_figure_leave_a_copy() {
        let changed = ITEM.replace("De veerboot tussen", "Slecht nieuws: de boot tussen").replace("zes", "acht");
        assert_eq!(check(&[ITEM, &changed]), [(0, 1)]);
    }

    #[test]
    fn a_cut_and_an_added_paragraph_leave_a_copy() {
        let cut =
            ITEM.split_inclusive(". ").skip(1).collect::<String>() + "\n\nDe wethouder wil daar niets over zeggen.";
        assert_eq!(check(&[ITEM, &cut]), [(0, 1)]);
    }

    #[test]
    fn a_shared_sentence_is_no_copy() {
        let other = "Op het eiland Mirakel is de winkel gesloten. De eigenaar gaat met pensioen na dertig jaar. \
            Bewoners van het eiland moeten zolang omrijden over de oude brug bij Hogeveld. Er is nog geen opvolger. \
            Wie de zaak wil overnemen kan zich melden bij de gemeente, die ook een lening wil geven aan een starter.";
        assert!(check(&[ITEM, other]).is_empty());
    }

    #[test]
    fn the_proof_is_the_longest_passage_as_the_first_article_has_it() {
        let changed = ITEM.replace("zes", "acht");
        let entries = pile(&[ITEM, &changed]);
        let copy = copies(&entries).remove(0);
        let passage = copy.passage.span.of(&entries[0].article.text);
        assert!(passage.starts_with("De veerboot") && passage.ends_with("herstel zeker"), "{passage}");
        assert!(copy.shared > 0.9);
    }

    #[test]
    fn many_copies_form_one_chain() {
        let texts = vec![ITEM; 60];
        assert_eq!(check(&texts).len(), 59);
    }
}
