//! The examples that every rule carries, run.

use document::{Article, Lang, PartialDate};
use pack::{PackError, PackSource, Row};

use super::{Grammar, Timex3, grammar, timexes};

/// Returns what is wrong with the examples of a pack's time rules, one line each: examples that do not give the
/// bracketed expression with its value by that rule, counterexamples in which the rule makes something, rules without
/// either.
///
/// # Errors
/// When a table of the pack is malformed.
pub fn failing_examples(pack: &PackSource) -> Result<Vec<String>, PackError> {
    let grammar = Grammar::from_pack(pack)?;
    let lexicon = nlp::Lexicon::from_pack(pack)?;
    let table = grammar::rules_table(pack)?;
    let mut wrong = Vec::new();
    for row in table.rows() {
        let mut say = |message: String| wrong.push(format!("{}:{} {}: {message}", pack.lang, row.line, row.cell(0)));
        let read = |text: &str, published: Option<PartialDate>| {
            let article = plain_article(pack.lang, text);
            timexes(&grammar, &article, &nlp::annotate(&lexicon, &article), published)
        };
        check_row(pack.lang, row, &read, &mut say);
    }
    Ok(wrong)
}

fn check_row(
    lang: Lang,
    row: &Row,
    read: &dyn Fn(&str, Option<PartialDate>) -> Vec<Timex3>,
    say: &mut dyn FnMut(String),
) {
    let [kind, published, example, gives, not] = [1, 7, 8, 9, 10].map(|column| row.cell(column));
    let id = format!("{lang}.timex.{}", row.cell(0));
    let by_rule = |found: &[Timex3]| found.iter().any(|timex| timex.rule.as_str() == id);
    if not.is_empty() {
        say("no counterexample".to_owned());
    } else if by_rule(&read(not, published.parse().ok())) {
        say(format!("matches in `{not}`"));
    }
    if kind == "SKIP" {
        let found = read(example, published.parse().ok());
        if !found.is_empty() || example.is_empty() {
            say(format!("finds {found:?} in `{example}`"));
        }
        return;
    }
    let (Some(start), Some(end)) = (example.find('['), example.find(']')) else {
        return say("no example".to_owned());
    };
    let text = example.replace(['[', ']'], "");
    let found = read(&text, published.parse().ok());
    let right = found.iter().any(|timex| {
        (timex.span.start, timex.span.end) == (start, end - 1)
            && timex.rule.as_str() == id
            && timex.value.as_deref().unwrap_or_default() == gives
    });
    if !right {
        let shown: Vec<String> = found
            .iter()
            .map(|timex| {
                format!("[{}] {} {}", timex.span.of(&text), timex.value.as_deref().unwrap_or("-"), timex.rule.as_str())
            })
            .collect();
        say(format!("`{example}` should give {gives}, gives {}", shown.join("; ")));
    }
}

/// Returns an article of which nothing is known but its text.
pub(crate) fn plain_article(language: Lang, text: &str) -> Article {
    Article { language, ..Article::plain(text) }
}
