//! [`ApiDescription`]: the endpoints of a trait, as data.

use super::Endpoint;

/// All endpoints of one `#[api]` trait, as data: for metrics, for documentation, and for tests that hold
/// the declarations against a specification.
///
/// ```
/// use prolifi::{Call, api, endpoint};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes")]
///     fn list_notes(&self) -> Call<Vec<String>>;
/// }
///
/// for endpoint in NOTES.endpoints() {
///     println!("{}::{} is {endpoint}", NOTES.name(), endpoint.name());
/// }
/// assert_eq!(NOTES.endpoints()[0].to_string(), "GET /notes");
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct ApiDescription {
    name: &'static str,
    endpoints: &'static [&'static Endpoint],
}

impl ApiDescription {
    /// Describes a trait. Generated.
    #[doc(hidden)]
    pub const fn new(name: &'static str, endpoints: &'static [&'static Endpoint]) -> Self {
        Self { name, endpoints }
    }

    /// The name of the trait.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The endpoints, in the order of their declaration.
    pub const fn endpoints(&self) -> &'static [&'static Endpoint] {
        self.endpoints
    }
}
