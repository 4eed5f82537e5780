//! What is asked for on the command line.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command as Clap, value_parser};

const TRAIT: &str = "\
Examples:
  cargo prolifi trait openapi/notes.json --out src/notes
  cargo prolifi trait openapi.yaml --operations notes,fileAsPdf,\"POST /search\" --out src/notes

What cannot be written is listed with its reason. Ends with 0, with 3 if a file was there and is left as it is, with 1 if
nothing could be done, and with 2 if it was called wrongly.";
const SLIM: &str = "\
Example:
  cargo prolifi slim openapi.yaml --operations notes --out openapi/notes.json";

/// What is to be done.
pub(crate) enum Command {
    Trait(Trait),
    Slim(Slim),
}

pub(crate) struct Trait {
    pub(crate) document: PathBuf,
    /// Names, tags, or `METHOD /path`; all operations if there are none.
    pub(crate) operations: Vec<String>,
    pub(crate) out: Option<PathBuf>,
}

pub(crate) struct Slim {
    pub(crate) document: PathBuf,
    pub(crate) operations: Vec<String>,
    pub(crate) out: PathBuf,
}

/// Reads the command line, or ends the program with a message.
pub(crate) fn read() -> Command {
    // Cargo calls `cargo-prolifi prolifi ..`.
    let arguments = std::env::args_os().enumerate();
    let arguments =
        arguments.filter(|(at, argument)| !(*at == 1 && argument == "prolifi")).map(|(_, argument)| argument);
    let matches = command().get_matches_from(arguments);
    match matches.subcommand() {
        Some(("slim", matches)) => Command::Slim(Slim {
            document: path(matches, "DOCUMENT").unwrap_or_default(),
            operations: operations(matches),
            out: path(matches, "out").unwrap_or_default(),
        }),
        Some((_, matches)) => Command::Trait(Trait {
            document: path(matches, "DOCUMENT").unwrap_or_default(),
            operations: operations(matches),
            out: path(matches, "out"),
        }),
        None => std::process::exit(2),
    }
}

fn command() -> Clap {
    let document = Arg::new("DOCUMENT")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help("A file of OpenAPI 3.0 or 3.1, JSON or YAML");
    let operations = Arg::new("operations")
        .long("operations")
        .value_name("LIST")
        .value_delimiter(',')
        .action(clap::ArgAction::Append)
        .help(
            "Names (operationId), tags or \"METHOD /path\", with commas between them; all unless it is given",
        );
    let out = Arg::new("out").long("out").value_parser(value_parser!(PathBuf));
    Clap::new("cargo prolifi")
        .bin_name("cargo prolifi")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Writes the trait of a service from its OpenAPI document, once: then it is yours")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Clap::new("trait")
                .about("Writes a trait for each tag, with its models and the service; a file that is there is left as it is")
                .after_help(TRAIT)
                .arg(document.clone())
                .arg(operations.clone())
                .arg(out.clone().value_name("DIR").help("The folder of the files; without it they are printed")),
        )
        .subcommand(
            Clap::new("slim")
                .about("Writes the part of a document that some operations use, in order, as JSON")
                .after_help(SLIM)
                .arg(document)
                .arg(operations)
                .arg(out.value_name("FILE").required(true).help("The file to write")),
        )
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

fn operations(matches: &ArgMatches) -> Vec<String> {
    let words = matches.get_many::<String>("operations").unwrap_or_default();
    words.map(|word| word.trim().to_owned()).collect()
}
