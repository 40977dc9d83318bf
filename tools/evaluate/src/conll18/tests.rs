//! Hand-computed: every expected score stands as correct / gold / system, worked out in the comment above it.

use super::*;

/// One line a word or token range, sentences apart by a blank line: `id form lemma upos feats head deprel`.
fn document(lines: &str) -> Document {
    let mut file = String::new();
    for line in lines.lines().map(str::trim) {
        match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            [id, form] => file += &format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_"),
            [id, form, lemma, upos, feats, head, deprel] => {
                file += &format!("{id}\t{form}\t{lemma}\t{upos}\tx{upos}\t{feats}\t{head}\t{deprel}\t_\t_");
            }
            _ => {}
        }
        file.push('\n');
    }
    Document::parse(&file).expect("CoNLL-U")
}

fn get(scores: &Scores, name: &str) -> Score {
    let found = scores.0.iter().find(|(metric, _)| metric.as_str() == name);
    found.unwrap_or_else(|| panic!("no metric {name}")).1
}

/// Checks (metric, correct, gold, system).
fn check(gold: &str, system: &str, expected: &[(&str, usize, usize, usize)]) -> Scores {
    let scores = Scores::of(&document(gold), &document(system)).expect("the same text");
    for &(metric, correct, of_gold, of_system) in expected {
        let score = get(&scores, metric);
        assert_eq!((score.correct, score.gold, score.system), (correct, of_gold, of_system), "{metric}");
    }
    scores
}

const SLEEP: &str = "1 De de DET Definite=Def 2 det
    2 man man NOUN Gender=Com|Number=Sing 3 nsubj
    3 slaapt slapen VERB Tense=Pres 0 root";

#[test]
fn a_file_is_all_right_against_itself() {
    let scores = check(SLEEP, SLEEP, &[("Tokens", 3, 3, 3), ("CLAS", 2, 2, 2), ("MLAS", 2, 2, 2)]);
    assert!(scores.0.iter().all(|(_, score)| (score.f1() - 1.0).abs() < 1e-12));
    assert_eq!(get(&scores, "Tokens").aligned_accuracy(), None);
    assert_eq!(get(&scores, "CLAS").aligned_accuracy(), Some(1.0));
}

#[test]
fn a_contraction_left_whole_costs_its_words() {
    // Tokens: `du`, `pain`. The words of `du` are matched by form: {de, le} against {du}, none. `pain` belongs to
    // `pain`: 1 word of 3 against 2. Both say it is the root. For MLAS it has the function words de and le against du.
    let scores = check(
        "1-2 du
        1 de de ADP _ 3 case
        2 le le DET _ 3 det
        3 pain pain NOUN _ 0 root",
        "1 du du ADP _ 2 case
        2 pain pain NOUN _ 0 root",
        &[
            ("Tokens", 2, 2, 2),
            ("Sentences", 1, 1, 1),
            ("Words", 1, 3, 2),
            ("UPOS", 1, 3, 2),
            ("Lemmas", 1, 3, 2),
            ("UAS", 1, 3, 2),
            ("LAS", 1, 3, 2),
            ("CLAS", 1, 1, 1),
            ("MLAS", 0, 1, 1),
            ("BLEX", 1, 1, 1),
        ],
    );
    let words = get(&scores, "Words");
    assert!((words.precision() - 0.5).abs() < 1e-12);
    assert!((words.recall() - 1.0 / 3.0).abs() < 1e-12);
    assert!((words.f1() - 0.4).abs() < 1e-12);
    assert_eq!(get(&scores, "UPOS").aligned_accuracy(), Some(1.0));
}

#[test]
fn a_token_split_in_vain_counts_as_three() {
    // Same characters: Zij, wint and the point. `2-1` is one word in gold, three in the system's file.
    // Content: nsubj, root, obj in gold; nsubj, root, obj, appos in the system's. Right: Zij and wint.
    let scores = check(
        "1 Zij zij PRON _ 2 nsubj
        2 wint winnen VERB _ 0 root
        3 2-1 2-1 NUM _ 2 obj
        4 . . PUNCT _ 2 punct",
        "1 Zij zij PRON _ 2 nsubj
        2 wint winnen VERB _ 0 root
        3 2 2 NUM _ 2 obj
        4 - - PUNCT _ 5 punct
        5 1 1 NUM _ 3 appos
        6 . . PUNCT _ 2 punct",
        &[
            ("Tokens", 3, 4, 6),
            ("Sentences", 1, 1, 1),
            ("Words", 3, 4, 6),
            ("UPOS", 3, 4, 6),
            ("AllTags", 3, 4, 6),
            ("UAS", 3, 4, 6),
            ("LAS", 3, 4, 6),
            ("CLAS", 2, 3, 4),
            ("BLEX", 2, 3, 4),
        ],
    );
    assert!((get(&scores, "Tokens").f1() - 0.6).abs() < 1e-12);
    assert!((get(&scores, "CLAS").f1() - 4.0 / 7.0).abs() < 1e-12);
}

