use proptest::prelude::*;

use super::{
    model::{AS_WRITTEN, FIRST_LEMMA},
    rewrite::Scripts,
    script::Script,
    table::Table,
    *,
};

const VERB: u8 = Upos::Verb as u8;
const NOUN: u8 = Upos::Noun as u8;

/// Returns a lemmatiser that knows `zag`, `NVK` and the particle `op`, and one edit script.
fn lemmatiser() -> Lemmatiser {
    let [_, by_particle, by_xpos, _] = particle_keys("zien", "op", "VZ|fin");
    let mut seam_weights = weights::Weights::new(10);
    let (steps, dictionary) = (Table::default(), Table::default());
    let known = Known { counts: &steps, dictionary: &dictionary };
    let halves = split::Halves { left: "hvk", right: "zaag", sign: true };
    let mut features = Vec::new();
    Evidence::of(halves, NOUN, &known).expect("a sign speaks for it").features(&known, &mut features);
    for feature in features {
        seam_weights.set(seam_weights.slot(feature), 9);
    }
    Lemmatiser::new(Model {
        split_tags: 1 << NOUN | 1 << MODIFIER,
        closed_tags: 1 << Upos::Adp as u32,
        particle_deprel: "compound:prt".to_owned(),
        lemmas: vec!["zien".to_owned()],
        dictionary: Table::new(&[
            (counts::entry("zag", VERB), FIRST_LEMMA),
            (fine_entry("NVK", NOUN, 0), AS_WRITTEN),
            (any_entry("zag"), FIRST_LEMMA),
        ]),
        particles: Table::new(&[(by_particle, 1), (by_xpos, 0)]),
        scripts: Scripts::new(vec![(Script::derive("werkte", "werken").expect("they share letters"), 1 << VERB)]),
        seam_weights,
        ..Model::default()
    })
}

fn check(form: &str, upos: Upos, expected: &str) {
    assert_eq!(lemmatiser().lemma(form, upos, "", "_", false), expected);
}

#[test]
fn known_words_are_looked_up_whatever_their_capitals() {
    check("zag", Upos::Verb, "zien");
    check("Zag", Upos::Verb, "zien");
    check("NVK", Upos::Noun, "NVK");
}

#[test]
fn unknown_words_have_their_endings_changed() {
    check("dankte", Upos::Verb, "danken");
    check("dankte", Upos::Noun, "dankte");
}

#[test]
fn a_form_known_under_another_tag_serves_closed_tags_alone() {
    check("zag", Upos::Adp, "zien");
    check("zag", Upos::Noun, "zag");
}

#[test]
fn words_come_apart_where_the_weights_say_so() {
    check("HVK-zaag", Upos::Noun, "HVK_zaag");
    check("HVK-zaag", Upos::Verb, "HVK-zaag");
}

#[test]
fn particles_join_their_verb_once() {
    let join = |verb, xpos, deprel| lemmatiser().with_particle(verb, "Op", xpos, deprel);
    assert_eq!(join("zien", "VZ|fin", "compound:prt").as_deref(), Some("op_zien"));
    assert_eq!(join("kijken", "VZ|fin", "compound:prt").as_deref(), Some("op_kijken"));
    assert_eq!(join("op_zien", "VZ|fin", "compound:prt"), None);
    assert_eq!(join("zien", "VZ|fin", "obl"), None);
    assert_eq!(join("zien", "VZ|init", "compound:prt"), None);
}

proptest! {
    #[test]
    fn any_word_has_a_lemma_and_the_same_each_time(form in "\\PC*", upos in 0..17_usize, xpos in "\\PC{0,4}", first: bool) {
        let lemmatiser = lemmatiser();
        let lemma = |form: &str| lemmatiser.lemma(form, Upos::ALL[upos], &xpos, "", first);
        prop_assert_eq!(lemma(&form), lemma(&form));
        prop_assert_eq!(lemma(&form).is_empty(), form.is_empty());
        let _ = lemmatiser.with_particle(&form, &form, &xpos, "compound:prt");
    }
}
