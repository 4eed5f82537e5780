//! The examples of the docs as a reader has them: what is seen of each, pasted by itself, compiles.
//!
//! `cargo test --doc` runs the examples with the lines that rustdoc hides. This compiles them without.

use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use prolifi_tests::Compiler;

/// What a reader may have in a `Cargo.toml` beside `prolifi`.
const CRATES: [&str; 13] = [
    "aws_lc_rs",
    "base64",
    "bytes",
    "futures_util",
    "http",
    "metrics",
    "prolifi",
    "reqwest",
    "serde",
    "serde_json",
    "tokio",
    "tower_service",
    "tracing",
];

#[test]
fn every_example_compiles_without_its_hidden_lines() {
    let mut program = "#![allow(dead_code, unused, clippy::all)]\nfn main() {}\n".to_owned();
    let examples = examples();
    for (number, example) in examples.iter().enumerate() {
        writeln!(program, "// {}\nmod example_{number} {{\n{}\n}}", example.place, example.as_module())
            .unwrap();
    }
    let scratch = env!("CARGO_TARGET_TMPDIR");
    fs::write(Path::new(scratch).join("pasted.rs"), program).unwrap();
    let crates = CRATES.map(|name| (name, name));
    let facade = Path::new(env!("CARGO_MANIFEST_DIR")).join("../prolifi");
    let compiler = Compiler::of_test("pasted", scratch, &crates).flag("--edition=2024").package(facade);
    let message = compiler.check(Path::new(scratch), Path::new("pasted.rs"));
    assert!(message.is_empty(), "{message}");
}

#[test]
fn no_example_begins_with_an_empty_line() {
    let empty: Vec<_> = examples()
        .into_iter()
        .filter(|example| example.seen.first().is_none_or(|line| line.trim().is_empty()))
        .map(|example| example.place)
        .collect();
    assert!(empty.is_empty(), "{empty:#?}");
}

struct Example {
    /// The file and the line.
    place: String,
    /// The lines that rustdoc shows.
    seen: Vec<String>,
}

impl Example {
    /// As a module of its own: a program as it is, and what is no program in a function that may fail.
    fn as_module(&self) -> String {
        let code = self.seen.join("\n");
        if self.seen.iter().any(|line| line.starts_with("fn main(") || line.starts_with("async fn main(")) {
            return code;
        }
        format!(
            "async fn pasted() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {{\nlet _ = {{\n{code}\n}};\nOk(())\n}}"
        )
    }
}

/// Those of the core, of the facade and of its pages.
fn examples() -> Vec<Example> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    let mut folders = vec![workspace.join("prolifi-core/src"), workspace.join("prolifi/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.push(workspace.join("README.md"));
    files.sort();
    files.iter().flat_map(|file| examples_of(workspace, file)).collect()
}

fn examples_of(workspace: &Path, file: &PathBuf) -> Vec<Example> {
    let is_page = file.extension().is_some_and(|ext| ext == "md");
    let text = fs::read_to_string(file).unwrap();
    let mut examples: Vec<Example> = Vec::new();
    let mut fence: Option<bool> = None;
    for (number, line) in text.lines().enumerate() {
        let Some(line) = (if is_page { Some(line) } else { doc(line) }) else { continue };
        match (line.strip_prefix("```"), fence) {
            (Some(words), None) => {
                fence = Some(is_rust(words, file.ends_with("README.md")));
                if fence == Some(true) {
                    let place = format!("{}:{}", file.strip_prefix(workspace).unwrap().display(), number + 1);
                    examples.push(Example { place, seen: Vec::new() });
                }
            }
            (Some(_), Some(_)) => fence = None,
            (None, Some(true)) if !is_hidden(line) => {
                examples.last_mut().unwrap().seen.push(unescaped(line));
            }
            _ => {}
        }
    }
    examples
}

/// The text of a doc comment.
fn doc(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let text = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// Whether the words behind a fence are those of Rust that compiles. Where rustdoc is not all that reads a page they
/// have to say that it is Rust.
fn is_rust(words: &str, has_to_be_said: bool) -> bool {
    let mut words = words.split(',').map(str::trim).filter(|word| !word.is_empty()).peekable();
    let said = words.peek().is_some();
    words.all(|word| matches!(word, "rust" | "no_run" | "should_panic")) && (said || !has_to_be_said)
}

/// rustdoc shows a line that begins with `##` with one of them.
fn unescaped(line: &str) -> String {
    let text = line.trim_start();
    let indent = &line[..line.len() - text.len()];
    format!("{indent}{}", text.strip_prefix('#').filter(|rest| rest.starts_with('#')).unwrap_or(text))
}

fn is_hidden(line: &str) -> bool {
    let line = line.trim_start();
    line == "#" || line.starts_with("# ")
}
