//! Which statements answer which: a denial, a confirmation or a counter-charge after an accusation or claim.

use std::collections::{BTreeMap, BTreeSet};

use reading::{Act, ActorId};

use crate::{
    counts::Origins,
    days_between,
    join::{containment, shared},
    pile::{Pile, actor_key},
    statement::{Ledger, Utterance},
};

/// Days after which a statement no longer answers another.
const ANSWER_DAYS: i32 = 200;

/// Shared terms and actors, and their share of the shorter content, from which two statements are about one thing.
const SHARED_KEYS: usize = 3;
const SHARED_PART: f64 = 0.5;

/// Sentences between an accusation and a denial in the same article that names no content of its own.
const REACH: usize = 8;

/// Fills in the answers of a ledger.
pub(crate) fn answer(
    pile: &Pile,
    origins: &Origins,
    affiliations: &[BTreeSet<usize>],
    all: &[Utterance],
    ledger: &mut Ledger,
) {
    let speaks_for = |reply: usize, charged: &Option<ActorId>| {
        let charged = charged.as_ref().and_then(|id| pile.actors.number(id));
        let actor = ledger.statements[reply].actor.as_ref().and_then(|id| pile.actors.number(id));
        charged.zip(actor).is_some_and(|(charged, actor)| charged == actor || affiliations[actor].contains(&charged))
    };

    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); ledger.statements.len()];
    let by_story = by_story(origins, all, ledger);
    for (reply, found) in answers.iter_mut().enumerate() {
        if !replies(ledger.statements[reply].act) {
            continue;
        }
        let story = origins.story(all[ledger.utterances[reply][0]].article);
        for &claim in by_story.get(&story).into_iter().flatten() {
            if claim != reply
                && answers_claim(pile, all, ledger, (reply, claim), speaks_for(reply, &ledger.statements[claim].target))
            {
                found.push(claim);
            }
        }
    }
    for (statement, answers) in ledger.statements.iter_mut().zip(answers) {
        statement.answers = answers;
    }
}

fn by_story(origins: &Origins, all: &[Utterance], ledger: &Ledger) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, utterances) in ledger.utterances.iter().enumerate() {
        if claims(ledger.statements[number].act) {
            out.entry(origins.story(all[utterances[0]].article)).or_default().push(number);
        }
    }
    out
}

fn replies(act: Act) -> bool {
    matches!(act, Act::Deny | Act::Confirm | Act::Refuse | Act::Criticise | Act::Accuse)
}

fn claims(act: Act) -> bool {
    !matches!(act, Act::Deny | Act::Confirm | Act::Refuse | Act::Praise)
}

fn aimed(act: Act) -> bool {
    matches!(act, Act::Accuse | Act::Criticise | Act::Demand | Act::Threaten | Act::Warn | Act::Ask)
}

