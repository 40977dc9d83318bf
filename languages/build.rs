//! Embeds every pack folder into the library, so that the program needs no data files beside it.

use std::{env, fs, io, path::Path};

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
    let body: String = entries
        .iter()
        .map(|(pack, file, path)| format!("    ({pack:?}, {file:?}, include_str!({path:?})),\n"))
        .collect();
    let out = Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("files.rs");
    fs::write(out, format!("static FILES: &[(&str, &str, &str)] = &[\n{body}];\n"))
}

/// Adds (pack, file within it, absolute path) for every text file under `dir`.
fn collect(pack: &Path, dir: &Path, entries: &mut Vec<(String, String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
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
