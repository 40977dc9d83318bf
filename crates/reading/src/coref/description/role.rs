//! `de minister`, `de Franse minister van Defensie`: the one person introduced so.

use super::super::entity::{Entities, is_like};
use super::super::find::Found;
use super::{Description, Introduced, MentionKind, Role, View};

/// How many roles back a description looks: bounds the time on long texts.
const MEMORY: usize = 120;

impl Introduced {
    /// Returns the mention that introduced the one person with the role of a description.
    pub fn role(&self, view: &View<'_>, found: &Found, description: &Description<'_>) -> Option<(usize, &'static str)> {
        let gender = found.entity(description.index).gender;
        let fitting: Vec<&Role> = self
            .fitting(view, description)
            .filter(|role| is_like(found.mentions.entities.get(role.entity).gender, gender))
            .collect();
        if let Some(role) = single(&found.mentions.entities, &fitting) {
            return Some((role.mention, "coref.role"));
        }
        // of several the one just spoken of, when the others were long ago
        const JUST: usize = 1;
        const LONG: usize = 5;
        let ago = |role: &Role| description.mention.sentence.saturating_sub(role.sentence);
        let (near, far): (Vec<&Role>, Vec<&Role>) = fitting.into_iter().partition(|role| ago(role) <= JUST);
        let clear = far.iter().all(|role| ago(role) > LONG);
        single(&found.mentions.entities, &near).filter(|_| clear).map(|role| (role.mention, "coref.role-near"))
    }

    /// Joins a person just named with the one without a name who was introduced shortly before by the same role: `De
    /// burgemeester van Oostermeer treedt af. Burgemeester Dijk zei ...`.
    pub fn name_earlier(&self, found: &mut Found, named: &Role) {
        const SHORTLY: usize = 5;
        let entities = &found.mentions.entities;
        let same = |role: &&Role| {
            role.noun == named.noun
                && named.sentence.saturating_sub(role.sentence) <= SHORTLY
                && is_like(role.place.as_ref(), named.place.as_ref())
                && is_like(role.complement.as_ref(), named.complement.as_ref())
        };
        let all: Vec<&Role> = self.roles.iter().rev().take(MEMORY).filter(same).collect();
        let open = single(entities, &all).filter(|role| {
            let definite = found.mention(role.mention).is_some_and(|mention| mention.kind == MentionKind::Description);
            entities.get(role.entity).actor.is_none() && definite
        });
        if let Some(at) = open.map(|role| role.mention) {
            found.join(at, named.mention, "coref.role-later");
        }
    }

    /// Returns the roles that a description may take up, the last first: it can leave out what was told of them, not
    /// add or change it.
    pub fn fitting<'s>(
        &'s self,
        view: &'s View<'_>,
        description: &'s Description<'_>,
    ) -> impl Iterator<Item = &'s Role> + 's {
        let told = |described: Option<&str>, introduced: Option<&str>| described.is_none() || described == introduced;
        let place = description.place.map(|place| place.0.as_str());
        let others = view.lexicon.roles_of(description.noun);
        self.roles.iter().rev().take(MEMORY).filter(move |role| {
            (description.noun == role.noun || others.is_some_and(|others| others.contains(&role.noun)))
                && told(place, role.place.as_ref().or(role.near.as_ref()).map(|place| place.0.as_str()))
                && told(description.complement, role.complement.as_deref())
        })
    }
}

/// Returns the first of these roles when one entity has them all.
pub(super) fn single<'r>(entities: &Entities, roles: &[&'r Role]) -> Option<&'r Role> {
    let first = roles.first()?;
    let entity = entities.find(first.entity);
    roles.iter().all(|role| entities.find(role.entity) == entity).then_some(*first)
}
