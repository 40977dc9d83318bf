//! A [`Document`] to CoNLL-U text, and an annotated text to a [`Document`].

use std::{fmt, ops::Range};

use compact_str::{CompactString, format_compact};
use document::Span;

use super::{Document, Multiword, Row, Sentence};
use crate::{Annotated, Bio, Word, word_split};

/// What is told of a text beside its sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// Id of the document (`# newdoc id`); sentences are numbered behind it. Without one they are numbered alone.
    pub id: Option<&'a str>,
    /// Further comments at its first sentence, as (key, value).
    pub comments: &'a [(&'a str, &'a str)],
}

impl Document {
    /// Returns an annotated text as CoNLL-U has it.
    ///
    /// Every word and every range of words that is written as one token (French `du`, English `don't`) says where it
    /// stands: `ByteRange=12:17` in MISC is the half-open range of UTF-8 bytes in `text`. A word that is not a part of the
    /// text has none. `SpaceAfter=No` stands where the next token follows at once, `Name=B-PER` at the words of names, and `# newpar` where a paragraph begins. `# text` has
    /// one blank where the text has any white space. Without words (no model for the language), tokens stand for them
    /// and all other columns are open.
    #[must_use]
    pub fn of(text: &str, annotated: &Annotated, origin: Origin<'_>) -> Self {
        let mut document = Self::default();
        let mut paragraph = None;
        for (index, sentence) in annotated.sentences.iter().enumerate() {
            let mut out = Sentence::default();
            if index == 0 {
                out.comments.extend(origin.id.map(|id| format!(" newdoc id = {}", line(id))));
                out.comments.extend(origin.comments.iter().map(|(key, value)| format!(" {key} = {}", line(value))));
            }
            if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
                out.comments.push(" newpar".to_owned());
            }
            out.comments.push(match origin.id {
                Some(id) => format!(" sent_id = {}-{}", line(id), index + 1),
                None => format!(" sent_id = {}", index + 1),
            });
            out.comments.extend(sentence.residue.map(|kind| format!(" residue = {}", kind.as_str())));
            let comment = out.comments.len();
            let shown = add_tokens(text, annotated, sentence, &mut out);
            out.comments.insert(comment, format!(" text = {shown}"));
            document.sentences.push(out);
        }
        document
    }
}

/// Adds the tokens of a sentence and returns its text on one line.
fn add_tokens(text: &str, annotated: &Annotated, sentence: &crate::Sentence, out: &mut Sentence) -> String {
    let mut shown = String::new();
    let words = annotated.words.get(sentence.words.clone()).unwrap_or_default();
    let mut rest = words;
    // Ids on file, which are not those of the words where a token has none.
    let mut ids = Vec::with_capacity(words.len());
    for index in sentence.tokens.clone() {
        let Some(token) = annotated.tokens.get(index) else { break };
        let form = line(text.get(token.span.start..token.span.end).unwrap_or_default());
        if !shown.is_empty() && token.space_before {
            shown.push(' ');
        }
        shown.push_str(&form);
        let own = rest.iter().take_while(|word| word.token == index).count();
        let (these, others) = rest.split_at(own);
        rest = others;
        if these.is_empty() {
            out.words.push(Row { form, misc: place(annotated, token.span, index), ..Row::default() });
        }
        for word in these {
            let mut row = row(annotated, word, line(word.form_in(text)));
            if word.form.is_none() {
                row.misc = place(annotated, word.span, index);
            }
            add_name(&mut row.misc, word.name);
            out.words.push(row);
            ids.push(out.words.len());
        }
    }
    for range in multiwords(text, annotated, sentence) {
        let (Some(first), Some(last)) = (annotated.words.get(range.start), annotated.words.get(range.end - 1)) else {
            continue;
        };
        let id = |word: usize| ids.get(word - sentence.words.start).copied();
        let (Some(first_id), Some(last_id)) = (id(range.start), id(range.end - 1)) else { continue };
        let span = first.span.cover(last.span);
        let form = line(text.get(span.start..span.end).unwrap_or_default());
        out.multiwords.push(Multiword { ids: first_id..=last_id, form, misc: place(annotated, span, last.token) });
        // Where a blank follows is told of the whole.
        for row in out.words.get_mut(first_id - 1..last_id).unwrap_or_default() {
            if let Some(rest) = row.misc.strip_prefix(GLUED) {
                row.misc = rest.trim_start_matches('|').into();
            }
        }
    }
    for (word, &id) in words.iter().zip(&ids) {
        let head = word.head.and_then(|head| head.checked_sub(sentence.words.start)).and_then(|head| ids.get(head));
        if let Some(row) = out.words.get_mut(id - 1) {
            row.head = Some(head.copied().unwrap_or_default());
        }
    }
    shown
}

