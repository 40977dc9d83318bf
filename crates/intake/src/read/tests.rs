use super::*;
use crate::lexicon::tests::shipped;
use document::{Article, PublishedFrom, ResidueKind};

fn read(path: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Error>) {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    read_bytes(shipped(), path, extension, bytes, Options::default())
}

fn one(path: &str, text: &str) -> Article {
    let (mut articles, errors) = read(path, text.as_bytes());
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}

fn reason(path: &str, bytes: &[u8]) -> String {
    let (articles, errors) = read(path, bytes);
    assert!(articles.is_empty());
    errors.first().map(ToString::to_string).unwrap_or_default()
}

const BODY: &str = "De gemeente heeft de brug over de Vardo gesloten voor al het verkeer.\n\nSchippers varen om.";

#[test]
fn the_same_article_under_another_name_keeps_its_id() {
    let (a, b) = (one("a.txt", BODY), one("2021-10-04/b.txt", BODY));
    assert_eq!(a.id, b.id);
    assert_eq!(b.published.map(|date| date.to_string()).as_deref(), Some("2021-10-04"));
    assert_eq!(b.published_from, Some(PublishedFrom::Path));
    assert_ne!(a.id, one("a.txt", &BODY.replace("Vardo", "Varda")).id);
}

#[test]
fn what_the_user_says_counts_where_the_article_says_nothing() {
    let options = Options { language: document::Lang::new("af"), published: "2020-05".parse().ok() };
    let read = |text: &str| read_bytes(shipped(), "a.txt", "txt", text.as_bytes(), options).0.remove(0);
    let article = read(BODY);
    assert_eq!(article.language.as_str(), "af");
    assert_eq!((article.published, article.published_from), (options.published, Some(PublishedFrom::Given)));
    let article = read(&format!("date 2021-10 {BODY}"));
    assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2021-10"));
    assert_eq!(article.published_from, Some(PublishedFrom::Header));
}

#[test]
fn a_title_from_metadata_stands_first_and_is_marked() {
    let article =
        one("a.json", r#"{"title": "Brug dicht", "text": "De gemeente heeft de brug gesloten.", "source": "nos.nl"}"#);
    assert_eq!(article.text, "Brug dicht\n\nDe gemeente heeft de brug gesloten.");
    assert_eq!(article.residue[0].kind, ResidueKind::Headline);
    assert_eq!(article.residue[0].span.of(&article.text), "Brug dicht");
    assert_eq!(article.outlet.as_deref(), Some("NOS"));
    let article =
        one("a.json", r#"{"title": "Brug dicht", "text": "Brug dicht\n\nDe gemeente heeft de brug gesloten."}"#);
    assert_eq!(article.text.matches("Brug dicht").count(), 1);
}

#[test]
fn records_are_addressed_by_number() {
    let (articles, errors) = read("a.jsonl", b"{\"text\": \"Een.\"}\n{\"x\": 1}\n{\"text\": \"Drie.\"}\n");
    assert_eq!(articles.iter().map(|article| article.path.as_str()).collect::<Vec<_>>(), ["a.jsonl#1", "a.jsonl#3"]);
    assert_eq!(errors[0].to_string(), "a.jsonl#2: no text among the fields `x`");
}

#[test]
fn broken_files_give_clear_reasons() {
    assert_eq!(reason("a.txt", b""), "a.txt: the file is empty");
    assert_eq!(reason("a.jsonl", b"\n\n"), "a.jsonl: the file is empty");
    assert_eq!(reason("a.txt", b"GIF89a\0\0\0"), "a.txt: a binary file, not text");
    assert_eq!(reason("a.txt", b"-- ** --"), "a.txt: no text in it");
    assert_eq!(reason("a.html", b"<p></p>"), "a.html: no text of an article on the page");
    assert!(reason("a.json", b"{\"text\"").starts_with("a.json: not valid JSON: EOF"));
    assert!(reason("a.txt", b"De brug \xff\xfe is dicht").starts_with("a.txt: not valid UTF-8, first at byte 8"));
}

#[test]
fn a_line_of_fifty_megabytes_is_refused_in_linear_time() {
    let line = "woord ".repeat(50_000_000 / 6);
    assert_eq!(reason("a.txt", line.as_bytes()), "a.txt: 47 MiB of text, more than an article can be (2 MiB)");
}

#[test]
fn files_of_an_unknown_kind_are_told_by_their_content() {
    assert_eq!(one("article", BODY).text, BODY);
    assert_eq!(one("a.dat", r#"{"text": "De brug is dicht."}"#).text, "De brug is dicht.");
}

#[test]
fn folders_and_missing_files_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, errors) = read_file(shipped(), folder.path(), Options::default());
    assert!(errors[0].reason.starts_with("not a file"));
    let (_, errors) = read_file(shipped(), &folder.path().join("none.txt"), Options::default());
    assert_eq!(errors[0].reason, "no such file or folder");
}
