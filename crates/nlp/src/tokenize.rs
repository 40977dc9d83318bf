//! Cutting a stretch of text into tokens, and telling quotation marks from apostrophes on the way.

use compact_str::CompactString;
use document::Span;

use crate::{
    Lexicon, Quotation, Token, TokenKind,
    lexicon::Abbreviation,
    quotation::{Marks, Role},
    scan,
};

/// The tokens of one stretch.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    pub(crate) tokens: Vec<Token>,
    /// One for every token: whether it opens or closes a quotation.
    pub(crate) roles: Vec<Role>,
    /// Those that lie in the stretch, in order of their ends, depths not yet known.
    pub(crate) quotations: Vec<Quotation>,
}

/// Cuts `part` of `text` into tokens.
pub(crate) fn tokenize(lexicon: &Lexicon, text: &str, part: Span) -> Pieces {
    let slice = part.of(text);
    let mut tokenizer = Tokenizer {
        lexicon,
        slice,
        offset: part.start,
        marks: Marks::default(),
        space_before: true,
        next_at: slice.find('@'),
        pieces: Pieces::default(),
    };
    let mut at = 0;
    while let Some(c) = scan::char_at(slice, at) {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') || c.is_control() {
            tokenizer.space_before = true;
            at += c.len_utf8();
        } else {
            at = tokenizer.token(at, c);
        }
    }
    let Tokenizer { marks, mut pieces, .. } = tokenizer;
    pieces.quotations = marks.finish(text, part);
    pieces
}

struct Tokenizer<'a> {
    lexicon: &'a Lexicon,
    slice: &'a str,
    offset: usize,
    marks: Marks,
    space_before: bool,
    /// The next `@` at or behind the place reached.
    next_at: Option<usize>,
    pieces: Pieces,
}

/// How many clitics a word has at most (`donne-le-moi`), and how long one in bytes may be that begins with an elided
/// one: what is longer is noise, and is looked at once.
const MOST_CLITICS: usize = 3;
const LONGEST_WITH_PROCLITIC: usize = 200;
/// How far before its `@` an e-mail address may begin.
const LONGEST_MAIL_NAME: usize = 64;

