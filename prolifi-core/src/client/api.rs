//! [`Api`]: what a type must have for endpoints to be called on it.

use std::sync::Arc;

use super::Client;

/// Something that endpoints can be called on: it has a [`Client`].
///
/// A trait whose methods carry `#[endpoint]` has it as its supertrait. `Client` implements it, and so
/// does every reference and smart pointer to an implementor; a type of your own that holds a client
/// takes one method:
///
/// ```
/// use prolifi::{Api, Client};
///
/// struct Billing {
///     client: Client,
/// }
///
/// impl Api for Billing {
///     fn client(&self) -> &Client {
///         &self.client
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "endpoints cannot be called on `{Self}`: it has no client",
    label = "does not implement `Api`",
    note = "write `#[api]` on the trait, which is `prolifi::api`; or declare it as `trait MyTrait: Api`, or implement `Api` for the type: one method, `fn client(&self) -> &Client`"
)]
pub trait Api {
    /// The client that the calls are made with.
    fn client(&self) -> &Client;
}

impl Api for Client {
    fn client(&self) -> &Client {
        self
    }
}

impl<A: Api + ?Sized> Api for &A {
    fn client(&self) -> &Client {
        (**self).client()
    }
}

impl<A: Api + ?Sized> Api for Box<A> {
    fn client(&self) -> &Client {
        (**self).client()
    }
}

impl<A: Api + ?Sized> Api for Arc<A> {
    fn client(&self) -> &Client {
        (**self).client()
    }
}
