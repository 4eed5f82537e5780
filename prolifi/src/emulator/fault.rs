//! [`Fault`], the description of one thing that goes wrong.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode};

use super::effect::{Effect, Ending};
use super::problem::Problem;
use super::rate_limit::too_many_requests;
use super::refusal::Refusal;
use super::reply::Reply;

/// Something that goes wrong with a request: a failing answer, or a broken connection.
///
/// A fault strikes **before** the request is looked at, so that nothing is applied, unless it is told to strike
/// [`after_applying`](Self::after_applying): then the operation runs, and only its answer is lost. Give it to
/// [`Emulator::fail_next`](super::Emulator::fail_next) or
/// [`EmulatorBuilder::random_faults`](super::EmulatorBuilder::random_faults).
///
/// ```
/// use prolifi::emulator::{Fault, Problem, SECRET_TEST_KEY, Emulator};
///
/// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
///
/// let emulator = Emulator::start().await?;
/// emulator.fail_next(Fault::problem(Problem::Api));
/// emulator.fail_next(Fault::reset());
///
/// let ask = || {
///     let url = format!("{}/customers", emulator.base_url());
///     reqwest::Client::new().get(url).bearer_auth(SECRET_TEST_KEY).send()
/// };
/// assert_eq!(ask().await?.status(), 500);
/// assert!(ask().await.is_err());
/// assert_eq!(ask().await?.status(), 200);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Fault {
    effect: Effect,
    applies_first: bool,
    remembered: bool,
    only: Option<Method>,
    times: u32,
}

impl Fault {
    /// Answers an error of this type, with the status that goes with it.
    ///
    /// ```
    /// use prolifi::emulator::{Fault, Problem};
    ///
    /// let fault = Fault::problem(Problem::Conflict);
    /// ```
    #[must_use]
    pub fn problem(problem: Problem) -> Self {
        match problem {
            Problem::RateLimit => Self::rate_limited(Duration::from_secs(1)),
            problem => Self::new(Effect::Answer(Reply::refused(problem))),
        }
    }

    /// Answers this status, with a body of the documented shape and the error type that goes with the status (with
    /// one that no type is documented for: `invalid_request` below 500, `api_error` from there on).
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::status(http::StatusCode::SERVICE_UNAVAILABLE);
    /// ```
    #[must_use]
    pub fn status(status: StatusCode) -> Self {
        let refusal = Refusal::from(Problem::of(status)).with_status(status);
        Self::new(Effect::Answer(refusal.into()))
    }

    /// Answers 429 with a `Retry-After` of this long, rounded up to whole seconds.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::rate_limited(std::time::Duration::from_secs(2));
    /// ```
    #[must_use]
    pub fn rate_limited(retry_after: Duration) -> Self {
        Self::new(Effect::Answer(too_many_requests(retry_after)))
    }

    /// Answers this status with the HTML page that a proxy in between would send.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::html(http::StatusCode::BAD_GATEWAY);
    /// ```
    #[must_use]
    pub fn html(status: StatusCode) -> Self {
        let page =
            format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\n");
        Self::new(Effect::Foreign(Reply::new(status, "text/html", page)))
    }

    /// Answers 200 with a body that is called JSON and is cut off in the middle.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::malformed();
    /// ```
    #[must_use]
    pub fn malformed() -> Self {
        Self::body(StatusCode::OK, "application/json", r#"{"data":{"id":"#)
    }

    /// Answers this status, content type and body, whatever they are.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::body(http::StatusCode::OK, "application/json", r#"{"data":null}"#);
    /// ```
    #[must_use]
    pub fn body(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self::new(Effect::Answer(Reply::new(status, content_type, body)))
    }

    /// Closes the connection in the middle of the answer's body.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::truncated().after_applying();
    /// ```
    #[must_use]
    pub fn truncated() -> Self {
        Self::new(Effect::Truncated)
    }

    /// Answers with bytes that are no HTTP, and closes the connection.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::garbage();
    /// ```
    #[must_use]
    pub fn garbage() -> Self {
        Self::new(Effect::Garbage)
    }

    /// Resets the connection (TCP RST) without an answer.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let lost_answer = Fault::reset().after_applying();
    /// ```
    #[must_use]
    pub fn reset() -> Self {
        Self::new(Effect::Reset)
    }

    /// Never answers, and keeps the connection open.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::stall();
    /// ```
    #[must_use]
    pub fn stall() -> Self {
        Self::new(Effect::Stall)
    }

    /// Answers as usual, this much later.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::delay(std::time::Duration::from_millis(200));
    /// ```
    #[must_use]
    pub fn delay(delay: Duration) -> Self {
        Self::new(Effect::Delay(delay))
    }

    /// Runs the operation first: the fault strikes its answer.
    ///
    /// ```
    /// use prolifi::emulator::{Fault, Problem};
    ///
    /// let applied_yet_failed = Fault::problem(Problem::Api).after_applying();
    /// ```
    #[must_use]
    pub fn after_applying(self) -> Self {
        Self { applies_first: true, ..self }
    }

    /// Keeps the failing answer under the request's `Idempotency-Key`, as if it were the operation's own: a repeat
    /// with the key gets the same failure, with `Idempotent-Replayed: true`. Only for faults that answer.
    ///
    /// ```
    /// use prolifi::emulator::{Fault, Problem};
    ///
    /// let fault = Fault::problem(Problem::Api).remembered();
    /// ```
    #[must_use]
    pub fn remembered(self) -> Self {
        let answers = matches!(self.effect, Effect::Answer(_) | Effect::Foreign(_));
        Self { remembered: answers, ..self }
    }

    /// Waits for a request with this method, and lets others pass. By default any request will do.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let fault = Fault::reset().only(http::Method::PATCH);
    /// ```
    #[must_use]
    pub fn only(self, method: Method) -> Self {
        Self { only: Some(method), ..self }
    }

    /// Strikes this many requests; 1 by default, and at the least.
    ///
    /// ```
    /// use prolifi::emulator::Fault;
    ///
    /// let outage = Fault::status(http::StatusCode::BAD_GATEWAY).times(3);
    /// ```
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// Whether a request with this method is one that the fault waits for.
    pub(super) fn is_for(&self, method: &Method) -> bool {
        self.only.as_ref().is_none_or(|only| only == method)
    }

    /// Counts a request that was struck; false once there are to be no more.
    pub(super) fn count_down(&mut self) -> bool {
        self.times = self.times.saturating_sub(1);
        self.times > 0
    }

    pub(super) fn applies_first(&self) -> bool {
        self.applies_first
    }

    pub(super) fn is_remembered(&self) -> bool {
        self.remembered
    }

    /// Whether the request goes its usual way once the fault has struck.
    pub(super) fn lets_through(&self) -> bool {
        matches!(self.effect, Effect::Delay(_)) && !self.applies_first
    }

    /// The answer of a fault that is remembered.
    pub(super) fn answer(&self) -> Option<Reply> {
        self.effect.answer()
    }

    /// Strikes a request, whose own answer is given if its operation has run.
    pub(super) async fn strike(self, own: Option<Reply>) -> Ending {
        self.effect.strike(own).await
    }

    fn new(effect: Effect) -> Self {
        Self { effect, applies_first: false, remembered: false, only: None, times: 1 }
    }
}
