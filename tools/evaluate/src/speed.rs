//! How fast `wederhoor build` is, beside `ucto` that only tokenises.
//!
//! Both read the same files in the same run, since machines are noisy: compare ratios, not seconds.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};

use crate::perturb;

/// Measures building a dossier of `n` changed copies of the articles in `examples`.
pub fn run(examples: &Path, n: usize, wederhoor: &Path) -> anyhow::Result<()> {
    let dir = std::env::temp_dir().join(format!("wederhoor-speed-{}", std::process::id()));
    let pile = dir.join("pile");
    let bytes = perturb::write(examples, n, &pile)?;
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let megabytes = bytes as f64 / 1e6;
    println!("{n} articles, {megabytes:.2} MB of text");
    for jobs in ["1", "2"] {
        let mut command = Command::new(wederhoor);
        command.arg("build").arg(&pile).arg("--out").arg(dir.join("out")).args(["--jobs", jobs]);
        report(&format!("wederhoor build, {jobs} thread(s)"), n, megabytes, best_of_three(&mut command)?);
    }
    for (language, code) in [("nl", "nld"), ("en", "eng")] {
        let files = texts(&pile, language)?;
        let joined = dir.join(format!("{language}.txt"));
        let mut all = String::new();
        for file in &files {
            all.push_str(&fs::read_to_string(file)?);
            all.push_str("\n\n");
        }
        fs::write(&joined, &all)?;
        #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
        let megabytes = all.len() as f64 / 1e6;
        let mut command = Command::new("ucto");
        command.args(["-L", code]).arg(&joined).arg(dir.join("tokens"));
        match best_of_three(&mut command) {
            Ok(time) => report(&format!("ucto -L {code}, tokens only, 1 file"), files.len(), megabytes, time),
            Err(error) => println!("ucto -L {code}: not measured ({error:#}); it is Debian's package `ucto`"),
        }
    }
    fs::remove_dir_all(&dir).with_context(|| format!("could not remove `{}`", dir.display()))
}

fn report(what: &str, articles: usize, megabytes: f64, time: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "thousands of articles")]
    let articles = articles as f64;
    let seconds = time.as_secs_f64();
    println!("{what:36} {seconds:7.3} s  {:8.0} articles/s  {:7.2} MB/s", articles / seconds, megabytes / seconds);
}

fn best_of_three(command: &mut Command) -> anyhow::Result<Duration> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let start = Instant::now();
        let status = command.status().with_context(|| format!("could not start {:?}", command.get_program()))?;
        best = best.min(start.elapsed());
        ensure!(status.success(), "{:?} failed with {status}", command.get_program());
    }
    Ok(best)
}

/// The files of one language: copies carry it in their name.
fn texts(pile: &Path, language: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(pile)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(&format!(".{language}.txt")));
    files.sort();
    Ok(files)
}
