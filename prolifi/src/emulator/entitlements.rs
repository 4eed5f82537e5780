//! Entitlements: what a customer's active subscriptions allow, and a check of one feature.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::customers;
use super::outcome::{Outcome, ok};
use super::plan::Plan;
use super::plans;
use super::request::Request;
use super::state::State;
use super::validate::Form;

/// What a customer may use of one feature.
struct Entitlement {
    /// `None` is unlimited.
    remaining: Option<u64>,
}

/// `POST /entitlements/check`
pub(super) fn check(state: &mut State, request: &Request) -> Outcome {
    let body = request.object()?;
    let mut form = Form::new(&body);
    form.require("customer_id");
    form.require("feature_id");
    let customer_id = form.uuid("customer_id").given();
    let feature_id = form.string("feature_id").given().unwrap_or_default();
    let requested = form.count("requested_quantity").given().unwrap_or(1);
    if let Some(customer_id) = customer_id {
        customers::check(state, &mut form, customer_id);
    }
    form.finish()?;

    let entitlements = of(state, customer_id.unwrap_or_default());
    ok(match entitlements.get(feature_id.as_str()) {
        None => json!({ "entitled": false, "is_unlimited": false, "remaining": 0 }),
        Some(Entitlement { remaining }) => json!({
            "entitled": remaining.is_none_or(|remaining| remaining >= requested),
            "is_unlimited": remaining.is_none(),
            "remaining": remaining,
        }),
    })
}

/// `GET /customers/{id}/entitlements`
pub(super) fn list(state: &mut State, request: &Request) -> Outcome {
    let customer_id = customers::find_by_uuid(state, &request.id)?;
    let item = |(feature_id, Entitlement { remaining }): (&str, Entitlement)| json!({ "feature_id": feature_id, "is_unlimited": remaining.is_none(), "remaining": remaining });
    ok(Value::Array(of(state, customer_id).into_iter().map(item).collect()))
}

/// The features of all active subscriptions of a customer; of the same feature, the highest limit counts.
fn of(state: &State, customer_id: Uuid) -> BTreeMap<&str, Entitlement> {
    let mut entitlements: BTreeMap<&str, Entitlement> = BTreeMap::new();
    let active = state.subscriptions.iter().filter(|one| one.customer_id == customer_id && one.is_active());
    for feature in active.filter_map(|one| plans::find(state, one.plan_id)).flat_map(Plan::features) {
        let used = feature.event_name.map_or(0, |name| used(state, customer_id, name));
        let remaining = feature.limit.map(|limit| limit.saturating_sub(used));
        let entry = entitlements.entry(feature.id).or_insert(Entitlement { remaining });
        entry.remaining = entry.remaining.zip(remaining).map(|(one, other)| one.max(other));
    }
    entitlements
}

/// How much of a feature a customer has used up, over all time.
fn used(state: &State, customer_id: Uuid, event_name: &str) -> u64 {
    let events = state.events.counted.iter();
    let matching = events.filter(|event| event.customer_id == customer_id && event.name == event_name);
    matching.fold(0, |sum, event| sum.saturating_add(event.quantity()))
}
