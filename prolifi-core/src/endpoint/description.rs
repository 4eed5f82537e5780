//! [`ApiDescription`]: the endpoints of a trait, as data.

use super::Endpoint;

/// All endpoints of one `#[api]` trait, as data: for metrics, for documentation, and for tests that hold
/// the declarations against a specification.
///
/// ```
/// # use prolifi_core::{ApiDescription, Endpoint, __private::PathPart};
/// # static API: ApiDescription = ApiDescription::new("Notes", const {
/// #     &[&Endpoint::new("list_notes", "GET", "/notes", &[PathPart::Literal("/notes")], &[])]
/// # });
/// // `API` is what `#[api]` writes for a trait `Notes`.
/// for endpoint in API.endpoints() {
///     println!("{}::{} is {endpoint}", API.name(), endpoint.name());
/// }
/// # assert_eq!(API.endpoints()[0].to_string(), "GET /notes");
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
