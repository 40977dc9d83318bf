//! Tab-separated tables.

use crate::PackError;

/// A tab-separated table: the first line names the columns, `#` starts a comment line, blank lines are skipped, cells
/// are trimmed, cells left out at the end of a row are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pack: String,
    file: String,
    rows: Vec<Row>,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line in the file, counted from 1.
    pub line: usize,
    /// The line itself: large tables are loaded at every start, and cells are looked at once.
    text: Box<str>,
}

impl Row {
    /// Returns the cell of that column, counted from 0; empty when it was left out.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.text.split('\t').nth(column).unwrap_or_default().trim()
    }

    /// Returns the parts of a cell that lists several, separated by `|`, without empty ones.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &str> {
        self.cell(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }
}

impl Table {
    pub(crate) fn parse(pack: &str, file: &str, text: &str, columns: &[&str]) -> Result<Self, PackError> {
        let mut table = Self { pack: pack.to_owned(), file: file.to_owned(), rows: Vec::new() };
        let mut lines = text.lines().enumerate();
        let header: Vec<&str> = lines.next().map_or("", |(_, line)| line).split('\t').map(str::trim).collect();
        if header != columns {
            return Err(
                table.error_at(1, format!("columns are `{}`, expected `{}`", header.join(" "), columns.join(" ")))
            );
        }
        for (index, line) in lines {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let n_cells = line.split('\t').count();
            if n_cells > columns.len() {
                return Err(table.error_at(index + 1, format!("{n_cells} cells for {} columns", columns.len())));
            }
            table.rows.push(Row { line: index + 1, text: line.into() });
        }
        Ok(table)
    }

    /// Returns the rows in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns an error that points at a row.
    #[must_use]
    pub fn error(&self, row: &Row, message: impl Into<String>) -> PackError {
        self.error_at(row.line, message.into())
    }

    fn error_at(&self, line: usize, message: String) -> PackError {
        PackError::Invalid { pack: self.pack.clone(), file: self.file.clone(), line, message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_missing_cells_are_allowed() {
        let table = Table::parse("nl", "a.tsv", "form\tvalue\n# source: none\n\nabc\t1|2\nd\n", &["form", "value"])
            .expect("a table");
        let rows = table.rows();
        assert_eq!((rows.len(), rows[0].line, rows[1].cell(1)), (2, 4, ""));
        assert_eq!(rows[0].list(1).collect::<Vec<_>>(), ["1", "2"]);
    }

    #[test]
    fn errors_name_file_and_line() {
        let error = Table::parse("nl", "a.tsv", "form\na\tb\n", &["form"]).expect_err("too many cells");
        assert_eq!(error.to_string(), "pack `nl`, a.tsv:2: 2 cells for 1 columns");
        let error = Table::parse("nl", "a.tsv", "word\n", &["form"]).expect_err("another column");
        assert_eq!(error.to_string(), "pack `nl`, a.tsv:1: columns are `word`, expected `form`");
    }
}