impl Tokenizer<'_> {
    /// Adds the token that begins with `c` at byte `at` and returns where it ends.
    fn token(&mut self, at: usize, c: char) -> usize {
        let rest = self.slice.get(at..).unwrap_or_default();
        if let Some(len) = self.address(at, rest) {
            return self.push(at, at + len, TokenKind::Word, Role::None);
        }
        let next = scan::char_at(rest, c.len_utf8());
        if c.is_numeric() {
            return self.number(at, rest);
        }
        let prefixed = self.space_before && next.is_some_and(char::is_alphabetic);
        let suffix = scan::is_hyphen(c) && prefixed && next.is_some_and(char::is_lowercase);
        if scan::is_word_char(c) || matches!(c, '@' | '#') && prefixed || suffix {
            return self.word(at, 0, rest);
        }
        if let Some(len) = self.elision(rest, c) {
            return self.word(at, len, rest);
        }
        if let Some(len) = scan::emoticon(rest).filter(|_| self.space_before) {
            return self.push(at, at + len, TokenKind::Symbol, Role::None);
        }
        if let Some((len, role)) = self.marks.role(self.slice, at, c, self.space_before) {
            if role == Role::Apostrophe {
                return self.push(at, at + len, TokenKind::Punctuation, Role::None);
            }
            self.marks.note(role, c, Span::new(self.offset + at, self.offset + at + len));
            return self.push(at, at + len, TokenKind::Quote, role);
        }
        let run = |signs: &[char]| rest.chars().take_while(|c| signs.contains(c)).map(char::len_utf8).sum::<usize>();
        let len = match c {
            '.' if matches!(next, Some('!' | '?')) => {
                1 + rest.chars().skip(1).take_while(|c| matches!(c, '!' | '?')).count()
            }
            '.' => run(&['.']),
            '!' | '?' => run(&['!', '?']),
            '-' | '=' => run(&['-', '=']),
            '*' | '_' | '~' | '<' | '>' | '+' | '$' | '^' => run(&[c]),
            '°' => scan::degrees(rest),
            _ => c.len_utf8(),
        };
        let kind = if is_punctuation(c) { TokenKind::Punctuation } else { TokenKind::Symbol };
        self.push(at, at + len, kind, Role::None)
    }

    fn address(&mut self, at: usize, rest: &str) -> Option<usize> {
        if self.next_at.is_some_and(|next| next < at) {
            self.next_at = rest.find('@').map(|next| at + next);
        }
        let mail =
            self.next_at.filter(|next| next - at <= LONGEST_MAIL_NAME).and_then(|next| scan::mail(rest, next - at));
        mail.or_else(|| scan::address(rest))
    }

    fn number(&mut self, at: usize, rest: &str) -> usize {
        let grouped = || scan::grouped(rest).filter(|_| self.lexicon.words.blank_groups());
        let range = || scan::range(rest).filter(|_| self.lexicon.words.ranges_whole());
        let len = self.telephone(rest).or_else(grouped).or_else(range).unwrap_or_else(|| scan::number(rest));
        let tail = rest.get(len..).unwrap_or_default();
        let mut behind = tail.chars();
        let letters = match (behind.next(), behind.next()) {
            (Some(c), _) if scan::is_word_char(c) => true,
            (Some(sign), Some(c)) => (scan::is_hyphen(sign) || scan::is_apostrophe(sign)) && c.is_alphabetic(),
            _ => false,
        };
        if letters {
            return self.word(at, len, rest);
        }
        self.push(at, at + len, TokenKind::Number, Role::None)
    }

    /// Returns the length of the number of a telephone, `555-0123`, behind its area code in brackets.
    fn telephone(&self, rest: &str) -> Option<usize> {
        let behind_code = matches!(self.pieces.tokens.as_slice(),
            [.., code, close] if code.kind == TokenKind::Number && code.span.len() == 3 && close.norm == ")");
        let (one, other) = rest.get(..8).filter(|_| behind_code)?.split_once('-')?;
        let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|c| c.is_ascii_digit());
        let ends = !scan::char_at(rest, 8).is_some_and(scan::is_word_char);
        (digits(one, 3) && digits(other, 4) && ends).then_some(8)
    }

    /// Adds the word at `at`, whose first `known` bytes are known to belong to it.
    fn word(&mut self, at: usize, known: usize, rest: &str) -> usize {
        let quoted = self.marks.single_open();
        let mut len = known + scan::word(rest.get(known..).unwrap_or_default(), quoted);
        if len == 0 {
            len = rest.chars().next().map_or(1, char::len_utf8);
        }
        let form = rest.get(..len).unwrap_or_default();
        let tail = rest.get(len..).unwrap_or_default();
        if tail.starts_with('.') && !tail.starts_with("..") && self.keeps_point(form, tail) {
            return self.push(at, at + len + 1, TokenKind::Word, Role::None);
        }
        if !self.lexicon.has_proclitics() && self.ends_with_apostrophe(form, tail) {
            let mark = tail.chars().next().map_or(0, char::len_utf8);
            if self.lexicon.clitic_len("x'").is_none() {
                return self.push(at, at + len + mark, TokenKind::Word, Role::None);
            }
            self.push(at, at + len, TokenKind::Word, Role::None);
            return self.push(at + len, at + len + mark, TokenKind::Word, Role::None);
        }
        if let Some(cut) = self.proclitic(form, tail) {
            return self.push(at, at + cut, TokenKind::Word, Role::None);
        }
        let mut cuts = Vec::new();
        let mut host = form;
        while let Some(cut) = self.clitic(host).filter(|_| cuts.len() < MOST_CLITICS) {
            cuts.push(cut);
            host = form.get(..cut).unwrap_or_default();
        }
        let mut start = at;
        for cut in cuts.into_iter().rev() {
            start = self.push(start, at + cut, TokenKind::Word, Role::None);
        }
        let kind = if form.chars().any(char::is_alphabetic) { TokenKind::Word } else { TokenKind::Number };
        self.push(start, at + len, kind, Role::None)
    }

    /// Returns where the clitic begins with which `form` ends.
    fn clitic(&self, form: &str) -> Option<usize> {
        if !form.contains(|c| scan::is_hyphen(c) || scan::is_apostrophe(c)) {
            return None;
        }
        let norm = norm(form);
        let clitic = self.lexicon.clitic_len(&norm)?;
        let n_chars = norm.get(norm.len() - clitic..)?.chars().count();
        let (cut, _) = form.char_indices().rev().nth(n_chars.checked_sub(1)?)?;
        (cut > 0).then_some(cut)
    }

    /// Returns the bytes of the elided word with which `form` begins, or which it is with the apostrophe of its `tail`:
    /// `l’homme`, `l’« homme »`.
    fn proclitic(&self, form: &str, tail: &str) -> Option<usize> {
        if !self.lexicon.has_proclitics() || form.len() > LONGEST_WITH_PROCLITIC {
            return None;
        }
        let apostrophe = form.char_indices().find(|&(_, c)| scan::is_apostrophe(c));
        let (at, mark) = apostrophe.or_else(|| Some(form.len()).zip(tail.chars().next()))?;
        if !scan::is_apostrophe(mark) {
            return None;
        }
        let mut elided = norm(form);
        if apostrophe.is_none() {
            elided.push('\'');
        }
        let len = self.lexicon.proclitic_len(&elided)?;
        let whole = elided.get(..len)?.chars().count() == form.get(..at)?.chars().count() + 1;
        whole.then_some(at + mark.len_utf8())
    }

    /// Tells whether the point at the start of `tail` belongs to the word before it.
    fn keeps_point(&self, form: &str, tail: &str) -> bool {
        let last = tail.get(1..).is_none_or(|behind| behind.trim_start().is_empty());
        let behind = tail.get(1..).unwrap_or_default().trim_start().chars().next();
        let mut chars = form.chars();
        let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
        if initial {
            return !last;
        }
        if let Some(abbreviation) = self.lexicon.abbreviation(&form.to_lowercase()) {
            let after_number = self.pieces.tokens.last().is_some_and(|token| token.kind == TokenKind::Number);
            return match abbreviation {
                Abbreviation::Inside => !last,
                Abbreviation::MayEnd => true,
                Abbreviation::WithNumber => behind.is_some_and(char::is_numeric) || after_number && !last,
            };
        }
        let letters = |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
        let dotted = form.contains('.') && form.split(['.', '-']).all(letters);
        let compound = form
            .rsplit_once('-')
            .is_some_and(|(_, tail)| tail.chars().count() == 1 && tail.chars().all(char::is_uppercase));
        dotted || compound && behind.is_some_and(char::is_uppercase) && form.chars().count() == 3
    }

    /// Tells whether the apostrophe at the start of `tail` belongs to the word before it, as in `Agnes' fiets`.
    fn ends_with_apostrophe(&self, form: &str, tail: &str) -> bool {
        let mut behind = tail.chars();
        behind.next().is_some_and(scan::is_apostrophe)
            && !behind.next().is_some_and(scan::is_apostrophe)
            && !self.marks.single_open()
            && form.chars().next_back().is_some_and(|c| matches!(c.to_ascii_lowercase(), 's' | 'x' | 'z' | 'h' | 'n'))
    }

    /// Returns the length of the apostrophe that begins an elided word (`’s avonds`, `'t`, `’69`).
    fn elision(&self, rest: &str, c: char) -> Option<usize> {
        if !(scan::is_apostrophe(c) || c == '‘' || c == '`') || !self.space_before && !self.after_opening() {
            return None;
        }
        let len = c.len_utf8();
        let behind = rest.get(len..)?;
        let end = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        let form = behind.get(..end.min(12))?;
        let digits = form.chars().take_while(char::is_ascii_digit).count();
        let year = digits == 2 && scan::is_apostrophe(c) && matches!(form.get(2..), Some("" | "s"));
        let closed = c == '\'' && year && {
            let window = behind.char_indices().nth(80).map_or(behind, |(end, _)| behind.get(..end).unwrap_or(behind));
            window.match_indices('\'').any(|(at, _)| {
                let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
                touches(window.get(..at).and_then(|before| before.chars().next_back()))
                    && !scan::char_at(window, at + 1).is_some_and(char::is_alphanumeric)
            })
        };
        (self.lexicon.is_elision(&form.to_lowercase()) || year && !closed).then_some(len)
    }

    fn after_opening(&self) -> bool {
        self.pieces.roles.last() == Some(&Role::Open)
            || self.pieces.tokens.last().is_some_and(|token| matches!(token.norm.as_str(), "(" | "[" | "-" | "–" | "—"))
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind, role: Role) -> usize {
        let form = self.slice.get(start..end).unwrap_or_default();
        self.pieces.tokens.push(Token {
            span: Span::new(self.offset + start, self.offset + end),
            norm: norm(form),
            kind,
            space_before: self.space_before,
        });
        self.pieces.roles.push(role);
        self.space_before = false;
        end
    }
}

