//! Cutting a sentence finer than tokens: a figure may stand glued to a currency sign, a unit or another figure.

use std::collections::BTreeSet;

use document::Span;

/// What a [`Piece`] is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Digits, with points, commas or narrow spaces between digits.
    Number,
    /// Begins with a letter; digits, apostrophes and hyphens may follow.
    Word,
    /// One other character.
    Mark,
}

/// A number, a word or one other character.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub span: Span,
    pub kind: PieceKind,
    /// Lower case, straight apostrophes.
    pub norm: String,
    /// The first letter is upper case.
    pub capital: bool,
    /// No white space stands before it.
    pub glued: bool,
    /// Lies in a time expression or an address: not to be read as a figure.
    pub blocked: bool,
}

impl Piece {
    pub fn is_word(&self) -> bool {
        self.kind == PieceKind::Word
    }

    pub fn is_dash(&self) -> bool {
        matches!(self.norm.as_str(), "-" | "–" | "—" | "‑")
    }
}

/// How a language cuts its words and numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    /// Elided beginnings that are pieces of their own, in lower case: `d'` of `d'euros`.
    pub proclitics: BTreeSet<String>,
    /// A blank may stand between the thousands of a number: `10 000`.
    pub blank_groups: bool,
}

/// Returns the pieces of the stretch `within` of `text`.
pub(super) fn pieces(text: &str, within: Span, cut: &Cut) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut rest = within.start;
    let mut glued = false;
    while let Some(first) = text[rest..within.end].chars().next() {
        if first.is_whitespace() {
            rest += first.len_utf8();
            glued = false;
            continue;
        }
        let slice = &text[rest..within.end];
        let (kind, len) = if first.is_ascii_digit() {
            (PieceKind::Number, number_len(slice, cut.blank_groups))
        } else if first.is_alphabetic() {
            (PieceKind::Word, elided_len(slice, cut).unwrap_or_else(|| word_len(slice)))
        } else {
            (PieceKind::Mark, first.len_utf8())
        };
        let span = Span::new(rest, rest + len);
        let norm = span.of(text).to_lowercase().replace(['’', '‘'], "'");
        out.push(Piece { span, kind, norm, capital: first.is_uppercase(), glued, blocked: false });
        rest += len;
        glued = true;
    }
    block_addresses(&mut out);
    out
}

/// Tells whether the pieces begin with these words.
pub(super) fn starts_with(pieces: &[Piece], words: &[String]) -> bool {
    pieces.len() >= words.len() && pieces.iter().zip(words).all(|(piece, word)| piece.norm == *word)
}

/// Tells whether the pieces end with these words.
pub(super) fn ends_with(pieces: &[Piece], words: &[String]) -> bool {
    pieces.len().checked_sub(words.len()).is_some_and(|at| starts_with(&pieces[at..], words))
}

/// Digits; a separator counts when a digit follows it, a no-break or narrow space (where the language has it so, any
/// blank) when three digits follow.
fn number_len(slice: &str, blank_groups: bool) -> usize {
    let bytes = slice.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut len = 0;
    while let Some(c) = slice[len..].chars().next() {
        let next = len + c.len_utf8();
        let separates = match c {
            '.' | ',' => digit(next),
            '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' if c != ' ' || blank_groups => {
                digit(next) && digit(next + 1) && digit(next + 2) && !digit(next + 3) && len <= 3
                    || (digit(next) && digit(next + 1) && digit(next + 2) && !digit(next + 3) && len > 4)
            }
            _ => false,
        };
        if !c.is_ascii_digit() && !separates {
            break;
        }
        len = next;
    }
    len
}

/// Returns how long the elided beginning of a word is, with its apostrophe.
fn elided_len(slice: &str, cut: &Cut) -> Option<usize> {
    if cut.proclitics.is_empty() {
        return None;
    }
    let at = slice.find(|c: char| !c.is_alphabetic())?;
    let apostrophe = slice[at..].chars().next().filter(|c| matches!(c, '\'' | '’'))?;
    let form = slice[..at].to_lowercase() + "'";
    cut.proclitics.contains(&form).then_some(at + apostrophe.len_utf8())
}

/// Letters and digits; an apostrophe or hyphen counts when a letter or digit follows, a point between initials.
fn word_len(slice: &str) -> usize {
    let mut len = 0;
    let mut segment = 0;
    let mut chars = slice.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = chars.peek().is_some_and(|next| next.is_alphanumeric())
            && (matches!(c, '\'' | '’' | '-' | '‑') || c == '.' && segment == 1);
        if !c.is_alphanumeric() && !joins {
            break;
        }
        segment = if joins { 0 } else { segment + 1 };
        len += c.len_utf8();
    }
    len
}

/// Blocks every run without white space that looks like a web or mail address.
fn block_addresses(pieces: &mut [Piece]) {
    let mut start = 0;
    while start < pieces.len() {
        let more = pieces[start + 1..].iter().take_while(|piece| piece.glued).count();
        let run = &mut pieces[start..=start + more];
        let address = run.iter().any(|piece| matches!(piece.norm.as_str(), "@" | "#" | "_" | "\\"))
            || run.windows(2).any(|pair| pair[0].norm == "/" && pair[1].norm == "/");
        if address || run[0].norm == "www" {
            run.iter_mut().for_each(|piece| piece.blocked = true);
        }
        start += more + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norms(text: &str) -> Vec<String> {
        norms_cut(text, &Cut::default())
    }

    fn norms_cut(text: &str, cut: &Cut) -> Vec<String> {
        pieces(text, Span::new(0, text.len()), cut).into_iter().map(|piece| piece.norm).collect()
    }

    #[test]
    fn elided_beginnings_and_blanks_between_thousands_are_the_language_s() {
        let cut = Cut { proclitics: ["d'".to_owned()].into(), blank_groups: true };
        assert_eq!(
            norms_cut("D’euros, aujourd'hui 10 000 000", &cut),
            ["d'", "euros", ",", "aujourd'hui", "10 000 000"]
        );
        assert_eq!(norms_cut("plus d'", &cut), ["plus", "d'"]);
        assert_eq!(norms_cut("2014 300 et 06 12 34", &cut), ["2014", "300", "et", "06", "12", "34"]);
        assert_eq!(norms("d'euros 10 000"), ["d'euros", "10", "000"]);
    }

    #[test]
    fn figures_come_apart_from_signs_and_letters() {
        assert_eq!(norms("€3,5-4bn (ca. 2.400)"), ["€", "3,5", "-", "4", "bn", "(", "ca", ".", "2.400", ")"]);
        assert_eq!(norms("F-16's van MH17"), ["f-16's", "van", "mh17"]);
    }

    #[test]
    fn a_narrow_space_groups_thousands() {
        assert_eq!(norms("10\u{202f}000 en 5\u{a0}kilo"), ["10\u{202f}000", "en", "5", "kilo"]);
    }

    #[test]
    fn addresses_are_blocked() {
        let found = pieces("zie https://a.b/300 mensen", Span::new(0, 26), &Cut::default());
        assert!(found.iter().filter(|piece| piece.norm == "300").all(|piece| piece.blocked));
        assert!(!found.last().expect("a piece").blocked);
    }
}
