//! Sieves for descriptions: `de Malinese junta`, `de minister`, `het bedrijf`.

use super::entity::{Entities, EntityIdx, is_like};
use super::find::Found;
use super::grammar::{Rel, Text};
use super::lexicon::{Lexicon, plain};
use super::{Class, MentionKind, Number};
use crate::{ActorId, Name, NameKind};

/// How many sentences back the organisation of `het bedrijf` is looked for.
const ORGANISATION_MEMORY: usize = 4;

/// As what an entity was introduced.
struct Role {
    entity: EntityIdx,
    mention: usize,
    sentence: usize,
    noun: String,
    place: Option<ActorId>,
    /// The lemma of what follows: `defensie` in `minister van Defensie`.
    complement: Option<String>,
}

/// What descriptions have meant so far.
#[derive(Default)]
struct Introduced {
    roles: Vec<Role>,
    collectives: Vec<Collective>,
    /// Organisations that were named: sentence, mention, entity.
    organisations: Vec<(usize, usize, EntityIdx)>,
}

/// A collective noun whose place is known.
struct Collective {
    prefix: usize,
    noun: String,
    regime: bool,
    actor: ActorId,
    mention: usize,
}

/// Joins descriptions with what they mean, in order of the text.
pub(super) fn link(lexicon: &Lexicon, text: &Text<'_>, names: &[Name], found: &mut Found) {
    let mut introduced = Introduced::default();
    for index in 0..found.notes.len() {
        let (Some(mention), Some(note)) = (found.mention(index).cloned(), found.note(index).cloned()) else { continue };
        if mention.kind == MentionKind::Coordination || mention.pronoun.is_some() {
            continue;
        }
        if let Some(name) = note.name.and_then(|name| names.get(name)) {
            if name.kind == NameKind::Organisation
                && name.actor.is_some()
                && !matches!(text.rel(mention.head), Rel::Compound | Rel::Amod)
            {
                introduced.organisations.push((mention.sentence, index, mention.entity));
                introduced.name_as_role(lexicon, text, name, &mention, index);
            }
            for &(title, _) in found.titles.iter().filter(|&&(_, owner)| owner == index) {
                introduced.title_as_role(text, names, found, title, index);
            }
            continue;
        }
        let place = place(lexicon, text, names, found, mention.head);
        if let Some(prefix) = note.noun.collective {
            collective(lexicon, text, index, prefix, place, found, &mut introduced);
            continue;
        }
        let Some(class) = note.noun.class else { continue };
        let complement = complement(lexicon, text, found, mention.head);
        let unnamed = found.entity(index).actor.is_none();
        if unnamed && mention.kind == MentionKind::Description && note.number != Some(Number::Plural) {
            match class {
                Class::Person => introduced.role(lexicon, index, place.as_ref(), complement.as_deref(), found),
                Class::Group => introduced.organisation(lexicon, text, index, place.as_ref(), found),
                Class::Place | Class::Thing => {}
            }
        }
        let Some(mention) = found.mention(index) else { continue };
        if note.number != Some(Number::Plural) {
            introduced.roles.push(Role {
                entity: mention.entity,
                mention: index,
                sentence: mention.sentence,
                noun: note.lemma,
                place,
                complement,
            });
        }
    }
}

/// Gives a collective noun its actor: of the place beside it, or of the only one it can be.
fn collective(
    lexicon: &Lexicon,
    text: &Text<'_>,
    index: usize,
    prefix: usize,
    place: Option<ActorId>,
    found: &mut Found,
    introduced: &mut Introduced,
) {
    let (Some(mention), Some(note)) = (found.mention(index).cloned(), found.note(index).cloned()) else { return };
    let regime = note.noun.regime
        || text.children_as(mention.head, Rel::Amod).any(|adjective| {
            text.word(adjective).and_then(|word| lexicon.noun(&plain(&word.lemma))).is_some_and(|noun| noun.regime)
        });
    let (actor, rule, antecedent) = match place {
        Some(place) => (ActorId(format!("{}-{}", lexicon.prefix(prefix), place.0)), "coref.collective-of", None),
        None => {
            // what hangs on it may be a place that names do not know
            let known = mention.kind == MentionKind::Description;
            let Some(known) = introduced.collective(prefix, &note.lemma, regime).filter(|_| known) else { return };
            (known.actor.clone(), "coref.collective", Some(known.mention))
        }
    };
    let entity = found.mentions.entities.of_actor(&actor, Some(Class::Group));
    if let Some(mention) = found.mentions.all.get_mut(index) {
        (mention.entity, mention.antecedent, mention.rule) = (entity, antecedent, Some(rule));
    }
    introduced.collectives.push(Collective { prefix, noun: note.lemma, regime, actor, mention: index });
}

