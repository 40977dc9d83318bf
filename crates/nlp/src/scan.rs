//! How far a word, a number or an address reaches from where it begins.
//!
//! Every function takes the text from the first character on and returns a length in bytes; each looks at no
//! character twice, and none looks further than the thing itself and a few characters behind it.

/// Tells whether a character is part of a word wherever it stands.
pub(crate) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '_')
}

/// Tells whether a character is an apostrophe or a single closing quotation mark.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{2bc}')
}

/// Tells whether a character is a hyphen inside words.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Returns the character at a byte, `None` at the end and between boundaries.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Returns the length of the web address at the start of `text`, or `None`.
pub(crate) fn address(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins =
        |prefix: &str| bytes.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()));
    if !["http://", "https://", "www."].into_iter().any(begins) {
        return None;
    }
    let run = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»'));
    let run = text.get(..run.unwrap_or(text.len()))?;
    Some(run.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/').len()).filter(|&len| len > 4)
}

/// Returns the length of the e-mail address at the start of `text` whose `@` stands at byte `at`, or `None`.
pub(crate) fn mail(text: &str, at: usize) -> Option<usize> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    if at == 0 || !text.get(..at)?.chars().all(local) {
        return None;
    }
    let host = text.get(at + 1..)?;
    let len = host.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(host.len());
    let host = host.get(..len)?;
    // `info@dorpel.nl.Daarna`: the next sentence is glued on
    let glued = host.match_indices('.').find(|&(at, _)| {
        let lower = |c: Option<char>| c.is_some_and(|c| c.is_lowercase());
        lower(host.get(..at).and_then(|before| before.chars().next_back()))
            && char_at(host, at + 1).is_some_and(char::is_uppercase)
            && lower(char_at(host, at + 2))
    });
    let len = host.get(..glued.map_or(len, |(at, _)| at))?.trim_end_matches(['.', '-']).len();
    (len > 2).then_some(at + 1 + len)
}

/// Returns the length of the number at the start of `text`: digits with points, commas, colons or slashes between
/// them (`2.400`, `3,5`, `19:21`, `9/11`), and hyphens where there are at least two (`04-10-2021`).
pub(crate) fn number(text: &str) -> usize {
    let simple = joined_digits(text, 0, &['.', ',', ':', '/']);
    let mut end = simple;
    let mut hyphens = 0;
    while char_at(text, end) == Some('-') && char_at(text, end + 1).is_some_and(|c| c.is_ascii_digit()) {
        end = joined_digits(text, end + 1, &[]);
        hyphens += 1;
    }
    if hyphens >= 2 && !char_at(text, end).is_some_and(is_word_char) { end } else { simple }
}

/// Returns the length of the number at the start of `text` whose digits blanks group by three: `10 000,50`, or `None`.
pub(crate) fn grouped(text: &str) -> Option<usize> {
    let digits = |from: usize| text.get(from..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let mut end = Some(digits(0)).filter(|len| (1..=3).contains(len))?;
    let mut groups = 0;
    while let Some(blank) = char_at(text, end).filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')) {
        let start = end + blank.len_utf8();
        if digits(start) != 3 || char_at(text, start + 3).is_some_and(is_word_char) {
            break;
        }
        end = start + 3;
        groups += 1;
    }
    if char_at(text, end) == Some(',') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    (groups > 0 && !char_at(text, end).is_some_and(is_word_char)).then_some(end)
}

