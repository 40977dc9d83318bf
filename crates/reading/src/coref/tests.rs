//! Cases of every pack: the examples in the tables, and properties of the resolver.

use std::sync::OnceLock;

use document::{Article, Lang};
use nlp::Annotated;
use proptest::prelude::*;

use super::{Lexicon, Mentions, SourceAt, examples, mentions};
use crate::name;

struct Language {
    lang: Lang,
    nlp: nlp::Pipeline,
    names: name::Lexicon,
    coref: Lexicon,
}

fn languages() -> &'static [(Language, pack::PackSource)] {
    static ALL: OnceLock<Vec<(Language, pack::PackSource)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let packs = languages::embedded();
        let shared = &packs[&Lang::UNDETERMINED];
        let language = |(&lang, pack): (&Lang, &pack::PackSource)| {
            let nlp = nlp::Pipeline::from_pack(pack).expect("tables for splitting");
            let names = name::Lexicon::from_packs(pack, shared).expect("tables of names");
            let coref = Lexicon::from_packs(pack, shared).expect("tables of pronouns");
            (Language { lang, nlp, names, coref }, pack.clone())
        };
        packs.iter().map(language).collect()
    })
}

impl Language {
    fn read(&self, text: &str) -> (Article, Annotated, Mentions) {
        let article = Article { language: self.lang, ..Article::plain(text) };
        let annotated = self.nlp.annotate(&article);
        let names = name::names(&self.names, &article, &annotated);
        let mentions = mentions(&self.coref, &article, &annotated, &names);
        (article, annotated, mentions)
    }

    /// Tells whether a word of that form, not part of a name, has an actor in the text, at its last place.
    fn means_somebody(&self, text: &str, forms: &[String]) -> bool {
        let (_, annotated, mentions) = self.read(text);
        let wanted = |norm: &str| forms.iter().any(|form| norm == form.to_lowercase());
        let last = annotated.words.iter().rposition(|word| {
            let form = word.form_in(text).to_lowercase();
            wanted(&form) || wanted(&word.lemma.to_lowercase().replace('_', ""))
        });
        last.is_some_and(|word| mentions.actor_of(word).is_some())
    }
}

#[test]
fn every_row_means_somebody_in_its_example_and_not_in_its_counterexample() {
    let mut wrong = Vec::new();
    let mut n_rows = 0;
    for (language, pack) in languages() {
        for row in examples(pack).expect("tables with examples") {
            n_rows += 1;
            for (text, expected) in [(&row.example, true), (&row.counter, false)] {
                if !text.is_empty() && language.means_somebody(text, &row.forms) != expected {
                    wrong.push(format!("{} {:?}, actor {expected} expected: {text}", language.lang, row.forms));
                }
            }
        }
    }
    assert!(n_rows >= 60, "only {n_rows} rows");
    assert!(wrong.is_empty(), "{} of {n_rows}\n{}", wrong.len(), wrong.join("\n"));
}

fn language(code: &str) -> &'static Language {
    &languages().iter().find(|(language, _)| language.lang.as_str() == code).expect("a pack").0
}

/// Returns the actors of the sources at `words` of a text, each with what it says and whether that is quoted.
fn speakers(code: &str, text: &str, sources: &[(&str, &str, bool)]) -> Vec<String> {
    let (_, annotated, mut mentions) = language(code).read(text);
    let mut from = 0;
    let mut place = |words: &str| {
        let at = from + text[from..].find(words).unwrap_or_else(|| panic!("`{words}` is not in `{text}`"));
        from = at;
        document::Span::new(at, at + words.len())
    };
    let source = |&(words, content, quoted): &(&str, &str, bool)| {
        let at = text.find(content).expect("the content is in the text");
        let content = document::Span::new(at, at + content.len());
        SourceAt { head: mentions.head_in(&annotated, place(words)), content, quoted }
    };
    let sources: Vec<SourceAt> = sources.iter().map(source).collect();
    let actors = mentions.resolve_sources(&sources);
    actors.into_iter().map(|actor| actor.map_or("-".to_owned(), |actor| actor.0)).collect()
}

#[test]
fn a_pronoun_behind_a_quotation_is_the_last_speaker_not_who_is_spoken_of() {
    let text = "Burgemeester Marieke Dorpel noemde de brug gevaarlijk. “Anna Kroon heeft gewaarschuwd”, zei ze.";
    let said = [("Dorpel", "gevaarlijk", false), ("ze.", "Anna Kroon heeft gewaarschuwd", true)];
    assert_eq!(speakers("nl", text, &said), ["marieke-dorpel", "marieke-dorpel"]);
}

#[test]
fn who_speaks_in_a_report_does_not_go_on_after_it() {
    let text = "Karel Dijk zei dat Piet Zandstra de brug beloofde. “De brug komt er”, zei hij.";
    let content = "Piet Zandstra de brug beloofde";
    let said = [("Karel", content, false), ("Piet", "de brug", false), ("hij", "De brug komt er", true)];
    assert_eq!(speakers("nl", text, &said), ["karel-dijk", "piet-zandstra", "karel-dijk"]);
}

#[test]
fn things_say_nothing() {
    let text = "Pierre Sandrin a parlé hier. Le pont est ouvert, a-t-il dit.";
    let said = [("Pierre", "hier", false), ("a-t-il", "Le pont est ouvert", false)];
    assert_eq!(speakers("fr", text, &said), ["pierre-sandrin", "pierre-sandrin"]);
}

