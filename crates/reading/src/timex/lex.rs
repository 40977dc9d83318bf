//! Atoms: what patterns match on.
//!
//! An atom is a run of letters, a run of digits, or one other character. Cutting finer than tokens makes matching
//! independent of what a tokeniser keeps together (`04-10-2021`, `19e`, `a.s.`, `2014-2018`).

use std::collections::HashMap;

use document::Span;

/// The number of a word in a [`Vocabulary`]; 0 is every word that no pattern knows.
pub(crate) type WordId = u32;

/// One atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    /// Where it stands.
    pub span: Span,
    /// Which word it is; 0 when no pattern knows it.
    pub word: WordId,
    /// What it is made of.
    pub kind: AtomKind,
    /// No white space stands before it.
    pub glued: bool,
    /// A sentence begins with it.
    pub opens: bool,
}

/// What an atom is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtomKind {
    /// Letters.
    Letters,
    /// ASCII digits with their value; `None` beyond six digits.
    Digits(Option<u32>),
    /// One other character.
    Sign,
}

/// The words that the patterns of a grammar know, in lower case. Only looked up in, never iterated over, so that its
/// order cannot show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    ids: HashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// Returns the id of `form`, which it learns when it is new.
    pub fn learn(&mut self, form: &str) -> WordId {
        let next = WordId::try_from(self.ids.len() + 1).unwrap_or(WordId::MAX);
        *self.ids.entry(form.into()).or_insert(next)
    }

    fn id(&self, form: &str) -> WordId {
        self.ids.get(form).copied().unwrap_or(0)
    }

    /// Returns the id of `form`, which may be written with capitals; 0 when no pattern knows it.
    pub fn find(&self, form: &str) -> WordId {
        let mut lower = String::new();
        normalise(form, &mut lower);
        self.id(&lower)
    }

    /// Returns the number of ids, 0 included.
    pub fn len(&self) -> usize {
        self.ids.len() + 1
    }
}

/// Appends the atoms of `span`, which is one sentence, to `out`.
pub(crate) fn atoms(vocabulary: &Vocabulary, text: &str, span: Span, out: &mut Vec<Atom>) {
    let mut lower = String::new();
    let mut opens = true;
    cut(text, span, |piece, kind, glued| {
        normalise(piece.of(text), &mut lower);
        out.push(Atom { span: piece, word: vocabulary.id(&lower), kind, glued, opens });
        opens = false;
    });
}

/// Returns the atoms of a pattern's literal as normalised forms, each with whether it is glued to the one before.
pub(crate) fn literal(text: &str) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    cut(text, Span::new(0, text.len()), |piece, _, glued| {
        let mut lower = String::new();
        normalise(piece.of(text), &mut lower);
        out.push((lower, glued));
    });
    out
}

fn cut(text: &str, span: Span, mut emit: impl FnMut(Span, AtomKind, bool)) {
    let slice = span.of(text);
    let mut chars = slice.char_indices().peekable();
    let mut glued = false;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            glued = false;
            continue;
        }
        let same: fn(char) -> bool = if c.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if c.is_alphabetic() {
            |c| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
        } else {
            |_| false
        };
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            if !same(next) {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let kind = if c.is_ascii_digit() {
            AtomKind::Digits(slice[start..end].parse().ok().filter(|_| end - start <= 6))
        } else if c.is_alphabetic() {
            AtomKind::Letters
        } else {
            AtomKind::Sign
        };
        emit(Span::new(span.start + start, span.start + end), kind, glued);
        glued = true;
    }
}

/// Writes the lower-case form with plain hyphens and straight apostrophes into `out`.
fn normalise(piece: &str, out: &mut String) {
    out.clear();
    for c in piece.chars() {
        match c {
            '’' | '‘' | 'ʼ' | '`' => out.push('\''),
            '–' | '‑' | '‐' => out.push('-'),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> =
            literal(text).into_iter().map(|(form, glued)| if glued { format!("+{form}") } else { form }).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn letters_digits_and_signs_part() {
        check("04-10-2021 19e", &["04", "+-", "+10", "+-", "+2021", "19", "+e"]);
        check("’s Avonds a.s.", &["'", "+s", "avonds", "a", "+.", "+s", "+."]);
        check("één 2014–2018", &["één", "2014", "+-", "+2018"]);
    }
}
