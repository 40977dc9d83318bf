//! The cases of every pack (`examples/figures.md`), the examples of its tables, and properties.

use std::sync::LazyLock;

use document::Lang;
use proptest::prelude::*;

use super::*;

/// An article that is only this text.
fn article(language: Lang, text: &str) -> Article {
    Article { language, ..Article::plain(text) }
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
                let shown =
                    |text: &str| bench.read(text).iter().map(|f| show(f, text)).collect::<Vec<_>>().join("\n    ");
                let texts = [row.cell(4), row.cell(5)].map(|text| format!("  {text}\n    {}", shown(text))).join("\n");
                failures.push(format!("{}:{} `{}`\n{texts}", pack.lang, row.line, row.cell(0)));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Fragments that come near figures, to make texts that reach deep into the reader.
fn fragments() -> impl Strategy<Value = String> {
    let pieces = [
        "2",
        "10.000",
        "10,000",
        "99999999999999999999999999",
        "1e309",
        "007",
        "0",
        "3,5",
        "-",
        "–",
        "%",
        "€",
        "US$",
        "m",
        "miljoen",
        "million",
        "honderd",
        "vijfentwintig",
        "een",
        "a",
        "half",
        "tot",
        "to",
        "tussen",
        "between",
        "en",
        "and",
        "van",
        "of",
        "ruim",
        "at least",
        "tientallen",
        "dozens",
        "de",
        "doden",
        "soldiers",
        "jaar",
        "\u{a0}",
        "’",
        "ë",
        "İ",
        "🙂",
        "\u{202f}000",
        "ën",
        "derde",
        "third",
        "millions",
        "d'",
        "vingt et un",
        "demi",
        " 000",
        ".",
        ",",
        "(",
        "enkele",
        "several",
        "\n\n",
        "/",
        "#",
    ];
    let glue = ["", " ", " ", "  "];
    let one = (0..pieces.len(), 0..glue.len()).prop_map(move |(piece, g)| format!("{}{}", pieces[piece], glue[g]));
    proptest::collection::vec(one, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn figures_of_any_text_are_in_order_in_range_and_finite(text in prop_oneof![fragments(), "\\PC{0,80}"]) {
        static BENCHES: LazyLock<Vec<(pack::PackSource, Bench)>> = LazyLock::new(Bench::all);
        for (_, bench) in BENCHES.iter().filter(|(pack, _)| pack.lang != Lang::UNDETERMINED) {
            let found = bench.read(&text);
            for figure in &found {
                prop_assert!(text.get(figure.span.start..figure.span.end).is_some_and(|slice| !slice.is_empty()));
                for inner in [figure.unit, figure.of].into_iter().flatten() {
                    prop_assert!(text.get(inner.start..inner.end).is_some());
                }
                prop_assert!(figure.low.is_some() || figure.high.is_some());
                for value in [figure.low, figure.high].into_iter().flatten() {
                    prop_assert!(value.is_finite() && value >= 0.0);
                }
                prop_assert!(figure.low.zip(figure.high).is_none_or(|(low, high)| low <= high));
            }
            prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}

#[test]
fn times_are_not_read_as_figures() {
    let packs = languages::embedded();
    let lang = Lang::new("en").expect("a code");
    let lexicon = Lexicon::from_packs(&packs[&lang], &packs[&Lang::UNDETERMINED]).expect("tables");
    let article = article(lang, "In 1500 ships sailed.");
    let annotated = nlp::annotate(&nlp::Lexicon::default(), &article);
    let time = Timex3 {
        span: Span::new(3, 7),
        kind: crate::TimexKind::Date,
        value: Some("1500".to_owned()),
        modifier: None,
        rule: Rule::new("test"),
    };
    assert_eq!(quantities(&lexicon, &article, &annotated, &[]).len(), 1);
    assert_eq!(quantities(&lexicon, &article, &annotated, &[time]), []);
}

#[test]
fn a_figure_takes_the_date_of_its_clause() {
    let packs = languages::embedded();
    let lang = Lang::new("en").expect("a code");
    let lexicon = Lexicon::from_packs(&packs[&lang], &packs[&Lang::UNDETERMINED]).expect("tables");
    let article = article(lang, "After 2001, it had 300 ships in 2004.");
    let annotated = nlp::annotate(&nlp::Lexicon::default(), &article);
    let time = |start: usize, value: &str| Timex3 {
        span: Span::new(start, start + 4),
        kind: crate::TimexKind::Date,
        value: Some(value.to_owned()),
        modifier: None,
        rule: Rule::new("test"),
    };
    let found = quantities(&lexicon, &article, &annotated, &[time(6, "2001"), time(32, "2004")]);
    assert_eq!(found.iter().map(|figure| figure.as_of.as_deref()).collect::<Vec<_>>(), [Some("2004")]);
}

#[test]
fn a_date_belongs_to_the_figure_that_it_stands_beside() {
    let packs = languages::embedded();
    let lang = Lang::new("en").expect("a code");
    let lexicon = Lexicon::from_packs(&packs[&lang], &packs[&Lang::UNDETERMINED]).expect("tables");
    let check = |text: &str, expected: &[Option<&str>]| {
        let article = article(lang, text);
        let annotated = nlp::annotate(&nlp::Lexicon::default(), &article);
        let years = ["2020", "2023", "now"].into_iter().filter_map(|year| Some((text.find(year)?, year)));
        let mut times: Vec<Timex3> = years
            .map(|(start, year)| Timex3 {
                span: Span::new(start, start + year.len()),
                kind: crate::TimexKind::Date,
                value: Some(if year == "now" { "PRESENT_REF" } else { year }.to_owned()),
                modifier: None,
                rule: Rule::new("test"),
            })
            .collect();
        times.sort_by_key(|time| time.span);
        let found = quantities(&lexicon, &article, &annotated, &times);
        assert_eq!(found.iter().map(|figure| figure.as_of.as_deref()).collect::<Vec<_>>(), expected, "{text}");
    };
    check("It cuts the force from 5100 soldiers to about 2500 soldiers in 2023.", &[None, Some("2023")]);
    check("It had 5100 soldiers in 2020 and 2500 soldiers in 2023.", &[Some("2020"), Some("2023")]);
    check("In 2020 it had 5100 soldiers and 40 tanks.", &[Some("2020"), Some("2020")]);
    check("It now has 5100 soldiers there.", &[None]);
}

#[test]
fn a_long_line_of_number_words_is_read_in_linear_time() {
    let bench = Bench::all();
    let (_, nl) = bench.iter().find(|(pack, _)| pack.lang.as_str() == "nl").expect("the Dutch pack");
    let text = "honderdvijfentwintig en tussen de 10 tot 20 of ".repeat(4_000);
    assert!(!nl.read(&text).is_empty());
    let glued = "vijfentwintig".repeat(20_000);
    assert_eq!(nl.read(&glued), []);
}
