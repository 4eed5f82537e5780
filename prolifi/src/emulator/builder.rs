//! The builder: what an emulator is like and what it holds when it starts.

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Emulator;
use super::clock::{Clock, Dice, Ids};
use super::fault::Fault;
use super::faults::Faults;
use super::idempotency::Idempotency;
use super::rate_limit::RateLimit;
use super::record::Record;
use super::running::Running;
use super::seed;
use super::server::{Server, Shared};
use super::state::State;

impl Emulator {
    /// Starts a server with the documented settings on a free port. It holds the customer of the documentation's
    /// examples, `user_42`, and nothing else; [`builder`](Self::builder) starts an empty one.
    ///
    /// # Errors
    ///
    /// If no port can be listened on, or the system gives no thread.
    ///
    /// ```
    /// use prolifi::{Environment, Prolifi};
    /// use prolifi::customers::Customers;
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// assert_eq!(prolifi.get_customer("user_42").await?.email, "jane@example.com");
    /// # Ok(()) }
    /// ```
    pub async fn start() -> io::Result<Self> {
        let jane = json!({
            "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            "external_id": "user_42",
            "email": "jane@example.com",
            "first_name": "Jane",
            "last_name": "Smith",
            "phone": "+234 800 000 0000",
        });
        Self::builder().customer(jane).start().await
    }

    /// Says what the server is to be like, before it starts. It is empty unless it is given something to hold.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::builder().fixed_ids(1).start().await?;
    /// emulator.shutdown().await;
    /// # Ok(()) }
    /// ```
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder::new()
    }
}

/// Says what an emulator is like and what it holds when it starts. Made by [`Emulator::builder`].
///
/// ```
/// use serde_json::json;
/// use prolifi::emulator::Emulator;
///
/// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
///
/// let emulator = Emulator::builder()
///     .fixed_ids(7)
///     .fixed_clock("2026-03-13T09:00:00Z".parse()?)
///     .customer(json!({ "external_id": "user_42", "email": "jane@example.com" }))
///     .start()
///     .await?;
/// emulator.shutdown().await;
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until `start` is called"]
pub struct EmulatorBuilder {
    port: u16,
    limit: (u32, Duration),
    clock: Clock,
    ids: Ids,
    latency: Duration,
    live_mode: bool,
    ip_restricted: bool,
    faults: Faults,
    seeds: Vec<(seed::Plant, Value)>,
    countries: Vec<(Uuid, String)>,
}

impl EmulatorBuilder {
    pub(super) fn new() -> Self {
        Self {
            port: 0,
            limit: (1_000, Duration::from_secs(60)),
            clock: Clock::default(),
            ids: Ids::default(),
            latency: Duration::ZERO,
            live_mode: false,
            ip_restricted: false,
            faults: Faults::default(),
            seeds: Vec::new(),
            countries: Vec::new(),
        }
    }

    /// Listens on this port of 127.0.0.1; by default, and for 0, on a free one.
    ///
    /// ```
    /// let builder = prolifi::emulator::Emulator::builder().port(4010);
    /// ```
    pub fn port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// Admits so many requests of one key a window; by default the documented 1,000 a minute.
    ///
    /// ```
    /// use std::time::Duration;
    /// let builder = prolifi::emulator::Emulator::builder().rate_limit(10, Duration::from_secs(1));
    /// ```
    pub fn rate_limit(self, limit: u32, window: Duration) -> Self {
        Self { limit: (limit, window), ..self }
    }

    /// Makes the same ids in every run, in the order in which things are created; by default they are random.
    ///
    /// ```
    /// let builder = prolifi::emulator::Emulator::builder().fixed_ids(7);
    /// ```
    pub fn fixed_ids(self, seed: u64) -> Self {
        Self { ids: Ids::Seeded(Dice::new(seed)), ..self }
    }

    /// Stops the clock at this time, until [`Emulator::advance`] moves it; by default it is the machine's. The
    /// windows of the rate limit pass all the same, so that a caller who waits as told is let in again.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let builder = prolifi::emulator::Emulator::builder().fixed_clock("2026-03-13T09:00:00Z".parse()?);
    /// # Ok(()) }
    /// ```
    pub fn fixed_clock(self, now: Timestamp) -> Self {
        Self { clock: Clock::fixed(now), ..self }
    }

    /// Takes this long over every operation; by default no time.
    ///
    /// ```
    /// use std::time::Duration;
    /// let builder = prolifi::emulator::Emulator::builder().latency(Duration::from_millis(50));
    /// ```
    pub fn latency(self, latency: Duration) -> Self {
        Self { latency, ..self }
    }

    /// Switches live mode on, so that the two live keys are let in; by default they get 403 `permission_error`.
    ///
    /// ```
    /// let builder = prolifi::emulator::Emulator::builder().live_mode(true);
    /// ```
    pub fn live_mode(self, live_mode: bool) -> Self {
        Self { live_mode, ..self }
    }

    /// Behaves as if the caller's address were not on the whitelist: 403 `ip_restricted`. By default every address
    /// is allowed.
    ///
    /// ```
    /// let builder = prolifi::emulator::Emulator::builder().ip_restricted(true);
    /// ```
    pub fn ip_restricted(self, ip_restricted: bool) -> Self {
        Self { ip_restricted, ..self }
    }

    /// Strikes a share of the requests, from 0.0 to 1.0, each with one of the faults, drawn evenly. The same seed
    /// strikes the same requests, counted in the order in which they arrive.
    ///
    /// ```
    /// use prolifi::emulator::{Fault, Emulator};
    ///
    /// let resets = [Fault::reset(), Fault::reset().after_applying()];
    /// let builder = Emulator::builder().random_faults(0.05, 42, resets);
    /// ```
    pub fn random_faults(mut self, rate: f64, seed: u64, faults: impl IntoIterator<Item = Fault>) -> Self {
        self.faults.at_random(rate, seed, faults.into_iter().collect());
        self
    }

