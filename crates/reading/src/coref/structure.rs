//! Sieves inside a sentence, where the grammar itself says that two phrases mean the same.

use nlp::Upos;

use super::find::Found;
use super::grammar::{Rel, Text};
use super::lexicon::{Lexicon, Use, plain};
use super::{Class, MentionKind};
use crate::{Name, NameKind};

/// Joins names with their titles and appositions, predicates with their subjects, relative pronouns with what they
/// hang on.
pub(super) fn link(lexicon: &Lexicon, text: &Text<'_>, names: &[Name], found: &mut Found) {
    for index in 0..found.notes.len() {
        if found.mention(index).is_some_and(|mention| mention.kind == MentionKind::Coordination) {
            continue;
        }
        let named = found.note(index).and_then(|note| note.name).and_then(|name| names.get(name));
        match named {
            Some(name) => title(lexicon, text, name, index, found),
            None => apposition(text, index, found),
        }
        predicate(lexicon, text, index, found);
    }
    for index in 0..found.notes.len() {
        relative(text, index, found);
    }
}

/// Joins a name with the noun before it that it stands in apposition to: `minister Dorpel`, `het bedrijf Zandbouw`,
/// `de voorzitter van de bond, Marieke Kroon`.
fn title(lexicon: &Lexicon, text: &Text<'_>, name: &Name, index: usize, found: &mut Found) {
    let Some(head) = found.mention(index).map(|mention| mention.head) else { return };
    let mut below = head;
    for above in text.above(head) {
        let joined = matches!(text.rel(below), Rel::Appos | Rel::Flat)
            || text.rel(below) == Rel::Nmod && !text.has(below, Rel::Case);
        let aside = is_aside(text, below, above);
        let hung = text.rel(below) == Rel::Nmod && below != head;
        if !joined && !hung && !aside || !matches!(text.upos(above), Upos::Noun | Upos::Propn) {
            break;
        }
        if let Some(noun) = found.at(above).filter(|&noun| noun != index)
            && fits(found, noun, name.kind, joined)
            && found.join(noun, index, "coref.apposition")
        {
            return;
        }
        below = above;
    }
    // a noun right before the name, whatever the tree makes of it
    let first = text.annotated.words.partition_point(|word| word.span.end <= name.span.start);
    let Some(before) = first.checked_sub(1).filter(|&before| {
        text.node(before).is_some_and(|node| Some(node.sentence) == text.node(head).map(|n| n.sentence))
    }) else {
        return;
    };
    let known = lexicon.noun(&plain(text.norm(before)));
    if !matches!(text.upos(before), Upos::Noun | Upos::Propn)
        && known.is_none_or(|noun| noun.class != Some(Class::Person))
    {
        return;
    }
    match found.at(before) {
        Some(noun) if fits(found, noun, name.kind, false) => {
            found.join(noun, index, "coref.title");
        }
        Some(_) => {}
        None => {
            // `President` in `President Whitlow` heads no phrase of its own, and is remembered as a role of hers
            found.titles.push((before, index));
            let gender = known.and_then(|noun| noun.gender);
            if let Some(mention) = found.mention(index) {
                let entity = mention.entity;
                found.mentions.entities.tell_gender(entity, gender);
            }
        }
    }
}

/// Tells whether a noun can stand beside a name of that kind: of people only nouns for people, so that `Jansen` in
/// `het besluit, Jansen` is no decision. In plain apposition a noun of no known class fits anything but people.
fn fits(found: &Found, noun: usize, kind: NameKind, apposed: bool) -> bool {
    let Some(note) = found.note(noun).filter(|note| note.name.is_none()) else { return false };
    if note.noun.collective.is_some() || found.mention(noun).is_some_and(|mention| mention.pronoun.is_some()) {
        return false;
    }
    match (kind, note.noun.class) {
        _ if is_plural(found, noun) => false,
        (NameKind::Person, class) => class == Some(Class::Person) || class.is_none() && apposed && !note.neuter,
        (NameKind::Organisation, class) => class == Some(Class::Group) || class.is_none() && apposed,
        (NameKind::Location, class) => class.is_none_or(|class| class == Class::Place) && apposed,
        (NameKind::Other, _) => false,
    }
}

