//! Files that are not there yet.

use std::{
    fs,
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

/// Writes the files that are not there. Those that are stay as they are, and are named.
pub(crate) fn files(folder: &Path, files: &[File]) -> Result<Done, String> {
    fs::create_dir_all(folder).map_err(|error| format!("`{}` cannot be made: {error}", folder.display()))?;
    let mut done = Done::Whole;
    for file in files {
        let path = folder.join(&file.name);
        let created = fs::OpenOptions::new().write(true).create_new(true).open(&path);
        match created.and_then(|mut new| std::io::Write::write_all(&mut new, file.text.as_bytes())) {
            Ok(()) => eprintln!("wrote `{}`", path.display()),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
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
        fs::create_dir_all(folder)
            .map_err(|error| format!("`{}` cannot be made: {error}", folder.display()))?;
    }
    fs::write(path, text + "\n").map_err(|error| format!("`{}` cannot be written: {error}", path.display()))
}

/// What `openapi = ".."` says: the path of the document from the manifest of the crate that the folder lies in.
pub(crate) fn document_of(document: &Path, folder: Option<&Path>) -> String {
    let json = document.with_extension("json");
    let absolute = |path: &Path| std::path::absolute(path).ok().map(|path| plain(&path));
    let here = folder.unwrap_or_else(|| Path::new("."));
    let paths = absolute(&json).zip(absolute(here));
    let relative = paths.and_then(|(document, folder)| {
        let manifest = folder.ancestors().find(|folder| folder.join("Cargo.toml").is_file())?;
        Some(from(manifest, &document))
    });
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
