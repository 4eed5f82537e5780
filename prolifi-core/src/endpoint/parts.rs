//! The parts of a request, and which argument fills each. Generated.

use super::style::Style;

/// A piece of a path template. Generated.
#[doc(hidden)]
#[derive(Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Text that is percent-encoded already, with its slashes.
    Literal(&'static str),
    /// `<name>`, filled with the path argument at this index.
    Value { name: &'static str, arg: usize },
    /// `<name..>`, filled with the path argument at this index.
    Rest { name: &'static str, arg: usize },
    /// `<name:comma>`, filled with the path argument at this index.
    List { name: &'static str, arg: usize },
}

/// A piece of the query of a path template. Generated.
#[doc(hidden)]
#[derive(Debug, PartialEq, Eq)]
pub enum QueryPart {
    /// `literal=value`, percent-encoded already.
    Literal(&'static str),
    /// `<name>`, or `key=<name>` with an encoded key.
    Value { name: &'static str, key: &'static str },
    /// `<name..>`: the fields of a struct or the entries of a map.
    Fields { name: &'static str },
    /// `<name:comma>`: a value with a style of its own.
    ValueAs { name: &'static str, key: &'static str, style: Style },
    /// `<name..:brackets>`: fields with a style of their own.
    FieldsAs { name: &'static str, style: Style },
}

/// A part of a request outside of its path and query, and the argument that fills it. Generated.
#[doc(hidden)]
#[derive(Debug, PartialEq, Eq)]
pub enum RequestPart {
    /// `#[header("Name")]`.
    Header { name: &'static str, header: &'static str },
    /// `#[headers]`.
    Headers { name: &'static str },
    /// `#[cookie("name")]`.
    Cookie { name: &'static str, cookie: &'static str },
    /// `#[body]`: JSON, or as it is given.
    Body { name: &'static str },
    /// `#[form]`.
    Form { name: &'static str },
    /// `#[multipart]`.
    Multipart { name: &'static str },
    /// `#[url]`: the whole address.
    Url { name: &'static str },
}

impl QueryPart {
    /// The argument that fills it; nothing for a literal.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Literal(_) => "",
            Self::Value { name, .. }
            | Self::Fields { name }
            | Self::ValueAs { name, .. }
            | Self::FieldsAs { name, .. } => name,
        }
    }

    /// The style of this part, where it has one of its own.
    pub(crate) const fn style(&self) -> Option<Style> {
        match self {
            Self::Literal(_) | Self::Value { .. } | Self::Fields { .. } => None,
            Self::ValueAs { style, .. } | Self::FieldsAs { style, .. } => Some(*style),
        }
    }
}
