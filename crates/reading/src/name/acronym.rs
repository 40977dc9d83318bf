//! Acronyms that an article introduces: `Verenigde Havenbond (VHB)`.
//!
//! Reference: Schwartz & Hearst (2003), *A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text*.

use super::{NameKind, article_view::ArticleView, find::Mention};

/// The most letters of an acronym.
const LONGEST: usize = 10;

/// Returns pairs of indices of mentions: a name, and the acronym that stands for it in this article.
pub(super) fn introduced(view: &ArticleView, mentions: &[Mention], kinds: &[NameKind]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (at, pair) in mentions.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let opened = first.tokens.end + 1 == second.tokens.start && view.norm(first.tokens.end) == "(";
        if !opened || !matches!(view.norm(second.tokens.end), ")" | "," | ";") {
            continue;
        }
        let (long, short) = if is_acronym(view.text(second.span)) { (at, at + 1) } else { (at + 1, at) };
        let text = |index: usize| mentions.get(index).map_or("", |mention| view.text(mention.span));
        let named = matches!(kinds.get(long), Some(NameKind::Organisation | NameKind::Location));
        if named && stands_for(text(short), text(long)) {
            out.push((long, short));
        }
    }
    out
}

/// Tells whether a form is written as an acronym: one word, with two capitals or more.
pub(super) fn is_acronym(form: &str) -> bool {
    let letters = form.chars().count();
    (2..=LONGEST).contains(&letters)
        && form.starts_with(char::is_uppercase)
        && form.chars().filter(|c| c.is_uppercase()).count() >= 2
        && form.chars().all(|c| c.is_alphanumeric() || matches!(c, '&' | '-' | '.'))
}

/// Tells whether the letters of an acronym stand in a name in that order, the first at the start of a word.
pub(super) fn stands_for(short: &str, long: &str) -> bool {
    if !is_acronym(short) || long.split_whitespace().count() < 2 && !long.contains('-') {
        return false;
    }
    let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let (short, long) = (lower(short), lower(long));
    let mut letters = short.iter().filter(|c| c.is_alphanumeric()).rev().peekable();
    let mut at = long.len();
    let last_word = long.iter().rposition(|c| c.is_whitespace()).unwrap_or(0);
    let mut end = None;
    while let Some(letter) = letters.next() {
        let first = letters.peek().is_none();
        loop {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
            let starts = at == 0 || long.get(at - 1).is_some_and(|c| !c.is_alphanumeric());
            if long.get(at) == Some(letter) && (!first || starts) {
                break;
            }
        }
        end = end.or(Some(at));
    }
    // words before the first letter, or behind the last one, have no letter
    at == 0 && end.is_some_and(|end| end >= last_word)
}

#[cfg(test)]
mod tests {
    use super::stands_for;

    #[test]
    fn the_letters_of_an_acronym_stand_in_the_name() {
        assert!(stands_for("VHB", "Verenigde Havenbond"));
        assert!(stands_for("UvD", "Universiteit van Dorpel"));
        assert!(stands_for("FSO", "Free Sea Office"));
        assert!(!stands_for("VHB", "Verenigde Bond"));
        assert!(!stands_for("VHB", "Verenigde Havenbond Dorpel"));
        assert!(!stands_for("HB", "Verenigde Havenbond"));
        assert!(!stands_for("Vhb", "Verenigde Havenbond"));
        assert!(!stands_for("DO", "Dorpel"));
    }
}
