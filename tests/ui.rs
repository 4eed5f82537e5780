//! The compile errors that users see: one mistake a file, in `ui/<topic>/<mistake>.rs`, with its message
//! beside it.
//!
//! Every file is compiled as it is, with a caller of the method, and again without the caller: the message is
//! the same. `BLESS=1 cargo test -p prolifi-tests --test ui` writes new and changed messages; read the diff. The
//! messages are those of the toolchain in `rust-toolchain.toml`.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use prolifi_tests::Compiler;

/// Files that hold several mistakes on purpose, with their number.
const SEVERAL: [(&str, usize); 3] =
    [("ui/document/second_version.rs", 2), ("ui/many/one_method.rs", 9), ("ui/many/whole_trait.rs", 8)];

#[test]
fn messages() {
    let compiler = compiler();
    let copies = Path::new(env!("CARGO_TARGET_TMPDIR"));
    all(&mistakes(), |file| {
        let message = compiler.check(here(), file);
        let expected = file.with_extension("stderr");
        if env::var_os("BLESS").is_some() && fs::read_to_string(&expected).ok().as_ref() != Some(&message) {
            fs::write(&expected, &message).unwrap();
        }
        if message != read(&expected) {
            return Err(format!("the message is not the one beside it (BLESS=1 accepts it):\n{message}"));
        }
        if !copy_without_caller(file, copies) {
            return Ok(());
        }
        let message_without = compiler.check(copies, file);
        if message_without == message { Ok(()) } else { Err(format!("without a caller:\n{message_without}")) }
    });
}

#[test]
fn what_is_right_compiles_and_runs() {
    let compiler = compiler();
    all(&list(Path::new("ui/pass")), |file| {
        let ran = Command::new(compiler.build(here(), file)?).output().unwrap();
        if ran.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&ran.stderr).into_owned()) }
    });
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
        let first = message.lines().next().unwrap_or_default();
        // The compiler's own say what is wrong beside the token.
        let label = message.lines().find(|line| first.starts_with("error[") && line.contains('^'));
        if let Some(other) = seen.insert(format!("{first}{label:?}"), file.clone()) {
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

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn compiler() -> Compiler {
    let crates = ["http", "mockall", "prolifi", "serde", "serde_json", "tokio"].map(|name| (name, name));
    Compiler::of_test("ui", env!("CARGO_TARGET_TMPDIR"), &crates).flag("--edition=2024").flag("-Adead_code")
}

/// Copies a file to where it ends before the caller, if it has one.
fn copy_without_caller(file: &Path, folder: &Path) -> bool {
    let text = read(file);
    let Some((before, _)) = text.split_once("\nfn call(") else {
        return false;
    };
    let copy = folder.join(file);
    fs::create_dir_all(copy.parent().unwrap()).unwrap();
    fs::write(&copy, format!("{before}\nfn main() {{}}\n")).unwrap();
    true
}

/// Holds each of the files against the check, as many at a time as the machine has cores.
fn all(files: &[PathBuf], check: impl Fn(&Path) -> Result<(), String> + Sync) {
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, Into::into) {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(error) = check(file) {
                        wrong.lock().unwrap().push(format!("{}: {error}", file.display()));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} of {} files:\n\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
