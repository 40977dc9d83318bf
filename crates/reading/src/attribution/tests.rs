//! Cases of every pack: the examples in the tables of cues, and the sentences of `examples/statements.md`.

use std::sync::OnceLock;

use document::{Article, Lang};
use pack::PackSource;
use proptest::prelude::*;

use crate::{ActorId, Name, NameKind, Rule, Timex3, TimexKind};

use super::{Attribution, Layers, Lexicon, act_examples, attributions, cue_examples, silence_examples};
use crate::coref;

struct Language {
    lang: Lang,
    nlp: nlp::Pipeline,
    lexicon: Lexicon,
    coref: coref::Lexicon,
}

/// Loads what reading statements in a language needs.
fn language(lang: Lang, pack: &PackSource, shared: &PackSource) -> Language {
    let nlp = nlp::Pipeline::from_pack(pack).expect("tables for splitting");
    let lexicon = Lexicon::from_packs(pack, shared).expect("tables of cues");
    let coref = coref::Lexicon::from_packs(pack, shared).expect("tables of pronouns");
    Language { lang, nlp, lexicon, coref }
}

fn languages() -> &'static [(Language, PackSource)] {
    static ALL: OnceLock<Vec<(Language, PackSource)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let packs = languages::embedded();
        let shared = &packs[&Lang::UNDETERMINED];
        packs.iter().map(|(&lang, pack)| (language(lang, pack, shared), pack.clone())).collect()
    })
}

impl Language {
    fn read(&self, text: &str) -> Vec<Attribution> {
        self.read_with(text, &[], &[])
    }

    fn article(&self, text: &str) -> Article {
        Article { language: self.lang, ..Article::plain(text) }
    }

    fn read_with(&self, text: &str, names: &[Name], times: &[Timex3]) -> Vec<Attribution> {
        let article = self.article(text);
        let annotated = self.nlp.annotate(&article);
        let mut mentions = coref::mentions(&self.coref, &article, &annotated, names);
        attributions(&self.lexicon, &article, &annotated, Layers { names, times }, &mut mentions)
    }
}

#[test]
fn every_phrase_of_silence_has_an_example_and_a_counter() {
    for (language, pack) in languages() {
        for (example, counter) in silence_examples(pack).expect("a table of silence") {
            let silent = |text: &str| language.read(text).iter().any(Attribution::is_silence);
            assert!(silent(&example), "{example}");
            assert!(!silent(&counter), "{counter}");
        }
    }
}

/// Writes a statement as the cases do.
fn line(text: &str, statement: &Attribution) -> String {
    let source = statement.source.as_ref().map_or("-", |source| source.span.of(text));
    let cue = statement.cue.map_or("-", |cue| cue.of(text));
    let content = statement.content.of(text);
    format!(
        "source: {source}    cue: {cue}    content: {content}    act: {}    form: {}",
        statement.act.as_str(),
        statement.form.as_str()
    )
}

/// Rows of the tables of cues whose examples are not read as they should be, by language.
/// FIXME: the weights are learned, and these they have not learned; a row that is read right must leave this list.
const MISREAD: &[(&str, &str)] = &[
    ("en", "ask-more"),
    ("en", "by-estimates"),
    ("en", "criticise-more"),
    ("en", "put-at"),
    ("en", "think"),
    ("en", "warn-more"),
    ("fr", "paraît-il"),
    ("fr", "qualifier"),
    ("fr", "se-demander"),
    ("fr", "se-plaindre"),
    ("nl", "aanvechten"),
    ("nl", "beschuldigende-vinger"),
    ("nl", "bevestigen-lemma"),
    ("nl", "bevestigt-noch"),
    ("nl", "bewering-2"),
    ("nl", "erkennen-lemma"),
    ("nl", "geen-geheim"),
    ("nl", "lof-n"),
    ("nl", "medeschuldig"),
    ("nl", "schuld-bekennen"),
    ("nl", "spreken-tail"),
    ("nl", "stilstaan"),
    ("nl", "toestemmen"),
    ("nl", "vraag-n"),
    ("nl", "wraak-zweren"),
];

