use std::{borrow::Cow, collections::BTreeMap};

use document::{Lang, Residue};
use pack::PackSource;
use proptest::prelude::*;

use super::*;

fn lexicon(lang: &str) -> Lexicon {
    let tables: &[(&str, &'static str)] = if lang == "nl" {
        &[
            ("abbreviations", "form\tuse\nmr.\ndrs.\no.a.\nenz.\tend\na.s.\nnr.\tnumber\njan.\tnumber\n"),
            ("elisions", "form\n's\n't\n"),
            ("openers", "form\tuse\ndaarna\nde\tparticle\n"),
        ]
    } else if lang == "fr" {
        &[
            ("clitics", "form\n-il\n"),
            ("proclitics", "form\nl'\n"),
            ("joints", "form\tuse\nblank\tthousands\n"),
            ("sentence_weights", "seen\tweight\nr_\t1\n"),
        ]
    } else {
        &[
            ("abbreviations", "form\tuse\nMr.\nInc.\tend\nNo.\tnumber\nJan.\tnumber\nU.S.\tend\n"),
            ("clitics", "form\nn't\n's\n'\n'll\n"),
            ("elisions", "form\n'em\n"),
            ("openers", "form\tuse\nthe\n"),
        ]
    };
    let files = tables.iter().map(|(name, text)| (format!("lexicon/{name}.tsv"), Cow::Borrowed(*text)));
    let pack = PackSource::new(Lang::new(lang).unwrap(), files.collect::<BTreeMap<_, _>>());
    Lexicon::from_pack(&pack).unwrap()
}

/// Tokens are separated by blanks and sentences by ` | `.
fn check(lang: &str, text: &str, expected: &str) {
    let article = Article::plain(text);
    let annotated = annotate(&lexicon(lang), &article);
    let sentences: Vec<String> = annotated
        .sentences
        .iter()
        .map(|s| annotated.tokens_of(s).iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(sentences.join(" | "), expected);
}

/// Quotations, with their depth.
fn check_quotations(text: &str, expected: &[(&str, u8)]) {
    let annotated = annotate(&lexicon("nl"), &Article::plain(text));
    let found: Vec<(&str, u8)> = annotated.quotations.iter().map(|q| (q.inner.of(text), q.depth)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn abbreviations_and_initials_keep_their_points() {
    check(
        "nl",
        "Mr. H. de Vries en drs. J.K. Smit, o.a. uit Dorpel. Daarna niet.",
        "Mr. H. de Vries en drs. J.K. Smit , o.a. uit Dorpel . | Daarna niet .",
    );
    check("nl", "Appels, peren enz. Daarna stopte het.", "Appels , peren enz. | Daarna stopte het .");
    check("nl", "Wie is nr. 3? Jan. Of nr. 4 op 2 jan. 2020.", "Wie is nr. 3 ? | Jan . | Of nr. 4 op 2 jan. 2020 .");
    check(
        "en",
        "Mr. Bell of Acme Inc. The U.S. Senate met in Jan. 2020.",
        "Mr. Bell of Acme Inc. | The U.S. Senate met in Jan. 2020 .",
    );
    check("nl", "Dat zei J. De Smet maandag.", "Dat zei J. De Smet maandag .");
    check("en", "No. The answer is No. 5.", "No . | The answer is No. 5 .");
}

#[test]
fn numbers_times_and_ranges() {
    check("nl", "Van 2.400 naar 3,5 om 19.30 uur.", "Van 2.400 naar 3,5 om 19.30 uur .");
    check("nl", "Circa 2500-3000 man, op 2021-10-04.", "Circa 2500 - 3000 man , op 2021-10-04 .");
    check("en", "Some $5m or €1,200.50, i.e. 90%.", "Some $ 5m or € 1,200.50 , i.e. 90 % .");
    check("nl", "De 24-jarige won met 3-0.", "De 24-jarige won met 3 - 0 .");
    check("nl", "In 2021. Daarna niet.", "In 2021 . | Daarna niet .");
}

#[test]
fn apostrophes_are_no_quotes() {
    check(
        "nl",
        "’s Avonds zag z’n oma foto's van Dorpels junta, Mali’s leger en Agnes' fiets.",
        "’s Avonds zag z’n oma foto's van Dorpels junta , Mali’s leger en Agnes' fiets .",
    );
    check_quotations("’s Avonds zag z’n oma foto's en Agnes' fiets in '69.", &[]);
    check(
        "en",
        "We don't see Dorpel's mayors' cars; they'll go.",
        "We do n't see Dorpel 's mayors ' cars ; they 'll go .",
    );
    check("nl", "Hij kwam in ’t dorp. 's Avonds niet.", "Hij kwam in ’t dorp . | 's Avonds niet .");
}

#[test]
fn quotations_of_every_style() {
    check_quotations("“Kom maar”, zei hij.", &[("Kom maar", 0)]);
    check_quotations("„Kom maar”, zei hij. „Nu“.", &[("Kom maar", 0), ("Nu", 0)]);
    check_quotations(",,Kom maar'', zei hij.", &[("Kom maar", 0)]);
    check_quotations("«Kom maar», zei hij.", &[("Kom maar", 0)]);
    check_quotations("'Kom z'n hond maar', zei hij.", &[("Kom z'n hond maar", 0)]);
    check_quotations("‘Kom ’s avonds “maar”’, zei hij.", &[("Kom ’s avonds “maar”", 0), ("maar", 1)]);
    check_quotations("\"Hij riep 'weg!' en ging\", zei ze.", &[("Hij riep 'weg!' en ging", 0), ("weg!", 1)]);
}

#[test]
fn an_unclosed_quotation_ends_with_its_paragraph() {
    check_quotations("“Eerst dit.\n\n“Dan dat.”", &[("Eerst dit.", 0), ("Dan dat.", 0)]);
    check_quotations("Hij zei “eerst dit.\n\nToen niets.", &[]);
}

#[test]
fn two_quotations_may_share_a_closing_mark() {
    check_quotations(
        "Zij is ‘strijdig met ‘het belang van allen’.",
        &[("strijdig met ‘het belang van allen", 0), ("het belang van allen", 1)],
    );
}

#[test]
fn a_sentence_goes_on_behind_a_quotation() {
    check(
        "nl",
        "\"Kom!\", zei hij. ‘Weg!’ riepen ze. “Ga. Nu.” Hij ging.",
        "\" Kom ! \" , zei hij . | ‘ Weg ! ’ riepen ze . | “ Ga . | Nu . ” | Hij ging .",
    );
}

#[test]
fn glued_sentences_part() {
    check("nl", "Hij ging weg.AFP meldt niets.", "Hij ging weg . | AFP meldt niets .");
    check("nl", "Ze riepen 'weg met Dorpel'Met grote stappen.", "Ze riepen ' weg met Dorpel ' | Met grote stappen .");
    check(
        "nl",
        "Zie nu.nl of mail a.b@dorpel.nl. Of https://dorpel.nl/a?b=1.",
        "Zie nu.nl of mail a.b@dorpel.nl . | Of https://dorpel.nl/a?b=1 .",
    );
}

#[test]
fn dots_dashes_and_hyphens() {
    check(
        "nl",
        "Tussen ons... wij kunnen dat. Noord- en Zuid-Dorpel – toch?! Ja…",
        "Tussen ons ... wij kunnen dat . | Noord- en Zuid-Dorpel – toch ?! | Ja …",
    );
    check("nl", "Punten:\n- Een ding\n- Nog een", "Punten : | - Een ding | - Nog een");
}

#[test]
fn news_in_all_its_shapes() {
    check(
        "nl",
        "Dat zweeg. iPhone-maker Dorpel ook. eBay niet. 17 doden. 3FM zweeg.",
        "Dat zweeg . | iPhone-maker Dorpel ook . | eBay niet . | 17 doden . | 3FM zweeg .",
    );
    check("nl", "Mail a@dorpel.nl.Daarna niet.", "Mail a@dorpel.nl . | Daarna niet .");
    check("nl", "In '90 en 't dorp. Dat is ‘raar’.", "In '90 en 't dorp . | Dat is ‘ raar ’ .");
    check("nl", "Twee dingen:\n1. eerst dit\n2. dan dat", "Twee dingen : | 1 . eerst dit | 2 . dan dat");
    check(
        "nl",
        "BRAND IN DORPEL: DRIE DODEN. Om 17.30 uur... maar… ja.",
        "BRAND IN DORPEL : DRIE DODEN . | Om 17.30 uur ... maar … ja .",
    );
    check(
        "nl",
        "„Nee.” ,,Ja.'' Hij zei: “Kom. Nu.” Hij ging.",
        "„ Nee . ” | ,, Ja . '' | Hij zei : “ Kom . | Nu . ” | Hij ging .",
    );
    check(
        "en",
        "\"No,\" she said. \"Never.\" 'Yes?' He left.",
        "\" No , \" she said . | \" Never . \" | ' Yes ? ' | He left .",
    );
}

#[test]
fn footnotes_and_faces_end_the_sentence_they_follow() {
    check("en", "He left. [6] She came. :-) Then rain.", "He left . [ 6 ] | She came . :-) | Then rain .");
    check("en", "He left [6] and she came :) Then rain.", "He left [ 6 ] and she came :) | Then rain .");
}

#[test]
fn residue_stands_alone() {
    let mut article = Article::plain("Beeld Jan Smit Het regent in Dorpel");
    article.residue.push(Residue { span: Span::new(0, 14), kind: ResidueKind::Credit });
    let annotated = annotate(&lexicon("nl"), &article);
    assert_eq!(annotated.sentences.len(), 2);
    assert_eq!(annotated.sentences[0].residue, Some(ResidueKind::Credit));
}

#[test]
fn long_lines_take_linear_time() {
    for unit in ["a", "'", "a' ", "“", ",,", "a@", "www.", "1-", "a.", "-", "x\"", "‘a’ "] {
        let _ = annotate(&lexicon("en"), &Article::plain(unit.repeat(40_000)));
    }
    for unit in ["l'", "a-il", "-il", "A ", "10 000 "] {
        let _ = annotate(&lexicon("fr"), &Article::plain(unit.repeat(40_000)));
    }
}

proptest! {
    #[test]
    fn tokens_cover_all_that_is_not_space(text in "[a-zA-Z0-9 .,'’‘“”\"„«»!?\\-–@/&é€%\n:()]{0,120}|\\PC{0,60}") {
        let article = Article::plain(&text);
        for lang in ["nl", "en", "fr"] {
            let annotated = annotate(&lexicon(lang), &article);
            let mut at = 0;
            for token in &annotated.tokens {
                prop_assert!(token.span.start >= at && !token.span.is_empty());
                let between = &text[at..token.span.start];
                prop_assert!(between.chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')), "{between:?}");
                at = token.span.end;
            }
            let mut next = 0;
            for sentence in &annotated.sentences {
                prop_assert_eq!(sentence.tokens.start, next);
                prop_assert!(!sentence.tokens.is_empty());
                next = sentence.tokens.end;
            }
            prop_assert_eq!(next, annotated.tokens.len());
            for quotation in &annotated.quotations {
                prop_assert!(quotation.span.contains(quotation.inner));
                let _ = quotation.span.of(&text);
                let _ = quotation.inner.of(&text);
            }
        }
    }
}
