//! Which statements answer which: a denial, a confirmation, a counter-charge or silence after an accusation or claim.

mod pair;
mod stance;
mod unanswered;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Reply, ReplyKind,
    counts::Origins,
    pile::Pile,
    statement::{Ledger, Utterance},
};

pub(crate) use stance::{Stance, stances};
pub(crate) use words::{AnswerClass, AnswerClasses, AnswerWords};

/// Fills in what answers what in a ledger, and what stays without an answer.
pub(crate) fn answer(pile: &Pile, origins: &Origins, all: &[Utterance], stances: &[Stance], ledger: &mut Ledger) {
    let line_of = lines_of(all.len(), ledger);
    let mut kinds: BTreeMap<(usize, usize), ReplyKind> = BTreeMap::new();
    for found in pair::pairs(pile, origins, all, stances) {
        let (Some(reply), Some(claim)) = (line_of[found.reply], line_of[found.claim]) else { continue };
        if reply != claim {
            let kind = kinds.entry((reply, claim)).or_insert(found.kind);
            *kind = (*kind).min(found.kind);
        }
    }
    for (&(reply, claim), &kind) in &kinds {
        // Two lines that answer each other: the later one answers.
        if reply < claim && kinds.contains_key(&(claim, reply)) {
            continue;
        }
        ledger.statements[reply].answers.push(claim);
        ledger.statements[reply].replies.push(Reply { to: claim, kind });
        ledger.statements[claim].answered_by.push(reply);
    }
    unanswered::fill(pile, origins, all, stances, ledger);
}

/// Returns the line of each utterance.
fn lines_of(n: usize, ledger: &Ledger) -> Vec<Option<usize>> {
    let mut out = vec![None; n];
    for (line, utterances) in ledger.utterances.iter().enumerate() {
        for &utterance in utterances {
            out[utterance] = Some(line);
        }
    }
    out
}

/// Tells whether two sorted sets share a member.
fn meet(a: &[usize], b: &[usize]) -> bool {
    a.iter().any(|item| b.binary_search(item).is_ok())
}

/// Returns the utterances of each article, in order.
fn by_article(all: &[Utterance], n_articles: usize) -> Vec<std::ops::Range<usize>> {
    let mut at = 0;
    (0..n_articles)
        .map(|article| {
            let from = at;
            at +=
                all.get(from..).unwrap_or_default().iter().take_while(|utterance| utterance.article == article).count();
            from..at
        })
        .collect()
}

/// Returns the members of sorted sets that hold each of these, as a set.
fn union<'a>(sets: impl Iterator<Item = &'a [usize]>) -> BTreeSet<usize> {
    sets.flatten().copied().collect()
}

#[cfg(test)]
mod tests;
