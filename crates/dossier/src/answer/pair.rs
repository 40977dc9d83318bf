//! Pairs of a claim and its answer, statement by statement.
//!
//! An answer is looked for in three places, each near in number: in the article of the claim; among the accusations of
//! those for whom the answer speaks; and, for denials and confirmations by anybody, among the claims of the same story
//! that share its rarest words.

use std::collections::{BTreeMap, BTreeSet};

use document::Span;
use reading::Act;

use super::{by_article, meet, stance::Stance};
use crate::{
    ReplyKind,
    counts::Origins,
    days_between,
    join::{containment, shared},
    pile::{Pile, Term, actor_key},
    statement::Utterance,
};

/// Days after which a statement no longer answers another, and after which a charge is no counter-charge.
const ANSWER_DAYS: i32 = 200;
const COUNTER_DAYS: i32 = 14;

/// Days within which one word in common is enough for a denial by the accused in another article of the story.
const SOON_DAYS: i32 = 21;

/// Shared terms and actors, and their share of the smaller content, from which two statements are about one thing.
const SHARED_KEYS: usize = 3;
const SHARED_PART: f64 = 0.5;

/// Share of the smaller content's terms that an answer of the accused in another article has.
const ACCUSED_PART: f64 = 0.4;

/// Sentences between an accusation and an answer of the accused that does not tell what it is about, between it and one
/// in other words, and between it and one by somebody who is not known to speak for the accused.
const REACH: usize = 8;
const NEAR: usize = 2;

/// Sentences between what is told of somebody and his words that it is not so.
const RETORT: usize = 3;

/// Share of the smaller content that a bare negation in another article has.
const NEGATED_PART: f64 = 0.75;

/// Claims that an answer is compared with in one bucket, the latest.
const LATEST: usize = 60;

/// Words of an answer that claims of its story are looked up by, the rarest.
const RAREST: usize = 4;

/// An answer, as places of utterances.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) reply: usize,
    pub(super) claim: usize,
    pub(super) kind: ReplyKind,
}

/// What pairs are found in.
struct Finder<'a> {
    pile: &'a Pile<'a>,
    origins: &'a Origins,
    all: &'a [Utterance],
    stances: &'a [Stance],
}

/// Returns which utterances answer which.
pub(super) fn pairs(pile: &Pile, origins: &Origins, all: &[Utterance], stances: &[Stance]) -> Vec<Pair> {
    let finder = Finder { pile, origins, all, stances };
    let mut out = Vec::new();
    for article in by_article(all, pile.entries.len()) {
        for reply in article.clone() {
            finder.in_article(reply, article.clone(), &mut out);
        }
    }
    finder.of_accused(&mut out);
    finder.of_story(&mut out);
    finder.without_denied_denials(out)
}

