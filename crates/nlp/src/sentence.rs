//! Where sentences end.

pub(crate) mod boundary;

use std::ops::Range;

use crate::{
    Lexicon, Token, TokenKind,
    lexicon::{Abbreviation, Opener},
    quotation::Role,
    scan,
    sentence::boundary::Gap,
    tokenize::Pieces,
};

/// Returns the ranges of tokens that are sentences, in order, every token in one.
pub(crate) fn split(lexicon: &Lexicon, text: &str, pieces: &Pieces) -> Vec<Range<usize>> {
    let splitter = Splitter { lexicon, text, pieces };
    let mut out = Vec::new();
    let mut first = 0;
    splitter.walk(|gap, by_rule| {
        let ends = by_rule || splitter.model_breaks(gap);
        if ends {
            out.push(gap.first..gap.next);
            first = gap.next;
        }
        ends
    });
    if first < pieces.tokens.len() {
        out.push(first..pieces.tokens.len());
    }
    out
}

/// Returns what the model of boundaries is asked about, with what is seen there: what its weights are learned from.
///
/// `ends` tells whether a sentence ends at a byte, so that each gap is seen as if all before it were right.
pub(crate) fn examples(
    lexicon: &Lexicon,
    text: &str,
    pieces: &Pieces,
    ends: impl Fn(usize) -> bool,
) -> Vec<(bool, Vec<String>)> {
    let splitter = Splitter { lexicon, text, pieces };
    let mut out = Vec::new();
    splitter.walk(|gap, by_rule| {
        let end = pieces.tokens.get(gap.next - 1).is_some_and(|token| ends(token.span.end));
        if !by_rule && boundary::is_candidate(text, pieces, gap) {
            let mut keys = Vec::new();
            boundary::seen(text, pieces, gap, |parts| keys.push(parts.concat()));
            out.push((end, keys));
        }
        end
    });
    out
}

struct Splitter<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    pieces: &'a Pieces,
}

