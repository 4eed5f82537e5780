//! What another crate sees: `prolifi` under another name and through a re-export, in edition 2021, with every
//! warning an error. That it builds, and that clippy is silent, is the test.

#![deny(
    warnings,
    missing_docs,
    clippy::pedantic,
    clippy::all,
    rust_2018_idioms,
    unreachable_pub,
    unused_qualifications,
    missing_debug_implementations
)]

use billing::{api, endpoint, Api, Call, FromResponse};
use serde::{Deserialize, Serialize};

/// Re-exports it.
pub mod sdk {
    pub use billing as prolifi;
}

/// A note.
#[derive(Debug, Serialize, Deserialize)]
pub struct Note {
    /// Its text.
    pub text: String,
}

/// What comes back.
#[derive(Debug, FromResponse)]
#[from_response(crate = billing)]
pub enum Found {
    /// It.
    #[status(200)]
    Note(Note),
    /// Nothing.
    #[status(404)]
    Missing,
}

/// Notes.
pub trait Notes: Api {
    /// Adds one.
    #[endpoint(POST, "/customers/<id>/notes?<page>", crate = billing, envelope = "data", timeout = "90s")]
    fn add(
        &self,
        /// The customer.
        id: String,
        page: Option<u32>,
        #[header("X-A")] source: &str,
        note: &Note,
    ) -> Call<Note>;

    /// Reads one.
    #[endpoint(GET, "/notes/<id>", crate = crate::sdk::prolifi)]
    async fn note(&self, id: &str) -> Result<Note, billing::Error>;
}

impl<A: Api + ?Sized> Notes for A {}

/// More.
#[api(crate = crate::sdk::prolifi, base = "/v2")]
pub trait More<'a> {
    /// Reads one.
    #[endpoint(GET, "/notes/<id>?<filter..>")]
    fn found(&self, id: u64, filter: &'a Note) -> Call<Found>;

    /// Reads one.
    #[endpoint(GET, "/notes/<id>/now")]
    async fn found_now(&self, id: &str) -> Result<Found, billing::Error>;
}

/// Holds a client.
#[derive(Debug, Clone)]
pub struct Mine {
    client: billing::Client,
}

impl Api for Mine {
    fn client(&self) -> &billing::Client {
        &self.client
    }
}

impl Mine {
    /// Reads it.
    #[endpoint(GET, "/mine/<id>", crate = billing)]
    pub fn mine(&self, id: u64) -> Call<()>;

    /// Reads it.
    ///
    /// # Errors
    ///
    /// Its.
    #[endpoint(GET, "/mine/<id>/now", crate = billing)]
    pub async fn mine_now(&self, id: &str) -> Result<(), billing::Error>;
}

/// Spawns.
pub fn spawn<N: Notes + Send + Sync + 'static>(
    notes: &N,
) -> impl std::future::Future<Output = bool> + Send + '_ {
    let note = notes.note("1");
    async move { note.await.is_ok() }
}
