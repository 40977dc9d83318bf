//! Quotation marks: which open, which close, which are apostrophes, and which belong together.

use document::Span;

use crate::{Quotation, scan};

/// What a token does to quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing.
    None,
    /// It opens one.
    Open,
    /// It closes one.
    Close,
    /// It is an apostrophe after all.
    Apostrophe,
}

/// The kinds of marks that close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
}

/// The marks met so far in one stretch of text.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    open: Vec<Open>,
    done: Vec<Quotation>,
}

#[derive(Debug)]
struct Open {
    family: Family,
    mark: char,
    span: Span,
    /// How many quotations were done when it opened.
    done: usize,
}

/// Deeper than any text quotes; a longer row of opening marks is noise, and is forgotten from the outside.
const DEEPEST: usize = 8;

impl Marks {
    /// Tells whether a single quotation mark is open.
    pub(crate) fn single_open(&self) -> bool {
        self.is_open(Family::Single)
    }

    /// Returns the length and role of the quotation mark `c` at byte `at`, or `None` when it is none.
    pub(crate) fn role(&self, slice: &str, at: usize, c: char, space_before: bool) -> Option<(usize, Role)> {
        let len = c.len_utf8();
        let doubled = scan::char_at(slice, at + len) == Some(c);
        let space_behind = |len: usize| scan::char_at(slice, at + len).is_none_or(char::is_whitespace);
        let begins = space_before || self.after_sign(slice, at);
        let found = match c {
            '"' | '”' | '“' | '„' | '‟' | '″' => (len, self.double(c, begins, space_behind(len))),
            ',' if doubled && begins => (2, Role::Open),
            '\'' | '’' if doubled && self.is_open(Family::Double) => (2 * len, Role::Close),
            '\'' if doubled => (2, if begins && !space_behind(2) { Role::Open } else { Role::Close }),
            '`' if doubled => (2, Role::Open),
            '`' => (1, Role::Open),
            '‘' | '‚' | '‛' => (len, self.single(c, begins, space_behind(len))),
            '\'' | '’' | '\u{2bc}' | '´' => (len, self.single(c, begins, space_behind(len))),
            '«' | '»' => (len, self.pointed(Family::Guillemet, c, begins)),
            '‹' | '›' => (len, self.pointed(Family::SingleGuillemet, c, begins)),
            _ => return None,
        };
        Some(found)
    }

    /// Takes note of a mark whose role is known.
    pub(crate) fn note(&mut self, role: Role, mark: char, span: Span) {
        let family = family(mark, span.len() > mark.len_utf8());
        match role {
            Role::Open => {
                if self.open.len() == DEEPEST {
                    self.open.remove(0);
                }
                self.open.push(Open { family, mark, span, done: self.done.len() });
            }
            Role::Close => {
                let Some(index) = self.open.iter().rposition(|open| open.family == family) else { return };
                if let Some(open) = self.open.drain(index..).next() {
                    self.done.push(quotation(open.span.cover(span), open.span.end, span.start));
                }
            }
            Role::None | Role::Apostrophe => {}
        }
    }

    /// Returns the quotations of `part`, when all its marks are noted.
    ///
    /// A quotation that opens the stretch and is never closed ends where the stretch ends: papers repeat only the
    /// opening mark when a quotation runs over several paragraphs. One that opens later and holds another of its own
    /// kind shares that one's closing mark. Other marks without a partner are dropped.
    pub(crate) fn finish(mut self, text: &str, part: Span) -> Vec<Quotation> {
        let length_of_mark = |span: Span| span.of(text).chars().next_back().map_or(0, char::len_utf8);
        for (index, open) in self.open.iter().enumerate().rev() {
            let twin = self.done.get(open.done..).unwrap_or_default().iter().rev().find(|inner| {
                let mark = inner.span.of(text).chars().next();
                mark.is_some_and(|mark| family(mark, false) == open.family) && open.family != Family::Double
            });
            let end = match twin {
                Some(twin) if index + 1 == self.open.len() => Some((twin.span.end, length_of_mark(twin.span))),
                _ if open.span.start == part.start && !scan::is_apostrophe(open.mark) => Some((part.end, 0)),
                _ => None,
            };
            if let Some((end, mark)) = end {
                self.done.push(quotation(Span::new(open.span.start, end), open.span.end, end - mark));
            }
        }
        self.done.retain_mut(|quotation| {
            quotation.inner = quotation.inner.trimmed(text);
            !quotation.inner.is_empty()
        });
        self.done
    }

