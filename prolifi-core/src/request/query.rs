//! Query arguments: any `Serialize`, encoded as strictly as a path.

use std::{fmt, slice};

use serde::Serialize;

use super::pairs::{IntoPairs, Pairs, Problem};
use crate::endpoint::{Endpoint, QueryPart, Style};

/// An argument of the query, without its type.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct QueryArg<'a>(&'a dyn IntoPairs);

/// The argument of a `<name>`, a `key=<name>` or a `<name..>`.
#[doc(hidden)]
pub fn query_arg<T: Serialize>(value: &T) -> QueryArg<'_> {
    QueryArg(value)
}

/// Appends the query to `uri`, with its `?` if there is anything to send.
///
/// # Errors
///
/// A sentence that names the argument, and what of it has no place in a query.
pub(crate) fn write(uri: &mut String, endpoint: &Endpoint, args: &[QueryArg<'_>]) -> Result<(), String> {
    if endpoint.query().is_empty() {
        return Ok(());
    }
    let mut pairs = Pairs::query(uri);
    let mut args = args.iter();
    for part in endpoint.query() {
        let style = part.style().unwrap_or_else(|| endpoint.query_style());
        match part {
            QueryPart::Literal(text) => pairs.literal(text),
            QueryPart::Value { name, key } | QueryPart::ValueAs { name, key, .. } => {
                let value = next(name, &mut args)?;
                pairs.value(key, value, style).map_err(|problem| unencodable(name, &problem))?;
            }
            QueryPart::Fields { name } | QueryPart::FieldsAs { name, .. } => {
                let value = next(name, &mut args)?;
                pairs.fields(value, style).map_err(|problem| unencodable(name, &problem))?;
            }
        }
    }
    Ok(())
}

fn next<'a>(name: &str, args: &mut slice::Iter<'_, QueryArg<'a>>) -> Result<&'a dyn IntoPairs, String> {
    args.next().map(|arg| arg.0).ok_or_else(|| format!("the query argument `{name}` is missing"))
}

/// Appends one pair that the caller added to a call.
///
/// # Errors
///
/// A sentence that names the key.
pub(crate) fn append_query<T: Serialize>(
    uri: &mut String,
    key: &str,
    value: &T,
    style: Style,
) -> Result<(), String> {
    Pairs::query(uri).named(key, value, style).map_err(|problem| unencodable(key, &problem))
}

fn unencodable(name: &str, problem: &Problem) -> String {
    format!("the query argument `{name}` could not be encoded: {problem}")
}

impl fmt::Debug for QueryArg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryArg")
    }
}
