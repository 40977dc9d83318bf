//! What each statement does among accusations and answers: whom it blames, for whom it speaks, whether it denies,
//! confirms or says nothing.

use std::{collections::BTreeSet, ops::Range};

use document::Span;
use reading::{Act, NameKind};

use super::words::{AnswerClass, AnswerClasses};
use crate::{
    ReplyKind,
    pile::{Pile, actor_key},
    statement::Utterance,
};

/// Tokens behind a cue, and behind a content, that still belong to the cue: `wijst de kritiek van de hand`.
const BEHIND: usize = 3;

/// Bytes of a content that is no more than a rejection: `calls that a fairy tale`.
const SHORT: usize = 48;

/// Among accusations and answers, what a statement is.
#[derive(Debug)]
pub(crate) struct Stance {
    /// For whom it speaks: its speaker, the bodies and countries that the speaker stands for; sorted.
    pub(crate) sides: Vec<usize>,
    /// Whom it blames, and the countries that they are bodies of; sorted.
    pub(crate) accused: Vec<usize>,
    /// It speaks for somebody whom its sentence does not name: `his lawyer`.
    pub(crate) speaks_for_another: bool,
    /// It blames somebody, in so many words.
    pub(crate) is_charge: bool,
    /// What it does as an answer, when its own words say so.
    pub(crate) says: Option<ReplyKind>,
    /// What it may do as an answer of the accused.
    pub(crate) may: Option<ReplyKind>,
    /// It does not tell what it is about: `all accusations`, `this`.
    pub(crate) points_back: bool,
    /// It says nothing and does not tell about what: `no comment`.
    pub(crate) is_bare: bool,
    /// Its sentences.
    pub(crate) sentences: Range<usize>,
}

/// Returns the stance of every utterance.
pub(crate) fn stances(pile: &Pile, affiliations: &[BTreeSet<usize>], all: &[Utterance]) -> Vec<Stance> {
    all.iter().map(|utterance| stance(pile, affiliations, utterance)).collect()
}

fn stance(pile: &Pile, affiliations: &[BTreeSet<usize>], utterance: &Utterance) -> Stance {
    let article = utterance.article;
    let entry = &pile.entries[article];
    let read = &entry.reading.statements[utterance.index];
    let classes = |words: &[&str]| pile.lexicon.answering(entry.article.language, words);
    let cue_words = cue_words(pile, utterance);
    let cue = classes(&cue_words);
    let in_cue = classes(&read.cue.map(|cue| pile.norms_in(article, cue)).unwrap_or_default());
    let content = classes(&pile.norms_in(article, utterance.content));
    let source = read.said_by().map(|source| source.span);
    let speaks_for = source.is_some_and(|source| classes(&pile.norms_in(article, source)).has(AnswerClass::SpeaksFor));

    let mut sides: BTreeSet<usize> = BTreeSet::new();
    if let Some(actor) = utterance.actor {
        sides.insert(actor);
        sides.extend(affiliations.get(actor).into_iter().flatten());
    }
    let mut speaks_for_another = false;
    if let Some(source) = source.filter(|_| speaks_for) {
        let named = pile.actors_in(article, source);
        speaks_for_another = named.iter().all(|actor| Some(*actor) == utterance.actor);
        sides.extend(named);
    }
    if let Some(source) = source.filter(|_| utterance.actor.is_none()) {
        // `the minister of Selmark, Ada Blom` speaks as who is named last, `the government of Selmark` for its country.
        sides.extend(named_last(pile, article, source));
    }
    with_countries(pile, &mut sides);

    let short = utterance.content.len() <= SHORT;
    let (before, behind) = around_content(pile, utterance);
    let (before, behind) = (classes(&before), classes(&behind));
    let outside = read.act == Act::Deny && (before.has(AnswerClass::Dismiss) || behind.has(AnswerClass::Dismiss));
    let says = says(read.act, read.is_silence(), (cue, in_cue), (content, short));
    let says = says.or(outside.then_some(ReplyKind::Denial));
    let blames = matches!(read.act, Act::Accuse | Act::Criticise);
    let is_charge = read.act == Act::Accuse && (cue.has(AnswerClass::Accuse) || read.source.is_some());
    let mut accused = if blames { accused(pile, utterance, cue) } else { BTreeSet::new() };
    with_countries(pile, &mut accused);
    Stance {
        sides: sides.into_iter().collect(),
        accused: accused.into_iter().collect(),
        speaks_for_another,
        is_charge,
        says,
        may: may(read.act, content),
        points_back: points_back(pile, utterance, content) || read.act == Act::Deny && before.has(AnswerClass::Dismiss),
        is_bare: short && content.has(AnswerClass::Silent),
        sentences: pile.sentences_in(article, utterance.quote.span),
    }
}

