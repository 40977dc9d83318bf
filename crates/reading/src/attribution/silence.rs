//! Who is told to say nothing: no comment, not to be reached, neither confirmed nor denied.
//!
//! Found by the phrases of `attribution/silence.tsv`; the source is the subject in the tree. PolNeAR annotates such
//! clauses as attributions too: `did not immediately respond` as the cue, `to requests for comment` as the content.

use pack::{PackError, PackSource};

use super::{Act, draft::Draft, lexicon::Lexicon, view::View};

/// The rule of these statements.
pub(super) const RULE: &str = "attribution.silence";

const TABLE: &str = "attribution/silence.tsv";
const COLUMNS: [&str; 3] = ["phrases", "example", "counter"];

/// How many words a gap may span.
const GAP: usize = 6;

/// Words behind the phrase that still tell what nothing is said about, at most.
const ABOUT: usize = 10;

/// Words above one of the phrase whose subject it may be.
const ABOVE: usize = 4;

/// Words of a subject that is taken whole.
const WHOLE: usize = 12;

/// A phrase that tells of silence.
#[derive(Clone, Debug)]
pub(super) struct Phrase(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    /// One of several words or beginnings of words.
    OneOf(Vec<(String, bool)>),
    /// Not one of several words: `not reachable`, but not `for ships`.
    NoneOf(Vec<(String, bool)>),
    /// Nothing, or a few words.
    Gap,
    /// Where the content begins.
    Content,
}

/// Returns the phrases of a pack.
///
/// # Errors
/// When the table has other columns, or a phrase does not tell where its content begins.
pub(super) fn phrases(pack: &PackSource) -> Result<Vec<Phrase>, PackError> {
    let table = pack.optional_table(TABLE, &COLUMNS)?;
    let mut out = Vec::new();
    for row in table.rows() {
        for written in row.list(0) {
            let pieces: Vec<Piece> = written.split_whitespace().map(piece).collect();
            let opens = matches!(pieces.first(), Some(Piece::OneOf(_)));
            if !opens || !pieces.iter().any(|piece| matches!(piece, Piece::Content)) {
                return Err(table.error(row, format!("the phrase `{written}` has no cue or no content")));
            }
            out.push(Phrase(pieces));
        }
    }
    Ok(out)
}

/// Returns the examples and counters of a pack's table.
///
/// # Errors
/// When the table has other columns.
pub fn silence_examples(pack: &PackSource) -> Result<Vec<(String, String)>, PackError> {
    let table = pack.optional_table(TABLE, &COLUMNS)?;
    Ok(table.rows().iter().map(|row| (row.cell(1).to_owned(), row.cell(2).to_owned())).collect())
}

fn piece(written: &str) -> Piece {
    match written {
        "…" => Piece::Gap,
        "/" => Piece::Content,
        _ => {
            let word = |word: &str| (word.trim_end_matches('*').to_lowercase(), word.ends_with('*'));
            match written.strip_prefix('!') {
                Some(words) => Piece::NoneOf(words.split(',').map(word).collect()),
                None => Piece::OneOf(written.split(',').map(word).collect()),
            }
        }
    }
}

/// Adds the statements of silence to those of a sentence; they take the place of others with the same cue.
pub(super) fn added(lexicon: &Lexicon, view: &View<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let silences = silences(lexicon, view);
    if silences.is_empty() {
        return drafts;
    }
    drafts.retain(|draft| silences.iter().all(|silence| silence.cue.cover(silence.content).overlap(draft.cue) == 0));
    drafts.extend(silences);
    drafts.sort_by_key(|draft| draft.cue);
    drafts
}

/// Returns the statements of silence in a sentence, in order.
fn silences(lexicon: &Lexicon, view: &View<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < view.len() {
        let found = lexicon.silences.iter().filter_map(|phrase| ends(view, at, &phrase.0, None));
        // The one whose content begins first, then the longest.
        let Some((content, end)) = found.max_by_key(|&(content, end)| (std::cmp::Reverse(content), end)) else {
            at += 1;
            continue;
        };
        out.extend(draft(view, at, content, end));
        at = end;
    }
    out
}

/// Returns where the content begins and where the phrase ends, when it stands at a word.
fn ends(view: &View<'_>, at: usize, pieces: &[Piece], content: Option<usize>) -> Option<(usize, usize)> {
    let Some((piece, rest)) = pieces.split_first() else { return Some((content?, at)) };
    match piece {
        Piece::Content => ends(view, at, rest, Some(at)),
        Piece::Gap => (at..=(at + GAP).min(view.len()))
            .take_while(|&to| to == at || !view.is_punctuation(to - 1))
            .find_map(|to| ends(view, to, rest, content)),
        Piece::OneOf(forms) => (at < view.len() && !view.is_quoted(at) && is_one_of(view, at, forms))
            .then(|| ends(view, at + 1, rest, content))?,
        Piece::NoneOf(forms) => {
            (at >= view.len() || !is_one_of(view, at, forms)).then(|| ends(view, at, rest, content))?
        }
    }
}

fn is_one_of(view: &View<'_>, at: usize, forms: &[(String, bool)]) -> bool {
    let norm = view.norm(at);
    forms.iter().any(|(form, open)| if *open { norm.starts_with(form.as_str()) } else { norm == form })
}

fn draft(view: &View<'_>, start: usize, content: usize, end: usize) -> Option<Draft> {
    let subject = (start..end).find_map(|word| subject(view, word, start..end))?;
    let (first, last) = extent(view, subject);
    let outside = |word: usize| word < first || word > last;
    // A verb before its subject: `woensdag wilde de rederij niet reageren`.
    let cue = if outside(start) { start } else { (start..content).find(|&word| outside(word))? };
    let cue_end = (cue..content).take_while(|&word| outside(word)).last()?;
    let content = (content..end).find(|&word| outside(word))?;
    let reach = (end..view.len().min(end + ABOUT)).take_while(|&word| !view.is_punctuation(word) && outside(word));
    let content_end = reach.last().unwrap_or(end - 1);
    Some(Draft {
        source: view.span(first, last),
        cue: view.span(cue, cue_end)?,
        content: view.span(content, content_end)?,
        rest: Vec::new(),
        act: Act::Refuse,
        rule: RULE.to_owned(),
        object: None,
        relay: Vec::new(),
    })
}

/// Returns the subject of a word or of those above it.
fn subject(view: &View<'_>, word: usize, phrase: std::ops::Range<usize>) -> Option<usize> {
    let mut at = Some(word);
    for _ in 0..=ABOVE {
        let here = at?;
        let found = view.children(here).find(|&child| view.relation(child).starts_with("nsubj"));
        if let Some(found) = found.filter(|found| !phrase.contains(found) || *found > phrase.start) {
            return Some(found);
        }
        at = view.head(here);
    }
    None
}

/// Returns the words of a subject: all of them, or of a long one those up to its head.
fn extent(view: &View<'_>, subject: usize) -> (usize, usize) {
    let all = view.subtree(subject);
    let first = all.first().copied().unwrap_or(subject);
    let last = all.last().copied().unwrap_or(subject);
    let comma = (subject..=last).find(|&word| view.is_punctuation(word));
    match comma {
        Some(comma) => (first, comma.saturating_sub(1).max(subject)),
        None if last - first > WHOLE => (first.max(subject.saturating_sub(WHOLE)), subject),
        None => (first, last),
    }
}