/// Returns the ranges of words that are written as one token, in order: those that are no part of the text by themselves,
/// and those that the treebanks write so.
fn multiwords(text: &str, annotated: &Annotated, sentence: &crate::Sentence) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let words = annotated.words.get(sentence.words.clone()).unwrap_or_default();
    let mut at = sentence.words.start;
    for token in words.chunk_by(|one, other| one.token == other.token) {
        if token.iter().any(|word| word.form.is_some()) {
            out.push(at..at + token.len());
        }
        at += token.len();
    }
    let others = word_split::multiword_tokens(text, annotated, sentence);
    let free = |range: &Range<usize>| out.iter().all(|other| range.end <= other.start || other.end <= range.start);
    let others: Vec<_> = others.into_iter().filter(free).collect();
    out.extend(others);
    out.sort_by_key(|range| range.start);
    out
}

const GLUED: &str = "SpaceAfter=No";

/// Returns what MISC tells of a stretch of the token at `index`: whether a blank follows, and its bytes.
fn place(annotated: &Annotated, span: Span, index: usize) -> CompactString {
    let mut misc = CompactString::default();
    let inside = annotated.tokens.get(index).is_some_and(|token| span.end < token.span.end);
    if inside || annotated.tokens.get(index + 1).is_some_and(|next| !next.space_before) {
        misc.push_str(GLUED);
    }
    add(&mut misc, &format_compact!("ByteRange={}:{}", span.start, span.end));
    misc
}

/// Returns the columns of a word but its head and what is told of its place.
fn row(annotated: &Annotated, word: &Word, form: CompactString) -> Row {
    Row {
        form,
        lemma: line(&word.lemma),
        upos: Some(word.upos),
        xpos: line(annotated.label(word.xpos)),
        feats: line(annotated.label(word.feats)),
        head: None,
        deprel: line(annotated.label(word.deprel)),
        deps: CompactString::default(),
        misc: CompactString::default(),
    }
}

fn add_name(misc: &mut CompactString, name: Bio) {
    if name != Bio::Outside {
        add(misc, &format_compact!("Name={name}"));
    }
}

fn add(misc: &mut CompactString, pair: &str) {
    if !misc.is_empty() {
        misc.push('|');
    }
    misc.push_str(pair);
}

/// Returns what can stand in one column or comment: tabs and line breaks become blanks.
fn line(text: &str) -> CompactString {
    if !text.contains(char::is_control) {
        return text.into();
    }
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl fmt::Display for Document {
    /// Writes CoNLL-U: every sentence with a blank line behind it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentences.iter().try_for_each(|sentence| sentence.fmt(f))
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for comment in &self.comments {
            writeln!(f, "#{comment}")?;
        }
        let mut multiwords = self.multiwords.iter().peekable();
        for (index, row) in self.words.iter().enumerate() {
            while let Some(token) = multiwords.next_if(|token| *token.ids.start() <= index + 1) {
                let (first, last) = (token.ids.start(), token.ids.end());
                writeln!(f, "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}", token.form, shown(&token.misc))?;
            }
            write!(f, "{}\t{}\t{}\t", index + 1, row.form, shown(&row.lemma))?;
            f.write_str(row.upos.map_or("_", crate::Upos::as_str))?;
            write!(f, "\t{}\t{}\t", shown(&row.xpos), shown(&row.feats))?;
            match row.head {
                Some(head) => write!(f, "{head}")?,
                None => f.write_str("_")?,
            }
            writeln!(f, "\t{}\t{}\t{}", shown(&row.deprel), shown(&row.deps), shown(&row.misc))?;
        }
        writeln!(f)
    }
}

fn shown(column: &str) -> &str {
    if column.is_empty() { "_" } else { column }
}
