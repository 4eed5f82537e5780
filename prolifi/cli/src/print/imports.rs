//! [`Imports`]: what a file names of others.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    SHARED,
    code::{Code, WIDTH},
};
use crate::plan::Plan;

#[derive(Debug)]
pub(super) struct Imports {
    /// The group of the file; none for the file of what is shared.
    file: Option<usize>,
    names: BTreeMap<String, BTreeSet<String>>,
    /// Models of other files, by their group.
    models: BTreeMap<Option<usize>, BTreeSet<String>>,
}

impl Imports {
    pub(super) fn of_file(file: Option<usize>) -> Self {
        Self { file, names: BTreeMap::new(), models: BTreeMap::new() }
    }

    /// A name of another crate.
    pub(super) fn name(&mut self, module: &str, name: &str) -> String {
        self.names.entry(module.to_owned()).or_default().insert(name.to_owned());
        name.to_owned()
    }

    /// A model of another file of ours.
    pub(super) fn model(&mut self, group: Option<usize>, name: &str) -> String {
        if group != self.file {
            self.models.entry(group).or_default().insert(name.to_owned());
        }
        name.to_owned()
    }

    /// The standard library, other crates, and this one, each in order.
    pub(super) fn print(self, code: &mut Code, plan: &Plan<'_>) {
        let (std, others): (Vec<_>, Vec<_>) =
            self.names.into_iter().partition(|(module, _)| module.starts_with("std"));
        for modules in [std, others] {
            // A list stands behind the modules beside it.
            let mut modules = modules;
            modules.sort_by_key(|(module, names)| {
                let root = module.split("::").next().unwrap_or_default().to_owned();
                (root, module.contains("::").then_some(()).is_none(), names.len() > 1, module.clone())
            });
            for (module, names) in modules {
                list(code, &module, &names);
            }
            code.blank();
        }
        let mut own: Vec<_> = self
            .models
            .into_iter()
            .map(|(group, names)| (group.map_or(SHARED, |group| plan.groups[group].module.as_str()), names))
            .collect();
        own.sort_by_key(|(module, _)| *module);
        for (module, names) in own {
            list(code, &format!("super::{module}"), &names);
        }
        code.blank();
    }
}

/// `use module::{a, b};`, in one line or as many as it takes.
fn list(code: &mut Code, module: &str, names: &BTreeSet<String>) {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by(|a, b| (*a != "self").cmp(&(*b != "self")).then_with(|| version_order(a, b)));
    if let [one] = names.as_slice() {
        return code.line(&format!("use {module}::{one};"));
    }
    let line = format!("use {module}::{{{}}};", names.join(", "));
    if line.chars().count() < WIDTH {
        return code.line(&line);
    }
    code.line(&format!("use {module}::{{"));
    code.indented(|code| {
        let mut line = String::new();
        let mut is_first = true;
        for (at, name) in names.iter().enumerate() {
            // Rustfmt counts the space behind a comma too, unless all names have one line.
            let comma = if at + 1 == names.len() && is_first { 1 } else { 2 };
            if !line.is_empty() && code.indent() + line.chars().count() + name.chars().count() + comma > WIDTH
            {
                code.line(line.trim_end());
                line.clear();
                is_first = false;
            }
            line.push_str(name);
            line.push_str(", ");
        }
        code.line(line.trim_end());
    });
    code.line("};");
}

/// The order of rustfmt: numbers in names count as numbers, and capitals come first.
fn version_order(a: &str, b: &str) -> std::cmp::Ordering {
    let chunks = |text: &str| -> Vec<(String, Option<u128>, usize)> {
        let mut chunks: Vec<(String, Option<u128>, usize)> = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(end);
            let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
            chunks.push((word.to_owned(), behind[..digits].parse().ok(), digits));
            rest = &behind[digits..];
        }
        chunks
    };
    chunks(a).cmp(&chunks(b))
}
