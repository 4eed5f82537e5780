//! Seeds: what an emulator is given to hold without a request.

use std::io;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Emulator;
use super::customers;
use super::event::Definition;
use super::invoice::Invoice;
use super::plan::Plan;
use super::refusal::Refusal;
use super::state::State;
use super::subscriptions;
use super::validate::Form;

impl Emulator {
    /// Adds a customer to the running emulator and gives it as it is answered; see
    /// [`EmulatorBuilder::customer`](super::EmulatorBuilder::customer).
    ///
    /// # Errors
    ///
    /// With [`InvalidInput`](io::ErrorKind::InvalidInput) if the seed is not valid.
    ///
    /// ```
    /// use serde_json::json;
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    ///
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// let customer = emulator.add_customer(&json!({ "email": "jane@example.com", "name": "Jane Doe" }))?;
    /// assert_eq!(customer["first_name"], "Jane");
    /// # Ok(()) }
    /// ```
    pub fn add_customer(&self, customer: &Value) -> io::Result<Value> {
        self.add(self::customer, customer)
    }

    /// Adds a plan to the running emulator and gives it as it is answered; see
    /// [`EmulatorBuilder::plan`](super::EmulatorBuilder::plan).
    ///
    /// # Errors
    ///
    /// With [`InvalidInput`](io::ErrorKind::InvalidInput) if the seed is not valid.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// let plan = emulator.add_plan(&serde_json::json!({ "name": "Pro" }))?;
    /// assert!(plan["id"].is_string());
    /// # Ok(()) }
    /// ```
    pub fn add_plan(&self, plan: &Value) -> io::Result<Value> {
        self.add(self::plan, plan)
    }

    /// Adds an invoice to the running emulator, as the end of a billing cycle would, and gives it as it is answered;
    /// see [`EmulatorBuilder::invoice`](super::EmulatorBuilder::invoice).
    ///
    /// # Errors
    ///
    /// With [`InvalidInput`](io::ErrorKind::InvalidInput) if the seed is not valid.
    ///
    /// ```
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = prolifi::emulator::Emulator::start().await?;
    /// let invoice = emulator.add_invoice(&serde_json::json!({}))?;
    /// assert_eq!(invoice["status"], "pending");
    /// # Ok(()) }
    /// ```
    pub fn add_invoice(&self, invoice: &Value) -> io::Result<Value> {
        self.add(self::invoice, invoice)
    }

    fn add(&self, plant: Plant, seed: &Value) -> io::Result<Value> {
        self::plant(&mut self.shared.lock().state, plant, seed)
    }
}

/// Puts one kind of seed into the state and gives it back as the service would answer it.
pub(super) type Plant = fn(&mut State, &Map<String, Value>) -> Result<Value, Refusal>;

/// Plants a seed; one that is not valid becomes an error that names what is wrong with it.
pub(super) fn plant(state: &mut State, plant: Plant, seed: &Value) -> io::Result<Value> {
    let Value::Object(fields) = seed else { return Err(invalid(seed, "It must be a JSON object.")) };
    plant(state, fields).map_err(|refusal| {
        let what = refusal.message().to_owned();
        let fields = refusal.into_fields().into_iter().map(|field| field.message);
        let message = fields.reduce(|all, one| format!("{all} {one}")).unwrap_or(what);
        invalid(seed, &message)
    })
}

/// A customer: a create request with, if wanted, an `id` and a `status`.
pub(super) fn customer(state: &mut State, seed: &Map<String, Value>) -> Result<Value, Refusal> {
    let id = own_id(state, seed)?;
    let index = customers::insert(state, seed, id)?;
    if seed.get("status").is_some_and(|status| status == "archived") {
        customers::put_away(state, index);
    }
    Ok(state.customers[index].to_json(&state.countries))
}

/// A plan: any fields, of which `status`, `billing_cycles` and `features` have a meaning.
pub(super) fn plan(state: &mut State, seed: &Map<String, Value>) -> Result<Value, Refusal> {
    let id = id(state, seed)?;
    let limits = seed.get("features").and_then(Value::as_array).into_iter().flatten();
    if limits.into_iter().any(|feature| !(feature["limit"].is_null() || feature["limit"].is_u64())) {
        return Err(Refusal::field(
            "features",
            "A feature's limit must be null or an integer of at least 0.",
        ));
    }
    let fields = with_id(seed, id);
    state.plans.push(Plan { id, fields: fields.clone() });
    Ok(Value::Object(fields))
}

/// A subscription: a create request with, if wanted, an `id`.
pub(super) fn subscription(state: &mut State, seed: &Map<String, Value>) -> Result<Value, Refusal> {
    let id = own_id(state, seed)?;
    subscriptions::insert(state, seed, id)
}

/// An invoice: any fields, of which `customer_id`, `subscription_id` and `status` have a meaning.
pub(super) fn invoice(state: &mut State, seed: &Map<String, Value>) -> Result<Value, Refusal> {
    let id = id(state, seed)?;
    let mut form = Form::new(seed);
    let (customer_id, subscription_id) =
        (form.uuid("customer_id").given(), form.uuid("subscription_id").given());
    form.string("status");
    form.finish()?;
    let mut fields = with_id(seed, id);
    fields.entry("status").or_insert_with(|| "pending".into());
    state.invoices.push(Invoice { id, customer_id, subscription_id, fields: fields.clone() });
    Ok(Value::Object(fields))
}

/// An event definition: a `name` with, if wanted, an `id` and `active`.
pub(super) fn event_definition(state: &mut State, seed: &Map<String, Value>) -> Result<Value, Refusal> {
    let id = id(state, seed)?;
    let mut form = Form::new(seed);
    form.require("name");
    let name = form.string("name").given().unwrap_or_default();
    form.finish()?;
    let active = seed.get("active").is_none_or(|active| active != false);
    state.definitions.push(Definition { id, name: name.clone(), active });
    Ok(json!({ "id": id, "name": name, "active": active }))
}

/// The seed's own id, which nothing else may have.
fn own_id(state: &State, seed: &Map<String, Value>) -> Result<Option<Uuid>, Refusal> {
    let mut form = Form::new(seed);
    let id = form.uuid("id").given();
    if id.is_some_and(|id| state.has(id)) {
        form.wrong("id", "The id has already been taken.");
    }
    form.finish()?;
    Ok(id)
}

/// The seed's own id, or a new one.
fn id(state: &mut State, seed: &Map<String, Value>) -> Result<Uuid, Refusal> {
    Ok(own_id(state, seed)?.unwrap_or_else(|| state.ids.next()))
}

fn with_id(seed: &Map<String, Value>, id: Uuid) -> Map<String, Value> {
    let mut fields = seed.clone();
    fields.insert("id".to_owned(), id.to_string().into());
    fields
}

fn invalid(seed: &Value, message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("the seed {seed} is not valid: {message}"))
}
