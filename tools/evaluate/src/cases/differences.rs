//! Prints what the program reads otherwise than the annotation.

use document::Span;
use reading::Attribution;

use super::{
    markdown::{Case, Gold},
    pairing::{self, Pair},
};

/// Prints the text and every difference; nothing when there is none.
pub fn print(file: &str, case: &Case, found: &[Attribution], pairs: &[Pair]) {
    let mut lines = Vec::new();
    let words = |span: Span| span.of(&case.text);
    let first = |places: &[Span]| places.first().map_or("-", |place| words(*place));
    for (index, gold) in case.gold.iter().enumerate() {
        if !gold.doubt && !pairs.iter().any(|(i, _)| *i == index) {
            lines.push(format!("MISSED  {} <{}> {}", first(&gold.source), first(&gold.cue), words(gold.content)));
        }
    }
    for (index, statement) in found.iter().enumerate() {
        if !pairs.iter().any(|(_, j)| *j == index) {
            let source = statement.source.as_ref().map_or("-", |source| words(source.span));
            let cue = statement.cue.map_or("-", words);
            lines.push(format!("EXTRA   {source} <{cue}> {} [{}]", words(statement.content), statement.rule.as_str()));
        }
    }
    let mut wrong = |what: &str, gold: &Gold, want: &str, got: &str| {
        lines.push(format!("{what:7} {want} got {got}: {}", words(gold.content)));
    };
    for (gold, statement) in pairing::of(&case.gold, found, pairs).filter(|(gold, _)| !gold.doubt) {
        if !pairing::source_is_right(gold, statement) {
            let got = statement.source.as_ref().map_or("-", |source| words(source.span));
            wrong("SOURCE", gold, first(&gold.source), got);
        }
        if !pairing::cue_is_right(gold, statement) {
            wrong("CUE", gold, first(&gold.cue), statement.cue.map_or("-", words));
        }
        if gold.act != statement.act {
            wrong("ACT", gold, gold.act.as_str(), statement.act.as_str());
        }
        if gold.form != statement.form {
            wrong("FORM", gold, gold.form.as_str(), statement.form.as_str());
        }
    }
    if !lines.is_empty() {
        println!("{file}, {}\n  {}", case.title, case.text.replace("\n\n", "\n  "));
        lines.iter().for_each(|line| println!("    {line}"));
    }
}
