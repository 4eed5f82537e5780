//! Subscriptions: create, list, get, update, cancel; pause and resume are not available yet.
//!
//! The fields of the answered object are not documented: it has an `id` and echoes what requests have set.

use http::StatusCode;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::customers;
use super::outcome::{Outcome, created, ok};
use super::pagination;
use super::plan::Plan;
use super::plans;
use super::problem::Problem;
use super::refusal::Refusal;
use super::request::Request;
use super::state::State;
use super::subscription::Subscription;
use super::validate::{Form, parse_uuid};

/// `POST /subscriptions`
pub(super) fn create(state: &mut State, request: &Request) -> Outcome {
    let body = request.object()?;
    created(insert(state, &body, None)?)
}

/// `GET /subscriptions`
pub(super) fn list(state: &mut State, request: &Request) -> Outcome {
    let (customer_id, plan_id) = (request.uuid("customer_id")?, request.uuid("plan_id")?);
    let status = request.parameter("status");
    let matching = state.subscriptions.iter().filter(|subscription| {
        customer_id.is_none_or(|id| subscription.customer_id == id)
            && plan_id.is_none_or(|id| subscription.plan_id == id)
            && status.is_none_or(|status| subscription.status() == status)
    });
    pagination::page(request, matching, Subscription::to_json)
}

/// `GET /subscriptions/{id}`
pub(super) fn get(state: &mut State, request: &Request) -> Outcome {
    ok(find(state, request)?.to_json())
}

/// `PATCH /subscriptions/{id}`
pub(super) fn update(state: &mut State, request: &Request) -> Outcome {
    let mut changed = find(state, request)?.clone();
    let body = request.object()?;
    let mut form = Form::new(&body);
    let plan_id = form.uuid("plan_id").given();
    let cycle = form.string("billing_cycle").given();
    form.count("quantity");
    form.object("metadata");
    if let Some(plan_id) = plan_id.filter(|id| *id != changed.plan_id) {
        changed.plan_id = plan_id;
        changed.fields.insert("plan_id".to_owned(), plan_id.to_string().into());
        // The cycle belonged to the plan before.
        changed.fields.remove("billing_cycle");
    }
    check_plan(state, &mut form, changed.plan_id, cycle.as_deref());
    form.finish()?;

    if let Some(cycle) = cycle {
        changed.fields.insert("billing_cycle".to_owned(), cycle.into());
    }
    echo(&body, &["quantity", "metadata"], &mut changed.fields);
    let answer = changed.to_json();
    *find(state, request)? = changed;
    ok(answer)
}

/// `DELETE /subscriptions/{id}`
pub(super) fn cancel(state: &mut State, request: &Request) -> Outcome {
    let subscription = find(state, request)?;
    let body = request.object()?;
    let mut form = Form::new(&body);
    let cancel_at = form.string("cancel_at").given().unwrap_or_else(|| "end_of_period".to_owned());
    form.string("reason");
    if !["end_of_period", "immediately"].contains(&cancel_at.as_str()) {
        form.wrong("cancel_at", "The cancel_at field must be end_of_period or immediately.");
    }
    form.finish()?;

    subscription.ended |= cancel_at == "immediately";
    subscription.fields.insert("cancel_at".to_owned(), cancel_at.into());
    echo(&body, &["reason"], &mut subscription.fields);
    ok(subscription.to_json())
}

/// `POST /subscriptions/{id}/pause` and `POST /subscriptions/{id}/resume`
pub(super) fn not_available(state: &mut State, request: &Request) -> Outcome {
    find(state, request)?;
    let message = "Pausing and resuming subscriptions is not available yet.";
    Err(Refusal::new(Problem::Api, message).with_status(StatusCode::NOT_IMPLEMENTED))
}

/// Creates a subscription from the body of a create request, with this id or a new one.
pub(super) fn insert(
    state: &mut State,
    body: &Map<String, Value>,
    id: Option<Uuid>,
) -> Result<Value, Refusal> {
    let mut form = Form::new(body);
    form.require("customer_id");
    form.require("plan_id");
    let customer_id = form.uuid("customer_id").given();
    let plan_id = form.uuid("plan_id").given();
    let cycle = form.string("billing_cycle").given();
    form.date("start_date");
    form.date("billing_date");
    form.uuid("country_id");
    form.uuid("pricing_scheme_id");
    form.uuid("payment_term_id");
    form.count("quantity");
    form.object("metadata");
    if let Some(customer_id) = customer_id {
        customers::check(state, &mut form, customer_id);
    }
    if let Some(plan_id) = plan_id {
        check_plan(state, &mut form, plan_id, cycle.as_deref());
    }
    form.finish()?;

    let (Some(customer_id), Some(plan_id)) = (customer_id, plan_id) else {
        return Err(Problem::Validation.into());
    };
    let id = id.unwrap_or_else(|| state.ids.next());
    let mut fields = Map::from_iter([("id".to_owned(), id.to_string().into())]);
    echo(body, &CREATE_FIELDS, &mut fields);
    let subscription = Subscription { id, customer_id, plan_id, ended: false, fields };
    let answer = subscription.to_json();
    state.subscriptions.push(subscription);
    Ok(answer)
}

const CREATE_FIELDS: [&str; 10] = [
    "customer_id",
    "plan_id",
    "billing_cycle",
    "start_date",
    "billing_date",
    "country_id",
    "pricing_scheme_id",
    "payment_term_id",
    "quantity",
    "metadata",
];

fn find<'a>(state: &'a mut State, request: &Request) -> Result<&'a mut Subscription, Refusal> {
    let id = parse_uuid(&request.id);
    let found = state.subscriptions.iter_mut().find(|subscription| Some(subscription.id) == id);
    found.ok_or_else(|| Refusal::no_such("subscription"))
}

/// Notes a plan that does not exist, or a billing cycle that it does not have.
fn check_plan(state: &State, form: &mut Form<'_>, plan_id: Uuid, cycle: Option<&str>) {
    let plan: Option<&Plan> = plans::find(state, plan_id);
    match (plan, cycle) {
        (None, _) => form.wrong("plan_id", "There is no plan with this plan_id."),
        (Some(plan), Some(cycle)) if !plan.has_cycle(cycle) => {
            form.wrong("billing_cycle", "The plan has no such billing_cycle.");
        }
        _ => {}
    }
}

/// Copies these fields, where the body has them.
fn echo(body: &Map<String, Value>, names: &[&str], to: &mut Map<String, Value>) {
    for &name in names {
        if let Some(value) = body.get(name) {
            to.insert(name.to_owned(), value.clone());
        }
    }
}
