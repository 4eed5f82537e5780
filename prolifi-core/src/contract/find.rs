//! Which operation of a document an endpoint is.

use super::{
    document::{Document, Operation},
    nearest::suggestion,
};
use crate::endpoint::{Endpoint, PathPart};

/// The operation of the endpoint's method whose path is of its shape, behind the path of a server or not.
///
/// # Errors
///
/// What the document has in its place.
pub(super) fn operation<'d>(document: &'d Document, endpoint: &Endpoint) -> Result<Operation<'d>, String> {
    let own = shape_of(endpoint);
    let bases = document.bases();
    let wanted: Vec<&str> = std::iter::once(own.as_str())
        .chain(bases.iter().filter_map(|base| own.strip_prefix(base.as_str())))
        .collect();
    let of_path: Vec<_> = document
        .operations()
        .filter(|operation| wanted.contains(&shape(operation.path()).as_str()))
        .collect();
    let method = endpoint.method();
    let of_method = of_path.iter().find(|operation| operation.method() == method.as_str());
    of_method.cloned().ok_or_else(|| match of_path.iter().map(Operation::method).collect::<Vec<_>>() {
        methods if methods.is_empty() => {
            let paths: Vec<_> = document.operations().map(|operation| operation.path()).collect();
            format!("the document has no such path{}", suggestion(endpoint.template(), paths))
        }
        methods => format!("the document has no {method} of this path, and {}", methods.join(", ")),
    })
}

/// A path with its values as `{}`.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    shape + rest
}

fn shape_of(endpoint: &Endpoint) -> String {
    let parts = endpoint.path().iter().map(|part| match part {
        PathPart::Literal(text) => percent_encoding::percent_decode_str(text).decode_utf8_lossy(),
        PathPart::Value { .. } | PathPart::Rest { .. } | PathPart::List { .. } => "{}".into(),
    });
    let shape: String = parts.collect();
    if shape.starts_with('/') { shape } else { format!("/{shape}") }
}

/// The values of a path that was sent, by the names of the document, as they were sent: percent-encoded. What stands
/// before the path of the document is the address of the service.
pub(super) fn path_values<'t>(template: &'t str, sent: &str) -> Vec<(&'t str, String)> {
    let starts = sent.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| at);
    starts.filter_map(|start| matched(template, &sent[start..])).next().unwrap_or_default()
}

fn matched<'t>(template: &'t str, sent: &str) -> Option<Vec<(&'t str, String)>> {
    let Some((before, after)) = template.split_once('{') else {
        return (template == sent).then(Vec::new);
    };
    let sent = sent.strip_prefix(before)?;
    let (name, after) = after.split_once('}')?;
    // As short as the text behind the value allows, and no further than its segment.
    let end = sent.find('/').unwrap_or(sent.len());
    let mut ends = (1..=end).filter(|end| sent.is_char_boundary(*end));
    ends.find_map(|end| {
        let mut values = matched(after, &sent[end..])?;
        values.insert(0, (name, sent[..end].to_owned()));
        Some(values)
    })
}