/// Returns what lexicons are looked up with: lower case, straight apostrophes, plain hyphens, no soft hyphens.
pub(crate) fn norm(form: &str) -> CompactString {
    if form.is_ascii() {
        let mut norm = CompactString::from(form);
        norm.make_ascii_lowercase();
        return norm;
    }
    form.chars()
        .flat_map(char::to_lowercase)
        .filter(|&c| c != '\u{ad}')
        .map(|c| match c {
            '’' | '‘' | '\u{2bc}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        })
        .collect()
}

/// Returns what a token that somebody else cut is made of.
pub(crate) fn kind(form: &str) -> TokenKind {
    let mark = |c| Marks::default().role(form, 0, c, true);
    match form.chars().next() {
        _ if form.chars().any(char::is_alphabetic) => TokenKind::Word,
        _ if form.chars().any(char::is_numeric) => TokenKind::Number,
        Some(c) if mark(c).is_some_and(|(len, role)| len == form.len() && role != Role::Apostrophe) => TokenKind::Quote,
        Some(c) if is_punctuation(c) => TokenKind::Punctuation,
        _ => TokenKind::Symbol,
    }
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '%' | '$' | '+' | '=' | '<' | '>' | '^' | '~' | '|' | '`' | '#')
        || matches!(c, '–' | '—' | '―' | '…' | '¿' | '¡' | '·' | '。' | '、' | '！' | '？' | '，' | '：' | '؟' | '،')
}
