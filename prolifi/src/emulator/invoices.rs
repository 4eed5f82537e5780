//! Invoices: list, get, finalize, void. An invoice is answered as it was seeded, with its `id` and `status`, for its
//! other fields are not documented.

use super::invoice::Invoice;
use super::outcome::{Outcome, ok};
use super::pagination;
use super::problem::Problem;
use super::refusal::Refusal;
use super::request::Request;
use super::state::State;
use super::validate::parse_uuid;

/// `GET /invoices`
pub(super) fn list(state: &mut State, request: &Request) -> Outcome {
    let (customer_id, subscription_id) = (request.uuid("customer_id")?, request.uuid("subscription_id")?);
    let status = request.parameter("status");
    let matching = state.invoices.iter().filter(|invoice| {
        (customer_id.is_none() || invoice.customer_id == customer_id)
            && (subscription_id.is_none() || invoice.subscription_id == subscription_id)
            && status.is_none_or(|status| invoice.status() == status)
    });
    pagination::page(request, matching, Invoice::to_json)
}

/// `GET /invoices/{id}`
pub(super) fn get(state: &mut State, request: &Request) -> Outcome {
    ok(find(state, request)?.to_json())
}

/// `POST /invoices/{id}/finalize`: only what is pending becomes posted.
pub(super) fn finalize(state: &mut State, request: &Request) -> Outcome {
    let invoice = find(state, request)?;
    if invoice.status() != "pending" {
        let message = format!("Only a pending invoice can be finalized; this one is {}.", invoice.status());
        return Err(Refusal::new(Problem::Conflict, message));
    }
    invoice.turn("posted");
    ok(invoice.to_json())
}

/// `POST /invoices/{id}/void`: only what is void cannot be voided.
pub(super) fn void(state: &mut State, request: &Request) -> Outcome {
    let invoice = find(state, request)?;
    if invoice.status() == "void" {
        return Err(Refusal::new(Problem::Conflict, "This invoice is already void."));
    }
    invoice.turn("void");
    ok(invoice.to_json())
}

fn find<'a>(state: &'a mut State, request: &Request) -> Result<&'a mut Invoice, Refusal> {
    let id = parse_uuid(&request.id);
    let found = state.invoices.iter_mut().find(|invoice| Some(invoice.id) == id);
    found.ok_or_else(|| Refusal::no_such("invoice"))
}
