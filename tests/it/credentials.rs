//! Where secrets go, where they come from, and whose they are.

mod oauth;
mod places;
mod signing;
mod soak;
mod sources;
mod tenants;
mod unauthorized;

use std::time::Duration;

use prolifi::{Auth, Call, Client, Error, Pages, Service, endpoint};
use prolifi_tests::Tokens;

/// Of endpoints that authenticate in every way.
#[prolifi::api]
pub(crate) trait Accounts {
    #[endpoint(GET, "/me")]
    fn me(&self) -> Call<()>;
    #[endpoint(GET, "/me/all?<verbose>")]
    fn me_with(&self, verbose: bool) -> Call<()>;
    #[endpoint(POST, "/notes")]
    fn write(&self, note: &str) -> Call<()>;
    #[endpoint(POST, "/files")]
    fn upload(&self, note: prolifi::Body) -> Call<()>;
    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Pages<u32>;
    #[endpoint(GET, "/health", auth = none)]
    fn health(&self) -> Call<()>;
    #[endpoint(GET, "/payouts", auth = "partner")]
    fn payouts(&self) -> Call<()>;
    #[endpoint(GET, "/both", auth = ["default", "partner"])]
    fn both(&self) -> Call<()>;
    #[endpoint(GET, "/unknown", auth = "nobody")]
    fn unknown(&self) -> Call<()>;
}

/// A trait whose endpoints authenticate otherwise than the service's default.
#[prolifi::api(auth = "partner")]
pub(crate) trait Partners {
    #[endpoint(GET, "/p")]
    fn partner(&self) -> Call<()>;
    #[endpoint(GET, "/p/open", auth = none)]
    fn open(&self) -> Call<()>;
    #[endpoint(GET, "/p/ours", auth = "default")]
    fn ours(&self) -> Call<()>;
}

pub(crate) const KEY: &str = "ak_test_c02b7d1e9a5f6634";
pub(crate) const OTHER: &str = "ak_test_77e0c1d2a9b48f35";

pub(crate) fn service(auth: Auth) -> Service {
    Service::new("https://api.example.com").auth(auth)
}

const HOUR: Duration = Duration::from_secs(3600);
const SECOND: Duration = Duration::from_secs(1);

/// A client whose secrets come from these tokens.
fn client(tokens: &Tokens) -> Client {
    let builder = Client::builder(service(Auth::Bearer)).transport(tokens.clone());
    builder.credentials(tokens.clone()).build().unwrap()
}

/// What the source itself said.
fn said(error: &Error) -> String {
    std::error::Error::source(error).map(ToString::to_string).unwrap_or_default()
}
