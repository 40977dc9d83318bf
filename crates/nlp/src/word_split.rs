//! From tokens to syntactic words: contractions, compounds and numbers with their units.
//!
//! Tokens are what the reading rules look at; words are what Universal Dependencies gives tags and heads to. Most
//! tokens are one word. A token that is several says so here, from tables of the pack: a contraction (`cannot`, French
//! `du`), a compound whose hyphen or slash is a word of its own in the treebank of the language (`so-called` in
//! English), or a number that its unit is glued to (`7pm`).

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use compact_str::CompactString;
use document::Span;
use pack::{PackError, PackSource};

use crate::{Annotated, Lexicon, Token, TokenKind, Word, scan};

/// How a language cuts tokens into words: `lexicon/{contractions,contraction_weights,joints}.tsv` of its pack.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordTables {
    contractions: BTreeMap<CompactString, Contraction>,
    /// What each thing seen beside an ambiguous contraction says for several words; positive sums split.
    weights: BTreeMap<CompactString, i32>,
    /// Hyphens between the parts of a compound are words of their own.
    hyphens_apart: bool,
    /// Hyphens at the ends of a word are words of their own.
    edges_apart: bool,
    /// A hyphen between two numbers makes them one.
    ranges_whole: bool,
    /// Slashes are words of their own.
    slashes_apart: bool,
    /// Parts of compounds that hold on to the next part: `non`.
    prefixes: BTreeSet<CompactString>,
    /// Parts of compounds that hold on to the part before: `wise`.
    suffixes: BTreeSet<CompactString>,
    /// Blanks group the digits of long numbers.
    blank_groups: bool,
    /// What is cut from the number that it is glued to.
    units: BTreeSet<CompactString>,
}

/// A token that is several words.
#[derive(Clone, Debug)]
struct Contraction {
    words: Vec<CompactString>,
    /// The words spell the token: each has a place in the text.
    spelled: bool,
    /// Whether it is several words depends on what stands beside it.
    weighed: bool,
}

impl WordTables {
    pub(crate) fn from_pack(pack: &PackSource) -> Result<Self, PackError> {
        let mut tables = Self::default();
        let table = pack.optional_table("lexicon/contractions.tsv", &["form", "words", "use"])?;
        for row in table.rows() {
            let words: Vec<CompactString> = row.cell(1).split(' ').map(CompactString::from).collect();
            let weighed = match row.cell(2) {
                "" => false,
                "weighed" => true,
                other => return Err(table.error(row, format!("use is `{other}`, expected nothing or `weighed`"))),
            };
            if words.len() < 2 || words.iter().any(|word| word.is_empty()) {
                return Err(table.error(row, "a contraction is at least two words, with a blank between"));
            }
            let spelled = words.concat() == row.cell(0);
            tables.contractions.insert(row.cell(0).into(), Contraction { words, spelled, weighed });
        }
        let table = pack.optional_table("lexicon/contraction_weights.tsv", &["seen", "weight"])?;
        for row in table.rows() {
            let weight = row.cell(1).parse().map_err(|_| table.error(row, "the weight is no whole number"))?;
            tables.weights.insert(row.cell(0).into(), weight);
        }
        let table = pack.optional_table("lexicon/joints.tsv", &["form", "use"])?;
        for row in table.rows() {
            let form = CompactString::from(row.cell(0));
            match (row.cell(1), form.as_str()) {
                ("apart", "-") => tables.hyphens_apart = true,
                ("edge", "-") => tables.edges_apart = true,
                ("range", "-") => tables.ranges_whole = true,
                ("apart", "/") => tables.slashes_apart = true,
                ("prefix", _) => drop(tables.prefixes.insert(form)),
                ("suffix", _) => drop(tables.suffixes.insert(form)),
                ("unit", _) => drop(tables.units.insert(form)),
                ("thousands", "blank") => tables.blank_groups = true,
                (other, _) => return Err(table.error(row, format!("`{other}` is no use of `{form}`"))),
            }
        }
        Ok(tables)
    }
}

/// Gives every sentence of an annotated text its words, without tags and heads.
pub fn split_words(lexicon: &Lexicon, text: &str, annotated: &mut Annotated) {
    let Annotated { sentences, tokens, words, .. } = annotated;
    words.clear();
    for sentence in sentences {
        let start = words.len();
        let own = tokens.get(sentence.tokens.clone()).unwrap_or_default();
        split(lexicon, text, own, sentence.tokens.start, words);
        sentence.words = start..words.len();
    }
}

