use proptest::prelude::*;
use reading::Act;

use super::*;
use crate::{
    Entry, build_corrected,
    testing::{lexicon, pile, say},
};

/// Actors as `id=Name`, after corrections, and the problems as `line: reason`.
fn corrected(texts: &[&str], corrections: &str) -> (Vec<String>, Vec<String>) {
    run(&mut pile(texts), corrections)
}

fn run(entries: &mut [Entry], corrections: &str) -> (Vec<String>, Vec<String>) {
    let (corrections, mut problems) = Corrections::parse(corrections);
    let (dossier, more) = build_corrected(&lexicon(), entries, &corrections);
    problems.extend(more);
    let actors = dossier.actors.into_iter().map(|actor| format!("{}={}", actor.id.0, actor.name)).collect();
    (actors, problems.iter().map(Problem::to_string).collect())
}

fn check(texts: &[&str], corrections: &str, expected: &[&str]) {
    let (actors, problems) = corrected(texts, corrections);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(actors, expected, "{corrections}");
}

#[test]
fn what_is_merged_is_one_actor_everywhere() {
    let texts = ["[PER Ada Blom] sprak.", "[PER De Bruggenbouwer] zweeg."];
    check(&texts, "merge ada-blom = de-bruggenbouwer", &["ada-blom=Ada Blom"]);
    check(&texts, "merge \"Ada Blom\" = De Bruggenbouwer  # haar bijnaam", &["ada-blom=Ada Blom"]);
}

#[test]
fn statements_follow() {
    let mut entries = pile(&["[PER Ada Blom] zei dat de brug dicht is.", "[PER Bruggenbouwer] zweeg over [PER Cor]."]);
    say(&mut entries[0], Act::Say, ("Ada Blom", "ada-blom"), "de brug dicht is", Some("cor"));
    entries[0].reading.statements[0].via.push(reading::ActorId("cor".to_owned()));
    let (corrections, _) =
        Corrections::parse("merge bruggenbouwer = ada-blom\nmerge x-persbureau = cor\nmerge zeg = cor");
    let (dossier, problems) = build_corrected(&lexicon(), &mut entries, &corrections);
    assert_eq!(dossier.statements[0].actor.as_ref().map(|id| id.0.as_str()), Some("bruggenbouwer"));
    assert_eq!(problems.len(), 2);
    assert_eq!(problems[0].to_string(), "2: nobody here is called `x-persbureau`");
    let (corrections, _) = Corrections::parse("drop cor");
    let (dossier, _) = build_corrected(&lexicon(), &mut entries, &corrections);
    assert_eq!(dossier.statements[0].target, None);
    assert!(entries[0].reading.statements[0].via.is_empty());
}

#[test]
fn a_name_is_given_and_the_old_one_becomes_an_alias() {
    check(&["[PER A. Blom] sprak."], "rename a-blom \"Ada Blom\"", &["a-blom=Ada Blom"]);
    check(&["[PER A. Blom] sprak."], "rename A. Blom = Ada Blom", &["a-blom=Ada Blom"]);
}

#[test]
fn a_surname_is_split_from_the_wrong_person() {
    let texts = ["[PER Ada Blom] sprak.", "[PER Blom] zweeg."];
    check(&texts, "", &["ada-blom=Ada Blom"]);
    check(&texts, "split \"Blom\" from ada-blom as bart-blom", &["ada-blom=Ada Blom", "bart-blom=Blom"]);
    check(&texts, "split \"Blom\" from ada-blom as blom", &["ada-blom=Ada Blom", "blom=Blom"]);
    check(
        &texts,
        "split Blom from Ada Blom as Bart Blom\nrename bart-blom \"Bart Blom\"",
        &["ada-blom=Ada Blom", "bart-blom=Bart Blom"],
    );
}

#[test]
fn a_split_may_hold_for_one_article_only() {
    let texts = ["[PER Ada Blom] sprak.", "[PER Blom] zweeg.", "[PER Blom] at."];
    let mut entries = pile(&texts);
    let (actors, problems) = run(&mut entries, "split \"Blom\" from ada-blom as bart-blom in \"001.txt\"");
    assert_eq!((actors.len(), problems.len()), (2, 0));
    let of = |entry: &Entry| entry.reading.names[0].actor.clone().map(|id| id.0);
    assert_eq!(of(&entries[1]).as_deref(), Some("bart-blom"));
    assert_eq!(of(&entries[2]).as_deref(), Some("ada-blom"), "it stays what it was");
}

#[test]
fn a_pronoun_taken_for_somebody_is_dropped_and_the_source_stays() {
    let mut entries = pile(&["[PER Ada Blom] kwam. Hij zei dat de brug dicht is."]);
    say(&mut entries[0], Act::Say, ("Hij", "ada-blom"), "de brug dicht is", None);
    let (actors, problems) = run(&mut entries, "drop \"hij\"");
    assert_eq!((actors.len(), problems.len()), (1, 0));
    let source = entries[0].reading.statements[0].source.as_ref().expect("a source");
    assert_eq!((source.actor.as_ref(), source.span.of(&entries[0].article.text)), (None, "Hij"));
}

