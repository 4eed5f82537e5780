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
        if let QueryPart::Literal(text) = part {
            pairs.literal(text);
            continue;
        }
        let name = part.name();
        write_part(&mut pairs, part, endpoint.query_style(), next(name, &mut args)?)
            .map_err(|problem| unencodable(name, &problem))?;
    }
    Ok(())
}

/// Appends the argument of one part. `style` is that of the endpoint, where the part has none of its own.
fn write_part(
    pairs: &mut Pairs<'_>,
    part: &QueryPart,
    style: Style,
    value: &dyn IntoPairs,
) -> Result<(), Problem> {
    let style = part.style().unwrap_or(style);
    match part {
        QueryPart::Literal(_) => Ok(()),
        QueryPart::Value { key, .. } | QueryPart::ValueAs { key, .. } => pairs.value(key, value, style),
        QueryPart::Fields { .. } | QueryPart::FieldsAs { .. } => pairs.fields(value, style),
    }
}

/// The pairs of one part of a query alone, as they would stand in it.
///
/// # Errors
///
/// What of the value has no place in a query.
#[cfg(feature = "testing")]
pub(crate) fn pairs_of<T: Serialize>(part: &QueryPart, style: Style, value: &T) -> Result<String, String> {
    let mut text = String::new();
    write_part(&mut Pairs::query(&mut text), part, style, value).map_err(|problem| problem.to_string())?;
    Ok(text.trim_start_matches('?').to_owned())
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
