//! What holds of the reading of any text, in every language: spans in range, in order, and the same twice.

use std::{collections::BTreeMap, sync::LazyLock};

use document::{Article, Lang, PartialDate, PublishedFrom, Span};
use proptest::prelude::*;
use reading::{Reader, Reading};

static LANGUAGES: LazyLock<BTreeMap<Lang, (nlp::Pipeline, Reader)>> = LazyLock::new(|| {
    let packs = languages::embedded();
    let shared = &packs[&Lang::UNDETERMINED];
    let load = |(&lang, pack): (&Lang, &pack::PackSource)| {
        let pipeline = nlp::Pipeline::from_pack(pack).unwrap_or_else(|error| panic!("{error}"));
        (lang, (pipeline, Reader::new(pack, shared).unwrap_or_else(|error| panic!("{error}"))))
    };
    packs.iter().map(load).collect()
});

fn read(lang: Lang, text: &str, published: Option<&str>) -> Reading {
    let (pipeline, reader) = &LANGUAGES[&lang];
    let published: Option<PartialDate> = published.and_then(|date| date.parse().ok());
    let article = Article {
        published,
        published_from: published.map(|_| PublishedFrom::Given),
        language: lang,
        ..Article::plain(text)
    };
    let annotated = pipeline.annotate(&article);
    let first = reading::read(reader, &article, &annotated).0;
    assert_eq!(first, reading::read(reader, &article, &annotated).0, "read differently the second time");
    first
}

fn in_range(text: &str, span: Span) -> bool {
    text.get(span.start..span.end).is_some_and(|slice| !slice.is_empty())
}

fn in_order(text: &str, spans: &[Span]) -> bool {
    spans.iter().all(|span| in_range(text, *span)) && spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
}

fn check(text: &str, reading: &Reading) -> Result<(), TestCaseError> {
    let times: Vec<Span> = reading.times.iter().map(|time| time.span).collect();
    let figures: Vec<Span> = reading.figures.iter().map(|figure| figure.span).collect();
    let names: Vec<Span> = reading.names.iter().map(|name| name.span).collect();
    prop_assert!(in_order(text, &times), "times {times:?}");
    prop_assert!(in_order(text, &figures), "figures {figures:?}");
    prop_assert!(in_order(text, &names), "names {names:?}");
    prop_assert!(figures.iter().all(|figure| times.iter().all(|time| time.overlap(*figure) == 0)));
    let mut units = reading.figures.iter().flat_map(|figure| [figure.unit, figure.of]).flatten();
    prop_assert!(units.all(|span| in_range(text, span)));
    for statement in &reading.statements {
        prop_assert!(in_range(text, statement.content));
        let parts = [statement.cue, statement.source.as_ref().map(|source| source.span)];
        prop_assert!(parts.into_iter().flatten().all(|span| in_range(text, span)));
    }
    Ok(())
}

/// Words, names, figures, dates and marks in any order.
fn news() -> impl Strategy<Value = String> {
    let parts = [
        "Minister Verhaag",
        "Hale",
        "zei",
        "said",
        "dat",
        "that",
        "volgens",
        "according to",
        "ontkent",
        "denied",
        "gisteren",
        "yesterday",
        "27 februari 2021",
        "eind vorige week",
        "in 2014",
        "sinds",
        "10.000",
        "2,400",
        "ruim",
        "more than",
        "soldaten",
        "people",
        "een paar honderd",
        "tussen de",
        "en",
        "and",
        "‘",
        "’",
        "“",
        "”",
        "\"",
        ".",
        ",",
        ":",
        "?",
        "\n\n",
        "…",
        "€ 3",
        "miljoen",
        "%",
        "(",
        ")",
        "–",
        "\u{a0}",
        "É",
        "🙂",
        "drie jaar geleden",
        "next Monday",
        "de VN",
    ];
    let glue = [" ", " ", " ", "", "\u{202f}"];
    let one = (0..parts.len(), 0..glue.len()).prop_map(move |(part, g)| format!("{}{}", parts[part], glue[g]));
    proptest::collection::vec(one, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn spans_of_any_text_are_in_range_and_in_order(
        text in prop_oneof![3 => news(), 1 => "\\PC{0,120}", 1 => any::<String>()],
        published in prop_oneof![Just(None), Just(Some("2021-10")), Just(Some("2021-10-04")), Just(Some("9999-12-31"))],
    ) {
        for lang in LANGUAGES.keys() {
            check(&text, &read(*lang, &text, published))?;
        }
    }
}

#[test]
fn an_empty_text_says_nothing() {
    for lang in LANGUAGES.keys() {
        assert_eq!(read(*lang, "", None), Reading::default());
    }
}
