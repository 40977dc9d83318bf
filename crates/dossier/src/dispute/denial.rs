//! Somebody denies what somebody else says.

use std::collections::{BTreeMap, BTreeSet};

use reading::{Act, ActorId, Rule};

use super::Evidence;
use crate::{
    Dispute, DisputeKind, Quote, ReplyKind, Side,
    groups::Groups,
    join::{containment, shared},
    pile::{Term, actor_key},
    statement::Utterance,
};

/// Shared terms and actors, and their share of the denied content, from which a sentence asserts what is denied.
const SHARED_KEYS: usize = 3;
const SHARED_PART: f64 = 0.6;

/// Sentences shown for one side at most.
const MOST_SENTENCES: usize = 12;

/// Words of a denied content that sentences are looked up by, the rarest, and sentences looked at for each.
const RAREST: usize = 4;
const MOST_LOOKED_AT: usize = 400;

/// Returns one dispute for every charge or claim that is denied, with every denial of it.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let statements = &evidence.ledger.statements;
    // Each denial faces one claim, the one that it is most about; claims that are alike are one side.
    let mut faced: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut groups = Groups::new(statements.len());
    let mut alone = Vec::new();
    for (denial, statement) in statements.iter().enumerate() {
        let denied: Vec<usize> =
            statement.replies.iter().filter(|reply| reply.kind == ReplyKind::Denial).map(|reply| reply.to).collect();
        let Some(&best) =
            denied.iter().max_by_key(|&&claim| (closeness(evidence, denial, claim), std::cmp::Reverse(claim)))
        else {
            if says_denial(evidence, denial) {
                alone.push(denial);
            }
            continue;
        };
        for &claim in &denied {
            if alike(evidence, best, claim) {
                groups.union(best, claim);
                faced.entry(claim).or_default();
            }
        }
        faced.entry(best).or_default().push(denial);
    }
    let mut sides: BTreeMap<usize, (Vec<usize>, BTreeSet<usize>)> = BTreeMap::new();
    for (claim, denials) in faced {
        let side = sides.entry(groups.find(claim)).or_default();
        side.0.push(claim);
        side.1.extend(denials);
    }
    let of_claims = |(claims, denials): (Vec<usize>, BTreeSet<usize>)| {
        let denials: Vec<usize> = denials.into_iter().filter(|denial| !claims.contains(denial)).collect();
        of_claims(evidence, &claims, &denials)
    };
    let mut out: Vec<Dispute> = sides.into_values().filter_map(of_claims).collect();
    let assertions = Assertions::of(evidence, &alone);
    out.extend(alone.into_iter().filter_map(|denial| of_content(evidence, &assertions, denial)));
    out.sort_by_key(|dispute| dispute.about);
    out
}

/// Tells whether a line denies in so many words.
fn says_denial(evidence: &Evidence, line: usize) -> bool {
    let members = &evidence.ledger.utterances[line];
    members.iter().any(|&at| evidence.stances[at].says == Some(ReplyKind::Denial))
}

/// How much a denial is about a claim: an accusation more than another claim, then by what their contents share.
fn closeness(evidence: &Evidence, denial: usize, claim: usize) -> (bool, bool, usize) {
    let keys = |line: usize| evidence.ledger.utterances[line].iter().map(|&at| &evidence.utterances[at]);
    let shares = keys(denial).flat_map(|a| keys(claim).map(move |b| shared(&a.keys, &b.keys))).max().unwrap_or(0);
    let together = keys(denial).any(|a| keys(claim).any(|b| a.article == b.article));
    (evidence.ledger.statements[claim].act == Act::Accuse, together, shares)
}

/// Tells whether two claims say the same of the same.
fn alike(evidence: &Evidence, a: usize, b: usize) -> bool {
    let first = |line: usize| evidence.ledger.utterances[line].first().map(|&at| &evidence.utterances[at]);
    let similar = |a: &Utterance, b: &Utterance| {
        shared(&a.keys, &b.keys) >= SHARED_KEYS && containment(&a.keys, &b.keys) >= SHARED_PART
    };
    a == b || first(a).zip(first(b)).is_some_and(|(a, b)| similar(a, b))
}

fn of_claims(evidence: &Evidence, claims: &[usize], denials: &[usize]) -> Option<Dispute> {
    denials.first()?;
    let sides: Vec<Side> =
        by_speaker(evidence, claims, true).into_iter().chain(by_speaker(evidence, denials, false)).collect();
    let best = sides.first()?.quote;
    let content = claims.iter().flat_map(|&line| &evidence.ledger.utterances[line]);
    let content = content.map(|&at| &evidence.utterances[at]).find(|utterance| utterance.quote == best);
    let about = content.map_or(best, |utterance| Quote { article: utterance.article, span: utterance.content });
    Some(Dispute {
        kind: DisputeKind::Denial,
        about,
        sides,
        why: Vec::new(),
        rule: Rule::new("dossier.dispute.denial"),
    })
}

