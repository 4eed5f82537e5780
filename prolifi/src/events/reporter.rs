//! [`UsageReporter`]: any number of events, in batches.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use futures_util::{Stream, StreamExt, stream};

use super::{Events, UsageEvent, UsageEventBatch};
use crate::{Error, Record};

/// The largest batch that is documented.
const LARGEST_BATCH: usize = 1_000;
/// Enough to keep a connection busy.
const CONCURRENCY: usize = 4;

/// Reports any number of usage events: in batches, several at a time, each event under a key of its own.
///
/// Every batch has an idempotency key, so one that the client repeats after a lost connection is not counted again.
/// Every event that has no `idempotency_key` is given one before it is first sent. What failed in the end comes back
/// with its events, keys included: hand those to the reporter once more, now or after a restart. The service documents
/// the key of an event against counting it twice
/// (<https://docs.prolifi.io/endpoints/usage-events/report-usage-event>); how long it keeps one, and that the events of
/// a batch take one too, is not documented.
///
/// ```
/// use prolifi::{Environment, Prolifi};
/// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
/// use prolifi::events::{UsageEvent, UsageReporter};
///
/// async fn report(prolifi: Prolifi, customer_id: &str) {
///     let events = (0..2_500).map(|n| UsageEvent::new(customer_id, "api_call").property("bytes", n));
///     let batches = UsageReporter::new(prolifi)
///         .on_progress(|progress| println!("{} of {:?}", progress.events, progress.total))
///         .report(events)
///         .await;
///     assert_eq!(batches.len(), 3);
///     for batch in batches {
///         match batch.result {
///             Ok(answer) => println!("{answer:?}"),
///             Err(error) => eprintln!("{} events from {} on: {error}", batch.events.len(), batch.first),
///         }
///     }
/// }
/// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/// let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
/// let emulator = Emulator::builder().customer(jane).event_definition("api_call").start().await?;
/// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
/// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
/// report(prolifi, customer_id).await;
/// assert_eq!(emulator.events().len(), 2_500);
/// # Ok(()) }
/// ```
///
/// A success says that the service took the batch, and not that it accepted every event in it: the answer has the
/// counts and the details of rejected events, under names that are not documented.
#[must_use = "nothing is sent before events are reported"]
pub struct UsageReporter<A> {
    api: A,
    batch_size: usize,
    concurrency: usize,
    max_retries: Option<u32>,
    timeout: Option<Duration>,
    on_progress: Option<OnProgress>,
}

type OnProgress = Mutex<Box<dyn FnMut(&Progress) + Send>>;

/// What became of one batch.
///
/// ```
/// use prolifi::{Environment, Prolifi};
/// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
/// use prolifi::events::{UsageEvent, UsageReporter};
///
/// async fn report_surely(prolifi: Prolifi, customer_id: &str) {
///     let reporter = UsageReporter::new(prolifi);
///     let batches = reporter.report((0..3).map(|_| UsageEvent::new(customer_id, "api_call"))).await;
///
///     // What failed is reported once more, with the keys that it had.
///     let failed = batches.into_iter().filter(|batch| batch.result.is_err()).flat_map(|batch| batch.events);
///     let again = reporter.report(failed).await;
///     assert!(again.iter().all(|batch| batch.result.is_ok()));
/// }
/// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/// let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
/// let emulator = Emulator::builder().customer(jane).event_definition("api_call").start().await?;
/// emulator.fail_next(prolifi::emulator::Fault::problem(prolifi::emulator::Problem::Validation));
/// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
/// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
/// report_surely(prolifi, customer_id).await;
/// assert_eq!(emulator.events().len(), 3);
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct ReportedBatch {
    /// How many events were handed to the reporter before the first of these.
    pub first: usize,
    /// The events as they were sent, each with its key.
    pub events: Vec<UsageEvent>,
    /// What the service answered, or why there is no answer.
    pub result: Result<Record, Error>,
}

/// How far a report has come.
///
/// ```
/// use prolifi::events::Progress;
///
/// /// A line for a terminal.
/// fn line(progress: &Progress) -> String {
///     let total = progress.total.map(|total| format!(" of {total}")).unwrap_or_default();
///     format!("{}{total} events, {} failed", progress.events, progress.failed)
/// }
/// assert_eq!(line(&Progress::default()), "0 events, 0 failed");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Progress {
    /// The events of all finished batches.
    pub events: usize,
    /// Those of them whose batch failed.
    pub failed: usize,
    /// The finished batches.
    pub batches: usize,
    /// All events, if the iterator that gives them knows.
    pub total: Option<usize>,
}

impl<A: Events> UsageReporter<A> {
    /// Reports with this client, or with a mock of [`Events`].
    pub fn new(api: A) -> Self {
        Self {
            api,
            batch_size: LARGEST_BATCH,
            concurrency: CONCURRENCY,
            max_retries: None,
            timeout: None,
            on_progress: None,
        }
    }

    /// How many events a batch has, 1 to 1,000: a number beyond counts as the nearest of these. Default: 1,000.
    pub fn batch_size(mut self, events: usize) -> Self {
        self.batch_size = events.clamp(1, LARGEST_BATCH);
        self
    }

