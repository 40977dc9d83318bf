//! Weights of features that share slots by hash: no keys to compare, and a table that stays in the cache.
//!
//! Weinberger et al. 2009, *Feature hashing for large scale multitask learning*; what collides was trained so.

/// One weight for each slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    slots: Vec<i16>,
    shift: u32,
}

/// Most slots there can be, as a power of two.
pub const MOST_BITS: u32 = 20;

impl Weights {
    /// Returns weights of 0 in `1 << bits` slots; `bits` is taken to be 1 to [`MOST_BITS`].
    #[must_use]
    pub fn new(bits: u32) -> Self {
        let bits = bits.clamp(1, MOST_BITS);
        Self { slots: vec![0; 1 << bits], shift: u32::BITS - bits }
    }

    /// Returns the slot of a feature.
    #[must_use]
    pub fn slot(&self, feature: u32) -> usize {
        (feature >> self.shift) as usize
    }

    /// Returns the power of two that the slots are.
    #[must_use]
    pub fn bits(&self) -> u32 {
        u32::BITS - self.shift
    }

    /// Returns the sum of the weights of the features.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> i32 {
        features.iter().map(|&feature| i32::from(self.slots[self.slot(feature)])).sum()
    }

    /// Sets the weight of a slot; one that is not there stays unset.
    pub fn set(&mut self, slot: usize, weight: i16) {
        if let Some(place) = self.slots.get_mut(slot) {
            *place = weight;
        }
    }

    /// Returns the weights that are not 0, with their slots.
    pub fn entries(&self) -> impl Iterator<Item = (usize, i16)> {
        self.slots.iter().copied().enumerate().filter(|entry| entry.1 != 0)
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self::new(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_feature_has_a_slot(feature: u32, bits in 0..12_u32) {
            let mut weights = Weights::new(bits);
            weights.set(weights.slot(feature), 3);
            prop_assert_eq!(weights.score(&[feature, feature]), 6);
            prop_assert_eq!(weights.entries().count(), 1);
        }
    }
}
