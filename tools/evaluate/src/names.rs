//! Names against data in the CoNLL column format: a name is right when its first and last character and its kind are.

use std::{collections::BTreeSet, path::Path};

use anyhow::Context;
use document::{Article, Span};
use reading::name::{self, Lexicon};

use crate::{corpus::read, tokens::Score};

/// Which columns of a file hold what.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The word.
    pub form: usize,
    /// The tag: `O`, `B-PER`, `I-PER` and so on.
    pub tag: usize,
    /// How many sentences make one article where the file marks none; kinds are voted on within an article.
    pub sentences_an_article: usize,
}

/// What [`measure`] found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Spans and kinds.
    pub names: Score,
    /// Spans alone.
    pub spans: Score,
    /// By CoNLL label.
    pub kinds: Vec<(String, Score)>,
    /// What was wrong: `-` or `+`, kind, surface.
    pub errors: Vec<(char, String, String)>,
}

/// Finds the names of a tagged file (packed ones need `zstd`) and compares.
///
/// # Errors
/// When the file cannot be read.
pub fn measure(nlp: &nlp::Pipeline, lexicon: &Lexicon, path: &Path, columns: Columns) -> anyhow::Result<Report> {
    let mut all: (BTreeSet<Key>, BTreeSet<Key>) = Default::default();
    let mut report = Report::default();
    for (index, (article, gold)) in articles(&read(path)?, columns).into_iter().enumerate() {
        let annotated = nlp.annotate(&article);
        let found = name::names(lexicon, &article, &annotated);
        let found: BTreeSet<(Span, String)> =
            found.iter().map(|name| (name.span, name.kind.as_str().to_owned())).collect();
        let show = |sign, (span, kind): &(Span, String)| (sign, kind.clone(), span.of(&article.text).to_owned());
        report.errors.extend(gold.difference(&found).map(|name| show('-', name)));
        report.errors.extend(found.difference(&gold).map(|name| show('+', name)));
        let key = |(span, kind): (Span, String)| Key { article: index, span, kind };
        all.0.extend(gold.into_iter().map(key));
        all.1.extend(found.into_iter().map(key));
    }
    let (gold, found) = all;
    let place = |set: &BTreeSet<Key>| set.iter().map(|key| (key.article, key.span)).collect::<BTreeSet<_>>();
    report.names = Score::of(&gold, &found);
    report.spans = Score::of(&place(&gold), &place(&found));
    for kind in ["PER", "ORG", "LOC", "MISC"] {
        let of = |set: &BTreeSet<Key>| set.iter().filter(|key| key.kind == kind).cloned().collect::<BTreeSet<_>>();
        report.kinds.push((kind.to_owned(), Score::of(&of(&gold), &of(&found))));
    }
    Ok(report)
}

/// Returns one line for every name whose kind must be guessed: its gold kind (`O` when it is no name), a tab, and what
/// is seen of it, separated by blanks.
///
/// # Errors
/// When the file cannot be read.
pub fn examples(nlp: &nlp::Pipeline, lexicon: &Lexicon, path: &Path, columns: Columns) -> anyhow::Result<Vec<String>> {
    let mut out = Vec::new();
    for (article, gold) in articles(&read(path)?, columns) {
        let annotated = nlp.annotate(&article);
        for seen in name::evidence(lexicon, &article, &annotated).iter().filter(|seen| seen.kind.is_none()) {
            let kind = gold.iter().find(|(other, _)| *other == seen.span).map_or("O", |(_, kind)| kind.as_str());
            out.push(format!("{kind}\t{} {}", seen.form.join(" "), seen.context.join(" ")));
        }
    }
    Ok(out)
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    article: usize,
    span: Span,
    kind: String,
}

/// Makes articles of a tagged file: every sentence a paragraph, words joined as print joins them.
fn articles(data: &str, columns: Columns) -> Vec<(Article, BTreeSet<(Span, String)>)> {
    let mut out = Vec::new();
    let (mut text, mut names, mut sentences) = (String::new(), BTreeSet::new(), 0);
    for block in data.split("\n\n") {
        let marked = block.contains("-DOCSTART-");
        if !text.is_empty() && (marked || sentences >= columns.sentences_an_article) {
            out.push((Article::plain(std::mem::take(&mut text)), std::mem::take(&mut names)));
            sentences = 0;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let before = text.len();
        add_sentence(block, columns, &mut text, &mut names);
        sentences += usize::from(text.len() > before);
    }
    if !text.is_empty() {
        out.push((Article::plain(text), names));
    }
    out
}

fn add_sentence(block: &str, columns: Columns, text: &mut String, names: &mut BTreeSet<(Span, String)>) {
    let mut open: Option<(Span, String)> = None;
    let mut glued = true;
    for line in block.lines().filter(|line| !line.starts_with('#') && !line.contains("-DOCSTART-")) {
        let cells: Vec<&str> = line.split(['\t', ' ']).collect();
        let (Some(form), Some(tag)) = (cells.get(columns.form), cells.get(columns.tag)) else { continue };
        let closes = matches!(*form, "," | "." | ";" | ":" | "!" | "?" | ")" | "n't" | "''")
            || form.starts_with('\'') && form.len() > 1;
        if !glued && !closes {
            text.push(' ');
        }
        glued = matches!(*form, "(" | "``");
        let span = Span::new(text.len(), text.len() + form.len());
        text.push_str(form);
        match (tag.split_once('-'), &mut open) {
            (Some(("I", kind)), Some((name, known))) if known == kind => name.end = span.end,
            (Some((_, kind)), _) => {
                names.extend(open.replace((span, kind.to_owned())));
            }
            (None, _) => names.extend(open.take()),
        }
    }
    names.extend(open);
}

/// Returns the columns of the corpora by name.
///
/// # Errors
/// When the name is not known.
pub fn columns(name: &str) -> anyhow::Result<Columns> {
    let columns = |form, tag, sentences_an_article| Columns { form, tag, sentences_an_article };
    let known = [
        ("conll2002", columns(0, 2, usize::MAX)),
        ("conll2003", columns(1, 2, usize::MAX)),
        ("wikiann", columns(1, 2, 1)),
        ("alpino", columns(0, 4, 1)),
    ];
    let found = known.into_iter().find(|(other, _)| *other == name).map(|(_, columns)| columns);
    found.with_context(|| format!("`{name}` is no known layout"))
}
