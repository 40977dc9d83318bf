//! What holds for the page as a whole.

use std::collections::BTreeSet;

use crate::{page, testing};

fn bridge() -> String {
    let (dossier, readings) = testing::bridge();
    page(&dossier, &readings)
}

/// Returns the values of an attribute, in order.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.split(opening.as_str()).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

#[test]
fn every_link_has_its_target_and_no_id_stands_twice() {
    let html = bridge();
    let ids = attributes(&html, "id");
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len());
    for href in attributes(&html, "href") {
        let id = href.strip_prefix('#');
        assert!(id.is_none_or(|id| unique.contains(id)), "nothing has the id of {href}");
    }
    for name in ["aria-labelledby", "aria-describedby", "data-of"] {
        for id in attributes(&html, name).iter().flat_map(|list| list.split(' ')) {
            assert!(unique.contains(id), "{name} names {id}");
        }
    }
}

#[test]
fn every_quote_is_linked_to_its_own_sentence() {
    let (dossier, readings) = testing::bridge();
    let html = page(&dossier, &readings);
    let quotes = dossier
        .statements
        .iter()
        .flat_map(|statement| &statement.support)
        .chain(dossier.timeline.iter().flat_map(|entry| &entry.support))
        .map(|support| &support.quote)
        .chain(dossier.disputes.iter().flat_map(|dispute| &dispute.sides).map(|side| &side.quote))
        .chain(dossier.revisions.iter().flat_map(|series| &series.series).map(|point| &point.quote));
    let mut n = 0;
    for quote in quotes {
        let id = crate::anchor::id(&quote.article, quote.start, quote.end);
        assert!(html.contains(&format!("href=\"#{id}\"")), "no link to {id}");
        let (_, after) = html.split_once(&format!("id=\"{id}\"")).expect("a target");
        let text = plain(after.split_once('>').expect("an open tag").1);
        assert!(text.starts_with(&quote.text), "{id} begins with {}", &text[..60]);
        n += 1;
    }
    assert!(n > 20);
}

