//! Sieves for pronouns: the grammar of the sentence first, then what was just spoken of.

use super::entity::is_like;
use super::find::Found;
use super::grammar::{Rel, Text};
use super::lexicon::{Pronoun, Use};
use super::{Class, Mention, MentionKind, Mentions, Number};

/// How many sentences back the antecedent of a pronoun is looked for.
pub(super) const MEMORY: usize = 2;
/// How many mentions of a sentence, and how many clauses above a pronoun: bounds the time on text without marks.
const AT_MOST: usize = 50;

/// Lets pronouns of the third person mean what they stand for, in order of the text.
pub(super) fn link(text: &Text<'_>, found: &mut Found) {
    for index in 0..found.notes.len() {
        let Some(pronoun) = found.mention(index).and_then(|mention| mention.pronoun) else { continue };
        if pronoun.person != 3 || found.mention(index).is_some_and(|mention| mention.kind == MentionKind::Coordination)
        {
            continue;
        }
        let answer = match pronoun.r#use {
            Use::Relative | Use::Whose => None,
            Use::Reflexive => reflexive(text, found, index),
            Use::Personal | Use::Possessive | Use::Demonstrative | Use::Bound => personal(text, found, index, &pronoun),
        };
        if let Some((antecedent, rule)) = answer {
            found.refer(index, antecedent, rule);
            if let Some(entity) = found.mention(index).map(|mention| mention.entity) {
                found.mentions.entities.tell_gender(entity, pronoun.gender.filter(|_| tells_gender(found, index)));
            }
        }
    }
}

/// Tells whether a pronoun tells the gender of what it was taken to mean: persons alone have one.
fn tells_gender(found: &Found, index: usize) -> bool {
    found.entity(index).class == Some(Class::Person)
}

type Answer = (usize, &'static str);

fn reflexive(text: &Text<'_>, found: &Found, index: usize) -> Option<Answer> {
    let clause = text.clause(found.mention(index)?.head)?;
    let subject = found.at(text.subject(clause)?)?;
    (subject < index).then_some((subject, "coref.reflexive"))
}

fn personal(text: &Text<'_>, found: &Found, index: usize, pronoun: &Pronoun) -> Option<Answer> {
    if let Some(subject) = governor(text, found, index, pronoun) {
        return Some((subject, "coref.pronoun-governor"));
    }
    if pronoun.r#use == Use::Bound {
        return None;
    }
    let mention = found.mention(index)?;
    let is_fit = |&other: &usize| fits(text, found, index, other, pronoun);
    let earlier = |sentence: usize| {
        let from = found.mentions.all.partition_point(|other| other.sentence < sentence);
        let to = found.mentions.all.partition_point(|other| other.sentence <= sentence).min(index);
        from.max(to.saturating_sub(AT_MOST))..to.max(from)
    };
    let heard = |&other: &usize| found.mention(other).map(|other| other.quotation) == Some(mention.quotation);
    let own: Vec<usize> = earlier(mention.sentence).filter(is_fit).filter(heard).collect();
    if !own.is_empty() {
        return single(found, &own).map(|antecedent| (antecedent, "coref.pronoun-sentence"));
    }
    for back in 1..=MEMORY {
        let Some(sentence) = mention.sentence.checked_sub(back) else { break };
        let near: Vec<usize> = earlier(sentence).filter(is_fit).collect();
        if near.is_empty() {
            continue;
        }
        if pronoun.r#use == Use::Demonstrative {
            let others: Vec<usize> =
                near.iter().copied().filter(|&other| !is_main_subject(text, found, other)).collect();
            let near = if others.is_empty() { near } else { others };
            return single(found, &near).map(|antecedent| (antecedent, "coref.demonstrative"));
        }
        let mut subjects = near.iter().copied().filter(|&other| is_main_subject(text, found, other));
        if let Some(subject) = subjects.find(heard) {
            return Some((subject, "coref.pronoun-subject"));
        }
        return single(found, &near).map(|antecedent| (antecedent, "coref.pronoun-near"));
    }
    cataphor(text, found, index, pronoun).map(|subject| (subject, "coref.cataphor"))
}

/// Returns the name behind a pronoun that is the subject of its clause or of that above it: `In zijn toespraak zei Dijk`.
/// Comes last, for who was spoken of before is likelier.
fn cataphor(text: &Text<'_>, found: &Found, index: usize, pronoun: &Pronoun) -> Option<usize> {
    let own = text.clause(found.mention(index)?.head)?;
    let above = text.above(own).find(|&above| text.is_predicate(above)).filter(|_| text.rel(own) == Rel::Clause);
    let clause = if pronoun.r#use == Use::Possessive { Some(own) } else { above };
    let subject = found.at(text.subject(clause?)?)?;
    let named = found.entity(subject).actor.is_some();
    (named && subject > index && fits(text, found, index, subject, pronoun)).then_some(subject)
}

