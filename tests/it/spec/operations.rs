//! Every operation, built with everything it takes and with as little as it takes.

use std::fmt::Debug;

use jiff::{Timestamp, civil::date};
use prolifi::{
    Page, Prolifi,
    customers::{CreateCustomer, CustomerFilter, CustomerStatus, Customers, Metadata, UpdateCustomer},
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

use super::Declared;

pub(crate) const ID: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const UUID: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

pub(super) fn operations() -> Vec<Declared> {
    let client = &prolifi_offline(&FakeTransport::new());
    let mut operations = Vec::new();
    operations.extend(customers(client));
    operations.extend(plans(client));
    operations.extend(subscriptions(client));
    operations.extend(invoices(client));
    operations.extend(events(client));
    operations.extend(entitlements(client));
    operations
}

fn customers(client: &Prolifi) -> [Declared; 5] {
    let create = CreateCustomer::new("jane@example.com")
        .name("Jane Doe")
        .first_name("Jane")
        .last_name("Doe")
        .company_name("Engines")
        .external_id("user_42")
        .phone("1")
        .country_id(UUID)
        .metadata(Metadata::new());
    let filter = CustomerFilter::new()
        .limit(100)
        .offset(40)
        .email("@example.com")
        .status(CustomerStatus::Active)
        .external_id("user_42");
    let update = UpdateCustomer::new()
        .email("jane@example.com")
        .name("Jane Doe")
        .first_name("Jane")
        .last_name("Doe")
        .company_name("Engines")
        .external_id("user_42")
        .phone("1")
        .country_id(UUID)
        .metadata(Metadata::new());
    let least = CreateCustomer::new("jane@example.com");
    [
        declared(client.create_customer(whole(&create)), client.create_customer(&least)),
        list(client.list_customers(whole(&filter)), client.list_customers(&CustomerFilter::new())),
        alike(client.get_customer(ID), client.get_customer(UUID)),
        declared(
            client.update_customer(UUID, whole(&update)),
            client.update_customer(UUID, &UpdateCustomer::new()),
        ),
        alike(client.delete_customer(ID), client.delete_customer(UUID)),
    ]
}

fn plans(client: &Prolifi) -> [Declared; 2] {
    let filter = PlanFilter::new().limit(100).offset(40).status(PlanStatus::Inactive);
    [
        list(client.list_plans(whole(&filter)), client.list_plans(&PlanFilter::new())),
        alike(client.get_plan(ID), client.get_plan(UUID)),
    ]
}

fn subscriptions(client: &Prolifi) -> [Declared; 7] {
    let create = CreateSubscription::new(UUID, UUID)
        .billing_cycle("monthly")
        .start_date(date(2026, 3, 13))
        .billing_date(date(2026, 4, 1))
        .country_id(UUID)
        .pricing_scheme_id(UUID)
        .payment_term_id(UUID)
        .quantity(3)
        .metadata(Metadata::new());
    let least = CreateSubscription::new(UUID, UUID);
    let filter = SubscriptionFilter::new().limit(100).offset(40).customer_id(UUID).status("x").plan_id(UUID);
    let update =
        UpdateSubscription::new().plan_id(UUID).billing_cycle("yearly").quantity(4).metadata(Metadata::new());
    let cancel = CancelSubscription::new().cancel_at(CancelAt::EndOfPeriod).reason("moved away");
    [
        declared(client.create_subscription(whole(&create)), client.create_subscription(&least)),
        list(
            client.list_subscriptions(whole(&filter)),
            client.list_subscriptions(&SubscriptionFilter::new()),
        ),
        alike(client.get_subscription(ID), client.get_subscription(UUID)),
        declared(
            client.update_subscription(ID, whole(&update)),
            client.update_subscription(UUID, &UpdateSubscription::new()),
        ),
        declared(
            client.cancel_subscription(ID, whole(&cancel)),
            client.cancel_subscription(UUID, &CancelSubscription::new()),
        ),
        alike(client.pause_subscription(ID), client.pause_subscription(UUID)),
        alike(client.resume_subscription(ID), client.resume_subscription(UUID)),
    ]
}

fn invoices(client: &Prolifi) -> [Declared; 4] {
    let filter = InvoiceFilter::new()
        .limit(100)
        .offset(40)
        .customer_id(UUID)
        .status(InvoiceStatus::Void)
        .subscription_id(UUID);
    [
        list(client.list_invoices(whole(&filter)), client.list_invoices(&InvoiceFilter::new())),
        alike(client.get_invoice(ID), client.get_invoice(UUID)),
        alike(client.finalize_invoice(ID), client.finalize_invoice(UUID)),
        alike(client.void_invoice(ID), client.void_invoice(UUID)),
    ]
}

fn events(client: &Prolifi) -> [Declared; 3] {
    let event = UsageEvent::new(UUID, "api_call")
        .subscription_id(UUID)
        .timestamp("2026-03-13T09:00:00Z".parse::<Timestamp>().unwrap())
        .property("bytes", 512)
        .idempotency_key("event_1");
    let least = UsageEvent::new(UUID, "api_call");
    let both = [event.clone(), least.clone()];
    let (batch, one) = (UsageEventBatch::new(&both[..]), UsageEventBatch::new(&both[1..]));
    let filter =
        UsageFilter::new().start_date(date(2026, 3, 1)).end_date(date(2026, 3, 31)).event_name("api_call");
    [
        declared(client.report_usage_event(whole(&event)), client.report_usage_event(&least)),
        declared(client.batch_report_usage_events(&batch), client.batch_report_usage_events(&one)),
        declared(
            client.get_customer_usage(ID, whole(&filter)),
            client.get_customer_usage(UUID, &UsageFilter::new()),
        ),
    ]
}

fn entitlements(client: &Prolifi) -> [Declared; 2] {
    let check = CheckEntitlement::new(UUID, "api_calls").requested_quantity(20);
    let least = CheckEntitlement::new(UUID, "api_calls");
    [
        declared(client.check_entitlement(whole(&check)), client.check_entitlement(&least)),
        alike(client.get_customer_entitlements(ID), client.get_customer_entitlements(UUID)),
    ]
}

/// Fails if a field was forgotten above.
fn whole<T: Debug>(value: &T) -> &T {
    let text = format!("{value:?}");
    assert!(!text.contains("None") && !text.contains("Keep"), "not every field is set: {text}");
    value
}

fn declared<T>(full: Call<T>, least: Call<T>) -> Declared {
    let endpoint = full.endpoint().unwrap();
    Declared { endpoint, full: full.into_request().unwrap(), least: least.into_request().unwrap() }
}

/// An operation that takes nothing beside its path.
fn alike<T>(first: Call<T>, second: Call<T>) -> Declared {
    declared(first, second)
}

fn list<T: serde::de::DeserializeOwned + 'static>(full: Pages<T>, least: Pages<T>) -> Declared {
    declared::<Page<T>>(full.into_call(), least.into_call())
}
