//! What the shipped packs find.

use document::Lang;
use proptest::prelude::*;

use super::{Grammar, Timex3, examples, timexes};

fn read(lang: &str, text: &str, published: &str) -> Vec<Timex3> {
    let packs = languages::embedded();
    let pack = &packs[&Lang::new(lang).expect("a code")];
    let grammar = Grammar::from_pack(pack).unwrap_or_else(|error| panic!("{error}"));
    let (article, annotated) = examples::annotated(pack, text);
    timexes(&grammar, &article, &annotated, published.parse().ok())
}

#[test]
fn every_rule_of_every_pack_keeps_its_examples() {
    for pack in languages::embedded().values() {
        let wrong = super::failing_examples(pack).unwrap_or_else(|error| panic!("{error}"));
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_can_be_read(text in "([0-9]{1,8}|[-.,/:' ]|[a-z]{1,9}|\\PC){0,60}", published in "20[0-9]{2}(-0[1-9])?") {
        for lang in ["nl", "en"] {
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
