//! The trait of a group.

use super::{Printer, code::Code, imports::Imports};
use crate::plan::{
    Group,
    method::{Argument, ArgumentType, MANY_ARGUMENTS, Method, Style, Success},
    types::Type,
};

impl Printer<'_, '_> {
    /// The constants of the shapes of pages.
    pub(super) fn shapes(&self, code: &mut Code, imports: &mut Imports, group: &Group) {
        for (name, shape) in &group.shapes {
            let ty = imports.name("prolifi", "PageShape");
            if shape.is_named() {
                continue;
            }
            code.docs(&["How pages of lists are written here, and how the next is asked for.".to_owned()]);
            code.chain(&format!("const {name}: {ty} = "), &shape.calls, ";");
            code.blank();
        }
    }

    pub(super) fn print_trait(&self, code: &mut Code, imports: &mut Imports, group: &Group) {
        imports.name("prolifi", "api");
        imports.name("prolifi", "endpoint");
        code.docs(&[match group.docs.trim() {
            "" => format!("The operations of {}.", group.trait_name),
            docs => docs.to_owned(),
        }]);
        let defaults = &group.defaults;
        let mut options = Vec::new();
        options.extend(defaults.envelope.as_ref().map(|member| format!("envelope = {member:?}")));
        options.extend(auth(defaults.auth.as_deref()));
        options.extend(style(defaults.style));
        options.extend(defaults.pages.as_ref().map(|name| format!("pages = {name}")));
        options.push(format!("openapi = {:?}", self.document));
        code.attribute("api", &options);
        code.line(&format!("pub trait {} {{", group.trait_name));
        code.indented(|code| {
            for method in &group.methods {
                code.blank();
                self.method(code, imports, group, method);
            }
        });
        code.line("}");
    }

    fn method(&self, code: &mut Code, imports: &mut Imports, group: &Group, method: &Method) {
        code.docs(&method.docs);
        if let Some(other) = &method.same_as {
            return self.same(code, imports, method, other);
        }
        let mut options = vec![method.verb.clone(), format!("{:?}", method.template)];
        options.extend(method.envelope.as_ref().map(|member| format!("envelope = {member:?}")));
        if !method.headers.is_empty() {
            let headers: Vec<_> = method.headers.iter().map(|header| format!("{header:?}")).collect();
            options.push(format!("headers({})", headers.join(", ")));
        }
        options.extend(style(method.style));
        options.extend(auth(method.auth.as_deref()));
        options.extend(method.server.as_ref().map(|server| format!("server = {server:?}")));
        if let Some(shape) = method.pages.as_ref().filter(|_| group.defaults.pages.is_none()) {
            let known = group.shapes.iter().find(|(_, known)| known.calls == shape.calls);
            options.extend(known.map(|(name, _)| format!("pages = {name}")));
        }
        if !method.is_in_document {
            options.push("contract = false".to_owned());
        }
        code.attribute("endpoint", &options);
        if method.is_deprecated {
            code.line("#[deprecated]");
        }
        if method.arguments.len() + 1 > MANY_ARGUMENTS {
            code.line("#[allow(clippy::too_many_arguments)]");
        }
        let mut arguments = vec!["&self".to_owned()];
        arguments.extend(method.arguments.iter().map(|argument| self.argument(imports, argument)));
        let answer = self.success(imports, &method.success);
        code.signature(&format!("fn {}", method.name), &arguments, &format!(" -> {answer};"));
    }

    /// A method that makes the request of another.
    fn same(&self, code: &mut Code, imports: &mut Imports, method: &Method, other: &str) {
        if method.is_deprecated {
            code.line("#[deprecated]");
        }
        let mut arguments = vec!["&self".to_owned()];
        arguments.extend(
            method
                .arguments
                .iter()
                .map(|argument| self.argument(imports, &Argument { role: None, ..argument.clone() })),
        );
        let answer = self.success(imports, &method.success);
        code.signature(&format!("fn {}", method.name), &arguments, &format!(" -> {answer} {{"));
        let names: Vec<_> = method.arguments.iter().map(|argument| argument.name.as_str()).collect();
        code.indented(|code| code.call(&format!("self.{other}"), &names));
        code.line("}");
    }

    fn argument(&self, imports: &mut Imports, argument: &Argument) -> String {
        let ty = match &argument.ty {
            ArgumentType::Bytes => imports.name("prolifi", "Body"),
            ArgumentType::Multipart => imports.name("prolifi", "Multipart"),
            ArgumentType::Of(ty) => self.borrowed(imports, ty),
        };
        let ty = if argument.is_optional { format!("Option<{ty}>") } else { ty };
        let role = argument.role.as_ref().map(|role| format!("{role} ")).unwrap_or_default();
        format!("{role}{}: {ty}", argument.name)
    }

    /// A type as an argument has it.
    fn borrowed(&self, imports: &mut Imports, ty: &Type) -> String {
        match ty {
            Type::Text => "&str".to_owned(),
            Type::Bool | Type::Integer(_) | Type::Float | Type::Time => self.ty(imports, ty),
            Type::List(inner) if **inner == Type::Text => "&[&str]".to_owned(),
            Type::List(inner) => format!("&[{}]", self.ty(imports, inner)),
            Type::Optional(inner) => format!("Option<{}>", self.borrowed(imports, inner)),
            other => format!("&{}", self.ty(imports, other)),
        }
    }

    fn success(&self, imports: &mut Imports, success: &Success) -> String {
        if let Success::Pages(item) = success {
            let item = self.ty(imports, item);
            return format!("{}<{item}>", imports.name("prolifi", "Pages"));
        }
        let answer = match success {
            Success::Nothing => "()".to_owned(),
            Success::Json(ty) => self.ty(imports, ty),
            Success::Text => imports.name("prolifi", "Text"),
            Success::Raw => imports.name("prolifi", "Raw"),
            Success::Events => {
                let streaming = imports.name("prolifi::streaming", "Streaming");
                imports.name("prolifi::streaming", "self");
                format!("{streaming}<streaming::Events>")
            }
            Success::Lines(ty) => {
                let streaming = imports.name("prolifi::streaming", "Streaming");
                let lines = imports.name("prolifi::streaming", "JsonLines");
                format!("{streaming}<{lines}<{}>>", self.ty(imports, ty))
            }
            Success::Statuses(model, has_headers) => {
                let name = self.model_name(imports, *model);
                if *has_headers { format!("{}<{name}>", imports.name("prolifi", "Response")) } else { name }
            }
            Success::Pages(_) => String::new(),
        };
        format!("{}<{answer}>", imports.name("prolifi", "Call"))
    }
}

fn auth(names: Option<&[String]>) -> Option<String> {
    Some(match names? {
        [] => "auth = none".to_owned(),
        [one] => format!("auth = {one:?}"),
        several => {
            let names: Vec<_> = several.iter().map(|name| format!("{name:?}")).collect();
            format!("auth = [{}]", names.join(", "))
        }
    })
}

fn style(style: Style) -> Vec<String> {
    let lists = style.lists.map(|lists| format!("lists = {lists:?}"));
    let structs = style.structs.map(|structs| format!("structs = {structs:?}"));
    lists.into_iter().chain(structs).collect()
}
