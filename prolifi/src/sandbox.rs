//! A server on 127.0.0.1 that behaves as the Prolifi documentation says, to develop and to test against.

mod admit;
mod auth;
mod builder;
mod clock;
mod customers;
mod entitlements;
mod events;
mod fault;
mod faults;
mod idempotency;
mod invoices;
mod pagination;
mod plans;
mod problem;
mod rate_limit;
mod record;
mod reply;
mod routes;
mod seed;
mod server;
mod state;
mod subscriptions;
mod usage;
mod validate;
mod wire;

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::oneshot;

pub use self::auth::{PUBLIC_LIVE_KEY, PUBLIC_TEST_KEY, SECRET_LIVE_KEY, SECRET_TEST_KEY};
pub use self::builder::SandboxBuilder;
pub use self::fault::Fault;
pub use self::problem::Problem;
pub use self::record::RecordedRequest;
use self::server::Shared;
use self::wire::{Connection, Wires};

/// A running server. It stops when it is dropped.
pub struct Sandbox {
    base_url: String,
    shared: Shared,
    /// Dropped to stop the server; the other end of `stopped` is dropped when it has stopped.
    stop: Option<oneshot::Sender<()>>,
    stopped: Option<oneshot::Receiver<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts an empty server with the documented settings on a free port.
    ///
    /// # Errors
    ///
    /// If no port can be listened on, or the system gives no thread.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Says what the server is to be like, before it starts.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::new()
    }

    /// The address to give a client: `http://127.0.0.1:PORT/api/v1/public`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The requests so far, in the order in which they arrived; of more than 10,000, the latest.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.lock().record.all()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.shared.lock().record.clear();
    }

    /// The usage events that have been counted, each once, in the order in which they were; as objects with the
    /// fields of a report and an `id`.
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        self.shared.lock().state.events.counted.iter().map(events::Event::to_json).collect()
    }

    /// Lets the next request fail. Faults wait in a queue: the first takes the next request, and so on; one that is
    /// for a certain method lets other requests pass to the faults behind it.
    pub fn fail_next(&self, fault: Fault) {
        self.shared.lock().faults.queue(fault);
    }

    /// Forgets the faults that wait, and those at random.
    pub fn clear_faults(&self) {
        self.shared.lock().faults.clear();
    }

    /// Moves the clock ahead: kept answers grow old, and windows of the rate limit pass.
    pub fn advance(&self, by: Duration) {
        self.shared.lock().state.clock.advance(by);
    }

    /// Switches live mode on or off; see [`SandboxBuilder::live_mode`].
    pub fn set_live_mode(&self, on: bool) {
        self.shared.lock().live_mode = on;
    }

    /// Refuses callers for their address, or no longer; see [`SandboxBuilder::ip_restricted`].
    pub fn set_ip_restricted(&self, on: bool) {
        self.shared.lock().ip_restricted = on;
    }

    /// Stops the server and waits until it has stopped.
    pub async fn shutdown(mut self) {
        self.stop.take();
        if let Some(stopped) = self.stopped.take() {
            // An error is what is waited for: the other end has been dropped.
            let _ = stopped.await;
        }
    }

    /// Binds the port and serves it on a thread with a runtime of its own: a sandbox in a `static` outlives the
    /// runtimes of the tests that share it, blocking callers can use it, and a test's paused clock does not stop it.
    fn launch(port: u16, shared: Shared) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let base_url = format!("http://{}{}", listener.local_addr()?, routes::BASE_PATH);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopping) = oneshot::channel::<()>();
        let (running, stopped) = oneshot::channel::<()>();
        let wires = {
            let _entered = runtime.enter();
            Wires::new(tokio::net::TcpListener::from_std(listener)?)
        };
        let service = routes::router(&shared).into_make_service_with_connect_info::<Connection>();
        let thread = std::thread::Builder::new().name("prolifi-sandbox".to_owned()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = stopping => {}
                    _ = axum::serve(wires, service).into_future() => {}
                }
            });
            // Closes every connection, so nothing is answered any more.
            drop(runtime);
            drop(running);
        })?;
        Ok(Self { base_url, shared, stop: Some(stop), stopped: Some(stopped), thread: Some(thread) })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // The server waits for nothing but sockets and timers, so this takes no time worth mentioning.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}
