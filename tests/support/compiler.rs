//! Compiles single files against the libraries that the tests themselves were linked with: cargo builds nothing
//! for them, and a file takes as long as the compiler needs to read it.

mod message;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

/// The compiler, with the libraries of one build.
#[derive(Debug)]
pub struct Compiler {
    /// The folder of the package.
    package: PathBuf,
    /// The folder of the build.
    target: PathBuf,
    /// Those that name the libraries among them.
    flags: Vec<String>,
}

impl Compiler {
    /// Asks cargo for the libraries of a test of this package; if it is the test that asks, they are there
    /// already. A file then knows these crates and no other, each under a name.
    ///
    /// `scratch` is `CARGO_TARGET_TMPDIR`, which only tests are told.
    pub fn of_test(test: &str, scratch: &str, crates: &[(&str, &str)]) -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
        let target = Path::new(scratch).parent().expect("the folder of the build").to_owned();
        let mut build = Command::new(env!("CARGO"));
        build.args(["test", "--package", env!("CARGO_PKG_NAME"), "--test", test, "--target-dir"]);
        build.arg(&target).args(["--no-run", "--offline", "--quiet", "--message-format=json"]);
        let output = build.current_dir(&package).output().expect("cargo runs");
        assert!(output.status.success(), "{}", errors(&output));
        let messages = String::from_utf8_lossy(&output.stdout);
        let mut flags = vec![format!("-Ldependency={}", target.join("debug/deps").display())];
        for (name, library) in crates {
            let path = messages
                .lines()
                .find_map(|message| path_of(library, message))
                .expect("a library of the test");
            flags.push(format!("--extern={name}={path}"));
        }
        Self { package, target, flags }
    }

    /// Gives the compiler one more flag.
    #[must_use]
    pub fn flag(mut self, flag: &str) -> Self {
        self.flags.push(flag.to_owned());
        self
    }

    /// Lets macros look for files beside the manifest in another folder.
    #[must_use]
    pub fn package(mut self, folder: PathBuf) -> Self {
        self.package = folder;
        self
    }

    /// What the compiler says of a file, which is named relative to a folder; nothing if it is content. It is what
    /// an editor is told: a terminal shows one of two errors that are alike.
    pub fn check(&self, folder: &Path, file: &Path) -> String {
        let out = self.target.join("tmp/checked");
        let mut rustc = self.rustc(folder, file);
        rustc.args(["--error-format=json", "--emit=metadata", "--out-dir"]).arg(out);
        let messages = rendered(&errors(&rustc.output().expect("rustc runs")));
        let messages = messages.replace(&format!("{}/", self.package.display()), "");
        message::normalise(&messages, folder, file)
    }

    /// Builds a program, about which the compiler has nothing to say; or what it says.
    pub fn build(&self, folder: &Path, file: &Path) -> Result<PathBuf, String> {
        let programs = self.target.join("tmp/built");
        fs::create_dir_all(&programs).expect("the folder of the build can be written to");
        let program = programs.join(file.file_stem().expect("a file has a name"));
        let output = self.rustc(folder, file).arg("-o").arg(&program).output().expect("rustc runs");
        if output.stderr.is_empty() { Ok(program) } else { Err(errors(&output)) }
    }

    fn rustc(&self, folder: &Path, file: &Path) -> Command {
        let mut command = Command::new("rustc");
        command.args(["--crate-type=bin", "--color=never", "--diagnostic-width=140"]).args(&self.flags);
        // Macros look for files beside the manifest; the compiler, for the lines of libraries below the workspace.
        command.env("CARGO_MANIFEST_DIR", &self.package).arg(folder.join(file));
        command.current_dir(self.package.parent().expect("the package lies in the workspace"));
        command
    }
}

/// Where a library lies, if this message of cargo is about it.
fn path_of(library: &str, message: &str) -> Option<String> {
    let message: Value = serde_json::from_str(message).ok()?;
    let files = message["filenames"].as_array().filter(|_| message["target"]["name"] == library)?;
    files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".rlib")).map(str::to_owned)
}

/// The texts of messages in JSON, one a line.
fn rendered(messages: &str) -> String {
    messages
        .lines()
        .map(|message| match serde_json::from_str::<Value>(message) {
            Ok(message) => message["rendered"].as_str().unwrap_or_default().to_owned(),
            Err(_) => format!("{message}\n"),
        })
        .collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