#[test]
fn a_missed_sentence_boundary_costs_the_arcs_across_it() {
    // No sentence has both ends right. Ja is a root in both, the first point hangs on Ja in both; Nee is a root in gold
    // only, and the last point hangs on Nee in gold, on Ja in the system's. Of the content words Ja and Nee, one.
    check(
        "1 Ja ja INTJ _ 0 root
        2 . . PUNCT _ 1 punct

        1 Nee nee INTJ _ 0 root
        2 . . PUNCT _ 1 punct",
        "1 Ja ja INTJ _ 0 root
        2 . . PUNCT _ 1 punct
        3 Nee nee INTJ _ 1 parataxis
        4 . . PUNCT _ 1 punct",
        &[("Tokens", 4, 4, 4), ("Sentences", 0, 2, 1), ("UAS", 2, 4, 4), ("LAS", 2, 4, 4), ("CLAS", 1, 2, 2)],
    );
    // One boundary too many: the first sentence ends where no gold sentence does, the second begins where none does, but
    // the third is right.
    check(
        "1 Ja ja INTJ _ 0 root
        2 ja ja INTJ _ 1 conj

        1 Nee nee INTJ _ 0 root",
        "1 Ja ja INTJ _ 0 root

        1 ja ja INTJ _ 0 root

        1 Nee nee INTJ _ 0 root",
        &[("Sentences", 1, 2, 3), ("UAS", 2, 3, 3)],
    );
}

#[test]
fn subtypes_and_features_of_one_treebank_do_not_count() {
    // Number and Case agree, whatever their order and the rest; Gender does not. The gold lemma of `man` is open.
    check(
        "1 De de DET Case=Nom|ExtPos=ADP|Number=Sing 2 det
        2 man _ NOUN Gender=Com 3 nsubj:pass
        3 slaapt slapen VERB _ 0 root",
        "1 De de DET Number=Sing|Case=Nom|Shade=Blue 2 det:poss
        2 man mens NOUN Gender=Neut 3 nsubj
        3 slaapt slaap VERB _ 0 root",
        &[
            ("UFeats", 2, 3, 3),
            ("AllTags", 2, 3, 3),
            ("Lemmas", 2, 3, 3),
            ("LAS", 3, 3, 3),
            ("CLAS", 2, 2, 2),
            ("MLAS", 1, 2, 2),
            ("BLEX", 1, 2, 2),
        ],
    );
}

#[test]
fn a_wrong_function_word_spoils_its_content_word() {
    // `De` has another tag: UPOS 2 of 3. All arcs are right. MLAS: `man` has another function word, `slaapt` has none.
    let system = SLEEP.replace("DET", "PRON");
    let expected = [("UPOS", 2, 3, 3), ("XPOS", 2, 3, 3), ("LAS", 3, 3, 3), ("CLAS", 2, 2, 2), ("MLAS", 1, 2, 2)];
    check(SLEEP, &system, &[expected.as_slice(), &[("BLEX", 2, 2, 2)]].concat());
    // `De` hangs on the verb: UAS 2 of 3, and now neither content word has the function words that gold gives it.
    let system = SLEEP.replace("2 det", "3 det");
    check(SLEEP, &system, &[("UPOS", 3, 3, 3), ("UAS", 2, 3, 3), ("CLAS", 2, 2, 2), ("MLAS", 0, 2, 2)]);
    // `De` is no function word: the same.
    let system = SLEEP.replace("2 det", "2 nmod");
    check(SLEEP, &system, &[("UAS", 3, 3, 3), ("LAS", 2, 3, 3), ("CLAS", 2, 2, 3), ("MLAS", 1, 2, 3)]);
}

