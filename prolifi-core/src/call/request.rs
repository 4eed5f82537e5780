//! [`Request`]: what generated code fills, and what a call is made of.

use std::{borrow::Borrow, fmt::Display, future::Future};

use http::HeaderMap;
use serde::Serialize;

use super::{AsyncResult, Call, FromCall};
use crate::{
    body::{Body, Multipart},
    client::Client,
    endpoint::Endpoint,
    request::{HeaderArg, IntoBody, PathArg, Prepared, QueryArg, form_body, header, path, query},
};

/// A request in the making: what generated code fills, one statement an argument.
///
/// The first argument that does not fit is kept as the error of the call; the rest is skipped.
#[doc(hidden)]
#[derive(Debug)]
pub struct Request {
    prepared: Box<Prepared>,
}

/// A bound in place of the type, so that the compiler says in our words what is missing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a form with files",
    label = "not a `Multipart` by value",
    note = "take a `prolifi::Multipart` by value; a struct is sent as a form without files, with `#[form]`"
)]
pub trait IsMultipart {
    fn multipart(self) -> Multipart;
}

impl IsMultipart for Multipart {
    fn multipart(self) -> Self {
        self
    }
}

/// As [`IsMultipart`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be headers",
    label = "not a `HeaderMap`",
    note = "take a `prolifi::http::HeaderMap` or a reference to one; a single header is an argument with `#[header(\"Name\")]`"
)]
pub trait IsHeaderMap: Borrow<HeaderMap> {}

#[diagnostic::do_not_recommend]
impl<T: Borrow<HeaderMap>> IsHeaderMap for T {}

/// As [`IsMultipart`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a URL",
    label = "not `Display`",
    note = "an argument with `#[url]` implements `Display`, as `&str`, `String` and `Url` do"
)]
pub trait IsUrl: Display {}

#[diagnostic::do_not_recommend]
impl<T: Display> IsUrl for T {}

impl Request {
    /// Starts with the URI: the client's base URL, the path and the query.
    pub fn new(
        client: &Client,
        endpoint: &'static Endpoint,
        path: &[PathArg<'_>],
        query: &[QueryArg<'_>],
    ) -> Self {
        let mut prepared = Box::new(Prepared::new(client, endpoint));
        let written = path::write(&mut prepared.target, endpoint.path(), path)
            .and_then(|()| query::write(&mut prepared.target, endpoint, query));
        prepared.check(written);
        Self { prepared }
    }

    /// Starts with a whole URL that the service gave.
    pub fn to_url<T: IsUrl>(client: &Client, endpoint: &'static Endpoint, url: &T) -> Self {
        let mut prepared = Box::new(Prepared::new(client, endpoint));
        let gone = prepared.go_to(&url.to_string());
        prepared.check(gone);
        Self { prepared }
    }

    /// Sets a header, unless the value is `None`.
    pub fn header<M, T: HeaderArg<M>>(&mut self, name: &'static str, value: &T) {
        let set = header::set(&mut self.prepared, name, value.to_value());
        self.prepared.check(set);
    }

    /// Adds a cookie, unless the value is `None`.
    pub fn cookie<M, T: HeaderArg<M>>(&mut self, name: &'static str, value: &T) {
        let added = header::add_cookie(&mut self.prepared, name, value.to_value());
        self.prepared.check(added);
    }

    /// Sets every header of a map.
    pub fn headers<T: IsHeaderMap>(&mut self, map: T) {
        let set = header::set_all(&mut self.prepared, map.borrow());
        self.prepared.check(set);
    }

    /// Sets the body: JSON, or a [`Body`] as it is.
    pub fn body<M, T: IntoBody<M>>(&mut self, value: T) {
        let body = value.into_body();
        self.set_body(body);
    }

    /// Sets the body: the fields of a struct or the entries of a map, as an HTML form.
    pub fn form<T: Serialize>(&mut self, name: &'static str, value: &T) {
        self.set_body(form_body(name, value, self.prepared.endpoint.query_style()));
    }

    /// Sets the body: a form with files.
    pub fn multipart<T: IsMultipart>(&mut self, form: T) {
        self.set_body(Ok(form.multipart().into()));
    }

    /// Hands the call over as the method's return type.
    pub fn finish<R: FromCall>(self) -> R {
        R::from_call(Call::new(self.prepared))
    }

    /// Hands the call over as the future of an `async fn`.
    pub fn finish_async<R: AsyncResult>(self) -> impl Future<Output = R> + Send + use<R> {
        let call = Call::<R::Answer>::new(self.prepared);
        async move { R::from_result(call.await) }
    }

    fn set_body(&mut self, body: Result<Body, String>) {
        let set = body.map(|body| self.prepared.set_body(body));
        self.prepared.check(set);
    }
}
