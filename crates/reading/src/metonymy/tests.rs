use document::Lang;

use super::*;
use crate::Reader;

/// Reads a text whose name in question stands in brackets; returns that name's actor.
fn actor(lang: &str, marked: &str) -> Option<ActorId> {
    let start = marked.find('[').expect("a name in brackets");
    let end = marked.find(']').expect("a closed bracket") - 1;
    let text = marked.replace(['[', ']'], "");
    let packs = languages::embedded();
    let (pack, shared) = (&packs[&Lang::new(lang).unwrap()], &packs[&Lang::UNDETERMINED]);
    let article = Article { language: Lang::new(lang).unwrap(), ..Article::plain(text) };
    let annotated = nlp::Pipeline::from_pack(pack).unwrap().annotate(&article);
    let (reading, _) = crate::read(&Reader::new(pack, shared).unwrap(), &article, &annotated);
    reading.names.into_iter().find(|name| name.span.overlap(Span::new(start, end)) > 0)?.actor
}

fn is_body(id: Option<ActorId>) -> bool {
    id.is_some_and(|id| id.0.contains("-of-"))
}

#[test]
fn every_use_has_an_example_and_a_counter_example_that_hold() {
    let mut wrong = Vec::new();
    for (lang, pack) in languages::embedded() {
        for Example { place, example, counter } in examples(&pack).unwrap() {
            let lang = lang.to_string();
            if !is_body(actor(&lang, &example)) {
                wrong.push(format!("{place}: stands for nobody: {example}"));
            }
            if is_body(actor(&lang, &counter)) {
                wrong.push(format!("{place}: stands for somebody: {counter}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_capital_that_decides_is_a_government_and_one_where_it_rains_is_a_city() {
    let nl = |text| actor("nl", text).map(|id| id.0);
    assert_eq!(nl("[Bamako] besloot de ambassadeur uit te zetten."), Some("government-of-mali".to_owned()));
    assert_eq!(nl("In [Bamako] regent het."), Some("bamako".to_owned()));
    assert_eq!(nl("Londen en [Berlijn] willen de sancties verlengen."), Some("government-of-germany".to_owned()));
    assert_eq!(nl("[Den Haag] weigert te betalen."), Some("government-of-netherlands".to_owned()));
    assert_eq!(nl("[Amsterdam] weigert te betalen."), Some("amsterdam".to_owned()));
    assert_eq!(nl("Het [Kremlin] ontkent."), Some("government-of-russia".to_owned()));
    assert_eq!(nl("Britse schepen bombardeerden [Apia] in de nacht."), Some("apia".to_owned()));
    assert_eq!(nl("[MOSKOU] - President Ada Blom wil praten."), Some("moscow".to_owned()));
    let en = |text| actor("en", text).map(|id| id.0);
    assert_eq!(en("The [White House] denied the report."), Some("government-of-united-states".to_owned()));
    assert_eq!(en("She made it to the [White House] at last."), Some("white-house".to_owned()));
    assert_eq!(en("China is [Pyongyang]'s only ally."), Some("government-of-north-korea".to_owned()));
}

#[test]
fn a_body_called_after_a_capital_is_that_of_its_country() {
    let packs = languages::embedded();
    let lexicon = Lexicon::from_packs(&packs[&Lang::new("nl").unwrap()], &packs[&Lang::UNDETERMINED]).unwrap();
    let of_country = |id: &str| lexicon.of_country(&ActorId(id.to_owned())).map(|id| id.0);
    assert_eq!(of_country("government-of-bamako"), Some("government-of-mali".to_owned()));
    assert_eq!(of_country("army-of-the-hague"), Some("army-of-netherlands".to_owned()));
    assert_eq!(of_country("government-of-mali"), None);
    assert_eq!(of_country("bamako"), None);
}

#[test]
fn without_trees_names_stay_places() {
    let packs = languages::embedded();
    let lang = Lang::new("nl").unwrap();
    let (pack, shared) = (&packs[&lang], &packs[&Lang::UNDETERMINED]);
    let article = Article { language: lang, ..Article::plain("Het Kremlin ontkent.".to_owned()) };
    let annotated = nlp::annotate(&nlp::Lexicon::from_pack(pack).unwrap(), &article);
    let (reading, _) = crate::read(&Reader::new(pack, shared).unwrap(), &article, &annotated);
    assert_eq!(reading.names[0].actor, Some(ActorId("kremlin".to_owned())));
}
