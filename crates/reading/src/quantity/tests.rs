//! The cases of every pack (`examples/figures.md`), the examples of its tables, and properties.

use document::{Article, ArticleId, Lang};
use proptest::prelude::*;

use super::*;

/// An article that is only this text.
fn article(language: Lang, text: &str) -> Article {
    Article {
        id: ArticleId::of(&[text]),
        path: String::new(),
        title: None,
        outlet: None,
        agencies: Vec::new(),
        byline: None,
        published: None,
        published_from: None,
        stub: false,
        language,
        url: None,
        text: text.to_owned(),
        residue: Vec::new(),
    }
}

/// Reads the figures of a text, without time expressions.
struct Bench {
    language: Lang,
    splitter: nlp::Lexicon,
    lexicon: Lexicon,
}

impl Bench {
    fn all() -> Vec<(pack::PackSource, Self)> {
        let packs = languages::embedded();
        let shared = &packs[&Lang::UNDETERMINED];
        let bench = |(language, pack): (&Lang, &pack::PackSource)| {
            let splitter = nlp::Lexicon::from_pack(pack).expect("a lexicon");
            let lexicon = Lexicon::from_packs(pack, shared).unwrap_or_else(|error| panic!("{error}"));
            (pack.clone(), Self { language: *language, splitter, lexicon })
        };
        packs.iter().map(bench).collect()
    }

    fn read(&self, text: &str) -> Vec<Quantity> {
        let article = article(self.language, text);
        let annotated = nlp::annotate(&self.splitter, &article);
        quantities(&self.lexicon, &article, &annotated, &[])
    }
}

/// One annotation line: `figure: … low: … high: …`, fields apart by four spaces or more; `figures: none` gives none.
fn check(bench: &Bench, text: &str, lines: &[&str], failures: &mut Vec<String>) {
    let found = bench.read(text);
    let shown: Vec<String> = found.iter().map(|figure| show(figure, text)).collect();
    let expected: Vec<&&str> = lines.iter().filter(|line| **line != "figures: none").collect();
    let matches = expected.len() == found.len()
        && expected.iter().zip(&shown).all(|(line, shown)| {
            let fields = line.split("    ").map(str::trim).filter(|field| !field.is_empty());
            let all: Vec<&str> = shown.split("    ").collect();
            fields.into_iter().all(|field| all.contains(&field))
        });
    if !matches {
        failures.push(format!("{}: {text}\n  expected {lines:#?}\n  found {shown:#?}", bench.language));
    }
}

fn show(figure: &Quantity, text: &str) -> String {
    let number = |value: Option<f64>| value.map_or("null".to_owned(), |value| value.to_string());
    let slice = |span: Option<Span>| span.map_or("null", |span| span.of(text));
    format!(
        "figure: {}    low: {}    high: {}    qualifier: {}    unit: {}    kind: {}    of: {}",
        figure.span.of(text),
        number(figure.low),
        number(figure.high),
        figure.approximation.as_str(),
        slice(figure.unit),
        figure.kind.as_str(),
        slice(figure.of),
    )
}

#[test]
fn every_case_of_every_pack_is_read_as_annotated() {
    let mut failures = Vec::new();
    let mut n_cases = 0;
    for (pack, bench) in Bench::all() {
        let Ok(cases) = pack.text("examples/figures.md") else { continue };
        let mut lines = cases.lines().peekable();
        while let Some(line) = lines.next() {
            let Some(sentence) = line.strip_prefix("> ") else { continue };
            let mut annotation = Vec::new();
            while let Some(next) = lines.next_if(|next| next.starts_with("figure")) {
                annotation.push(next.trim());
            }
            assert!(!annotation.is_empty(), "no annotation under: {sentence}");
            check(&bench, sentence, &annotation, &mut failures);
            n_cases += 1;
        }
    }
    assert!(n_cases >= 120, "only {n_cases} cases");
    assert!(failures.is_empty(), "{} of {n_cases} cases fail\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn qualifiers_match_their_example_and_not_their_counterexample() {
    let mut failures = Vec::new();
    for (pack, bench) in Bench::all() {
        let columns = ["words", "position", "approximation", "unless", "example", "counterexample"];
        let table = pack.optional_table("quantity/qualifiers.tsv", &columns).expect("a table");
        for row in table.rows() {
            let has = |text: &str| bench.read(text).iter().any(|found| found.approximation.as_str() == row.cell(2));
            if !has(row.cell(4)) || has(row.cell(5)) || bench.read(row.cell(5)).is_empty() && row.cell(2) == "exact" {
                let shown = |text: &str| bench.read(text).iter().map(|f| show(f, text)).collect::<Vec<_>>().join("\n    ");
                let texts = [row.cell(4), row.cell(5)].map(|text| format!("  {text}\n    {}", shown(text))).join("\n");
                failures.push(format!("{}:{} `{}`\n{texts}", pack.lang, row.line, row.cell(0)));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