impl Splitter<'_> {
    /// Goes through the gaps where a sentence may end. `ends` is told whether the rules see an end there, and says whether
    /// the next sentence begins behind it.
    fn walk(&self, mut ends: impl FnMut(Gap, bool) -> bool) {
        let (mut first, mut index, mut lower) = (0, 0, 0);
        while index < self.pieces.tokens.len() {
            let next = self.end_after(first, index).unwrap_or(index + 1);
            lower += self.lower(index);
            if ends(Gap { first, next, lower }, self.breaks(first, index, next)) {
                (first, lower) = (next, 0);
            }
            index = next.max(index + 1);
        }
    }

    /// Tells whether a sentence ends at a gap where the rules see no end, as the weights of the language have it.
    fn model_breaks(&self, gap: Gap) -> bool {
        let weights = &self.lexicon.boundaries;
        !weights.is_empty()
            && boundary::is_candidate(self.text, self.pieces, gap)
            && weights.ends(self.text, self.pieces, gap)
    }

    /// Returns 1 for a word in lower case, else 0.
    fn lower(&self, index: usize) -> usize {
        let token = self.pieces.tokens.get(index).filter(|token| token.kind == TokenKind::Word);
        usize::from(token.is_some_and(|token| token.span.of(self.text).starts_with(char::is_lowercase)))
    }

    /// Returns the token behind the closing marks that follow token `index`, when that is a final sign.
    fn end_after(&self, first: usize, index: usize) -> Option<usize> {
        let tokens = &self.pieces.tokens;
        let token = tokens.get(index)?;
        let numbered = index == first + 1 && tokens.get(first).is_some_and(|token| token.kind == TokenKind::Number);
        if !is_final(token) || numbered && token.norm == "." {
            return None;
        }
        let closes = |at: usize| {
            let Some(token) = tokens.get(at) else { return false };
            self.pieces.roles.get(at) == Some(&Role::Close)
                || !token.space_before && (is_final(token) || matches!(token.norm.as_str(), ")" | "]"))
        };
        let mut next = index + 1;
        loop {
            if closes(next) || tokens.get(next).is_some_and(is_emoticon) {
                next += 1;
            } else if self.is_reference(next) {
                next += 3;
            } else {
                return Some(next);
            }
        }
    }

    /// Tells whether the number of a footnote stands at `at`: `[12]`.
    fn is_reference(&self, at: usize) -> bool {
        let Some([open, number, close]) = self.pieces.tokens.get(at..at + 3) else { return false };
        open.norm == "[" && number.kind == TokenKind::Number && close.norm == "]"
    }

    /// Tells whether a sentence that began with token `first` ends between `index` (with the closing marks up to
    /// `next`) and `next`.
    fn breaks(&self, first: usize, index: usize, next: usize) -> bool {
        let (Some(token), Some(upcoming)) = (self.pieces.tokens.get(index), self.pieces.tokens.get(next)) else {
            return false;
        };
        if upcoming.space_before && self.starts_item(next) {
            return true;
        }
        if is_final(token) {
            let listed =
                next == first + 2 && self.pieces.tokens.get(first).is_some_and(|t| t.kind == TokenKind::Number);
            if token.norm == "." && listed {
                return false;
            }
            return if upcoming.space_before { self.begins(next) } else { self.glued(index, next) };
        }
        if self.pieces.roles.get(index) == Some(&Role::Close) && !upcoming.space_before {
            return upcoming.kind == TokenKind::Word
                && self.capitalised(upcoming)
                && upcoming.norm.chars().nth(1).is_some();
        }
        token.kind == TokenKind::Word
            && token.norm.ends_with('.')
            && upcoming.space_before
            && self.after_point(token, next)
    }

    /// Tells whether a sentence ends with an abbreviation: only some may, and only before a word that opens sentences.
    fn after_point(&self, token: &Token, next: usize) -> bool {
        let form = token.norm.trim_end_matches('.');
        let may_end = match self.lexicon.abbreviation(form) {
            Some(Abbreviation::MayEnd) => true,
            Some(_) => false,
            None => form.contains('.'),
        };
        let Some(opener) = self.opening_word(next) else { return false };
        let opener_kind = self.lexicon.opener(&opener.norm);
        self.capitalised(opener)
            && match opener_kind {
                Some(Opener::Plain) => may_end || form.chars().count() == 1,
                Some(Opener::Particle) => may_end,
                None => false,
            }
    }

    /// Returns the word at `next`, behind opening marks.
    fn opening_word(&self, next: usize) -> Option<&Token> {
        let opens = |at: usize| self.pieces.roles.get(at) == Some(&Role::Open);
        let mut at = next;
        while opens(at) {
            at += 1;
        }
        self.pieces.tokens.get(at)
    }

    /// Tells whether what stands at `next` looks like the beginning of a sentence.
    fn begins(&self, next: usize) -> bool {
        let mut at = next;
        while let Some(token) = self.pieces.tokens.get(at) {
            let open = self.pieces.roles.get(at) == Some(&Role::Open);
            let skipped = open
                || token.kind == TokenKind::Symbol
                || matches!(token.norm.as_str(), "(" | "[" | "-" | "–" | "—" | "--" | "*" | "..." | "…" | "¿" | "¡");
            if !skipped || at > next + 3 {
                break;
            }
            at += 1;
        }
        let Some(token) = self.pieces.tokens.get(at) else { return at > next };
        let Some(first) = token.span.of(self.text).chars().next() else { return false };
        if scan::is_apostrophe(first) || first == '‘' {
            return self.pieces.tokens.get(at + 1).is_some_and(|token| self.capitalised(token));
        }
        // a name such as `iPhone`
        let inner = || token.span.of(self.text).chars().nth(1).is_some_and(char::is_uppercase);
        matches!(first, '#' | '@') || first.is_alphanumeric() && (!first.is_lowercase() || inner())
    }

    /// Tells whether two sentences are glued together: `... weg.Dorpel zwijgt`.
    fn glued(&self, index: usize, next: usize) -> bool {
        let (Some(before), Some(upcoming)) =
            (index.checked_sub(1).and_then(|at| self.pieces.tokens.get(at)), self.opening_word(next))
        else {
            return false;
        };
        let ends = before.span.of(self.text).chars().next_back();
        let closed = self.pieces.roles.get(index.saturating_sub(1)) == Some(&Role::Close) || next > index + 1;
        let plain = closed || ends.is_some_and(char::is_lowercase) && before.norm.chars().count() > 2;
        plain && self.capitalised(upcoming) && upcoming.norm.chars().nth(1).is_some()
    }

    /// Tells whether a token on a new line begins an item of a list.
    fn starts_item(&self, next: usize) -> bool {
        let (Some(before), Some(token)) =
            (next.checked_sub(1).and_then(|at| self.pieces.tokens.get(at)), self.pieces.tokens.get(next))
        else {
            return false;
        };
        let new_line =
            || self.text.get(before.span.end..token.span.start).is_some_and(|between| between.contains('\n'));
        let numbered = token.kind == TokenKind::Number
            && self
                .pieces
                .tokens
                .get(next + 1)
                .is_some_and(|sign| matches!(sign.norm.as_str(), "." | ")") && !sign.space_before);
        if numbered && new_line() {
            return true;
        }
        let bullet = matches!(token.norm.as_str(), "•" | "▪" | "■" | "●" | "◦" | "►" | "·" | "-" | "–" | "*");
        bullet && (matches!(token.norm.as_str(), "▪" | "■" | "●" | "◦" | "►") || new_line())
    }

    fn capitalised(&self, token: &Token) -> bool {
        token.span.of(self.text).chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    }
}

/// Tells whether a token may end a sentence: a final sign, or a face behind it.
fn is_final(token: &Token) -> bool {
    token.kind == TokenKind::Punctuation
        && (token.norm.starts_with(['.', '!', '?']) || matches!(token.norm.as_str(), "…" | "。" | "！" | "？" | "؟"))
        || is_emoticon(token)
}

fn is_emoticon(token: &Token) -> bool {
    token.kind == TokenKind::Symbol
        && token.norm.len() > 1
        && token.norm.starts_with([':', ';', '='])
        && !token.norm.ends_with(['=', '-'])
}
