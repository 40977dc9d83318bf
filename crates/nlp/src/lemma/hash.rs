//! Hashes that are the same on every machine: the model file holds them instead of the texts they stand for.

/// A hash that grows text by text and ends as a 32-bit [`id`](Key::id).
#[derive(Clone, Copy, Debug)]
pub struct Key(u64);

const PRIME: u64 = 0x0000_0100_0000_01b3;
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Key {
    /// Starts a key; keys of different kinds do not meet.
    #[must_use]
    pub fn new(kind: u8) -> Self {
        Self(0xcbf2_9ce4_8422_2325).byte(kind)
    }

    /// Adds one byte.
    #[must_use]
    pub fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(PRIME))
    }

    /// Adds a text and its end.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte).byte(0xff)
    }

    /// Adds a character.
    #[must_use]
    pub fn char(self, c: char) -> Self {
        self.number(u32::from(c))
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, number: u32) -> Self {
        Self((self.0 ^ u64::from(number)).wrapping_mul(SPREAD).rotate_left(23))
    }

    /// Returns the hash, never 0.
    #[must_use]
    pub fn id(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(SPREAD);
        let mixed = mixed ^ (mixed >> 29);
        ((mixed.wrapping_mul(PRIME) >> 32) as u32).max(1)
    }
}

/// Returns the checksum of a file's body (FNV-1a, 64 bits).
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_borders_tell_keys_apart() {
        let id = |kind, a, b| Key::new(kind).text(a).text(b).id();
        assert_ne!(id(1, "ab", "c"), id(1, "a", "bc"));
        assert_ne!(id(1, "ab", "c"), id(2, "ab", "c"));
        assert_eq!(id(1, "ab", "c"), id(1, "ab", "c"));
    }
}
