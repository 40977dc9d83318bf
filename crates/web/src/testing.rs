//! A dossier about an invented harbour, for tests and for the screenshots: three quarrels over one bridge, in two
//! languages, with copies, revised figures, a sliding date, residue, and a hostile article.

use std::collections::BTreeMap;

use serde_json::Number;
use store::json::{
    ActorDoc, ArticleDoc, ArticleRow, BondDoc, CountsDoc, DisputeDoc, DossierDoc, FigureRow, NameRow, PointDoc,
    QuoteDoc, ReadingRow, RelationDoc, ReplyDoc, ResidueRow, RevisionDoc, RoleDoc, SideDoc, SourceRow, SpanRow,
    SpeechDoc, StatementRow, StoryDoc, SupportDoc, TieDoc, TimeRow, TimelineDoc,
};

struct Source {
    key: &'static str,
    title: Option<&'static str>,
    outlet: Option<&'static str>,
    agencies: &'static [&'static str],
    published: Option<(&'static str, &'static str)>,
    language: &'static str,
    url: Option<&'static str>,
    text: &'static str,
    residue: &'static [(&'static str, &'static str)],
}

const SOURCES: [Source; 7] = [
    Source {
        key: "01",
        title: Some("Aanleg Zandersbrug kost 40 miljoen"),
        outlet: Some("De Merelbode"),
        agencies: &["KNB"],
        published: Some(("2021-03-09", "metadata")),
        language: "nl",
        url: Some("https://merelbode.example/zandersbrug"),
        text: "Aanleg Zandersbrug kost 40 miljoen\n\nDe nieuwe Zandersbrug bij Oostmeer gaat circa 40 miljoen euro \
               kosten en is uiterlijk eind 2022 klaar. Dat zei wethouder Ilse van Dorp dinsdag. „De brug komt er, op \
               tijd en binnen het budget”, aldus Van Dorp.\n\nHoe zit het met de woonboten?\n\nVolgens bewonersvereniging \
               De Rietkraag moeten zeker 120 bewoners weg. De gemeente spreekt van zestig à tachtig mensen.\n\n\
               Beeld Mo Achterberg / KNB",
        residue: &[
            ("Aanleg Zandersbrug kost 40 miljoen", "headline"),
            ("Hoe zit het met de woonboten?", "question"),
            ("Beeld Mo Achterberg / KNB", "credit"),
        ],
    },
    Source {
        key: "02",
        title: Some("Brug bij Oostmeer gaat 40 miljoen kosten"),
        outlet: Some("Oostmeer Vandaag"),
        agencies: &["KNB"],
        published: Some(("2021-03-10", "text")),
        language: "nl",
        url: None,
        text: "Brug bij Oostmeer gaat 40 miljoen kosten\n\nDe nieuwe Zandersbrug bij Oostmeer gaat circa 40 miljoen euro \
               kosten en is uiterlijk eind 2022 klaar. Dat zei wethouder Ilse van Dorp dinsdag. (KNB)",
        residue: &[("Brug bij Oostmeer gaat 40 miljoen kosten", "headline")],
    },
    Source {
        key: "03",
        title: None,
        outlet: Some("Radio Lagezijde"),
        agencies: &[],
        published: Some(("2021-10", "header")),
        language: "nl",
        url: None,
        text: "date 2021-10 De kosten van de Zandersbrug lopen op tot 55 à 60 miljoen euro, blijkt uit een brief die in \
               week 39 naar de raad ging. Aannemer Brugbouw Noord wijt dat aan het staal. Wethouder Van Dorp ontkent dat \
               er geld is zoekgeraakt: ‘Dat is onzin.’\n\nRaadslid Piet Öztürk beschuldigt haar van het achterhouden van \
               een rapport. De opening schuift op naar de zomer van 2023.",
        residue: &[("date 2021-10", "dateline")],
    },
    Source {
        key: "04",
        title: Some("Oostmeer bridge delayed again, cost put at over 70 million"),
        outlet: Some("The Ferry Post"),
        agencies: &[],
        published: Some(("2022-06-17", "metadata")),
        language: "en",
        url: Some("http://ferrypost.example/2022/06/bridge"),
        text: "Oostmeer bridge delayed again, cost put at over 70 million\n\nThe Zanders bridge will cost more than 70 \
               million euros, contractor Brugbouw Noord said on Friday. “We warned them in 2020,” director Kees Blom \
               said.\n\nAlderwoman Ilse van Dorp rejected that claim. “Nobody warned us,” she said. The opening is now \
               planned for March 2024. Some 95 residents have already left, the municipality said.",
        residue: &[("Oostmeer bridge delayed again, cost put at over 70 million", "headline")],
    },
    Source {
        key: "05",
        title: Some("Wie betaalt de Zandersbrug? Vijf vragen"),
        outlet: Some("De Merelbode"),
        agencies: &[],
        published: Some(("2023-W05", "content")),
        language: "nl",
        url: None,
        text: "Wie betaalt de Zandersbrug? Vijf vragen\n\nWat kost hij nu?\n\nDe Rekenkamer Oostmeer houdt het op 68 \
               miljoen euro, de aannemer op 74 miljoen. „Wij rekenen met wat er in de boeken staat”, zegt \
               rekenkamervoorzitter Noor el-Khatib.\n\nEn wanneer gaat hij open?\n\nVolgens Van Dorp in het najaar van \
               2024. Blom noemt dat „optimistisch” en waarschuwt voor nog een jaar vertraging.\n\nLees ook: zo leeft de \
               Rietkraag met de herrie",
        residue: &[
            ("Wie betaalt de Zandersbrug? Vijf vragen", "headline"),
            ("Wat kost hij nu?", "question"),
            ("En wanneer gaat hij open?", "question"),
            ("Lees ook: zo leeft de Rietkraag met de herrie", "teaser"),
        ],
    },
    Source {
        key: "06",
        title: Some("</title></script><script>alert('brug')</script> \"Öl\" & <b>staal</b>"),
        outlet: Some("Zeur\u{202e}blad <img src=x onerror=alert(1)>"),
        agencies: &[],
        published: Some(("2023-04-01", "path")),
        language: "nl",
        url: Some("javascript:alert('brug')"),
        text: "</script><script>alert(1)</script> zei \"Öl-baron\" <b>Van Dorp</b>. &amp; Toen \u{202e}zweeg\u{202c} \
               ze… 🌉 Einde.",
        residue: &[],
    },
    Source {
        key: "07",
        title: Some("Herrie aan de Rietkraag"),
        outlet: None,
        agencies: &[],
        published: None,
        language: "nl",
        url: None,
        text: "Herrie aan de Rietkraag\n\nHet heien begint elke ochtend om zeven uur. „We slapen al weken niet”, vertelt \
               schipper Wim Tak, die met 35 anderen is gebleven.",
        residue: &[("Herrie aan de Rietkraag", "headline")],
    },
];

