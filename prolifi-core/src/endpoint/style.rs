//! [`Style`]: how lists and structs are written in a query or a form.

/// How the lists and the structs of a query or of a form are written: what `lists = ".."` and `structs = ".."` of
/// `#[endpoint]` and `#[api]` say.
///
/// ```
/// use prolifi_core::{ListStyle, StructStyle, Style};
///
/// let default = Style::default();
/// assert_eq!((default.lists, default.structs), (ListStyle::Repeat, StructStyle::Flat));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// How a list is written, at any depth.
    pub lists: ListStyle,
    /// How a struct or map within a value is written.
    pub structs: StructStyle,
}

/// How a list is written, in the terms of the OpenAPI Specification 3.1 ("Style Values") where it has one.
///
/// ```
/// # use prolifi_core::{Client, Endpoint, ListStyle, Service, StructStyle, Style, __private as p};
/// # static ENDPOINT: Endpoint = Endpoint::new("find", "GET", "/q?<ids>", &[p::PathPart::Literal("/q")],
/// #     &[p::QueryPart::Value { name: "ids", key: "ids" }]).style(Style { lists: ListStyle::Comma, structs: StructStyle::Flat });
/// # fn find(client: &Client, ids: &[u32]) -> p::Call<()> { p::Request::new(client, &ENDPOINT, &[], &[p::query_arg(&ids)]).finish() }
/// # let client = Client::builder(Service::new("https://api.example.com")).build()?;
/// // `find` is what `#[endpoint(GET, "/q?<ids>", lists = "comma")]` declares.
/// assert_eq!(find(&client, &[1, 2]).into_request()?.uri().query(), Some("ids=1,2"));
/// # Ok::<(), prolifi_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListStyle {
    /// `ids=1&ids=2`: the style `form` with `explode`.
    #[default]
    Repeat,
    /// `ids=1,2`: `form` without `explode`.
    Comma,
    /// `ids=1|2`: `pipeDelimited`.
    Pipe,
    /// `ids=1%202`: `spaceDelimited`.
    Space,
    /// `ids[]=1&ids[]=2`, as Rails and PHP read it; the brackets are sent as `%5B%5D`.
    Brackets,
    /// `ids[0]=1&ids[1]=2`.
    Indices,
}

/// How a struct or a map within a value is written.
///
/// ```
/// # use prolifi_core::{Client, Endpoint, ListStyle, Service, StructStyle, Style, __private as p};
/// # static ENDPOINT: Endpoint = Endpoint::new("find", "GET", "/q?<size>", &[p::PathPart::Literal("/q")],
/// #     &[p::QueryPart::Value { name: "size", key: "size" }]).style(Style { lists: ListStyle::Repeat, structs: StructStyle::Dots });
/// # fn find(client: &Client, size: &std::collections::BTreeMap<&str, u8>) -> p::Call<()> { p::Request::new(client, &ENDPOINT, &[], &[p::query_arg(&size)]).finish() }
/// # let client = Client::builder(Service::new("https://api.example.com")).build()?;
/// // `find` is what `#[endpoint(GET, "/q?<size>", structs = "dots")]` declares.
/// let size = [("min", 1), ("max", 9)].into();
/// assert_eq!(find(&client, &size).into_request()?.uri().query(), Some("size.max=9&size.min=1"));
/// # Ok::<(), prolifi_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StructStyle {
    /// The fields of `<filter..>` and of a form have their own names as keys; a struct anywhere else has no form.
    #[default]
    Flat,
    /// `size[min]=1`, as Rails and PHP read it and OpenAPI calls `deepObject`; the brackets are sent as `%5B%5D`.
    Brackets,
    /// `size.min=1`.
    Dots,
}
