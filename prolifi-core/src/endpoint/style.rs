//! [`Style`]: how lists and structs are written in a query or a form.

/// How the lists and the structs of a query or of a form are written: what `lists = ".."` and `structs = ".."` of
/// `#[endpoint]` and `#[api]` say.
///
/// ```
/// use prolifi::{ListStyle, StructStyle, Style};
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
/// use prolifi::{Call, Client, Service, api, endpoint};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes?<ids>", lists = "comma")]
///     fn find(&self, ids: &[u32]) -> Call<()>;
/// }
///
/// let client = Client::builder(Service::new("https://api.example.com")).build()?;
/// assert_eq!(client.find(&[1, 2]).into_request()?.uri().query(), Some("ids=1,2"));
/// # Ok::<(), prolifi::Error>(())
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
/// use prolifi::{Call, Client, Service, api, endpoint};
///
/// #[derive(serde::Serialize)]
/// struct Size {
///     min: u8,
///     max: u8,
/// }
///
/// #[api]
/// trait Boxes {
///     #[endpoint(GET, "/boxes?<size>", structs = "dots")]
///     fn find(&self, size: &Size) -> Call<()>;
/// }
///
/// let client = Client::builder(Service::new("https://api.example.com")).build()?;
/// let request = client.find(&Size { min: 1, max: 9 }).into_request()?;
/// assert_eq!(request.uri().query(), Some("size.min=1&size.max=9"));
/// # Ok::<(), prolifi::Error>(())
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
