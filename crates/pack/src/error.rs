//! What can be wrong with a pack.

/// A pack that cannot be used, with the file and line to look at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// A file that the pack must have is not there.
    #[error("pack `{pack}` has no file `{file}`")]
    Missing {
        /// The pack.
        pack: String,
        /// The file, relative to the pack.
        file: String,
    },
    /// A file is text where a binary one is wanted, or the other way round.
    #[error("pack `{pack}`, file `{file}` is not {expected}")]
    Kind {
        /// The pack.
        pack: String,
        /// The file, relative to the pack.
        file: String,
        /// What it should be: `text` or `binary`.
        expected: &'static str,
    },
    /// A binary file is damaged, or not what its name says.
    #[error("pack `{pack}`, file `{file}`: {reason}")]
    Unreadable {
        /// The pack.
        pack: String,
        /// The file, relative to the pack.
        file: String,
        /// What whoever reads it says.
        reason: String,
    },
    /// A file could not be understood.
    #[error("pack `{pack}`, {file}:{line}: {message}")]
    Invalid {
        /// The pack.
        pack: String,
        /// The file, relative to the pack.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
}
