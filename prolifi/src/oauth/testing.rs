//! [`TOKEN`]: the token endpoint as a route of a test.

use std::time::Duration;

use prolifi_core::Route;
use serde::Serialize;

use super::token_endpoint::TOKEN_ENDPOINT;

/// The token endpoint that every source of this module asks, wherever it is: for
/// [`Routes::on`](crate::testing::Routes::on) (feature `testing`).
///
/// ```
/// use prolifi::{Auth, oauth::{self, ClientCredentials, Token}, prelude::*, testing::Routes};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes/<id>")]
///     fn get_note(&self, id: u64) -> Call<String>;
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), prolifi::Error> {
/// let routes = Routes::new();
/// routes.on(oauth::TOKEN).reply(&Token::new("at-1")).reply(&Token::new("at-2"));
/// routes.on(NOTES.get_note).header("authorization", "Bearer at-1").reply_status(401, ());
/// routes.on(NOTES.get_note).header("authorization", "Bearer at-2").reply(&"hello".to_owned());
///
/// let source = ClientCredentials::new("https://login.example.com/oauth/token", "billing-worker", "cs_test_...");
/// let builder = Client::builder(Service::new("https://api.example.com").auth(Auth::Bearer));
/// let client = builder.credentials(source).transport(routes.clone()).build()?;
/// assert_eq!(client.get_note(7).await?, "hello");
/// assert_eq!(routes.requests_to(oauth::TOKEN).len(), 2);
/// # Ok(())
/// # }
/// ```
pub const TOKEN: Route<Token> = Route::new(TOKEN_ENDPOINT.token.endpoint());

/// What a token endpoint grants (RFC 6749, section 5.1), for a test that stands for one: a token of the kind `Bearer`.
///
/// ```
/// use std::time::Duration;
///
/// use prolifi::oauth::Token;
///
/// let token = Token::new("at-1").expires_in(Duration::from_secs(3600)).refresh_token("rt-2");
/// ```
#[derive(Clone, Serialize)]
pub struct Token {
    access_token: String,
    token_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
}

impl Token {
    /// A token that does not say how long it is good.
    pub fn new(access_token: impl Into<String>) -> Self {
        Self {
            access_token: access_token.into(),
            token_type: "Bearer",
            expires_in: None,
            refresh_token: None,
        }
    }

    /// How long it is good, in whole seconds.
    pub fn expires_in(mut self, life: Duration) -> Self {
        self.expires_in = Some(life.as_secs());
        self
    }

    /// The refresh token that takes the place of the one before.
    pub fn refresh_token(mut self, token: impl Into<String>) -> Self {
        self.refresh_token = Some(token.into());
        self
    }
}

/// Shows no token.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token").field("expires_in", &self.expires_in).finish_non_exhaustive()
    }
}
