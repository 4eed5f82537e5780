//! A [`Plan`] as the text of files, formatted as `cargo fmt` formats it.

mod code;
mod docs;
mod imports;
mod methods;
mod models;
mod root;

use std::collections::BTreeMap;

use self::{code::Code, imports::Imports};
use crate::plan::{Plan, types::Type};

/// A file: its name in the folder, and what it holds.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The name of the file that holds what several traits share, without `.rs`.
const SHARED: &str = "models";

/// All files, the root first.
pub(crate) fn files(plan: &Plan<'_>, root: &str, document: &str) -> Vec<File> {
    let printer = Printer { plan, document };
    let mut files = Vec::new();
    let mut modules = Vec::new();
    for (at, group) in plan.groups.iter().enumerate() {
        files.push(File { name: format!("{}.rs", group.module), text: printer.group(at) });
        modules.push(group.module.clone());
    }
    if printer.models_of(None).next().is_some() {
        files.push(File { name: format!("{SHARED}.rs"), text: printer.shared() });
        modules.push(SHARED.to_owned());
    }
    modules.sort();
    files.insert(0, File { name: format!("{root}.rs"), text: printer.root(&modules) });
    files
}

/// What is printed, and the address of the document.
struct Printer<'p, 'a> {
    plan: &'p Plan<'a>,
    /// Relative to the manifest.
    document: &'p str,
}

impl Printer<'_, '_> {
    /// The models that are written beside a group, or beside none, in the order of their use.
    fn models_of(&self, group: Option<usize>) -> impl Iterator<Item = usize> {
        let places: &BTreeMap<usize, Option<usize>> = &self.plan.places;
        self.plan.used.order.iter().copied().filter(move |model| places.get(model) == Some(&group))
    }

    /// The file of a trait.
    fn group(&self, at: usize) -> String {
        let group = &self.plan.groups[at];
        let mut imports = Imports::of_file(Some(at));
        let mut code = Code::default();
        self.shapes(&mut code, &mut imports, group);
        self.print_trait(&mut code, &mut imports, group);
        for model in self.models_of(Some(at)) {
            code.blank();
            self.model(&mut code, &mut imports, model);
        }
        let name = &group.trait_name;
        // The constant that describes the trait has the same name where that is a letter.
        let name = if group.constant() == *name { format!("`{name}`") } else { format!("[`{name}`]") };
        let has_models = self.models_of(Some(at)).next().is_some();
        let title = format!("{name}{}.", if has_models { ", and its models" } else { "" });
        self.file(&title, imports, &code)
    }

    /// The file of what several traits share.
    fn shared(&self) -> String {
        let mut imports = Imports::of_file(None);
        let mut code = Code::default();
        for model in self.models_of(None) {
            code.blank();
            self.model(&mut code, &mut imports, model);
        }
        self.file("What several traits name.", imports, &code)
    }

    fn file(&self, title: &str, imports: Imports, code: &Code) -> String {
        let mut text = Code::default();
        text.line(&format!("//! {title}"));
        text.blank();
        imports.print(&mut text, self.plan);
        text.blank();
        text.append(code);
        text.finish()
    }

    /// A type, which is then imported.
    fn ty(&self, imports: &mut Imports, ty: &Type) -> String {
        match ty {
            Type::Text => "String".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::Integer(name) => (*name).to_owned(),
            Type::Float => "f64".to_owned(),
            Type::Time => imports.name("prolifi::jiff", "Timestamp"),
            Type::Value => imports.name("prolifi::serde_json", "Value"),
            Type::Object => {
                format!(
                    "{}<String, {}>",
                    imports.name("prolifi::serde_json", "Map"),
                    imports.name("prolifi::serde_json", "Value")
                )
            }
            Type::Map(inner) => {
                let inner = self.ty(imports, inner);
                format!("{}<String, {inner}>", imports.name("std::collections", "BTreeMap"))
            }
            Type::List(inner) => format!("Vec<{}>", self.ty(imports, inner)),
            Type::Optional(inner) => format!("Option<{}>", self.ty(imports, inner)),
            Type::Model(index) => self.model_name(imports, *index),
        }
    }

    fn model_name(&self, imports: &mut Imports, index: usize) -> String {
        imports.model(self.plan.places.get(&index).copied().flatten(), &self.plan.models.all[index].name)
    }
}
