//! A table from 32-bit hashes to small values, built once and read often.

/// Open addressing over a power of two; key 0 marks an empty slot.
///
/// Keys and values lie apart: to find that a key is not there, which is what most questions find, reads keys alone.
#[derive(Clone, Debug)]
pub struct Table<V> {
    keys: Vec<u32>,
    values: Vec<V>,
    mask: usize,
}

impl<V: Copy + Default> Default for Table<V> {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl<V: Copy + Default> Table<V> {
    /// Builds it; of entries with one key the first holds, those with key 0 are left out.
    #[must_use]
    pub fn new(entries: &[(u32, V)]) -> Self {
        let capacity = (entries.len() * 2).next_power_of_two().max(2);
        let (keys, values) = (vec![0; capacity], vec![V::default(); capacity]);
        let mut table = Self { keys, values, mask: capacity - 1 };
        for &(key, value) in entries.iter().filter(|entry| entry.0 != 0) {
            let at = table.slot(key);
            if table.keys[at] == 0 {
                table.keys[at] = key;
                table.values[at] = value;
            }
        }
        table
    }

    /// Returns the value of the key.
    #[must_use]
    pub fn get(&self, key: u32) -> Option<V> {
        let at = self.slot(key);
        (key != 0 && self.keys[at] == key).then(|| self.values[at])
    }

    /// Returns the entries, by key.
    #[must_use]
    pub fn entries(&self) -> Vec<(u32, V)> {
        let slots = self.keys.iter().copied().zip(self.values.iter().copied());
        let mut entries: Vec<(u32, V)> = slots.filter(|slot| slot.0 != 0).collect();
        entries.sort_unstable_by_key(|entry| entry.0);
        entries
    }

    /// Returns where the key is, or the empty slot where it would be; half of the slots at least are empty.
    fn slot(&self, key: u32) -> usize {
        let mut at = key as usize & self.mask;
        while self.keys[at] != key && self.keys[at] != 0 {
            at = (at + 1) & self.mask;
        }
        at
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
            prop_assert_eq!(table.get(other).is_some(), known);
            prop_assert_eq!(table.entries(), entries);
        }
    }
}
