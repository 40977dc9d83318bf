use super::*;
use crate::lexicon::tests::shipped;

const PAGE: &str = r##"<!DOCTYPE html><html lang="nl-NL"><head><meta charset="utf-8">
<title>Brug over de Vardo blijft dicht | De Vardose Courant</title>
<meta property="og:site_name" content="De Vardose Courant">
<meta property="article:published_time" content="2021-10-04T09:30:00+02:00">
<link rel="canonical" href="https://courant.example.org/brug"><style>p{color:red}</style>
<script>var x = "<p>geen tekst</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav>
<div class="cookie-notice"><p>Wij gebruiken cookies om deze site te verbeteren en dat is een hele lange zin.</p></div>
<main><article><header><h1>Brug over de Vardo blijft dicht</h1><span class="byline">Door Jan de Vries</span>
<time datetime="2021-10-05">5 oktober</time></header>
<figure><img src="x.jpg"><figcaption>De brug, gisteren. Foto: Els Haan / ANP</figcaption></figure>
<p>De brug over de rivier blijft <b>voorlopig</b> dicht, zegt de gemeente. De reparatie is duurder dan gedacht &amp; er is geen geld.
<p>Volgens de wethouder kan het werk op zijn vroegst in het voorjaar beginnen, als de raad geld vrijmaakt.</p>
<h2>Geen geld</h2>
<p>De raad praat er volgende week over. Schippers varen intussen dertig kilometer om langs de andere oever.</p>
<aside><p>Lees ook het grote verhaal over de brug en alles wat daaraan voorafging in de afgelopen jaren.</p></aside>
<div class="related-articles"><h3>Meer nieuws</h3><p>Nog een heel ander verhaal met een flinke lengte, dat hier niet hoort te staan.</p></div>
</article></main><footer><p>Alle rechten voorbehouden aan de uitgever van deze krant, sinds jaar en dag.</p></footer></body></html>"##;

#[test]
fn the_article_is_taken_from_the_page() {
    let draft = draft(shipped(), PAGE).expect("an article");
    assert_eq!(draft.title.as_deref(), Some("Brug over de Vardo blijft dicht"));
    assert_eq!(draft.outlet.as_deref(), Some("De Vardose Courant"));
    assert_eq!(draft.byline.as_deref(), Some("Door Jan de Vries"));
    assert_eq!(draft.published.as_deref(), Some("2021-10-04T09:30:00+02:00"));
    assert_eq!(draft.url.as_deref(), Some("https://courant.example.org/brug"));
    assert_eq!(draft.language.map(|lang| lang.to_string()).as_deref(), Some("nl"));
    assert!(!draft.stub);
    let text: Vec<&str> = draft.paragraphs.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(
        text,
        [
            "De brug, gisteren. Foto: Els Haan / ANP",
            "De brug over de rivier blijft voorlopig dicht, zegt de gemeente. De reparatie is duurder dan gedacht & er is geen geld.",
            "Volgens de wethouder kan het werk op zijn vroegst in het voorjaar beginnen, als de raad geld vrijmaakt.",
            "Geen geld",
            "De raad praat er volgende week over. Schippers varen intussen dertig kilometer om langs de andere oever.",
        ]
    );
}

#[test]
fn linked_data_is_read() {
    let draft = draft(
        shipped(),
        r#"<html><head><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},
        {"@type":["NewsArticle"],"headline":"Brug dicht","datePublished":"2021-10-04","author":{"name":"Els Haan"},
        "publisher":{"name":"NOS"},"isAccessibleForFree":"False",
        "articleBody":"De brug over de rivier blijft dicht."}]}</script></head><body><p>Welkom.</p></body></html>"#,
    )
    .expect("an article");
    assert_eq!(draft.title.as_deref(), Some("Brug dicht"));
    assert_eq!(draft.published.as_deref(), Some("2021-10-04"));
    assert_eq!(draft.outlet.as_deref(), Some("NOS"));
    assert!(draft.stub);
}

#[test]
fn a_page_without_text_is_an_error_and_a_summary_makes_a_stub() {
    assert!(draft(shipped(), "<html><body><nav>Menu</nav></body></html>").is_err());
    let page = r#"<html><head><meta name="description" content="De brug is dicht."></head><body></body></html>"#;
    let draft = draft(shipped(), page).expect("a stub");
    assert!(draft.stub);
}

#[test]
fn breaks_make_paragraphs_in_old_pages() {
    let page = "<body><font>De brug over de rivier blijft voorlopig dicht, zegt de gemeente van Vardo.<br><br>\
                Volgens de wethouder kan het werk op zijn vroegst in het voorjaar beginnen.</font></body>";
    assert_eq!(draft(shipped(), page).expect("an article").paragraphs.len(), 2);
}

#[test]
fn deep_and_broken_markup_is_read_to_the_end() {
    let deep = format!(
        "{}<p>De brug over de rivier blijft voorlopig dicht, zegt de gemeente van Vardo.",
        "<div><b>".repeat(50_000)
    );
    assert_eq!(draft(shipped(), &deep).expect("an article").paragraphs.len(), 1);
    let ends = format!(
        "<p>De brug over de rivier blijft voorlopig dicht, zegt de gemeente van Vardo.{}",
        "</p></i>".repeat(50_000)
    );
    assert_eq!(draft(shipped(), &ends).expect("an article").paragraphs.len(), 1);
    let _ = draft(shipped(), "<p <<>>> </ <!-- <![CDATA[ &#xffffffff; &nosuch;");
}

#[test]
fn the_declared_encoding_is_found() {
    assert_eq!(declared_encoding(b"<meta charset=\"ISO-8859-1\">").as_deref(), Some("iso-8859-1"));
    assert_eq!(declared_encoding(b"<p>x"), None);
}
