//! Models and requests that are stored and read again, and answers with more, less or other than is documented.

use std::fmt::Debug;

use jiff::civil::date;
use prolifi::{
    Record,
    customers::{CreateCustomer, Customer, CustomerFilter, Customers, Metadata, UpdateCustomer},
    entitlements::CheckEntitlement,
    events::{Events, UsageEvent, UsageEventBatch, UsageFilter},
    invoices::{InvoiceFilter, InvoiceStatus},
    plans::{PlanFilter, PlanStatus, Plans},
    prelude::*,
    subscriptions::{
        CancelAt, CancelSubscription, CreateSubscription, SubscriptionFilter, UpdateSubscription,
    },
    testing::FakeTransport,
};
use prolifi_tests::{customer, prolifi_offline};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{JANE, PRO, answer};

#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value, "{json}");
}

#[test]
fn requests_are_stored_and_read_again() {
    round_trip(&CreateCustomer::new("a@example.com").external_id("1").metadata(Metadata::new()));
    round_trip(&UpdateCustomer::new().phone(Patch::Clear).name("x"));
    round_trip(&CustomerFilter::new().limit(1).status("x"));
    round_trip(&PlanFilter::new().status("x").offset(1));
    round_trip(&CreateSubscription::new(JANE, PRO).start_date(date(2026, 3, 13)).quantity(1));
    round_trip(&UpdateSubscription::new().quantity(Patch::Clear).plan_id(PRO));
    round_trip(&CancelSubscription::new().cancel_at("later"));
    round_trip(&SubscriptionFilter::new().plan_id(PRO));
    round_trip(&InvoiceFilter::new().status(InvoiceStatus::Void));
    round_trip(&UsageFilter::new().end_date(date(2026, 3, 31)));
    round_trip(&CheckEntitlement::new(JANE, "x"));
    let event = UsageEvent::new(JANE, "x").property("a", json!([1])).idempotency_key("k");
    round_trip(&event);
    round_trip(&UsageEventBatch::new(vec![event]));
}

#[test]
fn an_enum_keeps_what_it_does_not_know() {
    for text in ["active", "inactive", "archived", "retired", ""] {
        assert_eq!(PlanStatus::from(text).as_str(), text);
        assert_eq!(String::from(PlanStatus::from(text)), text);
        assert_eq!(matches!(PlanStatus::from(text), PlanStatus::Unknown(_)), ["retired", ""].contains(&text));
    }
    round_trip(&InvoiceStatus::from("overdue"));
    round_trip(&CancelAt::from("next_year"));
}

#[test]
fn numbers_are_written_without_a_type() {
    let changes = UpdateSubscription::new().quantity(5);
    assert_eq!(serde_json::to_value(&changes).unwrap(), json!({ "quantity": 5 }));
}

/// What the service may answer beside the documented, and what must come of it.
fn variants() -> Vec<(&'static str, Value)> {
    let nullable = [
        "external_id",
        "name",
        "first_name",
        "last_name",
        "company_name",
        "phone",
        "country",
        "country_id",
        "metadata",
    ];
    let with = |change: &dyn Fn(&mut Value)| {
        let mut customer = customer();
        change(&mut customer);
        customer
    };
    vec![
        ("as documented", customer()),
        ("an unknown field", with(&|customer| customer["type"] = json!({ "a": [1] }))),
        ("an unknown status", with(&|customer| customer["status"] = json!("frozen"))),
        ("all nulls", with(&|customer| nullable.iter().for_each(|field| customer[*field] = Value::Null))),
        (
            "nothing that can be absent",
            with(&|customer| {
                customer.as_object_mut().unwrap().retain(|field, _| !nullable.contains(&field.as_str()));
            }),
        ),
    ]
}

#[tokio::test]
async fn customers_are_read_however_they_are_written() {
    for (case, data) in variants() {
        let page = json!({ "data": [data, data], "pagination": { "has_more": false, "new": 1 } });
        let fake = FakeTransport::new()
            .answer(answer(&data))
            .answer(answer(&data))
            .answer(answer(&data))
            .answer(http::Response::new(page.to_string()));
        let client = prolifi_offline(&fake);
        let created = client.create_customer(&CreateCustomer::new("a@example.com")).await.unwrap();
        let got = client.get_customer("user_42").await.unwrap();
        let updated = client.update_customer("user_42", &UpdateCustomer::new()).await.unwrap();
        let listed = client.list_customers(&CustomerFilter::new()).collect_up_to(10).await.unwrap();
        assert_eq!(listed, [created.clone(), got.clone()], "{case}");
        assert_eq!((&got, &updated), (&created, &created), "{case}");
        round_trip::<Customer>(&got);
        assert_eq!(got.status.as_str(), data["status"], "{case}");
    }
}

#[tokio::test]
async fn a_record_holds_whatever_comes() {
    let data = json!({
        "id": "x", "price": 4900.5, "count": -3, "on": true, "off": null, "list": [1, { "a": null }], "nested": { "b": [] },
    });
    let fake = FakeTransport::new().answer(answer(&data)).answer(answer(&json!([data, {}])));
    let client = prolifi_offline(&fake);
    let plan: Record = client.get_plan("x").await.unwrap();
    assert_eq!(Value::from(plan.clone()), data);
    round_trip(&plan);
    assert_eq!(
        (plan.get_str("id"), plan.get_f64("price"), plan.get_i64("count")),
        (Some("x"), Some(4900.5), Some(-3))
    );
    assert_eq!((plan.get_bool("on"), plan.is_null("off"), plan.is_null("absent")), (Some(true), true, false));
    assert_eq!(plan.get_list("list").map(<[_]>::len), Some(2));
    assert_eq!(plan.get_object("nested").map(serde_json::Map::len), Some(1));
    assert_eq!((plan.get_str("count"), plan.get("absent")), (None, None));

    let usage = client.get_customer_usage(JANE, &UsageFilter::new()).await.unwrap();
    assert_eq!((usage.len(), usage[1].as_object().len()), (2, 0));
}

#[tokio::test]
async fn an_answer_can_be_read_as_a_type_of_the_callers_own() {
    #[derive(serde::Deserialize)]
    struct Plan {
        name: String,
    }
    let fake = FakeTransport::new().answer(answer(&json!({ "name": "Pro" })));
    let plan = prolifi_offline(&fake).get_plan("x").decode::<Plan>().await.unwrap();
    assert_eq!(plan.name, "Pro");
}
