use proptest::prelude::*;
use reading::Act;

use super::*;
use crate::testing::{entry, lexicon, say};

/// A small pile with something of everything: copies, a series, a charge and its denial, a date in dispute.
fn everything() -> Vec<Entry> {
    let copied = "[LOC Verland] vecht sinds [DATE:2014 2014] tegen rebellen in [LOC Oostmark], waar het nu \
        [FIG:troops:5100 5100] soldaten heeft. [LOC Oostmark] beschuldigt [LOC Verland] van het steunen van rebellen. \
        [LOC Verland] ontkent alle aantijgingen. De opening van het kamp bij [LOC Hogeveld] is voorzien voor \
        [DATE:2022-05 mei 2022]. Op [DATE:2021-03-01 1 maart] kwam de raad van [LOC Oostmark] bijeen in de hoofdstad.";
    let mut entries = vec![
        entry("a.txt", &format!("@2021-03-04 Bode ^WPD\n{copied}")),
        entry("b.txt", &format!("@2021-03-04 Ster ^WPD\n{copied} Dat meldt het persbureau.")),
        entry(
            "c.txt",
            "@2021-09-01 Baken\n[LOC Verland], dat al sinds [DATE:2013 2013] rebellen in [LOC Oostmark] bestrijdt, heeft er \
             [FIG:troops:2400 2.400] militairen. De opening bij [LOC Hogeveld] is pas in [DATE:2023 2023].",
        ),
        entry("d.txt", "Zonder datum zei [PER Ada Blom] dat de rebellen winnen."),
    ];
    for entry in &mut entries[..2] {
        say(entry, Act::Accuse, ("Oostmark", "oostmark"), "het steunen van rebellen", Some("verland"));
        say(entry, Act::Deny, ("Verland", "verland"), "alle aantijgingen", None);
    }
    say(&mut entries[3], Act::Say, ("Ada Blom", "ada-blom"), "de rebellen winnen", None);
    entries
}

#[test]
fn a_pile_gives_something_of_everything() {
    let dossier = build_with(&lexicon(), &mut everything());
    assert_eq!(dossier.stories.iter().map(|story| story.copies.len()).sum::<usize>(), 1);
    assert_eq!(dossier.statements.iter().filter(|statement| !statement.answers.is_empty()).count(), 1);
    let charge = dossier.statements.iter().find(|statement| statement.act == Act::Accuse).expect("the charge");
    assert_eq!((charge.counts.articles, charge.counts.publishers, charge.counts.origins_at_most), (2, 2, 1));
    assert_eq!(dossier.series.iter().map(|series| series.points.len()).collect::<Vec<_>>(), [2, 2]);
    let kinds: Vec<&str> = dossier.disputes.iter().map(|dispute| dispute.kind.as_str()).collect();
    assert_eq!(kinds, ["denial", "date"]);
    assert!(dossier.timeline.iter().any(|entry| entry.date.to_string() == "2021-03-01"));
    assert!(dossier.actors.iter().any(|actor| actor.id.0 == "ada-blom"));
}

#[test]
fn an_empty_pile_gives_an_empty_dossier() {
    assert!(build(&mut []).stories.is_empty());
    let mut entries = vec![entry("a.txt", "")];
    assert_eq!(build(&mut entries).stories.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_the_articles_does_not_matter(order in Just((0..4).collect::<Vec<usize>>()).prop_shuffle()) {
        let sorted = build_with(&lexicon(), &mut everything());
        let all = everything();
        let mut shuffled: Vec<Entry> = order.into_iter().map(|at| all[at].clone()).collect();
        prop_assert_eq!(format!("{:?}", build_with(&lexicon(), &mut shuffled)), format!("{sorted:?}"));
    }

    #[test]
    fn strange_spans_do_not_panic(spans in prop::collection::vec((0usize..40, 0usize..12), 0..12)) {
        let mut strange = entry("a.txt", "Dé räad ‘van’ 12 «Oosterwal» kwam. 1 maart? Ja!");
        let len = strange.article.text.len();
        for (number, (start, n)) in spans.into_iter().enumerate() {
            let span = document::Span::new(start.min(len), (start + n).min(len));
            let rule = reading::Rule::new("test");
            match number % 3 {
                0 => strange.reading.names.push(reading::Name {
                    span,
                    kind: reading::NameKind::Person,
                    actor: Some(reading::ActorId("x-y".to_owned())),
                    rule,
                }),
                1 => strange.reading.times.push(reading::Timex3 {
                    span,
                    kind: reading::TimexKind::Date,
                    value: Some("2021-03".to_owned()),
                    modifier: None,
                    rule,
                }),
                _ => strange.reading.statements.push(reading::Attribution {
                    source: None,
                    speaker: None,
            cue: None,
                    content: span,
                    rest: Vec::new(),
                    act: Act::Deny,
                    form: reading::Form::Indirect,
                    target: None,
                    via: Vec::new(),
                    said_at: Some("nooit".to_owned()),
                    rule,
                }),
            }
        }
        let mut entries = vec![strange.clone(), strange];
        build_with(&lexicon(), &mut entries);
    }
}
