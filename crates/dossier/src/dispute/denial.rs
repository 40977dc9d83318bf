//! Somebody denies what somebody else says.

use reading::{Act, ActorId, Rule};

use super::Evidence;
use crate::{
    Dispute, DisputeKind, Quote, Side, answer::says_little, groups::Groups, join::shared, pile::actor_key,
    statement::Utterance,
};

/// Shared terms and actors, and their share of the denied content, from which a sentence asserts what is denied.
const SHARED_KEYS: usize = 3;
const SHARED_PART: f64 = 0.6;

/// Sentences shown for one side at most.
const MOST_SENTENCES: usize = 12;

/// Returns one dispute for every charge or claim that is denied, with every denial of it.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let statements = &evidence.ledger.statements;
    // Denials that share a claim are one dispute; denials of something that nobody in the pile says stand alone.
    let mut groups = Groups::new(statements.len());
    let denials = || statements.iter().enumerate().filter(|(_, statement)| statement.act == Act::Deny);
    for (number, statement) in denials() {
        for &claim in &statement.answers {
            groups.union(number, claim);
        }
    }
    let mut out = Vec::new();
    for set in groups.sets() {
        let (denials, claims): (Vec<usize>, Vec<usize>) =
            set.into_iter().partition(|&line| statements[line].act == Act::Deny);
        out.extend(of_claims(evidence, &claims, &denials));
    }
    let alone = denials().filter(|(_, statement)| statement.answers.is_empty()).map(|(number, _)| number);
    out.extend(alone.filter_map(|denial| of_content(evidence, denial)));
    out.sort_by_key(|dispute| dispute.about);
    out
}

fn of_claims(evidence: &Evidence, claims: &[usize], denials: &[usize]) -> Option<Dispute> {
    denials.first()?;
    let first = evidence.ledger.utterances[*claims.first()?].first()?;
    let first = &evidence.utterances[*first];
    let sides = by_speaker(evidence, claims).into_iter().chain(by_speaker(evidence, denials)).collect();
    Some(Dispute {
        kind: DisputeKind::Denial,
        about: Quote { article: first.article, span: first.content },
        sides,
        why: Vec::new(),
        rule: Rule::new("dossier.dispute.denial"),
    })
}

/// One side for every speaker of these lines, in order of their first line. A speaker who stands for no actor is told
/// apart by the words of the article.
fn by_speaker(evidence: &Evidence, lines: &[usize]) -> Vec<Side> {
    let mut speakers: Vec<(Speaker, Vec<usize>)> = Vec::new();
    for &line in lines {
        let speaker = speaker(evidence, line);
        match speakers.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, lines)) => lines.push(line),
            None => speakers.push((speaker, vec![line])),
        }
    }
    speakers.into_iter().filter_map(|(speaker, lines)| of_lines(evidence, speaker, &lines)).collect()
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

fn of_lines(evidence: &Evidence, speaker: Speaker, lines: &[usize]) -> Option<Side> {
    let statements = || lines.iter().map(|&line| &evidence.ledger.statements[line]);
    let support = statements().flat_map(|statement| statement.support.iter().map(|support| support.quote)).collect();
    let speakers = statements().map(|statement| statement.counts.speakers).max().unwrap_or(0);
    evidence.side(speaker.written, speaker.actor, support, speakers)
}

/// A denial that answers no statement: its other side are the sentences that assert the denied content. Without any,
/// nothing in the pile is in dispute.
fn of_content(evidence: &Evidence, line: usize) -> Option<Dispute> {
    let utterance = &evidence.utterances[*evidence.ledger.utterances[line].first()?];
    let little = says_little(evidence.pile, utterance);
    let asserting = if little {
        sentence_before(evidence, utterance).into_iter().collect()
    } else {
        asserting(evidence, utterance)
    };
    let denied = Quote { article: utterance.article, span: utterance.content };
    let about = if little { *asserting.first()? } else { denied };
    let denial = of_lines(evidence, speaker(evidence, line), &[line])?;
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

/// Sentences of the story that share most of what is denied and lie outside every denial, best first.
fn asserting(evidence: &Evidence, denial: &Utterance) -> Vec<Quote> {
    let pile = evidence.pile;
    let story = evidence.origins.story(denial.article);
    let terms = |keys: &[u32]| keys.partition_point(|key| *key < actor_key(0));
    let mut found: Vec<(usize, Quote)> = Vec::new();
    for (article, index) in pile.quotable().filter(|(article, _)| evidence.origins.story(*article) == story) {
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
