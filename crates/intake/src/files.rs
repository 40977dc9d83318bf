//! Which files to read.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{Error, read::Format};

/// Folders deeper than this are not entered; a path that deep is a mistake or an attack.
const MAX_DEPTH: usize = 64;

/// Returns every readable file at or under `paths`, sorted, each once; hidden files are left out, and links to folders
/// are not followed. A path that does not exist is an error among the results, and so is each file in a folder that
/// is not of a kind that can be read.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk(path, &mut found, &mut errors),
            Ok(meta) if meta.is_file() => found.push(path.clone()),
            Ok(_) => errors.push(Error::new(shown(path), NOT_A_FILE)),
            Err(error) => errors.push(Error::new(shown(path), reason(&error))),
        }
    }
    found.sort();
    found.dedup();
    errors.sort_by(|a, b| (&a.path, &a.reason).cmp(&(&b.path, &b.reason)));
    errors.dedup();
    (found, errors)
}

const NOT_A_FILE: &str = "neither a file nor a folder";

/// Adds the files under a folder; a list of folders still to visit stands in for recursion.
fn walk(root: &Path, found: &mut Vec<PathBuf>, errors: &mut Vec<Error>) {
    let mut folders = vec![(root.to_path_buf(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                errors.push(Error::new(shown(&folder), reason(&error)));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    errors.push(Error::new(shown(&folder), reason(&error)));
                    continue;
                }
            };
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth >= MAX_DEPTH => {
                    errors.push(Error::new(shown(&path), format!("more than {MAX_DEPTH} folders deep")));
                }
                Ok(kind) if kind.is_dir() => folders.push((path, depth + 1)),
                Ok(kind) if kind.is_symlink() && fs::metadata(&path).is_ok_and(|meta| meta.is_dir()) => {}
                Ok(_) => add_file(path, found, errors),
                Err(error) => errors.push(Error::new(shown(&path), reason(&error))),
            }
        }
    }
}

fn add_file(path: PathBuf, found: &mut Vec<PathBuf>, errors: &mut Vec<Error>) {
    match fs::metadata(&path) {
        Ok(meta) if !meta.is_file() => errors.push(Error::new(shown(&path), NOT_A_FILE)),
        Ok(_) if Format::of(&extension(&path)).is_none() => {
            errors.push(Error::new(shown(&path), "not a kind of file that wederhoor reads"));
        }
        Ok(_) => found.push(path),
        Err(error) => errors.push(Error::new(shown(&path), reason(&error))),
    }
}

/// The path as it is printed: `/`-separated on every system.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text }
}

/// The extension in lower case, without the dot; empty when there is none.
pub(crate) fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// What went wrong, without the operating system's number.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => format!("could not be read: {}", error.kind()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path, found: &[PathBuf]) -> Vec<String> {
        found.iter().map(|path| shown(path.strip_prefix(folder).expect("under the folder"))).collect()
    }

    #[test]
    fn folders_are_walked_sorted_and_each_file_comes_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("b/c")).unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        for file in ["b/c/two.txt", "a.md", "b/one.json", ".hidden.txt", ".git/x.txt", "b/photo.jpg"] {
            fs::write(root.join(file), "x").unwrap();
        }
        let (found, errors) = files(&[root.join("b"), root.to_path_buf(), root.join("a.md")]);
        assert_eq!(names(root, &found), ["a.md", "b/c/two.txt", "b/one.json"]);
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].to_string().ends_with("b/photo.jpg: not a kind of file that wederhoor reads"));
    }

    #[test]
    fn a_path_that_does_not_exist_is_an_error() {
        let (found, errors) = files(&[PathBuf::from("/no/such/thing.txt")]);
        assert!(found.is_empty());
        assert_eq!(errors[0].to_string(), "/no/such/thing.txt: no such file or folder");
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/one.txt"), "x").unwrap();
        std::os::unix::fs::symlink(root, root.join("a/loop")).unwrap();
        std::os::unix::fs::symlink("nowhere.txt", root.join("dangling.txt")).unwrap();
        let (found, errors) = files(&[root.to_path_buf()]);
        assert_eq!(names(root, &found), ["a/one.txt"]);
        assert!(errors[0].to_string().ends_with("dangling.txt: no such file or folder"), "{errors:?}");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_devices_are_not_opened() {
        let (found, errors) = files(&[PathBuf::from("/dev/null")]);
        assert!(found.is_empty());
        assert_eq!(errors[0].to_string(), "/dev/null: neither a file nor a folder");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_may_not_be_read_does_not_stop_the_rest() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir(root.join("shut")).unwrap();
        fs::write(root.join("one.txt"), "x").unwrap();
        fs::set_permissions(root.join("shut"), fs::Permissions::from_mode(0o000)).unwrap();
        let (found, errors) = files(&[root.to_path_buf()]);
        assert_eq!(names(root, &found), ["one.txt"]);
        // The superuser reads it all the same.
        if fs::read_dir(root.join("shut")).is_err() {
            assert!(errors[0].to_string().ends_with("shut: no permission to read it"), "{errors:?}");
        }
        fs::set_permissions(root.join("shut"), fs::Permissions::from_mode(0o700)).unwrap();
    }
}
