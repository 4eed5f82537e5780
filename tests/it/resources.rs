//! Every operation as the request it is, and over a socket to the emulator.

mod models;
mod trips;

use http::Request;
use jiff::civil::date;
use prolifi::{
    Body, Prolifi,
    customers::{CreateCustomer, CustomerFilter, CustomerStatus, Customers, UpdateCustomer},
    entitlements::{CheckEntitlement, Entitlements},
    events::{Events, UsageEvent, UsageEventBatch, UsageFilter},
    invoices::{InvoiceFilter, InvoiceStatus, Invoices},
    plans::{PlanFilter, PlanStatus, Plans},
    prelude::*,
    subscriptions::{
        CancelAt, CancelSubscription, CreateSubscription, SubscriptionFilter, Subscriptions,
        UpdateSubscription,
    },
    testing::FakeTransport,
};
use prolifi_tests::prolifi_offline;
use serde_json::{Value, json};

const JANE: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const PRO: &str = "16fd2706-8baf-433b-82eb-8c7fada847da";

fn client() -> Prolifi {
    prolifi_offline(&FakeTransport::new())
}

/// Checks what would be sent: `GET /path?query`, and the body as it is written.
#[track_caller]
fn sends<T>(call: Call<T>, line: &str, body: &str) {
    let request = call.into_request().unwrap();
    assert_eq!(self::line(&request), line);
    assert_eq!(std::str::from_utf8(request.body().as_bytes().unwrap()).unwrap(), body);
    let headers = request.headers();
    assert_eq!(headers.contains_key("content-type"), !body.is_empty());
    assert_eq!(headers.contains_key("idempotency-key"), request.method() != "GET");
}

fn line(request: &Request<Body>) -> String {
    let uri = request.uri().to_string();
    format!("{} {}", request.method(), uri.strip_prefix("https://sandbox.prolifi.co/api/v1/public").unwrap())
}

