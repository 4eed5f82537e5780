//! A server on 127.0.0.1 that behaves as the Prolifi documentation says, to develop and to test against.
//!
//! It is a real HTTP server with all 23 operations and its state in memory. It runs on a thread of its own, holds one
//! customer or what it is [given](EmulatorBuilder), knows the four keys of this module, records every
//! [request](Emulator::requests), and [fails](Fault) when told to.
//!
//! ```
//! use serde_json::{Value, json};
//! use prolifi::emulator::{SECRET_TEST_KEY, Emulator};
//!
//! # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!
//! let emulator = Emulator::start().await?;
//!
//! // Any HTTP client will do.
//! let answer: Value = reqwest::Client::new()
//!     .patch(format!("{}/customers/user_42", emulator.base_url()))
//!     .bearer_auth(SECRET_TEST_KEY)
//!     .json(&json!({ "first_name": "Jane", "last_name": "Doe" }))
//!     .send()
//!     .await?
//!     .json()
//!     .await?;
//! assert_eq!(answer["data"]["name"], "Jane Doe");
//! assert!(emulator.requests()[0].applied);
//! # Ok(()) }
//! ```
//!
//! A request is checked in this order: key (401), live mode (403), IP whitelist (403), rate limit (429), a write with a
//! public key (403, the entitlement check included, as it is a POST), path (404) and method (405), `Idempotency-Key`
//! (400, or the kept answer), resource (404), body (400, 422). A request that has arrived is carried out even if its
//! caller goes away before the answer.
//!
#![doc = include_str!("emulator/left_open.md")]

mod admit;
mod auth;
mod builder;
mod clock;
mod connections;
mod customer;
mod customers;
mod effect;
mod entitlements;
mod event;
mod events;
mod fault;
mod faults;
mod idempotency;
mod invoice;
mod invoices;
mod operation;
mod outcome;
mod pagination;
mod plan;
mod plans;
mod problem;
mod rate_limit;
mod record;
mod refusal;
mod reply;
mod request;
mod routes;
mod running;
mod seed;
mod serve;
mod server;
mod state;
mod subscription;
mod subscriptions;
mod usage;
mod validate;
mod wire;

use std::{fmt, time::Duration};

use serde_json::Value;

pub use self::auth::{PUBLIC_LIVE_KEY, PUBLIC_TEST_KEY, SECRET_LIVE_KEY, SECRET_TEST_KEY};
pub use self::builder::EmulatorBuilder;
use self::event::Event;
pub use self::fault::Fault;
pub use self::problem::Problem;
pub use self::record::RecordedRequest;
use self::running::Running;
use self::server::Shared;

/// A running server. It stops when it is dropped.
///
/// ```
/// use prolifi::emulator::{SECRET_TEST_KEY, Emulator};
///
/// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
///
/// let emulator = Emulator::start().await?;
/// let url = format!("{}/customers", emulator.base_url());
/// let response = reqwest::Client::new().get(url).bearer_auth(SECRET_TEST_KEY).send().await?;
/// assert_eq!(response.status(), 200);
/// # Ok(()) }
/// ```
pub struct Emulator {
    base_url: String,
    shared: Shared,
    running: Running,
}

impl Emulator {
    /// The address to give a client: `http://127.0.0.1:PORT/api/v1/public`.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// assert!(emulator.base_url().starts_with("http://127.0.0.1:"));
    /// assert!(emulator.base_url().ends_with("/api/v1/public"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The requests so far, in the order in which they arrived; of more than 10,000, or 256 MiB of bodies, the latest.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// reqwest::get(format!("{}/plans", emulator.base_url())).await?;
    /// assert_eq!(emulator.requests()[0].status.unwrap(), 401);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.lock().record.all()
    }

    /// Forgets the requests so far.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// emulator.clear_requests();
    /// assert!(emulator.requests().is_empty());
    /// # Ok(()) }
    /// ```
    pub fn clear_requests(&self) {
        self.shared.lock().record.clear();
    }

    /// The usage events that have been counted, each once, in the order in which they were; as objects with the
    /// fields of a report and an `id`.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// assert!(emulator.events().is_empty());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        self.shared.lock().state.events.counted.iter().map(Event::to_json).collect()
    }

    /// Lets the next request fail. Faults wait in a queue: the first takes the next request, and so on; one that is
    /// for a certain method lets other requests pass to the faults behind it.
    ///
    /// ```
    /// use prolifi::emulator::{Fault, Problem};
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    ///
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// emulator.fail_next(Fault::problem(Problem::Api));
    /// emulator.fail_next(Fault::reset().after_applying().only(http::Method::PATCH));
    /// # Ok(()) }
    /// ```
    pub fn fail_next(&self, fault: Fault) {
        self.shared.lock().faults.queue(fault);
    }

    /// Forgets the faults that wait, and those at random.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// emulator.fail_next(prolifi::emulator::Fault::stall());
    /// emulator.clear_faults();
    /// # Ok(()) }
    /// ```
    pub fn clear_faults(&self) {
        self.shared.lock().faults.clear();
    }

    /// Moves the clock ahead: kept answers grow old, and windows of the rate limit pass.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// emulator.advance(std::time::Duration::from_secs(24 * 60 * 60));
    /// # Ok(()) }
    /// ```
    pub fn advance(&self, by: Duration) {
        self.shared.lock().state.clock.advance(by);
    }

    /// Switches live mode on or off; see [`EmulatorBuilder::live_mode`].
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// emulator.set_live_mode(true);
    /// # Ok(()) }
    /// ```
    pub fn set_live_mode(&self, on: bool) {
        self.shared.lock().live_mode = on;
    }

    /// Refuses callers for their address, or no longer; see [`EmulatorBuilder::ip_restricted`].
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// emulator.set_ip_restricted(true);
    /// # Ok(()) }
    /// ```
    pub fn set_ip_restricted(&self, on: bool) {
        self.shared.lock().ip_restricted = on;
    }

    /// Stops the server and waits until it has stopped.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// let url = emulator.base_url().to_owned();
    /// emulator.shutdown().await;
    /// assert!(reqwest::get(url).await.is_err());
    /// # Ok(()) }
    /// ```
    pub async fn shutdown(self) {
        self.running.stop().await;
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}
