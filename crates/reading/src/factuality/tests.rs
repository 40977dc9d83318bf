//! Cases of every pack: the examples in its table of words.

use document::{Article, Lang};

use super::{Factuality, Lexicon, Tense, factuality, word_examples};
use crate::syntax::Syntax;

/// Returns how sure the clause is whose head has a `*` before it.
fn weigh(lang: Lang, nlp: &nlp::Pipeline, lexicon: &Lexicon, marked: &str) -> Option<(Factuality, Tense)> {
    let at = marked.find('*')?;
    let text = marked.replacen('*', "", 1);
    let article = Article { language: lang, ..Article::plain(&text) };
    let annotated = nlp.annotate(&article);
    let sentence = annotated.sentences.get(annotated.sentence_at(at)?)?;
    let word = annotated.words.iter().position(|word| word.span.start == at)?;
    Some(factuality(lexicon, &Syntax::new(&annotated, sentence), word))
}

#[test]
fn every_row_weighs_its_example_and_not_its_counterexample() {
    let packs = languages::embedded();
    let mut wrong = Vec::new();
    let mut n_rows = 0;
    for (&lang, pack) in &packs {
        let rows = word_examples(pack).expect("a table of words");
        if rows.is_empty() {
            continue;
        }
        let nlp = nlp::Pipeline::from_pack(pack).expect("a pipeline");
        let lexicon = Lexicon::from_pack(pack).expect("a table of words");
        for row in rows.iter().filter(|row| !row.example.is_empty()) {
            n_rows += 1;
            let expected = match row.class.as_str() {
                "negation" | "denied" => Factuality::Denied,
                "possible" | "condition" => Factuality::Possible,
                "probable" | "hearsay" => Factuality::Probable,
                "planned" | "future" => Factuality::Planned,
                other => panic!("{lang}: `{other}` cannot be shown by itself"),
            };
            let degree = |text: &str| weigh(lang, &nlp, &lexicon, text).map(|(degree, _)| degree);
            let (example, counter) = (degree(&row.example), degree(&row.counter));
            if example != Some(expected) || counter.is_none() || counter == Some(expected) {
                wrong.push(format!(
                    "{lang} {}: {example:?} in {}, {counter:?} in {}",
                    row.class, row.example, row.counter
                ));
            }
        }
    }
    assert!(n_rows >= 12, "only {n_rows} rows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn clauses_are_weighed_from_the_inside_out() {
    let packs = languages::embedded();
    let lang = |code: &str| Lang::new(code).expect("a code");
    let check = |code: &str, text: &str, degree: Factuality, tense: Tense| {
        let pack = &packs[&lang(code)];
        let nlp = nlp::Pipeline::from_pack(pack).expect("a pipeline");
        let lexicon = Lexicon::from_pack(pack).expect("a table of words");
        assert_eq!(weigh(lang(code), &nlp, &lexicon, text), Some((degree, tense)), "{text}");
    };
    use Factuality::{Certain, Denied, Planned, Possible, Probable};
    use Tense::{Future, Past, Present};
    check("nl", "Oostland ontkent dat het de stad heeft *aangevallen.", Denied, Past);
    check("nl", "Oostland zegt dat het de stad heeft *aangevallen.", Certain, Past);
    check("nl", "De regering zou de wapens hebben *verkocht.", Probable, Past);
    check("nl", "De regering is van plan troepen te *sturen.", Planned, Future);
    check("nl", "Oostland weigert niet de stad te *verlaten.", Certain, Present);
    check("nl", "De vakbond kondigde een *staking aan.", Planned, Future);
    check("en", "Eastland may have *sent troops to Westland.", Possible, Past);
    check("en", "The minister will *visit Westland.", Planned, Future);
    check("en", "The army *attacked the town.", Certain, Past);
    check("en", "If they *attack, we will respond.", Possible, Present);
}

#[test]
fn clauses_are_listed_with_their_own_words_and_parties() {
    let packs = languages::embedded();
    let check = |code: &str, text: &str, expected: &[&str]| {
        let lang = Lang::new(code).expect("a code");
        let nlp = nlp::Pipeline::from_pack(&packs[&lang]).expect("a pipeline");
        let lexicon = Lexicon::from_pack(&packs[&lang]).expect("a table of words");
        let article = Article { language: lang, ..Article::plain(text) };
        let of = |span: Option<document::Span>| span.map_or("-", |span| span.of(text));
        let line = |clause: &super::Clause| {
            let (subject, object) = (of(clause.subject), of(clause.object));
            let degrees = format!("{} {}", clause.factuality.as_str(), clause.bare.as_str());
            format!("{} | {} | {subject} | {object} | {degrees}", clause.span.of(text), clause.lemma)
        };
        let found: Vec<String> = super::clauses(&lexicon, &nlp.annotate(&article)).iter().map(line).collect();
        assert_eq!(found, expected, "{text}");
    };
    check(
        "nl",
        "Er zijn geen huurlingen in Oostland.",
        &["Er zijn geen huurlingen in Oostland | zijn | geen huurlingen in Oostland | - | denied certain"],
    );
    check(
        "nl",
        "Kas zei dat niemand het dorp verliet toen het water kwam.",
        &[
            "Kas zei | zeggen | Kas | - | certain certain",
            "dat niemand het dorp verliet | verlaten | niemand | het dorp | denied certain",
            "toen het water kwam | komen | het water | - | certain certain",
        ],
    );
    check("en", "The gates were not open.", &["The gates were not open | open | The gates | - | denied certain"]);
    check("en", "The town was not attacked.", &["The town was not attacked | attack | - | The town | denied certain"]);
    check("en", "The army could not leave.", &["The army could not leave | leave | The army | - | denied possible"]);
}
