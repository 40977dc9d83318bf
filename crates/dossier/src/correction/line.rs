//! One line of a file of corrections.

use super::{Correction, Who};

/// A stretch of a line: a word, or all between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    quoted: bool,
}

/// Quotation marks that editors and word processors write, with those that close them.
const QUOTES: [(char, &[char]); 5] =
    [('"', &['"']), ('“', &['”', '“', '"']), ('„', &['“', '”', '"']), ('”', &['”']), ('«', &['»'])];

/// Reads a line; `None` when it is empty or a note.
///
/// # Errors
/// What is wrong with it.
pub(super) fn correction(line: &str) -> Result<Option<Correction>, String> {
    let pieces = pieces(line)?;
    let Some((verb, rest)) = pieces.split_first() else { return Ok(None) };
    let verb = if verb.quoted { String::new() } else { verb.text.to_lowercase() };
    match verb.as_str() {
        "merge" => merge(rest),
        "rename" => rename(rest),
        "split" => split(rest),
        "drop" => drop_(rest),
        _ => Err("a line begins with `merge`, `rename`, `split` or `drop`, or with `#` for a note".to_owned()),
    }
    .map(Some)
}

fn merge(rest: &[Piece]) -> Result<Correction, String> {
    const FORM: &str = "write `merge A = B`: what is said of B is said of A";
    let mut parts = rest.split(|piece| is(piece, "=")).map(who);
    let (Some(Some(into)), Some(others)) = (parts.next(), parts.collect::<Option<Vec<Who>>>()) else {
        return Err(FORM.to_owned());
    };
    if others.is_empty() { Err(FORM.to_owned()) } else { Ok(Correction::Merge { into, others }) }
}

fn rename(rest: &[Piece]) -> Result<Correction, String> {
    let form = || "write `rename A \"Name\"`".to_owned();
    let at = rest.iter().position(|piece| is(piece, "="));
    let (who_, name) = match at {
        Some(at) => (&rest[..at], who(&rest[at + 1..])),
        None => {
            let (name, who_) = rest.split_last().ok_or_else(form)?;
            (who_, name.quoted.then(|| Who { text: name.text.clone(), quoted: true }))
        }
    };
    let (who, name) = who(who_).zip(name).ok_or_else(form)?;
    Ok(Correction::Rename { who, name: name.text })
}

fn split(rest: &[Piece]) -> Result<Correction, String> {
    let form = || "write `split \"form\" from A as B`, and `in \"file\"` behind it for one article".to_owned();
    let (rest, article) = in_article(rest);
    let from = rest.iter().position(|piece| is(piece, "from")).ok_or_else(form)?;
    let as_ = rest.iter().rposition(|piece| is(piece, "as")).filter(|&at| at > from).ok_or_else(form)?;
    let parts = (who(&rest[..from]), who(&rest[from + 1..as_]), who(&rest[as_ + 1..]));
    let (Some(form_), Some(from), Some(to)) = parts else { return Err(form()) };
    Ok(Correction::Split { form: form_.text, from, to, article })
}

fn drop_(rest: &[Piece]) -> Result<Correction, String> {
    let (rest, article) = in_article(rest);
    let what = who(rest).ok_or("write `drop \"form\"`, and `in \"file\"` behind it for one article")?;
    Ok(Correction::Drop { what, article })
}

/// Takes `in "file"` off the end of a line.
fn in_article(rest: &[Piece]) -> (&[Piece], Option<String>) {
    match rest {
        [before @ .., word, file] if is(word, "in") && !before.is_empty() => (before, Some(file.text.clone())),
        _ => (rest, None),
    }
}

/// Returns an actor written as one quotation, or as words without any.
fn who(pieces: &[Piece]) -> Option<Who> {
    if let [piece] = pieces {
        return Some(Who { text: piece.text.clone(), quoted: piece.quoted });
    }
    let plain = !pieces.is_empty() && pieces.iter().all(|piece| !piece.quoted);
    plain.then(|| {
        let words: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        Who { text: words.join(" "), quoted: false }
    })
}

fn is(piece: &Piece, word: &str) -> bool {
    !piece.quoted && piece.text.eq_ignore_ascii_case(word)
}

/// Cuts a line into words and quotations, up to its note.
fn pieces(line: &str) -> Result<Vec<Piece>, String> {
    let mut out: Vec<Piece> = Vec::new();
    let mut chars = line.chars().peekable();
    // whether the last word may go on
    let mut open = false;
    while let Some(c) = chars.next() {
        let opened = QUOTES.iter().find(|(quote, _)| *quote == c).filter(|_| !open);
        if let Some((_, closing)) = opened {
            let mut text = String::new();
            loop {
                match chars.next() {
                    Some(c) if closing.contains(&c) => break,
                    Some(c) => text.push(c),
                    None => return Err("a quotation mark is not closed".to_owned()),
                }
            }
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                return Err("nothing stands between the quotation marks".to_owned());
            }
            out.push(Piece { text, quoted: true });
        } else if c == '#' && !open {
            break;
        } else if c.is_whitespace() {
            open = false;
        } else if c == '=' {
            out.push(Piece { text: "=".to_owned(), quoted: false });
            open = false;
        } else {
            match out.last_mut().filter(|_| open) {
                Some(piece) => piece.text.push(c),
                None => out.push(Piece { text: c.to_string(), quoted: false }),
            }
            open = true;
        }
    }
    Ok(out)
}
