//! `wederhoor build` and `wederhoor verify` through the real binary.

use std::{fs, path::Path, process::Output};

use assert_cmd::Command;
use tempfile::TempDir;

const FERRY: &str = "De veerdienst op Oosterhaven stopt op 3 maart 2031. Directeur Ilse Baan zegt dat 120 banen verdwijnen.\n\n\
    De vakbond ontkent dat er geen koper is. “Wij kennen er twee”, aldus voorzitter Rens Kuyt.\n";

fn wederhoor(dir: &Path, args: &[&str]) -> Output {
    Command::cargo_bin("wederhoor").expect("the binary").current_dir(dir).args(args).output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn pile(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("pile")).expect("a folder");
    for (name, bytes) in files {
        fs::write(dir.path().join("pile").join(name), bytes).expect("a file");
    }
    dir
}

#[test]
fn a_folder_becomes_a_dossier_that_verifies_from_anywhere() {
    let dir = pile(&[("ferry.txt", FERRY.as_bytes())]);
    let built = wederhoor(dir.path(), &["build", "pile", "--out", "out"]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    assert!(text(&built.stdout).starts_with("1 articles read (1 nl) in "), "{}", text(&built.stdout));
    for file in ["index.html", "dossier.json", "readings.jsonl", "build.json"] {
        assert!(dir.path().join("out").join(file).is_file(), "{file}");
    }
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = dir.path().join("out");
    let verified = wederhoor(elsewhere.path(), &["verify", out.to_str().expect("UTF-8")]);
    assert_eq!(verified.status.code(), Some(0), "{}", text(&verified.stdout));
    assert!(text(&verified.stdout).ends_with("all as built\n"));
}

#[test]
fn verify_names_a_changed_source() {
    let dir = pile(&[("ferry.txt", FERRY.as_bytes()), ("gone.txt", FERRY.replace("120", "90").as_bytes())]);
    assert!(wederhoor(dir.path(), &["build", "pile", "--out", "out"]).status.success());
    fs::write(dir.path().join("pile/ferry.txt"), FERRY.replace("120 banen", "130 banen")).expect("a file");
    fs::remove_file(dir.path().join("pile/gone.txt")).expect("a file");
    let verified = wederhoor(dir.path(), &["verify", "out"]);
    let said = text(&verified.stdout);
    assert_eq!(verified.status.code(), Some(1), "{said}");
    assert!(said.contains("pile/ferry.txt: the text changed, first at byte "), "{said}");
    assert!(said.contains("pile/gone.txt: the source is gone"), "{said}");
}

#[test]
fn verify_names_a_tampered_quotation() {
    let dir = pile(&[("ferry.txt", FERRY.as_bytes())]);
    assert!(wederhoor(dir.path(), &["build", "pile", "--out", "out"]).status.success());
    let path = dir.path().join("out/dossier.json");
    let dossier = fs::read_to_string(&path).expect("a dossier");
    assert!(dossier.contains("120 banen"), "the dossier quotes the figure: {dossier}");
    fs::write(&path, dossier.replace("120 banen", "220 banen")).expect("a file");
    let verified = wederhoor(dir.path(), &["verify", "out"]);
    let said = text(&verified.stdout);
    assert_eq!(verified.status.code(), Some(1), "{said}");
    assert!(said.contains("220 banen"), "{said}");
    assert!(said.contains("dossier.json: not the bytes that a fresh build writes"), "{said}");
}

#[test]
fn broken_files_are_named_and_the_rest_is_built() {
    let long_line = vec![b'a'; 50 * 1024 * 1024];
    let dir = pile(&[
        ("ferry.txt", FERRY.as_bytes()),
        ("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 3].repeat(64)),
        ("empty.txt", b""),
        ("long.txt", &long_line),
        ("invalid.json", b"{\"title\": \"x\", \"text\": \"\xff\xfe\"}"),
        ("broken.json", b"{\"title\": "),
        ("picture.png", b"\x89PNG\r\n"),
    ]);
    let built = wederhoor(dir.path(), &["build", "pile", "--out", "out"]);
    let errors = text(&built.stderr);
    assert_eq!(built.status.code(), Some(0), "{errors}");
    for file in ["binary.txt", "empty.txt", "invalid.json", "broken.json", "picture.png"] {
        let line = errors.lines().find(|line| line.contains(file)).unwrap_or_else(|| panic!("{file}: {errors}"));
        assert!(line.starts_with("skipped pile/") && line.len() > file.len() + 16, "a reason: {line}");
    }
    let readings = fs::read_to_string(dir.path().join("out/readings.jsonl")).expect("readings");
    assert!(readings.contains("pile/ferry.txt"));
}

#[test]
fn nothing_readable_is_exit_code_two() {
    let dir = pile(&[("empty.txt", b"")]);
    for args in [["build", "pile", "--out", "out"], ["build", "nowhere", "--out", "out"]] {
        let built = wederhoor(dir.path(), &args);
        assert_eq!(built.status.code(), Some(2), "{}", text(&built.stderr));
        assert!(text(&built.stderr).contains("hint: "), "{}", text(&built.stderr));
        assert!(!dir.path().join("out/dossier.json").exists());
    }
    assert_eq!(wederhoor(dir.path(), &["verify", "pile"]).status.code(), Some(2));
}

#[test]
fn corrections_beside_the_dossier_are_respected_by_every_build_and_never_written() {
    let dir = pile(&[("ferry.txt", FERRY.as_bytes())]);
    let names = |dossier: &str| {
        let dossier: serde_json::Value = serde_json::from_str(dossier).expect("JSON");
        let actors = dossier["actors"].as_array().expect("actors").clone();
        actors.iter().map(|actor| actor["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    let read = || fs::read_to_string(dir.path().join("out/dossier.json")).expect("a dossier");
    let before = wederhoor(dir.path(), &["build", "pile", "--out", "out"]);
    assert!(!text(&before.stdout).contains("corrections:"), "{}", text(&before.stdout));
    let found = names(&read());
    let first = found.first().expect("an actor").clone();
    let file = dir.path().join("out/corrections.txt");
    let lines = format!("# van de redactie\nrename \"{first}\" \"Een ander\"\nmerge niemand = nergens\nwat is dit\n");
    fs::write(&file, &lines).expect("corrections");
    for _ in 0..2 {
        let built = wederhoor(dir.path(), &["build", "pile", "--out", "out"]);
        assert!(built.status.success(), "{}", text(&built.stderr));
        assert!(text(&built.stdout).contains("corrections:      1 of 3 lines followed"), "{}", text(&built.stdout));
        assert!(text(&built.stderr).contains("corrections.txt:3: nobody here is called `niemand`"));
        assert!(text(&built.stderr).contains("corrections.txt:4: a line begins with"), "{}", text(&built.stderr));
        assert!(names(&read()).contains(&"Een ander".to_owned()));
        assert_eq!(fs::read_to_string(&file).expect("corrections"), lines);
    }
    let verified = wederhoor(dir.path(), &["verify", "out"]);
    assert_eq!(verified.status.code(), Some(0), "{}", text(&verified.stdout));
    fs::remove_file(&file).expect("gone");
    assert_eq!(wederhoor(dir.path(), &["verify", "out"]).status.code(), Some(1));
}

#[test]
fn corrections_in_a_file_of_their_own_are_told_to_verify_and_are_no_article() {
    let dir = pile(&[("ferry.txt", FERRY.as_bytes()), ("mine.txt", b"drop \"zzz\"\n")]);
    let args = ["build", "pile", "--out", "out", "--corrections", "pile/mine.txt"];
    let built = wederhoor(dir.path(), &args);
    assert!(text(&built.stdout).starts_with("1 articles read"), "{}", text(&built.stdout));
    assert!(text(&built.stderr).contains("pile/mine.txt:1: `zzz` names nobody here"), "{}", text(&built.stderr));
    assert_eq!(wederhoor(dir.path(), &["verify", "out"]).status.code(), Some(0));
    let missing = wederhoor(dir.path(), &["build", "pile", "--out", "out", "--corrections", "nowhere.txt"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("could not read the corrections in `nowhere.txt`"));
}

#[test]
fn an_earlier_dossier_inside_the_pile_is_not_read() {
    let dir = pile(&[("ferry.txt", FERRY.as_bytes())]);
    let first = wederhoor(dir.path(), &["build", ".", "--out", "dossier"]);
    let second = wederhoor(dir.path(), &["build", ".", "--out", "dossier"]);
    assert!(first.status.success() && second.status.success());
    let counted =
        |output: &Output| text(&output.stdout).lines().next().unwrap_or("").split(" in ").next().map(str::to_owned);
    assert_eq!(counted(&first), counted(&second), "{}", text(&second.stderr));
    assert_eq!(text(&second.stderr), "");
}

#[test]
fn the_same_article_twice_is_told_and_kept_once() {
    let dir = pile(&[("a.txt", FERRY.as_bytes()), ("b.txt", FERRY.as_bytes())]);
    let built = wederhoor(dir.path(), &["build", "pile", "--out", "out"]);
    assert!(text(&built.stderr).contains("skipped pile/b.txt: the same article as pile/a.txt"));
    assert!(text(&built.stdout).starts_with("1 articles read (1 nl), 1 skipped (reasons above)"));
}

#[test]
fn given_language_and_date_reach_the_reading() {
    let dir = pile(&[("ferry.txt", FERRY.as_bytes())]);
    let args = ["build", "pile", "--out", "out", "--language", "nl", "--published", "2031-02", "--jobs", "1"];
    assert!(wederhoor(dir.path(), &args).status.success());
    let readings = fs::read_to_string(dir.path().join("out/readings.jsonl")).expect("readings");
    assert!(readings.contains(r#""published":"2031-02","published_from":"given""#), "{readings}");
    let refused = wederhoor(dir.path(), &["build", "pile", "--out", "out", "--published", "soon"]);
    assert_eq!(refused.status.code(), Some(2));
}