    /// Holds this country, whose name customers with its id then show; by default there are none.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let nigeria = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11".parse()?;
    /// let builder = prolifi::emulator::Emulator::builder().country(nigeria, "Nigeria");
    /// # Ok(()) }
    /// ```
    pub fn country(mut self, id: Uuid, name: impl Into<String>) -> Self {
        self.countries.push((id, name.into()));
        self
    }

    /// Holds this customer: the fields of a create request and, if wanted, an `id` (a UUID) and a `status`.
    ///
    /// ```
    /// use serde_json::json;
    /// let builder = prolifi::emulator::Emulator::builder()
    ///     .customer(json!({ "external_id": "user_42", "email": "jane@example.com", "name": "Jane Doe" }));
    /// ```
    pub fn customer(self, customer: Value) -> Self {
        self.seed(seed::customer, customer)
    }

    /// Holds this plan, which is answered as it is given here, with an `id` (a UUID) if it has none. Of its fields,
    /// none of which is documented, the emulator itself reads `status` (`active` by default), `billing_cycles` (objects
    /// with an `id` or a `name`; without the list any cycle will do) and `features` (objects with an `id`, a `limit`,
    /// null or absent for unlimited, and an `event_name`, that of the events that use the feature up).
    ///
    /// ```
    /// use serde_json::json;
    /// let builder = prolifi::emulator::Emulator::builder().plan(json!({
    ///     "id": "16fd2706-8baf-433b-82eb-8c7fada847da",
    ///     "name": "Pro",
    ///     "billing_cycles": [{ "name": "monthly" }, { "name": "yearly" }],
    ///     "features": [{ "id": "api_calls", "limit": 1000, "event_name": "api_call" }, { "id": "sso" }],
    /// }));
    /// ```
    pub fn plan(self, plan: Value) -> Self {
        self.seed(seed::plan, plan)
    }

    /// Holds this subscription: the fields of a create request and, if wanted, an `id` (a UUID). Its customer and its
    /// plan come first.
    ///
    /// ```
    /// use serde_json::json;
    /// let customer = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let plan = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let builder = prolifi::emulator::Emulator::builder()
    ///     .customer(json!({ "id": customer, "email": "jane@example.com" }))
    ///     .plan(json!({ "id": plan }))
    ///     .subscription(json!({ "customer_id": customer, "plan_id": plan }));
    /// ```
    pub fn subscription(self, subscription: Value) -> Self {
        self.seed(seed::subscription, subscription)
    }

    /// Holds this invoice, which is answered as it is given here, with an `id` (a UUID) and a `status` of `pending` if
    /// it has none. It is listed by its `customer_id`, `subscription_id` and `status`.
    ///
    /// ```
    /// use serde_json::json;
    /// let builder = prolifi::emulator::Emulator::builder().invoice(json!({ "status": "posted" }));
    /// ```
    pub fn invoice(self, invoice: Value) -> Self {
        self.seed(seed::invoice, invoice)
    }

    /// Knows this event definition, so that events can be reported by its name: a name, or an object with a `name`
    /// and, if wanted, an `id` (a UUID) and `active` (true by default). There are none by default.
    ///
    /// ```
    /// use serde_json::json;
    /// let builder = prolifi::emulator::Emulator::builder()
    ///     .event_definition("api_call")
    ///     .event_definition(json!({ "name": "export", "active": false }));
    /// ```
    pub fn event_definition(self, definition: impl Into<Value>) -> Self {
        let definition = match definition.into() {
            Value::String(name) => json!({ "name": name }),
            object => object,
        };
        self.seed(seed::event_definition, definition)
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// If the port cannot be listened on, or the system gives no thread; with
    /// [`InvalidInput`](io::ErrorKind::InvalidInput) if a seed is not valid.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::builder().start().await?;
    /// assert!(emulator.base_url().starts_with("http://127.0.0.1:"));
    /// # Ok(()) }
    /// ```
    pub async fn start(self) -> io::Result<Emulator> {
        self.start_blocking()
    }

    /// Starts the server outside asynchronous code, such as for a `static` that many tests share. (It takes no
    /// longer than a bind, so it may be called inside as well.)
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start).
    ///
    /// ```
    /// use std::sync::LazyLock;
    ///
    /// use prolifi::emulator::Emulator;
    ///
    /// static EMULATOR: LazyLock<Emulator> =
    ///     LazyLock::new(|| Emulator::builder().start_blocking().expect("a free port"));
    ///
    /// assert!(EMULATOR.base_url().ends_with("/api/v1/public"));
    /// ```
    pub fn start_blocking(self) -> io::Result<Emulator> {
        let mut state = State { clock: self.clock, ids: self.ids, ..State::default() };
        state.countries.extend(self.countries);
        for (plant, value) in self.seeds {
            seed::plant(&mut state, plant, &value)?;
        }
        let (limit, window) = self.limit;
        let shared = Shared::new(Server {
            state,
            rate_limit: RateLimit::new(limit, window),
            idempotency: Idempotency::default(),
            faults: self.faults,
            record: Record::default(),
            live_mode: self.live_mode,
            ip_restricted: self.ip_restricted,
            latency: self.latency,
        });
        let (base_url, running) = Running::launch(self.port, shared.clone())?;
        Ok(Emulator { base_url, shared, running })
    }

    fn seed(mut self, plant: seed::Plant, value: Value) -> Self {
        self.seeds.push((plant, value));
        self
    }
}
