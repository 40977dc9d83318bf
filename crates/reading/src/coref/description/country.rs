//! `het land`: the only country named shortly before.

use super::super::find::Found;
use super::{Description, Introduced, Named};

/// How many sentences back.
const MEMORY: usize = 2;

impl Introduced {
    /// Returns the mention of the only country named in the same sentence or the two before it.
    pub fn country(&self, found: &Found, description: &Description<'_>) -> Option<(usize, &'static str)> {
        let near = |named: &&Named| named.sentence + MEMORY >= description.mention.sentence;
        let mut near = self.countries.iter().rev().take_while(near);
        let first = near.next()?;
        let of = |named: &Named| found.mentions.entities.find(named.entity);
        near.all(|other| of(other) == of(first)).then_some((first.mention, "coref.country"))
    }
}
