//! Whether a planted finding is in the dossier, kind by kind.

use std::collections::BTreeSet;

use crate::{
    built::Built,
    contract::{Dispute, Item, Piece, Point, Quote, Side},
    planted::{Finding, Planted, PlantedSide},
};

/// Tells whether the dossier has the finding.
pub fn found(finding: &Finding, built: &Built) -> bool {
    match finding.kind.as_str() {
        "denial" | "figure" | "date" | "attribution" => built
            .dossier
            .disputes
            .iter()
            .any(|dispute| dispute.kind == finding.kind && facing(finding, finding.all, dispute, built)),
        "revision" | "slip" => built.dossier.revisions.iter().any(|series| in_order(finding, &series.series, built)),
        "unanswered" => unanswered(finding, built),
        "scope" => kept_apart(finding, built),
        "qualifier" => qualified(finding, built),
        "copies" => one_origin(finding, built),
        "anonymous" => anonymous(finding, built),
        "hearsay" => hearsay(finding, built),
        other => panic!("{}: no check for `{other}`", finding.id),
    }
}

/// Returns every dispute that matches no planted finding, as `kind: sentence <> sentence`. A denial that is set against
/// the words it denies, because the dossier does not know who said them, is not false.
pub fn false_disputes(planted: &Planted, built: &Built) -> Vec<String> {
    let shown = |finding: &Finding, side: &Side| {
        let quotes = finding.sides.iter().flat_map(|side| &side.quotes);
        quotes.into_iter().any(|planted| built.shows(&side.quote, planted))
    };
    let planned = |dispute: &Dispute| {
        planted.findings.iter().any(|finding| {
            let kind = if finding.kind == "qualifier" { "figure" } else { finding.kind.as_str() };
            let bare_denial = kind == "denial" && dispute.sides.iter().all(|side| shown(finding, side));
            kind == dispute.kind && (bare_denial || facing(finding, false, dispute, built))
        })
    };
    let disputes = built.dossier.disputes.iter().filter(|dispute| !planned(dispute));
    disputes
        .map(|dispute| {
            let sides: Vec<&str> = dispute.sides.iter().map(|side| side.quote.text.as_str()).collect();
            format!("{}: {}", dispute.kind, sides.join(" <> "))
        })
        .collect()
}

/// Tells whether each planted side is a side of its own in the dispute.
fn facing(finding: &Finding, all: bool, dispute: &Dispute, built: &Built) -> bool {
    let shown = |side: &Side, planted: &PlantedSide| {
        let mut quotes = side.support.iter().map(|support| &support.quote).chain([&side.quote]);
        if all {
            planted.quotes.iter().all(|planted| quotes.clone().any(|quote| built.shows(quote, planted)))
        } else {
            quotes.any(|quote| planted.quotes.iter().any(|planted| built.shows(quote, planted)))
        }
    };
    let [here, there] = finding.sides.as_slice() else { return false };
    dispute.sides.iter().enumerate().any(|(place, first)| {
        shown(first, here)
            && dispute.sides.iter().enumerate().any(|(other, second)| other != place && shown(second, there))
    })
}

/// Tells whether the points of a series show the planted values, the earlier before the later.
fn in_order(finding: &Finding, points: &[Point], built: &Built) -> bool {
    let mut from = 0;
    finding.sides.iter().all(|side| {
        let holds = |point: &Point| has_value(point, side);
        let shows = |planted| points.iter().any(|point| holds(point) && built.shows(&point.quote, planted));
        if finding.all && !side.quotes.iter().all(shows) {
            return false;
        }
        let place = points[from..]
            .iter()
            .position(|point| holds(point) && side.quotes.iter().any(|planted| built.shows(&point.quote, planted)));
        from += place.map_or(0, |place| place + 1);
        place.is_some()
    })
}

fn has_value(point: &Point, side: &PlantedSide) -> bool {
    match side.value.as_ref().expect("a point is planted with its value") {
        serde_json::Value::String(date) => point.value.as_ref() == Some(date),
        number => point.low == number.as_f64() && point.high == number.as_f64(),
    }
}

/// Tells whether the accusation is in the ledger and neither the ledger nor a dispute has an answer to it but `no comment`.
fn unanswered(finding: &Finding, built: &Built) -> bool {
    let planted = &finding.sides[0];
    let shows = |quote: &Quote| planted.quotes.iter().any(|planted| built.shows(quote, planted));
    let ledger = &built.dossier.statements;
    let lines: BTreeSet<usize> = (0..ledger.len())
        .filter(|&line| ledger[line].act.as_deref() == Some("accuse"))
        .filter(|&line| ledger[line].support.iter().any(|support| shows(&support.quote)))
        .collect();
    let replies = ledger.iter().flat_map(|item| &item.replies).filter(|reply| reply.kind != "no_comment");
    let answered = replies.into_iter().any(|reply| lines.contains(&reply.to));
    let denied = built
        .dossier
        .disputes
        .iter()
        .any(|dispute| dispute.kind == "denial" && dispute.sides.iter().any(|side| shows(&side.quote)));
    !lines.is_empty() && !answered && !denied
}

