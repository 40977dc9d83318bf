//! Holds the dossier of `examples/articles`, built by the real binary, to the list of planted findings in
//! `examples/planted.json`. A finding that the program misses today is marked `"today": "missed"` there, with a
//! `fixme` that says why: these tests fail as soon as it is found, so that the mark comes off.

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
fn every_planted_finding_is_found_or_known_to_be_missed() {
    let planted = Planted::load();
    let built = Built::shared();
    let wrong: Vec<String> = planted
        .findings
        .iter()
        .filter_map(|finding| {
            let now = if found(finding, built) { "found" } else { "missed" };
            (now != finding.today).then(|| format!("{}: marked {}, is {now}", finding.id, finding.today))
        })
        .collect();
    assert!(wrong.is_empty(), "{}\nhint: put `today` right in examples/planted.json", wrong.join("\n"));
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
    let known: BTreeSet<String> = planted.false_disputes.iter().map(|known| known.dispute.clone()).collect();
    let new: Vec<_> = now.difference(&known).collect();
    let gone: Vec<_> = known.difference(&now).collect();
    assert!(new.is_empty(), "false disputes:\n{new:#?}");
    assert!(gone.is_empty(), "no longer there, take them out of examples/planted.json:\n{gone:#?}");
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
        let mut differs = article.differences(got);
        if let Some(today) = &article.today {
            if differs == *today {
                continue;
            }
            differs.insert(0, format!("marked {today:?}, is"));
        }
        if !differs.is_empty() {
            wrong.push(format!("{}: {}", article.file, differs.join("; ")));
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
