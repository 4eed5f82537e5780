//! Every operation over a socket to the emulator.

use jiff::civil::date;
use prolifi::{
    Environment, ErrorExt, ErrorType, Prolifi,
    customers::{CreateCustomer, CustomerFilter, CustomerStatus, Customers, UpdateCustomer},
    emulator::{Emulator, PUBLIC_TEST_KEY, SECRET_TEST_KEY},
    entitlements::{CheckEntitlement, Entitlements},
    events::{Events, UsageEvent, UsageEventBatch, UsageFilter},
    invoices::{InvoiceFilter, InvoiceStatus, Invoices},
    plans::{PlanFilter, PlanStatus, Plans},
    subscriptions::{
        CancelAt, CancelSubscription, CreateSubscription, SubscriptionFilter, Subscriptions,
        UpdateSubscription,
    },
};
use serde_json::json;

use super::{JANE, PRO};

const OLD: &str = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
const MARCH: &str = "886313e1-3b8a-5372-9b90-0c9aee199e5d";

async fn emulator() -> (Emulator, Prolifi) {
    let features = json!([{ "id": "calls", "limit": 10, "event_name": "api_call" }]);
    let emulator = Emulator::builder()
        .customer(json!({ "id": JANE, "external_id": "user_42", "email": "jane@example.com" }))
        .plan(json!({ "id": PRO, "name": "Pro", "billing_cycles": [{ "name": "monthly" }], "features": features }))
        .plan(json!({ "id": OLD, "name": "Old", "status": "archived" }))
        .invoice(json!({ "id": MARCH, "customer_id": JANE, "total": "49.00" }))
        .event_definition("api_call")
        .start()
        .await
        .expect("a free port");
    let client = client(&emulator, SECRET_TEST_KEY);
    (emulator, client)
}

fn client(emulator: &Emulator, key: &str) -> Prolifi {
    let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    builder.api_key(key).max_retries(0).build().expect("a client")
}

fn kind(error: &prolifi::Error) -> (u16, Option<ErrorType>) {
    (error.status().expect("an answer").as_u16(), error.error_type())
}

#[tokio::test]
async fn a_customer_is_created_found_changed_and_archived() {
    let (_emulator, client) = emulator().await;
    let new = CreateCustomer::new("ada@example.com").name("Ada Lovelace").external_id("user_1");
    let ada = client.create_customer(&new).response().await.unwrap();
    assert_eq!(ada.status, 201);
    let ada = ada.value;
    assert_eq!(ada.first_name.as_deref(), Some("Ada"));
    assert_eq!(client.get_customer("user_1").await.unwrap(), ada);
    assert_eq!(client.get_customer(&ada.id).await.unwrap(), ada);

    let changed =
        client.update_customer(&ada.id, &UpdateCustomer::new().company_name("Engines")).await.unwrap();
    let filter = CustomerFilter::new().email("ada@");
    assert_eq!(client.list_customers(&filter).collect_up_to(10).await.unwrap(), [changed]);

    let gone = client.delete_customer("user_1").response().await.unwrap();
    assert_eq!(gone.status, 204);
    assert_eq!(client.list_customers(&filter).collect_up_to(10).await.unwrap(), []);
    assert_eq!(client.get_customer(&ada.id).await.unwrap().status, CustomerStatus::Archived);
    let error = client.get_customer("nobody").await.unwrap_err();
    assert_eq!(kind(&error), (404, Some(ErrorType::NotFound)));
}

#[tokio::test]
async fn customers_are_walked_page_by_page() {
    let (emulator, client) = emulator().await;
    for n in 0..45 {
        client.create_customer(&CreateCustomer::new(format!("user{n}@example.com"))).await.unwrap();
    }
    emulator.clear_requests();
    let mut customers = client.list_customers(&CustomerFilter::new());
    let mut seen = std::collections::BTreeSet::new();
    while let Some(customer) = customers.next().await {
        assert!(seen.insert(customer.unwrap().id));
    }
    assert_eq!(seen.len(), 46);
    let paths: Vec<_> = emulator.requests().into_iter().map(|request| request.path).collect();
    assert!(
        paths.iter().map(|path| path.rsplit('/').next().unwrap()).eq([
            "customers",
            "customers?offset=20",
            "customers?offset=40"
        ]),
        "{paths:?}"
    );

    let mut pages = client.list_customers(&CustomerFilter::new().limit(40)).pages();
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(
        (page.total, page.limit, page.begins_at, page.has_more),
        (Some(46), Some(40), Some(0), Some(true))
    );
    let refused = client.list_customers(&CustomerFilter::new().limit(101)).next().await.unwrap().unwrap_err();
    assert_eq!(kind(&refused), (422, Some(ErrorType::ValidationError)));
}

#[tokio::test]
async fn plans_are_read() {
    let (_emulator, client) = emulator().await;
    let plans = client.list_plans(&PlanFilter::new()).collect_up_to(10).await.unwrap();
    assert_eq!(plans.iter().filter_map(|plan| plan.get_str("name")).collect::<Vec<_>>(), ["Pro"]);
    let archived = PlanFilter::new().status(PlanStatus::Archived);
    assert_eq!(client.list_plans(&archived).collect_up_to(10).await.unwrap()[0].get_str("name"), Some("Old"));
    assert_eq!(client.get_plan(PRO).await.unwrap(), plans[0]);
    assert_eq!(kind(&client.get_plan("x").await.unwrap_err()).0, 404);
}