/// One side for every speaker of these lines, in order of their first line. A speaker who stands for no actor is told
/// apart by the words of the article.
fn by_speaker(evidence: &Evidence, lines: &[usize], claims: bool) -> Vec<Side> {
    let mut speakers: Vec<(Speaker, Vec<usize>)> = Vec::new();
    for &line in lines {
        let speaker = speaker(evidence, line);
        match speakers.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, lines)) => lines.push(line),
            None => speakers.push((speaker, vec![line])),
        }
    }
    speakers.into_iter().filter_map(|(speaker, lines)| of_lines(evidence, speaker, &lines, claims)).collect()
}

/// The actor that speaks, or else the source as written.
#[derive(PartialEq)]
struct Speaker {
    actor: Option<ActorId>,
    written: Option<String>,
}

fn speaker(evidence: &Evidence, line: usize) -> Speaker {
    let statement = &evidence.ledger.statements[line];
    let written = || {
        let first = statement.support.first()?;
        let entry = &evidence.pile.entries[first.quote.article];
        let source = entry.reading.statements.get(first.statement)?.source.as_ref()?;
        Some(source.span.of(&entry.article.text).to_owned())
    };
    Speaker { actor: statement.actor.clone(), written: if statement.actor.is_none() { written() } else { None } }
}

/// The side of some lines: what an editor would cite first, the accusation or denial in so many words that tells what
/// it is about.
fn of_lines(evidence: &Evidence, speaker: Speaker, lines: &[usize], claims: bool) -> Option<Side> {
    let mut members: Vec<usize> =
        lines.iter().flat_map(|&line| evidence.ledger.utterances[line].iter().copied()).collect();
    members.sort_by_key(|&at| {
        let (stance, utterance) = (&evidence.stances[at], &evidence.utterances[at]);
        let plain = if claims { stance.is_charge } else { stance.says == Some(ReplyKind::Denial) };
        let sentences = stance.sentences.len();
        (!plain, stance.points_back, sentences > 1, utterance.quote)
    });
    let support = members.iter().map(|&at| evidence.utterances[at].quote).collect();
    let speakers = lines.iter().map(|&line| evidence.ledger.statements[line].counts.speakers).max().unwrap_or(0);
    evidence.side(speaker.written, speaker.actor, support, speakers)
}

/// A denial that answers no statement: its other side are the sentences that assert the denied content. Without any,
/// nothing in the pile is in dispute.
fn of_content(evidence: &Evidence, assertions: &Assertions, line: usize) -> Option<Dispute> {
    let members = &evidence.ledger.utterances[line];
    let denies = |at: &&usize| evidence.stances[**at].says == Some(ReplyKind::Denial);
    let first = *members.iter().find(denies)?;
    let (utterance, stance) = (&evidence.utterances[first], &evidence.stances[first]);
    let asserting = if stance.points_back {
        sentence_before(evidence, utterance).into_iter().collect()
    } else {
        assertions.of_content(evidence, utterance)
    };
    let denied = Quote { article: utterance.article, span: utterance.content };
    let about = if stance.points_back { *asserting.first()? } else { denied };
    let denial = of_lines(evidence, speaker(evidence, line), &[line], false)?;
    let sides = vec![evidence.side(None, None, asserting, 0)?, denial];
    Some(Dispute {
        kind: DisputeKind::Denial,
        about,
        sides,
        why: Vec::new(),
        rule: Rule::new("dossier.dispute.denial-of-content"),
    })
}

/// What `this is denied` points back to: the sentence before it in its paragraph.
fn sentence_before(evidence: &Evidence, utterance: &Utterance) -> Option<Quote> {
    let pile = evidence.pile;
    let at = pile.sentences_in(utterance.article, utterance.quote.span).start;
    let before = at.checked_sub(1)?;
    let same = pile.sentence(utterance.article, before).paragraph == pile.sentence(utterance.article, at).paragraph;
    (same && pile.prose(utterance.article, before).quotable).then(|| pile.quote(utterance.article, before))
}

/// Where sentences stand that may assert what denials deny, by story and word.
struct Assertions {
    sentences: BTreeMap<(usize, Term), Vec<(usize, usize)>>,
}

impl Assertions {
    /// Looks up the rarest words of what these lines deny.
    fn of(evidence: &Evidence, lines: &[usize]) -> Self {
        let pile = evidence.pile;
        let mut sentences: BTreeMap<(usize, Term), Vec<(usize, usize)>> = BTreeMap::new();
        for utterance in
            lines.iter().flat_map(|&line| &evidence.ledger.utterances[line]).map(|&at| &evidence.utterances[at])
        {
            let story = evidence.origins.story(utterance.article);
            for term in rarest(evidence, utterance) {
                sentences.entry((story, term)).or_default();
            }
        }
        if !sentences.is_empty() {
            for (article, index) in pile.quotable() {
                let story = evidence.origins.story(article);
                for &term in &pile.prose(article, index).terms {
                    if let Some(places) = sentences.get_mut(&(story, term)).filter(|found| found.len() < MOST_LOOKED_AT)
                    {
                        places.push((article, index));
                    }
                }
            }
        }
        Self { sentences }
    }

