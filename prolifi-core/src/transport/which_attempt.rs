//! [`Attempt`]: what a transport is told of a request beside the request itself.

use crate::endpoint::Endpoint;

/// Which attempt of which endpoint's call a request is: in [`Request::extensions`](http::Request::extensions) on its way
/// through a [`Transport`](super::Transport) that [wants it](super::Transport::wants_attempt), as every transport does
/// but `ReqwestTransport` and `HyperTransport`, which have no use for it.
///
/// So a layer between the client and the network knows the operation, and not only an address that is filled in. What
/// the caller put on the call with [`Call::extension`](crate::Call::extension) stands beside it, by its own type.
///
/// ```
/// use prolifi::{http, prelude::*, testing::FakeTransport, transport::Attempt};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes/<id>")]
///     fn get_note(&self, id: u64) -> Call<String>;
/// }
///
/// #[derive(Clone, PartialEq, Debug)]
/// struct Tenant(&'static str);
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fake = FakeTransport::new().answer(http::Response::new(r#""hello""#));
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(fake.clone()).build()?;
/// client.get_note(7).extension(Tenant("acme")).await?;
///
/// // What a transport or a layer of middleware sees:
/// let request = &fake.requests()[0];
/// let attempt = request.extensions().get::<Attempt>().expect("a request of a call");
/// assert_eq!((attempt.endpoint().name(), attempt.number()), ("get_note", 1));
/// assert_eq!(attempt.endpoint().template(), "/notes/<id>");
/// assert_eq!(request.extensions().get(), Some(&Tenant("acme")));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    endpoint: &'static Endpoint,
    number: u32,
}

impl Attempt {
    pub(crate) fn new(endpoint: &'static Endpoint, number: u32) -> Self {
        Self { endpoint, number }
    }

    /// What is called, as it was declared.
    pub fn endpoint(&self) -> &'static Endpoint {
        self.endpoint
    }

    /// Which attempt of the call it is, from 1. Redirects that are followed belong to the attempt that met them.
    pub fn number(&self) -> u32 {
        self.number
    }
}
