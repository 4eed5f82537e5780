//! The path template: `/literal/<name>/<rest..>?<scalar>&key=<list:comma>&literal=value&<struct..>`.
//!
//! [`parse`](Template::parse) is the only way to get one, so a [`Template`] is always valid. Literals are
//! percent-encoded here, at compile time; values are encoded by the client when a call is built.

mod encode;
pub(crate) mod parse;
mod placeholder;
mod query;

use std::fmt;

use crate::style::Style;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    /// In order, literals merged with the slashes around them.
    pub(crate) path: Vec<PathPart>,
    pub(crate) query: Vec<QueryPart>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathPart {
    /// Percent-encoded.
    Literal(String),
    Value(String),
    Rest(String),
    /// A list as one value, with commas.
    List(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum QueryPart {
    /// Percent-encoded, `key=value` or `key`.
    Literal(String),
    /// The key is percent-encoded.
    Value {
        key: String,
        name: String,
        style: Style,
    },
    Fields {
        name: String,
        style: Style,
    },
}

impl Template {
    /// The names in the path, each once, in order of their first use.
    pub(crate) fn path_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for part in &self.path {
            if let PathPart::Value(name) | PathPart::Rest(name) | PathPart::List(name) = part
                && !names.contains(&name.as_str())
            {
                names.push(name.as_str());
            }
        }
        names
    }

    /// The names in the query, in order.
    pub(crate) fn query_names(&self) -> Vec<&str> {
        self.query
            .iter()
            .filter_map(|part| match part {
                QueryPart::Literal(_) => None,
                QueryPart::Value { name, .. } | QueryPart::Fields { name, .. } => Some(name.as_str()),
            })
            .collect()
    }
}

/// The canonical form: parsing it gives the same template.
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.path {
            match part {
                PathPart::Literal(text) => f.write_str(text)?,
                PathPart::Value(name) => write!(f, "<{name}>")?,
                PathPart::Rest(name) => write!(f, "<{name}..>")?,
                PathPart::List(name) => write!(f, "<{name}:comma>")?,
            }
        }
        for (i, part) in self.query.iter().enumerate() {
            f.write_str(if i == 0 { "?" } else { "&" })?;
            match part {
                QueryPart::Literal(text) => f.write_str(text)?,
                QueryPart::Value { key, name, style } => write!(f, "{key}=<{name}{style}>")?,
                QueryPart::Fields { name, style } => write!(f, "<{name}..{style}>")?,
            }
        }
        Ok(())
    }
}
