//! Models: structs, enums and what stands for what cannot be said.

mod rename;

use self::rename::Rename;
use super::{
    Printer,
    code::{Code, LITERAL, WIDTH},
    imports::Imports,
};
use crate::names::{singular, words};
use crate::plan::{
    types::{Field, Kind, Model, StatusVariant, Type, Typed, Variant},
    usage::Usage,
};

/// Clippy's bound of `struct_excessive_bools`.
const MANY_BOOLS: usize = 3;
/// A struct that is larger is boxed in an enum, so that the others are not as large.
const LARGE: usize = 180;
/// `new` has no more arguments than this.
const MANY_REQUIRED: usize = 7;

/// How a field is written.
struct Written<'f> {
    field: &'f Field,
    ty: String,
    presence: Presence,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Always,
    /// `null` where there is none.
    Null,
    Optional,
    Patch,
}

impl Printer<'_, '_> {
    pub(super) fn model(&self, code: &mut Code, imports: &mut Imports, index: usize) {
        let model = &self.plan.models.all[index];
        let usage = self.plan.used.of.get(&index).cloned().unwrap_or_default();
        match &model.kind {
            Kind::Begun => {}
            Kind::Struct { fields, more } => {
                self.print_struct(code, imports, model, &usage, fields, more.as_ref());
            }
            Kind::Enum(variants) => self.print_enum(code, imports, model, variants),
            Kind::Tagged { tag, variants } => self.tagged(code, imports, model, tag, variants),
            Kind::Either(choices) => self.either(code, imports, model, choices),
            Kind::Alias(typed) => self.alias(code, imports, model, typed),
            Kind::Answers(variants) => self.answers(code, imports, model, variants),
        }
    }

    fn print_struct(
        &self,
        code: &mut Code,
        imports: &mut Imports,
        model: &Model,
        usage: &Usage,
        fields: &[Field],
        more: Option<&Type>,
    ) {
        let written: Vec<Written<'_>> =
            fields.iter().map(|field| self.field(imports, field, usage)).collect();
        let is_empty_by_default =
            written.iter().all(|field| matches!(field.presence, Presence::Optional | Presence::Patch));
        code.docs(&docs_of(model));
        derive(
            code,
            imports,
            if usage.in_requests && is_empty_by_default {
                "Debug, Clone, Default, PartialEq"
            } else {
                "Debug, Clone, PartialEq"
            },
        );
        let rename = Rename::of_fields(fields.iter().map(|field| (field.name.as_str(), field.wire.as_str())));
        rename.container(code);
        if written.iter().filter(|field| field.ty == "bool").count() > MANY_BOOLS {
            code.line("#[allow(clippy::struct_excessive_bools)]");
        }
        if written.is_empty() && more.is_none() {
            return code.line(&format!("pub struct {} {{}}", model.name));
        }
        code.open(&format!("pub struct {}", model.name));
        code.indented(|code| {
            for field in &written {
                print_field(code, field, &rename);
            }
            if let Some(more) = more {
                let ty = self.ty(imports, &Type::Map(Box::new(more.clone())));
                code.docs(&["Members without a name of their own.".to_owned()]);
                code.line("#[serde(flatten)]");
                code.line(&format!("pub {}: {ty},", free_name(fields)));
            }
        });
        code.line("}");
        let required = written.iter().filter(|field| field.presence == Presence::Always);
        let arguments = required.clone().filter(|field| field.field.constant.is_none()).count();
        let (required, all) = (required.count(), written.len());
        if usage.in_requests && arguments <= MANY_REQUIRED && required > 0 && (arguments < all) {
            self.constructor(code, imports, model, &written, more.is_some().then(|| free_name(fields)));
        }
    }

