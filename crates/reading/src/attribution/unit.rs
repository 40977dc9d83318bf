//! The view that the strategies work on: sentences joined over the quotations that they are split by, each outermost
//! quotation one item.

use document::{Article, ResidueKind, Span};
use nlp::{Annotated, Quotation, Token, TokenKind};

use super::lexicon::{Classes, Lexicon, MEDIUM, ROLE};
use crate::{Name, NameKind};

/// One or more sentences that a quotation holds together.
#[derive(Debug)]
pub(super) struct Unit {
    pub items: Vec<Item>,
    pub span: Span,
    pub paragraph: usize,
    pub residue: Option<ResidueKind>,
    /// The inside of a quotation.
    pub quoted: bool,
}

/// A word, a mark, or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub span: Span,
    pub kind: ItemKind,
    pub classes: Classes,
    pub capital: bool,
    /// Lies in a name of this kind.
    pub name: Option<NameKind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    Word,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// Ends a sentence.
    Stop,
    Quote(Quotation),
    Other,
}

impl Item {
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    pub fn is_word(&self) -> bool {
        self.kind == ItemKind::Word
    }

    pub fn quotation(&self) -> Option<Quotation> {
        match self.kind {
            ItemKind::Quote(quotation) => Some(quotation),
            _ => None,
        }
    }

    /// Tells whether a clause ends here: any mark but a closing bracket.
    pub fn is_mark(&self) -> bool {
        !matches!(self.kind, ItemKind::Word | ItemKind::Quote(_) | ItemKind::Other)
    }
}

impl Unit {
    pub fn get(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }

    pub fn kind(&self, index: usize) -> Option<ItemKind> {
        self.get(index).map(|item| item.kind)
    }

    /// Tells whether a clause ends before `index`: a mark or the end of the unit.
    pub fn is_edge(&self, index: usize) -> bool {
        self.get(index).is_none_or(Item::is_mark)
    }

    /// Returns the text from item `from` up to, not including, item `to`; `None` when that is nothing.
    pub fn span_of(&self, from: usize, to: usize) -> Option<Span> {
        let last = self.items.get(to.checked_sub(1)?)?;
        (from < to).then(|| self.items.get(from).map(|first| first.span.cover(last.span)))?
    }
}

/// Returns the units of an article in order; the insides of long quotations follow the unit that holds them.
pub(super) fn units<'a>(
    lexicon: &Lexicon,
    article: &'a Article,
    annotated: &'a Annotated,
    names: &[Name],
) -> Vec<Unit> {
    let view = View { lexicon, article, annotated, names };
    let outer: Vec<Quotation> = annotated.quotations.iter().copied().filter(|quotation| quotation.depth == 0).collect();
    let mut out = Vec::new();
    let mut next = 0;
    while let Some(first) = annotated.sentences.get(next) {
        let mut tokens = first.tokens.clone();
        let mut span = first.span;
        next += 1;
        while let Some(more) = annotated.sentences.get(next) {
            let held = outer.partition_point(|quotation| quotation.span.start < more.span.start);
            let splits = held.checked_sub(1).and_then(|i| outer.get(i)).is_some_and(|quotation| {
                quotation.span.end > more.span.start
                    && quotation.span.start >= span.start
                    && more.paragraph == first.paragraph
            });
            if !splits {
                break;
            }
            tokens.end = more.tokens.end;
            span = span.cover(more.span);
            next += 1;
        }
        let tokens = annotated.tokens.get(tokens).unwrap_or_default();
        let unit =
            |items, span, quoted| Unit { items, span, paragraph: first.paragraph, residue: first.residue, quoted };
        let items = view.items(tokens, &outer);
        let inside: Vec<Quotation> = items.iter().filter_map(Item::quotation).collect();
        out.push(unit(items, span, false));
        for quotation in inside {
            out.extend(view.inside(quotation).into_iter().map(|(items, span)| unit(items, span, true)));
        }
    }
    out
}

struct View<'v, 'a> {
    lexicon: &'v Lexicon,
    article: &'a Article,
    annotated: &'a Annotated,
    names: &'v [Name],
}

