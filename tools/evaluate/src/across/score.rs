//! What of the gold is shown, and what of that which is shown is in the gold.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use store::json::{DisputeDoc, PointDoc, QuoteDoc, RevisionDoc, SpeechDoc};

use super::{
    Shown,
    gold::{Dispute, Gold, Piece, Revision},
};

/// Gold that is found, gold in all, shown that is right, shown in all.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    found: usize,
    gold: usize,
    right: usize,
    shown: usize,
}

/// Counts by key of the gold; `apart` counts what was rightly kept apart.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    counts: BTreeMap<&'static str, Count>,
}

impl Scores {
    /// Adds another story's.
    pub fn merge(&mut self, other: &Self) {
        for (key, count) in &other.counts {
            let sum = self.counts.entry(key).or_default();
            sum.found += count.found;
            sum.gold += count.gold;
            sum.right += count.right;
            sum.shown += count.shown;
        }
    }

    /// Adds what a dossier shows of a story.
    pub fn add(&mut self, gold: &Gold, shown: &Shown, show: Option<&str>) {
        for piece in shown.unknown(gold.pieces()) {
            eprintln!("not once in the articles: {}: {}", piece.doc, piece.text);
        }
        self.disputes(gold, shown, show == Some("disputes"));
        self.revisions(gold, shown, show == Some("revisions"));
        self.apart(gold, shown, show == Some("apart"));
        self.answers(gold, shown, show == Some("answers"));
        self.unanswered(gold, shown, show == Some("unanswered"));
        self.timeline(gold, shown, show == Some("timeline"));
        self.repeated(gold, shown, show == Some("repeated"));
        self.copies(gold, shown, show == Some("copies"));
        self.stories(gold, shown);
    }

    fn key(&mut self, key: &'static str) -> &mut Count {
        self.counts.entry(key).or_default()
    }

    fn disputes(&mut self, gold: &Gold, shown: &Shown, show: bool) {
        let all = &shown.doc.disputes;
        for item in &gold.disputes {
            let found = all.iter().any(|dispute| faces(shown, item, dispute));
            if item.clear != Some(false) {
                self.key("disputes").gold += 1;
                self.key("disputes").found += usize::from(found);
                if show && !found {
                    println!("  missed {}: {}", item.kind, item.about);
                }
            }
        }
        for dispute in all {
            let of: Vec<&Dispute> = gold.disputes.iter().filter(|item| faces(shown, item, dispute)).collect();
            if !of.is_empty() && of.iter().all(|item| item.clear == Some(false)) {
                continue;
            }
            let count = self.key("disputes");
            count.shown += 1;
            count.right += usize::from(!of.is_empty());
            if show && of.is_empty() {
                println!("  false {}: {}", dispute.kind, dispute.about);
                for side in &dispute.sides {
                    println!("    {:?} {:?} {}", side.source, side.value, side.quote.text);
                }
            }
        }
    }

    fn revisions(&mut self, gold: &Gold, shown: &Shown, show: bool) {
        let all = &shown.doc.revisions;
        for item in gold.revisions.iter().filter(|item| item.clear != Some(false)) {
            let found = all.iter().any(|series| members(shown, item, series).len() >= 2);
            self.key("revisions").gold += 1;
            self.key("revisions").found += usize::from(found);
            if show && !found {
                println!("  missed {}", item.about);
            }
        }
        for series in all {
            let best = gold.revisions.iter().max_by_key(|item| members(shown, item, series).len());
            let inside = |point: &&PointDoc| {
                best.is_some_and(|item| item.series.iter().any(|piece| is_point(shown, piece, point)))
            };
            let right = series.series.iter().filter(inside).count();
            if best.is_some_and(|item| item.clear == Some(false)) && right >= 2 {
                continue;
            }
            let right = if right >= 2 { right } else { 0 };
            let count = self.key("points of revisions");
            count.shown += series.series.len();
            count.right += right;
            if show && right < series.series.len() {
                println!("  series `{}`: {right} of {} right", series.about, series.series.len());
                for point in &series.series {
                    let mark = if inside(&point) { ' ' } else { '!' };
                    println!("   {mark}{:?} {:?} {:?} {}", point.low, point.value, point.as_of, point.quote.text);
                }
            }
        }
    }

    fn apart(&mut self, gold: &Gold, shown: &Shown, show: bool) {
        for item in gold.apart.iter().filter(|item| item.clear != Some(false)) {
            let together = |quotes: Vec<&QuoteDoc>| {
                let hit = |piece: &&Piece| quotes.iter().any(|quote| shown.hits(quote, piece));
                item.pieces.iter().filter(hit).count() >= 2
            };
            // Pieces of one sentence touch the same quote: only figures that are the piece's own count.
            let series = shown.doc.revisions.iter().any(|series| {
                let points = |piece: &&Piece| series.series.iter().any(|point| is_point(shown, piece, point));
                item.pieces.iter().filter(points).count() >= 2
            });
            let disputes =
                shown.doc.disputes.iter().filter(|dispute| dispute.kind == "figure" || dispute.kind == "date");
            let kept = !series
                && !disputes
                    .into_iter()
                    .any(|dispute| together(dispute.sides.iter().map(|side| &side.quote).collect()));
            self.key("apart").gold += 1;
            self.key("apart").found += usize::from(kept);
            if show && !kept {
                println!("  together: {}", item.why);
            }
        }
    }

