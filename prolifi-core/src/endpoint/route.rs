//! [`Route`]: one endpoint of a trait, with the type of its answer.

use std::{fmt, marker::PhantomData, ops::Deref};

use super::Endpoint;

/// A declared endpoint and, in its type, what the endpoint answers: a field of the constant that `#[api]` writes
/// beside a trait.
///
/// A test or a metric that names `NOTES.add_note` breaks when the method is renamed, where a text would not. It
/// derefs to the [`Endpoint`].
///
/// ```
/// use prolifi::{Call, Route, api, endpoint};
///
/// #[api]
/// trait Notes {
///     #[endpoint(POST, "/notes")]
///     fn add_note(&self, text: &str) -> Call<String>;
/// }
///
/// /// Takes the routes that answer a text, and no others.
/// fn template(route: Route<String>) -> &'static str {
///     route.endpoint().template()
/// }
/// assert_eq!(template(NOTES.add_note), "/notes");
/// assert_eq!(NOTES.add_note.method(), "POST");
/// ```
pub struct Route<T> {
    endpoint: &'static Endpoint,
    answer: PhantomData<fn() -> T>,
}

/// What the [`Route`] of an endpoint answers whose answer type the declaration does not name: it holds a parameter of
/// the trait or of the method, or the method returns a type of the program's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untyped {}

impl<T> Route<T> {
    /// Generated.
    #[doc(hidden)]
    pub const fn new(endpoint: &'static Endpoint) -> Self {
        Self { endpoint, answer: PhantomData }
    }

    /// The endpoint.
    pub const fn endpoint(self) -> &'static Endpoint {
        self.endpoint
    }
}

impl<T> Deref for Route<T> {
    type Target = Endpoint;

    fn deref(&self) -> &Endpoint {
        self.endpoint
    }
}

impl<T> Clone for Route<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Route<T> {}

impl<T> fmt::Debug for Route<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Route({})", self.endpoint)
    }
}
