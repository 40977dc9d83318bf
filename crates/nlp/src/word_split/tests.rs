use std::{borrow::Cow, collections::BTreeMap};

use document::{Article, Lang};
use pack::PackSource;
use proptest::prelude::*;

use super::*;
use crate::annotate;

fn lexicon(lang: &str) -> Lexicon {
    let tables: &[(&str, &'static str)] = if lang == "en" {
        &[
            ("clitics", "form\nn't\n's\n'\n"),
            ("contractions", "form\twords\tuse\ncannot\tcan not\ndunno\tdu n no\n"),
            ("joints", "form\tuse\n-\tapart\n-\tedge\n/\tapart\nnon\tprefix\nwise\tsuffix\npm\tunit\n"),
        ]
    } else {
        &[
            ("clitics", "form\n-il\n-t-il\n-ce\n-le\n-moi\n"),
            ("proclitics", "form\nl'\nqu'\nc'\n"),
            ("wholes", "form\nl'on\nc'est-à-dire\n"),
            ("contractions", "form\twords\tuse\nau\tà le\ndes\tde les\tweighed\n"),
            ("contraction_weights", "seen\tweight\nb=maire|des\t9\na=maisons|des\t-5\n"),
            ("joints", "form\tuse\n-\tedge\n-\trange\nblank\tthousands\nh\tunit\n"),
        ]
    };
    let files = tables.iter().map(|(name, text)| (format!("lexicon/{name}.tsv"), Cow::Borrowed(*text)));
    Lexicon::from_pack(&PackSource::new(Lang::new(lang).unwrap(), files.collect::<BTreeMap<_, _>>())).unwrap()
}

fn annotated(lang: &str, text: &str) -> Annotated {
    let lexicon = lexicon(lang);
    let mut annotated = annotate(&lexicon, &Article::plain(text));
    split_words(&lexicon, text, &mut annotated);
    annotated
}

/// Words are separated by blanks, those of one token by `+`; what CoNLL-U writes as one stands in `[]`.
fn check(lang: &str, text: &str, expected: &str) {
    let annotated = annotated(lang, text);
    let mut out = String::new();
    for sentence in &annotated.sentences {
        let ranges = multiword_tokens(text, &annotated, sentence);
        for index in sentence.words.clone() {
            let word = &annotated.words[index];
            let same = index > sentence.words.start && annotated.words[index - 1].token == word.token;
            out.push_str(if index == 0 {
                ""
            } else if same {
                "+"
            } else {
                " "
            });
            out.push_str(if ranges.iter().any(|range| range.start == index) { "[" } else { "" });
            out.push_str(word.form_in(text));
            out.push_str(if ranges.iter().any(|range| range.end == index + 1) { "]" } else { "" });
        }
    }
    assert_eq!(out, expected);
}

#[test]
fn compounds_fall_into_words_at_their_signs() {
    check(
        "en",
        "A well-known non-profit, and/or the U.S.-led one.",
        "A well+-+known non-profit , and+/+or the U.S.+-+led one .",
    );
    check(
        "en",
        "A three-year-old, price-wise, on 9/11 in the a/c.",
        "A three+-+year+-+old , price-wise , on 9/11 in the a/c .",
    );
    check("en", "See www.a-b.org/or-not and a.org/bc.", "See www.a-b.org/or-not and a.org/bc .");
    check("en", "Pre-war -not now- at 7pm or 7PM.", "Pre+-+war -+not now+- at 7+pm or 7+PM .");
    check("fr", "Un sous-sol à 20h30 en 2006-2007, dit- elle.", "Un sous-sol à 20+h+30 en 2006-2007 , dit+- elle .");
    check("nl", "Een well-known VN-missie and/or 7pm.", "Een well-known VN-missie and/or 7pm .");
}

#[test]
fn contractions_have_their_words() {
    check("en", "You cannot, Cannot and DUNNO.", "You [can+not] , [Can+not] and [DU+N+NO] .");
    check("fr", "Au pont, au bord.", "[À+le] pont , [à+le] bord .");
    check("fr", "Le maire des maisons voit des maisons.", "Le maire [de+les] maisons voit des maisons .");
}

#[test]
fn clitics_are_written_with_the_word_they_lean_on() {
    check("en", "We don't see Dorpel's 'old' cars.", "We [do n't] see [Dorpel 's] ' old ' cars .");
    check("en", "The mayors' cars.", "The [mayors '] cars .");
    check("fr", "L’homme dit qu'il viendra, a-t-il dit.", "L’ homme dit qu' il viendra , a -t-il dit .");
    check("fr", "Dites-le-moi.", "Dites -le -moi .");
}

#[test]
fn elided_words_stand_alone_unless_the_word_is_whole() {
    check(
        "fr",
        "C’est l' « homme » que l’on voit, c’est-à-dire 10 000 hommes.",
        "C’ est l' « homme » que l’on voit , c’est-à-dire 10 000 hommes .",
    );
}

#[test]
fn a_table_of_another_form_is_an_error() {
    for (file, text) in [
        ("lexicon/contractions.tsv", "form\twords\tuse\nau\tà\t\n"),
        ("lexicon/contractions.tsv", "form\twords\tuse\nau\tà le\tsometimes\n"),
        ("lexicon/contraction_weights.tsv", "seen\tweight\na\t1.5\n"),
        ("lexicon/joints.tsv", "form\tuse\nnon\tfront\n"),
    ] {
        let files = BTreeMap::from([(file.to_owned(), Cow::Borrowed(text))]);
        assert!(Lexicon::from_pack(&PackSource::new(Lang::new("xx").unwrap(), files)).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn words_spell_their_tokens(text in "[a-zA-Z0-9 .,'’\\-/éA\u{ad}]{0,80}|(cannot|des|au|7pm|20h30|[-/a-z ]){0,20}") {
        for lang in ["en", "fr"] {
            let annotated = annotated(lang, &text);
            let mut next = 0;
            for sentence in &annotated.sentences {
                prop_assert_eq!(sentence.words.start, next);
                next = sentence.words.end;
                for word in annotated.words_of(sentence) {
                    prop_assert!(sentence.tokens.contains(&word.token));
                    prop_assert!(annotated.tokens[word.token].span.contains(word.span));
                }
                for range in multiword_tokens(&text, &annotated, sentence) {
                    prop_assert!(range.len() > 1 && sentence.words.start <= range.start && range.end <= sentence.words.end);
                }
            }
            prop_assert_eq!(next, annotated.words.len());
            for (index, token) in annotated.tokens.iter().enumerate() {
                let words: Vec<_> = annotated.words.iter().filter(|word| word.token == index).collect();
                if words.iter().all(|word| word.form.is_none()) {
                    let spelled: String = words.iter().map(|word| word.span.of(&text)).collect();
                    prop_assert_eq!(spelled, token.span.of(&text));
                }
            }
        }
    }
}