    /// Sentences of the story that share most of what is denied and lie outside every denial, best first.
    fn of_content(&self, evidence: &Evidence, denial: &Utterance) -> Vec<Quote> {
        let pile = evidence.pile;
        let story = evidence.origins.story(denial.article);
        let terms = |keys: &[u32]| keys.partition_point(|key| *key < actor_key(0));
        let near = rarest(evidence, denial).into_iter().filter_map(|term| self.sentences.get(&(story, term)));
        let near: BTreeSet<(usize, usize)> = near.flatten().copied().collect();
        let mut found: Vec<(usize, Quote)> = Vec::new();
        for (article, index) in near {
            let prose = pile.prose(article, index);
            let n = shared(&denial.keys, &prose.keys);
            let n_terms = shared(&denial.keys[..terms(&denial.keys)], &prose.terms);
            let most = n as f64 >= SHARED_PART * denial.keys.len() as f64;
            if n >= SHARED_KEYS && n_terms >= 2 && most && !denied_there(evidence, article, index) {
                found.push((n, pile.quote(article, index)));
            }
        }
        found.sort_by_key(|&(n, quote)| (std::cmp::Reverse(n), quote));
        found.into_iter().take(MOST_SENTENCES).map(|(_, quote)| quote).collect()
    }
}

fn rarest(evidence: &Evidence, utterance: &Utterance) -> Vec<Term> {
    let mut terms = utterance.keys[..utterance.keys.partition_point(|key| *key < actor_key(0))].to_vec();
    terms.sort_by_key(|&term| (evidence.pile.n_articles_with(term), term));
    terms.truncate(RAREST);
    terms
}

/// Tells whether a sentence says that something is denied. `This is denied` leaves the sentence before it untouched.
fn denied_there(evidence: &Evidence, article: usize, index: usize) -> bool {
    let span = evidence.pile.sentence(article, index).span;
    let reading = &evidence.pile.entries[article].reading;
    let from = evidence.utterances.partition_point(|utterance| utterance.article < article);
    evidence.utterances[from..].iter().take_while(|utterance| utterance.article == article).any(|utterance| {
        let words = reading.statements[utterance.index].cue.unwrap_or(utterance.quote.span);
        matches!(utterance.act, Act::Deny | Act::Refuse) && words.overlap(span) > 0
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{lexicon, pile, say};

    fn check(entries: &mut [crate::Entry]) -> Vec<Vec<String>> {
        let dossier = crate::build_with(&lexicon(), entries);
        let denials = dossier.disputes.iter().filter(|dispute| dispute.kind == crate::DisputeKind::Denial);
        denials
            .map(|dispute| {
                let text = |quote: &crate::Quote| quote.span.of(&entries[quote.article].article.text).to_owned();
                dispute.sides.iter().map(|side| text(&side.quote)).collect()
            })
            .collect()
    }

    #[test]
    fn a_charge_and_its_denial_face_each_other() {
        let mut entries = pile(&["@2021-03-01\n[LOC Oosterwal] beschuldigt [ORG Kestrel] van lozingen in de haven. \
            [ORG Kestrel] ontkent alle aantijgingen."]);
        say(&mut entries[0], reading::Act::Accuse, ("Oosterwal", "oosterwal"), "lozingen in de haven", Some("kestrel"));
        say(&mut entries[0], reading::Act::Deny, ("Kestrel", "kestrel"), "alle aantijgingen", None);
        assert_eq!(
            check(&mut entries),
            [["Oosterwal beschuldigt Kestrel van lozingen in de haven.", "Kestrel ontkent alle aantijgingen."]]
        );
    }

    #[test]
    fn what_is_denied_may_be_asserted_by_an_article_in_its_own_voice() {
        let mut entries = pile(&[
            "@2021-03-01\nIn de haven dumpte [ORG Kestrel] jarenlang giftige korrels.",
            "@2021-03-04\n[ORG Kestrel] ontkent dat het giftige korrels in de haven dumpte.",
        ]);
        say(
            &mut entries[1],
            reading::Act::Deny,
            ("Kestrel", "kestrel"),
            "het giftige korrels in de haven dumpte",
            None,
        );
        assert_eq!(
            check(&mut entries),
            [[
                "In de haven dumpte Kestrel jarenlang giftige korrels.",
                "Kestrel ontkent dat het giftige korrels in de haven dumpte."
            ]]
        );
    }

    #[test]
    fn this_is_denied_points_to_the_sentence_before() {
        let mut entries =
            pile(&["@2021-03-01\nDe fabriek van [ORG Kestrel] dumpte korrels. Dit ontkent [ORG Kestrel] ."]);
        say(&mut entries[0], reading::Act::Deny, ("Kestrel", "kestrel"), "Dit", None);
        let found = check(&mut entries);
        assert_eq!(found[0][0], "De fabriek van Kestrel dumpte korrels.");
    }
}
