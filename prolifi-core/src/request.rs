//! From the arguments of an endpoint to a complete request, without any I/O and without a type parameter that is
//! not needed: each part of a request is written, and refused, in one place.

mod body;
mod destination;
pub(crate) mod header;
mod header_rules;
mod own_headers;
mod pairs;
pub(crate) mod path;
mod percent;
mod prepared;
pub(crate) mod query;
mod redirected;

pub use self::{
    body::IntoBody,
    header::HeaderArg,
    path::{PathArg, PathRest, PathValue, path_list, path_rest, path_value},
    query::{QueryArg, query_arg},
};
pub(crate) use self::{body::form_body, header::header_value, prepared::Prepared, query::append_query};
