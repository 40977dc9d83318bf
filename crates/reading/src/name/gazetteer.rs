//! Long lists of forms, searched where they lie.

use std::cmp::Ordering;

/// A table of two columns whose lines are sorted by bytes, kept as one text: nothing is built at the start, and a
/// look-up is a binary search over the text.
#[derive(Clone, Debug, Default)]
pub(super) struct SortedList {
    text: String,
}

impl SortedList {
    /// Takes the rows of a table: its header and the comments at its start are dropped.
    pub(super) fn new(table: &str) -> Self {
        let mut body = table.split_once('\n').map_or("", |(_, body)| body);
        while body.starts_with('#') {
            body = body.split_once('\n').map_or("", |(_, rest)| rest);
        }
        Self { text: body.to_owned() }
    }

    /// Returns the first line, counted in the body, that is not sorted behind the one before it.
    #[cfg(test)]
    pub(super) fn first_unsorted(&self) -> Option<&str> {
        let key = |line: &'_ str| line.split('\t').next().unwrap_or_default().to_owned();
        let mut before = String::new();
        for line in self.text.lines() {
            if key(line) <= before {
                return Some(line);
            }
            before = key(line);
        }
        None
    }

    /// Returns the second cell of the row whose first is `form`.
    pub(super) fn get(&self, form: &str) -> Option<&str> {
        let bytes = self.text.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
            let end = bytes[middle..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| middle + at);
            let line = self.text.get(start..end)?;
            let (key, value) = line.split_once('\t').unwrap_or((line, ""));
            match key.as_bytes().cmp(form.as_bytes()) {
                Ordering::Equal => return Some(value),
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let list = SortedList::new("form\tkinds\n# comment\nAa\tL\nBrug\tO\nDorpel\tLS\nÉén\tF\n");
        assert_eq!(list.first_unsorted(), None);
        for (form, kinds) in [("Aa", "L"), ("Brug", "O"), ("Dorpel", "LS"), ("Één", "F")] {
            assert_eq!(list.get(form), Some(kinds));
        }
        for form in ["", "A", "Aaa", "Dorp", "Z", "Ö"] {
            assert_eq!(list.get(form), None, "{form}");
        }
        assert_eq!(SortedList::default().get("Aa"), None);
    }
}
