use super::*;
use crate::lexicon::tests::shipped;

fn check(text: &str, expected: &[(ResidueKind, &str)]) -> Found {
    let found = mark(shipped(), text, &[], SlashDates::DayFirst);
    let marks: Vec<_> = found.residue.iter().map(|residue| (residue.kind, residue.span.of(text))).collect();
    assert_eq!(marks, expected, "{text}");
    found
}

fn date(found: &Found) -> Option<String> {
    found.published.map(|(date, _)| date.to_string())
}

use ResidueKind::{Boilerplate, Caption, Credit, Dateline, Headline, Question, SubHeading, Teaser};

const PROSE: &str =
    "De gemeente heeft de brug over de Vardo gesloten voor al het verkeer, zegt de wethouder van de stad.";

#[test]
fn a_date_glued_to_the_first_sentence_is_taken() {
    let found = check(&format!("date 2021-10 {PROSE}"), &[(Dateline, "date 2021-10")]);
    assert_eq!(found.published, Some(("2021-10".parse().unwrap(), PublishedFrom::Header)));
    let found = check(&format!("datum: 4 oktober 2021\n\n{PROSE}"), &[(Dateline, "datum: 4 oktober 2021")]);
    assert_eq!(date(&found).as_deref(), Some("2021-10-04"));
    let found = check(
        &format!("Gepubliceerd op 3 maart 2021 om 12:30\n\n{PROSE}"),
        &[(Dateline, "Gepubliceerd op 3 maart 2021 om 12:30")],
    );
    assert_eq!(found.published, Some(("2021-03-03".parse().unwrap(), PublishedFrom::Text)));
}

#[test]
fn the_header_of_a_broadcaster_is_split_from_its_headline() {
    let text =
        format!("AFP\n\nNOS Nieuws • gisteren, 19:21 Brug bij Vardo blijft dicht\n\n{PROSE}\n\nEn zo bleef het.");
    let found = check(
        &text,
        &[(Credit, "AFP"), (Dateline, "NOS Nieuws • gisteren, 19:21"), (Headline, "Brug bij Vardo blijft dicht")],
    );
    assert_eq!(found.outlet.as_deref(), Some("NOS"));
    assert_eq!(found.agencies, ["AFP"]);
    assert_eq!(found.title.as_deref(), Some("Brug bij Vardo blijft dicht"));
    assert_eq!(found.published, None);
    let text = format!(
        "NOS Nieuws • donderdag 18 augustus 2022, 19:21 • Aangepast vrijdag 19 augustus 2022, 08:00\n\n{PROSE}"
    );
    let found = mark(shipped(), &text, &[], SlashDates::DayFirst);
    assert_eq!(date(&found).as_deref(), Some("2022-08-18"));
}

#[test]
fn captions_are_told_from_their_credits() {
    check(
        &format!("date 2022-02 Een schip bij de brug in 2013. Beeld Joost Haan / AFP\n\n{PROSE}"),
        &[(Dateline, "date 2022-02"), (Caption, "Een schip bij de brug in 2013."), (Credit, "Beeld Joost Haan / AFP")],
    );
    let found = check(
        &format!("{PROSE}\n\nDe brug gisteravond Foto: ANP\n\n{PROSE}"),
        &[(Caption, "De brug gisteravond"), (Credit, "Foto: ANP")],
    );
    assert_eq!(found.agencies, ["ANP"]);
}

#[test]
fn agencies_at_the_end_are_credits() {
    check(&format!("{PROSE}\n\nHij wil de brug uitzetten.AFP"), &[(Credit, "AFP")]);
    check(&format!("{PROSE}\n\nHij wil de brug uitzetten. (ANP/Reuters)"), &[(Credit, "(ANP/Reuters)")]);
    check(&format!("{PROSE}\n\nHij wil de brug uitzetten. Bron: ANP"), &[(Credit, "Bron: ANP")]);
    let found = check(&format!("{PROSE}\n\nDat meldt persbureau Reuters."), &[]);
    assert!(found.agencies.is_empty());
}

#[test]
fn datelines_of_agencies_are_marked() {
    let found = check(&format!("VARDO (AFP) - {PROSE}"), &[(Dateline, "VARDO (AFP) -")]);
    assert_eq!(found.agencies, ["AFP"]);
    let found = check(
        &format!("LONDON, March 3, 2021 (Reuters) - {PROSE}"),
        &[(Dateline, "LONDON, March 3, 2021 (Reuters) -")],
    );
    assert_eq!(date(&found).as_deref(), Some("2021-03-03"));
    check(&format!("DEN HAAG – {PROSE}"), &[(Dateline, "DEN HAAG –")]);
}

