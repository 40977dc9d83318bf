//! Which row of a table belongs to a form.

use super::file::{Bytes, ModelError, ModelFile};
use std::ops::Range;

/// The forms a model knows, found by hashing; the text itself stays in the model file.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    bytes: Bytes,
    place: Range<usize>,
    /// Where each form begins, and where the last one ends, with the line feed after it.
    starts: Vec<u32>,
    /// Rows by hash, 0 where there is none; a power of two, at least twice as many as forms.
    slots: Vec<u32>,
}

impl Vocabulary {
    /// Returns the forms in the text table of that name, each of which is ended by a line feed; the first is row 1.
    ///
    /// # Errors
    /// When the table is not there, or no such text.
    pub fn read(file: &ModelFile, name: &str) -> Result<Self, ModelError> {
        let (text, place) = file.text(name)?;
        let problem = |problem: &str| ModelError::Table { name: name.into(), problem: problem.into() };
        if !text.is_empty() && !text.ends_with('\n') {
            return Err(problem("does not end with a line feed"));
        }
        if u32::try_from(text.len()).is_err() {
            return Err(problem("has more than 4 GiB"));
        }
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let starts: Vec<u32> = std::iter::once(0).chain(ends).collect();
        let mut slots = vec![0; (starts.len() * 2).next_power_of_two()];
        for (row, form) in text.split_terminator('\n').enumerate() {
            let mut at = first_slot(form, slots.len());
            while slots.get(at).is_some_and(|row| *row != 0) {
                at = (at + 1) & (slots.len() - 1);
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = row as u32 + 1;
            }
        }
        Ok(Self { bytes: file.bytes().clone(), place, starts, slots })
    }

    /// Returns the number of forms.
    #[must_use]
    pub fn n_forms(&self) -> usize {
        self.starts.len() - 1
    }

    /// Returns the row of the form, 1 for the first.
    #[must_use]
    pub fn row(&self, form: &str) -> Option<usize> {
        let text = self.bytes.get(self.place.clone())?;
        let mut at = first_slot(form, self.slots.len());
        loop {
            let row = *self.slots.get(at)? as usize;
            let [from, to] = *self.starts.get(row.checked_sub(1)?..=row)? else { return None };
            if text.get(from as usize..to as usize - 1)? == form.as_bytes() {
                return Some(row);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

fn first_slot(form: &str, slots: usize) -> usize {
    hash::mix(hash::fnv1a(form.as_bytes(), hash::START)) as usize & (slots - 1)
}

/// Hashes that the models were trained with.
pub(super) mod hash {
    /// Where [`fnv1a`] begins.
    pub const START: u32 = 0x811C_9DC5;

    /// Returns the 32-bit FNV-1a hash of `bytes`, going on from `value`.
    #[inline(always)]
    #[must_use]
    pub fn fnv1a(bytes: &[u8], value: u32) -> u32 {
        bytes.iter().fold(value, |value, byte| (value ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
    }

    /// Returns a hash whose low bits are as good as its high ones: the finaliser of MurmurHash3.
    #[inline(always)]
    #[must_use]
    pub fn mix(mut value: u32) -> u32 {
        value = (value ^ (value >> 16)).wrapping_mul(0x85EB_CA6B);
        value = (value ^ (value >> 13)).wrapping_mul(0xC2B2_AE35);
        value ^ (value >> 16)
    }
}