/// Appends the words of one sentence, whose first token has the index `first`.
fn split(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize, out: &mut Vec<Word>) {
    let tables = &lexicon.words;
    for (at, token) in tokens.iter().enumerate() {
        let index = first + at;
        if token.kind == TokenKind::Word || token.kind == TokenKind::Number {
            if let Some(contraction) = tables.contractions.get(&token.norm) {
                if !contraction.weighed || tables.weigh(tokens, at) {
                    contract(contraction, token, index, text, out);
                    continue;
                }
            } else if let Some(parts) = tables.parts(token, token.span.of(text)) {
                out.extend(parts.into_iter().map(|part| {
                    let start = token.span.start;
                    word(index, Span::new(start + part.start, start + part.end), None)
                }));
                continue;
            }
        }
        out.push(word(index, token.span, None));
    }
}

/// Returns the ranges of the words of a sentence that CoNLL-U writes as one surface token: contractions, and clitics
/// with the word they lean on (`don't`, `Dorpel's`). The ranges index [`Annotated::words`] and hold two words or more,
/// or one whose form is not what the text has.
///
/// Parts of compounds (`so-called`) are no such range; the treebanks write them as words without a blank between.
#[must_use]
pub fn multiword_tokens(text: &str, annotated: &Annotated, sentence: &crate::Sentence) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut before: Option<&Word> = None;
    for index in sentence.words.clone() {
        let Some(word) = annotated.words.get(index) else { break };
        if before.is_some_and(|before| run_together(text, annotated, before, word)) {
            match out.last_mut() {
                Some(last) if last.end == index => last.end += 1,
                _ => out.push(index - 1..index + 1),
            }
        } else if word.form.is_some() {
            out.push(index..index + 1);
        }
        before = Some(word);
    }
    out
}

/// Tells whether two words that follow each other are written as one surface token.
fn run_together(text: &str, annotated: &Annotated, one: &Word, other: &Word) -> bool {
    if one.token == other.token {
        // signs and digits stand beside the other words of their token
        let apart = |word: &Word| {
            word.form.is_none() && !word.span.of(text).contains(|c: char| c.is_alphabetic() || scan::is_apostrophe(c))
        };
        return !apart(one) && !apart(other);
    }
    let norm = |word: &Word| match annotated.tokens.get(word.token) {
        Some(token) if token.kind == TokenKind::Word => token.norm.as_str(),
        _ => "",
    };
    let (before, clitic) = (norm(one), norm(other));
    one.span.end == other.span.start
        && clitic.contains('\'')
        && !clitic.starts_with('-')
        && before.ends_with(char::is_alphanumeric)
}

fn word(token: usize, span: Span, form: Option<CompactString>) -> Word {
    Word { form, ..Word::new(token, span) }
}

/// Appends the words of a contraction. A spelled one has its words where they stand, unless its text has other
/// lengths than its lexicon form (soft hyphens); else every word stands where the token stands, and has a form.
fn contract(contraction: &Contraction, token: &Token, index: usize, text: &str, out: &mut Vec<Word>) {
    if contraction.spelled && token.span.len() == contraction.words.iter().map(CompactString::len).sum::<usize>() {
        let mut start = token.span.start;
        let cuts: Vec<Span> = contraction
            .words
            .iter()
            .map(|word| {
                let span = Span::new(start, start + word.len());
                start = span.end;
                span
            })
            .collect();
        if cuts.iter().all(|cut| text.is_char_boundary(cut.start)) {
            return out.extend(cuts.into_iter().map(|cut| word(index, cut, None)));
        }
    }
    let upper = token.span.of(text).chars().next().is_some_and(char::is_uppercase);
    for (at, form) in contraction.words.iter().enumerate() {
        let form = if at == 0 && upper { capitalised(form) } else { form.clone() };
        out.push(word(index, token.span, Some(form)));
    }
}

