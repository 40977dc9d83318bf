use document::Lang;
use proptest::prelude::*;

use super::*;

fn article(text: &str, lang: &str) -> Article {
    Article { language: Lang::new(lang).unwrap(), ..Article::plain(text) }
}

fn read(lang: &str, text: &str) -> Vec<Name> {
    let packs = languages::embedded();
    let (pack, shared) = (&packs[&Lang::new(lang).unwrap()], &packs[&Lang::UNDETERMINED]);
    let article = article(text, lang);
    let annotated = nlp::annotate(&nlp::Lexicon::from_pack(pack).unwrap(), &article);
    names(&Lexicon::from_packs(pack, shared).unwrap(), &article, &annotated)
}

/// Names as `surface/KIND`, joined by `; `.
fn check(lang: &str, text: &str, expected: &str) {
    let found: Vec<String> =
        read(lang, text).iter().map(|name| format!("{}/{}", name.span.of(text), name.kind.as_str())).collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

fn check_actors(lang: &str, text: &str, expected: &[&str]) {
    let found: Vec<String> =
        read(lang, text).into_iter().map(|name| name.actor.map_or("-".to_owned(), |actor| actor.0)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn titles_are_not_part_of_a_name() {
    check("nl", "Dat zei minister Marieke van der Dorpel gisteren.", "Marieke van der Dorpel/PER");
    check(
        "nl",
        "President Pieter Zandstra en kolonel Amadou Keitarou zwijgen.",
        "Pieter Zandstra/PER; Amadou Keitarou/PER",
    );
    check(
        "en",
        "Foreign Minister Peter Sandbridge met Prime Minister John Doverley.",
        "Peter Sandbridge/PER; John Doverley/PER",
    );
}

#[test]
fn countries_are_places_and_their_people_and_adjectives_are_not() {
    check(
        "nl",
        "De Franse regering en de Malinezen in Mali zijn pro-Russische en anti-Franse geluiden beu.",
        "Franse/MISC; Malinezen/MISC; Mali/LOC; pro-Russische/MISC; anti-Franse/MISC",
    );
    check(
        "en",
        "The French and the Germans left Niger for the United States.",
        "French/MISC; Germans/MISC; Niger/LOC; United States/LOC",
    );
    check_actors("nl", "De Fransen in Frankrijk.", &["france", "france"]);
}

#[test]
fn an_adjective_makes_a_place_of_the_name_it_is_made_from() {
    check(
        "nl",
        "Zwartmark zwijgt. De Zwartmarkse minister sprak over Zwartmark.",
        "Zwartmark/LOC; Zwartmarkse/MISC; Zwartmark/LOC",
    );
    check_actors("nl", "De Zwartmarkse minister sprak over Zwartmark.", &["zwartmark", "zwartmark"]);
    check("en", "The Zwartmarkan army left. It says Zwartmark lies.", "Zwartmarkan/MISC; Zwartmark/LOC");
}

#[test]
fn a_headline_in_capitals_has_the_names_of_the_text() {
    let text = "ZANDMAN TO RETIRE AFTER TALKS IN NIGER\n\nPeter Zandman said so in Niger. He leaves, said Zandman.";
    check("en", text, "ZANDMAN/PER; NIGER/LOC; Peter Zandman/PER; Niger/LOC; Zandman/PER");
}

#[test]
fn cities_in_results_are_teams_and_countries_are_not() {
    check("en", "Amsterdam 2 Paris 0\n\nIt rained in Amsterdam.", "Amsterdam/ORG; Paris/ORG; Amsterdam/LOC");
    check("en", "France 2 Niger 0", "France/LOC; Niger/LOC");
    check("nl", "Amsterdam versloeg Parijs in Mali.", "Amsterdam/ORG; Parijs/ORG; Mali/LOC");
}

#[test]
fn initials_make_a_person() {
    check("nl", "Dat zei J. Verdorpel gisteren.", "J. Verdorpel/PER");
    check("nl", "De brug is dicht.\n\n(KVD)", "KVD/PER");
    check("nl", "De brug (KVD) is dicht.", "KVD/ORG");
}

#[test]
fn what_somebody_is_minister_of_ends_before_their_name() {
    check("nl", "Dat zei minister van Landbouw Pieter Verdorpel gisteren.", "Landbouw/ORG; Pieter Verdorpel/PER");
    check("nl", "Dat zei burgemeester Verdorpel van Amsterdam.", "Verdorpel/PER; Amsterdam/LOC");
}

#[test]
fn a_role_or_adjective_before_a_name_is_not_part_of_it() {
    check("nl", "Molenvrijster Pieter Verdorpel zwijgt.", "Pieter Verdorpel/PER");
    check("nl", "Hij lag in het Verdorpelse Sint-Annahuis.", "Verdorpelse/MISC; Sint-Annahuis/ORG");
}

#[test]
fn a_number_behind_a_place_makes_another_thing_of_it() {
    check("nl", "De koning, Pieter III, sprak over Amsterdam II.", "Pieter III/PER; Amsterdam II/MISC");
}

#[test]
fn words_around_a_name_tell_a_place() {
    check("nl", "ZWARTMARK (PDL) - Het regent langs de rivier de Zoraan.", "ZWARTMARK/LOC; PDL/ORG; Zoraan/LOC");
    check("en", "ZWART AVERIN, Aug. 24 - It rains in the town of Halmeren.", "ZWART AVERIN/LOC; Halmeren/LOC");
    check("nl", "Hij woont aan de Oudekade.", "Oudekade/LOC");
    check("nl", "Het regent in Mali en Mirgaal.", "Mali/LOC; Mirgaal/LOC");
}

#[test]
fn what_governs_a_name_governs_those_coordinated_with_it() {
    check("nl", "Het leger heeft bases in Kelmaar en Zwartmark.", "Kelmaar/LOC; Zwartmark/LOC");
    check("en", "The army has bases near Kelmora and Zwartmark.", "Kelmora/LOC; Zwartmark/LOC");
}

#[test]
fn a_stance_written_apart_is_no_name_and_half_a_name_no_actor() {
    check("nl", "Pro Rusland-aanhangers zwaaien.", "Rusland-aanhangers/MISC");
    check_actors("nl", "Het regent in Noord- en Zuid-Mali.", &["-", "zuid-mali"]);
}

#[test]
fn the_first_word_of_an_organisation_in_the_tables_is_short_for_it() {
    check("nl", "De huurlingen van Wagner bleven.", "Wagner/ORG");
    check_actors("nl", "De huurlingen van Wagner bleven.", &["wagner-group"]);
}

#[test]
fn an_organisation_goes_on_behind_its_listed_part() {
    check("nl", "Dat zegt Rabobank Zwartmark.", "Rabobank Zwartmark/ORG");
    check("en", "She told Radio Zwartmark.", "Radio Zwartmark/ORG");
}

#[test]
fn compounds_stand_for_what_their_last_part_says() {
    check("nl", "De VN-missie in de Sahel-regio duurt.", "VN-missie/ORG; Sahel-regio/LOC");
    check("nl", "Daar vochten Zwartwater-huurlingen mee.", "Zwartwater-huurlingen/MISC");
}

#[test]
fn small_words_join_names() {
    check("nl", "Hij werkt aan de universiteit van Bamako.", "universiteit van Bamako/ORG");
    check(
        "nl",
        "De Algemene Vergadering van de Verenigde Naties stemt.",
        "Algemene Vergadering van de Verenigde Naties/ORG",
    );
    check("en", "She works for the University of Sandbridge.", "University of Sandbridge/ORG");
    check(
        "nl",
        "Volgens Daniel Zandstra van het Dorpel Instituut is dat zo.",
        "Daniel Zandstra/PER; Dorpel Instituut/ORG",
    );
}

#[test]
fn the_first_word_of_a_sentence_is_a_name_only_with_a_reason() {
    check("nl", "Soldaten lopen door de straat. Gisteren was het stil.", "");
    check("nl", "Volgens Zandstra klopt het. Zandstra zweeg daarna.", "Zandstra/PER; Zandstra/PER");
    check("en", "Troops Leave The Bridge After Long Talks With Rebels", "");
}

#[test]
fn possessive_endings_stay_outside() {
    check("nl", "Dat is Mali’s junta.", "Mali/LOC");
    check("en", "That is Mali's army.", "Mali/LOC");
}

#[test]
fn a_surname_is_the_person_named_in_full() {
    check_actors(
        "nl",
        "President Émile Zandstra-Öst kwam. Zandstra-Öst sprak met Niger.",
        &["emile-zandstra-ost", "emile-zandstra-ost", "niger"],
    );
}

#[test]
fn of_two_people_with_one_surname_the_one_named_last_in_a_paragraph_of_their_own_is_meant() {
    check_actors(
        "nl",
        "Ada Zandstra kwam. Zandstra sprak.\n\nPieter Zandstra zweeg. Zandstra vertrok.",
        &["ada-zandstra", "ada-zandstra", "pieter-zandstra", "pieter-zandstra"],
    );
    check_actors(
        "nl",
        "Ada Zandstra en Pieter Zandstra kwamen. Zandstra sprak.",
        &["ada-zandstra", "pieter-zandstra", "zandstra"],
    );
}

#[test]
fn ordinary_words_before_a_first_name_make_nobody_else() {
    check_actors("en", "Peter Sandbridge came. Brave Peter Sandbridge left.", &["peter-sandbridge"; 2]);
}

#[test]
fn an_acronym_is_what_the_article_says_it_stands_for() {
    check_actors(
        "nl",
        "De Verenigde Vakbond Haven (VVH) staakt. Volgens de VVH duurt het lang.",
        &["verenigde-vakbond-haven"; 3],
    );
    check_actors("nl", "De Alternatieve Zeevaartbond (AZ) krimpt. AZ zwijgt.", &["alternatieve-zeevaartbond"; 3]);
    check_actors("nl", "De Europese Unie (EU) krimpt. De EU zwijgt.", &["european-union"; 3]);
}

#[test]
fn an_organisation_has_one_id_in_all_languages() {
    check_actors("nl", "Dat meldt het Wereldvoedselprogramma.", &["wfp"]);
    check_actors("en", "That is what the World Food Programme says.", &["wfp"]);
    check_actors("fr", "Le Programme alimentaire mondial le dit.", &["wfp"]);
    check_actors("nl", "De OVSE zwijgt.", &["osce"]);
    check_actors("fr", "La Cédéao menace le Mali et les autorités maliennes.", &["ecowas", "mali", "mali"]);
}

/// The members of the United Nations, and Kosovo, Palestine, Taiwan and the Vatican.
const COUNTRIES: &str = "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN \
    BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST \
    SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ \
    KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR \
    MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR \
    STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA \
    UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE XKX PSE TWN VAT";

#[test]
fn every_country_has_a_name_in_every_language_and_its_people_in_most() {
    let packs = languages::embedded();
    let shared = packs[&Lang::UNDETERMINED].table("name/places.tsv", &["id", "alpha3", "kind", "capital"]).unwrap();
    let ids: std::collections::BTreeMap<&str, &str> =
        shared.rows().iter().map(|row| (row.cell(1), row.cell(0))).collect();
    assert_eq!(COUNTRIES.split_whitespace().count(), 197);
    for lang in ["nl", "en", "fr", "de"] {
        let table = packs[&Lang::new(lang).unwrap()].table("name/places.tsv", &["id", "names", "adjectives"]).unwrap();
        let rows: std::collections::BTreeMap<&str, _> = table.rows().iter().map(|row| (row.cell(0), row)).collect();
        let mut peoples = 0;
        for code in COUNTRIES.split_whitespace() {
            let row = ids.get(code).and_then(|id| rows.get(id)).unwrap_or_else(|| panic!("{lang}: no {code}"));
            assert!(row.list(1).next().is_some(), "{lang}: {code} has no name");
            peoples += usize::from(row.list(2).next().is_some());
        }
        assert!(peoples >= 190, "{lang}: {peoples}");
    }
}

#[test]
fn the_lists_are_sorted() {
    let packs = languages::embedded();
    for (lang, file) in [("und", "name/gazetteer.tsv"), ("nl", "name/words.tsv"), ("en", "name/words.tsv")] {
        let text = packs[&Lang::new(lang).unwrap()].text(file).unwrap();
        assert_eq!(gazetteer::SortedList::new(text).first_unsorted(), None, "{lang}/{file}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn mentions_are_ordered_apart_and_whole(texts in proptest::collection::vec("([A-ZÉa-zï'’.&-]{0,9}[ \n]|van |de |President |VN-missie |Mali's |\\PC{0,5}){0,30}", 4)) {
        let packs = languages::embedded();
        let shared = &packs[&Lang::UNDETERMINED];
        for lang in ["nl", "en"] {
            let pack = &packs[&Lang::new(lang).unwrap()];
            let (nlp, lexicon) = (nlp::Lexicon::from_pack(pack).unwrap(), Lexicon::from_packs(pack, shared).unwrap());
            for text in &texts {
                let article = article(text, lang);
                let annotated = nlp::annotate(&nlp, &article);
                let mut end = 0;
                for name in names(&lexicon, &article, &annotated) {
                    prop_assert!(name.span.start >= end && !name.span.is_empty());
                    prop_assert!(text.get(name.span.start..name.span.end).is_some());
                    end = name.span.end;
                }
            }
        }
    }
}
