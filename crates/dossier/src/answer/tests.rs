use reading::Act;

use super::*;
use crate::{
    Statement,
    statement::{ledger, utterances},
    testing::{lexicon, pile, say},
};

fn lines(entries: &[crate::Entry]) -> Vec<Statement> {
    let lexicon = lexicon();
    let pile = Pile::new(&lexicon, entries);
    let stories = crate::story::stories(&pile, &[]);
    let origins = Origins::new(&pile, &[], &stories);
    let all = utterances(&pile);
    let mut ledger = ledger(&pile, &origins, &all);
    let affiliations = crate::actor::affiliations(&lexicon, entries, &pile.actors);
    let stances = stances(&pile, &affiliations, &all);
    answer(&pile, &origins, &all, &stances, &mut ledger);
    ledger.statements
}

fn check(entries: &[crate::Entry]) -> Vec<Vec<usize>> {
    lines(entries).into_iter().map(|statement| statement.answers).collect()
}

#[test]
fn a_denial_of_all_charges_answers_the_charge_before_it() {
    let mut entries = pile(&["@2021-03-01\n[LOC Oosterwal] beschuldigt [ORG Kestrel] van lozingen in de haven. \
        [ORG Kestrel] ontkent alle aantijgingen."]);
    say(&mut entries[0], Act::Accuse, ("Oosterwal", "oosterwal"), "lozingen in de haven", Some("kestrel"));
    say(&mut entries[0], Act::Deny, ("Kestrel", "kestrel"), "alle aantijgingen", None);
    assert_eq!(check(&entries), [vec![], vec![0]]);
}

#[test]
fn a_denial_of_that_answers_the_claim_told_just_before() {
    let mut entries = pile(&["@2021-03-01\nVolgens [ORG De Baken] ontvangt [ORG Kestrel] geld uit [LOC Oosterwal], \
        de rederij ontkent dat. Het regende."]);
    say(&mut entries[0], Act::Say, ("De Baken", "de-baken"), "ontvangt Kestrel geld uit Oosterwal", None);
    say(&mut entries[0], Act::Deny, ("de rederij", "kestrel"), "dat", None);
    assert_eq!(check(&entries), [vec![], vec![0]]);
}

#[test]
fn a_later_denial_of_the_same_content_in_another_article_is_an_answer() {
    let mut entries = pile(&[
        "@2021-03-01\n[PER Ada Blom] zegt dat de fabriek giftige korrels in de haven dumpte, volgens [ORG Kestrel].",
        "@2021-03-09\n[ORG Kestrel] ontkent dat de fabriek korrels in de haven dumpte.",
        "@2021-03-10\n[ORG Kestrel] ontkent dat de directeur aftreedt.",
    ]);
    say(&mut entries[0], Act::Say, ("Ada Blom", "ada-blom"), "de fabriek giftige korrels in de haven dumpte", None);
    say(&mut entries[1], Act::Deny, ("Kestrel", "kestrel"), "de fabriek korrels in de haven dumpte", None);
    say(&mut entries[2], Act::Deny, ("Kestrel", "kestrel"), "de directeur aftreedt", None);
    assert_eq!(check(&entries), [vec![], vec![0], vec![]]);
}

#[test]
fn nobody_answers_before_the_charge() {
    let mut entries = pile(&[
        "@2021-03-01\n[ORG Kestrel] ontkent dat de fabriek korrels in de haven dumpte.",
        "@2021-03-09\n[PER Ada Blom] zegt dat de fabriek korrels in de haven dumpte, net als [ORG Kestrel].",
    ]);
    say(&mut entries[0], Act::Deny, ("Kestrel", "kestrel"), "de fabriek korrels in de haven dumpte", None);
    say(&mut entries[1], Act::Say, ("Ada Blom", "ada-blom"), "de fabriek korrels in de haven dumpte", None);
    assert!(check(&entries).iter().all(Vec::is_empty));
}

#[test]
fn an_accusation_that_nobody_answers_says_in_how_many_articles() {
    let charge = "@2021-03-01\n[LOC Oosterwal] beschuldigt [ORG Kestrel] van lozingen in de haven.";
    let mut entries =
        pile(&[charge, "@2021-03-11\n[ORG Kestrel] bouwt een schip.", "@2021-02-01\n[ORG Kestrel] vaart."]);
    say(&mut entries[0], Act::Accuse, ("Oosterwal", "oosterwal"), "lozingen in de haven", Some("kestrel"));
    let found = lines(&entries)[0].unanswered.expect("no answer");
    assert_eq!((found.articles, found.days), (2, Some(10)));
}

#[test]
fn a_criticism_is_no_accusation_without_an_answer() {
    let mut entries = pile(&["@2021-03-01\n[LOC Oosterwal] bekritiseert [ORG Kestrel] om lozingen in de haven."]);
    say(&mut entries[0], Act::Criticise, ("Oosterwal", "oosterwal"), "lozingen in de haven", Some("kestrel"));
    assert_eq!(lines(&entries)[0].unanswered, None);
}

#[test]
fn an_article_that_leaves_the_answer_out_is_told() {
    let charge = "[LOC Oosterwal] beschuldigt [ORG Kestrel] van lozingen in de haven.";
    let mut entries = pile(&[
        &format!("@2021-03-01\n{charge} [ORG Kestrel] ontkent alle aantijgingen."),
        &format!("@2021-03-02\n{charge}"),
    ]);
    for entry in &mut entries {
        say(entry, Act::Accuse, ("Oosterwal", "oosterwal"), "lozingen in de haven", Some("kestrel"));
    }
    say(&mut entries[0], Act::Deny, ("Kestrel", "kestrel"), "alle aantijgingen", None);
    let lines = lines(&entries);
    assert_eq!(lines.iter().map(|line| line.carried_without_answer.clone()).max(), Some(vec![1]));
}

#[test]
fn a_minister_answers_for_the_country_and_a_stranger_does_not() {
    let mut entries = pile(&["@2021-03-01\n[LOC Oosterwal] beschuldigt [LOC Verland] van spionage bij de haven. \
        De [MISC:verland Verlandse] minister van Buitenlandse Zaken [PER Ada Blom] wijst de beschuldiging van de hand. Het regende hard. Het woei ook. \
        De bakker [PER Cas Dorn] ontkent dat hij brood verkoopt."]);
    say(&mut entries[0], Act::Accuse, ("Oosterwal", "oosterwal"), "spionage bij de haven", Some("verland"));
    say(&mut entries[0], Act::Refuse, ("Ada Blom", "ada-blom"), "de beschuldiging", None);
    say(&mut entries[0], Act::Deny, ("Cas Dorn", "cas-dorn"), "dat hij brood verkoopt", None);
    assert_eq!(check(&entries), [vec![], vec![0], vec![]]);
}