fn capitalised(form: &str) -> CompactString {
    let mut chars = form.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

impl WordTables {
    /// Tells whether two numbers with a hyphen between are one word: `2006-2007`.
    pub(crate) fn ranges_whole(&self) -> bool {
        self.ranges_whole
    }

    /// Tells whether blanks group the digits of long numbers: `10 000`.
    pub(crate) fn blank_groups(&self) -> bool {
        self.blank_groups
    }

    /// Tells whether the token at `at`, an ambiguous contraction, is several words: a linear model over its
    /// neighbours.
    fn weigh(&self, tokens: &[Token], at: usize) -> bool {
        let norm = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.norm.as_str());
        let (before, behind) = (norm(at.checked_sub(1)), norm(Some(at + 1)));
        let (before2, behind2) = (norm(at.checked_sub(2)), norm(Some(at + 2)));
        let form = norm(Some(at));
        let ending = |word: &str, n: usize| -> CompactString {
            let skip = word.chars().count().saturating_sub(n);
            word.chars().skip(skip).collect()
        };
        let seen: [(&str, &str, &str); 12] = [
            ("f", form, ""),
            ("b", before, form),
            ("b4", &ending(before, 4), ""),
            ("b3", &ending(before, 3), ""),
            ("b2", &ending(before, 2), ""),
            ("a", behind, form),
            ("a3", &ending(behind, 3), form),
            ("c", before2, ""),
            ("c3", &ending(before2, 3), ""),
            ("c2", before2, before),
            ("d", behind2, ""),
            ("ab", &ending(before, 2), &ending(behind, 1)),
        ];
        let mut key = CompactString::default();
        let mut sum = 0_i32;
        for (kind, one, other) in seen {
            key.clear();
            for part in [kind, "=", one, "|", other] {
                key.push_str(part);
            }
            sum = sum.saturating_add(self.weights.get(&key).copied().unwrap_or(0));
        }
        sum > 0
    }

    /// Returns the parts of a token that are words, or `None` when it is one word.
    fn parts(&self, token: &Token, form: &str) -> Option<Vec<Range<usize>>> {
        if form.starts_with(|c: char| c.is_ascii_digit())
            && !self.units.is_empty()
            && let Some(parts) = self.unit(form)
        {
            return Some(parts);
        }
        if !form.contains(|c| scan::is_hyphen(c) || c == '/')
            || !form.contains(char::is_alphabetic)
            || form.contains(['@', ':', '_', '#'])
            || form.starts_with("www.")
        {
            return None;
        }
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for (at, c) in form.char_indices() {
            let end = at + c.len_utf8();
            let apart = match c {
                '/' => self.slash_apart(form, start, at),
                _ if !scan::is_hyphen(c) => false,
                _ if at == 0 => self.edges_apart && token.space_before,
                _ if end == form.len() => self.edges_apart,
                _ => self.hyphen_apart(form, start, at, end),
            };
            if !apart {
                continue;
            }
            if at > start {
                out.push(start..at);
            }
            out.push(at..end);
            start = end;
        }
        if start < form.len() {
            out.push(start..form.len());
        }
        (out.len() > 1).then_some(out)
    }

    /// Tells whether the hyphen between `at` and `end` is a word of its own, behind the part that begins at `start`.
    fn hyphen_apart(&self, form: &str, start: usize, at: usize, end: usize) -> bool {
        if !self.hyphens_apart {
            return false;
        }
        let lower = |part: &str| part.to_lowercase();
        let before = form.get(start..at).unwrap_or_default();
        let behind = form.get(end..).unwrap_or_default();
        let behind = behind.split(scan::is_hyphen).next().unwrap_or_default();
        !(self.prefixes.contains(lower(before).as_str()) && !behind.is_empty()
            || self.suffixes.contains(lower(behind).as_str()))
    }

    /// Tells whether the slash at `at` stands between words, `and/or`, or units, `kg/h`; not in `a/c`, `9/11`, `w/o`.
    fn slash_apart(&self, form: &str, start: usize, at: usize) -> bool {
        if !self.slashes_apart {
            return false;
        }
        let before = form.get(start..at).unwrap_or_default();
        let behind = form.get(at + 1..).unwrap_or_default();
        // a path behind a host name
        if before.contains('.') {
            return false;
        }
        let letters = |part: &str| part.chars().take_while(|c| c.is_alphabetic()).count();
        let unit = |part: &str| self.units.contains(part.to_lowercase().as_str());
        letters(before) >= 2 && letters(behind) >= 2 || unit(before) && unit(behind)
    }

    /// Cuts a number from the unit that it is glued to, `7pm`, and from what follows that, `20h30`.
    fn unit(&self, form: &str) -> Option<Vec<Range<usize>>> {
        let cut = form.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':'))?;
        let behind = form.get(cut..)?;
        let end = cut + behind.find(|c: char| c.is_ascii_digit()).unwrap_or(behind.len());
        let rest = form.get(end..)?;
        if !self.units.contains(form.get(cut..end)?.to_lowercase().as_str()) {
            return None;
        }
        match rest.len() {
            0 => Some(vec![0..cut, cut..end]),
            2 if end == cut + 1 && rest.bytes().all(|c| c.is_ascii_digit()) => {
                Some(vec![0..cut, cut..end, end..form.len()])
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