#[test]
fn every_cue_makes_its_example_and_not_its_counterexample() {
    let mut misread = std::collections::BTreeSet::new();
    let mut wrong = Vec::new();
    for (language, pack) in languages() {
        for row in cue_examples(pack).expect("a table of cues") {
            assert!(!row.example.is_empty() && !row.counter.is_empty(), "{} has no examples", row.id);
            let by_row = |text: &str| -> Vec<Attribution> {
                let article = language.article(text);
                let annotated = language.nlp.annotate(&article);
                let of_row = |cue: document::Span| {
                    let lemmas = annotated.words.iter().filter(|word| cue.overlap(word.span) > 0).flat_map(|word| {
                        let last = word.lemma.rsplit('_').next().unwrap_or_default();
                        [word.lemma.replace('_', "").to_lowercase(), last.to_lowercase()]
                    });
                    let written = cue.of(text).to_lowercase();
                    let lemmas: Vec<String> = lemmas.collect();
                    row.forms.iter().any(|form| written.contains(form.as_str()) || lemmas.contains(form))
                };
                let all = language.read_with(&article.text, &[], &[]).into_iter();
                all.filter(|statement| statement.cue.is_some_and(of_row)).collect()
            };
            if by_row(&row.example).is_empty() {
                misread.insert((language.lang.to_string(), row.id.clone()));
                wrong.push(format!("{} {}: nothing found in: {}", language.lang, row.id, row.example));
            }
            for statement in by_row(&row.counter) {
                let found = line(&row.counter, &statement);
                misread.insert((language.lang.to_string(), row.id.clone()));
                wrong.push(format!("{} {}: found {found} in: {}", language.lang, row.id, row.counter));
            }
        }
    }
    let known = MISREAD.iter().map(|(lang, id)| ((*lang).to_owned(), (*id).to_owned())).collect();
    assert_eq!(misread, known, "{}", wrong.join("\n"));
}

