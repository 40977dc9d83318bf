//! Sieves for descriptions: `de Malinese junta`, `de minister`, `het bedrijf`.

mod collective;
mod country;
mod organisation;
mod role;

use super::described::Described;
use super::entity::EntityIdx;
use super::find::Found;
use super::grammar::{Rel, Text};
use super::lexicon::Lexicon;
use super::{Class, Mention, MentionKind, Number};
use crate::{ActorId, Name, NameKind};

/// What the sieves look at beside the mentions.
struct View<'a> {
    lexicon: &'a Lexicon,
    text: &'a Text<'a>,
    names: &'a [Name],
}

/// What descriptions can mean at a place of the text.
#[derive(Default)]
struct Introduced {
    roles: Vec<Role>,
    /// Organisations that were named.
    organisations: Vec<Named>,
    /// Countries that were named, also by an adjective.
    countries: Vec<Named>,
}

/// As what an entity was introduced.
struct Role {
    entity: EntityIdx,
    mention: usize,
    sentence: usize,
    noun: String,
    place: Option<ActorId>,
    /// The only country named near it, when nothing was said of a place.
    near: Option<ActorId>,
    /// The lemma of what follows: `defensie` in `minister van Defensie`.
    complement: Option<String>,
}

/// A name of something that descriptions without a noun of their own kind can mean.
#[derive(Clone, Copy)]
struct Named {
    entity: EntityIdx,
    mention: usize,
    sentence: usize,
}

/// A description with what narrows it.
struct Description<'f> {
    index: usize,
    mention: &'f Mention,
    noun: &'f str,
    place: Option<&'f ActorId>,
    complement: Option<&'f str>,
}

/// Joins descriptions with what they mean, in order of the text.
pub(super) fn link(lexicon: &Lexicon, text: &Text<'_>, names: &[Name], found: &mut Found) {
    let view = View { lexicon, text, names };
    collective::link(&view, found);
    let mut introduced = Introduced::default();
    for index in 0..found.notes.len() {
        let (Some(mention), Some(note)) = (found.mention(index).cloned(), found.note(index).cloned()) else { continue };
        if mention.kind == MentionKind::Coordination || mention.pronoun.is_some() || note.noun.collective.is_some() {
            continue;
        }
        if let Some(name) = note.name.and_then(|name| names.get(name)) {
            introduced.enter_name(&view, found, name, index);
            continue;
        }
        let Some(class) = note.noun.class.filter(|_| note.number != Some(Number::Plural)) else { continue };
        let place = view.place(found, mention.head);
        let complement = view.complement(found, mention.head);
        if found.entity(index).actor.is_none() && mention.kind == MentionKind::Description {
            let description = Description {
                index,
                mention: &mention,
                noun: &note.lemma,
                place: place.as_ref(),
                complement: complement.as_deref(),
            };
            let answer = match class {
                Class::Person => introduced.role(&view, found, &description),
                Class::Group => introduced.organisation(&view, found, &description),
                Class::Place if note.noun.country => introduced.country(found, &description),
                Class::Place | Class::Thing => None,
            };
            if let Some((antecedent, rule)) = answer {
                found.join(index, antecedent, rule);
            }
        }
        // `Burgemeester` in a headline, without determiner or name, introduces nobody
        let Some(entity) = found.mention(index).map(|mention| mention.entity) else { continue };
        let named = found.mentions.entities.get(entity).actor.is_some();
        let bare = mention.kind == MentionKind::Nominal && !text.has(mention.head, Rel::Det);
        if bare && !named {
            continue;
        }
        let near = introduced.only_country(names, found, mention.sentence).filter(|_| place.is_none());
        let (sentence, noun) = (mention.sentence, note.lemma);
        let role = Role { entity, mention: index, sentence, noun, place, near, complement };
        if named && class == Class::Person {
            introduced.name_earlier(found, &role);
        }
        introduced.roles.push(role);
    }
}

/// Returns what the article calls people and bodies, by place of the noun.
pub(super) fn describe(lexicon: &Lexicon, text: &Text<'_>, names: &[Name], found: &Found) -> Vec<Described> {
    let view = View { lexicon, text, names };
    let mut out = Vec::new();
    for (index, note) in found.notes.iter().enumerate() {
        let Some(mention) = found.mention(index) else { continue };
        let many = note.number == Some(Number::Plural) && note.noun.collective.is_none();
        let other = mention.kind == MentionKind::Coordination || mention.pronoun.is_some() || note.name.is_some();
        let Some(class) = note.noun.class.filter(|class| *class != Class::Thing) else { continue };
        let Some(noun) = text.word(mention.head).filter(|_| !many && !other) else { continue };
        out.push(Described {
            mention: index,
            span: mention.span,
            noun: noun.span,
            lemma: note.lemma.clone(),
            class,
            body: note.noun.collective.map(|body| lexicon.prefix(body).to_owned()),
            regime: note.noun.regime,
            definite: mention.kind == MentionKind::Description,
            place: view.place(found, mention.head),
            of: view.owner(found, mention.head),
        });
    }
    // `President` in `President Whitlow` heads no phrase
    for &(title, index) in &found.titles {
        let (Some(mention), Some(word)) = (found.mention(index), text.word(title)) else { continue };
        out.push(Described {
            mention: index,
            span: word.span.cover(mention.span),
            noun: word.span,
            lemma: super::lexicon::plain(&word.lemma),
            class: Class::Person,
            body: None,
            regime: false,
            definite: false,
            place: title.checked_sub(1).and_then(|word| view.place_named(found, word)).cloned(),
            of: view.owner(found, title),
        });
    }
    out.sort_by_key(|described| described.noun);
    out
}