    fn answers(&mut self, gold: &Gold, shown: &Shown, show: bool) {
        let lines = &shown.doc.statements;
        let pairs: Vec<(&SpeechDoc, &SpeechDoc)> = lines
            .iter()
            .flat_map(|line| line.answers.iter().filter_map(move |&claim| Some((lines.get(claim)?, line))))
            .collect();
        let is = |item: &super::gold::Answer, (claim, answer): &(&SpeechDoc, &SpeechDoc)| {
            carries(shown, claim, &item.claim) && carries(shown, answer, &item.answer)
        };
        for item in gold.answers.iter().filter(|item| item.clear != Some(false)) {
            let found = pairs.iter().any(|pair| is(item, pair));
            self.key("answers").gold += 1;
            self.key("answers").found += usize::from(found);
            if show && !found {
                println!("  missed {}: {} <- {}", item.kind, item.claim.text, item.answer.text);
            }
        }
        for pair in &pairs {
            let of: Vec<_> = gold.answers.iter().filter(|item| is(item, pair)).collect();
            if !of.is_empty() && of.iter().all(|item| item.clear == Some(false)) {
                continue;
            }
            let count = self.key("answers");
            count.shown += 1;
            count.right += usize::from(!of.is_empty());
            if show && of.is_empty() {
                let text = |line: &SpeechDoc| line.support.first().map_or(String::new(), |one| one.quote.text.clone());
                println!("  false: {} <- {}", text(pair.0), text(pair.1));
            }
        }
    }

    fn unanswered(&mut self, gold: &Gold, shown: &Shown, show: bool) {
        let answered: BTreeSet<usize> =
            shown.doc.statements.iter().flat_map(|line| line.answers.iter().copied()).collect();
        for piece in gold.unanswered.iter().filter(|piece| piece.is_clear()) {
            let mut lines = shown
                .doc
                .statements
                .iter()
                .enumerate()
                .filter(|(_, line)| line.act == "accuse" && carries(shown, line, piece));
            let found = lines.clone().next().is_some() && lines.all(|(at, _)| !answered.contains(&at));
            self.key("unanswered").gold += 1;
            self.key("unanswered").found += usize::from(found);
            if show && !found {
                println!("  missed {}", piece.text);
            }
        }
    }

    /// Places of one statement that stand on the fullest line of the ledger, of all its places.
    fn repeated(&mut self, gold: &Gold, shown: &Shown, show: bool) {
        for item in gold.repeated.iter().filter(|item| item.clear != Some(false)) {
            let on = |line: &SpeechDoc| item.pieces.iter().filter(|piece| carries(shown, line, piece)).count();
            let most = shown.doc.statements.iter().map(on).max().unwrap_or(0);
            self.key("repeated").gold += item.pieces.len();
            self.key("repeated").found += most;
            if show {
                println!("  {most} of {} places: {}", item.pieces.len(), item.about);
            }
        }
    }

    fn timeline(&mut self, gold: &Gold, shown: &Shown, show: bool) {
        let all = &shown.doc.timeline;
        for item in gold.timeline.iter().filter(|item| item.clear != Some(false)) {
            let found = all.iter().any(|entry| {
                entry.date.starts_with(&item.date)
                    && entry.support.iter().any(|one| item.support.iter().any(|piece| shown.hits(&one.quote, piece)))
            });
            self.key("timeline").gold += 1;
            self.key("timeline").found += usize::from(found);
            if show && !found {
                println!("  missed {} {}", item.date, item.support.first().map_or("", |piece| &piece.text));
            }
        }
        let dates: BTreeSet<&str> = all.iter().map(|entry| entry.date.as_str()).collect();
        for date in dates {
            let near: Vec<_> = gold.timeline.iter().filter(|item| date.starts_with(&item.date)).collect();
            if !near.is_empty() && near.iter().all(|item| item.clear == Some(false)) {
                continue;
            }
            let count = self.key("timeline");
            count.shown += 1;
            count.right += usize::from(!near.is_empty());
            if show && near.is_empty() {
                let text = all.iter().find(|entry| entry.date == date).map_or("", |entry| &entry.summary);
                println!("  false {date} {text}");
            }
        }
    }