#[test]
fn customers() {
    let client = client();
    let new = CreateCustomer::new("jane@example.com").name("Jane Doe").country_id(PRO);
    sends(
        client.create_customer(&new),
        "POST /customers",
        &format!(r#"{{"email":"jane@example.com","name":"Jane Doe","country_id":"{PRO}"}}"#),
    );
    let filter = CustomerFilter::new().email("+a&b@example.com").status(CustomerStatus::Archived).limit(100);
    sends(
        client.list_customers(&filter).into_call(),
        "GET /customers?limit=100&email=%2Ba%26b%40example.com&status=archived",
        "",
    );
    let filter = CustomerFilter::new().external_id("user 42").status("new").offset(20);
    sends(
        client.list_customers(&filter).into_call(),
        "GET /customers?offset=20&status=new&external_id=user%2042",
        "",
    );
    sends(client.get_customer("user/42"), "GET /customers/user%2F42", "");
    sends(
        client.update_customer(JANE, &UpdateCustomer::new().email("newemail@example.com")),
        &format!("PATCH /customers/{JANE}"),
        r#"{"email":"newemail@example.com"}"#,
    );
    sends(client.delete_customer(JANE), &format!("DELETE /customers/{JANE}"), "");
}

#[test]
fn plans() {
    let client = client();
    sends(client.list_plans(&PlanFilter::new()).into_call(), "GET /plans", "");
    let filter = PlanFilter::new().status(PlanStatus::Archived).limit(1).offset(2);
    sends(client.list_plans(&filter).into_call(), "GET /plans?limit=1&offset=2&status=archived", "");
    sends(client.get_plan(PRO), &format!("GET /plans/{PRO}"), "");
}

#[test]
fn subscriptions() {
    let client = client();
    let new = CreateSubscription::new(JANE, PRO)
        .billing_cycle("monthly")
        .start_date(date(2026, 3, 13))
        .billing_date(date(2026, 4, 1))
        .quantity(3);
    sends(
        client.create_subscription(&new),
        "POST /subscriptions",
        &format!(
            r#"{{"customer_id":"{JANE}","plan_id":"{PRO}","billing_cycle":"monthly","start_date":"2026-03-13","billing_date":"2026-04-01","quantity":3}}"#
        ),
    );
    let filter = SubscriptionFilter::new().customer_id(JANE).plan_id(PRO).status("active");
    sends(
        client.list_subscriptions(&filter).into_call(),
        &format!("GET /subscriptions?customer_id={JANE}&status=active&plan_id={PRO}"),
        "",
    );
    sends(client.get_subscription("s1"), "GET /subscriptions/s1", "");
    let changes = UpdateSubscription::new().plan_id(PRO).billing_cycle(Patch::Clear).quantity(5);
    sends(
        client.update_subscription("s1", &changes),
        "PATCH /subscriptions/s1",
        &format!(r#"{{"plan_id":"{PRO}","billing_cycle":null,"quantity":5}}"#),
    );
    let how = CancelSubscription::new().cancel_at(CancelAt::EndOfPeriod).reason("moved");
    sends(
        client.cancel_subscription("s1", &how),
        "DELETE /subscriptions/s1",
        r#"{"cancel_at":"end_of_period","reason":"moved"}"#,
    );
    sends(client.cancel_subscription("s1", &CancelSubscription::new()), "DELETE /subscriptions/s1", "{}");
    sends(client.pause_subscription("s1"), "POST /subscriptions/s1/pause", "");
    sends(client.resume_subscription("s1"), "POST /subscriptions/s1/resume", "");
}

#[test]
fn invoices() {
    let client = client();
    let filter = InvoiceFilter::new().status(InvoiceStatus::Paid).customer_id(JANE).subscription_id(PRO);
    sends(
        client.list_invoices(&filter).into_call(),
        &format!("GET /invoices?customer_id={JANE}&status=paid&subscription_id={PRO}"),
        "",
    );
    let unknown = InvoiceFilter::new().status("overdue");
    sends(client.list_invoices(&unknown).into_call(), "GET /invoices?status=overdue", "");
    sends(client.get_invoice("i1"), "GET /invoices/i1", "");
    sends(client.finalize_invoice("i1"), "POST /invoices/i1/finalize", "");
    sends(client.void_invoice("i1"), "POST /invoices/i1/void", "");
}

#[test]
fn events() {
    let client = client();
    let event = UsageEvent::new(JANE, "api_call")
        .timestamp("2026-03-13T10:00:00+01:00".parse::<jiff::Timestamp>().unwrap())
        .property("bytes", 512)
        .idempotency_key("e1");
    let json = format!(
        r#"{{"customer_id":"{JANE}","event_name":"api_call","timestamp":"2026-03-13T09:00:00Z","properties":{{"bytes":512}},"idempotency_key":"e1"}}"#
    );
    sends(client.report_usage_event(&event), "POST /events", &json);
    sends(
        client.batch_report_usage_events(&UsageEventBatch::new(vec![event.clone(), event])),
        "POST /events/batch",
        &format!(r#"{{"events":[{json},{json}]}}"#),
    );
    let march = UsageFilter::new().start_date(date(2026, 3, 1)).end_date(date(2026, 3, 31)).event_name("a b");
    sends(
        client.get_customer_usage(JANE, &march),
        &format!("GET /customers/{JANE}/usage?start_date=2026-03-01&end_date=2026-03-31&event_name=a%20b"),
        "",
    );
}

#[test]
fn entitlements() {
    let client = client();
    sends(
        client.check_entitlement(&CheckEntitlement::new(JANE, "api_calls").requested_quantity(20)),
        "POST /entitlements/check",
        &format!(r#"{{"customer_id":"{JANE}","feature_id":"api_calls","requested_quantity":20}}"#),
    );
    sends(client.get_customer_entitlements(JANE), &format!("GET /customers/{JANE}/entitlements"), "");
}

/// The value of an answer's envelope, for tests of what is read from it.
fn answer(data: &Value) -> http::Response<String> {
    http::Response::new(json!({ "data": data, "unknown": 1 }).to_string())
}
