//! Runs every example and compares what it prints with `README.md`.
//!
//! `UPDATE_EXPECT=1 cargo test -p prolifi-examples` writes what they print into it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests fails the test")]

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

const README: &str = include_str!("../README.md");
const MANIFEST: &str = include_str!("../Cargo.toml");

#[test]
fn the_readme_shows_what_the_examples_print() {
    let sections = sections();
    let outputs: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> = sections.iter().map(|section| scope.spawn(|| run(section.name))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    let stale: Vec<_> = sections
        .iter()
        .zip(&outputs)
        .filter(|(section, output)| stable(section.output) != stable(output))
        .collect();
    if env::var_os("UPDATE_EXPECT").is_some() {
        let readme = stale.iter().fold(README.to_owned(), |readme, (section, output)| {
            let old = format!("```text\n{}```", section.output);
            let new = format!("```text\n{output}```");
            readme.replacen(section.text, &section.text.replacen(&old, &new, 1), 1)
        });
        fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"), readme).unwrap();
        return;
    }
    for (section, output) in &stale {
        println!("{} prints something else:\n\n{output}", section.name);
    }
    let stale: Vec<_> = stale.iter().map(|(section, _)| section.name).collect();
    assert_eq!(stale, [""; 0], "run `UPDATE_EXPECT=1 cargo test -p prolifi-examples` and read the diff");
}

#[test]
fn the_readme_has_every_example() {
    let declared =
        MANIFEST.split("[[example]]\nname = \"").skip(1).filter_map(|entry| entry.split('"').next());
    let shown: Vec<_> = sections().iter().map(|section| section.name).collect();
    assert_eq!(shown, declared.collect::<Vec<_>>());
}

#[test]
fn the_front_page_shows_parts_of_it() {
    let front = include_str!("../../README.md");
    let (_, shown) = front.split_once("cargo run --example update_customer\n```\n\n```text\n").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    let whole = sections().into_iter().find(|section| section.name == "update_customer").unwrap();
    let parts: Vec<_> = shown.split("…\n").collect();
    assert_eq!(parts.len(), 3);
    for part in parts {
        assert!(whole.output.contains(part), "{part}");
    }
}

/// What the README says of one example.
struct Section {
    text: &'static str,
    name: &'static str,
    output: &'static str,
}

/// The parts that begin with `## name`, in their order.
fn sections() -> Vec<Section> {
    let parts = README.split("\n## ").skip(1);
    parts
        .map(|part| {
            let (name, _) = part.split_once('\n').unwrap();
            assert!(
                part.contains(&format!("```sh\ncargo run --example {name}\n```\n")),
                "{name} has no line that runs it"
            );
            let (_, output) = part.split_once("```text\n").unwrap();
            let (output, _) = output.split_once("```\n").unwrap();
            Section { text: part, name, output }
        })
        .collect()
}

/// Runs an example, which cargo builds before this test, without input.
fn run(name: &str) -> String {
    let output = Command::new(executable(name))
        .stdin(Stdio::null())
        .env_remove("PROLIFI_API_KEY")
        .env_remove("PROLIFI_BASE_URL")
        .env_remove("PROLIFI_EXAMPLE_CUSTOMER")
        .output()
        .unwrap_or_else(|error| {
            panic!("{name} could not be run ({error}); build it: cargo build --examples")
        });
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} failed: {complaint}");
    assert_eq!(complaint, "", "{name} complains");
    format!("{}\n", String::from_utf8(output.stdout).unwrap().trim_end())
}

/// `target/debug/examples/name`, where this test is `target/debug/deps/readme-0123456789abcdef`.
fn executable(name: &str) -> PathBuf {
    let this = env::current_exe().unwrap();
    let profile = this.ancestors().nth(2).unwrap();
    profile.join("examples").join(name).with_extension(env::consts::EXE_EXTENSION)
}

/// The text without what is another in every run: ports, and idempotency keys that the client made.
fn stable(text: &str) -> String {
    let (mut stable, mut before) = (String::new(), "");
    for word in text.split_inclusive([' ', '\n', '/']) {
        let bare = word.trim_end_matches([' ', '\n', '/']);
        let masked = match bare.strip_prefix("127.0.0.1:") {
            Some(port) if port.parse::<u16>().is_ok() => "127.0.0.1:PORT",
            _ if before == "server.port" => "PORT",
            _ if is_uuid(bare) => "UUID",
            _ => bare,
        };
        before = if bare.is_empty() { before } else { bare };
        stable.push_str(masked);
        stable.push_str(&word[bare.len()..]);
    }
    stable
}

/// Five groups of hexadecimal digits.
fn is_uuid(word: &str) -> bool {
    let is_hex = |group: &str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
    word.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && word.split('-').all(is_hex)
}