/// Tells whether the figures were read, and no series and no dispute about figures puts two of the sides together.
fn kept_apart(finding: &Finding, built: &Built) -> bool {
    let side_of = |quote: &Quote| {
        finding.sides.iter().position(|side| side.quotes.iter().any(|planted| built.shows(quote, planted)))
    };
    let one = |quotes: Vec<&Quote>| quotes.into_iter().filter_map(side_of).collect::<BTreeSet<_>>().len() < 2;
    let read = finding.sides.iter().flat_map(|side| &side.quotes).all(|planted| {
        let Some(reading) = built.reading(&planted.file) else { return false };
        built
            .places(planted)
            .iter()
            .any(|place| reading.figures.iter().any(|figure| place.start <= figure.start && figure.end <= place.end))
    });
    let disputes = built.dossier.disputes.iter().filter(|dispute| dispute.kind == "figure");
    read && built.dossier.revisions.iter().all(|series| one(series.series.iter().map(|point| &point.quote).collect()))
        && disputes.into_iter().all(|dispute| one(dispute.sides.iter().map(|side| &side.quote).collect()))
}

/// Tells whether every side's figure was read with its own qualifier, and one series or dispute holds both sides.
fn qualified(finding: &Finding, built: &Built) -> bool {
    let read = finding.sides.iter().all(|side| {
        side.quotes.iter().all(|planted| {
            let Some(reading) = built.reading(&planted.file) else { return false };
            built.places(planted).iter().any(|place| {
                reading.figures.iter().any(|figure| {
                    place.start <= figure.start
                        && figure.end <= place.end
                        && figure.low == side.value.as_ref().and_then(serde_json::Value::as_f64)
                        && Some(&figure.qualifier) == side.qualifier.as_ref()
                })
            })
        })
    });
    let together = |quotes: Vec<&Quote>| {
        finding
            .sides
            .iter()
            .all(|side| side.quotes.iter().any(|planted| quotes.iter().any(|quote| built.shows(quote, planted))))
    };
    let disputes = built.dossier.disputes.iter().filter(|dispute| dispute.kind == "figure");
    read && (built
        .dossier
        .revisions
        .iter()
        .any(|series| together(series.series.iter().map(|point| &point.quote).collect()))
        || disputes.into_iter().any(|dispute| together(dispute.sides.iter().map(|side| &side.quote).collect())))
}

/// Tells whether the copies hang together, and every line that only they carry counts one origin.
fn one_origin(finding: &Finding, built: &Built) -> bool {
    let files = finding.sides.iter().flat_map(|side| &side.quotes).map(|planted| &planted.file);
    let Some(ids) =
        files.map(|file| built.article(file).map(|article| article.id.as_str())).collect::<Option<Vec<_>>>()
    else {
        return false;
    };
    let pairs: Vec<_> = built.dossier.stories.iter().flat_map(|story| &story.copies).collect();
    let mut reached = BTreeSet::from([ids[0]]);
    for _ in &ids {
        for [first, second] in &pairs {
            if reached.contains(first.as_str()) || reached.contains(second.as_str()) {
                reached.extend([first.as_str(), second.as_str()]);
            }
        }
    }
    let lines = built.dossier.timeline.iter().chain(&built.dossier.statements);
    let only_theirs = |item: &&Item| item.support.iter().all(|support| ids.contains(&support.quote.article.as_str()));
    ids.iter().all(|id| reached.contains(id)) && lines.filter(only_theirs).all(|item| item.counts.origins_at_most == 1)
}

/// Tells whether the ledger has the statement with its source as written, credited to nobody who has a name.
fn anonymous(finding: &Finding, built: &Built) -> bool {
    let source = finding.source.as_ref().expect("planted with its source");
    let named = |item: &Item| built.dossier.actors.iter().any(|actor| Some(&actor.id) == item.actor.as_ref());
    built.dossier.statements.iter().filter(|item| !named(item)).any(|item| {
        item.support.iter().any(|support| {
            finding.sides[0].quotes.iter().any(|planted| built.shows(&support.quote, planted))
                && support.source.as_ref().is_some_and(|found| found.text.contains(source.as_str()))
        })
    })
}

/// Tells whether the sentence is read as something that the article does not vouch for, a statement without a source on
/// its cue or an event that is not certain, and sums up no entry of the timeline.
fn hearsay(finding: &Finding, built: &Built) -> bool {
    let cue = finding.cue.as_ref().expect("planted with its cue");
    let planted = &finding.sides[0].quotes[0];
    let Some(reading) = built.reading(&planted.file) else { return false };
    let told = built.dossier.timeline.iter().filter_map(|entry| entry.support.first());
    let told = told.into_iter().any(|first| built.shows(&first.quote, planted));
    let distanced = built.places(planted).iter().any(|place| {
        let start = place.start + place.text.find(cue.as_str()).expect("the cue stands in the sentence");
        let on_cue = |found: &Piece| found.start <= start && start + cue.len() <= found.end;
        let inside = |found: &Piece| place.start <= found.start && found.end <= place.end;
        let statements = reading.statements.iter().filter(|statement| statement.source.is_none());
        statements.into_iter().any(|statement| statement.cue.as_ref().is_some_and(on_cue))
            || reading.events.iter().any(|event| inside(&event.trigger) && event.factuality != "certain")
    });
    distanced && !told
}