#[test]
fn headlines_and_bylines_are_taken() {
    let found = check(
        &format!("Brug bij Vardo blijft dicht\n\nDoor Jan de Vries\n\n{PROSE}\n\nMistig\n\n{PROSE}"),
        &[(Headline, "Brug bij Vardo blijft dicht"), (Credit, "Door Jan de Vries"), (SubHeading, "Mistig")],
    );
    assert_eq!(found.byline.as_deref(), Some("Jan de Vries"));
    let found = check(&format!("Van onze verslaggever\n\n{PROSE}"), &[(Credit, "Van onze verslaggever")]);
    assert_eq!(found.byline.as_deref(), Some("onze verslaggever"));
}

#[test]
fn header_lines_are_fields() {
    let found = check(
        &format!("title: Brug dicht\ndate: 2021-10-04\nsource: nos.nl\n\n{PROSE}"),
        &[(Dateline, "title:"), (Headline, "Brug dicht"), (Dateline, "date: 2021-10-04"), (Dateline, "source: nos.nl")],
    );
    assert_eq!((found.title.as_deref(), found.outlet.as_deref()), (Some("Brug dicht"), Some("NOS")));
    assert_eq!(date(&found).as_deref(), Some("2021-10-04"));
}

#[test]
fn questions_and_sub_headings_stand_above_prose() {
    check(
        &format!("Waarom is de brug dicht?\n\n{PROSE}\n\nEn nu?\n\n{PROSE}"),
        &[(Question, "Waarom is de brug dicht?"), (Question, "En nu?")],
    );
    check(&format!("{PROSE}\n\n‘Wij weten het niet’\n\n{PROSE}"), &[(SubHeading, "‘Wij weten het niet’")]);
    check(&format!("{PROSE}\n\n“Wij weten het niet.”\n\n{PROSE}"), &[]);
    check(
        &format!(
            "{PROSE}\n\nBrug in een kring van roest Sinds vorig jaar is de brug te zwak voor vrachtwagens en bussen."
        ),
        &[(SubHeading, "Brug in een kring van roest")],
    );
}

#[test]
fn teasers_and_boilerplate_are_marked() {
    check(
        &format!("{PROSE}\n\n6:57 In Vardo willen ze het helemaal anders: 'Weg met de brug, leve de pont'"),
        &[(Teaser, "6:57 In Vardo willen ze het helemaal anders: 'Weg met de brug, leve de pont'")],
    );
    check(
        &format!(
            "{PROSE}\n\nLees ook: Brug al weken dicht\n\n{PROSE}\n\nDeel dit artikel\n\nMeld je aan voor onze nieuwsbrief"
        ),
        &[
            (Teaser, "Lees ook: Brug al weken dicht"),
            (Boilerplate, "Deel dit artikel"),
            (Boilerplate, "Meld je aan voor onze nieuwsbrief"),
        ],
    );
}

#[test]
fn a_wall_is_seen() {
    let found = mark(shipped(), "Om verder te lezen moet u cookies accepteren.", &[], SlashDates::DayFirst);
    assert!(found.is_wall);
}

#[test]
fn plain_prose_has_no_marks() {
    check(&format!("{PROSE}\n\n“Dat kan niet”, zegt Jansen.\n\nVolgens ANP is de brug sinds 12:30 dicht."), &[]);
}

#[test]
fn white_space_of_several_bytes_at_the_end_of_a_line_is_no_trouble() {
    check(
        &format!("{PROSE}\n\nHij zei niets.\u{a0}\u{a0}\n“Zij wel.”\u{2003}\nLees ook: De brug"),
        &[(Teaser, "Lees ook: De brug")],
    );
}

#[test]
fn a_caption_glued_to_the_prose_behind_it_is_split_off() {
    check(
        &format!("Een schip bij de brug in 2013. Beeld Joost Haan / AFP {PROSE}\n\n{PROSE}"),
        &[(Caption, "Een schip bij de brug in 2013."), (Credit, "Beeld Joost Haan / AFP")],
    );
}

#[test]
fn outlets_and_agencies_that_no_table_knows_are_taken_by_where_they_stand() {
    let found = check(
        &format!(
            "PDL\n\nOVW Nieuws • dinsdag 20 januari 2032, 19:21 Brug bij Vardo dicht\n\n{PROSE}\n\n{PROSE} Bron: QXN"
        ),
        &[
            (Credit, "PDL"),
            (Dateline, "OVW Nieuws • dinsdag 20 januari 2032, 19:21"),
            (Headline, "Brug bij Vardo dicht"),
            (Credit, "Bron: QXN"),
        ],
    );
    assert_eq!((found.outlet.as_deref(), date(&found).as_deref()), (Some("OVW Nieuws"), Some("2032-01-20")));
    assert_eq!(found.agencies, ["PDL", "QXN"]);
    let found = check(&format!("LISSANE (PDL) – {PROSE}"), &[(Dateline, "LISSANE (PDL) –")]);
    assert_eq!(found.agencies, ["PDL"]);
}

