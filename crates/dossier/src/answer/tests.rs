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