    /// `new`, with what is required.
    fn constructor(
        &self,
        code: &mut Code,
        imports: &mut Imports,
        model: &Model,
        written: &[Written<'_>],
        more: Option<String>,
    ) {
        let mut arguments = Vec::new();
        let mut values = Vec::new();
        for field in written {
            let name = &field.field.name;
            match (field.presence, field.ty.as_str()) {
                (Presence::Always, "String") if field.field.constant.is_some() => {
                    let constant = field.field.constant.as_deref().unwrap_or_default();
                    values.push(format!("{name}: {constant:?}.to_owned()"));
                }
                (Presence::Always, "String") => {
                    arguments.push(format!("{name}: impl Into<String>"));
                    values.push(format!("{name}: {name}.into()"));
                }
                (Presence::Always, ty) => {
                    arguments.push(format!("{name}: {ty}"));
                    values.push(name.clone());
                }
                (Presence::Patch, _) => {
                    values.push(format!("{name}: {}::Keep", imports.name("prolifi", "Patch")));
                }
                (Presence::Null | Presence::Optional, _) => values.push(format!("{name}: None")),
            }
        }
        if let Some(more) = more {
            values.push(format!("{more}: {}::new()", imports.name("std::collections", "BTreeMap")));
        }
        code.blank();
        // Clippy wants `Default` where `new` has no arguments.
        let is_default = arguments.is_empty();
        code.line(&format!("impl {}{} {{", if is_default { "Default for " } else { "" }, model.name));
        code.indented(|code| {
            if is_default {
                code.line("fn default() -> Self {");
            } else {
                code.docs(&["With what is required, and nothing else.".to_owned()]);
                code.line("#[must_use]");
                code.signature("pub fn new", &arguments, " -> Self {");
            }
            code.indented(|code| {
                let joined = values.join(", ");
                if joined.chars().count() <= LITERAL {
                    return code.line(&format!("Self {{ {joined} }}"));
                }
                code.line("Self {");
                code.indented(|code| values.iter().for_each(|value| code.line(&format!("{value},"))));
                code.line("}");
            });
            code.line("}");
        });
        code.line("}");
    }

    fn field<'f>(&self, imports: &mut Imports, field: &'f Field, usage: &Usage) -> Written<'f> {
        let mut ty = self.ty(imports, &field.typed.ty);
        if field.boxed {
            ty = format!("Box<{ty}>");
        }
        let required = field.required
            && !(field.read_only && usage.in_requests)
            && !(field.write_only && usage.in_answers);
        let presence = match (required, field.nullable) {
            (true, false) => Presence::Always,
            // `Value` has a `null` of its own.
            (true, true) if field.typed.ty == Type::Value => Presence::Always,
            (true, true) => Presence::Null,
            (false, nullable) if usage.in_patches_alone && (nullable || usage.in_merge_patches) => {
                Presence::Patch
            }
            (false, _) => Presence::Optional,
        };
        let ty = match presence {
            Presence::Always => ty,
            Presence::Null | Presence::Optional if ty.starts_with("Option<") => ty,
            Presence::Null | Presence::Optional => format!("Option<{ty}>"),
            Presence::Patch => format!("{}<{ty}>", imports.name("prolifi", "Patch")),
        };
        Written { field, ty, presence }
    }

    fn print_enum(&self, code: &mut Code, imports: &mut Imports, model: &Model, variants: &[Variant]) {
        code.docs(&docs_of(model));
        derive(code, imports, "Debug, Clone, PartialEq, Eq");
        let rename = Rename::of_variants(
            variants.iter().map(|variant| (variant.name.as_str(), variant.wire.as_str())),
        );
        rename.container(code);
        code.open(&format!("pub enum {}", model.name));
        code.indented(|code| {
            for variant in variants {
                rename.attribute(code, &variant.name, &variant.wire, None);
                code.line(&format!("{},", variant.name));
            }
            code.docs(&["What the document does not list.".to_owned()]);
            code.line("#[serde(untagged)]");
            code.line(&format!("{}(String),", open_variant(variants)));
        });
        code.line("}");
    }

    fn tagged(
        &self,
        code: &mut Code,
        imports: &mut Imports,
        model: &Model,
        tag: &str,
        variants: &[(Variant, usize)],
    ) {
        code.docs(&docs_of(model));
        derive(code, imports, "Debug, Clone, PartialEq");
        let rename = Rename::of_variants(
            variants.iter().map(|(variant, _)| (variant.name.as_str(), variant.wire.as_str())),
        );
        let mut words = vec![format!("tag = {tag:?}")];
        words.extend(rename.rule().map(|rule| format!("rename_all = {rule:?}")));
        code.attribute("serde", &words);
        code.open(&format!("pub enum {}", model.name));
        code.indented(|code| {
            for (variant, held) in variants {
                rename.attribute(code, &variant.name, &variant.wire, None);
                let name = self.model_name(imports, *held);
                let held = if self.size(*held, 0) > LARGE { format!("Box<{name}>") } else { name };
                wide(code, &variant.name, &held);
            }
            code.docs(&["What the document does not list.".to_owned()]);
            code.line("#[serde(untagged)]");
            let value = imports.name("prolifi::serde_json", "Value");
            let names: Vec<Variant> = variants.iter().map(|(variant, _)| variant.clone()).collect();
            code.line(&format!("{}({value}),", open_variant(&names)));
        });
        code.line("}");
    }

    fn either(&self, code: &mut Code, imports: &mut Imports, model: &Model, choices: &[(String, Type)]) {
        code.docs(&docs_of(model));
        derive(code, imports, "Debug, Clone, PartialEq");
        code.line("#[serde(untagged)]");
        code.open(&format!("pub enum {}", model.name));
        code.indented(|code| {
            for (name, ty) in choices {
                wide(code, name, &self.ty(imports, ty));
            }
        });
        code.line("}");
    }

    fn alias(&self, code: &mut Code, imports: &mut Imports, model: &Model, typed: &Typed) {
        code.docs(&docs_of(model));
        if let Some(reason) = &typed.reason {
            code.comment(&format!("Any JSON: {reason}."));
        }
        let ty = self.ty(imports, &typed.ty);
        code.line(&format!("pub type {} = {ty};", model.name));
    }

    fn answers(&self, code: &mut Code, imports: &mut Imports, model: &Model, variants: &[StatusVariant]) {
        let from_response = imports.name("prolifi", "FromResponse");
        code.docs(&docs_of(model));
        code.line(&format!("#[derive(Debug, {from_response})]"));
        code.open(&format!("pub enum {}", model.name));
        code.indented(|code| {
            for variant in variants {
                code.line(&format!("#[status({})]", variant.status));
                let held = match (&variant.ty, &variant.body) {
                    (Some(ty @ Type::Model(held)), _) if self.size(*held, 0) > LARGE => {
                        Some(format!("Box<{}>", self.ty(imports, ty)))
                    }
                    (Some(ty), _) => Some(self.ty(imports, ty)),
                    (None, Some(name)) => Some(imports.name("prolifi", name)),
                    (None, None) => None,
                };
                match held {
                    Some(held) => wide(code, &variant.name, &held),
                    None => code.line(&format!("{},", variant.name)),
                }
            }
        });
        code.line("}");
    }

    /// About how many bytes a model takes.
    fn size(&self, index: usize, depth: usize) -> usize {
        let Kind::Struct { fields, .. } = &self.plan.models.all[index].kind else { return 32 };
        if depth > 6 {
            return LARGE;
        }
        let field = |field: &Field| match &field.typed.ty {
            Type::Bool => 1,
            Type::Integer(_) | Type::Float => 16,
            Type::Model(model) if !field.boxed => self.size(*model, depth + 1),
            Type::Value => 32,
            _ => 24,
        };
        fields.iter().map(field).sum()
    }
}