#[test]
fn the_day_of_publication_is_found_below_the_lead() {
    let lead = "De brug over de Vardo gaat dicht, maar schippers vrezen voor hun brood en de stad voor haar haven.";
    for (stamp, day) in [
        ("12 oktober 2023", "2023-10-12"),
        ("Lena Maas 15-06-23, 06:30", "2023-06-15"),
        ("10 sep. 2023 in BUITENLAND", "2023-09-10"),
        ("16 oktober 2023 Laatst bijgewerkt om 23:12", "2023-10-16"),
        ("Vrijdag 10 mei 2024", "2024-05-10"),
        ("29/11/2022 om 08:14 | Bron: BELGA", "2022-11-29"),
        ("februari 2024 – Wetenschap", "2024-02"),
        ("Published 6 October 2022", "2022-10-06"),
    ] {
        let text = format!("Waarom de brug dicht gaat\n\n{lead}\n\n{stamp}\n\n{PROSE}\n\n{PROSE}");
        let found = check(&text, &[(Headline, "Waarom de brug dicht gaat"), (Dateline, stamp)]);
        assert_eq!(date(&found).as_deref(), Some(day), "{stamp}");
    }
}

#[test]
fn the_days_of_a_chronicle_are_no_day_of_publication() {
    let text = format!(
        "Hoe de brug dicht ging\n\n{PROSE}\n\n3 maart 2021\n\n{PROSE}\n\n4 mei 2021\n\n{PROSE}\n\n6 juni 2022\n\n{PROSE}"
    );
    let found = mark(shipped(), &text, &[], SlashDates::DayFirst);
    assert_eq!(found.published, None);
}

#[test]
fn a_word_above_the_headline_is_no_headline() {
    let found = check(
        &format!("Banken\n\nWinst van de haven stijgt door de brug\n\n{PROSE}\n\n{PROSE}"),
        &[(Boilerplate, "Banken"), (Headline, "Winst van de haven stijgt door de brug")],
    );
    assert_eq!(found.title.as_deref(), Some("Winst van de haven stijgt door de brug"));
}

#[test]
fn a_date_between_the_pieces_of_a_header_is_taken() {
    for (stamp, day) in [
        ("RTV Vardo | LIVE | Storm op de Vardo | laatst bijgewerkt: 14 januari 2028, 22:17", "2028-01-14"),
        ("Vardo - 26/05/2027 - Karel Maas", "2027-05-26"),
        ("De Vardokoerier, 8 juni 2027", "2027-06-08"),
        ("The Vardo Gazette, Tuesday, June 8, 2027", "2027-06-08"),
        ("12 maart 2027 | 14:02 | Leestijd 3 min.", "2027-03-12"),
        ("ma 12 mrt. 2027 14:02 uur • door Karel Maas", "2027-03-12"),
        ("Gepubliceerd op 12-03-2027 om 14.02 uur door Karel Maas", "2027-03-12"),
        ("Karel Maas — 12 maart 2027 — 14:02", "2027-03-12"),
        ("(Vardo, 12 maart 2027)", "2027-03-12"),
        ("Laatst bijgewerkt: 13 maart 2027 | Gepubliceerd: 12 maart 2027", "2027-03-12"),
    ] {
        let text = format!("De Vardo\n{stamp}\n\nWaarom de brug dicht gaat\n\n{PROSE}\n\n{PROSE}");
        let found = mark(shipped(), &text, &[], SlashDates::DayFirst);
        assert_eq!(date(&found).as_deref(), Some(day), "{stamp}");
        let text = format!("Waarom de brug dicht gaat\n\n{PROSE}\n\n{PROSE}\n\n{stamp}");
        let found = mark(shipped(), &text, &[], SlashDates::DayFirst);
        assert_eq!(date(&found).as_deref(), Some(day), "at the foot: {stamp}");
    }
}

#[test]
fn the_day_of_publication_at_the_foot_is_taken() {
    for stamp in ["(c) Persdienst Vardo, 5 oktober 2027", "© Persdienst Vardo 5 oktober 2027", "Vardo, 5 oktober 2027"]
    {
        let text = format!("Waarom de brug dicht gaat\n\n{PROSE}\n\n{PROSE}\n\n{stamp}\n");
        let found = mark(shipped(), &text, &[], SlashDates::DayFirst);
        assert_eq!(date(&found).as_deref(), Some("2027-10-05"), "{stamp}");
    }
}

#[test]
fn a_heading_with_a_date_is_no_stamp() {
    for heading in
        ["De brug dicht sinds 3 maart 2021", "© Karel Maas 2021", "Op 3 maart 2021, om 14.00 uur, viel de brug om."]
    {
        let text = format!("Waarom de brug dicht gaat\n\n{PROSE}\n\n{heading}\n\n{PROSE}");
        let found = mark(shipped(), &text, &[], SlashDates::DayFirst);
        assert_eq!(found.published, None, "{heading}");
    }
}
