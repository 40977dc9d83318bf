//! Embeds every pack folder into the library, so that the program needs no data files beside it.
//!
//! Files that end in `.bin` are embedded as bytes. All others are text, and one that is not UTF-8 stops the build.
//! The annotated cases that only the scorer reads stay outside.

use std::{env, fs, io, path::Path};

/// The folder of a pack that `tools/evaluate` reads from where it lies.
const NOT_SHIPPED: &str = "cases";

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    println!("cargo::rerun-if-changed={root}");
    let mut entries = Vec::new();
    for pack in fs::read_dir(&root)? {
        let pack = pack?.path();
        if pack.join("PACK.toml").is_file() {
            collect(&pack, &pack, &mut entries)?;
        }
    }
    entries.sort();
    let (binary, text): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(_, file, _)| file.ends_with(".bin"));
    let list = |macro_name: &str, entries: Vec<(String, String, String)>| -> String {
        entries
            .iter()
            .map(|(pack, file, path)| format!("    ({pack:?}, {file:?}, {macro_name}!({path:?})),\n"))
            .collect()
    };
    let (text, binary) = (list("include_str", text), list("include_bytes", binary));
    let out = Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("files.rs");
    fs::write(
        out,
        format!(
            "static TEXT: &[(&str, &str, &str)] = &[\n{text}];\n\
             static BINARY: &[(&str, &str, &[u8])] = &[\n{binary}];\n"
        ),
    )
}

/// Adds (pack, file within it, absolute path) for every file under `dir`.
fn collect(pack: &Path, dir: &Path, entries: &mut Vec<(String, String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name == NOT_SHIPPED) {
                continue;
            }
            collect(pack, &path, entries)?;
        } else {
            let file = path.strip_prefix(pack).map_err(io::Error::other)?;
            let id = pack.file_name().unwrap_or_default();
            let file = file.to_string_lossy().replace('\\', "/");
            entries.push((id.to_string_lossy().into_owned(), file, path.to_string_lossy().into_owned()));
        }
    }
    Ok(())
}
