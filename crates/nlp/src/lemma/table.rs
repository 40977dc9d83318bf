//! A table from 32-bit hashes to small numbers, built once and read often.

/// Open addressing over a power of two; key 0 marks an empty slot.
#[derive(Clone, Debug)]
pub struct Table {
    slots: Vec<(u32, u32)>,
    mask: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Table {
    /// Builds it; of entries with one key the first holds, those with key 0 are left out.
    #[must_use]
    pub fn new(entries: &[(u32, u32)]) -> Self {
        let capacity = (entries.len() * 2).next_power_of_two().max(2);
        let mut table = Self { slots: vec![(0, 0); capacity], mask: capacity - 1 };
        for &(key, value) in entries.iter().filter(|entry| entry.0 != 0) {
            let mut at = key as usize & table.mask;
            while table.slots[at].0 != 0 && table.slots[at].0 != key {
                at = (at + 1) & table.mask;
            }
            if table.slots[at].0 == 0 {
                table.slots[at] = (key, value);
            }
        }
        table
    }

    /// Returns the value of the key.
    #[must_use]
    pub fn get(&self, key: u32) -> Option<u32> {
        let mut at = key as usize & self.mask;
        loop {
            let (found, value) = self.slots[at];
            if found == key {
                return Some(value);
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// Returns the entries, by key.
    #[must_use]
    pub fn entries(&self) -> Vec<(u32, u32)> {
        let mut entries: Vec<(u32, u32)> = self.slots.iter().copied().filter(|slot| slot.0 != 0).collect();
        entries.sort_unstable();
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn holds_what_was_put_in(map: std::collections::BTreeMap<u32, u32>, other: u32) {
            let entries: Vec<(u32, u32)> = map.into_iter().filter(|entry| entry.0 != 0).collect();
            let table = Table::new(&entries);
            for &(key, value) in &entries {
                prop_assert_eq!(table.get(key), Some(value));
            }
            let known = entries.iter().any(|entry| entry.0 == other);
            prop_assert_eq!(other != 0 && table.get(other).is_some(), known);
            prop_assert_eq!(table.entries(), entries);
        }
    }
}
