//! Language codes.

use std::fmt;

/// An ISO 639 language code of two or three lower-case letters, such as `nl`; `und` is a text whose language is not
/// known, and the pack of that name holds what all languages share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 3]);

impl Lang {
    /// The language is not known (ISO 639-2 `und`).
    pub const UNDETERMINED: Lang = Lang(*b"und");

    /// Returns the code in `s`, or `None` when it is not two or three ASCII letters. Case and a region (`nl-BE`,
    /// `en_GB`) are dropped.
    #[must_use]
    pub fn new(s: &str) -> Option<Self> {
        let primary = s.split(['-', '_']).next()?;
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut code = [0; 3];
        for (to, from) in code.iter_mut().zip(primary.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Some(Self(code))
    }

    /// Returns the code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).expect("a code is made of ASCII letters")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lang({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_and_case_are_dropped() {
        assert_eq!(Lang::new("nl-BE").expect("a code").as_str(), "nl");
        assert_eq!(Lang::new("EN_gb").expect("a code").as_str(), "en");
        assert_eq!(Lang::new("und"), Some(Lang::UNDETERMINED));
        for bad in ["", "n", "dutch", "n1", "né"] {
            assert_eq!(Lang::new(bad), None, "{bad}");
        }
    }
}
