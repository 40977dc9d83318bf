use document::Lang;
use reading::{
    Act, Party,
    coref::{Class, Description},
};

use super::*;
use crate::testing::{lexicon, pile, say};

/// Adds the description of `phrase` by `noun`, both where they first stand, and a statement with it as the source.
fn describe(entry: &mut Entry, phrase: &str, noun: &str, actor: Option<&str>) -> usize {
    let span = |words: &str| {
        let start = entry.article.text.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let (span, noun_at) = (span(phrase), span(noun));
    let body = ["leger", "junta", "regering"].iter().position(|body| *body == noun);
    entry.reading.descriptions.push(Description {
        span,
        noun: noun_at,
        lemma: noun.to_owned(),
        class: Class::Person,
        body: body.map(|at| ["army-of", "government-of", "government-of"][at].to_owned()),
        regime: noun == "junta",
        definite: phrase.to_lowercase().starts_with(['d', 'h', 't']),
        place: None,
        of: None,
        actor: actor.map(|id| ActorId(id.to_owned())),
        pronouns: Vec::new(),
    });
    entry.reading.descriptions.sort_by_key(|description| description.noun);
    say(entry, Act::Say, (phrase, actor.unwrap_or_default()), "dat de brug dicht is", None);
    entry.reading.statements.len() - 1
}

/// Who says the last statement of every article, when all are one story.
fn speakers(entries: &[Entry]) -> Vec<Option<String>> {
    let (lexicon, mut actors) = (lexicon(), Actors::of(&lexicon(), entries));
    let story = Story {
        articles: (0..entries.len()).collect(),
        ..crate::story::stories(&crate::pile::Pile::new(&lexicon, entries), &[]).remove(0)
    };
    settle(&lexicon, entries, &mut actors, &[story]);
    let last = |entry: &Entry| entry.reading.statements.last().and_then(|last| last.source.clone());
    let sources = entries.iter().enumerate().map(|(article, entry)| actors.speaker(article, &last(entry)?));
    sources.map(|speaker| speaker.map(|number| actors.id(number).0)).collect()
}

fn some(ids: &[&str]) -> Vec<Option<String>> {
    ids.iter().map(|id| (!id.is_empty()).then(|| (*id).to_owned())).collect()
}

#[test]
fn the_one_receiver_of_a_story_is_meant_in_another_language_too() {
    let mut entries = pile(&[
        "De curator [PER Ada Blom] zei dat de brug dicht is.",
        "The receiver zei dat de brug dicht is.",
        "De curator zei dat de brug dicht is.",
    ]);
    describe(&mut entries[0], "De curator Ada Blom", "curator", Some("ada-blom"));
    entries[1].article.language = Lang::new("en").expect("a code");
    describe(&mut entries[1], "The receiver", "receiver", None);
    describe(&mut entries[2], "De curator", "curator", None);
    assert_eq!(speakers(&entries), some(&["ada-blom", "ada-blom", "ada-blom"]));
    entries.reverse();
    assert_eq!(speakers(&entries), some(&["ada-blom", "ada-blom", "ada-blom"]));
}

#[test]
fn of_two_receivers_and_of_a_former_one_nobody_is_meant() {
    let texts = [
        "De curator [PER Ada Blom] zei dat de brug dicht is.",
        "De curator zei dat de brug dicht is.",
        "De curator [PER Bart Dam] zei dat de brug dicht is.",
    ];
    let mut entries = pile(&texts);
    describe(&mut entries[0], "De curator Ada Blom", "curator", Some("ada-blom"));
    describe(&mut entries[1], "De curator", "curator", None);
    describe(&mut entries[2], "De curator Bart Dam", "curator", Some("bart-dam"));
    assert_eq!(speakers(&entries), some(&["ada-blom", "", "bart-dam"]));
    let mut entries = pile(&["De voormalige curator [PER Ada Blom] zei dat de brug dicht is.", texts[1]]);
    describe(&mut entries[0], "De voormalige curator Ada Blom", "curator", Some("ada-blom"));
    describe(&mut entries[1], "De curator", "curator", None);
    assert_eq!(speakers(&entries), some(&["ada-blom", ""]));
}

#[test]
fn a_minister_is_one_of_several_unless_the_field_tells() {
    let mut entries = pile(&[
        "De minister van Defensie [PER Ada Blom] zei dat de brug dicht is.",
        "De minister van Defensie zei dat de brug dicht is.",
        "De minister van Landbouw zei dat de brug dicht is.",
        "De minister zei dat de brug dicht is.",
    ]);
    describe(&mut entries[0], "De minister van Defensie Ada Blom", "minister", Some("ada-blom"));
    describe(&mut entries[1], "De minister van Defensie", "minister", None);
    describe(&mut entries[2], "De minister van Landbouw", "minister", None);
    describe(&mut entries[3], "De minister", "minister", None);
    assert_eq!(speakers(&entries), some(&["ada-blom", "ada-blom", "", ""]));
}

#[test]
fn an_army_is_that_of_the_one_country_of_the_article_that_has_one_in_the_story() {
    let mut entries = pile(&[
        "Het leger van [LOC:oosterwal Oosterwal] zei dat de brug dicht is.",
        "Het leger zei dat de brug dicht is bij de grens van [LOC:oosterwal Oosterwal].",
        "Het leger van [LOC:westerwal Westerwal] zei dat de brug dicht is.",
        "Het leger zei dat de brug dicht is tussen [LOC:oosterwal Oosterwal] en [LOC:westerwal Westerwal].",
    ]);
    describe(&mut entries[0], "Het leger van Oosterwal", "leger", Some("army-of-oosterwal"));
    describe(&mut entries[1], "Het leger", "leger", None);
    describe(&mut entries[2], "Het leger van Westerwal", "leger", Some("army-of-westerwal"));
    describe(&mut entries[3], "Het leger", "leger", None);
    assert_eq!(speakers(&entries), some(&["army-of-oosterwal", "army-of-oosterwal", "army-of-westerwal", ""]));
}

#[test]
fn a_junta_in_the_capital_is_that_of_the_country() {
    let mut entries = pile(&[
        "De junta van [LOC:oosterwal Oosterwal] zei dat de brug dicht is. Een [MISC:oosterwal Oosterwalse] boer zweeg.",
        "De junta in [LOC:dorpelgrad Dorpelgrad] zei dat de brug dicht is in [LOC:oosterwal Oosterwal].",
        "[LOC:dorpelgrad Dorpelgrad] zei dat de brug dicht is.",
    ]);
    describe(&mut entries[0], "De junta van Oosterwal", "junta", Some("government-of-oosterwal"));
    describe(&mut entries[1], "De junta in Dorpelgrad", "junta", Some("government-of-dorpelgrad"));
    say(&mut entries[2], Act::Say, ("Dorpelgrad", "dorpelgrad"), "dat de brug dicht is", None);
    assert_eq!(speakers(&entries), some(&["government-of-oosterwal"; 3]));
}

#[test]
fn a_spokesman_without_a_name_is_whom_he_speaks_for_and_one_with_a_name_speaks_for_the_junta() {
    let mut entries = pile(&[
        "Een woordvoerder van [ORG Kestrel] zei dat de brug dicht is.",
        "De woordvoerder van de junta, [PER Ada Blom], zei dat de brug dicht is. De junta van [LOC:oosterwal Oosterwal] zweeg.",
    ]);
    describe(&mut entries[0], "Een woordvoerder van Kestrel", "woordvoerder", None);
    let owner = |entry: &Entry, words: &str, actor: Option<&str>| {
        let start = entry.article.text.find(words).expect("words of the text");
        let span = Span::new(start, start + words.len());
        Some(Party { span, actor: actor.map(|id| ActorId(id.to_owned())) })
    };
    entries[0].reading.descriptions[0].of = owner(&entries[0], "Kestrel", Some("kestrel"));
    describe(&mut entries[1], "De woordvoerder van de junta, Ada Blom", "woordvoerder", Some("ada-blom"));
    entries[1].reading.descriptions[0].of = owner(&entries[1], "de junta", Some("government-of-oosterwal"));
    assert_eq!(speakers(&entries), some(&["kestrel", "ada-blom"]));
    let (lexicon, mut actors) = (lexicon(), Actors::of(&lexicon(), &entries));
    let junta = actors.add(ActorId("government-of-oosterwal".to_owned()), NameKind::Organisation);
    let stories = crate::story::stories(&crate::pile::Pile::new(&lexicon, &entries), &[]);
    settle(&lexicon, &entries, &mut actors, &stories);
    let person = actors.number(&ActorId("ada-blom".to_owned())).expect("Ada Blom");
    assert!(crate::actor::affiliations(&lexicon, &entries, &actors)[person].contains(&junta));
}

#[test]
fn places_in_several_languages_are_one_and_so_are_their_bodies() {
    let mut entries = pile(&[
        "Het leger van [LOC:lorvanie Lorvanië] zei dat de brug dicht is.",
        "Het leger van [LOC:lorvania Lorvania] zei dat de brug dicht is. De [ORG:bank-of-lorvanie Bank of Lorvanie] zweeg.",
    ]);
    describe(&mut entries[0], "Het leger van Lorvanië", "leger", Some("army-of-lorvanie"));
    describe(&mut entries[1], "Het leger van Lorvania", "leger", Some("army-of-lorvania"));
    assert_eq!(speakers(&entries), some(&["army-of-lorvania"; 2]));
    let actors = Actors::of(&lexicon(), &entries);
    let ids: Vec<String> = (0..actors.len()).map(|number| actors.id(number).0).collect();
    assert_eq!(ids, ["army-of-lorvania", "bank-of-lorvanie", "lorvania"]);
}

#[test]
fn a_government_without_a_country_is_not_the_junta_that_the_article_tells_of() {
    let mut entries = pile(&[
        "De junta van [LOC:oosterwal Oosterwal] zei dat de brug dicht is.",
        "De regering zei dat de brug dicht is in [LOC:oosterwal Oosterwal].",
        "De junta zei dat de brug dicht is in [LOC:oosterwal Oosterwal].",
    ]);
    describe(&mut entries[0], "De junta van Oosterwal", "junta", Some("government-of-oosterwal"));
    describe(&mut entries[1], "De regering", "regering", None);
    describe(&mut entries[2], "De junta", "junta", None);
    assert_eq!(speakers(&entries), some(&["government-of-oosterwal", "", "government-of-oosterwal"]));
}