/// The words of the cue, with those just behind it and behind the content, where particles of verbs stand.
fn cue_words<'a>(pile: &'a Pile, utterance: &Utterance) -> Vec<&'a str> {
    let entry = &pile.entries[utterance.article];
    let read = &entry.reading.statements[utterance.index];
    let Some(cue) = read.cue else { return Vec::new() };
    let source = read.source.as_ref().map(|source| source.span);
    let tokens = &entry.annotated.tokens;
    let own =
        |span: Span| span.overlap(utterance.content) == 0 && source.is_none_or(|source| span.overlap(source) == 0);
    let from = tokens.partition_point(|token| token.span.end <= cue.start);
    let behind_cue = tokens.partition_point(|token| token.span.start < cue.end);
    let behind_content = tokens.partition_point(|token| token.span.start < utterance.content.end);
    let inside = |at: &usize| tokens.get(*at).is_some_and(|token| utterance.quote.span.contains(token.span));
    let of_cue = from..behind_cue;
    let after = (behind_cue..behind_cue + BEHIND).chain(behind_content..behind_content + BEHIND);
    let after = after.filter(inside).filter(|&at| tokens.get(at).is_some_and(|token| own(token.span)));
    let mut places: Vec<usize> = of_cue.chain(after).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().filter_map(|at| tokens.get(at)).map(|token| token.norm.as_str()).collect()
}

/// The words of a statement's sentences before and behind its content: `Nonsense, she said: it is a school`.
fn around_content<'a>(pile: &'a Pile, utterance: &Utterance) -> (Vec<&'a str>, Vec<&'a str>) {
    let (whole, content) = (utterance.quote.span, utterance.content);
    let before = Span::new(whole.start, content.start.max(whole.start));
    let behind = Span::new(content.end.min(whole.end), whole.end);
    (pile.norms_in(utterance.article, before), pile.norms_in(utterance.article, behind))
}

/// What a statement's own words make of it as an answer.
fn says(
    act: Act,
    silence: bool,
    (cue, in_cue): (AnswerClasses, AnswerClasses),
    (content, short): (AnswerClasses, bool),
) -> Option<ReplyKind> {
    use AnswerClass::{Charge, Confirm, Deny, Dismiss, Negation, Reject, Silent};
    if silence
        || short && content.has(Silent)
        || cue.has(Confirm) && in_cue.has(Negation)
        || in_cue.has(Confirm) && in_cue.has(Deny)
    {
        return Some(ReplyKind::NoComment);
    }
    let denies = matches!(act, Act::Deny | Act::Refuse | Act::Criticise) && cue.has(Deny) && !in_cue.has(Negation);
    let rejects = matches!(act, Act::Deny | Act::Refuse | Act::Criticise | Act::Say)
        && cue.has(Reject)
        && (content.has(Charge) || content.has(Dismiss));
    let calls_untrue =
        matches!(act, Act::Deny | Act::Criticise | Act::Say) && content.has(Charge) && content.has(Dismiss);
    // `Nonsense, she says`, `calls that a fairy tale`.
    let in_short = short && content.has(Dismiss) && matches!(act, Act::Deny | Act::Criticise | Act::Say);
    if denies || rejects || calls_untrue && act == Act::Deny || in_short {
        return Some(ReplyKind::Denial);
    }
    (act == Act::Confirm && in_cue.has(Confirm)).then_some(ReplyKind::Confirmation)
}

/// What a statement may be as an answer of the accused.
fn may(act: Act, content: AnswerClasses) -> Option<ReplyKind> {
    match act {
        Act::Deny => Some(ReplyKind::Denial),
        _ if content.has(AnswerClass::Dismiss) && act != Act::Confirm => Some(ReplyKind::Denial),
        Act::Accuse | Act::Criticise => Some(ReplyKind::Counter),
        Act::Confirm => Some(ReplyKind::Confirmation),
        Act::Refuse => None,
        Act::Say if content.has(AnswerClass::Negation) => Some(ReplyKind::Denial),
        Act::Say | Act::Announce | Act::Promise | Act::Threaten | Act::Warn => Some(ReplyKind::Reply),
        Act::Demand | Act::Estimate | Act::Praise | Act::Ask => None,
    }
}

