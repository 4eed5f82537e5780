//! Seeds: what a sandbox is given to hold without a request.

use std::io;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::customers;
use super::problem::Refusal;
use super::state::State;
use super::validate::Form;

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
    let id = id(state, seed)?;
    let index = customers::insert(state, seed, id)?;
    if seed.get("status").is_some_and(|status| status == "archived") {
        customers::put_away(state, index);
    }
    Ok(state.customers[index].to_json(state))
}

/// The seed's own id, or a new one.
fn id(state: &mut State, seed: &Map<String, Value>) -> Result<Uuid, Refusal> {
    let mut form = Form::new(seed);
    let id = form.uuid("id").given();
    form.finish()?;
    Ok(id.unwrap_or_else(|| state.ids.next()))
}

fn invalid(seed: &Value, message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("the seed {seed} is not valid: {message}"))
}
