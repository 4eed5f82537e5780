//! [`Endpoint`]: what is known of an HTTP operation before any of its calls is made.

mod description;
mod page_shape;
mod parts;
mod route;
mod style;

use std::{fmt, time::Duration};

use http::Method;

pub use self::{
    description::ApiDescription,
    page_shape::{NextPage, PageShape, ReadFrom, WriteTo},
    parts::{PathPart, QueryPart, RequestPart},
    route::{Route, Untyped},
    style::{ListStyle, StructStyle, Style},
};

/// One declared HTTP operation: its method, its path template and the options of its `#[endpoint]`.
///
/// It is data in the program's image, so metrics, logs and tests can name an operation by its template
/// and never by a filled path.
///
/// ```
/// use prolifi::{Call, Client, Service, api, endpoint};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes")]
///     fn get_note(&self) -> Call<()>;
/// }
///
/// let client = Client::builder(Service::new("https://api.example.com")).build()?;
/// let call = client.get_note();
/// let endpoint = call.endpoint().expect("the call was made by a declared endpoint");
/// assert_eq!(endpoint.to_string(), "GET /notes");
/// assert_eq!((endpoint.name(), endpoint.template()), ("get_note", "/notes"));
/// # Ok::<(), prolifi::Error>(())
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Endpoint {
    name: &'static str,
    method: &'static str,
    template: &'static str,
    path: &'static [PathPart],
    query: &'static [QueryPart],
    style: Style,
    envelope: Option<&'static str>,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    idle_timeout: Option<Duration>,
    max_retries: Option<u32>,
    redirects: Option<u32>,
    max_body: Option<u64>,
    idempotent: Option<bool>,
    auth: Option<&'static [&'static str]>,
    server: Option<&'static str>,
    pages: Option<&'static PageShape>,
    parts: &'static [RequestPart],
}

impl Endpoint {
    /// The name of the declaring method.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The HTTP method.
    pub fn method(&self) -> Method {
        // Asked for several times in a call: the usual ones are not parsed.
        match self.method {
            "GET" => Method::GET,
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "PATCH" => Method::PATCH,
            "DELETE" => Method::DELETE,
            // The macro has checked the token; the fallback is never taken.
            other => Method::from_bytes(other.as_bytes()).unwrap_or_default(),
        }
    }

