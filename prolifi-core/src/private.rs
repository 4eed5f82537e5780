//! Everything that an expansion of the macros names, and the types that go with it.

pub use http::{HeaderValue, StatusCode};

pub use crate::{
    answer::{Answer, FromResponse, header_field, media_types, status_in},
    call::{Call, FromCall, Request},
    client::{Api, Client},
    endpoint::{
        ApiDescription, Endpoint, ListStyle, PageShape, PathPart, QueryPart, RequestPart, Route, StructStyle,
        Style, Untyped,
    },
    error::Error,
    pages::Page,
    request::{PathArg, QueryArg, path_list, path_rest, path_value, query_arg},
};

/// The client that `api` calls with: written as a function so that a missing bound is reported for `A`.
pub fn client<A: Api + ?Sized>(api: &A) -> &Client {
    api.client()
}