    fn is_open(&self, family: Family) -> bool {
        self.open.iter().any(|open| open.family == family)
    }

    /// Tells whether a mark behind this sign begins something: `("`, `–“`, and an opening mark.
    fn after_sign(&self, slice: &str, at: usize) -> bool {
        let before = slice.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '“' | '‘' | '„' | '«' | ':' | '>'))
            || before.is_some_and(|c| matches!(c, '"' | '\''))
                && self.open.last().is_some_and(|open| open.mark == '"' || open.mark == '\'')
                && slice
                    .get(..at)
                    .is_some_and(|before| before.chars().rev().nth(1).is_none_or(|c| c.is_whitespace() || c == '('))
    }

    fn double(&self, c: char, begins: bool, space_behind: bool) -> Role {
        let open = self.open.iter().rev().find(|open| open.family == Family::Double).map(|open| open.mark);
        match (c, open) {
            ('„' | '‟', _) => Role::Open,
            ('“', Some('„')) => Role::Close,
            ('“', Some('”' | '"')) if space_behind && !begins => Role::Close,
            ('“', _) => Role::Open,
            ('”', Some(_)) => Role::Close,
            ('”', None) => {
                if begins && !space_behind {
                    Role::Open
                } else {
                    Role::Close
                }
            }
            // straight marks: a second one closes, unless it clearly opens another
            (_, Some(_)) if begins && !space_behind => Role::Open,
            (_, Some(_)) => Role::Close,
            (_, None) if begins || !space_behind => Role::Open,
            (_, None) => Role::Close,
        }
    }

    fn single(&self, c: char, begins: bool, space_behind: bool) -> Role {
        let open = self.single_open();
        match c {
            '‘' if begins || !open => Role::Open,
            '‚' if begins && !space_behind => Role::Open,
            '‚' => Role::Apostrophe,
            _ if begins && !space_behind => Role::Open,
            _ if open => Role::Close,
            _ => Role::Apostrophe,
        }
    }

    fn pointed(&self, family: Family, c: char, begins: bool) -> Role {
        let open = self.open.iter().rev().find(|open| open.family == family).map(|open| open.mark);
        match (c, open) {
            (_, None) if matches!(c, '«' | '‹') || begins => Role::Open,
            (_, Some(mark)) if mark == c && begins => Role::Open,
            _ => Role::Close,
        }
    }
}

fn family(mark: char, doubled: bool) -> Family {
    match mark {
        '«' | '»' => Family::Guillemet,
        '‹' | '›' => Family::SingleGuillemet,
        '"' | '“' | '”' | '„' | '‟' | '″' | ',' => Family::Double,
        _ if doubled => Family::Double,
        _ => Family::Single,
    }
}

fn quotation(span: Span, inner_start: usize, inner_end: usize) -> Quotation {
    Quotation { span, inner: Span::new(inner_start, inner_end.max(inner_start)), depth: 0 }
}

/// Sorts quotations by start, the outer first, and gives each its depth.
pub(crate) fn nest(quotations: &mut [Quotation]) {
    quotations.sort_by_key(|quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
    let mut ends: Vec<usize> = Vec::new();
    for quotation in quotations {
        while ends.last().is_some_and(|&end| end <= quotation.span.start) {
            ends.pop();
        }
        quotation.depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(quotation.span.end);
    }
}