/// Tells whether what the tree takes for the second of two is an apposition: behind a comma, without `and`, before another
/// comma or the end of the phrase: `its director, Helena Dorpel, said`.
fn is_aside(text: &Text<'_>, below: usize, above: usize) -> bool {
    let joins = |&child: &usize| text.upos(child) == Upos::Cconj;
    let comma = |word: usize| text.upos(word) == Upos::Punct && text.norm(word) == ",";
    // words of one name may each hang on the noun
    let others = |&&child: &&usize| child != below && child.abs_diff(below) > 3;
    text.rel(below) == Rel::Conj
        && below.checked_sub(1).is_some_and(|before| comma(before) || before.checked_sub(1).is_some_and(comma))
        && !text.children(below).iter().any(joins)
        && !text.children_as(above, Rel::Conj).any(|child| others(&&child) || text.children(child).iter().any(joins))
}

fn is_plural(found: &Found, mention: usize) -> bool {
    found.note(mention).is_some_and(|note| note.number == Some(super::Number::Plural))
}

/// Joins a noun behind a name with it: `Florence Dorpel, minister van Defensie`.
fn apposition(text: &Text<'_>, index: usize, found: &mut Found) {
    let Some(word) = found.mention(index).map(|mention| mention.head) else { return };
    if text.rel(word) != Rel::Appos {
        return;
    }
    let Some(name) = text.head(word).and_then(|head| found.at(head)) else { return };
    let class = found.note(index).and_then(|note| note.noun.class);
    let named = found.note(name).is_some_and(|note| note.name.is_some());
    if named && class.is_some() && found.entity(name).class == class && !is_plural(found, index) {
        found.join(index, name, "coref.apposition");
    }
}

/// Joins a predicate noun with its subject: `Jansen is burgemeester`.
fn predicate(lexicon: &Lexicon, text: &Text<'_>, index: usize, found: &mut Found) {
    let Some(word) = found.mention(index).map(|mention| mention.head) else { return };
    let Some(class) = found.note(index).and_then(|note| note.noun.class) else { return };
    let clause = if text.has(word, Rel::Cop) { Some(word) } else { becoming(lexicon, text, word) };
    let Some(clause) = clause else { return };
    if [word, clause].iter().flat_map(|&word| text.children(word)).any(|&child| lexicon.is_negation(text.norm(child))) {
        return;
    }
    let Some(subject) = text.subject(clause).and_then(|subject| found.at(subject)).filter(|&subject| subject != index)
    else {
        return;
    };
    let named = found.note(subject).is_some_and(|note| note.name.is_some());
    if named && found.entity(subject).class == Some(class) && !is_plural(found, index) {
        found.join(index, subject, "coref.predicate");
    }
}

/// Returns the verb that a noun is the predicate of without a copula: `Dijk wordt burgemeester`.
fn becoming(lexicon: &Lexicon, text: &Text<'_>, word: usize) -> Option<usize> {
    let predicate = matches!(text.rel(word), Rel::Object | Rel::Clause) && !text.has(word, Rel::Case);
    let verb = text.head(word).filter(|_| predicate)?;
    text.word(verb).filter(|verb| lexicon.is_copula(&verb.lemma)).map(|_| verb)
}

/// Lets a relative pronoun mean the noun that its clause hangs on.
fn relative(text: &Text<'_>, index: usize, found: &mut Found) {
    let is_relative = found
        .mention(index)
        .and_then(|mention| mention.pronoun)
        .is_some_and(|p| matches!(p.r#use, Use::Relative | Use::Whose));
    let Some(word) = found.mention(index).map(|mention| mention.head).filter(|_| is_relative) else { return };
    let mut path = std::iter::once(word).chain(text.above(word));
    let clause = path.find(|&above| matches!(text.rel(above), Rel::Relative | Rel::Acl));
    let antecedent = clause.and_then(|clause| text.head(clause)).and_then(|head| found.at(head));
    if let Some(antecedent) = antecedent.filter(|&antecedent| antecedent < index) {
        found.refer(index, antecedent, "coref.relative");
    }
}