/// Returns the last person named in a source, or else its last name.
fn named_last(pile: &Pile, article: usize, source: Span) -> Option<usize> {
    let names = pile.sentences_in(article, source).flat_map(|sentence| &pile.prose(article, sentence).names);
    let names = names.filter_map(|&name| pile.entries[article].reading.names.get(name));
    let names: Vec<_> = names.filter(|name| source.contains(name.span)).collect();
    let person = names.iter().rev().find(|name| name.kind == NameKind::Person);
    pile.actors.number(person.or(names.last())?.actor.as_ref()?)
}

/// Whom a statement blames. Where nobody is said to blame, as in `Kestrel is accused of`, who is named before the cue.
fn accused(pile: &Pile, utterance: &Utterance, cue: AnswerClasses) -> BTreeSet<usize> {
    let article = utterance.article;
    let read = &pile.entries[article].reading.statements[utterance.index];
    let names = || {
        let sentences = pile.sentences_in(article, utterance.quote.span);
        sentences.flat_map(|sentence| pile.prose(article, sentence).names.iter().map(move |&name| (sentence, name)))
    };
    let known = |name: usize| {
        let name = pile.entries[article].reading.names.get(name)?;
        Some((name, pile.actors.number(name.actor.as_ref()?)?))
    };
    if read.said_by().is_none()
        && cue.has(AnswerClass::Accuse)
        && let Some(at) = read.cue
    {
        let subject = names().find_map(|(sentence, name)| {
            let (name, actor) = known(name)?;
            let fits = name.span.end <= at.start
                && name.kind != NameKind::Other
                && !pile.is_where(article, sentence, name.span);
            fits.then_some(actor)
        });
        return subject.into_iter().collect();
    }
    // A place where it happened is nobody who is blamed.
    let only_where = |target: usize| {
        let mut mentions = names().filter_map(|(sentence, name)| Some((sentence, known(name)?)));
        let mut any = false;
        let all = mentions.by_ref().filter(|(_, (_, actor))| *actor == target).all(|(sentence, (name, _))| {
            any = true;
            name.kind == NameKind::Location && pile.is_where(article, sentence, name.span)
        });
        any && all
    };
    utterance.target.filter(|&target| !only_where(target)).into_iter().collect()
}

/// Adds the countries that bodies are called after: `france` of `army-of-france`.
fn with_countries(pile: &Pile, actors: &mut BTreeSet<usize>) {
    let country = |&actor: &usize| {
        let id = pile.actors.id(actor).0;
        let (_, country) = id.split_once("-of-")?;
        let country = pile.lexicon.is_place(country).then(|| reading::ActorId(country.to_owned()))?;
        pile.actors.number(&country)
    };
    let countries: Vec<usize> = actors.iter().filter_map(country).collect();
    actors.extend(countries);
}

/// Tells whether a content has no words of its own but those that name charges or call them untrue.
fn points_back(pile: &Pile, utterance: &Utterance, content: AnswerClasses) -> bool {
    let lang = pile.article(utterance.article).language;
    let own = |&&(span, _): &&(Span, u32)| {
        let words = pile.norms_in(utterance.article, span);
        pile.lexicon.answering(lang, &words) == AnswerClasses::default()
    };
    let placed = pile.sentences_in(utterance.article, utterance.content);
    let placed = placed.flat_map(|index| &pile.prose(utterance.article, index).placed);
    let own = placed.filter(|(span, _)| utterance.content.contains(*span)).filter(own).count();
    let actors = utterance.keys.iter().filter(|key| **key >= actor_key(0)).count();
    // `that a fairy tale` calls untrue with two words.
    let short = utterance.content.len() <= SHORT && content.has(AnswerClass::Dismiss);
    let most = if short && actors == 0 {
        2
    } else {
        usize::from(content.has(AnswerClass::Charge) || content.has(AnswerClass::Dismiss))
    };
    own + actors <= most
}
