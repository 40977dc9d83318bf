//! Cases of every pack: the examples in its lexicon of events, sentences built by hand, and what holds of any text.

use std::sync::OnceLock;

use document::{Article, Lang, PartialDate, Span};
use pack::PackSource;
use proptest::prelude::*;

use super::{Context, Event, Lexicon, events, lexicon_examples};
use crate::factuality;
use crate::{ActorId, Name, NameKind, Rule, Timex3, TimexKind};

struct Language {
    lang: Lang,
    nlp: nlp::Pipeline,
    lexicon: Lexicon,
    degrees: factuality::Lexicon,
    pack: PackSource,
}

fn languages() -> &'static [Language] {
    static ALL: OnceLock<Vec<Language>> = OnceLock::new();
    ALL.get_or_init(|| {
        let packs = languages::embedded();
        let shared = &packs[&Lang::UNDETERMINED];
        let language = |(&lang, pack): (&Lang, &PackSource)| Language {
            lang,
            nlp: nlp::Pipeline::from_pack(pack).expect("a pipeline"),
            lexicon: Lexicon::from_packs(pack, shared).expect("tables of events"),
            degrees: factuality::Lexicon::from_pack(pack).expect("a table of words"),
            pack: pack.clone(),
        };
        packs.iter().map(language).filter(|language| !language.lexicon.is_empty()).collect()
    })
}

fn language(code: &str) -> &'static Language {
    languages().iter().find(|language| language.lang.as_str() == code).expect("a pack with events")
}

impl Language {
    fn read(&self, text: &str) -> Vec<Event> {
        let article = Article { language: self.lang, ..Article::plain(text) };
        let annotated = self.nlp.annotate(&article);
        let context = Context { names: &[], mentions: &crate::coref::Mentions::default(), times: &[], published: None };
        events(&self.lexicon, &self.degrees, &article, &annotated, context)
    }
}

/// Reads a tree made by hand.
fn read_tree(code: &str, tree: &str, context: impl Fn(&str) -> (Vec<Name>, Vec<Timex3>)) -> (String, Vec<Event>) {
    let (text, annotated) = nlp::conllu::Document::parse(tree).expect("a tree").annotated().expect("few labels");
    let (names, times) = context(&text);
    let language = language(code);
    let article = Article { language: language.lang, ..Article::plain(&text) };
    let published = "2031-03-05".parse::<PartialDate>().ok();
    let context = Context { names: &names, mentions: &crate::coref::Mentions::default(), times: &times, published };
    let found = events(&language.lexicon, &language.degrees, &article, &annotated, context);
    (text, found)
}

fn name(text: &str, word: &str, kind: NameKind) -> Name {
    let start = text.find(word).expect("in the text");
    let span = Span::new(start, start + word.len());
    Name { span, kind, actor: Some(ActorId(word.to_lowercase())), rule: Rule::new("test") }
}

/// Writes an event as the cases do: trigger, code, actors, recipients, place, time, degree, tense.
fn line(text: &str, event: &Event) -> String {
    let parties =
        |parties: &[super::Party]| parties.iter().map(|party| party.span.of(text)).collect::<Vec<_>>().join(" + ");
    format!(
        "{} {} [{}] [{}] {} {} {} {}",
        event.trigger.of(text),
        event.plover.map_or("-", super::Plover::as_str),
        parties(&event.actors),
        parties(&event.recipients),
        event.place.as_ref().map_or("-", |place| &place.0),
        event.when.as_deref().unwrap_or("-"),
        event.factuality.as_str(),
        event.tense.as_str()
    )
}