    /// How many batches are on their way at once, at least 1. Default: 4.
    pub fn concurrency(mut self, batches: usize) -> Self {
        self.concurrency = batches.max(1);
        self
    }

    /// How often a batch is repeated. Default: what the client says.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = Some(retries);
        self
    }

    /// How long one batch may last, with all its attempts and waits. Default: what the client says.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Calls this after each batch.
    ///
    /// ```
    /// use prolifi::{Environment, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::events::{UsageEvent, UsageReporter};
    ///
    /// async fn report(prolifi: Prolifi, customer_id: &str) {
    ///     let reporter = UsageReporter::new(prolifi)
    ///         .batch_size(100)
    ///         .on_progress(|progress| println!("{} batches", progress.batches));
    ///     let batches = reporter.report((0..250).map(|_| UsageEvent::new(customer_id, "api_call"))).await;
    ///     assert_eq!(batches.len(), 3);
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// let emulator = Emulator::builder().customer(jane).event_definition("api_call").start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// report(prolifi, customer_id).await;
    /// # Ok(()) }
    /// ```
    pub fn on_progress(mut self, callback: impl FnMut(&Progress) + Send + 'static) -> Self {
        self.on_progress = Some(Mutex::new(Box::new(callback)));
        self
    }

    /// Reports the events and waits for all batches. They come back in order, each with its events: look at each
    /// result, since a batch that failed is nowhere else.
    ///
    /// One batch that fails does not stop the others. A future that is dropped halfway sends no more; what was on
    /// its way may have been counted, so give events keys of your own where that matters.
    #[must_use = "a batch that failed comes back here, with its events"]
    pub async fn report<I>(&self, events: I) -> Vec<ReportedBatch>
    where
        I: IntoIterator<Item = UsageEvent>,
    {
        let mut batches: Vec<_> = self.stream(events).collect().await;
        batches.sort_by_key(|batch| batch.first);
        batches
    }

    /// Reports the events as the stream is polled, and gives each batch when it is done. Events are taken from the
    /// iterator as they are needed, so that no more than the batches on their way are in memory.
    ///
    /// ```
    /// use futures_util::StreamExt;
    /// use prolifi::{Environment, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::events::{UsageEvent, UsageReporter};
    ///
    /// async fn report(prolifi: Prolifi, customer_id: &str) {
    ///     let reporter = UsageReporter::new(prolifi).batch_size(100).concurrency(2);
    ///     let events = (0..250).map(|_| UsageEvent::new(customer_id, "api_call"));
    ///     let mut batches = std::pin::pin!(reporter.stream(events));
    ///     while let Some(batch) = batches.next().await {
    ///         println!("events {} to {} are done", batch.first, batch.first + batch.events.len());
    ///     }
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// let emulator = Emulator::builder().customer(jane).event_definition("api_call").start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// report(prolifi, customer_id).await;
    /// assert_eq!(emulator.events().len(), 250);
    /// # Ok(()) }
    /// ```
    pub fn stream<I>(&self, events: I) -> impl Stream<Item = ReportedBatch>
    where
        I: IntoIterator<Item = UsageEvent>,
    {
        let events = events.into_iter();
        let total = match events.size_hint() {
            (least, Some(most)) if least == most => Some(most),
            _ => None,
        };
        let mut progress = Progress { total, ..Progress::default() };
        stream::iter(Batches { events, size: self.batch_size, taken: 0 })
            .map(|(first, events)| self.send(first, events))
            .buffer_unordered(self.concurrency)
            .inspect(move |batch| self.tell(&mut progress, batch))
    }

    /// The call is built here, and its future owns it and the events.
    fn send(&self, first: usize, events: Vec<UsageEvent>) -> impl Future<Output = ReportedBatch> + use<A> {
        let mut call = self.api.batch_report_usage_events(&UsageEventBatch::new(&events));
        if let Some(retries) = self.max_retries {
            call = call.max_retries(retries);
        }
        if let Some(limit) = self.timeout {
            call = call.timeout(limit);
        }
        async move { ReportedBatch { first, events, result: call.await } }
    }

    fn tell(&self, progress: &mut Progress, batch: &ReportedBatch) {
        progress.batches += 1;
        progress.events += batch.events.len();
        if batch.result.is_err() {
            progress.failed += batch.events.len();
        }
        if let Some(callback) = &self.on_progress {
            let mut callback = callback.lock().unwrap_or_else(PoisonError::into_inner);
            callback(progress);
        }
    }
}

/// Cuts events into batches, each with the number of events before it.
struct Batches<I> {
    events: I,
    size: usize,
    taken: usize,
}

impl<I: Iterator<Item = UsageEvent>> Iterator for Batches<I> {
    type Item = (usize, Vec<UsageEvent>);

    fn next(&mut self) -> Option<Self::Item> {
        let events: Vec<_> = self.events.by_ref().take(self.size).map(UsageEvent::with_key).collect();
        let first = self.taken;
        self.taken += events.len();
        (!events.is_empty()).then_some((first, events))
    }
}

impl<A: fmt::Debug> fmt::Debug for UsageReporter<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UsageReporter")
            .field("api", &self.api)
            .field("batch_size", &self.batch_size)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}