#[test]
fn i_and_we_in_a_quotation_are_its_speaker() {
    let text = "“Ik zie dat wij de brug missen”, zei Karel Dijk.";
    let (_, annotated, mut mentions) = language("nl").read(text);
    let word = |form: &str| annotated.words.iter().position(|word| word.form_in(text) == form).expect("in the text");
    assert_eq!((mentions.actor_of(word("Ik")), mentions.actor_of(word("wij"))), (None, None));
    let end = text.find("”").expect("a quotation");
    let source = SourceAt { head: Some(word("Karel")), content: document::Span::new(0, end), quoted: true };
    mentions.resolve_sources(&[source]);
    let actor = |form: &str| mentions.actor_of(word(form)).map(|actor| actor.0.as_str());
    assert_eq!((actor("Ik"), actor("wij")), (Some("karel-dijk"), Some("karel-dijk")));
}

/// One text of `examples/mentions.md` with its mentions and their actors.
struct Case {
    title: String,
    text: String,
    expected: Vec<(String, String)>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut title = "";
    for line in markdown.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            title = heading;
        } else if let Some(text) = line.strip_prefix("> ") {
            out.push(Case { title: title.to_owned(), text: text.to_owned(), expected: Vec::new() });
        } else if let (Some(rest), Some(case)) = (line.strip_prefix("mention: "), out.last_mut()) {
            let (mention, actor) = rest.split_once("    actor: ").expect("a mention and its actor");
            case.expected.push((mention.to_owned(), actor.trim().to_owned()));
        }
    }
    out
}

#[test]
fn every_mention_of_every_pack_has_the_actor_written() {
    let (mut wrong, mut n_cases) = (Vec::new(), 0);
    for (language, pack) in languages() {
        let Ok(markdown) = pack.text("examples/mentions.md") else { continue };
        for case in cases(markdown) {
            n_cases += 1;
            let (_, annotated, mentions) = language.read(&case.text);
            let mut from = 0;
            for (words, actor) in &case.expected {
                let is_there = |at: usize| {
                    let behind = at + words.len();
                    !case.text[..at].ends_with(char::is_alphanumeric)
                        && !case.text[behind..].starts_with(char::is_alphanumeric)
                };
                let mut places = case.text.match_indices(words.as_str()).map(|(at, _)| at);
                let Some(at) = places.find(|&at| at >= from && is_there(at)) else {
                    panic!("`{words}` is not in `{}`", case.text)
                };
                from = at + words.len();
                let head = mentions.head_in(&annotated, document::Span::new(at, from));
                let mention = head.and_then(|head| mentions.at(head));
                let found = mention.and_then(|mention| mentions.actor(mention)).map_or("-", |actor| &actor.0);
                if found != actor {
                    let rule = mention.and_then(|mention| mention.rule).unwrap_or("-");
                    let text = &case.text;
                    wrong.push(format!(
                        "{} `{}` {text}\n   `{words}` found {found} ({rule})",
                        language.lang, case.title
                    ));
                }
            }
        }
    }
    assert!(n_cases >= 100, "only {n_cases} cases");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Antecedents stand before what takes them up, spans lie in the text, and reading twice gives the same.
    #[test]
    fn resolving_never_fails(pieces in prop::collection::vec(piece(), 0..50)) {
        let text = pieces.concat();
        for (language, _) in languages() {
            let (article, annotated, mut mentions) = language.read(&text);
            for mention in mentions.all() {
                prop_assert!(article.text.get(mention.span.start..mention.span.end).is_some_and(|span| !span.is_empty()));
                prop_assert!(mention.antecedent.is_none_or(|at| at < mentions.all().len()));
            }
            prop_assert_eq!(&mentions, &language.read(&text).2);
            let whole = document::Span::new(0, text.len());
            let source = |head| SourceAt { head: Some(head), content: whole, quoted: true };
            let sources: Vec<SourceAt> = (0..annotated.words.len() + 1).map(source).collect();
            prop_assert_eq!(mentions.resolve_sources(&sources).len(), sources.len());
        }
    }
}

/// Returns words that mentions are made of, marks, and arbitrary characters.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "Piet Zandstra ",
        "Marieke ",
        "de minister ",
        "hij ",
        "zij ",
        "ze ",
        "zich ",
        "zijn ",
        "die ",
        "zei ",
        "dat ",
        ", ",
        ". ",
        "“",
        "”",
        "de regering ",
        "Mali ",
        "van ",
        "het bedrijf ",
        "en ",
        "is ",
        "he ",
        "it ",
        "said ",
        "the company ",
        "President ",
        "il ",
        "elle ",
        "a dit ",
        "\n\n",
        "é",
        "\u{301}",
    ];
    prop_oneof![8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

#[test]
fn time_grows_with_the_length_of_a_text_without_marks() {
    let dutch = language("nl");
    let seconds = |n: usize| {
        let text = "de minister zegt dat hij de regering van Mali en het bedrijf kent ".repeat(n);
        let article = Article { language: dutch.lang, ..Article::plain(text) };
        let annotated = dutch.nlp.annotate(&article);
        let best = (0..7).map(|_| {
            let start = std::time::Instant::now();
            assert!(!mentions(&dutch.coref, &article, &annotated, &[]).all().is_empty());
            start.elapsed().as_secs_f64()
        });
        best.fold(f64::INFINITY, f64::min)
    };
    let (short, long) = (seconds(200), seconds(1600));
    assert!(long < short * 40.0, "8 times the text took {:.0} times as long", long / short);
}