/// `by_accused`: the speaker of the reply is at whom the claim is aimed, or speaks for it.
fn answers_claim(
    pile: &Pile,
    all: &[Utterance],
    ledger: &Ledger,
    (reply, claim): (usize, usize),
    speaks_for_target: bool,
) -> bool {
    let (said, charged) = (&ledger.statements[reply], &ledger.statements[claim]);
    if said.actor.is_some() && said.actor == charged.actor {
        return false;
    }
    if let Some((reply, claim)) = said.date.zip(charged.date)
        && (claim.first_day() > reply.last_day() || days_between(claim.first_day(), reply.first_day()) > ANSWER_DAYS)
    {
        return false;
    }
    let pairs = || pairs(all, &ledger.utterances[reply], &ledger.utterances[claim]);
    let by_accused = speaks_for_target && matches!(charged.act, Act::Accuse | Act::Criticise);
    // A counter-charge comes from the accused and goes back to the accuser.
    if matches!(said.act, Act::Criticise | Act::Accuse) {
        let back = speaks_for_target && aimed(charged.act) && said.target.is_some() && said.target == charged.actor;
        return back && pairs().any(|(reply, claim)| later(reply, claim));
    }
    if said.act == Act::Refuse && !matches!(charged.act, Act::Demand | Act::Ask | Act::Threaten | Act::Warn) {
        return false;
    }
    // Demands and questions are refused, not denied.
    if said.act == Act::Deny && matches!(charged.act, Act::Demand | Act::Ask) {
        return false;
    }
    pairs().any(|(reply, claim)| {
        // `MENA reported that the ministry denies it`: who relays a denial makes no claim that it answers.
        if reply.article == claim.article && claim.content.contains(reply.content) {
            return false;
        }
        let same_thing = shared(&reply.keys, &claim.keys) >= SHARED_KEYS
            && containment(&reply.keys, &claim.keys) >= SHARED_PART
            && shared_terms(&reply.keys, &claim.keys) > 0;
        let concerned = reply.actor.is_none_or(|actor| {
            claim.target == Some(actor) || pile.actors_in(claim.article, claim.quote.span).contains(&actor)
        });
        let close = follows(pile, reply, claim);
        let little = says_little(pile, reply);
        let points_back = little && close && aimed(claim.act) && (by_accused || concerned);
        // `according to A, B takes money; B denies that`: the claim told last, whatever its act.
        let denies_that = reply.act == Act::Deny && little && just_before(pile, reply, claim);
        // In one text a word in common is enough, across texts it takes more.
        let about_it = shared_terms(&reply.keys, &claim.keys) > 0;
        let of_the_charge = claim.act == Act::Accuse && close && concerned && reply.actor.is_some() && about_it;
        // A live blog has the denial above the charge.
        let order = reply.act == Act::Deny && claim.act == Act::Accuse || later(reply, claim);
        let by_accused_about_it = by_accused && about_it && (close || shared(&reply.keys, &claim.keys) >= 2) && order;
        same_thing && order || points_back || denies_that || of_the_charge || by_accused_about_it
    })
}

/// One pair of utterances for the two lines as such, and those that share an article. Both lists are ascending.
fn pairs<'a>(
    all: &'a [Utterance],
    replies: &'a [usize],
    claims: &'a [usize],
) -> impl Iterator<Item = (&'a Utterance, &'a Utterance)> {
    let heads = replies.iter().zip(claims).take(1).map(|(&reply, &claim)| (&all[reply], &all[claim]));
    let together = replies.iter().flat_map(move |&reply| {
        let article = all[reply].article;
        let from = claims.partition_point(|&claim| all[claim].article < article);
        let same = claims[from..].iter().take_while(move |&&claim| all[claim].article == article);
        same.map(move |&claim| (&all[reply], &all[claim]))
    });
    heads.chain(together)
}

/// In one article the answer stands behind the claim or in its sentence.
fn later(reply: &Utterance, claim: &Utterance) -> bool {
    reply.article != claim.article || claim.quote.span.start <= reply.quote.span.start
}

/// How many terms two contents share: sharing actors alone is not sharing a thing.
fn shared_terms(a: &[u32], b: &[u32]) -> usize {
    let terms = |keys: &[u32]| keys.partition_point(|key| *key < actor_key(0));
    shared(&a[..terms(a)], &b[..terms(b)])
}

/// `all accusations`, `this`: the content itself does not tell what is denied.
pub(crate) fn says_little(pile: &Pile, utterance: &Utterance) -> bool {
    let accusing = |key: &u32| *key < actor_key(0) && pile.is_concept(*key);
    utterance.keys.len() <= 1 || utterance.keys.len() == 2 && utterance.keys.iter().all(accusing)
}

fn follows(pile: &Pile, reply: &Utterance, claim: &Utterance) -> bool {
    if reply.article != claim.article {
        return false;
    }
    let at = |utterance: &Utterance| pile.sentences_in(utterance.article, utterance.quote.span);
    let (claim, reply) = (at(claim), at(reply));
    claim.start <= reply.start && reply.start.saturating_sub(claim.end) <= REACH
}

