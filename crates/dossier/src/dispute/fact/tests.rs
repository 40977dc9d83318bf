use reading::{Act, Factuality};

use crate::{
    Corrections, DisputeKind, Entry, build_corrected,
    testing::{clause, entry, lexicon, say},
};

/// The disputes about facts, each as its level and the best sentences of its sides.
fn check(entries: &mut [Entry]) -> Vec<(&'static str, Vec<String>)> {
    let (dossier, _) = build_corrected(&lexicon(), entries, &Corrections::default());
    let facts = dossier.disputes.iter().filter(|dispute| dispute.kind == DisputeKind::Fact);
    facts
        .map(|dispute| {
            let text = |quote: &crate::Quote| quote.span.of(&entries[quote.article].article.text).to_owned();
            (dispute.level().as_str(), dispute.sides.iter().map(|side| text(&side.quote)).collect())
        })
        .collect()
}

const TOLD: &str = "@2021-03-01 Bode\n[ORG Kestrel] dumpte giftige korrels in de haven van [LOC Oosterwal].";

fn told() -> Entry {
    let mut entry = entry("told.txt", TOLD);
    let words = "Kestrel dumpte giftige korrels in de haven van Oosterwal";
    clause(&mut entry, words, ("dumpte", "dumpen"), "Kestrel", Factuality::Certain);
    entry
}

fn denied(date: &str, verb: &str, lemma: &str) -> Entry {
    let content = format!("Kestrel {verb} geen korrels in de haven van Oosterwal");
    let text =
        format!("@{date} Ster\n[PER Ada Blom] zei: [ORG Kestrel] {verb} geen korrels in de haven van [LOC Oosterwal].");
    let mut entry = entry("denied.txt", &text);
    say(&mut entry, Act::Say, ("Ada Blom", "ada-blom"), &content, None);
    clause(&mut entry, &content, (verb, lemma), "Kestrel", Factuality::Denied);
    entry
}

#[test]
fn what_one_tells_and_another_says_is_not_so_is_a_dispute() {
    let sides = [
        "Kestrel dumpte giftige korrels in de haven van Oosterwal.",
        "Ada Blom zei: Kestrel dumpte geen korrels in de haven van Oosterwal.",
    ];
    let expected = [("plain", sides.map(str::to_owned).to_vec())];
    assert_eq!(check(&mut [told(), denied("2021-03-04", "dumpte", "dumpen")]), expected);
    assert_eq!(check(&mut [denied("2021-03-04", "dumpte", "dumpen"), told()]), expected);
}

#[test]
fn what_is_told_long_before_or_of_another_deed_is_none() {
    assert_eq!(check(&mut [told(), denied("2022-03-04", "dumpte", "dumpen")]), []);
    assert_eq!(check(&mut [told(), denied("2021-03-04", "zocht", "zoeken")]), []);
}

#[test]
fn what_is_told_after_the_denial_is_news() {
    assert_eq!(check(&mut [told(), denied("2021-02-12", "dumpte", "dumpen")]), []);
}

#[test]
fn what_somebody_else_did_not_do_is_none() {
    let mut other = entry(
        "other.txt",
        "@2021-03-04 Ster\n[PER Ada Blom] zei: [ORG Merel] dumpte geen korrels in de haven van [LOC Oosterwal].",
    );
    let content = "Merel dumpte geen korrels in de haven van Oosterwal";
    say(&mut other, Act::Say, ("Ada Blom", "ada-blom"), content, None);
    clause(&mut other, content, ("dumpte", "dumpen"), "Merel", Factuality::Denied);
    assert_eq!(check(&mut [told(), other]), []);
}

#[test]
fn a_dispute_shown_as_a_denial_is_not_shown_as_a_fact_too() {
    let mut told = entry("000.txt", "@2021-03-01\nIn de haven dumpte [ORG Kestrel] jarenlang giftige korrels.");
    let words = "In de haven dumpte Kestrel jarenlang giftige korrels";
    clause(&mut told, words, ("dumpte", "dumpen"), "Kestrel", Factuality::Certain);
    let mut denied = entry("001.txt", "@2021-03-04\n[ORG Kestrel] ontkent dat het giftige korrels in de haven dumpte.");
    let content = "het giftige korrels in de haven dumpte";
    say(&mut denied, Act::Deny, ("Kestrel", "kestrel"), content, None);
    let whole = "Kestrel ontkent dat het giftige korrels in de haven dumpte";
    clause(&mut denied, whole, ("dumpte", "dumpen"), "Kestrel", Factuality::Denied);
    let (dossier, _) = build_corrected(&lexicon(), &mut [told, denied], &Corrections::default());
    let kinds: Vec<DisputeKind> = dossier.disputes.iter().map(|dispute| dispute.kind).collect();
    assert_eq!(kinds, [DisputeKind::Denial]);
}

#[test]
fn versions_set_against_each_other_are_a_dispute() {
    let versions = |joint: &str| {
        let text = format!(
            "@2021-03-01\nVolgens [ORG Kestrel] was het een oefening, {joint} volgens [PER Ada Blom] was het een aanval."
        );
        let mut entry = entry("versions.txt", &text);
        for (who, id, content, head) in [
            ("Kestrel", "kestrel", "was het een oefening", "oefening"),
            ("Ada Blom", "ada-blom", "was het een aanval", "aanval"),
        ] {
            say(&mut entry, Act::Say, (who, id), content, None);
            clause(&mut entry, content, (head, head), "", Factuality::Certain);
        }
        check(&mut [entry]).len()
    };
    assert_eq!(versions("maar"), 1);
    assert_eq!(versions("en"), 0);
}
