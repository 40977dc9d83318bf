//! Which articles are copies of one another, with the proof.
//!
//! [`CopyIndex`] finds the pairs that share text; this makes quotations of what they share.

mod align;
mod index;
mod words;

use document::Span;

pub(crate) use self::index::{CopyIndex, Pair};
use crate::{Copy, Entry, Quote};

/// Returns the pairs of copies among sorted articles, by second article, then by how much they share.
pub fn copies(entries: &[Entry]) -> Vec<Copy> {
    let index = CopyIndex::of(entries.iter().map(|entry| &entry.annotated).enumerate());
    (0..index.len())
        .flat_map(|second| index.pairs(second).iter().filter(|pair| pair.is_copy).map(move |pair| (second, pair)))
        .filter_map(|(second, pair)| copy(entries, pair, second))
        .collect()
}

/// Quotes what two articles share.
pub(crate) fn copy(entries: &[Entry], pair: &Pair, second: usize) -> Option<Copy> {
    let first = pair.first;
    let spans = [words::spans(&entries[first].annotated), words::spans(&entries[second].annotated)];
    let over =
        |spans: &[Span], start: usize, end: usize| Some(spans.get(start)?.cover(*spans.get(end.checked_sub(1)?)?));
    let passages: Vec<[Span; 2]> = pair
        .alignment
        .stretches
        .iter()
        .filter_map(|stretch| {
            let first = over(&spans[0], stretch.first.start, stretch.first.end)?;
            Some([first, over(&spans[1], stretch.second.start, stretch.second.end)?])
        })
        .collect();
    let longest = pair
        .alignment
        .stretches
        .iter()
        .map(|stretch| stretch.run)
        .max_by_key(|run| (run.len, usize::MAX - run.first))?;
    let in_first = over(&spans[0], longest.first, longest.first + longest.len)?;
    let in_second = over(&spans[1], longest.second, longest.second + longest.len)?;
    Some(Copy {
        first,
        second,
        shared: pair.shared(),
        of_first: pair.of_first(),
        of_second: pair.of_second(),
        passage: Quote { article: first, span: in_first },
        passage_in_second: Quote { article: second, span: in_second },
        passages,
    })
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
