//! Files that are not there yet.

use std::{
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use prolifi_core::contract::document::Json;

use crate::{Done, print::File};

/// The name of the root file, without `.rs`: in `src` it is the root of the crate.
pub(crate) fn root(folder: Option<&Path>) -> &'static str {
    if folder.is_some_and(|folder| folder.file_name().is_some_and(|name| name == "src")) {
        "lib"
    } else {
        "mod"
    }
}

/// The name of the module that a folder is.
pub(crate) fn module(folder: Option<&Path>) -> String {
    let name = folder.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_default()
}

/// Prints the files, one after the other.
pub(crate) fn printed(files: &[File]) -> Result<Done, String> {
    let mut out = std::io::stdout().lock();
    let mut print = || files.iter().try_for_each(|file| write!(out, "// {}\n\n{}\n", file.name, file.text));
    match print() {
        // Whoever reads has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Done::Whole),
        Err(error) => Err(format!("it cannot be printed: {error}")),
        Ok(()) => Ok(Done::Whole),
    }
}

/// Writes the files that are not there. Those that are stay as they are, and are named.
pub(crate) fn files(folder: &Path, files: &[File]) -> Result<Done, String> {
    make(folder)?;
    let mut done = Done::Whole;
    for file in files {
        let path = folder.join(&file.name);
        let created = fs::OpenOptions::new().write(true).create_new(true).open(&path);
        match created.and_then(|mut new| new.write_all(file.text.as_bytes())) {
            Ok(()) => eprintln!("wrote `{}`", path.display()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                done = Done::Partly;
                eprintln!("`{}` is there already, and is left as it is", path.display());
                let here = fs::read_to_string(&path).unwrap_or_default();
                let modules =
                    file.text.lines().filter(|line| line.starts_with("pub mod ") && !here.contains(line));
                modules.for_each(|line| eprintln!("  it lacks `{line}`"));
            }
            Err(error) => return Err(format!("`{}` cannot be written: {error}", path.display())),
        }
    }
    Ok(done)
}

/// Writes a document.
pub(crate) fn json(path: &Path, document: &Json) -> Result<(), String> {
    let text = serde_json::to_string_pretty(document).map_err(|error| error.to_string())?;
    if let Some(folder) = path.parent() {
        make(folder)?;
    }
    fs::write(path, text + "\n").map_err(|error| format!("`{}` cannot be written: {error}", path.display()))
}

fn make(folder: &Path) -> Result<(), String> {
    if folder.is_file() {
        return Err(format!("`{}` is a file, where a folder is to be", folder.display()));
    }
    fs::create_dir_all(folder).map_err(|error| format!("`{}` cannot be made: {error}", folder.display()))
}

/// Whether a path can be relative to the manifest of a crate.
pub(crate) fn is_in_a_crate(folder: &Path) -> bool {
    std::path::absolute(folder).is_ok_and(|folder| manifest(&folder).is_some())
}

fn manifest(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join("Cargo.toml").is_file())
}

/// What `openapi = ".."` says: the path of the document from the manifest of the crate that the folder lies in.
pub(crate) fn document_of(document: &Path, folder: Option<&Path>) -> String {
    let json = document.with_extension("json");
    let absolute = |path: &Path| std::path::absolute(path).ok().map(|path| plain(&path));
    let here = folder.unwrap_or_else(|| Path::new("."));
    let paths = absolute(&json).zip(absolute(here));
    let relative = paths.and_then(|(document, folder)| Some(from(manifest(&folder)?, &document)));
    // Without a crate around the folder there is nothing that the path could begin at.
    let name = || json.file_name().map(PathBuf::from).unwrap_or_default();
    relative.unwrap_or_else(name).to_string_lossy().replace('\\', "/")
}

/// The way from a folder to a file.
fn from(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Path::new(".."));
    up.map(Path::to_path_buf)
        .chain(file.components().skip(shared).map(|part| PathBuf::from(part.as_os_str())))
        .collect()
}

/// Without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::from;

    #[test]
    fn the_way_to_a_document() {
        let way = |folder: &str, file: &str| from(Path::new(folder), Path::new(file));
        assert_eq!(way("/a/b", "/a/b/openapi/c.json"), PathBuf::from("openapi/c.json"));
        assert_eq!(way("/a/b", "/a/c.json"), PathBuf::from("../c.json"));
    }
}
