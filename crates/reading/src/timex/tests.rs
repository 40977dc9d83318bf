//! What the shipped packs find.

use std::{collections::BTreeMap, sync::LazyLock};

use document::{Article, Lang};
use nlp::Annotated;
use proptest::prelude::*;

use super::{Grammar, Timex3, examples, timexes};

/// Lexicon and grammar of every shipped language.
static PACKS: LazyLock<BTreeMap<Lang, (nlp::Lexicon, Grammar)>> = LazyLock::new(|| {
    let load = |pack: &pack::PackSource| {
        let lexicon = nlp::Lexicon::from_pack(pack).unwrap_or_else(|error| panic!("{error}"));
        (lexicon, Grammar::from_pack(pack).unwrap_or_else(|error| panic!("{error}")))
    };
    languages::embedded().iter().map(|(lang, pack)| (*lang, load(pack))).collect()
});

fn annotated(lang: &str, text: &str) -> (&'static Grammar, Article, Annotated) {
    let lang = Lang::new(lang).expect("a code");
    let (lexicon, grammar) = &PACKS[&lang];
    let article = examples::plain_article(lang, text);
    let annotated = nlp::annotate(lexicon, &article);
    (grammar, article, annotated)
}

fn read(lang: &str, text: &str, published: &str) -> Vec<Timex3> {
    let (grammar, article, annotated) = annotated(lang, text);
    timexes(grammar, &article, &annotated, published.parse().ok())
}

#[test]
fn every_rule_of_every_pack_keeps_its_examples() {
    for pack in languages::embedded().values() {
        let wrong = super::failing_examples(pack).unwrap_or_else(|error| panic!("{error}"));
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}

fn published(lang: &str, text: &str) -> Option<String> {
    let (grammar, article, annotated) = annotated(lang, text);
    super::published_from_content(grammar, &article, &annotated).map(|date| date.to_string())
}

#[test]
fn plain_evidence_gives_a_publication_date() {
    let some = |text: &str| published("nl", text);
    assert_eq!(some("Duinstad, 4 oktober 2021\n\nDe brug is dicht.").as_deref(), Some("2021-10-04"));
    assert_eq!(some("DUINSTAD, 4 oktober 2021 (ANB) - De brug is dicht.").as_deref(), Some("2021-10-04"));
    assert_eq!(some("De brug is sinds vandaag, 4 oktober 2021, dicht.").as_deref(), Some("2021-10-04"));
    assert_eq!(some("De brug gaat dit jaar (2022) nog dicht.").as_deref(), Some("2022"));
    let weekday = "De bouw begon in 2020. Op dinsdag 15 februari brak de dijk.";
    assert_eq!(some(weekday).as_deref(), Some("2022"));
}

#[test]
fn doubtful_evidence_gives_none() {
    for text in [
        "De bouw begon in 2020. In februari brak de dijk.",
        "Op 4 oktober 2021 ging de brug dicht, zei de gemeente.",
        "De brug gaat op zijn vroegst in 2024 open.",
        "Op dinsdag 15 februari brak de dijk.",
        "De bouw begon in 2020. Op dinsdag 15 februari en op maandag 15 februari brak de dijk.",
        "De bouw begon in 2020. Op maandag 3 januari brak de dijk.",
        "De brug ging, 4 oktober 2021 was het, dicht.",
        "Vorig jaar (2022) ging de brug dicht.",
        "",
    ] {
        assert_eq!(published("nl", text), None, "{text}");
    }
}

#[test]
fn an_unknown_publication_date_leaves_digits_unknown() {
    let values = |published: &str| -> Vec<String> {
        let text = "Vorige week, afgelopen februari en vorig jaar was de brug dicht, en vandaag en dinsdag weer.";
        read("nl", text, published).into_iter().filter_map(|timex| timex.value).collect()
    };
    assert_eq!(values(""), ["XXXX-WXX", "XXXX-02", "XXXX", "XXXX-XX-XX", "XXXX-WXX-2"]);
    assert_eq!(values("2021"), ["XXXX-WXX", "XXXX-02", "2020", "2021", "XXXX-WXX-2"]);
    assert_eq!(values("2021-10"), ["2021-WXX", "2021-02", "2020", "2021-10", "XXXX-WXX-2"]);
    assert_eq!(values("2021-10-06"), ["2021-W39", "2021-02", "2020", "2021-10-06", "2021-10-05"]);
}

#[test]
fn what_only_looks_like_a_time_is_none() {
    for (lang, text) in [
        ("nl", "Mei Lin belde 06-12345678 en kreeg 2.400 euro, het werd 3-1, zij stond bij gate 7."),
        ("nl", "Het zondagskind groette: dag! Zij kwam als tweede aan en kocht 2000 stoelen van maatje 98."),
        ("nl", "Zo nu en dan reed er een F-16 of een A2000 over de N201."),
        ("en", "You may march on, he may spring, and the second man fell 3-1 behind at gate 7."),
        ("en", "Call 555-2014-77 or pay $2014 for 2014.5 pounds."),
        ("fr", "Elle a été vue porte 7, le robot roule sur Mars, il avait 45 ans, appelez le 06 12 34 56 78."),
        ("fr", "Le 3-1 fut acquis de temps en temps, la mise à jour coûte 2000 euros, la Seconde guerre est loin."),
    ] {
        let found = read(lang, text, "2021-10-06");
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_day_earlier_is_counted_from_what_happened() {
    let text = "Woensdag brak de dijk. De sluis gaat op 7 september 2031 open. Een dag eerder was de dijk nagekeken.";
    let found = read("nl", text, "2031-06-19");
    assert_eq!(found.last().and_then(|timex| timex.value.as_deref()), Some("2031-06-17"));
}

#[test]
fn both_ends_of_a_range_are_found() {
    let values = |text: &str| -> Vec<String> {
        read("nl", text, "2022-02-16").into_iter().filter_map(|timex| timex.value).collect()
    };
    assert_eq!(values("Tussen 2014 en 2018 was zij burgemeester."), ["2014", "2018"]);
    assert_eq!(values("Zij was burgemeester (2014-2018)."), ["2014", "2018"]);
    assert_eq!(values("De winkel was van maandag tot vrijdag dicht."), ["2022-02-14", "2022-02-18"]);
    assert_eq!(values("Van 4 tot 8 oktober 2021 was het feest."), ["2021-10-04", "2021-10-08"]);
}

#[test]
fn an_endless_sentence_is_read_in_time() {
    let text = "in 2014 en dinsdag 15 februari é".repeat(4_000);
    let found = read("nl", &text, "2021-10-06");
    assert!(found.len() > 6_000, "{}", found.len());
    assert!(found.iter().all(|timex| text.get(timex.span.start..timex.span.end).is_some()));
    assert_eq!(published("nl", &text), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_can_be_read(text in "([0-9]{1,8}|[-.,/:' ]|[a-z]{1,9}|\\PC){0,60}", published in "20[0-9]{2}(-0[1-9])?") {
        for lang in ["nl", "en", "fr"] {
            let found = read(lang, &text, &published);
            for pair in found.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            for timex in found {
                prop_assert!(text.get(timex.span.start..timex.span.end).is_some());
            }
        }
    }
}
