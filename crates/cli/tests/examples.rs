//! Holds the dossier of `examples/articles`, built by the real binary, to the list of planted findings in
//! `examples/planted.json`. A finding that the program misses today is marked `"today": "missed"` there, with a
//! `fixme` that says why: a test fails as soon as it is found, so that the mark comes off. With `WEDERHOOR_RAISE=1` that
//! test takes such marks off by itself; it never puts one on.

#[path = "examples/built.rs"]
mod built;
#[path = "examples/check.rs"]
mod check;
#[path = "examples/contract.rs"]
mod contract;
#[path = "examples/planted.rs"]
mod planted;

use std::collections::BTreeSet;

use built::{Built, examples, files, gold_strings};
use check::{false_disputes, found};
use planted::Planted;

#[test]
fn nothing_found_before_is_lost() {
    let built = Built::shared();
    let findings = Planted::load().findings;
    let lost: Vec<_> = findings.iter().filter(|finding| finding.today == "found" && !found(finding, built)).collect();
    let lost: Vec<_> = lost.iter().map(|finding| &finding.id).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn no_mark_is_out_of_date() {
    let raised = Planted::load().raised(Built::shared()).to_text();
    if std::env::var_os("WEDERHOOR_RAISE").is_some() {
        std::fs::write(planted::path(), &raised).expect("planted.json can be written");
    }
    let list = std::fs::read_to_string(planted::path()).expect("planted.json");
    let differs = list.lines().zip(raised.lines()).find(|(now, raised)| now != raised);
    assert!(list == raised, "first at {differs:?}\nhint: WEDERHOOR_RAISE=1 cargo test -p cli --test examples");
}

#[test]
fn what_is_wrong_today_says_why() {
    let planted = Planted::load();
    for finding in &planted.findings {
        assert_eq!(finding.today == "missed", finding.fixme.is_some(), "{}", finding.id);
    }
    for article in &planted.articles {
        assert_eq!(article.today.is_some(), article.fixme.is_some(), "{}", article.file);
    }
}

#[test]
fn no_dispute_is_false_but_those_known() {
    let planted = Planted::load();
    let now: BTreeSet<String> = false_disputes(&planted, Built::shared()).into_iter().collect();
    let known: BTreeSet<String> = planted.false_disputes.into_iter().map(|known| known.dispute).collect();
    let new: Vec<_> = now.difference(&known).collect();
    assert!(new.is_empty(), "false disputes:\n{new:#?}");
}

#[test]
fn intake_knows_each_article() {
    let planted = Planted::load();
    let built = Built::shared();
    let mut wrong = Vec::new();
    for article in &planted.articles {
        let Some(got) = built.article(&article.file) else {
            wrong.push(format!("{}: not read", article.file));
            continue;
        };
        let known = article.today.as_deref().unwrap_or_default();
        let new: Vec<_> = article.differences(got).into_iter().filter(|differs| !known.contains(differs)).collect();
        if !new.is_empty() {
            wrong.push(format!("{}: {}", article.file, new.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(planted.articles.len(), built.readings.len(), "articles that the list does not name");
}

#[test]
fn every_planted_quote_stands_in_the_text_as_read() {
    let built = Built::shared();
    for finding in &Planted::load().findings {
        for quote in finding.sides.iter().flat_map(|side| &side.quotes) {
            assert!(!built.places(quote).is_empty(), "{}: `{}` not in `{}`", finding.id, quote.quote, quote.file);
        }
    }
}

#[test]
fn every_annotated_string_stands_in_its_article() {
    let built = Built::shared();
    let mut n_strings = 0;
    for (file, strings) in gold_strings() {
        let article = built.readings.iter().map(|row| &row.article).find(|article| article.path.ends_with(&file));
        let text = &article.unwrap_or_else(|| panic!("`{file}` was not read")).text;
        for (string, nth) in strings {
            assert!(text.matches(&string).count() >= nth, "{file}: no {nth}. `{string}`");
            n_strings += 1;
        }
    }
    assert!(n_strings > 200, "only {n_strings} annotated strings");
}

#[test]
fn every_span_is_verbatim() {
    let built = Built::shared();
    let spans = built.spans();
    for span in &spans {
        assert_eq!(built.slice(span), Some(span.text.as_str()), "{span:?}");
    }
    assert!(spans.len() > built.readings.len(), "only {} spans in all", spans.len());
}

#[test]
fn order_of_paths_and_threads_change_no_byte() {
    let folder = Built::shared();
    let sorted = files();
    assert!(sorted.len() > 20, "only {} files", sorted.len());
    let reversed: Vec<String> = sorted.iter().rev().cloned().collect();
    // 7 and the number of files have no common factor, so each file comes once
    let shuffled: Vec<String> = (0..sorted.len()).map(|place| sorted[place * 7 % sorted.len()].clone()).collect();
    assert_eq!(shuffled.iter().collect::<BTreeSet<_>>().len(), sorted.len());
    for (paths, threads) in [(&reversed, 1), (&shuffled, 2)] {
        let other = Built::new(paths, threads);
        for name in ["dossier.json", "readings.jsonl", "index.html"] {
            assert!(folder.bytes(name) == other.bytes(name), "{name} differs with {threads} threads, {paths:?}");
        }
    }
}

#[test]
fn the_table_in_the_readme_is_the_list() {
    let readme = std::fs::read_to_string(examples().join("README.md")).expect("README.md");
    let table: BTreeSet<&str> = readme.lines().filter(|line| line.starts_with("| `")).collect();
    let list = Planted::load().rows();
    let missing: Vec<_> = list.iter().filter(|row| !table.contains(row.as_str())).collect();
    let extra: Vec<_> = table.iter().filter(|row| !list.contains(**row)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing: {missing:#?}\nnot in planted.json: {extra:#?}");
}