fn id(key: &str) -> String {
    format!("{key}c0ffee{key}c0ffee")
}

fn source(key: &str) -> &'static Source {
    SOURCES.iter().find(|source| source.key == key).expect("a key of the fixture")
}

/// Returns the quote of the first place where `text` stands in an article.
fn quote(key: &str, text: &str) -> QuoteDoc {
    let start = source(key).text.find(text).unwrap_or_else(|| panic!("`{text}` does not stand in {key}"));
    QuoteDoc { article: id(key), start, end: start + text.len(), text: text.to_owned() }
}

fn span(key: &str, text: &str) -> SpanRow {
    let quote = quote(key, text);
    SpanRow { text: quote.text, start: quote.start, end: quote.end }
}

fn rule() -> String {
    "test.fixture".to_owned()
}

fn counts(articles: usize, publishers: usize, origins_at_most: usize) -> CountsDoc {
    CountsDoc { articles, publishers, origins_at_most, speakers: 1 }
}

fn support(key: &str, text: &str) -> SupportDoc {
    SupportDoc { quote: quote(key, text), via: None, content: None, source: None, cue: None, form: None }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

struct Said(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [usize],
);

/// Article, sentence, content, source, cue, act and actor, form; then what it answers.
const SAID: [Said; 10] = [
    Said(
        "01",
        "„De brug komt er, op tijd en binnen het budget”, aldus Van Dorp.",
        "De brug komt er, op tijd en binnen het budget",
        "Van Dorp",
        "aldus",
        "promise ilse-van-dorp",
        "direct",
        &[],
    ),
    Said(
        "01",
        "Volgens bewonersvereniging De Rietkraag moeten zeker 120 bewoners weg.",
        "moeten zeker 120 bewoners weg",
        "bewonersvereniging De Rietkraag",
        "Volgens",
        "say de-rietkraag",
        "indirect",
        &[],
    ),
    Said(
        "03",
        "Aannemer Brugbouw Noord wijt dat aan het staal.",
        "dat aan het staal",
        "Aannemer Brugbouw Noord",
        "wijt",
        "say brugbouw-noord",
        "indirect",
        &[],
    ),
    Said(
        "03",
        "Raadslid Piet Öztürk beschuldigt haar van het achterhouden van een rapport.",
        "het achterhouden van een rapport",
        "Raadslid Piet Öztürk",
        "beschuldigt",
        "accuse piet-ozturk",
        "indirect",
        &[],
    ),
    Said(
        "03",
        "Wethouder Van Dorp ontkent dat er geld is zoekgeraakt: ‘Dat is onzin.’",
        "er geld is zoekgeraakt: ‘Dat is onzin.’",
        "Wethouder Van Dorp",
        "ontkent",
        "deny ilse-van-dorp",
        "mixed",
        &[3],
    ),
    Said(
        "04",
        "“We warned them in 2020,” director Kees Blom said.",
        "We warned them in 2020,",
        "director Kees Blom",
        "said",
        "accuse kees-blom",
        "direct",
        &[],
    ),
    Said(
        "04",
        "“Nobody warned us,” she said.",
        "Nobody warned us,",
        "she",
        "said",
        "deny ilse-van-dorp",
        "direct",
        &[5],
    ),
    Said(
        "05",
        "„Wij rekenen met wat er in de boeken staat”, zegt rekenkamervoorzitter Noor el-Khatib.",
        "Wij rekenen met wat er in de boeken staat",
        "rekenkamervoorzitter Noor el-Khatib",
        "zegt",
        "say noor-el-khatib",
        "direct",
        &[],
    ),
    Said(
        "05",
        "Blom noemt dat „optimistisch” en waarschuwt voor nog een jaar vertraging.",
        "nog een jaar vertraging",
        "Blom",
        "waarschuwt",
        "warn kees-blom",
        "indirect",
        &[],
    ),
    Said(
        "07",
        "„We slapen al weken niet”, vertelt schipper Wim Tak",
        "We slapen al weken niet",
        "schipper Wim Tak",
        "vertelt",
        "say ",
        "direct",
        &[],
    ),
];

fn statements() -> Vec<SpeechDoc> {
    let line = |said: &Said| {
        let &Said(key, sentence, content, who, cue, act, form, answers) = said;
        let (act, actor) = act.split_once(' ').expect("act and actor");
        SpeechDoc {
            actor: some(actor),
            act: act.to_owned(),
            target: (act == "accuse").then(|| "ilse-van-dorp".to_owned()),
            date: source(key).published.map(|(date, _)| date.to_owned()),
            support: vec![SupportDoc {
                via: Some(if key == "03" { vec!["radio-lagezijde".to_owned()] } else { Vec::new() }),
                content: Some(quote(key, content)),
                source: Some(quote(key, who)),
                cue: Some(quote(key, cue)),
                form: some(form),
                ..support(key, sentence)
            }],
            counts: counts(1, 1, 1),
            answers: answers.to_vec(),
            replies: Vec::new(),
            answered_by: Vec::new(),
            unanswered: None,
            carried_without_answer: Vec::new(),
            repeats: Vec::new(),
            rule: rule(),
        }
    };
    let mut lines: Vec<SpeechDoc> = SAID.iter().map(line).collect();
    for index in 0..lines.len() {
        for to in lines[index].answers.clone() {
            lines[index].replies.push(ReplyDoc { to, kind: "denial".to_owned() });
            lines[to].answered_by.push(index);
        }
    }
    lines
}

fn timeline() -> Vec<TimelineDoc> {
    let event = |date: &str, end: &str, support: Vec<SupportDoc>, counts: CountsDoc, weight: f64| TimelineDoc {
        planned: false,
        status: "happened".to_owned(),
        other_dates: Vec::new(),
        date: date.to_owned(),
        end: some(end),
        summary: support.first().map(|support| support.quote.text.clone()).unwrap_or_default(),
        support,
        counts,
        stories: vec!["s1".to_owned()],
        weight,
        rule: rule(),
    };
    let cost = "De nieuwe Zandersbrug bij Oostmeer gaat circa 40 miljoen euro kosten en is uiterlijk eind 2022 klaar.";
    let mut entries = vec![
        event(
            "2020",
            "",
            vec![support("04", "“We warned them in 2020,” director Kees Blom said.")],
            counts(1, 1, 1),
            1.0,
        ),
        event("2021-03-09", "", vec![support("01", cost), support("02", cost)], counts(2, 2, 1), 5.0),
        event(
            "2021-W39",
            "",
            vec![support(
                "03",
                "De kosten van de Zandersbrug lopen op tot 55 à 60 miljoen euro, blijkt uit een brief die in week 39 naar de raad ging.",
            )],
            counts(1, 1, 1),
            3.0,
        ),
        event(
            "2021-10",
            "2023-SU",
            vec![support("03", "De opening schuift op naar de zomer van 2023.")],
            counts(1, 1, 1),
            2.0,
        ),
        event("2022", "", vec![support("01", cost)], counts(1, 1, 1), 1.5),
        event(
            "2022-06-17",
            "",
            vec![support(
                "04",
                "The Zanders bridge will cost more than 70 million euros, contractor Brugbouw Noord said on Friday.",
            )],
            counts(1, 1, 1),
            4.0,
        ),
        event("2024-03", "", vec![support("04", "The opening is now planned for March 2024.")], counts(1, 1, 1), 2.5),
    ];
    // One plan for before the last article appeared, one for after it.
    for entry in entries.iter_mut().filter(|entry| ["2022", "2024-03"].contains(&entry.date.as_str())) {
        entry.planned = true;
    }
    entries
}

fn figure_point(
    key: &str,
    sentence: &str,
    figure: &str,
    (low, high): (i64, i64),
    qualifier: &str,
    actor: &str,
) -> PointDoc {
    PointDoc {
        low: (low > 0).then(|| Number::from(low)),
        high: (high > 0).then(|| Number::from(high)),
        qualifier: some(qualifier),
        value: None,
        as_of: source(key).published.map(|(date, _)| date.to_owned()),
        source: some(actor),
        figure: Some(quote(key, figure)),
        quote: quote(key, sentence),
        support: point_support(key, sentence),
        counts: if point_support(key, sentence).len() > 1 { counts(2, 2, 1) } else { counts(1, 1, 1) },
        status: "current".to_owned(),
        replaced_by: None,
        disputes: Vec::new(),
        bound: None,
    }
}

/// Returns the sentence, and the copy in the second article where that has it.
fn point_support(key: &str, sentence: &str) -> Vec<SupportDoc> {
    let copied = key == "01" && source("02").text.contains(sentence);
    std::iter::once(key).chain(copied.then_some("02")).map(|key| support(key, sentence)).collect()
}

fn date_point(key: &str, sentence: &str, value: &str, actor: &str) -> PointDoc {
    PointDoc {
        low: None,
        high: None,
        qualifier: None,
        value: some(value),
        as_of: source(key).published.map(|(date, _)| date.to_owned()),
        source: some(actor),
        figure: None,
        quote: quote(key, sentence),
        support: point_support(key, sentence),
        counts: counts(1, 1, 1),
        status: "current".to_owned(),
        replaced_by: None,
        disputes: Vec::new(),
        bound: None,
    }
}

const HOLDS: &str = "De Rekenkamer Oostmeer houdt het op 68 miljoen euro, de aannemer op 74 miljoen.";

fn revisions() -> Vec<RevisionDoc> {
    let cost = "De nieuwe Zandersbrug bij Oostmeer gaat circa 40 miljoen euro kosten en is uiterlijk eind 2022 klaar.";
    let letter = "De kosten van de Zandersbrug lopen op tot 55 à 60 miljoen euro, blijkt uit een brief die in week 39 naar de raad ging.";
    let english = "The Zanders bridge will cost more than 70 million euros, contractor Brugbouw Noord said on Friday.";
    let series = |about: &str, unit: &str, kind: &str, series: Vec<PointDoc>| RevisionDoc {
        about: about.to_owned(),
        unit: some(unit),
        kind: some(kind),
        actor: None,
        series,
        rule: rule(),
    };
    const M: i64 = 1_000_000;
    vec![
        series(
            "De kosten van de Zandersbrug",
            "euro",
            "money",
            vec![
                figure_point("01", cost, "circa 40 miljoen euro", (40 * M, 40 * M), "about", "ilse-van-dorp"),
                figure_point("03", letter, "tot 55 à 60 miljoen euro", (55 * M, 60 * M), "exact", ""),
                figure_point("04", english, "more than 70 million euros", (70 * M, 0), "more_than", "brugbouw-noord"),
                figure_point("05", HOLDS, "68 miljoen euro", (68 * M, 68 * M), "exact", "rekenkamer-oostmeer"),
                figure_point("05", HOLDS, "74 miljoen", (74 * M, 74 * M), "exact", "brugbouw-noord"),
            ],
        ),
        series(
            "bewoners",
            "bewoners",
            "displaced",
            vec![
                figure_point(
                    "01",
                    "Volgens bewonersvereniging De Rietkraag moeten zeker 120 bewoners weg.",
                    "zeker 120",
                    (120, 0),
                    "at_least",
                    "de-rietkraag",
                ),
                figure_point(
                    "01",
                    "De gemeente spreekt van zestig à tachtig mensen.",
                    "zestig à tachtig",
                    (60, 80),
                    "exact",
                    "",
                ),
                figure_point(
                    "04",
                    "Some 95 residents have already left, the municipality said.",
                    "Some 95",
                    (95, 95),
                    "about",
                    "",
                ),
                figure_point(
                    "07",
                    "„We slapen al weken niet”, vertelt schipper Wim Tak, die met 35 anderen is gebleven.",
                    "35",
                    (35, 35),
                    "exact",
                    "",
                ),
            ],
        ),
        series(
            "De opening",
            "",
            "",
            vec![
                date_point("01", cost, "2022", "ilse-van-dorp"),
                date_point("03", "De opening schuift op naar de zomer van 2023.", "2023-SU", ""),
                date_point("04", "The opening is now planned for March 2024.", "2024-03", ""),
                date_point("05", "Volgens Van Dorp in het najaar van 2024.", "2024-FA", "ilse-van-dorp"),
            ],
        ),
    ]
}

fn disputes() -> Vec<DisputeDoc> {
    let side = |value: &str, actor: &str, key: &str, sentence: &str, counts: CountsDoc| SideDoc {
        value: some(value),
        source: some(actor),
        quote: quote(key, sentence),
        support: vec![support(key, sentence)],
        counts,
    };
    let dispute = |kind: &str, about: &str, sides: Vec<SideDoc>| DisputeDoc {
        kind: kind.to_owned(),
        about: about.to_owned(),
        sides,
        level: "plain".to_owned(),
        why: Vec::new(),
        rule: rule(),
    };
    vec![
        dispute(
            "denial",
            "We warned them in 2020",
            vec![
                side("", "kees-blom", "04", "“We warned them in 2020,” director Kees Blom said.", counts(1, 1, 1)),
                side("", "ilse-van-dorp", "04", "“Nobody warned us,” she said.", counts(3, 2, 1)),
            ],
        ),
        dispute(
            "figure",
            "moeten zeker 120 bewoners weg",
            vec![
                side(
                    "zeker 120",
                    "de-rietkraag",
                    "01",
                    "Volgens bewonersvereniging De Rietkraag moeten zeker 120 bewoners weg.",
                    counts(1, 1, 1),
                ),
                side("zestig à tachtig", "", "01", "De gemeente spreekt van zestig à tachtig mensen.", counts(1, 1, 1)),
            ],
        ),
        dispute(
            "date",
            "De opening",
            vec![
                side("2024-03", "", "04", "The opening is now planned for March 2024.", counts(1, 1, 1)),
                side("2024-FA", "ilse-van-dorp", "05", "Volgens Van Dorp in het najaar van 2024.", counts(1, 1, 1)),
            ],
        ),
        dispute(
            "figure",
            "De kosten van de Zandersbrug",
            vec![
                side(
                    "more than 70 million euros",
                    "brugbouw-noord",
                    "04",
                    "The Zanders bridge will cost more than 70 million euros, contractor Brugbouw Noord said on Friday.",
                    counts(1, 1, 1),
                ),
                side("68 miljoen euro", "rekenkamer-oostmeer", "05", HOLDS, counts(1, 1, 1)),
                side("74 miljoen", "brugbouw-noord", "05", HOLDS, counts(1, 1, 1)),
            ],
        ),
    ]
}

fn actors() -> Vec<ActorDoc> {
    let actor = |id: &str, name: &str, kind: &str, mentions: usize, at: (&str, &str)| ActorDoc {
        id: id.to_owned(),
        name: name.to_owned(),
        r#type: kind.to_owned(),
        country: None,
        aliases: Vec::new(),
        roles: Vec::new(),
        mentions,
        quote: Some(quote(at.0, at.1)),
    };
    let role = |role: &str, from: &str, to: &str, key: &str, at: &str| RoleDoc {
        role: role.to_owned(),
        from: some(from),
        to: some(to),
        quote: quote(key, at),
    };
    let mut actors = vec![
        actor("ilse-van-dorp", "Ilse van Dorp", "PER", 9, ("01", "Dat zei wethouder Ilse van Dorp dinsdag.")),
        actor("kees-blom", "Kees Blom", "PER", 3, ("04", "“We warned them in 2020,” director Kees Blom said.")),
        actor("brugbouw-noord", "Brugbouw Noord", "ORG", 4, ("03", "Aannemer Brugbouw Noord wijt dat aan het staal.")),
        actor("de-rietkraag", "De Rietkraag", "ORG", 3, ("01", "bewonersvereniging De Rietkraag")),
        actor("piet-ozturk", "Piet Öztürk", "PER", 1, ("03", "Raadslid Piet Öztürk")),
        actor("noor-el-khatib", "Noor el-Khatib", "PER", 1, ("05", "rekenkamervoorzitter Noor el-Khatib")),
        actor("rekenkamer-oostmeer", "Rekenkamer Oostmeer", "ORG", 1, ("05", "De Rekenkamer Oostmeer")),
        actor("oostmeer", "Oostmeer", "LOC", 6, ("01", "Oostmeer")),
        actor("radio-lagezijde", "Radio <Lagezijde>", "ORG", 1, ("03", "date 2021-10")),
    ];
    actors[0].aliases = vec!["Van Dorp".to_owned(), "Alderwoman Ilse van Dorp".to_owned()];
    actors[0].roles = vec![
        role("wethouder", "2021-03-09", "2021-10", "01", "wethouder Ilse van Dorp"),
        role("Alderwoman", "2022-06-17", "", "04", "Alderwoman Ilse van Dorp"),
    ];
    actors[1].roles = vec![role("director", "2022-06-17", "2022-06-17", "04", "director Kees Blom")];
    actors
}

fn stories() -> Vec<StoryDoc> {
    let shared = "De nieuwe Zandersbrug bij Oostmeer gaat circa 40 miljoen euro kosten en is uiterlijk eind 2022 klaar. \
                  Dat zei wethouder Ilse van Dorp dinsdag.";
    let story = |id_: &str, title: QuoteDoc, articles: &[&str]| StoryDoc {
        id: id_.to_owned(),
        title: title.text.clone(),
        quote: title,
        articles: articles.iter().map(|key| id(key)).collect(),
        events: vec![articles.iter().map(|key| id(key)).collect()],
        bonds: Vec::new(),
        copies: Vec::new(),
        copies_shared: Vec::new(),
        copies_passage: Vec::new(),
        copies_passage_second: Vec::new(),
        rule: rule(),
    };
    let mut stories = vec![
        story("s1", quote("01", "Aanleg Zandersbrug kost 40 miljoen"), &["01", "02", "03", "04", "05"]),
        story("s2", quote("07", "Herrie aan de Rietkraag"), &["07"]),
    ];
    stories[0].events = vec![vec![id("01"), id("02"), id("03")], vec![id("04"), id("05")]];
    stories[0].bonds = vec![BondDoc { article: id("02"), nearest: id("01"), shared: vec![quote("02", "Zandersbrug")] }];
    stories[0].copies = vec![[id("01"), id("02")]];
    stories[0].copies_shared = vec![0.93];
    stories[0].copies_passage = vec![quote("01", shared)];
    stories
}

/// The first two articles are copies and credit the same agency.
fn ties() -> Vec<TieDoc> {
    let shared = "De nieuwe Zandersbrug bij Oostmeer gaat circa 40 miljoen euro kosten en is uiterlijk eind 2022 klaar. \
                  Dat zei wethouder Ilse van Dorp dinsdag.";
    vec![TieDoc {
        first: id("01"),
        second: id("02"),
        why: "copy".to_owned(),
        shared: Some(0.93),
        shared_of_first: Some(0.44),
        shared_of_second: Some(0.93),
        passages: vec![[quote("01", shared), quote("02", shared)]],
        credits: vec![quote("02", "(KNB)")],
        name: None,
        rule: rule(),
    }]
}

fn reading(source: &Source) -> ReadingRow {
    let key = source.key;
    let statements = SAID.iter().filter(|said| said.0 == key).map(|&Said(_, _, content, who, cue, act, form, _)| {
        let (act, actor) = act.split_once(' ').expect("act and actor");
        StatementRow {
            source: Some(SourceRow { at: span(key, who), actor: some(actor) }),
            speaker: None,
            cue: Some(span(key, cue)),
            content: span(key, content),
            act: act.to_owned(),
            form: form.to_owned(),
            target: None,
            via: Vec::new(),
            said_at: None,
            rule: rule(),
        }
    });
    let points: Vec<_> = revisions().into_iter().flat_map(|series| series.series).collect();
    let figures: BTreeMap<_, _> = points
        .iter()
        .filter(|point| point.quote.article == id(key))
        .filter_map(|point| Some((point.figure.as_ref()?.start, point)))
        .collect();
    let figures = figures.into_values().filter_map(|point| {
        let figure = point.figure.as_ref()?;
        Some(FigureRow {
            at: SpanRow { text: figure.text.clone(), start: figure.start, end: figure.end },
            low: point.low.clone(),
            high: point.high.clone(),
            qualifier: point.qualifier.clone().unwrap_or_default(),
            unit: None,
            kind: "money".to_owned(),
            of: None,
            as_of: None,
            rule: rule(),
        })
    });
    let times = [
        ("01", "eind 2022", "2022", Some("END")),
        ("03", "week 39", "2021-W39", None),
        ("04", "March 2024", "2024-03", None),
    ];
    let times = times.iter().filter(|time| time.0 == key).map(|&(_, text, value, modifier)| TimeRow {
        at: span(key, text),
        r#type: "DATE".to_owned(),
        value: some(value),
        r#mod: modifier.map(str::to_owned),
        rule: rule(),
    });
    let names = ["Van Dorp", "Ilse van Dorp", "Brugbouw Noord", "Piet Öztürk"]
        .into_iter()
        .filter(|name| source.text.contains(name));
    let names = names.map(|name| NameRow { at: span(key, name), r#type: "PER".to_owned(), actor: None, rule: rule() });
    ReadingRow {
        article: ArticleRow {
            id: id(key),
            path: format!("stapel/{key}.txt"),
            title: source.title.map(str::to_owned),
            outlet: source.outlet.map(str::to_owned),
            agencies: source.agencies.iter().map(ToString::to_string).collect(),
            byline: (key == "05").then(|| "Ans Wiersma".to_owned()),
            published: source.published.map(|(date, _)| date.to_owned()),
            published_from: source.published.map(|(_, from)| from.to_owned()),
            stub: key == "07",
            language: source.language.to_owned(),
            url: source.url.map(str::to_owned),
            text: source.text.to_owned(),
            residue: source
                .residue
                .iter()
                .map(|(text, kind)| {
                    let at = span(key, text);
                    ResidueRow { start: at.start, end: at.end, kind: (*kind).to_owned() }
                })
                .collect(),
        },
        names: names.collect(),
        times: times.collect(),
        figures: figures.collect(),
        statements: statements.collect(),
        events: Vec::new(),
    }
}

/// Returns the dossier and the readings that it was made from.
pub(crate) fn bridge() -> (DossierDoc, Vec<ReadingRow>) {
    let readings: Vec<_> = SOURCES.iter().map(reading).collect();
    let article = |row: &ReadingRow| ArticleDoc {
        id: row.article.id.clone(),
        path: row.article.path.clone(),
        title: row.article.title.clone(),
        outlet: row.article.outlet.clone(),
        agencies: row.article.agencies.clone(),
        published: row.article.published.clone(),
        published_from: row.article.published_from.clone(),
        language: row.article.language.clone(),
    };
    let dossier = DossierDoc {
        articles: readings.iter().map(article).collect(),
        stories: stories(),
        timeline: timeline(),
        days: Vec::new(),
        statements: statements(),
        revisions: revisions(),
        disputes: disputes(),
        disputes_withheld: 0,
        agreements: Vec::new(),
        actors: actors(),
        relations: relations(),
        ties: ties(),
    };
    (dossier, readings)
}

/// One relation, in the sentence that the first actor's entry quotes.
fn relations() -> Vec<RelationDoc> {
    let all = actors();
    let quote = all.iter().find_map(|actor| actor.quote.clone());
    let relation = |quote| RelationDoc {
        actor: all.first().map(|actor| actor.id.clone()).unwrap_or_default(),
        recipient: all.last().map(|actor| actor.id.clone()).unwrap_or_default(),
        date: Some("2031-03-04".to_owned()),
        plover: "AID".to_owned(),
        quote,
        rule: rule(),
    };
    quote.map(relation).into_iter().collect()
}
