//! Whether a particle joins the lemma of its verb.

use std::collections::BTreeMap;

use nlp::lemma::{particle_keys, table::Table};

use crate::treebank::Particle;

/// Returns the answers by key: those that a more general key gives alike are left out.
pub fn table(particles: &[Particle]) -> Table<u8> {
    let mut votes = [const { BTreeMap::<u32, [u32; 2]>::new() }; 4];
    for particle in particles {
        let keys = particle_keys(&particle.verb, &particle.form, &particle.xpos);
        for (votes, key) in votes.iter_mut().zip(keys) {
            votes.entry(key).or_default()[usize::from(particle.joins)] += 1;
        }
    }
    let answer = |votes: &[u32; 2]| u8::from(votes[1] >= votes[0]);
    let mut entries = BTreeMap::new();
    for particle in particles {
        let keys = particle_keys(&particle.verb, &particle.form, &particle.xpos);
        let mut general = 2;
        for (votes, key) in votes.iter().zip(keys).rev() {
            let Some(votes) = votes.get(&key) else { continue };
            if answer(votes) != general {
                general = answer(votes);
                entries.insert(key, general);
            }
        }
    }
    Table::new(&entries.into_iter().collect::<Vec<_>>())
}