    /// The path template, such as `/customers/<id>`: what `#[endpoint]` says of path and query, behind the `base` of
    /// `#[api]`.
    pub const fn template(&self) -> &'static str {
        self.template
    }

    /// The template without its query, such as `/customers/<id>`: `url.template` in OpenTelemetry's conventions.
    ///
    /// ```
    /// use prolifi::{Call, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/<id>?<lang>")]
    ///     fn get_note(&self, id: u64, lang: &str) -> Call<String>;
    /// }
    ///
    /// assert_eq!(NOTES.get_note.template(), "/notes/<id>?<lang>");
    /// assert_eq!(NOTES.get_note.path_template(), "/notes/<id>");
    /// ```
    pub fn path_template(&self) -> &'static str {
        self.template.split('?').next().unwrap_or_default()
    }

    /// The names of the path parameters, in the order of the template.
    ///
    /// ```
    /// use prolifi::{Call, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/<id>")]
    ///     fn get_note(&self, id: u64) -> Call<String>;
    /// }
    ///
    /// let names: Vec<_> = NOTES.get_note.path_parameters().collect();
    /// assert_eq!(names, ["id"]);
    /// ```
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.path.iter().filter_map(|part| match part {
            PathPart::Literal(_) => None,
            PathPart::Value { name, .. } | PathPart::Rest { name, .. } | PathPart::List { name, .. } => {
                Some(*name)
            }
        })
    }

    /// The keys of the query parameters that are named in the template, in its order. The fields of a
    /// `<name..>` are not among them: its type alone knows them.
    ///
    /// ```
    /// use prolifi::{Call, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes?<text>&tag=<tags>")]
    ///     fn search(&self, text: &str, tags: &[&str]) -> Call<Vec<String>>;
    /// }
    ///
    /// let keys: Vec<_> = NOTES.search.query_parameters().collect();
    /// assert_eq!(keys, ["text", "tag"]);
    /// ```
    pub fn query_parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.query.iter().filter_map(|part| match part {
            QueryPart::Value { key, .. } | QueryPart::ValueAs { key, .. } => Some(*key),
            QueryPart::Literal(_) | QueryPart::Fields { .. } | QueryPart::FieldsAs { .. } => None,
        })
    }

    /// How lists and structs are written in the query and in a form, but for the parts of the template that have a
    /// style of their own.
    ///
    /// ```
    /// use prolifi::{Endpoint, ListStyle, StructStyle, Style};
    ///
    /// static FIND: Endpoint = Endpoint::new("find", "GET", "/notes", &[], &[])
    ///     .style(Style { lists: ListStyle::Comma, structs: StructStyle::Flat });
    /// // `FIND` is what `#[endpoint(GET, "/notes?<ids>", lists = "comma")]` declares.
    /// assert_eq!(FIND.query_style().lists, ListStyle::Comma);
    /// ```
    pub const fn query_style(&self) -> Style {
        self.style
    }

    /// The member of a JSON answer that holds the value, where the endpoint has one.
    pub const fn envelope_member(&self) -> Option<&'static str> {
        self.envelope
    }

    /// How its pages are written and asked for, where it or its trait says so; else it is as the service does.
    pub const fn page_shape(&self) -> Option<&'static PageShape> {
        self.pages
    }

    /// Whether a repeated request does no more than a single one: what the declaration says, or else
    /// what RFC 9110, section 9.2.2 says of the method.
    ///
    /// ```
    /// use prolifi::Endpoint;
    ///
    /// static CONFIRM: Endpoint = Endpoint::new("confirm", "POST", "/notes/<id>:confirm", &[], &[]).idempotent(true);
    /// static ADD: Endpoint = Endpoint::new("add", "POST", "/notes", &[], &[]);
    /// // `#[endpoint(POST, "/notes/<id>:confirm", idempotent = true)]`
    /// assert!(CONFIRM.is_idempotent());
    /// // `#[endpoint(POST, "/notes")]`
    /// assert!(!ADD.is_idempotent());
    /// ```
    pub fn is_idempotent(&self) -> bool {
        self.idempotent.unwrap_or_else(|| self.method().is_idempotent())
    }

    /// Whether the request only reads (RFC 9110, section 9.2.1), so that there is nothing that it could have done:
    /// what the method says, unless the endpoint is declared as one whose repetition does harm.
    pub(crate) fn is_safe(&self) -> bool {
        self.method().is_safe() && self.idempotent != Some(false)
    }

    /// The server that the endpoint lives on, where its declaration names one. See
    /// [`Service::server`](crate::Service::server).
    ///
    /// ```
    /// use prolifi::Endpoint;
    ///
    /// static PUT_FILE: Endpoint = Endpoint::new("put_file", "PUT", "/files", &[], &[]).server("uploads");
    /// // `#[endpoint(PUT, "/files", server = "uploads")]`
    /// assert_eq!(PUT_FILE.declared_server(), Some("uploads"));
    /// ```
    pub const fn declared_server(&self) -> Option<&'static str> {
        self.server
    }

    /// The names of the schemes that the endpoint authenticates with, where its declaration says so: none of
    /// `auth = none`. See [`Service::scheme`](crate::Service::scheme).
    ///
    /// ```
    /// use prolifi::Endpoint;
    ///
    /// static PAYOUTS: Endpoint = Endpoint::new("payouts", "GET", "/payouts", &[], &[]).auth(&["partner"]);
    /// // `#[endpoint(GET, "/payouts", auth = "partner")]`
    /// assert_eq!(PAYOUTS.declared_auth(), Some(&["partner"][..]));
    /// ```
    pub const fn declared_auth(&self) -> Option<&'static [&'static str]> {
        self.auth
    }

    /// What the declaration says of repeating the request, if it says anything.
    pub(crate) const fn declared_idempotent(&self) -> Option<bool> {
        self.idempotent
    }

    pub(crate) const fn path(&self) -> &'static [PathPart] {
        self.path
    }

    pub(crate) const fn query(&self) -> &'static [QueryPart] {
        self.query
    }

    /// What is filled by arguments outside of path and query.
    #[cfg(any(feature = "contract", feature = "testing"))]
    pub(crate) const fn request_parts(&self) -> &'static [RequestPart] {
        self.parts
    }

    pub(crate) const fn declared_timeout(&self) -> Option<Duration> {
        self.timeout
    }

    pub(crate) const fn declared_attempt_timeout(&self) -> Option<Duration> {
        self.attempt_timeout
    }

    pub(crate) const fn declared_idle_timeout(&self) -> Option<Duration> {
        self.idle_timeout
    }

    pub(crate) const fn declared_max_body(&self) -> Option<u64> {
        self.max_body
    }

    pub(crate) const fn declared_redirects(&self) -> Option<u32> {
        self.redirects
    }

    pub(crate) const fn declared_max_retries(&self) -> Option<u32> {
        self.max_retries
    }
}

/// The constructor that the macros call.
#[doc(hidden)]
impl Endpoint {
    pub const fn new(
        name: &'static str,
        method: &'static str,
        template: &'static str,
        path: &'static [PathPart],
        query: &'static [QueryPart],
    ) -> Self {
        Self {
            name,
            method,
            template,
            path,
            query,
            style: Style { lists: ListStyle::Repeat, structs: StructStyle::Flat },
            envelope: None,
            timeout: None,
            attempt_timeout: None,
            idle_timeout: None,
            max_retries: None,
            redirects: None,
            max_body: None,
            idempotent: None,
            auth: None,
            server: None,
            pages: None,
            parts: &[],
        }
    }

    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    pub const fn envelope(mut self, member: &'static str) -> Self {
        self.envelope = Some(member);
        self
    }

    pub const fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    pub const fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    pub const fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle_timeout = Some(limit);
        self
    }

    pub const fn max_body(mut self, bytes: u64) -> Self {
        self.max_body = Some(bytes);
        self
    }

    pub const fn redirects(mut self, followed: u32) -> Self {
        self.redirects = Some(followed);
        self
    }

    pub const fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = Some(retries);
        self
    }

    pub const fn idempotent(mut self, yes: bool) -> Self {
        self.idempotent = Some(yes);
        self
    }

    pub const fn server(mut self, name: &'static str) -> Self {
        self.server = Some(name);
        self
    }

    pub const fn auth(mut self, schemes: &'static [&'static str]) -> Self {
        self.auth = Some(schemes);
        self
    }

    pub const fn pages(mut self, shape: &'static PageShape) -> Self {
        self.pages = Some(shape);
        self
    }

    pub const fn parts(mut self, parts: &'static [RequestPart]) -> Self {
        self.parts = parts;
        self
    }
}

/// Prints `PATCH /customers/<id>`.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.template)
    }
}