#[test]
fn every_row_makes_its_example_and_not_its_counterexample() {
    let mut wrong = Vec::new();
    for language in languages() {
        for row in lexicon_examples(&language.pack).expect("a lexicon") {
            assert!(!row.example.is_empty() && !row.counter.is_empty(), "{} has no examples", row.id);
            let rule = format!("{}.event.{}", language.lang, row.id);
            let found = |text: &str| language.read(text).iter().any(|event| event.rule.as_str() == rule);
            if !found(&row.example) {
                let all: Vec<String> = language.read(&row.example).iter().map(|e| e.rule.as_str().to_owned()).collect();
                wrong.push(format!("{} {}: not in: {} {all:?}", language.lang, row.id, row.example));
            }
            if found(&row.counter) {
                wrong.push(format!("{} {}: found in: {}", language.lang, row.id, row.counter));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

fn check(code: &str, text: &str, expected: &[&str]) {
    let found: Vec<String> = language(code).read(text).iter().map(|event| line(text, event)).collect();
    assert_eq!(found, expected, "{text}");
}

const DELIVERY: &str = "\
1\tOostland\tOostland\tPROPN\t_\t_\t7\tnsubj\t_\t_
2\ten\ten\tCCONJ\t_\t_\t3\tcc\t_\t_
3\tNoordland\tNoordland\tPROPN\t_\t_\t1\tconj\t_\t_
4\twillen\twillen\tVERB\t_\tVerbForm=Fin|Tense=Pres\t0\troot\t_\t_
5\tvrijdag\tvrijdag\tNOUN\t_\t_\t4\tobl\t_\t_
6\ttroepen\ttroep\tNOUN\t_\t_\t9\tobj\t_\t_
7\tgaan\tgaan\tAUX\t_\tVerbForm=Inf\t9\taux\t_\t_
8\tnaar\tnaar\tADP\t_\t_\t10\tcase\t_\t_
9\tsturen\tsturen\tVERB\t_\tVerbForm=Inf\t4\txcomp\t_\t_
10\tWestland\tWestland\tPROPN\t_\t_\t9\tobl\t_\tSpaceAfter=No
11\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
";

#[test]
fn joined_subjects_are_inherited_and_a_time_above_the_infinitive_is_its_time() {
    let tree = DELIVERY.replace("\t7\tnsubj", "\t4\tnsubj");
    let (text, found) = read_tree("nl", &tree, |text| {
        let names = ["Oostland", "Noordland", "Westland"].map(|word| name(text, word, NameKind::Location));
        let start = text.find("vrijdag").expect("in the text");
        let span = Span::new(start, start + "vrijdag".len());
        let value = Some("2031-03-07".to_owned());
        let time = Timex3 { span, kind: TimexKind::Date, value, modifier: None, rule: Rule::new("test") };
        (names.to_vec(), vec![time])
    });
    let lines: Vec<String> = found.iter().map(|event| line(&text, event)).collect();
    assert_eq!(lines, ["sturen MOBILIZE [Oostland + Noordland] [Westland] - 2031-03-07 planned future"]);
    assert_eq!(found[0].actors[1].actor, Some(ActorId("noordland".to_owned())));
    assert_eq!(found[0].rule.as_str(), "nl.event.deploy");
}

#[test]
fn a_tree_that_is_none_is_read_without_harm() {
    // a cycle, a root of its own, heads that cross
    let tree = DELIVERY.replace("\t4\txcomp", "\t10\txcomp");
    let (_, found) = read_tree("nl", &tree, |_| (Vec::new(), Vec::new()));
    assert!(found.len() <= 1);
}

#[test]
fn voices_and_hidden_subjects() {
    check(
        "nl",
        "De rebellen werden door de politie opgepakt.",
        &["opgepakt COERCE [de politie] [De rebellen] - - certain past"],
    );
    check("nl", "De minister besloot af te treden.", &["af te treden RETREAT [De minister] [] - - certain past"]);
    check(
        "en",
        "Eastland refused to sign the agreement with Westland.",
        &[
            "refused REJECT [Eastland] [] - - certain past",
            "sign the agreement AGREE [Eastland] [Westland] - - denied past",
        ],
    );
    check(
        "en",
        "Police arrested the rebels who attacked the town.",
        &[
            "arrested COERCE [Police] [the rebels] - - certain past",
            "attacked ASSAULT [the rebels] [the town] - - certain past",
        ],
    );
    check(
        "en",
        "The French withdrawal from Northland may be delayed.",
        &[
            "withdrawal RETREAT [] [Northland] - - certain present",
            "delayed REJECT [] [The French withdrawal from Northland] - - possible present",
        ],
    );
}

#[test]
fn texts_without_trees_have_no_events() {
    let language = language("nl");
    let article = Article { language: language.lang, ..Article::plain("De rebellen vielen het dorp aan.") };
    let annotated = nlp::annotate(&nlp::Lexicon::from_pack(&language.pack).expect("tables"), &article);
    let context = Context { names: &[], mentions: &crate::coref::Mentions::default(), times: &[], published: None };
    assert!(events(&language.lexicon, &language.degrees, &article, &annotated, context).is_empty());
}

#[test]
fn unknown_frames_and_places_are_errors_with_their_line() {
    let pack = |row: &str| {
        let table = format!("id\tkind\tframe\tlemmas\tif\tof\texample\tcounter\n{row}\n");
        let files = [("event/lexicon.tsv".to_owned(), table.into())].into_iter().collect();
        PackSource::new(Lang::new("nl").expect("a code"), files)
    };
    let packs = languages::embedded();
    let error =
        |row: &str| Lexicon::from_packs(&pack(row), &packs[&Lang::UNDETERMINED]).expect_err("wrong").to_string();
    assert_eq!(error("a\tverb\tnone\tx"), "pack `nl`, event/lexicon.tsv:2: no frame `none`");
    assert_eq!(error("a\tverb\tfire\tx\tobj=@x"), "pack `nl`, event/lexicon.tsv:2: no class `x`");
    assert_eq!(error("a\tverb\tfire\tx\twhere=x"), "pack `nl`, event/lexicon.tsv:2: no place `where`");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Spans lie in the text, triggers do not overlap, and reading twice gives the same, whatever the text.
    #[test]
    fn reading_never_fails(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        for language in languages() {
            let found = language.read(&text);
            for event in &found {
                prop_assert!(!event.trigger.of(&text).is_empty());
                let _ = line(&text, event);
            }
            prop_assert!(found.windows(2).all(|pair| pair[0].trigger.end <= pair[1].trigger.start));
            prop_assert_eq!(&found, &language.read(&text));
        }
    }
}

/// Returns words that events are told with, marks, and arbitrary characters.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "aanval ",
        "vielen ",
        "aan ",
        "Oostland ",
        "en ",
        "de ",
        "stad ",
        "door ",
        "werd ",
        "die ",
        "te ",
        "niet ",
        "troepen ",
        "sturen ",
        "attack ",
        "on ",
        "the ",
        "was ",
        "by ",
        "signed ",
        "deal ",
        ", ",
        ". ",
        "\n\n",
        "“",
        "(",
        "é",
        "\u{301}",
        "'s ",
        "wil ",
        "gaat ",
        "arrested ",
        "who ",
    ];
    prop_oneof![8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}
