//! `wederhoor parse` through the real binary.

use std::{fs, path::Path, process::Output};

use assert_cmd::Command;
use nlp::conllu::{self, Document, Sentence};

const FERRY: &str = "Veerdienst stopt\n\nDe veerdienst op Oosterhaven stopt in het voorjaar, maar niet voor de vissers. \
    “Jammer voor het eiland”, zegt Ilse Baan van de gemeente.\n";

fn parse(dir: &Path, args: &[&str], stdin: &[u8]) -> Output {
    let mut command = Command::cargo_bin("wederhoor").expect("the binary");
    command.current_dir(dir).arg("parse").args(args).write_stdin(stdin).output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn document(output: &Output) -> Document {
    assert!(output.status.success(), "{}", text(&output.stderr));
    Document::parse(&text(&output.stdout)).expect("CoNLL-U")
}

/// The forms of a sentence, checked against the text that their ranges point into.
fn forms(sentence: &Sentence, article: &str) -> String {
    let check = |token: conllu::Surface<'_>| {
        let range = conllu::value(token.misc, "ByteRange").expect("a range");
        let (start, end) = range.split_once(':').expect("two numbers");
        let range = start.parse().expect("a number")..end.parse().expect("a number");
        assert_eq!(article.get::<std::ops::Range<usize>>(range), Some(token.form));
        token.form.to_owned()
    };
    sentence.surfaces().map(check).collect::<Vec<_>>().join(" ")
}

#[test]
fn articles_are_printed_with_their_place_and_kind() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("pile")).expect("a folder");
    fs::write(dir.path().join("pile/ferry.txt"), FERRY).expect("a file");
    fs::write(dir.path().join("pile/bridge.txt"), "The bridge is closed. It will open in May.").expect("a file");
    fs::write(dir.path().join("pile/empty.txt"), "").expect("a file");
    let printed = parse(dir.path(), &["pile"], b"");
    assert_eq!(text(&printed.stderr), "skipped pile/empty.txt: the file is empty\n");
    let sentences = document(&printed).sentences;
    let (bridge, ferry) = sentences.split_at(2);
    assert_eq!((bridge[0].comment("path"), bridge[0].comment("lang")), (Some("pile/bridge.txt"), Some("en")));
    assert_eq!((ferry[0].comment("path"), ferry[0].comment("lang")), (Some("pile/ferry.txt"), Some("nl")));
    assert_eq!((ferry[0].comment("residue"), ferry[1].comment("residue")), (Some("headline"), None));
    assert_eq!(
        forms(&ferry[1], FERRY),
        "De veerdienst op Oosterhaven stopt in het voorjaar , maar niet voor de vissers ."
    );
    assert_eq!(forms(&ferry[2], FERRY), "“ Jammer voor het eiland ” , zegt Ilse Baan van de gemeente .");
    assert_eq!(ferry[2].comment("text"), Some("“Jammer voor het eiland”, zegt Ilse Baan van de gemeente."));
    assert!(ferry.iter().map(Sentence::opens_paragraph).eq([true, true, false]));
    let id = ferry[0].comment("newdoc id").expect("an id");
    assert_eq!(ferry[2].comment("sent_id"), Some(format!("{id}-3").as_str()));
    for jobs in ["1", "2"] {
        let again = parse(dir.path(), &["--jobs", jobs, "pile/ferry.txt", "pile"], b"");
        assert_eq!(again.stdout, printed.stdout, "whatever the threads and the order of paths");
    }
}

#[test]
fn standard_input_is_read_where_no_path_is_given() {
    let dir = tempfile::tempdir().expect("a folder");
    let sentences = document(&parse(dir.path(), &[], FERRY.as_bytes())).sentences;
    assert_eq!((sentences[0].comment("path"), sentences[0].comment("lang")), (Some("-"), Some("nl")));
    assert_eq!(parse(dir.path(), &["-"], FERRY.as_bytes()).stdout, parse(dir.path(), &[], FERRY.as_bytes()).stdout);
}

#[test]
fn raw_text_has_no_headline() {
    let dir = tempfile::tempdir().expect("a folder");
    for args in [["--raw", "--lang", "nl"].as_slice(), &["--raw"]] {
        let sentences = document(&parse(dir.path(), args, FERRY.as_bytes())).sentences;
        assert_eq!((sentences[0].comment("residue"), sentences[0].comment("lang")), (None, Some("nl")), "{args:?}");
        assert_eq!(forms(&sentences[0], FERRY), "Veerdienst stopt");
    }
    let sentences = document(&parse(dir.path(), &["--raw", "--language", "nl"], b"Een.\r\n\r\nTwee.\r\n")).sentences;
    assert_eq!(sentences.len(), 2);
    assert!(sentences[1].opens_paragraph());
}

#[test]
fn a_given_language_is_taken() {
    let dir = tempfile::tempdir().expect("a folder");
    let sentences = document(&parse(dir.path(), &["--lang", "en"], b"They don't.")).sentences;
    assert_eq!(sentences[0].comment("lang"), Some("en"));
    assert_eq!(sentences[0].comment("text"), Some("They don't."));
    let refused = parse(dir.path(), &["--lang", "zz"], b"They don't.");
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn nothing_readable_is_exit_code_two() {
    let dir = tempfile::tempdir().expect("a folder");
    for (args, stdin, reason) in [
        (["--raw"].as_slice(), b"\xff\xfe".as_slice(), "skipped -: not valid UTF-8, first at byte 0"),
        (&["--raw"], b" \n", "skipped -: the file is empty"),
        (&["-"], b"", "skipped -: the file is empty"),
        (&["nowhere"], b"", "skipped nowhere: "),
    ] {
        let printed = parse(dir.path(), args, stdin);
        assert_eq!(printed.status.code(), Some(2), "{args:?}");
        let said = text(&printed.stderr);
        assert!(said.starts_with(reason) && said.contains("\nhint: "), "{said}");
        assert!(printed.stdout.is_empty());
    }
}
