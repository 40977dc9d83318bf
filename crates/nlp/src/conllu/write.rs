//! A [`Document`] to CoNLL-U text, and an annotated text to a [`Document`].

use std::fmt;

use compact_str::{CompactString, format_compact};
use document::Span;

use super::{Document, Multiword, Row, Sentence};
use crate::{Annotated, Bio, Word, multiword_tokens};

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
    /// Every token says where it stands: `ByteRange=12:17` in MISC is the half-open range of UTF-8 bytes in `text`.
    /// Words inside a token of several say it where they are a part of the text. Contractions and clitics are written
    /// as one token of several words, parts of compounds (`so-called`) as tokens without a blank between, as
    /// [`multiword_tokens`] has it. `SpaceAfter=No` stands where the next
    /// token follows at once, `Name=B-PER` at the words of names, and `# newpar` where a paragraph begins. `# text` has
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
    for index in sentence.tokens.clone() {
        let Some(token) = annotated.tokens.get(index) else { break };
        if !shown.is_empty() && token.space_before {
            shown.push(' ');
        }
        shown.push_str(&line(token.span.of(text)));
        if sentence.words.is_empty() {
            let misc = misc(annotated, index, token.span);
            out.words.push(Row { form: line(token.span.of(text)), misc, ..Row::default() });
        }
    }
    let mut ranges = multiword_tokens(text, annotated, sentence).into_iter().peekable();
    let mut inside = 0;
    for index in sentence.words.clone() {
        let Some(word) = annotated.words.get(index) else { break };
        if let Some(range) = ranges.next_if(|range| range.start == index) {
            inside = range.end;
            let last = annotated.words.get(range.end - 1).unwrap_or(word);
            let span = word.span.cover(last.span);
            let first = out.words.len() + 1;
            let misc = misc(annotated, last.token, span);
            out.multiwords.push(Multiword { ids: first..=first + range.len() - 1, form: line(span.of(text)), misc });
        }
        let mut row = row(annotated, sentence, word, line(word.form_in(text)));
        if index >= inside {
            row.misc = misc(annotated, word.token, word.span);
        } else if word.form.is_none() {
            add_range(&mut row.misc, word.span);
        }
        add_name(&mut row.misc, word.name);
        out.words.push(row);
    }
    shown
}

/// Returns MISC of what stands at `span`, as part or all of the token with that index.
fn misc(annotated: &Annotated, token: usize, span: Span) -> CompactString {
    let inside = annotated.tokens.get(token).is_some_and(|token| span.end < token.span.end);
    let glued = inside || annotated.tokens.get(token + 1).is_some_and(|next| !next.space_before);
    let mut misc = if glued { CompactString::const_new("SpaceAfter=No") } else { CompactString::default() };
    add_range(&mut misc, span);
    misc
}

fn row(annotated: &Annotated, sentence: &crate::Sentence, word: &Word, form: CompactString) -> Row {
    let first = sentence.words.start;
    Row {
        form,
        lemma: line(&word.lemma),
        upos: Some(word.upos),
        xpos: line(annotated.label(word.xpos)),
        feats: line(annotated.label(word.feats)),
        head: Some(word.head.filter(|head| sentence.words.contains(head)).map_or(0, |head| head - first + 1)),
        deprel: line(annotated.label(word.deprel)),
        deps: CompactString::default(),
        misc: CompactString::default(),
    }
}

fn add_range(misc: &mut CompactString, span: Span) {
    add(misc, &format_compact!("ByteRange={}:{}", span.start, span.end));
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
