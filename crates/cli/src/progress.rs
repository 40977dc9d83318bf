//! A progress bar on a terminal, and nothing anywhere else.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far reading has come, on standard error.
pub struct Progress(ProgressBar);

impl Progress {
    /// Returns a bar that shows only when standard error is a terminal.
    pub fn new() -> Self {
        let bar = ProgressBar::new(0);
        bar.set_draw_target(if std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        });
        if let Ok(style) = ProgressStyle::with_template("reading {bar:30} {pos}/{len} files, {eta} left") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Tells how many files there are.
    pub fn start(&self, files: usize) {
        self.0.set_length(files as u64);
    }

    /// Tells that one more file has been read.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