#[test]
fn every_row_of_acts_tells_the_act_of_its_example_and_not_of_its_counterexample() {
    let mut wrong = Vec::new();
    for (language, pack) in languages() {
        for row in act_examples(pack).expect("a table of acts") {
            let acts = |text: &str| -> Vec<&str> {
                language.read(text).iter().map(|statement| statement.act.as_str()).collect()
            };
            let (example, counter) = (acts(&row.example), acts(&row.counter));
            if !example.contains(&row.act.as_str()) {
                wrong.push(format!("{}: {example:?} in: {}", language.lang, row.example));
            }
            if counter.is_empty() || counter.contains(&row.act.as_str()) {
                wrong.push(format!("{}: {counter:?} in: {}", language.lang, row.counter));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One sentence of `examples/statements.md` and the statements in it, in order.
struct Case {
    title: String,
    text: String,
    expected: Vec<String>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    for text in markdown.lines() {
        if let Some(title) = text.strip_prefix("## ") {
            out.push(Case { title: title.to_owned(), text: String::new(), expected: Vec::new() });
        } else if let (Some(quoted), Some(case)) = (text.strip_prefix('>'), out.last_mut()) {
            let quoted = quoted.trim();
            if !case.expected.is_empty() {
                let title = case.title.clone();
                out.push(Case { title, text: quoted.to_owned(), expected: Vec::new() });
            } else if quoted.is_empty() {
                case.text.push_str("\n\n");
            } else {
                if !case.text.is_empty() && !case.text.ends_with('\n') {
                    case.text.push(' ');
                }
                case.text.push_str(quoted);
            }
        } else if let (true, Some(case)) = (text.starts_with("source: ") || text == "none", out.last_mut()) {
            case.expected.push(text.trim().to_owned());
        }
    }
    out
}

#[test]
fn every_case_of_every_pack_reads_as_written() {
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    for (language, pack) in languages() {
        let Ok(markdown) = pack.text("examples/statements.md") else { continue };
        for case in cases(markdown) {
            n_cases += 1;
            assert!(!case.text.is_empty() && !case.expected.is_empty(), "`{}` has no sentence or no line", case.title);
            let found: Vec<String> =
                language.read(&case.text).iter().map(|statement| line(&case.text, statement)).collect();
            let expected: Vec<&String> = case.expected.iter().filter(|line| *line != "none").collect();
            if found.iter().ne(expected) {
                wrong.push(format!("{} `{}`\n  {}\n  found {found:#?}", language.lang, case.title, case.text));
            }
        }
    }
    assert!(n_cases >= 120, "only {n_cases} cases");
    assert!(wrong.is_empty(), "{} of {n_cases}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_source_of_every_pack_has_the_actor_written() {
    let packs = languages::embedded();
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    for (language, pack) in languages() {
        let Ok(markdown) = pack.text("examples/actors.md") else { continue };
        let names = crate::name::Lexicon::from_packs(pack, &packs[&Lang::UNDETERMINED]).expect("tables of names");
        for case in cases(markdown) {
            n_cases += 1;
            let article = language.article(&case.text);
            let annotated = language.nlp.annotate(&article);
            let names = crate::name::names(&names, &article, &annotated);
            let found: Vec<String> = language
                .read_with(&case.text, &names, &[])
                .iter()
                .filter_map(|statement| statement.source.as_ref())
                .map(|source| {
                    let actor = source.actor.as_ref().map_or("-", |actor| actor.0.as_str());
                    format!("source: {}    actor: {actor}", source.span.of(&case.text))
                })
                .collect();
            if found != case.expected {
                wrong.push(format!("{} `{}`\n  {}\n  found {found:#?}", language.lang, case.title, case.text));
            }
        }
    }
    assert!(n_cases >= 18, "only {n_cases} cases");
    assert!(wrong.is_empty(), "{} of {n_cases}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_date_beside_the_cue_is_when_it_was_said_and_a_surname_is_its_actor() {
    let text = "‘De brug is dicht’, zei Jansen dinsdag.";
    let at = |word: &str| {
        let start = text.find(word).expect("in the text");
        document::Span::new(start, start + word.len())
    };
    let jansen = ActorId("piet-jansen".to_owned());
    let rule = Rule::new("test");
    let name = Name { span: at("Jansen"), kind: NameKind::Person, actor: Some(jansen.clone()), rule: rule.clone() };
    let value = Some("2031-03-04".to_owned());
    let time = Timex3 { span: at("dinsdag"), kind: TimexKind::Date, value: value.clone(), modifier: None, rule };
    let (dutch, _) = languages().iter().find(|(language, _)| language.lang.as_str() == "nl").expect("a pack `nl`");
    let statements = dutch.read_with(text, &[name], &[time]);
    let [statement] = statements.as_slice() else { panic!("{statements:?}") };
    assert_eq!(statement.said_at, value);
    assert_eq!(statement.source.as_ref().and_then(|source| source.actor.clone()), Some(jansen));
}

/// Reads a text in a language with the name of a person, and returns its statements.
fn read_with_person(lang: &str, text: &str, person: &str) -> Vec<Attribution> {
    let name = |(start, _): (usize, &str)| Name {
        span: document::Span::new(start, start + person.len()),
        kind: NameKind::Person,
        actor: Some(ActorId("the-person".to_owned())),
        rule: Rule::new("test"),
    };
    let names: Vec<Name> = text.match_indices(person).map(name).collect();
    let (language, _) = languages().iter().find(|(language, _)| language.lang.as_str() == lang).expect("a pack");
    language.read_with(text, &names, &[])
}

fn speaker_of<'a>(statement: &'a Attribution, text: &'a str) -> Option<&'a str> {
    statement.speaker.as_ref().map(|speaker| speaker.span.of(text))
}

#[test]
fn what_answers_the_questions_of_an_interview_is_said_by_whoever_is_asked() {
    let text = "Waarom brak de dijk?\n\n‘De pomp stond uit. Dat wist iedereen.’ Volgens Dorpel was dat gewoonte.\n\n\
        Wie wist dat?\n\n‘De dijkgraaf had de sleutel in zijn zak.’\n\n\
        De dijkgraaf zegt dat hij ziek was.\n\n‘Hij zat gewoon in het gemeentehuis.’\n\n\
        En nu?\n\n‘Nu wordt er gebouwd. Dat duurt jaren.’";
    let read = read_with_person("nl", text, "Dorpel");
    let quoted: Vec<_> = read.iter().filter(|statement| statement.cue.is_none()).collect();
    assert_eq!(quoted.len(), 4, "{quoted:?}");
    assert!(quoted.iter().all(|statement| speaker_of(statement, text) == Some("Dorpel")), "{quoted:?}");
    // one question makes no interview
    let text = "Waarom brak de dijk?\n\n‘De pomp stond uit. Dat wist iedereen.’ Volgens Dorpel was dat gewoonte.";
    let read = read_with_person("nl", text, "Dorpel");
    assert!(read.iter().filter(|statement| statement.cue.is_none()).all(|one| one.speaker.is_none()), "{read:?}");
}

#[test]
fn a_quotation_alone_is_said_by_the_person_that_the_sentence_before_it_is_about() {
    let text = "Dorpel ziet haar gelijk bevestigd. “De dijk was met zand gevuld, dat zei ik al.”";
    let read = read_with_person("nl", text, "Dorpel");
    let quoted = read.iter().find(|statement| statement.cue.is_none()).expect("a quotation");
    assert_eq!(speaker_of(quoted, text), Some("Dorpel"));
    let text = "De dijk van Dorpel is gebroken. “De dijk was met zand gevuld, dat zei ik al.”";
    let read = read_with_person("nl", text, "Dorpel");
    assert!(read.iter().all(|statement| speaker_of(statement, text).is_none()), "{read:?}");
}

#[test]
fn a_denial_that_does_not_tell_what_is_denied_is_kept() {
    let bare = |lang: &str, text: &str| -> Vec<String> {
        let (language, _) = languages().iter().find(|(language, _)| language.lang.as_str() == lang).expect("a pack");
        let read = language.read(text).into_iter().filter(|one| one.rule.as_str() == "attribution.bare");
        read.map(|one| format!("{} {}", one.act.as_str(), one.content.of(text))).collect()
    };
    assert_eq!(bare("nl", "De minister ontkent."), ["deny ontkent"]);
    assert_eq!(bare("fr", "La junte dément formellement."), ["deny dément formellement"]);
    assert!(bare("nl", "De minister ontkent dat de brug dicht was.").is_empty());
    assert!(bare("nl", "De bank bestrijdt de brand.").is_empty());
    assert!(bare("en", "The bank denied that money was missing.").is_empty());
}

#[test]
fn unknown_frames_are_errors_with_their_line() {
    let row = "id\tkind\tact\tnegated\tforms\tjoined\tparticle\tframe\tpreposition\texample\tcounter\nx\tverb\tsay\t-\ta\t\t\twhy\n";
    let files = [("attribution/cues.tsv".to_owned(), row.into())].into_iter().collect();
    let pack = PackSource::new(Lang::UNDETERMINED, files);
    let error =
        Lexicon::from_packs(&pack, &PackSource::new(Lang::UNDETERMINED, Default::default())).expect_err("no frame");
    assert_eq!(error.to_string(), "pack `und`, attribution/cues.tsv:2: no frame `why`");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Spans lie in the text, contents are not empty, and reading twice gives the same, whatever the text.
    #[test]
    fn reading_never_fails(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        for (language, _) in languages() {
            let statements = language.read(&text);
            for statement in &statements {
                prop_assert!(!statement.content.of(&text).is_empty());
                let _ = line(&text, statement);
            }
            prop_assert_eq!(&statements, &language.read(&text));
        }
    }
}

/// Returns words that cues and clauses are made of, marks, and arbitrary characters.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "zegt ",
        "volgens ",
        "dat ",
        "de minister ",
        "Jansen ",
        ", ",
        ". ",
        "“",
        "”",
        "‘",
        "’",
        "\"",
        ": ",
        " – ",
        "(",
        ")",
        "aldus ",
        "en ",
        "die ",
        "kondigde ",
        "aan ",
        "te ",
        "niet ",
        "heeft ",
        "beschuldigd ",
        "said ",
        "according to ",
        "that ",
        "the mayor ",
        "adding ",
        "\n\n",
        "Dat ",
        "hij ",
        "oproep ",
        "van ",
        "noemde ",
        "; ",
        "! ",
        "é",
        "\u{301}",
    ];
    prop_oneof![8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

#[test]
fn time_grows_with_the_length_of_a_text_without_marks() {
    let languages = languages();
    let (dutch, _) = languages.iter().find(|(language, _)| language.lang.as_str() == "nl").expect("a pack `nl`");
    let seconds = |n: usize| {
        let text = "de minister zegt dat volgens Jansen ".repeat(n);
        let start = std::time::Instant::now();
        assert!(!dutch.read(&text).is_empty());
        start.elapsed().as_secs_f64()
    };
    let best = |n: usize| (0..3).map(|_| seconds(n)).fold(f64::INFINITY, f64::min);
    let (short, long) = (best(300), best(4800));
    assert!(long < short * 100.0, "16 times the text took {:.0} times as long", long / short);
}
