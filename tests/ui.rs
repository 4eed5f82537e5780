//! The compile errors that users see: one mistake a file, in `ui/<topic>/<mistake>.rs`, with its message
//! beside it.
//!
//! Every file is built as it is, with a caller of the method, and again without the caller: the message is
//! the same. `TRYBUILD=overwrite cargo test -p prolifi-tests --test ui` writes the messages anew; read the
//! diff. The messages are those of the toolchain in `rust-toolchain.toml`.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Files that hold several mistakes on purpose, with their number.
const SEVERAL: [(&str, usize); 2] = [("ui/many/one_method.rs", 10), ("ui/many/whole_trait.rs", 8)];

#[test]
fn messages() {
    let tests = trybuild::TestCases::new();
    tests.pass("ui/pass/*.rs");
    for file in mistakes() {
        tests.compile_fail(file);
    }
}

#[test]
fn messages_without_a_caller() {
    let tests = trybuild::TestCases::new();
    for file in mistakes() {
        if let Some(copy) = without_caller(&file) {
            tests.compile_fail(copy);
        }
    }
}

#[test]
fn each_mistake_is_one_error() {
    for file in mistakes() {
        let message = read(&file.with_extension("stderr"));
        let errors = message.lines().filter(|line| line.starts_with("error")).count();
        let several = SEVERAL.iter().find(|(path, _)| Path::new(path) == file);
        assert_eq!(errors, several.map_or(1, |(_, count)| *count), "{}", file.display());
        assert!(!message.lines().any(|line| line.starts_with("warning")), "{} warns as well", file.display());
    }
}

#[test]
fn no_two_mistakes_have_the_same_message() {
    let mut seen = BTreeMap::new();
    for file in mistakes().into_iter().filter(|file| !file.starts_with("ui/many")) {
        let message = read(&file.with_extension("stderr"));
        let first = message.lines().next().unwrap_or_default().to_owned();
        if let Some(other) = seen.insert(first, file.clone()) {
            panic!("{} and {} have the same message", file.display(), other.display());
        }
    }
}

/// Every file but those in `pass`, in order.
fn mistakes() -> Vec<PathBuf> {
    let topics = list(Path::new("ui")).into_iter().filter(|topic| topic.is_dir() && !topic.ends_with("pass"));
    topics
        .flat_map(|topic| list(&topic))
        .filter(|file| file.extension().is_some_and(|ext| ext == "rs"))
        .collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A copy that ends before the caller, beside its message.
fn without_caller(file: &Path) -> Option<PathBuf> {
    let text = read(file);
    let (before, _) = text.split_once("\nfn call(")?;
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    fs::create_dir_all(copy.parent()?).unwrap();
    fs::write(&copy, format!("{before}\nfn main() {{}}\n")).unwrap();
    let shown = copy.display().to_string();
    let message = read(&file.with_extension("stderr")).replace(&file.display().to_string(), &shown);
    fs::write(copy.with_extension("stderr"), message).unwrap();
    Some(copy)
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