/// Returns the nearest subject above the clause of a pronoun that it can mean; for a possessive, of its own clause too.
fn governor(text: &Text<'_>, found: &Found, index: usize, pronoun: &Pronoun) -> Option<usize> {
    let word = found.mention(index)?.head;
    let own = text.clause(word)?;
    let clauses = std::iter::once(own).chain(text.above(own).take(AT_MOST).filter(|&above| text.is_predicate(above)));
    for clause in clauses {
        if clause == own && pronoun.r#use != Use::Possessive {
            continue;
        }
        let Some(subject) = text.subject(clause).and_then(|subject| found.at(subject)) else { continue };
        // who is quoted does not say `he` of himself
        if found.mention(subject).map(|mention| mention.quotation)
            != found.mention(index).map(|mention| mention.quotation)
        {
            return None;
        }
        if subject < index && fits(text, found, index, subject, pronoun) {
            return Some(subject).filter(|&subject| pronoun.r#use != Use::Bound || is_neuter(found, subject));
        }
    }
    None
}

/// Tells whether `het` can take up a subject: a name, or a noun that has `het` itself.
fn is_neuter(found: &Found, subject: usize) -> bool {
    found.note(subject).is_some_and(|note| note.name.is_some() || note.neuter)
}

/// Returns the last of these mentions when all mean the same.
fn single(found: &Found, mentions: &[usize]) -> Option<usize> {
    let entity = |&index: &usize| found.mention(index).map(|mention| found.mentions.entities.find(mention.entity));
    let last = mentions.last()?;
    mentions.iter().all(|other| entity(other) == entity(last)).then_some(*last)
}

fn is_main_subject(text: &Text<'_>, found: &Found, index: usize) -> bool {
    let Some(mention) = found.mention(index) else { return false };
    text.rel(mention.head) == Rel::Subject && text.head(mention.head).is_some_and(|verb| text.rel(verb) == Rel::Root)
}

/// Tells whether a pronoun can mean what an earlier mention does.
fn fits(text: &Text<'_>, found: &Found, index: usize, other: usize, pronoun: &Pronoun) -> bool {
    let (Some(mention), Some(candidate)) = (found.mention(index), found.mention(other)) else { return false };
    !matches!(text.rel(candidate.head), Rel::Amod | Rel::Compound | Rel::Expletive)
        && can_mean(&found.mentions, mention, candidate)
        && is_heard(mention.quotation, candidate.quotation)
        && !is_bound(text, mention.head, candidate.head, pronoun)
        && !is_clause_mate(text, found, mention, candidate, pronoun)
}

/// Tells whether the clause of a pronoun has another phrase, before it, that means what a candidate means: `zij kent
/// haar` are two.
fn is_clause_mate(text: &Text<'_>, found: &Found, mention: &Mention, candidate: &Mention, row: &Pronoun) -> bool {
    let argument = |word: usize| matches!(text.rel(word), Rel::Subject | Rel::Object | Rel::Oblique);
    let Some(clause) = text.head(mention.head).filter(|_| row.r#use != Use::Possessive && argument(mention.head))
    else {
        return false;
    };
    let mut mates = text.children(clause).iter().take(AT_MOST).filter(|&&word| word < mention.head && argument(word));
    mates.any(|&word| {
        let mate = found.at(word).and_then(|mate| found.mention(mate));
        mate.is_some_and(|mate| found.mentions.is_same(mate, candidate))
    })
}

/// Tells whether a pronoun agrees with a mention in person, number, gender and class.
pub(super) fn can_mean(mentions: &Mentions, mention: &Mention, candidate: &Mention) -> bool {
    let Some(pronoun) = mention.pronoun else { return false };
    let entity = mentions.entities.get(candidate.entity);
    if candidate.kind == MentionKind::Coordination {
        return pronoun.number == Some(Number::Plural) && pronoun.person == 3;
    }
    let of_class = match (candidate.pronoun, entity.class) {
        (Some(other), _) if other.person != 3 || matches!(other.r#use, Use::Relative | Use::Whose) => false,
        (Some(other), None) => {
            Class::ALL.into_iter().any(|class| other.classes.has(class) && pronoun.classes.has(class))
        }
        (_, class) => pronoun.classes.has(class.unwrap_or(Class::Thing)),
    };
    of_class && agrees(pronoun.number, entity.number, entity.class) && is_like(pronoun.gender, entity.gender)
}

/// Tells whether numbers agree; a body may be one or many.
fn agrees(pronoun: Option<Number>, other: Option<Number>, class: Option<Class>) -> bool {
    is_like(pronoun, other) || class == Some(Class::Group) && other == Some(Number::Singular)
}

/// Tells whether words in one quotation or none can take up words in another: what is said outside a quotation does
/// not take up what somebody says in it.
fn is_heard(pronoun: Option<usize>, other: Option<usize>) -> bool {
    other.is_none() || pronoun == other
}

/// Tells whether the grammar keeps a pronoun from meaning a phrase: its own clause mate, or one that it is part of.
fn is_bound(text: &Text<'_>, pronoun: usize, other: usize, row: &Pronoun) -> bool {
    let mut below = pronoun;
    for above in text.above(pronoun) {
        if above == other {
            // `Jansen, die zijn plan ...`, `Jansen en zijn vrouw`
            return !matches!(text.rel(below), Rel::Relative | Rel::Acl | Rel::Conj | Rel::Appos | Rel::Clause);
        }
        below = above;
    }
    let subject_or_object = |word| matches!(text.rel(word), Rel::Subject | Rel::Object | Rel::Oblique);
    row.r#use != Use::Possessive
        && text.head(pronoun) == text.head(other)
        && subject_or_object(pronoun)
        && subject_or_object(other)
}