impl Introduced {
    fn enter_name(&mut self, view: &View<'_>, found: &Found, name: &Name, index: usize) {
        let (Some(mention), Some(actor)) = (found.mention(index), &name.actor) else { return };
        let named = Named { entity: mention.entity, mention: index, sentence: mention.sentence };
        if name.kind == NameKind::Organisation {
            self.organisations.push(named);
            let last = name.span.of(&view.text.article.text).rsplit([' ', '-']).next().unwrap_or_default();
            let last = super::lexicon::plain(last);
            // `Zandse Bank` is a bank
            if view.lexicon.noun(&last).is_some_and(|noun| noun.class == Some(Class::Group)) {
                self.push(mention, index, last, None);
            }
        }
        if matches!(name.kind, NameKind::Location | NameKind::Other) && view.lexicon.is_country(&actor.0) {
            self.countries.push(named);
        }
        // `President` in `President Whitlow` heads no phrase
        for &(title, _) in found.titles.iter().filter(|&&(_, owner)| owner == index) {
            let noun = view.text.word(title).map(|word| super::lexicon::plain(&word.lemma)).unwrap_or_default();
            let place = title.checked_sub(1).and_then(|word| view.place_named(found, word)).cloned();
            self.push(mention, index, noun, place);
        }
    }

    fn push(&mut self, mention: &Mention, index: usize, noun: String, place: Option<ActorId>) {
        let (entity, sentence) = (mention.entity, mention.sentence);
        self.roles.push(Role { entity, mention: index, sentence, noun, place, near: None, complement: None });
    }
}

impl View<'_> {
    /// Returns the place that a noun belongs to: an adjective or possessive before it, or a place behind it.
    fn place(&self, found: &Found, word: usize) -> Option<ActorId> {
        let text = self.text;
        let children = text.children(word);
        let named = |&child: &usize| self.place_named(found, child);
        let before = |child: &&usize| {
            **child < word
                && matches!(text.rel(**child), Rel::Amod | Rel::Possessor | Rel::Compound | Rel::Nmod | Rel::Flat)
        };
        if let Some(place) = children.iter().filter(before).find_map(named) {
            return Some(place.clone());
        }
        // an adjective that the tree hangs elsewhere
        let stray = word.checked_sub(1).filter(|&adjective| text.head(adjective) != text.head(word));
        if let Some(place) = stray.and_then(|adjective| named(&adjective)) {
            return Some(place.clone());
        }
        let behind = |child: &&usize| **child > word;
        let bare = |child: &&usize| {
            matches!(text.rel(**child), Rel::Amod | Rel::Flat | Rel::Appos)
                || text.rel(**child) == Rel::Nmod && !text.has(**child, Rel::Case)
        };
        let cased = |child: &&usize, is_case: &dyn Fn(&str) -> bool| {
            text.children_as(**child, Rel::Case).any(|case| is_case(text.norm(case)))
        };
        let genitive = |child: &&usize| cased(child, &|norm| self.lexicon.is_genitive(norm));
        let locative = |child: &&usize| cased(child, &|norm| self.lexicon.is_locative(norm));
        let mut rest = children.iter().filter(behind);
        let place = rest
            .clone()
            .filter(genitive)
            .find_map(named)
            .or_else(|| rest.clone().filter(bare).find_map(named))
            .or_else(|| rest.find(locative).and_then(named));
        place.cloned()
    }

    /// Returns the mention that a noun belongs to: `haar`, `the junta's`, or what stands behind `van`.
    fn owner(&self, found: &Found, word: usize) -> Option<usize> {
        let text = self.text;
        let before = |&&child: &&usize| child < word && text.rel(child) == Rel::Possessor;
        let cases = |child: usize| text.children_as(child, Rel::Case);
        let behind = |&&child: &&usize| {
            child > word
                && matches!(text.rel(child), Rel::Nmod | Rel::Possessor)
                && cases(child).any(|case| self.lexicon.is_genitive(text.norm(case)))
        };
        let children = text.children(word);
        let owners = children.iter().filter(before).chain(children.iter().filter(behind));
        owners.copied().find_map(|child| found.at(child))
    }

    fn place_named(&self, found: &Found, word: usize) -> Option<&ActorId> {
        let name = self.names.get(found.note(found.at(word)?)?.name?)?;
        name.actor.as_ref().filter(|_| matches!(name.kind, NameKind::Location | NameKind::Other))
    }

    /// Returns the lemma of what a role is of, when it is no place: `defensie` in `minister van Defensie`.
    fn complement(&self, found: &Found, word: usize) -> Option<String> {
        let text = self.text;
        let of =
            |&child: &usize| text.children_as(child, Rel::Case).any(|case| self.lexicon.is_genitive(text.norm(case)));
        let is_place = |child: usize| found.at(child).is_some_and(|at| found.entity(at).class == Some(Class::Place));
        let child = text.children_as(word, Rel::Nmod).filter(of).find(|&child| child > word && !is_place(child))?;
        text.word(child).map(|word| word.lemma.to_lowercase().to_string())
    }
}
