//! The words of an article as numbers: all that the search for copies looks at.

use document::Span;
use nlp::{Annotated, TokenKind};

use crate::sentence;

/// Stands where residue was cut out; equal to no word, not even to itself.
pub(crate) const GAP: u32 = 0;

/// Set on words between quotation marks.
const QUOTED: u32 = 1 << 31;

/// A word: the hash of its form in lower case, and whether it stands in a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word(u32);

impl Word {
    fn new(norm: &str, quoted: bool) -> Self {
        let hash = (hash(norm.bytes()) >> 24) as u32 & !QUOTED;
        Self(hash.max(1) | if quoted { QUOTED } else { 0 })
    }

    /// Tells whether two are the same word.
    pub(crate) fn same(self, other: Self) -> bool {
        self.key() == other.key() && self.0 != GAP
    }

    /// Returns what is equal for the same words.
    pub(crate) fn key(self) -> u32 {
        self.0 & !QUOTED
    }

    /// Tells whether residue stands here.
    pub(crate) fn is_gap(self) -> bool {
        self.0 == GAP
    }

    /// Tells whether it stands in a quotation.
    pub(crate) fn is_quoted(self) -> bool {
        self.0 & QUOTED != 0
    }
}

/// FNV-1a (Fowler, Noll and Vo), the same on every machine.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Returns the words of the sentences that may be quoted, with one gap for each other sentence.
pub(crate) fn words(annotated: &Annotated) -> Vec<Word> {
    let quotations = &annotated.quotations;
    let mut behind = 0;
    let mut until = 0;
    let mut out = Vec::new();
    each(annotated, |span, norm| {
        while let Some(quotation) = quotations.get(behind).filter(|quotation| quotation.span.start <= span.start) {
            until = until.max(quotation.span.end);
            behind += 1;
        }
        out.push(norm.map_or(Word(GAP), |norm| Word::new(norm, span.start < until)));
    });
    out
}

/// Returns where the words stand that [`words`] returns.
pub(crate) fn spans(annotated: &Annotated) -> Vec<Span> {
    let mut out = Vec::new();
    each(annotated, |span, _| out.push(span));
    out
}

fn each<'a>(annotated: &'a Annotated, mut f: impl FnMut(Span, Option<&'a str>)) {
    for found in &annotated.sentences {
        if !sentence::quotable(found) {
            f(found.span, None);
            continue;
        }
        for token in annotated.tokens.get(found.tokens.clone()).unwrap_or_default() {
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                f(token.span, Some(&token.norm));
            }
        }
    }
}
