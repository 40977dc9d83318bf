//! `het land`: the only country named shortly before.

use super::super::find::Found;
use super::{Description, Introduced, Named};
use crate::{ActorId, Name};

/// How many sentences back.
const MEMORY: usize = 2;

impl Introduced {
    /// Returns the mention of the only country named in the same sentence or the two before it.
    pub fn country(&self, found: &Found, description: &Description<'_>) -> Option<(usize, &'static str)> {
        self.only_near(found, description.mention.sentence).map(|named| (named.mention, "coref.country"))
    }

    /// Returns the only country named in a sentence, up to the place reached, or the two before it.
    pub fn only_country(&self, names: &[Name], found: &Found, sentence: usize) -> Option<ActorId> {
        let named = self.only_near(found, sentence)?;
        names.get(found.note(named.mention)?.name?)?.actor.clone()
    }

    fn only_near(&self, found: &Found, sentence: usize) -> Option<&Named> {
        let mut near = self.countries.iter().rev().take_while(|named| named.sentence + MEMORY >= sentence);
        let first = near.next()?;
        let of = |named: &Named| found.mentions.entities.find(named.entity);
        near.all(|other| of(other) == of(first)).then_some(first)
    }
}
