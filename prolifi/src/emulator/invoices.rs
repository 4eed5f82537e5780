//! Invoices: list, get, finalize, void. An invoice is answered as it was seeded, with its `id` and `status`, for its
//! other fields are not documented.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::pagination;
use super::problem::{Problem, Refusal};
use super::state::{Call, Outcome, State, ok};
use super::validate::parse_uuid;

/// An invoice as it was seeded; `status` follows the life of an invoice.
#[derive(Debug)]
pub(super) struct Invoice {
    pub(super) id: Uuid,
    pub(super) customer_id: Option<Uuid>,
    pub(super) subscription_id: Option<Uuid>,
    pub(super) fields: Map<String, Value>,
}

/// `GET /invoices`
pub(super) fn list(state: &mut State, call: &Call) -> Outcome {
    let (customer_id, subscription_id) = (call.uuid("customer_id")?, call.uuid("subscription_id")?);
    let status = call.parameter("status");
    let matching = state.invoices.iter().filter(|invoice| {
        (customer_id.is_none() || invoice.customer_id == customer_id)
            && (subscription_id.is_none() || invoice.subscription_id == subscription_id)
            && status.is_none_or(|status| invoice.status() == status)
    });
    pagination::page(call, matching, Invoice::to_json)
}

/// `GET /invoices/{id}`
pub(super) fn get(state: &mut State, call: &Call) -> Outcome {
    ok(find(state, call)?.to_json())
}

/// `POST /invoices/{id}/finalize`: only what is pending becomes posted.
pub(super) fn finalize(state: &mut State, call: &Call) -> Outcome {
    let invoice = find(state, call)?;
    if invoice.status() != "pending" {
        let message = format!("Only a pending invoice can be finalized; this one is {}.", invoice.status());
        return Err(Refusal::new(Problem::Conflict, message));
    }
    invoice.turn("posted")
}

/// `POST /invoices/{id}/void`: only what is void cannot be voided.
pub(super) fn void(state: &mut State, call: &Call) -> Outcome {
    let invoice = find(state, call)?;
    if invoice.status() == "void" {
        return Err(Refusal::new(Problem::Conflict, "This invoice is already void."));
    }
    invoice.turn("void")
}

impl Invoice {
    fn status(&self) -> &str {
        self.fields.get("status").and_then(Value::as_str).unwrap_or("pending")
    }

    fn turn(&mut self, status: &str) -> Outcome {
        self.fields.insert("status".to_owned(), status.into());
        ok(self.to_json())
    }

    fn to_json(&self) -> Value {
        Value::Object(self.fields.clone())
    }
}

fn find<'a>(state: &'a mut State, call: &Call) -> Result<&'a mut Invoice, Refusal> {
    let id = parse_uuid(&call.id);
    let found = state.invoices.iter_mut().find(|invoice| Some(invoice.id) == id);
    found.ok_or_else(|| Refusal::no_such("invoice"))
}
