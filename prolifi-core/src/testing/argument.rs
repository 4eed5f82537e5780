//! [`Argument`]: where the declaration of an endpoint puts the argument with a name.

use std::fmt;

use crate::endpoint::{Endpoint, PathPart, QueryPart, RequestPart};

/// An argument of an endpoint: the part of the request that it fills.
#[derive(Debug, Clone, Copy)]
pub(super) enum Argument {
    Path(&'static PathPart),
    Query(&'static QueryPart),
    Other(&'static RequestPart),
}

impl Argument {
    /// Finds an argument by the name that it has in the declaration.
    ///
    /// # Errors
    ///
    /// A sentence with the names that there are.
    pub(super) fn find(endpoint: &'static Endpoint, name: &str) -> Result<Self, String> {
        all(endpoint).find(|argument| argument.name() == name).ok_or_else(|| {
            let known: Vec<String> = all(endpoint).map(|argument| argument.to_string()).collect();
            let known = match known.is_empty() {
                true => "it has none".to_owned(),
                false => format!("it has {}", known.join(", ")),
            };
            format!("`{}` ({endpoint}) has no argument `{name}`: {known}", endpoint.name())
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Path(part) => match part {
                PathPart::Literal(_) => "",
                PathPart::Value { name, .. } | PathPart::Rest { name, .. } | PathPart::List { name, .. } => {
                    name
                }
            },
            Self::Query(part) => part.name(),
            Self::Other(part) => match part {
                RequestPart::Header { name, .. }
                | RequestPart::Headers { name }
                | RequestPart::Cookie { name, .. }
                | RequestPart::Body { name }
                | RequestPart::Form { name }
                | RequestPart::Multipart { name }
                | RequestPart::Url { name } => name,
            },
        }
    }
}

fn all(endpoint: &'static Endpoint) -> impl Iterator<Item = Argument> {
    let path = endpoint.path().iter().map(Argument::Path);
    let query = endpoint.query().iter().map(Argument::Query);
    let others = endpoint.request_parts().iter().map(Argument::Other);
    path.chain(query).chain(others).filter(|argument| !argument.name().is_empty())
}

/// With its place: `` `id` (path) ``.
impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self {
            Self::Path(_) => "path",
            Self::Query(_) => "query",
            Self::Other(part) => match part {
                RequestPart::Header { .. } => "header",
                RequestPart::Headers { .. } => "headers",
                RequestPart::Cookie { .. } => "cookie",
                RequestPart::Body { .. } => "body",
                RequestPart::Form { .. } => "form",
                RequestPart::Multipart { .. } => "multipart form",
                RequestPart::Url { .. } => "address",
            },
        };
        write!(f, "`{}` ({place})", self.name())
    }
}