impl Introduced {
    /// Returns the one collective that a noun without a place can mean: one named by the same noun, or another of a
    /// government that nobody chose, or any with the same prefix.
    fn collective(&self, prefix: usize, noun: &str, regime: bool) -> Option<&Collective> {
        let single = |wanted: &dyn Fn(&Collective) -> bool| {
            let mut all = self.collectives.iter().rev().filter(|known| known.prefix == prefix && wanted(known));
            let Some(last) = all.next() else { return Ok(None) };
            if all.all(|other| other.actor == last.actor) { Ok(Some(last)) } else { Err(()) }
        };
        let any = |_: &Collective| true;
        let sieves: [&dyn Fn(&Collective) -> bool; 2] =
            if regime { [&|known| known.regime, &any] } else { [&|known| known.noun == noun && !known.regime, &any] };
        sieves.into_iter().find_map(|wanted| single(wanted).transpose()).and_then(Result::ok)
    }

    /// Joins `de minister` with the one person introduced so.
    fn role(
        &self,
        lexicon: &Lexicon,
        index: usize,
        place: Option<&ActorId>,
        complement: Option<&str>,
        found: &mut Found,
    ) {
        let (Some(note), own) = (found.note(index), found.entity(index)) else { return };
        let sentence = found.mention(index).map_or(0, |mention| mention.sentence);
        let fits = |role: &&Role| {
            let entity = found.mentions.entities.get(role.entity);
            lexicon.may_stand_for(&note.lemma, &role.noun)
                && is_like(entity.gender, own.gender)
                && is_compatible(place.map(|id| id.0.as_str()), role.place.as_ref().map(|id| id.0.as_str()))
                && is_compatible(complement, role.complement.as_deref())
        };
        let fitting: Vec<&Role> = self.roles.iter().filter(fits).collect();
        if let Some(role) = single(&found.mentions.entities, &fitting) {
            let (mention, rule) = (role.mention, "coref.role");
            found.join(index, mention, rule);
            return;
        }
        // of several the one just spoken of, when the others were long ago
        const JUST: usize = 1;
        const LONG: usize = 5;
        let (near, far): (Vec<&Role>, Vec<&Role>) =
            fitting.into_iter().partition(|role| sentence.saturating_sub(role.sentence) <= JUST);
        if far.iter().all(|role| sentence.saturating_sub(role.sentence) > LONG)
            && let Some(role) = single(&found.mentions.entities, &near)
        {
            let mention = role.mention;
            found.join(index, mention, "coref.role-near");
        }
    }

    /// Joins `het bedrijf` with the one organisation introduced so, or the only one named shortly before.
    fn organisation(
        &self,
        lexicon: &Lexicon,
        text: &Text<'_>,
        index: usize,
        place: Option<&ActorId>,
        found: &mut Found,
    ) {
        let (Some(note), Some(mention)) = (found.note(index), found.mention(index)) else { return };
        let fits = |role: &&Role| {
            lexicon.may_stand_for(&note.lemma, &role.noun)
                && is_compatible(place.map(|id| id.0.as_str()), role.place.as_ref().map(|id| id.0.as_str()))
        };
        let fitting: Vec<&Role> = self.roles.iter().filter(fits).collect();
        if !fitting.is_empty() {
            if let Some(role) = single(&found.mentions.entities, &fitting) {
                let mention = role.mention;
                found.join(index, mention, "coref.organisation-type");
            }
            return;
        }
        // what is told of it would have to fit
        let bare = text
            .children(mention.head)
            .iter()
            .all(|&child| matches!(text.rel(child), Rel::Det | Rel::Case | Rel::Other));
        let near = |&&(sentence, ..): &&(usize, usize, EntityIdx)| {
            sentence < mention.sentence && sentence + ORGANISATION_MEMORY >= mention.sentence
        };
        let mut named =
            self.organisations.iter().filter(near).map(|&(_, at, entity)| (at, found.mentions.entities.find(entity)));
        let Some((at, first)) = named.next().filter(|_| bare) else { return };
        // a newspaper is no company
        let another = |role: &Role| {
            found.mentions.entities.find(role.entity) == first && !lexicon.may_stand_for(&note.lemma, &role.noun)
        };
        if named.all(|(_, other)| other == first) && !self.roles.iter().any(another) {
            found.join(index, at, "coref.organisation-near");
        }
    }

