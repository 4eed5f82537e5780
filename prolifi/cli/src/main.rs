//! `cargo prolifi`: the trait of a service from its OpenAPI document, written once, as a person would have written it.
//!
//! [`read`] gives a document, [`select`] the operations that are wanted, [`plan`] decides on names and types, [`mod@print`]
//! writes them down, and [`mod@write`] puts them into files. [`slim`] is the other command.

mod arguments;
mod names;
mod plan;
mod print;
mod read;
mod report;
mod select;
mod slim;
mod write;

#[cfg(test)]
mod tests;

use std::{path::Path, process::ExitCode, thread};

use prolifi_core::contract::document::Document;

use self::{
    arguments::{Command, Slim, Trait},
    plan::Plan,
};

/// Schemas that refer to schemas are followed on the stack, and nobody bounds how far they go.
const STACK: usize = 512 << 20;

/// How a command that did what it could ends.
enum Done {
    Whole,
    /// Something was left as it was, or could not be written; it has been said.
    Partly,
}

fn main() -> ExitCode {
    let command = arguments::read();
    let run = move || match command {
        Command::Trait(arguments) => write_trait(&arguments),
        Command::Slim(arguments) => write_slim(&arguments),
    };
    let done = match thread::Builder::new().stack_size(STACK).spawn(run) {
        Ok(thread) => thread.join().unwrap_or_else(|_| Err("an error of cargo-prolifi itself".to_owned())),
        Err(error) => Err(format!("no thread can be started: {error}")),
    };
    match done {
        Ok(Done::Whole) => ExitCode::SUCCESS,
        Ok(Done::Partly) => ExitCode::from(3),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn write_trait(arguments: &Trait) -> Result<Done, String> {
    let document = read::read(&arguments.document)?;
    let operations = select::select(&document, &arguments.operations)?;
    let plan = Plan::new(&document, &operations, &write::module(arguments.out.as_deref()));
    let root = write::root(arguments.out.as_deref());
    let place = write::document_of(&arguments.document, arguments.out.as_deref());
    let files = print::files(&plan, root, &place);
    let done = match &arguments.out {
        Some(folder) => write::files(folder, &files)?,
        None => write::printed(&files)?,
    };
    report::print(&document, &plan, operations.len());
    if let Some(folder) = &arguments.out {
        write_json_of(&document, &arguments.document, &place)?;
        if !write::is_in_a_crate(folder) {
            eprintln!(
                "`{}` is in no crate yet: `openapi = {place:?}` becomes the path from its `Cargo.toml`",
                folder.display()
            );
        }
    }
    Ok(done)
}

/// The macro reads JSON: for a document in YAML there is then a file beside it.
fn write_json_of(document: &Document, path: &Path, place: &str) -> Result<(), String> {
    let json = path.with_extension("json");
    if json == path {
        return Ok(());
    }
    if json.exists() {
        eprintln!("`{}` is there already, and is what the traits name: the macro reads JSON", json.display());
        return Ok(());
    }
    let operations: Vec<_> = document.operations().collect();
    write::json(&json, &slim::slim(document, &operations))?;
    eprintln!("wrote `{}`, which the traits name as `{place}`: the macro reads JSON", json.display());
    Ok(())
}

fn write_slim(arguments: &Slim) -> Result<Done, String> {
    let document = read::read(&arguments.document)?;
    let operations = select::select(&document, &arguments.operations)?;
    let path: &Path = &arguments.out;
    if path.exists() {
        return Err(format!("`{}` is there already, and is not overwritten", path.display()));
    }
    write::json(path, &slim::slim(&document, &operations))?;
    eprintln!("wrote `{}`, with {}", path.display(), report::counted(operations.len(), "operation"));
    Ok(Done::Whole)
}
