//! A [`Document`] to CoNLL-U text, and an annotated text to a [`Document`].

use std::{fmt, ops::Range};

use compact_str::{CompactString, format_compact};
use document::Span;

use super::{Document, Multiword, Row, Sentence};
use crate::{Annotated, Bio, LabelId, Word, multiword_tokens};

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
    /// Words inside a token of several say it where they are a part of the text. `SpaceAfter=No` stands where the next
    /// token follows at once, `Name=B-PER` at the words of names, and `# newpar` where a paragraph begins. `# text` has
    /// one blank where the text has any white space. What is not known is left open: all other columns where there is no
    /// model for the language.
    #[must_use]
    pub fn of(text: &str, annotated: &Annotated, origin: Origin<'_>) -> Self {
        let mut document = Self::default();
        let mut paragraph = None;
        let is_parsed = annotated.words.iter().any(|word| word.head.is_some() || word.deprel != LabelId::default());
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
            let shown = add_tokens(text, annotated, (sentence, is_parsed), &mut out);
            out.comments.insert(comment, format!(" text = {shown}"));
            document.sentences.push(out);
        }
        document
    }
}

/// What becomes one surface token: a stretch of text and the words in it.
struct Unit {
    span: Span,
    /// Indices into [`Annotated::words`].
    words: Range<usize>,
}

/// Returns the surface tokens of a sentence: tokens, but that parts of compounds stand alone and clitics with the word
/// that they lean on, as treebanks have it.
fn units(text: &str, annotated: &Annotated, sentence: &crate::Sentence) -> Vec<Unit> {
    let joined = multiword_tokens(text, annotated, sentence);
    let words = |range: &Range<usize>| annotated.words.get(range.clone()).unwrap_or_default();
    let mut units = Vec::with_capacity(sentence.tokens.len());
    let mut next = sentence.words.start;
    for index in sentence.tokens.clone() {
        let Some(token) = annotated.tokens.get(index) else { break };
        let own = words(&(next..sentence.words.end)).iter().take_while(|word| word.token == index).count();
        let own = next..next + own;
        next = own.end;
        let is_spelled = words(&own).iter().all(|word| word.form.is_none());
        if own.is_empty() || !is_spelled && !joined.iter().any(|range| range.contains(&own.start)) {
            units.push(Unit { span: token.span, words: own });
            continue;
        }
        for at in own {
            let range = joined.iter().find(|range| range.contains(&at)).cloned().unwrap_or(at..at + 1);
            let span = words(&range).iter().map(|word| word.span).reduce(Span::cover);
            if let Some(span) = span.filter(|_| range.start == at) {
                units.push(Unit { span, words: range });
            }
        }
    }
    units
}

/// Adds the tokens of a sentence and returns its text on one line. `is_parsed` tells whether words have tags and heads.
fn add_tokens(
    text: &str,
    annotated: &Annotated,
    (sentence, is_parsed): (&crate::Sentence, bool),
    out: &mut Sentence,
) -> String {
    let mut shown = String::new();
    let units = units(text, annotated, sentence);
    let after = annotated.tokens.get(sentence.tokens.end).map(|token| token.span.start);
    // Ids on file, which are not those of the words where a token has none.
    let mut ids = vec![0; sentence.words.len()];
    for (at, unit) in units.iter().enumerate() {
        let form = line(text.get(unit.span.start..unit.span.end).unwrap_or_default());
        shown.push_str(&form);
        let next = units.get(at + 1).map(|next| next.span.start).or(after);
        let glued = next == Some(unit.span.end);
        if !glued && at + 1 < units.len() {
            shown.push(' ');
        }
        let mut misc = if glued { CompactString::const_new("SpaceAfter=No") } else { CompactString::default() };
        add_range(&mut misc, unit.span);
        let words = annotated.words.get(unit.words.clone()).unwrap_or_default();
        let first = out.words.len() + 1;
        for (id, at) in (first..).zip(unit.words.clone()) {
            if let Some(place) = at.checked_sub(sentence.words.start).and_then(|at| ids.get_mut(at)) {
                *place = id;
            }
        }
        match words {
            [] => out.words.push(Row { form, misc, ..Row::default() }),
            [word] if word.form.is_none() => {
                add_name(&mut misc, word.name);
                out.words.push(Row { misc, ..row(annotated, word, form, is_parsed) });
            }
            words => {
                out.multiwords.push(Multiword { ids: first..=first + words.len() - 1, form, misc });
                for word in words {
                    let mut row = row(annotated, word, line(word.form_in(text)), is_parsed);
                    if word.form.is_none() {
                        add_range(&mut row.misc, word.span);
                    }
                    add_name(&mut row.misc, word.name);
                    out.words.push(row);
                }
            }
        }
    }
    if is_parsed {
        add_heads(annotated, sentence, &ids, out);
    }
    shown
}

/// Fills in the heads; `ids` are those on file of the words of the sentence, 0 for words that are not on file.
fn add_heads(annotated: &Annotated, sentence: &crate::Sentence, ids: &[usize], out: &mut Sentence) {
    for (word, id) in annotated.words_of(sentence).iter().zip(ids) {
        let head = word.head.and_then(|head| head.checked_sub(sentence.words.start)).and_then(|head| ids.get(head));
        if let Some(row) = id.checked_sub(1).and_then(|place| out.words.get_mut(place)) {
            row.head = Some(head.copied().unwrap_or_default());
        }
    }
}

/// Returns the columns of a word but its head and what is told of its place.
fn row(annotated: &Annotated, word: &Word, form: CompactString, is_parsed: bool) -> Row {
    Row {
        form,
        lemma: line(&word.lemma),
        upos: is_parsed.then_some(word.upos),
        xpos: line(annotated.label(word.xpos)),
        feats: line(annotated.label(word.feats)),
        head: None,
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