    /// Notes that a name tells what it names: `Zandse Bank` is a bank.
    fn name_as_role(
        &mut self,
        lexicon: &Lexicon,
        text: &Text<'_>,
        name: &Name,
        mention: &super::Mention,
        index: usize,
    ) {
        let last = name.span.of(&text.article.text).rsplit([' ', '-']).next().map(plain).unwrap_or_default();
        if lexicon.noun(&last).is_some_and(|noun| noun.class == Some(Class::Group)) {
            self.push(mention, index, last, None, None);
        }
    }

    /// Notes a title that heads no phrase: `President` in `President Whitlow`.
    fn title_as_role(&mut self, text: &Text<'_>, names: &[Name], found: &Found, title: usize, index: usize) {
        let Some(mention) = found.mention(index) else { return };
        let noun = text.word(title).map(|word| plain(&word.lemma)).unwrap_or_default();
        let beside = title.checked_sub(1).and_then(|word| place_named(names, found, word)).cloned();
        self.push(mention, index, noun, beside, None);
    }

    fn push(
        &mut self,
        mention: &super::Mention,
        index: usize,
        noun: String,
        place: Option<ActorId>,
        complement: Option<String>,
    ) {
        let role = Role { entity: mention.entity, mention: index, sentence: mention.sentence, noun, place, complement };
        self.roles.push(role);
    }
}

/// Returns the last of these roles when one entity has them all.
fn single<'r>(entities: &Entities, roles: &[&'r Role]) -> Option<&'r Role> {
    let last = roles.last()?;
    let entity = entities.find(last.entity);
    roles.iter().all(|role| entities.find(role.entity) == entity).then_some(*last)
}

/// Tells whether a description can leave out, but not add or change, what was told before.
fn is_compatible(described: Option<&str>, introduced: Option<&str>) -> bool {
    described.is_none() || described == introduced
}

/// Returns the place that a noun belongs to: an adjective or possessive before it, or a place behind it.
fn place(lexicon: &Lexicon, text: &Text<'_>, names: &[Name], found: &Found, word: usize) -> Option<ActorId> {
    let children = text.children(word);
    let named = |&child: &usize| place_named(names, found, child);
    let before = |child: &&usize| {
        **child < word
            && matches!(text.rel(**child), Rel::Amod | Rel::Possessor | Rel::Compound | Rel::Nmod | Rel::Flat)
    };
    if let Some(place) = children.iter().filter(before).find_map(named) {
        return Some(place.clone());
    }
    // an adjective that the tree hangs elsewhere
    if let Some(place) = word
        .checked_sub(1)
        .filter(|&adjective| text.head(adjective) != text.head(word))
        .and_then(|adjective| named(&adjective))
    {
        return Some(place.clone());
    }
    let behind =
        |child: &&usize| **child > word && matches!(text.rel(**child), Rel::Nmod | Rel::Amod | Rel::Flat | Rel::Appos);
    let genitive = |child: usize| text.children_as(child, Rel::Case).any(|case| lexicon.is_genitive(text.norm(case)));
    let mut rest: Vec<&usize> = children.iter().filter(behind).collect();
    rest.sort_by_key(|&&child| !genitive(child));
    rest.into_iter().find_map(named).cloned()
}

fn place_named<'n>(names: &'n [Name], found: &Found, word: usize) -> Option<&'n ActorId> {
    let name = names.get(found.note(found.at(word)?)?.name?)?;
    name.actor.as_ref().filter(|_| matches!(name.kind, NameKind::Location | NameKind::Other))
}

/// Returns the lemma of what a role is of, when it is no place: `defensie` in `minister van Defensie`.
fn complement(lexicon: &Lexicon, text: &Text<'_>, found: &Found, word: usize) -> Option<String> {
    let of = |&child: &usize| text.children_as(child, Rel::Case).any(|case| lexicon.is_genitive(text.norm(case)));
    let is_place = |child: usize| found.at(child).is_some_and(|at| found.entity(at).class == Some(Class::Place));
    let child = text.children_as(word, Rel::Nmod).filter(of).find(|&child| child > word && !is_place(child))?;
    text.word(child).map(|word| word.lemma.to_lowercase().to_string())
}