#[tokio::test]
async fn a_subscription_lives_and_ends() {
    let (_emulator, client) = emulator().await;
    let new = CreateSubscription::new(JANE, PRO).billing_cycle("monthly").start_date(date(2026, 3, 13));
    let created = client.create_subscription(&new).response().await.unwrap();
    assert_eq!(created.status, 201);
    assert_eq!(created.value.get_str("start_date"), Some("2026-03-13"));
    let id = created.value.get_str("id").unwrap().to_owned();

    let changed = client.update_subscription(&id, &UpdateSubscription::new().quantity(4)).await.unwrap();
    assert_eq!(changed.get_i64("quantity"), Some(4));
    assert_eq!(client.get_subscription(&id).await.unwrap(), changed);
    let filter = SubscriptionFilter::new().customer_id(JANE).plan_id(PRO);
    assert_eq!(client.list_subscriptions(&filter).collect_up_to(10).await.unwrap(), [changed]);

    for error in [
        client.pause_subscription(&id).await.unwrap_err(),
        client.resume_subscription(&id).await.unwrap_err(),
    ] {
        assert_eq!(error.status().unwrap().as_u16(), 501);
    }
    let how = CancelSubscription::new().cancel_at(CancelAt::Immediately).reason("moved");
    let ended = client.cancel_subscription(&id, &how).response().await.unwrap();
    assert_eq!((ended.status.as_u16(), ended.value.get_str("reason")), (200, Some("moved")));
    let wrong = client.update_subscription(&id, &UpdateSubscription::new().quantity(0)).await.unwrap_err();
    assert_eq!(kind(&wrong), (422, Some(ErrorType::ValidationError)));
}

#[tokio::test]
async fn an_invoice_is_finalized_once_and_voided_once() {
    let (_emulator, client) = emulator().await;
    let pending = InvoiceFilter::new().status(InvoiceStatus::Pending);
    let invoices = client.list_invoices(&pending).collect_up_to(10).await.unwrap();
    assert_eq!(client.get_invoice(MARCH).await.unwrap(), invoices[0]);
    assert_eq!(client.finalize_invoice(MARCH).await.unwrap().get_str("status"), Some("posted"));
    assert!(client.finalize_invoice(MARCH).await.unwrap_err().api().is_some());
    assert_eq!(client.void_invoice(MARCH).await.unwrap().get_str("status"), Some("void"));
    assert!(client.void_invoice(MARCH).await.unwrap_err().api().is_some());
    assert_eq!(client.list_invoices(&pending).collect_up_to(10).await.unwrap(), []);
}

#[tokio::test]
async fn events_are_counted_and_summed_up() {
    let (emulator, client) = emulator().await;
    let event = |day: i8| {
        let time: jiff::Timestamp = format!("2026-03-{day:02}T09:00:00Z").parse().unwrap();
        UsageEvent::new(JANE, "api_call").timestamp(time).idempotency_key(format!("e{day}"))
    };
    let counted = client.report_usage_event(&event(1)).response().await.unwrap();
    assert_eq!(counted.status, 201);
    let unknown = UsageEvent::new(JANE, "nothing");
    let events = vec![event(1), event(2), event(3), unknown];
    let batch = client.batch_report_usage_events(&UsageEventBatch::new(&events)).await.unwrap();
    assert_eq!((batch.get_i64("accepted"), batch.get_i64("rejected")), (Some(3), Some(1)));
    assert_eq!(emulator.events().len(), 3);

    let from_the_second = UsageFilter::new().start_date(date(2026, 3, 2)).event_name("api_call");
    let usage = client.get_customer_usage(JANE, &from_the_second).await.unwrap();
    assert_eq!((usage.len(), usage[0].get_i64("count")), (1, Some(2)));
    assert_eq!(
        client.get_customer_usage(JANE, &UsageFilter::new()).await.unwrap()[0].get_i64("count"),
        Some(3)
    );
}

#[tokio::test]
async fn an_entitlement_is_checked_and_listed() {
    let (_emulator, client) = emulator().await;
    client.create_subscription(&CreateSubscription::new(JANE, PRO)).await.unwrap();
    let check = |quantity| CheckEntitlement::new(JANE, "calls").requested_quantity(quantity);
    assert_eq!(client.check_entitlement(&check(10)).await.unwrap().get_bool("entitled"), Some(true));
    assert_eq!(client.check_entitlement(&check(11)).await.unwrap().get_bool("entitled"), Some(false));
    let listed = client.get_customer_entitlements(JANE).await.unwrap();
    assert_eq!(listed[0].get_i64("remaining"), Some(10));
}

#[tokio::test]
async fn a_refusal_is_told_apart_by_its_type() {
    let (emulator, client) = emulator().await;
    let reader = self::client(&emulator, PUBLIC_TEST_KEY);
    let read_only = reader.finalize_invoice(MARCH).await.unwrap_err();
    assert_eq!(kind(&read_only), (403, Some(ErrorType::PermissionError)));
    emulator.set_ip_restricted(true);
    let restricted = client.get_plan(OLD).await.unwrap_err();
    assert_eq!(kind(&restricted), (403, Some(ErrorType::IpRestricted)));
}
