//! When and where: the time and the place that stand in the clause of a trigger.

use document::PartialDate;
use nlp::Upos;

use super::Scene;
use super::lexicon::Lexicon;
use crate::factuality::{Factuality, Tense};
use crate::{ActorId, Timex3, TimexKind};

/// How many words may lie on the path between a trigger and its time.
const STEPS: usize = 4;

/// Returns the time of a trigger: the one in its clause that hangs nearest to it, the first of several.
pub(super) fn when<'s>(scene: &'s Scene<'_, '_>, trigger: usize) -> Option<&'s Timex3> {
    let syntax = scene.syntax;
    let mut clause = trigger;
    for up in 0..STEPS {
        let within = nearest(scene, clause);
        if within.is_some() {
            return within;
        }
        // Upwards as long as it is one clause: from nouns, infinitives under their verb, and participles of it.
        let verb = matches!(syntax.upos(clause), Upos::Verb | Upos::Aux);
        let same =
            if verb { syntax.is(clause, "xcomp") } else { !syntax.is_any(clause, &["conj", "parataxis", "appos"]) };
        if !same || up + 1 == STEPS {
            return None;
        }
        clause = syntax.tree.head(clause)?;
    }
    None
}

/// Returns the date nearest below a word, not looking into clauses under it.
fn nearest<'s>(scene: &'s Scene<'_, '_>, clause: usize) -> Option<&'s Timex3> {
    let syntax = scene.syntax;
    let mut level = vec![clause];
    for _ in 0..STEPS {
        let found = level
            .iter()
            .filter_map(|&word| scene.time_over(syntax.word(word)?.span))
            .find(|time| matches!(time.kind, TimexKind::Date | TimexKind::Time) && time.value.is_some());
        if found.is_some() {
            return found;
        }
        let below = level.iter().flat_map(|&word| syntax.tree.children(word)).copied();
        const CLAUSES: [&str; 7] = ["ccomp", "advcl", "acl", "parataxis", "csubj", "conj", "xcomp"];
        level = below.filter(|&word| word != clause && !syntax.is_any(word, &CLAUSES)).collect();
    }
    None
}

/// Returns the place that a phrase behind a preposition of place names, beside the trigger or the verb it belongs to,
/// when it is none of the parties.
pub(super) fn place(scene: &Scene<'_, '_>, trigger: usize, parties: &[Option<usize>]) -> Option<ActorId> {
    let syntax = scene.syntax;
    let Lexicon { within, .. } = scene.lexicon;
    let at = |word: usize| {
        let mut near = syntax.tree.children(word).iter().copied();
        near.find_map(|child| {
            let placed = syntax.is_any(child, &["obl", "nmod"]) && !parties.contains(&Some(child));
            let preposition =
                || syntax.children(child, "case").any(|case| scene.lexicon.classes_of(syntax, case) & within != 0);
            if !placed || !preposition() {
                return None;
            }
            let apposition = || syntax.children(child, "appos").find_map(|name| scene.place_at(name));
            scene.place_at(child).or_else(apposition)
        })
    };
    let object = || syntax.object_child(trigger).filter(|object| !parties.contains(&Some(*object))).and_then(at);
    let above = || {
        let noun = !matches!(syntax.upos(trigger), Upos::Verb | Upos::Aux);
        let light = |&verb: &usize| scene.lexicon.classes_of(syntax, verb) & scene.lexicon.light != 0;
        syntax.tree.head(trigger).filter(|_| noun).filter(light).and_then(at)
    };
    at(trigger).or_else(object).or_else(above).cloned()
}

/// Returns how sure and when, given the date that the clause has and that of the article: what is dated after it is
/// planned, what is dated more than a year before it is history.
pub(super) fn beside_publication(
    factuality: Factuality,
    tense: Tense,
    date: Option<PartialDate>,
    published: Option<PartialDate>,
) -> (Factuality, Tense) {
    let Some((date, published)) = date.zip(published) else { return (factuality, tense) };
    if date.first_day() > published.last_day() {
        return (factuality.max(Factuality::Planned), Tense::Future);
    }
    let years = |date: PartialDate| date.last_day().year();
    let old = years(date) < years(published).saturating_sub(1);
    (factuality, if old && tense == Tense::Past { Tense::Historical } else { tense })
}
