//! `#[api(openapi = "file.json")]`: the names of a trait's endpoints, held against a document while compiling.
//!
//! [`json`] reads what is asked for and skips the rest, [`model`] is the document as far as it names things, [`check`]
//! compares an endpoint with its operation. Values are no matter of a macro, which knows no types.

mod check;
mod json;
mod model;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

pub(crate) use self::check::check;
use self::model::{Document, Problem};
use crate::did_you_mean::nearest;
use crate::errors::Errors;

/// What the endpoints of a trait are held against.
pub(crate) struct Contract {
    document: Rc<Document>,
    /// As the user wrote it.
    name: String,
    path: PathBuf,
    /// Whether the document may lack operations.
    partial: bool,
}

impl Contract {
    /// The document of a trait; `None` where nothing is to be checked.
    pub(crate) fn load(literal: &LitStr, partial: bool, errors: &mut Errors) -> Option<Self> {
        if env::var_os("PROLIFI_CONTRACT").is_some_and(|value| value == "off") {
            return None;
        }
        let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
        let name = literal.value();
        let path = manifest.join(&name);
        match read(&path) {
            Ok(document) => Some(Self { document, name, path, partial }),
            // Cargo puts this file into every package that it publishes, where the document may be missing.
            Err(Unread::Missing(_)) if manifest.join("Cargo.toml.orig").exists() => None,
            Err(unread) => {
                errors.push(literal, unread.message(&name, &path));
                None
            }
        }
    }

    /// That another document, or the switch, builds the crate anew. A constant would be written into the library, the
    /// body of a function that nobody calls is not.
    pub(crate) fn tracked(literal: &LitStr, contract: Option<&Self>) -> TokenStream {
        let file = contract.and_then(|contract| contract.path.to_str()).map(|path| {
            let path = LitStr::new(path, literal.span());
            quote!(let _ = ::core::include_bytes!(#path);)
        });
        quote! {
            const _: () = {
                #[allow(dead_code)]
                fn __document() {
                    #file
                    let _ = ::core::option_env!("PROLIFI_CONTRACT");
                }
            };
        }
    }
}

/// Why there is no document.
enum Unread {
    Missing(String),
    Yaml,
    Problem(Problem),
}

impl Unread {
    fn message(&self, name: &str, path: &Path) -> String {
        match self {
            Self::Missing(_) if name.contains("://") => {
                format!("`{name}` is not a file: save the document beside the manifest, and name it there")
            }
            Self::Missing(error) => {
                let place = path.display();
                match neighbour(name, path) {
                    Some(meant) => {
                        format!("`{name}` cannot be read ({error}); did you mean `{}`?", meant.display())
                    }
                    None => format!(
                        "`{name}` cannot be read ({error}): the path is relative to the manifest of the crate, here `{place}`"
                    ),
                }
            }
            Self::Yaml => {
                let json = Path::new(name).with_extension("json");
                format!(
                    "`{name}` is YAML, and a document is read as JSON: write one with `cargo prolifi slim {name} --out {}`",
                    json.display()
                )
            }
            Self::Problem(Problem::NotJson { line, column, expected }) => {
                format!(
                    "`{name}` is not JSON: line {line}, column {column} has something else where {expected} is expected"
                )
            }
            Self::Problem(Problem::NotOpenApi(what)) => {
                format!(
                    "`{name}` is {what}: the document is OpenAPI 3.0 or 3.1, as its member `openapi` says"
                )
            }
        }
    }
}

/// A document in the same folder whose name is nearly this one.
fn neighbour(name: &str, path: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(path.parent()?).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let documents = entries.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut stems: Vec<String> =
        documents.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    stems.sort();
    let meant = nearest(path.file_stem()?.to_str()?, stems.iter().map(String::as_str))?;
    Some(Path::new(name).with_file_name(format!("{meant}.json")))
}

/// A document, and when its file was changed.
type Kept = (Option<SystemTime>, Rc<Document>);

thread_local! {
    /// The traits of a crate are expanded one after the other; a server of an editor lives longer than a file.
    static READ: RefCell<BTreeMap<PathBuf, Kept>> = const { RefCell::new(BTreeMap::new()) };
}

fn read(path: &Path) -> Result<Rc<Document>, Unread> {
    let changed = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let kept = READ
        .with_borrow(|read| read.get(path).filter(|(at, _)| *at == changed).map(|(_, kept)| Rc::clone(kept)));
    if let Some(document) = kept {
        return Ok(document);
    }
    let text = fs::read_to_string(path).map_err(|error| Unread::Missing(error.to_string()))?;
    let yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    if yaml && !text.trim_start().starts_with('{') {
        return Err(Unread::Yaml);
    }
    let document = Rc::new(Document::read(text).map_err(Unread::Problem)?);
    READ.with_borrow_mut(|read| read.insert(path.to_owned(), (changed, Rc::clone(&document))));
    Ok(document)
}