/// Tells whether a claim stands before the reply in its sentence, or in the sentence before it.
fn just_before(pile: &Pile, reply: &Utterance, claim: &Utterance) -> bool {
    let sentences = |utterance: &Utterance| pile.sentences_in(utterance.article, utterance.quote.span);
    reply.article == claim.article
        && claim.content.end <= reply.content.start
        && sentences(reply).start.saturating_sub(sentences(claim).end.saturating_sub(1)) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        statement::{ledger, utterances},
        testing::{lexicon, pile, say},
    };

    fn check(entries: &[crate::Entry]) -> Vec<Vec<usize>> {
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, entries);
        let stories = crate::story::stories(&pile, &[]);
        let origins = Origins::new(&pile, &[], &stories);
        let all = utterances(&pile);
        let mut ledger = ledger(&pile, &origins, &all);
        let affiliations = crate::actor::affiliations(&lexicon, entries, &pile.actors);
        answer(&pile, &origins, &affiliations, &all, &mut ledger);
        ledger.statements.into_iter().map(|statement| statement.answers).collect()
    }

    #[test]
    fn a_denial_of_all_charges_answers_the_charge_before_it() {
        let mut entries = pile(&["@2021-03-01\n[LOC Oosterwal] beschuldigt [ORG Kestrel] van lozingen in de haven. \
            [ORG Kestrel] ontkent alle aantijgingen."]);
        say(&mut entries[0], Act::Accuse, ("Oosterwal", "oosterwal"), "lozingen in de haven", Some("kestrel"));
        say(&mut entries[0], Act::Deny, ("Kestrel", "kestrel"), "alle aantijgingen", None);
        assert_eq!(check(&entries), [vec![], vec![0]]);
    }

    #[test]
    fn a_denial_of_that_answers_the_claim_told_just_before() {
        let mut entries =
            pile(&["@2021-03-01\nVolgens [ORG De Baken] ontvangt [ORG Kestrel] geld uit [LOC Oosterwal], \
            de rederij ontkent dat. Het regende."]);
        say(&mut entries[0], Act::Say, ("De Baken", "de-baken"), "ontvangt Kestrel geld uit Oosterwal", None);
        say(&mut entries[0], Act::Deny, ("de rederij", "kestrel"), "dat", None);
        assert_eq!(check(&entries), [vec![], vec![0]]);
    }

    #[test]
    fn a_later_denial_of_the_same_content_in_another_article_is_an_answer() {
        let mut entries = pile(&[
            "@2021-03-01\n[PER Ada Blom] zegt dat de fabriek giftige korrels in de haven dumpte, volgens [ORG Kestrel].",
            "@2021-03-09\n[ORG Kestrel] ontkent dat de fabriek korrels in de haven dumpte.",
            "@2021-03-10\n[ORG Kestrel] ontkent dat de directeur aftreedt.",
        ]);
        say(&mut entries[0], Act::Say, ("Ada Blom", "ada-blom"), "de fabriek giftige korrels in de haven dumpte", None);
        say(&mut entries[1], Act::Deny, ("Kestrel", "kestrel"), "de fabriek korrels in de haven dumpte", None);
        say(&mut entries[2], Act::Deny, ("Kestrel", "kestrel"), "de directeur aftreedt", None);
        assert_eq!(check(&entries), [vec![], vec![0], vec![]]);
    }

    #[test]
    fn nobody_answers_before_the_charge() {
        let mut entries = pile(&[
            "@2021-03-01\n[ORG Kestrel] ontkent dat de fabriek korrels in de haven dumpte.",
            "@2021-03-09\n[PER Ada Blom] zegt dat de fabriek korrels in de haven dumpte, net als [ORG Kestrel].",
        ]);
        say(&mut entries[0], Act::Deny, ("Kestrel", "kestrel"), "de fabriek korrels in de haven dumpte", None);
        say(&mut entries[1], Act::Say, ("Ada Blom", "ada-blom"), "de fabriek korrels in de haven dumpte", None);
        assert!(check(&entries).iter().all(Vec::is_empty));
    }
}
