//! Whatever the bytes are: no panic, and marks that a reader can rely on.

use std::sync::OnceLock;

use intake::{Lexicon, Options, read_bytes};
use proptest::prelude::*;

const EXTENSIONS: [&str; 6] = ["txt", "md", "html", "json", "jsonl", "xyz"];

/// One valid sample of each kind, to be mutated.
const SAMPLES: [&str; 6] = [
    "date 2021-10 De brug. Beeld Joost Haan / AFP\n\nNOS Nieuws • gisteren, 19:21 Brug dicht\n\nDoor Jan de Vries\n\nVARDO (ANP) \
     – De brug over de rivier is dicht, zegt de gemeente.\n\nMistig\n\nBrug in een kring van roest Sinds vorig jaar is de \
     brug te zwak voor vrachtwagens.\n\nWaarom?\n\nLees ook: De pont\n6:57 In Vardo: 'Weg'Met hem.AFP",
    "---\ntitle: \"Brug\"\ndate: 2021-10-04\n---\n# Brug **dicht**\n\nDe [brug](x) is *dicht*.\n\n## Geld\n- een\n- twee\n",
    "<html lang=nl><head><title>Brug | NOS</title><meta property='article:published_time' content='2021-10-04'>\
     <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Brug\"}</script></head><body><article>\
     <h1>Brug dicht</h1><figure><figcaption>De brug. Foto: ANP</figcaption></figure><p>De brug over de rivier is dicht, \
     zegt de gemeente van Vardo.<p>Dat blijft zo<br><br>tot het voorjaar &amp; langer.</article></body></html>",
    "{\"articles\": [{\"title\": \"Brug\", \"text\": \"De <b>brug</b> is dicht.\", \"date\": 1633370000, \"source\": {\"name\": \
     \"nos.nl\"}, \"author\": [\"Jan\", {\"name\": \"Els\"}]}]}",
    "{\"text\": \"Een brug is dicht.\"}\n{\"title\": 3}\n\n{\"content\": [\"a.\", \"b.\"]}\n",
    "Gepubliceerd op 3 maart 2021 om 12:30 | Laatste update: 10/04/2021\n\nWe use cookies. © 2021 Reuters",
];

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::from_packs(languages::embedded().values()).expect("valid tables"))
}

fn check(extension: &str, bytes: &[u8]) {
    let path = format!("2021/10/a.{extension}");
    let (articles, errors) = read_bytes(lexicon(), &path, extension, bytes, Options::default());
    assert!(!articles.is_empty() || !errors.is_empty(), "neither an article nor a reason");
    for article in &articles {
        assert_eq!(article.published.is_some(), article.published_from.is_some());
        assert_eq!(article.text, article.text.trim());
        assert!(!article.text.contains("\r") && !article.text.contains("\n\n\n"));
        let mut end = 0;
        for residue in &article.residue {
            let span = residue.span;
            assert!(span.start >= end && span.start < span.end, "overlap, disorder or nothing: {span:?}");
            let marked = article.text.get(span.start..span.end).expect("in range, on character boundaries");
            assert_eq!(marked, marked.trim());
            end = span.end;
        }
        if let Some(title) = &article.title {
            assert!(article.text.contains(title.as_str()), "a title that is not in the text");
        }
    }
    let again = read_bytes(lexicon(), &path, extension, bytes, Options::default());
    assert_eq!((articles, errors), again);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..EXTENSIONS.len()) {
        check(EXTENSIONS[kind], &bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,200}", kind in 0..EXTENSIONS.len()) {
        check(EXTENSIONS[kind], text.as_bytes());
    }

    #[test]
    fn damaged_samples_are_read_or_refused(
        sample in 0..SAMPLES.len(),
        kind in 0..EXTENSIONS.len(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[ -~é“’\n\u{a0}\u{2003}]{0,6}"), 0..6),
    ) {
        let mut bytes = SAMPLES[sample].as_bytes().to_vec();
        for (from, length, insert) in cuts {
            let from = from.index(bytes.len() + 1);
            let to = (from + length.index(12)).min(bytes.len());
            bytes.splice(from..to, insert.bytes());
        }
        check(EXTENSIONS[kind], &bytes);
    }

    #[test]
    fn pieces_of_samples_in_any_order_are_read_or_refused(
        pieces in proptest::collection::vec((0..SAMPLES.len(), any::<prop::sample::Index>(), 0usize..60), 0..12),
        kind in 0..EXTENSIONS.len(),
    ) {
        let mut text = String::new();
        for (sample, at, length) in pieces {
            let chars: Vec<char> = SAMPLES[sample].chars().collect();
            text.extend(chars.iter().skip(at.index(chars.len())).take(length));
        }
        check(EXTENSIONS[kind], text.as_bytes());
    }
}