/// Returns the first paragraph of a piece of HTML without its tags and escapes.
fn plain(html: &str) -> String {
    let html = html.split_once("</p>").map_or(html, |(paragraph, _)| paragraph);
    let mut text = String::new();
    for part in format!("<>{html}").split('<').skip(1) {
        text.push_str(part.split_once('>').map_or("", |(_, after)| after));
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn the_text_of_an_article_stands_there_whole() {
    let (dossier, readings) = testing::bridge();
    let html = page(&dossier, &readings);
    for row in &readings {
        let (_, article) =
            html.split_once(&format!("<article class=\"text\" id=\"a-{}\"", row.article.id)).expect("it");
        let (header, body) = article.split_once("<div class=\"body\"").expect("a body");
        let (_, body) = body.split_once('>').expect("an open tag");
        let (body, _) = body.split_once("</div>").expect("an end");
        let body = body.replace("</p>", "\n\n").replace("</h4>", "\n\n");
        let headline = header.split_once("class=\"headline\"").and_then(|(_, after)| after.split_once('>'));
        let headline = headline.and_then(|(_, after)| Some(plain(after.split_once("</h3>")?.0) + "\n\n"));
        assert_eq!((headline.unwrap_or_default() + &plain(&body)).trim_end(), row.article.text);
    }
}

#[test]
fn hostile_articles_stay_text() {
    let html = bridge();
    assert_eq!(html.matches("<script").count(), 1);
    assert_eq!(html.matches("</script>").count(), 1);
    assert_eq!(html.matches("</title>").count(), 1);
    assert!(!html.contains("<img") && !html.contains("<b>"));
    assert!(!attributes(&html, "href").iter().any(|href| href.contains("javascript")));
    assert!(html.contains("<bdi>Zeur\u{202e}blad &lt;img src=x onerror=alert(1)&gt;</bdi>"));
    assert!(html.contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("&amp;amp; Toen"));
}

#[test]
fn the_page_loads_nothing() {
    let html = bridge();
    for loader in [" src=", "@import", "url(", "<link", "<iframe", "<object", "fetch(", "XMLHttpRequest", "import("] {
        assert!(!html.replace("&lt;img src=", "").contains(loader), "{loader}");
    }
    let outside: Vec<_> = attributes(&html, "href").into_iter().filter(|href| !href.starts_with('#')).collect();
    assert_eq!(outside, ["https://merelbode.example/zandersbrug", "http://ferrypost.example/2022/06/bridge"]);
    assert!(!html.contains(" style=\"") && !html.contains(" onclick="), "the policy would block it");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(bridge(), bridge());
}

#[test]
fn the_order_of_the_readings_does_not_matter() {
    let (dossier, mut readings) = testing::bridge();
    let first = page(&dossier, &readings);
    readings.reverse();
    assert_eq!(page(&dossier, &readings), first);
}

#[test]
fn an_accusation_without_an_answer_says_where_none_was_found() {
    let (mut dossier, readings) = testing::bridge();
    dossier.statements[5].answered_by.clear();
    dossier.statements[5].unanswered =
        Some(store::json::UnansweredDoc { articles: 3, days: Some(12), until: Some("2021-03-13".to_owned()) });
    let html = page(&dossier, &readings);
    assert!(html.contains("no answer found in these 3 articles"));
    assert!(html.contains("geen antwoord gevonden in deze 3 artikelen"));
    assert_eq!(html.matches("<article class=\"charge").count(), 2);
}

#[test]
fn quotes_that_fit_no_text_do_no_harm() {
    let (mut dossier, readings) = testing::bridge();
    dossier.timeline[0].support[0].quote.end = 1_000_000;
    dossier.timeline[1].support[0].quote.article = "nergens".to_owned();
    dossier.statements[0].answers = vec![99];
    dossier.statements[1].act = "<wink>".to_owned();
    dossier.timeline[2].date = "PAST_REF".to_owned();
    dossier.revisions[0].series.clear();
    let html = page(&dossier, &readings);
    assert!(html.contains("&lt;wink&gt;"));
    assert!(page(&dossier, &[]).contains("Zandersbrug"));
}

#[test]
fn an_empty_dossier_has_a_page() {
    let html = page(&store::json::DossierDoc::default(), &[]);
    assert!(html.starts_with("<!DOCTYPE html>"));
}

#[test]
fn both_languages_stand_in_the_page_and_most_articles_choose() {
    let html = bridge();
    assert!(html.contains("<html lang=\"nl\">"));
    assert!(html.contains("value=\"nl\" id=\"ui-nl\" checked"));
    let (nl, en) = (html.matches("class=\"u-nl\"").count(), html.matches("class=\"u-en\"").count());
    assert_eq!(nl, en);
    assert!(html.contains("week 39 van 2021 (27 sep – 3 okt)") && html.contains("week 39 of 2021 (27 Sep – 3 Oct)"));
}

#[test]
fn a_plan_is_told_as_a_plan_in_words() {
    let (mut dossier, readings) = testing::bridge();
    let told = |dossier: &store::json::DossierDoc, date: &str| {
        let at = dossier.timeline.iter().position(|entry| entry.date == date).expect("an event");
        let html = page(dossier, &readings);
        let (_, event) = html.split_once(&format!(" id=\"t-{at}\"")).expect("it");
        let (event, _) = event.split_once("</li>").expect("its end");
        event.split_once("<strong class=\"planned\">").map(|(_, words)| plain(words.split_once("</strong>").unwrap().0))
    };
    assert_eq!(told(&dossier, "2024-03").as_deref(), Some("geplandplanned"));
    assert_eq!(told(&dossier, "2022").as_deref(), Some("destijds geplandplanned at the time"));
    assert_eq!(told(&dossier, "2021-03-09"), None);
    dossier.articles.iter_mut().for_each(|article| article.published = None);
    assert_eq!(told(&dossier, "2022").as_deref(), Some("geplandplanned"));
}

#[test]
fn more_than_two_sides_stand_in_a_grid_without_a_versus() {
    let html = bridge();
    let sides = |id: &str| {
        let (_, dispute) = html.split_once(&format!("id=\"{id}\"")).expect("a dispute");
        dispute.split_once("</article>").expect("its end").0
    };
    let count = |id: &str, what: &str| sides(id).matches(what).count();
    assert_eq!((count("d-1", "class=\"versus\""), count("d-1", "class=\"sides\"")), (1, 1));
    assert_eq!((count("d-3", "class=\"versus\""), count("d-3", "class=\"sides many\"")), (0, 1));
    assert_eq!(count("d-3", "class=\"side\""), 3);
}

#[test]
fn every_line_tells_its_rule() {
    let (mut dossier, readings) = testing::bridge();
    dossier.disputes[0].rule = "dossier.<dispute>".to_owned();
    let html = page(&dossier, &readings);
    let lines = dossier.timeline.len()
        + dossier.disputes.len()
        + dossier.revisions.len()
        + dossier.statements.len()
        + dossier.relations.len()
        + dossier.stories.len();
    assert_eq!(html.matches("<p class=\"rule\"><code>").count(), lines);
    assert!(html.contains("<code>dossier.&lt;dispute&gt;</code>") && html.contains("id=\"show-rules\""));
}

#[test]
fn a_speaker_from_an_earlier_sentence_is_called_inferred() {
    let (dossier, mut readings) = testing::bridge();
    let note = "spreker afgeleid uit een eerdere zin</span>";
    assert!(!page(&dossier, &readings).contains(note));
    let statement = &mut readings[0].statements[0];
    statement.speaker = statement.source.take();
    assert_eq!(page(&dossier, &readings).matches(note).count(), 1);
}

#[test]
fn an_inferred_publication_date_is_called_so() {
    let html = bridge();
    assert!(html.contains("door Wederhoor afgeleid") && html.contains("inferred by Wederhoor"));
    assert_eq!(html.matches(">afgeleid<").count(), 1, "one article of the fixture has its date from its content");
}

#[test]
fn a_figure_in_dispute_stands_as_the_article_writes_it() {
    let (mut dossier, readings) = testing::bridge();
    dossier.disputes[1].sides[0].value = Some("1.200".to_owned());
    assert!(page(&dossier, &readings).contains("<p class=\"value\"><bdi>1.200</bdi></p>"));
}

#[test]
fn an_article_without_a_medium_is_called_by_its_words() {
    let (mut dossier, mut readings) = testing::bridge();
    dossier.articles[2].outlet = None;
    readings[2].article.outlet = None;
    let html = page(&dossier, &readings);
    assert!(html.contains(">De kosten van de Zandersbrug lopen …</q>, "), "residue is not its name");
    assert!(html.contains(">Herrie aan de Rietkraag</q>, "));
}

#[test]
fn a_weaker_dispute_is_folded_away_with_its_reason_and_what_is_left_out_is_counted() {
    let (mut dossier, readings) = testing::bridge();
    assert!(!page(&dossier, &readings).contains("<details class=\"possible\">"));
    dossier.disputes[0].level = "possible".to_owned();
    dossier.disputes[0].why = vec!["undated".to_owned()];
    dossier.disputes_withheld = 3;
    let html = page(&dossier, &readings);
    let (_, folded) = html.split_once("<details class=\"possible\">").expect("a fold");
    let (folded, _) = folded.split_once("</section>").expect("its end");
    assert!(folded.contains("id=\"d-0\"") && folded.contains("a side without a date"));
    assert!(!folded.contains("id=\"d-1\"") && folded.contains("3 weaker disputes are left out"));
}

#[test]
fn agreements_stand_side_by_side_and_link_to_their_sentences() {
    let (mut dossier, readings) = testing::bridge();
    assert!(!page(&dossier, &readings).contains("id=\"agreements\""));
    let dispute = dossier.disputes[0].clone();
    dossier.agreements.push(store::json::AgreementDoc {
        kind: "figure".to_owned(),
        about: dispute.about,
        counts: dispute.sides[0].counts.clone(),
        sides: dispute.sides,
        rule: dispute.rule,
    });
    let html = page(&dossier, &readings);
    let (_, section) = html.split_once("id=\"agreements\"").expect("a section");
    let (section, _) = section.split_once("</section>").expect("its end");
    assert_eq!(section.matches("class=\"side\"").count(), dossier.agreements[0].sides.len());
    assert!(section.contains("href=\"#a-") && section.contains("same figure"));
}

/// A small section as it is written, to be read by a person.
#[test]
fn a_dispute_reads_as_it_should() {
    let html = bridge();
    let (_, dispute) = html.split_once("id=\"d-1\"").and_then(|(_, after)| after.split_once('>')).expect("a dispute");
    let (dispute, _) = dispute.split_once("</article>").expect("its end");
    let words = plain(&dispute.replace("</p>", " | ").replace("</h4>", " | ").replace("</h3>", " | "));
    assert_eq!(
        words.split(" | ").take(4).collect::<Vec<_>>(),
        [
            "verschillende cijfersdifferent figures",
            "moeten zeker 120 bewoners weg",
            "Kant 1Side 1: De Rietkraag",
            "zeker 120",
        ]
    );
}

#[test]
fn a_line_opens_to_its_origins_with_the_proof_in_both_articles() {
    let html = bridge();
    let (_, origins) = html.split_once("<details class=\"origins\">").expect("a line of two articles");
    let (origins, _) = origins.split_once("</details>").expect("an end");
    let (dossier, _) = testing::bridge();
    for quote in &dossier.ties[0].passages[0] {
        let id = crate::anchor::id(&quote.article, quote.start, quote.end);
        assert!(origins.contains(&format!("href=\"#{id}\"")), "no link to {id}");
    }
    assert!(origins.contains("<q>(KNB)</q>"));
    assert_eq!(origins.matches("<li>").count(), 2, "one origin and one merge");
}