/// Returns the length of the two numbers with a hyphen between at the start of `text`, or `None`.
pub(crate) fn range(text: &str) -> Option<usize> {
    let digits = |from: usize| text.get(from..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let one = digits(0);
    let end = one + 1 + digits(one + 1);
    let joined = char_at(text, one) == Some('-') && end > one + 1;
    (joined && !char_at(text, end).is_some_and(|c| is_word_char(c) || is_hyphen(c))).then_some(end)
}

/// Returns the length of the degree sign at the start of `text`, with the letter of its scale: `°C`.
pub(crate) fn degrees(text: &str) -> usize {
    let mut behind = text.chars().skip(1);
    let scale = behind.next().is_some_and(|c| matches!(c, 'C' | 'F')) && !behind.next().is_some_and(is_word_char);
    '°'.len_utf8() + usize::from(scale)
}

fn joined_digits(text: &str, from: usize, joins: &[char]) -> usize {
    let mut end = from;
    for (at, c) in text.get(from..).unwrap_or_default().char_indices() {
        let at = from + at;
        if c.is_numeric() {
            end = at + c.len_utf8();
        } else if end != at || at == from || !joins.contains(&c) {
            break;
        }
    }
    end
}

/// Returns the length of the word at the start of `text`: letters and digits, with hyphens and apostrophes between
/// them, a hyphen behind (`Noord-`), points between single letters (`a.s`) or in a host name (`nu.nl`), `&` between
/// capitals.
/// `quoted` tells that a single quotation mark is open, so that an apostrophe before a capital may close it.
pub(crate) fn word(text: &str, quoted: bool) -> usize {
    let mut end = 0;
    let mut run = Run::default();
    for (at, c) in text.char_indices() {
        if is_word_char(c) {
            run.push(c);
            end = at + c.len_utf8();
            continue;
        }
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next();
        let joins = match c {
            _ if is_hyphen(c) => match next {
                Some(next) if next.is_alphanumeric() => true,
                Some(next) if is_apostrophe(next) => rest.chars().nth(1).is_some_and(char::is_alphabetic),
                Some(next) if next.is_whitespace() || matches!(next, ',' | '/' | ')') => {
                    return at + c.len_utf8();
                }
                _ => false,
            },
            _ if is_apostrophe(c) => next.is_some_and(|next| {
                next.is_alphanumeric() && !(quoted && next.is_uppercase() && run.len > 2 && run.ends_lower)
            }),
            '.' => next.is_some_and(|next| point_joins(&run, next, rest)),
            '&' => run.all_upper && next.is_some_and(char::is_uppercase),
            '/' => !run.any_upper && next.is_some_and(|next| next.is_lowercase()),
            '°' | 'º' if end == 1 && matches!(text.as_bytes().first(), Some(b'n' | b'N')) => {
                return at + c.len_utf8();
            }
            '@' | '#' if at == 0 => next.is_some_and(is_word_char),
            _ => false,
        };
        if !joins {
            break;
        }
        run = Run { labelled: c == '.', ..Run::default() };
    }
    end
}

/// Returns the length of the emoticon at the start of `text`, `:-)` or `;D`, or `None`.
pub(crate) fn emoticon(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let eyes = chars.next().filter(|c| matches!(c, ':' | ';' | '='))?;
    let mut mouth = chars.next()?;
    let mut len = 2;
    if matches!(mouth, '-' | '^' | '\'') {
        mouth = chars.next()?;
        len = 3;
    }
    let glad = matches!(mouth, ')' | '(') || matches!(mouth, 'D' | 'P' | 'p' | '/' | '|') && eyes != '=';
    (glad && !chars.next().is_some_and(char::is_alphanumeric)).then_some(len)
}

/// The letters since the last sign inside a word.
#[derive(Debug, Default)]
struct Run {
    len: usize,
    any_upper: bool,
    all_upper: bool,
    ends_lower: bool,
    ends_digit: bool,
    /// It stands behind a point of the same word.
    labelled: bool,
}

impl Run {
    fn push(&mut self, c: char) {
        self.ends_digit = c.is_numeric();
        self.all_upper = c.is_uppercase() && (self.len == 0 || self.all_upper);
        self.any_upper |= c.is_uppercase();
        self.ends_lower = c.is_lowercase();
        self.len += 1;
    }
}

/// Tells whether a point between letters is part of the word: `a.s`, `U.S`, `Ph.D`, `nu.nl`, not `zetten.AFP`.
fn point_joins(run: &Run, next: char, rest: &str) -> bool {
    if !next.is_alphanumeric() {
        return is_hyphen(next) && run.len == 1 && rest.chars().nth(1).is_some_and(char::is_alphabetic);
    }
    let next_len = rest.chars().take(6).take_while(|&c| is_word_char(c)).count();
    if next.is_alphabetic() && (run.len == 1 && next_len <= 2 || run.len == 2 && next_len == 1) {
        return true;
    }
    if run.len == 1 && run.any_upper && next.is_uppercase() {
        // `J.Jansen`: the initial keeps its point, the name is a token of its own
        return false;
    }
    if run.ends_lower && next.is_lowercase() && next_len <= 4 {
        return true;
    }
    host(run, rest)
        || next.is_lowercase() && matches!(next_len, 3 | 4) && (run.ends_digit || run.all_upper) && run.len > 1
}

/// How long a label of a host name is at most, here.
const LONGEST_LABEL: usize = 16;

/// Tells whether a point behind a run in lower case stands in a host name or the like of three labels or more:
/// `dorpel.example.org`. A label longer than [`LONGEST_LABEL`] is none.
fn host(run: &Run, rest: &str) -> bool {
    if run.any_upper || run.len < 2 && !run.labelled {
        return false;
    }
    let mut labels = 0;
    let mut len = 0;
    for c in rest.chars().take(3 * LONGEST_LABEL) {
        match c {
            _ if c.is_lowercase() || c.is_ascii_digit() || c == '-' => len += 1,
            '.' if len > 0 => {
                labels += 1;
                len = 0;
                if labels == 2 {
                    return true;
                }
            }
            _ => break,
        }
        if len > LONGEST_LABEL {
            return false;
        }
    }
    len > 1 && (labels > 0 || run.labelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_word(text: &str, expected: &str) {
        assert_eq!(&text[..word(text, false)], expected, "{text}");
    }

    #[test]
    fn words_keep_inner_signs() {
        check_word("VN-missie, die", "VN-missie");
        check_word("Noord- en", "Noord-");
        check_word("foto's.", "foto's");
        check_word("a.s. maandag", "a.s");
        check_word("U.S. troops", "U.S");
        check_word("nu.nl meldt", "nu.nl");
        check_word("weg.Dorpel", "weg");
        check_word("AT&T.", "AT&T");
        check_word("en/of", "en/of");
        check_word("Dorpel/Zandwijk", "Dorpel");
        check_word("pas—toen", "pas");
        check_word("natie’.", "natie");
        check_word("mail.dorpel.example.org, en", "mail.dorpel.example.org");
        check_word("PLAN2.pdf en", "PLAN2.pdf");
        check_word("weg.toen ging hij", "weg.toen");
        check_word("gegaan.daarna niet.", "gegaan");
    }

    #[test]
    fn a_capital_behind_a_mark_is_glued_only_inside_quotes() {
        assert_eq!(word("Dorpel'Met", true), 6);
        assert_eq!(word("d'Arc", true), 5);
        assert_eq!(word("Dorpel'Met", false), 10);
    }

    #[test]
    fn numbers_keep_points_and_dates_keep_hyphens() {
        for (text, expected) in [
            ("2.400 man", "2.400"),
            ("3,5.", "3,5"),
            ("1,200.50", "1,200.50"),
            ("19:21 uur", "19:21"),
            ("2500-3000", "2500"),
            ("2021-10-04.", "2021-10-04"),
            ("04-10-2021", "04-10-2021"),
            ("9/11", "9/11"),
            ("5.", "5"),
        ] {
            assert_eq!(&text[..number(text)], expected, "{text}");
        }
    }

    #[test]
    fn blanks_may_group_digits() {
        for (text, expected) in [
            ("10 000 euros", Some(6)),
            ("1\u{202f}000\u{202f}000,5 km", Some(15)),
            ("2006 150 maisons", None),
            ("15 h", None),
            ("3 1234", None),
        ] {
            assert_eq!(grouped(text), expected, "{text}");
        }
    }

    #[test]
    fn emoticons_are_whole() {
        for (text, expected) in
            [(":)", Some(2)), (":-( no", Some(3)), (";D.", Some(2)), (": (a", None), (":Dorpel", None)]
        {
            assert_eq!(emoticon(text), expected, "{text}");
        }
    }

    #[test]
    fn addresses_end_before_punctuation() {
        assert_eq!(address("https://a.nl/b?c=1, en"), Some(18));
        assert_eq!(address("www"), None);
        assert_eq!(mail("a.b@c.nl.", 3), Some(8));
        assert_eq!(mail("a.b@c.nl.Daarna", 3), Some(8));
    }
}