#[test]
fn what_is_no_name_is_no_actor() {
    check(&["[PER Ada Blom] zag [LOC Vandaag]."], "drop \"Vandaag\"", &["ada-blom=Ada Blom"]);
    check(&["[PER Ada Blom] zag [LOC Vandaag]."], "drop vandaag", &["ada-blom=Ada Blom"]);
}

#[test]
fn lines_that_say_nothing_are_told_and_the_rest_goes_on() {
    let (actors, problems) = corrected(
        &["[PER Ada Blom] sprak."],
        "# een notitie\n\nmerg a = b\nmerge ada-blom\nrename \"Ada Blom\"\ndrop \"\nrename ada-blom \"Ada\"\ndrop zoek\nsplit a from b\nmerge a = \"b\" c",
    );
    assert_eq!(actors, ["ada-blom=Ada"]);
    let lines: Vec<&str> = problems.iter().filter_map(|problem| problem.split(':').next()).collect();
    assert_eq!(lines, ["3", "4", "5", "6", "9", "10", "8"]);
}

#[test]
fn contradictions_are_told_and_not_followed() {
    let texts = ["[PER Ada Blom] sprak met [PER Cor Dam].", "[PER Blom] zweeg."];
    let both = |corrections| corrected(&texts, corrections);
    let (actors, problems) = both("rename ada-blom \"A\"\nrename ada-blom \"B\"");
    assert_eq!((actors[0].as_str(), problems.len()), ("ada-blom=Ada Blom", 2));
    let (actors, problems) = both("split \"Blom\" from ada-blom as x\nsplit \"Blom\" from ada-blom as y");
    assert_eq!((actors.len(), problems.len()), (2, 2), "{problems:?}");
    let (actors, problems) = both("split \"Blom\" from ada-blom as cor-dam\nmerge ada-blom = cor-dam");
    assert_eq!((actors.len(), problems.len()), (1, 1), "{problems:?}");
    let (actors, problems) = both("merge ada-blom = cor-dam\nmerge cor-dam = ada-blom");
    assert_eq!((actors.len(), problems.len()), (1, 2), "{problems:?}");
    let ambiguous = ["[PER Ada Blom] en [PER Bart Blom].", "[PER:ada-blom Blom] zweeg.", "[PER:bart-blom Blom] sprak."];
    let (_, problems) = corrected(&ambiguous, "rename \"Blom\" \"X\"");
    assert_eq!(problems, ["1: `Blom` may be `ada-blom` or `bart-blom`: write which"]);
}

#[test]
fn typographic_quotation_marks_and_blanks_are_read_as_meant() {
    let texts = ["[PER Ada d’Aar] sprak."];
    check(&texts, "\u{feff}rename “Ada d'Aar” “Ada”", &["ada-d’aar=Ada"]);
    check(&texts, "  RENAME   „Ada  d’Aar“  =  Ada d'Aar # klaar", &["ada-d’aar=Ada d'Aar"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_lines_and_articles_does_not_matter(
        lines in Just(vec![
            "merge ada-blom = cor-dam", "merge \"Eva Fok\" = bert", "rename ada-blom \"Mevrouw Blom\"",
            "split \"Blom\" from ada-blom as gijs-blom", "drop \"Vandaag\"", "rename bert \"X\"", "merge bert = hans",
            "split \"Fok\" from eva-fok as gijs-fok in \"002.txt\"", "rename eva-fok \"Y\"",
        ]).prop_shuffle(),
        order in Just(vec![0usize, 1, 2, 3]).prop_shuffle(),
    ) {
        let texts = [
            "@2031-05-01\n[PER Ada Blom] sprak met [PER Cor Dam].", "@2031-05-02\n[PER Blom] zweeg tegen [PER Bert].",
            "@2031-05-03\n[PER Eva Fok] zag [LOC Vandaag]. [PER Fok] zweeg.", "@2031-05-04\n[PER Hans] en [PER Eva Fok].",
        ];
        let all = |lines: &[&str], order: &[usize]| {
            let mut entries: Vec<Entry> = pile(&texts);
            entries = order.iter().map(|&at| entries[at].clone()).collect();
            let (actors, problems) = run(&mut entries, &lines.join("\n"));
            let mut reasons: Vec<String> =
                problems.iter().filter_map(|problem| Some(problem.split_once(": ")?.1.to_owned())).collect();
            reasons.sort();
            (actors, reasons, entries.into_iter().map(|entry| entry.reading).collect::<Vec<_>>())
        };
        let mut sorted = lines.clone();
        sorted.sort_unstable();
        prop_assert_eq!(all(&lines, &order), all(&sorted, &[0, 1, 2, 3]));
    }

    #[test]
    fn any_text_is_read(text in "(merge|split|drop|rename|=|from|as|in|\"|ada-blom|Blom|\\PC{0,3}| |\n){0,40}") {
        let _ = corrected(&["[PER Ada Blom] sprak."], &text);
    }
}
