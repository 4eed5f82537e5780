//! [`Unread`]: parts of a document that break its own rules.

use std::{collections::HashMap, fmt};

use super::{
    json::Json,
    node::Node,
    operation::{METHODS, template_names},
    parameter::Location,
};

/// A part of a document that could not be read, or means nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Where it stands, as a JSON pointer.
    pub place: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Prints the place, then the reason.
impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// All of a document, in the order of their places.
pub(super) fn unread(root: &Node<'_>) -> Vec<Unread> {
    let mut found = Vec::new();
    references(root, &mut found);
    let paths = root.get("paths");
    if paths.as_ref().is_some_and(|paths| !is_object(paths)) {
        report(&mut found, root, "/paths", "is no object");
    }
    let mut ids: HashMap<&str, String> = HashMap::new();
    for (path, item) in paths.iter().flat_map(Node::members).filter(|(path, _)| !path.starts_with("x-")) {
        if !path.starts_with('/') {
            report(&mut found, &item, "", "the path does not begin with `/`");
        }
        let item = item.follow();
        if !is_object(&item) {
            report(&mut found, &item, "", "is no object");
        }
        for (method, operation) in item.members().filter(|(name, _)| METHODS.contains(name)) {
            if !is_object(&operation) {
                report(&mut found, &operation, "", "is no object");
                continue;
            }
            if let Some(id) = operation.text("operationId")
                && let Some(first) = ids.insert(id, format!("{} {path}", method.to_uppercase()))
            {
                report(
                    &mut found,
                    &operation,
                    "/operationId",
                    &format!("`{id}` is the name of `{first}` already"),
                );
            }
            parameters(path, &item, &operation, &mut found);
            answers(&operation, &mut found);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Those that lead nowhere.
fn references(node: &Node<'_>, found: &mut Vec<Unread>) {
    if let Some(reference) = node.reference() {
        if !reference.starts_with('#') {
            report(found, node, "/$ref", &format!("`{reference}` leads to another file, which is not read"));
        } else if node.at(reference).is_none() {
            report(found, node, "/$ref", &format!("`{reference}` leads nowhere"));
        } else if node.follow().reference().is_some_and(|last| node.at(last).is_some()) {
            report(found, node, "/$ref", &format!("`{reference}` leads in a circle"));
        }
    }
    for child in node.items() {
        references(&child, found);
    }
    // What an example or an extension holds is a value, and no part of the description.
    for (_, child) in node.members().filter(|(name, _)| {
        !matches!(*name, "example" | "examples" | "default" | "enum") && !name.starts_with("x-")
    }) {
        references(&child, found);
    }
}

fn parameters(path: &str, item: &Node<'_>, operation: &Node<'_>, found: &mut Vec<Unread>) {
    let mut named = Vec::new();
    for list in [item, operation].iter().filter_map(|node| node.get("parameters")) {
        for node in list.items() {
            let parameter = node.follow();
            match (parameter.text("name"), parameter.text("in").map(Location::named)) {
                // Reported as a reference.
                _ if parameter.reference().is_some() => {}
                (None, _) => report(found, &node, "", "a parameter without a name"),
                (Some(name), None) => {
                    report(
                        found,
                        &node,
                        "",
                        &format!("the parameter `{name}` does not say where it is sent (`in`)"),
                    );
                }
                (Some(name), Some(None)) => {
                    let place = parameter.text("in").unwrap_or_default();
                    report(
                        found,
                        &node,
                        "/in",
                        &format!("the parameter `{name}` is sent in `{place}`, which is no place"),
                    );
                }
                (Some(name), Some(Some(Location::Path))) => named.push(name),
                (Some(_), Some(Some(_))) => {}
            }
        }
    }
    for name in template_names(path).into_iter().filter(|name| !named.contains(name)) {
        report(found, operation, "", &format!("the path has `{{{name}}}`, and no parameter is of that name"));
    }
}

fn answers(operation: &Node<'_>, found: &mut Vec<Unread>) {
    let Some(responses) = operation.get("responses") else {
        return report(found, operation, "", "has no `responses`");
    };
    for (status, node) in responses.members().filter(|(name, _)| !name.starts_with("x-")) {
        let class = status.strip_suffix("XX").or_else(|| status.strip_suffix("xx"));
        let is_status =
            status.len() == 3 && status.parse().is_ok_and(|status: u16| (100..=599).contains(&status));
        let is_class = class.is_some_and(|class| matches!(class, "1" | "2" | "3" | "4" | "5"));
        if status != "default" && !is_status && !is_class {
            report(found, &node, "", &format!("`{status}` is no status"));
        }
    }
}

fn is_object(node: &Node<'_>) -> bool {
    matches!(node.json(), Json::Object(_))
}

fn report(found: &mut Vec<Unread>, node: &Node<'_>, below: &str, reason: &str) {
    found.push(Unread { place: format!("{}{below}", node.place()), reason: reason.to_owned() });
}