impl<'a> View<'_, 'a> {
    /// Returns tokens as items, each quotation of `collapse` as one.
    fn items(&self, tokens: &'a [Token], collapse: &[Quotation]) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::with_capacity(tokens.len());
        for token in tokens {
            let at = collapse.partition_point(|quotation| quotation.span.start <= token.span.start);
            let held = at.checked_sub(1).and_then(|i| collapse.get(i)).filter(|q| q.span.contains(token.span));
            match held {
                Some(quotation) => {
                    if out.last().is_none_or(|item| item.kind != ItemKind::Quote(*quotation)) {
                        let kind = ItemKind::Quote(*quotation);
                        out.push(Item { kind, classes: Classes::default(), span: quotation.span, ..self.item(token) });
                    }
                }
                None => out.push(self.item(token)),
            }
        }
        out
    }

    fn item(&self, token: &'a Token) -> Item {
        let text = token.span.of(&self.article.text);
        let kind = match token.kind {
            TokenKind::Word | TokenKind::Number => ItemKind::Word,
            TokenKind::Quote | TokenKind::Symbol => ItemKind::Other,
            TokenKind::Punctuation => match token.norm.as_str() {
                "," => ItemKind::Comma,
                ":" => ItemKind::Colon,
                ";" => ItemKind::Semicolon,
                "-" | "–" | "—" | "--" if token.space_before => ItemKind::Dash,
                "(" | "[" => ItemKind::Open,
                ")" | "]" => ItemKind::Close,
                "." | "!" | "?" | "…" | "..." => ItemKind::Stop,
                _ => ItemKind::Other,
            },
        };
        let name = self.names.partition_point(|name| name.span.start <= token.span.start).checked_sub(1);
        let inside = name.and_then(|i| self.names.get(i)).filter(|name| name.span.contains(token.span));
        let name = inside.map(|name| name.kind);
        // Within a name no word is a function word: `Van der Tak`, `Hamid ben Henna`, `Kamer van Koophandel`.
        let first = inside.is_none_or(|name| name.span.start == token.span.start);
        let proper = match name {
            Some(NameKind::Person) => true,
            Some(NameKind::Organisation | NameKind::Location) => !first,
            Some(NameKind::Other) | None => false,
        } && kind == ItemKind::Word;
        let classes = self.lexicon.classes(&token.norm);
        Item {
            name,
            span: token.span,
            kind,
            classes: if proper { classes.only(ROLE.or(MEDIUM)) } else { classes },
            capital: proper || text.chars().next().is_some_and(char::is_uppercase),
        }
    }

    /// Returns the sentences inside a quotation that is long enough to report something itself.
    fn inside(&self, quotation: Quotation) -> Vec<(Vec<Item>, Span)> {
        const WORDS_WORTH_READING: usize = 8;
        let from = self.annotated.tokens.partition_point(|token| token.span.start < quotation.inner.start);
        let to = self.annotated.tokens.partition_point(|token| token.span.end <= quotation.inner.end);
        let Some(tokens) = self.annotated.tokens.get(from..to) else { return Vec::new() };
        if tokens.len() < WORDS_WORTH_READING {
            return Vec::new();
        }
        let nested: Vec<Quotation> = {
            let first = self.annotated.quotations.partition_point(|inner| inner.span.start <= quotation.span.start);
            let rest = self.annotated.quotations.get(first..).unwrap_or_default();
            rest.iter()
                .take_while(|inner| inner.span.end <= quotation.span.end)
                .copied()
                .filter(|q| q.depth == 1)
                .collect()
        };
        let items = self.items(tokens, &nested);
        let mut out = Vec::new();
        let mut rest = items.as_slice();
        while !rest.is_empty() {
            let end = rest.iter().position(|item| item.kind == ItemKind::Stop).map_or(rest.len(), |stop| stop + 1);
            let (sentence, more) = rest.split_at(end);
            if let (Some(first), Some(last)) = (sentence.first(), sentence.last()) {
                out.push((sentence.to_vec(), first.span.cover(last.span)));
            }
            rest = more;
        }
        out
    }
}
