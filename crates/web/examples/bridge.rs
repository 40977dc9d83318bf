//! Writes the page of the invented dossier that the tests use to standard output: something to look at. With a number
//! as its argument, the dossier of that many such piles: something to see how a big page behaves.

#[path = "../src/testing.rs"]
mod testing;

use std::io::Write;

use store::json::{DossierDoc, ReadingRow};

fn main() -> std::io::Result<()> {
    let (mut dossier, mut readings) = testing::bridge();
    // The hostile article is for the tests, not for the eye.
    dossier.articles.retain(|article| !article.path.ends_with("06.txt"));
    readings.retain(|row| !row.article.path.ends_with("06.txt"));
    let times = std::env::args().nth(1).and_then(|times| times.parse().ok()).unwrap_or(1);
    let (dossier, readings) = multiply(&dossier, &readings, times);
    std::io::stdout().write_all(web::page(&dossier, &readings).as_bytes())
}

/// Returns the same dossier many times over, every copy with ids of its own.
fn multiply(dossier: &DossierDoc, readings: &[ReadingRow], times: usize) -> (DossierDoc, Vec<ReadingRow>) {
    let mut all = (DossierDoc::default(), Vec::new());
    for n in 0..times {
        let renamed = |json: String| match n {
            0 => json,
            _ => json.replace("c0ffee", &format!("c{n:05x}")),
        };
        let json = renamed(serde_json::to_string(dossier).expect("plain data"));
        let mut copy: DossierDoc = serde_json::from_str(&json).expect("what was written");
        let offset = all.0.statements.len();
        copy.statements.iter_mut().flat_map(|line| &mut line.answers).for_each(|answer| *answer += offset);
        all.0.articles.extend(copy.articles);
        all.0.stories.extend(copy.stories);
        all.0.timeline.extend(copy.timeline);
        all.0.statements.extend(copy.statements);
        all.0.revisions.extend(copy.revisions);
        all.0.disputes.extend(copy.disputes);
        all.0.actors = copy.actors;
        for row in readings {
            let json = renamed(serde_json::to_string(row).expect("plain data"));
            all.1.push(serde_json::from_str(&json).expect("what was written"));
        }
    }
    all
}