fn derive(code: &mut Code, imports: &mut Imports, traits: &str) {
    let (serialize, deserialize) = (imports.name("serde", "Serialize"), imports.name("serde", "Deserialize"));
    code.line(&format!("#[derive({traits}, {serialize}, {deserialize})]"));
}

fn docs_of(model: &Model) -> Vec<String> {
    let docs = model.docs.trim();
    vec![if docs.is_empty() { spoken(&model.name) } else { docs.to_owned() }]
}

/// A name in words: `A note state.`
fn spoken(name: &str) -> String {
    let words = words(name);
    let is_many = words.last().is_some_and(|last| singular(last) != *last);
    let article = match words.first().and_then(|first| first.chars().next()) {
        _ if is_many => "The",
        Some('a' | 'e' | 'i' | 'o') => "An",
        _ => "A",
    };
    format!("{article} {}.", words.join(" "))
}

fn print_field(code: &mut Code, written: &Written<'_>, rename: &Rename) {
    let field = written.field;
    let constant = field.constant.as_ref().map(|constant| format!("Always `{constant}`."));
    code.docs(
        &[Some(field.docs.clone()).filter(|docs| !docs.is_empty()), constant]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>(),
    );
    if let Some(reason) = &field.typed.reason {
        code.comment(&format!("Any JSON: {reason}."));
    }
    let skip = match written.presence {
        Presence::Optional => Some("skip_serializing_if = \"Option::is_none\""),
        Presence::Patch => Some("default, skip_serializing_if = \"Patch::is_keep\""),
        Presence::Always | Presence::Null => None,
    };
    rename.attribute(code, &field.name, &field.wire, skip);
    code.field(&format!("pub {}", field.name), &written.ty);
}

/// `Name(T),`
fn wide(code: &mut Code, name: &str, held: &str) {
    let line = format!("{name}({held}),");
    if code.indent() + line.chars().count() <= WIDTH {
        return code.line(&line);
    }
    code.line(&format!("{name}("));
    code.indented(|code| code.line(&format!("{held},")));
    code.line("),");
}

/// The variant for values that the document does not list.
fn open_variant(variants: &[Variant]) -> &'static str {
    let is_free = |name: &&str| variants.iter().all(|variant| variant.name != *name);
    ["Unknown", "Other", "Unlisted"].into_iter().find(is_free).unwrap_or("NotInTheDocument")
}

/// The field for members without a name.
fn free_name(fields: &[Field]) -> String {
    let is_free = |name: &&str| fields.iter().all(|field| field.name != *name);
    ["other", "more", "others"].into_iter().find(is_free).unwrap_or("other_members").to_owned()
}
