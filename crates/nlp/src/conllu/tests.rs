use document::{Article, ResidueKind};
use proptest::prelude::*;

use super::*;
use crate::{Annotated, Bio, Lexicon, NameType, Word, annotate, split_words};

/// Columns are separated by blanks here and by tabs in the file.
fn file(lines: &str) -> String {
    let line = |line: &str| {
        let line = line.trim();
        if line.starts_with('#') { line.to_owned() } else { line.split(' ').collect::<Vec<_>>().join("\t") }
    };
    lines.lines().map(|each| line(each) + "\n").collect::<String>() + "\n"
}

const PRICE: &str = "# newpar
    # sent_id = 1
    # text = Le prix du pain.
    1 Le le DET _ Definite=Def 2 det _ _
    2 prix prix NOUN _ _ 0 root _ _
    3-4 du _ _ _ _ _ _ _ _
    3 de de ADP _ _ 5 case _ _
    4 le le DET _ Definite=Def 5 det _ _
    5 pain pain NOUN _ _ 2 nmod _ SpaceAfter=No
    6 . . PUNCT _ _ 2 punct _ _";

fn check_error(lines: &str, expected: &str) {
    let error = Document::parse(&file(lines)).expect_err("an error");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_file_is_written_as_it_was_read() {
    let price = file(PRICE);
    let two = price.clone() + &price;
    let document = Document::parse(&two).expect("a file");
    assert_eq!(document.sentences.len(), 2);
    assert_eq!(document.to_string(), two);
    let sentence = &document.sentences[0];
    assert_eq!(sentence.comment("sent_id"), Some("1"));
    assert_eq!(sentence.words[0].feats, "Definite=Def");
    assert_eq!((sentence.words[1].head, sentence.words[1].xpos.as_str()), (Some(0), ""));
    assert_eq!(sentence.multiwords[0].ids, 3..=4);
}

#[test]
fn other_line_ends_and_a_missing_last_blank_line_are_read_alike() {
    let price = file(PRICE);
    let expected = Document::parse(&price);
    assert_eq!(Document::parse(&price.replace('\n', "\r\n")), expected);
    assert_eq!(Document::parse(price.trim_end()), expected);
    assert_eq!(Document::parse(&format!("\u{feff}\n\n{price}\n\n# the end\n")), expected);
    assert_eq!(Document::parse(""), Ok(Document::default()));
}

#[test]
fn empty_nodes_are_left_out() {
    let with = Document::parse(&file(
        "0.1 wil willen VERB _ _ _ _ 0:root CopyOf=-1
        1 Ja ja INTJ _ _ 0 root 0:root _
        1.1 kom komen VERB _ _ _ _ 1:conj _
        1.2 ik ik PRON _ _ _ _ 1.1:nsubj _
        2 nee nee INTJ _ _ 1 conj 1:conj _",
    ));
    let without = Document::parse(&file(
        "1 Ja ja INTJ _ _ 0 root 0:root _
        2 nee nee INTJ _ _ 1 conj 1:conj _",
    ));
    assert!(with.is_ok());
    assert_eq!(with, without);
}

#[test]
fn the_word_underscore_keeps_its_lemma() {
    let underscore = file("1 _ _ SYM _ _ 0 root _ _");
    let document = Document::parse(&underscore).expect("a file");
    assert_eq!((document.sentences[0].words[0].lemma.as_str(), document.to_string()), ("_", underscore));
}

#[test]
fn errors_name_line_and_reason() {
    check_error("1 Ja ja INTJ _ _ 0 root _", "line 1: 9 columns, expected 10 with tabs between them");
    check_error("# a\n1 Ja ja INTJ _ _ 0 root _ _\n3 nee nee INTJ _ _ 1 conj _ _", "line 3: id is `3`, expected 2");
    check_error(
        "1 Ja ja INTJ _ _ 0 root _ _\n# late\n2 nee nee INTJ _ _ 1 conj _ _",
        "line 2: a comment inside a sentence",
    );
    check_error("1 Ja ja WORD _ _ 0 root _ _", "line 1: `WORD` is no universal part of speech");
    check_error("1 Ja ja INTJ _ _ -1 root _ _", "line 1: head is `-1`, expected a number");
    check_error(
        "1 Ja ja INTJ _ _ 99999999999999999999 root _ _",
        "line 1: head is `99999999999999999999`, expected a number",
    );
    check_error("\n\n# a\n1 Ja ja INTJ _ _ 2 root _ _", "line 4: points to word 2 in a sentence of 1");
    check_error("1-3 Jaja _ _ _ _ _ _ _ _\n1 Ja ja INTJ _ _ 0 root _ _", "line 1: points to word 3 in a sentence of 1");
    check_error("2-1 Jaja _ _ _ _ _ _ _ _", "line 1: `2-1` is no range of ids");
    check_error("2-3 Jaja _ _ _ _ _ _ _ _", "line 1: token `2-3` where word 1 begins");
    check_error("1-2 Jaja _ _ _ _ _ _ _ _\n1-1 Ja _ _ _ _ _ _ _ _", "line 2: token `1-1` where word 1 begins");
    check_error("1\u{a0} Ja ja INTJ _ _ 0 root _ _", "line 1: id is `1\u{a0}`, expected 1");
    assert_eq!(Document::parse("1\t\t_\t_\t_\t_\t_\t_\t_\t_").expect_err("no form").reason, "word `1` has no form");
}

#[test]
fn a_treebank_becomes_an_annotated_text() {
    let document = Document::parse(&(file(PRICE) + &file(&PRICE.replace("# newpar", "#")))).expect("a file");
    let (text, annotated) = document.annotated().expect("few labels");
    assert_eq!(text, "Le prix du pain. Le prix du pain.");
    assert_eq!(text, document.text());
    let du = &annotated.tokens[2];
    assert_eq!((du.span.of(&text), du.space_before), ("du", true));
    let words: Vec<&str> = annotated.words_of(&annotated.sentences[1]).iter().map(|word| word.form_in(&text)).collect();
    assert_eq!(words, ["Le", "prix", "de", "le", "pain", "."]);
    assert_eq!((annotated.words[2].token, annotated.words[3].span), (2, du.span));
    let heads: Vec<Option<usize>> = annotated.words.iter().map(|word| word.head).collect();
    assert_eq!(heads[6..], [Some(7), None, Some(10), Some(10), Some(7), Some(7)]);
    assert_eq!(annotated.label(annotated.words[4].deprel), "nmod");
    assert_eq!(annotated.sentences[1].span.of(&text), "Le prix du pain.");
}

#[test]
fn words_that_make_up_their_token_stand_where_they_are() {
    let document = Document::parse(&file(
        "1-2 don’t _ _ _ _ _ _ _ SpaceAfter=No
        1 do do AUX _ _ 0 root _ _
        2 n’t not PART _ _ 1 advmod _ _
        3 ! ! PUNCT _ _ 1 punct _ _",
    ));
    let (text, annotated) = document.expect("a file").annotated().expect("few labels");
    assert_eq!(text, "don’t!");
    assert_eq!(annotated.words.iter().map(|word| word.span.of(&text)).collect::<Vec<_>>(), ["do", "n’t", "!"]);
    assert!(annotated.words.iter().all(|word| word.form.is_none()));
    let back = Document::of(&text, &annotated, Origin::default()).to_string();
    assert!(back.contains("1-2\tdon’t\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|ByteRange=0:7\n1\tdo\tdo\tAUX"), "{back}");
    assert!(back.contains("\tByteRange=0:2\n2\tn’t\tnot\tPART\t_\t_\t1\tadvmod\t_\tByteRange=2:7\n"), "{back}");
}

#[test]
fn paragraphs_are_kept_apart() {
    let one = "1 Ja ja INTJ _ _ 0 root _ SpaceAfter=No";
    let marked = |mark: &str| file(&format!("{mark}\n{one}"));
    let document = marked("# newdoc id = a") + &marked("# newpar") + &marked("# newparity") + &marked("# newdoc");
    let document = Document::parse(&document).expect("a file");
    assert_eq!(document.text(), "Ja\n\nJaJa\n\nJa");
    let (_, annotated) = document.annotated().expect("few labels");
    assert_eq!(annotated.sentences.iter().map(|sentence| sentence.paragraph).collect::<Vec<_>>(), [0, 1, 1, 2]);
    assert_eq!(annotated.tokens.iter().map(|token| token.space_before).collect::<Vec<_>>(), [true, true, false, true]);
}

#[test]
fn an_annotated_text_tells_where_its_words_stand() {
    let text = "Anna  zweeg.\n\n\"Ja\"";
    let mut annotated = annotate(&Lexicon::default(), &Article::plain(text));
    annotated.sentences[1].residue = Some(ResidueKind::Caption);
    let mut labels = crate::Labels::default();
    let (root, subject) = (labels.intern("root"), labels.intern("nsubj"));
    for (index, token) in annotated.tokens.iter().enumerate() {
        let mut word = Word::new(index, token.span);
        word.deprel = root.expect("room");
        annotated.words.push(word);
    }
    annotated.words[0].name = Bio::Begin(NameType::Per);
    annotated.words[0].head = Some(1);
    annotated.words[0].deprel = subject.expect("room");
    annotated.words[0].upos = Upos::Propn;
    annotated.words[4].head = Some(1);
    annotated.labels = labels.into();
    annotated.sentences[0].words = 0..3;
    annotated.sentences[1].words = 3..6;
    let origin = Origin { id: Some("a1"), comments: &[("path", "pile/\ta.txt")] };
    let expected = "# newdoc id = a1
        # path = pile/ a.txt
        # newpar
        # sent_id = a1-1
        # text = Anna zweeg.
        1 Anna _ PROPN _ _ 2 nsubj _ ByteRange=0:4|Name=B-PER
        2 zweeg _ X _ _ 0 root _ SpaceAfter=No|ByteRange=6:11
        3 . _ X _ _ 0 root _ ByteRange=11:12

        # newpar
        # sent_id = a1-2
        # residue = caption
        # text = \"Ja\"
        1 \" _ X _ _ 0 root _ SpaceAfter=No|ByteRange=14:15
        2 Ja _ X _ _ 0 root _ SpaceAfter=No|ByteRange=15:17
        3 \" _ X _ _ 0 root _ ByteRange=17:18";
    assert_eq!(Document::of(text, &annotated, origin).to_string(), file(expected));
}

#[test]
fn what_no_model_told_is_left_open() {
    let text = "Anna zweeg.";
    let mut annotated = annotate(&Lexicon::default(), &Article::plain(text));
    split_words(&Lexicon::default(), text, &mut annotated);
    let written = Document::of(text, &annotated, Origin::default()).to_string();
    assert!(written.contains("\n2\tzweeg\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|ByteRange=5:10\n"), "{written}");
    assert!(Document::parse(&written).is_ok());
    annotated.words.clear();
    annotated.sentences[0].words = 0..0;
    assert_eq!(Document::of(text, &annotated, Origin::default()).to_string(), written, "tokens stand for words");
}

#[test]
fn compounds_fall_apart_and_clitics_are_joined() {
    let text = "so-called don't";
    let mut annotated = annotate(&Lexicon::default(), &Article::plain(text));
    let cut = |annotated: &Annotated, index: usize, at: &[usize]| -> Vec<Word> {
        let span = annotated.tokens[index].span;
        at.windows(2)
            .map(|pair| Word::new(index, document::Span::new(span.start + pair[0], span.start + pair[1])))
            .collect()
    };
    annotated.words = [cut(&annotated, 0, &[0, 2, 3, 9]), cut(&annotated, 1, &[0, 2, 5])].concat();
    annotated.sentences[0].words = 0..5;
    let written = Document::of(text, &annotated, Origin::default());
    let shown = |sentence: &Sentence| {
        sentence.surfaces().map(|token| format!("{}/{}", token.form, token.words.len())).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(&written.sentences[0]), "so/1 -/1 called/1 don't/2");
    assert_eq!(written.sentences[0].comment("text"), Some(text));
    assert_eq!(written.annotated().expect("few labels").0, text);
}

#[test]
fn heads_are_right_where_a_token_has_no_word() {
    let text = "Anna zweeg lang.";
    let mut annotated = annotate(&Lexicon::default(), &Article::plain(text));
    let spans: Vec<_> = annotated.tokens.iter().map(|token| token.span).collect();
    // Tokens 1 and 3 alone; the second word hangs on the first, the first on a word of no sentence.
    annotated.words = vec![Word::new(1, spans[1]), Word::new(3, spans[3])];
    (annotated.words[0].head, annotated.words[1].head) = (Some(7), Some(0));
    annotated.sentences[0].words = 0..2;
    let document = Document::of(text, &annotated, Origin::default());
    let heads: Vec<Option<usize>> = document.sentences[0].words.iter().map(|row| row.head).collect();
    assert_eq!(heads, [None, Some(0), None, Some(2)]);
}

/// A column that may be empty, and is not `_`.
fn column() -> impl Strategy<Value = CompactString> {
    "[a-zé=|:._ 0-9]{0,6}".prop_filter("open", |text| text != "_").prop_map(CompactString::from)
}

fn sentences() -> impl Strategy<Value = Sentence> {
    let row = ("[^\\p{C}\\p{Z}_]{1,4}", column(), 0..18_usize, column(), prop::option::of(0..5_usize), column())
        .prop_map(|(form, lemma, upos, feats, head, misc)| Row {
            form: form.into(),
            lemma,
            upos: Upos::ALL.get(upos).copied(),
            xpos: feats.clone(),
            feats,
            head,
            deprel: misc.clone(),
            deps: misc.clone(),
            misc,
        });
    let comments = prop::collection::vec("[^\\p{C}]{0,9}", 0..3);
    (comments, prop::collection::vec(row, 1..8), prop::collection::vec((1..4_usize, 0..4_usize), 0..4)).prop_map(
        |(comments, mut words, tokens)| {
            let n_words = words.len();
            words.iter_mut().for_each(|row| row.head = row.head.filter(|&head| head <= n_words));
            let (mut multiwords, mut next) = (Vec::new(), 1);
            for (skip, len) in tokens {
                let first = next + skip - 1;
                next = first + len + 1;
                if next <= n_words + 1 {
                    let (form, misc) = (CompactString::from("du"), CompactString::default());
                    multiwords.push(Multiword { ids: first..=first + len, form, misc });
                }
            }
            Sentence { comments, words, multiwords }
        },
    )
}

/// What must hold of every annotated text.
fn assert_sound(text: &str, annotated: &Annotated) {
    for (index, sentence) in annotated.sentences.iter().enumerate() {
        assert!(!sentence.words.is_empty() && !sentence.tokens.is_empty(), "sentence {index}");
        let _ = sentence.span.of(text);
        for word in annotated.words_of(sentence) {
            assert!(sentence.tokens.contains(&word.token));
            assert!(annotated.tokens[word.token].span.contains(word.span));
            assert!(word.head.is_none_or(|head| sentence.words.contains(&head)));
            let _ = word.span.of(text);
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(sentences in prop::collection::vec(sentences(), 0..4)) {
        let document = Document { sentences };
        prop_assert_eq!(Document::parse(&document.to_string()), Ok(document));
    }

    #[test]
    fn every_document_becomes_a_sound_text(sentences in prop::collection::vec(sentences(), 0..4)) {
        let document = Document { sentences };
        let (text, annotated) = document.annotated().expect("few labels");
        assert_sound(&text, &annotated);
        let again = Document::of(&text, &annotated, Origin::default());
        let words = |document: &Document| {
            let columns = |row: &Row| (row.form.clone(), row.lemma.clone(), row.feats.clone(), row.deprel.clone());
            document.sentences.iter().map(|s| s.words.iter().map(columns).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        prop_assert_eq!(words(&document), words(&again));
        prop_assert_eq!(again.annotated().expect("few labels").0.replace("\n\n", " "), text.replace("\n\n", " "));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "([0-9.#_a-z\u{a0}-]{0,4}[\t\n]{0,3}){0,60}") {
        if let Ok(document) = Document::parse(&text) {
            let (text, annotated) = document.annotated().expect("few labels");
            assert_sound(&text, &annotated);
        }
    }

    #[test]
    fn changed_files_are_read_or_refused(at in 0..250_usize, c in "[\t\n0-9-]") {
        let mut price = file(PRICE);
        if at < price.len() {
            price.replace_range(at..at + 1, &c);
        }
        if let Ok(document) = Document::parse(&price) {
            let (text, annotated) = document.annotated().expect("few labels");
            assert_sound(&text, &annotated);
        }
    }
}
