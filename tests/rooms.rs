//! The order of the rooms of `prolifi-core`, as ARCHITECTURE.md shows it: a file names only what lies below its own
//! room, where it lives, and no two files need each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::visit::Visit;

/// From the top down.
const ROOMS: [&str; 15] = [
    "contract",
    "testing",
    "pages",
    "call",
    "policy",
    "request",
    "answer",
    "client",
    "service",
    "transport",
    "body",
    "error",
    "json",
    "endpoint",
    "text",
];

/// What only names the others for the outside.
const FRONT_DOORS: [&str; 2] = ["lib.rs", "private.rs"];

#[test]
fn a_file_names_nothing_of_a_room_above() {
    let mut upwards = Vec::new();
    for (file, module) in modules() {
        for path in names(&file, &module) {
            match floor(&path[0]) {
                None => {
                    upwards.push(format!("{module:?} names `crate::{}` at the root of the crate", path[0]));
                }
                Some(above) if Some(above) < floor(&module[0]) => {
                    upwards.push(format!("{} names {} of a room above", module.join("::"), path.join("::")));
                }
                Some(_) => {}
            }
        }
    }
    assert!(upwards.is_empty(), "{upwards:#?}");
}

#[test]
fn no_two_files_need_each_other() {
    let modules = modules();
    let known: BTreeSet<&[String]> = modules.iter().map(|(_, module)| &module[..]).collect();
    let mut needs: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
    for (file, module) in &modules {
        let named = names(file, module);
        // The longest part of a path that is a file holds the name behind it.
        let files = named
            .iter()
            .filter_map(|path| (1..=path.len()).rev().find_map(|length| known.get(&path[..length]).copied()));
        needs.insert(module, files.filter(|other| other != module).collect());
    }
    while let Some(free) = needs.iter().find(|(_, others)| others.is_empty()).map(|(module, _)| *module) {
        needs.remove(free);
        needs.values_mut().for_each(|others| {
            others.remove(free);
        });
    }
    // What is left needs something that is left.
    let circle: Vec<_> = needs
        .iter()
        .map(|(module, others)| {
            let others: Vec<_> = others.iter().map(|other| other.join("::")).collect();
            format!("{} needs {}", module.join("::"), others.join(", "))
        })
        .collect();
    assert!(circle.is_empty(), "{circle:#?}");
}

#[test]
fn every_folder_is_a_room() {
    let rooms: BTreeSet<_> = modules().into_iter().map(|(_, module)| module[0].clone()).collect();
    assert_eq!(rooms, ROOMS.iter().map(|room| (*room).to_owned()).collect());
}

fn floor(room: &str) -> Option<usize> {
    ROOMS.iter().position(|other| *other == room)
}

/// Every file of the crate with the path of its module.
fn modules() -> Vec<(PathBuf, Vec<String>)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../prolifi-core/src");
    let mut found = Vec::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let module = path.strip_prefix(&source).unwrap().with_extension("");
            if !FRONT_DOORS.iter().any(|door| path == source.join(door)) {
                let names = module.iter().map(|name| name.to_str().unwrap().to_owned());
                found.push((path.clone(), names.collect()));
            }
        }
    }
    found.sort();
    found
}

/// What a file names of its own crate, as paths from the root.
fn names(file: &Path, module: &[String]) -> Vec<Vec<String>> {
    let text = fs::read_to_string(file).unwrap();
    let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut names = Names { module: module.to_vec(), children: BTreeSet::new(), found: Vec::new() };
    names.visit_file(&parsed);
    names.found
}

struct Names {
    /// Where the visitor stands: the file, or a module inside it.
    module: Vec<String>,
    /// The modules that are declared here, which code may name without a prefix.
    children: BTreeSet<String>,
    found: Vec<Vec<String>>,
}

impl Names {
    fn add(&mut self, path: &[String]) {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let base = match path[0].as_str() {
            "crate" => {
                self.found.push(path[1..].to_vec());
                return;
            }
            "super" => &self.module[..self.module.len() - ups],
            "self" => &self.module[..],
            first if self.children.contains(first) => {
                self.found.push([&self.module[..], path].concat());
                return;
            }
            _ => return,
        };
        let rest = path.iter().skip(ups).filter(|part| *part != "self");
        let path: Vec<_> = base.iter().chain(rest).cloned().collect();
        if !path.is_empty() {
            self.found.push(path);
        }
    }

    fn add_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.add(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.add(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.add(before),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add_tree(before, item)),
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_file(&mut self, file: &'ast syn::File) {
        let declared = file.items.iter().filter_map(|item| match item {
            syn::Item::Mod(module) => Some(module.ident.to_string()),
            _ => None,
        });
        self.children = declared.collect();
        syn::visit::visit_file(self, file);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.content.is_some() {
            self.module.push(module.ident.to_string());
            syn::visit::visit_item_mod(self, module);
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        // What a room shows of its own files is its front door, and no need of it.
        let shows = !matches!(import.vis, syn::Visibility::Inherited);
        if !shows || !matches!(&import.tree, syn::UseTree::Path(path) if path.ident == "self") {
            self.add_tree(&[], &import.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let path: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.add(&path);
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}