#[test]
fn what_the_system_leaves_open_is_wrong() {
    let open = "1 De _ _ _ _ _\n2 man _ _ _ _ _\n3 slaapt _ _ _ _ _";
    check(SLEEP, open, &[("Words", 3, 3, 3), ("UPOS", 0, 3, 3), ("UAS", 0, 3, 3), ("CLAS", 0, 2, 0)]);
}

#[test]
fn words_of_one_token_are_matched_in_order() {
    // {a, b, c} and {b, a, c}: two can be matched in order.
    check(
        "1-3 xyz
        1 a a X _ 0 root
        2 b b X _ 1 dep
        3 c c X _ 1 dep",
        "1-3 xyz
        1 B b X _ 2 dep
        2 a a X _ 0 root
        3 c c X _ 1 dep",
        // Matched are b and c, whatever their case. b hangs on a, which has no partner; c hangs on a in gold.
        &[("Tokens", 1, 1, 1), ("Words", 2, 3, 3), ("UPOS", 2, 3, 3), ("UAS", 0, 3, 3)],
    );
}

#[test]
fn tokens_of_several_words_are_compared_with_all_they_touch() {
    // The system's token covers two of gold; words are matched by form all the same. Its only token is not gold.
    check(
        "1-2 abc
        1 a a X _ 0 root
        2 bc bc X _ 1 dep
        3 def def X _ 1 dep",
        "1-3 abcdef
        1 a a X _ 0 root
        2 bc bc X _ 1 dep
        3 def def X _ 1 dep",
        &[("Tokens", 0, 2, 1), ("Words", 3, 3, 3), ("LAS", 3, 3, 3)],
    );
    // `xa` begins before the token `ab` and so belongs to nothing; `b` is matched by its form.
    check(
        "1 x x X _ 0 root
        2-3 ab
        2 a a X _ 1 dep
        3 b b X _ 1 dep",
        "1 xa xa X _ 0 root
        2 b b X _ 1 dep",
        &[("Tokens", 0, 2, 2), ("Words", 1, 3, 2), ("UAS", 0, 3, 2)],
    );
    // English: gold has a token of two words where the system has two tokens.
    check(
        "1-2 don't
        1 do do AUX _ 3 aux
        2 n't not PART _ 3 advmod
        3 go go VERB _ 0 root",
        "1 do do AUX _ 3 aux
        2 n't not PART _ 3 advmod
        3 go go VERB _ 0 root",
        &[("Tokens", 1, 2, 3), ("Words", 3, 3, 3), ("LAS", 3, 3, 3), ("MLAS", 2, 2, 2)],
    );
}

#[test]
fn blanks_are_no_characters() {
    let gold = Document::parse("1\t10 000\t10 000\tNUM\t_\t_\t0\troot\t_\t_\n").expect("CoNLL-U");
    let scores = Scores::of(&gold, &document("1 10 10 NUM _ 0 root\n2 000 0 NUM _ 1 flat")).expect("the same text");
    assert_eq!(get(&scores, "Tokens"), Score { gold: 1, system: 2, correct: 0, aligned: None });
    assert_eq!(get(&scores, "Sentences").correct, 1);
}

#[test]
fn other_texts_are_refused() {
    let system = SLEEP.replace("slaapt", "slääpt");
    let error = Scores::of(&document(SLEEP), &document(&system)).expect_err("another text");
    assert_eq!(
        error.to_string(),
        "the texts differ: `aapt` in the gold file, `ääpt` in the system's (blanks left out)"
    );
    let longer = Scores::of(&document(SLEEP), &document(&format!("{SLEEP}\n4 . . PUNCT _ 3 punct")));
    assert!(longer.expect_err("a longer text").to_string().contains("`` in the gold file, `.` in the system's"));
    let blank = Document::parse("1\t \t_\t_\t_\t_\t_\t_\t_\t_\n").expect("CoNLL-U");
    assert!(Scores::of(&blank, &blank).is_err());
}

#[test]
fn the_table_is_in_per_cent() {
    let scores = Scores::of(&document(SLEEP), &document(&SLEEP.replace("DET", "PRON"))).expect("the same text");
    let table = scores.to_string();
    assert!(table.contains("Tokens     |    100.00 |    100.00 |    100.00 |\n"), "{table}");
    assert!(table.contains("UPOS       |     66.67 |     66.67 |     66.67 |     66.67\n"), "{table}");
}
