//! What mentions mean: entities, joined as the sieves find them to be the same.

use std::collections::BTreeMap;

use super::{Class, Gender, Number};
use crate::ActorId;

/// Index of an entity; joined entities keep theirs and share what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EntityIdx(pub usize);

/// What is known of an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Entity {
    /// Index into the actors.
    pub actor: Option<usize>,
    pub class: Option<Class>,
    pub gender: Option<Gender>,
    pub number: Option<Number>,
}

/// Entities as disjoint sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entities {
    entities: Vec<Entity>,
    /// The entity that each was joined to; itself when to none.
    joined: Vec<usize>,
    actors: Vec<ActorId>,
    by_actor: BTreeMap<ActorId, EntityIdx>,
}

impl Entities {
    pub fn add(&mut self, entity: Entity) -> EntityIdx {
        self.entities.push(entity);
        self.joined.push(self.joined.len());
        EntityIdx(self.joined.len() - 1)
    }

    /// Returns the entity of an actor, made with `class` when it is new.
    pub fn of_actor(&mut self, actor: &ActorId, class: Option<Class>) -> EntityIdx {
        if let Some(&known) = self.by_actor.get(actor) {
            return self.find(known);
        }
        self.actors.push(actor.clone());
        let number = (class == Some(Class::Person)).then_some(Number::Singular);
        let index = self.add(Entity { actor: Some(self.actors.len() - 1), class, gender: None, number });
        self.by_actor.insert(actor.clone(), index);
        index
    }

    /// Returns the entity that stands for all it was joined with.
    pub fn find(&self, entity: EntityIdx) -> EntityIdx {
        let mut index = entity.0;
        // every step leads to a smaller index, so this ends
        while let Some(&next) = self.joined.get(index).filter(|&&next| next < index) {
            index = next;
        }
        EntityIdx(index)
    }

    pub fn get(&self, entity: EntityIdx) -> Entity {
        self.entities.get(self.find(entity).0).copied().unwrap_or_default()
    }

    pub fn actor(&self, entity: EntityIdx) -> Option<&ActorId> {
        self.actors.get(self.get(entity).actor?)
    }

    /// Notes a gender, when none was known.
    pub fn tell_gender(&mut self, entity: EntityIdx, gender: Option<Gender>) {
        let root = self.find(entity);
        if let Some(entity) = self.entities.get_mut(root.0) {
            entity.gender = entity.gender.or(gender);
        }
    }

    /// Makes two entities one, unless they are two actors, or of two genders or classes. Tells whether they are one
    /// now.
    pub fn join(&mut self, one: EntityIdx, other: EntityIdx) -> bool {
        let (one, other) = (self.find(one), self.find(other));
        if one == other {
            return true;
        }
        let (a, b) = (self.get(one), self.get(other));
        if !is_like(a.actor, b.actor) || !is_like(a.gender, b.gender) || !is_like(a.class, b.class) {
            return false;
        }
        let (kept, gone) = if one < other { (one, other) } else { (other, one) };
        if let (Some(entity), Some(joined)) = (self.entities.get_mut(kept.0), self.joined.get_mut(gone.0)) {
            *joined = kept.0;
            *entity = Entity {
                actor: a.actor.or(b.actor),
                class: a.class.or(b.class),
                gender: a.gender.or(b.gender),
                number: if a.actor.is_some() {
                    a.number
                } else if b.actor.is_some() {
                    b.number
                } else {
                    a.number.or(b.number)
                },
            };
        }
        true
    }
}

/// Tells whether two values that may be unknown can be the same.
pub(super) fn is_like<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_entities_share_what_is_known_and_two_actors_are_never_joined() {
        let mut entities = Entities::default();
        let jansen = entities.of_actor(&ActorId("jansen".to_owned()), Some(Class::Person));
        let smit = entities.of_actor(&ActorId("smit".to_owned()), Some(Class::Person));
        let minister = entities.add(Entity { gender: Some(Gender::Feminine), ..Entity::default() });
        assert!(entities.join(minister, smit));
        assert!(!entities.join(minister, jansen) && !entities.join(jansen, smit));
        assert_eq!(entities.actor(minister), Some(&ActorId("smit".to_owned())));
        assert_eq!(entities.get(smit).gender, Some(Gender::Feminine));
        assert_eq!(entities.of_actor(&ActorId("smit".to_owned()), None), entities.find(minister));
    }
}
