//! `het bedrijf`, `de bond`: the one organisation introduced so, or else the one that is spoken of.

use super::super::entity::EntityIdx;
use super::super::find::Found;
use super::super::grammar::Rel;
use super::role::single;
use super::{Class, Description, Introduced, Named, Role, View};

/// How many sentences back the organisation of `het bedrijf` is looked for.
const MEMORY: usize = 4;
/// How many roles and names back: bounds the time on long texts.
const AT_MOST: usize = 60;

impl Introduced {
    /// Returns the mention of the organisation that a description means.
    pub fn organisation(
        &self,
        view: &View<'_>,
        found: &Found,
        description: &Description<'_>,
    ) -> Option<(usize, &'static str)> {
        let fitting: Vec<&Role> = self.fitting(view, description).collect();
        if let Some(role) = single(&found.mentions.entities, &fitting) {
            return Some((role.mention, "coref.organisation-type"));
        }
        // what is told of it would have to fit
        let text = view.text;
        let told = |&child: &usize| {
            !matches!(text.rel(child), Rel::Det | Rel::Case | Rel::Other | Rel::Conj)
                || view.lexicon.is_demonstrative(text.norm(child))
        };
        if text.children(description.mention.head).iter().any(told) {
            return None;
        }
        let may_be = |entity: EntityIdx| {
            if fitting.is_empty() {
                self.has_no_other_role(view, found, description, entity)
            } else {
                fitting
                    .iter()
                    .any(|role| found.mentions.entities.find(role.entity) == found.mentions.entities.find(entity))
            }
        };
        if let Some(subject) = governor(view, found, description).filter(|&at| is_organisation(found, at)) {
            let entity = found.mention(subject)?.entity;
            return may_be(entity).then_some((subject, "coref.organisation-governor"));
        }
        let near = self.organisations.iter().rev().take(AT_MOST);
        let near: Vec<&Named> = near
            .take_while(|named| named.sentence + MEMORY >= description.mention.sentence)
            .filter(|named| may_be(named.entity))
            .collect();
        let of = |named: &Named| found.mentions.entities.find(named.entity);
        let single = |wanted: &dyn Fn(&Named) -> bool| {
            let mut all = near.iter().filter(|named| wanted(named));
            let first = all.next()?;
            all.all(|other| of(other) == of(first)).then_some(first.mention)
        };
        let sentence = description.mention.sentence;
        let before = |named: &Named| named.sentence + 1 == sentence && is_subject(view, found, named.mention);
        single(&|named| named.sentence == sentence)
            .map(|at| (at, "coref.organisation-sentence"))
            .or_else(|| single(&before).map(|at| (at, "coref.organisation-subject")))
            .or_else(|| single(&|_| true).map(|at| (at, "coref.organisation-near")))
    }

    /// Tells whether an organisation was not introduced as something else: a newspaper is no company.
    fn has_no_other_role(
        &self,
        view: &View<'_>,
        found: &Found,
        description: &Description<'_>,
        entity: EntityIdx,
    ) -> bool {
        let entity = found.mentions.entities.find(entity);
        let others = view.lexicon.roles_of(description.noun);
        let mut known = self.roles.iter().rev().take(AT_MOST);
        !known.any(|role| {
            found.mentions.entities.find(role.entity) == entity
                && description.noun != role.noun
                && !others.is_some_and(|others| others.contains(&role.noun))
        })
    }
}

/// Returns the nearest subject above the clause of a description: `Zandbouw zei dat het bedrijf ...`.
fn governor(view: &View<'_>, found: &Found, description: &Description<'_>) -> Option<usize> {
    let own = view.text.clause(description.mention.head)?;
    let mut above = view.text.above(own).filter_map(|clause| found.at(view.text.subject(clause)?));
    above.next().filter(|&subject| subject < description.index)
}

fn is_organisation(found: &Found, mention: usize) -> bool {
    let entity = found.entity(mention);
    entity.class == Some(Class::Group) && entity.actor.is_some()
}

fn is_subject(view: &View<'_>, found: &Found, mention: usize) -> bool {
    found.mention(mention).is_some_and(|mention| {
        let verb = view.text.head(mention.head);
        view.text.rel(mention.head) == Rel::Subject && verb.is_some_and(|verb| view.text.rel(verb) == Rel::Root)
    })
}
