//! [`Observer`]: what a program measures of calls.

use std::time::Duration;

use http::StatusCode;

use crate::{endpoint::Endpoint, error::ErrorKind};

/// Hears of every call of a client and of each of its attempts: for metrics, and for nothing that has to hold a call up.
///
/// What it is told has few values, so that each can be a label: the endpoint as it was declared, and never a filled path, a
/// value of a query, a header or a body. The guide `metrics` makes a histogram of it in ten lines, with the names of
/// OpenTelemetry.
///
/// Each method is called on the thread that the call is polled or dropped on; it must return soon, and not panic.
///
/// ```
/// use std::sync::{Arc, Mutex};
///
/// use prolifi::{CallEnd, Observer, http, prelude::*, testing::FakeTransport};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes/<id>")]
///     fn get_note(&self, id: u64) -> Call<String>;
/// }
///
/// /// Writes a line for each call.
/// #[derive(Clone, Default)]
/// struct Lines(Arc<Mutex<Vec<String>>>);
///
/// impl Observer for Lines {
///     fn call_ended(&self, call: &CallEnd<'_>) {
///         let status = call.status.map_or(0, |status| status.as_u16());
///         self.0.lock().unwrap().push(format!("{} {status} {}", call.endpoint.name(), call.attempts));
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let lines = Lines::default();
/// let busy = http::Response::builder().status(503).body("")?;
/// let fake = FakeTransport::new().answer(busy).answer(http::Response::new(r#""hello""#));
/// let builder = Client::builder(Service::new("https://api.example.com")).transport(fake);
/// let client = builder.observe(lines.clone()).build()?;
///
/// client.get_note(7).await?;
/// assert_eq!(*lines.0.lock().unwrap(), ["get_note 200 2"]);
/// # Ok(())
/// # }
/// ```
pub trait Observer: Send + Sync + 'static {
    /// A call is polled for the first time. Each is followed by one [`call_ended`](Self::call_ended), so that the
    /// difference is how many are under way.
    fn call_began(&self, endpoint: &'static Endpoint) {
        let _ = endpoint;
    }

    /// An attempt has its answer, or will have none. Of a call that is dropped while one is under way, only the end of
    /// the call is told.
    fn attempt_ended(&self, attempt: &AttemptEnd<'_>) {
        let _ = attempt;
    }

    /// A call has come to its value or its error, or was dropped before.
    fn call_ended(&self, call: &CallEnd<'_>) {
        let _ = call;
    }
}

/// An attempt that is over, as an [`Observer`] hears of it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct AttemptEnd<'a> {
    /// What is called.
    pub endpoint: &'static Endpoint,
    /// Where it is: the host of the address.
    pub server_address: &'a str,
    /// The port of the address.
    pub server_port: u16,
    /// Which attempt of its call it is, from 1.
    pub number: u32,
    /// The status of its answer, if one came.
    pub status: Option<StatusCode>,
    /// What kind of error it is, unless it is a value.
    pub error: Option<ErrorKind>,
    /// From the request until the answer was read; if it is streamed, until its head.
    pub duration: Duration,
    /// How long the body of the request is, in bytes; `None` for a stream of unknown length.
    pub request_bytes: Option<u64>,
    /// How long the body of the answer is after decompression, in bytes; `None` for one that is streamed, that
    /// nobody reads, or that did not come.
    pub response_bytes: Option<u64>,
}

/// A call that is over, as an [`Observer`] hears of it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CallEnd<'a> {
    /// What was called.
    pub endpoint: &'static Endpoint,
    /// Where it is: the host of the address.
    pub server_address: &'a str,
    /// The port of the address.
    pub server_port: u16,
    /// The status of the last answer, if one came.
    pub status: Option<StatusCode>,
    /// What kind of error it came to; `None` for a value, and for a call that was dropped.
    pub error: Option<ErrorKind>,
    /// Whether it was dropped before it came to either.
    pub dropped: bool,
    /// From the first poll until the value or the error; if the answer is streamed, until its head.
    pub duration: Duration,
    /// How much of that no attempt was under way: a backoff, a pause, a turn, a secret.
    pub waited: Duration,
    /// How many attempts were begun.
    pub attempts: u32,
    /// How long the body of the request is, in bytes; `None` for a stream of unknown length.
    pub request_bytes: Option<u64>,
    /// How long the body of the last answer is after decompression, in bytes; `None` for one that is streamed,
    /// that nobody reads, or that did not come.
    pub response_bytes: Option<u64>,
}

impl AttemptEnd<'_> {
    /// What OpenTelemetry calls `error.type`; see [`ErrorKind::name`].
    pub fn error_type(&self) -> Option<&'static str> {
        self.error.map(ErrorKind::name)
    }
}

impl CallEnd<'_> {
    /// What OpenTelemetry calls `error.type`: the [name](ErrorKind::name) of the kind, or `dropped`.
    pub fn error_type(&self) -> Option<&'static str> {
        let dropped = self.dropped.then_some("dropped");
        self.error.map(ErrorKind::name).or(dropped)
    }
}
