//! Usage events: report one, report a batch.

use serde_json::{Map, Value, json};

use super::customers;
use super::event::{Definition, Event};
use super::outcome::{Outcome, created, ok};
use super::problem::Problem;
use super::refusal::{FieldError, Refusal};
use super::request::Request;
use super::state::State;
use super::validate::{Form, parse_uuid};

const LARGEST_BATCH: usize = 1_000;

/// `POST /events`
pub(super) fn report(state: &mut State, request: &Request) -> Outcome {
    let index = count(state, &request.object()?)?;
    created(state.events.counted[index].to_json())
}

/// `POST /events/batch`
pub(super) fn report_batch(state: &mut State, request: &Request) -> Outcome {
    let body = request.object()?;
    let events = match body.get("events") {
        None | Some(Value::Null) => return Err(Refusal::field("events", "The events field is required.")),
        Some(Value::Array(events)) if (1..=LARGEST_BATCH).contains(&events.len()) => events,
        Some(_) => {
            let message = format!("The events field must be a list of 1 to {LARGEST_BATCH} events.");
            return Err(Refusal::field("events", message));
        }
    };
    let mut failures = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let outcome = match event {
            Value::Object(event) => count(state, event),
            _ => Err(Refusal::field(&format!("events.{index}"), "An event must be an object.")),
        };
        if let Err(refusal) = outcome {
            let errors: Vec<Value> = refusal.into_fields().iter().map(FieldError::to_json).collect();
            failures.push(json!({ "index": index, "errors": errors }));
        }
    }
    let rejected = failures.len();
    ok(json!({ "accepted": events.len() - rejected, "rejected": rejected, "errors": failures }))
}

/// The name of the active definition with this name or id.
pub(super) fn definition<'a>(state: &'a State, name_or_id: &str) -> Option<&'a str> {
    let id = parse_uuid(name_or_id);
    let known = |definition: &&Definition| {
        definition.active && (definition.name == name_or_id || Some(definition.id) == id)
    };
    state.definitions.iter().find(known).map(|definition| definition.name.as_str())
}

/// Counts an event, or finds it among those counted before; gives its index.
fn count(state: &mut State, body: &Map<String, Value>) -> Result<usize, Refusal> {
    let mut form = Form::new(body);
    form.require("customer_id");
    form.require("event_name");
    let customer_id = form.uuid("customer_id").given();
    let event_name = form.string("event_name").given();
    let subscription_id = form.uuid("subscription_id").given();
    let timestamp = form.time("timestamp").given();
    let properties = form.object("properties").given();
    let idempotency_key = form.string("idempotency_key").given().filter(|key| !key.is_empty());

    if let Some(customer_id) = customer_id {
        customers::check(state, &mut form, customer_id);
    }
    let name = event_name.as_deref().and_then(|name| definition(state, name)).map(str::to_owned);
    if event_name.is_some() && name.is_none() {
        form.wrong("event_name", "There is no active event definition with this event_name.");
    }
    if let Some(id) = subscription_id
        && !state.subscriptions.iter().any(|subscription| subscription.id == id)
    {
        form.wrong("subscription_id", "There is no subscription with this subscription_id.");
    }
    form.finish()?;
    let (Some(customer_id), Some(event_name), Some(name)) = (customer_id, event_name, name) else {
        return Err(Problem::Validation.into());
    };

    if let Some(index) = idempotency_key.as_ref().and_then(|key| state.events.by_key.get(key)) {
        return Ok(*index);
    }
    let index = state.events.counted.len();
    if let Some(key) = &idempotency_key {
        state.events.by_key.insert(key.clone(), index);
    }
    state.events.counted.push(Event {
        id: state.ids.next(),
        customer_id,
        event_name,
        name,
        subscription_id,
        timestamp: timestamp.unwrap_or_else(|| state.clock.now()),
        properties: properties.unwrap_or_else(|| Map::from_iter([("count".to_owned(), 1.into())])),
        idempotency_key,
    });
    Ok(index)
}