    fn copies(&mut self, gold: &Gold, shown: &Shown, show: bool) {
        // Copies hang together: what is a copy of a copy is a copy.
        let pairs = |names: Vec<(String, String)>| -> BTreeSet<(String, String)> {
            let mut groups: Vec<BTreeSet<String>> = Vec::new();
            for (a, b) in names {
                let (mut touched, rest): (Vec<_>, Vec<_>) =
                    groups.into_iter().partition(|group| group.contains(&a) || group.contains(&b));
                touched.push(BTreeSet::from([a, b]));
                groups = rest;
                groups.push(touched.into_iter().flatten().collect());
            }
            let pairs = |group: &BTreeSet<String>| {
                let all: Vec<String> = group.iter().cloned().collect();
                (0..all.len())
                    .flat_map(|a| (a + 1..all.len()).map(move |b| (a, b)))
                    .map(|(a, b)| (all[a].clone(), all[b].clone()))
                    .collect::<Vec<_>>()
            };
            groups.iter().flat_map(pairs).collect()
        };
        let listed = |clear: bool| {
            let items = gold.copies.iter().filter(|item| clear == (item.clear != Some(false)) && item.docs.len() == 2);
            pairs(items.map(|item| (item.docs[0].clone(), item.docs[1].clone())).collect())
        };
        let (clear, unclear) = (listed(true), listed(false));
        let all = shown.doc.stories.iter().flat_map(|story| &story.copies);
        let all = pairs(all.map(|[a, b]| (shown.name(a).to_owned(), shown.name(b).to_owned())).collect());
        let count = self.key("copies");
        count.gold += clear.len();
        count.found += clear.intersection(&all).count();
        for pair in all.iter().filter(|pair| !unclear.contains(pair)) {
            count.shown += 1;
            count.right += usize::from(clear.contains(pair));
            if show && !clear.contains(pair) {
                println!("  false copy {pair:?}");
            }
        }
        if show {
            clear.difference(&all).for_each(|pair| println!("  missed copy {pair:?}"));
        }
    }

    /// Pairs of articles of one story.
    fn stories(&mut self, gold: &Gold, shown: &Shown) {
        let pairs = |groups: Vec<Vec<&str>>| -> BTreeSet<(String, String)> {
            let of = |group: Vec<&str>| {
                let group: BTreeSet<String> = group.into_iter().map(str::to_owned).collect();
                let all: Vec<String> = group.into_iter().collect();
                let mut out = Vec::new();
                for a in 0..all.len() {
                    for b in a + 1..all.len() {
                        out.push((all[a].clone(), all[b].clone()));
                    }
                }
                out
            };
            groups.into_iter().flat_map(of).collect()
        };
        let gold = pairs(gold.stories.iter().map(|story| story.docs.iter().map(String::as_str).collect()).collect());
        let stories = shown.doc.stories.iter();
        let all = pairs(stories.map(|story| story.articles.iter().map(|id| shown.name(id)).collect()).collect());
        let count = self.key("stories (pairs)");
        count.gold += gold.len();
        count.shown += all.len();
        count.found += gold.intersection(&all).count();
        count.right += gold.intersection(&all).count();
    }
}

/// Tells whether a dispute shows two sides of the gold as different sides of its own.
fn faces(shown: &Shown, item: &Dispute, dispute: &DisputeDoc) -> bool {
    let sides: Vec<BTreeSet<usize>> = dispute
        .sides
        .iter()
        .map(|side| {
            let hit = |piece: &Piece| {
                let quotes = side.support.iter().map(|one| &one.quote).chain([&side.quote]);
                quotes.into_iter().any(|quote| shown.hits(quote, piece))
            };
            item.numbered().filter(|(_, piece)| hit(piece)).map(|(number, _)| number).collect()
        })
        .collect();
    sides.iter().enumerate().any(|(place, first)| {
        sides[place + 1..].iter().any(|second| first.iter().any(|a| second.iter().any(|b| a != b)))
    })
}

/// The pieces of a gold series that are points of a shown one.
fn members<'g>(shown: &Shown, item: &'g Revision, series: &RevisionDoc) -> Vec<&'g Piece> {
    let is = |piece: &&Piece| series.series.iter().any(|point| is_point(shown, piece, point));
    item.series.iter().filter(is).collect()
}

/// Tells whether a point has the piece's sentence and its value.
fn is_point(shown: &Shown, piece: &Piece, point: &PointDoc) -> bool {
    let same_value = match (&piece.value, piece.low, piece.high) {
        (Some(value), ..) => point.value.as_deref() == Some(value),
        (None, None, None) => true,
        (None, low, high) => {
            let is = |gold: Option<f64>, found: Option<f64>| gold.is_none() || gold == found;
            is(low, point.low.as_ref().and_then(serde_json::Number::as_f64))
                && is(high, point.high.as_ref().and_then(serde_json::Number::as_f64))
        }
    };
    let mut quotes = point.support.iter().map(|one| &one.quote).chain([&point.quote]);
    same_value && quotes.any(|quote| shown.hits(quote, piece))
}

fn carries(shown: &Shown, line: &SpeechDoc, piece: &Piece) -> bool {
    line.support.iter().any(|one| shown.hits(&one.quote, piece))
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (key, count) in &self.counts {
            let ratio = |n: usize, of: usize| {
                if of == 0 { "   -".to_owned() } else { format!("{:.2}", n as f64 / of as f64) }
            };
            let (recall, precision) = (ratio(count.found, count.gold), ratio(count.right, count.shown));
            let Count { found, gold, right, shown } = count;
            writeln!(f, "  {key:20} recall {recall} ({found}/{gold})  precision {precision} ({right}/{shown})")?;
        }
        Ok(())
    }
}