impl Finder<'_> {
    /// The answers to what the same article tells.
    fn in_article(&self, reply: usize, article: std::ops::Range<usize>, out: &mut Vec<Pair>) {
        let stance = &self.stances[reply];
        if stance.says.is_none() && stance.may.is_none() {
            return;
        }
        // Those that are about the same, and of the others the nearest: `X denies this`.
        let mut nearest: Option<(usize, Vec<Pair>)> = None;
        for claim in article {
            if claim == reply || !self.may_be_answered(reply, claim) {
                continue;
            }
            let Some((kind, told)) = self.near(reply, claim) else { continue };
            let pair = Pair { reply, claim, kind };
            if told {
                out.push(pair);
                continue;
            }
            let distance = stance.sentences.start.abs_diff(self.stances[claim].sentences.start);
            match &mut nearest {
                Some((least, _)) if *least < distance => {}
                Some((least, pairs)) if *least == distance => pairs.push(pair),
                _ => nearest = Some((distance, vec![pair])),
            }
        }
        if out.last().is_none_or(|pair| pair.reply != reply) {
            out.extend(nearest.into_iter().flat_map(|(_, pairs)| pairs));
        }
    }

    /// How a statement answers one in its article, and whether their words tell that they are about one thing.
    fn near(&self, reply: usize, claim: usize) -> Option<(ReplyKind, bool)> {
        let (said, charged) = (&self.all[reply], &self.all[claim]);
        let (stance, blame) = (&self.stances[reply], &self.stances[claim]);
        let behind = stance.sentences.start.checked_sub(blame.sentences.start);
        let is_behind = charged.content.start < said.content.start || behind.is_some_and(|behind| behind > 0);
        let within = |reach: usize| is_behind && behind.is_some_and(|behind| behind <= reach);
        let by_accused = meet(&stance.sides, &blame.accused);
        let terms = shared_terms(said, charged);
        let charge = charged.act == Act::Accuse || charged.act == Act::Criticise && by_accused;
        let concerned = said.actor.is_none() || stance.speaks_for_another || self.is_named_in(said, charged);
        match stance.says {
            Some(kind @ (ReplyKind::Denial | ReplyKind::Confirmation)) => {
                let about = terms > 0 && (by_accused || charged.act == Act::Accuse && concerned && within(REACH));
                if charge && about {
                    return (by_accused || is_behind).then_some((kind, true));
                }
                if charge && stance.points_back && (by_accused && within(REACH) || concerned && within(NEAR)) {
                    return Some((kind, false));
                }
                if charge && by_accused && within(RETORT) {
                    return Some((kind, false));
                }
                let retort = kind == ReplyKind::Denial && !self.negates(claim) && is_behind;
                if retort && claims(charged.act) && self.is_told_of(reply, claim) && within(RETORT) && terms > 0 {
                    return Some((kind, true));
                }
                // `according to A, B takes money; B denies that`: the claim told last, whatever its act.
                let told_last = claims(charged.act) && !self.negates(claim) && within(1);
                if kind == ReplyKind::Denial && stance.points_back && told_last {
                    return Some((kind, false));
                }
                (is_behind && claims(charged.act) && self.same_thing(reply, claim, kind)).then_some((kind, true))
            }
            Some(ReplyKind::NoComment) => {
                let asked = charged.act == Act::Accuse && (by_accused && within(REACH) || concerned && within(NEAR));
                let told = claims(charged.act)
                    && within(1)
                    && (aimed(charged.act) || stance.is_bare || self.is_told_of(reply, claim));
                (asked || told).then_some((ReplyKind::NoComment, false))
            }
            _ => self.of_accused_near(reply, claim, (by_accused, is_behind, terms)),
        }
    }

    /// What the accused says behind an accusation that does not say by itself what it does.
    fn of_accused_near(
        &self,
        reply: usize,
        claim: usize,
        (by_accused, is_behind, terms): (bool, bool, usize),
    ) -> Option<(ReplyKind, bool)> {
        let (stance, blame) = (&self.stances[reply], &self.stances[claim]);
        let charge = self.all[claim].act == Act::Accuse;
        let kind = stance.may?;
        if !is_behind {
            return None;
        }
        let behind = stance.sentences.start.saturating_sub(blame.sentences.start);
        if !by_accused {
            // What is claimed of somebody, whom it names, who then says that it is not so; or what anybody negates.
            let denies = kind == ReplyKind::Denial && claims(self.all[claim].act) && !self.negates(claim);
            let retorts = self.is_told_of(reply, claim) && (terms > 0 && behind <= RETORT || behind == 1);
            if denies && !retorts && self.same_thing(reply, claim, kind) {
                return Some((kind, true));
            }
            return (denies && retorts).then_some((kind, terms > 0));
        }
        match kind {
            ReplyKind::Counter => {
                let back = meet(&stance.accused, &blame.sides);
                (back && aimed(self.all[claim].act)).then_some((kind, false))
            }
            _ if !charge => None,
            ReplyKind::Denial => (behind <= REACH && terms > 0 || behind <= RETORT).then_some((kind, terms > 0)),
            _ => (behind <= NEAR).then_some((kind, false)),
        }
    }

    /// The answers of the accused in other articles.
    fn of_accused(&self, out: &mut Vec<Pair>) {
        let mut charges: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (claim, stance) in self.stances.iter().enumerate() {
            for &accused in stance.accused.iter().filter(|_| self.all[claim].date.is_some()) {
                charges.entry(accused).or_default().push(claim);
            }
        }
        let day = |place: usize| self.all[place].date.map(|date| date.first_day());
        for of_one in charges.values_mut() {
            of_one.sort_by_key(|&claim| (day(claim), claim));
        }
        for (reply, stance) in self.stances.iter().enumerate() {
            let Some(kind) = stance.says.or(stance.may.filter(|kind| *kind == ReplyKind::Counter)) else { continue };
            let Some(date) = self.all[reply].date.filter(|_| kind != ReplyKind::NoComment) else { continue };
            for of_one in stance.sides.iter().filter_map(|side| charges.get(side)) {
                let until = of_one.partition_point(|&claim| day(claim).is_some_and(|day| day <= date.last_day()));
                for &claim in of_one[..until].iter().rev().take(LATEST) {
                    if self.all[claim].article != self.all[reply].article && self.far(reply, claim, kind) {
                        out.push(Pair { reply, claim, kind });
                    }
                }
            }
        }
    }

    /// Tells whether a statement of the accused answers an accusation in another article.
    fn far(&self, reply: usize, claim: usize, kind: ReplyKind) -> bool {
        let (said, charged) = (&self.all[reply], &self.all[claim]);
        if !self.may_be_answered(reply, claim) {
            return false;
        }
        if kind == ReplyKind::Counter {
            let back = meet(&self.stances[reply].accused, &self.stances[claim].sides);
            let same_story = self.origins.story(said.article) == self.origins.story(charged.article);
            return charged.act == Act::Accuse && back && same_story && self.within_days(reply, claim, COUNTER_DAYS);
        }
        let soon = self.origins.story(said.article) == self.origins.story(charged.article)
            && self.within_days(reply, claim, SOON_DAYS);
        let (said, charged) = (terms(said), terms(charged));
        let least = if soon && kind == ReplyKind::Denial { 1 } else { 2 };
        shared(said, charged) >= least && containment(said, charged) >= ACCUSED_PART
    }

    /// Denials and confirmations by anybody of what articles of the same story tell.
    fn of_story(&self, out: &mut Vec<Pair>) {
        let mut index: BTreeMap<(usize, Term), Vec<usize>> = BTreeMap::new();
        for (claim, utterance) in self.all.iter().enumerate().filter(|(_, utterance)| claims(utterance.act)) {
            for &term in terms(utterance) {
                index.entry((self.origins.story(utterance.article), term)).or_default().push(claim);
            }
        }
        for (reply, stance) in self.stances.iter().enumerate() {
            let negated = stance.may.filter(|kind| *kind == ReplyKind::Denial && stance.says.is_none());
            let Some(kind @ (ReplyKind::Denial | ReplyKind::Confirmation)) = stance.says.or(negated) else { continue };
            let said = &self.all[reply];
            let mut rarest = terms(said).to_vec();
            rarest.sort_by_key(|&term| (self.pile.n_articles_with(term), term));
            let story = self.origins.story(said.article);
            let near = rarest.iter().take(RAREST).filter_map(|&term| index.get(&(story, term)));
            // Articles are in order of date: the claims before the answer, and those of the same day.
            let mut found: Vec<usize> = near
                .flat_map(|of_term| {
                    let until = of_term.partition_point(|&claim| claim < reply);
                    of_term[until.saturating_sub(LATEST)..of_term.len().min(until + LATEST / 4)].iter().copied()
                })
                .filter(|&claim| self.all[claim].article != said.article)
                .collect();
            found.sort_unstable();
            found.dedup();
            found.retain(|&claim| self.may_be_answered(reply, claim) && self.same_thing(reply, claim, kind));
            // A negation says not by itself that it answers: what it negates has all but its whole content.
            found.retain(|&claim| negated.is_none() || !self.negates(claim) && self.same_content(reply, claim));
            out.extend(found.into_iter().map(|claim| Pair { reply, claim, kind }));
        }
    }

    /// Two denials never face each other: what denies a charge is no claim that another denial answers.
    fn without_denied_denials(&self, mut pairs: Vec<Pair>) -> Vec<Pair> {
        let is_denial = |pair: &Pair| pair.kind == ReplyKind::Denial;
        let of_charges = pairs.iter().filter(|pair| is_denial(pair) && self.all[pair.claim].act == Act::Accuse);
        let denials: BTreeSet<usize> =
            of_charges.map(|pair| pair.reply).filter(|&reply| self.all[reply].act != Act::Accuse).collect();
        pairs.retain(|pair| !is_denial(pair) || !denials.contains(&pair.claim));
        pairs
    }

    /// Tells whether a statement denies or negates itself, or is nobody's claim.
    fn negates(&self, claim: usize) -> bool {
        let denial = Some(ReplyKind::Denial);
        let read = &self.pile.entries[self.all[claim].article].reading.statements[self.all[claim].index];
        // Who says a quotation without a source may be the one who goes on to say more.
        let unknown = read.said_by().is_none() && read.cue.is_none();
        let negated = self.stances[claim].may == denial || self.stances[claim].says == denial;
        self.all[claim].act != Act::Accuse && (negated || unknown)
    }

    /// Tells whether a claim is told of those for whom an answer speaks.
    fn is_told_of(&self, reply: usize, claim: usize) -> bool {
        let keys = &self.all[claim].keys;
        self.stances[reply].sides.iter().any(|&side| keys.binary_search(&actor_key(side)).is_ok())
    }

    /// Tells whether the contents of two statements share nearly all words of the smaller one.
    fn same_content(&self, reply: usize, claim: usize) -> bool {
        let (said, charged) = (&self.all[reply], &self.all[claim]);
        said.actor.is_some() && charged.actor.is_some() && containment(&said.keys, &charged.keys) >= NEGATED_PART
    }

    /// Nobody answers himself, nor before the claim; who relays an answer makes no claim that it answers.
    fn may_be_answered(&self, reply: usize, claim: usize) -> bool {
        let (said, charged) = (&self.all[reply], &self.all[claim]);
        let relays = said.article == charged.article
            && (charged.content.contains(said.content) && !self.is_behind_all(said, charged)
                || said.content.contains(charged.content));
        let same_side = said.actor.is_some() && said.actor == charged.actor
            || charged.actor.is_some_and(|actor| self.stances[reply].sides.binary_search(&actor).is_ok())
                && !meet(&self.stances[reply].sides, &self.stances[claim].accused);
        let order = said.date.zip(charged.date).is_none_or(|(reply, claim)| claim.first_day() <= reply.last_day());
        !relays && !same_side && order && self.within_days(reply, claim, ANSWER_DAYS)
    }

    /// Tells whether an answer that a claim's content reaches over is told behind other words of it, as in `according to A
    /// it is safe, but B denies that`; in `A says that B denies it` the answer is all that is said.
    fn is_behind_all(&self, said: &Utterance, charged: &Utterance) -> bool {
        const WORDS: usize = 4;
        let read = &self.pile.entries[said.article].reading.statements[said.index];
        let start = read.source.as_ref().map_or(said.content.start, |source| source.span.start.min(said.content.start));
        let before = Span::new(charged.content.start, start.max(charged.content.start));
        self.pile.norms_in(said.article, before).len() >= WORDS
    }

    fn within_days(&self, reply: usize, claim: usize, most: i32) -> bool {
        let dates = self.all[reply].date.zip(self.all[claim].date);
        dates.is_none_or(|(reply, claim)| days_between(claim.first_day(), reply.first_day()) <= most)
    }

    /// Tells whether two statements are about one thing by their words: sharing actors alone is not sharing a thing.
    fn same_thing(&self, reply: usize, claim: usize, kind: ReplyKind) -> bool {
        let (said, charged) = (&self.all[reply], &self.all[claim]);
        let n = shared(&said.keys, &charged.keys);
        let part = containment(&said.keys, &charged.keys);
        let longer = said.keys.len().max(charged.keys.len());
        let confirms = kind == ReplyKind::Confirmation;
        n >= SHARED_KEYS + usize::from(confirms)
            && part >= SHARED_PART
            && n * 4 >= longer
            && shared_terms(said, charged) >= 2
    }

    /// Tells whether the speaker of an answer is named where the claim is told.
    fn is_named_in(&self, said: &Utterance, charged: &Utterance) -> bool {
        let named = self.pile.actors_in(charged.article, charged.quote.span);
        said.actor.is_some_and(|actor| charged.target == Some(actor) || named.contains(&actor))
    }
}

fn claims(act: Act) -> bool {
    matches!(act, Act::Say | Act::Accuse | Act::Criticise | Act::Announce | Act::Estimate | Act::Warn | Act::Threaten)
}

fn aimed(act: Act) -> bool {
    matches!(act, Act::Accuse | Act::Criticise | Act::Demand | Act::Threaten | Act::Warn)
}

fn terms(utterance: &Utterance) -> &[u32] {
    &utterance.keys[..utterance.keys.partition_point(|key| *key < actor_key(0))]
}

fn shared_terms(a: &Utterance, b: &Utterance) -> usize {
    shared(terms(a), terms(b))
}
