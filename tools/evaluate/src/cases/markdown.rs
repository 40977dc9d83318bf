//! Cases as Markdown: a heading, a line that says why, quoted text, and a line a statement.
//!
//! ```text
//! ## the subject stands behind the verb
//! Inversion after an adverb.
//! > Gisteren zei minister Verhaag dat de kazerne dichtgaat.
//! source: minister Verhaag    cue: zei    content: dat de kazerne dichtgaat    act: say    form: indirect
//! ```
//!
//! `-` stands for none, a line `none` for no statement at all; an empty quoted line parts paragraphs. `content[2]` is
//! the second place where these words stand. Optional fields: `target`, `via` (words of the text) and `doubt: yes`.

use anyhow::{Context, bail, ensure};
use document::Span;
use reading::{Act, Form};

/// Text and the statements in it.
pub struct Case {
    pub title: String,
    pub text: String,
    pub gold: Vec<Gold>,
}

/// One annotated statement.
#[derive(Debug, PartialEq)]
pub struct Gold {
    /// Every place where the words of the source stand; empty when there is none.
    pub source: Vec<Span>,
    /// As `source`.
    pub cue: Vec<Span>,
    pub content: Span,
    pub act: Act,
    pub form: Form,
    /// A second annotator might leave it out.
    pub doubt: bool,
}

/// Returns the cases of a file.
///
/// # Errors
/// When a line is malformed, words do not stand in the text, or a text has no annotation.
pub fn cases(markdown: &str) -> anyhow::Result<Vec<Case>> {
    let mut out: Vec<Case> = Vec::new();
    let mut title = "";
    let mut in_text = false;
    for (number, line) in (1..).zip(markdown.lines()) {
        let case = out.last_mut();
        if let Some(heading) = line.strip_prefix("## ") {
            title = heading;
        } else if let Some(quoted) = line.strip_prefix('>') {
            match case {
                Some(case) if in_text => add(&mut case.text, quoted.trim()),
                _ => out.push(Case { title: title.to_owned(), text: quoted.trim().to_owned(), gold: Vec::new() }),
            }
            in_text = true;
        } else if let Some(case) = case.filter(|_| line == "none" || line.starts_with("source")) {
            if line != "none" {
                case.gold.push(gold(&case.text, line).with_context(|| format!("line {number}"))?);
            }
            in_text = false;
        } else {
            ensure!(!in_text, "line {number}: text without annotation");
        }
    }
    ensure!(!in_text, "the last text has no annotation");
    Ok(out)
}

/// Adds a quoted line to a text.
fn add(text: &mut String, line: &str) {
    if line.is_empty() {
        text.push_str("\n\n");
    } else {
        text.push_str(if text.ends_with('\n') { "" } else { " " });
        text.push_str(line);
    }
}

fn gold(text: &str, line: &str) -> anyhow::Result<Gold> {
    let (mut source, mut cue, mut content, mut act, mut form, mut doubt) = (None, None, None, None, None, false);
    for field in line.split("    ").map(str::trim).filter(|field| !field.is_empty()) {
        let (name, value) = field.split_once(": ").with_context(|| format!("no field: `{field}`"))?;
        let (name, nth) = match name.strip_suffix(']').and_then(|name| name.split_once('[')) {
            Some((name, nth)) => (name, Some(nth.parse::<usize>()?)),
            None => (name, None),
        };
        match name {
            "source" => source = Some(places(text, value, nth)?),
            "cue" => cue = Some(places(text, value, nth)?),
            "content" => content = places(text, value, nth)?.first().copied(),
            "act" => act = Act::from_name(value),
            "form" => form = [Form::Direct, Form::Indirect, Form::Mixed].into_iter().find(|f| f.as_str() == value),
            "doubt" => doubt = value == "yes",
            "target" | "via" => {
                ensure!(value.split(" & ").all(|words| text.contains(words)), "not in the text: `{value}`")
            }
            _ => bail!("no field `{name}`"),
        }
    }
    Ok(Gold {
        source: source.context("no source")?,
        cue: cue.context("no cue")?,
        content: content.context("no content")?,
        act: act.context("no act")?,
        form: form.context("no form")?,
        doubt,
    })
}

/// Returns the places where words stand, or the one that is meant; none for `-`.
fn places(text: &str, words: &str, nth: Option<usize>) -> anyhow::Result<Vec<Span>> {
    if words == "-" {
        return Ok(Vec::new());
    }
    let all = text.match_indices(words).map(|(start, words)| Span::new(start, start + words.len()));
    let places: Vec<Span> = match nth {
        Some(nth) => all.skip(nth.saturating_sub(1)).take(1).collect(),
        None => all.collect(),
    };
    ensure!(!places.is_empty(), "not in the text: `{words}`");
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_doubt_and_the_second_place_are_read() {
        let markdown = "# T\n\n## a\nwhy\n> De kok zwijgt.\n>\n> De kok\n> zegt: “De kok zwijgt.”\n\
                        source[2]: De kok    cue: :    content[2]: De kok zwijgt.    act: deny    form: direct    doubt: yes\n\
                        > Niets.\nnone\n";
        let cases = cases(markdown).unwrap();
        let [first, second] = cases.as_slice() else { panic!("{} cases", cases.len()) };
        assert_eq!(first.text, "De kok zwijgt.\n\nDe kok zegt: “De kok zwijgt.”");
        let [gold] = first.gold.as_slice() else { panic!("{:?}", first.gold) };
        assert_eq!(gold.source, [Span::new(16, 22)]);
        assert_eq!((gold.content.of(&first.text), gold.content.start), ("De kok zwijgt.", 32));
        assert_eq!((gold.act, gold.form, gold.doubt), (Act::Deny, Form::Direct, true));
        assert_eq!((second.title.as_str(), second.gold.len()), ("a", 0));
    }

    #[test]
    fn words_that_do_not_stand_in_the_text_are_an_error_with_their_line() {
        let error = |markdown: &str| format!("{:#}", cases(markdown).err().expect("an error"));
        let line = "> Niets.\nsource: -    cue: -    content: Alles    act: say    form: direct\n";
        assert_eq!(error(line), "line 2: not in the text: `Alles`");
        assert_eq!(error("> Niets.\n\n> Ook niets.\nnone\n"), "line 2: text without annotation");
    }
}
